import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lang import languages, lexicon
from firsthand.text.calendars import load_calendar
from firsthand.text.dates import PrintedDate, find_dates, plain_digits

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "dates" / "printed.toml").read_text(encoding="utf-8")
)["case"]
LETTERS = "0123456789０９١٢年月日时上下午元十 \n.,:/-–TZapm'OctoberMayJan令和월일"
HOSTILE = (
    "1" * 20_000,
    "1/" * 10_000,
    "January " * 4_000,
    "14 of " * 5_000,
    "10:42, " * 4_000,
    "Monday, " * 4_000,
    " " * 20_000,
    "January" + " " * 20_000 + "1",
    "十" * 20_000,
    "1 January " * 2_000,
)


def show(date: PrintedDate) -> str:
    text = "XXXX" if date.year is None else f"{date.year:04}"
    text += f"-{date.month:02}"
    text += "" if date.day is None else f"-{date.day:02}"
    text += "" if date.last_day is None else f"/{date.last_day:02}"
    text += "" if date.hour is None else f"T{date.hour:02}:{date.minute:02}{date.zone}"
    return text + ("?" if date.ambiguous else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_printed_dates(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        [text[date.start : date.end], show(date)]
        for date in find_dates(text, case.get("language", "en"))
    ]
    assert found == case["expect"]


def test_the_order_can_be_given() -> None:
    (date,) = find_dates("05/06/2031", day_first=False)
    assert (date.month, date.day, date.ambiguous) == (5, 6, False)
    (date,) = find_dates("05/06/2031", day_first=True)
    assert (date.month, date.day, date.ambiguous) == (6, 5, False)


def test_orders_that_contradict_each_other_decide_nothing() -> None:
    *_, date = find_dates("21/10/2031, 10/21/2031, 05/06/2031")
    assert date.ambiguous


def test_only_the_asked_stretch_is_read() -> None:
    text = "1 May 2031, 2 May 2031, 3 May 2031"
    (date,) = find_dates(text, start=12, end=22)
    assert (date.start, date.day) == (12, 2)


def test_an_unknown_language_is_read_with_english_names() -> None:
    assert find_dates("3 May 2031", "xh")[0].month == 5


def test_two_digit_years_turn_at_69() -> None:
    years = [date.year for date in find_dates("25/12/68 and 25/12/69")]
    assert years == [2068, 1969]


def test_a_stamp_with_a_stroke_before_the_year_is_no_count_of_people() -> None:
    found = find_dates("March, 15/2031 - 08:20. In March, 15 people left.")
    assert [date.day for date in found if date.day] == [15]
    assert (found[0].year, found[0].month) == (2031, 3)


@pytest.mark.parametrize("language", languages("calendar"))
def test_calendars_have_the_same_keys_and_read_their_own_names(language: str) -> None:
    data = lexicon(language, "calendar")
    optional = {"all_full", "short_months", "year_marks", "day_marks"}
    assert set(data) - optional == set(lexicon("en", "calendar"))
    assert (len(data["months"]), len(data["weekdays"])) == (12, 7)
    assert load_calendar(language).weekdays
    for number, names in enumerate(data["months"], 1):
        for name in names:
            found = find_dates(f"14 {name.title()} 2031", language)
            assert [(d.year, d.month, d.day) for d in found] == [(2031, number, 14)], name


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:9]))
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    assert len(find_dates(text)) <= 2_000


@given(st.text(alphabet=LETTERS, max_size=80) | st.text(max_size=60))
def test_dates_lie_in_the_text_in_order(text: str) -> None:
    assert len(plain_digits(text)) == len(text)
    for language in ("en", "zh", "de"):
        end = 0
        for date in find_dates(text, language):
            assert end <= date.start < date.end <= len(text)
            assert date.month is None or 1 <= date.month <= 12
            assert date.day is None or 1 <= date.day <= 31
            end = date.end


@pytest.mark.parametrize("filler", ["rain fell. ", "Maybe marching decided. ", "K İ ſ ς. "])
def test_dates_far_apart_are_found_as_each_alone(filler: str) -> None:
    printed = ["12 March 2021", "Sept. 3, 2020", "2019-05-06", "7/13/2018", "June 2017"]
    text = (filler * 40).join(f"On {date} it rained. " for date in printed)
    found = [text[date.start : date.end] for date in find_dates(text, "en")]
    assert found == printed
