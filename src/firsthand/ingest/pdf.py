"""Which text layer does a PDF have?

Runs in the reading process: PDFium is C++ and its input is not to be trusted.
"""

import re
from collections.abc import Iterator
from typing import Any

from firsthand.errors import InputRefused
from firsthand.ingest.html import Extracted
from firsthand.ingest.limits import Limits
from firsthand.ingest.pdf_lines import Line, read_lines
from firsthand.ingest.pdf_paragraphs import write_paragraphs
from firsthand.model.report import RefusalReason

READER = "pdf@2"
_END_MARK = b"%%EOF"
_TRAILING = 1 << 16
"""Bytes after the end mark that are taken for rubbish added on the way, not for a cut-off file."""
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})")
_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_GIVEN = (("title", "Title"), ("author", "Author"), ("created", "CreationDate"))


def extract(name: str, data: bytes, limits: Limits) -> Extracted:
    """Read the text layer of a PDF, page by page.

    Args:
        name: the input's name, for the refusal.
        data: the file's bytes.
        limits: bounds on pages and text.

    Returns:
        The text in reading order, one paragraph a line.

    Raises:
        InputRefused: encrypted, unreadable (damaged or cut off), too large, or no text.
    """
    import pypdfium2

    _refuse_cut_off(name, data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {
            pypdfium2.raw.FPDF_ERR_PASSWORD,
            pypdfium2.raw.FPDF_ERR_SECURITY,
        }:
            raise InputRefused(
                name, RefusalReason.ENCRYPTED, "save it without a password"
            ) from error
        raise InputRefused(name, RefusalReason.UNREADABLE, "a damaged PDF") from error
    count = len(document)
    if count > limits.pages:
        raise InputRefused(
            name, RefusalReason.TOO_LARGE, f"{count} pages of at most {limits.pages}"
        )
    pages, length, failed = [], 0, 0
    for index in range(count):
        try:
            lines = _page_lines(document, index)
        except pypdfium2.PdfiumError:
            failed += 1
            continue
        length += sum(len(line.text) for line in lines)
        if length > limits.text_chars:
            raise InputRefused(
                name, RefusalReason.TOO_LARGE, f"more than {limits.text_chars} characters"
            )
        pages.append(lines)
    if failed:
        raise InputRefused(name, RefusalReason.UNREADABLE, f"{failed} of {count} pages are damaged")
    text = write_paragraphs(pages)
    if not text:
        raise InputRefused(
            name, RefusalReason.NO_TEXT, f"{count} pages without a text layer: scanned pictures?"
        )
    return Extracted(text, READER, tuple(_given(document)))


def _refuse_cut_off(name: str, data: bytes) -> None:
    """Refuse a file that ends too early; PDFium would mend it and lose pages without a word."""
    end = data.rfind(_END_MARK)
    whole = end >= 0 and len(data) - end <= _TRAILING
    if linear := _LINEARIZED.search(data, 0, 2048):
        whole = whole and int(linear[1]) <= len(data)
    if not whole:
        raise InputRefused(name, RefusalReason.UNREADABLE, "the PDF is cut off: its end is missing")


def _page_lines(document: Any, index: int) -> list[Line]:  # noqa: ANN401 - pypdfium2 has no types
    page = document[index]
    try:
        layer = page.get_textpage()
        try:
            return read_lines(layer)
        finally:
            layer.close()
    finally:
        page.close()


def _given(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - pypdfium2 has no types
    known = document.get_metadata_dict(skip_empty=True)
    for key, field in _GIVEN:
        value = " ".join(_NOT_SHOWN.sub("", known.get(field, "")).split())
        if value:
            yield key, value
