"""Which offices are one although their words differ: head of the ministry, minister?"""

from dataclasses import dataclass
from functools import cache

from firsthand.lang import ANY, lexicon
from firsthand.text.words import fold_all, fold_name

REACH = 6
"""Words after "head" among which the body must stand."""
LONGEST = 4
"""Characters of the longest office of Chinese, Japanese and Korean."""
_FIRST_CJK = "\u2e80"


_ARTICLES = frozenset(
    {"the", "of", "de", "del", "der", "des", "la", "el", "le", "du", "da", "do", "di", "het", "van"}
)
_AFTER = _ARTICLES | {"in", "for", "at", "and", "en", "für", "von", "e", "y", "et", "und", "per"}
"""Words after which a body's name has ended."""


@dataclass(frozen=True, slots=True)
class _Offices:
    heads: frozenset[str]
    titles: dict[str, str]
    bodies: dict[str, str]


@cache
def _offices() -> _Offices:
    data = lexicon(ANY, "offices")
    titles = {fold_name(word): row[0] for row in data["offices"] for word in row}
    bodies = {fold_name(body): office for office, row in data["bodies"].items() for body in row}
    return _Offices(fold_all(data["heads"]), titles, bodies)


def offices_in(folded: tuple[str, ...]) -> frozenset[str]:
    """Name the offices that a title says, by its own word or by the body that is headed.

    Args:
        folded: the folded words of a title or a description.

    Returns:
        "minister" for "minister of water", "ministra de Agua" and "head of the water ministry";
        empty where the title says none of the offices known.
    """
    said = _offices()
    found = {said.titles[word] for word in folded if word in said.titles}
    found |= {office for word in folded if word not in said.titles if (office := _solid(word))}
    for number, word in enumerate(folded):
        if word in said.heads:
            found |= _headed(folded, number)
    return frozenset(found)


def _solid(word: str) -> str:
    """Name the office that ends a title written without blanks: "海運会社の社長"."""
    if not word[-1:] > _FIRST_CJK:
        return ""
    titles = _offices().titles
    ends = (word[-size:] for size in range(min(len(word), LONGEST), 0, -1))
    return next((titles[end] for end in ends if end in titles), "")


def is_head(word: str) -> bool:
    """Tell whether a word says that somebody heads a body: "head", "jefa".

    Args:
        word: folded.

    Returns:
        True when it does.
    """
    return word in _offices().heads


def _headed(folded: tuple[str, ...], number: int) -> set[str]:
    """Name the office of the head of the body beside: "party chief", "head of the ministry"."""
    bodies = _offices().bodies
    if number and folded[number - 1] in bodies:
        return {bodies[folded[number - 1]]}
    for last in range(number + 2, min(len(folded), number + REACH)):
        pair = " ".join(folded[last - 1 : last + 1])
        body = bodies.get(pair) or bodies.get(folded[last])
        # "head of the city police" heads no city.
        ends = last + 1 == len(folded) or folded[last + 1] in _AFTER
        if body is not None and ends:
            return {body}
        if folded[last] in _AFTER - _ARTICLES:
            return set()
    return set()
