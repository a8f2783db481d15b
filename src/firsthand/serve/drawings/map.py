"""How is a map of a story's places drawn: which stretch of the world, which mark and name where?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, floor, hypot, log10, radians, sqrt

from firsthand.serve.drawings.labels import Box, Label, Wanted, box_of, measure, place_labels, touch
from firsthand.serve.drawings.outline import TURN, load, trace
from firsthand.serve.drawings.tree import fit

WIDTH = 560.0
FLAT, TALL = 0.5, 0.9
"""Height of a map, in parts of its width, at least and at most."""
MARGIN = 0.13
"""Part of the width and of the height left free on each side of the places."""
LEAST = 5.0
"""Degrees across a map at least: more closely the coarse outlines would tell nothing."""
FAR = 1.5
"""A place that would make the map of the chief places this many times as large is left outside."""
SMALL, GROWTH, LARGE = 5.0, 1.8, 12.0
"""Radius of the mark of one report, what more add at most (by square root), and the largest."""
CLOSE = 7.0
"""Points of places that are nearer than this, in pixels, share a mark."""
NAME = 34
"""Characters of a name at most."""
POLE = 72.0
"""Degrees of latitude from which a map is no longer narrowed."""
ROOMY = 0.6
"""Part of its name's width that a country is wide at least, to be named."""
FINE = 2
"""Numbers of the outlines to a pixel."""
KILOMETRES = 111.2
"""Length of a degree of latitude."""
BAR = 110.0
"""Length of the scale bar at most, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that is to be drawn."""

    id: str
    name: str
    latitude: float
    longitude: float
    whole: bool
    """an area, whose point is no more than its centre"""
    country: bool
    event: bool
    """an event happened there"""
    reports: int
    href: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark with its name: a place, or several that are too close to tell apart."""

    x: float
    y: float
    radius: float
    whole: bool
    event: bool
    title: str
    href: str
    label: Label | None
    members: tuple[str, ...]
    """ids of the places"""

    @property
    def style(self) -> str:
        """The classes of the mark."""
        return ("event" if self.event else "mention") + (" whole" if self.whole else "")

    @property
    def diamond(self) -> str:
        """The path of an event's mark."""
        r = self.radius + 1.5
        return f"M{self.x:g},{self.y - r:g}l{r:g},{r:g}l{-r:g},{r:g}l{-r:g},{-r:g}z"


@dataclass(frozen=True, slots=True)
class Chart:
    """A map as shapes, in pixels."""

    width: float
    height: float
    land: str
    borders: str
    fine: int
    """numbers of land and borders to a pixel"""
    marks: tuple[Mark, ...]
    """areas first and events last, the larger before the smaller, so that none hides another"""
    names: tuple[tuple[float, float, str], ...]
    """of countries: middle of the line, base line, name"""
    bar: tuple[float, str]
    """length of the scale bar, and the distance in words"""

    @property
    def placed(self) -> frozenset[str]:
        """The ids of the places drawn."""
        return frozenset(name for mark in self.marks for name in mark.members)


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch of the world that is drawn, in an equirectangular projection.

    Scale is true along the parallel in its middle (Snyder 1987, section 12).
    """

    longitude: float
    latitude: float
    width: float
    """in degrees of latitude, which are equally long in all directions at the middle"""
    height: float

    @property
    def narrow(self) -> float:
        """How long a degree of longitude is beside one of latitude, at the middle."""
        return cos(radians(min(POLE, abs(self.latitude))))

    @property
    def pixels(self) -> tuple[float, float]:
        """Width and height of the drawing."""
        return WIDTH, round(WIDTH * self.height / self.width)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what may be seen, and a little more."""
        across, up = self.width / self.narrow * 0.52, self.height * 0.52
        return (
            self.longitude - across,
            self.latitude - up,
            self.longitude + across,
            self.latitude + up,
        )

    def put(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Find where a point stands, as it is: no turn around the world is taken off.

        Args:
            longitude: in degrees.
            latitude: in degrees.

        Returns:
            x and y in pixels.
        """
        scale = WIDTH / self.width
        _, tall = self.pixels
        x = WIDTH / 2 + (longitude - self.longitude) * self.narrow * scale
        return x, tall / 2 - (latitude - self.latitude) * scale

    def find(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Find where a place stands, on the turn around the world next to the middle.

        Args:
            longitude: in degrees.
            latitude: in degrees.

        Returns:
            x and y in pixels.
        """
        away = (longitude - self.longitude + TURN / 2) % TURN - TURN / 2
        return self.put(self.longitude + away, latitude)

    def holds(self, spot: Spot) -> bool:
        """Tell whether a place falls into the drawing with its mark.

        Args:
            spot: the place.

        Returns:
            Whether it does.
        """
        x, y = self.find(spot.longitude, spot.latitude)
        wide, tall = self.pixels
        room = LARGE + 3
        return room <= x <= wide - room and room <= y <= tall - room


def frame_around(spots: Sequence[Spot]) -> Frame:
    """Fit a frame around places, with a margin.

    Args:
        spots: one at least.

    Returns:
        The frame; it goes across the date line where that is shorter.
    """
    lons = sorted({spot.longitude % TURN for spot in spots})
    gaps = [b - a for a, b in pairwise([*lons, lons[0] + TURN])]
    widest = max(range(len(gaps)), key=lambda number: (gaps[number], -number))
    span = TURN - gaps[widest]
    west = lons[(widest + 1) % len(lons)]
    middle = (west + span / 2 + TURN / 2) % TURN - TURN / 2
    south, north = min(s.latitude for s in spots), max(s.latitude for s in spots)
    start = Frame(round(middle, 4), round((south + north) / 2, 4), 1, 1)
    width = max(LEAST, span * start.narrow) / (1 - 2 * MARGIN)
    height = (north - south) / (1 - 2 * MARGIN)
    height = max(height, width * FLAT)
    return Frame(start.longitude, start.latitude, max(width, height / TALL), height)


def choose_frame(spots: Sequence[Spot]) -> Frame:
    """Choose the stretch of the world that shows a story's places best.

    Whole countries do not stretch the map where there is anything finer. Places that one report
    names and where nothing happened stretch it no further than `FAR` times.

    Args:
        spots: one at least, the most important first.

    Returns:
        The frame.
    """
    finer = [spot for spot in spots if not spot.country] or list(spots)
    chief = [spot for spot in finer if spot.event or spot.reports > 1] or finer
    frame = frame_around(chief)
    most = FAR * hypot(frame.width, frame.height)
    for spot in finer:
        if frame.holds(spot):
            continue
        wider = frame_around([*chief, spot])
        if hypot(wider.width, wider.height) <= most:
            chief.append(spot)
            frame = wider
    return frame


def draw_map(spots: Sequence[Spot]) -> Chart | None:
    """Draw a map.

    Args:
        spots: the places, the most important first.

    Returns:
        The map; None where there is no place. Places outside it are not among its marks.
    """
    if not spots:
        return None
    frame = choose_frame(spots)
    wide, tall = frame.pixels
    drawn = [group for group in _join(frame, [s for s in spots if frame.holds(s)]) if group]
    most = max(spot.reports for spot in spots)
    wanted = [_wanted(frame, group, most) for group in drawn]
    bar = _bar(frame)
    corner = (0.0, tall - 34, bar[0] + 24, tall)
    labels = place_labels(wanted, [corner], wide, tall)
    marks = [
        _mark(group, one, label) for group, one, label in zip(drawn, wanted, labels, strict=True)
    ]

    def project(longitude: float, latitude: float) -> tuple[float, float]:
        x, y = frame.put(longitude, latitude)
        return x * FINE, y * FINE

    world = load()
    return Chart(
        width=wide,
        height=tall,
        land=trace(world.land, frame.window, project, closed=True),
        borders=trace(world.borders, frame.window, project, closed=False),
        fine=FINE,
        marks=tuple(sorted(marks, key=lambda m: (not m.whole, m.event, -m.radius))),
        names=tuple(_countries(frame, marks, corner, {s.name for group in drawn for s in group})),
        bar=bar,
    )


def _radius(reports: int, most: int) -> float:
    """Size a mark by its reports, so that the most-named place of all is no larger than `LARGE`."""
    growth = min(GROWTH, (LARGE - SMALL) / sqrt(max(1, most - 1)))
    return round(SMALL + growth * sqrt(max(0, reports - 1)), 1)


def _join(frame: Frame, spots: Iterable[Spot]) -> list[list[Spot]]:
    """Put places that are too close to tell apart into one group, areas and points apart."""
    groups: list[list[Spot]] = []
    for spot in spots:
        x, y = frame.find(spot.longitude, spot.latitude)
        for group in groups:
            first = group[0]
            there = frame.find(first.longitude, first.latitude)
            near = hypot(x - there[0], y - there[1]) < CLOSE
            if near and first.whole == spot.whole:
                group.append(spot)
                break
        else:
            groups.append([spot])
    return groups


def _wanted(frame: Frame, group: Sequence[Spot], most: int) -> Wanted:
    x, y = frame.find(group[0].longitude, group[0].latitude)
    text = ", ".join(spot.name for spot in group)
    if len(group) > 1 and measure(text) > measure("m" * NAME):
        text = f"{group[0].name} and {len(group) - 1} more"
    radius = max(_radius(spot.reports, most) for spot in group)
    # A ring stays to be seen around a point in its middle.
    radius = max(radius, SMALL + 3) if group[0].whole else radius
    return Wanted(round(x, 1), round(y, 1), radius, fit(text, NAME))


def _mark(group: Sequence[Spot], one: Wanted, label: Label | None) -> Mark:
    return Mark(
        x=one.x,
        y=one.y,
        radius=one.radius,
        whole=group[0].whole,
        event=any(spot.event for spot in group),
        title=", ".join(spot.name for spot in group),
        href=group[0].href,
        label=label,
        members=tuple(spot.id for spot in group),
    )


def _countries(
    frame: Frame, marks: Sequence[Mark], corner: Box, told: Collection[str]
) -> list[tuple[float, float, str]]:
    """Name the countries behind the places, where there is room for it."""
    wide, tall = frame.pixels
    full = [box_of(mark.label) for mark in marks if mark.label]
    full += [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    full.append(corner)
    found: list[tuple[float, float, str]] = []
    for name, longitude, latitude, area in load().countries:
        across = sqrt(area * frame.narrow) * wide / frame.width
        if name in told or across < measure(name) * ROOMY:
            continue
        x, y = frame.find(longitude, latitude)
        room = measure(name) / 2
        box = (x - room, y - 14, x + room, y + 6)
        inside = box[0] > 2 and box[2] < wide - 2 and box[1] > 2 and box[3] < tall - 2  # noqa: PLR2004
        if inside and not any(touch(box, other) for other in full):
            full.append(box)
            found.append((round(x), round(y), name))
    return found


def _bar(frame: Frame) -> tuple[float, str]:
    """Choose a round distance for the scale bar; it holds along the middle of the map."""
    most = frame.width * KILOMETRES * BAR / WIDTH
    power = 10 ** floor(log10(most))
    distance = max(step * power for step in (1, 2, 5) if step * power <= most)
    length = distance / KILOMETRES * WIDTH / frame.width
    return round(length, 1), f"{distance:,} km"
