"""Which reports descend from one another, why, and how do two of them look side by side?"""

from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens

from firsthand.compare.facing import ends_of
from firsthand.model.story import Link, LinkKind, State
from firsthand.oneshot import between
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.deciding import decisions_about
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.desk.seeing import find_report
from firsthand.serve.views.evidence import Source
from firsthand.serve.views.families import Families, LinkView, view_families
from firsthand.serve.views.sides import PairView, anchor_of, view_pair
from firsthand.serve.views.wording import STATES

router = APIRouter()

TREES = 8
"""Family trees of one page."""
LINKS = 60
"""Links of one page."""
FEW = 400
"""Reports up to which two of them are chosen from a list instead of being typed."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One line of the list of links."""

    id: str
    left: Source
    right: Source
    kind: str
    score: str
    state: str
    word: str
    counts: bool


def families_of(snapshot: Snapshot) -> Families:
    """View trees and families of a study, once; its links are viewed one by one.

    Args:
        snapshot: the state of the dossier.

    Returns:
        The views.
    """

    def make() -> Families:
        bare = replace(
            snapshot.findings,
            links=tuple(replace(link, passages=()) for link in snapshot.findings.links),
        )
        anchors = frozenset(anchor_of(link.id) for link in snapshot.findings.links)
        return view_families(bare, snapshot.shelf, snapshot.decisions, anchors)

    return snapshot.once("families", make)


@router.get("/families")
def families(request: Request, state: str = "") -> Response:
    """Show the family trees, which links count, and every link with its state."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    view = families_of(snapshot)
    links = [
        link
        for link in snapshot.findings.links
        if (link.state.value == state if state else link.kind is not LinkKind.FACTS)
    ]
    links.sort(key=lambda k: (k.counts is False, k.state is not State.SUGGESTED, -k.score, k.id))
    return pages.show(
        request,
        "families_page.html",
        here="families",
        title="Family trees",
        families=view,
        trees=view.trees.trees[:TREES],
        more_trees=len(view.trees.trees[TREES:]),
        part=(part := part_of(links, request, LINKS)),
        rows=[_row(link, snapshot) for link in part.rows],
        kinds=list(LinkKind),
        state=state,
    )


def _row(link: Link, snapshot: Snapshot) -> LinkRow:
    left, right = snapshot.shelf.all_of((link.a, link.b))
    return LinkRow(
        link.id,
        left,
        right,
        link.kind.value,
        f"{link.score:.2f}",
        link.state.value,
        STATES[link.state],
        link.counts is not False and link.state is not State.REJECTED,
    )


@router.get("/links/{name}")
def link(request: Request, name: str) -> Response:
    """Show one link: why, by which passages, and what people decided of it."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    found = find_link(snapshot, name)
    return pages.show(
        request,
        "link.html",
        here="families",
        title=f"{found.left.tag} and {found.right.tag}: {found.kind}",
        link=found,
        about=decisions_about(snapshot.decisions, name),
    )


def find_link(snapshot: Snapshot, name: str) -> LinkView:
    """Find a link by its id.

    Args:
        snapshot: the state of the dossier.
        name: the id.

    Returns:
        Its view with all passages.

    Raises:
        HTTPException: when there is none.
    """
    table, one = snapshot.items.get(name, ("", None))
    if table != "links" or one is None:
        raise HTTPException(404, "The last study does not have that link any more.")
    alone = replace(snapshot.findings, links=(one,), families=(), events=(), weights=())
    return view_families(alone, snapshot.shelf, snapshot.decisions, {anchor_of(name)}).links[0]


@router.get("/links/{name}/side")
def side_of_link(request: Request, name: str) -> Response:
    """Lay the two reports of a link side by side."""
    snapshot = request.app.state.case.snapshot()
    table, one = snapshot.items.get(name, ("", None))
    if table != "links" or one is None:
        raise HTTPException(404, "The last study does not have that link any more.")
    left, right = ends_of(one)
    return _side(request, left, right)


@router.get("/side")
def side(request: Request, left: str = "", right: str = "") -> Response:
    """Lay any two reports side by side."""
    return _side(request, left, right)


def _side(request: Request, left: str, right: str) -> Response:
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    pair, fault = None, ""
    if left and right:
        one, other = find_report(snapshot, left), find_report(snapshot, right)
        if one.id == other.id:
            fault = "These are one report; choose two."
        else:
            pair = lay(snapshot, one.id, other.id)
        left, right = one.id[:16], other.id[:16]
    sources = snapshot.shelf.sources
    title = f"{pair.left.source.tag} and {pair.right.source.tag}" if pair else "Side by side"
    return pages.show(
        request,
        "side_page.html",
        here="side",
        title=title,
        pair=pair,
        fault=fault,
        left=left,
        right=right,
        sources=sources if len(sources) <= FEW else (),
    )


def lay(snapshot: Snapshot, left: str, right: str) -> PairView:
    """Lay two reports side by side, once.

    Args:
        snapshot: the state of the dossier.
        left: id of a report.
        right: id of another.

    Returns:
        The view.
    """

    def make() -> PairView:
        pair = between(snapshot.findings, left, right)
        anchor = anchor_of(pair.link.id) if pair.link else "side"
        return view_pair(pair, snapshot.shelf, anchor)

    return snapshot.once(("side", left, right), make)
