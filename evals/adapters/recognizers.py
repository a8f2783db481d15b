"""How exactly are short numbers, shares, sums and measures read in English and Chinese?"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evals.recognizer_times import answers
from firsthand.analyse.figures.cues import cues
from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.grid import Grid
from firsthand.analyse.figures.measures import make_unit
from firsthand.analyse.figures.ranges import join_ends
from firsthand.analyse.figures.scan import scan_sentence
from firsthand.analyse.figures.units import unit_after
from firsthand.lang import lexicon
from firsthand.model.items import Unit
from firsthand.text.numberlists import NumeralKind
from firsthand.text.numerals import scan

NAME = "recognizers"
ARGS: tuple[str, ...] = ("--json",)
PEERS = {
    "en Number cases": ("Recognizers-Text", 0.748),
    "en Percent cases": ("Recognizers-Text", 0.900),
    "en Currency cases": ("Recognizers-Text", 0.732),
    "en Dimension cases": ("Recognizers-Text", 0.673),
    "zh Number cases": ("Recognizers-Text", 0.940),
    "zh Percent cases": ("Recognizers-Text", 0.890),
    "zh Currency cases": ("Recognizers-Text", 0.882),
    "zh Dimension cases": ("Recognizers-Text", 0.273),
    "en DateTime cases": ("Recognizers-Text", 0.502),
    "zh DateTime cases": ("Recognizers-Text", 0.466),
}

CJK = frozenset({"zh", "ja"})
RATE = re.compile(r"\s*(?:/|\b(?:per|an?|each|every)\b|每)")

WORDS = lexicon("en", "units")["words"]
UNIT_NAMES = {
    "Mb": "megabit", "kb": "kilobit", "KB": "kilobyte", "MB": "megabyte", "um": "micrometer",
    "ug": "microgram", "t": "ton", "USD": "dollar",
}  # fmt: skip


def predict(folder: Path) -> Iterator[dict[str, object]]:
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            language, model = row["lang"][:2], row["model"].removesuffix("Model")
            if model == "DateTime":
                items = list(answers(row["text"], language, row.get("reference", "")))
            else:
                items = list(answer(row["text"], language, model))
            yield {"id": row["id"], "items": items}


def answer(text: str, language: str, model: str) -> Iterator[dict[str, object]]:
    if model == "Number":
        yield from numbers(text, language)
    else:
        page = Page(text, language, Grid(), cues(language))
        stretches = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
        for stretch in stretches:
            drafts = join_ends(page, scan_sentence(page, stretch))
            for draft in drafts:
                yield from amount(text, draft, model)
            if model in {"Percent", "Currency"}:
                yield from names_alone(text, stretch, language, model, drafts)


def numbers(text: str, language: str) -> Iterator[dict[str, object]]:
    for numeral in scan(text, language, join=False):
        after = text[numeral.end : numeral.end + 1]
        if language == "en" and numeral.digits and after.isalpha() and after.isascii():
            continue
        if numeral.kind in {NumeralKind.ORDINAL, NumeralKind.VAGUE, NumeralKind.MULTIPLE}:
            continue
        value = numeral.value
        phrase = text[numeral.start : numeral.end]
        start = numeral.start
        if numeral.kind is NumeralKind.PERCENT and phrase.startswith("百分之"):
            start += 3  # the benchmark's number is what follows
            phrase = phrase[3:]
        elif numeral.kind is NumeralKind.PERCENT:
            value /= 100
        yield {"start": start, "end": numeral.end, "text": phrase, "value": value}


def amount(text: str, draft: Draft, model: str) -> Iterator[dict[str, object]]:
    unit = draft.unit
    kinds = {
        "share": "Percent",
        "points of share": "Percent",
        "currency": "Currency",
        "money": "Currency",
    }
    if unit is None or not kind_fits(kinds.get(draft.dimension, "Dimension"), model, draft):
        return
    start, end = draft.measure
    if "/" in unit.canonical and model == "Dimension" and not is_speed(unit):
        # Of rates the benchmark knows speeds alone; of others it marks the amount.
        end = start + len(re.split(RATE, text[start:end])[0])
        unit = replace(unit, canonical=unit.canonical.partition("/")[0])
    name = name_of(unit)
    yield {"start": start, "end": end, "text": text[start:end], "value": draft.value, "unit": name}


def kind_fits(kind: str, model: str, draft: Draft) -> bool:
    written = draft.kind is NumeralKind.PERCENT or bool(draft.unit and draft.unit.surface)
    return kind == model and written and draft.dimension not in {"time", "age", "ratio"}


def names_alone(
    text: str, stretch: tuple[int, int], language: str, model: str, drafts: list[Draft]
) -> Iterator[dict[str, object]]:
    """Give the names of money and shares that stand without a number; they are items here."""
    taken = [draft.measure for draft in drafts if draft.unit is not None]
    position = stretch[0]
    wanted = {"Currency"} if model == "Currency" else {"Percent"}
    while position < stretch[1]:
        found = None
        boundary = language in CJK or not (position and text[position - 1].isalnum())
        if boundary and not text[position].isspace() and not text[position].isdigit():
            found = unit_after(text, position, stretch[1], language)
        if found is None:
            position += 1
            continue
        measure, end = found
        kind = "Currency" if measure.money else "Percent" if measure.name == "percent" else ""
        free = not any(position < b and a < end for a, b in taken)
        if kind in wanted and free and (kind == "Percent" or text[position:end].isalpha()):
            unit = name_of(make_unit(measure, text[position:end], 1.0))
            yield {"start": position, "end": end, "text": text[position:end], "unit": unit}
        position = end


def is_speed(unit: Unit) -> bool:
    return unit.si_unit == "m/s"


def name_of(unit: Unit) -> str:
    if "/" in unit.canonical and is_speed(unit) and unit.canonical not in WORDS:
        parts = unit.canonical.split("/")
        return " per ".join(name_of(replace(unit, canonical=part, si_unit="")) for part in parts)
    name = unit.canonical
    if unit.alternatives and re.fullmatch(r"[A-Za-z][a-z]+", unit.surface):
        return unit.surface  # the bare name of several currencies
    if name == "GBP" and "£" in unit.surface:
        return "pound"
    if name in UNIT_NAMES:
        return UNIT_NAMES[name]
    words = WORDS.get(name)
    return str(words[0]) if words else name


def read_scores(output: str) -> dict[str, float]:
    rows = json.loads(output)
    return {
        name: row["acc"] / 100
        for name, row in rows.items()
        if name.endswith("cases") and row.get("acc") is not None
    }
