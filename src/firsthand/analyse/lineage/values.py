"""Which numbers do the sentences of two texts in two languages share, however they are written?"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt

import numpy as np

from firsthand.text.numerals import scan
from firsthand.text.terms import Matrix

TELLING = 13
"""Whole numbers from which on two sentences hardly share one by chance; words up to twelve are
small."""
PLURAL = 2
"""The least number in a sentence that is surely one: many languages write "a" and "one" alike."""
PLACES = 3
"""Digits by which two numbers are one: a translator may round."""
MOST_HOLDING = 3
"""Sentences of either text that hold a number which still tells which of them are meant."""
REMEMBERED = 16384
"""Sentences whose numbers are kept at hand: each is set against those of many reports."""

Values = frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def values_of(text: str, language: str, least: float = TELLING) -> Values:
    """Read the numbers of a sentence, written the same whatever its language.

    Args:
        text: the sentence.
        language: its ISO 639-1 code.
        least: the least whole number that counts.

    Returns:
        The numbers by their first digits.
    """
    found = (numeral.value for numeral in scan(text, language, join=False))
    return frozenset(f"{value:.{PLACES}g}" for value in found if value >= least or value % 1)


def shared_values(left: Sequence[Values], right: Sequence[Values]) -> Matrix:
    """Tell how far each two sentences hold the same numbers.

    Args:
        left: the numbers of each sentence of one text.
        right: of the other.

    Returns:
        Cosines, one row for each left and one column for each right sentence; a number weighs the
        more the fewer sentences hold it, and one that only one text has weighs like a common one.
    """
    told = np.zeros((len(left), len(right)))
    here, there = (Counter(v for values in side for v in values) for side in (left, right))
    weight = {
        value: log((len(left) + len(right)) / (count + there[value])) + 1
        for value, count in here.items()
        if 0 < there[value] <= MOST_HOLDING and count <= MOST_HOLDING
    }
    if not weight:
        return told
    masses = [[_mass(values, weight) for values in side] for side in (left, right)]
    for i, ours in enumerate(left):
        for j, theirs in enumerate(right):
            both = sorted(ours & theirs & weight.keys())
            if both:
                told[i, j] = sum(weight[v] ** 2 for v in both) / (masses[0][i] * masses[1][j])
    return told


def _mass(values: Values, weight: dict[str, float]) -> float:
    return sqrt(sum(weight.get(value, 1.0) ** 2 for value in sorted(values)))
