"""What does a clause name: things, words, counts, towns, bodies?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from firsthand.compare.asking import (
    SEVERAL,
    Wanted,
    head_of,
    parts_of,
    read_wanted,
    stems,
    without_reasons,
)
from firsthand.compare.concepts import concepts_of
from firsthand.compare.objects import objects_of, thing_patterns, things_of
from firsthand.compare.tolls import UNSPACED
from firsthand.compare.under import Under
from firsthand.model.findings import Found
from firsthand.model.items import (
    Bound,
    Directive,
    DirectiveKind,
    Figure,
    Moment,
    Name,
    NameKind,
    Place,
)
from firsthand.model.span import Span

AHEAD = 120
"""Characters before a promise in which the body that promises is named."""

ACTORS = frozenset({NameKind.PERSON, NameKind.ORGANISATION})

CODE = 3
"""Letters of a currency's code."""

_ANY_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ground:
    """A place as far as it tells whether another one is elsewhere."""

    key: str
    country: str
    admin1: str

    def is_elsewhere(self, other: Self) -> bool:
        """Tell whether two places cannot hold one another.

        Args:
            other: another place.

        Returns:
            True for two countries, provinces or towns; False where either is a region that may
            hold the other.
        """
        if self.key == other.key:
            return False
        if self.country and other.country and self.country != other.country:
            return True
        if self.country in {self.key, ""} or other.country in {other.key, ""}:
            return False
        if self.admin1 != other.admin1:
            return bool(self.admin1 and other.admin1)
        return self.admin1 not in {self.key, other.key, ""}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clause can share with another: word stems, named things, figures, towns."""

    text: str
    stems: frozenset[str]
    things: frozenset[str]
    values: frozenset[float]
    places: frozenset[str]
    language: str = ""
    grounds: frozenset[Ground] = frozenset()
    """where the clause says it is"""
    actors: frozenset[str] = frozenset()
    """words of the names of the bodies that the clause, or who promises, is called by"""
    wanted: tuple[Wanted, ...] = ()
    """of a directive only: what it names, whole first, then each member of its list"""
    objects: frozenset[str] = frozenset()
    """of a directive only: things and stems of what is to be acted on, where a grammar tells"""
    heads: frozenset[str] = frozenset()
    """those of its governing noun: of the desks in "desks for visitors" not of the visitors"""
    grammar: str = ""
    """the language of the wordings whose object a grammar tells"""
    concepts: frozenset[str] = frozenset()
    """things that every language has words for"""


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a report's items tells clauses apart, by where it stands."""

    figures: Under[Figure]
    places: Under[Place]
    moments: Under[Moment]
    actors: Under[Name]
    """persons and bodies: who does something is not what is done"""


def marks_of(found: Found) -> Marks:
    """Order the figures and towns of a report by where they stand.

    Args:
        found: what was found in it.

    Returns:
        Its marks.
    """
    return Marks(
        Under(
            f
            for f in found.figures
            if f.bound is not Bound.VAGUE and f.unit.si_unit not in {"s", "a"}
        ),
        Under(found.places),
        Under(found.moments),
        Under(n for n in found.names if n.kind in ACTORS),
    )


def terms_of(span: Span, language: str, marks: Marks) -> Terms:
    """Take a clause apart.

    Args:
        span: the clause.
        language: of its report.
        marks: of its report.

    Returns:
        Its terms.
    """
    text = span.quote
    values = frozenset(figure.value for figure in marks.figures.find(span))
    places = marks.places.find(span)
    # A town called after a mill tells of no mill.
    unplaced = _without(text, _towns(places, language))
    return Terms(
        text,
        frozenset(stems(text, language)),
        things_of(unplaced, language),
        values,
        frozenset(p.key for p in places if p.key and p.level not in {"country", "demonym"}),
        language,
        frozenset(
            Ground(p.key, p.country, p.admin1)
            for p in places
            if p.key and p.level in {"country", "admin1", "city"}
        ),
        actors_of(marks, span),
        concepts=_concepts(text, places, language),
    )


def _concepts(text: str, places: Iterable[Place], language: str) -> frozenset[str]:
    named = [] if language in UNSPACED else [place.span.quote for place in places]
    return concepts_of(_without(text, named), language)


def is_money(figure: Figure) -> bool:
    """Tell whether a figure is an amount of money.

    Args:
        figure: any.

    Returns:
        True where its unit is a currency.
    """
    return len(figure.unit.canonical) == CODE and figure.unit.canonical.isupper()


def _towns(places: Iterable[Place], language: str) -> list[str]:
    """List the names of towns; where words are written together, a name may hold the thing's."""
    if language in UNSPACED:
        return []
    return [place.span.quote for place in places if place.level == "city"]


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text


def actors_of(marks: Marks, span: Span) -> frozenset[str]:
    """Take the names of bodies in a clause apart.

    Args:
        marks: of its report.
        span: the clause.

    Returns:
        Their words, folded.
    """
    return frozenset(
        word.casefold()
        for name in marks.actors.find(span)
        if name.kind is NameKind.ORGANISATION
        for word in _ANY_WORD.findall(name.span.quote)
        if len(word) > 1
    )


def asked_terms(directive: Directive, language: str, marks: Marks) -> Terms:
    """Take a directive apart, and the list that it may hold into its members.

    Args:
        directive: what is asked.
        language: of its report.
        marks: of its report.

    Returns:
        Its terms with what it names as a whole and what each member names that names a thing.
    """
    span = directive.span
    terms = terms_of(span, language, marks)
    patterns, _ = thing_patterns(language)
    places = marks.places.find(span)
    towns = _towns(places, language)
    when = [moment.span.quote for moment in marks.moments.find(span)]
    when += [part.quote for s in (directive.deadline, directive.addressee) for part in s.spans]
    aside = [*when, *(place.span.quote for place in places)]
    aside += [name.span.quote for name in marks.actors.find(span)]
    aside += [f.span.quote for f in marks.figures.find(span) if is_money(f)]
    none: frozenset[float] = frozenset()
    counts = frozenset(value for value in terms.values if value >= SEVERAL)

    asked = without_reasons(terms.text, language)
    # "The ministry of labour" is to do something; it is not what is to be done.
    unasked = [*towns, *(n.span.quote for n in marks.actors.find(span) if language not in UNSPACED)]

    def wanted(text: str) -> Wanted:
        things = {name: patterns[name] for name in things_of(_without(text, unasked), language)}
        if text != asked:
            found = read_wanted(text, language, things, none, aside)
        else:
            found = read_wanted(text, language, things, counts, aside, terms.places)
        named = concepts_of(_without(text, aside), language)
        abroad = frozenset(name for name in named if not objects_of(name) & found.things)
        return replace(found, abroad=abroad)

    parts = [part for part in map(wanted, parts_of(asked, language)) if part.things]
    whole = wanted(asked)
    if not len(whole):
        # Who asks for nothing but a thing with a name asks for that.
        whole = read_wanted(terms.text, language, {}, counts, when, terms.places)
    # Whoever promises does it; who asks is not who does.
    actors = frozenset[str]()
    if directive.kind is DirectiveKind.COMMITMENT and directive.statement:
        before = replace(span, start=max(0, span.start - AHEAD))
        actors = actors_of(marks, before).union(
            *(actors_of(marks, issuer) for issuer in directive.issuer.spans)
        )
    acted_on = wanted(directive.object.value)
    head = wanted(head_of(directive.object.value, language))
    return replace(
        terms,
        wanted=tuple(dict.fromkeys((whole, *parts))),
        actors=actors,
        objects=acted_on.things | acted_on.words,
        heads=head.things | head.words,
        grammar=language,
    )


def joined(wordings: Sequence[Terms]) -> Terms:
    """Put the terms of several wordings together.

    Args:
        wordings: of one directive.

    Returns:
        What any of them holds.
    """
    return Terms(
        "\n".join(terms.text for terms in wordings),
        frozenset(stem for terms in wordings for stem in terms.stems),
        frozenset(thing for terms in wordings for thing in terms.things),
        frozenset(value for terms in wordings for value in terms.values),
        frozenset(place for terms in wordings for place in terms.places),
        wordings[0].language,
        frozenset(ground for terms in wordings for ground in terms.grounds),
        frozenset(word for terms in wordings for word in terms.actors),
        tuple(dict.fromkeys(wanted for terms in wordings for wanted in terms.wanted)),
        # A wording whose object no grammar tells may be on anything.
        _all_of([terms.objects for terms in wordings]),
        _all_of([terms.heads for terms in wordings]),
        wordings[0].grammar,
        frozenset(name for terms in wordings for name in terms.concepts),
    )


def _all_of(named: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset(name for names in named for name in names) if all(named) else frozenset()
