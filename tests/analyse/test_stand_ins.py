import tomllib
from pathlib import Path
from typing import Any

import pytest

from firsthand.analyse.names import find_names
from firsthand.analyse.names.people import FEMALE, MALE, people
from firsthand.analyse.names.stand_ins import find_stand_ins, telling
from firsthand.analyse.places import find_places
from firsthand.model.items import NameKind, StandIn
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.reading import Reading, read

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "stand_ins").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def reading_of(text: str, language: str = "en") -> Reading:
    return read(
        Report(
            id=hash_text(text),
            name="report.txt",
            text=text,
            text_hash=hash_text(text),
            media_type="text/plain",
            reader="plain@1",
            metadata=Metadata(language=language, language_score=1.0),
        )
    )


def ends(found: tuple[StandIn, ...]) -> dict[str, str]:
    """Follow each stand-in to the name, or the first stand-in, it goes back to."""
    by_span = {one.span: one for one in found}
    told = {}
    for one in found:
        meant = one.meant
        while meant in by_span and by_span[meant].meant is not None:
            meant = by_span[meant].meant
        told[one.span.quote] = "" if meant is None or meant in by_span else meant.quote
    return told


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"], case["language"])
    told = ends(find_stand_ins(reading, find_names(reading, find_places(reading))))
    for quote, name in case.get("meant", ()):
        assert told.get(quote) == name, told
    for quote in case.get("unmeant", ()):
        assert not told.get(quote), told


def test_given_stretches_are_stand_ins() -> None:
    text = "Ida Berg won. The rower from Bergen smiled."
    reading = reading_of(text)
    start = text.index("The rower from Bergen")
    given = (start, start + len("The rower from Bergen"))
    found = find_stand_ins(reading, (), [given])
    assert "The rower from Bergen" in [one.span.quote for one in found]


def test_only_telling_stand_ins_are_kept() -> None:
    reading = reading_of("The mayor of Bergen met a dozen workers. Ida Berg spoke. She smiled.")
    names = find_names(reading, find_places(reading))
    kept = [one.span.quote for one in telling(find_stand_ins(reading, names), names)]
    assert kept == ["The mayor", "She"]


def test_words_for_people() -> None:
    said = people("en")
    assert said is not None
    assert said.gender_of("actress") == FEMALE
    assert said.gender_of("he") == MALE
    assert said.gender_of("driver") == ""
    assert said.gender_of_name("olga") == FEMALE
    assert said.gender_of_name("sorrel") == ""
    assert said.kind_of("craftswoman") is NameKind.PERSON
    assert said.kind_of("police") is NameKind.ORGANISATION
    assert said.kind_of("table") is None
    assert people("xx") is None


def test_a_counted_group_is_kept_whole() -> None:
    reading = reading_of("The mayors of the three towns signed it. The mayors left.")
    names = find_names(reading, find_places(reading))
    kept = [one.span.quote for one in telling(find_stand_ins(reading, names), names)]
    assert kept == ["The mayors of the three towns"]
    said = people("en")
    assert said is not None
    assert (said.number("three"), said.number("dozen")) == (3, 0)
