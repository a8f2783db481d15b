"""Do two reports keep one wording, or does each put the same matter in words of its own?"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from firsthand.analyse.lineage.fingerprints import Prints, told_stretches
from firsthand.analyse.lineage.passages import Overlap
from firsthand.text.sentences import split_sentences
from firsthand.text.terms import Hashes, word_grams

RUN, RUN_CHARACTERS = 6, 10
"""Words of a run that two independent renderings rarely share; characters in unspaced scripts."""
LONG, LONG_CHARACTERS = 12, 20
"""The same for a run that they share only where both quote."""
SHORTEST, SHORTEST_CHARACTERS = 4, 8
"""Words of a sentence that can be recognised."""
ALIGNED = 0.3
"""Likeness of two sentences, word by word, that are each other's nearest."""
KEPT = 0.7
"""Likeness from which a sentence is the other one edited."""
SURELY_APART, SURELY_ONE = 0.1, 0.7
"""Containment of word five-grams outside of which it decides alone."""
LIMIT = 6.0
"""Log-odds beyond which nothing is surer."""

FEATURES = ("most", "least", "aligned", "runs", "kept", "long")
"""The names of the features in the order of `features_of`, as the weights name them."""


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One report's words made ready for comparison: its runs and its sentences, as hashes."""

    runs: Hashes
    long: Hashes
    sentences: tuple[tuple[int, ...], ...]
    run: int


def take_wording(prints: Prints) -> Wording:
    """Make one report's words ready for comparison.

    Args:
        prints: the report with its words.

    Returns:
        Its runs and sentences.
    """
    words = prints.words
    run, long, shortest = (
        (RUN_CHARACTERS, LONG_CHARACTERS, SHORTEST_CHARACTERS)
        if words.unspaced
        else (RUN, LONG, SHORTEST)
    )
    text = prints.report.text
    sentences = []
    for first, last in told_stretches(prints.report):
        for start, end in split_sentences(text, first, last):
            low, high = np.searchsorted(words.starts, (start, end))
            if high - low >= shortest:
                sentences.append(tuple(words.hashes[low:high].tolist()))
    runs = word_grams(words.hashes, run)
    return Wording(runs, np.unique(word_grams(words.hashes, long)), tuple(sentences), run)


def same_wording(a: Wording, b: Wording, overlap: Overlap) -> float:
    """Weigh whether one report was made from the other's words.

    Logistic regression on how much is shared in short, middling and long runs of words and on how
    alike the sentences are that are each other's nearest.

    Args:
        a: one report's wording.
        b: the other's.
        overlap: what they share word for word.

    Returns:
        Log-odds between -6 and 6; above nought one text was made from the other or both from a
        third in its words, below two authors wrote.
    """
    if overlap.containment < SURELY_APART:
        return -LIMIT
    if overlap.containment > SURELY_ONE:
        return LIMIT
    weights, intercept = _weights()
    odds = float(weights @ features_of(a, b, overlap)) + intercept
    return max(-LIMIT, min(LIMIT, odds))


def features_of(a: Wording, b: Wording, overlap: Overlap) -> NDArray[np.float64]:
    """Measure how far two reports share their wording.

    Args:
        a: one report's wording.
        b: the other's.
        overlap: what they share word for word.

    Returns:
        Six shares in the order of `FEATURES`.
    """
    fewest = max(1, min(len(a.long), len(b.long)))
    long = len(np.intersect1d(a.long, b.long, assume_unique=True)) / fewest
    runs = max(_covered(a, b), _covered(b, a))
    pairs = _nearest(a.sentences, b.sentences)
    sizes = [min(len(a.sentences[i]), len(b.sentences[j])) for i, j, _ in pairs]
    kept = sum(n for n, (_, _, alike) in zip(sizes, pairs, strict=True) if alike >= KEPT)
    aligned = len(pairs) / max(1, min(len(a.sentences), len(b.sentences)))
    least = min(overlap.in_a, overlap.in_b)
    return np.array(
        [overlap.containment, least, aligned, runs, kept / max(1, sum(sizes)), long], np.float64
    )


def _covered(a: Wording, b: Wording) -> float:
    """Measure the share of a's words that stand in runs which b has too."""
    if not len(a.runs):
        return 0.0
    found = np.isin(a.runs, b.runs)
    edges = np.zeros(len(a.runs) + a.run, np.int64)
    edges[: len(found)] += found
    edges[a.run :] -= found
    return float((np.cumsum(edges)[:-1] > 0).mean())


def _nearest(
    left: Sequence[tuple[int, ...]], right: Sequence[tuple[int, ...]]
) -> list[tuple[int, int, float]]:
    if not left or not right:
        return []
    likeness = np.array(
        [[Indel.normalized_similarity(x, y, score_cutoff=ALIGNED) for y in right] for x in left]
    )
    best, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
    return [
        (i, int(j), float(likeness[i, j]))
        for i, j in enumerate(best.tolist())
        if back[j] == i and likeness[i, j] > ALIGNED
    ]


@cache
def _weights() -> tuple[NDArray[np.float64], float]:
    with files("firsthand").joinpath("data", "wording.toml").open("rb") as file:
        table = tomllib.load(file)
    return np.array([table["weights"][name] for name in FEATURES]), float(table["intercept"])
