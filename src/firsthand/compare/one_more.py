"""Which event does one more report join, as likely as it is?"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.compare.ceiling import Ceiling, Shapes
from firsthand.compare.known_reports import KnownReports
from firsthand.compare.odds import (
    FEATURES,
    Answer,
    Record,
    Side,
    Weights,
    besides,
    decide,
    measure,
    pairs_of,
    sum_up,
)
from firsthand.compare.pairs import COLUMNS, COPIES, KINDS, Floats

LOOKED_AT = 3
"""Events that a new report is weighed against."""
SAMPLE = 8
"""Reports of an event that a new report is compared with; beyond, the nearest and the first."""
RIVALS = 3
"""Reports of two events that are compared to learn how near the events are."""
KEPT = 4096
"""Events whose reports are kept put together."""

_RIVALS = slice(FEATURES.index("nearest_of_one"), FEATURES.index("nearest_of_other") + 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """The event that a report joins, empty for none, and the evidence on the likeliest event."""

    event: str
    record: Record | None = None
    known: Floats | None = None
    """what is known of the report and those of the event, on average"""


class OneMore:
    """Events as a whole, kept so that one more report can be weighed against them."""

    def __init__(
        self, reports: KnownReports, members: Mapping[str, list[int]], weights: Weights
    ) -> None:
        """Look at events that someone else changes.

        Args:
            reports: the reports.
            members: event to the places of its reports.
            weights: what each kind of evidence weighs.
        """
        self._reports = reports
        self._rows = reports.rows
        self._members = members
        self._weights = weights
        self._ceiling = Ceiling(weights)
        # The first of a plain dict is found by walking over all that were taken from its front.
        self._sides: OrderedDict[str, Side] = OrderedDict()
        self._tight: dict[str, Floats] = {}

    def choose(self, number: int) -> Choice:
        """Find the event that a report joins.

        Args:
            number: its place.

        Returns:
            The event where the evidence says so.
        """
        row = self._rows[number]
        near = self._reports.near(number)
        likeness = dict(zip(near, self._reports.compare(number, near), strict=True))
        copies = sorted(other for other, kinds in row.links.items() if kinds & COPIES)
        if copies:
            return Choice(self._rows[copies[0]].event)
        best: dict[str, float] = {}
        for other, kinds in likeness.items():
            event = self._rows[other].event
            best[event] = max(best.get(event, 0.0), round(float(kinds[0]), 9))
        chosen = sorted(best, key=lambda e: (-best[e], e))[:LOOKED_AT]
        means = self._means(number, chosen, likeness)
        ranked = sorted(chosen, key=lambda e: (-means[e][0], e))
        side = Side.of(row.told, row.nearest)
        found: tuple[float, str, Floats] | None = None
        nearest = {e: next((o for o in ranked if o != e), "") for e in ranked}
        theres = [self._side(event) for event in ranked]
        mosts = self._at_most([means[event] for event in ranked], side, theres)
        for event, there, most in zip(ranked, theres, mosts, strict=True):
            rival, mean = nearest[event], means[event]
            alike = float(mean[0])
            beside = float(means[rival][0]) if rival else 0.0
            known = besides(alike, (beside, beside))[0]
            if found is not None and found[0] >= most + self._ceiling.of_one_rival(alike, known):
                continue
            features = measure(mean, side, there, (beside, beside), self._reports.rarity)
            if rival:
                if found is not None and found[0] >= self._most(features, alike):
                    continue
                between = self._between(event, rival)
                features[_RIVALS] = besides(alike, (beside, between))
            score = sum_up(features, self._weights)
            if found is None or score > found[0]:
                found = (score, event, features)
        if found is None:
            return Choice("")
        record = decide(found[2], self._weights)
        joined = found[1] if record.answer is Answer.JOIN else ""
        return Choice(joined, record, means[found[1]])

    def forget(self, event: str) -> None:
        """Put an event together anew when it is asked for: its reports are no longer the same.

        Args:
            event: its id.
        """
        self._sides.pop(event, None)
        self._tight.pop(event, None)

    def join(self, number: int, choice: Choice) -> None:
        """Put together an event and a report that joins it; the members are left as they are.

        Args:
            number: the report's place.
            choice: its event.
        """
        event, known = choice.event, choice.known
        members = self._members[event]
        if known is None:
            drawn = members[:SAMPLE]
            known = np.mean(self._reports.compare(number, drawn), axis=0)
        across = np.zeros(len(COLUMNS))
        across[: len(KINDS)] = known[: len(KINDS)] * len(members)
        side = self._side(event)
        side.join(Side.of(self._rows[number].told, 0.0), across)
        self._sides[event] = side
        self._tight[event] = side.within

    def _at_most(
        self, means: Sequence[Floats], side: Side, theres: Sequence[Side]
    ) -> Sequence[float]:
        """Tell the most that the evidence on each event may come to, but for nearest third ones."""
        if not means:
            return []
        there = Shapes.of(theres)
        here = Shapes.of((side,)).at(np.zeros(len(theres), np.intp))
        reports = self._reports.rarity.reports
        most: list[float] = self._ceiling.but_rivals(np.array(means), here, there, reports).tolist()
        return most

    def _most(self, features: Floats, alike: float) -> float:
        """Tell the most that the evidence may come to, however near an event is to its rival.

        Args:
            features: as if the rival were as near to the event as to the report.
            alike: how alike report and event are.

        Returns:
            A sum that no other nearness exceeds: it is linear on either side of the one given.
        """
        known = float(features[_RIVALS][0])
        most = self._ceiling.of_one_rival(alike, known)
        slack = most - float(self._weights.each[_RIVALS].sum()) * known
        return sum_up(features, self._weights) + slack

    def _means(
        self, number: int, events: Sequence[str], near: Mapping[int, Floats]
    ) -> dict[str, Floats]:
        """Average what is known of a report and those of each event."""
        drawn = {}
        for event in events:
            members = self._members[event]
            if len(members) > SAMPLE:
                members = sorted(members, key=lambda n: (n not in near, n))[:SAMPLE]
            drawn[event] = members
        asked = [n for members in drawn.values() for n in members]
        missing = [n for n in asked if n not in near]
        known = {**near, **dict(zip(missing, self._reports.compare(number, missing), strict=True))}
        if not asked:
            return {}
        rows = self._reports.describe(number, asked, np.array([known[n] for n in asked]))
        means, begin = {}, 0
        for event, members in drawn.items():
            end = begin + len(members)
            means[event] = rows[begin] if len(members) == 1 else rows[begin:end].mean(axis=0)
            begin = end
        return means

    def _between(self, one: str, two: str) -> float:
        ones, twos = self._members[one][:RIVALS], self._members[two][:RIVALS]
        return self._reports.between(ones, twos)

    def _side(self, event: str) -> Side:
        """Put together what the reports of an event tell; kept for those that grow."""
        members = self._members[event]
        if len(members) == 1:
            row = self._rows[members[0]]
            return Side.of(row.told, row.nearest)
        side = self._sides.pop(event, None)
        if side is None:
            first, *others = (self._rows[n] for n in members)
            side, nothing = Side.of(first.told, first.nearest), np.zeros(len(COLUMNS))
            for row in others:
                side.join(Side.of(row.told, 0.0), nothing)
            side.within = self._within(event)
        self._sides[event] = side
        if len(self._sides) > KEPT:
            self._sides.popitem(last=False)
        return side

    def _within(self, event: str) -> Floats:
        """Sum what is known of the pairs within an event: of large ones, from some of them."""
        known = self._tight.get(event)
        if known is None:
            members = self._members[event]
            known = np.zeros(len(COLUMNS))
            if len(members) > 1:
                drawn = members[:SAMPLE]
                rows = [self._reports.compare(n, drawn[:k]) for k, n in enumerate(drawn) if k]
                known[: len(KINDS)] = np.mean(np.concatenate(rows), axis=0) * pairs_of(len(members))
                self._tight[event] = known
        return known
