"""How do findings leave as JSON and CSV, complete and exact?"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from firsthand.model.findings import Findings
from firsthand.model.schema import TABLES, columns, to_json, to_row
from firsthand.model.story import Weight

TABLE_NAMES = tuple(name for name in TABLES if name != "decisions")
"""What an export holds, in this order; people's decisions stay in the dossier."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export_json(findings: Findings) -> bytes:
    """Write everything as one JSON document.

    Args:
        findings: of a study.

    Returns:
        UTF-8 JSON in the shape of `firsthand.model.schema.json_schema`.
    """
    return to_json(findings) + b"\n"


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
    for name in TABLE_NAMES:
        path = folder / f"{name}.csv"
        path.write_text(csv_table(findings, name), encoding="utf-8-sig", newline="")
        written.append(path)
    path = folder / "weights.csv"
    path.write_text(_weights(findings), encoding="utf-8-sig", newline="")
    return (*written, path)


def csv_table(findings: Findings, name: str) -> str:
    """Write one noun's items as CSV.

    Args:
        findings: of a study.
        name: of the table, such as "figures".

    Returns:
        A header line and a line for each item.
    """
    header = [column.name for column in columns(TABLES[name])]
    rows = (to_row(item) for item in getattr(findings, name))
    return _csv(header, ([row[column] for column in header] for row in rows))


def _weights(findings: Findings) -> str:
    header = ["of_item", *(column.name for column in columns(Weight))]
    rows = ({"of_item": item, **to_row(weight)} for item, weight in findings.weights)
    return _csv(header, ([row[column] for column in header] for row in rows))


def _csv(header: list[str], rows: Iterator[list[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_safe(value) for value in row])
    return buffer.getvalue()


def _safe(value: object) -> object:
    """Keep a spreadsheet from running text as a formula (OWASP, CSV injection)."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
