"""How is a family tree drawn: which line, circle and word goes where?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import floor
from unicodedata import east_asian_width

from firsthand.compare.kin import Edge, NodeKind, Tree
from firsthand.model.story import LIKELY, LinkKind
from firsthand.serve.drawings.layout import Layout, Route, Spot, lay_out

ROW, HEAD = 46, 30
"""Height of a report's row and of the row that opens a day."""
RADIUS, TURN, ARROW = 6.5, 9.0, 7.0
"""Of a node, of a line's bend, and the length of an arrowhead, where lanes are wide enough."""
AXIS = 6
"""Left end of the time axis."""
WIDEST, NARROWEST, ROOM = 36.0, 11.0, 184.0
"""Width of a lane at most and at least, and of all lanes where that leaves each one enough."""
NAME, TOLD = 28, 36
"""Characters of a node's two lines at most; a wide East Asian one takes the room of two."""
BOLD, LETTER = 8.6, 6.9
"""Width of a character of the first and of the second line, on average and a little more."""
LEAST = 150.0
"""Width that days need."""
MOST_ROWS = 200
"""Rows from which a drawing would be too long to look at."""

STYLES = {
    LinkKind.IDENTICAL: "same",
    LinkKind.NEAR_COPY: "copy",
    LinkKind.UPDATE: "update",
    LinkKind.REWRITE: "rewrite",
    LinkKind.TRANSLATION: "render",
    LinkKind.COMMON_ORIGIN: "render",
    LinkKind.PASSAGE: "part",
    LinkKind.QUOTATION: "part",
    LinkKind.REFERS: "part",
    LinkKind.FACTS: "part",
    LinkKind.SAME_AGENCY: "credit",
    LinkKind.SAME_OWNER: "credit",
    LinkKind.DECLARED: "declared",
}
"""The class of an edge's line; kinds that say much the same share one."""

LEGEND = {
    "same": "identical",
    "copy": "near copy",
    "update": "newer version of a page",
    "rewrite": "rewrite",
    "render": "translation, or rendering of one original",
    "part": "passage, quotation or mention",
    "credit": "same agency or owner",
    "declared": "declared by a person",
}


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands beside a node: two lines, what a pointer shows, and where they lead."""

    name: str
    told: str
    title: str
    href: str
    told_href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One path with its class and what a pointer shows."""

    path: str
    style: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One node with its words."""

    x: float
    y: float
    style: str
    caption: Caption
    number: int
    """how many reports it stands for"""


@dataclass(frozen=True, slots=True)
class Tick:
    """One day on the time axis; the band of reports without a date has no day."""

    y: float
    day: str
    words: str
    height: float
    """of its band"""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend."""

    name: str
    paths: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A family tree as shapes, in pixels."""

    width: float
    height: float
    left: float
    """where the words begin"""
    radius: float
    axis: tuple[float, float] | None
    ticks: tuple[Tick, ...]
    trunks: tuple[Line, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    keys: tuple[Key, ...]

    @property
    def hollow(self) -> bool:
        """Whether an original is drawn that is not among the reports."""
        return any(dot.style == "hollow" for dot in self.dots)

    @property
    def unsure(self) -> bool:
        """Whether a line is drawn faint."""
        faint = {"unsure", "by-choice"}
        return any(faint.intersection(line.style.split()) for line in self.lines)


def draw_tree(
    tree: Tree,
    caption: Callable[[Spot], Caption],
    tell: Callable[[Edge], tuple[str, str]],
    say_day: Callable[[str], str],
) -> Drawing | None:
    """Draw a family tree.

    Args:
        tree: the tree.
        caption: says what stands beside a node.
        tell: says what an edge is, and where a click on it leads.
        say_day: says an ISO day in words.

    Returns:
        The drawing; None where there is nothing to draw or too much.
    """
    layout = lay_out(tree)
    if len(tree.reports) < 2 or layout.rows > MOST_ROWS:  # noqa: PLR2004 - one alone has no family
        return None
    return _Pen(layout).draw(caption, tell, say_day)


class _Pen:
    """Turn rows and lanes into pixels."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        heads = {band.row for band in layout.bands}
        self.tops: list[float] = []
        at = 4.0
        for row in range(layout.rows):
            self.tops.append(at)
            at += HEAD if row in heads else ROW
        self.bottom = at + 4
        wide = ROOM / max(1, layout.lanes)
        self.lane = floor(max(NARROWEST, min(WIDEST, wide)))
        self.radius, self.turn = min(RADIUS, self.lane / 3.6), min(TURN, self.lane / 3)
        self.arrow = min(ARROW, self.lane / 3.6)
        self.left = AXIS + 14 + layout.lanes * self.lane
        self.at = {spot.node.id: (self._x(spot.lane), self._y(spot.row)) for spot in layout.spots}

    def _x(self, lane: int) -> float:
        return AXIS + 16 + lane * self.lane + self.radius / 2

    def _y(self, row: int) -> float:
        return self.tops[row] + ROW / 2

    def draw(
        self,
        caption: Callable[[Spot], Caption],
        tell: Callable[[Edge], tuple[str, str]],
        say_day: Callable[[str], str],
    ) -> Drawing:
        dots = tuple(self._dot(spot, caption(spot)) for spot in self.layout.spots)
        lines: list[Line] = []
        for route in self.layout.routes:
            lines.extend(self._line(route, *tell(route.edge)))
        words = max(_width(d.caption.name) * BOLD for d in dots)
        words = max(LEAST, words, *(_width(d.caption.told) * LETTER for d in dots))
        ticks = self._ticks(say_day)
        dated = [tick for tick in ticks if tick.day]
        axis = (dated[0].y, dated[-1].y + dated[-1].height - HEAD / 2) if dated else None
        styles = dict.fromkeys(line.style.split()[0] for line in lines)
        return Drawing(
            width=round(self.left + words),
            height=round(self.bottom),
            left=round(self.left, 1),
            radius=round(self.radius, 2),
            axis=axis,
            ticks=ticks,
            trunks=tuple(self._trunks()),
            lines=tuple(lines),
            dots=dots,
            keys=tuple(_key(style) for style in LEGEND if style in styles),
        )

    def _dot(self, spot: Spot, caption: Caption) -> Dot:
        x, y = self.at[spot.node.id]
        style = {NodeKind.REPORT: "seen", NodeKind.UNSEEN: "hollow", NodeKind.AGENCY: "hollow"}
        guest = " guest" if spot.node.guest else ""
        return Dot(x, y, style[spot.node.kind] + guest, caption, max(1, len(spot.members)))

    def _ticks(self, say_day: Callable[[str], str]) -> tuple[Tick, ...]:
        bands = self.layout.bands
        ends = [self.tops[band.row] for band in bands[1:]] + [self.bottom - 4]
        found = []
        before = ""
        for band, end in zip(bands, ends, strict=True):
            top = self.tops[band.row]
            words = say_day(band.day) if band.day else "date not stated"
            gap = _days_between(before, band.day)
            if gap > 1:
                words += f" · {gap} days later"
            before = band.day or before
            found.append(Tick(top + HEAD / 2, band.day, words, round(end - top, 1)))
        return tuple(found)

    def _trunks(self) -> list[Line]:
        """Draw from each parent down, and up, its lane as far as its last child."""
        reach: dict[str, list[float]] = {}
        for route in self.layout.routes:
            if route.lane is None:
                reach.setdefault(route.parent, []).append(self.at[route.child][1])
        trunks = []
        for parent, rows in reach.items():
            x, y = self.at[parent]
            ends = (
                (max(rows) - self.turn, y + self.radius, 1),
                (min(rows) + self.turn, y - self.radius, -1),
            )
            for end, start, way in ends:
                if (end - start) * way > 0:
                    trunks.append(Line(f"M{x:.6g},{start:g}V{end:g}", "trunk"))
        return trunks

    def _line(self, route: Route, title: str, href: str) -> list[Line]:
        (x, y), (to_x, to_y) = self.at[route.parent], self.at[route.child]
        style = STYLES[route.edge.kind]
        style += " by-choice" if not route.edge.counts else ""
        unsure = route.edge.probability < LIKELY and not route.edge.confirmed
        style += " unsure" if unsure else ""
        bend, way = self.turn, -1 if route.lane is None else 1
        turn = bend if to_y > y else -bend
        tip = to_x + way * (self.radius + 1)
        end = tip + way * (self.arrow if route.edge.directed else 0)
        if route.lane is None:
            path = f"M{x:.6g},{to_y - turn:g}q0,{turn:g} {bend:g},{turn:g}H{end:g}"
        else:
            path = (
                f"M{x + self.radius:g},{y:g}H{self._x(route.lane) - bend:g}"
                f"q{bend:g},0 {bend:g},{turn:g}V{to_y - turn:g}"
                f"q0,{turn:g} {-bend:g},{turn:g}H{end:g}"
            )
        lines = [Line(path, style, title, href)]
        if style.startswith("same"):
            lines.append(Line(path, "core"))
        if route.edge.directed:
            lines.append(Line(f"M{tip:g},{to_y:g}l{way * self.arrow:g},-4v8z", "head"))
        return lines


def _key(style: str) -> Key:
    path = "M2,8H38"
    lines = [Line(path, style)]
    if style == "same":
        lines.append(Line(path, "core"))
    return Key(LEGEND[style], tuple(lines))


def _days_between(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return 0


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def fit(text: str, room: int = TOLD) -> str:
    """Cut a label so that it keeps within its room.

    Args:
        text: the label.
        room: characters; a wide East Asian one counts as two.

    Returns:
        The label, with an ellipsis where it was cut.
    """
    line = " ".join(text.split())
    if _width(line) <= room:
        return line
    kept, used = "", 1
    for letter in line:
        used += _width(letter)
        if used > room:
            break
        kept += letter
    return kept.rstrip() + "…"
