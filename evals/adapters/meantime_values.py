"""How exactly are amounts cut out of encyclopaedic news text?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from evals.adapters.newsquant import counts
from evals.plain_reports import make_report
from firsthand.analyse.figures import find_figures
from firsthand.analyse.times import find_times
from firsthand.model.items import Bound, Figure
from firsthand.text.reading import read

NAME = "meantime-values"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "overlap": ("spaCy small NER", 0.853),
    "exact": ("Recognizers-Text", 0.771),
}

JOINED = re.compile(r"(?:or|and) ")
LIMIT = re.compile(r"[a-z ]+ (?=[\d$€£A-Z])")
PER = re.compile(r" ?(?:/|\b(?:per|an?|each)\b)")


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reading = read(make_report(row))
            figures = find_figures(reading, find_times(reading))
            yield {"id": row["id"], "figures": [cut(row["text"], f) for f in figures]}


def cut(text: str, figure: Figure) -> dict[str, object]:
    """Leave out what the benchmark leaves out of a quantity's span.

    The counted noun and what an amount is reckoned per stand outside; so do a joining word before
    the bound, and "up to" or "as much as". Other bounds stay in.
    """
    start, end = figure.span.start, figure.span.end
    noun = figure.unit.surface
    if counts(figure) and noun in figure.span.quote:
        end = start + len(figure.span.quote[: figure.span.quote.rindex(noun)].rstrip(" -"))
    elif "/" in figure.unit.canonical and (per := PER.search(text, start, end)):
        end = per.start()
    outside = (LIMIT if figure.bound is Bound.AT_MOST else JOINED).match(text, start, end)
    start = outside.end() if outside else start
    return {"start": start, "end": end, "text": text[start:end]}


def read_scores(output: str) -> dict[str, float]:
    rows = json.loads(output)
    return {name: row.get("F1", row.get("acc")) / 100 for name, row in rows.items()}
