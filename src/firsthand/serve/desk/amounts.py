"""Which figures do the reports print, and how do those of one measure compare?"""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter, Request, Response  # noqa: TID253 - when a desk opens

from firsthand.model.items import Figure
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.chart import Chart, Point, draw_chart
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.views.figures import view_figures
from firsthand.serve.views.wording import BOUNDS, count, say_date, say_number, shorten

router = APIRouter()

ROWS = 60
"""Figures of one page."""
MOST = 40
"""Figures of one chart."""
LABEL = 34
"""Characters of a label in a chart."""

SORTS = {
    "value": lambda f: -f.value,
    "unit": lambda f: (f.unit.canonical or f.unit.surface).casefold() or "~",
    "measured": lambda f: f.measured.value.casefold() or "~",
    "place": lambda f: f.place.value.casefold() or "~",
    "period": lambda f: f.period.value or "~",
}
"""Orders of the table; "~" puts what is not stated last."""


@router.get("/figures")
def figures(
    request: Request,
    q: str = "",
    unit: str = "",
    sort: str = "",
    report: str = "",
    item: str = "",
) -> Response:
    """Show the figures as a table, and those of one unit as a chart by place and period."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    wanted = q.casefold().split()
    rows = [
        figure
        for figure in snapshot.findings.figures
        if (not unit or unit_of(figure) == unit)
        and (not report or figure.span.report.startswith(report))
        and (not item or figure.id == item)
        and all(word in _words(figure) for word in wanted)
    ]
    if sort in SORTS:
        rows.sort(key=SORTS[sort])
    part = part_of(rows, request, ROWS)
    units = snapshot.once("units", lambda: _units(snapshot.findings.figures))
    shown = unit or (units[0][0] if units else "")
    charted = [f for f in (rows if unit or q else snapshot.findings.figures) if unit_of(f) == shown]
    return pages.show(
        request,
        "figures_page.html",
        here="figures",
        title="Figures",
        part=part,
        figures=view_figures(replace(snapshot.findings, figures=part.rows), snapshot.shelf),
        units=units,
        unit=unit,
        charted=shown,
        chart=_chart(charted, shown, snapshot) if not item else None,
        q=q,
        sort=sort,
        item=item,
        sorts=list(SORTS),
    )


def unit_of(figure: Figure) -> str:
    """Name a figure's unit.

    Args:
        figure: the figure.

    Returns:
        Its canonical name, else as printed, else "number".
    """
    return figure.unit.canonical or figure.unit.surface or "number"


def _words(figure: Figure) -> str:
    slots = (figure.measured, figure.place, figure.period, figure.attributed)
    said = " ".join(slot.value for slot in slots)
    return f"{figure.span.quote} {unit_of(figure)} {said}".casefold()


def _units(figures: Sequence[Figure]) -> list[tuple[str, int]]:
    """Count the figures of each unit, the most frequent first."""
    counted: dict[str, int] = {}
    for figure in figures:
        counted[unit_of(figure)] = counted.get(unit_of(figure), 0) + 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _chart(figures: Sequence[Figure], unit: str, snapshot: Snapshot) -> Chart | None:
    """Draw the figures of one unit, by place, then period."""
    ordered = sorted(
        figures, key=lambda f: (f.place.value or "~", f.period.value or "~", f.value, f.id)
    )[:MOST]
    points = []
    for figure in ordered:
        said = [say_number(figure.value)]
        if figure.value_max is not None:
            said.append(say_number(figure.value_max))
        bound = BOUNDS[figure.bound] if figure.bound.value != "exact" else ""
        tag = snapshot.shelf.source(figure.span.report).tag
        points.append(
            Point(
                group=shorten(figure.place.value or "place not stated", LABEL),
                label=shorten(say_date(figure.period.value) or "period not stated", LABEL),
                note=shorten(figure.measured.value, LABEL),
                value=figure.value,
                low=figure.low,
                high=figure.high if figure.value_max is None else figure.value_max,
                said=f"{bound} {'–'.join(said)} {unit}".strip(),
                tag=tag,
                href=f"/figures?item={figure.id}",
                is_plan=figure.basis.value in ("target", "forecast"),
            )
        )
    told = f"{count(len(points), 'figure')} in {unit}, by place and period"
    if len(figures) > MOST:
        told += f", of {len(figures)}; narrow the list to see others"
    return draw_chart(points, told) if len(points) > 1 else None
