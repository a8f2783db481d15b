"""Can the map and the timeline be read in a browser: by mouse, by keys, on a phone, on paper?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from firsthand.model.reason import Slot
from firsthand.model.story import Event
from firsthand.serve.brief import render_brief
from tests.browser.test_brief import CHROMIUM, CONTRAST, OPEN_ALL, OVERFLOW, SMALL_TARGETS, opened
from tests.browser.test_brief import browser as browser  # noqa: PLC0414 - the same browser
from tests.browser.test_trees import apart
from tests.serve.test_map import bridge
from tests.serve.test_timeline import papers, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]

NAMES = ("Leipzig", "Halle", "Saxony", "Germany", "Lusatia")

BOXES = """(selector) => [...document.querySelectorAll(`#map .map-frame ${selector}`)]
  .map((one) => one.getBoundingClientRect())
  .map(({ left, right, top, bottom }) => [left, right, top, bottom])"""

INKS = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll("#map .mention, #map .event, .strip circle, .strip .bar")]
    .filter((one) => ["none", "transparent", ground].includes(getComputedStyle(one).stroke))
    .filter((one) => ["none", "transparent", ground].includes(getComputedStyle(one).fill))
    .length;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("map") / "brief.html"
    path.write_text(render_brief(bridge(3, *NAMES), "The bridge"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> str:
    findings = story(papers("2031-06-01", "2031-07-01", "2032-08-01"))
    events = (
        Event("event-1", "The ferry sinks", "sinking", (), "test@1", when=Slot("2031-05-02")),
        Event("event-2", "The inquiry sits", "inquiry", (), "test@1", when=Slot("2031-H2")),
    )
    reports, moments = findings.reports, findings.moments
    page = render_brief(type(findings)(reports=reports, moments=moments, events=events), "Ferry")
    path = tmp_path_factory.mktemp("days") / "brief.html"
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    yield from opened(browser, address)


def test_names_on_the_map_do_not_overlap(page: "Page") -> None:
    words = page.evaluate(BOXES, "text")
    assert len(words) > 4
    assert apart(words)
    (frame,) = page.evaluate(BOXES, "svg")
    assert all(frame[0] <= left and right <= frame[1] for left, right, _, _ in words)


def test_a_mark_leads_to_its_place_in_the_list(page: "Page") -> None:
    assert page.get_by_role("group", name="Map of the places").count() == 1
    page.locator("#map svg a", has_text="Halle").locator("circle").click()
    target = page.locator(page.evaluate("location.hash"))
    assert target.locator("b").inner_text() == "Halle"
    target.locator("a", has_text="Halle").first.click()
    assert page.evaluate("location.hash").startswith("#r1-")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_off_the_side(browser: "Browser", address: str, days: str, width: int) -> None:
    for where in (address, days):
        for page in opened(browser, where, viewport={"width": width, "height": 800}):
            page.evaluate(OPEN_ALL)
            assert page.evaluate(OVERFLOW) <= 0
            assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_marks_can_be_seen(
    browser: "Browser", address: str, days: str, scheme: str
) -> None:
    for where in (address, days):
        for page in opened(browser, where, color_scheme=scheme):
            page.evaluate(OPEN_ALL)
            assert page.evaluate(CONTRAST) == []
            assert page.evaluate(INKS) == 0


@pytest.mark.parametrize("script", [True, False])
def test_days_become_months_and_years_with_or_without_a_script(
    browser: "Browser", days: str, *, script: bool
) -> None:
    for page in opened(browser, days, java_script_enabled=script):
        timeline = page.locator("#timeline")
        day, month, year = (page.get_by_label(name) for name in ("Day", "Month", "Year"))
        heads = timeline.locator(".span:visible b")
        rows = timeline.locator(".entry:visible")
        quotes = timeline.locator("details:visible")
        assert day.is_checked()
        assert (heads.count(), rows.count(), quotes.count()) == (0, 6, 6)
        day.focus()
        page.keyboard.press("ArrowRight")
        assert month.is_checked()
        assert heads.all_inner_texts() == ["May 2031", "June 2031", "July 2031", "August 2032"]
        assert (rows.count(), quotes.count()) == (6, 0)
        year.check()
        assert heads.all_inner_texts() == ["2031", "2032"]
        assert rows.count() == 3
        assert timeline.locator(".strip circle:visible").count() == 4


def test_the_filter_leaves_no_empty_month(browser: "Browser", days: str) -> None:
    for page in opened(browser, days):
        page.get_by_label("Month").check()
        page.locator("#filter").fill("inquiry sits")
        page.locator("#filtered:not(:empty)").wait_for()
        heads = page.locator("#timeline .span:visible b")
        assert heads.all_inner_texts() == ["July 2031"]


def test_the_map_is_on_paper_with_its_list(page: "Page") -> None:
    page.emulate_media(media="print")
    assert page.locator("#map svg[role=group]").is_visible()
    assert page.locator("#map .place", has_text="Leipzig").first.is_visible()
    assert not page.locator(".grain").is_visible()
    box = page.locator("#map .map-frame").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")
