"""Who said what by which words in whole US news articles of 2016?"""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.statements import find_statements
from firsthand.clean import label
from firsthand.model.items import Statement
from firsthand.model.span import Span
from firsthand.text.reading import read

NAME = "quotes-polnear"
SUBSET = "dev"
ARGS: tuple[str, ...] = ("--subset", SUBSET, "--json")
PEERS = {
    "source exact": ("Citron retrained", 0.657),
    "cue exact": ("Citron retrained", 0.547),
    "content exact": ("Citron retrained", 0.462),
    "attribution J.5": ("Citron retrained", 0.573),
    "triple": ("Citron retrained", 0.500),
    "speech: triple": ("Citron retrained", 0.628),
}


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["subset"] == SUBSET:
                reading = read(label(make_report(row)))
                # The benchmark marks what people think and want as well as what they say.
                found = find_statements(reading, attitudes=True)
                yield {"id": row["id"], "attributions": [answer(s) for s in found]}


def answer(statement: Statement) -> dict[str, object]:
    return {
        "source": [span_of(statement.source)] if statement.source else [],
        "cue": [span_of(statement.cue)] if statement.cue else [],
        "content": [span_of(span) for span in statement.content],
    }


def span_of(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": span.quote}


def read_scores(output: str) -> dict[str, float]:
    return {row["metric"]: row["f1"] for row in json.loads(output)["rows"]}
