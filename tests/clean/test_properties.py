"""Do the blocks tile every text, whatever it is?"""

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.clean import label
from firsthand.model.report import Report
from firsthand.model.span import hash_text
from firsthand.text.unwrapped import unwrap

PIECES = [
    "Share this",
    "Title: Rain at last",
    "By Nora Whitfield",
    "NEWS · 21/10/2024",
    "Updated 10:42, 3 May 2024",
    "PORT ELLERY, March 4 (Reuters) -- The bridge reopened on Tuesday, the office said.",
    "(ANSA) - ROMA, 03 MAG - Il ponte ha riaperto venerdì.",
    "新华社长春10月15日电（记者李明）大桥恢复通车。",
    "【北京共同】橋が再開した。",
    "(서울=연합뉴스) 김하늘 기자 = 다리가 다시 개통됐다고 밝혔다.",
    "المصدر: رويترز",
    "Related articles",
    "A | B | C",
    "Page 1 of 2",
    "Page 2 of 2",
    "© 2024 The Alder Courier. All rights reserved.",
    "The council met on Monday and heard nine speakers before it voted.",
    "Photo: Jan Berger/AFP",
    "--",
    "***",
    "www.alder.example",
    "Source(s): Xinhua News Agency",
    "Headline | Site",
    "Is it over?",
    "\u2028",
    "\x0c",
    "\r",
    "\x85",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda parts: st.lists(
        st.sampled_from(["\n", "\n\n", "\r\n", " \n\t", "\x0c", ""]),
        min_size=len(parts),
        max_size=len(parts),
    ).map(lambda ends: "".join(a + b for a, b in zip(parts, ends, strict=True)))
)


def make_report(text: str) -> Report:
    identity = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(identity, "any.txt", text, hash_text(text), "text/plain", "plain@1")


def check(text: str) -> None:
    report = label(make_report(text))
    assert report.text == text
    assert label(report) == report
    lines = [b for b in report.blocks if not b.inline]
    position = 0
    for block in lines:
        assert text[position : block.span.start].strip() == ""
        assert block.span.quote == text[block.span.start : block.span.end]
        assert block.span.quote == block.span.quote.strip() != ""
        position = block.span.end
    assert text[position:].strip() == ""
    read = unwrap(report)
    assert len(read.text) == len(text)
    assert all(len(b.span.quote.splitlines()) == 1 for b in read.blocks if not b.inline)
    for inline in report.blocks:
        if inline.inline:
            assert any(b.span.contains(inline.span) for b in lines)
    for slot in (
        report.metadata.outlet,
        report.metadata.agency,
        report.metadata.published,
        report.metadata.dateline_date,
        report.metadata.dateline_place,
    ):
        for span in slot.spans:
            assert span.quote == text[span.start : span.end]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_blocks_tile_built_texts(text: str) -> None:
    check(text)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_blocks_tile_any_text(text: str) -> None:
    check(text)


@given(st.text(alphabet="AbC,.:-–|/()[]【】（）「」0123 \n年月日電", max_size=300))
@settings(max_examples=300, deadline=None)
def test_blocks_tile_marks_and_digits(text: str) -> None:
    check(text)


def test_lone_surrogates() -> None:
    check("Title\ud800: x\n\ntext \udfff that goes on and on until the end of the line.")
