"""What does a form of the desk carry, and is it one of ours?"""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from fastapi import HTTPException, Request  # noqa: TID253 - imported when a desk opens
from fastapi.responses import RedirectResponse  # noqa: TID253 - likewise
from starlette.datastructures import FormData

SAID = "firsthand_said"
"""The cookie that carries what the next page tells."""

FIELDS = 50
"""Fields of a form, at most."""


@dataclass(frozen=True, slots=True)
class Form:
    """What every form on a page carries."""

    token: str
    etag: str
    back: str


def form_of(request: Request) -> Form:
    """Tell what the forms on a page must carry.

    Args:
        request: that asks for the page.

    Returns:
        The session's token, the state of the dossier shown, and the page's own address.
    """
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return Form(request.state.token, request.app.state.case.snapshot().etag, address)


async def read_form(request: Request, files: int = 0) -> FormData:
    """Read a form that was sent.

    Args:
        request: that carries it.
        files: how many it may hold.

    Returns:
        Its fields.

    Raises:
        HTTPException: when it does not carry the session's token.
    """
    form = await request.form(max_files=files, max_fields=FIELDS)
    token = form.get("token", "")
    if not isinstance(token, str) or not request.app.state.guard.fits(request.state.session, token):
        raise HTTPException(403)
    return form


def text_of(form: FormData, name: str, limit: int = 1_000) -> str:
    """Take a text out of a form.

    Args:
        form: as read.
        name: of the field.
        limit: characters at most.

    Returns:
        The text without blanks around it, "" where there is none.

    Raises:
        HTTPException: when it is too long.
    """
    value = form.get(name, "")
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > limit:
        raise HTTPException(422, f"{name} is longer than {limit} characters")
    return text


def back_to(address: str, said: str = "") -> RedirectResponse:
    """Send a person back to a page of the desk.

    Args:
        address: the page; another site's address leads to the overview.
        said: what the page is to tell.

    Returns:
        The answer (303, so that a reload sends nothing twice).
    """
    parts = urlsplit(address)
    own = address.startswith("/") and not parts.netloc and not address.startswith(("//", "/\\"))
    answer = RedirectResponse(address if own else "/", 303)
    if said:
        answer.set_cookie(SAID, quote(said[:600]), max_age=30, httponly=True, samesite="lax")
    return answer
