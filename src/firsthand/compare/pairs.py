"""How alike are any two reports of a pile, kind of evidence by kind?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.agreement import FEW, SLOTS, weigh_cards
from firsthand.compare.cards import Card
from firsthand.compare.counted import Codes
from firsthand.compare.likeness import DATES, NAMES, NUMBERS, WORDS, Evidence, Likeness
from firsthand.model.story import Link, LinkKind, State
from firsthand.text.terms import Hashes

KINDS = ("mix", "words", "lead", "names", "numbers", "dates", "core")
"""Kinds of likeness; the core is what carries across languages: names, numbers and stems."""
TIES = ("passage", "common_origin")
"""A lifted passage; renderings of one original."""
COLUMNS = (*KINDS, *SLOTS, *TIES)
"""What is known of a pair, in this order."""
FLOOR = 0.05
"""Likeness below which a pair is not looked at: its evidence counts as nought."""
MOST = 256
"""Reports that each is compared with at most, the likest ones; the others count as nought too."""
CORE = 1.15 / 3
"""What names, numbers and stems each weigh in the core, on the scale of the mix."""
MIXED = 0.5
"""Chance that two reports of a pile are in two languages from which on the core alone counts:
elsewhere reports of one language would be alike for their language."""
OTHER_SCRIPT = 0.15
"""Core of two texts in two scripts, since no word of one can stand in the other: as much as says
little either way."""
AKIN = frozenset({"de", "en", "es", "fr", "it", "nl", "pt", "sv", ""})
"""Germanic and Romance languages, which have many words in common; a text too short to tell its
language is taken for one."""
WORDS_OF_CORE, LEAD_OF_CORE = 0.8, 0.7
"""Likeness of words and of leads that goes with a core in one language."""
COPIES = frozenset({LinkKind.IDENTICAL, LinkKind.NEAR_COPY, LinkKind.REWRITE, LinkKind.TRANSLATION})
"""One text was made from the other: both tell of one event, and are no two votes for anything."""

FIRST_WORDS = 4096

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The names and numbers, dates and all words of one report, as ascending numbers of words."""

    named: Ids
    dates: Ids
    words: Ids
    length: float
    """logarithm of the number of its distinct words"""
    counted: Codes
    """which numbers stand beside which words of its lead"""


class Rarity:
    """How few reports hold a word; gives every word a number."""

    def __init__(self) -> None:
        """Start without reports."""
        self.reports = 0
        self._numbers: dict[int, int] = {}
        self._holders = np.zeros(FIRST_WORDS)

    @property
    def words(self) -> int:
        """How many words have a number."""
        return len(self._numbers)

    def add(self, evidence: Evidence) -> Told:
        """Count one more report.

        Args:
            evidence: its terms.

        Returns:
            What it tells.
        """
        return self.tell(evidence)[0]

    def tell(self, evidence: Evidence) -> tuple[Told, tuple[Ids, ...]]:
        """Count one more report, and number its words in the order of its terms.

        Args:
            evidence: its terms.

        Returns:
            What it tells; the numbers of its words, names, numbers and dates.
        """
        names, numbers, dates, words = (
            evidence.terms[kind].hashes for kind in (NAMES, NUMBERS, DATES, WORDS)
        )
        every = self.number(words)
        self.reports += 1
        parts = self.number(names), self.number(numbers), self.number(dates)
        named = np.unique(np.concatenate(parts[:2]))
        told = Told(named, np.sort(parts[2]), np.sort(every), log(1 + len(every)), evidence.counted)
        while len(self._holders) < len(self._numbers):
            self._holders = np.concatenate((self._holders, np.zeros(len(self._holders))))
        self._holders[every] += 1
        return told, (every, *parts)

    def of(self, words: Ids) -> Floats:
        """Tell how rare words are.

        Args:
            words: their numbers.

        Returns:
            The logarithm of the share of reports without each, 0 for a word that none holds.
        """
        held = self._holders[words]
        rare = np.log((1 + self.reports) / np.maximum(held, 1))
        rare[held <= 0] = 0.0
        return rare

    def number(self, hashes: Hashes) -> Ids:
        """Give words numbers.

        Args:
            hashes: of the words.

        Returns:
            A number for each; a new one for a word that has none yet.
        """
        known = self._numbers
        values = hashes.tolist()
        numbers = list(map(known.get, values))
        if None in numbers:
            for place in [place for place, number in enumerate(numbers) if number is None]:
                numbers[place] = known.setdefault(values[place], len(known))
        return np.array(numbers, np.int32)


@dataclass(frozen=True, slots=True)
class Pile:
    """What is known of each report and of each pair that is alike or linked, the lower first."""

    told: tuple[Told, ...]
    pairs: dict[Pair, Floats]
    copies: tuple[Pair, ...]
    rarity: Rarity


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
        for b in sorted(_alike(mix, a) | near.get(a, set())):
            pair = min(a, b), max(a, b)
            if pair in pairs:
                continue
            row: Sequence[float] = (mix[b], *(kind[b] for kind in kinds), core[b])
            if cards[a].language != cards[b].language:
                latin = evidence[a].latin and evidence[b].latin
                row = across_languages(row, one_script=latin and share_words(cards[a], cards[b]))
            pairs[pair] = describe(row, cards[a], cards[b], linked.get(pair, frozenset()))
    rarity = Rarity()
    told = tuple(rarity.add(e) for e in evidence)
    copies = tuple(sorted(pair for pair, kinds in linked.items() if kinds & COPIES))
    return Pile(told, dict(sorted(pairs.items())), copies, rarity)


def _alike(mix: Floats, number: int) -> set[int]:
    """List the reports that are like one: in a large pile no more than the likest."""
    found = np.flatnonzero(mix >= FLOOR)
    if len(found) > MOST + 1:
        found = found[np.argsort(-mix[found], kind="stable")[: MOST + 1]]
    return {int(n) for n in found} - {number}


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
    return np.array([*kinds, *weigh_ties(a, b, links)], np.float64)


def weigh_ties(a: Card, b: Card, links: frozenset[LinkKind]) -> tuple[float, ...]:
    """Weigh what two cards and the links between two reports say.

    Args:
        a: card of one report.
        b: card of the other.
        links: the kinds of link between them.

    Returns:
        The values in the order of COLUMNS, without the likeness of the texts.
    """
    return (
        *weigh_cards(a, b),
        float(LinkKind.PASSAGE in links),
        float(LinkKind.COMMON_ORIGIN in links),
    )


def across_languages(kinds: Sequence[float], *, one_script: bool) -> tuple[float, ...]:
    """Put what can be alike in two languages in place of what cannot.

    Args:
        kinds: likeness of two texts in the order of KINDS.
        one_script: whether words of the two can be alike: both are written in Latin letters, in
            languages akin.

    Returns:
        The same with words, lead and mix as the core leads to expect.
    """
    _, words, lead, names, numbers, dates, core = kinds
    core = core if one_script else max(core, OTHER_SCRIPT)
    words, lead = max(words, WORDS_OF_CORE * core), max(lead, LEAD_OF_CORE * core)
    return core, words, lead, names, numbers, dates, core


def share_words(a: Card, b: Card) -> bool:
    """Tell whether words of two reports' languages can be alike: both are of Western Europe.

    Args:
        a: card of one report.
        b: card of the other.

    Returns:
        False where one of the two is Polish, Turkish, Vietnamese ...
    """
    return a.language in AKIN and b.language in AKIN


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
    """Pair reports in different languages that name one place: their words cannot be alike.

    In a small pile all such pairs are looked at.
    """
    if len(cards) <= FEW:
        for low, high in combinations(range(len(cards)), 2):
            if cards[low].language != cards[high].language:
                yield low, high
        return
    at: dict[str, list[int]] = {}
    for number, card in enumerate(cards):
        if card.place is not None:
            key = card.place.key or card.place.name.casefold()
            at.setdefault(key, []).append(number)
    for numbers in at.values():
        for low, high in combinations(numbers, 2):
            if cards[low].language != cards[high].language:
                yield low, high
