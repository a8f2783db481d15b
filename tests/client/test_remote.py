"""Does a dossier on a desk answer as the same dossier does here?"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import uvicorn

from firsthand import Dossier, Findings
from firsthand.client import connect
from firsthand.client.remote import RemoteDossier
from firsthand.errors import DossierError, DossierNotFound
from firsthand.model.items import Figure
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.guard import hash_password
from firsthand.serve.desk.settings import DeskSettings

FIRST = (
    "Tallow Echo\n\n3 May 2031\n\nThe reservoir above Tallow Bay is full again for the first time "
    "in nine years, the water office said on Friday. Gardens may be watered with 40 litres a day.\n"
)
SECOND = FIRST.replace("Tallow Echo", "Mill Lane Post")


def serve(path: Path, settings: DeskSettings) -> Iterator[str]:
    config = uvicorn.Config(
        create_app(path, settings), host="127.0.0.1", port=0, log_level="error", lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "case.firsthand"
    (path.parent / "echo.txt").write_text(FIRST, encoding="utf-8")
    with Dossier.new(path) as dossier:
        dossier.add([path.parent / "echo.txt"])
        dossier.study()
    return path


@pytest.fixture(scope="module")
def url(case: Path) -> Iterator[str]:
    yield from serve(case, DeskSettings(study_on_start=False))


@pytest.fixture
def remote(url: str) -> Iterator[RemoteDossier]:
    with connect(url) as opened:
        yield opened


def here(case: Path) -> Findings:
    with Dossier.open(case) as dossier:
        return dossier.study()


def test_files_are_added_studied_and_decided_on(
    remote: RemoteDossier, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "post.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "echo.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    before = remote.findings()
    told: list[str] = []
    added = remote.add([tmp_path], told=told.append)
    assert (len(added.new), len(added.known)) == (1, 1)
    assert [one.name for one in added.refused] == ["empty.txt"]
    assert told[0] == "sending 3 files"
    found = remote.study()
    assert found == here(case)
    assert len(found.reports) == len(before.reports) + 1
    assert remote.findings() is found
    (link,) = (one for one in found.links if one.kind.value == "near copy")
    kept = remote.decide("reject", link.id, "both have reporters there", who="Ada")
    assert kept.who == "Ada"
    assert remote.decisions() == (kept,)
    again = remote.study()
    assert again == here(case)
    assert dict(again.weights)["all"].independent > dict(found.weights)["all"].independent


def test_what_a_dossier_gives_comes_from_the_desk_too(
    remote: RemoteDossier, case: Path, tmp_path: Path
) -> None:
    with Dossier.open(case) as dossier:
        found = dossier.study()
        assert remote.reports() == found.reports
        assert remote.names_of_reports() == dossier.names_of_reports()
        assert remote.raw_bytes(found.reports[0].id) == dossier.raw_bytes(found.reports[0].id)
        assert remote.studies() == dossier.studies()
        assert remote.event_log() == dossier.event_log()
        assert remote.changes() == dossier.changes()
    assert tuple(remote.iterate(Figure)) == found.figures
    assert list(remote.iterate(Figure, q="no such word")) == []
    span = found.figures[0].span
    assert remote.evidence(span).quote == span.quote
    assert {hit.table for hit in remote.search("reservoir", "reports")} == {"reports"}
    book = openpyxl.load_workbook(remote.export("xlsx", tmp_path / "out.xlsx"))
    assert book["figures"].max_row == len(found.figures) + 1
    assert remote.overview().counts["figures"] == len(found.figures)


def test_two_reports_are_laid_side_by_side(remote: RemoteDossier, case: Path) -> None:
    reports = remote.reports()
    if len(reports) > 1:
        with Dossier.open(case) as dossier:
            assert remote.side_by_side("R1", "R2") == dossier.side_by_side("R1", "R2")


def test_what_goes_wrong_is_told(remote: RemoteDossier, tmp_path: Path) -> None:
    with pytest.raises(DossierNotFound, match="no such report"):
        remote.raw_bytes("0" * 64)
    with pytest.raises(DossierNotFound, match="no format docx"):
        remote.export("docx", tmp_path / "out.docx")
    with pytest.raises(DossierError, match=r"reject: link-0 .*409"):
        remote.decide("reject", "link-0", "no reason")
    with pytest.raises(DossierError, match=r"127\.0\.0\.1:9"):
        connect("http://127.0.0.1:9")


def test_a_password_opens_a_guarded_desk(case: Path) -> None:
    settings = DeskSettings(password_hash=hash_password("sea lantern"), study_on_start=False)
    for url in serve(case, settings):
        with connect(url, "Ada", "sea lantern") as opened:
            assert opened.overview().kept
        with pytest.raises(DossierError, match="sign in first"):
            connect(url)
