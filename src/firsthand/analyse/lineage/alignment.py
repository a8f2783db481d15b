"""Which sentences of two texts say the same, given how alike each two of them are?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.text.terms import Matrix

NEIGHBOUR = 0.15
"""Weight of how alike the sentences before and after are: what is told in order supports itself."""
ASKEW = 0.8
"""Share of that weight when one of the two texts tells in two sentences what the other does in
one, so that the neighbours stand one place off."""
APART = 0.2
"""Likeness of two sentences of one text, where it is not known; a joint one is reckoned from it."""
FIT = 0.3
"""How much worse the lengths may fit (logarithm of their ratio) where a neighbour is alike."""
AGAIN = 0.7
"""Share of a pair's likeness at which a neighbour says the same once more."""
TRACE = 0.05
"""Likeness without which a sentence is no part of what another says."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Needs:
    """The least likeness of each other's nearest, of a neighbour that joins, of a part far off.

    `between` is that of two sentences left over between pairs of their neighbours.
    """

    nearest: float
    joined: float
    far: float
    between: float = float("inf")


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One text: the characters of its sentences, and how alike these are among themselves."""

    sizes: Matrix
    inner: Matrix


def align_sentences(
    likeness: Matrix,
    left: Sequence[int],
    right: Sequence[int],
    needs: Needs,
    inner: Sequence[Matrix] | None = None,
) -> tuple[Pair, ...]:
    """Pair the sentences of two texts, one with one, one with two and two with one.

    Likeness is smoothed along the diagonals, so that neighbours decide between two like sentences;
    sentences that are each other's nearest are paired, then two left over between the same
    neighbours; what is still left over joins a pair when the joint sentence is more alike and its
    length fits better. Texts may tell in different order.

    Args:
        likeness: similarities, rows against columns.
        left: characters of each row's sentence.
        right: characters of each column's.
        needs: the least likeness of each kind of pair.
        inner: how alike the sentences of each text are among themselves; None = not known.

    Returns:
        Pairs of row and column, ascending.
    """
    smoothed = smooth(likeness)
    across, back = smoothed.argmax(axis=1), smoothed.argmax(axis=0)
    rows = {
        i: int(j)
        for i, j in enumerate(across.tolist())
        if back[j] == i and likeness[i, j] >= needs.nearest
    }
    rows |= _between(likeness, rows, needs.between)
    columns = {j: i for i, j in rows.items()}
    apart = inner or [np.full((len(side), len(side)), APART) for side in (left, right)]
    one = _Side(np.asarray(left, np.float64), apart[0])
    other = _Side(np.asarray(right, np.float64), apart[1])
    found = set(rows.items())
    found |= set(_joining(likeness, rows, one, other, needs))
    found |= {(i, j) for j, i in _joining(likeness.T, columns, other, one, needs)}
    return tuple(sorted(found))


def smooth(likeness: Matrix) -> Matrix:
    """Add to each likeness that of the sentences before and after.

    Args:
        likeness: similarities, rows against columns.

    Returns:
        A table of the same shape; values may exceed 1.
    """
    rows, columns = likeness.shape
    wide = np.pad(likeness, 2)

    def moved(down: int, along: int) -> Matrix:
        return wide[2 + down : 2 + down + rows, 2 + along : 2 + along + columns]

    before = np.maximum(moved(-1, -1), ASKEW * np.maximum(moved(-1, -2), moved(-2, -1)))
    after = np.maximum(moved(1, 1), ASKEW * np.maximum(moved(1, 2), moved(2, 1)))
    return np.asarray(likeness + NEIGHBOUR * (before + after), np.float64)


def _between(likeness: Matrix, rows: Mapping[int, int], least: float) -> dict[int, int]:
    """Pair two sentences that are left over, their neighbours before and after being paired."""
    height, width = likeness.shape
    known = {-1: -1, height: width, **rows}
    taken = set(rows.values())
    found = {}
    for row in range(height):
        before, after = known.get(row - 1), known.get(row + 1)
        if row in rows or before is None or after != before + 2:
            continue
        if before + 1 not in taken and likeness[row, before + 1] >= least:
            found[row] = before + 1
    return found


def _joining(
    likeness: Matrix, rows: Mapping[int, int], left: _Side, right: _Side, needs: Needs
) -> list[Pair]:
    """Find the columns left over that are a part of what a paired row says."""
    usual = float(np.log(left.sizes.sum() / right.sizes.sum()))
    taken = set(rows.values())
    found = []
    for column in range(likeness.shape[1]):
        if column in taken:
            continue
        nearest = int(likeness[:, column].argmax())
        near = [i for i, j in rows.items() if abs(j - column) == 1]
        fitting = [
            (float(likeness[i, column]), i)
            for i in sorted({*near, nearest} & rows.keys())
            if _joins(likeness[i], (rows[i], column), left.sizes[i], right, usual, needs)
        ]
        if fitting:
            found.append((max(fitting)[1], column))
    return found


def _joins(
    likeness: Matrix, columns: Pair, size: float, right: _Side, usual: float, needs: Needs
) -> bool:
    """Tell whether a sentence renders one more column beside the one that it is paired with."""
    paired, more = columns
    one, other = right.sizes[paired], right.sizes[more]
    alike, also = likeness[paired], likeness[more]
    # The cosine with the sum of two vectors, each as long as its sentence.
    joint = (one * alike + other * also) / np.sqrt(
        one**2 + other**2 + 2 * right.inner[paired, more] * one * other
    )
    alone = abs(np.log(size / one) - usual)
    both = abs(np.log(size / (one + other)) - usual)
    better = bool(joint > alike and both < alone)
    if abs(paired - more) == 1:
        again = also >= AGAIN * alike  # a title and the lead tell one thing twice
        sure = bool(also >= needs.joined and (again or both < alone + FIT))
        return sure or (better and bool(also >= TRACE))
    return better and bool(also >= needs.far)
