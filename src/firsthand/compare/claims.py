"""Where do the reports of an event agree, differ, say more, or stand alone?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from firsthand.compare.abroad import Facing, facing_abroad
from firsthand.compare.again_told import told_again
from firsthand.compare.days import day_of
from firsthand.compare.event_claims import (
    day_claims,
    other_day_claims,
    place_claims,
)
from firsthand.compare.families import Sources
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.list_claims import list_claims
from firsthand.compare.modality_claims import modality_claims
from firsthand.compare.moved_days import moved_day_claims, sensed_day_claims
from firsthand.compare.moved_ends import moved_end_claims
from firsthand.compare.name_claims import role_claims, spelling_claims
from firsthand.compare.named_lists import named_list_claims
from firsthand.compare.near_events import near_events
from firsthand.compare.place_claims import (
    listed_place_claims,
    moved_place_claims,
    other_place_claims,
)
from firsthand.compare.rendered import Renderings, rendered_day_claims
from firsthand.compare.senses import (
    Sensed,
    days_by_sense,
    facing_by_sense,
    figures_by_sense,
    stretches_by_sense,
)
from firsthand.compare.text_claims import SURE_LIKENESS, facts_abroad, line_up, text_claims
from firsthand.compare.versions import Case
from firsthand.compare.voice_claims import persons_by_spelling
from firsthand.model.findings import Found
from firsthand.model.report import Report
from firsthand.model.story import Comparison, Entity, Event, Link, Relation, Verdict
from firsthand.text.vectors import Encoder

ANY_DAYS = 100 * 366
"""However long after the first event of an affair its later ones are."""

_SEVERITY = {
    Verdict.DIFFER: 0,
    Verdict.MORE_DETAIL: 1,
    Verdict.AGREE: 2,
    Verdict.ONLY_HERE: 3,
}


def compare_claims(
    reports: Sequence[Report],
    founds: Mapping[str, Found],
    entities: Sequence[Entity],
    events: Sequence[Event],
    links: Sequence[Link],
    encoder: Encoder | None = None,
) -> tuple[Comparison, ...]:
    """Compare what the reports of each event claim, slot by slot.

    Args:
        reports: labelled reports.
        founds: report id to what was found in it, open dates reckoned.
        entities: who and what the names stand for.
        events: which reports tell of one event.
        links: why reports are not independent, for the weight of each version.
        encoder: a sentence model, where reports are in several languages and one is there.

    Returns:
        Comparisons by event, differences first.
    """
    by_id = {report.id: report for report in reports}
    sources = Sources(links)
    persons = persons_by_spelling(entities)
    named = _Named(entities)
    renderings = Renderings(links)
    found: list[Comparison] = []
    for near in near_events(reports, founds, entities, events):
        cases = [_case(by_id, founds, sources, [event]) for event in near]
        whole = _case(by_id, founds, sources, near) if len(near) > 1 else cases[0]
        if len(whole.reports) == 1:
            found.extend(figure_claims(whole))
            continue
        for case, event in zip(cases, near, strict=True):
            if len(case.reports) > 1:
                found.extend(place_claims(case, event))
        first = next(event for event in near if event.id == whole.event)
        found.extend(day_claims(whole, first))
        rendered = renderings.by(whole)
        rendered = (*rendered, *facing_by_sense(whole, encoder, rendered))
        days = list(rendered_day_claims(whole, rendered))
        abroad = (*rendered, *facing_abroad(whole, named.by(whole)))
        found.extend(other_day_claims(whole, first, abroad))
        groups = line_up(whole)
        lists = list(named_list_claims(whole, abroad))
        lists.extend(listed_place_claims(whole, abroad, lists))
        found.extend(lists)
        sensed = figures_by_sense(whole, encoder)
        figures = figure_claims(whole, groups, abroad, sensed)
        found.extend(figures)
        sure = [clauses for score, clauses in groups if score >= SURE_LIKENESS]
        days.extend(moved_day_claims(whole, sure))
        days.extend(moved_end_claims(whole, stretches_by_sense(whole, encoder), sure))
        found.extend(days)
        found.extend(moved_place_claims(whole, sure))
        apart = (*figures, *days, *lists)
        found.extend(text_claims(whole, persons, apart, groups))
        found.extend(facts_abroad(whole, abroad, apart))
        found.extend(modality_claims(whole))
        found.extend(list_claims(whole))
    affairs = near_events(reports, founds, entities, events, ANY_DAYS)
    for affair in affairs:
        case = _case(by_id, founds, sources, affair)
        if len(case.reports) > 1:
            abroad = facing_abroad(case, named.by(case))
            sensed = figures_by_sense(case, encoder)
            if len(affair) > 1:
                found.extend(facts_abroad(case, facing_by_sense(case, encoder, ())))
            found.extend(sensed_day_claims(case, affair, days_by_sense(case, encoder)))
            found = _told_again(case, affair, abroad, sensed, found)
    if len(reports) > 1 and events:
        found.extend(_names_told(_case(by_id, founds, sources, events), entities, events))
    unique = {comparison.id: comparison for comparison in found}
    return tuple(sorted(unique.values(), key=_order))


class _Named:
    """Which entities does each report name?"""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._of: dict[str, set[int]] = defaultdict(set)
        for number, entity in enumerate(entities):
            for mention in entity.mentions:
                self._of[mention.span.report].add(number)

    def by(self, case: Case) -> list[Entity]:
        """List those that the reports of a case name, in their order."""
        here = set().union(*(self._of.get(report.id, ()) for report in case.reports))
        return [self._entities[number] for number in sorted(here)]


def _told_again(
    case: Case,
    affair: Sequence[Event],
    abroad: Sequence[Facing],
    sensed: Sequence[Sensed],
    found: list[Comparison],
) -> list[Comparison]:
    """Join the towns and figures that the reports of an affair give alike."""
    found.extend(other_place_claims(case, affair, abroad))
    if len(affair) == 1 and not sensed:
        return found
    told: dict[str, set[int]] = defaultdict(set)
    for number, event in enumerate(affair):
        for r in event.reportings:
            if r.relation is not Relation.REFERS:
                told[r.report].add(number)
    event_of = {report: frozenset(numbers) for report, numbers in told.items()}
    days = [day_of(event.when.value.partition("/")[0]) for event in affair]
    day = {report: days[min(numbers)] for report, numbers in told.items()}
    return told_again(case, found, event_of, abroad, sensed, day)


def _names_told(
    story: Case, entities: Sequence[Entity], events: Sequence[Event]
) -> Iterator[Comparison]:
    """Compare names and offices across the story, each under the event most of its reports tell."""
    told: dict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for r in event.reportings:
            if r.relation is not Relation.REFERS:
                told[r.report].append(number)
    for claim in (*spelling_claims(story, entities), *role_claims(story, entities)):
        named = {span.report for version in claim.versions for span in version.mentions}
        here = Counter(number for report in named for number in told[report])
        home = min(here, key=lambda number: (-here[number], number), default=0)
        yield replace(claim, event=events[home].id)


def _case(
    by_id: Mapping[str, Report],
    founds: Mapping[str, Found],
    sources: Sources,
    events: Sequence[Event],
) -> Case:
    """Put the reports of near events together, under the name of the one most reports tell of."""
    told = [
        {r.report for r in event.reportings if r.relation is not Relation.REFERS} & set(by_id)
        for event in events
    ]
    first = max(range(len(events)), key=lambda number: (len(told[number]), -number))
    members = sorted(set().union(*told))
    return Case(
        event=events[first].id,
        reports=tuple(by_id[report] for report in members),
        founds={report: founds[report] for report in members},
        sources=sources,
        day=events[first].when.value,
    )


def _order(comparison: Comparison) -> tuple[str, int, str]:
    return comparison.event, _SEVERITY[comparison.verdict], comparison.id
