"""Do items found in a page, a PDF or wrapped lines come home to the text behind them?"""

import re

import pytest

from evals.layouts import LAYOUTS, Way, _chromium, paragraphs
from firsthand.ingest import read_bytes

TEXT = """Harbour closes early
By Ann Marlow
AVONLEA, 4 May - The council of Avonlea closes the old harbour for 12,500 boats a year, said Mayor \
Ian Ross on Monday, and “asks every owner” to leave before the end of June 2027.
وقال الوزير سامر الحداد إن 3200 شخص غادروا الجزر يوم الاثنين قائلاً: «أُنجزت الأعمال».
"""


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "printed" or _chromium()])
def test_every_word_comes_home(layout: str) -> None:
    suffix, page = LAYOUTS[layout]
    text = TEXT if layout != "printed" else TEXT.rsplit("\n", 2)[0]
    read = read_bytes(f"a{suffix}", page(paragraphs(text), "ltr")).text
    way = Way.between("a.txt", read, text)
    for quote in ("Avonlea", "12,500 boats", "“asks every owner”", "June 2027"):
        written = re.search(r"\s+".join(map(re.escape, quote.split())), read)
        assert written
        home = way.home({"file": f"a{suffix}", "start": written.start(), "end": written.end()})
        assert home is not None
        assert home["text"] == text[home["start"] : home["end"]] == quote
        assert home["file"] == "a.txt"


def test_what_stands_around_the_text_leads_nowhere() -> None:
    read = read_bytes("a.html", LAYOUTS["web page"][1](paragraphs(TEXT), "ltr")).text
    way = Way.between("a.txt", "Ten tips\n" + read, TEXT)
    assert way.home({"file": "a.html", "start": 0, "end": 8}) is None


def test_a_paragraph_read_otherwise_leads_nowhere() -> None:
    read = TEXT.replace("12,500", "12,600")
    way = Way.between("a.txt", read, TEXT)
    start = read.index("12,600")
    assert way.home({"file": "a.txt", "start": start, "end": start + 6}) is None
    assert way.home({"file": "a.txt", "start": 0, "end": 7}) is not None
