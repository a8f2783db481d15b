"""How are small stories made for tests of what many reports tell?"""

import hashlib

from firsthand.compare.families import Sources
from firsthand.compare.versions import Case
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import (
    Bound,
    Directive,
    DirectiveKind,
    Figure,
    Place,
    Statement,
    StatementKind,
    Unit,
)
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.model.story import Event, Relation, Reporting


def make_report(name: str, text: str, published: str = "", language: str = "en") -> Report:
    """Make a labelled report whose lines are all body."""
    identity = hashlib.sha256(text.encode()).hexdigest()
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            end = start + len(line.rstrip("\n"))
            blocks.append(Block(Span.of(identity, text, start, end), Role.BODY, "test@1"))
        start += len(line)
    slot = Slot(published, (), Provenance.DOCUMENT) if published else Slot()
    return Report(
        id=identity,
        name=name,
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        blocks=tuple(blocks),
        metadata=Metadata(published=slot, language=language, language_score=1.0),
    )


def cut(report: Report, quote: str) -> Span:
    """Find a quote that stands once in a report."""
    assert report.text.count(quote) == 1, quote
    start = report.text.index(quote)
    return report.span(start, start + len(quote))


def figure(
    report: Report,
    quote: str,
    value: float,
    unit: str,
    measured: str = "",
    bound: Bound = Bound.EXACT,
    si: tuple[float, str] | None = None,
) -> Figure:
    """Make a figure with the interval that its bound stands for."""
    span = cut(report, quote)
    low: float | None = value
    high: float | None = value
    if bound in (Bound.OVER, Bound.AT_LEAST):
        high = None
    elif bound in (Bound.UNDER, Bound.AT_MOST, Bound.NEARLY):
        low = None
    si_value, si_unit = si or (None, "")
    return Figure(
        id=item_id("figure", (span,)),
        span=span,
        value=value,
        bound=bound,
        unit=Unit(unit, unit, si_value, si_unit),
        rule="test@1",
        low=low,
        high=high,
        low_open=bound is Bound.OVER,
        measured=Slot(measured, (), Provenance.EXPLICIT) if measured else Slot(),
    )


def statement(report: Report, quote: str, speaker: str, act: str = "say") -> Statement:
    """Make an indirect statement."""
    span = cut(report, quote)
    return Statement(
        id=item_id("statement", (span,)),
        content=(span,),
        kind=StatementKind.INDIRECT,
        act=act,
        rule="test@1",
        speaker=Slot(speaker, (), Provenance.EXPLICIT),
    )


def directive(report: Report, quote: str, theme: str = "", issuer: str = "Ilse Varga") -> Directive:
    """Make a directive."""
    span = cut(report, quote)
    return Directive(
        id=item_id("directive", (span,)),
        span=span,
        kind=DirectiveKind.DIRECTIVE,
        statement="",
        rule="test@1",
        issuer=Slot(issuer, (), Provenance.EXPLICIT),
        theme=theme,
    )


def found(report: Report, *items: object) -> Found:
    """Sort items of one report into their tuples."""
    return Found(
        report.id,
        figures=tuple(i for i in items if isinstance(i, Figure)),
        statements=tuple(i for i in items if isinstance(i, Statement)),
        directives=tuple(i for i in items if isinstance(i, Directive)),
        places=tuple(i for i in items if isinstance(i, Place)),
    )


def event(name: str, day: str, reports: list[Report], programme: str = "") -> Event:
    """Make an event that some reports tell of."""
    return Event(
        id=name,
        title=name,
        kind="meeting",
        reportings=tuple(Reporting(r.id, Relation.REPORTS, (), Reason("test@1")) for r in reports),
        rule="test@1",
        when=Slot(day, (), Provenance.EXPLICIT) if day else Slot(),
        programme=programme,
    )


def case(*pairs: tuple[Report, Found]) -> Case:
    """Put reports of one event together."""
    ordered = sorted(pairs, key=lambda pair: pair[0].id)
    return Case("event-1", tuple(r for r, _ in ordered), {r.id: f for r, f in ordered}, Sources(()))
