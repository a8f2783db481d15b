"""What is in the dossier, in short?"""

from fastapi import APIRouter, Request, Response  # noqa: TID253 - imported when a desk opens

from firsthand.serve.views.events import view_events
from firsthand.serve.views.headline import view_headline

router = APIRouter()


@router.get("/")
def overview(request: Request) -> Response:
    """Show the headline numbers, the events told, and what deserves a look first."""
    pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    events = snapshot.once("events", lambda: view_events(snapshot.findings, snapshot.shelf))
    headline = snapshot.once(
        "headline", lambda: view_headline(snapshot.findings, events, snapshot.shelf)
    )
    response: Response = pages.show(
        request, "overview.html", here="overview", title="Overview", headline=headline
    )
    return response
