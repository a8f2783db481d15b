"""Which dates belong in the timeline of a story?"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.times import find_times
from firsthand.compare.days import rank_days
from firsthand.model.items import Moment
from firsthand.model.report import Report
from firsthand.text.reading import adopt

NAME = "timeline-t17"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {"Date F1": ("articles that name the date, HeidelTime", 0.55)}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    reports: dict[str, list[Report]] = defaultdict(list)
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reports[row["story"]].append(make_report(row))
    moments = {
        report.id: find_times(adopt(report)) for story in reports.values() for report in story
    }
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            # As in the published protocol the first and last day of the timeline are given.
            told = [r for r in reports[row["story"]] if row["start"] <= _day(r) <= row["end"]]
            named: list[Moment] = [moment for r in told for moment in moments[r.id]]
            days = [day.date for day in rank_days(told, named)]
            yield {"id": row["id"], "dates": days}


def _day(report: Report) -> str:
    return report.metadata.published.value[:10]


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    return {name: float(scores[name]) for name in PEERS}
