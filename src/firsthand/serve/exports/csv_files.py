"""How do findings become CSV files that spreadsheets open safely?"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthand.model.findings import Findings
from firsthand.serve.exports.material import Material, Member
from firsthand.serve.exports.rows import columns_of, rows_of, tables_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Spreadsheets read UTF-8 as something else without it."""

_ROWS = 100
"""Rows written at once."""


def marked(material: Material) -> Iterator[Member]:
    """Write a CSV file for each table: UTF-8 with a byte order mark, CRLF lines (RFC 4180).

    Args:
        material: what there is to export.

    Yields:
        The files.
    """
    for member in unmarked(material):
        yield Member(member.name, _after(BYTE_ORDER_MARK, member.chunks))


def unmarked(material: Material) -> Iterator[Member]:
    """Write a CSV file for each table: UTF-8 without a mark, CRLF lines (RFC 4180).

    Args:
        material: what there is to export.

    Yields:
        The files.
    """
    for table in tables_of(material):
        yield Member(f"{table}.csv", _table(material, table))


def export_csv(findings: Findings, folder: Path) -> tuple[Path, ...]:
    """Write one CSV file for each noun.

    Args:
        findings: of a study.
        folder: where to write; made if it is not there.

    Returns:
        The files written: UTF-8 with a byte order mark, as spreadsheets want it, and CRLF lines
        (RFC 4180).
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for member in marked(Material(findings)):
        path = folder / member.name
        path.write_bytes(b"".join(member.chunks))
        written.append(path)
    return tuple(written)


def csv_table(findings: Findings, name: str) -> str:
    """Write one noun's items as CSV.

    Args:
        findings: of a study.
        name: of the table, such as "figures".

    Returns:
        A header line and a line for each item.
    """
    return b"".join(_table(Material(findings), name)).decode()


def write_rows(header: list[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Write rows as CSV whose cells no spreadsheet takes for formulas.

    Args:
        header: the names of the columns.
        rows: the cells of each row.

    Yields:
        UTF-8 bytes, some rows at a time.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow([_safe(value) for value in row])
        if number % _ROWS == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _table(material: Material, table: str) -> Iterator[bytes]:
    header = [column.name for column in columns_of(table)]
    return write_rows(header, ([row[c] for c in header] for row in rows_of(material, table)))


def _after(first: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _taken(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def _safe(value: object) -> object:
    """Put an apostrophe before what would run as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
