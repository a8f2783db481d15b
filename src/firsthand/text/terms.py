"""Which words and character sequences make up a text, as numbers that can be compared?"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]
Matrix = NDArray[np.float64]
Kinds = NDArray[np.int8]

_PRIME = 0x9E3779B97F4A7C15
"""An odd multiplier (2^64 divided by the golden ratio): invertible modulo 2^64."""
_INVERSE = pow(_PRIME, -1, 1 << 64)
_PLANE = 0x10000
_OWN_TOKEN = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF))
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
"""Scripts written without blanks between words: there a character is a token of its own."""

_OTHER, _LETTER, _ALONE = 0, 1, 2
_BATCH = 1 << 16
"""Characters that are read at once: what a processor keeps at hand."""
_KEPT = 1 << 18
"""Powers of the multiplier that are kept between texts; those of longer texts are not."""
CHARACTER_GRAMS, IDEOGRAPH_GRAMS = (3, 4, 5), (1, 2, 3)
"""Lengths of the sequences of characters that are counted: an ideograph says what several letters
do, and with shorter ones likeness is on one scale in either kind of script."""
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: half-open offsets and a stable 64-bit hash of each folded word."""

    starts: Offsets
    ends: Offsets
    hashes: Hashes
    unspaced: bool
    """most tokens are single characters of a script without blanks between words"""

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """How often each term stands in one stretch of text; hashes ascend."""

    hashes: Hashes
    counts: Matrix


def plain(text: str) -> str:
    """Fold a name to the form in which spellings of it are compared.

    Args:
        text: a name as printed.

    Returns:
        Its letters and digits, case folded, one blank between words.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORD.sub(" ", folded).strip()


def mix(values: Hashes) -> Hashes:
    """Scatter 64-bit values (the finaliser of SplitMix64, Steele et al. 2014).

    Args:
        values: any 64-bit values.

    Returns:
        As many values, evenly spread.
    """
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)), np.uint64)


def read_words(text: str, stretches: Iterable[tuple[int, int]] | None = None) -> Words:
    """Split a text into folded words of letters and digits.

    Args:
        text: the whole text.
        stretches: half-open offsets to read; None = all of it.

    Returns:
        The words in text order.
    """
    return next(read_many([(text, stretches)]))


def read_many(
    texts: Iterable[tuple[str, Iterable[tuple[int, int]] | None]],
) -> Iterator[Words]:
    """Split many texts into words, in batches: reading one by one costs thrice as much.

    Args:
        texts: texts with half-open offsets to read; None = all of it.

    Yields:
        The words of each text, as `read_words` gives them.
    """
    batch: list[tuple[str, Iterable[tuple[int, int]] | None]] = []
    size = 0
    for text, stretches in texts:
        batch.append((text, stretches))
        size += len(text) + 1
        if size > _BATCH:
            yield from _read_batch(batch)
            batch, size = [], 0
    yield from _read_batch(batch)


def _read_batch(texts: Sequence[tuple[str, Iterable[tuple[int, int]] | None]]) -> Iterator[Words]:
    firsts = np.cumsum([0, *(len(text) + 1 for text, _ in texts)])
    # A line break belongs to no word, so that none reaches from one text into the next.
    codes, kinds = _fold("".join(f"{text}\n" for text, _ in texts))
    if any(stretches is not None for _, stretches in texts):
        told = np.zeros(len(kinds), bool)
        for first, (text, stretches) in zip(firsts.tolist(), texts, strict=False):
            for start, end in [(0, len(text))] if stretches is None else stretches:
                told[first + start : first + end] = True
        kinds = np.where(told, kinds, _OTHER)
    edge = np.full(1, _OTHER, kinds.dtype)
    letter, alone = kinds == _LETTER, kinds == _ALONE
    starts = np.flatnonzero(alone | (letter & (np.concatenate((edge, kinds[:-1])) != _LETTER)))
    ends = np.flatnonzero(alone | (letter & (np.concatenate((kinds[1:], edge)) != _LETTER))) + 1
    hashes = _hash_stretches(codes, starts, ends)
    bounds = np.searchsorted(starts, firsts)
    singles = np.concatenate(([0], np.cumsum(alone[starts])))[bounds]
    owners = np.repeat(firsts[:-1], np.diff(bounds))
    starts, ends = starts - owners, ends - owners
    unspaced = (2 * np.diff(singles) > np.diff(bounds)).tolist()
    for (low, high), flag in zip(pairwise(bounds.tolist()), unspaced, strict=True):
        yield Words(starts[low:high], ends[low:high], hashes[low:high], flag)


def word_grams(hashes: Hashes, size: int) -> Hashes:
    """Hash every run of `size` words.

    Args:
        hashes: word hashes in text order.
        size: words in a run, at least one.

    Returns:
        One hash for each start of a run.
    """
    count = len(hashes) - size + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for offset in range(size):
        total = total * np.uint64(_PRIME) + hashes[offset : offset + count]
    return mix(total)


def hash_runs(hashes: Hashes, starts: Offsets, ends: Offsets) -> Hashes:
    """Hash runs of words of any length, as `word_grams` hashes those of one length.

    Args:
        hashes: word hashes in text order.
        starts: the first word of each run.
        ends: one past the last.

    Returns:
        One hash for each run.
    """
    powers, back = _powers_of(len(hashes))
    sums = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(hashes * back[: len(hashes)], dtype=np.uint64, out=sums[1:])
    return mix((sums[ends] - sums[starts]) * powers[ends - 1])


def word_terms(words: Words, start: int, end: int) -> Terms:
    """Count the words that lie in a stretch; pairs of characters where words are unspaced.

    Args:
        words: the words of the whole text.
        start: first code point.
        end: one past the last.

    Returns:
        The stretch's terms.
    """
    first, last = np.searchsorted(words.starts, (start, end))
    hashes = words.hashes[first:last]
    return count_terms(word_grams(hashes, 2) if words.unspaced else hashes)


def character_terms(text: str, *, unspaced: bool = False) -> Terms:
    """Count the sequences of 3 to 5 folded characters of a text, a blank between words.

    Args:
        text: one sentence or line.
        unspaced: whether words are unspaced; then sequences of 1 to 3 are counted.

    Returns:
        Its terms.
    """
    codes, kinds = _fold(text)
    blank = kinds == _OTHER
    codes = np.where(blank, np.uint64(32), codes)
    kept = ~(blank & np.concatenate(([True], blank[:-1]))) if len(codes) else blank
    codes = np.concatenate(([np.uint64(32)], codes[kept], [np.uint64(32)]))
    lengths = IDEOGRAPH_GRAMS if unspaced else CHARACTER_GRAMS
    return count_terms(np.concatenate([word_grams(mix(codes), n) for n in lengths]))


def count_terms(hashes: Hashes) -> Terms:
    """Count equal hashes.

    Args:
        hashes: one hash for each occurrence.

    Returns:
        The distinct hashes with their counts.
    """
    distinct, counts = np.unique(hashes, return_counts=True)
    return Terms(distinct, counts.astype(np.float64))


def cosines(left: Sequence[Terms], right: Sequence[Terms]) -> Matrix:
    """Compare stretches of two texts by TF-IDF, the weights taken from these stretches alone.

    Logarithmic term frequency, smoothed inverse document frequency, cosine (Salton and Buckley
    1988). Weights local to the story remove what every report of it shares.

    Args:
        left: terms of each stretch of one text.
        right: terms of each stretch of the other.

    Returns:
        Similarities in [0, 1], one row for each left and one column for each right stretch.
    """
    bags = [*left, *right]
    if not left or not right:
        return np.zeros((len(left), len(right)))
    lengths = [len(bag.hashes) for bag in bags]
    distinct, column = np.unique(np.concatenate([b.hashes for b in bags]), return_inverse=True)
    row = np.repeat(np.arange(len(bags)), lengths)
    spread = np.bincount(column, minlength=len(distinct))
    rarity = np.log((1 + len(bags)) / (1 + spread)) + 1
    weights = (1 + np.log(np.concatenate([b.counts for b in bags]))) * rarity[column]
    norms = np.sqrt(np.bincount(row, weights**2, minlength=len(bags)))
    # A term of one stretch alone adds to its length but to no product.
    shared = np.flatnonzero(spread > 1)
    place = np.full(len(distinct), -1)
    place[shared] = np.arange(len(shared))
    kept = np.flatnonzero(spread[column] > 1)
    table = np.zeros((len(bags), len(shared)))
    table[row[kept], place[column[kept]]] = weights[kept] / np.maximum(norms, 1e-12)[row[kept]]
    product = table[: len(left)] @ table[len(left) :].T
    return np.asarray(np.clip(product, 0.0, 1.0), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """Many texts as sparse unit vectors, held by term, so that one is compared with all at once."""

    size: int
    _rows: Offsets
    _values: Matrix
    _first: Offsets
    _terms: tuple[Offsets, ...]
    _weights: tuple[Matrix, ...]

    def similar(self, number: int) -> Matrix:
        """Compare one text with every text.

        Args:
            number: its place in the sequence the vectors were made from.

        Returns:
            Cosine similarities, one for each text.
        """
        terms, weights = self._terms[number], self._weights[number]
        low = self._first[terms]
        count = self._first[terms + 1] - low
        places = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count - low, count)
        products = self._values[places] * np.repeat(weights, count)
        found = np.bincount(self._rows[places], products, minlength=self.size)
        return found.astype(np.float64)


def weigh(bags: Sequence[Terms], spread: Terms | None = None, pieces: int = 0) -> Weighted:
    """Turn bags of terms into TF-IDF vectors of unit length.

    Logarithmic term frequency, smoothed inverse document frequency (Salton and Buckley 1988).

    Args:
        bags: the terms of each text.
        spread: in how many pieces of text each term stands, where texts are too few to tell common
            words from rare ones by counting texts; every term of the bags is among them.
        pieces: how many pieces there are.

    Returns:
        The vectors.
    """
    size = len(bags)
    lengths = np.array([len(bag.hashes) for bag in bags], np.int64)
    hashes = np.concatenate([bag.hashes for bag in bags]) if bags else np.zeros(0, np.uint64)
    distinct, column = np.unique(hashes, return_inverse=True)
    row = np.repeat(np.arange(size), lengths)
    holders = np.bincount(column, minlength=len(distinct))
    if spread is None:
        rarity = np.log((1 + size) / (1 + holders)) + 1
    else:
        within = spread.counts[np.searchsorted(spread.hashes, distinct)]
        rarity = np.log((1 + pieces) / (1 + within))
    counts = np.concatenate([bag.counts for bag in bags]) if bags else np.zeros(0)
    values = (1 + np.log(counts)) * rarity[column]
    norms = np.sqrt(np.bincount(row, values**2, minlength=size))
    values = values / np.maximum(norms, 1e-12)[row]
    kept = np.flatnonzero((holders[column] > 1) & (values > 0))
    ends = np.cumsum(np.bincount(row[kept], minlength=size))
    terms = tuple(np.split(column[kept], ends[:-1])) if size else ()
    weights = tuple(np.split(values[kept], ends[:-1])) if size else ()
    by_term = kept[np.argsort(column[kept], kind="stable")]
    first = np.searchsorted(column[by_term], np.arange(len(distinct) + 1))
    return Weighted(size, row[by_term], values[by_term], first, terms, weights)


def _hash_stretches(codes: Hashes, starts: Offsets, ends: Offsets) -> Hashes:
    powers, back = _powers_of(len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers[: len(codes)], dtype=np.uint64, out=sums[1:])
    return mix((sums[ends] - sums[starts]) * back[starts])


def _powers_of(length: int) -> tuple[Hashes, Hashes]:
    size = 1 << length.bit_length()
    return _kept_powers(size) if size <= _KEPT else _powers(size)


@lru_cache(maxsize=16)
def _kept_powers(size: int) -> tuple[Hashes, Hashes]:
    return _powers(size)


def _powers(size: int) -> tuple[Hashes, Hashes]:
    powers = np.cumprod(np.full(size, _PRIME, np.uint64), dtype=np.uint64)
    return powers, np.cumprod(np.full(size, _INVERSE, np.uint64), dtype=np.uint64)


def _fold(text: str) -> tuple[Hashes, Kinds]:
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded, kinds = _tables()
    if not len(raw) or raw.max() < _PLANE:
        return folded[raw], kinds[raw]
    inside = np.minimum(raw, _PLANE - 1)
    codes = np.where(raw < _PLANE, folded[inside], raw.astype(np.uint64))
    ideograph = np.where(raw >> 16 == 2, _ALONE, _OTHER).astype(np.int8)  # noqa: PLR2004 - plane 2 holds ideographs
    return codes, np.where(raw < _PLANE, kinds[inside], ideograph)


@cache
def _tables() -> tuple[Hashes, Kinds]:
    folded, kinds = np.arange(_PLANE, dtype=np.uint64), np.zeros(_PLANE, np.int8)
    for code in range(_PLANE):
        char = chr(code)
        if char.isalnum() or unicodedata.category(char).startswith("M"):
            kinds[code] = _LETTER
            low = char.casefold()
            folded[code] = ord(low) if len(low) == 1 else code
    for first, last in _OWN_TOKEN + _IDEOGRAPHS:
        inside = slice(first, last + 1)
        kinds[inside] = np.where(kinds[inside] == _LETTER, _ALONE, _OTHER)
    return folded, kinds
