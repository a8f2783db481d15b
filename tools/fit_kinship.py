"""How likely do aligned sentences go back to one text? Writes data/kinship.toml.

    python tools/fit_kinship.py SIBLINGS EVENTS...

SIBLINGS is the benchmark of texts that render one original: its true pairs, whole and with a share
of the sentences of each side left out as partial renderings do, against its other pairs. EVENTS are
benchmarks of different newsrooms on one event; pairs that share a tenth of their wording are passed
over. The weights are fitted by logistic regression with a ridge; half of the texts at a time is
left out to print how often what was told at each chance held.
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.grouping import read_rows
from evals.plain_reports import make_report
from firsthand.analyse.lineage import overlaps_of
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.kinship import compare_sentences, take_sentences
from firsthand.analyse.lineage.likelihood import FEATURES, features_of
from firsthand.text.vectors import installed, load

RIDGE = 1.0
ROUNDS = 60
LEFT_OUT = (0.0, 0.3, 0.5)
"""Shares of the sentences of each side that are left out of a true pair in one language."""
ACROSS_EVERY = 4
"""Of the pairs in two languages, whose vectors take long, so many are passed over to one read."""
SHARED_WORDING = 0.1
PAIRS_OF_EVENT = 15
STEPS = (0.0, 0.05, 0.25, 0.5, 0.8, 0.95, 1.01)
TARGET = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "kinship.toml"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One pair: which half it is in, whether in two languages, its features, whether akin."""

    half: int
    across: bool
    features: tuple[float, ...]
    same: bool


def read_siblings(folder: Path) -> Iterator[Row]:
    """Measure pairs of texts that render one original, and of others that do not."""
    docs = {str(row["id"]): row for row in read_rows(folder)}
    place = {name: number for number, name in enumerate(docs)}
    encoder = load() if installed() else None
    dice = random.Random(4)  # noqa: S311 - which sentences are left out
    across_seen = 0

    def sentences(name: str, left_out: float) -> object:
        bounds = [(start, end) for start, end in docs[name]["sentences"]]
        kept = [b for b in bounds if dice.random() >= left_out] or bounds
        return take_sentences(take_prints(make_report(docs[name])), kept)

    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        a, b, same = pair["a"], pair["b"], bool(pair["same"])
        across = docs[a]["lang"] != docs[b]["lang"]
        across_seen += across
        if across and (encoder is None or across_seen % ACROSS_EVERY):
            continue
        for share in LEFT_OUT if same and not across else (0.0,):
            one, two = sentences(a, share), sentences(b, share)
            kin = compare_sentences(one, two, encoder if across else None)  # type: ignore[arg-type]
            if kin is not None:
                yield Row(place[a] % 2, across, features_of(kin), same)


def read_events(folder: Path) -> Iterator[Row]:
    """Measure pairs of reports that different newsrooms wrote on one event."""
    gold = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    event = {one["id"]: one["event"] for one in gold}
    members = defaultdict(list)
    for number, row in enumerate(read_rows(folder)):
        members[event[row["id"]]].append((number, take_prints(make_report(row))))
    for _, told in sorted(members.items()):
        for (number, a), (_, b) in list(combinations(told, 2))[:PAIRS_OF_EVENT]:
            shared = max((o.containment for o in overlaps_of([a, b]).values()), default=0.0)
            kin = compare_sentences(take_sentences(a), take_sentences(b))
            if kin is not None and shared < SHARED_WORDING:
                yield Row(number % 2, across=False, features=features_of(kin), same=False)


def fit(rows: list[Row]) -> tuple[Floats, float]:
    """Fit by Newton's method on standardised features, then undo the standardising."""
    table = np.array([row.features for row in rows])
    told = np.array([row.same for row in rows], float)
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


def show(weights: tuple[Floats, float], rows: list[Row]) -> None:
    """Print how often it held what was told at each chance."""
    slope, intercept = weights
    odds = np.array([slope @ np.array(row.features) + intercept for row in rows])
    chance = 1 / (1 + np.exp(-odds))
    same = np.array([row.same for row in rows])
    print(f"  {np.mean((chance > 0.5) == same):.3f} of {len(rows)} pairs right")  # noqa: PLR2004
    for low, high in pairwise(STEPS):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            print(f"  {low:.2f}-{high:.2f}: {inside.sum()} pairs, {same[inside].mean():.3f} held")


def main() -> None:
    """Fit, print the held-out reliability, write the file."""
    rows = list(read_siblings(Path(sys.argv[1])))
    for folder in sys.argv[2:]:
        rows.extend(read_events(Path(folder)))
    lines = [
        "# Log-odds that two texts whose sentences align render one original.",
        f"# Logistic regression by tools/fit_kinship.py on {len(rows)} pairs; nothing of their",
        "# texts is in here.",
    ]
    for name, across in (("within", False), ("across", True)):
        chosen = [row for row in rows if row.across == across]
        for half in (0, 1):
            print(f"{name} one language, fitted on half {half}:" if not across else f"{name}:")
            inside = [row for row in chosen if row.half == half]
            show(fit(inside), [row for row in chosen if row.half != half])
        slope, intercept = fit(chosen)
        told = (f"{key} = {value:.4f}" for key, value in zip(FEATURES, slope, strict=True))
        lines += ["", f"[{name}]", f"intercept = {intercept:.4f}", *told]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
