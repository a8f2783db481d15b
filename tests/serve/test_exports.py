"""Are exports complete, exact and safe to open?"""

import csv
import io
from dataclasses import replace
from pathlib import Path

from firsthand.model.schema import from_json, to_json
from firsthand.serve.exports import TABLE_NAMES, csv_table, export_csv, export_json
from tests.serve.builders import rich_findings

FINDINGS = rich_findings()


def test_json_reads_back() -> None:
    assert from_json(type(FINDINGS), export_json(FINDINGS)) == FINDINGS
    assert export_json(FINDINGS) == to_json(FINDINGS) + b"\n"


def test_every_item_is_a_csv_line(tmp_path: Path) -> None:
    written = export_csv(FINDINGS, tmp_path / "out")
    assert {path.stem for path in written} == {*TABLE_NAMES, "weights"}
    for name in TABLE_NAMES:
        text = (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == len(getattr(FINDINGS, name))


def test_no_cell_begins_as_a_formula() -> None:
    report = replace(FINDINGS.reports[0], name="=HYPERLINK(1)")
    table = csv_table(replace(FINDINGS, reports=(report,)), "reports")
    row = next(csv.DictReader(io.StringIO(table)))
    assert row["name"] == "'=HYPERLINK(1)"
