"""Does a family tree tell who copied whom, what is not seen, and what nothing tells?"""

from dataclasses import replace

from firsthand.compare.kin import NodeKind, Tree
from firsthand.compare.trees import grow, grow_trees
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import (
    Direction,
    Event,
    Link,
    LinkKind,
    Passage,
    Relation,
    Reporting,
    State,
)

TEXT = (
    "The lighthouse of Skarvik will be lit again in May after six dark years, the harbour board "
    "said. A smith from the next valley has cast the missing ring of the lens. Boats had to keep "
    "to the outer channel at night, which cost them an hour each way."
)


def make(name: str, day: str = "", agency: str = "") -> Report:
    return Report(
        id=name,
        name=f"{name}.txt",
        text=TEXT,
        text_hash=hash_text(TEXT),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(
            published=Slot(day, (), Provenance.EXPLICIT if day else Provenance.NONE),
            agency=Slot(agency, (), Provenance.EXPLICIT if agency else Provenance.NONE),
        ),
    )


def link(
    a: str, b: str, kind: LinkKind = LinkKind.NEAR_COPY, way: str = "?", **more: object
) -> Link:
    directions = {
        "?": Direction.UNKNOWN,
        ">": Direction.A_TO_B,
        "<": Direction.B_TO_A,
        "=": Direction.COMMON,
    }
    left, right = str(more.pop("left", "")), str(more.pop("right", ""))
    reason = Reason("lineage/containment@1", None, left, right, "said in words")
    given: dict[str, object] = {"score": 0.8, **more}
    name = f"link-{a}{b}-{kind.name.lower()}"
    return Link(name, a, b, kind, directions[way], reason=reason, **given)  # type: ignore[arg-type]


def shapes(tree: Tree) -> set[tuple[str, str, str]]:
    arrows = {(True, False): "->", (False, False): "--", (True, True): "+>", (False, True): "+-"}
    return {(e.parent, arrows[e.directed, e.second], e.child) for e in tree.edges}


def reports(*names: str) -> list[Report]:
    return [make(name, f"2031-02-0{number}") for number, name in enumerate(names, 1)]


def test_a_chain_hangs_each_report_from_the_one_it_was_made_from() -> None:
    links = [
        link("a", "b", way=">", step=0.9),
        link("b", "c", way=">", step=0.8),
        link("a", "c", way=">", left="0.95", right="0.99"),
    ]
    tree = grow(reports("a", "b", "c"), links)
    assert shapes(tree) == {("a", "->", "b"), ("b", "->", "c")}
    assert {child: edge.parent for child, edge in tree.stems.items()} == {"b": "a", "c": "b"}


def test_without_a_step_the_parent_is_the_one_that_covers_most() -> None:
    links = [
        link("a", "c", way=">", left="0.9", right="0.6"),
        link("b", "c", way=">", left="0.5", right="0.8"),
        link("a", "b", way=">"),
    ]
    tree = grow(reports("a", "b", "c"), links)
    assert shapes(tree) == {("a", "->", "b"), ("b", "->", "c")}
    assert tree.stems["c"].shared == 0.8


def test_an_unknown_direction_stays_without_an_arrow() -> None:
    tree = grow([make("a"), make("b")], [link("a", "b")])
    assert shapes(tree) == {("a", "--", "b")}
    assert not tree.edges[0].directed


def test_a_common_source_is_a_node_that_is_no_report() -> None:
    kind = LinkKind.COMMON_ORIGIN
    links = [
        link("a", "b", kind, "="),
        link("a", "c", kind, "="),
        link("b", "c", kind, "="),
        link("c", "d", way=">"),
    ]
    tree = grow(reports("a", "b", "c", "d"), links)
    (unseen,) = [node for node in tree.nodes if node.kind is not NodeKind.REPORT]
    assert unseen.kind is NodeKind.UNSEEN
    assert shapes(tree) == {
        (unseen.id, "->", "a"),
        (unseen.id, "->", "b"),
        (unseen.id, "->", "c"),
        ("c", "->", "d"),
    }
    assert {edge.witness for edge in tree.edges} == {"a", "b", ""}


def test_an_original_is_named_after_the_agency_that_all_its_children_credit() -> None:
    wired = [make(name, "2031-02-01", "Skerry Wire") for name in "ab"]
    tree = grow(wired, [link("a", "b", way="=")])
    assert [node.label for node in tree.nodes if node.kind is NodeKind.UNSEEN] == ["Skerry Wire"]


def test_an_agency_stands_over_texts_that_share_no_words() -> None:
    credit = link("a", "b", LinkKind.SAME_AGENCY, left="Skerry Wire")
    tree = grow(reports("a", "b", "c"), [credit])
    (agency,) = [node for node in tree.nodes if node.kind is NodeKind.AGENCY]
    assert agency.label == "Skerry Wire"
    assert shapes(tree) == {(agency.id, "->", "a"), (agency.id, "->", "b")}


def test_an_agency_is_not_drawn_twice_over_one_text_of_it() -> None:
    wired = [make(name, f"2031-02-0{n}", "Skerry Wire") for n, name in enumerate("abc", 1)]
    credit = [link(a, b, LinkKind.SAME_AGENCY, left="skerry wire") for a, b in ("ab", "ac", "bc")]
    tree = grow(wired, [link("a", "b", way="="), *credit])
    (unseen,) = [node for node in tree.nodes if node.kind is not NodeKind.REPORT]
    assert {edge.parent for edge in tree.edges} == {unseen.id}
    assert {edge.child for edge in tree.edges} == {"a", "b", "c"}


def passage(child: Report, start: int, end: int, source: Report, kind: str) -> Passage:
    return Passage(source.span(start, end), child.span(start, end), kind, 1.0)


def test_a_merged_report_has_a_second_parent() -> None:
    a, b, c = reports("a", "b", "c")
    most = passage(c, 0, 110, a, "verbatim")
    rest = passage(c, 105, len(TEXT), b, "verbatim")
    links = [
        link("a", "c", way=">", passages=(most,)),
        link("b", "c", LinkKind.PASSAGE, ">", passages=(rest,)),
    ]
    assert shapes(grow([a, b, c], links)) == {("a", "->", "c"), ("b", "+>", "c")}
    near = replace(links[1], passages=(replace(rest, kind="near"),))
    assert shapes(grow([a, b, c], [links[0], near])) == {("a", "->", "c")}
    short = replace(links[1], passages=(passage(c, 0, 150, b, "verbatim"),))
    assert shapes(grow([a, b, c], [links[0], short])) == {("a", "->", "c")}


def test_a_passage_between_texts_apart_stands_beside_them() -> None:
    a, b = make("a"), make("b")
    shared = link("a", "b", LinkKind.PASSAGE, passages=(passage(b, 0, 150, a, "verbatim"),))
    tree = grow([a, b], [shared])
    assert shapes(tree) == {("a", "--", "b")}
    assert tree.stems == {}


def test_owners_are_shown_only_where_nothing_else_joins() -> None:
    owner = LinkKind.SAME_OWNER
    pairs = [link("a", "b", owner), link("a", "c", owner), link("b", "c", owner)]
    tree = grow(reports("a", "b", "c"), [link("a", "b", way=">"), *pairs])
    assert shapes(tree) == {("a", "->", "b"), ("b", "--", "c")}
    assert "c" not in tree.stems


def test_a_link_that_hardly_holds_is_left_open() -> None:
    open_link = link("a", "b", way=">", probability=0.4)
    tree = grow(reports("a", "b"), [open_link])
    (edge,) = tree.edges
    assert (edge.directed, edge.probability) == (False, 0.4)
    assert tree.stems == {}
    sure = grow(reports("a", "b"), [replace(open_link, state=State.CONFIRMED)])
    assert shapes(sure) == {("a", "->", "b")}


def test_a_rejected_link_is_not_drawn_and_a_kind_left_out_is_marked() -> None:
    taken = link("a", "b", way=">")
    assert grow(reports("a", "b"), [replace(taken, state=State.REJECTED)]).edges == ()
    (edge,) = grow(reports("a", "b"), [replace(taken, counts=False)]).edges
    assert not edge.counts


def test_an_arrow_against_the_dates_says_so() -> None:
    (edge,) = grow(reports("a", "b"), [link("a", "b", way="<")]).edges
    assert (edge.parent, edge.child, edge.backwards) == ("b", "a", True)
    (edge,) = grow([make("a"), make("b", "2031-02-01")], [link("a", "b", way=">")]).edges
    assert not edge.backwards


def test_one_names_the_other_as_its_source() -> None:
    tree = grow(reports("a", "b"), [link("a", "b", LinkKind.REFERS, ">")])
    assert shapes(tree) == {("a", "+>", "b")}
    assert grow(reports("a", "b"), [link("a", "b", LinkKind.REFERS, "=")]).edges == ()


def event(name: str, *members: str, relation: Relation = Relation.REPORTS) -> Event:
    told = tuple(Reporting(one, relation, (), Reason("test@1")) for one in members)
    return Event(name, name, "opening", told, "test@1")


def trees_of(events: list[Event], links: list[Link]) -> dict[str, Tree]:
    every = reports("a", "b", "c", "d")
    return {tree.event: tree for tree in grow_trees(every, events, links)}


def test_every_event_told_has_its_tree() -> None:
    events = [
        event("one", "a", "b"),
        event("two", "c"),
        event("heard of", "d", relation=Relation.REFERS),
        replace(event("wrong", "d"), state=State.REJECTED),
    ]
    found = trees_of(events, [link("a", "b", way=">")])
    assert {name: tree.reports for name, tree in found.items()} == {
        "one": ("a", "b"),
        "two": ("c",),
    }


def test_linked_reports_of_no_event_have_a_tree_of_their_own() -> None:
    found = trees_of([event("one", "a")], [link("c", "d", way=">"), link("a", "b")])
    assert found[""].reports == ("b", "c", "d")


def test_a_report_of_another_event_is_a_guest_where_it_joins_two() -> None:
    events = [event("one", "a", "c"), event("two", "b", "d")]
    through = [link("a", "b", way=">"), link("b", "c", way=">")]
    tree = trees_of(events, through)["one"]
    assert [node.id for node in tree.nodes if node.guest] == ["b"]
    assert shapes(tree) == {("a", "->", "b"), ("b", "->", "c")}
    alone = trees_of(events, [through[0], link("b", "d", way=">")])["one"]
    assert alone.reports == ("a", "c")


def test_the_order_of_links_and_reports_is_no_matter() -> None:
    links = [
        link("a", "b", LinkKind.COMMON_ORIGIN, "="),
        link("b", "c", way=">"),
        link("c", "d"),
        link("a", "d", LinkKind.SAME_OWNER),
    ]
    every = reports("a", "b", "c", "d")
    assert grow(every, links) == grow(every[::-1], links[::-1])
