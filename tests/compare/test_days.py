"""Are the days that reports make most of ranked by independent sources that look back?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.analyse.times import find_times
from firsthand.compare.days import rank_days
from firsthand.model.items import Moment
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import Family
from firsthand.text.reading import adopt


def report(name: str, text: str, published: str = "") -> Report:
    slot = Slot(published, (), Provenance.DOCUMENT) if published else Slot()
    metadata = Metadata(published=slot, language="en", language_score=1.0)
    return Report(name, name, text, hash_text(text), "text/plain", "plain@1", metadata=metadata)


def times(*reports: Report) -> list[Moment]:
    return [moment for one in reports for moment in find_times(adopt(one))]


FIRST = report("a", "The mine was shut on 3 May 2031. The inquiry begins today.", "2031-05-04")
SECOND = report("b", "The mine was shut on 3 May 2031, a court heard on Friday.", "2031-08-20")
THIRD = report("c", "A court heard on Friday of the mine.", "2031-08-20")
COPY = report("d", "Wire: A court heard on Friday of the mine. More soon.", "2031-08-20")


def test_a_day_named_long_after_outweighs_one_named_as_often() -> None:
    ranked = rank_days((FIRST, SECOND, THIRD), times(FIRST, SECOND, THIRD))
    assert [day.date for day in ranked] == ["2031-05-03", "2031-08-15", "2031-05-04"]
    assert ranked[0].reports == ("a", "b")
    assert ranked[0].origins == 2
    assert ranked[0].moments[0].span.quote == "3 May 2031"
    assert "109 days later" in ranked[0].reason.detail


def test_copies_count_once() -> None:
    story = (SECOND, THIRD, COPY)
    family = Family("f", ("c", "d"), (), "copies")
    alone, joined = rank_days(story, times(*story)), rank_days(story, times(*story), (family,))
    friday = {day.date: day for day in joined}["2031-08-15"]
    assert friday.reports == ("b", "c", "d")
    assert friday.origins == 2
    assert friday.score < {day.date: day for day in alone}["2031-08-15"].score


@pytest.mark.parametrize("value", ["2031-W34", "2031-05", "2031", "P3D", "", "XXXX-05-03", "99-99"])
def test_what_is_no_single_day_is_left_out(value: str) -> None:
    moment = replace(times(FIRST)[0], value=value)
    assert rank_days((FIRST,), [moment]) == ()


def test_minutes_belong_to_their_day() -> None:
    moment = replace(times(FIRST)[0], value="2031-05-03T10:42")
    assert rank_days((FIRST,), [moment])[0].date == "2031-05-03"


def test_without_a_day_of_publication_nothing_looks_back() -> None:
    undated = replace(FIRST, metadata=replace(FIRST.metadata, published=Slot()))
    named = [m for m in times(FIRST) if m.span.quote == "3 May 2031"]
    assert rank_days((undated,), named)[0].score == 1.0


@given(st.permutations([FIRST, SECOND, THIRD, COPY]))
def test_the_order_of_reports_does_not_matter(story: list[Report]) -> None:
    assert rank_days(story, times(*story)) == rank_days(story[::-1], reversed(times(*story)))
