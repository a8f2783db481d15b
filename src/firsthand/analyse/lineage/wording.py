"""Do two reports keep one wording, or does each put the same matter in words of its own?"""

import tomllib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
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
FINE, FINE_CHARACTERS = 3, 5
"""The same for a sequence that tells whether a sentence is told again in the same words."""
SHORTEST, SHORTEST_CHARACTERS = 4, 8
"""Words of a sentence that can be recognised."""
MET = 0.35
"""Likeness, word by word, from which a sentence of the other text tells the same: in its own words
or in these. One text may have been cut: what it lacks of the other says nothing ..."""
UNMET = 0.35
"""... but where each lacks more than this share of the other, neither was made from it."""
SURELY_APART, SURELY_ONE = 0.05, 0.7
"""Containment of word five-grams outside of which it decides alone."""
LIMIT = 6.0
"""Log-odds beyond which nothing is surer."""
BATCH = 8192
"""Pairs of reports that are compared at once."""
SURROGATES = range(0xD800, 0xE000)
MOST_CHARACTERS = 0x110000 - len(SURROGATES)
"""Code points that can stand in a string."""

FEATURES = ("runs", "long", "anew", "anew_least", "whole", "unmet")
"""The names of the features in the order of `features_of`, as the weights name them."""

Pair = tuple[int, int]
Floats = NDArray[np.float64]


def weigh_wordings(
    prints: Sequence[Prints], pairs: Sequence[Pair], overlaps: Sequence[Overlap]
) -> list[float]:
    """Weigh for many pairs whether one report was made from the other's words.

    Logistic regression on how much is shared in runs of words, on how much each text tells anew
    that the other one tells too, and on how much each has for itself: a copy that was cut lacks
    sentences, but a second author puts every sentence in words of his own.

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
        table = features_of(prints, [pairs[n] for n in batch])
        for number, row in zip(batch, table, strict=True):
            odds[number] = max(-LIMIT, min(LIMIT, float(weights @ row) + intercept))
    return odds


def features_of(prints: Sequence[Prints], pairs: Sequence[Pair]) -> Floats:
    """Measure how far the two reports of each of many pairs share their wording.

    Args:
        prints: the reports.
        pairs: places in `prints`.

    Returns:
        Six shares in the order of `FEATURES`, one row for each pair: of words in runs that the
        other has too, the greater of the two; of long runs; of words told anew, the greater and the
        lesser; of words in sentences that stand whole in the other, the lesser; of words in
        sentences that the other lacks, the lesser, by how much it exceeds `UNMET`.
    """
    if not pairs:
        return np.zeros((0, len(FEATURES)))
    members = sorted({n for pair in pairs for n in pair})
    local = {n: place for place, n in enumerate(members)}
    chosen = [prints[n] for n in members]
    places = [(local[a], local[b]) for a, b in pairs]
    runs, long = _share_of_runs(chosen, places), _share_of_long(chosen, places)
    return np.column_stack([runs, long, _told_anew(chosen, places)])


def _share_of_runs(prints: Sequence[Prints], pairs: Sequence[Pair]) -> Floats:
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


def _covered(pair: Offsets, place: Offsets, run: Offsets, words: Offsets) -> Floats:
    """Measure for each pair which share of the words lies in runs that begin at the places."""
    ends = np.cumsum(words + 1)
    begins = ends - words - 1
    edges = np.bincount(begins[pair] + place, minlength=int(words.sum()) + len(words))
    edges -= np.bincount(begins[pair] + place + run[pair], minlength=len(edges))
    inside = np.concatenate(([0], np.cumsum(np.cumsum(edges) > 0)))
    return np.asarray((inside[ends] - inside[begins]) / np.maximum(1, words), np.float64)


def _share_of_long(prints: Sequence[Prints], pairs: Sequence[Pair]) -> Floats:
    met = meet(grams_of([p.words for p in prints], LONG, LONG_CHARACTERS), pairs)
    fewest = met.size[np.array(pairs, np.int64).reshape(-1, 2)].min(axis=1)
    return np.asarray(met.common / np.maximum(1, fewest), np.float64)


def _told_anew(prints: Sequence[Prints], pairs: Sequence[Pair]) -> Floats:
    """Measure the shares of words told anew, kept whole and without a match."""
    fine = [FINE_CHARACTERS if p.words.unspaced else FINE for p in prints]
    grams = grams_of([p.words for p in prints], FINE, FINE_CHARACTERS)
    met = meet(grams, pairs)
    sizes = np.array([len(one) for one in grams])
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    pair_b = np.repeat(met.pair, met.count)
    in_a = _Found(met.pair, met.place, sizes[left])
    in_b = _Found(pair_b, met.places[spread(met.first, met.count)], sizes[right])
    sentences = _sentences(prints)
    table = np.zeros((len(pairs), 4))
    for number, (one, two) in enumerate(pairs):
        a, b = sentences[one], sentences[two]
        if not a.spelled or not b.spelled:
            continue
        likeness = cdist(a.spelled, b.spelled, scorer=Indel.normalized_similarity, score_cutoff=MET)
        told = [
            a.measure(likeness.max(axis=1) > 0, in_a.shares(number, a.bounds, fine[one])),
            b.measure(likeness.max(axis=0) > 0, in_b.shares(number, b.bounds, fine[two])),
        ]
        (anew, whole, unmet), (more, _, _) = np.min(told, axis=0), np.max(told, axis=0)
        table[number] = more, anew, whole, max(0.0, unmet - UNMET)
    return table


class _Found:
    """Which word sequences of one text of each pair stand in the other one too."""

    def __init__(self, pair: Offsets, place: Offsets, sizes: Offsets) -> None:
        """Mark what was found.

        Args:
            pair: of each sequence found.
            place: where it begins in the text.
            sizes: how many sequences the text of each pair has.
        """
        ends = np.cumsum(sizes)
        self.begins = ends - sizes
        marks = np.zeros(int(sizes.sum()) + 1, np.int64)
        marks[self.begins[pair] + place + 1] = 1
        self.until = np.cumsum(marks)

    def shares(self, pair: int, bounds: Offsets, size: int) -> Floats:
        """Measure the share of each sentence's sequences of `size` words that was found."""
        first, last = self.begins[pair] + bounds[:, 0], self.begins[pair] + bounds[:, 1] - size + 1
        return np.asarray((self.until[last] - self.until[first]) / (last - first), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Sentences:
    """The sentences of a report: their words from the first to one past the last, and as hashed."""

    bounds: Offsets
    spelled: list[Sequence[Hashable]]

    def measure(self, met: NDArray[np.bool_], found: Floats) -> tuple[float, float, float]:
        """Measure the shares of words told anew, in sentences found whole, and in those not met."""
        sizes = self.bounds[:, 1] - self.bounds[:, 0]
        parts = (met * (1 - found), found >= 1, ~met)
        anew, whole, unmet = (float((sizes * part).sum() / sizes.sum()) for part in parts)
        return anew, whole, unmet


def _sentences(prints: Sequence[Prints]) -> list[_Sentences]:
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
        rows = [spelled[first + low : first + high] for low, high in bounds]
        found.append(_Sentences(np.array(bounds, np.int64).reshape(-1, 2), rows))
        first += len(one.words)
    return found


@cache
def _weights() -> tuple[Floats, float]:
    with files("firsthand").joinpath("data", "wording.toml").open("rb") as file:
        table = tomllib.load(file)
    return np.array([table["weights"][name] for name in FEATURES]), float(table["intercept"])
