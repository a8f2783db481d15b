import sqlite3
import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.adapters import places as adapter
from firsthand.analyse.places import find_places
from firsthand.analyse.places.gazetteer import CITY, by_code, look_up, solid_names
from firsthand.analyse.places.lexicon import bearers, of_code, region, regions, speech, written
from firsthand.analyse.places.resolve import OUTLET, outlet_votes
from firsthand.model.items import Place
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import hash_text
from firsthand.text.reading import read
from firsthand.text.words import fold_name, words_of

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "places").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
LARGEST_FILE = 8_000_000


def report(text: str, language: str = "en", outlet: str = "") -> Report:
    return Report(
        id=hash_text(text),
        name="report.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(
            outlet=Slot(outlet, (), Provenance.DOCUMENT), language=language, language_score=1.0
        ),
    )


def places_of(text: str, language: str = "en", outlet: str = "") -> tuple[Place, ...]:
    return find_places(read(report(text, language, outlet)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    found = places_of(case["text"], case["language"])
    said = [(place.span.quote, place.key) for place in found]
    for quote, key in case.get("places", ()):
        assert (quote, key) in said
    for quote in case.get("absent", ()):
        assert quote not in [place.span.quote for place in found]
    for quote in case.get("nested", ()):
        assert [place.nested for place in found if place.span.quote == quote] == [True]
    for quote, level in case.get("levels", ()):
        assert level in [place.level for place in found if place.span.quote == quote]
    if "count" in case:
        assert len(found) == case["count"], said


WORDS = """París Lima , . en de Madrid Universidad Chile norte San José U.S. EE.UU. bande Gaza
d'Alger 北京 东北 Москва ( ) - Río y Nueva China México 市""".split()  # noqa: SIM905 - one line says it


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "\n"]), max_size=25),
    st.sampled_from(["es", "fr", "zh", "ru", "ar", "xx", "de", "th"]),
)
def test_every_span_quotes_the_text_and_none_overlap(words: list[str], language: str) -> None:
    text = " ".join(words)
    found = places_of(text, language)
    for place in found:
        assert text[place.span.start : place.span.end] == place.span.quote
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start


def test_the_same_text_gives_the_same_places() -> None:
    text = "Officials from Kenya met in Nairobi; the Nile and Lake Victoria were on the agenda."
    assert places_of(text) == places_of(text)


def test_an_unknown_place_of_the_parser_has_no_key() -> None:
    found = places_of("He was born in Zzyzxville and moved to Denver, Colorado, at the age of ten.")
    assert ("Denver", "geonames:5419384") in [(p.span.quote, p.key) for p in found]
    assert all(p.key or p.level == "other" for p in found)


def test_the_dateline_counts_for_the_country() -> None:
    text = "VALENCIA, Venezuela, May 3 -- Buses stopped in Barcelona and Valencia on Friday."
    made = report(text)
    block = Block(made.span(0, 27), Role.DATELINE, "test@1", inline=True)
    line = Block(made.span(0, len(text)), Role.BODY, "test@1")
    labelled = Report(
        **{name: getattr(made, name) for name in made.__slots__ if name != "blocks"},
        blocks=(line, block),
    )
    found = {p.span.quote: p.country for p in find_places(read(labelled))}
    assert found["VALENCIA"] == "VE"
    assert found["Venezuela"] == "VE"


def test_the_outlet_speaks_for_its_country_and_city() -> None:
    assert ("GB", OUTLET) in outlet_votes("heraldscotland.co.uk")
    assert outlet_votes("dallasnews.com")[0][0] == "US-TX"
    assert outlet_votes("The Boston Globe")[0][0] == "US-MA"
    assert outlet_votes("") == ()
    at_home = places_of("The mayor of Athens spoke about roads.", "en", "macontelegraph.com")
    assert [p.country for p in at_home][:1] in (["US"], ["GR"])


def test_names_of_many_scripts_find_one_place() -> None:
    assert {entry.key for entry in look_up(fold_name("莫斯科"))} >= {"geonames:524901"}
    assert {entry.key for entry in look_up(fold_name("Москва"))} >= {"geonames:524901"}
    assert {entry.key for entry in look_up(fold_name("Moskau"))} >= {"geonames:524901"}
    assert "莫斯科" in solid_names()
    assert look_up("no such place anywhere") == ()


def test_codes_find_countries_and_units() -> None:
    china, hunan = by_code("CN"), by_code("CN-HN")
    assert china is not None
    assert china.country == "CN"
    assert china.admin1 == ""
    assert hunan is not None
    assert hunan.admin1 == "CN-HN"
    assert by_code("XX-YY") is None
    assert of_code("sahel").region == region("sahel")
    assert not of_code("no-such-key")


def test_the_gazetteer_is_small_and_says_where_it_comes_from() -> None:
    path = files("firsthand").joinpath("data", "gazetteer.sqlite")
    assert len(path.read_bytes()) <= LARGEST_FILE
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        licences = {row[0] for row in base.execute("SELECT licence FROM source")}
        assert "CC BY 4.0" in licences
        (cities,) = base.execute("SELECT count(*) FROM place WHERE level = ?", (CITY,)).fetchone()
        assert cities > 60_000
    base.close()


def test_every_region_has_members_that_exist() -> None:
    listed = {r.key: r for r in regions().values()}
    assert len(listed) >= 150
    for found in listed.values():
        for member in found.members:
            assert by_code(member) is not None, (found.key, member)


def test_names_are_graded_by_how_well_known_they_are() -> None:
    assert bearers("china").strength == 3
    assert bearers("sahel").strength == 3
    assert bearers("chongqing").strength == 2
    assert bearers("no such place").strength == -1
    assert written()["U.S."] == "US"
    assert speech("qq").guarded == frozenset()


def test_words_know_capitals_and_sentence_heads() -> None:
    words = words_of("«Rain» fell. Nobody in BONN cared", "de")
    assert [w.folded for w in words] == ["rain", "fell", "nobody", "in", "bonn", "cared"]
    assert [w.initial for w in words] == [True, False, True, False, False, False]
    assert [w.shout for w in words][4]
    assert all(word.capital for word in words_of("في مصر", "ar"))


def test_folding_makes_spellings_one() -> None:
    assert fold_name("Saint-Étienne") == fold_name("saint etienne")
    assert fold_name("Łódź") == "lodz"
    assert fold_name("القاهرة") == fold_name("القاهره")


def test_the_bench_adapter_answers_in_its_shape() -> None:
    (place,) = places_of("It rained in Ghana.")
    answer = adapter.answer(place)
    assert answer["geonames_id"] == "2300660"
    assert answer["text"] == "Ghana"
    assert adapter.read_scores('{"lgl relaxed": {"F1": 66.0}, "lgl same id": {"acc": 50.0}}') == {
        "lgl relaxed": 0.66,
        "lgl same id": 0.5,
    }
