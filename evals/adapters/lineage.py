"""How many independent sources stand behind a story, and which report was made from which?"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.apart import rates
from evals.plain_reports import make_report
from firsthand.analyse.lineage import find_copies
from firsthand.analyse.lineage.descent import count_sentences
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.tree import trace
from firsthand.compare.families import COPIES, find_families, likely
from firsthand.model.report import Report

NAME = "lineage"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "exact count": ("containment of word 5-grams >= 0.45", 0.902),
    "ARI": ("containment of word 5-grams >= 0.45", 0.915),
    "parent accuracy": ("report that covers most of the child", 0.781),
    "originals": ("same, original if less than 0.45 is covered", 0.52),
    "originals precision": ("same, original if less than 0.45 is covered", 0.92),
}


def predict(folder: Path, *, dated: bool = True) -> Iterator[dict[str, object]]:
    """Group the reports of every story and trace each group, all stories being one pile.

    Args:
        folder: of the benchmark.
        dated: whether the days of publication may be used.

    Yields:
        The family and the parent of each report; one that is hardly an original gets the
        likeliest parent even below the margin at which the program says so.
    """
    stories: dict[str, list[Report]] = defaultdict(list)
    with (folder / "docs.jsonl").open(encoding="utf-8", newline="") as lines:
        for line in lines:
            row = json.loads(line)
            if not dated:
                row.pop("published", None)
            stories[row["story"]].append(make_report(row))
    prints = {r.id: take_prints(r) for reports in stories.values() for r in reports}
    families = {}
    for reports in stories.values():
        links = [link for link, _ in find_copies(reports)]
        for family in find_families(reports, likely(links), COPIES):
            families[family.id] = [prints[name] for name in family.reports]
    spread = count_sentences(families.values())
    for name, members in families.items():
        parents = {descent.report: descent.parent for descent in trace(members, spread)}
        for one in members:
            parent = parents.get(one.report.id) or None
            yield {"id": one.report.id, "family": name, "parent": parent}


def measure(folder: Path, predictions: Path) -> dict[str, float]:
    """Measure both errors of the count.

    Args:
        folder: of the benchmark.
        predictions: what was predicted, a line a report.

    Returns:
        Shares of pairs and stories that are right.
    """
    told = {row["id"]: str(row["family"]) for row in _lines(predictions)}
    stories: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _lines(folder / "gold.jsonl"):
        stories[row["story"]].append((str(row["source"]), told[row["id"]]))
    return rates(stories.values())


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    return {name: float(scores[name]) for name in PEERS}
