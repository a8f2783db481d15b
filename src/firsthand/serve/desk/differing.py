"""What has the last study changed, and what can be taken out of the dossier?"""

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.responses import StreamingResponse  # noqa: TID253 - likewise

from firsthand.model.story import Change
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.exports.material import Material
from firsthand.serve.exports.registry import formats
from firsthand.serve.exports.writing import stream

router = APIRouter()

TITLES = {
    "reports": "Reports",
    "events": "Events",
    "sources": "Independent sources",
    "versions": "Newer versions of pages",
    "links": "Links",
    "comparisons": "Claims",
    "entities": "People and places",
    "progress": "Asked and promised",
}
HOMES = {
    "reports": "/reports/{}",
    "events": "/events/{}",
    "links": "/links/{}",
    "comparisons": "/claims/{}",
    "entities": "/names/{}",
    "progress": "/progress/{}",
}
STUDIES = 50
"""Studies to choose from."""

MOST = 60
"""Changes shown of one kind."""


@router.get("/changes")
def changes(request: Request, study: int = 0) -> Response:
    """Show what a study changed: by default the last one that changed anything."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    dossier = pages.case.dossier
    groups: dict[str, list[tuple[Change, str]]] = {}
    for one in dossier.changes(study):
        home = HOMES.get(one.table, "")
        known = home and one.item in snapshot.items
        groups.setdefault(one.table, []).append((one, home.format(one.item) if known else ""))
    order = list(TITLES)
    ranked = sorted(groups, key=lambda name: (order.index(name) if name in order else 99, name))
    return pages.show(
        request,
        "changes_page.html",
        here="changes",
        title="What changed",
        groups=[
            (TITLES.get(name, name), groups[name][:MOST], len(groups[name])) for name in ranked
        ],
        studies=dossier.studies()[::-1][:STUDIES],
        study=study,
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
