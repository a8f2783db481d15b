"""Does the desk work in a real browser, from the first upload to the exports and a restart?"""

import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from firsthand import Dossier
from firsthand.serve.desk.app import create_app
from firsthand.serve.desk.settings import DeskSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = Path("/usr/bin/chromium")
SAMPLE = Path(str(files("firsthand").joinpath("sample", "reports")))
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
"""Reports that may lie beside the project; nothing of them is kept in it."""

PATIENCE = 120_000
"""Milliseconds that a study may take on a busy machine."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


@contextmanager
def serving(target: Path, **settings: object) -> Iterator[str]:
    """Open a desk on a free port until the test is over."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chosen = DeskSettings(port=port, **settings)  # type: ignore[arg-type]
    config = uvicorn.Config(
        create_app(target, chosen), host="127.0.0.1", port=port, log_level="warning", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


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


@contextmanager
def visiting(browser: "Browser", home: str, **settings: object) -> "Iterator[Page]":
    """Open a page; a word on the console or a request to elsewhere fails the test."""
    context: BrowserContext = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, "base_url": home, **settings}  # type: ignore[arg-type]
    )
    complaints: list[str] = []
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((home, "data:")) else complaints.append(asked.url)
        ),
    )
    yield page
    context.close()
    assert complaints == []


def upload(page: "Page", reports: list[Path]) -> None:
    page.goto("/reports")
    page.set_input_files("#files", [str(path) for path in reports])
    page.get_by_role("button", name="Add and study").click()
    page.locator("[data-job] progress").wait_for()
    page.locator("table.list tr.item").first.wait_for(timeout=PATIENCE)
    page.locator("[data-job]").wait_for(state="detached", timeout=PATIENCE)


def sources(page: "Page") -> int:
    page.goto("/")
    return int(page.locator(".numbers a").nth(2).locator("strong").inner_text().split("–")[0])


def downloaded(page: "Page", name: str) -> bytes:
    page.goto("/exports")
    with page.expect_download() as waiting:
        page.locator(f'a[href="/exports/{name}"]').click()
    return Path(waiting.value.path()).read_bytes()


def walk(browser: "Browser", target: Path, reports: list[Path]) -> None:
    """Go the whole way of a newcomer."""
    Dossier.new(target).close()
    with serving(target) as home, visiting(browser, home, accept_downloads=True) as page:
        page.goto("/")
        assert "empty" in page.locator("main").inner_text()
        upload(page, reports)
        assert page.locator("table.list tr.item").count() == len(reports)
        before = sources(page)
        assert 1 <= before <= len(reports)

        see_a_claim(page)
        reject_a_link(page)
        assert sources(page) > before
        merged = merge_two_names(page)
        title = set_a_status(page)

        with zipfile.ZipFile(io.BytesIO(downloaded(page, "xlsx"))) as book:
            assert "xl/workbook.xml" in book.namelist()
        assert b'"schema"' in downloaded(page, "ftm").splitlines()[0]
        after = sources(page)
    with serving(target) as home, visiting(browser, home) as page:
        assert sources(page) == after
        page.goto("/decisions")
        said = page.locator("table.list").inner_text()
        assert all(word in said for word in ("rejected", "merged", "status set"))
        page.goto("/progress?status=done")
        assert title in page.locator("table.list").inner_text()
        page.goto("/names")
        assert page.locator("table.list a", has_text=merged).count() >= 1


def see_a_claim(page: "Page") -> None:
    """Open a claim that several reports carry; its words open in the drawer."""
    page.goto("/claims?verdict=differ")
    page.locator("table.matrix th[scope=row] a").first.click()
    assert "independent source" in page.locator("#carried").inner_text()
    page.locator("a.proof").first.click()
    drawer = page.locator("#drawer")
    drawer.locator("mark").first.wait_for()
    assert "SHA-256" in drawer.inner_text()
    assert drawer.get_by_role("button", name="Copy as citation").count() >= 1
    page.keyboard.press("Escape")
    assert drawer.is_hidden()
    page.locator("main").get_by_role("link", name="side by side").click()
    page.locator(".columns .sheet").first.wait_for()


def reject_a_link(page: "Page") -> None:
    """Reject links that join reports of one family until one of them stands alone."""
    for _ in range(30):
        before = sources(page)
        page.goto("/families?state=suggested")
        row = page.locator("#links tr.item").first
        row.locator("td").nth(1).locator("a").click()
        page.locator("#main").focus()
        page.keyboard.press("x")
        page.keyboard.type("two desks wrote these")
        page.keyboard.press("Enter")
        page.locator("#notices .notice", has_text="Kept as decision").wait_for()
        page.locator("[data-job]").wait_for(state="detached", timeout=PATIENCE)
        if sources(page) > before:
            return
    pytest.fail("no rejected link changed the count")


def merge_two_names(page: "Page") -> str:
    page.goto("/names?kind=person")
    if page.locator("table.list tr.item").count() < 2:
        page.goto("/names?kind=org")
    page.locator("table.list td a").first.click()
    name = page.locator("main h2").inner_text()
    page.locator("#merge-with").select_option(index=1)
    page.locator("#why-merge").fill("one and the same, says the register")
    page.get_by_role("button", name="Merge").click()
    page.locator("#notices .notice").wait_for(timeout=PATIENCE)
    page.goto("/decisions")
    page.locator("[data-job]").wait_for(state="detached", timeout=PATIENCE)
    page.goto("/decisions")
    assert "merged" in page.locator("table.list tr.item").first.inner_text()
    return name


def set_a_status(page: "Page") -> str:
    page.goto("/progress")
    page.locator("table.list td a").first.click()
    title = page.locator("main h2").inner_text()
    page.locator("#status").select_option("done")
    page.locator("#why-status").fill("seen with my own eyes")
    page.get_by_role("button", name="Set status").click()
    page.locator("#notices .notice", has_text="Kept as decision").wait_for()
    page.locator("[data-job]").wait_for(state="detached", timeout=PATIENCE)
    page.goto("/progress?status=done")
    assert title in page.locator("table.list").inner_text()
    return title


def test_a_newcomer_goes_the_whole_way(browser: "Browser", tmp_path: Path) -> None:
    walk(browser, tmp_path / "sample.firsthand", sorted(SAMPLE.iterdir()))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="there are no further reports beside the project")
def test_the_same_way_holds_for_other_reports(browser: "Browser", tmp_path: Path) -> None:
    walk(browser, tmp_path / "other.firsthand", sorted(SEEDS.glob("*.txt")))
