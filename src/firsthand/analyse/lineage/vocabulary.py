"""In how many of all reports does a word stand, and in how many does it open the text?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.analyse.lineage.giving import LEAD, RECURS, stepped
from firsthand.analyse.lineage.index import Index, starts_of_runs
from firsthand.text.terms import Hashes, Offsets, word_grams

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(slots=True)
class Vocabulary:
    """The words of all reports, counted as reports come in."""

    prints: Index
    """of the fingerprints of the same reports"""
    size: int = 0
    terms: Index = field(default_factory=Index)
    """of distinct words; of pairs of characters too where words are unspaced"""
    _leads: Index = field(default_factory=Index)

    def add(self, prints: Sequence[Prints]) -> Bools:
        """Take up reports whose fingerprints are in the index already.

        Args:
            prints: of the reports.

        Returns:
            Which of all reports have words that are counted otherwise now, taken in steps.
        """
        new = range(self.size, self.size + len(prints))
        changed = np.zeros(self.size + len(prints), bool)
        changed[self.size :] = True
        bags = [terms_of(p) for p in prints]
        for index, added in (
            (self.terms, bags),
            (self._leads, [np.unique(p.words.hashes[:LEAD]) for p in prints]),
        ):
            before = index.ask(added, new)
            index.add(added)
            after = index.ask(added, new)
            # A word that opens one text more weighs otherwise wherever it stands.
            moved = after.values[stepped(before.count) != stepped(after.count)]
            changed[_holders(self.terms, moved)] = True
        self.size += len(prints)
        values = np.unique(np.concatenate([np.zeros(0, np.uint64), *(p.winnowed for p in prints)]))
        asked = self.prints.ask([values], [0])
        near = (asked.count > RECURS) & (asked.count <= RECURS + len(prints))
        changed[self.prints.holders(asked, near)[1]] = True
        return changed

    def texts(self, words: Hashes) -> Offsets:
        """Count the texts that have each word.

        Args:
            words: distinct words, in any order.

        Returns:
            As many numbers.
        """
        return _count(self.terms, words)

    def leads(self, words: Hashes) -> Offsets:
        """Count the texts that have each word among their first.

        Args:
            words: distinct words, in any order.

        Returns:
            As many numbers.
        """
        return _count(self._leads, words)

    def furniture(self, prints: Sequence[Prints]) -> Floats:
        """Measure the share of each report's fingerprints that recur.

        Args:
            prints: of some of the reports.

        Returns:
            One share for each.
        """
        asked = self.prints.ask([p.winnowed for p in prints], range(len(prints)))
        recurs = np.bincount(asked.askers[asked.count > RECURS], minlength=len(prints))
        sizes = np.array([len(p.winnowed) for p in prints], np.int64)
        return np.asarray(recurs / np.maximum(1, sizes), np.float64)


def terms_of(prints: Prints) -> Hashes:
    """List the distinct words of a report.

    Args:
        prints: the report with its words.

    Returns:
        Their hashes, ascending; those of pairs of characters too where words are unspaced.
    """
    words = prints.words
    terms = words.hashes
    if words.unspaced:
        terms = np.concatenate((terms, word_grams(terms, 2)))
    ordered = np.sort(terms)
    return ordered[starts_of_runs(ordered)]


def _count(index: Index, words: Hashes) -> Offsets:
    asked = index.ask([words], [0])
    found = np.zeros(len(words), np.int64)
    found[np.argsort(words)] = asked.count
    return found


def _holders(index: Index, values: Hashes) -> Offsets:
    asked = index.ask([np.unique(values)], [0])
    return index.holders(asked, np.ones(len(asked.values), bool))[1]
