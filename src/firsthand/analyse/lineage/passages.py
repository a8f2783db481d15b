"""Which stretches of two reports carry the same words, and how much of each report is that?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.analyse.lineage.index import spread
from firsthand.analyse.lineage.meetings import Meetings, meet
from firsthand.model.story import Passage
from firsthand.text.terms import Offsets

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

BATCH = 16384
"""Pairs of reports that are compared at once."""

Bools = NDArray[np.bool_]
_Run = Sequence[int]


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
    return find_overlaps((a, b), [(0, 1)], {0: own_a, 1: own_b})[0]


def find_overlaps(
    prints: Sequence[Prints], pairs: Sequence[tuple[int, int]], own: Mapping[int, Bools]
) -> list[Overlap]:
    """Compare many pairs of reports word for word, all of them at once.

    Args:
        prints: the reports.
        pairs: places in `prints`, ascending.
        own: which word sequences of a report count, by its place; where it has none, all do.

    Returns:
        The overlap of each pair, passages in the order of the first one's text.
    """
    found: list[Overlap] = []
    for first in range(0, len(pairs), BATCH):
        batch = pairs[first : first + BATCH]
        members = sorted({n for pair in batch for n in pair})
        local = {n: place for place, n in enumerate(members)}
        masks = [own.get(n) for n in members]
        chosen = [prints[n] for n in members]
        found.extend(_compare(chosen, masks, [(local[a], local[b]) for a, b in batch]))
    return found


def _compare(
    prints: Sequence[Prints], own: Sequence[Bools | None], pairs: Sequence[tuple[int, int]]
) -> Iterator[Overlap]:
    met = meet([p.grams for p in prints], pairs, own)
    words = np.array([len(p.words) - len(p.grams) + 1 for p in prints])
    runs, bounds = _runs(met, words[[a for a, _ in pairs]])
    common, size = met.common.tolist(), met.size.tolist()
    for number, (one, two) in enumerate(pairs):
        shared = common[number]
        if not shared:
            yield Overlap(0.0, 0.0, 0, ())
            continue
        a, b = prints[one], prints[two]
        passages = _find_passages(a, b, runs[bounds[number] : bounds[number + 1]])
        yield Overlap(shared / size[one], shared / size[two], shared, passages)


def _find_passages(a: Prints, b: Prints, runs: Sequence[_Run]) -> tuple[Passage, ...]:
    shortest = SHORTEST_CHARACTERS if a.words.unspaced else SHORTEST
    if sum(length for _, _, length in runs) < shortest:
        return ()
    # What is too short for a passage is not stretched: stretching adds no shared words.
    chains = [c for c in _chain(a, b, runs) if c.shared >= shortest]
    for chain in chains:
        _stretch(a, b, chain)
    long = sorted(_outermost(chains), key=lambda c: (c.a, c.b))
    return tuple(_passage(a, b, chain) for chain in long)


def _runs(met: Meetings, words: Offsets) -> tuple[list[_Run], list[int]]:
    """Join meetings that follow one another on a diagonal; the first ones of each pair decide.

    Returns:
        Start in the first text, start in the second, words; sorted by start, the longest first as
        it decides where a repeated sequence belongs; and where the runs of each pair begin.
    """
    count = np.minimum(met.count, REPEATS)
    pair, left = np.repeat(met.pair, count), np.repeat(met.place, count)
    diagonal = met.places[spread(met.first, count)] - left
    order = np.lexsort((left, diagonal, pair))
    pair, left, diagonal = pair[order], left[order], diagonal[order]
    new = np.ones(len(pair), bool)
    new[1:] = (
        (pair[1:] != pair[:-1])
        | (diagonal[1:] != diagonal[:-1])
        | (left[1:] - left[:-1] > words[pair[1:]])
    )
    first = np.flatnonzero(new)
    last = np.concatenate((first[1:], [len(pair)]))[: len(first)] - 1
    pair, diagonal = pair[first], diagonal[first]
    start, end = left[first], left[last] + words[pair]
    order = np.lexsort((start + diagonal, start - end, start, pair))
    runs = np.stack((start, start + diagonal, end - start), axis=1)[order].tolist()
    bounds = np.searchsorted(pair[order], np.arange(len(words) + 1)).tolist()
    return runs, bounds


def _chain(a: Prints, b: Prints, runs: Iterable[_Run]) -> list[_Chain]:
    chains: list[_Chain] = []
    near: list[_Chain] = []
    for start, other, length in runs:
        # Runs come by their start: a chain that ends too far before this one gets no more.
        near = [c for c in near if start - c.a_end <= LONGEST_GAP]
        fitting = [c for c in near if _joins(a, b, c, start, other, length)]
        if not fitting:
            chain = _Chain(start, start + length, other, other + length, length)
            chains.append(chain)
            near.append(chain)
            continue
        chain = min(fitting, key=lambda c: (abs((other - start) - (c.b_end - c.a_end)), -c.a_end))
        new = min(start + length - chain.a_end, other + length - chain.b_end)
        chain.shared += max(0, min(new, length))
        chain.a_end = max(chain.a_end, start + length)
        chain.b_end = max(chain.b_end, other + length)
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
