"""Which stretches of two reports carry the same words, and how much of each report is that?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.model.story import Passage
from firsthand.text.terms import Hashes, Offsets

GAP = 4
"""Words that two shared runs may lie apart without a closer look."""
LONGEST_GAP = 40
"""Words that two shared runs may lie apart if what lies between is alike, letter by letter."""
DRIFT = 0.25
"""How far the two gaps may differ in length, as a share of the longer."""
ALIKE = 62.0
"""Likeness of letters (0-100, normalised Indel) that bridges a gap: replaced or misread words
stay above it, other sentences on the same matter stay below."""
SHORTEST = 12
"""Words of a passage that is reported; shorter ones are formulas, titles and names."""
SHORTEST_CHARACTERS = 20
"""The same for scripts without blanks between words."""
REPEATS = 4
"""A sequence that stands more often in one text is matched at its first places only."""
VERBATIM = 0.97
"""Share of words of a passage that must be shared to call it verbatim."""
STEP = 8
"""Words by which an edge is pushed outwards at a time."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share word for word.

    `in_a` is the share of a's word sequences that stand in b, `in_b` the reverse;
    `shared` counts the distinct sequences they share.
    """

    in_a: float
    in_b: float
    shared: int
    passages: tuple[Passage, ...]

    @property
    def containment(self) -> float:
        """The greater of the two shares."""
        return max(self.in_a, self.in_b)


@dataclass(slots=True)
class _Chain:
    """A stretch of words [a, a_end) and [b, b_end) with the number of words shared in it."""

    a: int
    a_end: int
    b: int
    b_end: int
    shared: int

    @property
    def length(self) -> int:
        return max(self.a_end - self.a, self.b_end - self.b)


def find_overlap(a: Prints, b: Prints, own_a: Bools, own_b: Bools) -> Overlap:
    """Compare two reports word for word.

    Args:
        a: one report.
        b: the other.
        own_a: which of a's word sequences count.
        own_b: which of b's word sequences count.

    Returns:
        Their overlap, passages in the order of a's text.
    """
    left, right = np.unique(a.grams[own_a]), np.unique(b.grams[own_b])
    common = np.intersect1d(left, right, assume_unique=True)
    if not len(common):
        return Overlap(0.0, 0.0, 0, ())
    size = len(a.words) - len(a.grams) + 1
    chains = _chain(a, b, _runs(a.grams, b.grams, common, size))
    shortest = SHORTEST_CHARACTERS if a.words.unspaced else SHORTEST
    long = [c for c in _outermost(chains) if c.shared >= shortest]
    passages = tuple(_passage(a, b, chain) for chain in sorted(long, key=lambda c: (c.a, c.b)))
    return Overlap(len(common) / len(left), len(common) / len(right), len(common), passages)


def _runs(a: Hashes, b: Hashes, common: Hashes, size: int) -> Iterator[tuple[int, int, int]]:
    places_a, places_b = _meetings(a, b, common)
    diagonals = places_b - places_a
    order = np.lexsort((places_a, diagonals))
    places_a, diagonals = places_a[order], diagonals[order]
    new = np.flatnonzero((np.diff(diagonals) != 0) | (np.diff(places_a) > size)) + 1
    for first, last in zip([0, *new.tolist()], [*new.tolist(), len(order)], strict=True):
        start, end = int(places_a[first]), int(places_a[last - 1]) + size
        yield start, start + int(diagonals[first]), end - start


def _meetings(a: Hashes, b: Hashes, common: Hashes) -> tuple[Offsets, Offsets]:
    places_a = np.flatnonzero(np.isin(a, common))
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    low = np.searchsorted(ordered, a[places_a], "left")
    high = np.searchsorted(ordered, a[places_a], "right")
    count = np.minimum(high - low, REPEATS)
    offsets = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(places_a, count), order[np.repeat(low, count) + offsets]


def _chain(a: Prints, b: Prints, runs: Iterable[tuple[int, int, int]]) -> list[_Chain]:
    chains: list[_Chain] = []
    # The longest run decides first where a repeated sequence belongs.
    for start, other, length in sorted(runs, key=lambda run: (run[0], -run[2], run[1])):
        fitting = [c for c in chains if _joins(a, b, c, start, other, length)]
        if fitting:
            chain = min(
                fitting, key=lambda c: (abs((other - start) - (c.b_end - c.a_end)), -c.a_end)
            )
            new = min(start + length - chain.a_end, other + length - chain.b_end)
            chain.shared += max(0, min(new, length))
            chain.a_end = max(chain.a_end, start + length)
            chain.b_end = max(chain.b_end, other + length)
        else:
            chains.append(_Chain(start, start + length, other, other + length, length))
    for chain in chains:
        _stretch(a, b, chain)
    return chains


def _joins(a: Prints, b: Prints, chain: _Chain, start: int, other: int, length: int) -> bool:
    gap_a, gap_b = start - chain.a_end, other - chain.b_end
    if min(gap_a, gap_b) < -length or max(gap_a, gap_b) > LONGEST_GAP:
        return False
    if min(gap_a, gap_b) < 0:  # the runs overlap on one side: a word was put in or left out
        return abs(gap_a - gap_b) <= GAP and min(gap_a, gap_b) > -min(length, chain.length)
    if max(gap_a, gap_b) <= GAP:
        return True
    if abs(gap_a - gap_b) > max(GAP, DRIFT * max(gap_a, gap_b)):
        return False
    return _alike(a, b, (chain.a_end, start), (chain.b_end, other))


def _alike(a: Prints, b: Prints, left: tuple[int, int], right: tuple[int, int]) -> bool:
    one, two = _cut(a, *left), _cut(b, *right)
    return bool(one and two) and fuzz.ratio(one, two, score_cutoff=ALIKE) > 0


def _cut(prints: Prints, start: int, end: int) -> str:
    if end <= start:
        return ""
    words = prints.words
    return prints.report.text[words.starts[start] : words.ends[end - 1]].casefold()


def _stretch(a: Prints, b: Prints, chain: _Chain) -> None:
    while True:
        step = min(STEP, chain.a, chain.b)
        if step <= GAP or not _alike(a, b, (chain.a - step, chain.a), (chain.b - step, chain.b)):
            break
        chain.a, chain.b = chain.a - step, chain.b - step
    while True:
        step = min(STEP, len(a.words) - chain.a_end, len(b.words) - chain.b_end)
        if step <= GAP or not _alike(
            a, b, (chain.a_end, chain.a_end + step), (chain.b_end, chain.b_end + step)
        ):
            break
        chain.a_end, chain.b_end = chain.a_end + step, chain.b_end + step


def _outermost(chains: list[_Chain]) -> list[_Chain]:
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda c: (-c.shared, c.a, c.b)):
        inside = [
            _covered((chain.a, chain.a_end), [(k.a, k.a_end) for k in kept]),
            _covered((chain.b, chain.b_end), [(k.b, k.b_end) for k in kept]),
        ]
        if not all(inside):
            kept.append(chain)
    return kept


def _covered(stretch: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    start, end = stretch
    inside = sum(max(0, min(end, last) - max(start, first)) for first, last in others)
    return 2 * inside > end - start


def _passage(a: Prints, b: Prints, chain: _Chain) -> Passage:
    score = min(1.0, chain.shared / max(1, chain.length))
    return Passage(
        a.report.span(int(a.words.starts[chain.a]), int(a.words.ends[chain.a_end - 1])),
        b.report.span(int(b.words.starts[chain.b]), int(b.words.ends[chain.b_end - 1])),
        "verbatim" if score >= VERBATIM else "near",
        round(score, 4),
    )
