"""Does the API show everything the findings hold, and keep every order once?"""

import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from firsthand import Dossier, Findings
from firsthand.model.schema import ITEMS, STORY, from_json, to_json
from firsthand.model.span import Anchor, resolve
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.settings import DeskSettings
from firsthand.serve.exports import FORMATS
from tests.serve.api.test_schema import TEXT, DoneAtOnce

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client of the tests moves to another library
    from fastapi.testclient import TestClient

QUIET = DeskSettings(study_on_start=False)


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    (folder / "echo.txt").write_text(TEXT, encoding="utf-8")
    (folder / "post.txt").write_text(TEXT.replace("Echo", "Post"), encoding="utf-8")
    with Dossier.new(folder / "case.firsthand") as dossier:
        dossier.add([folder / "echo.txt", folder / "post.txt"])
        dossier.study()
    return folder / "case.firsthand"


@pytest.fixture(scope="module")
def findings(studied: Path) -> Findings:
    with Dossier.open(studied) as dossier:
        return dossier.study()


@pytest.fixture
def client(studied: Path) -> Iterator[TestClient]:
    app = create_app(studied, QUIET)
    app.state.case.jobs = DoneAtOnce(studied, QUIET.limits, lambda _job: None)
    with TestClient(app, base_url="http://localhost/api/v1/") as asking:
        yield asking


def walk(client: TestClient, path: str, limit: int) -> list[Any]:
    rows: list[Any] = []
    cursor = ""
    while True:
        told = client.get(
            f"{path}{'&' if '?' in path else '?'}limit={limit}&cursor={cursor}"
        ).json()
        rows += told["items"]
        if told["next"] is None:
            assert len(rows) == told["total"]
            return rows
        assert len(told["items"]) == limit
        cursor = told["next"]


@pytest.mark.parametrize("table", [*ITEMS, *STORY])
def test_every_item_comes_by_cursor_and_alone(
    client: TestClient, findings: Findings, table: str
) -> None:
    noun = {**ITEMS, **STORY}[table]
    rows = walk(client, table, 2)
    assert tuple(from_json(noun, json.dumps(row)) for row in rows) == getattr(findings, table)
    for row in rows:
        assert client.get(f"{table}/{row['id']}").json() == row
        assert client.get(f"items/{row['id']}").json() == {"table": table, "item": row}


def test_reports_come_with_text_and_bytes(client: TestClient, findings: Findings) -> None:
    heads = walk(client, "reports", 1)
    assert [head["tag"] for head in heads] == ["R1", "R2"]
    whole = client.get("reports", params={"shape": "full"}).json()["items"]
    assert tuple(from_json(type(findings.reports[0]), json.dumps(row)) for row in whole) == (
        findings.reports
    )
    for head, report in zip(heads, findings.reports, strict=True):
        assert client.get(f"reports/{head['tag']}").json()["id"] == report.id
        assert client.get(f"reports/{report.id[:12]}/text").text == report.text
        data = client.get(f"reports/{report.id}/file")
        assert data.content.decode() == report.text
        assert data.headers["Content-Disposition"].startswith("attachment")


def test_evidence_comes_with_both_selectors(client: TestClient, findings: Findings) -> None:
    figure = findings.figures[0]
    at = {"start": figure.span.start, "end": figure.span.end}
    told = client.get(f"reports/{figure.span.report}/evidence", params=at).json()
    assert told["quote"] == figure.span.quote
    report = next(one for one in findings.reports if one.id == figure.span.report)
    assert told["before"] + told["quote"] + told["after"] in report.text
    kept = Anchor.from_w3c(report.id, told["selectors"])
    assert resolve(kept, report.text) == figure.span
    assert report.id in told["citation"]
    beyond = client.get(f"reports/{report.id}/evidence", params={"start": 5, "end": 10**8})
    assert beyond.status_code == 404


def test_items_are_chosen_by_report_and_words(client: TestClient, findings: Findings) -> None:
    report = findings.reports[1].id
    rows = client.get("figures", params={"report": report}).json()["items"]
    assert {row["span"]["report"] for row in rows} == {report}
    links = client.get("links", params={"report": report[:10]}).json()
    assert links["total"] == len(findings.links)
    assert client.get("figures", params={"q": "LITRES"}).json()["total"] == 2
    assert client.get("figures", params={"q": "no such word"}).json()["total"] == 0


def test_a_known_state_is_not_sent_again(client: TestClient) -> None:
    for path in ("", "reports", "figures?limit=3", "exports/xlsx", "search?q=water"):
        first = client.get(path)
        assert first.status_code == 200
        tag = first.headers["ETag"]
        again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_decision_changes_the_tag_and_is_kept_once(client: TestClient, studied: Path) -> None:
    with Dossier.open(studied) as dossier:
        link = dossier.study().links[0].id
    tag = client.get("links").headers["ETag"]
    order = {"action": "note", "target": link, "why": "asked", "value": "seen by the desk"}
    key = {"Idempotency-Key": "note-1"}
    first = client.post("decisions", json=order, headers=key)
    assert first.status_code == 201
    assert client.get(first.headers["Location"].removeprefix("/api/v1/")).json() == first.json()
    again = client.post("decisions", json=order, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    other = client.post("decisions", json={**order, "why": "another"}, headers=key)
    assert other.status_code == 409
    assert client.get("decisions").json()["total"] == first.json()["number"]
    assert client.get("links").headers["ETag"] != tag


def test_files_are_added_once_for_a_key(client: TestClient) -> None:
    files = [("files", ("../a.txt", b"Rain fell.")), ("files", ("a.txt", b"Snow fell."))]
    key = {"Idempotency-Key": "up-1"}
    first = client.post("reports", files=files, headers=key)
    assert first.status_code == 202
    job = client.app.state.case.jobs.find(first.json()["id"])  # type: ignore[attr-defined]
    folder = Path(job.order["folder"])
    assert sorted(path.name for path in folder.iterdir()) == ["a (2).txt", "a.txt"]
    assert client.post("reports", files=files, headers=key).json() == first.json()
    assert client.post("reports", files=files).json()["id"] != first.json()["id"]
    assert client.get(first.headers["Location"].removeprefix("/api/v1/")).json()["state"] == "done"


def test_pages_are_fetched_once_for_a_key(client: TestClient) -> None:
    order = {"addresses": ["https://echo.example/story"]}
    key = {"Idempotency-Key": "fetch-1"}
    first = client.post("addresses", json=order, headers=key)
    assert first.status_code == 202
    jobs = client.app.state.case.jobs  # type: ignore[attr-defined]
    assert jobs.find(first.json()["id"]).order == order
    assert client.post("addresses", json=order, headers=key).json() == first.json()
    for wrong in ("ftp://echo.example/", "file:///etc/hosts", "https:///"):
        assert client.post("addresses", json={"addresses": [wrong]}).status_code == 422


def test_what_cannot_be_read_is_a_problem(client: TestClient) -> None:
    wrong = [
        client.get("figures?limit=0"),
        client.get("figures?cursor=zzz"),
        client.get("figures/figure-0"),
        client.get("exports/docx"),
        client.post("decisions", json={"action": "forget", "target": "x", "why": "y"}),
        client.post("reports", content=b"text", headers={"Content-Type": "text/plain"}),
        client.post("reports", data={"files": "no file"}),
        client.delete("jobs/999"),
        client.put("figures"),
        client.get("nothing-here"),
    ]
    assert [one.status_code for one in wrong] == [
        422, 404, 404, 404, 422, 415, 415, 404, 405, 404,
    ]  # fmt: skip
    for one in wrong:
        assert one.headers["Content-Type"] == "application/problem+json"
        assert one.json()["status"] == one.status_code
        assert one.json()["type"] == "about:blank"
    assert "DELETE, GET" in client.put("jobs/1").headers["Allow"]


def test_an_upload_larger_than_allowed_is_refused_unread(studied: Path) -> None:
    app = create_app(studied, replace(QUIET, upload_bytes=1_000))
    with TestClient(app, base_url="http://localhost/api/v1/") as client:
        answer = client.post("reports", files=[("files", ("a.txt", b"x" * 2_000))])
        assert answer.status_code == 413


def test_an_export_is_streamed_as_a_file(client: TestClient, findings: Findings) -> None:
    rows = client.get("exports").json()
    assert [row["name"] for row in rows][: len(FORMATS)] == [form.name for form in FORMATS]
    told = client.get("exports/json")
    assert told.content == to_json(findings) + b"\n"
    assert told.headers["Content-Disposition"] == 'attachment; filename="case-json.json"'
    packed = client.get("exports/csv")
    assert packed.headers["Content-Type"] == "application/zip"
    assert packed.content.startswith(b"PK")


def test_search_finds_words_in_texts_and_items(client: TestClient, findings: Findings) -> None:
    told = client.get("search", params={"q": '"ana holm"'}).json()
    texts = {report.id: report.text for report in findings.reports}
    assert told["total"] == len(told["items"])
    assert {"reports", "comparisons"} <= {hit["table"] for hit in told["items"]}
    lines = [hit for hit in told["items"] if hit["table"] == "reports"]
    assert {hit["id"] for hit in lines} == set(texts)
    for hit in lines:
        assert texts[hit["report"]][hit["start"] : hit["end"]] == hit["quote"]
        assert "Ana Holm" in hit["quote"]
    assert walk(client, "search?q=water&kind=reports", 1)
    assert client.get("search", params={"q": "  "}).status_code == 422
    links = client.get("links?limit=1").json()
    assert (
        client.get("search", params={"q": "a", "cursor": links["next"] or "eA"}).status_code == 404
    )


def test_the_history_is_told(client: TestClient) -> None:
    assert walk(client, "studies", 1)[0]["reports"] == 2
    opened = walk(client, "event_log", 1)
    assert opened[0]["action"] == "open"
    assert client.get(f"events/{opened[0]['event']}").status_code == 200
    assert client.get("changes").json() == {"items": [], "total": 0, "next": None}


def test_the_overview_counts_everything(client: TestClient, findings: Findings) -> None:
    told = client.get("").json()
    assert told["counts"]["figures"] == len(findings.figures)
    assert (told["kept"], told["studied"]) == (2, 2)
    assert told["weight"]["independent"] == dict(findings.weights)["all"].independent
    for path in told["links"].values():
        if not path.endswith("search"):
            assert client.get(path.removeprefix("/api/v1/")).status_code == 200


def test_two_reports_are_laid_side_by_side(client: TestClient) -> None:
    told = client.get("side-by-side", params={"left": "R1", "right": "R2"}).json()
    assert told["sides"]["left"]["report"]["name"] == "echo.txt"
    assert client.get("side-by-side?left=R1&right=R9").status_code == 404
