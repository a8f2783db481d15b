"""Which absolute calendar dates are printed in a text, in any of the known languages?"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from firsthand.lang import ANY, lexicon
from firsthand.text.patterns import any_of

DEFAULT_LANGUAGE = "en"
"""Whose names are read when a language has no calendar of its own."""

_PIVOT = 69
"""Two-digit years from here on belong to the 1900s (the POSIX rule of strptime)."""

_WINDOW = 40
"""How far before and after a date its weekday or clock time is looked for, in code points."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_DIGITS = {chr(zero + n): str(n) for zero in (0xFF10, 0x0660, 0x06F0) for n in range(10)}
_MARKS = dict(zip("：／－．，\u00a0\u202f\u2009\u3000", ":/-.,    ", strict=True))
_PLAIN = str.maketrans(_DIGITS | _MARKS)
"""One character for one, so that offsets stay."""

_HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_ANY_NUMBER = re.compile("[0-9〇零○一二三四五六七八九十元]")
_YEAR = r"(?:1[0-9]|20|21)\d\d(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])(?!\d)"
_FREE = r"(?<![\w$€£¥#])(?<!\d[.,:/-])"
_END = r"(?!\w|[.,:/-]\d|\s?%)"
_OPEN_END = rf"(?!\d|[.,:/-]\d)(?![^\W{_CJK}])"
_ZONE_OFFSET = r"Z\b|[+-]\d\d:?\d\d\b"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: `text[start:end]` with its weekday and clock time, if it has them.

    Attributes:
        start: first code point.
        end: one past the last.
        year: four digits; None when not printed.
        month: 1 to 12; None when not printed.
        day: day of the month; None when not printed.
        hour: 0 to 24; None when no clock time is printed.
        minute: 0 to 59; None when no clock time is printed.
        ambiguous: the order of day and month cannot be decided.
        form: iso, numeric, dmy, mdy, ymd, my (month and year) or cjk.
        last_day: last day of the month of a range such as "14-16 October"; None for one day.
        zone: the printed zone of the clock time, as "+08:00", "Z" or its letters.
        weekday: 0 for Monday to 6; None when not printed.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    hour: int | None = None
    minute: int | None = None
    ambiguous: bool = False
    form: str = ""
    last_day: int | None = None
    zone: str = ""
    weekday: int | None = None


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


def find_dates(
    text: str,
    language: str = DEFAULT_LANGUAGE,
    start: int = 0,
    end: int | None = None,
    *,
    day_first: bool | None = None,
) -> tuple[PrintedDate, ...]:
    """Find the absolute dates that are printed in a stretch of text.

    Args:
        text: the whole text.
        language: an ISO 639-1 code; an unknown one is read with English names.
        start: where to begin, in code points.
        end: where to stop; None = the end of the text.
        day_first: the order of all-digit dates where it is known from elsewhere; None = decided
            by value, by the text's other dates, then by language.

    Returns:
        The dates in text order, not overlapping.
    """
    stop = len(text) if end is None else min(end, len(text))
    plain = plain_digits(text)
    if not _ANY_NUMBER.search(plain, start, stop):
        return ()
    calendar = load_calendar(language)
    found = [
        date
        for form, pattern in calendar.patterns
        if form != "cjk" or _month_marked(plain)
        for match in pattern.finditer(plain, start, stop)
        if (date := _read(form, match, calendar)) is not None
    ]
    if not found:
        return ()
    order = day_first
    if order is None and any(date.ambiguous for date in found):
        order = _order_of(plain, calendar)
    kept: list[PrintedDate] = []
    for date in sorted(found, key=lambda d: (d.start, -d.end)):
        if kept and date.start < kept[-1].end:
            continue
        begin = kept[-1].end if kept else start
        settled = _settle(date, order, calendar)
        kept.append(
            _with_clock(
                _with_weekday(settled, plain, begin, stop, calendar), plain, begin, stop, calendar
            )
        )
    return tuple(kept)


@lru_cache(maxsize=4)
def _month_marked(text: str) -> bool:
    """Tell whether a text has a mark without which no East Asian date is printed."""
    marks = lexicon(ANY, "calendar")["month_marks"]
    return not text.isascii() and any(mark in text for mark in marks)


@lru_cache(maxsize=4)
def plain_digits(text: str) -> str:
    """Write full-width and Arabic digits and marks as ASCII, one character for one.

    Args:
        text: any text.

    Returns:
        A text of the same length.
    """
    return text if text.isascii() else text.translate(_PLAIN)


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
        full_months=frozenset(names[0] for names in data["months"] if names),
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
    full = {names[0] for names in data["months"] if names}
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
    yield (
        "ymd",
        re.compile(rf"{_FREE}(?P<y>{_YEAR})[- .]{{1,2}}{month}[- .]{{1,2}}{day}{_END}", flags),
    )
    yield "my", re.compile(rf"{head}{month}{year}{_OPEN_END}", flags)


def _east_asian(shared: dict[str, Any]) -> re.Pattern[str]:
    han = "".join(_HAN) + "十廿"
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


def _read(form: str, match: re.Match[str], calendar: Calendar) -> PrintedDate | None:
    groups = match.groupdict()
    year = _year(groups.get("y"))
    last = _number(groups.get("e"))
    if form == "numeric":
        return _read_numeric(match, year, calendar)
    if form == "cjk":
        if groups["era"]:
            year = lexicon(ANY, "calendar")["eras"][groups["era"]] + (_number(groups["ey"]) or 0)
        month, day = _number(groups["m"]), _number(groups["d"])
        if year is None and day is None:
            return None
    elif form == "iso":
        month, day = _number(groups["m"]), _number(groups["d"])
    else:
        month = calendar.months.get(_fold(groups["mon"].rstrip(".")))
        month = None if month is None else month + 1
        day = _number(groups.get("d"))
        name = groups["mon"]
        if calendar.capital_months and year is None and name[0].islower():
            return None
    if not _exists(year, month, day) or (last is not None and (day is None or last <= day)):
        return None
    return PrintedDate(*match.span(), year, month, day, form=form, last_day=last)


def _read_numeric(match: re.Match[str], year: int | None, calendar: Calendar) -> PrintedDate | None:
    a, b = int(match["a"]), int(match["b"])
    short = len(match["y"]) == 2  # noqa: PLR2004 - two digits
    if short and (
        match["s"] == "-"
        or (match["s"] == "." and not (calendar.dot_dates and len(match["b"]) == 2))  # noqa: PLR2004
    ):
        return None
    # The day is kept first here; `_settle` turns it round where the month is printed first.
    if _exists(year, b, a):
        undecided = _exists(year, a, b) and a != b
        return PrintedDate(*match.span(), year, b, a, ambiguous=undecided, form="numeric")
    if _exists(year, a, b):
        return PrintedDate(*match.span(), year, a, b, form="numeric")
    return None


def _settle(date: PrintedDate, order: bool | None, calendar: Calendar) -> PrintedDate:  # noqa: FBT001
    if not date.ambiguous:
        return date
    decided = order if order is not None else calendar.day_first
    if decided is False:
        return replace(date, month=date.day, day=date.month, ambiguous=False)
    return replace(date, ambiguous=decided is None)


def _order_of(plain: str, calendar: Calendar) -> bool | None:
    votes = {True: 0, False: 0}
    pattern = next(p for form, p in calendar.patterns if form == "numeric")
    for match in pattern.finditer(plain):
        date = _read_numeric(match, _year(match["y"]), calendar)
        if date is not None and not date.ambiguous and date.day != date.month:
            votes[int(match["a"]) == date.day] += 1
    if bool(votes[True]) == bool(votes[False]):
        return None
    return bool(votes[True])


def _with_weekday(
    date: PrintedDate, plain: str, begin: int, stop: int, calendar: Calendar
) -> PrintedDate:
    if calendar.weekday_before is not None:
        low = max(begin, date.start - _WINDOW)
        match = calendar.weekday_before.search(plain[low : date.start])
        if match is not None:
            number = calendar.weekdays.get(_fold(match["w"]))
            return replace(date, start=low + match.start(), weekday=number)
    match = calendar.weekday_after.match(plain, date.end, min(stop, date.end + _WINDOW))
    if match is not None and (match[0].lstrip()[0] in "(（" or date.form == "cjk"):
        number = calendar.weekdays.get(_fold(match["w"]))
        return replace(date, end=match.end(), weekday=number)
    return date


def _with_clock(
    date: PrintedDate, plain: str, begin: int, stop: int, calendar: Calendar
) -> PrintedDate:
    if date.day is None or date.last_day is not None:
        return date
    at = date.end + (1 if plain[date.end : date.end + 1] in {"T", "t"} else 0)
    after = calendar.clock_after.match(plain, at, min(stop, at + _WINDOW))
    if after is not None and not after["bar"]:
        return _timed(date, after, end=after.end())
    low = max(begin, date.start - _WINDOW)
    before = calendar.clock_before.search(plain[low : date.start])
    if before is not None and (before.start() > 0 or low == begin):
        return _timed(date, before, start=low + before.start())
    return date if after is None else _timed(date, after, end=after.end())


def _timed(
    date: PrintedDate,
    match: re.Match[str],
    *,
    start: int | None = None,
    end: int | None = None,
) -> PrintedDate:
    if match["sep"] == "." and not (match["at"] or match["suf"] or match["ap2"]):
        return date
    hour = int(match["h"] or match["h2"] or match["h3"])
    minute = int(match["mi"] or match["mi2"] or 0)
    half = _fold(match["ap2"] or match["ap1"] or "")
    shared = lexicon(ANY, "calendar")
    if half in shared["afternoon"] and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    elif half in shared["forenoon"] and hour == 12:  # noqa: PLR2004
        hour = 0
    if hour == 24 and minute:  # noqa: PLR2004 - 24:00 is midnight, 24:10 is nothing
        return date
    zone = (match["z"] or "").strip("()")
    if zone[:1] in {"+", "-"} and len(zone) == 5:  # noqa: PLR2004 - +0800
        zone = f"{zone[:3]}:{zone[3:]}"
    return replace(
        date,
        start=date.start if start is None else start,
        end=date.end if end is None else end,
        hour=hour,
        minute=minute,
        zone=zone.upper(),
    )


def _fold(word: str) -> str:
    return re.sub(r"\s+", " ", word.lower().replace("\u0307", ""))


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    if digits[0] in _HAN:
        return int("".join(str(_HAN[c]) for c in digits))
    number = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - two digits
        return number
    return number + (1900 if number >= _PIVOT else 2000)


def _number(digits: str | None) -> int | None:
    if not digits:
        return None
    if digits.isdecimal():
        return int(digits)
    if digits == "元":
        return 1
    digits = digits.replace("廿", "二十")
    tens, ten, ones = digits.rpartition("十")
    if any(c not in _HAN for c in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    return (10 * (_HAN[tens] if tens else 1) if ten else 0) + (_HAN[ones] if ones else 0)


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - months
        return False
    # 2000 was a leap year: February 29 without a year may exist.
    return day is None or 1 <= day <= monthrange(year or 2000, month)[1]
