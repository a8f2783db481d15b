from itertools import product
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from firsthand.analyse.lineage.arborescence import best_tree, tree_chances
from firsthand.analyse.lineage.descent import (
    Table,
    count_sentences,
    furniture_in,
    take_member,
)
from firsthand.analyse.lineage.fingerprints import Prints, take_prints
from firsthand.analyse.lineage.tree import MOST, SURE, Descent, trace
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text

BRIDGE = (
    "The old chain bridge at Varnholt will close to lorries from the first of June.",
    "Engineers found cracks in eleven of its forty hangers during a routine check.",
    "Repairs are expected to take eighteen months and to cost nine million crowns.",
    "Shopkeepers on the east bank fear that customers will stay away all summer.",
    "A ferry for pedestrians will run every twenty minutes while the work goes on.",
    "The council will vote on a second bridge before the end of the year.",
)
REWORDED = "Shop owners on the eastern bank fear that their customers will stay away all summer."
FURNITURE = "Subscribe to our morning letter and never miss what happens in your town."
OTHER = "The museum of clocks has opened a new wing with three hundred wooden movements."


def make(name: str, *sentences: str, day: str = "") -> Prints:
    text = " ".join(sentences)
    slot = Slot(day, (), Provenance.EXPLICIT) if day else Slot("", (), Provenance.DOCUMENT)
    metadata = Metadata(published=slot) if day else Metadata()
    return take_prints(
        Report(
            id=name,
            name=name,
            text=text,
            text_hash=hash_text(text),
            media_type="text/plain",
            reader="plain@1",
            metadata=metadata,
        )
    )


def weight(
    parents: tuple[int, ...], edges: NDArray[np.float64], roots: list[float]
) -> float | None:
    """Weigh a tree; None for what is none."""
    if parents.count(-1) != 1:
        return None
    for start in range(len(parents)):
        node, steps = start, 0
        while parents[node] >= 0:
            node, steps = parents[node], steps + 1
            if steps > len(parents):
                return None
    return sum(roots[c] if p < 0 else float(edges[p, c]) for c, p in enumerate(parents))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[NDArray[np.float64], list[float]]:
    size = draw(st.integers(1, 4))
    number = st.integers(-4, 4).map(float)
    rows = draw(st.lists(number, min_size=size * size, max_size=size * size))
    return np.array(rows).reshape(size, size), draw(st.lists(number, min_size=size, max_size=size))


def all_trees(edges: NDArray[np.float64], roots: list[float]) -> dict[tuple[int, ...], float]:
    size = len(roots)
    choices = [[p for p in range(-1, size) if p != c] for c in range(size)]
    found = {parents: weight(parents, edges, roots) for parents in product(*choices)}
    return {parents: value for parents, value in found.items() if value is not None}


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_no_tree_weighs_more_than_the_best_one(
    graph: tuple[NDArray[np.float64], list[float]],
) -> None:
    edges, roots = graph
    trees = all_trees(edges, roots)
    found = tuple(best_tree(edges, np.array(roots)))
    assert trees[found] == pytest.approx(max(trees.values()))


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_chances_are_those_of_all_trees_counted_out(
    graph: tuple[NDArray[np.float64], list[float]],
) -> None:
    edges, roots = graph
    trees = all_trees(edges, roots)
    total = sum(np.exp(value) for value in trees.values())
    chances, originals, weighed = tree_chances(edges, np.array(roots))
    assert weighed == pytest.approx(log(total))
    for child in range(len(roots)):
        for parent in range(-1, len(roots)):
            known = sum(np.exp(v) for p, v in trees.items() if p[child] == parent) / total
            told = originals[child] if parent < 0 else chances[parent, child]
            if parent != child:
                assert told == pytest.approx(known, abs=1e-9)


def by_name(family: list[Prints], others: tuple[Prints, ...] = ()) -> dict[str, Descent]:
    spread = count_sentences([family, *([other] for other in others)])
    return {descent.report: descent for descent in trace(family, spread)}


def test_a_chain_of_cuts_and_rewording_is_followed_by_its_days() -> None:
    family = [
        make("c", *BRIDGE, day="2024-03-01"),
        make("b", *BRIDGE[:3], REWORDED, *BRIDGE[4:], day="2024-03-03"),
        make("a", *BRIDGE[:3], REWORDED, day="2024-03-05"),
    ]
    found = by_name(family)
    assert found["c"].parent == ""
    assert found["c"].sure
    assert found["b"].parent == "c"
    assert found["a"].parent == "b"
    assert found["a"].chance >= SURE
    assert "word sequences" in found["a"].reason


def test_a_later_report_is_no_parent() -> None:
    family = [
        make("a", *BRIDGE, day="2024-03-09"),
        make("b", *BRIDGE[:5], day="2024-03-01"),
        make("c", *BRIDGE[:4], day="2024-03-12"),
    ]
    assert by_name(family)["b"].parent == ""


def test_lines_that_recur_in_other_families_were_added() -> None:
    family = [make("a", *BRIDGE, FURNITURE), make("b", *BRIDGE), make("c", FURNITURE, *BRIDGE[:4])]
    others = tuple(make(f"x{n}", OTHER.replace("three", str(n)), FURNITURE) for n in range(4))
    spread = count_sentences([family, *([other] for other in others)])
    furniture, foreign = furniture_in([take_member(p) for p in family], spread)
    assert len(furniture) == 1
    assert not foreign
    assert by_name(family, others)["b"].parent == ""


def test_a_report_alone_is_an_original() -> None:
    (only,) = trace([make("a", *BRIDGE)], {})
    assert (only.parent, only.chance) == ("", 1.0)


def test_equal_texts_without_days_leave_the_descent_open() -> None:
    found = by_name([make("a", *BRIDGE), make("b", *BRIDGE)])
    assert not any(descent.sure for descent in found.values())


def test_a_merged_report_has_a_second_parent() -> None:
    first = [
        make("a", *BRIDGE, day="2024-03-01"),
        make("b", *BRIDGE[:4], OTHER, FURNITURE, day="2024-03-02"),
        make("c", *BRIDGE, OTHER, FURNITURE, day="2024-03-03"),
    ]
    found = by_name(first)
    assert {found["c"].parent, found["c"].second} == {"a", "b"}


def test_the_order_in_which_reports_are_given_does_not_matter() -> None:
    family = [make("a", *BRIDGE), make("b", *BRIDGE[:4]), make("c", *BRIDGE[:3], REWORDED)]
    assert by_name(family) == by_name(family[::-1])


def test_a_family_too_large_is_left_to_dates_and_credit() -> None:
    family = [make(f"r{n:03}", *BRIDGE) for n in range(MOST + 1)]
    assert trace(family, {}) == ()


def test_a_table_knows_which_report_is_late() -> None:
    family = [make("a", *BRIDGE, day="2024-03-02"), make("b", *BRIDGE, day="2024-03-01")]
    table = Table([take_member(p) for p in family], {})
    assert table.late.tolist() == [[False, True], [False, False]]
