"""Does the brief tell by which path a statement was found?"""

from dataclasses import replace

from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.statements import BY_MARKS, view_statements
from tests.serve.builders import rich_findings


def notes_with(rule: str) -> set[str]:
    findings = rich_findings()
    findings = replace(
        findings, statements=tuple(replace(s, rule=rule) for s in findings.statements)
    )
    speakers = view_statements(findings, Shelf(findings.reports))
    return {note for speaker in speakers for one in speaker.statements for note in one.notes}


def test_a_statement_found_without_a_parser_says_so() -> None:
    assert BY_MARKS in notes_with("statements/plain-clause@1")


def test_a_parsed_statement_does_not() -> None:
    assert BY_MARKS not in notes_with("statements/clause@1")
