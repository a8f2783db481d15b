"""How does the recognizers benchmark write a time whose year or day is left open?"""

import re
from datetime import date

from firsthand.analyse.times.fixed import clock_of
from firsthand.analyse.times.forms import Form, parse_form

_OPEN = re.compile(r"XXXX-\d\d-\d\d\Z")
_OPEN_TIME = re.compile(r"(XXXX-\d\d-\d\d)T(\d\d)(?::(\d\d))?\Z")


def open_timex(symbolic: str) -> str:
    """Write a form without a year as the benchmark does: XXXX-05-14, XXXX-WXX-3T16.

    Args:
        symbolic: the form of a moment.

    Returns:
        The timex; empty when the form is not open.
    """
    form = parse_form(symbolic.rstrip("+"))
    return "" if form is None else _open(form)


def _open(form: Form) -> str:
    if not form.call:
        timed = _OPEN_TIME.match(form.head)
        if timed is not None:
            return timed[1] + short_clock(f"T{timed[2]}:{timed[3] or '00'}")
        return form.head if _OPEN.match(form.head) else ""
    if form.head == "at":
        day, clock = _open(form.arguments[0]), clock_of(form.arguments[1])
        return day + short_clock(clock) if day and clock else ""
    numbers = [int(a.head) for a in form.arguments if a.head.isdecimal()]
    if form.head == "monthday":
        return f"XXXX-{numbers[0]:02}-{numbers[1]:02}" if numbers[0] else f"XXXX-XX-{numbers[1]:02}"
    heads = {"weekday": "XXXX-WXX-{}", "weekdate": "XXXX-WXX-{}", "month": "XXXX-{:02}"}
    return heads[form.head].format(numbers[0]) if form.head in heads else ""


def short_clock(clock: str) -> str:
    """Leave out the minutes of a full hour.

    Args:
        clock: T16:00, T16:30 or TAF.

    Returns:
        T16, T16:30 or TAF.
    """
    return re.sub(r"(T\d\d):00\Z", r"\1", clock)


def open_range(first: str, last: str, begin: str, end: str) -> str:
    """Write a range between two open days or months.

    Args:
        first: the form of the first end.
        last: the form of the second.
        begin: the day the first one begins.
        end: the day the second one begins.

    Returns:
        (XXXX-05-01,XXXX-07-01,P2M) and the like; empty when an end is not open.
    """
    low, high = open_timex(first), open_timex(last)
    if not low or not high or "T" in low + high or "W" in low + high:
        return ""
    days = (date.fromisoformat(end), date.fromisoformat(begin))
    if len(low) == len(high) == len("XXXX-05"):
        months = (days[0].year - days[1].year) * 12 + days[0].month - days[1].month
        return f"({low}-01,{high}-01,P{months}M)"
    low, high = (part if len(part) > len("XXXX-05") else f"{part}-01" for part in (low, high))
    return f"({low},{high},P{(days[0] - days[1]).days}D)"
