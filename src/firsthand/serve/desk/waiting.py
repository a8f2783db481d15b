"""How is long work followed and cancelled?"""

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.responses import JSONResponse, StreamingResponse  # noqa: TID253 - likewise

from firsthand.serve.desk.forms import back_to, read_form
from firsthand.serve.desk.jobs import Job

router = APIRouter()

TICK = 0.2
"""Seconds between two looks at a job."""

BEAT = 15.0
"""Seconds after which an empty line keeps a silent connection alive."""


def _job(request: Request, number: int) -> Job:
    job: Job | None = request.app.state.case.jobs.find(number)
    if job is None:
        raise HTTPException(404, "That work is long over; nothing is known of it any more.")
    return job


@router.get("/jobs/{number}")
def job_page(request: Request, number: int) -> Response:
    """Show a job."""
    shown = _job(request, number)
    response: Response = request.app.state.pages.show(
        request, "job.html", here="", title=shown.label, shown=shown
    )
    return response


@router.get("/jobs/{number}/state")
def job_state(request: Request, number: int) -> JSONResponse:
    """Tell how far a job is, for browsers that cannot listen."""
    return JSONResponse(_job(request, number).told())


@router.get("/jobs/{number}/events")
async def job_events(request: Request, number: int) -> StreamingResponse:
    """Tell how far a job is each time that changes (server-sent events, WHATWG HTML 9.2)."""
    job = _job(request, number)
    return StreamingResponse(
        _events(request, job), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


async def _events(request: Request, job: Job) -> AsyncIterator[str]:
    before, silent = "", 0.0
    while True:
        over = job.ended.is_set()
        now = json.dumps(job.told())
        if now != before:
            yield f"data: {now}\n\n"
            before, silent = now, 0.0
        if over or await request.is_disconnected():
            return
        await asyncio.sleep(TICK)
        silent += TICK
        if silent >= BEAT:
            yield ":\n\n"
            silent = 0.0


@router.post("/jobs/{number}/cancel")
async def cancel_job(request: Request, number: int) -> Response:
    """Cancel a job."""
    await read_form(request)
    stopped = request.app.state.case.jobs.cancel(number)
    said = "Cancelled. What was done so far is kept." if stopped else "It had ended already."
    return back_to("/", said)


@router.post("/study")
async def study(request: Request) -> Response:
    """Study what is not yet studied."""
    await read_form(request)
    job = request.app.state.case.jobs.submit("study", "studying what is new")
    return back_to(f"/jobs/{job.id}")
