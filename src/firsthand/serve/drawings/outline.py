"""Which coasts and borders of the world fall into a stretch of a map?"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

PARTS = 100
"""Of a degree, in which the file is written."""
TURN = 360
"""Degrees once around the world."""

Point = tuple[float, float]
Project = Callable[[float, float], Point]
"""From longitude and latitude to a place on the drawing."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of the file with the degrees that it keeps within."""

    points: tuple[Point, ...]
    """(longitude, latitude)"""
    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The lands of the world, the borders between countries, and the countries' names."""

    land: tuple[Stroke, ...]
    """closed lines"""
    borders: tuple[Stroke, ...]
    countries: tuple[tuple[str, float, float, float], ...]
    """(name, longitude, latitude, area) of each country's main land, the largest first; the point
    is near its middle, the area in square degrees"""


def decode(letters: str) -> tuple[Point, ...]:
    """Read a line in the Encoded Polyline Algorithm Format (Google).

    Args:
        letters: the line.

    Returns:
        Its points, longitude first.
    """
    points: list[Point] = []
    number = shift = 0
    values: list[int] = []
    lat = lon = 0
    for letter in letters:
        bits = ord(letter) - 63
        number |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:  # noqa: PLR2004 - the last five bits of a number
            values.append(~(number >> 1) if number & 1 else number >> 1)
            number = shift = 0
            if len(values) == 2:  # noqa: PLR2004 - a point is complete
                lat, lon = lat + values[0], lon + values[1]
                points.append((lon / PARTS, lat / PARTS))
                values.clear()
    return tuple(points)


@cache
def load() -> Outline:
    """Load the outline that comes with the program; docs/data-sources.md names its source.

    Returns:
        The outline.
    """
    text = files("firsthand").joinpath("data", "outline.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Outline(
        tuple(_stroke(line) for line in data["land"]),
        tuple(_stroke(line) for line in data["borders"]),
        tuple((name, lon, lat, area) for name, lon, lat, area in data["countries"]),
    )


def _stroke(letters: str) -> Stroke:
    points = decode(letters)
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return Stroke(points, min(lons), max(lons), min(lats), max(lats))


def trace(
    strokes: Iterable[Stroke],
    window: tuple[float, float, float, float],
    project: Project,
    *,
    closed: bool,
) -> str:
    """Write those parts of some lines that fall into a window as one SVG path.

    Args:
        strokes: the lines.
        window: its west, south, east and north; the east may lie beyond 180 degrees.
        project: tells where a point stands on the drawing; called with longitudes in the window.
        closed: whether the lines are the edges of areas, which stay closed where they are cut.

    Returns:
        The path, in whole numbers.
    """
    west, south, east, north = window
    parts: list[str] = []
    for stroke in strokes:
        for shift in range(-2 * TURN, 2 * TURN + 1, TURN):
            if stroke.west + shift > east or stroke.east + shift < west:
                continue
            if stroke.south > north or stroke.north < south:
                continue
            points = [(lon + shift, lat) for lon, lat in stroke.points]
            pieces = [_clip(points, window)] if closed else _runs(points, window)
            parts.extend(_path([project(*p) for p in piece], closed=closed) for piece in pieces)
    return "".join(parts)


def _clip(points: Sequence[Point], window: tuple[float, float, float, float]) -> Sequence[Point]:
    """Cut an area off at the window's sides, one after the other (Sutherland, Hodgman 1974)."""
    west, south, east, north = window
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: list[Point] = []
        for a, b in zip([*points[-1:], *points[:-1]], points, strict=True):
            before, after = (a[axis] - bound) * sign, (b[axis] - bound) * sign
            if before * after < 0:
                share = before / (before - after)
                kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
            if after >= 0:
                kept.append(b)
        points = kept
    return points


def _runs(
    points: Sequence[Point], window: tuple[float, float, float, float]
) -> Iterator[Sequence[Point]]:
    """Keep the stretches of a line whose steps touch the window."""
    west, south, east, north = window
    run: list[Point] = []
    for a, b in pairwise(points):
        beside = max(a[0], b[0]) < west or min(a[0], b[0]) > east
        if beside or max(a[1], b[1]) < south or min(a[1], b[1]) > north:
            if run:
                yield run
            run = []
            continue
        run = run or [a]
        run.append(b)
    if run:
        yield run


def _path(points: Sequence[Point], *, closed: bool) -> str:
    """Write a line in whole numbers, leaving out steps that are too small to see."""
    whole = [(round(x), round(y)) for x, y in points]
    kept = whole[:1]
    for point in whole[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= STEP:
            kept.append(point)
    if len(kept) < (3 if closed else 2):
        return ""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(kept)]
    line = " ".join(steps).replace(" -", "-")
    return f"M{kept[0][0]} {kept[0][1]}l{line}{'z' if closed else ''}"


STEP = 5
"""Least length of a step, in the drawing's numbers."""
