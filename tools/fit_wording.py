"""Which weights tell a copied wording from a second author's? Writes data/wording.toml.

    python tools/fit_wording.py FOLDER... --events FOLDER...

Each folder is a lineage benchmark (docs.jsonl, gold.jsonl with the source of every report); after
--events stand benchmarks of different newsrooms on one event, whose pairs that share less than a
fifth of their wording have two authors. The weights are fitted by logistic regression with a ridge.
All pairs of two sources of a story weigh the same together, as many or few reports as they have:
they are judged together too. One story at a time is left out to print how well the rest tells its
sources, and half of the pairs of newsrooms.
"""

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.grouping import read_rows
from evals.plain_reports import make_report
from firsthand.analyse.lineage import overlaps_of
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.settle import HANGS_TOGETHER
from firsthand.analyse.lineage.wording import (
    FEATURES,
    LIMIT,
    SURELY_APART,
    SURELY_ONE,
    features_of,
)
from firsthand.text.linkage import average_linkage

RIDGE = 3.0
FREE = {"unmet": 0.01}
"""Parts of the ridge for what hardly occurs in the benchmarks of copies, so that others tell it."""
ROUNDS = 50
OTHERS_SHARE = 0.2
"""Containment of word five-grams from which two newsrooms may have copied."""
OTHERS_WEIGH = 10
"""Pairs of sources that all pairs of newsrooms weigh as much as."""
TARGET = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "wording.toml"

Floats = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One pair that containment leaves open: its story, places, features, sources."""

    story: str
    pair: Pair
    features: Floats
    sources: tuple[str, str]

    @property
    def same(self) -> bool:
        """Whether the two go back to one source."""
        return self.sources[0] == self.sources[1]


@dataclass(frozen=True, slots=True)
class Story:
    """One story of one benchmark: the source of each report, the open pairs and the sure ones."""

    name: str
    folder: str
    sources: tuple[str, ...]
    rows: tuple[Row, ...]
    sure: dict[Pair, float]


def read_stories(folder: Path) -> list[Story]:
    """Measure the pairs of one benchmark."""
    gold = {g["id"]: g for g in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    stories = defaultdict(list)
    with (folder / "docs.jsonl").open(encoding="utf-8", newline="") as lines:
        for row in map(json.loads, lines):
            stories[row["story"]].append(make_report(row))
    found = []
    for story, reports in sorted(stories.items()):
        prints = [take_prints(report) for report in sorted(reports, key=lambda r: r.id)]
        names = [p.report.id for p in prints]
        overlaps = overlaps_of(prints)
        known = {
            (i, j): overlaps[names[i], names[j]].containment
            for i, j in combinations(range(len(names)), 2)
            if (names[i], names[j]) in overlaps
        }
        pairs = [pair for pair, share in known.items() if SURELY_APART <= share <= SURELY_ONE]
        sources = tuple(str(gold[name]["source"]) for name in names)
        rows = [
            Row(story, (i, j), features, (sources[i], sources[j]))
            for (i, j), features in zip(pairs, features_of(prints, pairs), strict=True)
        ]
        sure = {
            pair: LIMIT if share > SURELY_ONE else -LIMIT
            for pair, share in known.items()
            if pair not in set(pairs)
        }
        found.append(Story(story, folder.name, sources, tuple(rows), sure))
    return found


def read_others(folder: Path) -> list[Floats]:
    """Measure the pairs of newsrooms that have some wording in common."""
    reports = []
    for row in read_rows(folder):
        title, text = str(row.get("title") or ""), str(row["text"])
        whole = text if text.startswith(title) else f"{title}\n{text}"
        reports.append(make_report({**row, "text": whole}))
    prints = [take_prints(report) for report in sorted(reports, key=lambda r: r.id)]
    place = {p.report.id: number for number, p in enumerate(prints)}
    pairs = [
        (place[a], place[b])
        for (a, b), overlap in overlaps_of(prints).items()
        if SURELY_APART <= overlap.containment < OTHERS_SHARE
    ]
    return list(features_of(prints, pairs))


def fit(rows: list[Row], others: list[Floats]) -> tuple[Floats, float]:
    """Fit by Newton's method on standardised features, then undo the standardising."""
    table = np.array([*(row.features for row in rows), *others])
    told = np.array([*(row.same for row in rows), *(False for _ in others)], float)
    sources = [(row.story, *sorted(row.sources)) for row in rows]
    crowd = Counter(sources)
    each = OTHERS_WEIGH / max(1, len(others))
    weight = np.array([*(1 / crowd[key] for key in sources), *(each for _ in others)])
    weight *= len(rows) / len(crowd)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    design = np.column_stack([(table - middle) / spread, np.ones(len(table))])
    ridge = np.diag([*(RIDGE * FREE.get(name, 1.0) for name in FEATURES), 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (weight * (told - chance)) - ridge @ weights
        bend = (design * (weight * chance * (1 - chance))[:, None]).T @ design + ridge
        weights += np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)


def count_sources(story: Story, weights: tuple[Floats, float]) -> tuple[int, bool]:
    """Tell by how many the number of sources is wrong, and whether the groups are all right."""
    slope, intercept = weights
    odds = dict(story.sure)
    for row in story.rows:
        odds[row.pair] = max(-LIMIT, min(LIMIT, float(slope @ row.features) + intercept))
    table = {pair: value + LIMIT for pair, value in odds.items()}
    groups = average_linkage(len(story.sources), table, HANGS_TOGETHER + LIMIT)
    wanted = {
        tuple(n for n, source in enumerate(story.sources) if source == one)
        for one in set(story.sources)
    }
    return len(groups) - len(wanted), set(groups) == wanted


def main() -> None:
    """Fit, print the held-out figures, write the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--events", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    stories = [story for folder in options.folders for story in read_stories(folder)]
    others = [features for folder in options.events for features in read_others(folder)]
    rows = [row for story in stories for row in story.rows]
    tally: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    right = []
    for name in sorted({story.name for story in stories}):
        held = fit([row for row in rows if row.story != name], others)
        for story in stories:
            if story.name == name:
                tally[story.folder].append(count_sources(story, held))
                right += [(held[0] @ r.features + held[1] > 0) == r.same for r in story.rows]
    print(f"left out: {np.mean(right):.3f} of {len(rows)} pairs right")
    for folder, counts in tally.items():
        exact, whole = (np.mean([c[0] == 0 for c in counts]), np.mean([c[1] for c in counts]))
        many, few = sum(c[0] > 0 for c in counts), sum(c[0] < 0 for c in counts)
        print(
            f"{folder}: number of sources right in {exact:.3f} of {len(counts)} stories, too high "
            f"in {many}, too low in {few}; all groups right in {whole:.3f}"
        )
    if others:
        halves = [(fit(rows, others[half::2]), others[1 - half :: 2]) for half in (0, 1)]
        wrong = [s @ x + i >= HANGS_TOGETHER for (s, i), left in halves for x in left]
        print(f"newsrooms taken for one: {np.mean(wrong):.3f} of {len(others)} pairs left out")
    slope, intercept = fit(rows, others)
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
