"""Does long work go on beside the pages, tell how far it is, and stop when it is told to?"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from firsthand import Dossier
from firsthand.errors import DossierError
from firsthand.serve.desk.case import Case
from firsthand.serve.desk.jobs import Job, Jobs
from firsthand.serve.desk.settings import DeskSettings

PATIENCE = 120.0
"""Seconds that a study may take on a busy machine."""

TEXTS = {
    "a.txt": "The council of Orrin voted on Monday to close the east quay, said Ilse Varga.\n",
    "b.txt": "The council of Orrin voted on Monday to close the east quay, said mayor Ilse Varga. "
    "Boats may use the west quay until spring.\n",
}


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jobs")
    path = folder / "case.firsthand"
    Dossier.new(path).close()
    return path


@pytest.fixture
def case(target: Path) -> Iterator[Case]:
    opened = Case(target, DeskSettings(study_on_start=False, who="Ada"))
    yield opened
    opened.close()


def folder_of(tmp_path: Path) -> str:
    folder = tmp_path / "upload"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_added_reports_are_studied_and_shown(case: Case, tmp_path: Path) -> None:
    assert case.snapshot().findings.reports == ()
    job = case.jobs.submit("add", "adding 2 files", {"folder": folder_of(tmp_path)})
    assert job.wait(PATIENCE)
    assert (job.state, job.error) == ("done", "")
    assert job.result["new"] == len(TEXTS)
    assert job.told()["done"] >= len(TEXTS)
    assert not (tmp_path / "upload").exists()
    assert len(case.snapshot().findings.reports) == len(TEXTS)


def test_a_decision_is_counted_at_once_and_a_wrong_one_refused(case: Case) -> None:
    (link, *_) = case.snapshot().findings.links
    before = case.snapshot().etag
    decision = case.decide("reject", link.id, "two reporters were there")
    assert decision is not None
    assert decision.who == "Ada"
    case.jobs.submit("study", "again").wait(PATIENCE)
    assert case.snapshot().etag != before
    with pytest.raises(DossierError):
        case.decide("reject", "link-0000000000000000", "no such link")
    with pytest.raises(DossierError):
        case.decide("merge", "entity-0000000000000000", "nobody", "entity-1111111111111111")


def test_writers_at_once_lose_nothing(case: Case) -> None:
    report = case.snapshot().findings.reports[0].id
    before = len(case.store.decisions())
    with ThreadPoolExecutor(5) as writers:
        kept = [
            writers.submit(
                case.dossier.decide, "note", report, f"reason {n}", f"note {n}", f"writer {n}"
            )
            for n in range(20)
        ]
        assert all(one.result() for one in kept)
    decisions = case.store.decisions()
    assert len(decisions) == before + len(kept)
    assert [one.number for one in decisions] == list(range(1, len(decisions) + 1))


def test_what_waits_or_runs_can_be_cancelled(target: Path) -> None:
    ended: list[Job] = []
    jobs = Jobs(target, DeskSettings().limits, ended.append)
    first = jobs.submit("study", "first")
    second = jobs.submit("decide", "second", {})
    assert jobs.cancel(second.id)
    assert jobs.cancel(first.id)
    assert first.wait(PATIENCE)
    assert (first.state, second.state) == ("cancelled", "cancelled")
    assert not jobs.cancel(first.id)
    third = jobs.submit("study", "third")
    assert third.wait(PATIENCE)
    assert (third.state, third.error) == ("done", "")
    jobs.close()


def test_a_fault_is_told(case: Case, tmp_path: Path) -> None:
    job = case.jobs.submit("add", "adding nothing", {"folder": str(tmp_path / "none")})
    assert job.wait(PATIENCE)
    assert job.state == "failed"
    assert "none" in job.error
