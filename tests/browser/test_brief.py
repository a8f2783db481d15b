"""Does the brief work in a real browser: by mouse, by keys, without script, on paper?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from firsthand.serve.brief import render_brief
from tests.serve.builders import rich_findings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]

CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const bad = [];
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !one.getClientRects().length || one.closest(".unseen, .skip, script")) continue;
    const grounds = [];
    for (let at = one; at; at = at.parentElement) {
      grounds.unshift(getComputedStyle(at).backgroundColor);
    }
    const style = getComputedStyle(one);
    const ground = over(["white", ...grounds]);
    const [a, b] = [light(over(["white", ...grounds, style.color])), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      bad.push(`${one.tagName}.${one.className} ${ratio} ${one.textContent.slice(0, 30)}`);
    }
  }
  return bad;
}"""

SMALL_TARGETS = """() => [...document.querySelectorAll("button, summary, input, nav a")]
  .filter((one) => one.getClientRects().length && !one.closest(".skip"))
  .filter((one) => one.getBoundingClientRect().height < 24)
  .map((one) => one.outerHTML.slice(0, 80))"""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as player:
        started = player.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_brief(rich_findings(), "The Lantern scheme"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    yield from opened(browser, address)


def opened(browser: "Browser", address: str, **settings: Any) -> "Iterator[Page]":  # noqa: ANN401
    """Open the brief; anything said on the console or asked of the network fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
    complaints: list[str] = []
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url))
    page.goto(address)
    yield page
    context.close()
    wanted = [address.partition("#")[0], "data:,"]
    assert [one for one in complaints if one.partition("#")[0] not in wanted] == []


def test_evidence_opens_by_click(page: "Page") -> None:
    evidence = page.locator("#figures details.evidence").first
    assert not evidence.locator("mark").is_visible()
    evidence.locator("summary").click()
    assert evidence.locator("mark").is_visible()
    assert evidence.locator("mark").inner_text() == "240"


def test_evidence_opens_and_closes_by_keys(page: "Page") -> None:
    page.locator("#figures-title").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#figures .item').focus()")
    page.keyboard.press("o")
    first = page.locator("#figures .item").nth(0).locator("details.evidence")
    assert first.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert first.get_attribute("open") is None
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    second = page.locator("#figures .item").nth(1).locator("details.evidence")
    assert second.get_attribute("open") is not None
    assert second.locator("mark").is_visible()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == rich_findings().figures[0].id


def test_j_starts_with_the_first_item_in_view(page: "Page") -> None:
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent").startswith("reports/locked.pdf")


def test_the_filter_keeps_items_with_the_words_typed(page: "Page") -> None:
    page.keyboard.press("/")
    page.keyboard.type("260 lamps")
    page.locator("#filtered:not(:empty)").wait_for()
    assert page.locator("#figures .item:visible").count() == 1
    assert "260" in page.locator("#figures .item:visible").inner_text()
    assert not page.locator("#progress .item").first.is_visible()
    assert re.fullmatch(r"\d+ of \d+ items", page.locator("#filtered").inner_text())
    page.keyboard.press("Escape")
    assert page.locator("#figures .item:visible").count() == len(rich_findings().figures)


def test_the_filter_opens_folded_lists(page: "Page") -> None:
    folded = page.locator("#entity-office")
    assert not folded.is_visible()
    page.locator("#filter").fill("coast office")
    folded.wait_for(state="visible")
    page.locator("#filter").fill("")
    folded.wait_for(state="hidden")


def test_figures_are_sorted_by_value_both_ways(page: "Page") -> None:
    def values() -> list[float]:
        cells = page.locator("#figures td.number")
        return [float(cell.get_attribute("data-value") or 0) for cell in cells.all()]

    unsorted = values()
    button = page.get_by_role("button", name="Value")
    button.click()
    assert values() == sorted(unsorted)
    assert page.locator("#figures th").first.get_attribute("aria-sort") == "ascending"
    button.click()
    assert values() == sorted(unsorted, reverse=True)
    page.get_by_role("button", name="Unit").click()
    assert page.locator("#figures th").first.get_attribute("aria-sort") is None


def test_a_place_opens_in_the_full_text_and_lights_the_whole_quote(page: "Page") -> None:
    evidence = page.locator("#progress details.evidence", has_text="safe steps by the end").first
    evidence.locator("summary").click()
    evidence.locator("a[data-end]").click()
    page.locator("#r1 .fulltext[open]").wait_for()
    page.locator("#r1 .lit").first.wait_for()
    lit = "".join(page.locator("#r1 .lit").all_inner_texts())
    assert lit == rich_findings().directives[0].span.quote


def test_a_link_to_an_item_in_a_folded_list_opens_it(page: "Page") -> None:
    assert not page.locator("#claim-cost").is_visible()
    page.evaluate("location.hash = '#claim-cost'")
    page.locator("#claim-cost").wait_for(state="visible")


def test_everything_can_be_read_without_script(browser: "Browser", address: str) -> None:
    for page in opened(browser, address, java_script_enabled=False):
        assert not page.locator(".filter").is_visible()
        assert page.locator("#figures th button").count() == 0
        evidence = page.locator("#figures details.evidence").first
        evidence.locator("summary").click()
        assert evidence.locator("mark").is_visible()
        evidence.locator("a[data-end]").click()
        page.locator("#r1 .fulltext .words").first.wait_for(state="visible")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_runs_off_the_side(browser: "Browser", address: str, width: int) -> None:
    for page in opened(browser, address, viewport={"width": width, "height": 800}):
        assert page.evaluate(OVERFLOW) <= 0
        page.evaluate(OPEN_ALL)
        assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: "Browser", address: str, scheme: str) -> None:
    for page in opened(browser, address, color_scheme=scheme):
        page.evaluate(OPEN_ALL)
        assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_controls_are_large_enough(browser: "Browser", address: str, width: int) -> None:
    for page in opened(browser, address, viewport={"width": width, "height": 800}):
        assert page.evaluate(SMALL_TARGETS) == []


def test_landmarks_and_the_skip_link(page: "Page") -> None:
    for role in ("banner", "navigation", "main", "contentinfo", "search"):
        assert page.get_by_role(role).count() == 1, role
    regions = page.get_by_role("region")
    # A wide table scrolls in a region of its own.
    named = page.locator("main section, main [role=region]")
    assert regions.count() == named.count()
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_table_keeps_its_roles_on_a_phone(browser: "Browser", address: str) -> None:
    for page in opened(browser, address, viewport={"width": 360, "height": 800}):
        table = page.locator("table.figures")
        assert table.get_by_role("columnheader").count() == 7
        assert table.get_by_role("row").count() == 1 + 2 * len(rich_findings().figures)


def test_paper_shows_the_evidence_and_no_controls(page: "Page") -> None:
    page.emulate_media(media="print")
    assert not page.locator(".filter").is_visible()
    assert not page.locator("nav").is_visible()
    page.evaluate("document.querySelector('#figures details.evidence').open = true")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#figures mark").first.is_visible()
    for quote in page.locator("#figures .evidence:not([open]) q").all():
        assert quote.is_visible()
    for place in page.locator("#figures .evidence:not([open]) .on-paper").all():
        assert re.fullmatch(r"\d+–\d+", place.inner_text())
    assert page.locator("#r1 .text").is_visible()
    assert page.locator("#claim-cost").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 1


def test_folded_lists_and_texts_are_on_paper_without_script(
    browser: "Browser", address: str
) -> None:
    for page in opened(browser, address, java_script_enabled=False):
        page.emulate_media(media="print")
        assert page.locator("#claim-cost").is_visible()
        assert page.locator("#r1 .text").is_visible()
