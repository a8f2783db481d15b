"""How does a language print its dates: which names, in which order, with which marks?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.lang import ANY, lexicon
from firsthand.text.patterns import any_of

DEFAULT_LANGUAGE = "en"
"""Whose names are read when a language has no calendar of its own."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
"""Digits written in Chinese characters."""

_YEAR = r"(?:1[0-9]|20|21)\d\d(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])(?!\d)"
_FREE = r"(?<![\w$€£¥#])(?<!\d[.,:/-])"
_END = r"(?!\w|[.,:/-]\d|\s?%)"
_OPEN_END = rf"(?!\d|[.,:/-]\d)(?![^\W{_CJK}])"
_ZONE_OFFSET = r"Z\b|[+-]\d\d:?\d\d\b"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The compiled calendar of one language."""

    months: dict[str, int]
    full_months: frozenset[str]
    full_days: frozenset[str]
    weekdays: dict[str, int]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    clock_before: re.Pattern[str]
    clock_after: re.Pattern[str]
    weekday_before: re.Pattern[str] | None
    weekday_after: re.Pattern[str]
    day_first: bool | None
    dot_dates: bool
    capital_months: bool


@cache
def load_calendar(language: str) -> Calendar:
    """Compile the calendar of a language.

    Args:
        language: an ISO 639-1 code; English stands in for an unknown one.

    Returns:
        The compiled calendar.
    """
    data = lexicon(language, "calendar") or lexicon(DEFAULT_LANGUAGE, "calendar")
    shared = lexicon(ANY, "calendar")
    months = _index(data["months"])
    weekdays = _index(data["weekdays"])
    return Calendar(
        months=months,
        full_months=_full(data),
        full_days=frozenset(names[0] for names in data["weekdays"] if names),
        weekdays=weekdays,
        patterns=tuple(_patterns(data, shared, months)),
        clock_before=_clock_before(data, shared),
        clock_after=_clock_after(data, shared),
        weekday_before=_weekday_before(weekdays),
        weekday_after=_weekday_after(weekdays),
        day_first={"yes": True, "no": False}.get(data["day_first"]),
        dot_dates=data["dot_dates"],
        capital_months=data["capital_months"],
    )


def alternation(words: Any) -> str:  # noqa: ANN401 - TOML data
    """Join words to a regular expression that tries the longest first.

    Args:
        words: the words, as a TOML list or a dict's keys.

    Returns:
        A non-capturing group; one that never matches when there are no words.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return r"(?!)"
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}") for word in ordered) + ")"


def _index(groups: list[list[str]]) -> dict[str, int]:
    return {name: number for number, names in enumerate(groups) for name in names}


def _full(data: dict[str, Any]) -> frozenset[str]:
    """Collect the names of months that are no abbreviations, in every case of a language."""
    short = frozenset(data.get("short_months", ()))
    kept = None if data.get("all_full") or short else 1
    return frozenset(name for names in data["months"] for name in names[:kept]) - short


def _patterns(
    data: dict[str, Any], shared: dict[str, Any], months: dict[str, int]
) -> Iterator[tuple[str, re.Pattern[str]]]:
    flags = re.IGNORECASE
    yield (
        "iso",
        re.compile(
            rf"(?<![./-])(?<![^\W{_CJK}])(?P<y>{_YEAR})(?P<s>[-/.])\s?(?P<m>\d{{1,2}})(?P=s)\s?(?P<d>\d{{1,2}})"
            r"(?!\d|[-/.]\d)"
        ),
    )
    yield (
        "numeric",
        re.compile(
            rf"(?<![\w./-])(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s)(?P<y>{_YEAR}|\d\d)(?!\d|[-/.]\d|[-/]\w)"
        ),
    )
    yield "cjk", _east_asian(shared)
    if not months:
        return
    full = _full(data)
    # Only an abbreviation takes the dot: after a full name it ends the sentence.
    longest = sorted(months, key=lambda name: (-len(name), name))
    long = any_of((name for name in longest if name in full), r"\s{1,2}")
    short = any_of((name for name in longest if name not in full), r"\s{1,2}")
    month = rf"(?P<mon>{long}(?![^\W_])|{short}(?![^\W_])\.?)"
    joint = alternation(data["particles"])
    ordinal = alternation(data["ordinals"])
    to = rf"(?:\s?[-–—~]\s?|\s{{1,2}}{alternation(data['ranges'])}\s{{1,2}})"
    between = rf"(?:\s{{0,2}}[-./]\s?|\s{{0,3}}(?:{joint}\s{{1,2}})?)"
    year = rf"(?:(?:\s{{0,2}},\s{{0,2}}|\s{{1,2}}|[-./]\s?)(?:{joint}\s{{1,2}})?(?P<y>{_YEAR}))"
    day = rf"(?P<d>{_DAY})(?:{ordinal})?"
    last = rf"(?P<e>{_DAY})(?:{ordinal})?"
    head = r"(?<![^\W_])"
    if "dmy" in data["orders"]:
        span = rf"{day}(?:{to}{last})?"
        yield "dmy", re.compile(rf"{_FREE}{span}{between}{month}{year}?{_OPEN_END}", flags)
    if "mdy" in data["orders"]:
        yield (
            "mdy",
            re.compile(rf"{head}{month}\s{{0,2}}{day}(?:{to}{last})?{year}?{_END}", flags),
        )
        # As a stamp some sites print: "March, 15/2024"; "in March, 15 people" is none.
        yield "mdy", re.compile(rf"{head}{month},\s{{1,2}}{day}/(?P<y>{_YEAR}){_END}", flags)
    yield (
        "ymd",
        re.compile(rf"{_FREE}(?P<y>{_YEAR})[- .]{{1,2}}{month}[- .]{{1,2}}{day}{_END}", flags),
    )
    if marks := data.get("year_marks"):
        # "2025 m. gegužės 14 d.", "2025. gada 14. maijs": a year with a word of its own first
        opening = rf"{_FREE}(?P<y>{_YEAR})\.?\s{{1,2}}{alternation(marks)}\s{{1,2}}"
        behind = alternation(data.get("day_marks", ()))
        yield "ymd", re.compile(rf"{opening}{month}\s{{1,2}}{day}(?:\s{behind})?{_END}", flags)
        yield "ymd", re.compile(rf"{opening}{day}\s{{1,2}}{month}{_END}", flags)
    yield "my", re.compile(rf"{head}{month}{year}{_OPEN_END}", flags)


def _east_asian(shared: dict[str, Any]) -> re.Pattern[str]:
    han = "".join(HAN) + "十廿"
    era = rf"(?P<era>{alternation(shared['eras'])})(?P<ey>\d{{1,3}}|元|[{han}]{{1,4}})"
    digits = rf"{_YEAR}|[〇零○一二三四五六七八九]{{4}}"
    year = rf"(?:{era}|(?P<y>{digits}))\s?{alternation(shared['year_marks'])}"
    number = rf"\d{{1,2}}|[{han}]{{1,3}}"
    month = rf"(?P<m>{number})\s?{alternation(shared['month_marks'])}"
    last = r"(?:\s?[-–—~至到]\s?(?P<e>\d{1,2}))?"
    day = rf"(?P<d>{number}){last}\s?{alternation(shared['day_marks'])}"
    return re.compile(rf"(?<![\d.])(?<![{han}])(?:{year}\s?)?{month}(?:\s?{day})?")


def _clock(data: dict[str, Any], shared: dict[str, Any]) -> str:
    half = alternation(shared["forenoon"] + shared["afternoon"])
    marks = alternation(shared["hour_marks"])
    minutes = alternation(shared["minute_marks"])
    suffix = alternation(data["clock_suffixes"])
    seconds = r"(?::[0-5]\d(?:\.\d{1,6})?)?"
    digits = rf"(?P<h>[01]?\d|2[0-4])(?P<sep>[:.h])(?P<mi>[0-5]\d){seconds}(?!\d)"
    marked = rf"(?P<h2>[01]?\d|2[0-4])\s?{marks}(?:\s?(?P<mi2>[0-5]?\d)\s?{minutes})?"
    bare = r"(?P<h3>1[0-2]|0?[1-9])(?=\s?[ap]\.?m\b)"
    letters = rf"\(?(?:{'|'.join(shared['zones'])})\b\)?(?:[+-]\d{{1,2}}(?::?\d\d)?)?"
    zone = rf"(?P<z>{_ZONE_OFFSET}|{letters})"
    return (
        rf"(?:(?P<ap1>{half})\s?)?(?:{digits}|{marked}|{bare})(?:\s?(?P<ap2>{half})(?![^\W_]))?"
        rf"(?P<suf>\s?{suffix}\b)?(?:\s?{zone})?"
    )


def _clock_before(data: dict[str, Any], shared: dict[str, Any]) -> re.Pattern[str]:
    between = rf"\s{{0,2}}[,|·•/-]?\s{{0,2}}(?P<at>{alternation(data['at'])}\s)?"
    return re.compile(rf"(?<![\w.:/-]){_clock(data, shared)}{between}\Z", re.IGNORECASE)


def _clock_after(data: dict[str, Any], shared: dict[str, Any]) -> re.Pattern[str]:
    between = (
        rf"\s{{0,2}}(?:[,/-]|(?P<bar>[|·•]))?\s{{0,2}}(?P<at>{alternation(data['at'])}\s{{1,2}})?"
    )
    return re.compile(rf"{between}{_clock(data, shared)}(?![:.]\d)", re.IGNORECASE)


def _weekday_before(weekdays: dict[str, int]) -> re.Pattern[str] | None:
    if not any(name.isascii() or name[0].isalpha() for name in weekdays):
        return None
    return re.compile(
        rf"(?<![^\W_])(?P<w>{alternation(weekdays)})\.?,?\s{{1,3}}(?:(?:the|le|el|den|dem|der|il|op)\s)?\Z",
        re.IGNORECASE,
    )


def _weekday_after(weekdays: dict[str, int]) -> re.Pattern[str]:
    return re.compile(rf"\s?[(（]?(?P<w>{alternation(weekdays)})[)）]?(?![a-z])", re.IGNORECASE)
