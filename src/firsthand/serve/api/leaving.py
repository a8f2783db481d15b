"""How does the dossier leave: in which formats, as streams?"""

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.responses import StreamingResponse  # noqa: TID253 - likewise

from firsthand.client.nouns import Leaving
from firsthand.serve.api.answers import case_of, etag_of, gives, tagged
from firsthand.serve.api.problems import ApiRoute
from firsthand.serve.exports import Material, formats, stream

router = APIRouter(route_class=ApiRoute, default_response_class=Response, tags=["exports"])

ALL = {"type": "array", "items": {"$ref": "#/components/schemas/Leaving"}}


@router.get("/exports", responses=gives(ALL, "formats", conditional=False))
def list_formats(request: Request) -> Response:
    """List the formats that the dossier can leave in."""
    here = f"{request.scope.get('root_path', '')}/api/v1/exports/"
    rows = [
        Leaving(
            form.name,
            ".zip" if form.folder else form.ending,
            "application/zip" if form.folder else form.media_type,
            form.title,
            here + form.name,
        )
        for form in formats().values()
    ]
    return Response(msgspec.json.encode(rows), media_type="application/json")


@router.get(
    "/exports/{name}",
    responses=gives(
        {},
        "the export",
        404,
        409,
        media="*/*",
    ),
)
def export(request: Request, name: str) -> Response:
    """Give everything in one format; a folder of tables as a ZIP archive."""
    case = case_of(request)
    form = formats().get(name)
    if form is None:
        raise HTTPException(404, f"there is no format {name}; known are {', '.join(formats())}")
    snapshot = case.snapshot()
    unchanged = tagged(request, snapshot, bytes)
    if unchanged.status_code != 200:  # noqa: PLR2004 - 304
        return unchanged
    title = "" if form.name in ("html", "pdf") else case.name
    material = Material(snapshot.findings, snapshot.decisions, title, case.store.raw_bytes)
    ending = ".zip" if form.folder else form.ending
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in case.name)
    headers = {
        "ETag": etag_of(snapshot),
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'attachment; filename="{plain}-{form.name}{ending}"',
    }
    media = "application/zip" if form.folder else form.media_type
    return StreamingResponse(stream(material, form), headers=headers, media_type=media)
