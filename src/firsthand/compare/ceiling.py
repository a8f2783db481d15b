"""How much can the evidence that two groups tell of one event come to at most?"""

from collections.abc import Sequence
from math import inf, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.odds import (
    CHANCE,
    FEATURES,
    FITTED,
    LEAST,
    STEADY,
    Side,
    Weights,
    besides,
    pairs_of,
)
from firsthand.compare.pairs import COLUMNS, KINDS, Floats

SLACK = 1e-5
"""Added so that no rounding makes the most less than what the evidence comes to."""
NEAREST_RIVAL = 2.0
"""More than any two reports are alike."""

Places = NDArray[np.intp]

_AT = {name: place for place, name in enumerate(FEATURES)}
_TOLD = slice(_AT["looser_lead"], _AT["looser_core"] + 1)
_CONTRASTED = slice(2, len(KINDS))


class Ceiling:
    """What the evidence comes to where what is dear to measure speaks as much for it as it can.

    Most pairs of groups are told apart by what is known of their reports without looking at their
    words, and need not be measured.
    """

    def __init__(self, weights: Weights) -> None:
        """Take the weights apart.

        Args:
            weights: what each kind of evidence weighs.
        """
        self._weights = weights
        each = weights.each
        self._one_own = max(0.0, float(each[_AT["own_names"]]))
        own = ("own_names_of_both", "own_dates", "own_words")
        self._both_own = sum(max(0.0, float(each[_AT[name]])) for name in own)
        self._both_own += float(each[_AT["two_groups"]])
        self._less = float(each[_AT["nearest_of_one"]])
        self._more = float(each[_AT["nearest_of_other"]])
        # Numbers beside the same words never speak for one event.
        self._counted = inf if each[_AT["other_counts"]] < 0 else 0.0

    def most(
        self, across: Floats, ones: Sequence[Side], twos: Sequence[Side], reports: int
    ) -> Floats:
        """Tell the most that `odds.measure` and `odds.sum_up` may come to for pairs of groups.

        Args:
            across: for each pair the mean over the pairs of reports across, in the order of
                COLUMNS.
            ones: one group of each pair.
            twos: the other.
            reports: how many there are in the pile.

        Returns:
            Log-odds, one for each pair.
        """
        shapes = Shapes.of(ones), Shapes.of(twos)
        return self.but_rivals(across, *shapes, reports) + self.of_any_rivals(across)

    def but_rivals(self, across: Floats, one: "Shapes", two: "Shapes", reports: int) -> Floats:
        """Tell the same without what the nearest third groups say.

        Args:
            across: as in `most`.
            one: the shapes of one group of each pair.
            two: those of the other.
            reports: how many there are in the pile.

        Returns:
            Log-odds, one for each pair.
        """
        each = self._weights.each
        mix = np.maximum(across[:, 0], LEAST / 2)
        logs = np.log(across[:, :7] + LEAST)
        logs[:, 0] = np.log(mix + LEAST)
        logs[:, 4:6] = across[:, 4:6]
        total = logs @ each[:7] + across[:, 7:] @ each[7 : len(COLUMNS)] + self._weights.start
        at = _AT["looser_than_the_looser"]
        total += np.log(mix) * (each[at] + each[at + 1])
        total -= np.log(np.maximum(one.tight, two.tight)) * each[at]
        total -= np.log(np.minimum(one.tight, two.tight)) * each[at + 1]
        at = _AT["smaller_size"]
        total += np.log(np.minimum(one.sizes, two.sizes)) * each[at]
        total += np.log(np.maximum(one.sizes, two.sizes)) * each[at + 1]
        total += np.minimum(one.lengths, two.lengths) * each[_AT["shortest_text"]]
        large = -CHANCE * log(max(1.0, reports / FITTED))
        total += large * float(each[_AT["large_pile"]]) + self._counted + SLACK
        grown = (one.sizes > 1) | (two.sizes > 1)
        if grown.any():
            total[grown] += self._one_own
            both = np.flatnonzero((one.sizes > 1) & (two.sizes > 1))
            if len(both):
                total[both] += self._both_own
                within = np.minimum(one.within[both], two.within[both])
                contrasts = (across[both, _CONTRASTED] + STEADY) / (within + STEADY)
                total[both] += np.log(contrasts) @ each[_TOLD]
        return np.asarray(total, np.float64)

    def of_rivals(self, alike: float, rivals: tuple[float, float]) -> float:
        """Tell what the nearest third groups of two groups say.

        Args:
            alike: mean likeness of the two.
            rivals: mean likeness of each with the nearest third one.

        Returns:
            Log-odds.
        """
        one, other = besides(alike, rivals)
        return one * self._less + other * self._more

    def of_one_rival(self, alike: float, known: float) -> float:
        """Tell the most that the nearest third groups may say where one of both is known.

        Args:
            alike: mean likeness of the two groups.
            known: what `odds.besides` makes of it and the known one.

        Returns:
            Log-odds: they are linear on either side of the known one.
        """
        mix = max(alike, LEAST / 2)
        return max(
            min(known, other) * self._less + max(known, other) * self._more
            for other in (known, log(mix), log(mix / LEAST))
        )

    def of_any_rivals(self, across: Floats) -> Floats:
        """Tell the most that the nearest third groups may say, however near they are.

        Args:
            across: as in `most`.

        Returns:
            Log-odds, one for each pair.
        """
        apart = np.log(np.maximum(across[:, 0], LEAST / 2))
        less, more = self._less, self._more
        low, high = apart - log(NEAREST_RIVAL), apart - log(LEAST)
        corners = ((less + more) * low, less * low + more * high, (less + more) * high)
        most: Floats = np.max(corners, axis=0)
        return most


class Shapes(NamedTuple):
    """What is measured of groups without looking at their words, one row for each."""

    tight: Floats
    sizes: Floats
    lengths: Floats
    within: Floats
    """mean over the pairs of reports, of the kinds that are contrasted; of one report nought"""

    @classmethod
    def of(cls, sides: Sequence[Side]) -> "Shapes":
        """Measure groups.

        Args:
            sides: the groups.

        Returns:
            Their shapes.
        """
        told = np.array([(side.tightness, side.size, side.length) for side in sides])
        tight, sizes, lengths = told.T
        return cls(tight, sizes, lengths, np.array([within_of(side) for side in sides]))

    def at(self, places: Places) -> "Shapes":
        """Take the shapes of some groups.

        Args:
            places: their rows.

        Returns:
            The shapes in that order.
        """
        tight, sizes, lengths, within = self
        return Shapes(tight[places], sizes[places], lengths[places], within[places])


def within_of(side: Side) -> Floats:
    """Average what is contrasted of the pairs within a group.

    Args:
        side: the group.

    Returns:
        The mean of each kind; nought for one report.
    """
    return np.asarray(side.within[_CONTRASTED] / max(pairs_of(side.size), 1.0))
