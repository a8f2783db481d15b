"""Which of very many reports tell of the same rare things, so that a closer look is worth it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from firsthand.analyse.lineage.direction import publication_day
from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.analyse.lineage.index import Index, counted
from firsthand.analyse.lineage.judge import LONGEST_RETELLING, LONGEST_WAY
from firsthand.analyse.lineage.kinship import MOST_RESEMBLING
from firsthand.analyse.lineage.vocabulary import terms_of
from firsthand.text.terms import Hashes, Offsets

TELLING = 50
"""A word in more reports than this tells nothing about a story."""
LEAST_SHARED = 3
"""Telling words that two reports must share."""
LEAST_NEAR = 0.06
"""Share of telling words below which (cosine) sentences are not compared."""

BATCH = 256
"""Reports that are looked up at once."""

Pair = tuple[str, str]
Ranked = list[tuple[float, str]]


@dataclass(slots=True)
class Nearness:
    """For each report the others most like it by rare words, kept up as reports come in.

    Common words are left out instead of being weighed: then one more report changes nothing but
    where it shares rare words, and where a word has just become common.
    """

    near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """the most alike of each report"""
    _ranked: dict[str, Ranked] = field(default_factory=dict)
    _telling: Offsets = field(default_factory=lambda: np.zeros(0, np.int64))
    _days: Offsets = field(default_factory=lambda: np.zeros(0, np.int64))
    _languages: Offsets = field(default_factory=lambda: np.zeros(0, np.int64))
    _numbered: dict[str, int] = field(default_factory=dict)
    _ids: list[str] = field(default_factory=list)

    def update(self, prints: Sequence[Prints], terms: Index) -> set[Pair]:
        """Take up the reports that have come since the last time.

        Args:
            prints: all reports in the order of coming.
            terms: index of their words.

        Returns:
            The pairs of which one is among the other's most alike now, or is so no longer.
        """
        first = len(self._telling)
        new = range(first, len(prints))
        self._ids.extend(prints[n].report.id for n in new)
        self._days = _longer(self._days, [_day(prints[n]) for n in new])
        spoken = [prints[n].report.metadata.language for n in new]
        codes = [self._numbered.setdefault(code, len(self._numbered)) for code in spoken]
        self._languages = _longer(self._languages, codes)
        asked = terms.ask([terms_of(prints[n]) for n in new], new)
        common = asked.values[asked.count > TELLING]
        own = asked.askers[asked.count <= TELLING] - first
        self._telling = _longer(self._telling, np.bincount(own, minlength=len(new)))
        affected = self._lose(terms, common, first)
        return self._rank(prints, terms, [*sorted(affected), *new])

    def holds(self, pair: Pair) -> bool:
        """Tell whether one of two reports is among the most alike of the other.

        Args:
            pair: their ids.

        Returns:
            True when it is.
        """
        a, b = pair
        return b in self.near.get(a, ()) or a in self.near.get(b, ())

    def _lose(self, terms: Index, common: Hashes, first: int) -> set[int]:
        """Count the telling words anew of older reports that had one that is now common."""
        asked = terms.ask([np.unique(common)], [0])
        fresh = asked.count <= TELLING + len(self._telling) - first
        places, holders = terms.holders(asked, fresh)
        older = holders < first
        before = np.bincount(places[older], minlength=len(asked.values))
        lost = holders[older][before[places[older]] <= TELLING]
        np.subtract.at(self._telling, lost, 1)
        return set(lost.tolist())

    def _rank(self, prints: Sequence[Prints], terms: Index, numbers: Sequence[int]) -> set[Pair]:
        ids = self._ids
        before = {ids[n]: self.near.get(ids[n], ()) for n in numbers}
        for number in numbers:
            self._ranked[ids[number]] = []
        wholly = set(numbers)
        for begin in range(0, len(numbers), BATCH):
            some = numbers[begin : begin + BATCH]
            for one, other, score in self._alike(prints, terms, some):
                self._ranked[ids[one]].append((-score, ids[other]))
                if other not in wholly:
                    # Its own words have not changed, so that likeness can only have grown.
                    before.setdefault(ids[other], self.near[ids[other]])
                    ranked = self._ranked[ids[other]]
                    ranked[:] = [entry for entry in ranked if entry[1] != ids[one]]
                    ranked.append((-score, ids[one]))
        for name in before:
            ranked = self._ranked[name] = sorted(self._ranked[name])[:MOST_RESEMBLING]
            self.near[name] = tuple(other for _, other in ranked)
        return {
            (min(name, other), max(name, other))
            for name, near in before.items()
            for other in {*near} ^ {*self.near[name]}
        }

    def _alike(
        self, prints: Sequence[Prints], terms: Index, some: Sequence[int]
    ) -> Iterator[tuple[int, int, float]]:
        asked = terms.ask([terms_of(prints[n]) for n in some], some)
        places, holders = terms.holders(asked, (asked.count > 1) & (asked.count <= TELLING))
        ones = asked.askers[places]
        keys, shared = counted(ones * len(prints) + holders)
        ones, others = np.divmod(keys, len(prints))
        telling, days, languages = self._telling, self._days, self._languages
        score = np.round(shared / np.sqrt(telling[ones] * telling[others]), 9)
        apart = np.abs(days[ones] - days[others])
        longest = np.where(languages[ones] == languages[others], LONGEST_RETELLING, LONGEST_WAY)
        late = (days[ones] > 0) & (days[others] > 0) & (apart > longest)
        kept = (ones != others) & (shared >= LEAST_SHARED) & (score >= LEAST_NEAR) & ~late
        yield from zip(
            ones[kept].tolist(), others[kept].tolist(), score[kept].tolist(), strict=True
        )


def _longer(numbers: Offsets, more: Sequence[int] | Offsets) -> Offsets:
    return np.concatenate((numbers, np.array(more, np.int64)))


def _day(prints: Prints) -> int:
    day = publication_day(prints.report)[:10]
    return date.fromisoformat(day).toordinal() if day else 0
