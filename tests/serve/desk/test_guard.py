"""Are sessions signed, passwords hashed, tries counted and hosts known?"""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand import Dossier
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.guard import TRIES, DeskRefused, Guard, Session, hash_password
from firsthand.serve.desk.settings import DeskSettings, Oidc, is_loopback

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client of the tests moves to another library
    from fastapi.testclient import TestClient

WORD = "nine lanterns"
HASH = hash_password(WORD)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "case.firsthand"
    Dossier.new(path).close()
    settings = DeskSettings(password_hash=HASH, study_on_start=False)
    with TestClient(create_app(path, settings), base_url="http://localhost") as asking:
        yield asking


def enter(client: TestClient, who: str, password: str) -> int:
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/login").text)
    assert token
    form = {"token": token[1], "who": who, "password": password}
    answer = client.post("/login", data=form, follow_redirects=False)
    return int(answer.status_code)


def test_the_right_password_lets_in_and_signing_out_shuts(client: TestClient) -> None:
    assert enter(client, "Ada", "wrong") == 403
    assert enter(client, "Ada", WORD) == 303
    page = client.get("/").text
    assert "Ada" in page
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert token
    client.post("/logout", data={"token": token[1]})
    assert client.get("/", follow_redirects=False).status_code == 303


def test_tries_are_limited(client: TestClient) -> None:
    for _ in range(TRIES):
        assert enter(client, "Ada", "wrong") == 403
    assert enter(client, "Ada", WORD) == 429


def test_a_sign_in_begins_a_new_session(client: TestClient) -> None:
    client.get("/login")
    before = client.cookies["firsthand_session"]
    enter(client, "Ada", WORD)
    assert client.cookies["firsthand_session"] != before
    cookie = client.get("/").request.headers["cookie"]
    assert WORD not in cookie


def test_the_sign_in_page_tells_nothing_of_the_dossier(client: TestClient) -> None:
    assert "case" not in client.get("/login").text


def test_nothing_can_be_written_without_a_sign_in(client: TestClient) -> None:
    for address in ("/reports", "/decisions", "/study", "/jobs/1/cancel", "/claims/seen"):
        assert client.post(address, data={}).status_code == 401


def test_a_tampered_cookie_is_no_session() -> None:
    guard = Guard(DeskSettings())
    cookie = guard.write(Session("key", "Ada"))
    assert guard.read(cookie) == Session("key", "Ada")
    assert guard.read(f"x{cookie}") is None
    assert Guard(DeskSettings()).read(cookie) is None


def test_a_token_fits_its_session_alone() -> None:
    guard = Guard(DeskSettings())
    token = guard.token(Session("one"))
    assert guard.fits(Session("one"), token)
    assert not guard.fits(Session("other"), token)
    assert not guard.fits(Session("one"), "ünfit")


@pytest.mark.parametrize(
    ("host", "asked", "fits"),
    [
        ("127.0.0.1", "127.0.0.1:8765", True),
        ("127.0.0.1", "localhost:8765", True),
        ("::1", "[::1]:8765", True),
        ("127.0.0.1", "rebound.example:8765", False),
        ("127.0.0.1", "", False),
    ],
)
def test_a_desk_goes_by_its_own_names(host: str, asked: str, fits: bool) -> None:  # noqa: FBT001
    assert Guard(DeskSettings(host=host)).is_asked_here(asked) is fits


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])  # noqa: S104
def test_only_loopback_needs_no_sign_in(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(DeskRefused):
        Guard(DeskSettings(host=host))
    Guard(DeskSettings(host=host, password_hash=HASH))
    Guard(DeskSettings(host=host, oidc=Oidc("https://id.example", "desk")))


def test_a_short_password_is_refused_and_none_is_kept() -> None:
    with pytest.raises(DeskRefused):
        hash_password("short")
    assert HASH.startswith("$argon2id$")
    assert WORD not in repr(DeskSettings(password_hash=HASH))
    assert HASH not in repr(DeskSettings(password_hash=HASH))
