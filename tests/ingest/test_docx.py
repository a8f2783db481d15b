"""Are the words of a Word document read in order, and archives that are none refused?"""

import datetime as dt
from io import BytesIO

import pytest
from docx import Document

from firsthand.errors import InputRefused
from firsthand.ingest import Limits, docx, read_bytes
from tests.ingest.makers import make_docx, make_zip, replace_document_xml, word_xml

LIMITS = Limits()
ROWS = [["Year", "Cost"], ["2021", "3 million"]]


def text_of(body: str) -> str:
    return docx.extract("a", replace_document_xml(make_docx([]), word_xml(body)), LIMITS).text


def test_paragraphs_and_cells_come_in_order() -> None:
    data = make_docx(
        ["The pier closes.", "", "In\tMay\nor June"], ROWS, title="Pier", author="Office"
    )
    extracted = docx.extract("a.docx", data, LIMITS)
    assert extracted.text == "The pier closes.\n\nIn\tMay\nor June\n\nYear\tCost\n\n2021\t3 million"
    assert extracted.given[:2] == (("title", "Pier"), ("author", "Office"))


def test_dates_are_given_in_iso_form() -> None:
    document = Document(BytesIO(make_docx(["A"])))
    document.core_properties.created = dt.datetime(2024, 3, 5, 9, 30, tzinfo=dt.UTC)
    out = BytesIO()
    document.save(out)
    assert ("created", "2024-03-05T09:30:00+00:00") in docx.extract(
        "a", out.getvalue(), LIMITS
    ).given


def test_a_report_of_a_document() -> None:
    report = read_bytes("a.bin", make_docx(["The pier closes."]))
    assert report.text == "The pier closes."
    assert report.reader == "docx@1"
    assert report.media_type.endswith("wordprocessingml.document")


def test_only_what_stands_is_read() -> None:
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:noBreakHyphen/><w:br/><w:t>end</w:t></w:r><!-- note --></w:p>"
        "<w:p><mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice>"
        "<mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert text_of(body) == "kept added-\nend\n\nbox"


def test_tables_inside_tables_are_read() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:t>b</w:t></w:p></w:tc></w:tr></w:tbl>"
    cells = f"<w:tc><w:p><w:t>a</w:t></w:p>{inner}<w:p/></w:tc><w:tc><w:p><w:t>c</w:t></w:p></w:tc>"
    text = text_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p><w:t>d</w:t></w:p>")
    assert text.split() == ["a", "b", "c", "d"]
    assert text.endswith("\n\nd")


GOOD = make_docx(["The pier closes."])


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (GOOD, Limits(zip_members=3), "too large"),
        (GOOD, Limits(unpacked_bytes=100), "too large"),
        (replace_document_xml(GOOD, b" " * 30_000_000), LIMITS, "too large"),
        (GOOD[:-30], LIMITS, "unreadable"),
        (b"PK\x03\x04", LIMITS, "unreadable"),
        (make_docx([""]), LIMITS, "no text"),
        (make_zip({"a": b""}), LIMITS, "binary"),
        (make_zip({"[Content_Types].xml": b"", "xl/a": b""}), LIMITS, "binary"),
        (make_zip({"[Content_Types].xml": b"", "ppt/a": b""}), LIMITS, "binary"),
        (make_zip({"mimetype": b"application/epub+zip"}), LIMITS, "binary"),
        (make_zip({"[Content_Types].xml": b"", "word/a": b""}), LIMITS, "unreadable"),
    ],
)
def test_bad_files_are_refused(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(InputRefused) as refused:
        docx.extract("a.docx", data, limits)
    assert refused.value.reason == reason
    assert refused.value.detail
