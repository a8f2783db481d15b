"""How is a text in inks cut into runs, and its stretches counted together with another's?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from firsthand.compare.disputes import Dispute
from firsthand.model.report import FURNITURE, Report, Role
from firsthand.model.span import Span
from firsthand.text.terms import Words

Group: TypeAlias = tuple[str, int]
"""What makes words of both texts one stretch, before stretches are numbered."""
NONE: Group = ("", 0)


class Ink(StrEnum):
    """How a stretch of one report stands to the other report."""

    IDENTICAL = "identical"
    REWORDED = "reworded"
    ONLY_HERE = "only here"
    CONFLICTING = "conflicting"
    NOT_COMPARED = "not compared"
    """furniture of the page, datelines, and what stands between words"""


COMPARED = (Ink.IDENTICAL, Ink.REWORDED, Ink.CONFLICTING, Ink.ONLY_HERE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one report in one ink.

    `number` is that of its stretch, which its counterpart in the other report bears too; 0 where
    nothing is compared. `furniture` tells what cleaning has labelled from blanks between words.
    """

    start: int
    end: int
    ink: Ink
    number: int = 0
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one report is in one ink, counted in words and in their characters."""

    ink: Ink
    words: int
    characters: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports, its text cut into runs without a gap or an overlap."""

    report: Report
    runs: tuple[Run, ...]
    shares: tuple[Share, ...]
    """one for each ink of what is compared"""
    unspaced: bool
    """words are single characters, for most of the text is in a script without blanks"""

    @property
    def words(self) -> int:
        """How many words are compared."""
        return sum(share.words for share in self.shares)

    @property
    def characters(self) -> int:
        """How many characters these words have."""
        return sum(share.characters for share in self.shares)

    def share(self, ink: Ink) -> Share:
        """Find how much is in one ink.

        Args:
            ink: one of what is compared.

        Returns:
            Words and characters.
        """
        return next(share for share in self.shares if share.ink is ink)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two reports with what they share and where they part; stretches count from 1."""

    left: Side
    right: Side
    stretches: tuple[Ink, ...]
    """the ink of each stretch, in the order of the left text"""
    disputes: tuple[tuple[int, Dispute], ...]
    """what the two give different values for, with the number of its stretch"""


@dataclass(slots=True)
class Half:
    """One text at work: its words, and of each its ink and its group (the stretch to be)."""

    report: Report
    words: Words
    inks: list[Ink] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take every word to stand here only."""
        self.inks = [Ink.ONLY_HERE] * len(self.words)
        self.groups = [NONE] * len(self.words)

    def paint(self, places: Iterable[int], ink: Ink, group: Group) -> None:
        """Put words in one ink and group."""
        for place in places:
            self.inks[place], self.groups[place] = ink, group

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Find the words that begin in a stretch of the text."""
        first, last = np.searchsorted(self.words.starts, (start, end))
        return int(first), int(last)

    def cut(self, places: range) -> Span:
        """Cut a range of words out of the text."""
        return self.report.span(int(self.words.starts[places[0]]), int(self.words.ends[places[-1]]))

    def loose(self, places: range) -> list[int]:
        """List the words of a range that stand here only, as far as is known."""
        return [n for n in places if self.inks[n] is Ink.ONLY_HERE]


def cut_and_count(
    halves: tuple[Half, Half], disputes: Sequence[tuple[Group, Dispute]]
) -> SideBySide:
    """Cut both texts into runs and count their stretches in the order of the left one.

    Args:
        halves: the left and the right text, painted.
        disputes: what they differ in, with the group in which it is painted, if it is.

    Returns:
        The two side by side.
    """
    cuts = [_cut(half, str(side)) for side, half in enumerate(halves)]
    order: dict[Group, tuple[int, int, int]] = {}
    for place, piece in enumerate(cuts[0]):
        if piece.group != NONE:
            order.setdefault(piece.group, (place, 0, 0))
    last = -1
    for place, piece in enumerate(cuts[1]):
        if piece.group != NONE:
            last = order.setdefault(piece.group, (last, 1, place))[0]
    numbers = {group: n for n, group in enumerate(sorted(order, key=lambda g: order[g]), 1)}
    inks = {piece.group: piece.ink for pieces in cuts for piece in pieces}
    sides = [
        Side(
            half.report,
            tuple(Run(p.start, p.end, p.ink, numbers.get(p.group, 0), p.furniture) for p in pieces),
            tuple(_share(half, ink) for ink in COMPARED),
            half.words.unspaced,
        )
        for half, pieces in zip(halves, cuts, strict=True)
    ]
    numbered = ((numbers[group], dispute) for group, dispute in disputes)
    return SideBySide(
        sides[0],
        sides[1],
        tuple(inks[group] for group in numbers),
        tuple(sorted(numbered, key=lambda row: row[0])),
    )


def _share(half: Half, ink: Ink) -> Share:
    places = [n for n, one in enumerate(half.inks) if one is ink]
    sizes = half.words.ends - half.words.starts
    return Share(ink, len(places), int(sizes[places].sum()) if places else 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run before its stretch has a number."""

    start: int
    end: int
    ink: Ink
    group: Group = NONE
    furniture: bool = False


def _cut(half: Half, side: str) -> list[_Piece]:
    """Cut a text into pieces without a gap: words of one ink with their marks, and the rest."""
    text, words = half.report.text, half.words
    furniture = _furniture(half.report)
    pieces: list[_Piece] = []
    done = 0
    for first, last in _alike(half, furniture):
        start, end = int(words.starts[first]), int(words.ends[last - 1])
        limit = int(words.starts[last]) if last < len(words) else len(text)
        while start > done and not (text[start - 1].isspace() or furniture[start - 1]):
            start -= 1
        while end < limit and not (text[end].isspace() or furniture[end]):
            end += 1
        pieces.extend(_rest(furniture, done, start))
        group = half.groups[first]
        group = (f"only {side}", first) if group == NONE else group
        pieces.append(_Piece(start, end, half.inks[first], group))
        done = end
    pieces.extend(_rest(furniture, done, len(text)))
    return pieces


def _alike(half: Half, furniture: bytearray) -> Iterator[tuple[int, int]]:
    """Give the ranges of words in one ink and group between which no furniture stands."""
    first = 0
    for place in range(1, len(half.words) + 1):
        if place == len(half.words) or (
            half.inks[place] is not half.inks[first]
            or half.groups[place] != half.groups[first]
            or any(furniture[half.words.ends[place - 1] : half.words.starts[place]])
        ):
            yield first, place
            first = place


def _rest(furniture: bytearray, start: int, end: int) -> Iterator[_Piece]:
    while start < end:
        kind = furniture[start]
        stop = furniture.find(not kind, start, end)
        stop = end if stop < 0 else stop
        yield _Piece(start, stop, Ink.NOT_COMPARED, furniture=bool(kind))
        start = stop


def _furniture(report: Report) -> bytearray:
    """Mark the characters that cleaning has labelled as no part of what is told."""
    marked = bytearray(len(report.text))
    for block in report.blocks:
        span, role = block.span, block.role
        if (role is Role.DATELINE) if block.inline else (role in FURNITURE):
            marked[span.start : span.end] = b"\x01" * (span.end - span.start)
    return marked
