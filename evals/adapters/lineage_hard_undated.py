"""Which report was made from which in heavily rewritten copies that do not tell their day?"""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.adapters import lineage

NAME = "lineage-hard-undated"
FOLDER = "lineage-hard"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {"parent accuracy": ("report that covers most of the child", 0.735)}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    return lineage.predict(folder, dated=False)


def read_scores(output: str) -> dict[str, float]:
    return {"parent accuracy": float(json.loads(output)["parent accuracy"])}
