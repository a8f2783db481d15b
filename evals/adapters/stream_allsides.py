"""Do events stay pure among five thousand other political reports?"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from evals.grouping import read_rows
from evals.plain_reports import make_report
from firsthand.compare.gather import SAME_EVENT
from firsthand.compare.likeness import Evidence, Likeness
from firsthand.text.linkage import average_linkage

NAME = "stream-allsides"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "BCubed F1": ("lexical mix, average linkage, .20", 0.97),
    "background strict BCubed F1": ("lexical mix, average linkage, .20", 0.944),
}

WINDOW = 7
"""Days between two reports that are compared: the whole stream shares one window of a week."""
FLOOR = 0.08


def predict(folder: Path) -> Iterator[dict[str, object]]:
    # Words alone: reading times and places of 5,150 reports would take ten minutes.
    rows = [*read_rows(folder), *read_rows(folder.parent / "events-basil")]
    rows.sort(key=lambda row: (str(row["published"]), str(row["id"])))
    reports = [make_report({**r, "text": f"{r.get('title') or ''}\n{r['text']}"}) for r in rows]
    days = [date.fromisoformat(str(row["published"])[:10]).toordinal() for row in rows]
    likeness = Likeness.of([Evidence.of(report.text) for report in reports])
    table = {}
    for a in range(len(reports)):
        row = likeness.row(a)
        for b in range(a + 1, len(reports)):
            if days[b] - days[a] > WINDOW:
                break
            if row[b] >= FLOOR:
                table[a, b] = float(row[b])
    for number, group in enumerate(average_linkage(len(reports), table, SAME_EVENT)):
        for member in group:
            yield {"id": reports[member].id, "event": number}


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    return {name: float(scores[name]) for name in PEERS}
