"""Which persons and bodies does a Vietnamese text name?

Every syllable of a person's name has a capital, of a body's name the first of each word; so titles
("bộ trưởng") and bodies ("Bộ Nông nghiệp và Môi trường") are read by syllables. People are called
by the last syllable of their names, behind a form of address or a title ("ông Thành").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from firsthand.analyse.names.draft import Draft
from firsthand.lang import lexicon
from firsthand.model.items import NameKind
from firsthand.text.words import Word

Stretch: TypeAlias = tuple[int, int]
LONGEST = 4
"""Syllables of the longest name of a person, and of the longest title but the longest ones."""
FULL = 2
REACH = 14
"""Syllables between a title and the name of who has it."""
LONGEST_BODY = 14
"""Syllables of the longest name of a body."""
_UNITS = frozenset({"tp", "tỉnh", "thành", "phố", "huyện", "xã", "quận", "phường", "khu", "nước"})
"""Words of the units of a country, behind which a place is named"""
_FEATURES = frozenset(
    {
        "sông", "hồ", "núi", "suối", "cầu", "đường", "chợ", "đảo", "biển", "đèo",
        "cống", "kênh", "đập", "ga", "cảng", "vịnh", "mũi", "đồi", "thác", "rạch",
    }
)  # fmt: skip
"""Words of land, water and works, behind which no person is named"""
_ACRONYM = re.compile(r"[A-ZĐ]{2,7}")
_ROMAN = re.compile(r"[IVXLCM]+")
_NO_BODIES = frozenset(
    {"TP", "HCM", "USD", "VND", "EUR", "GDP", "CPI", "FDI", "ODA", "VAT", "GRDP", "ĐBSCL"}
)
"""Short forms of towns, currencies and measures, which are no bodies"""
_AGE = re.compile(r",? \(?\d{1,3} tuổi\)?,? ?|, | \(")
_CLOSE = re.compile(r"[,;:.()!?\n\"”–—]")


@dataclass(frozen=True, slots=True)
class _Lists:
    titles: frozenset[str]
    honorifics: frozenset[str]
    modifiers: frozenset[str]
    families: frozenset[str]
    bodies: frozenset[str]
    not_names: frozenset[str]
    stops: frozenset[str]
    says: frozenset[str]


@cache
def _lists() -> _Lists:
    data = lexicon("vi", "titles")

    def words(key: str) -> frozenset[str]:
        return frozenset(word.casefold() for word in data[key])

    return _Lists(
        titles=words("titles"),
        honorifics=words("honorifics"),
        modifiers=words("modifiers"),
        families=words("given"),
        bodies=words("organisations"),
        not_names=words("not_names"),
        stops=words("stops"),
        says=words("says"),
    )


def from_vietnamese(text: str, words: Sequence[Word], places: Sequence[Stretch]) -> list[Draft]:
    """Read persons by family names, titles and forms of address, bodies by their first syllables.

    Args:
        text: the text.
        words: its words, which are syllables.
        places: bounds of what is a place and nothing else.

    Returns:
        Drafts in no order.
    """
    said = [text[word.start : word.end].casefold() for word in words]
    bodies = list(_bodies(text, words, said))
    taken = {n for draft in bodies for n in range(draft.start, draft.end)}
    people = list(_people(text, words, said, taken, set(places)))
    known = {text[d.start : d.end].rpartition(" ")[2] for d in people}
    again = _again(text, words, said, known, people)
    return [*people, *again, *bodies]


def _adjoins(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether only a blank stands between a syllable and the one before."""
    return number > 0 and text[words[number - 1].end : words[number].start] in {" ", ". ", "."}


def _blank(text: str, words: Sequence[Word], number: int) -> bool:
    return text[words[number - 1].end : words[number].start] == " "


def _people(
    text: str, words: Sequence[Word], said: Sequence[str], taken: set[int], places: set[Stretch]
) -> Iterator[Draft]:
    number = 0
    while number < len(words):
        last = number
        while last < len(words) and _in_run(text, words, number, last, taken):
            last += 1
        if last == number:
            number += 1
            continue
        yield from _person(text, words, said, (number, last), places)
        number = last


def _in_run(text: str, words: Sequence[Word], first: int, at: int, taken: set[int]) -> bool:
    word = words[at]
    joined = at == first or text[words[at - 1].end : word.start] == " "
    return joined and word.capital and not word.shout and word.start not in taken


def _person(
    text: str,
    words: Sequence[Word],
    said: Sequence[str],
    run: Stretch,
    places: set[Stretch],
) -> Iterator[Draft]:
    """Read a run of capitals: a family name opens a name; any name may follow who is addressed."""
    lists = _lists()
    first, last = run
    while first < last and words[first].initial and said[first] in lists.not_names:
        first += 1
    size, honored = _title_start(said, first, last)
    titled = bool(size)
    first += size
    behind = said[first - 1] if first and _adjoins(text, words, first) and not titled else ""
    if behind in _FEATURES and not words[first - 1].capital:
        return
    if behind in _UNITS:
        first = _past_unit(text, words, said, (first, last))
    role = _role_before(text, words, said, first)
    addressed = first > 0 and said[first - 1] in lists.honorifics and _adjoins(text, words, first)
    begin = _family(words, said, (first, last), places)
    if begin is not None and begin > first and not (role or titled):
        begin = None  # "Quảng Ninh Phạm": a place before a name only behind an office
    if begin is None:
        in_unit = first > 0 and said[first - 1] in _UNITS
        if not (addressed or honored or role) or last - first < FULL or in_unit:
            return
        begin = first
    if not FULL <= last - begin <= LONGEST:
        return
    start, end = words[begin].start, words[last - 1].end
    if any(low <= start and end <= high for low, high in places) and not (role or addressed):
        return
    draft = Draft(start, end, NameKind.PERSON, "vietnamese")
    draft.roles = [*_role_before(text, words, said, begin), *_role_after(text, words, said, last)]
    yield draft


def _past_unit(text: str, words: Sequence[Word], said: Sequence[str], run: Stretch) -> int:
    """Skip the place behind "huyện" or "tỉnh": a person's name follows it, or its holder's office.

    "Chủ tịch UBND tỉnh Trần Quang Vinh" names no place behind the unit, "Công an huyện Lục Nam"
    nobody.
    """
    first, last = run
    held = bool(_role_before(text, words, said, first))
    families = _lists().families
    behind = [n for n in range(first + FULL, last - 1) if said[n] in families]
    if held and behind and last - behind[0] <= LONGEST and last - first > LONGEST:
        return behind[0]
    return first if held and last - first > FULL and said[first] in families else last


def _family(
    words: Sequence[Word], said: Sequence[str], run: Stretch, places: set[Stretch]
) -> int | None:
    """Find the family name in a run: its first syllable, or one behind a place of two."""
    first, last = run
    families = _lists().families
    ends = {end for start, end in places if start == words[first].start} if first < last else set()
    behind = [n for n in range(first + 1, last - 1) if said[n] in families]
    placed = next((n for n in behind if words[n - 1].end in ends), None)
    if placed is not None:
        return placed
    if first < last - 1 and said[first] in families:
        return first
    return next((n for n in behind if n >= first + FULL), next(iter(behind), None))


def _title_start(said: Sequence[str], first: int, last: int) -> tuple[int, bool]:
    """Count the capitalised syllables of a title or a form of address that a run opens with."""
    lists = _lists()
    for size in range(min(LONGEST, last - first - 1), 0, -1):
        if " ".join(said[first : first + size]) in lists.titles:
            return size, False
    if first < last and said[first] in lists.honorifics and said[first] not in lists.families:
        return 1, True
    return 0, False


def _role_before(
    text: str, words: Sequence[Word], said: Sequence[str], number: int
) -> list[Stretch]:
    """Take the title before a name with the body or the place that it is held in."""
    lists = _lists()
    end = number
    while end and said[end - 1] in lists.honorifics and _adjoins(text, words, end):
        end -= 1
    if not end or not _adjoins(text, words, end):
        return []
    for back in range(1, REACH):
        at = end - back
        if at < 0 or (back > 1 and text[words[at].end : words[at + 1].start] != " "):
            return []
        size = next(
            (n for n in range(LONGEST, 0, -1) if at + 1 >= n and _titled(said, at + 1 - n, n)), 0
        )
        if size:
            first = at + 1 - size
            while first and said[first - 1] in lists.modifiers and _blank(text, words, first):
                first -= 1
            if _owned(words, said, at + 1, end):
                return [(words[first].start, words[end - 1].end)]
            return []
        if " ".join(said[at : at + 2]) in lists.says or said[at] in lists.says:
            return []
    return []


def _titled(said: Sequence[str], at: int, size: int) -> bool:
    return " ".join(said[at : at + size]) in _lists().titles


def _owned(words: Sequence[Word], said: Sequence[str], first: int, last: int) -> bool:
    """Tell whether what stands between a title and a name says where the office is held."""
    if first == last:
        return True
    head = said[first] in _lists().bodies or " ".join(said[first : first + 2]) in _lists().bodies
    linked = said[first] in {"của", "tại", "ở", "phụ", "về"}
    return head or said[first] in _UNITS or linked or words[first].capital


def _role_after(
    text: str, words: Sequence[Word], said: Sequence[str], number: int
) -> list[Stretch]:
    """Take the title behind a comma or an age: "Lê Quân, 38 tuổi, nông dân xã Hải Lý"."""
    gap = _AGE.match(text, words[number - 1].end)
    if gap is None:
        return []
    near = range(number, min(number + LONGEST, len(words)))
    at = next((n for n in near if words[n].start >= gap.end()), 0)
    while at and at < len(words) - 1 and said[at] in _lists().modifiers:
        at += 1
    if not at or not any(_titled(said, at, size) for size in range(1, LONGEST + 1)):
        return []
    close = _CLOSE.search(text, words[at].start)
    end = close.start() if close else len(text)
    first = at
    while first > number and said[first - 1] in _lists().modifiers:
        first -= 1
    return [(words[first].start, end)]


def _bodies(text: str, words: Sequence[Word], said: Sequence[str]) -> Iterator[Draft]:
    lists = _lists()
    number = 0
    while number < len(words):
        word = words[number]
        piece = text[word.start : word.end]
        if _ACRONYM.fullmatch(piece) and not _ROMAN.fullmatch(piece):
            shouted = any(
                _joined_shout(text, words, at) for at in (number, number + 1)
            )  # "BẮC GIANG": a name in capitals
            if piece.casefold() not in lists.honorifics and piece not in _NO_BODIES and not shouted:
                last = _with_unit(text, words, said, number + 1)
                end = words[last - 1].end
                yield Draft(word.start, end, NameKind.ORGANISATION, "acronym", "acronym")
                number = last
                continue
            number += 1
            continue
        size = next(
            (n for n in (3, 2, 1) if " ".join(said[number : number + n]) in lists.bodies), 0
        )
        last = _body_end(text, words, said, number + size) if size and word.capital else 0
        if last == number + size:
            last = _with_unit(text, words, said, last)
        if last > number + size and not _titled_here(said, number):
            last = _with_unit(text, words, said, last)
            yield Draft(word.start, words[last - 1].end, NameKind.ORGANISATION, "head")
            number = last
            continue
        number += 1


def _with_unit(text: str, words: Sequence[Word], said: Sequence[str], number: int) -> int:
    """Walk over the place that a body is of: "UBND tỉnh Bắc Giang", but "UBND tỉnh Trần Văn An"."""
    at = number
    while at < len(words) and said[at] in _UNITS and _blank(text, words, at) and at - number < FULL:
        at += 1
    last = at
    while (
        last < len(words)
        and words[last].capital
        and text[words[last - 1].end : words[last].start] in {" ", "."}
    ):
        last += 1
    size = last - at
    if at == number or not 0 < size <= LONGEST or said[at] in _lists().honorifics:
        return number
    return number if size > FULL and said[at] in _lists().families else last


def _joined_shout(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether a syllable and the one before are both in capitals, and one has a mark."""
    if not 0 < number < len(words) or not _blank(text, words, number):
        return False
    pair = [text[word.start : word.end] for word in words[number - 1 : number + 1]]
    return all(p.isupper() for p in pair) and not all(_ACRONYM.fullmatch(p) for p in pair)


def _titled_here(said: Sequence[str], number: int) -> bool:
    return any(_titled(said, number, size) for size in range(2, LONGEST + 1))


def _body_end(text: str, words: Sequence[Word], said: Sequence[str], number: int) -> int:
    """Walk over words of one or two syllables that begin with a capital, and "và" between them."""
    lists = _lists()
    at, end = number, number
    while at < len(words) and at - number < LONGEST_BODY:
        joined = text[words[at - 1].end : words[at].start]
        if joined not in {" ", ", ", "&", " & "} or (
            joined == ", " and not _goes_on(text, words, said, at)
        ):
            break
        if words[at].capital and (said[at] not in _UNITS or at == number):
            if said[at] in lists.families and at > number and _names_next(words, at):
                break
            at += 1
            end = at
            pair = " ".join(said[at - 1 : at + 1])
            stopped = at < len(words) and said[at] in lists.stops and pair not in _fields()
            small = at < len(words) and not words[at].capital and not stopped
            if small and text[words[at - 1].end : words[at].start] == " " and said[at] != "và":
                at += 1
                end = at
        elif said[at] == "và" and _joins_fields(text, words, said, at + 1):
            at += 1
        else:
            break
    return end


def _joins_fields(text: str, words: Sequence[Word], said: Sequence[str], at: int) -> bool:
    """Tell whether behind "và" the name of a body goes on, and no other body follows."""
    if at >= len(words) or not words[at].capital or said[at] in _lists().bodies:
        return False
    return not _ACRONYM.fullmatch(text[words[at].start : words[at].end])


@cache
def _fields() -> frozenset[str]:
    """Collect the words of two syllables for what a body deals with: "giao thông"."""
    themes = lexicon("vi", "themes")["themes"]
    return frozenset(w for theme in themes for w in theme["words"] if w.count(" ") == 1)


def _goes_on(text: str, words: Sequence[Word], said: Sequence[str], at: int) -> bool:
    """Tell whether a comma only parts the fields of one body: "Bộ Văn hóa, Thể thao và Du lịch"."""
    if not words[at].capital or said[at] in _lists().bodies | _lists().families:
        return False
    after = [n for n in range(at + 1, min(at + 4, len(words))) if said[n] == "và"]
    return bool(after) and "," not in text[words[at].start : words[after[0]].end]


def _names_next(words: Sequence[Word], at: int) -> bool:
    """Tell whether two capitals in a row follow: a person's name, no word of a body's."""
    beside = at + 1 < len(words) and words[at].end + 1 == words[at + 1].start
    return beside and words[at + 1].capital


def _again(
    text: str,
    words: Sequence[Word],
    said: Sequence[str],
    known: set[str],
    people: Sequence[Draft],
) -> Iterator[Draft]:
    """Find people called by their given name behind a title or a form of address."""
    lists = _lists()
    taken = {n for draft in people for n in range(draft.start, draft.end)}
    for number, word in enumerate(words):
        if word.start in taken or text[word.start : word.end] not in known or not number:
            continue
        before = said[number - 1]
        titled = any(
            number >= size and _titled(said, number - size, size) for size in (2, 3, LONGEST)
        )
        if _adjoins(text, words, number) and (before in lists.honorifics or titled):
            draft = Draft(word.start, word.end, NameKind.PERSON, "again", "short")
            draft.roles = _role_before(text, words, said, number)
            yield draft
