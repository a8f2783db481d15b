"""Is the table of units sound, and is all of a unit kept: surface, name, SI value, identifiers?"""

import re
from collections import Counter
from math import isclose, isfinite
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.figures import find_figures
from firsthand.analyse.figures.measures import choices, make_unit, measures, settle
from firsthand.analyse.figures.units import tables
from firsthand.lang import ANY, languages, lexicon
from firsthand.model.items import Figure, Unit
from firsthand.text.reading import read
from tests.analyse.test_figures import make_report, place

ROWS: dict[str, list[Any]] = lexicon(ANY, "units")["units"]
CODES: dict[str, list[str]] = lexicon(ANY, "units")["currency"]
ONE_SI = {
    "length": "m", "area": "m2", "volume": "m3", "mass": "kg", "energy": "J", "power": "W",
    "pressure": "Pa", "force": "N", "speed": "m/s", "time": "s", "data": "bit", "flow": "m3/s",
}  # fmt: skip
"""The coherent unit of each dimension that has just one."""
WITHOUT_QUDT = {
    "percentage point", "basis point", "league", "Scandinavian mile", "verst", "hm3", "km3", "MMcf",
    "bcf", "tcf", "GL", "imperial barrel", "beer barrel", "TEU", "FEU", "Gt", "PWh", "tce", "Mtce",
    "ktoe", "boe", "boe/day", "mpg", "g/km", "MP", "fortnight", "quarter", "decade", "century",
    "millennium", "cent", "penny", "jiao", "fen", "sen",
}  # fmt: skip
"""Units of no one country that QUDT does not name."""


def figures_of(text: str, language: str = "en", country: str = "") -> tuple[Figure, ...]:
    report = make_report(text, language)
    places = (place(report, text.split(maxsplit=1)[0], country),) if country else ()
    return find_figures(read(report), (), places)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_unit_has_dimension_factor_and_ids(name: str) -> None:
    dimension, factor, si, qudt, ucum, symbols = ROWS[name]
    assert dimension
    assert isfinite(factor)
    assert factor > 0
    assert si == ONE_SI.get(dimension, si) != ""
    assert ucum
    assert not re.search(r"\s", ucum + qudt)
    assert qudt == "" or re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", qudt)
    assert len(symbols) == len(set(symbols))


def test_units_of_more_than_one_country_are_named_in_qudt() -> None:
    nameless = {name for name, row in ROWS.items() if not row[3]}
    local = {n for n in nameless if ROWS[n][0] in {"length", "area", "volume", "mass"}}
    assert nameless - local <= WITHOUT_QUDT
    assert {"kg", "t", "acre", "kWh", "mile", "barrel", "°C", "percent"}.isdisjoint(nameless)


def test_symbols_and_signs_mean_one_unit() -> None:
    symbols = Counter(symbol for row in ROWS.values() for symbol in row[5])
    signs = Counter(sign for signs in CODES.values() for sign in signs)
    assert [s for s, n in (symbols | signs).items() if n > 1] == []
    assert set(symbols) & set(signs) <= {"PS"}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_currency_is_read_by_its_code_before_and_behind(code: str) -> None:
    assert CODES[code]
    if code == "BTC":
        return
    for text in (f"It paid {code} 4,250.75 then.", f"It paid 4,250.75 {code} then."):
        (figure,) = figures_of(text)
        assert (figure.value, figure.unit.canonical) == (4250.75, code)
        assert figure.unit.qudt == f"CCY_{code}"


@pytest.mark.parametrize("language", languages("currencies"))
def test_every_language_names_the_currencies_of_the_world(language: str) -> None:
    names = lexicon(language, "currencies")["names"]
    assert set(names) <= set(CODES)
    assert len(names) > 150


@pytest.mark.parametrize("language", languages("units"))
def test_every_word_of_every_language_names_a_known_unit(language: str) -> None:
    own = lexicon(language, "units")
    assert set(own.get("words", {})) | set(own.get("money", {})) <= set(measures())
    assert tables(language).words


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(ROWS)), st.floats(1e-3, 1e9))
def test_si_values_go_back_and_forth(name: str, value: float) -> None:
    unit = make_unit(measures()[name], name, value)
    if unit.si_value is None or name == "°F":
        return
    assert isclose(unit.si_value / ROWS[name][1], value, rel_tol=1e-9, abs_tol=1e-9)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([n for n, row in ROWS.items() if row[0] == "mass"]),
    st.sampled_from([n for n, row in ROWS.items() if row[0] == "area"]),
    st.floats(0.1, 1e6),
)
def test_rates_divide_si_values(above: str, below: str, value: float) -> None:
    unit = make_unit(measures()[above], "", value, below)
    assert unit.si_value is not None
    assert isclose(unit.si_value, value * ROWS[above][1] / ROWS[below][1], rel_tol=1e-9)
    assert unit.si_unit == "kg/m2"
    assert unit.ucum.count("(") == unit.ucum.count(")")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 jin", "1 kg"),
        ("15 mu", "1 ha"),
        ("100 mu", "1 qing"),
        ("2 li", "1 km"),
        ("10 liang", "1 jin"),
        ("1 dan", "100 jin"),
        ("640 acre", "1 square mile"),
        ("8 pint", "1 gallon"),
        ("42 gallon", "1 barrel"),
        ("2000 lb", "1 short ton"),
        ("2240 lb", "1 long ton"),
        ("14 lb", "1 stone"),
        ("12 inch", "1 ft"),
        ("3 ft", "1 yard"),
        ("6 ft", "1 fathom"),
        ("8 furlong", "1 mile"),
        ("1000 kWh", "1 MWh"),
        ("10 km", "1 Scandinavian mile"),
        ("4 ngan", "1 rai"),
        ("20 marla", "1 kanal"),
        ("10 tan", "1 cho"),
        ("43560 ft3", "1 acre-foot"),
        ("100 kg", "1 quintal"),
        ("2 Pfund", "1 kg"),
        ("16 tablespoon", "1 cup"),
        ("24 hour", "1 day"),
        ("3 ft3", "0.003 Mcf"),
        ("1000 m3", "1 ML"),
        ("7 day", "1 week"),
        ("8 bit", "1 byte"),
    ],
)
def test_units_agree_with_each_other(one: str, other: str) -> None:
    left, right = (value.partition(" ") for value in (one, other))
    in_si = [float(count) * ROWS[name][1] for count, _, name in (left, right)]
    assert isclose(*in_si, rel_tol=1e-6)
    assert ROWS[left[2]][2] == ROWS[right[2]][2]


def unit_of(text: str, language: str = "en", country: str = "") -> Unit:
    (figure,) = figures_of(text, language, country)
    return figure.unit


def test_surface_name_si_value_and_ids_are_all_kept() -> None:
    unit = unit_of("The province sold 30 billion jin of maize.")
    assert (unit.surface, unit.canonical, unit.si_value, unit.si_unit) == (
        "jin",
        "jin",
        1.5e10,
        "kg",
    )
    assert unit.ucum == "500.g"
    assert measures()["t"].factor * 1.5e7 == unit.si_value
    unit = unit_of("The dam holds 20 acre-feet.")
    assert (unit.qudt, unit.ucum) == ("AC-FT", "[acr_us].[ft_i]")
    unit = unit_of("全年发电300亿千瓦时。", "zh")
    assert (unit.canonical, unit.si_value, unit.qudt) == ("kWh", 1.08e17, "KiloW-HR")
    unit = unit_of("工厂节约了20万吨标准煤。", "zh")
    assert (unit.canonical, unit.si_value) == ("tce", 5.86152e15)


@pytest.mark.parametrize(
    ("text", "country", "canonical"),
    [
        ("Ohio moved 40 tons of salt.", "US", "short ton"),
        ("Ohio moved 40 tonnes of salt.", "US", "t"),
        ("Hebei moved 40 tons of salt.", "CN", "t"),
        ("Leeds sold 9 gallons of milk.", "GB", "imperial gallon"),
        ("Boston sold 9 gallons of milk.", "US", "gallon"),
        ("Basra sold 9 dunams.", "IQ", "Iraqi dunam"),
        ("Cairo paid 500 pounds.", "EG", "EGP"),
        ("Leeds dropped a 500-pound weight.", "GB", "lb"),
        ("Oslo paid 500 crowns.", "NO", "NOK"),
        ("Perth paid 500 dollars.", "AU", "AUD"),
        ("Delhi paid 500 rupees.", "IN", "INR"),
        ("Lahore paid 500 rupees.", "PK", "PKR"),
    ],
)
def test_ambiguous_units_are_decided_by_country(text: str, country: str, canonical: str) -> None:
    unit = unit_of(text, country=country)
    assert unit.canonical == canonical


def test_ambiguous_units_keep_their_alternatives() -> None:
    assert unit_of("They moved 40 tons of salt.").alternatives == ("short ton", "long ton")
    assert unit_of("They moved 40 t of salt.").alternatives == ()
    assert "AUD" in unit_of("They paid 500 dollars.").alternatives
    assert unit_of("They paid US$500.").alternatives == ()
    for key, choice in choices().items():
        for country in ("", *choice.country):
            found = settle(measures()[key], "en", country, "")
            assert {found.name, *found.alternatives} >= set(choice.members)


def test_the_language_decides_where_no_country_does() -> None:
    assert unit_of("A fazenda vendeu 200 arrobas.", "pt").canonical == "Brazilian arroba"
    assert unit_of("La finca vendió 200 arrobas.", "es").canonical == "arroba"


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("ar", "كلف الجسر 60 مليون زلوتي.", "PLN"),
        ("de", "Die Brücke kostete 60 Millionen Forint.", "HUF"),
        ("es", "El puente costó 60 millones de zlotys.", "PLN"),
        ("fr", "Le pont a coûté 60 millions de wons.", "KRW"),
        ("hr", "Most je stajao 60 milijuna rublja.", "RUB"),
        ("id", "Jembatan itu menelan biaya 60 juta baht.", "THB"),
        ("it", "Il ponte è costato 60 milioni di zloty.", "PLN"),
        ("ja", "橋の工費は60億ウォンだった。", "KRW"),
        ("ko", "다리 건설에 6천만 루블이 들었다.", "RUB"),
        ("nl", "De brug kostte 60 miljoen rand.", "ZAR"),
        ("pl", "Most kosztował 60 milionów juanów.", "CNY"),
        ("pt", "A ponte custou 60 milhões de forints.", "HUF"),
        ("ru", "Мост обошёлся в 60 млн злотых.", "PLN"),
        ("sv", "Bron kostade 60 miljoner hryvnia.", "UAH"),
        ("tr", "Köprü 60 milyon zlotiye mal oldu.", "PLN"),
        ("uk", "Міст коштував 60 млн юанів.", "CNY"),
        ("vi", "Cây cầu tốn 60 triệu baht.", "THB"),
        ("zh", "大桥耗资6000万林吉特。", "MYR"),
    ],
)
def test_a_currency_of_one_country_is_known_by_its_bare_name(
    language: str, text: str, code: str
) -> None:
    (figure,) = figures_of(text, language)
    assert figure.unit.canonical == code
    assert figure.value == 60e6 or (language == "ja" and figure.value == 60e8)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Серед 50 вони були перші."),
        ("ja", "港には2ランドマークがある。"),
        ("ar", "بين 50 بات الفريق أولا."),
    ],
)
def test_words_that_look_like_money_are_no_currency(language: str, text: str) -> None:
    assert not [f for f in figures_of(text, language) if f.unit.canonical.isupper()]
