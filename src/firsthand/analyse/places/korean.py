"""Which words of a Korean text are places, with their particles and words for kinds cut off?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.places.accept import contains
from firsthand.analyse.places.gazetteer import ADMIN1, LEVELS
from firsthand.analyse.places.lexicon import NOBODY, Bearers, bearers
from firsthand.analyse.places.spots import Spot
from firsthand.lang import lexicon
from firsthand.text.eastern import without_particle
from firsthand.text.words import Word, fold_name

UNIT, CITY = 2, 1
"""Grades of `Bearers.strength`."""
SHORT = 2
"""Syllables of a name that may be an ordinary word."""


@dataclass(frozen=True, slots=True)
class _Lists:
    located: frozenset[str]
    joined: tuple[str, ...]
    suffixes: dict[str, str]
    guarded: frozenset[str]
    never: frozenset[str]
    unknown: tuple[str, ...]
    ordinary: tuple[str, ...]


@cache
def _lists() -> _Lists:
    data = lexicon("ko", "places")
    return _Lists(
        frozenset(data["shown"]["located"]),
        tuple(sorted(data["shown"]["joined"], key=lambda word: (-len(word), word))),
        {mark: level for level, marks in data["suffixes"].items() for mark in marks},
        frozenset(data["guards"]["words"]),
        frozenset(data["guards"]["never"]),
        tuple(data["kinds"]["unknown"]),
        tuple(data["kinds"]["never"]),
    )


def korean_spots(text: str, words: Sequence[Word]) -> Iterator[Spot]:
    """Find the places of a Korean text; what is found is meant.

    Args:
        text: the text.
        words: its words.

    Yields:
        The places in text order, none overlapping.
    """
    number = 0
    last: Spot | None = None
    while number < len(words):
        spot = _at(text, words, number, last)
        if spot is None:
            number += 1
            continue
        yield spot
        last = spot
        number = spot.last + 1


def _at(text: str, words: Sequence[Word], number: int, before: Spot | None) -> Spot | None:
    word = words[number]
    if not "가" <= text[word.start] <= "힣":
        return None
    for last in (number + 1, number):
        if last >= len(words) or (last > number and text[word.end : words[last].start] != " "):
            continue
        piece = text[word.start : words[last].end]
        for stem in dict.fromkeys((piece, without_particle(piece), _without_noun(piece))):
            found, level = _look(stem)
            spot = Spot(
                word.start, word.start + len(stem), found, "name", number, last, level,
                core=(word.start, word.start + len(stem)),
            )  # fmt: skip
            if found and _meant(text, spot, piece[len(stem) :], before):
                return spot
            if last == number and not found and _is_kind(stem):
                spot.rule = "context"
                return spot
    return None


def _is_kind(stem: str) -> bool:
    """Tell whether a word that no list has is the name of a river or an island."""
    lists = _lists()
    named = len(stem) > SHORT and stem.endswith(lists.unknown)
    return named and not stem.endswith(lists.ordinary)


def _without_noun(piece: str) -> str:
    tail = next((t for t in _lists().joined if piece.endswith(t) and len(piece) > len(t)), "")
    return piece[: len(piece) - len(tail)]


def _look(stem: str) -> tuple[Bearers, str]:
    """Find what bears a name, with or without the word for its kind at the end."""
    lists = _lists()
    if stem in lists.never:
        return NOBODY, ""
    level = lists.suffixes.get(stem[-1], "") if len(stem) > SHORT else ""
    found = bearers(fold_name(stem))
    if found:
        return found, level
    if level:
        found = bearers(fold_name(stem[:-1]))
        fits = any(_fits(LEVELS[entry.level], level) for entry in found.entries)
        return (found, level) if fits else (NOBODY, "")
    if len(stem) >= SHORT:
        for mark in ("시", "군", "도"):
            found = bearers(fold_name(f"{stem}{mark}"))
            if found and stem not in lists.suffixes:
                return found, ""
    return NOBODY, ""


def _fits(name: str, level: str) -> bool:
    if level == "admin1":
        return name == "admin1"
    return name in {"admin1", "admin2", "city"}


def _meant(text: str, spot: Spot, tail: str, before: Spot | None) -> bool:
    """Tell whether a place is meant: well known, told by its kind, its unit or a particle."""
    lists = _lists()
    stem = text[spot.start : spot.end]
    strength = spot.bearers.strength
    if spot.level or tail in lists.located or _dated(text, spot):
        return True
    apart = text[before.end : spot.start] if before is not None else ""
    if before is not None and apart == " " and contains(before.bearers, spot.bearers):
        return True
    if stem in lists.guarded:
        return False
    if any(entry.level <= ADMIN1 for entry in spot.bearers.entries) and strength >= UNIT:
        return True
    return strength >= (UNIT if len(stem) <= SHORT else CITY)


def _dated(text: str, spot: Spot) -> bool:
    """Tell whether a name opens a dateline: "(홍성=" and an agency."""
    return text[spot.start - 1 : spot.start] in {"(", "[", "【"} and (
        text[spot.end : spot.end + 1] in {"=", "＝"}
    )
