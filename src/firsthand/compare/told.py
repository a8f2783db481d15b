"""Which of the clauses of a story could be on a request at all, and how near are they to it?"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from firsthand.analyse.statements.themes import FALLBACK, find_themes
from firsthand.compare.asking import SEVERAL, TELLING
from firsthand.compare.clause_terms import Terms, joined
from firsthand.compare.evidence import fields
from firsthand.compare.objects import objects_of
from firsthand.compare.offers import Offer
from firsthand.compare.relevance import Nearness, Rarity, nearness
from firsthand.lang import lexicon
from firsthand.model.items import Directive, Figure

COUNTED, MARKED = 2.0, 1.0
"""What a large count weighs that two languages name, and a small one, a town or a day."""

NO_YEAR = "XXXX"
"""In place of a year that no report tells."""

MEANT = 0.5
"""What a thing weighs that the thesaurus of all languages names, beside those of policies."""

MARKED_PART = 1.25
"""Two wordings that share small counts, towns and days too need share less of all they name."""

LEAST_SAME = 0.3
"""What two wordings in two languages must have in common by them."""

LEAST = 0.1
"""A word or thing that tells less than this does not bring a clause and a request together."""


@dataclass(slots=True)
class Told:
    """The clauses of a story, found by what they name, and what its requests name."""

    offers: Sequence[Offer]
    terms: Mapping[str, Terms]
    """directive id to what it names"""
    targets: Mapping[str, tuple[Figure, ...]]
    """directive id to the figures that it asks for"""
    _rarity: Rarity = field(init=False)
    _naming: Mapping[str, list[int]] = field(init=False)
    _within: Mapping[str, list[int]] = field(init=False)
    _citing: Mapping[float, list[int]] = field(init=False)
    _themes: dict[int, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """List the clauses by the stems and things that they name."""
        told = (offer.terms for offer in self.offers if not offer.ahead)
        self._rarity = Rarity([*told, *self.terms.values()])
        naming: dict[str, list[int]] = defaultdict(list)
        citing: dict[float, list[int]] = defaultdict(list)
        within: dict[str, list[int]] = defaultdict(list)
        for number, offer in enumerate(self.offers):
            for name in sorted({*offer.terms.stems, *offer.terms.things, *offer.terms.concepts}):
                naming[name].append(number)
            for thing in sorted(offer.wide):
                if offer.tells:
                    within[thing].append(number)
            for value in sorted(offer.cited.values):
                citing[value].append(number)
        self._naming, self._within, self._citing = naming, within, citing

    def wordings_of(self, directives: Sequence[Directive]) -> list[Terms]:
        """Give what the wordings of one request name.

        Args:
            directives: the wordings.

        Returns:
            Their terms, in the same order.
        """
        return [self.terms[d.id] for d in directives]

    def near(
        self, directives: Sequence[Directive], reports: Collection[str]
    ) -> dict[int, Nearness]:
        """Weigh the clauses of some reports that could be on a request.

        Args:
            directives: the wordings of the request.
            reports: ids of the later reports.

        Returns:
            Number of a clause to its nearness; those that share nothing telling are left out.
        """
        asked = joined(self.wordings_of(directives))
        found = {
            number
            for name in sorted({*asked.stems, *asked.things, *asked.concepts})
            if self._rarity.telling(name) >= LEAST
            for number in self._naming.get(name, ())
        }
        parts = fields()
        for wanted in asked.wanted:
            for thing in sorted(wanted.things & parts.keys()):
                for part in sorted(parts[thing]):
                    found.update(self._within.get(part, ()))
        for value in sorted(asked.values):
            found.update(self._citing.get(value, ()))
        return {
            number: nearness(asked, self.offers[number].terms, self._rarity)
            for number in sorted(found)
            if self.offers[number].span.report in reports
        }

    def asked(self, directive: Directive) -> tuple[Figure, ...]:
        """Give the figures that a directive asks for.

        Args:
            directive: any directive of the story.

        Returns:
            Its figures.
        """
        return self.targets.get(directive.id, ())

    def sameness(self, ones: Sequence[Directive], others: Sequence[Directive]) -> float:
        """Compare requests in two languages by things, counts, towns and the day they are due.

        Args:
            ones: wordings of a request.
            others: wordings of another.

        Returns:
            Weight of what both name by that of all that either names, in [0, 1]; 0 where they share
            a language or a report.
        """
        first, second = self.wordings_of(ones), self.wordings_of(others)
        if not {t.language for t in first}.isdisjoint(t.language for t in second):
            return 0.0
        left, right = joined(first), joined(second)
        things = {name: self._rarity.telling(name) for name in sorted(left.things | right.things)}
        meant = [frozenset(n for w in t.wanted for n in w.abroad) for t in (left, right)]
        things |= {name: MEANT * self._rarity.telling(name) for name in sorted(meant[0] | meant[1])}
        counts = {
            v: COUNTED if v >= TELLING else MARKED for v in sorted(left.values | right.values)
        }
        large = {f"1 {v:g}": w for v, w in counts.items() if v >= TELLING}
        marks = {f"1 {v:g}": w for v, w in counts.items() if v >= SEVERAL}
        marks |= dict.fromkeys(sorted(left.places | right.places), MARKED)
        due = [set(_due(named)) for named in (ones, others)]
        if any(day.startswith(NO_YEAR) for days in due for day in days):
            due = [{NO_YEAR + day[len(NO_YEAR) :] for day in days} for days in due]
        if all(due):
            marks |= dict.fromkeys(sorted(due[0] | due[1]), MARKED)
        shared = frozenset.intersection(
            *(
                frozenset({*t.things, *(f"1 {v:g}" for v in t.values), *t.places, *days, *names})
                for t, days, names in zip((left, right), due, meant, strict=True)
            )
        )
        # One language's list of things may lack a word that the thesaurus has.
        alike = frozenset(
            thing for name in left.concepts & right.concepts for thing in objects_of(name)
        )
        shared |= alike & things.keys()
        # Places and days may be left out by one wording; that they agree tells, not that they lack.
        return max(
            _part({**things, **large}, shared),
            MARKED_PART * _part({**things, **marks}, shared),
        )

    def likeness(self, one: Offer, other: Offer) -> float:
        """Compare two clauses by their words.

        Args:
            one: a clause.
            other: another.

        Returns:
            Their cosine, in [0, 1].
        """
        return self._rarity.likeness(one.terms.stems, other.terms.stems)

    def themes(self, number: int) -> frozenset[str]:
        """Tell the themes of a clause.

        Args:
            number: of the clause.

        Returns:
            Theme codes.
        """
        if number not in self._themes:
            offer = self.offers[number]
            self._themes[number] = frozenset(find_themes(offer.language, (offer.span.quote,)))
        return self._themes[number]


def _due(directives: Sequence[Directive]) -> Iterator[str]:
    """Give the days by which something is due; "+" stands behind those that are still to come."""
    return (d.deadline.value.rstrip("+") for d in directives if d.deadline.value)


def _part(weights: Mapping[str, float], shared: Collection[str]) -> float:
    whole = math.fsum(weights.values())
    both = math.fsum(weight for name, weight in weights.items() if name in shared)
    return both / whole if whole and both >= LEAST_SAME else 0.0


@cache
def theme_of(thing: str) -> tuple[str, ...]:
    """Tell the policy field of a thing, for languages that have no list of themes.

    Args:
        thing: its name, the same in every language.

    Returns:
        The theme of its English words; none where they have none.
    """
    words = lexicon(FALLBACK, "objects")["objects"].get(thing, "").replace("*", "")
    return tuple(find_themes(FALLBACK, tuple(words.split("|")))[:1])
