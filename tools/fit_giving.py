"""Which weights tell the source of a passage from its copy? Writes data/giving.toml.

    python tools/fit_giving.py FOLDER

The folder is the copies benchmark (docs.jsonl.gz, gold.jsonl with directions). Logistic regression
without an intercept and with a ridge, once on the whole pile and once with every pair among nought
to nine other texts, as in a small dossier; half of the copies at a time is left out to print how
well the rest predicts it, by kind of copy.
"""

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.plain_reports import make_report
from firsthand.analyse.lineage import overlaps_of
from firsthand.analyse.lineage.direction import SURE
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.giving import FEATURES, Pile

RIDGE = 1.0
ROUNDS = 30
FEW = 10
TARGET = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "giving.toml"

Floats = NDArray[np.float64]
Row = tuple[str, str, Floats, bool]
"""Kind, copy, features, whether the first of the two is the source."""


def read_pairs(folder: Path) -> dict[str, list[Row]]:
    """Measure the labelled pairs, in the whole pile and among few."""
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8", newline="") as lines:
        reports = [make_report(json.loads(line)) for line in lines]
    prints = [take_prints(r) for r in sorted(reports, key=lambda r: r.id)]
    by_id = {p.report.id: p for p in prints}
    overlaps = overlaps_of(prints)
    pile = Pile(prints)
    rows: dict[str, list[Row]] = {"many": [], "few": []}
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for number, g in enumerate(map(json.loads, lines)):
            overlap = overlaps.get((g["a"], g["b"]))
            if overlap is None:
                continue
            forth = g["direction"] == "a->b"
            a, b = by_id[g["a"]], by_id[g["b"]]
            others = [prints[(number * FEW + k) % len(prints)] for k in range(number % FEW)]
            for name, known in (("many", pile), ("few", Pile([a, b, *others]))):
                copy = g["b"] if forth else g["a"]
                rows[name].append((g["kind"], copy, known.compare(a, b, overlap), forth))
    return rows


def fit(rows: list[Row]) -> Floats:
    """Fit by Newton's method on features of spread one, then undo the scaling."""
    table = np.array([features for _, _, features, _ in rows])
    told = np.array([forth for *_, forth in rows], float)
    spread = np.sqrt((table**2).mean(axis=0)) + 1e-9
    design, weights = table / spread, np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (told - chance) - RIDGE * weights
        bend = (design * (chance * (1 - chance))[:, None]).T @ design
        weights += np.linalg.solve(bend + RIDGE * np.eye(len(weights)), slope)
    return np.asarray(weights / spread, np.float64)


def main() -> None:
    """Fit, print the held-out accuracy, write the file."""
    lines = [
        "# Log-odds that the first of two texts gave the passages that they share.",
        "# Fitted by tools/fit_giving.py, in a large pile and among few texts; nothing of the",
        "# texts is in here.",
    ]
    for name, rows in read_pairs(Path(sys.argv[1])).items():
        copies = sorted({copy for _, copy, *_ in rows})
        right = defaultdict(list)
        for half in (0, 1):
            kept = set(copies[half::2])
            weights = fit([row for row in rows if row[1] in kept])
            for kind, copy, features, forth in rows:
                if copy not in kept:
                    odds = float(weights @ features) * (1 if forth else -1)
                    right[kind].append(odds >= SURE)
                    right["all"].append(odds >= SURE)
                    right["all, wrong"].append(odds <= -SURE)
        for kind, found in sorted(right.items()):
            print(f"{name}: {kind} {np.mean(found):.3f} of {len(found)}")
        lines += ["", f"[{name}]"]
        lines += [f"{k} = {v:.4f}" for k, v in zip(FEATURES, fit(rows), strict=True)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
