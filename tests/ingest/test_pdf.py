"""Is the text layer of a PDF read as it stands, and a bad one refused for what it is?"""

import pytest

from firsthand.errors import InputRefused
from firsthand.ingest import Limits, pdf, read_bytes
from tests.ingest.makers import make_pdf

LIMITS = Limits()
GOOD = make_pdf(
    [["The ferry's pier (old)", "will close."], [], ["Page three – at last"]],
    info="/Title (Pier closes) /Author (Harbour office) /CreationDate (D:20240305093000Z)",
)


def test_pages_are_parted_and_lines_of_a_paragraph_joined() -> None:
    extracted = pdf.extract("a.pdf", GOOD, LIMITS)
    assert extracted.text == "The ferry's pier (old) will close.\n\nPage three – at last"
    assert extracted.reader == "pdf@2"
    assert extracted.given == (
        ("title", "Pier closes"),
        ("author", "Harbour office"),
        ("created", "D:20240305093000Z"),
    )


def test_a_report_of_a_pdf() -> None:
    report = read_bytes("a.bin", GOOD)
    assert report.media_type == "application/pdf"
    assert report.text == pdf.extract("a.pdf", GOOD, LIMITS).text
    assert (report.encoding, report.encoding_score) == ("", None)


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (GOOD[:-20], LIMITS, "unreadable"),
        (GOOD, Limits(pages=2), "too large"),
        (GOOD, Limits(text_chars=10), "too large"),
        (make_pdf([[]]), LIMITS, "no text"),
        (b"%PDF-1.4\n%%EOF", LIMITS, "unreadable"),
        (b"%PDF-1.4\n<</Linearized 1/L 99999>>\n" + GOOD, LIMITS, "unreadable"),
        (make_pdf([["a"]], extra=f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'a' * 64}> "
                  f"/U <{'b' * 64}> >> /ID [<aa> <aa>]"), LIMITS, "encrypted"),
        (make_pdf([["a"]]).replace(b"/Type /Page ", b"/Type /Pag  "), LIMITS, "unreadable"),
    ],
)  # fmt: skip
def test_bad_files_are_refused(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(InputRefused) as refused:
        pdf.extract("a.pdf", data, limits)
    assert refused.value.reason == reason


def test_a_page_that_cannot_be_loaded_refuses_the_file() -> None:
    damaged = make_pdf([["a"], ["b"]]).replace(b"/Count 2", b"/Count 3")
    with pytest.raises(InputRefused, match="1 of 3 pages"):
        pdf.extract("a.pdf", damaged, LIMITS)
