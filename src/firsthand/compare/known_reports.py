"""What is known of each report of a pile that grows, and of any two of them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from firsthand.compare.cards import Card
from firsthand.compare.likeness import Evidence
from firsthand.compare.live_likeness import LiveLikeness
from firsthand.compare.nearest import FEW, Nearest
from firsthand.compare.pairs import (
    COLUMNS,
    FLOOR,
    KINDS,
    Floats,
    Pair,
    Rarity,
    Told,
    weigh_ties,
)
from firsthand.model.story import Link, LinkKind, State

BESIDE = 0.2
"""Likeness of two reports whose events are looked at together when either has grown."""


@dataclass(slots=True)
class KnownReport:
    """One report: its card, what it tells, its event, and the reports that are like it."""

    card: Card
    told: Told
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
        row = KnownReport(card, self._likeness.add(evidence, card))
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
        self._keep([a] * len(others), others, kinds[:, 0].tolist())
        return kinds

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

    def among(self, numbers: Sequence[int]) -> dict[Pair, Floats]:
        """Put together what is known of all pairs of some reports that are alike or linked.

        Args:
            numbers: their places, ascending.

        Returns:
            What is known of the pairs, by the two places in `numbers`, in the order of
            `pairs.COLUMNS`.
        """
        kinds = self._likeness.among(numbers)
        ones, twos = zip(*combinations(numbers, 2), strict=True)
        mixes = kinds[:, 0]
        self._keep(ones, twos, mixes.tolist())
        chosen = mixes >= FLOOR
        if any(self.rows[n].links for n in numbers):
            linked = (self._links(a, b) for a, b in zip(ones, twos, strict=True))
            chosen |= np.fromiter(map(bool, linked), np.bool_, len(ones))
        places = np.flatnonzero(chosen).tolist()
        known = self._describe([ones[n] for n in places], [twos[n] for n in places], kinds[chosen])
        pairs = list(combinations(range(len(numbers)), 2))
        return {pairs[n]: row for n, row in zip(places, known, strict=True)}

    def _keep(self, ones: Sequence[int], twos: Sequence[int], mixes: Sequence[float]) -> None:
        """Keep which reports are rather alike, and how alike each is to the nearest one."""
        beside = FLOOR if len(self.rows) <= FEW else BESIDE
        rows = self.rows
        for a, b, mix in zip(ones, twos, mixes, strict=True):
            one, two = rows[a], rows[b]
            one.nearest, two.nearest = max(one.nearest, mix), max(two.nearest, mix)
            if mix >= beside:
                one.beside.add(b)
                two.beside.add(a)

    def _describe(self, ones: Sequence[int], twos: Sequence[int], kinds: Floats) -> Floats:
        known = np.empty((len(ones), len(COLUMNS)))
        known[:, : len(KINDS)] = kinds
        known[:, len(KINDS) :] = [
            weigh_ties(self.rows[a].card, self.rows[b].card, self._links(a, b))
            for a, b in zip(ones, twos, strict=True)
        ] or np.zeros((0, len(COLUMNS) - len(KINDS)))
        return known

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
