"""Is a figure bound to what it measures, to its place and to its period?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from firsthand.analyse.figures import find_figures
from firsthand.analyse.places import find_places
from firsthand.analyse.times import find_times
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.reading import read

CASES = Path(__file__).parent.parent / "cases" / "figure_slots"


def make_report(text: str, published: str, language: str) -> Report:
    day = Slot(published, (), Provenance.DOCUMENT) if published else EMPTY
    return Report(
        id=hash_text(text),
        name="case",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(published=day, language=language, language_score=1.0),
    )


def load_cases() -> list[Any]:
    return [
        pytest.param(case, row, id=f"{path.stem}-{n}-{row['quote']}")
        for path in sorted(CASES.glob("*.toml"))
        for n, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"])
        for row in case["figures"]
    ]


@pytest.mark.parametrize(("case", "expected"), load_cases())
def test_slots(case: dict[str, Any], expected: dict[str, Any]) -> None:
    text = case["text"]
    reading = read(make_report(text, case.get("published", ""), case.get("lang", "en")))
    figures = find_figures(reading, find_times(reading), find_places(reading))
    start = text.index(expected["quote"])
    end = start + len(expected["quote"])
    (figure,) = [f for f in figures if f.span.start < end and start < f.span.end]
    said = {figure.place.value, *(span.quote for span in figure.place.spans)}
    assert expected.get("place", figure.place.value) in said
    assert figure.period.value == expected.get("period", figure.period.value)
    words = " / ".join(span.quote for span in figure.measured.spans)
    assert expected.get("measured", "") in words
    for name in ("base", "target", "denominator", "attributed", "basis", "accumulation"):
        slot = getattr(figure, name)
        assert slot.value == expected.get(name, slot.value), name
    if "senses" in expected:
        assert [sense.value for sense in figure.senses] == expected["senses"]


def test_there_are_enough_cases() -> None:
    assert len(load_cases()) >= 55


def test_money_that_many_countries_call_the_same_is_that_of_the_country_named_last() -> None:
    text = "Le Qatar est voisin du Qatar. L'Arabie saoudite a payé 30 millions de riyals."
    reading = read(make_report(text, "2031-06-12", "fr"))
    (figure,) = find_figures(reading, find_times(reading), find_places(reading))
    assert figure.unit.canonical == "SAR"
