"""Which items has the last study found: every kind, in parts, and one by one?"""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response  # noqa: TID253 - when opened

from firsthand import __version__
from firsthand.client.nouns import Found, Overview, Weighed
from firsthand.model.schema import ITEMS, STORY, spans_of, to_json, to_plain
from firsthand.serve.api.answers import (
    MOST,
    USUAL,
    case_of,
    etag_of,
    gives,
    list_of,
    listed,
    ref,
    tagged,
)
from firsthand.serve.api.problems import ApiRoute
from firsthand.serve.desk.case import Snapshot

router = APIRouter(route_class=ApiRoute, default_response_class=Response)

TABLES: dict[str, type] = {**ITEMS, **STORY}

Cursor = Annotated[
    str, Query(max_length=400, description="`next` of the part before; empty for the first")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="items at most")]
OfReport = Annotated[str, Query(max_length=64, description="id of a report, or its beginning")]
Words = Annotated[str, Query(max_length=200, description="words that must occur in the item")]


@router.get("/", responses=gives(ref("Overview"), "the dossier at a glance"), tags=["dossier"])
def overview(request: Request) -> Response:
    """Tell what the dossier holds and where it is."""
    case = case_of(request)
    snapshot = case.snapshot()

    def make() -> bytes:
        findings = snapshot.findings
        counts = {name: len(getattr(findings, name)) for name in findings.__slots__}
        here = f"{request.scope.get('root_path', '')}/api/v1/"
        told = Overview(
            name=case.name,
            version=__version__,
            etag=etag_of(snapshot),
            kept=snapshot.kept,
            studied=len(findings.reports) if snapshot.basis else 0,
            weight=dict(findings.weights).get("all"),
            counts={**counts, "decisions": len(snapshot.decisions)},
            links={
                name: here + name for name in (*counts, "decisions", "search", "exports", "jobs")
            },
        )
        return msgspec.json.encode(told)

    return tagged(request, snapshot, make)


@router.get(
    "/items/{name}", responses=gives(ref("Found"), "the item and its table", 404), tags=["items"]
)
def item(request: Request, name: str) -> Response:
    """Give one item of any kind by its id."""
    snapshot = case_of(request).snapshot()
    table, one = snapshot.items.get(name, ("", None))
    if one is None:
        raise HTTPException(404, f"the last study has no item {name}")
    return tagged(request, snapshot, lambda: msgspec.json.encode(Found(table, to_plain(one))))


@router.get("/weights", responses=gives(list_of("Weighed"), "weights", 404), tags=["items"])
def weights(request: Request, cursor: Cursor = "", limit: Limit = USUAL) -> Response:
    """List how many independent sources stand behind each event and the whole."""
    snapshot = case_of(request).snapshot()
    rows = [Weighed(name, weight) for name, weight in snapshot.findings.weights]
    return tagged(
        request, snapshot, lambda: listed(rows, cursor, limit, lambda row: str(row.of_item))
    )


@router.get("/refusals", responses=gives(list_of("Refusal"), "refusals", 404), tags=["reports"])
def refusals(request: Request, cursor: Cursor = "", limit: Limit = USUAL) -> Response:
    """List the inputs that could not be read, with the reasons."""
    snapshot = case_of(request).snapshot()
    rows = snapshot.findings.refusals
    return tagged(
        request,
        snapshot,
        lambda: listed(rows, cursor, limit, lambda row: f"{row.reason} {row.name}", to_json),
    )


@router.get(
    "/changes",
    responses=gives(list_of("story_Change"), "what is new, changed or withdrawn", 404),
    tags=["dossier"],
)
def changes(
    request: Request,
    study: Annotated[
        int, Query(ge=0, le=10**9, description="its number; 0 = the last that changed anything")
    ] = 0,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Response:
    """Tell what a study found otherwise than the one before."""
    case = case_of(request)

    def make() -> bytes:
        rows = case.dossier.changes(study)
        return listed(rows, cursor, limit, lambda one: f"{one.table} {one.item} {one.how}", to_json)

    return tagged(request, case.snapshot(), make)


@router.get("/studies", responses=gives(list_of("Study"), "studies", 404), tags=["dossier"])
def studies(request: Request, cursor: Cursor = "", limit: Limit = USUAL) -> Response:
    """List the studies that drew anew, in order."""
    case = case_of(request)
    return tagged(
        request,
        case.snapshot(),
        lambda: listed(case.dossier.studies(), cursor, limit, lambda one: str(one.number), to_json),
    )


@router.get("/event_log", responses=gives(list_of("EventChange"), "the log", 404), tags=["dossier"])
def event_log(request: Request, cursor: Cursor = "", limit: Limit = USUAL) -> Response:
    """List what was done to the events, study by study."""
    case = case_of(request)
    return tagged(
        request,
        case.snapshot(),
        lambda: listed(
            case.dossier.event_log(), cursor, limit, lambda one: str(one.number), to_json
        ),
    )


def reports_of(one: Any) -> frozenset[str]:  # noqa: ANN401 - any noun of the findings
    """Tell which reports an item is about.

    Args:
        one: of the findings.

    Returns:
        Ids of the reports whose words it rests on or that it joins.
    """
    found = {span.report for span in spans_of(one)}
    found.update(getattr(one, "reports", ()))
    found.update(end for end in (getattr(one, "a", ""), getattr(one, "b", "")) if len(end) == 64)  # noqa: PLR2004 - a SHA-256
    return frozenset(found)


def select(snapshot: Snapshot, table: str, report: str = "", q: str = "") -> tuple[Any, ...]:
    """Choose the items of a table.

    Args:
        snapshot: the state of the dossier.
        table: its name.
        report: id of a report they are about, or its beginning; empty for all.
        q: words that must occur in what is written of them, in any case.

    Returns:
        The items in the order of the findings.
    """
    rows = tuple(getattr(snapshot.findings, table))
    if report:
        about = snapshot.once(("about", table), lambda: [reports_of(one) for one in rows])
        rows = tuple(
            one
            for one, reports in zip(rows, about, strict=True)
            if any(name.startswith(report) for name in reports)
        )
    words = q.casefold().split()
    if words:
        rows = tuple(one for one in rows if _has(words, to_json(one).decode().casefold()))
    return rows


def _has(words: list[str], text: str) -> bool:
    return all(word in text for word in words)


def _lister(table: str) -> Callable[..., Response]:
    def list_items(
        request: Request,
        cursor: Cursor = "",
        limit: Limit = USUAL,
        report: OfReport = "",
        q: Words = "",
    ) -> Response:
        snapshot = case_of(request).snapshot()

        def make() -> bytes:
            rows = select(snapshot, table, report, q)
            return listed(rows, cursor, limit, lambda one: str(one.id), to_json)

        if not (report or q or cursor) and limit == USUAL:
            # What is asked for most is written once for each state of the dossier.
            return tagged(request, snapshot, lambda: snapshot.once(("first", table), make))

        return tagged(request, snapshot, make)

    list_items.__doc__ = f"List the {_said(table)} of the last study."
    return list_items


def _giver(table: str) -> Callable[..., Response]:
    def give_item(request: Request, name: str) -> Response:
        case = case_of(request)
        snapshot = case.snapshot()
        if table == "events" and name not in snapshot.items:
            name = case.dossier.event_of(name)  # an id of before a merge leads on
        known, one = snapshot.items.get(name, ("", None))
        if known != table:
            raise HTTPException(404, f"the last study has no {name} among its {_said(table)}")
        return tagged(request, snapshot, lambda: to_json(one))

    give_item.__doc__ = f"Give one of the {_said(table)} by its id."
    return give_item


def _said(table: str) -> str:
    return {"progress": "lines of progress"}.get(table, table.replace("_", "-"))


def _bring_tables() -> None:
    """Make two routes for each table, from the same lists that the database is made from."""
    for table, noun in TABLES.items():
        router.add_api_route(
            f"/{table}",
            _lister(table),
            responses=gives(list_of(noun.__name__), _said(table), 404),
            tags=["items"],
            operation_id=f"list_{table}",
            summary=f"List {_said(table)}",
        )
        router.add_api_route(
            f"/{table}/{{name}}",
            _giver(table),
            responses=gives(ref(noun.__name__), "the item", 404),
            tags=["items"],
            operation_id=f"get_{table}",
            summary=f"Get one of the {_said(table)}",
        )


_bring_tables()
