"""Which weights tell a parent from a sibling? Writes data/descent.toml.

    python tools/fit_descent.py FOLDER...

Each folder is a lineage benchmark (docs.jsonl, gold.jsonl with source and parent of every report).
A log-linear model over all trees of a family is fitted by maximum likelihood with a ridge, with the
given dates and without any; half of the stories at a time is left out to print how well the rest
predicts it.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.plain_reports import make_report
from firsthand.analyse.lineage.arborescence import best_tree, tree_chances
from firsthand.analyse.lineage.descent import EDGE, ROOT, Table, count_sentences, take_member
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.tree import SURE, log_weights

RIDGE = 1.5
ROUNDS = 15
SMALLEST = 1e-6
ELSEWHERE = -2
TARGET = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "descent.toml"

Floats = NDArray[np.float64]
Row = tuple[str, str, Table, list[set[int]], list[int]]
"""Story, name of the run, features, right parents of each report, the first of them (-1: none)."""


def read_families(folder: Path, *, dated: bool) -> list[Row]:
    """Measure the families of one benchmark, with its dates or without."""
    gold = {g["id"]: g for g in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    families = defaultdict(list)
    with (folder / "docs.jsonl").open(encoding="utf-8", newline="") as lines:
        for row in map(json.loads, lines):
            if not dated:
                row.pop("published", None)
            key = row["story"], gold[row["id"]]["source"]
            families[key].append(take_prints(make_report(row)))
    spread = count_sentences(families.values())
    rows: list[Row] = []
    for (story, _), prints in sorted(families.items()):
        members = [take_member(p) for p in sorted(prints, key=lambda p: p.report.id)]
        place = {member.name: number for number, member in enumerate(members)}
        own = [gold[member.name] for member in members]
        first = [-1 if g["parent"] is None else place.get(g["parent"], ELSEWHERE) for g in own]
        right = [{place[g[k]] for k in ("parent", "parent2") if g[k] in place} for g in own]
        if len(members) > 1:
            rows.append((story, f"{folder.name} {dated=}", Table(members, spread), right, first))
    return rows


class Model:
    """The weights, on features of spread one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Fit by damped Gauss-Newton steps."""
        whole = [row for row in rows if ELSEWHERE not in row[4] and row[4].count(-1) == 1]
        pairs = [t.edges[~np.eye(len(f), dtype=bool)] for _, _, t, _, f in whole]
        self.spread = np.concatenate(
            [
                np.vstack(pairs).std(axis=0) + 1e-9,
                np.vstack([t.roots for _, _, t, _, _ in whole]).std(axis=0) + 1e-9,
            ]
        )
        self.weights = np.zeros(len(self.spread))
        for _ in range(ROUNDS):
            value, slope, bend = self._measure(whole, self.weights)
            step = np.linalg.solve(bend, slope)
            while (
                self._measure(whole, self.weights + step)[0] < value and abs(step).max() > SMALLEST
            ):
                step = step / 2
            self.weights = self.weights + step

    def plain(self) -> tuple[Floats, Floats]:
        """Undo the scaling."""
        weights = self.weights / self.spread
        return weights[: len(EDGE)], weights[len(EDGE) :]

    def _measure(self, rows: Sequence[Row], weights: Floats) -> tuple[float, Floats, Floats]:
        cut = len(EDGE)
        edge, root = weights[:cut] / self.spread[:cut], weights[cut:] / self.spread[cut:]
        value = -RIDGE * float(weights @ weights) / 2
        slope, bend = -RIDGE * weights, RIDGE * np.eye(len(weights))
        for _, _, table, _, first in rows:
            scores, originals = log_weights(table, edge, root)
            chances, roots, total = tree_chances(scores, originals)
            value -= total
            for child, parent in enumerate(first):
                features = table.edges[:, child] / self.spread[:cut]
                value += originals[child] if parent < 0 else scores[parent, child]
                slope[:cut] -= chances[:, child] @ features
                if parent >= 0:
                    slope[:cut] += features[parent]
                bend[:cut, :cut] += _scatter(features, chances[:, child])
            features = table.roots / self.spread[cut:]
            slope[cut:] += features[first.index(-1)] - roots @ features
            bend[cut:, cut:] += _scatter(features, roots)
        return value, slope, bend


def _scatter(features: Floats, chances: Floats) -> Floats:
    """Sum up how the features vary under the chances."""
    total = float(chances.sum())
    if total < SMALLEST:
        return np.zeros((features.shape[1], features.shape[1]))
    apart = features - (chances @ features) / total
    return np.asarray((apart * chances[:, None]).T @ apart, np.float64)


def report(model: Model, rows: Sequence[Row], tally: dict[str, list[int]]) -> None:
    """Count copies, right parents, originals, those found, those named."""
    for _, run, table, right, first in rows:
        chances, roots, _ = tree_chances(*log_weights(table, *model.plain()))
        for child, parent in enumerate(best_tree(chances, roots)):
            named = parent < 0 and roots[child] >= SURE
            chosen = int(chances[:, child].argmax()) if parent < 0 else parent
            count = tally[run]
            count[0] += first[child] != -1
            count[1] += first[child] != -1 and not named and chosen in right[child]
            count[2] += first[child] == -1
            count[3] += first[child] == -1 and named
            count[4] += named


def main() -> None:
    """Fit, print the held-out accuracy, write the file."""
    folders = [Path(folder) for folder in sys.argv[1:]]
    rows = [
        row for f in folders for dated in (True, False) for row in read_families(f, dated=dated)
    ]
    stories = sorted({row[0] for row in rows})
    tally: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for half in (0, 1):
        kept = set(stories[half::2])
        model = Model([row for row in rows if row[0] in kept])
        report(model, [row for row in rows if row[0] not in kept], tally)
    for run, (copies, right, originals, found, named) in sorted(tally.items()):
        print(
            f"{run}: parents {right / copies:.3f}, "
            f"originals {found / originals:.3f} right {found / max(1, named):.3f} (alone: left out)"
        )
    edge, root = Model(rows).plain()
    lines = [
        "# Log-weights of a possible parent and a possible original in the tree of a family.",
        f"# Fitted by tools/fit_descent.py on {len(rows) // 2} families with their dates and",
        "# without; nothing of their texts is in here.",
        "[parent]",
        *(f"{name} = {value:.4f}" for name, value in zip(EDGE, edge, strict=True)),
        "",
        "[original]",
        *(f"{name} = {value:.4f}" for name, value in zip(ROOT, root, strict=True)),
    ]
    kept_lines = _other_tables()
    TARGET.write_text("\n".join([*lines, *kept_lines]) + "\n", encoding="utf-8")


def _other_tables() -> list[str]:
    """Keep what another tool has written below."""
    text = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    return ["", *text[text.index("[pair]") :].splitlines()] if "[pair]" in text else []


if __name__ == "__main__":
    main()
