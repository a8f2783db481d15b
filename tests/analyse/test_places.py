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
from firsthand.analyse.places import at_home, find_places, learn_homes, resolve_spans
from firsthand.analyse.places.gazetteer import CITY, by_code, by_key, look_up, solid_names
from firsthand.analyse.places.lexicon import (
    abbreviations,
    bearers,
    demonyms,
    of_code,
    region,
    regions,
    speech,
    written,
)
from firsthand.analyse.places.outlets import home_votes, nearness, signs_of
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
LARGEST_FILE = 15_000_000


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
    for quote, use, number in case.get("uses", ()):
        assert [place.use for place in found if place.span.quote == quote][number] == use
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
    assert signs_of("heraldscotland.co.uk").country == "GB"
    assert signs_of("heraldscotland.co.uk").places[0].key == "GB-SCT"
    assert signs_of("dallasnews.com").places[0].unit == "US-TX"
    assert signs_of("The Boston Globe").places[0].unit == "US-MA"
    assert signs_of("thisisbristol.co.uk").places[0].unit == "GB-ENG"
    assert signs_of("dailyherald.com").places == ()
    assert signs_of("") == signs_of("somewhere")
    athens = dict(home_votes(signs_of("athensdaily.com"), {"US": 0.9, "US-GA": 0.8}))
    assert max(athens, key=lambda entry: athens[entry]).unit == "US-GA"
    at_home = places_of("The mayor of Athens, who lives in Macon, spoke.", "en", "athensdaily.com")
    assert [p.admin1 for p in at_home] == ["US-GA", "US-GA"]


LOCAL = [
    "Voters in Blossom and Reno chose a board. Deport and Roxton kept theirs, said Lamar County.",
    "A fire near Clarksville was put out by crews from Paris and Bonham on Monday.",
    "The school in Paris opened its doors to visitors from Hugo and Blossom.",
]


def test_the_reports_of_an_outlet_tell_where_it_is_at_home() -> None:
    made = [report(text, "en", "The Courier") for text in LOCAL]
    found = [(one, find_places(read(one))) for one in made]
    homes = learn_homes(found)
    assert list(homes) == ["the courier"]
    texas = by_key("geonames:4717560")
    assert texas is not None
    home = homes["the courier"]
    assert home.point is not None
    assert nearness(*home.point, texas.latitude, texas.longitude) > 0.5
    settled = at_home(*found[2], home)
    assert [p.span for p in settled] == [p.span for p in found[2][1]]
    assert {p.key for p in settled if p.span.quote == "Paris"} == {"geonames:4717560"}
    assert learn_homes(found[:1]) == {}


def test_given_stretches_are_resolved_whether_or_not_they_would_be_found() -> None:
    text = "Orono, Maine, and the Acme Tower were on the list."
    spans = [(0, 5), (7, 12), (22, 32)]
    keys = [entry.key if entry else "" for entry in resolve_spans(report(text), spans)]
    assert keys[1:] == ["US-ME", ""]
    found = by_key(keys[0])
    assert found is not None
    assert found.unit == "US-ME"


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


def test_part_regions_are_told_by_their_codes() -> None:
    northeast, americas = region("northeast-china"), region("americas")
    assert northeast is not None
    assert northeast.members == ("CN-LN", "CN-JL", "CN-HL", "CN-NM")
    assert americas is not None
    assert {"CA", "CU", "PA", "PE"} <= set(americas.members)


def test_demonyms_and_other_names_stand_for_places_that_are_known() -> None:
    for word, key in demonyms("en").items():
        assert of_code(key), word
    for form, codes in abbreviations("en").items():
        assert all(by_code(code) for code in codes), form


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
