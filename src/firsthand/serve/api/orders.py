"""How do programs add reports, decide, and follow the work that takes long?"""

import hashlib
import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response  # noqa: TID253 - when opened
from fastapi.concurrency import run_in_threadpool  # noqa: TID253 - likewise
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile

from firsthand.client.nouns import Work
from firsthand.compare.decide import ACTIONS
from firsthand.model.schema import to_json
from firsthand.model.story import Decision
from firsthand.serve.api.again import Key, remembered
from firsthand.serve.api.answers import USUAL, case_of, gives, list_of, listed, ref, tagged
from firsthand.serve.api.lists import Cursor, Limit
from firsthand.serve.api.problems import ApiRoute
from firsthand.serve.desk.jobs import Job
from firsthand.serve.desk.naming import free_place

router = APIRouter(route_class=ApiRoute, default_response_class=Response)

CHUNK = 1 << 20
"""Bytes copied at once."""

Action = StrEnum("Action", {name.upper(): name for name in sorted(ACTIONS)})  # type: ignore[misc]
"""What can be decided."""

FILES = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "additionalProperties": False,
                "properties": {
                    "files": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string", "format": "binary"},
                    }
                },
            }
        }
    },
}
"""The body of an upload."""


class Kind(StrEnum):
    """What can be asked for beside uploads and decisions."""

    STUDY = "study"


class Decide(BaseModel):
    """What a person decides, and why."""

    model_config = ConfigDict(extra="forbid", strict=True)

    action: Annotated[Action, Field(strict=False)]
    target: str = Field(min_length=1, max_length=400)
    why: str = Field(min_length=1, max_length=4_000, pattern=r"\S")
    value: str | list[str] | dict[str, Any] = ""
    who: str = Field(default="", max_length=200)


Address = Annotated[str, Field(max_length=4_000, pattern=r"^https?://[^\s/]")]


class Addresses(BaseModel):
    """Pages to fetch."""

    model_config = ConfigDict(extra="forbid", strict=True)

    addresses: list[Address] = Field(min_length=1, max_length=200)


class Order(BaseModel):
    """Long work that can be asked for."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Annotated[Kind, Field(strict=False)]


@router.post(
    "/reports",
    status_code=202,
    responses=gives(
        ref("Work"), "the work of adding and studying", 400, 409, 411, 413, 415, status=202,
        conditional=False,
    ),
    openapi_extra={"requestBody": FILES},
    tags=["reports"],
)  # fmt: skip
async def add_reports(request: Request, key: Key = None) -> Response:
    """Add files; the same bytes twice change nothing."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(415, "send the files as multipart/form-data, each as a part “files”")
    case = case_of(request)
    form = await request.form(max_files=case.settings.upload_files, max_fields=10)
    uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
    if not uploads or set(form) != {"files"} or len(uploads) != len(form.getlist("files")):
        raise HTTPException(422, "send one part “files” or more, each a file, and nothing else")

    def do() -> Response:
        folder = Path(tempfile.mkdtemp(prefix="firsthand-api-"))
        try:
            for upload in uploads:
                with free_place(folder, upload.filename or "").open("wb") as target:
                    shutil.copyfileobj(upload.file, target, CHUNK)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        label = f"adding {len(uploads)} file" + ("s" if len(uploads) > 1 else "")
        return _accepted(request, case.jobs.submit("add", label, {"folder": str(folder)}))

    try:
        order = await run_in_threadpool(_digest, uploads) if key else ""
        return await run_in_threadpool(remembered(request).answer, key, order, do)
    finally:
        await form.close()


@router.post(
    "/addresses",
    status_code=202,
    responses=gives(
        ref("Work"), "the work of fetching, adding and studying", 400, 409, 411, 413, 501,
        status=202, conditional=False,
    ),
    tags=["reports"],
)  # fmt: skip
def add_addresses(request: Request, body: Addresses, key: Key = None) -> Response:
    """Add pages by their addresses, http and https only; the same bytes twice change nothing."""
    case = case_of(request)
    if not case.can_fetch:
        raise HTTPException(501, "this installation cannot fetch pages; upload saved copies")

    def do() -> Response:
        number = len(body.addresses)
        label = f"fetching {number} page" + ("s" if number > 1 else "")
        return _accepted(request, case.jobs.submit("add", label, {"addresses": body.addresses}))

    return remembered(request).answer(key, body.model_dump_json(), do)


def _digest(uploads: list[UploadFile]) -> str:
    digest = hashlib.sha256()
    for upload in uploads:
        digest.update(f"\x1f{upload.filename}\x1e".encode("utf-8", "surrogatepass"))
        while chunk := upload.file.read(CHUNK):
            digest.update(chunk)
        upload.file.seek(0)
    return digest.hexdigest()


# --- decisions --------------------------------------------------------------------------------


@router.get("/decisions", responses=gives(list_of("Decision"), "decisions", 404), tags=["deciding"])
def list_decisions(request: Request, cursor: Cursor = "", limit: Limit = USUAL) -> Response:
    """List what people decided, in the order of deciding."""
    snapshot = case_of(request).snapshot()
    rows = snapshot.decisions
    return tagged(
        request, snapshot, lambda: listed(rows, cursor, limit, lambda one: str(one.id), to_json)
    )


@router.get("/decisions/{name}", responses=gives(ref("Decision"), "it", 404), tags=["deciding"])
def get_decision(request: Request, name: str) -> Response:
    """Give one decision by its id."""
    snapshot = case_of(request).snapshot()
    one = next((one for one in snapshot.decisions if one.id == name), None)
    if one is None:
        raise HTTPException(404, f"nobody decided {name}")
    return tagged(request, snapshot, lambda: to_json(one))


@router.post(
    "/decisions",
    status_code=201,
    responses={
        **gives(
            ref("Decision"), "kept", 400, 404, 409, 411, 413, 503, status=201, conditional=False
        ),
        202: {
            "description": "waits for work under way; it is kept when that ends",
            "content": {"application/json": {"schema": {"type": "null"}}},
        },
    },
    tags=["deciding"],
)
def decide(request: Request, body: Decide, key: Key = None) -> Response:
    """Keep a decision; it wins over what the program suggests."""
    who = getattr(request.state, "session", None)
    signed = who.who if who is not None else ""

    def do() -> Response:
        case = case_of(request)
        kept = case.decide(body.action.value, body.target, body.why, body.value, signed or body.who)
        if kept is None:
            return Response(b"null", 202, media_type="application/json")
        return _created(request, kept)

    return remembered(request).answer(key, body.model_dump_json(), do)


def _created(request: Request, kept: Decision) -> Response:
    where = str(request.url_for("get_decision", name=kept.id).path)
    return Response(to_json(kept), 201, {"Location": where}, "application/json")


# --- long work --------------------------------------------------------------------------------


def work_of(job: Job) -> Work:
    """Tell of a piece of long work.

    Args:
        job: as the desk knows it.

    Returns:
        What may be told.
    """
    return msgspec.convert(job.told(), Work)


@router.get(
    "/jobs", responses=gives(list_of("Work"), "work, the newest first", 404, conditional=False),
    tags=["jobs"],
)  # fmt: skip
def list_jobs(request: Request, cursor: Cursor = "", limit: Limit = USUAL) -> Response:
    """List the work under way and lately done."""
    rows = [work_of(job) for job in case_of(request).jobs.all()]
    told = listed(rows, cursor, limit, lambda one: str(one.id))
    return Response(told, media_type="application/json", headers={"Cache-Control": "no-store"})


@router.get(
    "/jobs/{number}", responses=gives(ref("Work"), "the work", 404, conditional=False),
    tags=["jobs"],
)  # fmt: skip
def get_job(
    request: Request,
    number: int,
    wait: Annotated[float, Query(ge=0, le=30, description="seconds to wait for its end")] = 0,
) -> Response:
    """Tell how far a piece of work is."""
    job = case_of(request).jobs.find(number)
    if job is None:
        raise HTTPException(404, f"there is no work {number}, or it is long over")
    if wait:
        job.wait(wait)
    return Response(
        msgspec.json.encode(work_of(job)),
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


@router.post(
    "/jobs", status_code=202,
    responses=gives(ref("Work"), "the work", 400, 409, 411, 413, status=202, conditional=False),
    tags=["jobs"],
)  # fmt: skip
def start_job(request: Request, body: Order, key: Key = None) -> Response:
    """Have what is new studied; a study that waits already is not ordered twice."""

    def do() -> Response:
        return _accepted(request, case_of(request).jobs.submit(body.kind.value, "studying"))

    return remembered(request).answer(key, body.kind.value, do)


@router.delete(
    "/jobs/{number}", responses=gives(ref("Work"), "the work", 404, 409, conditional=False),
    tags=["jobs"],
)  # fmt: skip
def cancel_job(request: Request, number: int) -> Response:
    """Cancel a piece of work; what it has written so far stays."""
    jobs = case_of(request).jobs
    job = jobs.find(number)
    if job is None:
        raise HTTPException(404, f"there is no work {number}, or it is long over")
    if not jobs.cancel(number):
        raise HTTPException(409, f"work {number} has ended already")
    return Response(msgspec.json.encode(work_of(job)), media_type="application/json")


def _accepted(request: Request, job: Job) -> Response:
    where = str(request.url_for("get_job", number=job.id).path)
    told = msgspec.json.encode(work_of(job))
    return Response(told, 202, {"Location": where}, "application/json")
