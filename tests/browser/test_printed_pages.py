"""Does a page that a browser prints come back from its PDF paragraph by paragraph?"""

import html
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from firsthand.ingest import Limits, pdf
from tests.browser.test_brief import CHROMIUM
from tests.browser.test_brief import browser as browser  # noqa: PLC0414 - the same browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]

CASES = Path(__file__).parent.parent / "cases" / "wrapped" / "paragraphs.toml"
STORIES: dict[str, list[str]] = {
    case["language"]: case["paragraphs"]
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
}
LAYOUTS = {
    "office": "body { font: 16px serif; width: 36em }",
    "columns": "body { columns: 2; column-gap: 2em; font: 11px serif; width: 40em; "
    "text-align: justify; hyphens: auto } h1 { column-span: all; font-size: 20px } "
    "p { margin: 0; text-indent: 1.5em }",
    "small pages": "@page { size: A6 } body { font: 12px/1.5 sans-serif } p { margin: 0 0 .8em }",
}

WIDTHS = """(text) => {
  const pen = document.createElement("canvas").getContext("2d");
  return new Set([...text].map((letter) => pen.measureText(letter).width)).size;
}"""


def plain(text: str) -> str:
    """Fold what a font may change: the order of vowel signs and the kind of blanks."""
    letters = unicodedata.normalize("NFKD", text)
    return " ".join(re.sub("[\u064b-\u0652]", "", letters).split())


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("language", sorted(STORIES))
def test_paragraphs_come_back(language: str, layout: str, browser: "Browser") -> None:
    title, *paragraphs = STORIES[language]
    text = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    direction = "rtl" if language == "ar" else "ltr"
    page = browser.new_page()
    if page.evaluate(WIDTHS, re.sub(r"[\W\d]", "", title)) == 1:
        pytest.skip(f"no font here has the letters of {language}")
    page.set_content(
        f'<html lang="{language}" dir="{direction}"><style>{LAYOUTS[layout]}</style>'
        f"<h1>{html.escape(title)}</h1>{text}</html>"
    )
    written = pdf.extract("a.pdf", page.pdf(prefer_css_page_size=True), Limits()).text
    page.close()
    found = [plain(line) for line in written.split("\n") if line]
    assert found == [plain(one) for one in (title, *paragraphs)]
