"""Which words around a name say what its bearer's office is for?"""

import re
from collections.abc import Sequence

from firsthand.analyse.names.chains import LINKS, Chain
from firsthand.analyse.names.lexicon import Calling
from firsthand.analyse.names.roles import roles_before
from firsthand.text.words import Word, fold_name

LONGEST = 4
"""Words of the longest name of a person."""
_OWNING = frozenset("der des für del della dell dello dei degli delle du do dos das zu".split())  # noqa: SIM905
"""Words that link an office with what it is for, and are no part of names."""
_LINKED = re.compile(
    r"(?<!\w)(?:de(?: la| las| los)?|del|d[aou]s?|des|di|della|dello|dei|degli|delle|dell['’]|van|"
    r"von|für|d['’]|de l['’]|der)\s?$"
)
_MORE = re.compile(r" (?:en|und|and) ((?![a-z])[^\W\d_]\w+)(?: (?![a-z])[^\W\d_]\w+){0,3}")


def owned_by(text: str, start: int) -> bool:
    """Tell whether a small word links what begins here with an office or a body: "minister of".

    Args:
        text: the text.
        start: where a name begins.

    Returns:
        True where such a word goes before.
    """
    return _LINKED.search(text, max(0, start - 12), start) is not None


def pair_title(words: Sequence[Word], said: Calling) -> bool:
    """Tell whether two capitalised words are a title together: "Duta Besar".

    Args:
        words: of a run of capitals.
        said: words of the language.

    Returns:
        True where a name follows.
    """
    return len(words) > 2 and f"{words[0].folded} {words[1].folded}" in said.titles  # noqa: PLR2004


def fields_before(
    words: Sequence[Word], text: str, said: Calling, places: Sequence[tuple[int, int]]
) -> int:
    """Count the words before a name that say what its bearer's office is for, and where.

    "Ministro de Agricultura y | Pesca Ida Holm", "Minister van | Infrastructuur Ida Holm": known
    as fields of ministries, so that no given name is needed.

    Args:
        words: of a run of capitals.
        text: the text.
        said: words of the language.
        places: bounds of all places.

    Returns:
        How many words; 0 where no office goes before, or no name is left.
    """
    at = 0
    if words and said.is_title(words[0].folded):
        at = 1
        while at < len(words) and words[at].folded in _OWNING | said.owner_links:
            at += 1
    first = at
    fields = 0
    while at < len(words):
        folded = words[at].folded
        field = said.fields.fullmatch(folded) is not None and folded not in said.given
        placed = folded not in said.given and any(
            low <= words[at].start < high for low, high in places
        )
        placed = placed and bool(fields or roles_before(text, words[at].start, said))
        linked = fields and folded in LINKS and not words[at].capital
        if not (field or placed or (linked and at + 1 < len(words))):
            break
        fields += bool(field or placed)
        at += 1
    left = sum(word.capital for word in words[at:])
    if not fields or left < 2 or left > LONGEST or not words[at].capital:  # noqa: PLR2004
        return 0
    return at if roles_before(text, words[at].start, said) or first else 0


def lead_in(words: Sequence[Word], said: Calling) -> int:
    """Count the words before a title that a sentence opens with: "Dessen Sprecherin Ida Holm".

    Args:
        words: of a run of capitals.
        said: words of the language.

    Returns:
        How many words.
    """
    if not words or not words[0].initial or words[0].folded in said.given:
        return 0
    if said.is_title(words[0].folded):
        return 0
    for number in (1, 2):
        if number + 1 < len(words) and said.is_title(words[number].folded):
            return number
    return 0


def owner_before(words: Sequence[Word], text: str, said: Calling) -> int:
    """Count the words that an office is for before its holder: "ministra de Aguas Ida Holm".

    Where the language marks cases no link is needed: "burmistrz Puław Anna Kot".

    Args:
        words: of a run of capitals.
        text: the text.
        said: words of the language.

    Returns:
        How many words.
    """
    if not words or words[0].folded in said.given or said.is_title(words[0].folded):
        return 0
    for number in range(1, len(words) - 2):
        held = words[number].capital and said.is_title(words[number].folded)
        if held and words[number + 1].folded in said.given:
            return number + 1  # "Belediye Başkanı Murat Aksoy"
    linked = _LINKED.search(text, max(0, words[0].start - 12), words[0].start)
    if linked is None and not said.marks_cases:
        return 0
    at = next((n for n, w in enumerate(words[:-1]) if w.capital and w.folded in said.given), 0)
    return at if at and roles_before(text, words[at].start, said) else 0


def past_owner(words: list[Word], chain: Chain, said: Calling) -> list[Word]:
    """Skip what an office is for, down to a given name: "Präsidentin der Region X Ida Holm".

    Args:
        words: of a run of capitals.
        chain: the whole run.
        said: words of the language.

    Returns:
        The words from the name on.
    """
    first = next((n for n, word in enumerate(chain.words) if words and word is words[0]), 0)
    before = chain.words[first - 1] if first else None
    if before is None or before.folded not in _OWNING:
        return words[_owner_after(words, said) :]
    at = next((n for n, w in enumerate(words) if w.capital and w.folded in said.given), None)
    return words[at:] if at is not None else []


def _owner_after(words: Sequence[Word], said: Calling) -> int:
    """Count the words of an owner in the genitive between a title and a given name."""
    if not said.marks_cases or not words or words[0].folded in said.given:
        return 0
    return next((n for n, w in enumerate(words[:-1]) if w.capital and w.folded in said.given), 0)


def _and_more(text: str, end: int, said: Calling) -> int:
    """Take what else an office is for: "van Klimaat | en Groene Groei"; nobody's given name."""
    more = _MORE.match(text, end)
    return more.end() if more and fold_name(more[1]) not in said.given else end


def before_owner(
    words: list[Word], text: str, said: Calling
) -> tuple[list[Word], list[tuple[int, int]]]:
    """Part a name from what its office is for: "minister Ida Holm | van Sociale Zaken".

    Args:
        words: of a run of capitals.
        text: the text.
        said: words of the language.

    Returns:
        The words of the name, and the bounds of what the office is for.
    """
    for number, word in enumerate(words):
        before = [w for w in words[:number] if w.capital]
        linked = not word.capital and word.folded in said.owner_links
        if linked and len(before) > 1 and before[-1].folded not in said.given:
            return words[:number], [(word.start, _and_more(text, words[-1].end, said))]
    return words, []
