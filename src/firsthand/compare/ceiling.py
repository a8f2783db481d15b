"""How much can the evidence that two groups tell of one event come to at most?"""

from collections.abc import Sequence
from math import inf, log

import numpy as np

from firsthand.compare.odds import (
    CHANCE,
    FEATURES,
    FITTED,
    LEAST,
    STEADY,
    Side,
    Weights,
    pairs_of,
)
from firsthand.compare.pairs import COLUMNS, KINDS, Floats

SLACK = 1e-5
"""Added so that no rounding makes the most less than what the evidence comes to."""
NEAREST_RIVAL = 2.0
"""More than any two reports are alike."""

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
        each = self._weights.each
        mix = np.maximum(across[:, 0], LEAST / 2)
        logs = np.log(across[:, :7] + LEAST)
        logs[:, 0] = np.log(mix + LEAST)
        logs[:, 4:6] = across[:, 4:6]
        total = logs @ each[:7] + across[:, 7:] @ each[7 : len(COLUMNS)] + self._weights.start
        told = np.array(
            [
                (a.tightness, b.tightness, a.size, b.size, a.length, b.length)
                for a, b in zip(ones, twos, strict=True)
            ]
        )
        tight, sizes, lengths = told[:, 0:2], told[:, 2:4], told[:, 4:6]
        apart = np.log(mix)
        at = _AT["looser_than_the_looser"]
        total += apart * (each[at] + each[at + 1])
        total -= np.log(np.sort(tight, axis=1)[:, ::-1]) @ each[at : at + 2]
        at = _AT["smaller_size"]
        total += np.log(np.sort(sizes, axis=1)) @ each[at : at + 2]
        total += lengths.min(axis=1) * each[_AT["shortest_text"]]
        total += self._rivals(apart)
        large = -CHANCE * log(max(1.0, reports / FITTED))
        total += large * float(each[_AT["large_pile"]]) + self._counted + SLACK
        grown = sizes.max(axis=1) > 1
        if grown.any():
            total[grown] += self._one_own
            both = np.flatnonzero(sizes.min(axis=1) > 1)
            if len(both):
                total[both] += self._both_own
                within = np.array([_least_within(ones[n], twos[n]) for n in both.tolist()])
                contrasts = (across[both, _CONTRASTED] + STEADY) / (within + STEADY)
                total[both] += np.log(contrasts) @ each[_TOLD]
        return np.asarray(total, np.float64)

    def _rivals(self, apart: Floats) -> Floats:
        less, more = self._weights.each[[_AT["nearest_of_one"], _AT["nearest_of_other"]]].tolist()
        low, high = apart - log(NEAREST_RIVAL), apart - log(LEAST)
        corners = ((less + more) * low, less * low + more * high, (less + more) * high)
        most: Floats = np.max(corners, axis=0)
        return most


def _least_within(one: Side, two: Side) -> Floats:
    within = [side.within[_CONTRASTED] / pairs_of(side.size) for side in (one, two)]
    least: Floats = np.minimum(*within)
    return least
