"""Are the lines of a PDF page read in the order in which people read them?"""

from collections.abc import Iterator

import pytest

from firsthand.ingest import Limits, pdf
from firsthand.ingest.pdf_lines import _columns, _Glyph, _logical
from tests.ingest.makers import assemble_pdf

HEBREW = {letter: chr(0x5D0 + number) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}


def to_hebrew(text: str) -> str:
    return "".join(HEBREW.get(letter, letter) for letter in text)


def cmap() -> bytes:
    """Write the map from Latin letters of the file to the Hebrew ones that they stand for."""
    pairs = "\n".join(f"<{ord(k):02x}> <{ord(v):04x}>" for k, v in HEBREW.items())
    kept = "\n".join(f"<{ord(c):02x}> <{ord(c):04x}>" for c in " .,()0123456789")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /H def "
        "/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(HEBREW)} beginbfchar\n{pairs}\nendbfchar 15 beginbfchar\n{kept}\nendbfchar "
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def draw(shown: Iterator[tuple[float, float, str]]) -> bytes:
    """Write a page in whose font Latin letters stand for Hebrew ones."""
    content = " ".join(f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in shown)
    content = content.replace("((", "(\\(").replace("))", "\\))")
    table = cmap()
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding "
        b"/ToUnicode 6 0 R >>",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        5: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content.encode()),
        6: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(table), table),
    }
    return assemble_pdf(objects, "/Root 1 0 R")


def seen(text: str, right: float, y: float) -> Iterator[tuple[float, float, str]]:
    """Place each word of a text written from right to left, its letters in the order of sight."""
    for word in text.split():
        width = 7.2 * len(word)
        shown = word if word[0].isdigit() else word[::-1]
        yield right - width, y, shown
        right -= width + 7.2


@pytest.mark.parametrize("order", [1, -1], ids=["first word first", "last word first"])
def test_lines_written_from_right_to_left(order: int) -> None:
    words = [*seen("abc defg 2024 hij", 500, 700), *seen("klm nop, 1.5 qrs.", 500, 686)]
    written = pdf.extract("a.pdf", draw(iter(words[::order])), Limits()).text
    lines = ["abc defg 2024 hij", "klm nop, 1.5 qrs."]
    expected = lines if order == 1 else lines[::-1]
    assert written.split() == to_hebrew(" ".join(expected)).split()


@pytest.mark.parametrize(
    ("glyphs", "told"),
    [
        ("b-4202 abc", "b-2024 abc"),
        ("abc 002 51 def", "abc 200 15 def"),
        ("abc 5.1 de %02 f", "abc 1.5 de 20% f"),
        ("abc EFIL LAER def", "abc REAL LIFE def"),
        ("abc 3202-2202 (de)", "abc 2022-2023 (de)"),
    ],
)
def test_numbers_and_latin_words_among_letters_from_right_to_left(glyphs: str, told: str) -> None:
    """Read glyphs from right to left: what runs the other way comes with its end first."""
    row = [
        _Glyph(
            n, HEBREW.get(letter, letter), 500.0 - 7 * n, 507.0 - 7 * n, 700.0, 500.0 - 7 * n, 12
        )
        for n, letter in enumerate(glyphs)
        if letter != " "
    ]
    assert _logical(row) == to_hebrew(told)


@pytest.mark.parametrize("drawn", ["\u064b\u0627\u0644", "\u0644\u0627\u064b"])
def test_a_sign_never_stands_before_the_letters_drawn_with_it(drawn: str) -> None:
    row = [
        _Glyph(n, letter, 500.0 - n, 501.0 - n, 702.0, 490, 12) for n, letter in enumerate(drawn)
    ]
    assert _logical(next(_columns(row))) == "\u0644\u0627\u064b"


def test_two_columns_from_right_to_left() -> None:
    right = [w for n in range(6) for w in seen("abc def ghi", 500, 700 - 14 * n)]
    left = [w for n in range(6) for w in seen("klm nop qrs", 380, 700 - 14 * n)]
    written = pdf.extract("a.pdf", draw(iter(right + left)), Limits()).text
    assert written.split() == to_hebrew("abc def ghi " * 6 + "klm nop qrs " * 6).split()


@pytest.mark.parametrize(
    "mark",
    ["-1 0 0 -1 400 600 Tm", "-0.7 0.7 -0.7 -0.7 400 600 Tm", "-1 0 0 1 400 600 Tm"],
    ids=["upside down", "across the page", "mirrored"],
)
def test_a_mark_across_the_page_costs_no_text(mark: str) -> None:
    shown = "BT /F1 12 Tf 72 700 Td (abc def ghi) Tj ET BT /F1 40 Tf " + mark + " (mnop) Tj ET"
    content = shown.encode()
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        5: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
    }
    written = pdf.extract("a.pdf", assemble_pdf(objects, "/Root 1 0 R"), Limits()).text
    assert "abc def ghi" in written
