"""Are numbers read in digits and in words, and is everything else left alone?"""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.text.hanzi import read_hanzi
from firsthand.text.numberlists import NumeralKind, low_power
from firsthand.text.numerals import scan

LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "pt", "ru", "zh")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1,234.5", 1234.5),
        ("en", "7 654 321", 7654321),
        ("en", "76,54,321", 7654321),
        ("en", "5,00", 5),
        ("en", "2e5", 200000),
        ("en", "５２", 52),
        ("en", "10 1/2", 10.5),
        ("en", "2½", 2.5),
        ("en", "3/4", 0.75),
        ("en", "two and a half million", 2500000),
        ("en", "three billion and a quarter million", 3000250000),
        ("en", "thirty-five hundred", 3500),
        ("en", "two hundred sixty fifths", 3.0769230769231),
        ("en", "a hundred millionths", 0.0001),
        ("en", "30 000 people", 30000),
        ("en", "some 12 500 people", 12500),
        ("en", "2,7 million", 2700000),
        ("en", "3.1 M", 3100000),
        ("en", "4.25 k", 4250),
        ("zh", "六十千", 60),
        ("zh", "负二分之负三", 1.5),
        ("zh", "四千字", 4000),
        ("en", "a million and a half", 1500000),
        ("en", "half a million", 500000),
        ("en", "three hundred and five thousand", 305000),
        ("en", "one billion two hundred million", 1200000000),
        ("en", "three lakh crore", 3e12),
        ("en", "six point three", 6.3),
        ("en", "eight point nought six", 8.06),
        ("en", "twenty-one", 21),
        ("en", "a third of", 0.33333333333333),
        ("en", "two-thirds", 0.66666666666667),
        ("en", "one fortieth", 0.025),
        ("en", "three twenty-ninths", 0.10344827586207),
        ("en", "two hundred and three quarters", 200.75),
        ("en", "minus five", -5),
        ("en", "10^9", 1e9),
        ("en", "2^-2", 0.25),
        ("en", "four dozens", 48),
        ("en", "three quarters of a billion", 7.5e8),
        ("en", "a quarter million", 250000),
        ("en", "6 hundred and 17", 617),
        ("en", "two hundred forty-fifths", 4.4444444444444),
        ("en", "five over eight", 0.625),
        ("zh", "七打", 84),
        ("zh", "3^-2", 0.11111111111111),
        ("zh", "-.25", -0.25),
        ("zh", "六千四点二", 6400.2),
        ("en", "-1.4", -1.4),
        ("en", "60-fold", 60),
        ("en", "sixfold", 6),
        ("en", "2.7m combined digital sales", 2700000),
        ("en", "4.3M views", 4300000),
        ("en", "25k", 25000),
        ("en", "6.4b", 6400000000),
        ("en", "$3.5m", 3500000),
        ("en", "the 100m race", 100),
        ("en", "5 m of barrels", 5000000),
        ("de", "1.234,5", 1234.5),
        ("de", "einundzwanzig", 21),
        ("de", "zweihundertfünfzigtausend", 250000),
        ("de", "2,5 Mio.", 2500000),
        ("de", "anderthalb", 1.5),
        ("fr", "1 234,5", 1234.5),
        ("fr", "soixante et onze", 71),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "deux millions et demi", 2500000),
        ("es", "mil doscientos treinta y cinco", 1235),
        ("es", "medio millón", 500000),
        ("es", "la tercera parte", 0.33333333333333),
        ("es", "1.234,56", 1234.56),
        ("es", "1,234.56", 1234.56),
        ("pt", "cento e vinte e três", 123),
        ("pt", "2,5 bilhões", 2500000000),
        ("it", "duecentocinquantamila", 250000),
        ("it", "centotrentatré", 133),
        ("zh", "800亿", 80000000000),
        ("zh", "12.3万亿", 12300000000000),
        ("zh", "一万三", 13000),
        ("zh", "三千零七", 3007),
        ("zh", "7万5千4百", 75400),
        ("zh", "二〇二四", 2024),
        ("zh", "三分之一", 0.33333333333333),
        ("zh", "百分之八", 8),
        ("zh", "三成五", 35),
        ("zh", "八点五折", 85),
        ("zh", "负三百零二亿零五百万", -30205000000),
        ("zh", "一半", 0.5),
        ("zh", "1 4/5", 1.8),
        ("ru", "7 654 321", 7654321),
    ],
)
def test_one_number(language: str, text: str, value: float) -> None:
    found = scan(text, language)
    assert [n.value for n in found] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "3 to 5 million", 3e6, 5e6),
        ("en", "between 800,000 and 1.3 million", 800000, 1.3e6),
        ("en", "3-5", 3, 5),
        ("en", "two or three", 2, 3),
        ("en", "tens of thousands", 1e4, 1e5),
        ("en", "several hundred", 300, 1000),
        ("en", "a few dozen", 24, 120),
        ("de", "drei bis fünf Millionen", 3e6, 5e6),
        ("fr", "entre 3 et 5 millions", 3e6, 5e6),
        ("it", "tra i 40 e i 50", 40, 50),
        ("es", "cientos de miles", 1e5, 1e6),
        ("zh", "数十", 20, 99),
    ],
)
def test_two_ends(language: str, text: str, low: float, high: float) -> None:
    (numeral,) = scan(text, language)
    assert (numeral.value, numeral.value_max) == (low, high)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2024-10-14 and 10:42 and 192.168.0.1"),
        ("en", "a quarter ended, a house, tens, few"),
        ("de", "Achtung, die Einheit, eine Frau"),
        ("es", "una casa, un hombre, menos"),
        ("zh", "一直在四川，陆军，参加，万科"),
        ("xx", "twenty"),
    ],
)
def test_no_number(language: str, text: str) -> None:
    assert scan(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "21st"),
        ("en", "the twenty-first"),
        ("en", "the 1990s"),
        ("es", "3º"),
        ("zh", "第十八届"),
    ],
)
def test_ordinals_are_marked(language: str, text: str) -> None:
    assert [n.kind for n in scan(text, language)] == [NumeralKind.ORDINAL]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三四十", 30, 40), ("六七百万", 6e6, 7e6), ("三五个", 3, 5), ("七八成", 70, 80)],
)
def test_neighbouring_digits_are_a_guess(text: str, low: float, high: float) -> None:
    (numeral,) = scan(text, "zh")
    assert (numeral.value, numeral.value_max) == (low, high)


def test_what_lasts_three_years_is_no_fraction() -> None:
    assert [n.value for n in scan("won 2 over 3 years", "en")] == [2, 3]


def test_powers_that_cannot_be_are_left() -> None:
    assert [n.value for n in scan("0^-1", "en")] == [0, 1]
    assert scan("0^-1", "zh") == ()


def test_ends_stay_apart_when_asked() -> None:
    assert [n.value for n in scan("3 to 5", "en", join=False)] == [3, 5]


def test_a_list_is_no_decimal() -> None:
    assert [n.value for n in scan("groups 1,2 and 3", "en")] == [1, 2, 3]


def test_more_than_the_number_is_marked() -> None:
    assert scan("3000多万人", "zh")[0].more


@pytest.mark.parametrize(("value", "power"), [(20, 10), (305, 1), (2000, 1000), (0, 1), (2.5, 1)])
def test_low_power(value: float, power: float) -> None:
    assert low_power(value) == power


def test_runs_too_long_for_an_amount_are_left() -> None:
    assert read_hanzi("三" * 60) is None
    assert scan("7" * 60, "en") == ()


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_grouped_digits_are_read_back(number: int) -> None:
    (english,) = scan(f"{number:,}", "en")
    assert english.value == pytest.approx(number, rel=1e-13)
    (german,) = scan(f"{number:,}".replace(",", "."), "de")
    assert german.value == pytest.approx(number, rel=1e-13)


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int) -> str:
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            return f"{spell(number // size)} {name}" + (f" {spell(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {spell(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_spelt_numbers_are_read_back(number: int) -> None:
    assert [n.value for n in scan(spell(number), "en")] == [number]


def spell_hanzi(number: int) -> str:
    digits = "零一二三四五六七八九"
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            rest = number % size
            gap = "零" if rest and rest < size // 10 else ""
            return f"{spell_hanzi(number // size)}{name}{gap}{spell_hanzi(rest) if rest else ''}"
    words, skipped = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            words += ("零" if skipped and words else "") + digits[digit] + name
        skipped = not digit
        if not number:
            break
    return words


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numbers_are_read_back(number: int) -> None:
    assert read_hanzi(spell_hanzi(number)) == number


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_survived(text: str, language: str) -> None:
    position = 0
    for numeral in scan(text, language):
        assert position <= numeral.start < numeral.end <= len(text)
        position = numeral.end


def count_calls(work: Callable[[], object]) -> int:
    calls = 0

    def tracer(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(tracer)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("en", "two hundred and five of 3-5 million "),
        ("zh", "三百五十 7万5千"),
        ("en", "1.1."),
        ("de", "und"),
    ],
)
def test_work_grows_with_length_only(language: str, piece: str) -> None:
    scan(piece, language)
    short = count_calls(lambda: scan(piece * 50, language))
    long = count_calls(lambda: scan(piece * 500, language))
    assert long <= 12 * short + 100


def test_a_minus_at_the_end_is_no_number() -> None:
    assert scan("MINUS", "de") == ()
    assert [n.value for n in scan("five minus", "en")] == [5]


def test_korean_numbers_of_many_digits_end_quickly() -> None:
    assert scan("1" * 5000 + "만 " * 500 + "1만" * 2000, "ko")
