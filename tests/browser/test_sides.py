"""Can two texts be read side by side by mouse, by keys, by link, on a phone, on paper?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from firsthand.model.findings import Findings
from firsthand.model.reason import Reason
from firsthand.model.story import Direction, Link, LinkKind
from firsthand.oneshot import between
from firsthand.serve.brief import render_brief
from firsthand.serve.side import render_side
from tests.browser.test_brief import (
    CHROMIUM,
    CONTRAST,
    OPEN_ALL,
    OVERFLOW,
    SMALL_TARGETS,
    opened,
)
from tests.browser.test_brief import browser as browser  # noqa: PLC0414 - the same browser
from tests.serve.builders import figure, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]

OPENING = "Some {} lamps were lit along the quay on Monday before a large and cheerful crowd."
FILLER = [
    "The harbour office had asked for quiet, and it was quiet until the band came at nine.",
    "Children carried lanterns of red paper down the steps to the boats below the wall.",
    "A baker sold warm rolls from a cart with one bad wheel and did not ask for coins.",
    "Two divers in rubber suits waited by the ladder in case somebody fell into the water.",
    "The oldest pilot of the port counted the lights aloud, and nobody corrected him.",
    "When the tide turned the barges swung about, and their shadows crossed the customs house.",
    "Later a wind rose from the east, and half of the lamps along the mole went out again.",
    "The mayor spoke for nine minutes, which the crowd thought was seven minutes too long.",
]
OTHERS = [
    "Elsewhere in the town the shutters stayed closed, for the inns had run out of beer.",
    "A tram stood empty at the foot of the hill with its driver asleep behind the wheel.",
    "No ship called that night, and the signal station kept its flags in the locker.",
]
LINK = "side-link-1"

AT = """(side) => {
  const sheet = document.querySelector(`.${side} .sheet`);
  const run = sheet.querySelector(".here");
  if (!run) return null;
  return run.getClientRects()[0].top - sheet.getBoundingClientRect().top;
}"""


def two_findings() -> Findings:
    """Tell one evening twice: another figure, a sentence more, the rest word for word."""
    left = report("one.txt", "\n\n".join([OPENING.format(240), *FILLER]))
    right = report("two.txt", "\n\n".join([*OTHERS, OPENING.format(260), *FILLER[:4], *FILLER[5:]]))
    a, b = sorted((left.id, right.id))
    link = Link("link-1", a, b, LinkKind.NEAR_COPY, Direction.UNKNOWN, 0.9, Reason("test@1"))
    figures = (figure(left, "240", 240, "lamps"), figure(right, "260", 260, "lamps"))
    return Findings(reports=(left, right), links=(link,), figures=figures)


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("side") / "side.html"
    findings = two_findings()
    path.write_text(render_side(findings, between(findings, "R1", "R2")), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_brief(two_findings(), "One evening"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: "Browser", side: str) -> "Iterator[Page]":
    yield from opened(browser, side)


def here(page: "Page") -> list[str]:
    return page.locator(".here").all_inner_texts()


def status(page: "Page") -> str:
    return page.locator(".at").inner_text()


def test_n_and_p_walk_through_the_differences(page: "Page") -> None:
    page.keyboard.press("n")
    assert here(page)[0].startswith("Elsewhere in the town")
    assert status(page) == "1 of 3: only here"
    page.keyboard.press("n")
    assert here(page) == ["240", "260"]
    assert status(page) == "2 of 3: conflicting"
    page.keyboard.press("n")
    assert here(page) == [FILLER[4]]
    page.keyboard.press("p")
    assert here(page) == ["240", "260"]
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert status(page) == "1 of 3: only here"


def test_p_begins_with_the_last_difference(page: "Page") -> None:
    page.keyboard.press("p")
    assert status(page) == "3 of 3: only here"
    page.keyboard.press("n")
    assert status(page) == "3 of 3: only here"


def test_buttons_do_what_the_keys_do(page: "Page") -> None:
    page.get_by_role("button", name="Next difference").click()
    page.get_by_role("button", name="Next difference").click()
    assert here(page) == ["240", "260"]
    page.get_by_role("button", name="Previous difference").click()
    assert status(page).startswith("1 of 3")


def test_the_address_follows_and_leads_back(page: "Page", browser: "Browser", side: str) -> None:
    for _ in range(2):
        page.keyboard.press("n")
    address = page.evaluate("location.hash")
    assert re.fullmatch(rf"#{LINK}-\d+", address)
    for again in opened(browser, side + address):
        assert here(again) == ["240", "260"]
        assert status(again) == "2 of 3: conflicting"


def test_a_stretch_stands_at_one_height_in_both_columns(page: "Page") -> None:
    for _ in range(2):
        page.keyboard.press("n")
    assert abs(page.evaluate(AT, "left") - page.evaluate(AT, "right")) < 200
    page.set_viewport_size({"width": 1280, "height": 300})
    page.locator(".left .sheet").evaluate("(sheet) => { sheet.scrollTop = 300; }")
    page.wait_for_timeout(150)
    assert page.locator(".right .sheet").evaluate("(sheet) => sheet.scrollTop") > 400


def test_columns_scroll_apart_when_asked(page: "Page") -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.get_by_role("checkbox").uncheck()
    page.locator(".left .sheet").evaluate("(sheet) => { sheet.scrollTop = 300; }")
    page.wait_for_timeout(100)
    assert page.locator(".right .sheet").evaluate("(sheet) => sheet.scrollTop") == 0


def test_a_click_shows_the_counterpart(page: "Page") -> None:
    page.locator(".left .ink-same").first.dispatch_event("click")
    assert status(page) == "identical"
    assert page.locator(".right .here").count() == 1
    assert page.locator(".right .here").inner_text() == page.locator(".left .here").inner_text()


def test_a_link_opens_the_pair_in_a_brief(browser: "Browser", brief: str) -> None:
    for page in opened(browser, f"{brief}#{LINK}"):
        page.locator(f"#{LINK} .columns").wait_for(state="visible")
        page.keyboard.press("n")
        assert status(page) == "1 of 3: only here"
    for page in opened(browser, f"{brief}#{LINK}-2"):
        page.locator(".here").first.wait_for(state="visible")


def test_keys_open_the_first_pair_of_a_brief(browser: "Browser", brief: str) -> None:
    for page in opened(browser, brief):
        assert not page.locator(f"#{LINK}").is_visible()
        page.keyboard.press("n")
        page.locator(f"#{LINK} .here").first.wait_for(state="visible")
        page.locator("#filter").focus()
        page.keyboard.type("pn")
        assert status(page) == "1 of 3: only here"


def test_keys_pass_over_closed_pairs_that_do_not_differ(
    browser: "Browser", tmp_path_factory: pytest.TempPathFactory
) -> None:
    findings = two_findings()
    same = report("0.txt", findings.reports[0].text + "\n")
    a, b = sorted((same.id, findings.reports[0].id))
    first = Link("link-0", a, b, LinkKind.IDENTICAL, Direction.UNKNOWN, 1.0, Reason("test@1"))
    findings = replace(findings, reports=(same, *findings.reports), links=(first, *findings.links))
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_brief(findings, "One evening"), encoding="utf-8")
    for page in opened(browser, path.as_uri()):
        page.keyboard.press("n")
        page.locator(f"#{LINK} .here").first.wait_for(state="visible")
        assert not page.locator("#side-link-0").is_visible()


def test_without_script_both_texts_stand_in_full(browser: "Browser", side: str) -> None:
    for page in opened(browser, f"{side}#{LINK}-2", java_script_enabled=False):
        assert not page.locator(".steps").is_visible()
        assert page.locator(".left .sheet").inner_text().startswith("Some 240")
        assert page.get_by_text(FILLER[-1]).count() == 2


def test_a_pair_in_a_brief_opens_without_script(browser: "Browser", brief: str) -> None:
    for page in opened(browser, brief, java_script_enabled=False):
        page.locator("#sides details > summary").first.click()
        assert page.locator(f"#{LINK} .left .sheet").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: "Browser", side: str, scheme: str) -> None:
    for page in opened(browser, side, color_scheme=scheme):
        page.keyboard.press("n")
        assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_inks_differ_in_more_than_colour(browser: "Browser", side: str, scheme: str) -> None:
    for page in opened(browser, side, color_scheme=scheme):
        lines = [
            page.locator(f".legend .ink-{ink}").evaluate(
                "(one) => { const s = getComputedStyle(one);"
                " return `${s.textDecorationLine} ${s.textDecorationStyle} ${s.fontWeight}`; }"
            )
            for ink in ("same", "reworded", "alone", "conflict")
        ]
        assert len(set(lines)) == 4, lines


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_off_the_side(browser: "Browser", side: str, width: int) -> None:
    for page in opened(browser, side, viewport={"width": width, "height": 800}):
        assert page.evaluate(OVERFLOW) <= 0
        boxes = [page.locator(f".{place} .sheet").bounding_box() for place in ("left", "right")]
        assert all(boxes)
        stacked = boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]  # type: ignore[index]
        assert stacked == (width < 700)


def test_controls_are_large_enough(browser: "Browser", brief: str) -> None:
    for page in opened(browser, brief, viewport={"width": 390, "height": 800}):
        page.evaluate(OPEN_ALL)
        assert page.evaluate(SMALL_TARGETS) == []


def test_paper_shows_both_texts_in_full_and_no_controls(page: "Page") -> None:
    page.emulate_media(media="print")
    assert not page.locator(".steps").is_visible()
    for place in ("left", "right"):
        sheet = page.locator(f".{place} .sheet")
        assert sheet.evaluate("(one) => one.scrollHeight - one.clientHeight") <= 1


def test_a_brief_prints_the_pairs_that_were_opened(browser: "Browser", brief: str) -> None:
    for page in opened(browser, brief):
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert not page.locator(f"#{LINK} .left .sheet").is_visible()
        page.evaluate("document.querySelector('.pair-texts').open = true")
        assert page.locator(f"#{LINK} .left .sheet").is_visible()
