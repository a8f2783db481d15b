"""How is a dossier opened as a web application?"""

import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fastapi import FastAPI, HTTPException, Request, Response  # noqa: TID253 - imported to open one
from fastapi.responses import PlainTextResponse, RedirectResponse  # noqa: TID253 - likewise
from starlette.exceptions import HTTPException as Refused
from starlette.middleware.gzip import GZipMiddleware

from firsthand import __version__
from firsthand.errors import DossierError, DossierNotFound
from firsthand.serve.api.problems import problem
from firsthand.serve.desk.case import Case
from firsthand.serve.desk.forms import SAID
from firsthand.serve.desk.guard import COOKIE, HEADERS, SAFE, Guard, Session, set_session
from firsthand.serve.desk.kinships import families_of
from firsthand.serve.desk.ledger import ledger_of
from firsthand.serve.desk.overview import headline_of
from firsthand.serve.desk.rendering import STATIC, Pages, static
from firsthand.serve.desk.reports import marks_of
from firsthand.serve.desk.sayings import same_of
from firsthand.serve.desk.settings import DeskSettings
from firsthand.serve.desk.stories import events_of, map_of, names_of, timeline_of

ROUTES = (
    "overview",
    "reports",
    "stories",
    "kinships",
    "claims",
    "amounts",
    "people",
    "sayings",
    "ledger",
    "finding",
    "differing",
    "seeing",
    "waiting",
    "deciding",
    "entering",
)
"""Modules of this package that each bring a `router`."""

OPEN = ("/static/", "/login", "/oidc/")
"""Addresses that nobody must sign in for."""


def create_app(target: str | Path, settings: DeskSettings | None = None) -> FastAPI:
    """Open a dossier as a web application.

    Args:
        target: the dossier's path or "postgresql+psycopg://" address.
        settings: of the desk; by default open to this computer alone.

    Returns:
        The application; its `state.case` is the open dossier.

    Raises:
        DossierNotFound: when there is no dossier.
        DeskRefused: when it would be reachable from elsewhere without a sign-in.
    """
    chosen = settings or DeskSettings()
    guard = Guard(chosen)
    case = Case(target, chosen)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        case.open()
        yield
        case.close()

    app = FastAPI(
        title="Firsthand",
        version=__version__,
        summary="One dossier: its reports, what was found in them, and what people decided.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    case.warmers = (
        marks_of,
        names_of,
        events_of,
        families_of,
        headline_of,
        timeline_of,
        map_of,
        ledger_of,
        same_of,
    )
    app.state.case, app.state.guard, app.state.pages = case, guard, Pages(case)
    app.middleware("http")(_guarded)
    app.add_middleware(GZipMiddleware, minimum_size=500)
    app.add_api_route("/static/{name}", _static, include_in_schema=False)
    for name in ROUTES:
        module = import_module(f"firsthand.serve.desk.{name}")
        app.include_router(module.router, include_in_schema=False)
    if find_spec("firsthand.serve.api") is not None:
        import_module("firsthand.serve.api").attach(app)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(DossierError, _impossible)
    return app


async def _guarded(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Refuse what is not asked here or by nobody known; put the safe headers on every answer."""
    guard: Guard = request.app.state.guard
    response = _stopped(request, guard)
    if response is None:
        response = await call_next(request)
        if getattr(request.state, "is_new", False):
            set_session(response, guard, request.state.session)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _stopped(request: Request, guard: Guard) -> Response | None:
    if not guard.is_asked_here(request.headers.get("host", "")):
        return PlainTextResponse("this desk does not go by that name", 421)
    if request.method not in SAFE and _is_foreign(request):
        return PlainTextResponse("asked by a page of another site", 403)
    session = guard.read(request.cookies.get(COOKIE)) or _with_password(request, guard)
    request.state.is_new = session is None
    request.state.session = session or guard.begin()
    request.state.token = guard.token(request.state.session)
    request.state.who = request.state.session.who or guard.settings.who
    request.state.flash = unquote(request.cookies.get(SAID, ""))
    path = request.url.path
    if guard.settings.is_guarded and not request.state.session.who and not path.startswith(OPEN):
        if path.startswith("/api/"):
            asks = {"WWW-Authenticate": 'Basic realm="firsthand", charset="UTF-8"'}
            return problem(request, 401, "sign in first", asks)
        if request.method in SAFE:
            return RedirectResponse("/login", 303)
        return PlainTextResponse("sign in first", 401)
    return None


def _is_foreign(request: Request) -> bool:
    """Tell whether a browser says that a page of another site asks (Fetch Metadata, RFC 6454)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def _with_password(request: Request, guard: Guard) -> Session | None:
    """Let a program in that sends name and password with each request (RFC 7617)."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic" or not guard.settings.password_hash:
        return None
    try:
        who, _, password = base64.b64decode(given, validate=True).decode().partition(":")
    except ValueError:
        return None
    address = request.client.host if request.client else ""
    if not who or guard.must_wait(address) or not guard.is_password(password, address):
        return None
    return guard.begin(who)


def _static(name: str, request: Request) -> Response:
    if name not in STATIC:
        raise HTTPException(404)
    kind, data, digest = static(name)
    keep = "public, max-age=31536000, immutable"
    headers = {"ETag": f'"{digest}"', "Cache-Control": keep}
    if request.headers.get("if-none-match") == f'"{digest}"':
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers=headers)


WORDS = {
    401: "You are not signed in.",
    403: "The page you came from is too old. Go back, reload it and try again.",
    404: "There is nothing here under that address.",
    405: "That cannot be done here.",
    413: "That is more than one upload may hold.",
    429: "Too many tries. Wait a while.",
}


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - registered for it alone
    if request.url.path.startswith("/api/"):
        return problem(request, error.status_code, str(error.detail), error.headers)
    detail = error.detail if error.detail not in ("Not Found", "Method Not Allowed") else ""
    said = detail or WORDS.get(error.status_code, "That did not work.")
    return _error_page(request, error.status_code, said)


async def _impossible(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, DossierNotFound) else 409
    return _error_page(request, status, str(error))


def _error_page(request: Request, status: int, said: str) -> Response:
    pages: Pages = request.app.state.pages
    return pages.show(
        request, "error.html", here="", title="That did not work", status=status, said=said
    )
