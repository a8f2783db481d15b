"""Does the brief say who tells a status, who set one, and put figures side by side?"""

import re
from dataclasses import replace

from firsthand.model.findings import Findings
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Report
from firsthand.model.story import Decision, Evidence, Outcome, Progress, Weight
from firsthand.serve.brief import render_brief
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.ledger import ELSEWHERE, MOST_PLACES, NO_THEME, NOWHERE, view_table
from firsthand.serve.views.progress import ProgressView, view_progress
from tests.compare.builders import figure, make_report

ASKED = make_report("asked.txt", "She wants 900 lamps.\nThe town has 120 lamps.")
FIRST = make_report("first.txt", "Some 400 lamps were lit.\nThe lamps are behind schedule.")
SECOND = make_report("second.txt", "All 910 lamps were lit, a running count.")
WEIGHT = Weight((FIRST.id,), 1, 1, 1, "one")


def outcome(report: Report, quote: str, day: str, word: str = "", item: str = "") -> Outcome:
    start = report.text.index(quote)
    span = report.span(start, start + len(quote))
    reason = Reason("progress/link@2", 0.5)
    return Outcome(
        Evidence.FIGURE, quote, (span,), reason, item, word=word, date=day, weight=WEIGHT
    )


WANTED = figure(ASKED, "900 lamps", 900, "lamp")
HAD = figure(ASKED, "120 lamps", 120, "lamp")
LIT = figure(FIRST, "400 lamps", 400, "lamp")
ALL = replace(
    figure(SECOND, "910 lamps", 910, "lamp"),
    accumulation=Slot("cumulative", (), Provenance.EXPLICIT),
)
ITEM = Progress(
    id="progress-1",
    title="900 lamps",
    kind="directive",
    made=(WANTED.span,),
    directives=(),
    theme="INFRA",
    outcomes=(
        outcome(FIRST, "Some 400 lamps were lit.", "2031-05-01", item=LIT.id),
        outcome(FIRST, "The lamps are behind schedule.", "2031-05-01", "late"),
        outcome(SECOND, "All 910 lamps were lit", "2032-05-01", "done", ALL.id),
    ),
    status="done",
    weight=WEIGHT,
    reason=Reason("progress/group@1"),
    date="2030-05-01",
    targets=(WANTED.id,),
    baseline=(outcome(ASKED, "The town has 120 lamps.", "2030-05-01", item=HAD.id),),
)
FINDINGS = Findings(
    reports=(ASKED, FIRST, SECOND), figures=(WANTED, HAD, LIT, ALL), progress=(ITEM,)
)
SET = Decision(
    "decision-1", 1, "status", ITEM.id, '"late"', "Ada Quint", "2032-06-01T09:00:00Z", "seen there"
)


def shown(*decisions: Decision, item: Progress = ITEM) -> ProgressView:
    findings = replace(FINDINGS, progress=(item,))
    ((view,),) = (
        group.items for group in view_progress(findings, Shelf(findings.reports), decisions)
    )
    return view


def test_each_status_is_said_to_be_the_reports_the_latest_first() -> None:
    tags = {r.name: Shelf(FINDINGS.reports).source(r.id).tag for r in FINDINGS.reports}
    assert shown().says == (
        f"done: reported by {tags['second.txt']}, 1 May 2032",
        f"late: reported by {tags['first.txt']}, 1 May 2031",
    )


def test_figures_stand_side_by_side_and_are_not_added_up() -> None:
    rows = [(row.when, row.value) for row in shown().figures]
    assert rows == [
        ("asked for", "900 lamps"),
        ("told before", "120 lamps"),
        ("told later", "400 lamps"),
        ("told later", "910 lamps (running total)"),
    ]
    assert "1,310" not in render_brief(FINDINGS)


def test_figures_of_another_unit_stay_out() -> None:
    other = replace(FINDINGS, figures=(replace(WANTED, unit=replace(WANTED.unit, canonical="x")),))
    ((view,),) = (g.items for g in view_progress(other, Shelf(other.reports)))
    assert view.figures == ()


def test_a_status_set_by_a_person_is_shown_as_the_persons() -> None:
    view = shown(SET, item=replace(ITEM, status="late"))
    assert view.decided is not None
    assert (view.decided.status, view.decided.who, view.decided.told) == (
        "late",
        "Ada Quint",
        "done",
    )
    page = render_brief(replace(FINDINGS, progress=(replace(ITEM, status="late"),)), "", (SET,))
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "a person says: late set by Ada Quint, 1 June 2032, 09:00: seen there." in text
    assert "By the reports alone: done." in text
    assert shown().decided is None


def test_an_undone_status_is_not_shown() -> None:
    undo = Decision("decision-2", 2, "undo", SET.id, '""', "Ada Quint", "2032-06-02", "wrong")
    assert shown(SET, undo).decided is None


def test_each_outcome_tells_its_independent_sources() -> None:
    assert {one.weight for one in shown().outcomes} == {"1 report, 1 independent source"}


def test_the_table_counts_by_theme_and_place() -> None:
    base = shown()
    views = [
        replace(base, id="a", places=("Ulmo",), theme="roads"),
        replace(base, id="b", places=("Ulmo", "Vant"), theme="roads", found=False),
        replace(base, id="c", places=(), theme="", found=False),
    ]
    groups = [type("Group", (), {"items": tuple(views)})()]
    table = view_table(groups)
    assert table.places == ("Ulmo", "Vant", NOWHERE)
    cells = {(row.theme, p): c for row in table.rows for p, c in zip(table.places, row.cells)}  # noqa: B905
    ulmo, none = cells["roads", "Ulmo"], cells[NO_THEME, "Vant"]
    assert none is None
    assert ulmo is not None
    assert (ulmo.asked, ulmo.told, ulmo.href) == (2, 1, "#a")


def test_many_places_share_a_column() -> None:
    base = shown()
    views = [replace(base, id=str(n), places=(f"Town {n}",)) for n in range(MOST_PLACES + 3)]
    table = view_table([type("Group", (), {"items": tuple(views)})()])
    assert len(table.places) == MOST_PLACES + 1
    assert table.places[-1] == ELSEWHERE
    (row,) = table.rows
    assert row.cells[-1] is not None
    assert row.cells[-1].asked == 3
