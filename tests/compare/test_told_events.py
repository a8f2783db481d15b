"""Are reports in several languages put to the right events, with the right days and places?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from firsthand import pipeline
from firsthand.ingest import read_bytes
from firsthand.model.story import Relation

PATH = Path(__file__).parent.parent / "cases" / "events" / "languages.toml"
CASES: list[dict[str, Any]] = tomllib.loads(PATH.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_reports_tell_of_their_event_and_its_day_and_place(case: dict[str, Any]) -> None:
    raws = {
        n: read_bytes(f"{n}.txt", r["text"].strip().encode()) for n, r in case["reports"].items()
    }
    findings = pipeline.study(raws.values())
    names = {report.id: name for name, report in raws.items()}
    wanted = {
        (
            tuple(sorted(n for n, r in case["reports"].items() if r["event"] == key)),
            event["date"],
            event.get("place", ""),
        )
        for key, event in case["events"].items()
    }
    found = set()
    for event in findings.events:
        told = sorted(names[r.report] for r in event.reportings if r.relation != Relation.REFERS)
        if told:
            asked = next(
                (
                    r.get("place", "")
                    for r in case["events"].values()
                    if r["date"] == event.when.value
                ),
                "",
            )
            place = event.where.value.partition(",")[0] if asked else ""
            found.add((tuple(told), event.when.value, place))
    assert found == wanted
