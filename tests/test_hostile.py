"""Do hostile files, hundreds of them, leave the run standing and the good ones studied?"""

from pathlib import Path

import pytest

from firsthand import Dossier, study
from firsthand.model.schema import spans_of
from firsthand.text import reading
from tests.ingest.hostile import write_hostile


def test_hundreds_of_hostile_files_are_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The two very long texts are read without the parser here, which would take a minute.
    monkeypatch.setattr(reading, "MOST_PARSED", 20_000)
    folder = tmp_path / "files"
    folder.mkdir()
    expected = write_hostile(folder)
    assert len(expected) >= 200
    with Dossier.new(tmp_path / "case.firsthand") as case:
        added = case.add([folder])
        findings = case.study()
        listed = {refusal.name for refusal in added.refused}
        read = {name for names in case.names_of_reports().values() for name in names}
    for name, wanted in expected.items():
        if wanted.outcome == "refused":
            assert name in listed, name
        elif wanted.outcome == "read":
            assert name in read, name
    assert all(refusal.reason for refusal in findings.refusals)
    texts = {report.id: report.text for report in findings.reports}
    for kind in ("names", "moments", "places", "figures", "statements", "directives", "links"):
        for span in spans_of(getattr(findings, kind)):
            assert texts[span.report][span.start : span.end] == span.quote


def test_no_input_at_all_is_an_empty_study() -> None:
    findings = study([])
    assert findings.reports == ()
    assert findings.events == ()
