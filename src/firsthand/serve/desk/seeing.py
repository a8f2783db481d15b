"""Which exact words stand behind an item, and how are they cited?"""

import re
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.responses import HTMLResponse, RedirectResponse  # noqa: TID253 - likewise

from firsthand.errors import SpanError
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.views.evidence import Evidence

router = APIRouter()

RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
MOST = 40
"""Quotes shown at once."""
SHORTEST = 6
"""Digits of a report's id that name it."""


def find_report(snapshot: Snapshot, wanted: str) -> Report:
    """Find a report by its id or the beginning of it.

    Args:
        snapshot: the state of the dossier.
        wanted: the id.

    Returns:
        The report.

    Raises:
        HTTPException: when there is none.
    """
    reports = snapshot.once("by id", lambda: {r.id[:16]: r for r in snapshot.findings.reports})
    report = reports.get(wanted[:16])
    if report is None or not report.id.startswith(wanted):
        found = [r for r in reports.values() if len(wanted) >= SHORTEST and r.id.startswith(wanted)]
        if len(found) != 1:
            raise HTTPException(404, "There is no such report in the last study.")
        return found[0]
    return report


def spans_at(report: Report, asked: str) -> list[Span]:
    """Cut the asked stretches out of a report's text.

    Args:
        report: the report.
        asked: such as "10-20,45-60", in code points.

    Returns:
        The spans.

    Raises:
        HTTPException: when a stretch does not fit the text.
    """
    try:
        return [report.span(int(a), int(b)) for a, b in RANGE.findall(asked)[:MOST]]
    except SpanError as error:
        raise HTTPException(404, str(error)) from error


def cite(one: Evidence) -> str:
    """Write a citation of quoted words.

    Args:
        one: the evidence.

    Returns:
        The quote, where it stands, and the hash by which the text can be checked.
    """
    source = one.source
    quote = " … ".join(" ".join(c.quote.split()) for c in one.cites)
    where = ", ".join(f"{c.start}–{c.end}" for c in one.cites)
    parts = (source.outlet, f"“{source.title}”" if source.title else "", source.date)
    said = ", ".join(part for part in parts if part) or source.name
    return f"“{quote}” — {said} ({source.name}, characters {where}, SHA-256 {source.report.id})"


@router.get("/evidence/{wanted}")
def evidence(request: Request, wanted: str, at: str = "") -> Response:
    """Quote words in their context, with outlet, date, hash and a citation."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    report = find_report(snapshot, wanted)
    spans = spans_at(report, at)
    if not spans:
        raise HTTPException(404, "Say which characters: ?at=10-20")
    found = snapshot.shelf.evidence(spans)
    cited = [cite(one) for one in found]
    views: dict[str, Any] = {"found": found, "citations": cited, "report": report}
    if request.headers.get("x-firsthand") == "drawer":
        return HTMLResponse(pages.fragment("evidence_fragment.html", snapshot, **views))
    return pages.show(request, "evidence.html", here="", title="Evidence", **views)


HOMES = {"figures": "/figures", "statements": "/statements"}


@router.get("/items/{name}")
def item(request: Request, name: str) -> Response:
    """Lead to the words of an item that has no page of its own."""
    snapshot = request.app.state.case.snapshot()
    table, one = snapshot.items.get(name, ("", None))
    if one is None:
        raise HTTPException(404, "The last study does not have that item any more.")
    if table in HOMES:
        return RedirectResponse(f"{HOMES[table]}?item={name}#{name}", 303)
    spans = [one.span] if hasattr(one, "span") else list(getattr(one, "content", ()))
    if not spans:
        raise HTTPException(404, "That item has no words of its own.")
    at = ",".join(f"{span.start}-{span.end}" for span in spans)
    return RedirectResponse(f"/evidence/{spans[0].report[:16]}?at={at}", 303)
