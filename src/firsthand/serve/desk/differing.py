"""What has the last study changed, and what can be taken out of the dossier?"""

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.responses import StreamingResponse  # noqa: TID253 - likewise

from firsthand.serve.desk.changes import read_changes
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.exports.material import Material
from firsthand.serve.exports.registry import formats
from firsthand.serve.exports.writing import stream

router = APIRouter()

TITLES = {
    "reports": "Reports",
    "events": "Events",
    "sources": "Independent sources",
    "links": "Links",
    "claims": "Claims",
    "names": "People and places",
    "progress": "Asked and promised",
}
HOMES = {
    "reports": "/reports/{}",
    "events": "/events/{}",
    "links": "/links/{}",
    "claims": "/claims/{}",
    "names": "/names/{}",
    "progress": "/progress/{}",
}
MOST = 60
"""Changes shown of one kind."""


@router.get("/changes")
def changes(request: Request) -> Response:
    """Show what the last study changed."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    found = read_changes(pages.case.store)
    groups = []
    for table, title in TITLES.items():
        rows = found.get(table, [])
        home = HOMES.get(table, "")
        shown = [
            {**row, "href": home.format(row["id"]) if row["id"] in snapshot.items and home else ""}
            for row in rows[:MOST]
        ]
        if rows:
            groups.append((title, shown, len(rows)))
    return pages.show(
        request, "changes_page.html", here="changes", title="What changed", groups=groups
    )


@router.get("/exports")
def exports(request: Request) -> Response:
    """List what can be taken out."""
    pages: Pages = request.app.state.pages
    return pages.show(
        request,
        "exports_page.html",
        here="exports",
        title="Export",
        formats=list(formats().values()),
    )


@router.get("/exports/{name}")
def export(request: Request, name: str) -> Response:
    """Give everything in one format."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    form = formats().get(name)
    if form is None:
        raise HTTPException(404, f"There is no format called “{name}”.")
    material = Material(
        snapshot.findings, snapshot.decisions, pages.case.name, pages.case.dossier.raw_bytes
    )
    ending = f"{form.ending}.zip" if form.folder else form.ending
    headers = {"Content-Disposition": f'attachment; filename="firsthand{ending}"'}
    kind = "application/zip" if form.folder else form.media_type
    return StreamingResponse(stream(material, form), media_type=kind, headers=headers)
