"""How many independent sources stand behind a story, and which report was made from which?"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.lineage import COPY, find_copies
from firsthand.analyse.lineage.direction import publication_day
from firsthand.analyse.lineage.passages import Overlap
from firsthand.compare.families import COPIES, find_families
from firsthand.model.report import Report

NAME = "lineage"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "exact count": ("containment of word 5-grams >= 0.45", 0.902),
    "ARI": ("containment of word 5-grams >= 0.45", 0.915),
    "parent accuracy": ("report that covers most of the child", 0.781),
    "originals": ("same, original if less than 0.45 is covered", 0.52),
}

Pair = tuple[str, str]


def predict(folder: Path) -> Iterator[dict[str, object]]:
    stories: dict[str, list[Report]] = defaultdict(list)
    with (folder / "docs.jsonl").open(encoding="utf-8", newline="") as lines:
        for line in lines:
            row = json.loads(line)
            stories[row["story"]].append(make_report(row))
    for reports in stories.values():
        found = list(find_copies(reports))
        families = find_families(reports, [link for link, _ in found], COPIES)
        of = {report: family.id for family in families for report in family.reports}
        overlaps = {(link.a, link.b): overlap for link, overlap in found}
        for report in reports:
            parent = likeliest_parent(report, reports, overlaps)
            yield {"id": report.id, "family": of[report.id], "parent": parent}


def likeliest_parent(
    child: Report, reports: Sequence[Report], overlaps: Mapping[Pair, Overlap]
) -> str | None:
    """Choose the earlier report that covers most of a report.

    Args:
        child: the report whose parent is asked for.
        reports: the reports of its story.
        overlaps: what pairs of reports share.

    Returns:
        The parent's id; None where no report covers enough of it to be one.
    """
    day = publication_day(child)
    covers = []
    for other in reports:
        low, high = min(child.id, other.id), max(child.id, other.id)
        overlap = overlaps.get((low, high))
        if overlap is None or other.id == child.id:
            continue
        if day and publication_day(other) >= day:
            continue
        covered = overlap.in_a if child.id == low else overlap.in_b
        back = overlap.in_b if child.id == low else overlap.in_a
        covers.append((covered, back, other.id))
    best = max(covers, default=(0.0, 0.0, ""))
    return best[2] if best[0] >= COPY else None


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    return {name: float(scores[name]) for name in PEERS}
