"""Do the names of one person, body or place get one entity across the reports of an event?"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.names import find_names
from firsthand.analyse.places import find_places
from firsthand.compare.entities import link_entities
from firsthand.model.findings import Found
from firsthand.model.items import NameKind
from firsthand.model.report import Report
from firsthand.text.reading import read

NAME = "entities-ecbplus"
ARGS: tuple[str, ...] = ("--json",)
PEERS: dict[str, tuple[str, float]] = {
    "names: link F1": ("same head word, gold spans given", 0.931),
    "names: B3 F1": ("same head word, gold spans given", 0.933),
    "all: link F1": ("same head word, gold spans given", 0.505),
}
TYPES = {
    NameKind.PERSON: "PERSON",
    NameKind.ORGANISATION: "ORG",
    NameKind.PLACE: "PLACE",
    NameKind.PROJECT: "ORG",
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    texts = {}
    with (folder.parent / "events-ecbplus" / "docs.jsonl").open(
        encoding="utf-8", newline=""
    ) as lines:
        for line in lines:
            row = json.loads(line)
            texts[row["id"]] = row
    stories: dict[str, list[Report]] = defaultdict(list)
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            stories[row["story"]].append(make_report(texts[row["id"]]))
    for reports in stories.values():
        yield from answer_story(reports)


def answer_story(reports: list[Report]) -> Iterator[dict[str, object]]:
    founds = {}
    for report in reports:
        reading = read(report)
        places = find_places(reading)
        founds[report.id] = Found(report.id, names=find_names(reading, places), places=places)
    mentions: dict[str, list[dict[str, object]]] = {report.id: [] for report in reports}
    for entity in link_entities(reports, founds, ()):
        for mention in entity.mentions:
            span = mention.span
            mentions[span.report].append(
                {
                    "start": span.start,
                    "end": span.end,
                    "entity": entity.id,
                    "type": TYPES[entity.kind],
                }
            )
    for key, listed in mentions.items():
        yield {"id": key, "mentions": listed}


def read_scores(output: str) -> dict[str, float]:
    counts = {"mentions", "entities gold", "entities found"}
    return {
        name: float(value)
        for name, value in json.loads(output).items()
        if name.split(": ")[-1] not in counts
    }
