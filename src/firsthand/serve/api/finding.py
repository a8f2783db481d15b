"""Where do words occur, in texts and in what was found?"""

from enum import StrEnum
from typing import Annotated

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response  # noqa: TID253 - when opened

from firsthand.client.nouns import Hit, Listed
from firsthand.serve.api.answers import (
    USUAL,
    case_of,
    cursor_of,
    gives,
    list_of,
    read_cursor,
    tagged,
)
from firsthand.serve.api.lists import Cursor, Limit
from firsthand.serve.api.problems import ApiRoute
from firsthand.serve.desk.case import Snapshot
from firsthand.store import search as index

router = APIRouter(route_class=ApiRoute, default_response_class=Response, tags=["search"])

AROUND = 80
"""Characters shown before and after."""

LAST = "search"
"""Names the rows of a search in its cursors: they are counted, not named."""


class Kind(StrEnum):
    """Where to look."""

    REPORTS = "reports"
    EVENTS = "events"
    COMPARISONS = "comparisons"
    FIGURES = "figures"
    STATEMENTS = "statements"
    PROGRESS = "progress"
    ENTITIES = "entities"


@router.get("/search", responses=gives(list_of("Hit"), "places, the best first", 404, 503))
def search(
    request: Request,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=200,
            pattern=r"\S",
            description="words that stand together; in quotation marks one after another",
        ),
    ],
    kind: Annotated[list[Kind] | None, Query(max_length=7)] = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Response:
    """Find words in the texts and in the items, as the pages do."""
    case = case_of(request)
    snapshot = case.snapshot()
    start, name = read_cursor(cursor) if cursor else (0, LAST)
    if name != LAST or not 0 <= start <= 10**9:
        raise HTTPException(404, "that cursor was not given by a search")

    def make() -> bytes:
        snapshot.once(LAST, lambda: index.index(case.store, snapshot.findings, snapshot.basis))
        total, found = index.find(case.store, q, kind or (), limit, start)
        end = start + len(found)
        after = cursor_of(end, LAST) if found and end < total else None
        rows = tuple(_shown(snapshot, hit) for hit in found)
        return msgspec.json.encode(Listed(rows, total, after))

    return tagged(request, snapshot, make)


def _shown(snapshot: Snapshot, hit: index.Hit) -> Hit:
    texts = snapshot.once("texts", lambda: {one.id: one.text for one in snapshot.findings.reports})
    text = texts.get(hit.report, "")
    return Hit(
        hit.kind,
        hit.ref,
        hit.report,
        hit.first,
        hit.last,
        text[hit.first : hit.last],
        text[max(0, hit.first - AROUND) : hit.first],
        text[hit.last : hit.last + AROUND],
    )
