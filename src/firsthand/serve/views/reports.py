"""Which reports were read, what do they say of themselves, and what is each line of theirs?"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.report import Report
from firsthand.model.schema import spans_of
from firsthand.serve.views.evidence import Evidence, Piece, Shelf, SlotView, Source, cut
from firsthand.serve.views.wording import LANGUAGES, count, say_date, say_number


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a full text with its role; `new` tells that the role differs from before."""

    role: str
    new: bool
    blank: bool
    inside: str
    """roles of stretches within the line"""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report as a brief shows it."""

    source: Source
    slots: tuple[SlotView, ...]
    evidence: tuple[Evidence, ...]
    language: str
    facts: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def view_reports(findings: Findings, shelf: Shelf) -> tuple[ReportView, ...]:
    """Show the reports with their labelled full texts.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        One view a report.
    """
    cited = cite_starts(findings)
    marks = mark_items(findings)
    return tuple(view_report(source, cited, marks, shelf) for source in shelf.sources)


Marks = dict[str, list[tuple[int, int, str]]]


def cite_starts(findings: Findings) -> dict[str, set[int]]:
    """Tell where in each text something begins that is quoted anywhere.

    Args:
        findings: of a study.

    Returns:
        Report id to code point offsets.
    """
    cited: dict[str, set[int]] = {}
    for span in spans_of(findings):
        cited.setdefault(span.report, set()).add(span.start)
    return cited


def mark_items(findings: Findings) -> Marks:
    """Say what is found where, with a one-letter label for each kind of item.

    Args:
        findings: of a study.

    Returns:
        Report id to (start, end, label).
    """
    kinds: tuple[tuple[str, Iterable[object]], ...] = (
        ("n", (item.span for item in findings.names)),
        ("t", (item.span for item in findings.moments)),
        ("p", (item.span for item in findings.places)),
        ("f", (item.span for item in findings.figures)),
        ("s", (item.content for item in findings.statements)),
        ("d", (item.span for item in findings.directives)),
    )
    marks: Marks = {}
    for label, items in kinds:
        for item in items:
            for span in spans_of(item):
                marks.setdefault(span.report, []).append((span.start, span.end, label))
    return marks


def view_report(
    source: Source, cited: dict[str, set[int]], marks: Marks, shelf: Shelf
) -> ReportView:
    """Show one report.

    Args:
        source: the report.
        cited: of `cite_starts`.
        marks: of `mark_items`.
        shelf: the reports of its study.

    Returns:
        Its view.
    """
    report = source.report
    metadata = report.metadata
    slots = {
        "Outlet": metadata.outlet,
        "Agency credited": metadata.agency,
        "Published": metadata.published,
        "Date of the dateline": metadata.dateline_date,
        "Place of the dateline": metadata.dateline_place,
    }
    shown = [shelf.slot(label, slot) for label, slot in slots.items()]
    dated = [
        SlotView(s.label, say_date(s.value), s.provenance, s.cites)
        if s.label.startswith(("Published", "Date"))
        else s
        for s in shown
    ]
    language = LANGUAGES.get(metadata.language, metadata.language)
    return ReportView(
        source=source,
        slots=tuple(slot for slot in dated if slot.value),
        evidence=shelf.evidence(span for slot in slots.values() for span in slot.spans),
        language="not recognised" if metadata.language == "und" else language,
        facts=_facts(report),
        given=report.given,
        lines=_lines(report, cited.get(report.id, set()), marks.get(report.id, []), source.anchor),
    )


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    facts = (
        ("File", report.name),
        ("Kind", report.media_type),
        ("Read by", report.reader),
        ("Encoding", report.encoding),
        ("Length", count(len(report.text), "character").replace(*_grouped(len(report.text)))),
        ("SHA-256 of the file", report.id),
        ("SHA-256 of the text", report.text_hash),
    )
    return tuple((label, value) for label, value in facts if value)


def _grouped(number: int) -> tuple[str, str]:
    return str(number), say_number(number)


def _lines(
    report: Report, cited: set[int], marks: list[tuple[int, int, str]], anchor: str
) -> tuple[Line, ...]:
    starts = [0] + [at + 1 for at, letter in enumerate(report.text) if letter == "\n"]
    names = {(at, "") for at in starts} | {(at, f"{anchor}-{at}") for at in sorted(cited)}
    pieces = cut(report.text, marks, anchors=sorted(names))
    rows: list[list[Piece]] = [[] for _ in starts]
    for piece in pieces:
        rows[bisect_right(starts, piece.start) - 1].append(piece)
    roles = {
        starts[bisect_right(starts, block.span.start) - 1]: block.role
        for block in reversed(report.blocks)
        if not block.inline
    }
    inline: dict[int, list[str]] = {}
    for block in report.blocks:
        if block.inline:
            at = starts[bisect_right(starts, block.span.start) - 1]
            inline.setdefault(at, []).append(block.role.value)
    lines: list[Line] = []
    before = ""
    for start, row in zip(starts, rows, strict=True):
        if not row:
            continue
        blank = not "".join(piece.text for piece in row).strip()
        role = "" if blank else roles.get(start, report.role_at(start)).value
        inside = ", ".join(dict.fromkeys(inline.get(start, ())))
        lines.append(Line(role, bool(role) and role != before, blank, inside, tuple(row)))
        before = role or before
    return tuple(lines)
