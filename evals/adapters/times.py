"""How well are time expressions found and resolved in English news and history text?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.analyse.times import find_times
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.fold import fold
from firsthand.text.reading import Reading

_PREFIX = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—]\s?|\s(?:and|to|through)\s")
_NAMED = re.compile(r"named\(|series\(|since\(")
"""Events known by name are no TIMEX3: the benchmark marks dates and lengths only."""

_RANGE = re.compile(r"(?:short|bc)?range\(|[\dX]{4}-\d\d-\d\d/\d\d")

NAME = "times"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "strict": ("HeidelTime", 0.846),
    "relaxed": ("HeidelTime", 0.916),
    "value": ("HeidelTime", 0.806),
    "timebank strict": ("HeidelTime", 0.852),
    "timebank relaxed": ("HeidelTime", 0.918),
    "timebank value": ("HeidelTime", 0.793),
    "aquaint strict": ("HeidelTime", 0.812),
    "aquaint relaxed": ("HeidelTime", 0.923),
    "aquaint value": ("HeidelTime", 0.727),
    "wikiwars strict": ("HeidelTime", 0.853),
    "wikiwars relaxed": ("HeidelTime", 0.916),
    "wikiwars value": ("HeidelTime", 0.839),
    "meantime strict": ("HeidelTime", 0.806),
    "meantime relaxed": ("HeidelTime", 0.88),
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
    moments = [moment for moment in find_times(reading) if not _NAMED.match(moment.symbolic)]
    times = [entry for moment in moments for entry in entries(moment)]
    return {"id": document["id"], "times": times}


def entries(moment: Moment) -> Iterator[dict[str, object]]:
    """Write a moment as TIMEX3, which has no intervals: a printed range is written as its ends."""
    prefix = _PREFIX.match(moment.span.quote)
    skip = prefix.end() if prefix else 0
    start, quote = moment.span.start + skip, moment.span.quote[skip:]
    first, _, last = moment.value.partition("/")
    dash = _DASH.search(quote)
    if dash and _RANGE.match(moment.symbolic) and moment.kind is MomentKind.DATE:
        yield entry(start, quote[: dash.start()], moment.kind, first)
        yield entry(start + dash.end(), quote[dash.end() :], moment.kind, last)
    else:
        yield entry(start, quote, moment.kind, moment.timex)


def entry(start: int, text: str, kind: MomentKind, value: str) -> dict[str, object]:
    return {
        "start": start,
        "end": start + len(text),
        "text": text,
        "type": kind.value,
        "value": value or None,
    }


def read_scores(output: str) -> dict[str, float]:
    rows = json.loads(output)
    return {
        name.removeprefix("all "): row["F1"] / 100
        for name, row in rows.items()
        if name.startswith("all ") or not name.endswith(" type")
    }
