import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.adapters import times as adapter
from firsthand.analyse.times import anchor_of, find_times, resolve_times
from firsthand.analyse.times.context import Context
from firsthand.analyse.times.fixed import duration
from firsthand.analyse.times.forms import parse_form
from firsthand.analyse.times.grammar import fill, load_grammar
from firsthand.analyse.times.named import easter, orthodox_easter, span_of
from firsthand.analyse.times.periods import Period, floor, move, period
from firsthand.analyse.times.resolve import resolve
from firsthand.errors import LexiconError
from firsthand.lang import languages, lexicon
from firsthand.model.items import Moment
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Block, Metadata, Report, Role
from firsthand.model.span import hash_text
from firsthand.text.fold import fold
from firsthand.text.reading import Reading

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "times").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
WORDS = """the last next first two 2031 of year years ago Monday May 3 quarter end to from between
and , - : 10 42 p.m. at century 1990s half this that later earlier BC every day night 去年 三 年 前
Christmas mid early 29 February 0 99 '98 Q3 T fiscal decade decades hundred 5月 В году""".split()  # noqa: SIM905 - a list of sixty lines says no more


def report(text: str, published: str = "", language: str = "en", dateline: str = "") -> Report:
    return Report(
        id=hash_text(text),
        name="report.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(
            published=Slot(published, (), Provenance.DOCUMENT),
            dateline_date=Slot(dateline, (), Provenance.DOCUMENT),
            language=language,
            language_score=1.0,
        ),
    )


def times_of(of: Report) -> tuple[Moment, ...]:
    return find_times(Reading(of, fold(of.text, ()), None, ()))


def found(text: str, published: str = "2031-08-20") -> dict[str, Moment]:
    return {m.span.quote: m for m in times_of(report(text, published))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    moments = times_of(report(case["text"], case["published"], case.get("language", "en")))
    assert [[m.span.quote, m.kind.value, m.value] for m in moments] == case["expect"]


def test_provenance_tells_what_a_day_was_reckoned_from() -> None:
    moments = found("On 3 May 2031 it burned. Two days later, and again last week and recently.")
    sources = {quote: m.anchor_source for quote, m in moments.items()}
    assert sources == {
        "3 May 2031": Provenance.EXPLICIT,
        "Two days later": Provenance.INHERITED,
        "last week": Provenance.DOCUMENT,
        "recently": Provenance.NONE,
    }
    assert moments["last week"].anchor == "2031-08-20"
    assert moments["recently"].vague


def test_interval_timex_and_edtf() -> None:
    moments = found("in the third quarter of 2030, since the 1990s, on 3 May 2031 and last winter")
    quarter = moments["the third quarter of 2030"]
    assert (quarter.first, quarter.last) == ("2030-07-01", "2030-09-30")
    assert (quarter.timex, quarter.edtf) == ("2030-Q3", "2030-35")
    assert (moments["the 1990s"].timex, moments["the 1990s"].edtf) == ("199", "199X")
    assert moments["last winter"].edtf == "2030-24"


EDTF_DAY = r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
EDTF = re.compile(
    rf"{EDTF_DAY}~?|{EDTF_DAY}~?/(?:{EDTF_DAY}~?|\.\.)"
    r"|-?\d{4}-(?:2[1-9]|3\d|4[01])(?:/-?\d{4}(?:-\d\d)?~?)?|\d{2}XX|\d{3}X|\d{3}X/\d{3}X"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"
)
"""What this program writes of ISO 8601-2:2019, levels 0 to 2 (and intervals of seasons, sets)."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_edtf_value_is_well_formed(case: dict[str, Any]) -> None:
    for moment in times_of(report(case["text"], case["published"], case.get("language", "en"))):
        assert not moment.edtf or EDTF.fullmatch(moment.edtf), moment


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("H1 2030", "2030-40"),
        ("the fourth quarter of 2030", "2030-36"),
        ("the spring of 2030", "2030-21"),
        ("the 19th century", "18XX"),
        ("the 1800s", "18XX"),
        ("the 1990s", "199X"),
        ("the mid-2020s", "2023~/2026~"),
        ("early 2030", "2030-01~/2030-05~"),
        ("late May 2030", "2030-05-21~/2030-05-31~"),
        ("circa 1850", "1850~"),
        ("the past six years", "2025/2031"),
        ("the next three months", "2031-08/2031-11"),
        ("from 2018 to 2022", "2018/2022"),
        ("3 p.m. EDT on Tuesday", "2031-08-19T15:00:00-04:00"),
        ("midnight on 3 May 2030", "2030-05-04T00:00:00"),
        ("480 BC", "-0479"),
        ("the fiscal first quarter", "2031~"),
        ("Japan's fiscal 2030", "2030-04/2031-03"),
        ("India's fiscal 2030", "2029-04/2030-03"),
        ("the second quarter of the US fiscal year 2030", "2030-01/2030-03"),
        ("Britain's 2030-31 financial year", "2030-04/2031-03"),
        ("the 2030-31 school year", "2030/2031"),
        ("Australia's summer", "2030-30"),
    ],
)
def test_edtf_of_what_is_printed(words: str, edtf: str) -> None:
    moments = times_of(report(f"It was said in {words}.", "2031-08-20"))
    assert [m.edtf for m in moments] == [edtf]


def test_a_period_that_still_lasts_ends_on_the_day_of_writing() -> None:
    (moment,) = times_of(report("It grew since the full-scale invasion.", "2031-08-20"))
    assert (moment.edtf, moment.first, moment.last) == ("2022-02-24/..", "2022-02-24", "2031-08-20")


def test_lengths_up_to_today_are_reckoned_again_from_a_linked_day() -> None:
    of = report("Output rose over the past six years.")
    (before,) = moments = times_of(of)
    (after,) = resolve_times(moments, of, date(2031, 8, 20), Provenance.LINKED_REPORT)
    assert (before.value, before.first, before.anchor_source) == ("P6Y", "", Provenance.EXPLICIT)
    assert (after.value, after.first, after.last) == ("P6Y", "2025-08-20", "2031-08-20")
    assert (after.anchor, after.anchor_source) == ("2031-08-20", Provenance.LINKED_REPORT)


def test_the_days_of_feasts() -> None:
    assert [easter(year).isoformat() for year in (2000, 2024, 2031)] == [
        "2000-04-23",
        "2024-03-31",
        "2031-04-13",
    ]
    assert orthodox_easter(2024) == date(2024, 5, 5)
    assert resolve("inyear(feast(diwali),1750)", Context()) is None
    when = resolve("feast(lunar-new-year)", Context(anchor=date(2031, 1, 2), future=True))
    assert getattr(when, "value", None) == "2031-01-23"


@pytest.mark.parametrize("table", ["named", "series"])
def test_every_named_period_is_one(table: str) -> None:
    data = lexicon("xx", "periods")[table]
    rows = (
        data.values() if table == "named" else [v for rows in data.values() for v in rows.values()]
    )
    for text in rows:
        when = span_of(text, date(2031, 8, 20))
        assert when.first is not None
        assert when.last is not None
        assert when.first <= when.last, text


@pytest.mark.parametrize("language", languages("periods"))
def test_every_name_has_its_days(language: str) -> None:
    data = lexicon(language, "periods")
    for phrase, form in (data.get("fixed", {}) | data.get("named", {})).items():
        assert resolve(form, Context(anchor=date(2031, 8, 20))) is not None, phrase


def test_the_dateline_wins_over_the_day_of_publication() -> None:
    of = report("It rained on Monday.", "2031-08-25", dateline="2031-08-19")
    assert [m.value for m in times_of(of)] == ["2031-08-18"]


def test_a_complete_date_in_the_head_stands_in_for_metadata() -> None:
    of = report("Gullholm Post, 19 August 2031\n\nIt rained on Monday.", "not a day")
    assert anchor_of(of) == (date(2031, 8, 19), Provenance.DOCUMENT)
    assert [m.value for m in times_of(of)] == ["2031-08-19", "2031-08-18"]


def test_a_day_that_does_not_exist_is_no_anchor() -> None:
    assert anchor_of(report("Rain.", "2031-02-30")) == (None, Provenance.NONE)


def test_undated_reports_are_resolved_against_a_linked_day() -> None:
    of = report("Output rose 4% last year and 5% in the first half of this year, up from 2018.")
    moments = times_of(of)
    assert [m.value for m in moments] == ["", "", "2018"]
    later = resolve_times(moments, of, date(2031, 8, 20), Provenance.LINKED_REPORT)
    assert [m.value for m in later] == ["2030", "2031-H1", "2018"]
    assert [m.anchor_source for m in later] == [
        Provenance.LINKED_REPORT,
        Provenance.LINKED_REPORT,
        Provenance.EXPLICIT,
    ]
    assert [m.id for m in later] == [m.id for m in moments]
    assert later[2] is moments[2]


def test_a_linked_day_keeps_the_direction_of_the_sentence() -> None:
    of = report("The board will meet on Friday.")
    (moment,) = resolve_times(times_of(of), of, date(2031, 8, 20), Provenance.LINKED_REPORT)
    assert moment.value == "2031-08-22"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two boats sank last week. A third was found on Sunday.", ["2031-W34", "2031-08-24"]),
        ("Two boats sank yesterday. Divers search again today.", ["2031-08-20", "2031-08-21"]),
        ("Two boats sank on Wednesday, police said on Friday.", ["2031-08-20", "2031-08-22"]),
        ("Two boats sank on Wednesday and one on Monday.", ["2031-08-20", "2031-08-18"]),
        ("A week after two boats sank, divers left on Monday.", ["P1W", "2031-08-25"]),
        ("Two boats sank this week. The port was shut last year.", ["2031-W34", "2030"]),
    ],
)
def test_what_an_undated_report_tells_first_holds_the_linked_day(
    text: str, values: list[str]
) -> None:
    of = report(text)
    later = resolve_times(times_of(of), of, date(2031, 8, 20), Provenance.LINKED_REPORT)
    assert [m.value for m in later] == values


def test_furniture_yields_printed_dates_only() -> None:
    text = "Posted last year, 3 May 2031\nHome now\nIt rained today."
    lines = [(0, 28, Role.STATED_DATE), (29, 37, Role.NAVIGATION), (38, 54, Role.BODY)]
    of = report(text, "2031-05-03")
    blocks = tuple(Block(of.span(start, end), role, "test@1") for start, end, role in lines)
    inline = Block(of.span(18, 28), Role.STATED_DATE, "test@1", inline=True)
    labelled = Report(**{k: getattr(of, k) for k in of.__slots__} | {"blocks": (*blocks, inline)})
    assert [m.span.quote for m in times_of(labelled)] == ["3 May 2031", "today"]


def test_a_date_inside_a_credit_line_is_found() -> None:
    text = "Wire 3 May 2031 Editor\nRain."
    of = report(text)
    blocks = (
        Block(of.span(0, 22), Role.AGENCY_CREDIT, "test@1"),
        Block(of.span(5, 15), Role.STATED_DATE, "test@1", inline=True),
        Block(of.span(23, 28), Role.BODY, "test@1"),
    )
    labelled = Report(**{k: getattr(of, k) for k in of.__slots__} | {"blocks": blocks})
    assert [m.span.quote for m in times_of(labelled)] == ["3 May 2031"]


def test_an_empty_report_has_no_times() -> None:
    assert times_of(report("")) == ()


@pytest.mark.parametrize("language", languages("times"))
def test_every_form_of_a_language_is_known(language: str) -> None:
    grammar = load_grammar(language)
    assert grammar is not None
    for word, entries in grammar.words.items():
        for kind, form in entries:
            if kind in {"_rel", "_weekdayof", "_part_of", "_holiday"}:
                assert resolve(form, Context(anchor=date(2031, 8, 20))) is not None, (word, form)


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("range(quarter(2),inyear(quarter(4),2031))", "2031-Q2/2031-Q4"),
        ("range(XXXX-11-20,2031-02-03)", "2030-11-20/2031-02-03"),
        ("range(2031-11-20,XXXX-02-03)", "2031-11-20/2032-02-03"),
        ("range(2031,2029)", None),
        ("shortrange(1998,99)", "1998/1999"),
        ("shortrange(1998,97)", None),
        ("short(98)", "1998"),
        ("short(7)", None),
        ("century(1)", None),
        ("bc(490)", "BC0490"),
        ("inbc(4,bc(490))", "BC0490-04"),
        ("bccentury(5)", "BC04"),
        ("half(3)", None),
        ("monthday(2,30)", None),
        ("inyear(XXXX-02-29,2031)", None),
        ("near(XXXX-12-25,0)", "2031-12-25"),
        ("near(XXXX-12-25,+1)", "2031-12-25"),
        ("near(season(SP),+1)", "2032-SP"),
        ("near(month(3),-1)", "2031-03"),
        ("ahead(0.5,Y)", "2032-02"),
        ("ago(1.5,W)", ""),
        ("at(this(Y),TNI)", None),
        ("clock(half12(13,P))", None),
        ("clock(half12(T13:05,P))", "2031-08-20T13:05"),
        ("clock(hm(9,75))", None),
        ("clock(zone(T10:42,Z))", "2031-08-20T10:42Z"),
        ("last(TH)", ""),
        ("yearago(Q)", "2030-Q2"),
        ("sameq()", "2031-Q2"),
        ("weekend()", "2031-W33-WE"),
        ("last(CE)", "1901/2000"),
        ("nth(9,1,1)", "2031-09-01"),
        ("nonsense(1)", None),
        ("last(Y", None),
        ("ago(9999,Y)", None),
        ("XXXX-02-31", None),
    ],
)
def test_forms(form: str, value: str | None) -> None:
    when = resolve(form, Context(anchor=date(2031, 8, 20)))
    assert (None if when is None else when.value) == value


@pytest.mark.parametrize(
    "form",
    [
        "weekday(1)",
        "weekend()",
        "sameq()",
        "samey()",
        "yearago()",
        "ref(D,0)",
        "ref(Y,0)",
        "quarter(3)",
        "monthday(0,5)",
        "nth(11,4,4)",
        "inweek(1,0)",
        "near(weekday(1),-1)",
        "ago(2,Y)",
        "rel(+1,2,Y)",
        "XXXX-10-14",
        "clock(T10:42)",
    ],
)
def test_without_any_day_no_value_is_given(form: str) -> None:
    when = resolve(form, Context())
    assert when is not None
    assert (when.value, when.first) == ("", None)


def test_lengths_of_time() -> None:
    lengths = {("6", "Y"): "P6Y", ("3", "DE"): "P30Y", ("2", "Q"): "P6M", ("1.5", "TH"): "PT1H30M"}
    for (count, unit), value in lengths.items():
        assert getattr(duration(count, unit), "value", None) == value
    assert duration("0", "D") is None
    assert getattr(duration("X", "TM"), "timex", None) == "PTXM"
    assert getattr(duration("2.25", "Y"), "value", None) == "P2.25Y"


def test_forms_nest_only_so_deep() -> None:
    assert parse_form("mod(" * 20 + "2031" + ",END)" * 20) is None


def test_sums_of_words_that_are_no_numbers_are_refused() -> None:
    assert fill("=$1+$2", ("20", "X")) is None
    assert fill("=$1*100", ("10000000",)) is None


@pytest.mark.parametrize("rule", ["no rule at all", "date: => this(D)", "date: <_int> => $2"])
def test_a_broken_rule_is_named(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "firsthand.analyse.times.grammar.lexicon",
        lambda _, name: {"rules": [rule], "words": {}} if name == "times" else {},
    )
    with pytest.raises(LexiconError, match=r"lang/en/times\.toml"):
        load_grammar.__wrapped__("en")


@given(
    st.dates(date(10, 1, 1), date(9790, 1, 1)),
    st.sampled_from(("D", "W", "M", "Q", "H", "Y", "DE", "CE")),
)
def test_periods_hold_their_day_and_follow_one_another(day: date, unit: str) -> None:
    here = period(unit, day)
    assert here.first <= day <= here.last
    assert floor(unit, here.last) == here.first
    if here.last < date(9000, 1, 1):
        assert (period(unit, day, 1).first - here.last).days == 1


def test_moving_out_of_the_calendar_is_refused() -> None:
    for unit in ("D", "Y"):
        with pytest.raises(ValueError, match=r"outside|range"):
            move(unit, date(9999, 12, 31), 1)
    assert move("M", date(2031, 1, 31), 1) == date(2031, 2, 28)
    assert Period("S", date(2031, 12, 1), "WI").last == date(2032, 2, 29)


def check(moments: tuple[Moment, ...], text: str) -> None:
    end = 0
    for moment in moments:
        assert end <= moment.span.start
        assert moment.span.quote == text[moment.span.start : moment.span.end]
        assert moment.first <= moment.last
        assert moment.symbolic
        assert not (moment.vague and moment.value)
        end = moment.span.end


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.sampled_from(["", "2031-08-20", "0001-01-01", "9999-12-31"]),
    st.sampled_from(languages("times")),
)
def test_word_salad_never_breaks_a_span(text: str, published: str, language: str) -> None:
    of = report(text, published, language)
    moments = times_of(of)
    check(moments, text)
    check(resolve_times(moments, of, date(2024, 2, 29), Provenance.LINKED_REPORT), text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    check(times_of(report(text, "2031-08-20")), text)


def test_long_salad_is_read_to_its_end() -> None:
    text = "the first half of the last two years ago " * 2_000
    assert times_of(report(text, "2031-08-20"))


def test_the_adapter_writes_ranges_as_their_ends(tmp_path: Path) -> None:
    document = {"id": "a", "published": "2031-08-20", "text": "From 2019 to 2022 and recently."}
    (tmp_path / "docs.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (line,) = adapter.predict(tmp_path)
    assert line == {
        "id": "a",
        "times": [
            {"start": 5, "end": 9, "text": "2019", "type": "DATE", "value": "2019"},
            {"start": 13, "end": 17, "text": "2022", "type": "DATE", "value": "2022"},
            {"start": 22, "end": 30, "text": "recently", "type": "DATE", "value": "PAST_REF"},
        ],
    }


def test_the_adapter_reads_scores() -> None:
    row = {"F1": 80.5}
    printed = json.dumps({"all value": row, "timebank strict": row, "timebank type": row})
    assert adapter.read_scores(printed) == {"value": 0.805, "timebank strict": 0.805}


@settings(max_examples=60)
@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    st.sampled_from(["last", "this", "next", "the previous", "the coming"]),
    st.sampled_from("winter summer spring autumn quarter half December Friday weekend".split()),  # noqa: SIM905
)
def test_what_is_near_is_found_from_every_day(day: date, which: str, what: str) -> None:
    published = day.isoformat()
    for moment in times_of(report(f"Prices fell {which} {what}.", published)):
        if which == "last" and moment.last:
            assert moment.last < published
        if which == "next" and moment.first:
            assert moment.first > published


def test_the_winter_that_still_lasts_is_not_the_last_one() -> None:
    assert found("It snowed last winter.", "2031-01-10")["last winter"].value == "2029-WI"
    assert found("It snowed last winter.", "2031-06-10")["last winter"].value == "2030-WI"


def test_what_a_paper_reports_behind_a_dispatch_is_reckoned_from_its_own_day() -> None:
    text = "河边9月12日电　镇里昨日开会。\n本报讯　记者昨日到了桥头。"
    of = report(text, "2031-09-14", "zh")
    day = Slot("2031-09-12", (of.span(2, 7),), Provenance.EXPLICIT)
    of = replace(of, metadata=replace(of.metadata, dateline_date=day))
    told = [m.value for m in times_of(of) if m.span.quote == "昨日"]
    assert told == ["2031-09-11", "2031-09-13"]
