"""Which sentences left over are told within a longer sentence of the other text?"""

from collections.abc import Collection, Sequence

import numpy as np

from firsthand.text.terms import Matrix, Terms

HELD = 0.45
"""Share of a sentence's words, the rare ones weighing more, that must stand in the other one. It
is read off pairs whose counterpart was taken away: two of three that reach it are told there."""
HELD_TERMS = 5
"""Words that must: a line of two or three stands in many a sentence."""
HELD_LIKENESS = 0.25
"""The least likeness of the two whole sentences."""

Pair = tuple[int, int]


def find_held(
    left: Sequence[Terms], right: Sequence[Terms], likeness: Matrix, found: Collection[Pair]
) -> list[Pair]:
    """Pair each sentence left over with the sentence of the other text that holds most of it.

    Likeness asks how much two sentences have in common of what both say, so that what stands in a
    much longer sentence looks unlike it; here only the words of the shorter one are asked for.

    Args:
        left: words of each sentence of one text.
        right: words of each sentence of the other.
        likeness: how alike they are, rows against columns.
        found: pairs of row and column that are known to say the same.

    Returns:
        More pairs.
    """
    rows = [i for i in range(len(left)) if i not in {i for i, _ in found}]
    columns = [j for j in range(len(right)) if j not in {j for _, j in found}]
    if not (rows or columns):
        return []
    weights, totals = _weigh([*left, *right])
    one, other = weights[: len(left)], weights[len(left) :]
    pairs = _hold(one[rows], totals[rows], other, likeness[rows])
    more = _hold(other[columns], totals[len(left) :][columns], one, likeness.T[columns])
    return [(rows[i], j) for i, j in pairs] + [(i, columns[j]) for j, i in more]


def _weigh(bags: Sequence[Terms]) -> tuple[Matrix, Matrix]:
    """Weigh each term of each bag by its rarity among the bags, squared as in a cosine.

    What stands in one bag alone is in its total only.
    """
    distinct, column = np.unique(np.concatenate([bag.hashes for bag in bags]), return_inverse=True)
    row = np.repeat(np.arange(len(bags)), [len(bag.hashes) for bag in bags])
    spread = np.bincount(column, minlength=len(distinct))
    weights = (np.log((1 + len(bags)) / (1 + spread[column])) + 1) ** 2
    shared = np.flatnonzero(spread > 1)
    kept = spread[column] > 1
    table = np.zeros((len(bags), len(shared)))
    table[row[kept], np.searchsorted(shared, column[kept])] = weights[kept]
    return table, np.bincount(row, weights, minlength=len(bags)).astype(np.float64)


def _hold(asked: Matrix, totals: Matrix, others: Matrix, likeness: Matrix) -> list[Pair]:
    inside = (others > 0).astype(np.float64).T
    shares = asked @ inside / np.maximum(totals[:, None], 1e-9)
    shared = (asked > 0).astype(np.float64) @ inside
    pairs = []
    for place, best in enumerate(shares.argmax(axis=1).tolist() if len(asked) else []):
        enough = shares[place, best] >= HELD and shared[place, best] >= HELD_TERMS
        if enough and likeness[place, best] >= HELD_LIKENESS:
            pairs.append((place, best))
    return pairs
