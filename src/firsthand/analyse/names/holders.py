"""Who holds an office told with its body and no link: "Menteri Pekerjaan Umum Siti Rahmawati"?"""

from collections.abc import Sequence

from firsthand.analyse.names.draft import Draft
from firsthand.analyse.names.lexicon import Calling
from firsthand.model.items import NameKind
from firsthand.text.words import Word

LONGEST = 4
"""Words of the longest name."""


def office_holder(
    words: Sequence[Word], said: Calling, places: Sequence[tuple[int, int]]
) -> list[Draft] | None:
    """Part a run of capitalised words into a title, what it is for and its holder's name.

    Args:
        words: the run.
        said: what the language calls people by; `owners` are words for what offices are for.
        places: bounds of all places.

    Returns:
        The holder, and the body that is headed; empty where the run names nobody; None where it
        is no title with an owner, or the language links the two.
    """
    first = _title(words, said) if said.owners else None
    if first is None:
        return None
    begin = first + 1
    if begin < len(words) and _two(words, first) in said.titles:
        begin += 1
    while begin < len(words) and said.is_title(words[begin].folded):
        begin += 1
    name = _name(words, begin, said, places)
    if name is None:
        return None
    held = name
    while name + 1 < len(words) and words[name].folded in said.honorifics:
        name += 1  # "Rektor Universitas X Prof. Dr. Siti Rahmawati"
    if name == len(words):
        return []
    if name == begin or len(words) - name > LONGEST:
        return None
    first -= bool(first) and words[first - 1].folded in said.modifiers
    role = (words[first].start, words[held - 1].end)
    holder = Draft(words[name].start, words[-1].end, NameKind.PERSON, "office", roles=[role])
    heads = [n for n in range(begin, held) if words[n].folded in said.organisations]
    if heads and heads[0] + 1 < held:
        last = held
        while last - 1 > heads[0] and _only_title(words[last - 1].folded, said):
            last -= 1  # "Guru Besar Universitas X Profesor Y"
        start, end = words[heads[0]].start, words[last - 1].end
        return [holder, Draft(start, end, NameKind.ORGANISATION, "head")]
    return [holder]


def _two(words: Sequence[Word], number: int) -> str:
    return f"{words[number].folded} {words[number + 1].folded}"


def _field(word: Word, said: Calling) -> bool:
    return said.fields.fullmatch(word.folded) is not None


def _only_title(folded: str, said: Calling) -> bool:
    return said.is_title(folded) and folded not in said.owners


def _title(words: Sequence[Word], said: Calling) -> int | None:
    """Find the title that a run begins with, behind one word that opens the sentence."""
    for number in (0, 1):
        if number < len(words) and said.is_title(words[number].folded):
            return number
        if number + 1 < len(words) and _two(words, number) in said.titles:
            return number
        if number < len(words) and words[number].folded not in said.not_names | said.modifiers:
            return None
    return None


def _name(
    words: Sequence[Word], begin: int, said: Calling, places: Sequence[tuple[int, int]]
) -> int | None:
    """Find where the name begins: at a given name, or behind the last word of the owner.

    None where nothing between the title and the end is known as either.
    """
    owned = placed = begin
    for number in range(begin, len(words)):
        word = words[number]
        if any(start <= word.start < end for start, end in places):
            owned = placed = number + 1
        elif number > begin and word.folded in said.honorifics:
            return number  # "Rektor Universitas Merdeka | Prof. Siti"
        elif word.folded in said.given:
            # "Gubernur Papua Retno Lestari": what follows a place is the name already.
            return placed if placed > begin and placed == number - 1 else number
        elif word.folded in said.owners | said.organisations or _field(word, said):
            owned = number + 1
    return owned if owned > begin else None
