"""Which of the clauses of a story could be on a request at all, and how near are they to it?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from firsthand.analyse.statements.themes import FALLBACK, find_themes
from firsthand.compare.asking import TELLING
from firsthand.compare.clause_terms import Terms, joined
from firsthand.compare.evidence import fields
from firsthand.compare.offers import Offer
from firsthand.compare.relevance import Nearness, Rarity, nearness
from firsthand.lang import lexicon
from firsthand.model.items import Directive, Figure

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
    _themes: dict[int, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """List the clauses by the stems and things that they name."""
        self._rarity = Rarity([*(offer.terms for offer in self.offers), *self.terms.values()])
        naming: dict[str, list[int]] = defaultdict(list)
        within: dict[str, list[int]] = defaultdict(list)
        for number, offer in enumerate(self.offers):
            for name in sorted({*offer.terms.stems, *offer.terms.things}):
                naming[name].append(number)
            for thing in sorted(offer.wide):
                if offer.tells:
                    within[thing].append(number)
        self._naming, self._within = naming, within

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
            for name in sorted({*asked.stems, *asked.things})
            if self._rarity.telling(name) >= LEAST
            for number in self._naming.get(name, ())
        }
        parts = fields()
        for wanted in asked.wanted:
            for thing in sorted(wanted.things & parts.keys()):
                for part in sorted(parts[thing]):
                    found.update(self._within.get(part, ()))
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
        """Compare requests in two languages by the things and the counts that they name.

        Args:
            ones: wordings of a request.
            others: wordings of another.

        Returns:
            Weight of what both name by that of all that either names, in [0, 1]; 0 where they share
            a language or a report.
        """
        left, right = joined(self.wordings_of(ones)), joined(self.wordings_of(others))
        if {t.language for t in self.wordings_of(ones)} & {
            t.language for t in self.wordings_of(others)
        }:
            return 0.0
        weights = {name: self._rarity.telling(name) for name in sorted(left.things | right.things)}
        counts = {v: 2.0 for v in sorted(left.values | right.values) if v >= TELLING}
        whole = sum(weights.values()) + sum(counts.values())
        both = sum(weights[name] for name in sorted(left.things & right.things))
        both += sum(counts.get(v, 0.0) for v in sorted(left.values & right.values))
        return both / whole if whole else 0.0

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
