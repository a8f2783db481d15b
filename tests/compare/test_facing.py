"""Which pairs come first, which side is left, and what do two versions of a page show?"""

from dataclasses import replace

import pytest

from firsthand.compare.facing import ends_of, lay_side_by_side, nearest_first, text_links
from firsthand.compare.runs import Ink, Run, Side
from firsthand.model.findings import Findings
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import (
    Comparison,
    Direction,
    Link,
    LinkKind,
    Passage,
    State,
    Verdict,
    Version,
    Weight,
)
from tests.compare.builders import cut, make_report

NAMES = {name: name * 64 for name in "abcd"}


def link(
    pair: str, kind: LinkKind = LinkKind.NEAR_COPY, score: float = 0.9, **more: object
) -> Link:
    one, other = (NAMES[name] for name in pair)
    given = {"direction": Direction.UNKNOWN, "reason": Reason("test@1"), **more}
    return Link(f"link-{pair}-{kind.name}", one, other, kind, score=score, **given)  # type: ignore[arg-type]


def joined(one: Report, other: Report, kind: LinkKind, *passages: Passage) -> Link:
    first, second = sorted((one, other), key=lambda report: report.id)
    turned = tuple(p if p.a.report == first.id else replace(p, a=p.b, b=p.a) for p in passages)
    reason = Reason("test@1")
    return Link("link-1", first.id, second.id, kind, Direction.UNKNOWN, 0.9, reason, turned)


def shown(side: Side, ink: Ink) -> list[str]:
    def text(run: Run) -> str:
        return side.report.text[run.start : run.end]

    return [text(run) for run in side.runs if run.ink is ink]


def test_of_several_links_the_one_that_tells_most_is_drawn() -> None:
    links = [link("ab", LinkKind.PASSAGE), link("ab", LinkKind.SAME_OWNER), link("ab")]
    assert [one.kind for one in text_links(links)] == [LinkKind.NEAR_COPY]


def test_links_by_publisher_or_facts_alone_and_rejected_ones_are_not_drawn() -> None:
    links = [link("ab", LinkKind.SAME_AGENCY), link("ac", LinkKind.FACTS)]
    assert text_links([*links, link("bc", state=State.REJECTED)]) == ()


def test_what_joins_the_reports_comes_before_what_is_joined_already() -> None:
    links = [
        link("ab", score=0.9),
        link("bc", score=0.8),
        link("ac", score=0.7),
        link("cd", score=0.6),
    ]
    assert [one.id[5:7] for one in nearest_first(links)] == ["ab", "bc", "cd", "ac"]


def test_parent_and_copy_come_before_pairs_without_direction_and_equal_texts_last() -> None:
    links = [
        link("ab", LinkKind.IDENTICAL, 1.0),
        link("ac", score=0.9),
        link("ad", score=0.5, direction=Direction.B_TO_A),
        link("bc", score=0.4, step=0.8),
    ]
    assert [one.id[5:7] for one in nearest_first(links)] == ["bc", "ad", "ab", "ac"]


def test_the_source_stands_left_where_it_is_known() -> None:
    one = link("ab", direction=Direction.B_TO_A)
    assert ends_of(one) == (NAMES["b"], NAMES["a"])
    assert ends_of(replace(one, direction=Direction.COMMON)) == (NAMES["a"], NAMES["b"])


def test_two_versions_of_a_page_show_kept_changed_added_and_removed_sentences() -> None:
    old = make_report(
        "old",
        "Three boats sank. Nobody slept.\nThe mayor of Holm will speak at ten.",
        "2031-03-04T10:00",
    )
    new = make_report(
        "new", "Four boats sank. The mayor of Holm will speak at ten.\nRain fell.", "2031-03-05"
    )
    findings = Findings(reports=(old, new), links=(joined(old, new, LinkKind.UPDATE),))
    pair = lay_side_by_side(findings, old.id, new.id)
    assert pair.times == ("published 2031-03-04 10:00", "published 2031-03-05 00:00")
    assert pair.changes is not None
    assert [span.quote for span in pair.changes.added] == ["Rain fell."]
    assert shown(pair.sides.left, Ink.ONLY_HERE) == ["Nobody slept."]
    assert shown(pair.sides.right, Ink.ONLY_HERE) == ["Rain fell."]
    assert shown(pair.sides.left, Ink.REWORDED) == ["Three"]
    assert "The mayor of Holm will speak at ten." in shown(pair.sides.left, Ink.IDENTICAL)


def test_a_sentence_kept_is_identical_however_short() -> None:
    old = make_report("old", "Boats sank. Nobody knows why they left the harbour so late.")
    new = make_report("new", "They had been warned of gales since noon. Boats sank.")
    findings = Findings(reports=(old, new), links=(joined(old, new, LinkKind.UPDATE),))
    pair = lay_side_by_side(findings, old.id, new.id)
    assert shown(pair.sides.left, Ink.IDENTICAL) == ["Boats sank."]


def test_translated_passages_of_a_link_are_reworded() -> None:
    german = make_report("de", "Der Deich hielt. Alle schliefen.", language="de")
    english = make_report("en", "Everyone slept. The dike held.")
    passage = Passage(
        cut(german, "Der Deich hielt."), cut(english, "The dike held."), "translation", 0.9
    )
    findings = Findings(
        reports=(german, english), links=(joined(german, english, LinkKind.TRANSLATION, passage),)
    )
    pair = lay_side_by_side(findings, german.id, english.id)
    assert shown(pair.sides.left, Ink.REWORDED) == ["Der Deich hielt."]
    assert shown(pair.sides.right, Ink.REWORDED) == ["The dike held."]


def test_clauses_with_two_values_of_one_claim_are_each_other_s_wording() -> None:
    one = make_report("a", "The yard took on 40 welders in May. It rained.")
    other = make_report("b", "Since spring 50 welders found work there. Gulls cried.")
    spans = (
        cut(one, "The yard took on 40 welders in May."),
        cut(other, "Since spring 50 welders found work there."),
    )
    weight = Weight((), 1, 1, 1, "")
    versions = tuple(Version(span.quote, (span,), weight) for span in spans)
    claim = Comparison(
        "c", "welders", "fact", Verdict.DIFFER, "number", versions, Reason("test@1", 0.5)
    )
    pair = lay_side_by_side(Findings(reports=(one, other), comparisons=(claim,)), other.id, one.id)
    assert pair.link is None
    assert shown(pair.sides.left, Ink.REWORDED) == [spans[1].quote]
    assert shown(pair.sides.right, Ink.REWORDED) == [spans[0].quote]


def test_a_report_that_is_not_among_them_is_refused() -> None:
    one = make_report("a", "A line.")
    with pytest.raises(KeyError):
        lay_side_by_side(Findings(reports=(one,)), one.id, "0" * 64)
