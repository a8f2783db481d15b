"""Which absolute calendar dates are printed in a text, in any of the known languages?"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from firsthand.lang import ANY, lexicon
from firsthand.text.calendars import DEFAULT_LANGUAGE, HAN, Calendar, load_calendar
from firsthand.text.patterns import any_of

_PIVOT = 69
"""Two-digit years from here on belong to the 1900s (the POSIX rule of strptime)."""

_WINDOW = 40
"""How far before and after a date its weekday or clock time is looked for, in code points."""

_DIGITS = {chr(zero + n): str(n) for zero in (0xFF10, 0x0660, 0x06F0) for n in range(10)}
_MARKS = dict(zip("：／－．，\u00a0\u202f\u2009\u3000", ":/-.,    ", strict=True))
_PLAIN = str.maketrans(_DIGITS | _MARKS)
"""One character for one, so that offsets stay."""

_TRIPLE = re.compile(r"\d[-/.]\s?\d{1,2}[-/.]\s?\d")
"""What every all-digit date holds."""

_ODD_CASE = re.compile("[\u017f\u212a\u212bİıµςσΣ]")
"""Letters whose other case is not what `str.lower` makes of them."""

_REACH = 120
"""More than a date that names its month is long, in code points."""

_ANY_NUMBER = re.compile("[0-9〇零○一二三四五六七八九十元]")


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
        for low, high in _worth_reading(form, plain, start, stop, language)
        for match in pattern.finditer(plain, low, high)
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


def _worth_reading(
    form: str, plain: str, start: int, stop: int, language: str
) -> Sequence[tuple[int, int]]:
    """Cut out the stretches of a text in which dates of one form may be printed."""
    if form == "cjk":
        return [(start, stop)] if _month_marked(plain) else ()
    if form in {"iso", "numeric"}:
        return [(start, stop)] if _TRIPLE.search(plain, start, stop) else ()
    return _around_months(plain, start, stop, language)


@lru_cache(maxsize=4)
def _around_months(plain: str, start: int, stop: int, language: str) -> Sequence[tuple[int, int]]:
    """Cut out what stands around the names of months, without which no date has one.

    Looking for a few short strings is many times faster than trying a pattern at every letter.
    """
    if _ODD_CASE.search(plain, start, stop):
        return [(start, stop)]
    stems, names = _month_stems(language)
    lowered = plain[start:stop].lower()
    if len(lowered) != stop - start:
        return [(start, stop)]
    spots: list[int] = []
    for stem in stems:
        at = lowered.find(stem)
        while at >= 0:
            if names.match(plain, start + at, stop):
                spots.append(start + at)
            at = lowered.find(stem, at + 1)
    found: list[tuple[int, int]] = []
    for at in sorted(spots):
        low, high = max(start, at - _REACH), min(stop, at + _REACH)
        if found and low <= found[-1][1]:
            low = found.pop()[0]
        found.append((low, high))
    return found


@cache
def _month_stems(language: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Collect the shortest beginnings that all names of months have, and a pattern of the names."""
    names = sorted(load_calendar(language).months)
    heads = sorted({name.split()[0].lower() for name in names})
    stems = tuple(h for h in heads if not any(h != s and h.startswith(s) for s in heads))
    longest = sorted(names, key=lambda name: (-len(name), name))
    return stems, re.compile(any_of(longest, r"\s{1,2}") + r"(?![^\W_])")


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
    if digits[0] in HAN:
        return int("".join(str(HAN[c]) for c in digits))
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
    if any(c not in HAN for c in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    return (10 * (HAN[tens] if tens else 1) if ten else 0) + (HAN[ones] if ones else 0)


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - months
        return False
    # 2000 was a leap year: February 29 without a year may exist.
    return day is None or 1 <= day <= monthrange(year or 2000, month)[1]
