"""How well are place names of local and web news found and put on the map?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.plain_reports import make_report
from firsthand.analyse.places import at_home, find_places, learn_homes
from firsthand.analyse.places.gazetteer import by_code
from firsthand.analyse.places.homes import publisher
from firsthand.model.items import Place
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Report
from firsthand.text.reading import read

NAME = "places"
ARGS: tuple[str, ...] = ("--json",)
PEERS: dict[str, tuple[str, float]] = {
    "lgl relaxed": ("spaCy small + gazetteer", 0.658),
    "geowebnews relaxed": ("spaCy small + gazetteer", 0.659),
    "lgl acc161 of found": ("spaCy small + gazetteer", 0.719),
    "geowebnews acc161 of found": ("spaCy small + gazetteer", 0.893),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    """Find the places of each document; all documents of one outlet tell where it is at home."""
    found = [(report, find_places(read(report))) for report in reports(folder)]
    homes = learn_homes(found)
    for report, places in found:
        home = homes.get(publisher(report))
        settled = at_home(report, places, home) if home else places
        yield {"id": report.id, "places": [answer(place) for place in settled]}


def reports(folder: Path) -> Iterator[Report]:
    """Walk the documents as reports that know their outlet."""
    with (folder / "docs.jsonl").open(encoding="utf-8", newline="") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            report = make_report(row)
            if row.get("outlet"):
                outlet = Slot(str(row["outlet"]), (), Provenance.DOCUMENT)
                report = replace(report, metadata=replace(report.metadata, outlet=outlet))
            yield report


def answer(place: Place) -> dict[str, object]:
    entry = by_code(place.key)
    number = str(entry.number) if entry else place.key.removeprefix("geonames:")
    return {
        "start": place.span.start,
        "end": place.span.end,
        "text": place.span.quote,
        "lat": place.latitude,
        "lon": place.longitude,
        "geonames_id": number if number.isdigit() else None,
    }


def read_scores(output: str) -> dict[str, float]:
    rows = json.loads(output)
    return {
        name: float(row["F1"] if "F1" in row else row["acc"]) / 100 for name, row in rows.items()
    }
