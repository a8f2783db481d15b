"""Which persons and bodies does a Korean text name?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.names.abroad import named_abroad
from firsthand.analyse.names.draft import Draft
from firsthand.lang import ANY, lexicon
from firsthand.model.items import NameKind
from firsthand.text.eastern import name_parts, without_particle
from firsthand.text.words import Word

FULL = 3
"""Syllables of most names: family name and two of the given name."""
PAIR = 2
LEAST_BODY = 2
"""Syllables before the head of a body's name."""
_MINISTRY = "부"
_UNITS = ("부", "청", "국", "도", "시", "군", "구")
"""How ministries, offices and units of a country end."""
OWNERS = 2
"""Words between a name and the title: "이수진 농림축산식품부 차관"."""
_BODY_ENDS = tuple("부청위회당대팀들측군소시도과년월일로의에는를을와께")
"""Last syllables of words that are no given names as a rule."""
_AGE = re.compile(r"\s?\(\d{1,3}(?:세|·|\)|,)")


@dataclass(frozen=True, slots=True)
class _Lists:
    titles: tuple[str, ...]
    honorifics: tuple[str, ...]
    family: frozenset[str]
    family_two: frozenset[str]
    not_names: frozenset[str]
    heads: tuple[str, ...]
    whole: frozenset[str]
    generic: frozenset[str]
    particles: frozenset[str]
    fields: re.Pattern[str]
    """Parts of the names of ministries"""
    common: frozenset[str]
    """Kinds of bodies, which speak as often as persons"""


@cache
def _lists() -> _Lists:
    data = lexicon("ko", "titles")

    def longest_first(key: str) -> tuple[str, ...]:
        return tuple(sorted(data[key], key=lambda word: (-len(word), word)))

    return _Lists(
        longest_first("titles"),
        longest_first("honorifics"),
        frozenset(data["family_names"].split()),
        frozenset(data["family_two"]),
        frozenset(data["not_names"]),
        longest_first("organisations"),
        frozenset(data["ministries"]),
        frozenset(data["generic"]),
        frozenset(data["particles"]),
        re.compile("|".join(row["ko"].replace(" ", "|") for row in _departments())),
        frozenset(lexicon("ko", "statements")["speakers"]["bodies"]),
    )


def _departments() -> Sequence[dict[str, str]]:
    rows: Sequence[dict[str, str]] = tuple(lexicon(ANY, "departments")["fields"].values())
    return rows


def from_korean(text: str, words: Sequence[Word], places: Sequence[tuple[int, int]]) -> list[Draft]:
    """Read persons from family names beside titles, and bodies from the ends of their names.

    Args:
        text: the text.
        words: its words.
        places: bounds of what is a place and nothing else.

    Returns:
        Drafts in no order.
    """
    taken = {start for start, _ in places}
    people = list(_people(text, words, taken))
    known = {text[d.start : d.end] for d in people}
    titles = [_title_end(text[word.start : word.end]) for word in words]
    owners = [w.start in taken or _owns(text[w.start : w.end]) for w in words]
    people.extend(
        draft
        for draft in list(named_abroad(text, words, titles, owners))
        if not any(other.overlaps(draft.start, draft.end) for other in people)
    )
    found = [*people, *_bodies(text, words)]
    covered = {n for draft in people for n in range(draft.start, draft.end)}
    found.extend(d for d in _again(text, words, known) if d.start not in covered)
    return found


def _title_end(word: str) -> int:
    """Tell how many syllables of a word are a title with what it is for; 0 for other words."""
    lists = _lists()
    for stem in (word, without_particle(word)):
        if stem.endswith(lists.titles) or stem in lists.honorifics:
            return len(stem)
    return 0


def _is_name(word: str) -> bool:
    lists = _lists()
    if word in lists.not_names or word in lists.whole or word.endswith(lists.titles):
        return False
    if without_particle(word) in lists.common:
        return False  # "경찰은": a word with its particle
    if word[:PAIR] in lists.family_two:
        return len(word) in {FULL, FULL + 1}
    return len(word) == FULL and word[0] in lists.family and not word.endswith(_BODY_ENDS)


def _people(text: str, words: Sequence[Word], places: set[int]) -> Iterator[Draft]:
    families: set[str] = set()
    for number, word in enumerate(words):
        piece = text[word.start : word.end]
        if word.start in places or not "가" <= piece[0] <= "힣":
            continue
        if piece in families:  # "박 지사" after "박정우 지사"
            role = _role_behind(text, words, number, owners=0)
            if role:
                draft = Draft(word.start, word.end, NameKind.PERSON, "title", "short")
                draft.roles = [role]
                yield draft
            continue
        name = _named(text, words, number, piece)
        if name is not None:
            families.add(name_parts(text[name.start : name.end], "ko")[0])
            yield name


def _named(text: str, words: Sequence[Word], number: int, piece: str) -> Draft | None:
    """Read a full name with the title behind it, an honorific in its word or an age."""
    word = words[number]
    stem = without_particle(piece) if not piece.endswith("씨") else piece
    if stem.endswith("씨") and (_is_name(stem[:-1]) or _short_name(stem[:-1])):
        return Draft(word.start, word.start + len(stem) - 1, NameKind.PERSON, "honorific")
    if _short_name(piece) and text.startswith(" 씨", word.end):
        return Draft(word.start, word.end, NameKind.PERSON, "honorific")
    if not _is_name(piece):
        return None
    role = _role_behind(text, words, number, owners=OWNERS)
    if not role and not _AGE.match(text, word.end, word.end + 8):
        return None
    draft = Draft(word.start, word.end, NameKind.PERSON, "title")
    lists = _lists()
    if role and text[role[0] : role[1]] not in lists.honorifics:
        draft.roles = [role]
    return draft


def _short_name(piece: str) -> bool:
    """Tell whether a word of two syllables may be a name: family name and one more."""
    return len(piece) == PAIR and piece[0] in _lists().family


def _role_behind(
    text: str, words: Sequence[Word], number: int, *, owners: int
) -> tuple[int, int] | None:
    """Take the title behind a name, with the body that it is held in."""
    for step in range(1, owners + 2):
        if number + step >= len(words):
            return None
        word = words[number + step]
        if text[words[number + step - 1].end : word.start] != " ":
            return None
        piece = text[word.start : word.end]
        size = _title_end(piece)
        if size:
            return words[number + 1].start, word.start + size
        if not _owns(piece):
            return None
    return None


def _owns(piece: str) -> bool:
    """Tell whether a word names a body or a unit that somebody heads."""
    lists = _lists()
    return piece in lists.whole or piece.endswith((*lists.heads, *_UNITS))


def _bodies(text: str, words: Sequence[Word]) -> Iterator[Draft]:
    lists = _lists()
    for word in words:
        piece = text[word.start : word.end]
        for stem in dict.fromkeys((piece, without_particle(piece))):
            if stem in lists.whole:
                yield Draft(word.start, word.start + len(stem), NameKind.ORGANISATION, "list")
                break
            if stem.endswith(_MINISTRY) and lists.fields.search(stem[:-1]):
                yield Draft(word.start, word.start + len(stem), NameKind.ORGANISATION, "field")
                break
            head = next((h for h in lists.heads if stem.endswith(h)), "")
            lead = stem[: len(stem) - len(head)]
            if head and len(lead) >= LEAST_BODY and lead not in lists.generic:
                yield Draft(word.start, word.start + len(stem), NameKind.ORGANISATION, "head")
                break


def _again(text: str, words: Sequence[Word], known: set[str]) -> Iterator[Draft]:
    """Find full names again, with a particle or by themselves."""
    lists = _lists()
    for word in words:
        piece = text[word.start : word.end]
        for size in (FULL, FULL + 1, PAIR):
            name, rest = piece[:size], piece[size:]
            if name in known and (not rest or rest in lists.particles or rest[0] == "씨"):
                yield Draft(word.start, word.start + size, NameKind.PERSON, "again")
                break
