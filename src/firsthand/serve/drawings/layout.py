"""In which row and lane of a drawing does each report of a family tree stand?

A row for each node in order of time, a lane for each line of descent. A node holds its lane from
its own row to that of its last child, so that no line ever runs through another node.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from firsthand.compare.kin import Edge, Node, NodeKind, Tree
from firsthand.model.story import LinkKind

ROWS = 60
"""Reports up to which each has a row of its own."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One node as drawn: a report, an unseen original, or several reports told together."""

    node: Node
    members: tuple[str, ...]
    """the reports it stands for; none for an unseen original"""
    kind: LinkKind | None = None
    """of several reports: how they are linked with the node that they hang from, if at all"""
    row: int = 0
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """One edge as drawn: a branch from its parent's lane, or a way round through a lane."""

    edge: Edge
    parent: str
    child: str
    lane: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The row that opens a day; the day is empty where no report tells it."""

    day: str
    row: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands."""

    spots: tuple[Spot, ...]
    """by row"""
    routes: tuple[Route, ...]
    bands: tuple[Band, ...]
    rows: int
    lanes: int


def lay_out(tree: Tree, most: int = ROWS) -> Layout:
    """Lay a family tree out.

    Args:
        tree: the tree.
        most: reports up to which each has a row of its own; of more, alike copies share one.

    Returns:
        The layout; parents stand above their children unless the dates tell otherwise.
    """
    held = tree.stems
    spots, routes = _fold(tree, held, most)
    stems = {r.child: r for r in routes if r.edge is held.get(r.child)}
    days = _days(spots, routes)
    ordered, bands, rows = _order(spots, routes, stems, days)
    placed, ways, lanes = _spread(ordered, routes, stems)
    return Layout(placed, ways, bands, rows, lanes)


def _fold(tree: Tree, stems: Mapping[str, Edge], most: int) -> tuple[list[Spot], list[Route]]:
    """Let alike copies share a spot where there are too many nodes, the most alike first."""
    spots = [Spot(n, (n.id,) if n.kind is NodeKind.REPORT else ()) for n in tree.nodes]
    routes = [Route(edge, edge.parent, edge.child) for edge in tree.edges]
    ends = Counter(end for route in routes for end in (route.parent, route.child))
    leaves = [s for s in spots if s.members and ends[s.node.id] == 1 and s.node.id in stems]
    alone = [spot for spot in spots if spot.members and not ends[spot.node.id]]
    same = [spot for spot in leaves if stems[spot.node.id].kind is LinkKind.IDENTICAL]
    for group in (same, leaves, alone):
        if sum(1 for spot in spots if spot.members) > most:
            spots = _share(spots, group, stems)
    kept = {spot.node.id for spot in spots}
    return spots, [route for route in routes if {route.parent, route.child} <= kept]


def _share(spots: Sequence[Spot], group: Iterable[Spot], stems: Mapping[str, Edge]) -> list[Spot]:
    """Put reports that hang alike from one node into one spot, at the earliest of them."""
    wanted = {spot.node.id for spot in group}
    first: dict[tuple[object, ...], Spot] = {}
    others: dict[str, list[str]] = {}
    merged: set[str] = set()
    for spot in spots:
        name = spot.node.id
        if name not in wanted or name in merged:
            continue
        stem = stems.get(name)
        key = (stem.parent, stem.kind, stem.directed) if stem else ()
        head = first.setdefault((*key, bool(spot.node.day), spot.node.guest), spot)
        if head is not spot:
            others.setdefault(head.node.id, []).extend(spot.members)
            merged.add(name)
    return [
        replace(
            spot,
            members=(*spot.members, *others[spot.node.id]),
            kind=stems[spot.node.id].kind if spot.node.id in stems else None,
        )
        if spot.node.id in others
        else spot
        for spot in spots
        if spot.node.id not in merged
    ]


def _days(spots: Sequence[Spot], routes: Sequence[Route]) -> dict[str, str]:
    """Tell the day of each node; an unseen original is no later than its first dated child."""
    days = {spot.node.id: spot.node.day for spot in spots}
    children: dict[str, list[str]] = {}
    for route in routes:
        children.setdefault(route.parent, []).append(days[route.child])
    for spot in spots:
        if not spot.members:
            told = [day for day in children.get(spot.node.id, ()) if day]
            days[spot.node.id] = min(told, default="")
    return days


def _order(
    spots: Sequence[Spot],
    routes: Sequence[Route],
    stems: Mapping[str, Route],
    days: Mapping[str, str],
) -> tuple[list[Spot], tuple[Band, ...], int]:
    """Give every node a row: by day, and within a day parents before children."""
    by_id = {spot.node.id: spot for spot in spots}
    walk = {name: number for number, name in enumerate(_walk(spots, stems, days))}
    above: dict[str, list[str]] = {}
    for route in routes:
        if not route.edge.backwards:
            above.setdefault(route.child, []).append(route.parent)
    rising = sum(1 for r in routes if not days[r.parent] and days[r.child])
    falling = sum(1 for r in routes if days[r.parent] and not days[r.child])
    on_top = rising > falling
    if on_top:  # what an undated report was taken from stands above it, days or none
        over = {r.parent for r in routes if not days[r.child] and not by_id[r.parent].members}
        days = {name: "" if name in over else day for name, day in days.items()}
    undated = [name for name, day in days.items() if not day]
    dated = sorted({day[:10] for day in days.values() if day})
    bands: list[Band] = []
    ordered: list[Spot] = []
    groups = [(day, [n for n, told in days.items() if told[:10] == day]) for day in dated]
    if undated:
        groups.insert(0 if on_top else len(groups), ("", undated))
    row = 0
    for day, names in groups:
        bands.append(Band(day, row))
        row += 1
        names.sort(key=lambda name: (days[name], walk[name]))
        for name in _parents_first(names, above):
            ordered.append(replace(by_id[name], row=row))
            row += 1
    return ordered, tuple(bands), row


def _walk(
    spots: Sequence[Spot], stems: Mapping[str, Route], days: Mapping[str, str]
) -> Iterator[str]:
    """Go through the tree, each node right before what hangs from it."""
    children: dict[str, list[str]] = {}
    roots = []
    for spot in spots:
        name = spot.node.id
        if name in stems:
            children.setdefault(stems[name].parent, []).append(name)
        else:
            roots.append(name)
    numbers = {spot.node.id: number for number, spot in enumerate(spots)}
    waiting = sorted(roots, key=lambda n: (days[n] or "~", numbers[n]), reverse=True)
    while waiting:
        name = waiting.pop()
        yield name
        below = children.get(name, [])
        waiting.extend(sorted(below, key=lambda n: (days[n] or "~", numbers[n]), reverse=True))


def _parents_first(names: Sequence[str], above: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Keep an order, but let nodes wait for parents that come later in it."""
    place = {name: number for number, name in enumerate(names)}
    missing = {name: {up for up in above.get(name, ()) if up in place} for name in names}
    below: dict[str, list[str]] = {}
    for name, over in missing.items():
        for up in over:
            below.setdefault(up, []).append(name)
    ready = [place[name] for name in names if not missing[name]]
    left = dict.fromkeys(names)
    while left:
        # Where some wait for one another in a ring, the first of them goes first.
        name = names[heappop(ready)] if ready else next(iter(left))
        if name not in left:
            continue
        del left[name]
        yield name
        for child in below.get(name, ()):
            missing[child].discard(name)
            if not missing[child]:
                heappush(ready, place[child])


@dataclass(slots=True)
class _Lanes:
    """Which rows of which lanes are taken."""

    taken: list[list[tuple[int, int]]] = field(default_factory=list)

    def find(self, first: int, rows: tuple[int, int]) -> int:
        """Take the leftmost lane, from a first one on, that is free over some rows."""
        lane = first
        while lane < len(self.taken) and any(
            low <= rows[1] and rows[0] <= high for low, high in self.taken[lane]
        ):
            lane += 1
        while lane >= len(self.taken):
            self.taken.append([])
        self.taken[lane].append(rows)
        return lane


def _spread(
    spots: Sequence[Spot], routes: Sequence[Route], stems: Mapping[str, Route]
) -> tuple[tuple[Spot, ...], tuple[Route, ...], int]:
    """Give every node a lane to the right of its parent's, and other edges one to go round."""
    row = {spot.node.id: spot.row for spot in spots}
    reach = {name: [number] for name, number in row.items()}
    for route in stems.values():
        reach[route.parent].append(row[route.child])
    lanes = _Lanes()
    lane: dict[str, int] = {}
    for name in _walk(spots, stems, {name: f"{at:09}" for name, at in row.items()}):
        first = lane[stems[name].parent] + 1 if name in stems else 0
        lane[name] = lanes.find(first, (min(reach[name]), max(reach[name])))
    ways = []
    for route in routes:
        if stems.get(route.child) is route:
            ways.append(route)
            continue
        low, high = sorted((row[route.parent], row[route.child]))
        first = max(lane[route.parent], lane[route.child]) + 1
        ways.append(replace(route, lane=lanes.find(first, (low, high))))
    placed = tuple(replace(spot, lane=lane[spot.node.id]) for spot in spots)
    return placed, tuple(ways), len(lanes.taken)
