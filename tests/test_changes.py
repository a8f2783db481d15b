"""Does a dossier tell what each study found otherwise than the one before?"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firsthand import Dossier, pipeline
from firsthand.cli import OK, app
from firsthand.model.story import Change, Changed

PAGE = (
    '<html lang="en"><head><title>Flood in Oldhaven</title>'
    '<link rel="canonical" href="https://news.example/flood"/>'
    '<meta property="article:modified_time" content="2031-05-04T{hour}:00:00Z"/></head><body>'
    "<article><h1>Flood in Oldhaven</h1><p>The river in Oldhaven rose over its banks on Sunday and "
    "filled the lower streets with water.</p><p>{toll}</p>{more}</article></body></html>"
)
OTHER = (
    "River floods Oldhaven\n\nOLDHAVEN, 4 May 2031 - The river rose over its banks in Oldhaven on "
    "Sunday, and the flood drove 90 people from their homes.\n"
)


@pytest.fixture
def case(tmp_path: Path, home: str | Path) -> Iterator[Dossier]:
    page = PAGE.format(
        hour="08",
        toll="The flood drove 40 people from their homes, the fire brigade said.",
        more="<p>The old mill was lost to the water.</p>",
    )
    (tmp_path / "early.html").write_text(page, encoding="utf-8")
    with Dossier.new(home) as dossier:
        dossier.add([tmp_path / "early.html"])
        dossier.study()
        yield dossier


def listed(case: Dossier, table: str) -> list[Change]:
    return [change for change in case.changes() if change.table == table]


def test_the_first_study_changes_nothing(case: Dossier) -> None:
    assert case.changes() == ()
    assert [(one.number, one.reports, one.decisions) for one in case.studies()] == [(1, 1, 0)]


def test_a_new_report_changes_reports_claims_and_sources(case: Dossier, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    case.add([tmp_path / "other.txt"])
    findings = case.study()
    assert [(c.how, c.title) for c in listed(case, "reports")] == [(Changed.NEW, "other.txt")]
    counts = {change.title: (change.was, change.now) for change in listed(case, "sources")}
    assert counts["all reports"] == (
        "1 report, 1 independent source",
        "2 reports, 2 independent sources",
    )
    new = [change for change in listed(case, "comparisons") if change.how is not Changed.WITHDRAWN]
    assert any("40" in change.now and "90" in change.now for change in new)
    ids = {one.id for one in findings.comparisons} | {one.id for one in findings.events}
    ids |= {one.id for one in findings.progress}
    today = [c for c in case.changes() if c.table in ("comparisons", "events", "progress")]
    assert all(c.item in ids for c in today if c.how is not Changed.WITHDRAWN)


def test_a_newer_version_of_a_page_withdraws_a_sentence(case: Dossier, tmp_path: Path) -> None:
    toll = "The flood drove 60 people from their homes, the fire brigade said."
    page = PAGE.format(hour="19", toll=toll, more="<p>Soldiers brought sand in the night.</p>")
    (tmp_path / "late.html").write_text(page, encoding="utf-8")
    case.add([tmp_path / "late.html"])
    case.study()
    told = {(change.how, change.was, change.now) for change in listed(case, "versions")}
    assert (Changed.WITHDRAWN, "The old mill was lost to the water.", "") in told
    assert (Changed.NEW, "", "Soldiers brought sand in the night.") in told
    assert any(how is Changed.CHANGED and "40" in was and "60" in now for how, was, now in told)
    texts = {report.id: report.text for report in case.reports()}
    for change in listed(case, "versions"):
        for span in change.spans:
            assert texts[span.report][span.start : span.end] == span.quote


def test_a_decision_changes_what_it_moves_and_a_note_nothing(case: Dossier, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    case.add([tmp_path / "other.txt"])
    case.study()
    case.decide("join", "early.html", why="one desk wrote both", value="other.txt")
    case.study()
    [total] = [c for c in case.changes() if c.item == "all"]
    assert (total.was, total.now) == (
        "2 reports, 2 independent sources",
        "2 reports, 1 independent source",
    )
    before = case.changes()
    event = case.study().events[0].id
    case.decide("note", event, why="for the record", value="ring the brigade")
    case.study()
    assert case.changes() == before
    assert case.changes(len(case.studies())) == ()


def test_a_newer_program_is_no_news(
    case: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "STORY_VERSION", pipeline.STORY_VERSION + 1)
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    case.add([tmp_path / "other.txt"])
    case.study()
    assert case.changes() == ()
    assert len(case.studies()) == 2


def test_the_command_line_tells_what_changed(
    case: Dossier, tmp_path: Path, home: str | Path
) -> None:
    place = str(home)
    first = CliRunner().invoke(app, ["changes", place, "--quiet"])
    assert (first.exit_code, first.stdout) == (
        OK,
        "nothing is otherwise than in the study before\n",
    )
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    case.add([tmp_path / "other.txt"])
    told = CliRunner().invoke(app, ["changes", place, "--quiet"]).stdout
    assert "new in reports: other.txt\n" in told
    rows = CliRunner().invoke(app, ["changes", place, "--quiet", "--json"]).stdout.splitlines()
    assert [json.loads(row)["table"] for row in rows] == [c.table for c in case.changes()]
