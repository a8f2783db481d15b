"""How surely does a later clause speak of the thing that was asked?"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.compare.asking import NOTHING, SEVERAL, TELLING, Share, share
from firsthand.compare.clause_terms import Terms
from firsthand.compare.objects import objects_of

LONG_RUN = 5
"""Han characters in a row that two clauses hardly share by chance."""

STEM_WEIGHT, THING_WEIGHT, FIGURE_WEIGHT, PLACE_WEIGHT = 0.15, 0.25, 0.4, 0.1
"""What one shared rare word, thing, figure and town add to the likeness of two clauses."""

MOST_STEMS, MOST_THINGS, MOST_PLACES = 3.0, 2.0, 2
"""No more than so many shared words, things and towns count."""

_HAN = re.compile(r"[\u3040-\u9fff]+")

ABROAD = 0.5
"""What the likeness of two clauses by what every language has words for weighs beside words."""

FEWEST_CLAUSES = 64
"""In a story of fewer clauses, rarity is weighed as in one of so many."""

FEW, MANY = 4, 200
"""Clauses that name one thing: so few speak of one matter, so many of any."""


class Rarity:
    """How rare each stem, thing and town is among the clauses of a story."""

    def __init__(self, clauses: Sequence[Terms]) -> None:
        self._of = math.log(max(len(clauses), FEWEST_CLAUSES))
        self._counts = Counter(
            name
            for terms in clauses
            for name in (*terms.stems, *_marked(terms.things), *terms.concepts)
        )
        things = {name for terms in clauses for name in terms.things}
        self._telling = {
            name: self._tell(max(self._counts[name], self._counts[f"thing:{name}"]))
            for name in {*self._counts, *things}
        }

    def likeness(self, asked: frozenset[str], told: frozenset[str]) -> float:
        """Compare two clauses by their word stems, rare ones weighing most.

        Args:
            asked: stems of one.
            told: stems of the other.

        Returns:
            Their cosine, in [0, 1].
        """
        both = self._square(asked & told)
        return both / math.sqrt(self._square(asked) * self._square(told)) if both else 0.0

    def _square(self, stems: Iterable[str]) -> float:
        return math.fsum(self._rarity(stem) ** 2 for stem in stems)

    def stems(self, names: Iterable[str]) -> float:
        """Weigh word stems: 1 for each that stands in one clause only, 0 for those in all."""
        return sum(self._rarity(name) for name in sorted(names))

    def things(self, names: Iterable[str]) -> float:
        """Weigh things likewise."""
        return sum(self._rarity(name) for name in sorted(_marked(names)))

    def telling(self, name: str) -> float:
        """Tell how surely clauses that share a stem or a thing speak of one matter.

        Args:
            name: the stem, or the thing's name.

        Returns:
            1 where few clauses name it, however many there are, 0 where hundreds do.
        """
        return self._telling.get(name, 1.0)

    @staticmethod
    def _tell(count: int) -> float:
        return 1.0 - min(1.0, math.log(max(count / FEW, 1.0)) / math.log(MANY / FEW))

    def _rarity(self, name: str) -> float:
        return 1.0 - math.log(max(self._counts[name], 1)) / self._of


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a clause is to what was asked, and what they share."""

    score: float
    shared: tuple[str, ...]
    things: frozenset[str]
    run: int
    figure: bool
    rarest: float = 1.0
    """rarity of the rarest thing they share, in [0, 1]; 0 is one that every clause names"""
    share: Share = NOTHING
    """of what the wording, or the member of its list, that the clause names most of"""
    elsewhere: bool = False
    """whether each names places, and none of the one can be in one of the other; or bodies of which
    one promises something and quite another does it"""
    aimed: bool = True
    """whether the clause names anything of what is to be acted on, as far as that is known"""
    headed: bool = True
    """whether it names what governs that: who asks for desks for visitors asks for desks"""


def nearness(asked: Terms, told: Terms, rarity: Rarity) -> Nearness:
    """Weigh what a later clause shares with the wordings of a directive.

    Args:
        asked: all wordings of the directive, joined.
        told: the later clause.
        rarity: of the story's words.

    Returns:
        The nearness; its score has no upper bound, 1 is plain.
    """
    own = {stem for wanted in asked.wanted for stem in wanted.words}
    stems = told.stems & own
    shared_abroad = frozenset[str]()
    if all(wanted.language != told.language for wanted in asked.wanted):
        # Words of two languages never meet; what they mean does.
        shared_abroad = told.concepts & asked.concepts
    meant = frozenset(thing for name in shared_abroad for thing in objects_of(name))
    things = (told.things & asked.things) | (meant & (told.things | asked.things))
    values = told.values & asked.values
    places = told.places & asked.places
    figure = any(value >= TELLING for value in values)
    several = any(value >= SEVERAL for value in values)
    run = longest_run(asked.text, told.text)
    # Pairs of Han characters overlap: two of them are hardly more than one word.
    latin = {s for s in stems if not _HAN.match(s)}
    words = rarity.stems(latin) + rarity.stems(stems - latin) / 2
    alike = rarity.likeness(asked.stems, told.stems)
    if shared_abroad:
        fresh = frozenset(name for name in shared_abroad if not objects_of(name) & things)
        stems |= fresh
        words += rarity.stems(fresh)
        alike += ABROAD * rarity.likeness(asked.concepts, told.concepts)
    score = (
        alike
        + STEM_WEIGHT * min(MOST_STEMS, words)
        + THING_WEIGHT * min(MOST_THINGS, rarity.things(things))
        + (FIGURE_WEIGHT if figure else FIGURE_WEIGHT / 2 if several else 0.0)
        + PLACE_WEIGHT * min(MOST_PLACES, len(places))
        + FIGURE_WEIGHT * (run >= LONG_RUN)
    )
    shared = (*sorted(things), *(f"{v:g}" for v in sorted(values)), *sorted(stems))
    rarest = max((rarity.things((thing,)) for thing in things), default=1.0)
    shares = [
        share(
            w,
            told.language,
            told.things | things,
            told.stems,
            told.values,
            rarity,
            told.places,
            told.concepts,
        )
        for w in asked.wanted
    ]
    best = max(shares, key=lambda s: (s.is_enough, s.part, s.told), default=NOTHING)
    elsewhere = bool(asked.grounds and told.grounds) and all(
        one.is_elsewhere(other) for one in asked.grounds for other in told.grounds
    )
    if asked.actors and told.actors:
        elsewhere = elsewhere or not asked.actors & told.actors
    # Words of another language never meet.
    unknown = figure or asked.grammar != told.language
    aimed = unknown or not asked.objects or bool(asked.objects & (things | stems))
    headed = unknown or not asked.heads or bool(asked.heads & (things | stems))
    return Nearness(score, shared, things, run, figure, rarest, best, elsewhere, aimed, headed)


def longest_run(left: str, right: str) -> int:
    """Measure the longest run of Han characters that two texts share.

    Args:
        left: a text.
        right: another.

    Returns:
        Its length in characters; 0 where either has none.
    """
    best = 0
    if not _HAN.search(right):
        return best
    for run in _HAN.findall(left):
        for start in range(len(run)):
            while start + best < len(run) and run[start : start + best + 1] in right:
                best += 1
    return best


def _marked(things: Iterable[str]) -> list[str]:
    return [f"thing:{name}" for name in things]
