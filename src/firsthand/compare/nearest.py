"""Which reports that are here already may tell of the event of a new one?"""

from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.cards import Card
from firsthand.compare.likeness import NAMES, NUMBERS, SHARES, STEMS, WORDS, Evidence
from firsthand.compare.pairs import CORE, Ids, Rarity, Told, across_languages, mix_of_languages
from firsthand.text.terms import Hashes

FEW = 48
"""Reports among which everybody is compared with everybody."""
CANDIDATES = 20
"""Reports that a new one is compared with, the ones with most rare terms in common."""
RAREST = 32
"""Terms of a new report that are looked up, the rarest first."""
HOLDERS = 128
"""Latest reports kept for each term: what more hold is no rare term."""
REFRESHED = 1.02
"""Growth after which the rarity of every term is reckoned anew."""
FIRST_TERMS = 4096

KINDS = (*range(len(SHARES)), STEMS)
LOOKED_UP = (WORDS, NAMES)
LEAD = 1

OF_WORDS = (WORDS, LEAD)
"""Kinds whose terms are counted in pieces of texts, not in texts."""
TINY = 1e-12


class Nearest:
    """An index of reports by rare words, names and places.

    The likeness of two reports is that of a whole pile with the counts of terms as they are now.
    """

    def __init__(self) -> None:
        """Start without reports."""
        self.rarity = Rarity()
        self.mixed = 0.0
        self._terms: list[tuple[Ids, NDArray[np.float32], NDArray[np.int8]]] = []
        self._ids: tuple[dict[int, int], ...] = tuple({} for _ in KINDS)
        self._count = 0
        self._kind = np.zeros(FIRST_TERMS, np.int8)
        self._source = np.arange(FIRST_TERMS)
        self._holders = np.zeros(FIRST_TERMS)
        self._idf = np.zeros(FIRST_TERMS)
        self._scratch = np.zeros(FIRST_TERMS)
        self._pieces = 0
        self._stale = 0.0
        self._reports: dict[int, array[int]] = {}
        self._at: dict[str, list[int]] = {}
        self._languages: Counter[str] = Counter()
        self._cards: list[Card] = []
        self._given: list[bool] = []
        self._latin: list[bool] = []
        self._loaded = -1

    def add(self, evidence: Evidence, card: Card) -> Told:
        """Take in one report.

        Args:
            evidence: its terms.
            card: its card.

        Returns:
            What it tells.
        """
        number = len(self._cards)
        self._cards.append(card)
        self._languages[card.language] += 1
        self.mixed = mix_of_languages(self._languages)
        told = self.rarity.add(evidence)
        ids = [self._number(kind, evidence.terms[kind].hashes) for kind in KINDS]
        spread = self._number(WORDS, evidence.spread.hashes)
        for kind in KINDS:
            if kind not in OF_WORDS:
                self._holders[ids[kind]] += 1
        self._holders[spread] += evidence.spread.counts
        self._pieces += evidence.pieces
        self._source[ids[LEAD]] = self._number(WORDS, evidence.terms[LEAD].hashes)
        self._given.append(len(ids[NAMES]) > 0)
        self._latin.append(evidence.latin)
        counts = np.concatenate([evidence.terms[kind].counts for kind in KINDS])
        kinds = np.repeat(np.arange(len(KINDS), dtype=np.int8), [len(part) for part in ids])
        every = np.concatenate(ids)
        self._terms.append((every, (1 + np.log(counts)).astype(np.float32), kinds))
        self._refresh(np.concatenate((every, spread)))
        for kind in LOOKED_UP:
            for term in ids[kind].tolist():
                held = self._reports.get(term)
                if held is None:
                    held = self._reports[term] = array("i")
                held.append(number)
                if len(held) > 2 * HOLDERS:
                    del held[:HOLDERS]
        if card.place is not None:
            key = card.place.key or card.place.name.casefold()
            self._at.setdefault(f"{key} {card.first}", []).append(number)
        return told

    def near(self, number: int) -> list[int]:
        """Find the earlier reports that share rare words and names with one, or place and day.

        Args:
            number: its place.

        Returns:
            Their places.
        """
        if number < FEW:
            return list(range(number))
        ids, _, kinds = self._terms[number]
        looked_up = ids[(kinds == WORDS) | (kinds == NAMES)]
        ranked = looked_up[np.argsort(-self._idf[looked_up], kind="stable")]
        held: list[array[int]] = []
        weights = []
        for term in ranked.tolist():
            reports = self._reports[term]
            if len(reports) > 1:  # else the report itself
                held.append(reports)
                weights.append(float(self._idf[term]) ** 2)
                if len(held) == RAREST:
                    break
        best: list[int] = []
        if held:
            sizes = [len(reports) for reports in held]
            others, place = np.unique(np.concatenate(held), return_inverse=True)
            shared = np.bincount(place, np.repeat(weights, sizes))
            order = np.argsort(-np.round(shared, 6), kind="stable")[: CANDIDATES + 1]
            best = [n for n in others[order].tolist() if n != number][:CANDIDATES]
        card = self._cards[number]
        if card.place is not None:
            key = card.place.key or card.place.name.casefold()
            best += [n for n in self._at[f"{key} {card.first}"][-RAREST:] if n != number]
        return sorted(set(best))

    def kinds(self, a: int, others: Sequence[int]) -> list[tuple[float, ...]]:
        """Compare a report with others.

        Args:
            a: its place.
            others: their places.

        Returns:
            The likeness with each in the order of `pairs.KINDS`.
        """
        if self._loaded != a:
            self._load(a)
        terms = [self._terms[b] for b in (a, *others)]
        ids = np.concatenate([part[0] for part in terms])
        weights = np.concatenate([part[1] for part in terms]) * self._idf[ids]
        sizes = [len(part[0]) for part in terms]
        key = np.repeat(np.arange(len(terms)) * len(KINDS), sizes)
        key += np.concatenate([part[2] for part in terms])
        shape = len(terms), len(KINDS)
        squares = np.bincount(key, weights * weights, shape[0] * shape[1])
        norms = np.maximum(np.sqrt(squares.reshape(shape)), TINY)
        dots = np.bincount(key, self._scratch[ids] * weights, shape[0] * shape[1]).reshape(shape)
        rows = (dots / (norms[0] * norms))[1:].tolist()
        return [self._mix(a, b, row) for b, row in zip(others, rows, strict=True)]

    def _mix(self, a: int, b: int, found: Sequence[float]) -> tuple[float, ...]:
        lacking = not (self._given[a] and self._given[b])
        total = weight = 0.0
        for (name, share), value in zip(SHARES, found[:-1], strict=True):
            total += share * value
            weight += 0.0 if lacking and name == "names" else share
        core = CORE * (found[NAMES] + found[NUMBERS] + found[-1])
        mix = (1 - self.mixed) * total / weight + self.mixed * core
        row = (mix, *found[:-1], core)
        if self._cards[a].language != self._cards[b].language:
            return across_languages(row, one_script=self._latin[a] and self._latin[b])
        return row

    def _load(self, number: int) -> None:
        """Lay one report's weights out by term, so that others can be looked up in them."""
        self._unload()
        ids, values, _ = self._terms[number]
        self._scratch[ids] = values * self._idf[ids]
        self._loaded = number

    def _number(self, kind: int, hashes: Hashes) -> Ids:
        ids, first = self._ids[kind], self._count
        get, numbers = ids.get, []
        for value in hashes.tolist():
            number = get(value)
            if number is None:
                number = ids[value] = self._count
                self._count += 1
            numbers.append(number)
        while self._count > len(self._kind):
            self._grow()
        self._kind[first : self._count] = kind
        return np.array(numbers, np.int32)

    def _grow(self) -> None:
        size = len(self._kind)
        self._kind = np.concatenate([self._kind, np.zeros(size, np.int8)])
        self._source = np.concatenate([self._source, np.arange(size, 2 * size)])
        self._holders = np.concatenate([self._holders, np.zeros(size)])
        self._idf = np.concatenate([self._idf, np.zeros(size)])
        self._scratch = np.concatenate([self._scratch, np.zeros(size)])

    def _refresh(self, ids: Ids) -> None:
        """Reckon the rarity of a new report's terms, now and then of all."""
        if len(self._terms) >= self._stale:
            self._stale = len(self._terms) * REFRESHED
            ids = np.arange(self._count, dtype=np.int32)
            self._loaded = self._unload()
        holders, kind = self._holders[self._source[ids]], self._kind[ids]
        of_words = np.log((1 + self._pieces) / (1 + holders))
        of_others = np.log((1 + len(self._terms)) / (1 + holders)) + 1
        self._idf[ids] = np.where(kind <= LEAD, of_words, of_others)

    def _unload(self) -> int:
        if self._loaded >= 0:
            self._scratch[self._terms[self._loaded][0]] = 0
        return -1
