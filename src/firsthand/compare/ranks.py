"""Which office of state do the words of a role name, and is it that of a deputy?"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from firsthand.analyse.names.lexicon import calling
from firsthand.lang import lexicon
from firsthand.text.words import SOLID

BEFORE = 16
"""Characters before a role among which a word makes another office of it."""

_AGGLUTINATED = "ko"
_PLAIN = frozenset({"minister", "governor", "mayor", "manager", "ambassador"})
"""Offices of which nobody holds two; a head of government may be a minister too."""

_JOINED = re.compile(r"[-‐‑–'’\s]+")


class Rank(NamedTuple):
    """An office, by a name that is the same in every language; whether it is the deputy's."""

    office: str
    deputy: bool


class _Words(NamedTuple):
    """The patterns of one language."""

    deputy: re.Pattern[str]
    former: re.Pattern[str]
    offices: tuple[tuple[str, re.Pattern[str]], ...]


def rank_of(role: str, before: str, language: str) -> Rank | None:
    """Name the office of state that a role is.

    Args:
        role: its words.
        before: what stands before them on their line.
        language: an ISO 639-1 code.

    Returns:
        The office; nothing where it is of another kind, of the past, or more than one.
    """
    words = _words(language)
    if words is None:
        return None
    text = _folded(role)
    # What a comma or another mark parts from a role is said of somebody else.
    near = _folded(re.split(r"[^\w\s\-‐‑–]", before[-BEFORE:])[-1])
    if words.former.search(f"{near} {text}"):
        return None
    named = {office for office, pattern in words.offices if pattern.search(text)}
    if "premier" in named:
        named.discard("minister")
    if len(named) != 1:
        return None
    rest = text
    for pattern in (words.deputy, *(pattern for _, pattern in words.offices)):
        rest = pattern.sub(" ", rest)
    if _holds_title(rest, language):
        return None
    lead = near.rsplit(" ", 1)[-1] if language not in SOLID else near[-1:]
    return Rank(named.pop(), bool(words.deputy.search(text) or words.deputy.search(lead)))


def are_apart(one: Iterable[Rank], other: Iterable[Rank]) -> bool:
    """Tell whether two reports give a person two offices that are not one.

    Args:
        one: the offices that one report gives.
        other: those of another.

    Returns:
        True for a minister and a deputy minister, a mayor and a governor; false where some office
        is the same, or one of them gives none.
    """
    ours, theirs = set(one), set(other)
    if not ours or not theirs or ours & theirs:
        return False
    return all(_apart(left, right) for left in ours for right in theirs)


def _apart(left: Rank, right: Rank) -> bool:
    if left.office == right.office:
        return left.deputy != right.deputy
    return {left.office, right.office} <= _PLAIN and not (left.deputy or right.deputy)


def meet(ranks: Iterable[frozenset[Rank]]) -> bool:
    """Tell whether nobody is given two offices.

    Args:
        ranks: the offices that each report gives.

    Returns:
        False where any two reports give two that are not one.
    """
    return not any(are_apart(one, other) for one, other in combinations(tuple(ranks), 2))


def _holds_title(text: str, language: str) -> bool:
    """Tell whether words name another calling: the mayor's spokesman is no mayor."""
    words = text.split()
    if language in SOLID:
        return any(title in text for title in calling(language).titles if len(title) > 1)
    return not _titles(language).isdisjoint((*words, *map(" ".join, pairwise(words))))


@cache
def _titles(language: str) -> frozenset[str]:
    return frozenset(map(_folded, calling(language).titles))


def _folded(text: str) -> str:
    return f" {_JOINED.sub(' ', text.casefold()).strip()} ".strip()


@cache
def _words(language: str) -> _Words | None:
    table = lexicon(language, "ranks")
    if not table:
        return None
    offices = tuple((name, _any_of(words, language)) for name, words in table["offices"].items())
    return _Words(_any_of(table["deputy"], language), _any_of(table["former"], language), offices)


def _any_of(words: Iterable[str], language: str) -> re.Pattern[str]:
    """Match any of some words; in languages without blanks inside others, in Korean at an end."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    told = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in listed)
    if language in SOLID:
        return re.compile(told)
    if language == _AGGLUTINATED:
        long = "|".join(word for word in listed if len(word) > 1)
        return re.compile(rf"(?<!\w)(?:{told})(?!\w)|(?:{long or told})(?!\w{{3}})")
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)")
