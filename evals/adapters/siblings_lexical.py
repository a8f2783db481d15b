"""Which texts render one original when no sentence model is installed?"""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.adapters import siblings

NAME = "siblings-lexical"
FOLDER = "siblings"
ARGS = siblings.ARGS
PEERS = {
    "sentence pairs F1, plain": ("character TF-IDF, mutual best", 0.780),
    "sentence pairs F1, cut": ("character TF-IDF, mutual best", 0.703),
    "sentence pairs F1, cut-shuffle": ("character TF-IDF, mutual best", 0.704),
    'document F1 of "same"': ("character TF-IDF, best threshold", 0.736),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    return siblings.predict(folder, understood=False)


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    rows = {name: float(scores[name]) for name in (*PEERS, "sentence pairs P")}
    return rows | {"weakest set in one language, F1 plain": siblings.weakest(scores, across=False)}
