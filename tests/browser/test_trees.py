"""Can a family tree be read in a browser: drawn, as a list, on a phone, in the dark, on paper?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from firsthand.model.story import LinkKind
from firsthand.serve.brief import render_brief
from tests.browser.test_brief import (
    CHROMIUM,
    CONTRAST,
    OPEN_ALL,
    OVERFLOW,
    SMALL_TARGETS,
    opened,
)
from tests.browser.test_brief import browser as browser  # noqa: PLC0414 - the same browser
from tests.serve.test_trees import link, make, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]

OUTLETS = (
    "Courier",
    "The Daily Lamp",
    "Gazette of the Long Quay and Both Islands",
    "مصباح",
    "夕刊",
)

BOXES = """(selector) => [...document.querySelectorAll(`#tree-E1 .tree-frame ${selector}`)]
  .map((one) => one.getBoundingClientRect())
  .map(({ left, right, top, bottom }) => [left, right, top, bottom])"""

INKS = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const strokes = ".trunk, .copy, .rewrite, .render, .same, .part, .credit, .axis, .hollow";
  return [...document.querySelectorAll("#tree-E1 .tree-frame path, #tree-E1 .tree-frame circle")]
    .filter((one) => one.matches(strokes))
    .filter((one) => ["none", "transparent", ground].includes(getComputedStyle(one).stroke))
    .length;
}"""


def page_of_thirty() -> str:
    """Tell one story thirty times: two texts, copies of all kinds, and reports on their own."""
    reports = [
        make(n, f"2031-02-{1 + n // 4:02}" if n % 5 else "", OUTLETS[n % 5]) for n in range(1, 31)
    ]
    kinds = (LinkKind.NEAR_COPY, LinkKind.IDENTICAL, LinkKind.REWRITE, LinkKind.TRANSLATION)
    links = [
        link(max(1, n // 3), n, kinds[n % 4], "?" if n % 7 == 3 else ">") for n in range(2, 20)
    ]
    links += [
        link(1, 20, LinkKind.COMMON_ORIGIN, "="),
        link(20, 21),
        link(20, 22, LinkKind.UPDATE),
        link(4, 23, LinkKind.REFERS),
        link(24, 25, LinkKind.SAME_OWNER, "?"),
    ]
    return render_brief(story(reports, links), "The ferry")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("trees") / "brief.html"
    path.write_text(page_of_thirty(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    yield from opened(browser, address)


def apart(boxes: list[list[float]]) -> bool:
    """Tell whether no two of some boxes overlap."""
    return not any(
        a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
        for number, a in enumerate(boxes)
        for b in boxes[number + 1 :]
    )


def test_neither_nodes_nor_words_overlap(page: "Page") -> None:
    nodes, words = page.evaluate(BOXES, "circle:not(.pile)"), page.evaluate(BOXES, "text")
    assert len(nodes) == 31
    assert len(words) > 62
    assert apart(nodes)
    assert apart(words)
    lines = page.evaluate(BOXES, "path:not(.hit)")
    assert max(right for _, right, _, _ in lines) < min(left for left, _, _, _ in words)


def test_a_node_leads_to_its_report_and_a_line_to_the_link(page: "Page") -> None:
    page.locator("#tree-E1 svg a", has_text="R1 The Daily Lamp").locator("circle").click()
    assert page.evaluate("location.hash") == "#r1"
    page.locator("#tree-E1 svg .told", has_text="of R1").first.click()
    assert page.evaluate("location.hash").startswith("#side-link-1-")
    hit = page.locator("#tree-E1 svg a .hit").nth(2)
    box = hit.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] - 6.5)
    assert "link-" in page.evaluate("location.hash")


def test_the_drawing_is_one_group_and_the_list_holds_the_links(page: "Page") -> None:
    picture = page.get_by_role("group", name="Family tree: No ferry")
    assert picture.count() == 1
    assert (
        page.evaluate("document.querySelectorAll('svg.tree a:not([tabindex=\"-1\"])').length") == 0
    )
    listed = page.locator("#tree-E1 .kin a.tag")
    tags = set(listed.all_inner_texts())
    assert tags == {f"R{number}" for number in range(1, 31)}
    assert page.locator("#tree-E1 > h3 a.tag").get_attribute("href") == "#event-ferry"


def test_the_filter_finds_a_tree_by_its_outlets(page: "Page") -> None:
    page.locator("#filter").fill("both islands no ferry")
    page.locator("#filtered:not(:empty)").wait_for()
    assert page.locator("#tree-E1").is_visible()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_runs_off_the_side(browser: "Browser", address: str, width: int) -> None:
    for page in opened(browser, address, viewport={"width": width, "height": 800}):
        page.evaluate(OPEN_ALL)
        assert page.evaluate(OVERFLOW) <= 0
        assert page.evaluate(SMALL_TARGETS) == []
        words = page.evaluate(BOXES, "text.outlet")
        assert words[0][0] < width - 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_lines_can_be_seen(browser: "Browser", address: str, scheme: str) -> None:
    for page in opened(browser, address, color_scheme=scheme):
        page.evaluate(OPEN_ALL)
        assert page.evaluate(CONTRAST) == []
        assert page.evaluate(INKS) == 0


def test_a_tree_is_on_paper_with_its_list(page: "Page") -> None:
    page.emulate_media(media="print")
    assert page.locator("#tree-E1 svg[role=group]").is_visible()
    assert page.locator("#tree-E1 .kin a.tag", has_text="R30").first.is_visible()
    frame = page.locator("#tree-E1 .tree-frame")
    box = frame.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")
