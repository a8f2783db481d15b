"""When did things happen, and when were they published?"""

from dataclasses import dataclass
from datetime import date

from firsthand.model.findings import Findings
from firsthand.model.reason import Provenance, Slot
from firsthand.model.story import Relation, State
from firsthand.serve.views.evidence import Evidence, Shelf, Source
from firsthand.serve.views.wording import PROVENANCE, say_date

INSET = 3.0
"""Per cent of the strip's width left free at each end."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark: an event's date or a report's date of publication."""

    kind: str
    """event or published"""
    date: str
    said: str
    label: str
    href: str
    note: str
    evidence: tuple[Evidence, ...]
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on the strip, in per cent of its width; an interval is wider than a day."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated marks in order, what has no date, and the strip that pictures them."""

    days: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    """(EDTF date, date in words, entries)"""
    undated_reports: tuple[Source, ...]
    undated_events: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]
    first: str
    last: str


def view_timeline(findings: Findings, shelf: Shelf) -> Timeline:
    """Put events and publications in order of time.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        The timeline; event dates and publication dates are marks of their own.
    """
    entries: list[Entry] = []
    undated: list[tuple[str, str]] = []
    for event in findings.events:
        if event.state is State.REJECTED:
            continue
        if not event.when.value:
            undated.append((event.title, f"#{event.id}"))
            continue
        referred = all(r.relation is Relation.REFERS for r in event.reportings)
        notes = [_origin(event.when), "only referred to" if referred else ""]
        note = ", ".join(note for note in notes if note)
        entries.append(_entry("event", event.when, event.title, f"#{event.id}", note, shelf))
    silent: list[Source] = []
    for source in shelf.sources:
        metadata = source.report.metadata
        slot = metadata.published if metadata.published.value else metadata.dateline_date
        if not slot.value:
            silent.append(source)
            continue
        note = "" if slot is metadata.published else "date of the dateline"
        label = source.title or source.name
        entries.append(_entry("published", slot, label, f"#{source.anchor}", note, shelf, source))
    entries.sort(key=lambda entry: (entry.date, entry.kind, entry.label, entry.href))
    days: dict[str, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.date, []).append(entry)
    dots, first, last = _strip(entries)
    return Timeline(
        tuple((day, group[0].said, tuple(group)) for day, group in days.items()),
        tuple(silent),
        tuple(undated),
        dots,
        first,
        last,
    )


def _entry(
    kind: str,
    slot: Slot,
    label: str,
    href: str,
    note: str,
    shelf: Shelf,
    source: Source | None = None,
) -> Entry:
    day = slot.value.partition("T")[0]
    quoted = shelf.evidence(slot.spans)
    return Entry(kind, day, say_date(day), label, href, note, quoted, source)


def _origin(slot: Slot) -> str:
    """Mark a day that the event's own reports do not all state."""
    if slot.provenance in (Provenance.INHERITED, Provenance.LINKED_REPORT):
        return PROVENANCE[Provenance.LINKED_REPORT]
    return ""


def _bounds(edtf: str) -> tuple[date, date] | None:
    first, _, last = edtf.partition("/")
    low, high = _day(first), _day(last or first)
    return (low, high) if low and high and low <= high else None


def _day(value: str) -> date | None:
    padded = value + "2000-01-01"[len(value) :] if len(value) in (7, 10) else ""
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None


def _strip(entries: list[Entry]) -> tuple[tuple[Dot, ...], str, str]:
    placed = [(entry, bounds) for entry in entries if (bounds := _bounds(entry.date))]
    if not placed:
        return (), "", ""
    low = min(bounds[0] for _, bounds in placed)
    high = max(bounds[1] for _, bounds in placed)
    days = max(1, (high - low).days)
    room = 100 - 2 * INSET
    dots = [
        Dot(
            entry.kind,
            round(INSET + room * (first - low).days / days, 2),
            round(room * (last - first).days / days, 2),
        )
        for entry, (first, last) in placed
    ]
    distinct = sorted(set(dots), key=lambda dot: (dot.kind, dot.x, dot.width))
    return tuple(distinct), say_date(low.isoformat()), say_date(high.isoformat())
