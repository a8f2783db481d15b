"""Do answers cut words, fall into known traps, or bind the statistics of a report wrongly?"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evals.plain_reports import make_report
from firsthand.analyse.times import find_times
from firsthand.text.reading import read

KINDS = ("figures", "times", "places")
STATISTICS = frozenset(f"seeds-F0{n}" for n in (13, 14, 15, 17, 18, 20, 22, 23, 24, 25, 26))
"""The statistics of the one report that tells of four provinces in turn."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SMALL = frozenset({"and", "the", "that", "with", "for", "total", "from", "year"})

Item = Mapping[str, Any]
Measures = dict[str, dict[str, float | None]]


def check(gold: Path, answers: Path) -> Measures:
    """Measure what the scorer of stories does not.

    Args:
        gold: the folder of one annotated story.
        answers: the folder with the program's answers about it.

    Returns:
        Shares of right items: spans that cut no word and hold no blank at an edge, traps that
        nothing fell into, statistics whose measure, place and period are all right. A row is
        there only where the story has such gold.
    """
    found = {kind: _lines(answers / f"{kind}.jsonl") for kind in KINDS}
    given = {kind: _lines(gold / f"{kind}.jsonl") for kind in KINDS}
    texts = {path.name: path.read_bytes().decode() for path in gold.glob("*.txt")}
    marks = {
        "spans.whole(acc)": [_is_whole(texts[x["file"]], x) for k in KINDS for x in found[k]],
        "traps.avoided(acc)": [
            not _fires(trap, found, given) for trap in _lines(gold / "traps.jsonl")
        ],
        "figures.bound(acc)": [
            any(_is_bound(x, item) for item in found["figures"] if _overlap(x, item))
            for x in given["figures"]
            if x.get("id") in STATISTICS
        ],
    }
    return {
        name: dict.fromkeys(("p", "r", "f1"), sum(right) / len(right))
        for name, right in marks.items()
        if right
    }


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _overlap(one: Item, other: Item) -> bool:
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    least = min(one["end"] - one["start"], other["end"] - other["start"])
    return bool(one["file"] == other["file"] and shared >= max(1, least / 2))


def _is_whole(text: str, item: Item) -> bool:
    start, end = item["start"], item["end"]
    quote = text[start:end]
    return quote == quote.strip() and not _inside(text, start) and not _inside(text, end)


def _inside(text: str, position: int) -> bool:
    """Tell whether a position lies inside a word of a language that parts words."""
    if not 0 < position < len(text):
        return False
    edges = text[position - 1], text[position]
    return all(c.isalpha() and not _UNSPACED.match(c) for c in edges)


def _fires(trap: Item, found: Mapping[str, list[Any]], gold: Mapping[str, list[Any]]) -> bool:
    """Tell whether something was read at a trap that the gold does not have there."""
    for kind in KINDS:
        right = [x for x in gold[kind] if _overlap(x, trap)]
        for item in found[kind]:
            if not _overlap(item, trap):
                continue
            same = [x for x in right if _overlap(x, item)]
            if not any(kind != "figures" or x["bound"] == item["bound"] for x in same):
                return True
    return False


def _is_bound(gold: Item, item: Item) -> bool:
    return (
        bool(_words(gold["measures"], gold["unit"]) & _words(item["measures"], item["unit"]))
        and gold["place"].casefold() == item["place"].casefold()
        and item["period"] in {gold["period"], _normal(gold["period"])}
    )


def _words(*texts: str) -> set[str]:
    words: Iterable[str] = (m[0] for text in texts for m in _WORD.finditer(text.casefold()))
    return {word[:5] for word in words if word not in _SMALL}


def _normal(period: str) -> str:
    """Normalise a period that the gold gives in words: six years."""
    if not period or period[0].isdigit():
        return period
    moments = find_times(read(make_report({"id": "period", "text": period})))
    return moments[0].value if moments else period
