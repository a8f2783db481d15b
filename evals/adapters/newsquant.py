"""How well are amounts in news sentences read: value, unit, movement, what is measured?"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.figures import find_figures
from firsthand.analyse.times import find_times
from firsthand.lang import ANY, lexicon
from firsthand.model.items import Bound, Change, Figure
from firsthand.model.reason import Provenance
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

DISTANCE = re.compile(
    r"\b(?:second|minute|hour|day|week|month|year)s? (?:later|ago|earlier|after|before)\b"
)
"""Moments told by an amount of time, which this benchmark marks as an amount."""

LED_TO = re.compile(r"\b(?:to|at)(?: just| only| a [a-z]+ of)? $")
WORD = re.compile(r"\S+")
OWNER = re.compile(r"['’]s?\b|^(?:its|his|her|their|my|our|your)$", re.IGNORECASE)

MOVEMENT = re.compile(
    r"\b(?:drop|increase|gain|rise|fall|decline|jump|decrease|loss)\b(?: (?:of|in|for)|$)"
)


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reading = read(make_report(row))
            moments = [m for m in find_times(reading) if not DISTANCE.search(m.span.quote)]
            figures = find_figures(reading, moments)
            kept = [f for f in joined(figures, row["text"]) if not SKIPPED.match(f.span.quote)]
            answers = [answer(f, figures, row["text"]) for f in kept]
            yield {"id": row["id"], "figures": answers}


def joined(figures: tuple[Figure, ...], text: str) -> Iterator[Figure]:
    """Write "from 4 to 6 million" as one range, as the benchmark does."""
    last: Figure | None = None
    for figure in figures:
        if last is not None and leads(last, figure, text):
            last = replace(
                figure, span=last.span, value=last.value, value_max=figure.value, bound=Bound.RANGE,
                unit=max(figure.unit, last.unit, key=lambda u: len(u.canonical)),
            )  # fmt: skip
            continue
        if last is not None:
            yield last
        last = figure
    if last is not None:
        yield last


def leads(first: Figure, last: Figure, text: str) -> bool:
    """Tell whether one figure is where the movement to the next began: from A to B."""
    apart = text[: first.span.start].endswith("from ") and not first.value_max
    to = text[first.span.end : last.span.start] == " to " and not last.value_max
    return last.base.spans == (first.span,) or (apart and to)


def answer(figure: Figure, figures: tuple[Figure, ...], text: str) -> dict[str, object]:
    value, high, unit = figure.value, figure.value_max, figure.unit.canonical
    if in_words(figure):
        # The benchmark leaves fractions as they are and names what they are of.
        value, high = value / 100, None if high is None else high / 100
        unit = f"% {figure.denominator.value or '-'}"
    elif counts(figure):
        unit = counted(figure) or unit
    else:
        unit = " per ".join(map(english, unit.split("/")))
    change = sign(figure, text)
    return {
        "value": value,
        "value_max": high,
        "bound": (Bound.RANGE if figure.bound is Bound.SCORE else figure.bound).value,
        "change": change and change.value,
        "unit": unit or None,
        "measures": " ".join(concepts(figure, figures)),
    }


def sign(figure: Figure, text: str) -> Change | None:
    """Choose the benchmark's one sign: a movement, unless bounded or told by a noun.

    "Over" goes before a movement, a movement before "about"; none is written for what a movement
    led to ("rose 5% to 30") nor where a noun tells of it ("a 5% drop").
    """
    if figure.change not in {Change.UP, Change.DOWN}:
        return None
    if figure.bound not in {Bound.EXACT, Bound.APPROXIMATE, Bound.NEARLY}:
        return None
    if LED_TO.search(text[: figure.span.start]):
        return None
    if any(MOVEMENT.search(span.quote) for span in figure.measured.spans):
        return None
    return figure.change


def concepts(figure: Figure, figures: tuple[Figure, ...]) -> Iterator[str]:
    """Write the words for what is measured, without those of amounts, owners' marks and the unit.

    The benchmark writes the whole of a share first, that of a fraction into its unit.
    """
    spans = figure.measured.spans
    if figure.unit.canonical == "percent" and figure.denominator.provenance is Provenance.EXPLICIT:
        whole = figure.denominator.spans
        spans = tuple(s for s in spans if s not in whole)
        spans = spans if in_words(figure) else whole + spans
    if figure.unit.surface and spans and spans[0].quote == figure.unit.surface:
        spans = spans[1:]
    amounts = [(f.span.start, f.span.end - counts(f) * len(f.unit.surface)) for f in figures]
    for span in spans:
        for word in WORD.finditer(span.quote):
            start = span.start + word.start()
            if not any(first <= start < last for first, last in amounts):
                yield OWNER.sub("", word[0])


def in_words(figure: Figure) -> bool:
    """Tell whether a share is told without a percent sign: two-thirds."""
    percent = re.search(r"%|per ?cent|pct", figure.unit.surface)
    return figure.unit.canonical == "percent" and not percent


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
        r"\b(?:and|or|the|of|a|an|more)\b|['’]s\b|[,-]", " ", figure.unit.surface
    ).split()
    per = figure.unit.canonical.partition("/")[2]
    return " ".join(words) + (f" per {per}" if per else "")


def read_scores(output: str) -> dict[str, float]:
    return {name: row["F1"] / 100 for name, row in json.loads(output).items()}
