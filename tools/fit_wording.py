"""Which weights tell a copied wording from a second author's? Writes data/wording.toml.

    python tools/fit_wording.py FOLDER...

Each folder is a lineage benchmark (docs.jsonl, gold.jsonl with the source of every report). The
weights are fitted by logistic regression with a ridge on the pairs of every story; half of the
stories at a time is left out to print how well the rest predicts it.
"""

import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.plain_reports import make_report
from firsthand.analyse.lineage import overlaps_of
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.wording import (
    FEATURES,
    SURELY_APART,
    SURELY_ONE,
    features_of,
)

RIDGE = 1.0
ROUNDS = 50
TARGET = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "wording.toml"

Floats = NDArray[np.float64]


def read_pairs(folder: Path) -> list[tuple[str, Floats, bool]]:
    """Measure the pairs of one benchmark that containment leaves open."""
    gold = {g["id"]: g for g in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    stories = defaultdict(list)
    with (folder / "docs.jsonl").open(encoding="utf-8", newline="") as lines:
        for row in map(json.loads, lines):
            stories[row["story"]].append(make_report(row))
    pairs = []
    for story, reports in sorted(stories.items()):
        prints = {report.id: take_prints(report) for report in reports}
        place = {name: number for number, name in enumerate(prints)}
        overlaps = overlaps_of(list(prints.values()))
        for a, b in combinations(sorted(prints), 2):
            overlap = overlaps.get((a, b))
            if overlap and SURELY_APART <= overlap.containment <= SURELY_ONE:
                same = gold[a]["source"] == gold[b]["source"]
                both = [(place[a], place[b])]
                features = features_of(list(prints.values()), both, [overlap])[0]
                pairs.append((story, features, same))
    return pairs


def fit(rows: list[tuple[str, Floats, bool]]) -> tuple[Floats, float]:
    """Fit by Newton's method on standardised features, then undo the standardising."""
    table = np.array([features for _, features, _ in rows])
    told = np.array([same for _, _, same in rows], float)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    design = np.column_stack([(table - middle) / spread, np.ones(len(table))])
    ridge = np.diag([RIDGE] * table.shape[1] + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (told - chance) - ridge @ weights
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights += np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)


def accuracy(weights: tuple[Floats, float], rows: list[tuple[str, Floats, bool]]) -> float:
    """Tell which share of the pairs is judged rightly."""
    slope, intercept = weights
    return float(np.mean([(slope @ x + intercept > 0) == same for _, x, same in rows]))


def main() -> None:
    """Fit, print the held-out accuracy, write the file."""
    rows = [row for folder in sys.argv[1:] for row in read_pairs(Path(folder))]
    stories = sorted({story for story, _, _ in rows})
    for half in (0, 1):
        kept = set(stories[half::2])
        inside = [row for row in rows if row[0] in kept]
        outside = [row for row in rows if row[0] not in kept]
        print(f"half {half}: {accuracy(fit(inside), outside):.3f} of {len(outside)} pairs right")
    slope, intercept = fit(rows)
    lines = [
        "# Log-odds that of two reports one keeps the other's wording (logistic regression).",
        f"# Fitted by tools/fit_wording.py on {len(rows)} pairs of reports that word five-grams",
        "# leave open; nothing of their texts is in here.",
        f"intercept = {intercept:.4f}",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(FEATURES, slope, strict=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
