"""Are the outlets found that a report names as its source, and nothing else?"""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.outlets import bundled
from firsthand.compare.referrals import find_referrals
from firsthand.compare.second_hand import refer_links
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Report
from firsthand.model.story import Direction, Event, Relation, Reporting
from tests.compare.builders import make_report

PATH = Path(__file__).parent.parent / "cases" / "referrals" / "all.toml"
CASES: list[dict[str, Any]] = tomllib.loads(PATH.read_text(encoding="utf-8"))["case"]
ANY_WORDS = st.lists(
    st.sampled_from(["according to", "told", "the", "Reuters", "newspaper", "Courier", ",", "\n"]),
    max_size=30,
)


def by(report: Report, outlet: str) -> Report:
    slot = Slot(outlet, (), Provenance.EXPLICIT)
    return replace(report, metadata=replace(report.metadata, outlet=slot))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']} {case['text'][:20]}")
def test_outlets_named_as_sources(case: dict[str, Any]) -> None:
    report = make_report("a.txt", case["text"], language=case["language"])
    found = find_referrals(report, bundled())
    assert [[one.key, one.credit.quote] for one in found] == case["expect"]
    for one in found:
        assert one.scope.start <= one.credit.start < one.credit.end <= one.scope.end


def test_a_report_does_not_refer_to_its_own_outlet() -> None:
    report = make_report("a.txt", "The mayor left, he told the BBC. Reuters reported a storm.")
    assert [one.key for one in find_referrals(by(report, "BBC News"), bundled())] == ["Reuters"]


def test_a_language_without_words_for_it_has_no_referrals() -> None:
    assert find_referrals(make_report("a.txt", "Reuters reported.", language="xx"), bundled()) == ()


def test_an_outlet_is_linked_with_what_it_published_on_the_same_matter() -> None:
    told = "Divers found holes in 31 of the 80 piles of the quay, the Oldhaven Courier reported."
    child = make_report("child.txt", f"Boats were moved at the weekend. {told}")
    text = "In March divers found holes in 31 of the 80 piles that carry the quay."
    parent = by(make_report("parent.txt", text), "Oldhaven Courier")
    other = by(make_report("other.txt", "A bakery opens in Lund."), "Oldhaven Courier")
    (link,) = refer_links([child, parent, other], [])
    assert {link.a, link.b} == {child.id, parent.id}
    forward = Direction.A_TO_B if link.a == parent.id else Direction.B_TO_A
    assert link.direction is forward
    scope = link.passages[0].b if link.b == child.id else link.passages[0].a
    assert scope.quote == told
    reportings = tuple(
        Reporting(one.id, Relation.REPORTS, (), Reason("test@1")) for one in (child, other)
    )
    event = Event("event-1", "Quay", "", reportings, "test@1")
    assert len(refer_links([child, parent, other], [event])) == 2


@settings(max_examples=60, deadline=None)
@given(ANY_WORDS)
def test_any_words_are_read(words: list[str]) -> None:
    report = make_report("a.txt", " ".join(words) or "x")
    for one in find_referrals(report, bundled()):
        assert report.text[one.credit.start : one.credit.end] == one.credit.quote
