"""What was asked or promised, and what do later reports say of it?"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.compare.decide import standing
from firsthand.compare.progress import status_of
from firsthand.model.findings import Findings
from firsthand.model.items import Directive, Figure
from firsthand.model.story import Decision, Outcome, Progress, State
from firsthand.model.story import Evidence as Later
from firsthand.serve.views.evidence import Evidence, Shelf, SlotView
from firsthand.serve.views.wording import (
    LATER,
    NOTHING,
    STATES,
    count,
    listed,
    say_date,
    say_weight,
    shorten,
    theme,
    why_weight,
)

SAID_SO = {
    "done": "a report says: done",
    "late": "a report says: late",
    "changed": "a report says: changed",
    "not-met": "a report says: not met",
}
"""Words that a report itself uses; the program never says them of its own."""

STATUSES = {
    "open": NOTHING,
    "partly": "in part",
    "done": "done",
    "late": "late",
    "changed": "changed",
    "not-met": "not met",
}
"""Words for a status that a report tells or a person sets."""

TIMES = frozenset({"s", "a"})
"""Units of time."""

TITLE = 160
"""Characters of a directive in its heading."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the matter: asked for, told before or told later; none is ever summed."""

    when: str
    value: str
    measured: str
    period: str
    said: str
    """the day of the report"""
    language: str
    sources: tuple[tuple[str, str], ...]
    """tag and link of each report that says so"""


@dataclass(frozen=True, slots=True)
class SetView:
    """The status that a person set."""

    status: str
    who: str
    when: str
    why: str
    told: str
    """the status by the reports alone"""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What one later passage says."""

    word: str
    what: str
    """empty where it is no other than the quote"""
    place: str
    period: str
    reason: str
    evidence: tuple[Evidence, ...]
    says: str = ""
    """the status that this report itself tells"""
    date: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """One thing asked or promised."""

    id: str
    title: str
    kind: str
    issuer: SlotView
    themes: str
    date: str
    carried: str
    weight: str
    """how much stands behind what later reports say"""
    why: str
    state: str
    summary: str
    """what later reports offer, in one line"""
    found: bool
    reason: str
    made: tuple[Evidence, ...]
    outcomes: tuple[OutcomeView, ...]
    says: tuple[str, ...] = ()
    """what reports themselves say of it, the latest first, each with the reports that say so"""
    figures: tuple[FigureRow, ...] = ()
    decided: SetView | None = None
    places: tuple[str, ...] = ()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class ProgressGroup:
    """Directives of which later reports say as much."""

    title: str
    items: tuple[ProgressView, ...]


def view_progress(
    findings: Findings, shelf: Shelf, decisions: Sequence[Decision] = ()
) -> tuple[ProgressGroup, ...]:
    """Show directives and commitments with what later reports say.

    Args:
        findings: of a study.
        shelf: its reports.
        decisions: what people have decided, in the order of deciding.

    Returns:
        Those with a reported figure or stated progress, those that are only mentioned again,
        and the rest, directives that the study did not follow up among them.
    """
    covered = {directive for item in findings.progress for directive in item.directives}
    ledger = _Ledger(
        shelf,
        {figure.id: figure for figure in findings.figures},
        _by_report(findings.figures),
        {item.id: item for item in findings.directives},
        _named_places(findings),
        _set_by_people(decisions),
    )
    views = [_progress(item, ledger) for item in findings.progress]
    views += [_alone(item, shelf) for item in findings.directives if item.id not in covered]
    groups = {
        "A later report tells something": [v for v in views if v.found],
        "Mentioned again": [v for v in views if v.outcomes and not v.found],
        NOTHING.capitalize(): [v for v in views if not v.outcomes],
    }
    return tuple(ProgressGroup(title, tuple(items)) for title, items in groups.items() if items)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What the view of one item needs of the others."""

    shelf: Shelf
    figures: Mapping[str, Figure]
    counted: Mapping[str, tuple[Figure, ...]]
    """the figures of each report that are no lengths of time"""
    directives: Mapping[str, Directive]
    places: Mapping[str, tuple[tuple[int, int, str], ...]]
    set_by: Mapping[str, Decision]


def _by_report(figures: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.unit.si_unit not in TIMES:
            found.setdefault(figure.span.report, []).append(figure)
    return {report: tuple(items) for report, items in found.items()}


def _named_places(findings: Findings) -> dict[str, tuple[tuple[int, int, str], ...]]:
    """List the places of each report that are meant as such: start, end and name."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for place in findings.places:
        if place.level != "demonym" and not place.nested and place.use == "literal":
            spot = (place.span.start, place.span.end, place.name)
            found.setdefault(place.span.report, []).append(spot)
    return {report: tuple(sorted(spots)) for report, spots in found.items()}


def _set_by_people(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Give the last standing decision on the status of each item."""
    return {d.target: d for d in standing(decisions) if d.action == "status"}


def _progress(item: Progress, ledger: _Ledger) -> ProgressView:
    shelf = ledger.shelf
    words = [LATER[kind] for kind in Later if any(o.evidence is kind for o in item.outcomes)]
    summary = ", ".join(words) or NOTHING
    told = status_of(item.outcomes)
    decided = _decided(ledger.set_by.get(item.id), told)
    says = _says(item.outcomes, shelf)
    if item.status in SAID_SO and not says and decided is None:
        summary = f"{SAID_SO[item.status]} ({summary})"
    return ProgressView(
        id=item.id,
        title=shorten(item.title, TITLE),
        kind=item.kind,
        issuer=shelf.slot("By", item.issuer),
        themes=_themes(item),
        date=say_date(item.date),
        carried=count(len({span.report for span in item.made}), "report"),
        weight=say_weight(item.weight) if item.weight.reports else "",
        why=why_weight(item.weight),
        state="" if item.state is State.SUGGESTED else STATES[item.state],
        summary=summary,
        found=any(o.evidence is not Later.MENTIONED for o in item.outcomes),
        reason=shelf.why(item.reason) if len(item.made) > 1 else "",
        made=shelf.evidence(item.made),
        outcomes=tuple(_outcome(outcome, shelf) for outcome in _ordered(item.outcomes)),
        says=says,
        figures=tuple(_figures(item, ledger)),
        decided=decided,
        places=_places(item, ledger),
        theme=theme(item.theme) if item.theme else "",
    )


def _decided(decision: Decision | None, told: str) -> SetView | None:
    if decision is None:
        return None
    value = str(json.loads(decision.value))
    return SetView(
        STATUSES.get(value, value),
        decision.who,
        say_date(decision.when[:16]),
        decision.why.rstrip(". "),
        STATUSES[told] if told != "partly" else "a later report tells something",
    )


def _says(outcomes: Iterable[Outcome], shelf: Shelf) -> tuple[str, ...]:
    """Say which report tells which status, the latest first."""
    told: dict[tuple[str, str], dict[str, None]] = {}
    for outcome in sorted(outcomes, key=lambda o: o.date, reverse=True):
        if outcome.word:
            behind = told.setdefault((outcome.date, outcome.word), {})
            behind.update(dict.fromkeys(shelf.source(s.report).tag for s in outcome.spans))
    return tuple(
        f"{STATUSES[word]}: reported by {listed(sorted(tags))}"
        + (f", {say_date(day)}" if day else "")
        for (day, word), tags in told.items()
    )


def _figures(item: Progress, ledger: _Ledger) -> Iterable[FigureRow]:
    """Put what was asked for, what was told before and what was told later side by side.

    Only figures in one unit stand there; shares stand beside any, since they tell of a whole.
    """
    asked = [(ledger.figures[name], item.date) for name in item.targets if name in ledger.figures]
    before = list(_told(item.baseline, ledger))
    later = list(_told(item.outcomes, ledger))
    others = {
        "asked for": [figure for figure, _ in (*before, *later)],
        "told before": [figure for figure, _ in (*asked, *later)],
        "told later": [figure for figure, _ in (*asked, *before)],
    }
    rows = [
        _row(when, figure, day, ledger.shelf)
        for when, found in zip(others, (asked, before, later), strict=True)
        for figure, day in dict.fromkeys(found)
        if any(_is_like(figure, other) for other in others[when])
    ]
    if any(row.when == "told later" for row in rows):
        yield from _once(rows)


def _once(rows: Iterable[FigureRow]) -> Iterable[FigureRow]:
    """Make one row of what several reports say alike."""
    same: dict[FigureRow, dict[tuple[str, str], None]] = {}
    for row in rows:
        same.setdefault(replace(row, sources=()), {}).update(dict.fromkeys(row.sources))
    return [replace(row, sources=tuple(sources)) for row, sources in same.items()]


def _told(outcomes: Iterable[Outcome], ledger: _Ledger) -> Iterator[tuple[Figure, str]]:
    """Give the figures of what is told, with the day of the report."""
    for outcome in sorted(outcomes, key=lambda o: (o.date, o.spans)):
        for span in outcome.spans:
            for figure in ledger.counted.get(span.report, ()):
                if figure.span.start < span.end and span.start < figure.span.end:
                    yield figure, outcome.date


def _is_like(one: Figure, other: Figure) -> bool:
    """Tell whether two figures can be laid side by side: one unit, or a share beside a count."""
    if one.unit.si_unit or other.unit.si_unit:
        return one.unit.si_unit == other.unit.si_unit
    names = {one.unit.canonical, other.unit.canonical}
    return len(names) == 1 or bool(names & {"", "percent"})


def _row(when: str, figure: Figure, day: str, shelf: Shelf) -> FigureRow:
    cite = shelf.cite(figure.span)
    notes = [figure.basis.value if figure.basis.value != "actual" else ""]
    notes.append("running total" if figure.accumulation.value == "cumulative" else "")
    said = ", ".join(note for note in notes if note)
    value = " ".join(cite.quote.split())
    return FigureRow(
        when,
        f"{value} ({said})" if said else value,
        figure.measured.value,
        say_date(figure.period.value),
        say_date(day),
        cite.source.report.metadata.language,
        ((cite.source.tag, cite.href),),
    )


def _places(item: Progress, ledger: _Ledger) -> tuple[str, ...]:
    """Name the places that were asked about; else those of which something is told."""
    named: dict[str, None] = {}
    for one in item.directives:
        directive = ledger.directives.get(one)
        if directive is not None and directive.place.value:
            named[directive.place.value] = None
    for span in item.made:
        for start, end, name in ledger.places.get(span.report, ()):
            if span.start <= start and end <= span.end:
                named[name] = None
    if not named:
        told = [o.place for o in item.outcomes if o.place and o.evidence is not Later.MENTIONED]
        named = dict.fromkeys(sorted(told))
    return tuple(named)


def _themes(item: Progress | Directive) -> str:
    codes = dict.fromkeys(code for code in (item.theme, *item.also_themes) if code)
    return "; ".join(theme(code) for code in codes)


def _ordered(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    ranks = list(Later)
    return sorted(outcomes, key=lambda o: (ranks.index(o.evidence), o.date, o.spans))


def _outcome(outcome: Outcome, shelf: Shelf) -> OutcomeView:
    quotes = {" ".join(span.quote.split()) for span in outcome.spans}
    return OutcomeView(
        LATER[outcome.evidence],
        "" if " ".join(outcome.what.split()) in quotes else outcome.what,
        outcome.place,
        say_date(outcome.period),
        shelf.why(outcome.reason),
        shelf.evidence(outcome.spans),
        STATUSES.get(outcome.word, ""),
        say_date(outcome.date),
        say_weight(outcome.weight) if outcome.weight else "",
    )


def _alone(item: Directive, shelf: Shelf) -> ProgressView:
    aids = [span for slot in (item.object, item.target, item.deadline) for span in slot.spans]
    return ProgressView(
        id=item.id,
        title=shorten(item.span.quote),
        kind=item.kind.value,
        issuer=shelf.slot("By", item.issuer),
        themes=_themes(item),
        date="",
        carried="1 report",
        weight="",
        why="",
        state="",
        summary="not followed up in this study",
        found=False,
        reason=f"rule {item.rule}",
        made=shelf.evidence([item.span], aids),
        outcomes=(),
    )
