"""Which reports share word sequences with new ones, without comparing each with each?"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
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

    sizes: Offsets = field(default_factory=lambda: np.zeros(0, np.int64))
    """how many values each thing has"""
    _levels: list[tuple[Hashes, Offsets]] = field(default_factory=list)

    def add(self, bags: Sequence[Hashes]) -> None:
        """Take up things, numbered on from those already there.

        Args:
            bags: the distinct values of each.
        """
        values, holders = _flat(bags, range(len(self.sizes), len(self.sizes) + len(bags)))
        self.sizes = np.concatenate((self.sizes, np.array([len(b) for b in bags], np.int64)))
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


def find_pairs(index: Index, ids: Sequence[str], asked: Asked) -> dict[int, set[int]]:
    """Find the reports that share enough fingerprints with some.

    Args:
        index: of the fingerprints of all reports.
        ids: of all reports in the order of the index.
        asked: the fingerprints of the wanted ones, as looked up in the index.

    Returns:
        For each wanted report that shares any, the places of the others. In a crowd of copies only
        few of those that follow it by id are among them.
    """
    places, holders = index.holders(asked, (asked.count > 1) & (asked.count <= COMMON))
    ones = asked.askers[places]
    fewest = np.clip(index.sizes, 1, MINIMUM_SHARED)
    other = ones != holders
    keys, shared = counted(ones[other] * len(ids) + holders[other])
    ones, holders = np.divmod(keys, max(1, len(ids)))
    enough = shared >= np.minimum(fewest[ones], fewest[holders])
    found: dict[int, set[int]] = {}
    for one, holder in zip(ones[enough].tolist(), holders[enough].tolist(), strict=True):
        found.setdefault(one, set()).add(holder)
    for one, following in _next_of_crowds(index, ids, asked).items():
        first, last = np.searchsorted(ones, (one, one + 1)).tolist()
        joined = Counter(
            dict(zip(holders[first:last].tolist(), shared[first:last].tolist(), strict=True))
        )
        near = {holder for holder, n in (joined + following).items() if n >= fewest[one]}
        found.setdefault(one, set()).update(near)
    return found


def crowded(index: Index, asked: Asked) -> Bools:
    """Tell which reports are one of many copies: hardly a word sequence of theirs is their own.

    Args:
        index: of the fingerprints of all reports.
        asked: the fingerprints of the wanted ones, as looked up in the index.

    Returns:
        One truth value for each report in the index, false for those that are not asked for.
    """
    stock = np.bincount(asked.askers[asked.count > COMMON], minlength=len(index.sizes))
    return np.asarray(stock > (1 - OWN_SHARE) * index.sizes, np.bool_)


def _next_of_crowds(index: Index, ids: Sequence[str], asked: Asked) -> dict[int, Counter[int]]:
    """Count how often each report is among the first by id that follow one in a crowd."""
    members = crowded(index, asked)
    near: dict[int, Counter[int]] = {n: Counter() for n in np.flatnonzero(members).tolist()}
    wanted = (asked.count > COMMON) & members[asked.askers]
    for first, last, crowd in crowds(index, ids, asked, wanted):
        for one in asked.askers[first:last][wanted[first:last]].tolist():
            after = bisect_right(crowd, (ids[one], one))
            near[one].update(n for _, n in crowd[after : after + NEIGHBOURS])
    return near


def crowds(
    index: Index, ids: Sequence[str], asked: Asked, wanted: Bools
) -> Iterator[tuple[int, int, list[tuple[str, int]]]]:
    """Walk the crowds that hold values which were asked for.

    Args:
        index: of the fingerprints of all reports.
        ids: of all reports in the order of the index.
        asked: fingerprints as looked up in the index.
        wanted: those whose holders are wanted.

    Yields:
        The first place in `asked` with a value, one past the last, and its holders by id.
    """
    starts = starts_of_runs(asked.values)
    ends = np.concatenate((starts[1:], [len(asked.values)]))
    one = np.zeros(len(wanted), bool)
    any_wanted = np.logical_or.reduceat(wanted, starts) if len(starts) else one
    for first, last in zip(starts[any_wanted].tolist(), ends[any_wanted].tolist(), strict=True):
        one[first] = True
        yield first, last, sorted((ids[n], n) for n in index.holders(asked, one)[1].tolist())
        one[first] = False


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
