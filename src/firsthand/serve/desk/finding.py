"""Where do given words stand, in reports and in what was found?"""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response  # noqa: TID253 - when a desk opens

from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.views.evidence import Piece, Source, cut
from firsthand.serve.views.wording import shorten
from firsthand.store.search import UNSPACED, Hit, find, terms_of

router = APIRouter()

ROWS = 50
"""Hits of one page."""
AROUND = 90
"""Characters shown on each side of the first word found."""
MOST = 5_000
"""Hits that can be paged through."""

KINDS = {
    "reports": "Reports",
    "events": "Events",
    "comparisons": "Claims",
    "figures": "Figures",
    "statements": "Statements",
    "progress": "Asked and promised",
    "entities": "People and places",
}
ONE = {
    "reports": "report",
    "events": "event",
    "comparisons": "claim",
    "figures": "figure",
    "statements": "statement",
    "progress": "asked or promised",
    "entities": "name",
}
HOMES = {
    "events": "/events/{}",
    "comparisons": "/claims/{}",
    "entities": "/names/{}",
    "progress": "/progress/{}",
    "figures": "/figures?item={}",
    "statements": "/statements?item={}",
}


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit with the words found marked."""

    kind: str
    href: str
    source: Source | None
    pieces: tuple[Piece, ...]
    proof: str
    """address of the evidence; empty where the words stand in many reports"""


@router.get("/search")
def search(request: Request, q: str = "", kind: str = "") -> Response:
    """Find words in texts and findings."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    kinds = (kind,) if kind in KINDS else ()
    total, _ = find(pages.case.store, q, kinds, limit=0)
    part = part_of(range(min(total, MOST)), request, ROWS)
    _, hits = find(pages.case.store, q, kinds, ROWS, part.rows[0] if part.rows else 0)
    marks = _marks(q)
    rows = [view for hit in hits for view in [_view(hit, marks, snapshot)] if view]
    return pages.show(
        request,
        "search_page.html",
        here="search",
        title=f"Search: {q}" if q else "Search",
        q=q,
        kind=kind,
        kinds=list(KINDS.items()),
        total=total,
        part=part,
        rows=rows,
        asked=bool(terms_of(q)),
    )


def _marks(asked: str) -> re.Pattern[str] | None:
    """Make a pattern that finds the words in a text as it stands."""
    ways = []
    for words in terms_of(asked):
        joint = r"\s*" if UNSPACED.search(words[0]) else r"\W+"
        ways.append(joint.join(re.escape(word) for word in words))
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def _view(hit: Hit, marks: re.Pattern[str] | None, snapshot: Snapshot) -> HitView | None:
    if hit.kind == "reports":
        known = snapshot.items.get(hit.ref)
        if known is None:
            return None
        source = snapshot.shelf.source(hit.ref)
        text, first, last = source.report.text, hit.first, hit.last
        found = marks.search(text, first, last) if marks else None
        at = found.start() if found else first
        begin, end = max(first, at - AROUND), min(last, at + AROUND * 2)
        words = (
            [(m.start(), m.end(), "main") for m in marks.finditer(text, begin, end)]
            if marks
            else []
        )
        spot = f"{at}-{found.end()}" if found else f"{first}-{min(last, first + AROUND)}"
        home = f"/reports/{hit.ref[:16]}"
        href = f"{home}?at={spot}#{source.anchor}-{spot.partition('-')[0]}"
        proof = f"/evidence/{hit.ref[:16]}?at={spot}"
        return HitView(ONE[hit.kind], href, source, cut(text, words, begin, end), proof)
    table, item = snapshot.items.get(hit.ref, ("", None))
    if item is None:
        return None
    said = _said(table, item)
    words = _words(marks, said, 0, len(said))
    proof = f"/evidence/{hit.report[:16]}?at={hit.first}-{hit.last}" if hit.report else ""
    home_source = snapshot.shelf.source(hit.report) if hit.report else None
    href = HOMES[hit.kind].format(hit.ref)
    return HitView(ONE[hit.kind], href, home_source, cut(said, words), proof)


def _words(
    marks: re.Pattern[str] | None, text: str, begin: int, end: int
) -> list[tuple[int, int, str]]:
    if marks is None:
        return []
    return [(found.start(), found.end(), "main") for found in marks.finditer(text, begin, end)]


def _said(table: str, item: Any) -> str:  # noqa: ANN401 - an item of any table
    if table == "statements":
        said = " … ".join(span.quote for span in item.content)
        return shorten(f"{item.speaker.value}: {said}" if item.speaker.value else said, 240)
    if table == "figures":
        slots = [slot.value for slot in (item.measured, item.place, item.period) if slot.value]
        return shorten(" · ".join([item.span.quote, *slots]), 240)
    if table == "entities":
        others = [s.text for s in item.spellings if s.text != item.name]
        return shorten(", ".join([item.name, *others]), 240)
    return shorten(getattr(item, "title", "") or getattr(item, "claim", ""), 240)
