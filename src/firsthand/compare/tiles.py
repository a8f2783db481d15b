"""Which words of one text stand in another, each used once, wherever they stand?"""

import heapq
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np

from firsthand.text.terms import Words, word_grams

SHORTEST = 5
"""Words of a tile that needs nothing beside it: the run on which copies are told."""
SHORTEST_UNSPACED = 8
"""The same in characters of a script without blanks between words."""
REPEATS = 4
"""A sequence that stands more often in one text is matched at its first places only."""
MOST_COMPARED = 250_000
"""Pairs of words above which two stretches are not compared word by word."""

_SIGNS = frozenset({"%", "‰", "°"})


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """Equal words: `length` of them from word `a` of one text and from word `b` of the other."""

    a: int
    b: int
    length: int


@dataclass(slots=True)
class Board:
    """Two texts and what of them is tiled; a word is used once."""

    text_a: str
    text_b: str
    a: Words
    b: Words
    tiles: list[Tile] = field(default_factory=list)
    free_a: list[bool] = field(default_factory=list)
    free_b: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Free every word."""
        self.free_a = [True] * len(self.a)
        self.free_b = [True] * len(self.b)

    def lay(self, shortest: int) -> None:
        """Tile the two texts greedily, the longest equal runs first.

        Greedy string tiling (Wise 1993), its candidates taken from word sequences of the least
        length on one diagonal (as in running Karp-Rabin matching) and what both begin or end with.

        Args:
            shortest: words of a tile at least.
        """
        runs = (*self._common_ends(), *self._runs(shortest))
        waiting = [_entry(tile) for tile in runs if tile.length >= shortest]
        heapq.heapify(waiting)
        while waiting:
            tile = heapq.heappop(waiting)[-1]
            pieces = list(self._free(tile))
            if pieces == [tile]:
                self._take(tile)
                continue
            for piece in pieces:
                if piece.length >= shortest:
                    heapq.heappush(waiting, _entry(piece))

    def lay_within(self, left: tuple[int, int], right: tuple[int, int], shortest: int) -> None:
        """Tile what is free of two stretches in order, as a word-by-word comparison does.

        Args:
            left: half-open range of words of the one text.
            right: of the other.
            shortest: words of a tile at least.
        """
        if (left[1] - left[0]) * (right[1] - right[0]) > MOST_COMPARED:
            return
        one = _keys(self.a, self.free_a, *left, sign=-1)
        other = _keys(self.b, self.free_b, *right, sign=-2)
        for a, b, length in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            for piece in self._free(Tile(left[0] + a, right[0] + b, length)):
                if piece.length >= shortest:
                    self._take(piece)

    def ordered(self) -> list[Tile]:
        """Give the tiles by their places in the first text."""
        return sorted(self.tiles)

    def _common_ends(self) -> Iterator[Tile]:
        """Give the words with which both texts begin, and those with which both end."""
        one, other = self.a.hashes, self.b.hashes
        size = min(len(one), len(other))
        differ = np.flatnonzero(one[:size] != other[:size])
        head = int(differ[0]) if len(differ) else size
        yield Tile(0, 0, head)
        differ = np.flatnonzero(one[::-1][:size] != other[::-1][:size])
        tail = min(int(differ[0]) if len(differ) else size, size - head)
        yield Tile(len(one) - tail, len(other) - tail, tail)

    def _take(self, tile: Tile) -> None:
        self.tiles.append(tile)
        for step in range(tile.length):
            self.free_a[tile.a + step] = self.free_b[tile.b + step] = False

    def _free(self, tile: Tile) -> Iterator[Tile]:
        """Cut a run where a word is used or where one of the texts has a sign of its own."""
        start = 0
        for step in range(tile.length + 1):
            ends = step == tile.length or not (
                self.free_a[tile.a + step] and self.free_b[tile.b + step]
            )
            if ends or (step > start and not self._same_signs(tile, step)):
                if step > start:
                    yield Tile(tile.a + start, tile.b + start, step - start)
                start = step + 1 if ends else step

    def _same_signs(self, tile: Tile, step: int) -> bool:
        i, j = tile.a + step, tile.b + step
        one = self.text_a[self.a.ends[i - 1] : self.a.starts[i]]
        other = self.text_b[self.b.ends[j - 1] : self.b.starts[j]]
        return one == other or signs(one) == signs(other)

    def _runs(self, shortest: int) -> Iterable[Tile]:
        grams_a, grams_b = word_grams(self.a.hashes, shortest), word_grams(self.b.hashes, shortest)
        common = np.intersect1d(grams_a, grams_b)
        if not len(common):
            return
        places_a = np.flatnonzero(np.isin(grams_a, common))
        order = np.argsort(grams_b, kind="stable")
        low = np.searchsorted(grams_b[order], grams_a[places_a], "left")
        high = np.searchsorted(grams_b[order], grams_a[places_a], "right")
        count = np.minimum(high - low, REPEATS)
        steps = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        one, other = np.repeat(places_a, count), order[np.repeat(low, count) + steps]
        along = np.lexsort((one, other - one))
        one, other = one[along], other[along]
        new = np.flatnonzero((np.diff(other - one) != 0) | (np.diff(one) > shortest)) + 1
        bounds = [0, *new.tolist(), len(one)]
        for first, last in pairwise(bounds):
            start = int(one[first])
            yield Tile(start, int(other[first]), int(one[last - 1]) - start + shortest)


def signs(text: str) -> str:
    """Keep the signs that change what a number means: currencies, percent, degrees.

    Args:
        text: what stands between two words.

    Returns:
        The signs in order.
    """
    return "".join(c for c in text if c in _SIGNS or unicodedata.category(c) == "Sc")


def _entry(tile: Tile) -> tuple[int, int, Tile]:
    """Put long tiles first, of equally long ones those least moved."""
    return -tile.length, abs(tile.b - tile.a), tile


def _keys(words: Words, free: Sequence[bool], start: int, end: int, sign: int) -> list[int]:
    """Give the words of a stretch as numbers; one that is used equals no other."""
    hashes = words.hashes[start:end].tolist()
    return [value if free[start + step] else sign - 2 * step for step, value in enumerate(hashes)]
