"""What do lengths of time, clock times, decades and years before Christ mean, whatever the day?"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from firsthand.analyse.times.context import Context, When, reckoned, unknown
from firsthand.analyse.times.forms import Form
from firsthand.analyse.times.periods import MONTHS_IN, SEASONS, Period, move, period

_NOON = 12
_SMALL_HOURS = 4
_LAST_MINUTE = 59
_CLOCK = re.compile(r"T(\d\d):(\d\d)(:\d\d)?")


def clock_of(form: Form) -> str | None:
    """Write a clock form as the time part of a value.

    Args:
        form: T10:42, TMO, half12(T10:42,P), half12(5,P) or zone(..., Z).

    Returns:
        "T10:42", "TMO" and the like; None when there is no such hour.
    """
    if not form.call:
        return form.head if form.head.startswith("T") else None
    inner = form.arguments[0]
    if form.head in {"zone", "zoneat"}:
        clock = clock_of(inner)
        hours = f"{int(form.word(2)):02}:00" if form.head == "zoneat" else ""
        return None if clock is None else clock + form.word(1) + hours
    if form.head == "half12":
        return _in_half((clock_of(inner) or "") if inner.call else inner.head, form.word(1))
    return _in_numbers(form.head, [int(form.word(n) or 0) for n in range(3)])


def _in_numbers(head: str, numbers: list[int]) -> str | None:
    """Write a clock time told in numbers: "21 h 30", "half past nine", "twenty to nine", 2130."""
    first, second, third = numbers
    if head == "to":
        return _write(second - 1, _LAST_MINUTE + 1 - first)
    if head == "hhmm":
        return _write(*divmod(first, 100)) if first > _LAST_MINUTE else None
    return _write(first, second + third) if head in {"hm", "sixty"} else None


def _in_half(clock: str, half: str) -> str | None:
    """Turn a clock time of the first or second half of the day into one of 24 hours."""
    match = _CLOCK.match(clock)
    if match is None and not clock.isdecimal():
        return None
    hour, minute = (int(match[1]), int(match[2])) if match else (int(clock), 0)
    seconds = (match[3] or "") if match else ""
    if hour > _NOON and half != "?":
        return _write(hour, minute, seconds) if match else None
    if half == "N":  # at night: eleven is late, one is early
        hour += _NOON if _SMALL_HOURS < hour <= _NOON else 0
    elif half == "M":  # around noon
        hour += _NOON if hour <= _SMALL_HOURS else 0
    elif half in {"A", "P"}:
        hour = hour % _NOON + (_NOON if half == "P" else 0)
    return _write(hour, minute, seconds)


def _write(hour: int, minute: int, seconds: str = "") -> str | None:
    if not (0 <= hour <= 2 * _NOON and 0 <= minute <= _LAST_MINUTE):
        return None
    return f"T{hour:02}:{minute:02}{seconds}"


def _short(form: Form, _: Context) -> When | None:
    digits = form.word(0)
    if len(digits) != 2 or not digits.isdecimal():  # noqa: PLR2004 - two digits
        return None
    number = int(digits)
    return reckoned(Period("Y", date(number + (1900 if number > 30 else 2000), 1, 1)))  # noqa: PLR2004


def _decade(form: Form, _: Context) -> When | None:
    number = int(form.word(0))
    if number > 999:  # noqa: PLR2004 - "los años 1990"
        number //= 10
    start = number * 10 if number > 99 else 1900 + number  # noqa: PLR2004 - "90s"
    if start % 100 == 0 and start < 2000:  # noqa: PLR2004 - "the 1800s" are a century
        return reckoned(Period("CE", date(start, 1, 1)))
    return reckoned(Period("DE", date(start, 1, 1)))


def _half_of(form: Form, context: Context) -> When | None:
    """Resolve a half of a decade, which TIMEX3 cannot tell from the decade."""
    whole = _decade(form.arguments[1], context)
    if whole is None or whole.first is None:
        return None
    start = whole.first.year + (5 if form.arguments[0].word(0) == "2" else 0)
    first, last = date(start, 1, 1), date(start + 4, 12, 31)
    value = f"{start:04}/{start + 4:04}"
    return replace(whole, value=value, edtf=value, first=first, last=last, period=None)


def _century(form: Form, _: Context) -> When | None:
    number = int(form.word(0))
    if not 2 <= number <= 30:  # noqa: PLR2004 - later ones are no dates in reports
        return None
    return reckoned(Period("CE", date(number * 100 - 99, 1, 1)))


def _before_christ(form: Form, _: Context) -> When | None:
    if form.head == "bccentury":
        timex = f"BC{int(form.word(0)) - 1:02}"
        return When(timex, timex)
    if form.head == "bcdecade":
        timex = f"BC{int(form.word(0)):03}"
        return When(timex, timex)
    if form.head == "inbc":
        year, name = int(form.arguments[1].word(0)), form.arguments[0].head
        part, code = (f"{int(name):02}",) * 2 if name.isdecimal() else (name, SEASONS[name][1])
        timex = f"BC{year:04}-{part}"
        return When(timex, timex, f"-{year - 1:04}-{code}")
    if form.head == "bcrange":
        ends = [int(form.word(0)), int(form.word(1))]
        if ends[0] <= ends[1]:
            return None
        timex, edtf = (
            "/".join(f"{mark}{year:04}" for year in years)
            for mark, years in (("BC", ends), ("-", [year - 1 for year in ends]))
        )
        return When(timex, timex, edtf)
    number = int(form.word(0))
    timex = f"BC{number:04}"
    return When(timex, timex, f"-{number - 1:04}")


def _duration(form: Form, _: Context) -> When | None:
    return duration(form.word(0), form.word(1))


def duration(count: str, unit: str) -> When | None:
    """Write a length of time.

    Args:
        count: a number or X.
        unit: the unit's code.

    Returns:
        The value; vague ones have a TIMEX3 value only.
    """
    times = 1
    letter = unit
    if unit.startswith("T"):
        letter = unit[1:]
    elif unit in {"DE", "CE", "Q", "H", "S", "WE"}:
        times, letter = {
            "DE": (10, "Y"),
            "CE": (100, "Y"),
            "Q": (3, "M"),
            "H": (6, "M"),
            "S": (3, "M"),
            "WE": (2, "D"),
        }[unit]
    mark = "PT" if unit.startswith("T") else "P"
    if count == "X":
        return When(f"{mark}X{unit if unit in {'DE', 'CE', 'Q'} else letter}")
    number = float(count) * times
    if not number or number >= 1e6:  # noqa: PLR2004 - no length of time in reports
        return None
    text = f"{number:g}"
    if number != int(number) and number % 1 == 0.5:  # noqa: PLR2004 - a half
        finer = {"PTH": ("M", 30), "PTM": ("S", 30), "PY": ("M", 6), "PD": ("", 0)}
        small, amount = finer.get(mark + letter, ("", 0))
        if small:
            whole = f"{int(number)}{letter}" if int(number) else ""
            value = f"{mark}{whole}{amount}{small}"
            return When(value, value)
    value = f"{mark}{text}{letter}"
    return When(value, value)


def _up_to(form: Form, context: Context) -> When | None:
    """Resolve a stretch that is printed with its last day, such as "the year ended 31 March"."""
    count, unit = form.word(0), form.word(1)
    length = duration(count, unit)
    if length is None or context.ends is None or not count.isdecimal() or unit not in MONTHS_IN:
        return length
    last = context.ends
    beyond = last + timedelta(days=1)
    # A company's year may end some days off the month's end: it is counted in whole months.
    first = move(unit, beyond, -int(count))
    whole = period(unit, first)
    if count == "1" and (whole.first, whole.last) == (first, last):
        return replace(reckoned(whole, "told"), timex=whole.timex if unit == "Q" else length.timex)
    value = f"{first.isoformat()}/{last.isoformat()}"
    if beyond.day == 1:
        value = f"{value[:7]}/{last.isoformat()[:7]}"
    return When(length.timex, value, value, first, last, None, "told")


def _set(form: Form, _: Context) -> When | None:
    return duration(form.word(0), form.word(1))


def _any(_: Form, __: Context) -> When:
    return unknown("XXXX-XX-XX")


FIXED: dict[str, Callable[[Form, Context], When | None]] = {
    "short": _short,
    "decade": _decade,
    "century": _century,
    "bc": _before_christ,
    "bccentury": _before_christ,
    "inbc": _before_christ,
    "bcrange": _before_christ,
    "bcdecade": _before_christ,
    "halfof": _half_of,
    "dur": _duration,
    "upto": _up_to,
    "set": _set,
    "any": _any,
}
"""How each form that needs no other day is resolved."""
