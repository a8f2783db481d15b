"""Do two groups of reports tell of one event? The sum of the evidence, kept part by part."""

import tomllib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp, log

import numpy as np

from firsthand.compare.agreement import SLOTS
from firsthand.compare.bags import Bag
from firsthand.compare.counted import other_counts
from firsthand.compare.pairs import COLUMNS, KINDS, TIES, Floats, Rarity, Told

IN_LOG_ODDS = ("other_counts", "large_pile")
"""What leads count otherwise and what the size of the pile says: in log-odds already, as cards."""
FEATURES = (
    *KINDS,
    *SLOTS,
    *TIES,
    "looser_than_the_looser",
    "looser_than_the_tighter",
    "own_names_of_both",
    "own_names",
    "two_groups",
    "smaller_size",
    "larger_size",
    "shortest_text",
    "nearest_of_one",
    "nearest_of_other",
    "looser_lead",
    "looser_names",
    "looser_numbers",
    "looser_dates",
    "looser_core",
    "own_dates",
    "own_words",
    *IN_LOG_ODDS,
)
"""What speaks for or against joining two groups, in this order."""
FITTED = 1000
"""Reports of the largest pile that the weights are fitted on."""
CHANCE = 0.5
"""Log-odds against one event for a pile e times as large: each report has so many more others that
it is like by chance, and words of one story look rarer."""
COUNTED_OTHERWISE = 0.55
"""The same for each word beside which two groups hardly have a number in common."""
LEAST = 0.02
"""Added to a likeness before its logarithm is taken, and the least likeness within a group."""
STEADY = 0.05
"""The same where two likenesses are compared."""
OFTEN, RARELY = 0.5, 0.15
"""A term in that share of one side's reports, and in no more of the other's, is its own."""
DAMP = 5.0
"""Rarity added to all that a side tells, so that a side of few terms has few of its own."""
SHOWN = 5
"""Parts of a sum that are told in words."""


class Answer(StrEnum):
    """What follows from the evidence."""

    JOIN = "join"
    OPEN = "open"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Weights:
    """The log-odds for one unit of each feature, and the sums from which to join and to ask."""

    each: Floats
    start: float
    join: float
    ask: float


@dataclass(frozen=True, slots=True)
class Record:
    """The log-odds that two groups tell of one event, with the parts of the sum."""

    score: float
    answer: Answer
    start: float
    values: "array[float]"
    """log-odds by feature, in the order of FEATURES"""

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """What the sum is made of, nought left out."""
        said = zip(FEATURES, self.values, strict=True)
        return (("to start with", self.start), *(part for part in said if part[1]))

    @property
    def chance(self) -> float:
        """The same as a probability."""
        return 1 / (1 + exp(-max(-50.0, min(50.0, self.score))))

    def __str__(self) -> str:
        """Tell the answer, the sum and its largest parts."""
        ranked = sorted(self.parts, key=lambda part: (-abs(part[1]), part[0]))[:SHOWN]
        told = ", ".join(f"{name.replace('_', ' ')} {value:+.1f}" for name, value in ranked)
        return f"{self.answer}: log-odds {self.score:+.1f} of one event ({told})"


NO_WORDS = Bag(np.zeros(0, np.int32))
NOTHING = np.zeros(len(COLUMNS))
NOTHING.flags.writeable = False


@dataclass(slots=True)
class Side:
    """One group of reports: its size, its likeness within, and what its reports tell."""

    size: int
    within: Floats
    """summed over the pairs of its reports, in the order of COLUMNS"""
    nearest: float
    """likeness of its first report with the nearest one of the pile"""
    length: float
    named: Bag
    dates: Bag
    words: Bag
    counted: Bag = NO_WORDS

    @classmethod
    def of(cls, told: Told, nearest: float) -> "Side":
        """Make a group of one report.

        Args:
            told: what it tells.
            nearest: its likeness with the nearest report of the pile.

        Returns:
            The group.
        """
        terms = (told.named, told.dates, told.words, told.counted)
        bags = (Bag(words) for words in terms)
        return cls(1, NOTHING, nearest, told.length, *bags)

    def join(self, other: "Side", across: Floats) -> None:
        """Take in another group.

        Args:
            other: the group.
            across: what is known of the pairs across, summed.
        """
        self.size += other.size
        self.within = self.within + other.within + across
        self.length = min(self.length, other.length)
        self.named = self.named.with_bag(other.named)
        self.dates = self.dates.with_bag(other.dates)
        self.words = self.words.with_bag(other.words)
        self.counted = self.counted.with_bag(other.counted)

    def without(self, told: Told, across: Floats, length: float) -> "Side":
        """Take one report out.

        Args:
            told: what it tells.
            across: what is known of its pairs with the others, summed.
            length: of the shortest report that is left.

        Returns:
            The rest of the group.
        """
        terms = (
            (self.named, told.named),
            (self.dates, told.dates),
            (self.words, told.words),
            (self.counted, told.counted),
        )
        bags = (bag.with_bag(Bag(words), -1.0) for bag, words in terms)
        return Side(self.size - 1, self.within - across, self.nearest, length, *bags)

    @property
    def tightness(self) -> float:
        """How alike its reports are; for one report, how alike the nearest one is."""
        if self.size == 1:
            return max(self.nearest, STEADY)
        return max(float(self.within[0]) / pairs_of(self.size), LEAST)


def pairs_of(size: int) -> float:
    """Count the pairs in a group.

    Args:
        size: of the group.

    Returns:
        How many pairs its reports form.
    """
    return size * (size - 1) / 2


def measure(
    across: Floats,
    one: Side,
    two: Side,
    rivals: tuple[float, float],
    rarity: Rarity,
) -> Floats:
    """Measure what speaks for and against joining two groups.

    How much looser two groups are across than within tells siblings from one event in any pile, and
    so does whether each keeps to names, numbers and dates of its own.

    Args:
        across: mean over the pairs across, in the order of COLUMNS.
        one: a group.
        two: another.
        rivals: mean likeness of each with the nearest third group.
        rarity: how few reports hold a word.

    Returns:
        The values in the order of FEATURES.
    """
    known = across.tolist()
    mix = max(known[0], LEAST / 2)
    looser = sorted(log(mix / side.tightness) for side in (one, two))
    sides = [(a, b) for a, b in ((one, two), (two, one)) if a.size > 1]
    own = [_own_share(a.named, a.size, b.words, b.size, rarity) for a, b in sides]
    both = len(own) > 1
    beside = besides(known[0], rivals)
    found = [
        log(mix + LEAST),
        *(log(value + LEAST) for value in known[1:4]),
        *known[4:6],
        log(known[6] + LEAST),
        *known[len(KINDS) :],
        *looser,
        min(own) if both else 0.0,
        sum(own) / len(own) if own else 0.0,
        float(both),
        log(min(one.size, two.size)),
        log(max(one.size, two.size)),
        min(one.length, two.length),
        *beside,
        *(_contrasts(across, one, two, rarity) if both else (0.0,) * 7),
        -COUNTED_OTHERWISE
        * other_counts(
            (one.counted.words, one.counted.counts),
            one.size,
            (two.counted.words, two.counted.counts),
            two.size,
        ),
        -CHANCE * log(max(1.0, rarity.reports / FITTED)),
    ]
    return np.array(found)


def besides(alike: float, rivals: tuple[float, float]) -> list[float]:
    """Tell how much more alike two groups are than each is to the nearest third group.

    Args:
        alike: mean likeness of the two.
        rivals: mean likeness of each with the nearest third one.

    Returns:
        What FEATURES calls nearest of one and of other.
    """
    mix = max(alike, LEAST / 2)
    return sorted(log(mix / max(rival, LEAST)) for rival in rivals)


def decide(features: Floats, weights: Weights | None = None) -> Record:
    """Add up the evidence.

    Args:
        features: what speaks for and against, in the order of FEATURES.
        weights: None = those that the program ships.

    Returns:
        The sum with its parts, and what follows.
    """
    weights = weights or shipped()
    values = weights.each * features
    score = sum_up(features, weights)
    answer = Answer.JOIN if score >= weights.join else Answer.ASK
    answer = Answer.OPEN if score < weights.ask else answer
    return Record(score, answer, weights.start, array("d", values.tolist()))


def sum_up(features: Floats, weights: Weights) -> float:
    """Add up the evidence without keeping its parts.

    Args:
        features: what speaks for and against, in the order of FEATURES.
        weights: the weights.

    Returns:
        The log-odds that both groups tell of one event.
    """
    return round(float((weights.each * features).sum()) + weights.start, 6)


@cache
def shipped() -> Weights:
    """Load the weights that the program ships.

    Returns:
        The weights of `data/grouping.toml`.
    """
    with files("firsthand").joinpath("data", "grouping.toml").open("rb") as file:
        table = tomllib.load(file)
    # What is in log-odds already counts as it is where nothing else was fitted.
    told = {**dict.fromkeys((*SLOTS, *IN_LOG_ODDS), 1.0), **table["weights"]}
    each = np.array([float(told.get(name, 0.0)) for name in FEATURES])
    answers = table["answers"]
    return Weights(each, float(table["start"]), float(answers["join"]), float(answers["ask"]))


def _contrasts(across: Floats, one: Side, two: Side, rarity: Rarity) -> Iterator[float]:
    within = np.minimum(one.within / pairs_of(one.size), two.within / pairs_of(two.size))
    for kind in range(2, len(KINDS)):
        yield log((float(across[kind]) + STEADY) / (float(within[kind]) + STEADY))
    for a, b in ((one.dates, two.dates), (one.words, two.words)):
        there = _own_share(a, one.size, b, two.size, rarity)
        yield (there + _own_share(b, two.size, a, one.size, rarity)) / 2


def _own_share(bag: Bag, size: int, others: Bag, other_size: int, rarity: Rarity) -> float:
    """Tell how much of what most of a side's reports name, the other side does not."""
    words = bag.words[bag.counts >= OFTEN * size]
    rare = rarity.of(words)
    own = rare[others.count(words) <= RARELY * other_size]
    return float(own.sum()) / (DAMP + float(rare.sum()))
