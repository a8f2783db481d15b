"""Which noun phrase behind an Arabic verb says who speaks, where nothing marks its end?"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from firsthand.analyse.statements.draft import Stretch
from firsthand.lang import ANY, lexicon
from firsthand.text.words import fold_all, fold_name

LONGEST = 8
"""Words between an office and the name of its holder."""
LONGEST_NAME = 5
FEW = 2
"""Plain nouns between a head and its definite end."""
_ARTICLE = "ال"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u0652])*")
_ASIDE = re.compile(r"\s*،\s*[^،.:\n«\"]{1,90}،\s*")
_BACK = re.compile(r" (?:به|بها|بهم|بهما|إليه|إليها)(?!\w)")
_OF_WHAT = re.compile(r" (?:ب[^\W\d_]{3,}|بأن)")
_NON = "غير"
_PLURAL, _FEMININE, _MEN = "ات", "ت", "ون"
"""Endings: of feminine plurals, of the verb before them, of plurals of men."""
_WITHIN = frozenset({"في", "من", "لدي"})
"""Words between somebody and the body he belongs to, folded."""


class _Piece(NamedTuple):
    """A word: its bounds and its folded form without vowel signs."""

    start: int
    end: int
    folded: str


class _Lists(NamedTuple):
    offices: frozenset[str]
    bodies: frozenset[str]
    given: frozenset[str]
    first: frozenset[str]
    linkers: frozenset[str]
    small: frozenset[str]


@cache
def _lists() -> _Lists:
    speakers = lexicon("ar", "statements")["speakers"]
    titles, names = lexicon("ar", "titles"), lexicon(ANY, "given_names")
    return _Lists(
        offices=fold_all([*speakers["offices"], *speakers["titles"], *titles["titles"]]),
        bodies=fold_all([*speakers["bodies"], *titles["organisations"]]),
        given=fold_all(names["arabic"].split()),
        first=fold_all(names["arabic_first"]),
        linkers=fold_all(lexicon("ar", "statements")["grammar"]["linkers"]),
        small=fold_all(titles["not_names"]),
    )


def speaker_behind(text: str, start: int, end: int) -> Stretch | None:
    """Find who speaks in the words behind a verb.

    An office with what it is for and its holder's name, a body with its definite end, a person's
    name, or the family name of somebody the text names in full.

    Args:
        text: the report's text.
        start: where the verb ends.
        end: where to stop.

    Returns:
        Half-open offsets; None when the words name no speaker.
    """
    pieces = _pieces(text, start, end)
    if not pieces:
        return None
    lists = _lists()
    first = pieces[0].folded
    count = _again(pieces, text, start) or _name(pieces, 0, lists)
    if not count and (first in lists.offices or first in lists.bodies):
        count = _held(pieces, lists) or _plain(pieces, lists)
    if not count and first.startswith(_ARTICLE) and first in _families(text):
        count = 1
    return (pieces[0].start, pieces[count - 1].end) if count else None


def disagrees(text: str, start: int, end: int) -> bool:
    """Tell whether the noun behind a verb is no subject of it: the verb would agree with it.

    Args:
        text: the report's text.
        start: where the verb ends.
        end: where to stop.

    Returns:
        True for a feminine plural behind a masculine verb: "he asked the governments".
    """
    pieces = _pieces(text, start, end)
    behind = bool(pieces) and pieces[0].folded.endswith(_PLURAL)
    return behind and not text[:start].rstrip().endswith(_FEMININE)


def past_aside(text: str, start: int, end: int) -> int:
    """Step over a day or a setting between commas behind the speaker.

    Args:
        text: the report's text.
        start: where the speaker ends.
        end: where the sentence ends.

    Returns:
        Where the rest begins.
    """
    aside = _ASIDE.match(text, start, end)
    return aside.end() if aside is not None and aside.end() < end else start


def pointing_back(text: str, end: int) -> bool:
    """Tell whether "by it" or "of them" follows a verb, which then says more of a noun.

    Args:
        text: the report's text.
        end: where the verb ends.

    Returns:
        True when it does.
    """
    return _BACK.match(text, end) is not None


def accused(text: str, end: int, language: str) -> bool:
    """Tell whether the one noun phrase behind "accused" is whom somebody accuses.

    Args:
        text: the report's text.
        end: where the noun phrase ends.
        language: its language code.

    Returns:
        True when what he is accused of follows at once.
    """
    return language == "ar" and _OF_WHAT.match(text, end) is not None


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    """Cut the run of words that only blanks part."""
    found: list[_Piece] = []
    at = start
    while len(found) < LONGEST + LONGEST_NAME:
        while at < end and text[at] == " ":
            at += 1
        match = _WORD.match(text, at, end)
        if match is None:
            break
        found.append(_Piece(match.start(), match.end(), fold_name(match[0])))
        at = match.end()
    return found


def _name(pieces: Sequence[_Piece], at: int, lists: _Lists) -> int:
    """Find where the person's name that begins at a word ends; 0 = none does."""
    last = at
    while last < len(pieces) and last - at < LONGEST_NAME:
        folded = pieces[last].folded
        follows = last + 1 < len(pieces)
        if follows and (folded in lists.first or (last > at and folded in lists.linkers)):
            last += 2
        elif folded in lists.given or folded.startswith("عبدال"):
            last += 1
        else:
            break
    if last == at:
        return 0
    if last < len(pieces) and _family(pieces, last, lists):
        last += 1
    return last if last - at > 1 else 0


def _family(pieces: Sequence[_Piece], at: int, lists: _Lists) -> bool:
    """Tell whether a word closes a name: with the article, or before a break or a small word."""
    folded = pieces[at].folded
    known = lists.offices | lists.bodies | lists.small
    if folded in known:
        return False
    return folded.startswith(_ARTICLE) or at + 1 == len(pieces) or pieces[at + 1].folded in known


def _held(pieces: Sequence[_Piece], lists: _Lists) -> int:
    """Find the end of an office with the name of its holder; 0 = no name follows."""
    definite = pieces[0].folded.startswith(_ARTICLE)
    for at in range(1, min(len(pieces), LONGEST)):
        end = _name(pieces, at, lists)
        if end:
            return end
        folded = pieces[at].folded
        if definite and not (folded.startswith(_ARTICLE) or folded in lists.offices):
            return 0
        if folded in lists.small - _WITHIN:
            return 0
    return 0


def _plain(pieces: Sequence[_Piece], lists: _Lists) -> int:
    """Find the end of an office or a body without a name: its definite noun and adjectives."""
    at = 1
    if not pieces[0].folded.startswith(_ARTICLE):
        at = _owned(pieces, 1, lists) or 1
    men = pieces[0].folded.endswith(_MEN)
    while at < len(pieces) and (step := _qualified(pieces, at, men=men)):
        at += step
    # "a source in the ministry": whom the source belongs to.
    if at == 1 and at + 1 < len(pieces) and pieces[at].folded in _WITHIN:
        inner = pieces[at + 1].folded
        owned = at + 2 if inner.startswith(_ARTICLE) else _owned(pieces, at + 2, lists)
        known = inner.startswith(_ARTICLE) or inner in lists.bodies
        at = owned if owned and known else at
    return at


def _qualified(pieces: Sequence[_Piece], at: int, *, men: bool) -> int:
    """Count the words of an adjective: one, or two with "non-" before it."""
    if men:
        return int(pieces[at].folded.endswith(_MEN))
    if pieces[at].folded == _NON and at + 1 < len(pieces):
        return 2 * _adjective(pieces[at + 1].folded)
    return int(_adjective(pieces[at].folded))


def _again(pieces: Sequence[_Piece], text: str, before: int) -> int:
    """Find the end of the last words of a name that an office led up to before: "ولد أحمد"."""
    known = _told_before(text)
    folded = tuple(piece.folded for piece in pieces[:LONGEST_NAME])
    return next((n for n in range(len(folded), 1, -1) if known.get(folded[:n], before) < before), 0)


def _owned(pieces: Sequence[_Piece], at: int, lists: _Lists) -> int:
    """Find the end of the definite noun that nouns lead up to; 0 = none stands there."""
    for step in range(at, min(len(pieces), at + FEW + 1)):
        folded = pieces[step].folded
        if folded in lists.small:
            return 0
        if folded.startswith(_ARTICLE):
            return step + 1
    return 0


@lru_cache(maxsize=8)
def _told_before(text: str) -> dict[tuple[str, ...], int]:
    """Tell where the words in a row, two and more, end that first stand behind an office."""
    lists = _lists()
    found: dict[tuple[str, ...], int] = {}
    words = [(m.start(), m.end(), fold_name(m[0])) for m in _WORD.finditer(text)]
    for number, (_, last, folded) in enumerate(words):
        if folded not in lists.offices:
            continue
        run: list[str] = []
        behind = last
        for start, end, word in words[number + 1 : number + LONGEST]:
            if text[behind:start].strip(" ") or word in lists.small:
                break
            behind = end
            # What has an article is what the office is for, or the next thing told.
            run = [] if word.startswith(_ARTICLE) else [*run, word]
            for first in range(len(run) - 1):
                found.setdefault(tuple(run[first:]), end)
    return found


def _adjective(folded: str) -> bool:
    return (
        folded.startswith(_ARTICLE) and folded.endswith(("ي", "يه")) and len(folded) > len("الحي")
    )


@lru_cache(maxsize=64)
def _families(text: str) -> frozenset[str]:
    """Collect the family names with an article that follow a given name in a text."""
    lists = _lists()
    words = [fold_name(match[0]) for match in _WORD.finditer(text)]
    found = set()
    for number in range(1, len(words)):
        before = words[number - 1]
        second = number > 1 and words[number - 2] in lists.first
        if words[number].startswith(_ARTICLE) and (before in lists.given or second):
            found.add(words[number])
    return frozenset(found)
