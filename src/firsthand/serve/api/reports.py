"""Which reports are there, what exactly do they say, and how do two stand side by side?"""

from enum import StrEnum
from typing import Annotated

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response  # noqa: TID253 - when opened

from firsthand.client.nouns import Quoted, ReportHead
from firsthand.errors import DossierError
from firsthand.model.report import Report
from firsthand.model.schema import to_json
from firsthand.model.span import Span, anchor
from firsthand.oneshot import between
from firsthand.serve.api.answers import USUAL, case_of, gives, list_of, listed, ref, tagged
from firsthand.serve.api.lists import Cursor, Limit, Words
from firsthand.serve.api.problems import ApiRoute
from firsthand.serve.desk.case import Case, Snapshot
from firsthand.serve.desk.deciding import labels_of
from firsthand.serve.desk.seeing import cite, find_report, spans_at

router = APIRouter(route_class=ApiRoute, default_response_class=Response, tags=["reports"])

BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}

Tag = Annotated[
    str, Query(max_length=400, description="a report: its tag (R1), name, id or its beginning")
]


class Shape(StrEnum):
    """How much of a report is listed."""

    HEAD = "head"
    FULL = "full"


def heads(case: Case, snapshot: Snapshot) -> tuple[ReportHead, ...]:
    """Tell what there is to know of each report without its text.

    Args:
        case: the open dossier.
        snapshot: its state.

    Returns:
        One head for each report, in the order of the findings.
    """
    names, labels = case.store.names_of_reports(), labels_of(snapshot.decisions)
    return tuple(
        ReportHead(
            id=source.report.id,
            tag=source.tag,
            name=source.report.name,
            title=source.title,
            outlet=source.outlet,
            agency=source.report.metadata.agency.value,
            published=source.report.metadata.published.value,
            language=source.language,
            media_type=source.report.media_type,
            length=len(source.report.text),
            text_hash=source.report.text_hash,
            names=names.get(source.report.id, ()),
            labels=tuple(labels.get(source.report.id, ())),
        )
        for source in snapshot.shelf.sources
    )


@router.get(
    "/reports",
    responses=gives(
        {"anyOf": [list_of("ReportHead"), list_of("Report")]}, "heads, or whole reports", 404
    ),
)
def list_reports(
    request: Request,
    cursor: Cursor = "",
    limit: Limit = USUAL,
    shape: Shape = Shape.HEAD,
    q: Words = "",
    label: Annotated[str, Query(max_length=200, description="given by a person")] = "",
) -> Response:
    """List the reports: heads without their texts, or whole."""
    case = case_of(request)
    snapshot = case.snapshot()

    def make() -> bytes:
        rows = snapshot.once("heads", lambda: heads(case, snapshot))
        words = q.casefold().split()
        chosen = [
            one
            for one in rows
            if (not label or label in one.labels)
            and (not words or all(word in to_json(one).decode().casefold() for word in words))
        ]
        if shape is Shape.HEAD:
            return listed(chosen, cursor, limit, lambda one: str(one.id), to_json)
        wanted = {one.id for one in chosen}
        full = [report for report in snapshot.findings.reports if report.id in wanted]
        return listed(full, cursor, limit, lambda one: str(one.id), to_json)

    return tagged(request, snapshot, make)


def _meant(snapshot: Snapshot, wanted: str) -> Report:
    """Find the report that is meant by a tag (R1), an id or the beginning of one."""
    tagged_so = snapshot.once(
        "by tag", lambda: {source.tag: source.report for source in snapshot.shelf.sources}
    )
    return tagged_so.get(wanted) or find_report(snapshot, wanted)


@router.get("/reports/{name}", responses=gives(ref("Report"), "the report, labelled", 404))
def get_report(request: Request, name: str) -> Response:
    """Give a report with its text, its labels and what it says of itself."""
    snapshot = case_of(request).snapshot()
    report = _meant(snapshot, name)
    return tagged(request, snapshot, lambda: to_json(report))


@router.get(
    "/reports/{name}/text",
    responses=gives({"type": "string"}, "the text as decoded", 404, media="text/plain"),
)
def get_text(request: Request, name: str) -> Response:
    """Give a report's text, in which spans count code points."""
    snapshot = case_of(request).snapshot()
    report = _meant(snapshot, name)
    return tagged(request, snapshot, report.text.encode, "text/plain; charset=utf-8")


@router.get(
    "/reports/{name}/file",
    responses=gives(BINARY, "the bytes as received", 404, media="application/octet-stream"),
)
def get_file(request: Request, name: str) -> Response:
    """Give a report's bytes as received; never as something that a browser would show."""
    case = case_of(request)
    snapshot = case.snapshot()
    report = _meant(snapshot, name)
    response = tagged(
        request, snapshot, lambda: case.store.raw_bytes(report.id), "application/octet-stream"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{report.id[:16]}"'
    return response


@router.get("/reports/{name}/evidence", responses=gives(ref("Quoted"), "the words in context", 404))
def get_evidence(
    request: Request,
    name: str,
    start: Annotated[int, Query(ge=0, le=10**9, description="first code point")],
    end: Annotated[int, Query(ge=1, le=10**9, description="one past the last")],
) -> Response:
    """Quote words with the sentences around them, both W3C selectors and a citation."""
    snapshot = case_of(request).snapshot()
    report = _meant(snapshot, name)
    spans = spans_at(report, f"{start}-{end}")
    if not spans:
        raise HTTPException(404, "those characters are not in the text")
    return tagged(request, snapshot, lambda: msgspec.json.encode(_quoted(snapshot, report, spans)))


def _quoted(snapshot: Snapshot, report: Report, spans: list[Span]) -> Quoted:
    (span,) = spans
    (found,) = snapshot.shelf.evidence([span])
    first = found.pieces[0].start
    last = found.pieces[-1].start + len(found.pieces[-1].text)
    return Quoted(
        report.id,
        span.start,
        span.end,
        span.quote,
        report.text[first : span.start],
        report.text[span.end : last],
        tuple(anchor(span, report.text).to_w3c()),
        cite(found),
    )


@router.get("/side-by-side", responses=gives(ref("Pair"), "both texts in runs", 404))
def side_by_side(request: Request, left: Tag, right: Tag) -> Response:
    """Lay two reports side by side, linked or not."""
    snapshot = case_of(request).snapshot()

    def make() -> bytes:
        try:
            return to_json(between(snapshot.findings, left, right))
        except DossierError as error:
            raise HTTPException(404, str(error)) from error

    return tagged(request, snapshot, make)
