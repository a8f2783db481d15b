"""How are values drawn by place and period?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

WIDTH = 720
LEFT = 300
"""Where the values begin; labels stand left of it."""
RIGHT = 96
ROW = 22
HEAD = 20
GROUP = 24
TICKS = 5
SPREAD = 1_000.0
"""Largest to smallest value from which the scale is logarithmic."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value to draw; `low` and `high` bound it, None = unbounded."""

    group: str
    label: str
    note: str
    value: float
    low: float | None
    high: float | None
    said: str
    tag: str
    href: str
    is_plan: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One value as drawn."""

    point: Point
    x: float
    y: float
    begin: float
    end: float
    arrow: str
    """left, right or "": the real value lies that way"""


@dataclass(frozen=True, slots=True)
class Chart:
    """Marks in rows, grouped by place."""

    told: str
    width: int
    height: int
    marks: tuple[Mark, ...]
    groups: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    logarithmic: bool


def draw_chart(points: Sequence[Point], told: str) -> Chart:
    """Draw values as dots on one scale, one row each.

    Args:
        points: in the order of the rows; those of one group follow one another.
        told: what there is to see.

    Returns:
        The chart.
    """
    values = [point.value for point in points]
    bottom, top = min(0.0, *values), max(0.0, *values)
    positive = [value for value in values if value > 0]
    logarithmic = len(positive) == len(values) and top / min(positive) > SPREAD
    room = WIDTH - LEFT - RIGHT

    def place(value: float) -> float:
        if logarithmic:
            first, last = log10(min(positive)), log10(top)
            share = (log10(max(value, min(positive))) - first) / ((last - first) or 1)
        else:
            share = (value - bottom) / ((top - bottom) or 1)
        return round(LEFT + room * min(1.0, max(0.0, share)), 1)

    marks, groups = [], []
    y, group = float(HEAD), None
    for point in points:
        if point.group != group:
            group = point.group
            groups.append((y + GROUP - 7, group))
            y += GROUP
        y += ROW
        x = place(point.value)
        ends = [place(end) for end in (point.low, point.high) if end is not None]
        arrow = ""
        if point.low is not None and point.high is None:
            arrow = "right"
        elif point.high is not None and point.low is None:
            arrow = "left"
        mark = Mark(point, x, y - ROW / 2 + 4, min([x, *ends]), max([x, *ends]), arrow)
        marks.append(mark)
    ticks = _logs(min(positive), top) if logarithmic else _steps(bottom, top)
    return Chart(
        told,
        WIDTH,
        round(y + 30),
        tuple(marks),
        tuple(groups),
        tuple((place(value), short(value)) for value in ticks),
        logarithmic,
    )


def _steps(bottom: float, top: float) -> list[float]:
    """Choose round values for the scale."""
    span = (top - bottom) or 1.0
    step = 10.0 ** floor(log10(span / TICKS))
    step *= next(times for times in (1, 2, 5, 10) if span / (step * times) <= TICKS)
    first = floor(bottom / step)
    return [k * step for k in range(first, first + TICKS * 3) if bottom <= k * step <= top]


def _logs(least: float, top: float) -> list[float]:
    first, last = floor(log10(least)), floor(log10(top))
    every = max(1, (last - first) // TICKS)
    return [10.0**power for power in range(first, last + 1, every) if 10.0**power >= least]


def short(value: float) -> str:
    """Write a number of the scale in few characters.

    Args:
        value: the number.

    Returns:
        Such as "1.5 M".
    """
    for size, letter in ((1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")):
        if abs(value) >= size:
            return f"{value / size:.6g}{letter}"
    return f"{value:.6g}"
