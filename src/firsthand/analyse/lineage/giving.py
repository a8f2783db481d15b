"""Which of two texts that share passages gave them to the other, as far as the words show it?"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.descent import take_sentences
from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.analyse.lineage.passages import Overlap
from firsthand.text.terms import Hashes

FEATURES = (
    "fits",
    "fuller",
    "fuller_fits",
    "fuller_even",
    "fuller_furniture",
    "furniture",
    "noise",
    "rarer",
    "lead",
    "order",
    "first",
)
"""The names of the features in the order of `Pile.compare`, as the weights name them."""
MANY = 200
"""Reports from which a pile tells how frequent a word is and which lines are furniture."""
STRETCH = 20
"""Words of a stretch of text, about a sentence, by which a small pile tells common words."""
LEAD = 15
"""Words of a text that open it."""
RECURS = 20
"""Texts with a word sequence that make it furniture."""
REST = 12
"""Words beside the passages that make a rest to compare them with ..."""
REST_SHARE = 0.04
"""... and the share of the text that they are."""
ENOUGH = 100
"""Words of a passage and of a rest that are alike or not by themselves, where the pile is small."""
LEAST = 20
"""Words in shared passages below which nothing is weighed."""

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Pile:
    """What a whole pile of reports shows about words: how rare each is, where it stands."""

    def __init__(self, prints: Sequence[Prints]) -> None:
        """Count the words of a pile.

        Args:
            prints: all reports.
        """
        self.many = len(prints) >= MANY
        every = [p.words.hashes for p in prints] or [np.zeros(0, np.uint64)]
        self.words, self.texts = _counted([np.unique(words) for words in every])
        _, times = _counted(every)
        opening, openings = _counted([np.unique(words[:LEAD]) for words in every])
        leads = np.zeros(len(self.words))
        leads[np.searchsorted(self.words, opening)] = openings
        share = sum(min(LEAD, len(words)) for words in every) / max(1, int(times.sum()))
        self.opens = np.log((leads + 2 * share) / (times + 2) / max(share, 1e-9))
        # Few texts do not show which words are common; their stretches do.
        held, pieces = (self.texts, len(prints)) if self.many else self._by_stretch(every)
        self.rarity = np.log1p(pieces / np.maximum(1, held))
        kept = [p.winnowed for p in prints] or [np.zeros(0, np.uint64)]
        self._grams, self._holders = _counted(kept)

    def compare(self, a: Prints, b: Prints, overlap: Overlap) -> Floats:
        """Measure what speaks for one of two reports as the source; the reverse has the other sign.

        Args:
            a: one report of the pile.
            b: another.
            overlap: what they share word for word.

        Returns:
            One figure for each in the order of `FEATURES`; more speaks for a.
        """
        left, right = self._places(a.words.hashes), self._places(b.words.hashes)
        in_a = _covered(a, [(p.a.start, p.a.end) for p in overlap.passages])
        in_b = _covered(b, [(p.b.start, p.b.end) for p in overlap.passages])
        row = dict.fromkeys(FEATURES, 0.0)
        rest_a, rest_b = left[~in_a], right[~in_b]
        fits_a, fits_b = self._alike(left[in_a], rest_a), self._alike(right[in_b], rest_b)
        if _is_rest(rest_a, left) and _is_rest(rest_b, right):
            row["fits"] = fits_a - fits_b
        elif _is_rest(rest_a, left):
            row["fuller"], row["fuller_fits"] = 1.0, fits_a
            row["fuller_even"] = self._even(right)
            row["fuller_furniture"] = self._furniture(a)
        elif _is_rest(rest_b, right):
            row["fuller"], row["fuller_fits"] = -1.0, -fits_b
            row["fuller_even"] = -self._even(left)
            row["fuller_furniture"] = -self._furniture(b)
        if self.many:
            row |= self._by_frequency(left, right, left[in_a], right[in_b])
            row["furniture"] = self._furniture(b) - self._furniture(a)
        if _disordered(overlap):
            row |= self._by_order(a, b, left, right)
        return np.array([row[name] for name in FEATURES])

    def _by_stretch(self, every: Sequence[Hashes]) -> tuple[Places, int]:
        held, pieces = np.zeros(len(self.words), np.int64), 0
        for words in every:
            for start in range(0, len(words), STRETCH):
                held[self._places(np.unique(words[start : start + STRETCH]))] += 1
                pieces += 1
        return held, pieces

    def _places(self, hashes: Hashes) -> Places:
        return np.searchsorted(self.words, hashes)

    def _alike(self, one: Places, two: Places) -> float:
        """Compare two stretches by TF-IDF of their words (cosine)."""
        if not len(one) or not len(two):
            return 0.0
        (a, x), (b, y) = self._vector(one), self._vector(two)
        _, i, j = np.intersect1d(a, b, assume_unique=True, return_indices=True)
        return float(x[i] @ y[j] / np.sqrt((x @ x) * (y @ y)))

    def _even(self, places: Places) -> float:
        """Compare the two halves of a text, as a measure of what its rest could be like."""
        return self._alike(places[: len(places) // 2], places[len(places) // 2 :])

    def _vector(self, places: Places) -> tuple[Places, Floats]:
        distinct, counts = np.unique(places, return_counts=True)
        return distinct, (1 + np.log(counts)) * self.rarity[distinct]

    def _furniture(self, prints: Prints) -> float:
        if not self.many or not len(prints.winnowed):
            return 0.0
        holders = self._holders[np.searchsorted(self._grams, prints.winnowed)]
        return float((holders > RECURS).mean())

    def _by_frequency(
        self, left: Places, right: Places, shared_a: Places, shared_b: Places
    ) -> dict[str, float]:
        only_a, only_b = np.setdiff1d(shared_a, shared_b), np.setdiff1d(shared_b, shared_a)
        alone_a, alone_b = ((self.texts[only] == 1).sum() for only in (only_a, only_b))
        rarer = 0.0
        if min(len(only_a), len(only_b)) > 1:
            rarer = float(np.log(self.texts[only_a]).mean() - np.log(self.texts[only_b]).mean())
        lead = self.opens[left[:LEAD]].mean() - self.opens[right[:LEAD]].mean()
        return {
            "noise": float(np.log1p(alone_b) - np.log1p(alone_a)),
            "rarer": rarer,
            "lead": float(lead),
        }

    def _by_order(self, a: Prints, b: Prints, left: Places, right: Places) -> dict[str, float]:
        follows, first = [], []
        for prints, places in ((a, left), (b, right)):
            told = [self._places(np.array(s, np.uint64)) for s in take_sentences(prints)]
            alike = [self._alike(x, y) for x, y in pairwise(told)]
            follows.append(float(np.mean(alike)) if alike else 0.0)
            first.append(self._alike(told[0], places) if told else 0.0)
        return {"order": follows[0] - follows[1], "first": first[0] - first[1]}


def weigh_sides(pile: Pile, a: Prints, b: Prints, overlap: Overlap) -> tuple[float, str]:
    """Weigh which of two reports gave its words to the other.

    Logistic regression on signs that are the same for texts of every length: which rest the shared
    passages fit, what was put round them, replaced words, the order of the sentences.

    Args:
        pile: all reports.
        a: one report of the pile.
        b: another.
        overlap: what they share word for word.

    Returns:
        Log-odds that a is the source, nought where too little is shared, and the reason in words.
    """
    if sum(_size(a, p.a.start, p.a.end) for p in overlap.passages) < LEAST:
        return 0.0, ""
    features = pile.compare(a, b, overlap)
    if features[FEATURES.index("fuller")] and not pile.many:
        sizes = sorted((len(a.words), len(b.words)))
        if min(sizes[0], sizes[1] - sizes[0]) < ENOUGH:
            return 0.0, ""
    parts = _weights("many" if pile.many else "few") * features
    odds = float(parts.sum())
    # The signs seen from the likelier source.
    signs = dict(zip(FEATURES, (parts * np.sign(odds)).tolist(), strict=True))
    return odds, _why(signs, fuller=float(features[FEATURES.index("fuller")]) * odds > 0)


_REASONS = {
    "fits": "the shared passages fit the rest of one text better",
    "fuller_fits": "the shorter text stands wholly in the longer one, whose rest fits it",
    "fuller_furniture": "one text has lines that recur in unrelated reports",
    "furniture": "one text has lines that recur in unrelated reports",
    "noise": "one text has words found nowhere else",
    "rarer": "one text has the rarer words where words were replaced",
    "lead": "one text begins as reports begin",
    "order": "its sentences follow from one another in one text's order",
    "first": "one text's first sentence sums it up",
}


def _why(parts: Mapping[str, float], *, fuller: bool) -> str:
    # Being the fuller one decides nothing by itself: it is told with what the rest fits.
    merged = {name: part for name, part in parts.items() if name in _REASONS}
    merged["fuller_fits"] += parts["fuller"] + parts["fuller_even"]
    best = max(merged, key=lambda name: (merged[name], name))
    if best == "fuller_fits" and not fuller:
        return "what stands round the shorter text in the longer one does not fit it"
    return _REASONS[best]


def _counted(arrays: Sequence[Hashes]) -> tuple[Hashes, Places]:
    values, counts = np.unique(np.concatenate(arrays), return_counts=True)
    return values, counts


def _covered(prints: Prints, spans: Sequence[tuple[int, int]]) -> Bools:
    inside = np.zeros(len(prints.words), bool)
    for start, end in spans:
        low, high = np.searchsorted(prints.words.starts, (start, end))
        inside[low:high] = True
    return inside


def _size(prints: Prints, start: int, end: int) -> int:
    low, high = np.searchsorted(prints.words.starts, (start, end))
    return int(high - low)


def _is_rest(rest: Places, whole: Places) -> bool:
    return len(rest) >= max(REST, REST_SHARE * len(whole))


def _disordered(overlap: Overlap) -> bool:
    places = [p.b.start for p in sorted(overlap.passages, key=lambda p: p.a.start)]
    return len(places) > 1 and any(x > y for x, y in pairwise(places))


@cache
def _weights(table: str) -> Floats:
    with files("firsthand").joinpath("data", "giving.toml").open("rb") as file:
        weights = tomllib.load(file)[table]
    return np.array([weights[name] for name in FEATURES])
