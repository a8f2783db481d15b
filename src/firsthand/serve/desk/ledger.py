"""What was asked or promised, where and on which theme, and what do later reports say of it?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens

from firsthand.compare.decide import STATUSES, standing
from firsthand.model.story import Decision, Progress, State
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.deciding import decisions_about
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.views.evidence import Source
from firsthand.serve.views.progress import view_progress
from firsthand.serve.views.wording import LATER, NOTHING, say_date, shorten, theme

router = APIRouter()

ROWS = 60
"""Lines of one page."""
PLACES = 8
"""Places that have a column of their own."""
ELSEWHERE, NOWHERE = "elsewhere", "no place named"

STATUS = {
    "open": NOTHING,
    "partly": "something reported",
    "done": "done",
    "late": "late",
    "changed": "changed",
    "not-met": "not met",
}
"""Words for the states; the last four only where a report or a person says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked or promised."""

    id: str
    title: str
    kind: str
    issuer: str
    theme: str
    place: str
    date: str
    sources: tuple[Source, ...]
    status: str
    word: str
    by: str
    """whose word the status is: the program reads, a report says, a person decided"""
    later: str


@router.get("/progress")
def progress(
    request: Request,
    q: str = "",
    place: str = "",
    status: str = "",
    kind: str = "",
) -> Response:
    """Show the ledger: a table of themes and places, and every line below."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    wanted_theme = request.query_params.get("theme", "")
    lines = ledger_of(snapshot)
    columns = _columns(lines)
    wanted = q.casefold().split()
    shown = [
        line
        for line in lines
        if (not wanted_theme or line.theme == wanted_theme)
        and (not place or _column(line, columns) == place)
        and (not status or line.status == status)
        and (not kind or line.kind == kind)
        and all(word in f"{line.title} {line.issuer} {line.place}".casefold() for word in wanted)
    ]
    return pages.show(
        request,
        "progress_page.html",
        here="progress",
        title="Asked and promised",
        part=part_of(shown, request, ROWS),
        total=len(lines),
        grid=_grid(lines, columns),
        columns=columns,
        statuses=[(key, STATUS[key]) for key in STATUSES],
        kinds=sorted({line.kind for line in lines}),
        chosen={"q": q, "theme": wanted_theme, "place": place, "status": status, "kind": kind},
    )


def ledger_of(snapshot: Snapshot) -> tuple[Line, ...]:
    """View the ledger of a study, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        Its lines, those first of which later reports tell something.
    """
    return snapshot.once("ledger", lambda: tuple(_lines(snapshot)))


def _lines(snapshot: Snapshot) -> list[Line]:
    places = {one.id: one.place.value for one in snapshot.findings.directives}
    ranked = sorted(
        snapshot.findings.progress, key=lambda one: (not one.outcomes, one.theme, one.date, one.id)
    )
    return [_line(one, places, snapshot) for one in ranked]


def _line(one: Progress, places: Mapping[str, str], snapshot: Snapshot) -> Line:
    where = dict.fromkeys(places.get(name, "") for name in one.directives)
    kinds = dict.fromkeys(LATER[outcome.evidence] for outcome in one.outcomes)
    by = "read by the program"
    if one.status in ("done", "late", "changed", "not-met"):
        by = "a report says so"
    if any(d.target == one.id for d in snapshot.once("set", lambda: _set(snapshot))):
        by = "decided by a person"
    return Line(
        one.id,
        shorten(one.title, 160),
        one.kind,
        one.issuer.value,
        theme(one.theme) if one.theme else "no theme",
        next((place for place in where if place), ""),
        say_date(one.date),
        snapshot.shelf.all_of(span.report for span in one.made),
        one.status if one.state is not State.REJECTED else "rejected",
        STATUS.get(one.status, one.status),
        by,
        ", ".join(kinds),
    )


def _set(snapshot: Snapshot) -> tuple[Decision, ...]:
    return tuple(d for d in standing(snapshot.decisions) if d.action == "status")


def _columns(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Choose the places with a column: those with most lines, then the rest together."""
    counted: dict[str, int] = {}
    for line in lines:
        if line.place:
            counted[line.place] = counted.get(line.place, 0) + 1
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    named = (*ranked[:PLACES], *((ELSEWHERE,) if len(ranked) > PLACES else ()))
    return (*named, NOWHERE)


def _column(line: Line, columns: tuple[str, ...]) -> str:
    if not line.place:
        return NOWHERE
    return line.place if line.place in columns else ELSEWHERE


def _grid(
    lines: tuple[Line, ...], columns: tuple[str, ...]
) -> list[tuple[str, list[dict[str, int]]]]:
    """Count the lines of each theme and place by status."""
    cells: dict[str, dict[str, dict[str, int]]] = {}
    for line in lines:
        cell = cells.setdefault(line.theme, {}).setdefault(_column(line, columns), {})
        cell[line.status] = cell.get(line.status, 0) + 1
    totals = {name: sum(sum(c.values()) for c in row.values()) for name, row in cells.items()}
    ranked = sorted(cells, key=lambda name: (-totals[name], name))
    return [(name, [cells[name].get(column, {}) for column in columns]) for name in ranked]


@router.get("/progress/{name}")
def one_line(request: Request, name: str) -> Response:
    """Show one line: who asked, in which words, what later reports say, which status was set."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    table, one = snapshot.items.get(name, ("", None))
    if table != "progress" or one is None:
        raise HTTPException(404, "The last study does not have that line any more.")
    alone = replace(snapshot.findings, progress=(one,), directives=())
    view = view_progress(alone, snapshot.shelf)[0].items[0]
    places = {d.id: d.place.value for d in snapshot.findings.directives}
    return pages.show(
        request,
        "progress_line.html",
        here="progress",
        title=view.title,
        one=view,
        line=_line(one, places, snapshot),
        statuses=[(key, STATUS[key]) for key in STATUSES],
        about=decisions_about(snapshot.decisions, name),
    )
