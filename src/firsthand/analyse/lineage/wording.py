"""Do two reports keep one wording, or does each put the same matter in words of its own?"""

import tomllib
from collections.abc import Hashable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from firsthand.analyse.lineage.descent import sentence_bounds
from firsthand.analyse.lineage.fingerprints import Prints, grams_of
from firsthand.analyse.lineage.index import spread
from firsthand.analyse.lineage.meetings import meet, ranked
from firsthand.analyse.lineage.passages import Overlap
from firsthand.text.terms import Offsets

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
BATCH = 8192
"""Pairs of reports that are compared at once."""
SURROGATES = range(0xD800, 0xE000)
MOST_CHARACTERS = 0x110000 - len(SURROGATES)
"""Code points that can stand in a string."""

FEATURES = ("most", "least", "aligned", "runs", "kept", "long")
"""The names of the features in the order of `features_of`, as the weights name them."""

Pair = tuple[int, int]


def weigh_wordings(
    prints: Sequence[Prints], pairs: Sequence[Pair], overlaps: Sequence[Overlap]
) -> list[float]:
    """Weigh for many pairs whether one report was made from the other's words.

    Logistic regression on how much is shared in short, middling and long runs of words and on how
    alike the sentences are that are each other's nearest.

    Args:
        prints: the reports.
        pairs: places in `prints`.
        overlaps: what each pair shares word for word.

    Returns:
        Log-odds between -6 and 6; above nought one text was made from the other or both from a
        third in its words, below two authors wrote.
    """
    odds = [LIMIT if o.containment > SURELY_ONE else -LIMIT for o in overlaps]
    asked = [n for n, o in enumerate(overlaps) if SURELY_APART <= o.containment <= SURELY_ONE]
    weights, intercept = _weights()
    for first in range(0, len(asked), BATCH):
        batch = asked[first : first + BATCH]
        table = features_of(prints, [pairs[n] for n in batch], [overlaps[n] for n in batch])
        for number, row in zip(batch, table, strict=True):
            odds[number] = max(-LIMIT, min(LIMIT, float(weights @ row) + intercept))
    return odds


def features_of(
    prints: Sequence[Prints], pairs: Sequence[Pair], overlaps: Sequence[Overlap]
) -> NDArray[np.float64]:
    """Measure how far the two reports of each of many pairs share their wording.

    Args:
        prints: the reports.
        pairs: places in `prints`.
        overlaps: what each pair shares word for word.

    Returns:
        Six shares in the order of `FEATURES`, one row for each pair.
    """
    members = sorted({n for pair in pairs for n in pair})
    local = {n: place for place, n in enumerate(members)}
    chosen = [prints[n] for n in members]
    places = [(local[a], local[b]) for a, b in pairs]
    runs = _share_of_runs(chosen, places)
    long = _share_of_long(chosen, places)
    sentences = _sentences(chosen)
    table = np.zeros((len(pairs), len(FEATURES)))
    for row, (one, two), overlap, in_runs, in_long in zip(
        table, places, overlaps, runs.tolist(), long.tolist(), strict=True
    ):
        aligned, kept = _compare(sentences[one], sentences[two])
        least = min(overlap.in_a, overlap.in_b)
        row[:] = overlap.containment, least, aligned, in_runs, kept, in_long
    return table


def _share_of_runs(prints: Sequence[Prints], pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """Measure the share of words in runs that the other has too, the greater of the two."""
    run = np.array([RUN_CHARACTERS if p.words.unspaced else RUN for p in prints])
    words = np.array([len(p.words) for p in prints])
    met = meet(grams_of([p.words for p in prints], RUN, RUN_CHARACTERS), pairs)
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    pair_b = np.repeat(met.pair, met.count)
    in_a = _covered(met.pair, met.place, run[left], words[left])
    in_b = _covered(pair_b, met.places[spread(met.first, met.count)], run[right], words[right])
    # Less words than a run has make no run.
    return np.maximum(in_a, in_b)


def _covered(pair: Offsets, place: Offsets, run: Offsets, words: Offsets) -> NDArray[np.float64]:
    """Measure for each pair which share of the words lies in runs that begin at the places."""
    ends = np.cumsum(words + 1)
    begins = ends - words - 1
    edges = np.bincount(begins[pair] + place, minlength=int(words.sum()) + len(words))
    edges -= np.bincount(begins[pair] + place + run[pair], minlength=len(edges))
    inside = np.concatenate(([0], np.cumsum(np.cumsum(edges) > 0)))
    return np.asarray((inside[ends] - inside[begins]) / np.maximum(1, words), np.float64)


def _share_of_long(prints: Sequence[Prints], pairs: Sequence[Pair]) -> NDArray[np.float64]:
    met = meet(grams_of([p.words for p in prints], LONG, LONG_CHARACTERS), pairs)
    fewest = met.size[np.array(pairs, np.int64).reshape(-1, 2)].min(axis=1)
    return np.asarray(met.common / np.maximum(1, fewest), np.float64)


def _sentences(prints: Sequence[Prints]) -> list[list[Sequence[Hashable]]]:
    """List the sentences of each report that can be recognised, a character for each word."""
    every = np.concatenate([np.zeros(0, np.uint64), *(p.words.hashes for p in prints)])
    number, distinct = ranked(every)
    spelled: Sequence[Hashable] = number.tolist()
    if distinct < MOST_CHARACTERS:
        # As a string each word is one code point: what compares strings compares words.
        codes = np.where(number < SURROGATES[0], number, number + len(SURROGATES))
        spelled = codes.astype("<u4").tobytes().decode("utf-32-le")
    found, first = [], 0
    for one in prints:
        shortest = SHORTEST_CHARACTERS if one.words.unspaced else SHORTEST
        bounds = sentence_bounds(one, shortest)
        found.append([spelled[first + low : first + high] for low, high in bounds])
        first += len(one.words)
    return found


def _compare(
    left: Sequence[Sequence[Hashable]], right: Sequence[Sequence[Hashable]]
) -> tuple[float, float]:
    """Measure the share of sentences that are each other's nearest, and of those kept nearly so."""
    if not left or not right:
        return 0.0, 0.0
    likeness = cdist(
        left, right, scorer=Indel.normalized_similarity, score_cutoff=ALIGNED, dtype=np.float64
    )
    best = likeness.argmax(axis=1)
    nearest = likeness.max(axis=1)
    rows = np.arange(len(left))
    pairs = np.flatnonzero((likeness.argmax(axis=0)[best] == rows) & (nearest > ALIGNED)).tolist()
    sizes = [min(len(left[i]), len(right[best[i]])) for i in pairs]
    kept = sum(n for n, i in zip(sizes, pairs, strict=True) if nearest[i] >= KEPT)
    return len(pairs) / min(len(left), len(right)), kept / max(1, sum(sizes))


@cache
def _weights() -> tuple[NDArray[np.float64], float]:
    with files("firsthand").joinpath("data", "wording.toml").open("rb") as file:
        table = tomllib.load(file)
    return np.array([table["weights"][name] for name in FEATURES]), float(table["intercept"])
