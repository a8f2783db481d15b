"""How do findings become one workbook, complete and safe to open?"""

import re
import zipfile
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from firsthand.serve.exports.material import Material, Member
from firsthand.serve.exports.rows import columns_of, rows_of, tables_of
from firsthand.serve.exports.zipping import zipped

CELL = 32_000
"""Characters of a cell at most; the format ends at 32,767 UTF-16 units."""

SPECIAL = "=+-@#"
"""What a text may begin with that would be taken for a formula or an error."""

ROWS = 1_048_575
"""Rows of a sheet at most, beside its header."""

CONTINUED = "long values"
"""The sheet that holds values too long for a cell, in parts."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STAMP = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def workbook(material: Material) -> Iterator[Member]:
    """Write a workbook with a sheet for each table.

    No cell is a formula. A value too long for a cell stands on the sheet "long values" in parts,
    and its cell holds the beginning and an ellipsis.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    yield Member("findings.xlsx", _book(material))


def _book(material: Material) -> Iterator[bytes]:
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    long: list[tuple[str, int, str, str]] = []
    for table in tables_of(material):
        header = [column.name for column in columns_of(table)]
        rows = rows_of(material, table)
        _fill(book, table, header, ([row[name] for name in header] for row in rows), long)
    _fill(book, CONTINUED, ["table", "row", "column", "part", "text"], _parts(long), [])
    with TemporaryFile() as file:
        book.save(file)
        with zipfile.ZipFile(file) as archive:
            yield from zipped((one.filename, _undated(archive, one)) for one in archive.infolist())


def _undated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Read a part of the workbook, without the day it was written on."""
    with archive.open(entry) as part:
        if entry.filename == "docProps/core.xml":
            yield _STAMP.sub(b"", part.read())
            return
        while chunk := part.read(1 << 16):
            yield chunk


def _fill(
    book: Any,  # noqa: ANN401 - openpyxl has no types
    title: str,
    header: list[str],
    rows: Iterator[list[Any]],
    long: list[tuple[str, int, str, str]],
) -> None:
    """Write a table on as many sheets as it needs, the first one frozen under its header."""
    sheet: Any = None
    for number, row in enumerate(rows):
        if number % ROWS == 0:
            sheet = _sheet(book, title, number // ROWS, header)
        sheet.append(
            [
                _cell(sheet, value, (title, number + 2, name), long)
                for name, value in zip(header, row, strict=True)
            ]
        )
    if sheet is None:
        _sheet(book, title, 0, header)


def _sheet(book: Any, title: str, number: int, header: list[str]) -> Any:  # noqa: ANN401
    sheet = book.create_sheet(f"{title} {number + 1}" if number else title)
    sheet.freeze_panes = "A2"
    sheet.append(header)
    return sheet


def _cell(
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    value: Any,  # noqa: ANN401 - a scalar of any column
    where: tuple[str, int, str],
    long: list[tuple[str, int, str, str]],
) -> Any:  # noqa: ANN401 - a cell or a scalar
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

    if not isinstance(value, str) or not value:
        return value
    written = escape(value)
    if 2 * len(written) > CELL and len(written.encode("utf-16-le")) > 2 * CELL:
        long.append((*where, value))
        written = escape(value[: CELL // 8]) + " …"
    if written[0] not in SPECIAL:
        return written
    cell = WriteOnlyCell(sheet)
    cell.value = written
    cell.data_type = "s"  # text, whatever it begins with
    cell.quotePrefix = True  # and text it stays when somebody edits the cell
    return cell


def escape(text: str) -> str:
    """Write the characters that a workbook cannot hold as _xHHHH_ (ECMA-376, 22.9.2.19).

    Args:
        text: any text.

    Returns:
        Text that a spreadsheet reads back as the same.
    """
    kept = _ESCAPED.sub("_x005F_", text) if "_x" in text else text
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", kept)


def _parts(long: list[tuple[str, int, str, str]]) -> Iterator[list[Any]]:
    for table, row, column, text in long:
        for part, at in enumerate(range(0, len(text), CELL // 8), 1):
            yield [table, row, column, part, text[at : at + CELL // 8]]
