"""Which ministries named in two languages are one: "Kementerian Kesehatan", "Health Ministry"?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from firsthand.compare.forms import Card
from firsthand.lang import ANY, lexicon
from firsthand.text.words import fold_name

ALIKE = 0.5
"""Share of common fields from which on two ministries of two languages may be one."""
_SOLID = frozenset({"zh", "ja", "ko"})
_COMPOUND = frozenset({"de", "sv", "nl"})
"""Languages whose ministries are compounds: "Landesumweltministerium" """


@dataclass(frozen=True, slots=True)
class _Words:
    whole: frozenset[str]
    ends: tuple[str, ...]
    stems: tuple[tuple[str, str], ...]
    """parts of names, each with its field"""


@cache
def _words(language: str) -> _Words:
    data = lexicon(ANY, "departments")
    called = data["ministries"].get(language, "").split()
    plain = str if language in _SOLID else fold_name
    stems = [
        (plain(stem.replace("_", " ")), field)
        for field, row in data["fields"].items()
        for stem in row.get(language, "").split()
    ]
    return _Words(
        frozenset(plain(word) for word in called if word[0] != "-"),
        tuple(plain(word[1:]) for word in called if word[0] == "-"),
        tuple(sorted(stems)),
    )


@lru_cache(maxsize=4096)
def department_fields(text: str, language: str) -> frozenset[str]:
    """Name the fields of a ministry.

    Args:
        text: the name of a body.
        language: of the report that has it.

    Returns:
        The fields, the same in every language; none for other bodies.
    """
    words = _words(language)
    if language in _SOLID:
        found = (field for stem, field in words.stems if stem in text)
        return frozenset(found) if text.endswith(words.ends) else frozenset()
    folded = fold_name(text)
    parts = folded.split()
    ministry = not words.whole.isdisjoint(parts) or (
        bool(words.ends) and any(part.endswith(words.ends) for part in parts)
    )
    if not ministry:
        return frozenset()
    lead = "" if language in _COMPOUND else " "
    return frozenset(field for stem, field in words.stems if f"{lead}{stem}" in f" {folded}")


def join_departments(clusters: list[list[Card]]) -> list[list[Card]]:
    """Put the ministries of one event together that two languages call by the same fields.

    Args:
        clusters: mentions of one body each.

    Returns:
        The clusters; joined where each is the only one of its language with such fields.
    """
    known = [(cards, fields) for cards in clusters for fields in _fields(cards)]
    gone: set[int] = set()
    for number, (cards, (language, fields)) in enumerate(known):
        if id(cards) in gone:
            continue
        for other, (more, (foreign, theirs)) in enumerate(known[number + 1 :], number + 1):
            if id(more) in gone or more is cards or foreign == language:
                continue
            # Two that both bear a name in one language are two bodies.
            if {c.language for c in cards} & {c.language for c in more}:
                continue
            mine = _alike(known, number, foreign)
            back = _alike(known, other, language)
            if mine == [other] and back == [number] and fields & theirs:
                cards.extend(replace(card, rule="translation") for card in more)
                gone.add(id(more))
    return [cards for cards in clusters if id(cards) not in gone]


_Known = tuple[list[Card], tuple[str, frozenset[str]]]


def _fields(cards: Sequence[Card]) -> Iterator[tuple[str, frozenset[str]]]:
    """Walk the languages in which a body is called a ministry, with its fields."""
    found: dict[str, frozenset[str]] = {}
    for card in sorted(cards, key=lambda c: (-len(c.text), c.text)):
        fields = department_fields(card.text, card.language)
        if fields:
            found.setdefault(card.language, fields)
    yield from sorted(found.items())


def _alike(known: Sequence[_Known], number: int, language: str) -> list[int]:
    """List the ministries of another language whose fields are nearly the same."""
    fields = known[number][1][1]
    return [
        other
        for other, (_, (foreign, theirs)) in enumerate(known)
        if foreign == language and len(fields & theirs) >= ALIKE * len(fields | theirs)
    ]
