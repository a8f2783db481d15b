"""When did things happen, when were they published, and which days do reports look back on?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from firsthand.compare.days import Day as Named
from firsthand.compare.days import rank_days
from firsthand.model.findings import Findings
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import FURNITURE, Report, Role
from firsthand.model.span import Span
from firsthand.model.story import Event, Relation, State, Weight
from firsthand.serve.drawings.strip import Days, Strip, draw_strip
from firsthand.serve.views.calendar import cover
from firsthand.serve.views.evidence import Evidence, Shelf, Source
from firsthand.serve.views.wording import MONTHS, PROVENANCE, count, say_date, say_weight

NAMED = 12
"""Days at most that are shown because independent sources name them."""
LEAST = 2
"""Independent sources that make a day one of these."""
QUOTES = 3
"""Quotes shown for such a day."""

KINDS = {"event": "Event", "named": "Named", "published": "Published"}
"""In the order in which marks of one day are told."""
MANY = {"event": ("event", ""), "named": ("day named", "days named"), "published": ("report", "")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark: an event's date, a day that reports name, or a report's date of publication."""

    kind: str
    """event, named or published"""
    date: str
    days: Days
    """the first and the last day that the date may mean"""
    label: str
    href: str
    note: str
    evidence: tuple[Evidence, ...]
    source: Source | None = None
    behind: str = ""
    """of an event: its claims and sources"""

    @property
    def word(self) -> str:
        """What the mark is, in a word."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class DayView:
    """All marks of one date."""

    date: str
    said: str
    entries: tuple[Entry, ...]

    @property
    def is_day(self) -> bool:
        """Whether HTML's time element takes the date."""
        return "/" not in self.date and self.date.replace("-", "").isdigit()


@dataclass(frozen=True, slots=True)
class Month:
    """The dates that begin in one month."""

    said: str
    tally: str
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The dates that begin in one year."""

    said: str
    tally: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated marks in order, what has no date, and the strip that pictures them."""

    years: tuple[Year, ...]
    undated_reports: tuple[Source, ...]
    undated_events: tuple[tuple[str, str], ...]
    strip: Strip | None
    first: str
    last: str

    @property
    def days(self) -> tuple[DayView, ...]:
        """The dates in order."""
        return tuple(d for year in self.years for month in year.months for d in month.days)

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds of marks that occur, each with its word."""
        here = {entry.kind for day in self.days for entry in day.entries}
        return tuple((kind, word) for kind, word in KINDS.items() if kind in here)

    @property
    def uncertain(self) -> bool:
        """Whether a date is an interval."""
        return any(e.days[0] < e.days[1] for day in self.days for e in day.entries)


def view_timeline(findings: Findings, shelf: Shelf) -> Timeline:
    """Put events, publications and the days that reports name in order of time.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        The timeline; dates of events, of publication and days named are marks of their own.
    """
    entries: list[Entry] = []
    undated: list[tuple[str, str]] = []
    claims = Counter(one.event for one in findings.comparisons)
    weights = dict(findings.weights)
    for event in findings.events:
        if event.state is State.REJECTED:
            continue
        entry = _event(event, claims[event.id], weights.get(event.id), shelf)
        if entry:
            entries.append(entry)
        else:
            undated.append((event.title, f"#{event.id}"))
    silent: list[Source] = []
    for source in shelf.sources:
        entry = _publication(source, shelf)
        if entry:
            entries.append(entry)
        else:
            silent.append(source)
    entries.extend(_named(day, shelf) for day in _looked_back_on(findings))
    order = list(KINDS)
    entries.sort(key=lambda e: (e.days, e.date, order.index(e.kind), e.label, e.href))
    strip = draw_strip([(entry.kind, entry.days) for entry in entries])
    return Timeline(
        _years(entries),
        tuple(silent),
        tuple(undated),
        strip,
        say_date(strip.first.isoformat()) if strip else "",
        say_date(strip.last.isoformat()) if strip else "",
    )


def _event(event: Event, claims: int, weight: Weight | None, shelf: Shelf) -> Entry | None:
    entry = _entry("event", event.when, event.title, f"#{event.id}", shelf)
    if entry is None:
        return None
    referred = all(r.relation is Relation.REFERS for r in event.reportings)
    notes = [_origin(event.when), "only referred to" if referred else ""]
    telling = count(len({r.report for r in event.reportings}), "report")
    return replace(
        entry,
        note=", ".join(note for note in notes if note),
        behind=(f"{count(claims, 'claim')}; " if claims else "")
        + (say_weight(weight) if weight else telling),
    )


def _publication(source: Source, shelf: Shelf) -> Entry | None:
    metadata = source.report.metadata
    slot = metadata.published if metadata.published.value else metadata.dateline_date
    label = source.title or source.name
    entry = _entry("published", slot, label, f"#{source.anchor}", shelf)
    note = "" if slot is metadata.published else "date of the dateline"
    return replace(entry, source=source, note=note) if entry else None


def _entry(kind: str, slot: Slot, label: str, href: str, shelf: Shelf) -> Entry | None:
    day = "/".join(end.partition("T")[0] for end in slot.value.split("/"))
    days = cover(day)
    if days is None:
        return None
    return Entry(kind, day, days, label, href, "", shelf.evidence(slot.spans))


def _named(day: Named, shelf: Shelf) -> Entry:
    when = date.fromisoformat(day.date)
    sources = count(day.origins, "independent source")
    label = f"named by {count(len(day.reports), 'report')}, {sources}"
    quoted = shelf.evidence(moment.span for moment in day.moments[:QUOTES])
    return Entry("named", day.date, (when, when), label, "", "", quoted)


def _looked_back_on(findings: Findings) -> Sequence[Named]:
    """Choose the days that independent sources name, the weightiest."""
    own = {report.id: _own_dates(report) for report in findings.reports}
    told = [m for m in findings.moments if not _within(m.span, own.get(m.span.report, ()))]
    ranked = rank_days(findings.reports, told, findings.families)
    return [day for day in ranked if day.origins >= LEAST][:NAMED]


def _own_dates(report: Report) -> tuple[Span, ...]:
    """Find the words that date a report itself: nobody looks back with them."""
    metadata = report.metadata
    lines = (b.span for b in report.blocks if b.role in FURNITURE or b.role is Role.DATELINE)
    return (*metadata.published.spans, *metadata.dateline_date.spans, *lines)


def _within(span: Span, places: Sequence[Span]) -> bool:
    return any(place.start < span.end and span.start < place.end for place in places)


def _origin(slot: Slot) -> str:
    """Mark a day that the event's own reports do not all state."""
    if slot.provenance in (Provenance.INHERITED, Provenance.LINKED_REPORT):
        return PROVENANCE[Provenance.LINKED_REPORT]
    return ""


def _years(entries: Sequence[Entry]) -> tuple[Year, ...]:
    """Nest marks in their dates, months and years; an interval stands where it begins."""
    nested: dict[int, dict[int, dict[str, list[Entry]]]] = {}
    for entry in entries:
        begin = entry.days[0]
        months = nested.setdefault(begin.year, {})
        months.setdefault(begin.month, {}).setdefault(entry.date, []).append(entry)
    return tuple(_year(year, months) for year, months in nested.items())


def _year(year: int, months: dict[int, dict[str, list[Entry]]]) -> Year:
    made = tuple(
        Month(
            f"{MONTHS[number - 1]} {year}",
            _tally(entry for group in days.values() for entry in group),
            tuple(DayView(day, say_date(day), tuple(group)) for day, group in days.items()),
        )
        for number, days in months.items()
    )
    inside = [entry for month in made for day in month.days for entry in day.entries]
    return Year(str(year), _tally(inside), made)


def _tally(entries: Iterable[Entry]) -> str:
    """Say how many marks of each kind there are."""
    found = Counter(entry.kind for entry in entries)
    return ", ".join(count(found[kind], *MANY[kind]) for kind in KINDS if found[kind])
