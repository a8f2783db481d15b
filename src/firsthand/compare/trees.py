"""Which report of an event was made from which, and which originals are not among the reports?"""

from collections.abc import Iterable, Sequence

from firsthand.analyse.lineage.direction import publication_day
from firsthand.compare.growth import Growth
from firsthand.compare.joining import join, likely
from firsthand.compare.kin import DESCENT, Node, NodeKind, Tree
from firsthand.model.report import Report
from firsthand.model.story import Direction, Event, Link, LinkKind, Relation, State

LOOSE = (LinkKind.SAME_OWNER, LinkKind.QUOTATION)
"""Kinds that are shown only where nothing else joins two parts of a tree."""

_NO_DATE = "~"
"""Sorts behind every date."""


def grow_trees(
    reports: Sequence[Report], events: Iterable[Event], links: Sequence[Link]
) -> tuple[Tree, ...]:
    """Grow the family tree of every event, and one of the linked reports that tell of none.

    Args:
        reports: labelled reports, in any order.
        events: those found; rejected ones and those only referred to have no tree.
        links: all links; rejected ones are passed over.

    Returns:
        The trees in the order of the events.
    """
    by_id = {report.id: report for report in reports}
    of_report: dict[str, dict[str, Link]] = {}
    for link in _standing(links):
        for end in (link.a, link.b):
            of_report.setdefault(end, {})[link.id] = link
    told: set[str] = set()
    trees = []
    for event in events:
        members = {r.report for r in event.reportings if r.relation is not Relation.REFERS}
        if members and event.state is not State.REJECTED:
            told |= members
            near = [link for name in sorted(members) for link in of_report.get(name, {}).values()]
            guests = _guests(members, near)
            here = [by_id[name] for name in sorted(members | guests)]
            trees.append(grow(here, {link.id: link for link in near}.values(), event.id, guests))
    rest = [by_id[name] for name in sorted(of_report.keys() - told)]
    lone = grow(rest, links)
    return (*trees, lone) if lone.edges else tuple(trees)


def grow(
    reports: Sequence[Report],
    links: Iterable[Link],
    event: str = "",
    guests: frozenset[str] = frozenset(),
) -> Tree:
    """Grow the family tree of some reports out of their links.

    Parents are taken as in Kruskal's algorithm, best link first: a step of the family's likeliest
    tree, then a known direction, then the greater part of the child. Parts whose links tell of a
    common source get an original that is not among the reports.

    Args:
        reports: labelled reports.
        links: all links; rejected ones and those to other reports are passed over.
        event: that they tell of, if any.
        guests: ids of those reports that do not tell of it.

    Returns:
        The tree; every report is in it once, and no report is its own ancestor.
    """
    days = {report.id: publication_day(report) for report in reports}
    order = sorted(reports, key=lambda r: (days[r.id] or _NO_DATE, r.name, r.id))
    place = {report.id: number for number, report in enumerate(order)}
    here = [link for link in _standing(links) if link.a in place and link.b in place]
    sure = likely(here)
    known = {link.id for link in sure}
    descent = [link for link in sure if link.kind in DESCENT]
    growth = Growth(place, days)
    growth.descend([link for link in descent if link.direction is not Direction.COMMON])
    growth.find_originals([k for k in descent if k.direction is Direction.COMMON], order)
    growth.merge(sure)
    growth.credit([link for link in sure if link.kind is LinkKind.SAME_AGENCY])
    growth.refer([link for link in sure if link.kind is LinkKind.REFERS])
    growth.stand_beside([k for k in here if k.kind in DESCENT and k.id not in known])
    for kind in LOOSE:
        growth.stand_beside([link for link in sure if link.kind is kind])
    shown = [
        Node(report.id, NodeKind.REPORT, days[report.id], guest=report.id in guests)
        for report in order
    ]
    return Tree(event, (*shown, *growth.unseen), tuple(growth.edges))


def _guests(members: set[str], links: Sequence[Link]) -> frozenset[str]:
    """Find reports outside an event to which parts of those that tell of it are linked."""
    descent = [link for link in likely(links) if link.kind in DESCENT]
    groups = join(sorted(members), [k for k in descent if k.a in members and k.b in members])
    part = {name: number for number, group in enumerate(groups) for name in group}
    near: dict[str, set[int]] = {}
    for link in descent:
        for end, far in ((link.a, link.b), (link.b, link.a)):
            if end not in members and far in members:
                near.setdefault(end, set()).add(part[far])
    return frozenset(name for name, parts in near.items() if len(parts) > 1)


def _standing(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.state is not State.REJECTED]
