"""How well are amounts in news sentences read: value, unit, movement, what is measured?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.figures import find_figures
from firsthand.analyse.times import find_times
from firsthand.lang import ANY, lexicon
from firsthand.model.items import Bound, Change, Figure
from firsthand.text.reading import read

NAME = "newsquant"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "value": ("CQE", 0.901),
    "value+unit": ("CQE", 0.821),
    "value+change": ("CQE", 0.855),
    "value+concept": ("CQE", 0.721),
    "value+concept full": ("CQE", 0.494),
}

SKIPPED = re.compile(r"(?:several|a few|few|a couple|couple)\b", re.IGNORECASE)
"""Amounts that this benchmark does not mark."""

LED_TO = re.compile(r"\b(?:to|at)(?: just| only| a [a-z]+ of)? $")

MOVEMENT = re.compile(
    r"\b(?:drop|increase|gain|rise|fall|decline|jump|decrease|loss)\b(?: (?:of|in|for)|$)"
)


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reading = read(make_report(row))
            figures = find_figures(reading, find_times(reading))
            kept = [answer(f, row["text"]) for f in figures if not SKIPPED.match(f.span.quote)]
            yield {"id": row["id"], "figures": kept}


def answer(figure: Figure, text: str) -> dict[str, object]:
    value, high, unit = figure.value, figure.value_max, figure.unit.canonical
    if unit == "percent" and not re.search(r"%|per ?cent|pct", figure.unit.surface):
        # The benchmark leaves fractions as they are and names what they are of.
        value, high = value / 100, None if high is None else high / 100
        unit = f"% {figure.denominator.value or '-'}"
    elif counts(figure):
        unit = counted(figure) or unit
    else:
        unit = " per ".join(map(english, unit.split("/")))
    words = [span.quote for span in figure.measured.spans]
    if figure.unit.surface and words and words[0] == figure.unit.surface:
        words = words[1:]
    # One sign for both: the benchmark writes "over" rather than a movement, a movement rather
    # than "about", and none for what a movement led to or where a noun tells of it ("a 5% drop").
    plain = figure.bound in {Bound.EXACT, Bound.APPROXIMATE, Bound.NEARLY}
    led_to = LED_TO.search(text[: figure.span.start])
    moved = figure.change in {Change.UP, Change.DOWN} and plain and not led_to
    moved = moved and not any(MOVEMENT.search(span.quote) for span in figure.measured.spans)
    change = figure.change if moved else None
    return {
        "value": value,
        "value_max": high,
        "bound": (Bound.RANGE if figure.bound is Bound.SCORE else figure.bound).value,
        "change": change and change.value,
        "unit": unit or None,
        "measures": " ".join(words),
    }


def counts(figure: Figure) -> bool:
    """Tell whether the unit is a counted noun."""
    unit = figure.unit
    base = unit.canonical.partition("/")[0]
    known = (
        unit.si_value is not None
        or unit.alternatives
        or re.match(r"[A-Z]{3}(?:/|$)", unit.canonical)
        or base in lexicon(ANY, "units")["units"]
    )
    return bool(unit.surface) and not known


def english(name: str) -> str:
    """Write a unit's symbol as its English name, which the benchmark's table knows."""
    words = lexicon("en", "units")["words"].get(name)
    return str(words[0]) if words and name != "t" else name


def counted(figure: Figure) -> str:
    """Write the benchmark's unit of a counted thing: its noun phrase without small words."""
    words = re.sub(
        r"\b(?:and|or|the|of|a|an|other|more)\b|['’]s\b|[,-]", " ", figure.unit.surface
    ).split()
    per = figure.unit.canonical.partition("/")[2]
    return " ".join(words) + (f" per {per}" if per else "")


def read_scores(output: str) -> dict[str, float]:
    return {name: row["F1"] / 100 for name, row in json.loads(output).items()}
