"""Are items under a stretch found, all of them and without a walk over every item?"""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.figures import find_figures
from firsthand.compare.clause_terms import marks_of, terms_of
from firsthand.compare.propositions import Proposition, propositions
from firsthand.compare.under import Under
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Directive, DirectiveKind, Statement, StatementKind
from firsthand.model.report import Metadata, Report
from firsthand.model.span import Span, hash_text
from firsthand.text.reading import adopt

LINE = "El molino {n} vendió {n} sacos de harina, y la gente de la aldea pidió {n} más.\n"


@dataclass(frozen=True)
class Item:
    span: Span


stretches = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(stretches, max_size=25), stretches)
@settings(max_examples=60)
def test_under_finds_what_overlaps_in_the_given_order(
    pairs: list[tuple[int, int]], wanted: tuple[int, int]
) -> None:
    items = [Item(Span("r", *pair, "x")) for pair in pairs]
    span = Span("r", *wanted, "x")
    assert Under(items).find(span) == tuple(i for i in items if span.overlaps(i.span))


def test_nothing_lies_under_a_span_of_another_report() -> None:
    assert Under([Item(Span("one", 0, 5, "x"))]).find(Span("other", 0, 5, "x")) == ()


def long_report(lines: int) -> tuple[Report, Found]:
    text = "".join(LINE.format(n=n) for n in range(100, 100 + lines))
    name = hash_text(text)
    language = Metadata(language="es", language_score=1.0)
    report = Report(name, name, text, name, "text/plain", "test@1", metadata=language)
    statements, directives = [], []
    position = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        content = report.span(position + line.index("pidió"), position + len(line) - 2)
        key = item_id("statement", (content,))
        statements.append(Statement(key, (content,), StatementKind.INDIRECT, "call-for", "t"))
        if number % 4 == 0:
            key = item_id("directive", (content,))
            directives.append(Directive(key, content, DirectiveKind.DIRECTIVE, key, "t"))
        position += len(line)
    figures = find_figures(adopt(report))
    return report, Found(
        name, figures=figures, statements=tuple(statements), directives=tuple(directives)
    )


def plainly(report: Report, found: Found, clause: Proposition) -> tuple[object, ...]:
    """Look at every item, as the index saves doing."""
    figures = tuple(f for f in found.figures if clause.span.overlaps(f.span))
    asked = any(d.span == clause.span for d in found.directives)
    voiced = [
        s.id
        for s in found.statements
        for c in s.content
        if 2 * (min(c.end, clause.span.end) - max(c.start, clause.span.start))
        > clause.span.end - clause.span.start
    ]
    return figures, asked, voiced[0] if voiced else ""


def test_clauses_of_a_long_report_are_those_of_a_plain_walk() -> None:
    report, found = long_report(120)
    clauses = propositions(report, found)
    assert len(clauses) >= 240
    assert [(c.figures, c.directive, c.item) for c in clauses] == [
        plainly(report, found, c) for c in clauses
    ]
    marks = marks_of(found)
    for clause in clauses:
        told = {f.value for f in found.figures if f.span.overlaps(clause.span)}
        assert terms_of(clause.span, "es", marks).values == told


def test_the_work_grows_with_the_length_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    plain = Span.overlaps

    def counting(self: Span, other: Span) -> bool:
        nonlocal looks
        looks += 1
        return plain(self, other)

    monkeypatch.setattr(Span, "overlaps", counting)
    counted = []
    for lines in (100, 200):
        report, found = long_report(lines)
        looks = 0
        marks = marks_of(found)
        for clause in propositions(report, found):
            terms_of(clause.span, "es", marks)
        counted.append(looks)
    assert counted[0] > 0
    assert counted[1] < 2.2 * counted[0]
