"""Where do the names on a map stand, so that none covers another or a mark?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from unicodedata import east_asian_width

LETTER, LINE = 7.9, 15.0
"""Width of a letter on average and a little more, and height of a line, in pixels."""
GAP = 3.0
"""Between a mark and its name."""
REACH = (16.0, 30.0, 46.0, 64.0)
"""How far from its mark a name may go, with a line back to it, where there is no room beside it."""
WAYS = 16

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that is to stand beside a mark."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name as it stands: where its line begins, and the way back to its mark, if it is far."""

    x: float
    y: float
    text: str
    leader: str = ""


def measure(text: str) -> float:
    """Estimate how wide a text is.

    Args:
        text: one line.

    Returns:
        Pixels at the size of a map's names; a wide East Asian letter counts as two.
    """
    return LETTER * sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def touch(a: Box, b: Box) -> bool:
    """Tell whether two boxes overlap.

    Args:
        a: one.
        b: the other.

    Returns:
        Whether they do.
    """
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def box_of(label: Label) -> Box:
    """Tell the room that a name takes.

    Args:
        label: the name as it stands.

    Returns:
        Its box.
    """
    top = label.y - LINE * 0.75
    return label.x, top, label.x + measure(label.text), top + LINE


def place_labels(
    wanted: Sequence[Wanted], taken: Iterable[Box], width: float, height: float
) -> tuple[Label | None, ...]:
    """Set names beside their marks, each where there is still room.

    Args:
        wanted: the names, the most important first.
        taken: boxes that no name may cover.
        width: of the drawing.
        height: of the drawing.

    Returns:
        For each name where it stands, or None where there is no room for it.
    """
    full = list(taken)
    full.extend(_around(one.x, one.y, one.radius) for one in wanted)
    found: list[Label | None] = []
    for one in wanted:
        label = next((spot for spot in _spots(one) if _free(spot, full, width, height)), None)
        if label:
            full.append(box_of(label))
        found.append(label)
    return tuple(found)


def _around(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _free(label: Label, full: Iterable[Box], width: float, height: float) -> bool:
    box = box_of(label)
    inside = box[0] >= GAP and box[1] >= GAP and box[2] <= width - GAP and box[3] <= height - GAP
    return inside and not any(touch(box, other) for other in full)


def _spots(one: Wanted) -> Iterator[Label]:
    """Try beside, above and below the mark, then further and further around it."""
    wide, out = measure(one.text), one.radius + GAP
    base = one.y + LINE * 0.25
    up, down = one.y - out - LINE * 0.25, one.y + out + LINE * 0.75
    for x, y in (
        (one.x + out, base),
        (one.x - out - wide, base),
        (one.x - wide / 2, up),
        (one.x - wide / 2, down),
        (one.x + out * 0.7, up + 4),
        (one.x + out * 0.7, down - 4),
        (one.x - out * 0.7 - wide, up + 4),
        (one.x - out * 0.7 - wide, down - 4),
    ):
        yield Label(round(x, 1), round(y, 1), one.text)
    for reach in REACH:
        for way in range(WAYS):
            yield _far(one, wide, reach, 2 * pi * way / WAYS)


def _far(one: Wanted, wide: float, reach: float, angle: float) -> Label:
    across, down = cos(angle), sin(angle)
    from_x, from_y = one.x + across * one.radius, one.y + down * one.radius
    to_x, to_y = one.x + across * (one.radius + reach), one.y + down * (one.radius + reach)
    # The line ends at the nearer end of the name, or under or over its middle.
    left = to_x + 2 if across > 0.3 else to_x - wide - 2 if across < -0.3 else to_x - wide / 2  # noqa: PLR2004
    base = to_y + LINE * (0.25 if abs(across) > 0.3 else 0.75 if down > 0 else -0.25)  # noqa: PLR2004
    leader = f"M{from_x:.1f},{from_y:.1f}L{to_x:.1f},{to_y:.1f}"
    return Label(round(left, 1), round(base, 1), one.text, leader)
