"""How many reports of a group hold each word?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[Any]
"""Numbers of words, or of pairs of word and number."""


class Bag:
    """How many reports of a group hold each word; put together when it is asked for."""

    __slots__ = ("_counts", "_more", "_words")

    def __init__(self, words: Numbers, counts: Floats | None = None) -> None:
        """Put words in a bag.

        Args:
            words: their numbers, ascending.
            counts: how many reports hold each; None = one.
        """
        self._words = words
        self._counts = counts
        self._more: tuple[tuple[Numbers, Floats], ...] = ()

    @property
    def words(self) -> Numbers:
        """The numbers of the words, ascending."""
        if self._more:
            self._put_together()
        return self._words

    @property
    def counts(self) -> Floats:
        """How many reports hold each word."""
        if self._more:
            self._put_together()
        if self._counts is None:
            self._counts = np.ones(len(self._words))
        return self._counts

    def with_bag(self, other: "Bag", times: float = 1.0) -> "Bag":
        """Put two bags together.

        Args:
            other: another bag.
            times: how often it is put in; -1 takes it out.

        Returns:
            A new bag.
        """
        words = other.words
        if not len(words):
            return self
        joint = Bag(self._words, self._counts)
        joint._more = (*self._more, (words, times * other.counts))
        return joint

    def count(self, words: Numbers) -> Floats:
        """Look words up.

        Args:
            words: their numbers.

        Returns:
            How many reports hold each.
        """
        held, counts = self.words, self.counts
        if not len(held):
            return np.zeros(len(words))
        place = held.searchsorted(words)
        place[place == len(held)] = 0
        return np.where(held[place] == words, counts[place], 0.0)

    def _put_together(self) -> None:
        counts = np.ones(len(self._words)) if self._counts is None else self._counts
        words = np.concatenate((self._words, *(words for words, _ in self._more)))
        counts = np.concatenate((counts, *(counts for _, counts in self._more)))
        order = words.argsort(kind="stable")
        words = words[order]
        first = np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1])))
        self._words = words[first]
        self._counts = np.add.reduceat(counts[order], first)
        self._more = ()
