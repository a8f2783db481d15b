"""Does the desk open, keep strangers out, and send safe pages?"""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand import Dossier
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.guard import DeskRefused, hash_password
from firsthand.serve.desk.settings import DeskSettings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client of the tests moves to another library
    from fastapi.testclient import TestClient

QUIET = DeskSettings(study_on_start=False)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "case.firsthand"
    Dossier.new(path).close()
    return path


@pytest.fixture
def client(empty: Path) -> Iterator[TestClient]:
    with TestClient(create_app(empty, QUIET), base_url="http://localhost") as asking:
        yield asking


def test_the_overview_of_an_empty_dossier_says_what_to_do(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "case" in answer.text


def test_every_answer_carries_the_safe_headers(client: TestClient) -> None:
    for address in ("/", "/nothing-here", "/static/desk.css"):
        answer = client.get(address)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_a_desk_that_others_can_reach_demands_a_sign_in(empty: Path) -> None:
    with pytest.raises(DeskRefused):
        create_app(empty, DeskSettings(host="0.0.0.0"))  # noqa: S104 - what is refused


def test_nobody_comes_in_without_the_password(empty: Path) -> None:
    settings = DeskSettings(password_hash=hash_password("sea lantern"), study_on_start=False)
    with TestClient(create_app(empty, settings), base_url="http://localhost") as client:
        answer = client.get("/", follow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
        assert client.get("/api/reports").status_code == 401
        assert client.get("/nothing", auth=("Ada", "sea lantern")).status_code == 404
        client.cookies.clear()
        assert client.get("/api/nothing", auth=("Ada", "wrong")).status_code == 401
