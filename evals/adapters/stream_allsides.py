"""Do events stay pure among five thousand other political reports that come day by day?"""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from evals.grouping import bare, read_stream
from firsthand.compare.cards import take_card
from firsthand.compare.growing import Growing
from firsthand.compare.likeness import Evidence

NAME = "stream-allsides"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "BCubed F1": ("lexical mix, average linkage, .20", 0.97),
    "background strict BCubed P": ("lexical mix, average linkage, .20", 0.946),
    "background strict BCubed F1": ("lexical mix, average linkage, .20", 0.944),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    # Words and days of publication alone: reading times and places of 5,150 reports would take ten
    # minutes. The stream is grouped as it comes, each report once.
    growing = Growing()
    seconds: dict[str, float] = {}
    for row in read_stream(folder):
        report, found = bare(row)
        evidence, card = Evidence.of(report.text), take_card(report, found)
        begun = time.process_time()
        change = growing.add(evidence, card)
        seconds[report.id] = time.process_time() - begun
        growing.repair(change.target)
    for event, reports in growing.groups().items():
        for report_id in reports:
            yield {"id": report_id, "event": event, "seconds": seconds[report_id]}


def read_scores(output: str) -> dict[str, float]:
    scores = json.loads(output)
    return {name: float(scores[name]) for name in PEERS}
