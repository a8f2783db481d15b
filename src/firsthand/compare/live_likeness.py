"""How alike are reports of a pile that grows, as the counts of its terms are now?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.cards import Card
from firsthand.compare.likeness import (
    DATES,
    NAMES,
    NUMBERS,
    SHARES,
    STEMS,
    WORDS,
    Evidence,
)
from firsthand.compare.pairs import (
    CORE,
    Floats,
    Ids,
    Rarity,
    Told,
    across_languages,
    mix_of_languages,
)

LEAD = 1
KINDS = (WORDS, LEAD, NAMES, NUMBERS, DATES, STEMS)
"""Kinds of terms, in the order in which those of a report lie."""
OF_WORDS = 2
"""Kinds at the front whose terms are counted in pieces of texts, not in texts."""
REFRESHED = 1.05
"""Growth after which the rarity of every term is reckoned anew."""
FIRST_TERMS, FIRST_REPORTS = 4096, 256
TINY = 1e-12

Singles = NDArray[np.float32]


@dataclass(slots=True)
class _Terms:
    """The terms of one report, kind by kind; each kind ends with term 0, which weighs nought."""

    ids: Ids
    counts: Singles
    """damped: one and the logarithm of how often each stands there"""
    weights: Singles
    """counts times rarity, of length 1 in each kind"""
    age: int
    """which reckoning of the rarity the weights are of"""


class LiveLikeness:
    """The terms of reports as they come, and the likeness of any of them.

    It is that of a whole pile (`likeness.Likeness`) with the counts of terms as they are now.
    """

    def __init__(self) -> None:
        """Start without reports."""
        self.rarity = Rarity()
        self.mixed = 0.0
        self._terms: list[_Terms] = []
        self._starts: NDArray[np.intp] = np.zeros((FIRST_REPORTS, len(KINDS)), np.intp)
        self._sizes: NDArray[np.intp] = np.zeros(FIRST_REPORTS, np.intp)
        self._numbers = np.zeros((len(KINDS), FIRST_TERMS), np.int32)
        self._count = 1
        self._of_words = np.zeros(FIRST_TERMS, np.bool_)
        self._source = np.arange(FIRST_TERMS)
        self._holders = np.zeros(FIRST_TERMS)
        self._idf = np.zeros(FIRST_TERMS, np.float32)
        self._scratch = np.zeros(FIRST_TERMS, np.float32)
        self._pieces = 0
        self._stale = 0.0
        self._age = 0
        self._languages: Counter[str] = Counter()
        self._language: list[str] = []
        self._given: list[bool] = []
        self._nameless = False
        self._latin: list[bool] = []
        self._loaded = -1

    def __len__(self) -> int:
        """Count the reports."""
        return len(self._terms)

    def add(self, evidence: Evidence, card: Card) -> Told:
        """Take in one report.

        Args:
            evidence: its terms.
            card: its card.

        Returns:
            What it tells.
        """
        self._languages[card.language] += 1
        self.mixed = mix_of_languages(self._languages)
        self._language.append(card.language)
        self._latin.append(evidence.latin)
        told, numbers = self._numbered(evidence)
        sizes = [len(part) for part in numbers]
        kinds = np.repeat(np.arange(len(KINDS)), sizes)
        ids = self._identify(kinds, np.concatenate(numbers))
        words, lead = sizes[0], sizes[0] + sizes[1]
        self._source[ids[words:lead]] = self._numbers[0, numbers[1]]
        self._holders[ids[:words]] += evidence.spread.counts
        self._holders[ids[lead:]] += 1
        self._pieces += evidence.pieces
        self._given.append(sizes[NAMES] > 0)
        self._nameless |= not sizes[NAMES]
        counts = np.concatenate([evidence.terms[kind].counts for kind in KINDS])
        place = kinds + np.arange(len(kinds))
        spaced = np.zeros(len(ids) + len(KINDS), np.int32)
        damped = np.zeros(len(spaced), np.float32)
        spaced[place], damped[place] = ids, 1 + np.log(counts)
        if len(self._terms) == len(self._sizes):
            self._starts = np.concatenate((self._starts, np.zeros_like(self._starts)))
            self._sizes = np.concatenate((self._sizes, np.zeros_like(self._sizes)))
        # Where each kind begins among the terms of the report.
        self._starts[len(self._terms)] = np.cumsum([0, *sizes[:-1]]) + np.arange(len(KINDS))
        self._sizes[len(self._terms)] = len(spaced)
        self._terms.append(_Terms(spaced, damped, damped, -1))
        self._refresh(ids, lead)
        return told

    def looked_up(self, number: int) -> Ids:
        """List the words and names of a report.

        Args:
            number: its place.

        Returns:
            Terms.
        """
        terms = self._terms[number]
        lead, names, numbers = self._starts[number, 1:4].tolist()
        return np.concatenate((terms.ids[: lead - 1], terms.ids[names : numbers - 1]))

    def rarity_of(self, terms: Ids) -> Floats:
        """Tell how rare terms are.

        Args:
            terms: the terms.

        Returns:
            The inverse frequency of each, as a logarithm.
        """
        return self._idf[terms].astype(np.float64)

    def kinds(self, a: int, others: Sequence[int]) -> Floats:
        """Compare a report with others.

        Args:
            a: its place.
            others: their places.

        Returns:
            One row for each, in the order of `pairs.KINDS`.
        """
        return self.between((a,), others)

    def between(self, ones: Sequence[int], others: Sequence[int]) -> Floats:
        """Compare each of some reports with each of some others.

        Args:
            ones: their places.
            others: those of the others.

        Returns:
            One row for each pair, the others of the first report before those of the second, in
            the order of `pairs.KINDS`.
        """
        if not (ones and others):
            return np.zeros((0, len(SHARES) + 2))
        terms = self._weighed(others)
        ids = np.concatenate([part.ids for part in terms])
        weights = np.concatenate([part.weights for part in terms])
        starts = self._joint_starts(others)[0]
        sums = []
        for one in ones:
            self._load(one)
            products = self._scratch[ids]
            products *= weights
            sums.append(np.add.reduceat(products, starts))
        firsts = [one for one in ones for _ in others]
        return self._told_apart(np.concatenate(sums), firsts, [*others] * len(ones))

    def among(self, numbers: Sequence[int]) -> Floats:
        """Compare some reports, each with all that follow it.

        Args:
            numbers: their places.

        Returns:
            One row for each pair, in the order of `itertools.combinations` and of `pairs.KINDS`.
        """
        terms = self._weighed(numbers)
        ids = np.concatenate([part.ids for part in terms])
        weights = np.concatenate([part.weights for part in terms])
        starts, ends = self._joint_starts(numbers)
        self._unload()
        sums = []
        for place, end in enumerate(ends[:-1]):
            own = terms[place]
            self._scratch[own.ids] = own.weights
            products = self._scratch[ids[end:]]
            products *= weights[end:]
            sums.append(np.add.reduceat(products, starts[(place + 1) * len(KINDS) :] - end))
            self._scratch[own.ids] = 0
        ones, twos = (np.array(numbers)[side].tolist() for side in upper(len(numbers)))
        return self._told_apart(np.concatenate(sums), ones, twos)

    def _told_apart(self, sums: Singles, ones: Sequence[int], twos: Sequence[int]) -> Floats:
        """Make a row for each pair of reports of the likeness kind by kind."""
        found = sums.reshape(len(ones), len(KINDS)).astype(np.float64)
        rows = np.empty((len(ones), len(SHARES) + 2))
        rows[:, 1:-1] = found[:, :-1]
        rows[:, -1] = CORE * (found[:, NAMES] + found[:, NUMBERS] + found[:, STEMS])
        whole = found[:, :-1] @ _PARTS
        if self._nameless:
            given = self._given
            here, there = (np.array([given[n] for n in side]) for side in (ones, twos))
            lacking = ~(here & there)
            whole /= np.where(lacking, 1 - _PARTS[NAMES], 1.0)
        rows[:, 0] = (1 - self.mixed) * whole + self.mixed * rows[:, -1]
        if len(self._languages) > 1:
            for row, a, b in zip(rows, ones, twos, strict=True):
                if self._language[a] != self._language[b]:
                    one_script = self._latin[a] and self._latin[b]
                    row[:] = across_languages(row.tolist(), one_script=one_script)
        return rows

    def _numbered(self, evidence: Evidence) -> tuple[Told, list[Ids]]:
        """Give the words of each kind of term numbers."""
        told, parts = self.rarity.tell(evidence)
        place = np.searchsorted(evidence.terms[WORDS].hashes, evidence.terms[LEAD].hashes)
        stems = self.rarity.number(evidence.terms[STEMS].hashes)
        return told, [parts[0], parts[0][place], *parts[1:], stems]

    def _identify(self, kinds: NDArray[np.intp], numbers: Ids) -> Ids:
        """Give every word of a kind one number for both."""
        while self.rarity.words > self._numbers.shape[1]:
            self._numbers = np.concatenate((self._numbers, np.zeros_like(self._numbers)), axis=1)
        ids = self._numbers[kinds, numbers]
        new = np.flatnonzero(ids == 0)
        if len(new):
            ids[new] = np.arange(self._count, self._count + len(new))
            self._numbers[kinds[new], numbers[new]] = ids[new]
            self._count += len(new)
            while self._count > len(self._idf):
                self._grow()
            self._of_words[ids[new]] = kinds[new] < OF_WORDS
        return ids

    def _grow(self) -> None:
        size = len(self._idf)
        self._source = np.concatenate((self._source, np.arange(size, 2 * size)))
        self._holders = np.concatenate((self._holders, np.zeros(size)))
        self._of_words = np.concatenate((self._of_words, np.zeros(size, np.bool_)))
        self._idf = np.concatenate((self._idf, np.zeros(size, np.float32)))
        self._scratch = np.concatenate((self._scratch, np.zeros(size, np.float32)))

    def _refresh(self, ids: Ids, lead: int) -> None:
        """Reckon the rarity of a new report's terms, now and then of all."""
        if len(self._terms) >= self._stale:
            self._stale = len(self._terms) * REFRESHED
            self._age += 1
            self._unload()
            every = np.arange(1, self._count)
            of_words = self._of_words[1 : self._count]
            self._reckon(every[of_words], every[~of_words])
        else:
            self._reckon(ids[:lead], ids[lead:])

    def _reckon(self, words: NDArray[np.integer], others: NDArray[np.integer]) -> None:
        spread = self._holders[self._source[words]]
        self._idf[words] = np.log((1 + self._pieces) / (1 + spread))
        self._idf[others] = np.log((1 + len(self._terms)) / (1 + self._holders[others])) + 1

    def _weighed(self, numbers: Sequence[int]) -> list[_Terms]:
        """Weigh the terms of reports anew, unless their rarity is as it was."""
        every = [self._terms[n] for n in numbers]
        stale = [n for n, terms in zip(numbers, every, strict=True) if terms.age != self._age]
        if stale:
            renewed = [self._terms[n] for n in stale]
            ids = np.concatenate([terms.ids for terms in renewed])
            weights = np.concatenate([terms.counts for terms in renewed]) * self._idf[ids]
            starts, ends = self._joint_starts(stale)
            norms = np.sqrt(np.add.reduceat(weights * weights, starts))
            sizes = np.diff(starts, append=len(weights))
            weights /= np.repeat(np.maximum(norms, TINY), sizes)
            start = 0
            for terms, end in zip(renewed, ends, strict=True):
                terms.weights = weights[start:end].copy()  # else it would keep all the others
                terms.age = self._age
                start = end
        return every

    def _joint_starts(self, numbers: Sequence[int]) -> tuple[NDArray[np.intp], list[int]]:
        """Tell where each kind of each report begins, and where each report ends."""
        places = np.array(numbers)
        sizes = self._sizes[places]
        ends = np.cumsum(sizes)
        starts = self._starts[places] + (ends - sizes)[:, None]
        return starts.ravel(), ends.tolist()

    def _load(self, number: int) -> None:
        """Lay one report's weights out by term, so that others can be looked up in them."""
        if self._loaded != number:
            self._unload()
            (terms,) = self._weighed((number,))
            self._scratch[terms.ids] = terms.weights
            self._loaded = number

    def _unload(self) -> None:
        if self._loaded >= 0:
            self._scratch[self._terms[self._loaded].ids] = 0
        self._loaded = -1


@lru_cache(maxsize=128)
def upper(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """List the pairs of so many reports in the order of `itertools.combinations`.

    Args:
        size: how many.

    Returns:
        The lower places, the higher ones.
    """
    return np.triu_indices(size, 1)


_PARTS = np.array([share for _, share in SHARES])
