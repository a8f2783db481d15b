"""How do people sign in and out?"""

import warnings
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.concurrency import run_in_threadpool  # noqa: TID253 - likewise
from fastapi.responses import RedirectResponse  # noqa: TID253 - likewise

from firsthand.serve.desk.forms import read_form, text_of
from firsthand.serve.desk.guard import COOKIE, Guard, set_session
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.desk.settings import Oidc

router = APIRouter()

TRANSPORT: Any = None
"""How the provider is reached; None = over the network."""

STATE = "firsthand_oidc"
"""The cookie that carries what must come back from the provider."""


@router.get("/login")
def login(request: Request) -> Response:
    """Ask who comes."""
    return _page(request, "")


@router.post("/login")
async def enter(request: Request) -> Response:
    """Let somebody in who knows the password; a name goes with each decision."""
    form = await read_form(request)
    guard: Guard = request.app.state.guard
    if not guard.settings.password_hash:
        raise HTTPException(404)
    address = request.client.host if request.client else ""
    wait = guard.must_wait(address)
    if wait:
        return _page(request, f"Too many tries; wait {wait} seconds.", 429)
    who = text_of(form, "who", 100)
    password = form.get("password", "")
    if not who or not isinstance(password, str):
        return _page(request, "Give your name: it goes with each of your decisions.", 422)
    if not await run_in_threadpool(guard.is_password, password, address):
        return _page(request, "That is not the password.", 403)
    return _entered(guard, who)


@router.post("/logout")
async def leave(request: Request) -> Response:
    """Sign somebody out."""
    await read_form(request)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/")
    request.state.is_new = False
    return answer


@router.get("/oidc/start")
async def start(request: Request) -> Response:
    """Send somebody to the provider (OpenID Connect Core 1.0, authorization code with PKCE)."""
    guard: Guard = request.app.state.guard
    oidc = _oidc(guard)
    async with _client(oidc, request) as client:
        known = await _discover(client, oidc)
        verifier = guard.begin().key + guard.begin().key
        nonce = guard.begin().key
        address, state = client.create_authorization_url(
            known["authorization_endpoint"], code_verifier=verifier, nonce=nonce
        )
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        STATE,
        guard.seal([state, verifier, nonce]),
        max_age=600,
        httponly=True,
        samesite="lax",
        secure=guard.settings.https,
    )
    return answer


@router.get("/oidc/back")
async def back(request: Request) -> Response:
    """Take somebody in whom the provider vouches for."""
    guard: Guard = request.app.state.guard
    oidc = _oidc(guard)
    kept = guard.unseal(request.cookies.get(STATE, ""))
    if not kept or request.query_params.get("state") != kept[0]:
        return _page(request, "The sign-in took too long or began elsewhere; try again.", 403)
    async with _client(oidc, request, state=kept[0]) as client:
        known = await _discover(client, oidc)
        token = await client.fetch_token(
            known["token_endpoint"],
            authorization_response=str(request.url),
            code_verifier=kept[1],
        )
        keys = (await client.request("GET", known["jwks_uri"], withhold_token=True)).json()
    claims = _read(token.get("id_token", ""), keys, known["issuer"], oidc.client_id, kept[2])
    if claims is None:
        return _page(request, "What the provider sent does not hold; try again.", 403)
    mail = str(claims.get("email", ""))
    if oidc.allowed and (mail not in oidc.allowed or claims.get("email_verified") is False):
        return _page(request, "The provider knows you, but this desk does not let you in.", 403)
    answer = _entered(guard, mail or str(claims["sub"]))
    answer.delete_cookie(STATE)
    return answer


def _read(
    token: str,
    keys: Any,  # noqa: ANN401 - JSON of the provider
    issuer: str,
    client: str,
    nonce: str,
) -> dict[str, Any] | None:
    """Read who is vouched for; None when the token is not for us, not now or not the provider's."""
    from joserfc import jwt  # noqa: PLC0415 - needed with a provider only
    from joserfc.errors import JoseError  # noqa: PLC0415 - likewise
    from joserfc.jwk import KeySet  # noqa: PLC0415 - likewise

    rules = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client},
        nonce={"essential": True, "value": nonce},
        exp={"essential": True},
    )
    try:
        read = jwt.decode(token, KeySet.import_key_set(keys), algorithms=["RS256", "ES256"])
        rules.validate(read.claims)
    except (JoseError, ValueError):
        return None
    return dict(read.claims)


def _oidc(guard: Guard) -> Oidc:
    if guard.settings.oidc is None:
        raise HTTPException(404)
    return guard.settings.oidc


def _client(oidc: Oidc, request: Request, state: str | None = None) -> Any:  # noqa: ANN401 - authlib's
    with warnings.catch_warnings(record=True):  # of the HTTP library that authlib stands on
        from authlib.integrations.httpx_client import (  # type: ignore[import-untyped]  # noqa: PLC0415 - with a provider
            AsyncOAuth2Client,
        )

    return AsyncOAuth2Client(
        oidc.client_id,
        oidc.client_secret or None,
        scope="openid email profile",
        redirect_uri=str(request.url_for("back")),
        code_challenge_method="S256",
        state=state,
        timeout=10,
        transport=TRANSPORT,
    )


async def _discover(client: Any, oidc: Oidc) -> dict[str, str]:  # noqa: ANN401 - authlib's
    address = f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration"
    answer = await client.request("GET", address, withhold_token=True)
    answer.raise_for_status()
    known: dict[str, str] = answer.json()
    return known


def _entered(guard: Guard, who: str) -> Response:
    answer = RedirectResponse("/", 303)
    set_session(answer, guard, guard.begin(who))
    return answer


def _page(request: Request, said: str, status: int = 200) -> Response:
    pages: Pages = request.app.state.pages
    settings = request.app.state.guard.settings
    return pages.show_bare(
        request,
        "login.html",
        status=status,
        said=said,
        by_password=bool(settings.password_hash),
        by_provider=settings.oidc is not None,
    )
