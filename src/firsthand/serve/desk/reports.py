"""Which reports are in the dossier, and how do more come in?"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.concurrency import run_in_threadpool  # noqa: TID253 - likewise

from firsthand.model.story import LinkKind, State
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.deciding import decisions_about, labels_of
from firsthand.serve.desk.forms import back_to, read_form, text_of
from firsthand.serve.desk.naming import LONGEST, free_place
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.desk.seeing import find_report, spans_at
from firsthand.serve.views.evidence import Source
from firsthand.serve.views.reports import Marks, cite_starts, mark_items, view_report
from firsthand.serve.views.wording import LANGUAGES, count

router = APIRouter()

CHUNK = 1 << 20
"""Bytes copied at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of reports."""

    source: Source
    language: str
    one_with: tuple[Source, ...]
    """reports that count as one source with it"""
    labels: tuple[str, ...]


@router.get("/reports")
def reports(request: Request, q: str = "", label: str = "") -> Response:
    """List the reports, and take new ones."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    labels = labels_of(snapshot.decisions)
    wanted = q.casefold().split()
    sources = [
        source
        for source in snapshot.shelf.sources
        if (not label or label in labels.get(source.report.id, ()))
        and all(word in _words(source) for word in wanted)
    ]
    part = part_of(sources, request)
    families = snapshot.once("families by report", lambda: _families(snapshot))
    rows = [_row(source, families, labels, snapshot) for source in part.rows]
    return pages.show(
        request,
        "reports_list.html",
        here="reports",
        title="Reports",
        part=part,
        rows=rows,
        q=q,
        label=label,
        labels=sorted({one for known in labels.values() for one in known}),
        waiting=snapshot.kept - len(snapshot.findings.reports) if snapshot.basis else snapshot.kept,
        refusals=snapshot.findings.refusals,
        can_fetch=pages.case.can_fetch,
    )


def _words(source: Source) -> str:
    return f"{source.tag} {source.name} {source.title} {source.outlet} {source.date}".casefold()


def _families(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    return {name: f.reports for f in snapshot.findings.families for name in f.reports}


def _row(
    source: Source,
    families: Mapping[str, tuple[str, ...]],
    labels: Mapping[str, tuple[str, ...]],
    snapshot: Snapshot,
) -> Row:
    mine = families.get(source.report.id, ())
    return Row(
        source,
        LANGUAGES.get(source.language, ""),
        snapshot.shelf.all_of(name for name in mine if name != source.report.id),
        labels.get(source.report.id, ()),
    )


def marks_of(snapshot: Snapshot) -> tuple[dict[str, set[int]], Marks]:
    """Tell what is cited and found where in all texts, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        As `cite_starts` and `mark_items` give it.
    """
    return snapshot.once(
        "marks", lambda: (cite_starts(snapshot.findings), mark_items(snapshot.findings))
    )


@router.get("/reports/{wanted}")
def report(request: Request, wanted: str, at: str = "") -> Response:
    """Show one report: what it says of itself, its labelled text, its versions and links."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    found = find_report(snapshot, wanted)
    cited, marks = marks_of(snapshot)
    lit = spans_at(found, at)
    starts = cited.get(found.id, set()) | {span.start for span in lit}
    source = snapshot.shelf.source(found.id)
    view = view_report(source, {found.id: starts}, marks, snapshot.shelf)
    links = [link for link in snapshot.findings.links if found.id in (link.a, link.b)]
    return pages.show(
        request,
        "report.html",
        here="reports",
        title=source.title or source.name,
        report=view,
        lit=lit,
        links=[
            (link, snapshot.shelf.source(link.b if link.a == found.id else link.a))
            for link in links
            if link.kind is not LinkKind.FACTS and link.state is not State.REJECTED
        ],
        versions=[
            snapshot.shelf.source(link.b if link.a == found.id else link.a)
            for link in links
            if link.kind is LinkKind.UPDATE
        ],
        names=pages.case.store.names_of_reports().get(found.id, ()),
        events=[
            (snapshot.tags[event.id], event)
            for event in snapshot.findings.events
            if any(one.report == found.id for one in event.reportings)
        ],
        labels=labels_of(snapshot.decisions).get(found.id, ()),
        about=decisions_about(snapshot.decisions, found.id),
    )


@router.get("/reports/{wanted}/file")
def file(request: Request, wanted: str) -> Response:
    """Give a report's bytes as received; they are never shown as a page of the desk."""
    pages: Pages = request.app.state.pages
    found = find_report(pages.case.snapshot(), wanted)
    data = pages.case.dossier.raw_bytes(found.id)
    ascii_name = "".join(
        c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in found.name
    )
    headers = {"Content-Disposition": f'attachment; filename="{ascii_name[-LONGEST:]}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.post("/reports")
async def add(request: Request) -> Response:
    """Take files, keep them and study them in the background."""
    settings = request.app.state.case.settings
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise HTTPException(411, "The upload does not say how long it is.")
    if int(length) > settings.upload_bytes:
        most = settings.upload_bytes >> 20
        raise HTTPException(413, f"One upload may hold {most} MiB; send it in parts.")
    form = await read_form(request, settings.upload_files)
    folder = Path(tempfile.mkdtemp(prefix="firsthand-desk-"))
    try:
        number = await run_in_threadpool(_keep, form, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        await form.close()
    if not number:
        shutil.rmtree(folder, ignore_errors=True)
        return back_to("/reports", "Choose one file or more first.")
    label = f"adding {count(number, 'file')}"
    job = request.app.state.case.jobs.submit("add", label, {"folder": str(folder)})
    return back_to("/reports", f"{label[0].upper()}{label[1:]}; work {job.id} goes on below.")


@router.post("/reports/address")
async def add_address(request: Request) -> Response:
    """Fetch pages by their addresses, keep and study them in the background."""
    form = await read_form(request)
    case = request.app.state.case
    if not case.can_fetch:
        raise HTTPException(409, "This installation cannot fetch pages; upload a saved copy.")
    addresses = text_of(form, "addresses", 20_000).split()
    wrong = [one for one in addresses if not one.startswith(("http://", "https://"))]
    if wrong or not addresses:
        return back_to(
            "/reports", "An address begins with http:// or https://; nothing was fetched."
        )
    label = f"fetching {count(len(addresses), 'page')}"
    case.jobs.submit("add", label, {"addresses": addresses})
    return back_to("/reports", f"{label[0].upper()}{label[1:]}.")


def _keep(form: Any, folder: Path) -> int:  # noqa: ANN401 - Starlette's form
    """Copy uploaded files into a folder under harmless names."""
    number = 0
    for upload in form.getlist("files"):
        if isinstance(upload, str) or not upload.filename:
            continue
        with free_place(folder, upload.filename).open("wb") as target:
            shutil.copyfileobj(upload.file, target, CHUNK)
        number += 1
    return number
