"""Which reports that are here already may tell of the event of a new one?"""

from array import array

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.cards import Card
from firsthand.compare.live_likeness import LiveLikeness

FEW = 48
"""Reports among which everybody is compared with everybody."""
CANDIDATES = 20
"""Reports that a new one is compared with, the ones with most rare terms in common."""
RAREST = 32
"""Terms of a new report that are looked up, the rarest first."""
HOLDERS = 128
"""Latest reports looked at of those that hold a term."""
COMMON = 0.02
"""Share of the reports that may hold a term which is looked up, if more than twice these do."""
FIRST_TERMS = 4096


class Nearest:
    """An index of reports by rare words and names, and by place and day."""

    def __init__(self, likeness: LiveLikeness) -> None:
        """Start without reports.

        Args:
            likeness: the terms of the reports.
        """
        self._likeness = likeness
        self._cards: list[Card] = []
        self._held: NDArray[np.int32] = np.zeros(FIRST_TERMS, np.int32)
        self._first: NDArray[np.int32] = np.zeros(FIRST_TERMS, np.int32)
        self._most = 0
        self._reports: dict[int, array[int]] = {}
        self._at: dict[str, list[int]] = {}

    def add(self, card: Card) -> None:
        """Take in the latest report.

        Args:
            card: its card.
        """
        number = len(self._cards)
        self._cards.append(card)
        terms = self._likeness.looked_up(number)
        while len(terms) and terms.max() >= len(self._held):
            self._held = np.concatenate((self._held, np.zeros_like(self._held)))
            self._first = np.concatenate((self._first, np.zeros_like(self._first)))
        self._held[terms] += 1
        self._most = max(2 * HOLDERS, int(COMMON * number))
        held = self._held[terms]
        self._first[terms[held == 1]] = number
        reports = self._reports
        # Most terms stand in one report alone and need no list.
        for term in terms[(held > 1) & (held <= self._most)].tolist():
            listed = reports.get(term)
            if listed is None:
                reports[term] = array("i", (self._first[term], number))
            else:
                listed.append(number)
        if card.place is not None:
            self._at.setdefault(_place_and_day(card), []).append(number)

    def near(self, number: int) -> list[int]:
        """Find the earlier reports that share rare words and names with one, or place and day.

        Args:
            number: its place.

        Returns:
            Their places.
        """
        if number < FEW:
            return list(range(number))
        terms = self._likeness.looked_up(number)
        holders = self._held[terms]
        terms = terms[(holders > 1) & (holders <= self._most)]
        rarity = self._likeness.rarity_of(terms)
        rarest = np.argsort(-rarity, kind="stable")[:RAREST]
        best: list[int] = []
        if len(rarest):
            held = [self._reports[term][-HOLDERS:] for term in terms[rarest].tolist()]
            weights = np.repeat(rarity[rarest] ** 2, [len(reports) for reports in held])
            shared = np.round(np.bincount(np.concatenate(held), weights), 6)
            others = np.flatnonzero(shared)
            if len(others) > CANDIDATES + 1:
                least = np.partition(shared[others], -CANDIDATES - 1)[-CANDIDATES - 1]
                others = others[shared[others] >= least]
            order = np.argsort(-shared[others], kind="stable")[: CANDIDATES + 1]
            best = [n for n in others[order].tolist() if n != number][:CANDIDATES]
        card = self._cards[number]
        if card.place is not None:
            best += [n for n in self._at[_place_and_day(card)][-RAREST:] if n != number]
        return sorted(set(best))


def _place_and_day(card: Card) -> str:
    place = card.place
    return f"{(place.key or place.name.casefold()) if place else ''} {card.first}"
