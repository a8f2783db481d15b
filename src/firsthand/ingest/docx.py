"""Which paragraphs does a Word document hold, in the order in which they are read?"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from firsthand.errors import InputRefused
from firsthand.ingest.html import Extracted
from firsthand.ingest.limits import Limits
from firsthand.model.report import RefusalReason

READER = "docx@1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_ENDS = {_W + "p": "\n\n", _W + "tc": "\x1f", _W + "tr": "\n\n"}
"""What ends a paragraph, a cell (a character that XML cannot hold) and a row."""

_CELL_END = re.compile("\n*\x1f")
_ROW_END = re.compile("[\x1f\n]*\x1f\n\n")
_GAP = re.compile(r"\n{3,}")
_SKIPPED = frozenset({_FALLBACK, _W + "moveFrom", _W + "del", _W + "pPr", _W + "rPr"})
_ENCRYPTED = 0x1
_SMALL = 1 << 20
"""Bytes up to which any unpacked size is harmless, whatever the ratio."""


def extract(name: str, data: bytes, limits: Limits) -> Extracted:
    """Read a Word document: paragraphs and table cells in document order.

    Args:
        name: the input's name, for the refusal.
        data: the file's bytes, a ZIP archive.
        limits: bounds on what it unpacks to.

    Returns:
        The text, paragraphs parted by an empty line, cells of a row by a tab.

    Raises:
        InputRefused: binary (another kind of archive), encrypted, too large, unreadable or no text.
    """
    _check_archive(name, data, limits)
    from docx import Document

    try:
        document = Document(BytesIO(data))
        text = _tidy("".join(_pieces(document.element.body)))
        given = tuple(_given(document.core_properties))
    except Exception as error:
        # Its parts are parsed by several libraries, each with errors of its own.
        raise InputRefused(
            name, RefusalReason.UNREADABLE, f"a damaged Word document: {error}"[:200]
        ) from error
    if not text:
        raise InputRefused(name, RefusalReason.NO_TEXT, "the document holds no words")
    return Extracted(text, READER, given)


def _check_archive(name: str, data: bytes, limits: Limits) -> None:
    """Refuse an archive that is no Word document or unpacks to too much, before unpacking it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        NotImplementedError,
        UnicodeDecodeError,
    ) as error:
        raise InputRefused(
            name, RefusalReason.UNREADABLE, f"a damaged archive: {error}"[:200]
        ) from error
    if len(members) > limits.zip_members:
        raise InputRefused(name, RefusalReason.TOO_LARGE, f"{len(members)} files in it")
    size = sum(member.file_size for member in members)
    if size > limits.unpacked_bytes or (size > _SMALL and size > limits.zip_ratio * len(data)):
        raise InputRefused(name, RefusalReason.TOO_LARGE, f"{len(data)} bytes unpack to {size}")
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or not any(part.startswith("word/") for part in names):
        raise InputRefused(name, RefusalReason.BINARY, _other_archive(names))
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise InputRefused(name, RefusalReason.ENCRYPTED, "save it without a password")


def _other_archive(names: set[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "a spreadsheet; export it as text"
    if any(name.startswith("ppt/") for name in names):
        return "slides; export them as PDF"
    if "mimetype" in names:
        return "an OpenDocument or e-book file: save it as .docx or PDF"
    return "a packed archive: unpack it and give the files"


def _pieces(body: Any) -> Iterator[str]:  # noqa: ANN401 - an lxml element of python-docx
    """Walk without recursion: tables and text boxes may stand inside one another."""
    stack: list[tuple[bool, Any]] = [(True, body)]
    while stack:
        opening, element = stack.pop()
        tag = element.tag
        if not opening:
            yield _ENDS[tag]
        elif tag == _W + "t":
            yield element.text or ""
        elif tag in _SHOWN:
            yield _SHOWN[tag]
        elif isinstance(tag, str) and tag not in _SKIPPED:
            if tag in _ENDS:
                stack.append((False, element))
            stack.extend((True, child) for child in reversed(list(element)))


def _tidy(text: str) -> str:
    """Part paragraphs by one empty line and cells of a row by a tab."""
    text = _CELL_END.sub("\x1f", text)
    text = _ROW_END.sub("\n\n", text).replace("\x1f", "\t")
    return _GAP.sub("\n\n", text).strip()


def _given(properties: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - python-docx is lax here
    for key, field in (
        ("title", "title"),
        ("author", "author"),
        ("created", "created"),
        ("modified", "modified"),
        ("lang", "language"),
    ):
        try:
            value = getattr(properties, field)
        except ValueError:
            continue
        text = (
            value.isoformat() if hasattr(value, "isoformat") else " ".join(str(value or "").split())
        )
        if text:
            yield key, text
