"""Are three outlets' reports of one political event brought together, and no others?"""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.adapters.events_ecbplus import ARGS
from evals.grouping import answer_events

__all__ = ["ARGS", "NAME", "PEERS", "predict", "read_scores"]

NAME = "events-basil"
PEERS = {
    "BCubed F1": ("lexical mix, title + text", 0.972),
    "ARI": ("lexical mix, title + text", 0.955),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    yield from answer_events(folder, slots=True)


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    return {name: float(scores[name]) for name in PEERS}
