"""Which of a few reports, all compared with all, tell of one and the same event?"""

from collections.abc import Iterable, Sequence

import numpy as np

from firsthand.compare.ceiling import Ceiling, Places, Shapes, within_of
from firsthand.compare.gather import NEGLIGIBLE, Judge
from firsthand.compare.known_reports import Marks
from firsthand.compare.live_likeness import upper
from firsthand.compare.odds import Side, measure
from firsthand.compare.pairs import Floats, Pair, Rarity, Told

NONE = -1.0
"""Stands where two groups are not to be judged; no likeness is below nought."""


class FewGroups:
    """Groups that grow by joining as those of `gather.Groups` do, in tables of all with all."""

    def __init__(
        self,
        told: Sequence[Told],
        nearest: Sequence[float],
        known: tuple[Floats, Marks],
        rarity: Rarity,
    ) -> None:
        """Start with one group for each report.

        Args:
            told: what each report tells.
            nearest: the likeness of each with the nearest report of the pile.
            known: what is known of each two, and of which two it is; as `KnownReports.among`.
            rarity: how few reports hold a word.
        """
        self.members = {n: [n] for n in range(len(told))}
        self._across, self._seen = known
        self._rarity = rarity
        near = np.maximum(self._across[:, :, 0].max(axis=1), nearest).tolist()
        self._sides = [Side.of(one, alike) for one, alike in zip(told, near, strict=True)]
        self._shapes = Shapes.of(self._sides)
        self._means = np.where(self._seen, np.round(self._across[:, :, 0], 12), NONE)
        self._ceilings = np.zeros_like(self._means)
        self._open = np.full_like(self._means, NONE)

    def put_together(self, pairs: Iterable[Pair]) -> None:
        """Join the groups of pairs of reports, whatever speaks against it.

        Args:
            pairs: the pairs.
        """
        home = list(range(len(self._sides)))
        for pair in pairs:
            low, high = sorted(home[n] for n in pair)
            if low != high:
                self._join(low, high)
                home = [low if n == high else n for n in home]

    def grow(self, judge: Judge, ceiling: Ceiling, least: float) -> None:
        """Join the groups that are most alike on average as long as the evidence says so.

        Args:
            judge: decides.
            ceiling: tells the most that the evidence may come to.
            least: evidence below which the judge never joins.
        """
        ones, twos = upper(len(self._sides))
        chosen = self._means[ones, twos] > NONE
        self._consider(ones[chosen], twos[chosen], ceiling, least)
        while True:
            a, b = divmod(int(self._open.argmax()), len(self._sides))
            if self._open[a, b] <= NONE:
                return
            self._open[a, b] = NONE
            mean, rivals = float(self._means[a, b]), (self._rival(a, b), self._rival(b, a))
            if self._ceilings[a, b] + ceiling.of_rivals(mean, rivals) < least:
                continue
            one, two = self._sides[a], self._sides[b]
            across = self._across[a, b] / (one.size * two.size)
            features = measure(across, one, two, rivals, self._rarity)
            if judge(features, self.members[a], self.members[b]):
                self._join(a, b)
                beside = np.flatnonzero(self._means[a] >= NEGLIGIBLE)
                self._consider(np.minimum(beside, a), np.maximum(beside, a), ceiling, least)

    def _consider(self, ones: Places, twos: Places, ceiling: Ceiling, least: float) -> None:
        """Have pairs of groups judged, but for those whose evidence cannot come to enough."""
        if not len(ones):
            return
        shapes = self._shapes.at(ones), self._shapes.at(twos)
        pairs_across = shapes[0].sizes * shapes[1].sizes
        across = self._across[ones, twos] / pairs_across[:, None]
        most = ceiling.but_rivals(across, *shapes, self._rarity.reports)
        self._ceilings[ones, twos] = most
        promising = most + ceiling.of_any_rivals(across) >= least
        ones, twos = ones[promising], twos[promising]
        self._open[ones, twos] = self._means[ones, twos]

    def _rival(self, a: int, b: int) -> float:
        """Give the mean likeness of a group with the nearest one that is not the other."""
        row = self._means[a]
        between, row[b] = float(row[b]), NONE
        nearest = max(0.0, float(row.max()))
        row[b] = between
        return nearest

    def _join(self, a: int, b: int) -> None:
        """Join group b to group a."""
        side = self._sides[a]
        side.join(self._sides[b], self._across[a, b])
        self.members[a].extend(self.members.pop(b))
        for table in (self._means, self._open):
            table[[a, b], :] = table[:, [a, b]] = NONE
        self._across[a] += self._across[b]
        self._across[:, a] = self._across[a]
        self._seen[a] |= self._seen[b]
        self._seen[[a, b], [b, a]] = self._seen[a, a] = False
        self._seen[b] = self._seen[:, b] = False
        self._seen[:, a] = self._seen[a]
        tight, sizes, lengths, within = self._shapes
        tight[a], sizes[a], lengths[a] = side.tightness, side.size, side.length
        within[a] = within_of(side)
        others = np.flatnonzero(self._seen[a])
        means = np.round(self._across[a, others, 0] / (side.size * sizes[others]), 12)
        self._means[a, others] = self._means[others, a] = means
