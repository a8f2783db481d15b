"""Does every page of the desk show a study, lead its links right, and keep decisions?"""

import gzip
import html
import re
import warnings
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from firsthand import Dossier
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.rendering import SECTIONS, address_of, redirect_links
from firsthand.serve.desk.settings import DeskSettings
from firsthand.store.search import index
from firsthand.store.store import Store

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client of the tests moves to another library
    from fastapi.testclient import TestClient

SAMPLE = Path(str(files("firsthand").joinpath("sample", "reports")))
LIMIT = 200_000
"""Bytes that a page may bring with it."""


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "sample.firsthand"
    with Dossier.new(path) as dossier:
        dossier.add([SAMPLE])
        findings = dossier.study()
    store = Store(path)
    index(store, findings, store.basis())
    store.close()
    return path


@pytest.fixture
def client(target: Path) -> Iterator[TestClient]:
    settings = DeskSettings(study_on_start=False, who="Ada")
    with TestClient(create_app(target, settings), base_url="http://localhost") as asking:
        yield asking


def links_of(page: str) -> set[str]:
    found = re.findall(r'(?:href|data-open)="(/[^"]*)"', page)
    return {html.unescape(one).partition("#")[0] for one in found}


def kind_of(address: str) -> str:
    return re.sub(r"[0-9a-f]{16}.*|=.*", "", address)


def test_no_link_of_any_page_leads_nowhere(client: TestClient) -> None:
    """Follow three links of each kind from each page."""
    seen: dict[str, list[str]] = {}
    waiting = [href for _, href, _ in SECTIONS]
    while waiting:
        address = waiting.pop()
        known = seen.setdefault(kind_of(address), [])
        if address in known or len(known) > 2 or address.startswith(("/static", "/exports/")):
            continue
        known.append(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            assert "style=" not in answer.text
            assert 'href="#entity' not in answer.text
            waiting += sorted(links_of(answer.text))


def test_pages_are_light(client: TestClient) -> None:
    def weight(address: str) -> int:
        answer = client.get(address)
        assert answer.headers.get("content-encoding") == "gzip", address
        return len(gzip.compress(answer.content))

    shared = sum(weight(f"/static/{name}") for name in ("desk.css", "desk.js"))
    for _, href, _ in SECTIONS:
        assert weight(href) + shared < LIMIT


def token_of(client: TestClient, address: str = "/decisions") -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(address).text)
    assert found
    return found[1]


def link_id(client: TestClient) -> str:
    found = re.search(r'"/links/(link-[0-9a-f]+)"', client.get("/families").text)
    assert found
    return found[1]


def test_a_decision_needs_the_token_and_a_reason(client: TestClient, target: Path) -> None:
    link = link_id(client)
    form = {"action": "note", "target": link, "value": "look again", "why": "", "back": "/families"}
    assert client.post("/decisions", data=form).status_code == 403
    form["token"] = token_of(client, f"/links/{link}")
    answer = client.post("/decisions", data=form)
    assert "a decision needs a reason" in answer.text
    with Dossier.open(target) as dossier:
        assert dossier.decisions() == ()


def test_a_page_of_another_site_cannot_decide(client: TestClient) -> None:
    form = {"token": token_of(client, "/reports"), "action": "note", "target": "x", "why": "y"}
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert client.post("/decisions", data=form, headers=header).status_code == 403


def test_a_decision_is_kept_shown_and_undone(client: TestClient) -> None:
    link = link_id(client)
    page = f"/links/{link}"
    form = {
        "token": token_of(client, page),
        "action": "note",
        "target": link,
        "value": "look again",
        "why": "the dates are odd",
        "back": page,
    }
    answer = client.post("/decisions", data=form)
    assert "Kept as decision" in answer.text
    assert "the dates are odd" in answer.text
    history = client.get("/decisions").text
    assert "Ada" in history
    found = re.search(r'name="target" value="(decision-[0-9a-f]+)"', history)
    assert found
    undo = {
        **form,
        "action": "undo",
        "target": found[1],
        "why": "they are right",
        "back": "/decisions",
    }
    assert "undone" in client.post("/decisions", data=undo).text


def test_going_back_never_leads_to_another_site(client: TestClient) -> None:
    form = {"token": token_of(client, "/reports"), "action": "note", "target": "x", "why": ""}
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = client.post("/decisions", data={**form, "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_a_claim_is_marked_as_seen_until_it_changes(client: TestClient) -> None:
    page = client.get("/claims").text
    claim = re.search(r'name="claim" value="(comparison-[0-9a-f]+)"', page)
    assert claim
    form = {"token": token_of(client, "/claims"), "claim": claim[1], "back": "/claims?seen=hide"}
    assert claim[1] not in client.post("/claims/seen", data=form).text
    form["unmark"] = "1"
    assert claim[1] in client.post("/claims/seen", data=form).text


def test_the_page_of_a_difference_lays_its_two_sides_side_by_side(client: TestClient) -> None:
    shown = client.get("/claims?verdict=differ").text
    names = sorted(set(re.findall(r"/claims/(comparison-[0-9a-f]+)", shown)))
    assert names
    for name in names:
        page = client.get(f"/claims/{name}").text
        pair = re.search(r"/side\?left=([0-9a-f]{16})&amp;right=([0-9a-f]{16})", page)
        versions = re.findall(r'<li class="item">.*?</li>', page, re.DOTALL)
        assert pair, name
        told = [{side for side in pair.groups() if side in version} for version in versions]
        assert any(len(sides) == 1 for sides in told), name


def test_the_drawer_is_a_part_of_a_page_with_the_words_and_a_citation(client: TestClient) -> None:
    page = client.get("/claims").text
    proof = re.search(r'href="(/evidence/[^"]+)"', page)
    assert proof
    part = client.get(html.unescape(proof[1]), headers={"X-Firsthand": "drawer"}).text
    assert "<mark>" in part
    assert "SHA-256" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    "address", ["/evidence/0000000000000000?at=1-2", "/reports/zz", "/jobs/99"]
)
def test_what_is_not_there_says_so(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'class="hint"' in answer.text


def test_the_file_is_never_shown_as_a_page(client: TestClient) -> None:
    report = re.search(r'"/reports/([0-9a-f]{16})"', client.get("/reports").text)
    assert report
    answer = client.get(f"/reports/{report[1]}/file")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_links_of_the_brief_lead_to_pages() -> None:
    reports = ("a" * 64, "b" * 64)
    assert address_of("r2-17", reports) == f"/reports/{'b' * 16}#r2-17"
    assert address_of("event-0123", reports) == "/events/event-0123"
    assert address_of("comparisons", reports) == "/claims"
    page = '<p id="here"></p><a href="#here">a</a><a href="#reports">b</a>'
    assert redirect_links(page, reports) == page.replace("#reports", "/reports")


def test_upload_limits_hold(target: Path) -> None:
    settings = DeskSettings(study_on_start=False, upload_bytes=100)
    with TestClient(create_app(target, settings), base_url="http://localhost") as client:
        token = token_of(client, "/reports")
        files_ = {"files": ("a.txt", b"x" * 200)}
        assert client.post("/reports", data={"token": token}, files=files_).status_code == 413
