"""Which events of a story may be one happening told twice, so that their claims meet?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.compare.days import day_of
from firsthand.compare.joining import find_roots
from firsthand.model.findings import Found
from firsthand.model.items import NameKind
from firsthand.model.report import Report
from firsthand.model.story import Entity, Event, Relation

NEAR_DAYS = 31
"""Days between two events that may be told as one: the toll of a flood moves for weeks."""

LEAST_SHARED = 3
"""Places below a country, persons and bodies that two near events have in common, one less where
both are of one kind ..."""

LEAST_SHARE = 0.3
"""... and their share of what the one with fewer of them names."""

ONE_DAY = 1
"""Days between events of one kind in one country that two languages tell of."""

CROWD = 30
"""A place or name of more events than this tells nothing of two of them."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What the reports of an event name, and the languages they are in."""

    names: frozenset[str]
    countries: frozenset[str]
    languages: frozenset[str]


_WIDE = frozenset({"country", "demonym", "region", "other", ""})


def near_events(
    reports: Sequence[Report],
    founds: Mapping[str, Found],
    entities: Sequence[Entity],
    events: Sequence[Event],
    most_days: int = NEAR_DAYS,
) -> list[list[Event]]:
    """Join events whose claims are set against each other.

    Reports of one happening in two languages often share no word but its names, and a happening
    that goes on is told as several events.

    Args:
        reports: labelled reports.
        founds: report id to what was found in it.
        entities: who and what the names stand for.
        events: of the story.
        most_days: between two events of one group.

    Returns:
        Groups in the order of the events; most events stand alone.
    """
    named = _named({r.id: r for r in reports}, events, founds, entities)
    roots = find_roots(
        (one.id, other.id)
        for one, other in _meeting(events, named)
        if _days_apart(one, other) <= most_days and _alike(one, other, named)
    )
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(roots.get(event.id, event.id), []).append(event)
    return list(groups.values())


def _meeting(events: Sequence[Event], named: Mapping[str, _Named]) -> Iterator[tuple[Event, Event]]:
    """Give the pairs of events that share a place, a person, a body or a country."""
    by_name: dict[str, list[int]] = {}
    for number, event in enumerate(events):
        for name in named[event.id].names | named[event.id].countries:
            by_name.setdefault(name, []).append(number)
    pairs = {
        pair
        for members in by_name.values()
        if len(members) <= CROWD
        for pair in combinations(members, 2)
    }
    for one, other in sorted(pairs):
        yield events[one], events[other]


def _days_apart(one: Event, other: Event) -> int:
    first, second = (day_of(event.when.value.partition("/")[0]) for event in (one, other))
    return abs((first - second).days) if first and second else NEAR_DAYS + 1


def _alike(one: Event, other: Event, named: Mapping[str, _Named]) -> bool:
    ours, theirs = named[one.id], named[other.id]
    one_kind = bool(one.kind) and one.kind == other.kind
    shared = len(ours.names & theirs.names)
    least = LEAST_SHARE * min(len(ours.names), len(theirs.names))
    if shared >= max(least, LEAST_SHARED - one_kind):
        return True
    abroad = not ours.languages & theirs.languages
    return bool(
        one_kind
        and abroad
        and _days_apart(one, other) <= ONE_DAY
        and ours.countries & theirs.countries
    )


def _named(
    reports: Mapping[str, Report],
    events: Sequence[Event],
    founds: Mapping[str, Found],
    entities: Sequence[Entity],
) -> dict[str, _Named]:
    """Name the places, the persons and the bodies of each event."""
    by_report: dict[str, set[str]] = {}
    for entity in entities:
        if entity.kind in (NameKind.PERSON, NameKind.ORGANISATION):
            for mention in entity.mentions:
                by_report.setdefault(mention.span.report, set()).add(entity.id)
    found = {}
    for event in events:
        told = {r.report for r in event.reportings if r.relation is not Relation.REFERS}
        names: set[str] = set()
        countries: set[str] = set()
        for report in sorted(told & set(founds)):
            names |= by_report.get(report, set())
            places = [p for p in founds[report].places if p.key]
            names |= {p.key for p in places if p.level not in _WIDE}
            countries |= {p.country for p in places if p.country}
        languages = frozenset(reports[r].metadata.language for r in told if r in reports)
        found[event.id] = _Named(frozenset(names), frozenset(countries), languages)
    return found
