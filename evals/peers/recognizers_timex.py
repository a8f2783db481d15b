"""What are the times of Recognizers-Text in TIMEX3, the standard that the benchmarks use?"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

KINDS = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME"}
PARTS_OF_DAY = frozenset({"TMO", "TMI", "TAF", "TEV", "TNI", "TDT"})
_CLOCK = re.compile(r"T\d\d(?::\d\d)?(?::\d\d)?$|T(?:MO|MI|AF|EV|NI)$")


def kind_of(candidate: Mapping[str, str]) -> str:
    """Name the TIMEX3 type.

    Args:
        candidate: one of the suite's readings.

    Returns:
        DATE, TIME, DURATION or SET.
    """
    return KINDS.get(candidate.get("type", "").removesuffix("range"), "DATE")


def timex3(candidate: Mapping[str, str], day: str) -> str:
    """Write one reading as a TIMEX3 value.

    Args:
        candidate: with "timex" and "value" or "start" and "end" (exclusive), as the suite resolves.
        day: the day of speaking, ISO 8601, for clock times without one.

    Returns:
        The value; empty where there is none.
    """
    timex, value = candidate.get("timex", ""), candidate.get("value", "")
    kind = candidate.get("type", "")
    if timex in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"} or kind in {"duration", "set"}:
        return timex
    if kind == "time":
        return day + timex if _CLOCK.fullmatch(timex) else ""
    if kind == "datetime":
        return value.replace(" ", "T").removesuffix(":00") if value[:1].isdigit() else timex
    if kind == "timerange" or timex[-3:] in PARTS_OF_DAY:
        return day + timex[-3:] if timex[-3:] in PARTS_OF_DAY else ""
    if kind == "daterange":
        return whole(candidate.get("start", ""), candidate.get("end", "")) or plain(timex)
    return value if value[:1].isdigit() else plain(timex)


def plain(timex: str) -> str:
    """Keep a form that says all by itself.

    Args:
        timex: the suite's symbolic form.

    Returns:
        The form, empty when it needs more.
    """
    return timex if re.fullmatch(r"\d{4}(?:-[\w-]+)?", timex) else ""


def whole(start: str, end: str) -> str:
    """Name the year, half, quarter, month, week or day that two days enclose.

    Args:
        start: the first day, ISO 8601.
        end: the day after the last.

    Returns:
        Its TIMEX3 value; empty when the days enclose none of them.
    """
    try:
        first, after = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return ""
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day == 1 and after.day == 1 and (first.month - 1) % max(months, 1) == 0:
        names = {
            1: f"{start[:7]}",
            3: f"{first.year:04}-Q{first.month // 3 + 1}",
            6: f"{first.year:04}-H{first.month // 6 + 1}",
            12: f"{first.year:04}",
            120: f"{first.year:04}"[:3],
        }
        if months in names:
            return names[months]
    if after - first == timedelta(days=7) and first.weekday() == 0:
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}"
    return start if after - first == timedelta(days=1) else ""
