"""Are three outlets' reports of one event brought together by their headlines alone?"""

from collections.abc import Iterator
from pathlib import Path

from evals.adapters.events_basil import read_scores
from evals.adapters.events_ecbplus import ARGS
from evals.grouping import answer_events, title_alone

__all__ = ["ARGS", "FOLDER", "NAME", "PEERS", "predict", "read_scores"]

NAME = "events-basil-titles"
FOLDER = "events-basil"
PEERS = {
    "BCubed F1": ("worldmonitor at its best threshold here", 0.73),
    "ARI": ("worldmonitor at its best threshold here", 0.519),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    yield from answer_events(folder, slots=True, cut=title_alone)
