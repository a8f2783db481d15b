"""Which standings of numbers, days, names and denials part two sentences? Writes data/pairs.toml.

    python tools/fit_pairs.py FOLDER

The folder is a benchmark of pairs of sentences (docs.jsonl with claim and evidence, gold.jsonl with
agree or differ). Logistic regression with a ridge is fitted on the pairs in even lines; it prints
how well both halves are told.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.adapters.claims_numeric import read_told
from firsthand.compare.claim_pair import features

RIDGE = 2.0
ROUNDS = 40
LEAST = 12
"""Pairs in the fitted half that show a feature; rarer ones weigh nothing."""
TARGET = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "pairs.toml"

Floats = NDArray[np.float64]


def main() -> None:
    """Fit, print what both halves give, write the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = {row["id"]: row["verdict"] == "differ" for row in map(json.loads, lines)}
    rows, differ = [], []
    for name, left, right in read_told(folder):
        rows.append(features(left, right))
        differ.append(gold[name])
    even = rows[::2]
    seen = {name: sum(bool(row.get(name)) for row in even) for row in even for name in row}
    names = sorted(name for name, number in seen.items() if number >= LEAST)
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    truth = np.array(differ, float)
    weights = fit(table[::2], truth[::2])
    for half in (0, 1):
        name = "odd" if half else "even"
        print(f"{name} lines: {tell(table[half::2] @ weights, truth[half::2])}")
    printed = [f'"{name}" = {weight:.4f}' for name, weight in zip(names, weights, strict=True)]
    TARGET.write_text(
        "# Log-odds that two sentences cannot both be true (logistic regression).\n"
        f"# Fitted by tools/fit_pairs.py on {len(even)} pairs of sentences;\n"
        "# nothing of their texts is in here.\n[weights]\n" + "\n".join(printed) + "\n",
        encoding="utf-8",
    )


def fit(table: Floats, truth: Floats) -> Floats:
    """Fit by Newton's method."""
    weights = np.zeros(table.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - truth) + ridge @ weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def tell(odds: Floats, truth: Floats) -> str:
    """Say how many pairs are told right, all of them and the surest three quarters."""
    right = (odds > 0) == (truth > 0)
    surest = np.argsort(-np.abs(odds))[: int(0.75 * len(odds))]
    return f"{right.mean():.3f} right, {right[surest].mean():.3f} of the surest three quarters"


if __name__ == "__main__":
    main()
