"""Which reports that are here already may tell of the event of a new one?"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.cards import Card
from firsthand.compare.likeness import NAMES, NUMBERS, SHARES, STEMS, WORDS, Evidence
from firsthand.compare.pairs import CORE, Rarity, Told, across_languages, mix_of_languages
from firsthand.text.terms import Matrix

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

Ids = NDArray[np.int64]


class Nearest:
    """An index of reports by rare words, names and places.

    The likeness of two reports is that of a whole pile with the counts of terms as they are now.
    """

    def __init__(self) -> None:
        """Start without reports."""
        self.rarity = Rarity()
        self.mixed = 0.0
        self._terms: list[tuple[Ids, Matrix, Ids]] = []
        self._ids: tuple[dict[int, int], ...] = tuple({} for _ in KINDS)
        self._count = 0
        self._kind = np.zeros(FIRST_TERMS, np.int8)
        self._source = np.arange(FIRST_TERMS)
        self._holders = np.zeros(FIRST_TERMS)
        self._idf = np.zeros(FIRST_TERMS)
        self._scratch = np.zeros(FIRST_TERMS)
        self._pieces = 0
        self._stale = 0.0
        self._reports: dict[int, list[int]] = {}
        self._at: dict[str, list[int]] = {}
        self._languages: Counter[str] = Counter()
        self._cards: list[Card] = []
        self._given: list[bool] = []
        self._latin: list[bool] = []
        self._loaded = -1
        self._norms: dict[int, Matrix] = {}

    def add(self, evidence: Evidence, card: Card, told: Told) -> float:
        """Take in one report.

        Args:
            evidence: its terms.
            card: its card.
            told: what it tells.

        Returns:
            How far the reports now mix languages.
        """
        number = len(self._terms)
        self._cards.append(card)
        self._languages[card.language] += 1
        self.mixed = mix_of_languages(self._languages)
        self.rarity.add(told)
        ids: list[Ids] = []
        values = []
        for kind in KINDS:
            terms = evidence.terms[kind]
            numbers = self._number(kind, terms.hashes.tolist())
            ids.append(numbers)
            values.append(1 + np.log(terms.counts))
            if kind not in OF_WORDS:
                self._holders[numbers] += 1
        spread = self._number(WORDS, evidence.spread.hashes.tolist())
        self._holders[spread] += evidence.spread.counts
        self._pieces += evidence.pieces
        self._source[ids[LEAD]] = self._number(WORDS, evidence.terms[LEAD].hashes.tolist())
        self._given.append(len(ids[NAMES]) > 0)
        self._latin.append(evidence.latin)
        kinds = np.repeat(np.arange(len(KINDS)), [len(part) for part in ids])
        self._terms.append((np.concatenate(ids), np.concatenate(values), kinds))
        self._refresh(np.concatenate([*ids, spread]))
        for kind in LOOKED_UP:
            for term in ids[kind].tolist():
                held = self._reports.setdefault(term, [])
                held.append(number)
                if len(held) > 2 * HOLDERS:
                    del held[:HOLDERS]
        if card.place is not None:
            key = card.place.key or card.place.name.casefold()
            self._at.setdefault(f"{key} {card.first}", []).append(number)
        return self.mixed

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
        shared: dict[int, float] = {}
        taken = 0
        for term in ranked.tolist():
            held = self._reports[term]
            if len(held) < 2:  # noqa: PLR2004 - the report itself
                continue
            weight = float(self._idf[term]) ** 2
            for other in held:
                shared[other] = shared.get(other, 0.0) + weight
            taken += 1
            if taken == RAREST:
                break
        shared.pop(number, None)
        best = sorted(shared, key=lambda n: (-round(shared[n], 6), n))[:CANDIDATES]
        card = self._cards[number]
        if card.place is not None:
            key = card.place.key or card.place.name.casefold()
            best += [n for n in self._at[f"{key} {card.first}"][-RAREST:] if n != number]
        return sorted(set(best))

    def kinds(self, a: int, b: int, mixed: float) -> tuple[float, ...]:
        """Compare two reports.

        Args:
            a: place of one; the same in many calls running costs least.
            b: place of the other.
            mixed: how far the reports mix languages.

        Returns:
            Their likeness in the order of `pairs.KINDS`.
        """
        if self._loaded != a:
            self._load(a)
        ids, values, kinds = self._terms[b]
        products = self._scratch[ids] * (values * self._idf[ids])
        sums = np.bincount(kinds, products, len(KINDS))
        found = (sums / (self._norm(a) * self._norm(b))).tolist()
        lacking = not (self._given[a] and self._given[b])
        total = weight = 0.0
        for (name, share), value in zip(SHARES, found[:-1], strict=True):
            total += share * value
            weight += 0.0 if lacking and name == "names" else share
        core = CORE * (found[NAMES] + found[NUMBERS] + found[-1])
        mix = (1 - mixed) * total / weight + mixed * core
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

    def _norm(self, number: int) -> Matrix:
        norm = self._norms.get(number)
        if norm is None:
            ids, values, kinds = self._terms[number]
            weights = values * self._idf[ids]
            squares = np.bincount(kinds, weights * weights, len(KINDS))
            norm = self._norms[number] = np.maximum(np.sqrt(squares), TINY)
        return norm

    def _number(self, kind: int, hashes: list[int]) -> Ids:
        ids = self._ids[kind]
        numbers = [ids.get(value, -1) for value in hashes]
        for place, number in enumerate(numbers):
            if number < 0:
                numbers[place] = ids[hashes[place]] = self._count
                if self._count >= len(self._kind):
                    self._grow()
                self._kind[self._count] = kind
                self._count += 1
        return np.array(numbers, np.int64)

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
            ids = np.arange(self._count)
            self._norms.clear()
            self._loaded = self._unload()
        holders, kind = self._holders[self._source[ids]], self._kind[ids]
        of_words = np.log((1 + self._pieces) / (1 + holders))
        of_others = np.log((1 + len(self._terms)) / (1 + holders)) + 1
        self._idf[ids] = np.where(kind <= LEAD, of_words, of_others)

    def _unload(self) -> int:
        if self._loaded >= 0:
            self._scratch[self._terms[self._loaded][0]] = 0
        return -1
