"""What is the whole way from reports to findings? Read, clean, ask, group, compare, track."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from firsthand.analyse.figures import find_figures, refresh_periods
from firsthand.analyse.lineage.closing import close_families
from firsthand.analyse.lineage.standing import Standing
from firsthand.analyse.names import find_names
from firsthand.analyse.names.stand_ins import find_stand_ins, telling
from firsthand.analyse.places import find_places, settle_at_home
from firsthand.analyse.statements import find_directives, find_statements
from firsthand.analyse.times import find_times, resolve_times
from firsthand.clean import label
from firsthand.compare.again import named_again
from firsthand.compare.carrying import Carrying
from firsthand.compare.claims import compare_claims
from firsthand.compare.days import day_of
from firsthand.compare.decide import added_outlets, declared_links, judged
from firsthand.compare.entities import link_entities
from firsthand.compare.events import find_events
from firsthand.compare.families import credit_links, find_families
from firsthand.compare.follow_ups import with_follow_ups
from firsthand.compare.merging import redrawn
from firsthand.compare.outlets import bundled
from firsthand.compare.progress import track
from firsthand.compare.quoted import name_speakers
from firsthand.compare.recount import decide_links, weigh_all, weigh_spellings, with_facts
from firsthand.compare.second_hand import refer_links
from firsthand.compare.standing import with_stand_ins
from firsthand.compare.updates import with_updates
from firsthand.compare.ways import settle_ways
from firsthand.model.findings import Findings, Found
from firsthand.model.reason import Provenance
from firsthand.model.report import Refusal, Report
from firsthand.model.story import (
    Decision,
    Event,
    Link,
    Relation,
)
from firsthand.text import vectors
from firsthand.text.reading import read
from firsthand.text.unwrapped import requote, unwrap
from firsthand.text.vectors import Encoder

ANALYSIS_VERSION = 9
"""Raised when a rib's answers on one report change: stored items of older versions are redone."""

STORY_VERSION = 12
"""Raised when what is drawn from many reports changes."""

Founds: TypeAlias = Mapping[str, Found]


def analyse(raw: Report) -> tuple[Report, Found]:
    """Ask every question of one report.

    Args:
        raw: a report as ingested.

    Returns:
        The labelled report and what was found in it.
    """
    report = label(raw)
    unwrapped = unwrap(report)
    reading = read(unwrapped)
    moments = find_times(reading)
    places = find_places(reading)
    names = find_names(reading, places)
    figures = find_figures(reading, moments, places)
    statements = find_statements(reading, names)
    directives = find_directives(reading, statements, moments, places, figures)
    stand_ins = telling(find_stand_ins(reading, names), names)
    found = Found(report.id, names, moments, places, figures, statements, directives, stand_ins)
    return report, found if unwrapped is report else requote(found, {report.id: report.text})


def draw(
    reports: Iterable[Report],
    founds: Founds,
    refusals: Iterable[Refusal] = (),
    decisions: Sequence[Decision] = (),
    standing: Standing | None = None,
    carrying: Carrying | None = None,
) -> Findings:
    """Draw from many reports what they tell together.

    Args:
        reports: labelled reports, in any order.
        founds: report id to what was found in it.
        refusals: inputs that could not be read.
        decisions: what people have decided, in the order of deciding.
        standing: what was compared for the last study of these reports and fewer.
        carrying: the ids that events went by; None = each is named by what belongs to it.

    Returns:
        The findings; but for the ids of events the same whatever the order of the reports and
        whatever was compared before.
    """
    received = tuple(sorted(reports, key=lambda report: (report.name, report.id)))
    unwrapped = tuple(map(unwrap, received))
    lines = {r.id: r.text for r, one in zip(received, unwrapped, strict=True) if one is not r}
    if not lines:
        return _draw(received, founds, refusals, decisions, standing, carrying)
    texts = {report.id: report.text for report in unwrapped if report.id in lines}
    founds = {**founds, **{name: requote(founds[name], texts) for name in texts}}
    findings = _draw(unwrapped, founds, refusals, decisions, standing, carrying)
    return requote(replace(findings, reports=received), lines)


def _draw(
    ordered: tuple[Report, ...],
    founds: Founds,
    refusals: Iterable[Refusal],
    decisions: Sequence[Decision],
    standing: Standing | None,
    carrying: Carrying | None,
) -> Findings:
    """Draw from reports in the order of their names, each paragraph of theirs one line."""
    homed = settle_at_home([(report, founds[report.id].places) for report in ordered])
    founds = {r.id: replace(founds[r.id], places=homed[r.id]) for r in ordered}
    by_text = with_updates(ordered, _by_text(ordered, standing or Standing()))
    by_text = tuple(name_speakers(by_text, founds))
    # Events stand on what the texts show: who is whose source may be decided otherwise.
    events = find_events(ordered, founds, by_text, decisions)
    if carrying:
        events = carrying.carry_on(events)
        decisions = [replace(one, target=carrying.resolve(one.target)) for one in decisions]
    events = judged(events, decisions)
    links = _link_all(ordered, founds, events, by_text, decisions)
    days = _days_told(events)
    dated = {r.id: _inherit_date(r, founds[r.id], days.get(r.id)) for r in ordered}
    families = find_families(ordered, links)
    further = named_again(ordered, dated, events)
    entities = redrawn(link_entities(ordered, further, events), decisions)
    entities = with_stand_ins(entities, dated, events)
    entities = tuple(weigh_spellings(entities, families))
    entities = judged(entities, decisions)
    comparisons = compare_claims(ordered, dated, entities, events, links, _encoder(ordered))
    links = with_facts(links, comparisons, decisions)
    progress = judged(track(ordered, dated, events, links), decisions)
    return Findings(
        reports=ordered,
        refusals=tuple(sorted(refusals, key=lambda refusal: (refusal.name, refusal.reason))),
        names=tuple(item for r in ordered for item in dated[r.id].names),
        moments=tuple(item for r in ordered for item in dated[r.id].moments),
        places=tuple(item for r in ordered for item in dated[r.id].places),
        figures=tuple(item for r in ordered for item in dated[r.id].figures),
        statements=tuple(item for r in ordered for item in dated[r.id].statements),
        directives=tuple(item for r in ordered for item in dated[r.id].directives),
        stand_ins=tuple(item for r in ordered for item in dated[r.id].stand_ins),
        entities=entities,
        links=links,
        families=families,
        events=with_follow_ups(events, progress),
        comparisons=comparisons,
        progress=progress,
        weights=weigh_all([report.id for report in ordered], events, links),
    )


def study(
    raws: Iterable[Report],
    refusals: Iterable[Refusal] = (),
    told: Callable[[str], None] | None = None,
) -> Findings:
    """Study reports in one go, without a dossier.

    Args:
        raws: reports as ingested; repeats of one id count once.
        refusals: inputs that could not be read.
        told: called with a line about each step.

    Returns:
        The findings.
    """
    reports: dict[str, Report] = {}
    founds: dict[str, Found] = {}
    for raw in raws:
        if raw.id in reports:
            reports[raw.id] = min(reports[raw.id], raw, key=lambda report: report.name)
            continue
        if told:
            told(f"reading {raw.name}")
        reports[raw.id], founds[raw.id] = analyse(raw)
    if told:
        tell_comparing(reports.values(), told)
    return draw(reports.values(), founds, refusals)


def tell_comparing(reports: Collection[Report], told: Callable[[str], None]) -> None:
    """Say that reports are being compared, and what cannot be compared here.

    Args:
        reports: labelled reports.
        told: called with a line about each step.
    """
    told(f"comparing {len(reports)} reports")
    if _in_languages(reports) > 1 and not vectors.installed():
        told(
            "no sentence model is installed, so translations show only by names and numbers; "
            "install firsthand[vectors] to compare by sense"
        )


def _days_told(events: Iterable[Event]) -> dict[str, date]:
    """Give for each report the day of the event that it reports, where that is known."""
    days: dict[str, date] = {}
    for event in events:
        day = day_of(event.when.value.partition("/")[0])
        if event.when.provenance is Provenance.NONE or day is None:
            continue
        for reporting in event.reportings:
            if reporting.relation is not Relation.REFERS:
                days.setdefault(reporting.report, day)
    return days


def _inherit_date(report: Report, found: Found, day: date | None) -> Found:
    """Reckon an undated report's open dates from the day of the event that it reports."""
    metadata = report.metadata
    if day is None or metadata.published.value or metadata.dateline_date.value:
        return found
    moments = resolve_times(found.moments, report, day, Provenance.LINKED_REPORT)
    return replace(found, moments=moments, figures=refresh_periods(found.figures, moments))


def _by_text(reports: Sequence[Report], standing: Standing) -> tuple[Link, ...]:
    """Link reports by what their texts share, two alone or beside a third."""
    encoder = _encoder(reports)
    links = standing.links(reports, encoder)
    return (*links, *close_families(reports, links, encoder, standing.kinships))


def _encoder(reports: Sequence[Report]) -> Encoder | None:
    """Load the sentence model where reports are in several languages and it is installed."""
    return vectors.load() if _in_languages(reports) > 1 and vectors.installed() else None


def _in_languages(reports: Iterable[Report]) -> int:
    return len({report.metadata.language for report in reports})


def _link_all(
    reports: Sequence[Report],
    founds: Founds,
    events: Sequence[Event],
    by_text: Iterable[Link],
    decisions: Sequence[Decision],
) -> tuple[Link, ...]:
    """Say why reports are not independent, and what of that counts for the user."""
    register = bundled().having(added_outlets(decisions))
    refers = refer_links(reports, events, register)
    suggested = (
        *settle_ways(by_text, refers, reports, founds, events),
        *credit_links(reports, register),
        *refers,
        *declared_links({report.id: report.name for report in reports}, decisions),
    )
    return decide_links(suggested, decisions)
