"""Which things belong together when each pair has a likeness, some of them a negative one?"""

import heapq
from collections.abc import Mapping

Pair = tuple[int, int]


def average_linkage(
    size: int, likeness: Mapping[Pair, float], threshold: float
) -> tuple[tuple[int, ...], ...]:
    """Merge the two groups that are most alike on average until none is alike enough.

    Unweighted average linkage (UPGMA, Sokal and Michener 1958) on a sparse table: pairs that are
    not in it have likeness nought. Ties fall to the lower places.

    Args:
        size: how many things there are.
        likeness: likeness of pairs of places, the lower first.
        threshold: the least average likeness of two groups that are merged.

    Returns:
        The groups, members ascending, by first member.
    """
    sums: dict[int, dict[int, float]] = {n: {} for n in range(size)}
    for (a, b), value in likeness.items():
        sums[a][b] = sums[b][a] = value
    members = {n: [n] for n in range(size)}
    heap = [(-round(v, 12), a, b) for (a, b), v in likeness.items() if v >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        if -negative != _average(sums, members, a, b):
            continue  # one of the two has grown since
        _merge(sums, members, a, b)
        for other in sums[a]:
            low, high = min(a, other), max(a, other)
            value = _average(sums, members, low, high)
            if value >= threshold:
                heapq.heappush(heap, (-value, low, high))
    return tuple(tuple(sorted(group)) for _, group in sorted(members.items()))


def _average(
    sums: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int
) -> float:
    return round(sums[a][b] / (len(members[a]) * len(members[b])), 12)


def _merge(
    sums: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int
) -> None:
    members[a].extend(members.pop(b))
    gone = sums.pop(b)
    for other, value in sorted(gone.items()):
        if other == a:
            del sums[a][b]
            continue
        del sums[other][b]
        joint = sums[a].get(other, 0.0) + value
        sums[a][other] = sums[other][a] = joint
