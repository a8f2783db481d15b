"""What is known of each report of a pile that grows, and of any two of them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from firsthand.compare.cards import Card
from firsthand.compare.likeness import Evidence
from firsthand.compare.live_likeness import LiveLikeness
from firsthand.compare.nearest import FEW, Nearest
from firsthand.compare.pairs import FLOOR, Floats, Rarity, Told, describe
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
        one = self.rows[a]
        beside = FLOOR if len(self.rows) <= FEW else BESIDE
        for b, mix in zip(others, kinds[:, 0].tolist(), strict=True):
            two = self.rows[b]
            one.nearest, two.nearest = max(one.nearest, mix), max(two.nearest, mix)
            if mix >= beside:
                one.beside.add(b)
                two.beside.add(a)
        return kinds

    def describe(self, a: int, b: int, kinds: Floats) -> Floats:
        """Put together what is known of two reports.

        Args:
            a: place of one.
            b: place of the other.
            kinds: how alike they are, in the order of `pairs.KINDS`.

        Returns:
            The values in the order of `pairs.COLUMNS`.
        """
        one, two = self.rows[a], self.rows[b]
        links = one.links.get(b) or two.links.get(a) or frozenset()
        return describe(kinds.tolist(), one.card, two.card, links)

    def _linked(self, links: Iterable[Link], report: str) -> dict[int, frozenset[LinkKind]]:
        kinds: dict[int, set[LinkKind]] = {}
        for link in links:
            other = link.b if link.a == report else link.a
            if link.state is not State.REJECTED and other in self.places:
                kinds.setdefault(self.places[other], set()).add(link.kind)
        return {place: frozenset(found) for place, found in kinds.items()}
