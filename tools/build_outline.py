"""How is src/firsthand/data/outline.json made from public outlines of the world's lands?

Run at build time only; it needs the npm client and nothing else:

    npm pack world-atlas@2.0.2
    python tools/build_outline.py world-atlas-2.0.2.tgz

The package (ISC licence) holds Natural Earth's countries at 1:110 million (public domain) as
TopoJSON. Kept are the outlines of all lands, the borders between countries, and for each country
its name with a point near its middle. Coordinates are rounded to a hundredth of a degree and
written as Google's Encoded Polyline Algorithm Format has it, latitude first. The same input gives
the same bytes.
"""

import json
import math
import sys
import tarfile
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "firsthand" / "data" / "outline.json"
MEMBER = "package/countries-110m.json"
TURN = 360
PLACES = 100
"""Parts of a degree that are kept."""

Point = tuple[float, float]
"""Longitude and latitude."""


def encode(points: list[Point]) -> str:
    """Write a line in the Encoded Polyline Algorithm Format.

    Args:
        points: of the line, in degrees.

    Returns:
        Its letters; points that fall on the one before are left out.
    """
    rounded = [(round(lat * PLACES), round(lon * PLACES)) for lon, lat in points]
    kept = rounded[:1] + [b for a, b in pairwise(rounded) if a != b]
    letters, last = [], (0, 0)
    for point in kept:
        for value, before in zip(point, last, strict=True):
            step = value - before
            number = ~(step << 1) if step < 0 else step << 1
            while number >= 0x20:  # noqa: PLR2004 - five bits a letter
                letters.append(chr((0x20 | number & 0x1F) + 63))
                number >>= 5
            letters.append(chr(number + 63))
        last = point
    return "".join(letters)


def read_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Undo TopoJSON's steps and quantisation.

    Args:
        topology: the parsed file.

    Returns:
        The lines in degrees.
    """
    (across, up), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for steps in topology["arcs"]:
        xs = accumulate(step[0] for step in steps)
        ys = accumulate(step[1] for step in steps)
        arcs.append([(x * across + left, y * up + bottom) for x, y in zip(xs, ys, strict=True)])
    return arcs


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """List the closed lines of a country or of all land.

    Args:
        geometry: a TopoJSON polygon, several, or a collection.

    Returns:
        For each line the numbers of its parts.
    """
    if geometry["type"] == "GeometryCollection":
        return [ring for one in geometry["geometries"] for ring in rings_of(one)]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def stitch(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join the parts of a closed line.

    Args:
        ring: numbers of its parts; a negative one runs backwards.
        arcs: all lines.

    Returns:
        Its points.
    """
    points: list[Point] = []
    for number in ring:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(part[1:] if points else part)
    return points


def unwrap(points: list[Point]) -> list[Point]:
    """Let a line go on beyond 180 degrees where it crosses the date line.

    Args:
        points: of the line.

    Returns:
        Its points, none more than half a turn from the one before; a line around a pole is closed
        through the pole.
    """
    whole = points[:1]
    for lon, lat in points[1:]:
        ahead = (lon - whole[-1][0] + TURN / 2) % TURN - TURN / 2
        whole.append((whole[-1][0] + ahead, lat))
    if abs(whole[-1][0] - whole[0][0]) > TURN / 2:
        pole = math.copysign(90, whole[0][1])
        whole += [(whole[-1][0], pole), (whole[0][0], pole), whole[0]]
    return whole


def middle(points: list[Point]) -> tuple[float, Point]:
    """Find the area and the centre of gravity of a closed line.

    Args:
        points: of the line.

    Returns:
        Both, in degrees.
    """
    area = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return abs(area) / 2, (x / (3 * area), y / (3 * area)) if area else points[0]


def build(topology: dict[str, Any]) -> dict[str, Any]:
    """Reshape the topology.

    Args:
        topology: the parsed file.

    Returns:
        What is written.
    """
    arcs = read_arcs(topology)
    objects = topology["objects"]
    land = rings_of(objects["land"])
    coasts = {max(number, ~number) for ring in land for number in ring}
    used = {max(n, ~n) for ring in rings_of(objects["countries"]) for n in ring}
    outlines = [encode(unwrap(stitch(ring, arcs))) for ring in land]
    names = []
    for country in objects["countries"]["geometries"]:
        area, (lon, lat) = max(middle(unwrap(stitch(ring, arcs))) for ring in rings_of(country))
        names.append([country["properties"]["name"], round(lon, 1), round(lat, 1), round(area, 1)])
    return {
        "source": "Natural Earth 4.1.0, 1:110m, public domain, by world-atlas 2.0.2",
        "land": outlines,
        "borders": [encode(unwrap(arcs[number])) for number in sorted(used - coasts)],
        "countries": sorted(names, key=lambda row: (-row[3], row[0])),
    }


def main() -> None:
    """Write the file."""
    with tarfile.open(sys.argv[1]) as package:
        member = package.extractfile(MEMBER)
        if member is None:
            sys.exit(f"no {MEMBER} in the package")
        topology = json.load(member)
    text = json.dumps(build(topology), ensure_ascii=False, indent=0) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{TARGET}: {len(text.encode())} bytes\n")


if __name__ == "__main__":
    main()
