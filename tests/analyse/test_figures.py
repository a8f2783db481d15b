"""Are amounts found with value, unit, bound, and what they are said of?"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.figures import find_figures, refresh_periods
from firsthand.analyse.figures.bounds import interval
from firsthand.analyse.figures.cues import HINTED, cues
from firsthand.model.items import Bound, Change, Figure, Moment, MomentKind, Place
from firsthand.model.reason import EMPTY, Provenance
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.reading import read

CASES = Path(__file__).parent.parent / "cases" / "figures"
LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "zh")


def make_report(text: str, language: str = "en") -> Report:
    return Report(
        id=hash_text(text),
        name="case",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(language=language, language_score=1.0),
    )


def figures_of(text: str, language: str = "en") -> tuple[Figure, ...]:
    return find_figures(read(make_report(text, language)))


def moment(
    report: Report, quote: str, value: str = "", kind: MomentKind = MomentKind.DATE
) -> Moment:
    start = report.text.index(quote)
    span = report.span(start, start + len(quote))
    return Moment("m", span, kind, quote, "test@1", value=value)


def place(report: Report, quote: str, country: str = "", *, nested: bool = False) -> Place:
    start = report.text.index(quote)
    span = report.span(start, start + len(quote))
    return Place("p", span, quote, "test@1", country=country, nested=nested)


def load_cases() -> list[Any]:
    rows = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        rows += [
            pytest.param(path.stem, case["text"], case["figures"], id=f"{path.stem}-{n}")
            for n, case in enumerate(table["case"])
        ]
    return rows


@pytest.mark.parametrize(("language", "text", "expected"), load_cases())
def test_cases(language: str, text: str, expected: list[dict[str, Any]]) -> None:
    found = figures_of(text, language)
    told = [
        {"quote": f.span.quote, "value": f.value, "bound": f.bound.value, "unit": f.unit.canonical}
        | ({} if f.value_max is None else {"max": f.value_max})
        for f in found
    ]
    assert told == [dict(row) for row in expected]


def test_there_are_enough_cases_in_every_language() -> None:
    rows = load_cases()
    assert len(rows) >= 60
    assert {row.values[0] for row in rows} >= set(LANGUAGES)


def test_si_values() -> None:
    (jin,) = figures_of("The county sold 4 million jin of rice.")
    assert (jin.unit.si_value, jin.unit.si_unit) == (2_000_000, "kg")
    (warm,) = figures_of("It was 50 degrees Fahrenheit.")
    assert (warm.unit.si_value, warm.unit.si_unit) == (10, "Cel")
    (money,) = figures_of("It cost 20 euros.")
    assert money.unit.si_value is None


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (Bound.EXACT, (100, 100, False, False)),
        (Bound.OVER, (100, None, True, False)),
        (Bound.AT_LEAST, (100, None, False, False)),
        (Bound.UNDER, (None, 100, False, True)),
        (Bound.AT_MOST, (None, 100, False, False)),
        (Bound.NEARLY, (90, 100, False, True)),
        (Bound.APPROXIMATE, (90, 110, False, False)),
    ],
)
def test_intervals(bound: Bound, expected: tuple[float | None, float | None, bool, bool]) -> None:
    assert tuple(interval(100, None, bound)) == expected


def test_a_falling_range_has_its_low_end_low() -> None:
    assert tuple(interval(75, 45, Bound.RANGE))[:2] == (45, 75)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Exports rose 6.3%.", Change.UP),
        ("Exports fell by about 6.3%.", Change.DOWN),
        ("The town saw a 6.3% increase.", Change.UP),
        ("Growth remained at 6.3%.", Change.LEVEL),
        ("The share is 6.3%.", Change.NONE),
        ("Prices went up in May, and 40 shops opened.", Change.NONE),
        ("The index lost 85 points, or 0.4%.", Change.DOWN),
        ("Revenue fell from $4 million.", Change.NONE),
        ("Revenue rose 5% to $4 million.", Change.UP),
        ("Rice rose 3% and maize by 2%.", Change.UP),
        ("The team gave up 40 points.", Change.NONE),
        ("The index ended down 3%.", Change.DOWN),
        ("They put 40 shares up for sale.", Change.NONE),
        ("Rents rose 3%, fares 4%.", Change.UP),
        ("Rents fell 3% in May, 4% in June.", Change.DOWN),
        ("Rents fell 3% and 20% of flats stood empty.", Change.NONE),
        ("Rents fell 3%, below the 5% target.", Change.NONE),
        ("Rents fell to 300 euros in May and 280 euros in June.", Change.NONE),
        ("Rents rose 3% and the jobless rate was 4%.", Change.NONE),
        ("Tin fell 3% to 900 euros, and zinc 4%.", Change.DOWN),
    ],
)
def test_change(text: str, change: Change) -> None:
    assert figures_of(text)[-1].change is change


@pytest.mark.parametrize(
    ("language", "text", "measured", "change"),
    [
        ("es", "El alquiler subió 4 euros en mayo y el agua un 2%.", "agua", Change.NONE),
        ("es", "El alquiler subió un 4% en mayo y el agua un 2%.", "agua", Change.UP),
        ("es", "La cosecha de uva alcanzó 900 toneladas.", "cosecha de uva", Change.NONE),
        ("es", "La tarifa se mantiene en el 7%.", "tarifa", Change.LEVEL),
        ("fr", "Les loyers ont grimpé de 6 %.", "loyers", Change.UP),
        ("fr", "Le budget du port atteint 6 millions d'euros.", "budget du port", Change.NONE),
        ("de", "Ein Rückgang von 6 Prozent.", "", Change.DOWN),
        ("de", "Die Länge der Strecke beträgt 60 Kilometer.", "Länge der Strecke", Change.NONE),
        ("de", "Die Miete verharrte bei 6 Prozent.", "Miete", Change.LEVEL),
        ("pt", "As rendas desceram 6%.", "rendas", Change.DOWN),
        ("it", "Gli affitti sono scesi del 6%.", "affitti", Change.DOWN),
        ("it", "Il prezzo del latte registra un rialzo del 6%.", "prezzo del latte", Change.UP),
        ("zh", "苹果产量同比下降6%。", "苹果产量", Change.DOWN),
        ("zh", "涨幅为6%。", "涨幅", Change.UP),
        ("zh", "完成投资6亿元。", "投资", Change.NONE),
    ],
)
def test_without_a_parser(language: str, text: str, measured: str, change: Change) -> None:
    figure = figures_of(text, language)[-1]
    assert (figure.measured.value, figure.change) == (measured, change)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The plant made 40 buses.", "actual"),
        ("The plan aims to plant 40 million trees.", "target"),
        ("A planning meeting was attended by 40 mayors.", "actual"),
        ("The town is planning 40 schools.", "target"),
        ("Sales are expected to reach 40 million euros.", "forecast"),
        ("They planned a lot, but the plant had 40 buses.", "actual"),
    ],
)
def test_basis(text: str, basis: str) -> None:
    assert figures_of(text)[0].basis.value == basis


def test_cumulative() -> None:
    assert figures_of("A total of 40 schools were built.")[0].accumulation.value == "cumulative"
    assert figures_of("The town built 40 schools.")[0].accumulation == EMPTY
    assert figures_of("Prices rose 4% in total.")[0].accumulation == EMPTY


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("Coal production of over 1.2 million tons was reported.", "Coal production"),
        ("The number of open shops reached 4.1 million.", "number of open shops"),
        ("The city has a 66% activity rate.", "activity rate"),
        ("The country cut emissions by 45%.", "emissions"),
        ("Some 30 buses and trams stopped.", "buses and trams"),
    ],
)
def test_measured(text: str, measured: str) -> None:
    figure = figures_of(text)[0]
    assert figure.measured.value == measured
    assert figure.measured.provenance is Provenance.EXPLICIT


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("The ministry said it would cut 2,000 jobs.", ["jobs", "ministry"]),
        ("Mills sold 20 tons of steel.", ["steel", "Mills"]),
        ("The town has a river that is 90 miles long.", ["river", "town"]),
        ("Growth fell to 4% from 6%.", ["Growth"]),
        ("The road runs 5 miles (8 km).", ["road"]),
        ("The grid has 30 kilowatts, half of which is wind power.", ["wind power"]),
        ("The Nasdaq 100 index rose 2%.", ["Nasdaq 100 index"]),
        ("Wages rose 2%, rents 3% and those of nurses by 4%.", ["nurses"]),
        ("Wages rose 2%, rents 3% and the price of milk by 4%.", ["price of milk"]),
        ("Wages rose 2%, with rents expected to rise 5%.", ["rents"]),
        ("The village is the hub for 9 miles of new cycle paths.", ["new cycle paths"]),
        ("The council paid $90,000 for the old mill.", ["old mill", "council"]),
        ("The drought pushed rents 3% higher.", ["rents", "drought"]),
        ("The state has a 15% tax on sugary drinks.", ["tax on sugary drinks", "state"]),
        ("Richer towns and villages earned $5 million.", ["Richer towns and villages"]),
        ("Many turned back, but most walked 9 miles.", []),
        ("The slump wiped $9 million off the fund's value.", ["fund's value", "slump"]),
        ("Orbix rose 4% to $9 in Tokyo.", ["Orbix"]),
        ("The shop sold 400 Orion 7 scooters.", ["Orion 7 scooters", "shop"]),
        ("The fee of the club was 5 euros and the fare on it was 4 euros.", ["fare"]),
        ("They met sellers offering 5% cash discounts.", ["cash discounts"]),
        ("The spire (90 m total height) was lit.", ["total height"]),
        ("The club edged down to a total of 900 members.", ["members", "total", "club"]),
        ("They crossed the lake after a five-day, 300-mile (480 km) trip.", ["trip"]),
    ],
)
def test_measured_noun_then_whose(text: str, stretches: list[str]) -> None:
    assert [span.quote for span in figures_of(text)[-1].measured.spans] == stretches


def test_of_which_points_to_the_figure_before() -> None:
    found = figures_of("The grid has 30 million kilowatts, about half of which is wind power.")
    assert found[1].denominator.value == "30 million kilowatts"
    assert found[1].denominator.spans[0] == found[0].span


def test_a_movement_has_its_base() -> None:
    found = figures_of("Revenue rose to $7.3 billion from $6.1 billion.")
    assert (found[0].change, found[0].base.value) == (Change.UP, "$6.1 billion")
    assert (found[1].change, found[1].base.value) == (Change.NONE, "")


def test_a_share_names_its_whole() -> None:
    assert figures_of("Two-thirds of voters agreed.")[0].denominator.value == "voters"


def test_each_figure_has_its_own_period() -> None:
    text = "Output grew 6.1% last year and 5.2% in the third quarter."
    report = make_report(text)
    moments = (
        moment(report, "last year", "2023"),
        moment(report, "the third quarter", "2024-Q3"),
    )
    found = find_figures(read(report), moments)
    assert [f.period.value for f in found] == ["2023", "2024-Q3"]
    assert found[0].period.spans == (moments[0].span,)


def test_a_state_takes_no_period_from_a_flow() -> None:
    text = "Mines dug 9 million tons last year, and total capacity reached 30 million kilowatts."
    report = make_report(text)
    found = find_figures(read(report), (moment(report, "last year", "2023"),))
    assert [f.period.value for f in found] == ["2023", ""]


def test_numbers_inside_dates_are_no_figures() -> None:
    report = make_report("On the 3 of the month 40 buses stopped.")
    found = find_figures(read(report), (moment(report, "the 3 of the month"),))
    assert [f.span.quote for f in found] == ["40 buses"]


def test_periods_follow_moments_resolved_again() -> None:
    report = make_report("Output grew 6.1% last year.")
    old = moment(report, "last year")
    found = find_figures(read(report), (old,))
    assert found[0].period.value == "last year"
    new = Moment(
        "m", old.span, MomentKind.DATE, "last year", "test@1", value="2023",
        anchor_source=Provenance.LINKED_REPORT,
    )  # fmt: skip
    refreshed = refresh_periods(found, (new,))
    assert refreshed[0].period.value == "2023"
    assert refreshed[0].period.provenance is Provenance.LINKED_REPORT
    assert refresh_periods(found, ()) == found


def test_place_from_the_sentence_and_from_the_paragraph() -> None:
    report = make_report("Ruritania grew fast. Output rose 4%. In Sylvania it rose 2%.")
    places = (place(report, "Ruritania"), place(report, "Sylvania"))
    found = find_figures(read(report), (), places)
    assert [f.place.value for f in found] == ["Ruritania", "Sylvania"]
    provenances = [f.place.provenance for f in found]
    assert provenances == [Provenance.INHERITED, Provenance.EXPLICIT]


def test_the_place_of_what_is_measured_wins() -> None:
    report = make_report("Ruritania's output grew 4%, ahead of Sylvania.")
    places = (place(report, "Ruritania"), place(report, "Sylvania"))
    assert find_figures(read(report), (), places)[0].place.value == "Ruritania"


def test_a_bare_currency_is_that_of_the_country() -> None:
    report = make_report("Canada will spend $20 million and US$5 million.")
    found = find_figures(read(report), (), (place(report, "Canada", "CA"),))
    assert [f.unit.canonical for f in found] == ["CAD", "USD"]
    assert found[0].unit.alternatives == ("USD",)


def test_a_score_has_two_sides() -> None:
    (score,) = figures_of("The team won 3-1.")
    assert (score.value, score.value_max, score.low, score.high) == (3, 1, 3, 3)


def test_ids_are_stable_and_distinct() -> None:
    text = "Some 40 buses met 40 buses."
    first, second = figures_of(text), figures_of(text)
    assert first == second
    assert len({f.id for f in first}) == 2


def check_invariants(report: Report, found: tuple[Figure, ...]) -> None:
    position = -1
    for figure in found:
        spans = [figure.span]
        for slot in (figure.measured, figure.place, figure.period, figure.denominator):
            spans += slot.spans
        for span in spans:
            assert report.text[span.start : span.end] == span.quote
        assert figure.span.start >= position
        position = figure.span.end
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high


PIECES = st.sampled_from(
    [
        "5",
        "12,5",
        "3.000",
        "half",
        "one",
        "of",
        "about",
        "over",
        "million",
        "bn",
        "%",
        "$",
        "€",
        "km",
        "jin",
        "twenty-one",
        "a",
        "-",
        "–",
        "to",
        "and",
        "three",
        "(",
        ")",
        ",",
        ".",
        "“",
        "”",
        "2024",
        "May",
        "dozens",
        "more",
        "than",
        "third",
        "mil",
        "millones",
        "Mio.",
        "Uhr",
        "votes",
        "亿",
        "三",
        "百分之",
        "个",
        "10:30",
        "½",
        "1/2",
        "3-5",
        "COVID-19",
        "months",
        "years",
        "old",
        "per",
        "year\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(("de", "es", "fr", "it", "pt", "zh", "xx")))
def test_invariants_hold_without_a_parse(pieces: list[str], language: str) -> None:
    report = make_report(" ".join(pieces), language)
    check_invariants(report, find_figures(read(report)))


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_invariants_hold_with_a_parse(pieces: list[str]) -> None:
    report = make_report(" ".join(pieces))
    check_invariants(report, find_figures(read(report)))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_is_survived(text: str, language: str) -> None:
    report = make_report(text, language)
    check_invariants(report, find_figures(read(report)))


def test_a_negative_number_behind_a_price_is_no_part_of_it() -> None:
    assert [f.value for f in figures_of("A gap of £5 minus 3 remained.")][:1] == [5]


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "pt", "zh"])
def test_every_cue_is_hinted_at_by_its_own_words(language: str) -> None:
    known = cues(language)
    patterns = {
        "change": (known.up, known.down, known.level), "target": (known.target,),
        "forecast": (known.forecast,), "past": (known.past,), "cumulative": (known.cumulative,),
        "source": (known.source,), "paired": (known.paired,), "world": (known.world,),
        "back": (known.back,),
    }  # fmt: skip
    assert patterns.keys() == HINTED
    phrases = sorted(set(strings(known.table)))
    for phrase in [*phrases, *map(str.upper, phrases)]:
        hinted = known.hinted(f"4 {phrase} 5")
        for name, members in patterns.items():
            found = any(member.search(f"4 {phrase} 5") for member in members)
            assert not found or name in hinted, (phrase, name)


def strings(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for key, value in table.items():
            yield from (str(key), *strings(value))
    elif isinstance(table, list):
        for member in table:
            yield from strings(member)


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [("Lusaka", "ZM", "ZMW"), ("Goroka", "PG", "PGK"), ("Lund", "SE", "")],
)
def test_a_letter_is_the_money_of_the_country_that_a_report_is_about(
    name: str, country: str, code: str
) -> None:
    text = f"Thieves in {name} took K200 million from the bank."
    reading = read(make_report(text))
    found = find_figures(reading, (), (place(reading.report, name, country),))
    assert [(f.span.quote, f.value, f.unit.canonical) for f in found] == [
        ("K200 million", 2e8, code)
    ]


def test_a_number_behind_a_place_that_opens_a_clause_counts() -> None:
    text = "In Goroka 430 pupils learn in huts."
    reading = read(make_report(text))
    found = find_figures(reading, (), (place(reading.report, "Goroka", "PG"),))
    assert [f.span.quote for f in found] == ["430 pupils"]


@pytest.mark.parametrize("sum_", ["450 pesos", "70 millones de pesos"])
def test_pesos_are_those_of_the_country_that_has_them(sum_: str) -> None:
    text = f"En Cádiz, Huelva y Sevilla se dijo que en Chile cuesta {sum_}."
    report = make_report(text, "es")
    spots = [place(report, name, "ES") for name in ("Cádiz", "Huelva", "Sevilla")]
    spots.append(place(report, "Chile", "CL"))

    found = find_figures(read(report), (), spots)

    assert [f.unit.canonical for f in found] == ["CLP"]


def test_a_list_by_place_counts_on_without_its_noun() -> None:
    text = "The clinic in Leeds has 2,310 beds, York 290 and Hull 1,120."
    report = make_report(text)
    spots = [place(report, name, "GB") for name in ("Leeds", "York", "Hull")]

    found = find_figures(read(report), (), spots)

    assert [(f.value, f.unit.canonical) for f in found] == [
        (2310, "bed"), (290, "bed"), (1120, "bed"),
    ]  # fmt: skip
