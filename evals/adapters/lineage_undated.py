"""Which report was made from which when no report tells its day?"""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.adapters import lineage

NAME = "lineage-undated"
FOLDER = "lineage"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {"parent accuracy": ("report that covers most of the child", 0.687)}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    return lineage.predict(folder, dated=False)


def read_scores(output: str) -> dict[str, float]:
    return {"parent accuracy": float(json.loads(output)["parent accuracy"])}
