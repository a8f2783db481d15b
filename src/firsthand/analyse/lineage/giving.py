"""Which of two texts that share passages gave them to the other, as far as the words show it?"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.descent import sentence_bounds
from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.analyse.lineage.index import starts_of_runs
from firsthand.analyse.lineage.meetings import ranked
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
"""Words of a text that open it ..."""
LEAD_SHARE = 0.1
"""... and about the share of a text that they are."""
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
BATCH = 512
"""Pairs of reports that are weighed at once."""

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Known(Protocol):
    """Counts over all reports of a large pile, where only some of them are weighed."""

    size: int

    def texts(self, words: Hashes) -> Places:
        """Count the texts that have each word."""

    def leads(self, words: Hashes) -> Places:
        """Count the texts that have each word among their first."""

    def furniture(self, prints: Sequence[Prints]) -> Floats:
        """Measure the share of each report's fingerprints that recur in the pile."""


class Pile:
    """What a whole pile of reports shows about words: how rare each is, where it stands.

    In a large pile counts are taken in steps, so that one more report changes few of them.
    """

    def __init__(self, prints: Sequence[Prints], known: Known | None = None) -> None:
        """Count the words of a pile.

        Args:
            prints: all reports, or those that will be compared.
            known: counts over all reports; None = `prints` are all.
        """
        size = len(prints) if known is None else known.size
        self.many = size >= MANY
        self.row = {p.report.id: number for number, p in enumerate(prints)}
        sizes = np.array([len(p.words) for p in prints], np.int64)
        text = np.repeat(np.arange(len(prints)), sizes)
        word, distinct = _ranked([p.words.hashes for p in prints])
        bounds = np.cumsum(sizes)
        self.words = np.split(word, bounds[:-1]) if len(prints) else []
        place = np.arange(len(word)) - (bounds - sizes)[text]
        if self.many:
            leading = place < LEAD
            if known is None:
                texts = _holders(text, word, distinct)
                leads = _holders(text[leading], word[leading], distinct)
                self.furniture = _count_furniture(prints)
            else:
                values = np.zeros(distinct, np.uint64)
                values[word] = np.concatenate(
                    [np.zeros(0, np.uint64), *(p.words.hashes for p in prints)]
                )
                texts, leads = known.texts(values), known.leads(values)
                self.furniture = known.furniture(prints)
            self.texts, leads = stepped(texts), stepped(leads)
            opens = np.log((leads + 2 * LEAD_SHARE) / (self.texts + 2))
            counted = np.maximum(1, np.minimum(sizes, LEAD))
            self.lead = np.bincount(text[leading], opens[word[leading]], len(prints)) / counted
            pieces, held = int(stepped(np.array([size]))[0]), self.texts
        else:
            # Few texts do not show which words are common; their stretches do.
            stretches = -(-sizes // STRETCH)
            stretch = (np.cumsum(stretches) - stretches)[text] + place // STRETCH
            held = _holders(stretch, word, distinct)
            pieces = int(stretches.sum())
        self.rarity = np.log1p(pieces / np.maximum(1, held))

    def alike(self, requests: Sequence[tuple[Places, Places]]) -> Floats:
        """Compare pairs of stretches by TF-IDF of their words (cosine).

        Args:
            requests: the words of two stretches each, as `words` numbers them.

        Returns:
            One figure for each pair, nought where one of the two is empty.
        """
        pair, side, word, count = _met(requests, len(self.rarity))
        weight = (1 + np.log(count)) * self.rarity[word]
        norms = np.bincount(2 * pair + side, weight**2, 2 * len(requests)).reshape(-1, 2)
        both = _both(pair, word)
        product = np.bincount(pair[both], weight[both] * weight[both + 1], len(requests))
        return np.asarray(product / np.sqrt(np.maximum(norms.prod(axis=1), 1e-300)), np.float64)

    def by_frequency(self, requests: Sequence[tuple[Places, Places]]) -> tuple[Floats, Floats]:
        """Compare the words in which two shared stretches differ.

        Args:
            requests: the words of two stretches each, as `words` numbers them.

        Returns:
            How many more words found nowhere else the second stretch has (difference of
            logarithms), and how much rarer its words are.
        """
        pair, side, word, _ = _met(requests, len(self.rarity))
        both = _both(pair, word)
        alone = np.ones(len(pair), bool)
        alone[both], alone[both + 1] = False, False
        place, size = (2 * pair + side)[alone], 2 * len(requests)
        texts = self.texts[word[alone]]
        nowhere = np.bincount(place, texts == 1, size).reshape(-1, 2)
        only = np.bincount(place, minlength=size).reshape(-1, 2)
        mean = np.bincount(place, np.log(texts), size).reshape(-1, 2) / np.maximum(1, only)
        rarer = np.where(only.min(axis=1) > 1, mean[:, 0] - mean[:, 1], 0.0)
        return np.log1p(nowhere[:, 1]) - np.log1p(nowhere[:, 0]), rarer

    def compare(self, a: Prints, b: Prints, overlap: Overlap) -> Floats:
        """Measure what speaks for one of two reports as the source; the reverse has the other sign.

        Args:
            a: one report of the pile.
            b: another.
            overlap: what they share word for word.

        Returns:
            One figure for each in the order of `FEATURES`; more speaks for a.
        """
        return np.asarray(_features(self, [_side_by_side(self, a, b, overlap)])[0], np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """Two reports of a pile: their words, those of them in shared passages, and the rests."""

    a: Prints
    b: Prints
    overlap: Overlap
    left: Places
    right: Places
    shared_a: Places
    shared_b: Places
    rest_a: Places
    rest_b: Places

    @property
    def fuller(self) -> int:
        """1 where only the first has a rest, -1 where only the second has, else 0."""
        return _is_rest(self.rest_a, self.left) - _is_rest(self.rest_b, self.right)


def _side_by_side(pile: Pile, a: Prints, b: Prints, overlap: Overlap) -> _Sides:
    left, right = pile.words[pile.row[a.report.id]], pile.words[pile.row[b.report.id]]
    in_a = _covered(a, [(p.a.start, p.a.end) for p in overlap.passages])
    in_b = _covered(b, [(p.b.start, p.b.end) for p in overlap.passages])
    stretches = left[in_a], right[in_b], left[~in_a], right[~in_b]
    return _Sides(a, b, overlap, left, right, *stretches)


def _features(pile: Pile, rows: Sequence[_Sides]) -> Floats:
    """Measure the features of many pairs, with few passes over all their words."""
    table = dict.fromkeys(FEATURES, np.zeros(len(rows)))
    one = np.array([pile.row[r.a.report.id] for r in rows], np.int64)
    two = np.array([pile.row[r.b.report.id] for r in rows], np.int64)
    fuller = np.array([r.fuller for r in rows])
    rests = np.array([_is_rest(r.rest_a, r.left) and _is_rest(r.rest_b, r.right) for r in rows])
    fits_a = pile.alike([(r.shared_a, r.rest_a) for r in rows])
    fits_b = pile.alike([(r.shared_b, r.rest_b) for r in rows])
    # What the part has no rest for is compared with the likeness of its own two halves.
    even = pile.alike([_halves(r.right if r.fuller > 0 else r.left) for r in rows])
    table["fits"] = np.where(rests, fits_a - fits_b, 0.0)
    table["fuller"] = fuller.astype(np.float64)
    table["fuller_fits"] = fuller * np.where(fuller > 0, fits_a, fits_b)
    table["fuller_even"] = fuller * even
    if pile.many:
        table["fuller_furniture"] = fuller * pile.furniture[np.where(fuller > 0, one, two)]
        table["furniture"] = pile.furniture[two] - pile.furniture[one]
        shared = [(r.shared_a, r.shared_b) for r in rows]
        table["noise"], table["rarer"] = pile.by_frequency(shared)
        table["lead"] = pile.lead[one] - pile.lead[two]
    disordered = [n for n, r in enumerate(rows) if _disordered(r.overlap)]
    if disordered:
        table["order"], table["first"] = np.zeros(len(rows)), np.zeros(len(rows))
        follows, first = _by_order(pile, [rows[n] for n in disordered])
        table["order"][disordered], table["first"][disordered] = follows, first
    return np.stack([table[name] for name in FEATURES], axis=1)


def _halves(words: Places) -> tuple[Places, Places]:
    return words[: len(words) // 2], words[len(words) // 2 :]


def _by_order(pile: Pile, rows: Sequence[_Sides]) -> tuple[Floats, Floats]:
    """Compare how well the sentences follow from one another, and the first sums up the text."""
    members = {p.report.id: p for r in rows for p in (r.a, r.b)}
    requests: list[tuple[Places, Places]] = []
    bounds = {}
    for name, prints in members.items():
        words = pile.words[pile.row[name]]
        told = [words[low:high] for low, high in sentence_bounds(prints)]
        start = len(requests)
        requests += [(told[0], words), *pairwise(told)] if told else []
        bounds[name] = start, len(requests)
    alike = pile.alike(requests)
    first = {name: float(alike[low]) if high > low else 0.0 for name, (low, high) in bounds.items()}
    follows = {
        name: float(alike[low + 1 : high].mean()) if high > low + 1 else 0.0
        for name, (low, high) in bounds.items()
    }
    pairs = [(r.a.report.id, r.b.report.id) for r in rows]
    return (
        np.array([follows[a] - follows[b] for a, b in pairs]),
        np.array([first[a] - first[b] for a, b in pairs]),
    )


def weigh_sides(pile: Pile, a: Prints, b: Prints, overlap: Overlap) -> tuple[float, str]:
    """Weigh which of two reports gave its words to the other.

    Args:
        pile: all reports.
        a: one report of the pile.
        b: another.
        overlap: what they share word for word.

    Returns:
        Log-odds that a is the source, nought where too little is shared, and the reason in words.
    """
    return weigh_pairs(pile, [(a, b, overlap)])[0]


def weigh_pairs(
    pile: Pile, pairs: Sequence[tuple[Prints, Prints, Overlap]]
) -> list[tuple[float, str]]:
    """Weigh which report of each of many pairs gave its words to the other.

    Logistic regression on signs that are the same for texts of every length: which rest the shared
    passages fit, what was put round them, replaced words, the order of the sentences.

    Args:
        pile: all reports.
        pairs: two reports of the pile each, and what they share word for word.

    Returns:
        Log-odds that the first is the source, nought where too little is shared, and the reason in
        words.
    """
    told = [(0.0, "")] * len(pairs)
    for begin in range(0, len(pairs), BATCH):
        rows: dict[int, _Sides] = {}
        for number, (a, b, overlap) in enumerate(pairs[begin : begin + BATCH], begin):
            if not overlap.passages:
                continue
            sides = _side_by_side(pile, a, b, overlap)
            if sum(_size(a, p.a.start, p.a.end) for p in overlap.passages) < LEAST:
                continue
            if pile.many or not sides.fuller or not _too_little(len(a.words), len(b.words)):
                rows[number] = sides
        parts = _weights("many" if pile.many else "few") * _features(pile, list(rows.values()))
        for number, row in zip(rows, parts, strict=True):
            odds = float(row.sum())
            # The signs seen from the likelier source.
            signs = dict(zip(FEATURES, (row * np.sign(odds)).tolist(), strict=True))
            told[number] = odds, _why(signs, fuller=rows[number].fuller * odds > 0)
    return told


def _too_little(one: int, two: int) -> bool:
    """Tell whether a passage or the rest of the fuller text is too short to be weighed alone."""
    return min(one, two, abs(one - two)) < ENOUGH


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


def _ranked(rows: Sequence[Hashes]) -> tuple[Places, int]:
    return ranked(np.concatenate([np.zeros(0, np.uint64), *rows]))


def stepped(counts: Places) -> Places:
    """Round counts down to powers of two.

    Args:
        counts: whole numbers.

    Returns:
        The greatest power of two that is no greater; nought stays.
    """
    return np.where(counts > 0, 1 << (np.frexp(np.maximum(counts, 1))[1].astype(np.int64) - 1), 0)


def _count_furniture(prints: Sequence[Prints]) -> Floats:
    sizes = np.array([len(p.winnowed) for p in prints], np.int64)
    text = np.repeat(np.arange(len(prints)), sizes)
    gram, distinct = _ranked([p.winnowed for p in prints])
    recurs = np.bincount(gram, minlength=distinct) > RECURS
    return np.bincount(text, recurs[gram], len(prints)) / np.maximum(1, sizes)


def _holders(text: Places, word: Places, distinct: int) -> Places:
    """Count in how many texts each word stands."""
    key = np.sort(text * max(1, distinct) + word)
    return np.bincount(key[starts_of_runs(key)] % max(1, distinct), minlength=distinct)


def _met(
    requests: Sequence[tuple[Places, Places]], distinct: int
) -> tuple[Places, Places, Places, Places]:
    """List the distinct words of pairs of stretches by pair, word and side, and count them."""
    stretches = [stretch for request in requests for stretch in request]
    number = np.repeat(np.arange(len(stretches)), [len(s) for s in stretches])
    word = np.concatenate([np.zeros(0, np.int64), *stretches])
    key = np.sort(((number // 2) * distinct + word) * 2 + number % 2)
    starts = starts_of_runs(key)
    count = np.diff(np.concatenate((starts, [len(key)])))
    key = key[starts]
    pair, word = np.divmod(key >> 1, max(1, distinct))
    return pair, key & 1, word, count


def _both(pair: Places, word: Places) -> Places:
    """Find the words that stand on both sides: the places of the first of two neighbours."""
    return np.flatnonzero((pair[1:] == pair[:-1]) & (word[1:] == word[:-1]))


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
