"""Does axe find nothing on any page of the desk, light, dark and on a phone?"""

import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from firsthand import Dossier
from firsthand.store.search import index
from tests.browser.test_desk import CHROMIUM, SAMPLE, browser, serving, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]

AXE = find_spec("axe_playwright_python")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

PAGES = (
    "/",
    "/changes",
    "/reports",
    "/events",
    "/families",
    "/side",
    "/claims",
    "/figures",
    "/statements",
    "/statements?by=theme",
    "/statements?by=event",
    "/statements?by=time",
    "/statements?by=same",
    "/names",
    "/timeline",
    "/map",
    "/progress",
    "/search",
    "/search?q=valley",
    "/search?q=nothing-like-it",
    "/decisions",
    "/exports",
    "/nowhere",
)
FIRST = {
    "/reports": "table.list td a:not(.tag)",
    "/events": "table.list td a:not(.tag)",
    "/claims": "table.matrix th a",
    "/names": "table.list td a",
    "/progress": "table.list td a",
    "/families": "#links td:nth-child(2) a",
}
"""Lists, and the link to the page of their first item."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    target = tmp_path_factory.mktemp("desk") / "sample.firsthand"
    with Dossier.new(target) as dossier:
        dossier.add([SAMPLE])
        findings = dossier.study()
        dossier.decide("confirm", findings.links[0].id, "I asked both desks", who="Ada")
        index(dossier._store, findings, dossier._store.basis())
    with serving(target, study_on_start=False) as address:
        yield address
    shutil.rmtree(target.parent, ignore_errors=True)


def addresses(page: "Page") -> list[str]:
    """Every page of the desk, and the first item of each list."""
    found = list(PAGES)
    for at, first in FIRST.items():
        page.goto(at)
        href = page.locator(first).first.get_attribute("href")
        assert href
        found.append(href)
    link = next(one for one in found if one.startswith("/links/"))
    return [*found, f"{link}/side"]


def violations(page: "Page") -> list[str]:
    """Run axe in the page; the page's own policy lets no script of others in."""
    assert AXE is not None
    assert AXE.origin is not None
    page.evaluate((Path(AXE.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    return [
        f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]
    ]


@pytest.mark.skipif(AXE is None, reason="axe is not installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: "Browser", home: str, scheme: str) -> None:
    found: dict[str, list[str]] = {}
    with visiting(browser, home, color_scheme=scheme) as page:
        for address in addresses(page):
            if address == "/nowhere":
                continue
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            proof = page.locator("main a[data-drawer]:visible").first
            if proof.count():
                proof.click()
                page.locator("#drawer .quote").first.wait_for()
                page.wait_for_timeout(200)
            wrong = violations(page)
            if wrong:
                found[address] = wrong
    assert found == {}


def test_nothing_is_wider_than_a_phone(browser: "Browser", home: str) -> None:
    wide = {}
    with visiting(browser, home, viewport={"width": 390, "height": 844}) as page:
        for address in addresses(page):
            if address == "/nowhere":
                continue
            page.goto(address)
            over = page.evaluate(OVERFLOW)
            if over > 0:
                wide[address] = over
    assert wide == {}


def test_pages_work_without_script(browser: "Browser", home: str) -> None:
    with visiting(browser, home, java_script_enabled=False) as page:
        page.goto("/claims")
        page.locator("td.cell a").first.click()
        assert page.locator("main mark").count() == 1
        assert re.search(r"/evidence/[0-9a-f]{16}\?at=\d+-\d+", page.url)


def test_a_list_is_walked_and_opened_by_keys(browser: "Browser", home: str) -> None:
    with visiting(browser, home) as page:
        page.goto("/")
        page.keyboard.press("g")
        page.keyboard.press("u")
        page.wait_for_url("**/figures")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.locator("#drawer mark").wait_for()
        page.keyboard.press("Escape")
        assert page.locator("#drawer").is_hidden()
        page.keyboard.press("/")
        page.keyboard.type("valley")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=valley")
        assert page.locator(".hits mark").count() >= 1
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
