"""Is nothing told of what was asked where the annotation knows of no later result?"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Measures = dict[str, dict[str, float | None]]
Row = Mapping[str, Any]

NAME = "tracking.open rows"


def check_open(gold: Path, answers: Path) -> Measures:
    """Measure how many of the requests without a result are said to have none.

    Args:
        gold: the folder of an annotated story.
        answers: the folder of the answers about it.

    Returns:
        The share, as p, r and f1; nothing where no request is open.
    """
    told = _rows(answers / "tracking.jsonl")
    wanted = [
        row
        for row in _rows(gold / "tracking.jsonl")
        if row.get("status") == "open" and not row.get("optional")
    ]
    if not wanted:
        return {}
    share = sum(_is_open(row, told) for row in wanted) / len(wanted)
    return {NAME: dict.fromkeys(("p", "r", "f1"), share)}


def _rows(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _is_open(wanted: Row, told: Sequence[Row]) -> bool:
    """Tell whether the answer that shares most of the request's words tells no result of it."""
    shared = [(_shared(wanted["made"], row.get("made", ())), -at) for at, row in enumerate(told)]
    size, place = max(shared, default=(0, 0))
    if not size:
        return False
    best = told[-place]
    return best.get("status") == "open" and not best.get("outcomes")


def _shared(ones: Sequence[Row], others: Sequence[Row]) -> int:
    return sum(
        max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))
        for a in ones
        for b in others
        if a["file"] == b["file"]
    )
