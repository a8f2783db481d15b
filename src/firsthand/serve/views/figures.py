"""Which quantities do the reports print, and what does each of them measure?"""

from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.items import Bound, Change, Figure, Unit
from firsthand.model.reason import Slot
from firsthand.serve.views.evidence import Evidence, Shelf, SlotView, Source
from firsthand.serve.views.wording import BOUNDS, say_date, say_number, say_score

CHANGES = {Change.UP: "up", Change.DOWN: "down", Change.LEVEL: "unchanged", Change.NONE: ""}


@dataclass(frozen=True, slots=True)
class FigureView:
    """One row of the table of figures."""

    id: str
    source: Source
    value: str
    sort: str
    bound: str
    unit: str
    in_si: str
    notes: tuple[str, ...]
    measured: SlotView
    place: SlotView
    period: SlotView
    others: tuple[SlotView, ...]
    rule: str
    evidence: tuple[Evidence, ...]


def view_figures(findings: Findings, shelf: Shelf) -> tuple[FigureView, ...]:
    """Show the figures.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        One row a figure, in text order.
    """
    return tuple(_figure(figure, shelf) for figure in findings.figures)


def _figure(figure: Figure, shelf: Shelf) -> FigureView:
    slots = {
        "Compared with": figure.base,
        "Share of": figure.denominator,
        "According to": figure.attributed,
    }
    shown = [figure.measured, figure.place, figure.period, *slots.values()]
    aids = [span for slot in shown for span in slot.spans]
    return FigureView(
        id=figure.id,
        source=shelf.source(figure.span.report),
        value=_value(figure),
        sort=repr(float(figure.value)),
        bound=BOUNDS[figure.bound],
        unit=_unit(figure.unit),
        in_si=_in_si(figure.unit),
        notes=tuple(_notes(figure)),
        measured=shelf.slot("What it measures", figure.measured),
        place=shelf.slot("Place", figure.place),
        period=_period(figure.period, shelf),
        others=tuple(shelf.slot(label, slot) for label, slot in slots.items() if _filled(slot)),
        rule=", ".join(part for part in (figure.rule, say_score(figure.score)) if part),
        evidence=shelf.evidence([figure.span], aids),
    )


def _filled(slot: Slot) -> bool:
    return bool(slot.value or slot.spans)


def _period(slot: Slot, shelf: Shelf) -> SlotView:
    shown = shelf.slot("Period", slot)
    return SlotView(shown.label, say_date(shown.value), shown.provenance, shown.cites)


def _value(figure: Figure) -> str:
    first = say_number(figure.value)
    if figure.value_max is None:
        return first
    joint = " to " if figure.bound is Bound.SCORE else "–"
    return f"{first}{joint}{say_number(figure.value_max)}"


def _unit(unit: Unit) -> str:
    name = unit.canonical or unit.surface
    return "%" if name in ("percent", "%", "per cent") else name


def _in_si(unit: Unit) -> str:
    plain = ("", "1", unit.canonical, unit.surface)
    if unit.si_value is None or unit.si_unit in plain:
        return ""
    return f"= {say_number(unit.si_value)} {unit.si_unit}"


def _notes(figure: Figure) -> list[str]:
    notes = [CHANGES[figure.change]]
    if figure.basis.value != "actual":
        notes.append(figure.basis.value)
    if figure.accumulation.value == "cumulative":
        notes.append("running total")
    if figure.senses:
        notes.append(" or ".join(sense.meaning for sense in figure.senses))
    return [note for note in notes if note]
