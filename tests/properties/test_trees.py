"""Is every report in its tree once, and does no line of a drawing run through a node?"""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.kin import Edge, NodeKind, Tree
from firsthand.compare.trees import grow
from firsthand.model.reason import Reason, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import Direction, Link, LinkKind, State
from firsthand.serve.drawings.layout import Spot, lay_out
from firsthand.serve.drawings.tree import Caption, draw_tree

DAYS = ("", "", "2031-02-01", "2031-02-01T09:00", "2031-02-01T11:30", "2031-02-02", "2031-03-01")
KINDS = [kind for kind in LinkKind if kind is not LinkKind.FACTS]


def make(number: int, day: str) -> Report:
    return Report(
        id=f"r{number:02}",
        name=f"{number:02}.txt",
        text="Snow fell.",
        text_hash=hash_text("Snow fell."),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(published=Slot(day)),
    )


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    days = draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=9))
    reports = [make(number, day) for number, day in enumerate(days)]
    pairs = draw(st.lists(st.sampled_from(list(combinations(reports, 2))), max_size=16))
    links = [
        Link(
            f"link-{number}",
            a.id,
            b.id,
            kind,
            draw(st.sampled_from(Direction)),
            0.9,
            Reason("test@1", left="wire" if kind is LinkKind.SAME_AGENCY else ""),
            state=draw(st.sampled_from(State)),
            step=draw(st.sampled_from((None, None, 0.7))),
            probability=draw(st.sampled_from((1.0, 0.9, 0.3))),
        )
        for number, (a, b) in enumerate(pairs)
        for kind in [draw(st.sampled_from(KINDS))]
    ]
    return grow(reports, links)


def above(edges: list[Edge], name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for edge in edges:
            if edge.child == waiting[0] and edge.parent not in found:
                found.add(edge.parent)
                waiting.append(edge.parent)
        waiting.pop(0)
    return found


@settings(max_examples=60, deadline=None)
@given(trees())
def test_no_report_is_lost_or_its_own_ancestor(tree: Tree) -> None:
    names = [node.id for node in tree.nodes]
    assert len(set(names)) == len(names)
    for edge in tree.edges:
        assert {edge.parent, edge.child} <= set(names)
    stems = list(tree.stems.values())
    for name in names:
        assert name not in above(stems, name)
    unseen = [node.id for node in tree.nodes if node.kind is not NodeKind.REPORT]
    for name in unseen:
        assert len([edge for edge in tree.edges if edge.parent == name]) > 1


@settings(max_examples=60, deadline=None)
@given(trees())
def test_lines_and_nodes_keep_clear_of_each_other(tree: Tree) -> None:
    layout = lay_out(tree)
    spots = {spot.node.id: spot for spot in layout.spots}
    rows = [spot.row for spot in layout.spots] + [band.row for band in layout.bands]
    assert sorted(rows) == list(range(layout.rows))
    shown = [report for spot in layout.spots for report in spot.members]
    assert sorted(shown) == sorted(tree.reports)
    taken: dict[int, list[tuple[int, int]]] = {}
    reach = {name: [spot.row] for name, spot in spots.items()}
    for route in layout.routes:
        parent, child = spots[route.parent], spots[route.child]
        if route.lane is None:
            assert parent.lane < child.lane
            reach[route.parent].append(child.row)
        else:
            assert max(parent.lane, child.lane) < route.lane
            low, high = sorted((parent.row, child.row))
            taken.setdefault(route.lane, []).append((low, high))
    for name, touched in reach.items():
        taken.setdefault(spots[name].lane, []).append((min(touched), max(touched)))
    for lane in taken.values():
        for (_, high), (low, _) in pairwise(sorted(lane)):
            assert high < low


@settings(max_examples=60, deadline=None)
@given(trees())
def test_days_run_down_and_no_arrow_points_back_unless_told(tree: Tree) -> None:
    layout = lay_out(tree)
    days = [band.day for band in layout.bands]
    assert [day for day in days if day] == sorted(day for day in days if day)
    assert "" not in days[1:-1]
    spots = {spot.node.id: spot for spot in layout.spots}
    for spot in layout.spots:
        band = [band for band in layout.bands if band.row < spot.row][-1]
        assert not spot.members or band.day == spot.node.day[:10]
    ring = {edge.child for edge in tree.edges if edge.child in above(list(tree.edges), edge.child)}
    for route in layout.routes:
        parent, child = spots[route.parent], spots[route.child]
        told = route.edge.backwards or not (parent.node.day and child.node.day)
        told = told and parent.node.kind is NodeKind.REPORT
        if route.edge.directed and not ring and not told:
            assert parent.row < child.row


@settings(max_examples=60, deadline=None)
@given(trees())
def test_everything_drawn_is_within_the_drawing(tree: Tree) -> None:
    def caption(spot: Spot) -> Caption:
        return Caption(spot.node.id, "told", "title", f"#{spot.node.id}")

    drawing = draw_tree(tree, caption, lambda _edge: ("said", "#link"), str)
    assert drawing is not None
    for dot in drawing.dots:
        assert 0 < dot.x < drawing.left < drawing.width
        assert 0 < dot.y < drawing.height
    heights = sorted(dot.y for dot in drawing.dots)
    gaps = [after - before for before, after in pairwise(heights)]
    assert min(gaps) > 30
    arrows = [line for line in drawing.lines if line.style == "head"]
    assert len(arrows) == sum(edge.directed for edge in tree.edges)
