"""Does a request without a later result count as right only where the answer says so?"""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.open_rows import NAME, check_open


def row(start: int, end: int, status: str = "open", **more: object) -> dict[str, Any]:
    made = [{"file": "a.txt", "start": start, "end": end, "text": "x" * (end - start)}]
    return {"made": made, "status": status, "outcomes": [], **more}


def write(folder: Path, *rows: dict[str, Any]) -> Path:
    folder.mkdir()
    text = "".join(json.dumps(line) + "\n" for line in rows)
    (folder / "tracking.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("answers", "share"),
    [
        ([row(0, 10), row(20, 30)], 1.0),
        ([row(0, 10), row(20, 30, "partly", outcomes=[{"what": "y"}])], 0.5),
        ([row(0, 10)], 0.5),
        ([row(0, 4, "partly"), row(3, 10), row(21, 30)], 1.0),
        ([], 0.0),
    ],
)
def test_open_rows(tmp_path: Path, answers: list[dict[str, Any]], share: float) -> None:
    gold = write(
        tmp_path / "gold",
        row(0, 10),
        row(20, 30),
        row(40, 50, "partly"),
        row(60, 70, optional=True),
    )
    told = write(tmp_path / "told", *answers)
    assert check_open(gold, told)[NAME]["f1"] == share


def test_a_story_without_open_requests_has_no_such_row(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", row(0, 10, "done"))
    assert check_open(gold, tmp_path / "missing") == {}
