"""Who said what, and in which way?"""

from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.items import Statement, StatementKind
from firsthand.serve.views.evidence import Evidence, Shelf, Source
from firsthand.serve.views.wording import PROVENANCE

NOBODY = "Speaker not named"
MARKS_ALONE = "statements/plain-"
"""How the rules begin that read without a parse."""
BY_MARKS = "found by marks and words of saying"

KINDS = {
    StatementKind.DIRECT: "quoted word for word",
    StatementKind.INDIRECT: "reported in other words",
    StatementKind.MIXED: "partly quoted",
}


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement."""

    id: str
    source: Source
    kind: str
    act: str
    notes: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """All statements of one speaker."""

    name: str
    entity: str
    """link to the person or organisation, or empty"""
    statements: tuple[StatementView, ...]


def view_statements(findings: Findings, shelf: Shelf) -> tuple[Speaker, ...]:
    """Show statements by speaker.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        The speaker with most statements first, statements without a speaker last.
    """
    links = {entity.name: f"#{entity.id}" for entity in findings.entities}
    groups: dict[str, list[Statement]] = {}
    for statement in findings.statements:
        groups.setdefault(statement.speaker.value, []).append(statement)
    ordered = sorted(groups.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return tuple(
        Speaker(
            name or NOBODY,
            links.get(name, ""),
            tuple(_statement(statement, shelf) for statement in statements),
        )
        for name, statements in ordered
    )


def _statement(statement: Statement, shelf: Shelf) -> StatementView:
    aids = [span for span in (statement.source, statement.cue) if span]
    aids += statement.speaker.spans
    origin = PROVENANCE[statement.speaker.provenance] if statement.speaker.value else ""
    notes = [f"speaker {origin}" if origin and statement.source is None else ""]
    notes.append("" if statement.polarity == "affirmed" else statement.polarity)
    notes.append(statement.modality)
    notes.append(BY_MARKS if statement.rule.startswith(MARKS_ALONE) else "")
    return StatementView(
        id=statement.id,
        source=shelf.source(statement.content[0].report),
        kind=KINDS[statement.kind],
        act=statement.act.replace("-", " "),
        notes=tuple(note for note in notes if note),
        evidence=shelf.evidence(statement.content, aids),
    )
