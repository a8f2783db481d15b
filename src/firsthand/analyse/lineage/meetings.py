"""Where do the same values stand in both reports of each of many pairs?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.index import spread, starts_of_runs
from firsthand.text.terms import Hashes, Offsets

Bools = NDArray[np.bool_]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """The places in the first text of each pair whose value stands in the second one too.

    `pair` and `place` ascend; `first` and `count` tell where in `places` those of the second text
    begin and how many they are; `new` marks the first place with its value. `size` counts the
    distinct values of each text, `common` those that both texts of each pair have.
    """

    pair: Offsets
    place: Offsets
    first: Offsets
    count: Offsets
    places: Offsets
    size: Offsets
    common: Offsets


def meet(
    rows: Sequence[Hashes], pairs: Sequence[Pair], counting: Sequence[Bools | None] | None = None
) -> Meetings:
    """Match the values of many pairs of texts at once.

    Args:
        rows: the values of each text in its order.
        pairs: places in `rows`, ascending.
        counting: for each text which of its values count; None = all. A value counts for a text
            when it counts at one of its places.

    Returns:
        Where values that count for both stand in both.
    """
    text, place, value, size, own = _shared(rows, counting)
    # From here on one entry is one place of a value that at least two of the texts have.
    bounds = np.searchsorted(text, np.arange(len(rows) + 1))
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    entries_a, pair_a = _entries(bounds, left)
    entries_b, pair_b = _entries(bounds, right)
    width = int(value.max(initial=0)) + 1
    key_a, key_b = pair_a * width + value[entries_a], pair_b * width + value[entries_b]
    # Only the places of values that count at some place of the text take part.
    counts_a, counts_b = own[entries_a], own[entries_b]
    key_a, entries_a, pair_a = key_a[counts_a], entries_a[counts_a], pair_a[counts_a]
    key_b, entries_b = key_b[counts_b], entries_b[counts_b]
    low = np.searchsorted(key_b, key_a)
    count = np.searchsorted(key_b, key_a, "right") - low
    met = np.flatnonzero(count)
    new = np.zeros(len(met), bool)
    new[starts_of_runs(key_a[met])] = True
    common = np.bincount(pair_a[met[new]], minlength=len(pairs))
    return Meetings(
        pair_a[met], place[entries_a[met]], low[met], count[met], place[entries_b], size, common
    )


def _entries(bounds: Offsets, texts: Offsets) -> tuple[Offsets, Offsets]:
    count = bounds[texts + 1] - bounds[texts]
    return spread(bounds[texts], count), np.repeat(np.arange(len(texts)), count)


def _shared(
    rows: Sequence[Hashes], counting: Sequence[Bools | None] | None
) -> tuple[Offsets, Offsets, Offsets, Offsets, Bools]:
    """Keep the places of values that several texts have, in the order text, value, place."""
    lengths = np.array([len(row) for row in rows], np.int64)
    firsts = np.cumsum(lengths) - lengths
    values = np.concatenate([np.zeros(0, np.uint64), *rows])
    text = np.repeat(np.arange(len(rows)), lengths)
    counts = np.ones(len(values), bool)
    for first, mask in zip(firsts.tolist(), counting or (), strict=False):
        if mask is not None:
            counts[first : first + len(mask)] = mask
    rank, distinct = ranked(values)
    # The first and the last text that has a value: of two assignments the later one stays.
    low = np.full(distinct, len(rows))
    low[rank[::-1]] = text[::-1]
    high = np.zeros(distinct, np.int64)
    high[rank] = text
    several = low != high
    size = np.bincount(_distinct(text[counts], rank[counts], distinct), minlength=len(rows))
    kept = np.flatnonzero(several[rank])
    dense = (np.cumsum(several) - 1)[rank[kept]]
    order = _ordered(text[kept], dense)
    kept, value = kept[order], dense[order]
    text = text[kept]
    return text, kept - firsts[text], value, size, _any_of_run(text, value, counts[kept])


def ranked(values: Hashes) -> tuple[Offsets, int]:
    """Give equal values one number, the same order as theirs.

    Args:
        values: in any order.

    Returns:
        A number for each, and how many distinct ones there are.
    """
    order = np.argsort(values)
    ordered = values[order]
    new = np.zeros(len(values), np.int64)
    new[1:] = ordered[1:] != ordered[:-1]
    rank = np.empty(len(values), np.int64)
    rank[order] = np.cumsum(new)
    return rank, int(new.sum()) + (len(values) > 0)


def _distinct(text: Offsets, rank: Offsets, width: int) -> Offsets:
    """List the text of each distinct value of each text."""
    key = np.sort(text * max(1, width) + rank)
    return key[starts_of_runs(key)] // max(1, width)


def _ordered(text: Offsets, value: Offsets) -> Offsets:
    """Sort by text and value, keeping the order of what is equal."""
    width, length = int(value.max(initial=0)) + 1, len(value)
    if (int(text.max(initial=0)) + 1) * width * length < 1 << 62:
        # One key of all three sorts faster than a stable sort of two.
        key = (text * width + value) * length + np.arange(length)
        return np.argsort(key)
    return np.lexsort((value, text))


def _any_of_run(text: Offsets, value: Offsets, true: Bools) -> Bools:
    if true.all():
        return true
    starts = starts_of_runs(text * (int(value.max(initial=0)) + 1) + value)
    found = np.logical_or.reduceat(true, starts)
    return np.repeat(found, np.diff(np.concatenate((starts, [len(true)]))))
