"""What is known of each report of a pile that grows, and of any two of them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.cards import Card
from firsthand.compare.likeness import Evidence
from firsthand.compare.live_likeness import LiveLikeness, upper
from firsthand.compare.nearest import FEW, Nearest
from firsthand.compare.pairs import (
    COLUMNS,
    FLOOR,
    KINDS,
    Floats,
    Rarity,
    Told,
    weigh_ties,
)
from firsthand.model.story import Link, LinkKind, State

BESIDE = 0.2
"""Likeness of two reports whose events are looked at together when either has grown."""
TIES_KEPT = 1 << 18
"""Pairs of cards that are kept weighed."""
WEIGHED = (
    "language", "family", "first", "last", "firm", "sure", "place", "placed", "marks",
)  # fmt: skip
"""What is read of a card to weigh it: in a stream many cards say no more than their day."""
SORTS, LINKINGS = 40, 16
"""Bits for the number of a card, for that of what links two reports."""

Marks = NDArray[np.bool_]


@dataclass(slots=True)
class KnownReport:
    """One report: its card, what it tells, its event, and the reports that are like it."""

    card: Card
    told: Told
    sort: int
    """one number for all cards that say the same"""
    event: str = ""
    nearest: float = 0.0
    """likeness with the nearest report seen"""
    beside: set[int] = field(default_factory=set)
    """the reports that are rather like it"""
    links: dict[int, frozenset[LinkKind]] = field(default_factory=dict)


class KnownReports:
    """The reports in the order of coming; a report is known by its place."""

    def __init__(self) -> None:
        """Start without reports."""
        self.rows: list[KnownReport] = []
        self.places: dict[str, int] = {}
        self._likeness = LiveLikeness()
        self._index = Nearest(self._likeness)
        self._sorts: dict[tuple[object, ...], int] = {}
        self._linkings: dict[frozenset[LinkKind], int] = {_UNLINKED: 0}
        self._ties: dict[int, int] = {}
        self._said: dict[tuple[float, ...], int] = {}
        self._tie_rows = np.zeros((0, len(COLUMNS) - len(KINDS)))

    @property
    def rarity(self) -> Rarity:
        """How few reports hold a word."""
        return self._likeness.rarity

    def add(self, evidence: Evidence, card: Card, links: Iterable[Link]) -> int:
        """Take in one report.

        Args:
            evidence: its terms.
            card: its card.
            links: its links with reports that are here.

        Returns:
            Its place.
        """
        number = len(self.rows)
        sort = self._sorts.setdefault(_weighed(card), len(self._sorts))
        row = KnownReport(card, self._likeness.add(evidence, card), sort)
        row.links = self._linked(links, card.report)
        self._index.add(card)
        self.rows.append(row)
        self.places[card.report] = number
        return number

    def near(self, number: int) -> list[int]:
        """List the reports that may tell of one event with another.

        Args:
            number: the place of the other.

        Returns:
            Their places, those of linked reports with them.
        """
        return sorted({*self._index.near(number), *self.rows[number].links})

    def compare(self, a: int, others: Sequence[int]) -> Floats:
        """Tell how alike one report is to others, and keep which are rather like it.

        Args:
            a: its place.
            others: their places.

        Returns:
            One row for each, in the order of `pairs.KINDS`.
        """
        kinds = self._likeness.kinds(a, others)
        mixes = kinds[:, 0]
        self._keep(a, others, mixes)
        for other, mix in zip(others, mixes.tolist(), strict=True):
            row = self.rows[other]
            row.nearest = max(row.nearest, mix)
        return kinds

    def between(self, ones: Sequence[int], twos: Sequence[int]) -> float:
        """Tell how alike some reports are to others.

        Args:
            ones: their places.
            twos: those of the others.

        Returns:
            The mean of all pairs.
        """
        kinds = self._likeness.between(ones, twos)
        mixes = kinds[:, 0].reshape(len(ones), len(twos))
        for number, row in zip(ones, mixes, strict=True):
            self._keep(number, twos, row)
        for number, mix in zip(twos, mixes.max(axis=0).tolist(), strict=True):
            self.rows[number].nearest = max(self.rows[number].nearest, mix)
        return float(mixes.mean())

    def describe(self, a: int, others: Sequence[int], kinds: Floats) -> Floats:
        """Put together what is known of one report and others.

        Args:
            a: its place.
            others: their places.
            kinds: how alike they are, one row for each, in the order of `pairs.KINDS`.

        Returns:
            One row for each, in the order of `pairs.COLUMNS`.
        """
        return self._describe([a] * len(others), others, kinds)

    def among(self, numbers: Sequence[int]) -> tuple[Floats, Marks]:
        """Put together what is known of all pairs of some reports that are alike or linked.

        Args:
            numbers: their places, ascending.

        Returns:
            What is known of each pair, by the two places in `numbers` and in the order of
            `pairs.COLUMNS`, nought where nothing is; and of which pairs it is.
        """
        size = len(numbers)
        ones, twos = upper(size)
        kinds = self._likeness.among(numbers)
        mixes = np.zeros((size, size))
        mixes[ones, twos] = mixes[twos, ones] = kinds[:, 0]
        for number, row in zip(numbers, mixes, strict=True):
            self._keep(number, numbers, row)
        chosen = kinds[:, 0] >= FLOOR
        if any(self.rows[n].links for n in numbers):
            linked = (self._links(a, b) for a, b in combinations(numbers, 2))
            chosen |= np.fromiter(map(bool, linked), np.bool_, len(ones))
        ones, twos = ones[chosen], twos[chosen]
        places = np.array(numbers)
        rows = self._describe(places[ones].tolist(), places[twos].tolist(), kinds[chosen])
        known, seen = np.zeros((size, size, len(COLUMNS))), np.zeros((size, size), np.bool_)
        known[ones, twos] = known[twos, ones] = rows
        seen[ones, twos] = seen[twos, ones] = True
        return known, seen

    def _keep(self, number: int, others: Sequence[int], mixes: Floats) -> None:
        """Keep which reports are rather like one, and how alike the nearest is."""
        row, rows = self.rows[number], self.rows
        row.nearest = max(row.nearest, float(mixes.max(initial=0.0)))
        beside = FLOOR if len(rows) <= FEW else BESIDE
        for place in np.flatnonzero(mixes >= beside).tolist():
            row.beside.add(others[place])
            rows[others[place]].beside.add(number)

    def _describe(self, ones: Sequence[int], twos: Sequence[int], kinds: Floats) -> Floats:
        known = np.empty((len(ones), len(COLUMNS)))
        known[:, : len(KINDS)] = kinds
        ties = [self._tie(a, b) for a, b in zip(ones, twos, strict=True)]
        known[:, len(KINDS) :] = self._tie_rows[ties]
        return known

    def _tie(self, a: int, b: int) -> int:
        """Weigh the cards and links of two reports, or remember it: neither changes."""
        low, high = (a, b) if a < b else (b, a)
        links = self._links(low, high)
        one, two = self.rows[low], self.rows[high]
        pair = (one.sort << SORTS | two.sort) << LINKINGS | self._linkings.setdefault(
            links, len(self._linkings)
        )
        tie = self._ties.get(pair)
        if tie is None:
            said = weigh_ties(one.card, two.card, links)
            tie = self._said.setdefault(said, len(self._said))
            if tie == len(self._tie_rows):
                self._tie_rows = np.concatenate((self._tie_rows, np.array([said])))
            if len(self._ties) >= TIES_KEPT:
                self._ties.clear()
            self._ties[pair] = tie
        return tie

    def _links(self, a: int, b: int) -> frozenset[LinkKind]:
        one, two = self.rows[a].links, self.rows[b].links
        if not (one or two):
            return _UNLINKED
        return one.get(b) or two.get(a) or _UNLINKED

    def _linked(self, links: Iterable[Link], report: str) -> dict[int, frozenset[LinkKind]]:
        kinds: dict[int, set[LinkKind]] = {}
        for link in links:
            other = link.b if link.a == report else link.a
            if link.state is not State.REJECTED and other in self.places:
                kinds.setdefault(self.places[other], set()).add(link.kind)
        return {place: frozenset(found) for place, found in kinds.items()}


_UNLINKED: frozenset[LinkKind] = frozenset()
_weighed = attrgetter(*WEIGHED)
