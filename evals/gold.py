"""How good are the answers about annotated stories, all questions at once?"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evals.row import Row
from evals.shared import ROOT

PART = "gold"
TIME_LIMIT = 600
"""Seconds for one story."""

PEERS: dict[str, tuple[str, float]] = {
    "figures.full": ("CQE", 0.875),
    "times.value": ("HeidelTime", 0.81),
    "statements.speaker": ("Citron retrained, triple", 0.628),
    "people.linking": ("spaCy NER, same string", 0.0),
}
"""The nearest measured figure of another system on these texts; its rule differs a little."""


def clusters(shared: Path) -> list[Path]:
    """List the annotated stories.

    Args:
        shared: the evaluation material.

    Returns:
        Folders with an events.json.
    """
    return sorted(path.parent for path in (shared / "gold").glob("*/events.json"))


def score_gold(shared: Path) -> Iterator[Row]:
    """Answer every annotated story and score the answers.

    Args:
        shared: the evaluation material.

    Yields:
        One row for each measure of each story.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for cluster in clusters(shared):
            _run(sys.executable, "-m", "firsthand", "answers", cluster, out / cluster.name)
        scorer = shared / "eval" / "score.py"
        printed = _run(
            sys.executable, scorer, out, "--gold", shared / "gold", "--json", accepted=(0,)
        )
    for name, measures in json.loads(printed).items():
        if name != "all":
            yield from _rows(name, measures)


def _rows(cluster: str, measures: dict[str, dict[str, float | None]]) -> Iterator[Row]:
    for metric, values in sorted(measures.items()):
        side = "r" if "(recall)" in metric or "(acc)" in metric else "f1"
        side = "p" if "(precision)" in metric else side
        peer, peer_value = PEERS.get(metric, ("", None))
        yield Row(
            f"{PART}-{cluster}", metric, values[side], peer=peer, peer_value=peer_value or None
        )


def _run(*command: object, accepted: tuple[int, ...] = (0, 3)) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    if done.returncode not in accepted:
        raise RuntimeError(f"{command[1:4]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout
