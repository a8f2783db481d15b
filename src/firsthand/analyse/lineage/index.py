"""Which reports share word sequences with new ones, without comparing each with each?"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.fingerprints import COMMON, WINDOW, Prints
from firsthand.text.terms import Hashes, Offsets

MINIMUM_SHARED = 2
"""Common fingerprints that make two reports worth comparing."""
OWN_SHARE = 0.25
"""A text with less of its own than this is one of many copies: then all its sequences count."""
NEIGHBOURS = 2
"""In a crowd of copies each is compared with so many that follow it; links do the rest."""
GROWTH = 2
"""A level of the index is merged into the one before it once that is not this much larger."""

Bools = NDArray[np.bool_]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The values of some things in ascending order, who asks for each and how many hold it."""

    values: Hashes
    askers: Offsets
    count: Offsets
    _bounds: tuple[tuple[Offsets, Offsets], ...]


@dataclass(slots=True)
class Index:
    """Remember which thing holds which value: sorted arrays, the newest ones small.

    As in a log-structured merge tree (O'Neil et al. 1996): what is added makes a small level that
    is merged into the next larger one, so that n values cost n log n and a question log n.
    """

    size: int = 0
    _levels: list[tuple[Hashes, Offsets]] = field(default_factory=list)

    def add(self, bags: Sequence[Hashes]) -> None:
        """Take up things, numbered on from those already there.

        Args:
            bags: the distinct values of each.
        """
        values, holders = _flat(bags, range(self.size, self.size + len(bags)))
        self.size += len(bags)
        self._levels.append((values, holders))
        while len(self._levels) > 1 and self._is_due():
            (low, of_low), (high, of_high) = self._levels[-2:]
            place = np.searchsorted(low, high)
            merged = np.insert(low, place, high), np.insert(of_low, place, of_high)
            self._levels[-2:] = [merged]

    def _is_due(self) -> bool:
        return len(self._levels[-2][0]) < GROWTH * len(self._levels[-1][0])

    def ask(self, bags: Sequence[Hashes], numbers: Sequence[int]) -> Asked:
        """Look up the values of some things.

        Args:
            bags: the distinct values of each.
            numbers: their own numbers, to tell askers apart.

        Returns:
            The values with the number of their holders.
        """
        values, askers = _flat(bags, numbers)
        bounds = tuple(
            (np.searchsorted(known, values), np.searchsorted(known, values, "right"))
            for known, _ in self._levels
        )
        count = np.zeros(len(values), np.int64)
        for low, high in bounds:
            count += high - low
        return Asked(values, askers, count, bounds)

    def holders(self, asked: Asked, wanted: Bools) -> tuple[Offsets, Offsets]:
        """List the holders of values that were asked for.

        Args:
            asked: what `ask` told before anything more was added.
            wanted: the values whose holders are listed.

        Returns:
            Places in `asked` and the number of a holder of each.
        """
        chosen = np.flatnonzero(wanted)
        places, found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for (low, high), (_, holders) in zip(asked._bounds, self._levels, strict=True):  # noqa: SLF001 - its own
            count = (high - low)[chosen]
            places.append(np.repeat(chosen, count))
            found.append(holders[spread(low[chosen], count)])
        return np.concatenate(places), np.concatenate(found)


def _flat(bags: Sequence[Hashes], numbers: Sequence[int]) -> tuple[Hashes, Offsets]:
    values = np.concatenate([np.zeros(0, np.uint64), *bags])
    holders = np.repeat(np.array(numbers, np.int64), [len(bag) for bag in bags])
    order = np.argsort(values)
    return values[order], holders[order]


def find_pairs(index: Index, prints: Sequence[Prints], asked: Asked) -> set[Pair]:
    """Find the reports that share enough fingerprints with some.

    Args:
        index: of the fingerprints of all reports.
        prints: all reports in the order of the index.
        asked: the fingerprints of the wanted ones, as looked up in the index.

    Returns:
        Pairs of places, the lower first. In a crowd of copies only few of those that follow a
        wanted one by id are among them.
    """
    places, holders = index.holders(asked, (asked.count > 1) & (asked.count <= COMMON))
    ones = asked.askers[places]
    fewest = np.clip([len(p.winnowed) for p in prints], 1, MINIMUM_SHARED)
    other = ones != holders
    keys, shared = counted(ones[other] * len(prints) + holders[other])
    ones, holders = np.divmod(keys, len(prints))
    enough = shared >= np.minimum(fewest[ones], fewest[holders])
    low = np.minimum(ones, holders)[enough].tolist()
    found = set(zip(low, np.maximum(ones, holders)[enough].tolist(), strict=True))
    near = _next_of_crowds(index, prints, asked)
    for one, following in near.items():
        first, last = np.searchsorted(ones, (one, one + 1)).tolist()
        joined = Counter(
            dict(zip(holders[first:last].tolist(), shared[first:last].tolist(), strict=True))
        )
        for holder, count in (joined + following).items():
            if count >= fewest[one]:
                found.add((min(one, holder), max(one, holder)))
    return found


def _next_of_crowds(
    index: Index, prints: Sequence[Prints], asked: Asked
) -> dict[int, Counter[int]]:
    """Count how often each report is among the first by id that follow one in a crowd."""
    common = asked.count > COMMON
    sizes = np.bincount(asked.askers, minlength=len(prints))
    crowded = np.bincount(asked.askers[common], minlength=len(prints))
    near: dict[int, Counter[int]] = {
        one: Counter() for one in np.flatnonzero(crowded > (1 - OWN_SHARE) * sizes).tolist()
    }
    wanted = common & np.isin(asked.askers, list(near))
    for low in np.flatnonzero(wanted)[starts_of_runs(asked.values[wanted])].tolist():
        this = asked.values == asked.values[low]
        askers = asked.askers[this & wanted].tolist()
        one_place = np.zeros(len(wanted), bool)
        one_place[low] = True
        holders = index.holders(asked, one_place)[1].tolist()
        crowd = sorted((prints[n].report.id, n) for n in holders)
        for one in askers:
            after = bisect_right(crowd, (prints[one].report.id, one))
            near[one].update(n for _, n in crowd[after : after + NEIGHBOURS])
    return near


def find_own(prints: Sequence[Prints], asked: Asked) -> dict[int, Bools]:
    """Tell which word sequences of reports are no stock phrases.

    Args:
        prints: all reports in the order of the index.
        asked: the fingerprints of the wanted ones, as looked up in the index.

    Returns:
        For the reports that have a stock phrase at all, one truth value for each place in `grams`;
        one of a crowd of copies is left out: all of its sequences count.
    """
    common = asked.count > COMMON
    askers, values = asked.askers[common], asked.values[common]
    order = np.argsort(askers, kind="stable")
    askers, values = askers[order], values[order]
    found = {}
    for low, high in pairwise([*starts_of_runs(askers).tolist(), len(askers)]):
        one = int(askers[low])
        grams, known = prints[one].grams, values[low:high]
        places = np.searchsorted(known, grams)
        places = np.flatnonzero(known[np.minimum(places, len(known) - 1)] == grams)
        stock = np.zeros(len(grams), bool)
        # Only one of each window was kept: those beside a common one are common too.
        for step in range(-(WINDOW // 2), WINDOW // 2 + 1):
            stock[np.clip(places + step, 0, len(stock) - 1)] = True
        if stock.sum() <= (1 - OWN_SHARE) * len(stock):
            found[one] = ~stock
    return found


def spread(first: Offsets, count: Offsets) -> Offsets:
    """Write out runs of consecutive numbers one after the other.

    Args:
        first: the first number of each run.
        count: how many numbers each has.

    Returns:
        All numbers.
    """
    return np.arange(int(count.sum())) + np.repeat(first - np.cumsum(count) + count, count)


def counted(values: Offsets) -> tuple[Offsets, Offsets]:
    """Count equal values.

    Args:
        values: in any order.

    Returns:
        The distinct values, ascending, and how often each occurs.
    """
    ordered = np.sort(values)
    first = starts_of_runs(ordered)
    return ordered[first], np.diff(np.concatenate((first, [len(ordered)])))


def starts_of_runs(values: NDArray[Any]) -> Offsets:
    """Find where runs of equal values begin.

    Args:
        values: in any order.

    Returns:
        The places of the first of each run.
    """
    new = np.ones(len(values), bool)
    new[1:] = values[1:] != values[:-1]
    return np.flatnonzero(new)
