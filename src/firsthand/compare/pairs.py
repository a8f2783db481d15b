"""How alike are any two reports of a pile, kind of evidence by kind?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.agreement import SLOTS, compare_cards
from firsthand.compare.cards import Card
from firsthand.compare.likeness import DATES, NAMES, NUMBERS, WORDS, Evidence, Likeness
from firsthand.model.story import Link, LinkKind, State

KINDS = ("mix", "words", "lead", "names", "numbers", "dates", "core")
"""Kinds of likeness; the core is what carries across languages: names, numbers and stems."""
TIES = ("passage", "common_origin")
"""A lifted passage; renderings of one original."""
COLUMNS = (*KINDS, *SLOTS, *TIES)
"""What is known of a pair, in this order."""
FLOOR = 0.05
"""Likeness below which a pair is not looked at: its evidence counts as nought."""
CORE = 1.15 / 3
"""What names, numbers and stems each weigh in the core, on the scale of the mix."""
MIXED = 0.5
"""Chance that two reports of a pile are in two languages from which on the core alone counts:
elsewhere reports of one language would be alike for their language."""
OTHER_SCRIPT = 0.15
"""Core of two texts in two scripts, since no word of one can stand in the other: as much as says
little either way."""
WORDS_OF_CORE, LEAD_OF_CORE = 0.8, 0.7
"""Likeness of words and of leads that goes with a core in one language."""
COPIES = frozenset({LinkKind.IDENTICAL, LinkKind.NEAR_COPY, LinkKind.REWRITE, LinkKind.TRANSLATION})
"""One text was made from the other: both tell of one event, and are no two votes for anything."""

Floats = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """The names and numbers, dates and all words of one report, as hashes."""

    named: frozenset[int]
    dates: frozenset[int]
    words: frozenset[int]
    length: float
    """logarithm of the number of its distinct words"""

    @classmethod
    def of(cls, evidence: Evidence) -> "Told":
        """Take them from a report's evidence.

        Args:
            evidence: of the report.

        Returns:
            Its words.
        """
        names, numbers, dates, words = (
            frozenset(evidence.terms[kind].hashes.tolist())
            for kind in (NAMES, NUMBERS, DATES, WORDS)
        )
        return cls(names | numbers, dates, words, log(1 + len(words)))


@dataclass(slots=True)
class Rarity:
    """How few reports hold a word."""

    reports: int = 0
    holders: Counter[int] = field(default_factory=Counter)

    def add(self, told: Told) -> None:
        """Count one more report.

        Args:
            told: what it tells.
        """
        self.reports += 1
        self.holders.update(told.words)

    def of(self, word: int) -> float:
        """Tell how rare a word is.

        Args:
            word: its hash.

        Returns:
            The logarithm of the share of reports without it, 0 for a word that none holds.
        """
        count = self.holders.get(word, 0)
        return log((1 + self.reports) / count) if count else 0.0


@dataclass(frozen=True, slots=True)
class Pile:
    """What is known of each report and of each pair that is alike or linked, the lower first."""

    told: tuple[Told, ...]
    pairs: dict[Pair, Floats]
    copies: tuple[Pair, ...]
    rarity: "Rarity"


def compare_all(evidence: Sequence[Evidence], cards: Sequence[Card], links: Iterable[Link]) -> Pile:
    """Compare all reports of a pile.

    Args:
        evidence: the terms of each report.
        cards: the card of each report, in the same order.
        links: links between reports.

    Returns:
        The pairs that are alike, linked, or place one town in two languages.
    """
    linked = _linked(cards, links)
    likeness = Likeness.of(evidence)
    mixed = mix_of_languages(Counter(card.language for card in cards))
    near: dict[int, set[int]] = {}
    for low, high in (*linked, *_one_place_abroad(cards)):
        near.setdefault(low, set()).add(high)
    pairs: dict[Pair, Floats] = {}
    for a in range(len(cards)):
        kinds = [vectors.similar(a) for vectors in likeness.vectors]
        core = CORE * (kinds[NAMES] + kinds[NUMBERS] + likeness.stems.similar(a))
        mix = (1 - mixed) * likeness.mix(a, kinds) + mixed * core
        alike = {int(n) for n in np.flatnonzero(mix >= FLOOR) if n > a}
        for b in sorted(alike | near.get(a, set())):
            row: Sequence[float] = (mix[b], *(kind[b] for kind in kinds), core[b])
            if cards[a].language != cards[b].language:
                row = across_languages(row, one_script=evidence[a].latin and evidence[b].latin)
            pairs[a, b] = describe(row, cards[a], cards[b], linked.get((a, b), frozenset()))
    told = tuple(Told.of(e) for e in evidence)
    rarity = Rarity()
    for report in told:
        rarity.add(report)
    copies = tuple(sorted(pair for pair, kinds in linked.items() if kinds & COPIES))
    return Pile(told, pairs, copies, rarity)


def describe(kinds: Sequence[float], a: Card, b: Card, links: frozenset[LinkKind]) -> Floats:
    """Put together what is known of one pair.

    Args:
        kinds: its likeness in the order of KINDS.
        a: card of one report.
        b: card of the other.
        links: the kinds of link between them.

    Returns:
        The values in the order of COLUMNS.
    """
    ties = (
        LinkKind.PASSAGE in links,
        LinkKind.COMMON_ORIGIN in links,
    )
    return np.array([*kinds, *compare_cards(a, b)[0], *ties], np.float64)


def across_languages(kinds: Sequence[float], *, one_script: bool) -> tuple[float, ...]:
    """Put what can be alike in two languages in place of what cannot.

    Args:
        kinds: likeness of two texts in the order of KINDS.
        one_script: whether both are written in Latin letters.

    Returns:
        The same with words, lead and mix as the core leads to expect.
    """
    _, words, lead, names, numbers, dates, core = kinds
    core = core if one_script else max(core, OTHER_SCRIPT)
    words, lead = max(words, WORDS_OF_CORE * core), max(lead, LEAD_OF_CORE * core)
    return core, words, lead, names, numbers, dates, core


def mix_of_languages(languages: Mapping[str, int]) -> float:
    """Tell how far a pile mixes languages.

    Args:
        languages: language to how many reports are in it.

    Returns:
        0 for one language, 1 where two reports are as often in two languages as in one.
    """
    total = sum(languages.values())
    same = sum((count / total) ** 2 for count in languages.values()) if total else 1.0
    return min(1.0, (1 - same) / MIXED)


def _linked(cards: Sequence[Card], links: Iterable[Link]) -> dict[Pair, frozenset[LinkKind]]:
    places = {card.report: number for number, card in enumerate(cards)}
    kinds: dict[Pair, set[LinkKind]] = {}
    for link in links:
        if link.state is not State.REJECTED and link.a in places and link.b in places:
            low, high = sorted((places[link.a], places[link.b]))
            kinds.setdefault((low, high), set()).add(link.kind)
    telling = COPIES | {LinkKind.PASSAGE, LinkKind.COMMON_ORIGIN}
    return {pair: frozenset(found) for pair, found in sorted(kinds.items()) if found & telling}


def _one_place_abroad(cards: Sequence[Card]) -> Iterator[Pair]:
    """Pair reports in different languages that name one place: their words cannot be alike."""
    at: dict[str, list[int]] = {}
    for number, card in enumerate(cards):
        if card.place is not None:
            key = card.place.key or card.place.name.casefold()
            at.setdefault(key, []).append(number)
    for numbers in at.values():
        for low, high in combinations(numbers, 2):
            if cards[low].language != cards[high].language:
                yield low, high
