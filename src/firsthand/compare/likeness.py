"""How alike are reports on the whole: words, lead, names, numbers and dates?"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.compare.counted import Codes, date_words, read_counted
from firsthand.text.terms import (
    Hashes,
    Matrix,
    Terms,
    Weighted,
    count_terms,
    read_words,
    weigh,
    word_grams,
)

SHARES = (("words", 0.35), ("lead", 0.20), ("names", 0.30), ("numbers", 0.05), ("dates", 0.10))
"""What each kind of evidence weighs; untrained, fixed on other corpora than those reported."""
WORDS, NAMES, NUMBERS, DATES, STEMS = 0, 2, 3, 4, 5
"""Places of these kinds among the terms; stems are no part of the mix."""
STEM, LONGER = 4, 5
"""Letters that related languages share of a word, and those of a word that has a stem."""
PIECE = 25
"""Words of a piece of text, about a sentence, in which common words are counted."""
LEAD = 600
"""Characters of title and text that count as the lead."""

_LONGER_WORD = re.compile(rf"[^\W\d_]{{{LONGER},}}")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]\s*[\"“”'‘’(\[]*|[\"“]\s*)$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The terms of one text by kind of evidence, in the order of SHARES; then its stems."""

    terms: tuple[Terms, ...]
    latin: bool
    """whether it is written in Latin letters"""
    spread: Terms
    """in how many pieces of the text each word stands"""
    pieces: int
    counted: Codes
    """which numbers stand beside which words of its lead"""

    @classmethod
    def of(cls, text: str, names: Iterable[str] = ()) -> "Evidence":
        """Take the evidence from a text.

        Args:
            text: title and told text.
            names: names found in it, for scripts without capitals.

        Returns:
            Its terms.
        """
        whole = read_words(text)
        hashes = word_grams(whole.hashes, 2) if whole.unspaced else whole.hashes
        lead = hashes[: int(np.searchsorted(whole.starts, LEAD))]
        capitals = list(_capitals(text))
        tokens = [m[0].casefold() for m in _TOKEN.finditer(text)]
        numbers = [t for t in tokens if t[0].isdecimal() and not _YEAR.fullmatch(t)]
        dates = [t for t in tokens if t in date_words() or _YEAR.fullmatch(t)]
        named = capitals or [word for name in names for word in name.casefold().split()]
        return cls(
            (
                count_terms(hashes),
                count_terms(lead),
                *(count_terms(_hash(words)) for words in (named, numbers, dates, _stems(text))),
            ),
            2 * len(text.encode("latin-1", "ignore")) > len(text),
            *_pieces(hashes),
            read_counted(text),
        )


@dataclass(frozen=True, slots=True)
class Likeness:
    """The likeness of every two texts, without holding the whole table."""

    vectors: tuple[Weighted, ...]
    stems: Weighted
    _given: tuple[Matrix, ...]

    @classmethod
    def of(cls, evidence: Sequence[Evidence]) -> "Likeness":
        """Weigh the evidence of texts against one another.

        Args:
            evidence: one for each text.

        Returns:
            Their likeness.
        """
        columns = [[e.terms[n] for e in evidence] for n in range(len(SHARES))]
        # Few reports do not tell common words from rare ones, their many pieces do.
        spread = _sum_terms([e.spread for e in evidence])
        pieces = sum(e.pieces for e in evidence)
        given = [np.array([float(len(t.hashes) > 0) for t in column]) for column in columns]
        vectors = [
            weigh(column, spread, pieces) if name in ("words", "lead") else weigh(column)
            for (name, _), column in zip(SHARES, columns, strict=True)
        ]
        return cls(tuple(vectors), weigh([e.terms[STEMS] for e in evidence]), tuple(given))

    def row(self, number: int) -> Matrix:
        """Compare one text with all.

        Args:
            number: its place.

        Returns:
            Likeness in [0, 1] with each text; kinds of evidence that one of two texts lacks
            altogether (names in a script without capitals) count neither way.
        """
        return self.mix(number, [vectors.similar(number) for vectors in self.vectors])

    def mix(self, number: int, kinds: Sequence[Matrix]) -> Matrix:
        """Mix the kinds of likeness that one text has with all.

        Args:
            number: its place.
            kinds: its likeness with each text, one row for each kind in the order of SHARES.

        Returns:
            As `row`.
        """
        total = np.zeros(len(self._given[0]))
        weight = np.zeros(len(self._given[0]))
        for (name, share), row, given in zip(SHARES, kinds, self._given, strict=True):
            total += share * row
            lacking = name == "names" and not given[number]
            weight += share if name != "names" else (0.0 if lacking else share * given)
        return np.asarray(total / np.maximum(weight, 1e-9), np.float64)


def _pieces(hashes: Hashes) -> tuple[Terms, int]:
    cuts = [np.unique(hashes[n : n + PIECE]) for n in range(0, len(hashes), PIECE)]
    return count_terms(np.concatenate(cuts) if cuts else hashes), len(cuts)


def _sum_terms(every: Sequence[Terms]) -> Terms:
    hashes = np.concatenate([t.hashes for t in every]) if every else np.zeros(0, np.uint64)
    distinct, place = np.unique(hashes, return_inverse=True)
    counts = np.concatenate([t.counts for t in every]) if every else np.zeros(0)
    summed = np.bincount(place, counts, minlength=len(distinct))
    return Terms(distinct, summed.astype(np.float64))


def _capitals(text: str) -> Iterator[str]:
    inside: set[str] = set()
    every: list[tuple[str, bool]] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if not word[0].isupper():
            continue
        folded = word.casefold().removesuffix("'s").removesuffix("’s")
        start = bool(_SENTENCE_START.search(text[max(0, match.start() - 4) : match.start()]))
        start = start or match.start() == 0
        every.append((folded, start))
        if not start:
            inside.add(folded)
    yield from (word for word, _ in every if word in inside)


def _stems(text: str) -> list[str]:
    """Cut longer words to what related languages share of them: presidente, president."""
    folded = text.casefold()
    if not folded.isascii():
        parted = unicodedata.normalize("NFD", folded)
        folded = "".join(char for char in parted if not unicodedata.combining(char))
    return [match[0][:STEM] for match in _LONGER_WORD.finditer(folded)]


def _hash(words: Sequence[str]) -> Hashes:
    text = "\n".join(words)
    return read_words(text).hashes
