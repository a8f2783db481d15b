"""Does a brief draw each event's family tree, and does its list say the same?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from firsthand.compare.families import choose, find_families, weigh
from firsthand.compare.joining import DEFAULT_KINDS
from firsthand.compare.kin import Tree
from firsthand.compare.trees import grow
from firsthand.model.findings import Findings
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import (
    Decision,
    Direction,
    Event,
    Link,
    LinkKind,
    Passage,
    Relation,
    Reporting,
    State,
)
from firsthand.serve.brief import render_brief
from firsthand.serve.drawings.layout import ROWS, lay_out
from firsthand.serve.drawings.tree import MOST_ROWS, fit
from firsthand.serve.views.counting import Counting, view_counting
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.trees import DEEPEST, Kin, TreeView, view_trees
from tests.serve.builders import rich_findings

SVG = "{http://www.w3.org/2000/svg}"
WAYS = {
    "?": Direction.UNKNOWN,
    ">": Direction.A_TO_B,
    "<": Direction.B_TO_A,
    "=": Direction.COMMON,
}


def make(number: int, day: str = "", outlet: str = "", agency: str = "") -> Report:
    def slot(value: str) -> Slot:
        return Slot(value, (), Provenance.EXPLICIT if value else Provenance.NONE)

    text = f"The ferry to Oskar's Holm was cancelled for the {number}th day."
    return Report(
        id=f"{number:064x}",
        name=f"{number:03}.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(
            published=slot(day), outlet=slot(outlet), agency=slot(agency), language="en"
        ),
    )


def link(
    a: int, b: int, kind: LinkKind = LinkKind.NEAR_COPY, way: str = ">", **more: object
) -> Link:
    shares = {"left": "0.5000", "right": "0.9300"} if kind is LinkKind.NEAR_COPY else {}
    given: dict[str, object] = {
        "score": 0.9,
        "reason": Reason(
            "lineage/containment@1", 0.9, detail="shares of both; published earlier", **shares
        ),
        **more,
    }
    return Link(
        f"link-{a}-{b}-{kind.name.lower()}",
        f"{a:064x}",
        f"{b:064x}",
        kind,
        WAYS[way],
        **given,  # type: ignore[arg-type]
    )


def story(reports: Sequence[Report], links: Iterable[Link]) -> Findings:
    chosen = choose(links, DEFAULT_KINDS)
    told = tuple(Reporting(r.id, Relation.REPORTS, (), Reason("test@1")) for r in reports)
    everything = weigh([report.id for report in reports], chosen)
    return Findings(
        reports=tuple(reports),
        links=chosen,
        families=find_families(reports, chosen),
        events=(Event("event-ferry", "No ferry", "closure", told, "test@1"),),
        weights=(("all", everything), ("event-ferry", everything)),
    )


def view(reports: Sequence[Report], links: Iterable[Link], *anchors: str) -> TreeView:
    findings = story(reports, links)
    (tree,) = view_trees(findings, Shelf(findings.reports), anchors).trees
    return tree


def flat(kin: Iterable[Kin]) -> Iterator[Kin]:
    for one in kin:
        yield one
        yield from flat(one.children)


def said(tree: TreeView) -> dict[str, str]:
    """Give what the list says of each report."""
    found = {}
    for one in flat(tree.roots):
        ties = [
            f"{tie.words} {tie.source.tag if tie.source else tie.name}"
            + (f" ({tie.facts})" if tie.facts else "")
            for tie in one.ties
        ]
        found[one.source.tag if one.source else "-"] = "; ".join(ties) or one.alone
    return found


def drawn(tree: TreeView) -> dict[str, str]:
    assert tree.drawing
    return {dot.caption.name: dot.caption.told for dot in tree.drawing.dots}


def days(*outlets: str) -> list[Report]:
    return [make(n, f"2031-02-0{n}", outlet) for n, outlet in enumerate(outlets, 1)]


def test_the_list_and_the_drawing_say_who_copied_whom() -> None:
    tree = view(days("Courier", "Lamp", ""), [link(1, 2), link(2, 3, LinkKind.REWRITE, "?")])
    assert said(tree) == {
        "R1": "",
        "R2": "copied from R1 (near copy, 93% shared)",
        "R3": "rewrite, with R2 (rewrite, direction unknown)",
    }
    assert drawn(tree) == {
        "R1 Courier": "no source among these",
        "R2 Lamp": "near copy of R1 · 93%",
        "R3 003.txt": "rewrite, R2 · order unknown",
    }
    (second,) = [one for one in flat(tree.roots) if one.source and one.source.tag == "R2"]
    assert second.ties[0].because == "published earlier"
    assert tree.drawing
    assert Counter(line.style for line in tree.drawing.lines) == {
        "copy": 1,
        "rewrite": 1,
        "head": 1,
    }
    assert [key.name for key in tree.drawing.keys] == ["near copy", "rewrite"]


def test_an_original_not_seen_is_told_and_drawn_hollow() -> None:
    kind = LinkKind.COMMON_ORIGIN
    tree = view(days("Courier", "Lamp"), [link(1, 2, kind, "=")])
    assert said(tree) == {"-": "", "R1": "renders it, as R2", "R2": "renders it, as R1"}
    assert tree.told == (
        "2 reports: 2 that go back to 1 original not seen, in order of publication."
    )
    assert tree.drawing
    assert [dot.style for dot in tree.drawing.dots] == ["hollow", "seen", "seen"]
    assert tree.drawing.hollow
    assert drawn(tree)["unseen original"] == "none of these is shown to be it"


def test_an_agency_is_named() -> None:
    wired = [make(1, "2031-02-01", "Courier", "Skerry Wire"), make(2, "", "Lamp", "Skerry Wire")]
    tree = view(wired, [link(1, 2, LinkKind.IDENTICAL, "=")])
    assert tree.roots[0].name == "an original of Skerry Wire that is not among these reports"
    assert said(tree)["R2"] == "copied from it, as R1 (identical)"
    assert drawn(tree)["R1 Courier"] == "from Skerry Wire"
    credit = [link(1, 2, LinkKind.SAME_AGENCY, "?", reason=Reason("x@1", left="Skerry Wire"))]
    credited = view(wired, credit)
    assert credited.roots[0].name == "Skerry Wire, as the reports credit it"
    assert drawn(credited)["R2 Lamp"] == "credits Skerry Wire"


def test_what_is_open_or_does_not_count_is_told() -> None:
    open_link = link(1, 2, way="?", probability=0.4)
    tree = view(days("Courier", "Lamp"), [open_link])
    assert said(tree)["R2"] == (
        "perhaps near copy, with R1 (near copy, 93% shared, direction unknown, uncertain, 40%)"
    )
    assert tree.drawing
    assert tree.drawing.unsure
    findings = story(days("Courier", "Lamp"), [link(1, 2)])
    findings = replace(findings, links=tuple(replace(k, counts=False) for k in findings.links))
    (tree,) = view_trees(findings, Shelf(findings.reports)).trees
    assert "does not count here" in said(tree)["R2"]
    back = view(days("Courier", "Lamp"), [link(1, 2, way="<")])
    assert "against the dates" in said(back)["R1"]


def test_a_second_parent_and_an_owner_stand_beside() -> None:
    owner = link(1, 3, LinkKind.SAME_OWNER, "?")
    named = link(2, 3, LinkKind.REFERS)
    tree = view(days("Courier", "Lamp", "Post"), [link(1, 2), owner, named])
    assert said(tree)["R3"] == "names as a source of its own R2; same owner as R1"
    assert len(tree.roots) == 2


def test_nodes_lead_to_reports_and_lines_to_both_texts() -> None:
    reports = days("Courier", "Lamp")
    tree = view(reports, [link(1, 2)], "side-link-1-2-near_copy")
    assert tree.drawing
    assert [dot.caption.href for dot in tree.drawing.dots] == ["#r1", "#r2"]
    assert tree.drawing.lines[0].href == "#side-link-1-2-near_copy"
    assert tree.drawing.lines[0].title == "R2 copied from R1 (near copy, 93% shared)"
    bare = view(reports, [link(1, 2)])
    assert bare.drawing
    assert bare.drawing.lines[0].href == "#link-1-2-near_copy"


def test_an_event_told_by_one_report_has_no_tree() -> None:
    findings = story(days("Courier"), [])
    trees = view_trees(findings, Shelf(findings.reports))
    assert trees.trees == ()
    assert [(tag, source.tag) for tag, _, source in trees.single] == [("E1", "R1")]


def star(size: int, kind: LinkKind, day: str = "2031-02-01") -> tuple[list[Report], list[Link]]:
    reports = [make(1, "2031-01-31", "Courier"), *(make(n, day) for n in range(2, size + 1))]
    return reports, [link(1, n, kind) for n in range(2, size + 1)]


def tree_of(size: int, kind: LinkKind) -> Tree:
    return grow(*star(size, kind))


def test_up_to_sixty_reports_have_a_row_each() -> None:
    layout = lay_out(tree_of(ROWS, LinkKind.IDENTICAL))
    assert len(layout.spots) == ROWS
    assert layout.lanes == 2


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LinkKind.IDENTICAL, "61 identical copies"),
        (LinkKind.NEAR_COPY, "61 near copies"),
        (LinkKind.TRANSLATION, "61 reports"),
    ],
)
def test_alike_copies_of_a_large_family_share_a_node(kind: LinkKind, words: str) -> None:
    reports, links = star(62, kind)
    tree = view(reports, links)
    assert tree.drawing
    first, pile = tree.drawing.dots
    assert (first.number, pile.number) == (1, 61)
    assert (pile.caption.name, pile.caption.told) == (words, "of R1")
    assert pile.caption.title.split() == [f"R{number}" for number in range(2, 63)]
    assert len(said(tree)) == 62


def test_lone_reports_of_a_large_event_share_a_node_last() -> None:
    reports, links = star(40, LinkKind.IDENTICAL)
    lone = [make(number) for number in range(50, 90)]
    tree = view([*reports, *lone], links)
    told = drawn(tree)
    assert told["39 identical copies"] == "of R1"
    assert len(told) == 2 + 40
    more = view([*reports, *lone, *(make(n) for n in range(100, 140))], links)
    assert drawn(more)["80 reports"] == "no link to another"


def test_a_family_too_long_to_look_at_is_only_listed() -> None:
    size = MOST_ROWS + 10
    chain = [make(number) for number in range(1, size + 1)]
    tree = view(chain, [link(n, n + 1) for n in range(1, size)])
    assert tree.drawing is None
    assert len(said(tree)) == size


def test_a_long_chain_is_listed_in_full_without_nesting_ever_deeper() -> None:
    chain = [make(number) for number in range(1, 1502)]
    findings = story(chain, [link(n, n + 1) for n in range(1, 1501)])
    (tree,) = view_trees(findings, Shelf(findings.reports)).trees
    assert [one.source.tag for one in flat(tree.roots) if one.source] == [
        f"R{number}" for number in range(1, 1502)
    ]
    depth, level = 0, tree.roots
    while level:
        depth, level = depth + 1, tuple(child for one in level for child in one.children)
    assert depth == DEEPEST


def pictures(page: str) -> list[ET.Element]:
    found = re.findall(
        r'<svg xmlns="http://www.w3.org/2000/svg" class="tree".*?</svg>', page, re.DOTALL
    )
    return [ET.fromstring(svg) for svg in found]  # noqa: S314 - our own page


EVIL = """</title><script>alert(1)</script>" onload="x"""


@pytest.mark.parametrize(
    "findings",
    [
        rich_findings(),
        story(
            days(EVIL, "Lamp & <Sons>", "山の新聞と港の新聞と町の新聞と村の新聞"),
            [link(1, 2), link(1, 3)],
        ),
        story(*star(12, LinkKind.COMMON_ORIGIN)),
    ],
    ids=["rich", "evil", "star"],
)
def test_the_drawing_is_well_formed_and_bears_no_style_or_script(findings: Findings) -> None:
    page = render_brief(findings)
    trees = view_trees(findings, Shelf(findings.reports)).trees
    drawings = pictures(page)
    assert len(drawings) == len(trees) > 0
    for tree, picture in zip(trees, drawings, strict=True):
        assert picture.get("role") == "group"
        names = {part.get("id"): part for part in picture.iter() if part.get("id")}
        assert names[picture.get("aria-labelledby")].text == f"Family tree: {tree.title}"
        assert tree.told in (names[picture.get("aria-describedby")].text or "")
        for part in picture.iter():
            assert part.tag.removeprefix(SVG) not in {"style", "script", "foreignObject"}
            assert not [name for name in part.attrib if name == "style" or name.startswith("on")]
        links = [
            a.get("href") for a in picture.iter(f"{SVG}a") if a.find(f"{SVG}circle") is not None
        ]
        listed = [one.source for one in flat(tree.roots) if one.source]
        assert sorted(links, key=str) == sorted(f"#{source.anchor}" for source in listed)


def test_every_link_of_a_tree_leads_somewhere() -> None:
    page = render_brief(story(*star(8, LinkKind.NEAR_COPY)))
    assert '<a href="#tree-E1">family tree</a>' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', page):
        assert unescape(target) in ids, target


def choice(
    *kinds: LinkKind, number: int = 1, action: str = "count", target: str = "links"
) -> Decision:
    value = "[" + ", ".join(f'"{kind.value}"' for kind in kinds) + "]"
    when = "2031-03-04T10:00:00+00:00"
    why = "owners do not matter"
    return Decision(f"decision-{number}", number, action, target, value, "Ada", when, why)


def counted(findings: Findings, decisions: Sequence[Decision] = ()) -> Counting:
    return view_counting(findings, Shelf(findings.reports), decisions)


def test_which_kinds_count_and_by_whose_word() -> None:
    findings = story(days("Courier", "Lamp"), [link(1, 2), link(1, 2, LinkKind.SAME_OWNER, "?")])
    counting = counted(findings)
    assert [(k.name, k.found, k.counts, k.why) for k in counting.kinds] == [
        ("near copy", "1 link", True, "by default"),
        ("same owner", "1 link", True, "by default"),
    ]
    assert [(t.number, t.noun) for t in counting.tallies] == [
        ("2", "distinct texts"),
        ("1", "origin"),
        ("1", "independent source"),
    ]
    decided = choice(LinkKind.IDENTICAL, LinkKind.NEAR_COPY)
    kinds = frozenset({LinkKind.IDENTICAL, LinkKind.NEAR_COPY})
    findings = replace(findings, links=choose(findings.links, kinds))
    counting = counted(findings, [decided])
    why = "decided by Ada on 4 March 2031, because “owners do not matter”"
    assert [(k.counts, k.why) for k in counting.kinds] == [(True, why), (False, why)]
    assert counting.switch.startswith("firsthand decide DOSSIER count identical near-copy --why")
    undone = choice(number=2, action="undo", target="decision-1")
    findings = story(days("Courier", "Lamp"), [link(1, 2)])
    assert counted(findings, [decided, undone]).kinds[0].why == "by default"


def test_a_choice_shows_where_the_decisions_are_not_at_hand() -> None:
    findings = story(days("Courier", "Lamp"), [link(1, 2)])
    findings = replace(findings, links=choose(findings.links, frozenset({LinkKind.IDENTICAL})))
    (kind,) = counted(findings).kinds
    assert (kind.counts, kind.why) == (False, "chosen in the dossier")


def test_a_range_is_told_and_names_reports_instead_of_links() -> None:
    name = "link-0123456789ab"
    open_link = replace(link(1, 2, probability=0.6), id=name)
    findings = story(days("Courier", "Lamp"), [open_link])
    texts, origins, independent = counted(findings).tallies
    assert (texts.number, texts.noun) == ("2", "distinct texts")
    assert (origins.number, origins.noun) == ("1", "origin")
    assert (independent.number, independent.noun) == ("1 (at most 2)", "independent source")
    assert name not in independent.reason
    assert "R1 and R2 (near copy" in independent.reason


def test_rejected_links_are_not_found() -> None:
    rejected = link(1, 2, state=State.REJECTED)
    assert counted(story(days("Courier", "Lamp"), [rejected])).kinds == ()


def test_of_many_links_only_those_in_a_tree_show_their_passages() -> None:
    def shared(size: int) -> Findings:
        reports, links = star(size, LinkKind.NEAR_COPY)
        links += [link(a, b) for a in range(2, size) for b in range(a + 1, size + 1)]
        by_id = {report.id: report for report in reports}
        return story(
            reports,
            [
                replace(
                    k, passages=(Passage(by_id[k.a].span(0, 9), by_id[k.b].span(0, 9), "near", 1),)
                )
                for k in links
            ],
        )

    few, many = render_brief(shared(4)), render_brief(shared(9))
    assert few.count("passage in common, side by side") == 6
    assert many.count("passage in common, side by side") == 8
    assert many.count("1 passage in common; both texts:") == 36 - 8
    assert "firsthand compare DOSSIER R2 R3" in many


def test_the_brief_says_which_kinds_count_and_how_to_choose() -> None:
    findings = story(days("Courier", "Lamp"), [link(1, 2)])
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", render_brief(findings))).split())
    for words in (
        "Which links count",
        "near copy 1 link yes by default",
        "firsthand decide DOSSIER count identical near-copy rewrite translation",
        "firsthand decide DOSSIER reject LINK",
    ):
        assert words in page, words


def test_a_label_is_cut_by_the_room_that_it_takes() -> None:
    assert fit("Valley  Post\n", 12) == "Valley Post"
    assert fit("Gazette of the East", 10) == "Gazette o…"
    assert fit("山の新聞と港の新聞", 9) == "山の新聞…"
