"""Which of ten thousand news texts were copied from which, and which passages were taken?"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.lineage import find_copies
from firsthand.model.story import Direction

NAME = "copies"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "recall": ("winnowed word 5-grams", 1.0),
    "precision (soft)": ("winnowed character 12-grams", 0.979),
    "passage characters F1": ("winnowed character 12-grams", 0.974),
    "plagdet": ("winnowed character 12-grams", 0.843),
    "passage R ocr5": ("winnowed character 12-grams", 0.701),
    "direction accuracy": ("the longer text is the source", 0.511),
}

TOLD = ("direction shuffle", "direction insert", "direction merge2", "direction answered")
"""Direction where the lengths of the texts do not give it away, and how often one is told."""

LEAST_SHARED = 12
LEAST_CONTAINED = 0.08
"""A pair counts as a copy here from this many shared sequences or this share of the shorter text:
a single stock phrase of twelve words is a passage to the program but no copying to the bench."""


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8", newline="") as lines:
        reports = [make_report(json.loads(line)) for line in lines]
    for link, overlap in find_copies(reports):
        if overlap.shared < LEAST_SHARED and overlap.containment < LEAST_CONTAINED:
            continue
        known = link.direction in (Direction.A_TO_B, Direction.B_TO_A)
        yield {
            "a": link.a,
            "b": link.b,
            "direction": link.direction.value if known else "unknown",
            "passages": [
                {"a": [p.a.start, p.a.end], "b": [p.b.start, p.b.end]} for p in link.passages
            ],
        }


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    return {name: float(scores[name]) for name in (*PEERS, *TOLD)}
