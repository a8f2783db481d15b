"""Which events do the reports tell of, and when and where did they happen?"""

from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.responses import RedirectResponse  # noqa: TID253 - likewise

from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.deciding import decisions_about
from firsthand.serve.desk.kinships import families_of
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.views.comparisons import view_comparisons
from firsthand.serve.views.counting import name_links, view_tallies
from firsthand.serve.views.events import Events, EventView, view_events
from firsthand.serve.views.map import MapView, view_map
from firsthand.serve.views.timeline import Timeline, view_timeline

router = APIRouter()

OTHERS = 200
"""Events offered to merge with, or to move a report to."""


def events_of(snapshot: Snapshot) -> Events:
    """View the events of a study, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        The views.
    """
    return snapshot.once("events", lambda: view_events(snapshot.findings, snapshot.shelf))


@router.get("/events")
def events(request: Request) -> Response:
    """List the events: when, where, told by how many sources."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    found = events_of(snapshot)
    part = part_of((*found.told, *found.referred), request)
    return pages.show(request, "events_list.html", here="events", title="Events", part=part)


@router.get("/events/{name}")
def event(request: Request, name: str) -> Response:
    """Show one event: when, where, who, told by whom, and what is claimed of it."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    today = pages.case.dossier.event_of(name) if name not in snapshot.items else name
    if today != name and today in snapshot.items:
        return RedirectResponse(f"/events/{today}", 307)
    found = find_event(snapshot, name)
    mine = tuple(c for c in snapshot.findings.comparisons if c.event == name)
    names = names_of(snapshot)
    others = [e for e in snapshot.findings.events if e.id != name]
    trees = families_of(snapshot).trees.trees
    return pages.show(
        request,
        "event.html",
        here="events",
        title=found.title,
        event=found,
        tree=next((tree for tree in trees if tree.tag == found.tag), None),
        tallies=view_tallies(found.weight, names),
        groups=view_comparisons(replace(snapshot.findings, comparisons=mine), snapshot.shelf),
        others=[(e.id, snapshot.tags[e.id], e.title) for e in others[:OTHERS]],
        about=decisions_about(snapshot.decisions, name),
    )


def names_of(snapshot: Snapshot) -> dict[str, str]:
    """Name the links of a study by the tags of their reports, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        Link id to name.
    """
    return snapshot.once("links named", lambda: name_links(snapshot.findings, snapshot.shelf))


def find_event(snapshot: Snapshot, name: str) -> EventView:
    """Find an event by its id.

    Args:
        snapshot: the state of the dossier.
        name: the id.

    Returns:
        Its view.

    Raises:
        HTTPException: when there is none.
    """
    found = events_of(snapshot)
    known = snapshot.once("events by id", lambda: {e.id: e for e in (*found.told, *found.referred)})
    if name not in known:
        raise HTTPException(404, "The last study does not have that event any more.")
    return known[name]


def timeline_of(snapshot: Snapshot) -> Timeline:
    """View the timeline of a study, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        The view.
    """
    return snapshot.once("timeline", lambda: view_timeline(snapshot.findings, snapshot.shelf))


def map_of(snapshot: Snapshot) -> MapView:
    """View the map of a study, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        The view.
    """
    return snapshot.once("map", lambda: view_map(snapshot.findings, snapshot.shelf))


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """Show events and publications in the order of time."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    shown = snapshot.once(
        "timeline shown", lambda: pages.part("timeline.html", timeline=timeline_of(snapshot))
    )
    return pages.show(request, "timeline_page.html", here="timeline", title="Timeline", shown=shown)


@router.get("/map")
def chart(request: Request) -> Response:
    """Show events and places on a map, with the list that says the same."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    view = map_of(snapshot)
    return pages.show(request, "map_page.html", here="map", title="Map", map=view)
