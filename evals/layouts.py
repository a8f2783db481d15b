"""How much of a story is still found when its reports come as pages, PDFs or wrapped lines?"""

import html
import io
import json
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import docx

from evals.gold import STORIES, Measures, answer, measure
from evals.row import Row
from firsthand.ingest import read_bytes

PART = "layouts"
CHOSEN = ("ar-en-water", "fr-de-flood")
"""Stories in letters that every machine has a font for, in both directions of writing."""
COLUMNS = 72
KEPT = (
    "claims.conflict",
    "claims.found",
    "events.grouping",
    "events.main_date",
    "figures.full",
    "people.linking",
    "places.resolved",
    "statements.speaker(recall)",
    "times.value",
    "tracking.link",
)
"""Measures that are scored in every layout."""
STEADY = frozenset(
    {
        "events.grouping",
        "events.main_date",
        "figures.full",
        "places.resolved",
        "statements.speaker(recall)",
        "times.value",
    }
)
"""Those with a floor. A report is named by its bytes, an office file and a PDF hold the time of
writing, and which of two equal claims stands for both falls by name: the others vary by an item."""
ABOVE = (
    '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>'
    '<li><a href="/sport">Sport</a></li></ul></nav></header><main><article>'
)
BELOW = (
    "</article><aside><h2>Most read</h2><ul>"
    '<li><a href="/1">Ten tips for better sleep, says Dr Ann Marlow</a></li>'
    '<li><a href="/2">Storm in Oslo kills three on 4 May</a></li></ul></aside></main>'
    "<footer>Imprint | Contact | Privacy</footer>"
)
"""What stands around an article; whatever is found in it is found wrongly."""

Page = Callable[[list[str], str], bytes]
"""Told the paragraphs, the first of which is the title, and the direction of writing."""


def score_layouts(shared: Path) -> Iterator[Row]:
    """Answer stories in several layouts and score each as if it had come as text.

    Args:
        shared: the evaluation material, for its scorer.

    Yields:
        The measures of each layout, and the share of found items that stand in the reports and
        not in what is around them; the printed layout only where there is a Chromium.
    """
    for layout, (suffix, page) in LAYOUTS.items():
        if layout == "printed" and not _chromium():
            continue
        with TemporaryDirectory() as made:
            found, inside = _score(shared, Path(made), suffix, page)
        for metric in KEPT:
            side = "r" if "(recall)" in metric else "f1"
            steady = metric in STEADY and layout != "printed"
            yield Row(PART, f"{layout}: {metric}", found[metric][side], kept=steady)
        # What a browser prints hangs on the fonts of the machine; tests read it back word for word.
        yield Row(PART, f"{layout}: items of the reports", inside, kept=layout != "printed")


def _score(shared: Path, made: Path, suffix: str, page: Page) -> tuple[dict[str, Any], float]:
    folders = [STORIES / name for name in CHOSEN]
    kept = lost = 0
    for folder in folders:
        laid, told, out = (made / part / folder.name for part in ("in", "told", "out"))
        laid.mkdir(parents=True)
        ways = {}
        for path in sorted(folder.glob("*.txt")):
            text = path.read_bytes().decode()
            name = path.with_suffix(suffix).name
            data = page(paragraphs(text), "rtl" if _leans_left(text) else "ltr")
            (laid / name).write_bytes(data)
            ways[name] = Way.between(path.name, read_bytes(name, data).text, text)
        answer(laid, told)
        counts = _bring_home(told, out, ways)
        kept, lost = kept + counts[0], lost + counts[1]
    scored: dict[str, Measures] = measure(shared, STORIES, folders, made / "out")
    return dict(scored["all"]), kept / (kept + lost)


@dataclass(frozen=True, slots=True)
class Way:
    """Where each character of a text as read stands in the text that it was laid out from."""

    name: str
    """the file of the text that was laid out"""
    text: str
    homes: Mapping[int, int]

    @classmethod
    def between(cls, name: str, read: str, text: str) -> "Way":
        """Find the paragraphs of a text in what was read, whatever its blanks and line ends.

        Args:
            name: of the file of the text that was laid out.
            read: the text as read.
            text: as it was laid out.

        Returns:
            The way back; without the paragraphs that were not read as they are.
        """
        (here, places), begin, at = _squeeze(read), 0, 0
        homes: dict[int, int] = {}
        for paragraph in text.splitlines(keepends=True):
            letters, origins = _squeeze(paragraph)
            found = here.find(letters, begin)
            if found < 0:
                found = here.find(letters)
            if letters and found >= 0:
                begin = found + len(letters)
                homes |= {places[found + n]: at + origin for n, origin in enumerate(origins)}
            at += len(paragraph)
        return cls(name, text, homes)

    def home(self, span: Mapping[str, Any]) -> dict[str, Any] | None:
        """Bring a span home.

        Args:
            span: with "start" and "end" in the text as read.

        Returns:
            The same in the text that was laid out; None where it does not stand there.
        """
        inside = [n for n in range(span["start"], span["end"]) if n in self.homes]
        if not inside:
            return None
        start, end = self.homes[inside[0]], self.homes[inside[-1]] + 1
        return {**span, "file": self.name, "start": start, "end": end, "text": self.text[start:end]}


def _squeeze(text: str) -> tuple[str, list[int]]:
    """Leave out blanks and marks of joining, and say where each letter that is left stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in unicodedata.normalize("NFKD", char):
            if letter.isprintable() and not (letter.isspace() or unicodedata.combining(letter)):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _bring_home(told: Path, out: Path, ways: Mapping[str, Way]) -> tuple[int, int]:
    """Write answers with the files and spans of the texts; count items found and lost."""
    out.mkdir(parents=True)
    events = json.loads((told / "events.json").read_text(encoding="utf-8"))
    (out / "events.json").write_text(json.dumps(_at_home(events, ways)), encoding="utf-8")
    kept = lost = 0
    for path in sorted(told.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        homes = [_at_home(row, ways) for row in rows]
        kept += sum(home is not None for home in homes)
        lost += homes.count(None)
        lines = (json.dumps(home) + "\n" for home in homes if home is not None)
        (out / path.name).write_text("".join(lines), encoding="utf-8")
    return kept, lost


def _at_home(value: Any, ways: Mapping[str, Way]) -> Any:  # noqa: ANN401 - any JSON
    """Bring home all that is in an answer; a span that leads nowhere is None, or left out."""
    if isinstance(value, list):
        every = [_at_home(one, ways) for one in value]
        return [
            one for one, was in zip(every, value, strict=True) if one is not None or was is None
        ]
    if isinstance(value, dict):
        whole = {key: _at_home(one, ways) for key, one in value.items()}
        if {"file", "start", "end"} <= value.keys():
            return ways[value["file"]].home(whole)
        return whole
    return ways[value].name if isinstance(value, str) and value in ways else value


def paragraphs(text: str) -> list[str]:
    """Part a text as a page parts it.

    Args:
        text: with a line for each paragraph.

    Returns:
        The lines that hold something.
    """
    return [line.strip() for line in text.splitlines() if line.strip()]


def wrapped(lines: list[str], direction: str) -> bytes:
    """Write a text with an end of line after each 72 characters, as in a mail.

    Args:
        lines: the paragraphs.
        direction: of writing.

    Returns:
        The file.
    """
    del direction
    folded = (textwrap.fill(line, COLUMNS, break_on_hyphens=False) for line in lines)
    return "\n\n".join(folded).encode()


def web_page(lines: list[str], direction: str) -> bytes:
    """Write a page of a news site.

    Args:
        lines: the paragraphs, the title first.
        direction: of writing.

    Returns:
        The file.
    """
    return _html(lines, direction, (ABOVE, BELOW)).encode()


def office(lines: list[str], direction: str) -> bytes:
    """Write an office file.

    Args:
        lines: the paragraphs, the title first.
        direction: of writing.

    Returns:
        The file.
    """
    del direction
    document, file = docx.Document(), io.BytesIO()
    document.add_heading(lines[0], 0)
    for line in lines[1:]:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def printed(lines: list[str], direction: str) -> bytes:
    """Print a page from a browser.

    Args:
        lines: the paragraphs, the title first.
        direction: of writing.

    Returns:
        The PDF.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is asked for

    with sync_playwright() as drive:
        browser = drive.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(_html(lines, direction, ("<style>body { width: 36em }</style>", "")))
        data = page.pdf()
        browser.close()
    return data


def _html(lines: list[str], direction: str, frame: tuple[str, str]) -> str:
    title, *rest = (html.escape(line) for line in lines)
    body = "\n".join(f"<p>{line}</p>" for line in rest)
    return (
        f'<!doctype html><html dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body>{frame[0]}<h1>{title}</h1>{body}{frame[1]}"
        "</body></html>"
    )


def _leans_left(text: str) -> bool:
    return sum(unicodedata.bidirectional(char) in ("R", "AL") for char in text) > len(text) / 4


def _chromium() -> str:
    return which("chromium") or ""


LAYOUTS: dict[str, tuple[str, Page]] = {
    "wrapped": (".txt", wrapped),
    "web page": (".html", web_page),
    "office file": (".docx", office),
    "printed": (".pdf", printed),
}
