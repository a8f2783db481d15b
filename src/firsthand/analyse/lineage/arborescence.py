"""Which tree over some nodes is the likeliest, and how likely is each of its edges?"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

APART = 1e6
"""Weight that an original costs, so that a tree never has two where one is enough."""


FAINT = -20.0
"""Log-weight below the greatest of a node at which an edge no longer counts."""


def tree_chances(edges: Floats, originals: Floats) -> tuple[Floats, Floats, float]:
    """Weigh every edge by all trees that have it, a tree weighing the sum of its parts.

    The matrix-tree theorem for trees with one edge from the root (Koo et al. 2007).

    Args:
        edges: log-weight of each node (row) as the parent of each other (column); the diagonal is
            not read.
        originals: log-weight of each node as the original.

    Returns:
        Chance of each edge, chance of each node to be the original, log-weight of all trees.
    """
    edges = edges.copy()
    np.fill_diagonal(edges, -np.inf)
    # Every node has one way in, so that scaling the ways into one changes no chance.
    top = np.maximum(edges.max(axis=0), originals)
    weights = np.exp(np.maximum(edges - top, FAINT))
    np.fill_diagonal(weights, 0.0)
    roots = np.exp(np.maximum(originals - top, FAINT))
    laplacian = np.diag(weights.sum(axis=0)) - weights
    laplacian[0] = roots
    inverse = np.linalg.inv(laplacian)
    into, out_of = weights * np.diag(inverse), weights * inverse.T
    into[:, 0], out_of[0] = 0.0, 0.0
    total = float(np.linalg.slogdet(laplacian)[1] + top.sum())
    return np.clip(into - out_of, 0, 1), np.clip(roots * inverse[:, 0], 0, 1), total


def best_tree(edges: Floats, originals: Floats) -> list[int]:
    """Choose one original and a parent for every other node, with the greatest total weight.

    The algorithm of Chu and Liu (1965) and Edmonds (1967), contracting one cycle after another.

    Args:
        edges: weight of each node (row) as the parent of each other (column); the diagonal is not
            read; every weight far smaller than a million.
        originals: weight of each node as the original.

    Returns:
        The parent of each node, -1 for the original. The first of equals is taken.
    """
    size = len(originals)
    table = np.full((size + 1, size + 1), -np.inf)
    table[1:, 1:] = edges
    table[0, 1:] = originals - APART
    np.fill_diagonal(table, -np.inf)
    return [int(parent) - 1 for parent in _solve(table)[1:]]


def _solve(table: Floats) -> list[int]:
    best: list[int] = table.argmax(axis=0).tolist()
    cycle = _cycle(best)
    if not cycle:
        return best
    inside = np.array(cycle)
    rest = [node for node in range(len(table)) if node not in set(cycle)]
    # The cycle becomes one node; whoever enters it replaces the edge of the node it enters by.
    gains = table[:, inside] - table[[best[node] for node in cycle], inside]
    entered, left = gains.argmax(axis=1), table[inside].argmax(axis=0)
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = table[np.ix_(rest, rest)]
    small[:-1, -1] = gains.max(axis=1)[rest]
    small[-1, :-1] = table[inside].max(axis=0)[rest]
    small[:, 0] = -np.inf
    solved = _solve(small)
    result = list(best)
    for place, node in enumerate(rest):
        parent = solved[place]
        result[node] = rest[parent] if parent < len(rest) else cycle[int(left[node])]
    source = rest[solved[-1]]
    result[cycle[int(entered[source])]] = source
    return result


def _cycle(parents: list[int]) -> list[int]:
    """Find the nodes of one cycle; empty where every way up ends at node 0."""
    safe = {0}
    for start in range(1, len(parents)):
        path: list[int] = []
        node = start
        while node not in safe and node not in path:
            path.append(node)
            node = parents[node]
        if node not in safe:
            return path[path.index(node) :]
        safe.update(path)
    return []
