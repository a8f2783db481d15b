"""How does the API answer: entity tags, parts of long lists, and the description of both?"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
from fastapi import HTTPException, Request, Response  # noqa: TID253 - imported when a desk opens

from firsthand.serve.api.problems import MEDIA
from firsthand.serve.desk.case import Case, Snapshot

Row = TypeVar("Row")

MOST, USUAL = 1_000, 100
"""Items of one part of a list."""

JSON = "application/json"

Described = dict[int | str, dict[str, Any]]


def case_of(request: Request) -> Case:
    """Give the open dossier.

    Args:
        request: that asks.

    Returns:
        The case that the desk shares among its requests.
    """
    case: Case = request.app.state.case
    return case


def etag_of(snapshot: Snapshot) -> str:
    """Name a state of the dossier.

    Args:
        snapshot: the state.

    Returns:
        A weak entity tag (RFC 9110, section 8.8.3): equal tags give equal answers.
    """
    refused = len(snapshot.findings.refusals)
    return f'W/"{snapshot.etag}-{snapshot.kept}-{refused}"'


def tagged(
    request: Request, snapshot: Snapshot, make: Callable[[], bytes], media: str = JSON
) -> Response:
    """Answer with an entity tag, or with 304 where the asker has that state already.

    Args:
        request: that asks.
        snapshot: the state of the dossier.
        make: writes the answer; not called for 304.
        media: its media type.

    Returns:
        The answer.
    """
    tag = etag_of(snapshot)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    given = request.headers.get("if-none-match", "")
    known = {part.strip().removeprefix("W/") for part in given.split(",")}
    if "*" in known or tag.removeprefix("W/") in known:
        return Response(status_code=304, headers=headers)
    return Response(make(), headers=headers, media_type=media)


def part(
    rows: Sequence[Any], cursor: str, limit: int, key: Callable[[Any], str]
) -> tuple[Sequence[Any], str | None]:
    """Cut the next part out of a list.

    A cursor names the last row that was given, so that it holds while the rows around it change.

    Args:
        rows: the whole list.
        cursor: as given with the part before; empty for the first.
        limit: rows at most.
        key: names a row.

    Returns:
        The rows and the cursor of the part after them.

    Raises:
        HTTPException: when the row that the cursor names is not in the list any more.
    """
    start = _after(rows, cursor, key) if cursor else 0
    shown = rows[start : start + limit]
    end = start + len(shown)
    more = end < len(rows) and bool(shown)
    return shown, cursor_of(end, key(shown[-1])) if more else None


def cursor_of(place: int, name: str) -> str:
    """Write a cursor.

    Args:
        place: rows given so far.
        name: of the last one.

    Returns:
        The cursor.
    """
    return base64.urlsafe_b64encode(f"{place} {name}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[int, str]:
    """Read a cursor.

    Args:
        cursor: as `cursor_of` wrote it.

    Returns:
        How many rows were given and the name of the last one.

    Raises:
        HTTPException: when it is not one.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        number, _, name = text.partition(" ")
        return int(number), name
    except (ValueError, binascii.Error) as error:
        raise HTTPException(404, "that cursor was not given by this list") from error


def _after(rows: Sequence[Any], cursor: str, key: Callable[[Any], str]) -> int:
    place, name = read_cursor(cursor)
    if 0 < place <= len(rows) and key(rows[place - 1]) == name:
        return place
    found = next((at for at, row in enumerate(rows, 1) if key(row) == name), None)
    if found is None:
        raise HTTPException(404, "the list has changed since that cursor was given; begin again")
    return found


def listed(
    rows: Sequence[Any],
    cursor: str,
    limit: int,
    key: Callable[[Any], str],
    write: Callable[[Any], bytes] = msgspec.json.encode,
) -> bytes:
    """Write a part of a list.

    Args:
        rows: the whole list.
        cursor: where to begin.
        limit: rows at most.
        key: names a row.
        write: writes a row.

    Returns:
        JSON in the shape of `Listed`.
    """
    shown, after = part(rows, cursor, limit, key)
    tail = msgspec.json.encode({"total": len(rows), "next": after})
    return b'{"items":[' + b",".join(map(write, shown)) + b"]," + tail[1:]


# --- what the description says of answers -----------------------------------------------------


def ref(noun: str) -> dict[str, Any]:
    """Refer to a noun of the description.

    Args:
        noun: its name.

    Returns:
        The reference.
    """
    return {"$ref": f"#/components/schemas/{noun}"}


def list_of(noun: str) -> dict[str, Any]:
    """Describe a part of a list.

    Args:
        noun: the name of what is listed.

    Returns:
        The schema.
    """
    return {
        "type": "object",
        "required": ["items", "total", "next"],
        "properties": {
            "items": {"type": "array", "items": ref(noun)},
            "total": {"type": "integer"},
            "next": {"type": ["string", "null"]},
        },
    }


def gives(
    schema: dict[str, Any],
    said: str,
    *faults: int,
    status: int = 200,
    media: str = JSON,
    conditional: bool = True,
) -> Described:
    """Describe the answers of a route.

    Args:
        schema: of the body.
        said: what it is.
        faults: the statuses of its problems; 401 and 421 may come from every route.
        status: when all is well.
        media: of the body.
        conditional: whether it has an entity tag.

    Returns:
        What FastAPI takes as `responses`.
    """
    told: Described = {status: {"description": said, "content": {media: {"schema": schema}}}}
    if conditional:
        told[status]["headers"] = {
            "ETag": {"schema": {"type": "string"}, "description": "names the dossier's state"}
        }
        told[304] = {"description": "not changed since"}
    for fault in (*faults, 422):
        told[fault] = {
            "description": FAULTS[fault],
            "content": {MEDIA: {"schema": ref("Problem")}},
        }
    return told


FAULTS = {
    400: "the body cannot be read",
    404: "there is no such thing",
    409: "it cannot be done as the dossier is",
    411: "the length is not said",
    413: "too large",
    415: "not of a kind that is read here",
    422: "a parameter is wrong",
    501: "this installation cannot do it",
    503: "the dossier is busy",
}
"""What a status means here."""
