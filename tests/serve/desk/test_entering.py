"""Does a sign-in by OpenID Connect let in whom the provider vouches for, and nobody else?"""

import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from firsthand import Dossier
from firsthand.serve.desk import entering
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.settings import DeskSettings, Oidc

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client of the tests moves to another library
    from fastapi.testclient import TestClient

ISSUER = "https://id.example"
KEY = RSAKey.generate_key(2048, {"kid": "one"})


class Provider:
    """A provider that vouches for one person."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"email": "ada@desk.example", "sub": "17"}
        self.nonce = ""

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("openid-configuration"):
            known = {name: f"{ISSUER}/{name}" for name in ("authorize", "token", "keys")}
            return httpx.Response(
                200,
                json={
                    "issuer": ISSUER,
                    "authorization_endpoint": known["authorize"],
                    "token_endpoint": known["token"],
                    "jwks_uri": known["keys"],
                },
            )
        if request.url.path == "/keys":
            return httpx.Response(200, json={"keys": [KEY.as_dict(private=False)]})
        now = int(time.time())
        told = {"iss": ISSUER, "aud": "desk", "nonce": self.nonce, "iat": now, "exp": now + 60}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, {**told, **self.claims}, KEY)
        return httpx.Response(
            200, json={"access_token": "x", "token_type": "Bearer", "id_token": token}
        )


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    made = Provider()
    transport = httpx.MockTransport(made.answer)
    monkeypatch.setattr(entering, "TRANSPORT", transport)
    return made


@pytest.fixture
def client(tmp_path: Path, provider: Provider) -> Iterator[TestClient]:
    assert provider.nonce == ""
    path = tmp_path / "case.firsthand"
    Dossier.new(path).close()
    oidc = Oidc(ISSUER, "desk", "hush", frozenset({"ada@desk.example"}))
    app = create_app(path, DeskSettings(oidc=oidc, study_on_start=False))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as asking:
        yield asking


def come_back(client: TestClient, provider: Provider, **changed: str) -> httpx.Response:
    sent = client.get("/oidc/start")
    asked = {
        name: value[0] for name, value in parse_qs(urlsplit(sent.headers["location"]).query).items()
    }
    assert asked["code_challenge_method"] == "S256"
    provider.nonce = changed.get("nonce", asked["nonce"])
    answer: httpx.Response = client.get(
        "/oidc/back", params={"code": "once", "state": changed.get("state", asked["state"])}
    )
    return answer


def test_whom_the_provider_vouches_for_comes_in(client: TestClient, provider: Provider) -> None:
    assert come_back(client, provider).status_code == 303
    assert "ada@desk.example" in client.get("/").text


def test_others_whom_the_provider_knows_stay_out(client: TestClient, provider: Provider) -> None:
    provider.claims["email"] = "eve@elsewhere.example"
    assert come_back(client, provider).status_code == 403
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("wrong", [{"iss": "https://evil.example"}, {"aud": "other"}, {"exp": 1}])
def test_a_token_for_others_is_refused(
    client: TestClient, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.claims.update(wrong)
    assert come_back(client, provider).status_code == 403
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("changed", [{"nonce": "old"}, {"state": "forged"}])
def test_what_began_elsewhere_is_refused(
    client: TestClient, provider: Provider, changed: dict[str, str]
) -> None:
    assert come_back(client, provider, **changed).status_code == 403
