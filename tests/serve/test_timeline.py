"""Does the timeline tell events, publications and days named apart, and dates from intervals?"""

from dataclasses import replace
from datetime import date

import pytest

from firsthand.model.findings import Findings
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Report
from firsthand.model.story import Event, Family, State
from firsthand.serve.brief import render_brief
from firsthand.serve.drawings.strip import draw_strip
from firsthand.serve.views.calendar import cover
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.timeline import NAMED, Entry, Timeline, view_timeline
from tests.serve.builders import at, report, rich_findings


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("2031-03-04T09:30", "2031-03-04", "2031-03-04"),
        ("2031-03-04TAF", "2031-03-04", "2031-03-04"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2032-02~", "2032-02-01", "2032-02-29"),
        ("2031-12", "2031-12-01", "2031-12-31"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("2031-Q2", "2031-04-01", "2031-06-30"),
        ("2031-36", "2031-10-01", "2031-12-31"),
        ("2031-H1", "2031-01-01", "2031-06-30"),
        ("2031-41", "2031-07-01", "2031-12-31"),
        ("2031-38", "2031-05-01", "2031-08-31"),
        ("2031-WI", "2031-12-01", "2032-02-29"),
        ("2031-23", "2031-09-01", "2031-11-30"),
        ("2031-W01", "2030-12-30", "2031-01-05"),
        ("2031-03-01/2031-03-04", "2031-03-01", "2031-03-04"),
        ("2031/2033-06", "2031-01-01", "2033-06-30"),
        ("2031-03-01/..", "2031-03-01", "2031-03-01"),
    ],
)
def test_a_date_covers_its_days(value: str, first: str, last: str) -> None:
    assert cover(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["", "P3Y", "..", "2031-13", "2031-02-30", "2033/2031", "soon", "0000", "2031-XX"]
)
def test_what_is_no_date_covers_nothing(value: str) -> None:
    assert cover(value) is None


def papers(*days: str, words: str = "The ferry sank on 2 May 2031.") -> list[Report]:
    """Make reports that name one day, each published on a day of its own."""
    made = []
    for number, day in enumerate(days, 1):
        head = f"Paper {number}, {day}\n\n"
        one = report(f"{number}.txt", head + words)
        published = Slot(day, (at(one, day),), Provenance.EXPLICIT)
        made.append(replace(one, metadata=replace(one.metadata, published=published)))
    return made


def named(one: Report, words: str, value: str) -> Moment:
    span = at(one, words)
    return Moment(f"moment-{span}", span, MomentKind.DATE, words, "test@1", value=value)


def story(reports: list[Report], families: tuple[Family, ...] = ()) -> Findings:
    moments = [named(one, "2 May 2031", "2031-05-02") for one in reports]
    moments += [named(one, one.metadata.published.value, "2031-06-01") for one in reports]
    return Findings(reports=tuple(reports), moments=tuple(moments), families=families)


def entries(timeline: Timeline, kind: str) -> list[Entry]:
    return [entry for day in timeline.days for entry in day.entries if entry.kind == kind]


def test_a_day_that_independent_sources_name_is_a_mark() -> None:
    reports = papers("2031-06-01", "2031-07-01", "2031-08-01")
    family = Family("family-1", (reports[0].id, reports[1].id), (), "copies")
    findings = story(reports, (family,))
    (mark,) = entries(view_timeline(findings, Shelf(findings.reports)), "named")
    assert mark.date == "2031-05-02"
    assert mark.label == "named by 3 reports, 2 independent sources"
    assert [one.lead[1] for one in mark.evidence] == ["2 May 2031"] * 3


def test_copies_of_one_source_do_not_make_a_day() -> None:
    reports = papers("2031-06-01", "2031-07-01")
    family = Family("family-1", tuple(one.id for one in reports), (), "copies")
    findings = story(reports, (family,))
    assert not entries(view_timeline(findings, Shelf(findings.reports)), "named")


def test_no_report_looks_back_with_its_own_date() -> None:
    reports = papers("2031-06-01", "2031-06-01")
    findings = story(reports)
    found = entries(view_timeline(findings, Shelf(findings.reports)), "named")
    assert [mark.date for mark in found] == ["2031-05-02"]


def test_only_the_weightiest_days_are_shown() -> None:
    words = " ".join(f"Something took place on 2031-04-{day:02}." for day in range(1, 21))
    reports = papers("2031-06-01", "2031-06-02", words=words)
    moments = [
        named(one, f"2031-04-{day:02}", f"2031-04-{day:02}")
        for one in reports
        for day in range(1, 21)
    ]
    findings = Findings(reports=tuple(reports), moments=tuple(moments))
    found = entries(view_timeline(findings, Shelf(findings.reports)), "named")
    # The longer ago the heavier: each day is named by both.
    assert [mark.date[-2:] for mark in found] == [f"{day:02}" for day in range(1, NAMED + 1)]


def test_an_event_tells_its_claims_and_sources() -> None:
    findings = rich_findings()
    timeline = view_timeline(findings, Shelf(findings.reports))
    told = {entry.href: entry for entry in entries(timeline, "event")}
    assert told["#event-opening"].behind == "2 claims; 2 reports, 1 independent source"
    silent = replace(findings, comparisons=(), weights=())
    told = {e.href: e for e in entries(view_timeline(silent, Shelf(silent.reports)), "event")}
    assert told["#event-opening"].behind == "2 reports"


def test_an_event_without_a_day_stays_in_the_list() -> None:
    events = (
        Event("event-1", "Old", "fire", (), "test@1", when=Slot("P3Y")),
        Event("event-2", "Never", "fire", (), "test@1", state=State.REJECTED),
        Event("event-3", "Spring", "fire", (), "test@1", when=Slot("2031-SP")),
    )
    timeline = view_timeline(Findings(events=events), Shelf(()))
    assert timeline.undated_events == (("Old", "#event-1"),)
    assert [entry.label for entry in entries(timeline, "event")] == ["Spring"]
    assert timeline.uncertain
    assert not timeline.days[0].is_day
    assert [year.said for year in timeline.years] == ["2031"]
    assert timeline.years[0].months[0].said == "March 2031"
    assert timeline.years[0].tally == "1 event"


def test_a_bar_is_gone_where_one_month_or_year_holds_it() -> None:
    day, month = date(2031, 3, 1), date(2031, 3, 31)
    year, half = date(2031, 12, 31), date(2031, 6, 30)
    marks = [("event", (day, month)), ("event", (day, half)), ("published", (year, year))]
    strip = draw_strip(marks)
    assert strip is not None
    bars = {grain: len(bars) for grain, _, bars in strip.dots}
    assert bars == {"day": 2, "month": 1, "year": 0}
    dots = {grain: [dot.number for dot in dots] for grain, dots, _ in strip.dots}
    assert dots == {"day": [1], "month": [1, 1], "year": [2, 1]}
    assert draw_strip([]) is None


def test_the_page_switches_without_a_script() -> None:
    page = render_brief(rich_findings())
    for grain in ("day", "month", "year"):
        assert f'<label for="by-{grain}"><input type="radio" name="grain" id="by-{grain}"' in page
        assert f'<g class="grain-{grain}">' in page
    assert page.count('name="grain"') == 3
    assert page.count(" checked>") == 1
