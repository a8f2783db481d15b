"""How does the API say that something went wrong?"""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import HTTPException, Request, Response  # noqa: TID253 - imported when a desk opens
from fastapi.exceptions import RequestValidationError  # noqa: TID253 - likewise
from fastapi.routing import APIRoute  # noqa: TID253 - likewise
from starlette.exceptions import HTTPException as Refused
from starlette.types import Receive, Scope, Send

from firsthand.client.nouns import Problem
from firsthand.errors import DossierBusy, FirsthandError

MEDIA = "application/problem+json"
"""RFC 9457, section 3."""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def problem(
    request: Request, status: int, detail: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Say what is wrong.

    Args:
        request: that asked.
        status: of HTTP.
        detail: one sentence.
        headers: to send with it.

    Returns:
        The answer.
    """
    told = Problem(
        "about:blank", HTTPStatus(status).phrase, status, detail, request.scope.get("path", "")
    )
    return Response(msgspec.json.encode(told), status, dict(headers or {}), MEDIA)


METHODS: dict[str, set[str]] = {}
"""The methods of each path; every route adds its own when it is made."""


class ApiRoute(APIRoute):
    """A route whose errors are problems, and that reads no body larger than the desk allows."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as FastAPI has them
        super().__init__(*args, **options)
        METHODS.setdefault(self.path_format, set()).update(self.methods or ())

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a method that the path does not have is told which it has.

        Args:
            scope: of the request.
            receive: gives its body.
            send: takes the answer.
        """
        if self.methods and scope["method"] not in self.methods:
            allow = ", ".join(sorted(METHODS[self.path_format]))
            refused = problem(Request(scope), 405, "", {"Allow": allow})
            await refused(scope, receive, send)
            return
        await super().handle(scope, receive, send)

    def get_route_handler(self) -> Handler:
        """Wrap the route's own handler."""
        handler = super().get_route_handler()

        async def told(request: Request) -> Response:
            refused = _too_large(request)
            if refused is not None:
                return refused
            try:
                response: Response = await handler(request)
            except RequestValidationError as error:
                return problem(request, 422, "; ".join(map(_say, error.errors())))
            except (HTTPException, Refused) as error:
                return problem(request, error.status_code, str(error.detail), error.headers)
            except DossierBusy as error:
                return problem(request, 503, str(error), {"Retry-After": "5"})
            except FirsthandError as error:
                return problem(request, 409, str(error))
            return response

        return told


def _say(fault: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in fault.get("loc", ()))
    return f"{where}: {fault.get('msg', 'is wrong')}"


def _too_large(request: Request) -> Response | None:
    if request.method not in ("POST", "PUT", "PATCH"):
        return None
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return problem(request, 411, "the request does not say how long its body is")
    most = request.app.state.case.settings.upload_bytes
    if int(length) > most:
        return problem(request, 413, f"one request may hold {most} bytes; send it in parts")
    return None
