"""Are dates, money, counts and lengths read in languages that have no files written by people?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from firsthand import study
from firsthand.model.items import Bound

CASES = Path(__file__).parent.parent / "cases" / "languages" / "further.toml"
TELLING: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
NO_COUNTS = frozenset({"he"})
"""Numbers with a letter before them, "ב-3,400", are taken for parts of names."""
UNKNOWN_LENGTH = frozenset({"he", "lv"})


@pytest.mark.parametrize("case", TELLING, ids=[case["language"] for case in TELLING])
def test_a_report_in_a_further_language(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(case["text"], encoding="utf-8")
    found = study([path])
    assert found.reports[0].metadata.language == case["language"]
    days = [moment.value for moment in found.moments]
    assert days[0] == "2025-05-14"
    assert "2025-05-13" in days[1:]
    told = {(figure.value, figure.unit.canonical) for figure in found.figures}
    assert (250e6, case["money"]) in told
    if case["language"] not in UNKNOWN_LENGTH:
        assert (12.0, "km") in told
    if case["language"] not in NO_COUNTS:
        bounds = [figure.bound for figure in found.figures if figure.value == 3400]
        assert bounds == [Bound.APPROXIMATE]
