"""How well are time expressions found and resolved in English news and history text?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.analyse.times import find_times
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.fold import fold
from firsthand.text.reading import Reading

NAME = "times"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "strict": ("HeidelTime", 0.846),
    "relaxed": ("HeidelTime", 0.916),
    "value": ("HeidelTime", 0.806),
    "timebank value": ("HeidelTime", 0.793),
    "aquaint value": ("HeidelTime", 0.727),
    "wikiwars value": ("HeidelTime", 0.839),
    "meantime value": ("HeidelTime", 0.709),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield answer(json.loads(line))


def answer(document: dict[str, Any]) -> dict[str, object]:
    text = document["text"]
    published = Slot(document.get("published") or "", (), Provenance.DOCUMENT)
    report = Report(
        id=hash_text(text),
        name=document["id"],
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="bench@1",
        metadata=Metadata(published=published, language="en", language_score=1.0),
    )
    # The times rib reads the report itself: no parse is needed.
    reading = Reading(report, fold(text, ()), None, ())
    times = [
        {
            "start": moment.span.start,
            "end": moment.span.end,
            "text": moment.span.quote,
            "type": moment.kind.value,
            "value": moment.timex or None,
        }
        for moment in find_times(reading)
    ]
    return {"id": document["id"], "times": times}


def read_scores(output: str) -> dict[str, float]:
    rows = json.loads(output)
    return {
        name.removeprefix("all "): row["F1"] / 100
        for name, row in rows.items()
        if name.split()[0] == "all" or name.endswith(" value")
    }
