"""Which days does a date cover, exactly known or not?"""

import re
from datetime import date, timedelta

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_NORTH = {"21": 3, "22": 6, "23": 9, "24": 12, "25": 3, "26": 6, "27": 9, "28": 12}
_SOUTH = {"29": 9, "30": 12, "31": 3, "32": 6}
_QUARTERS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "33": 1, "34": 4, "35": 7, "36": 10}
_THIRDS = {"37": 1, "38": 5, "39": 9}
_HALVES = {"H1": 1, "H2": 7, "40": 1, "41": 7}
PARTS = {
    **{part: (first, 3) for part, first in (_SEASONS | _NORTH | _SOUTH | _QUARTERS).items()},
    **{part: (first, 4) for part, first in _THIRDS.items()},
    **{part: (first, 6) for part, first in _HALVES.items()},
}
"""First month and months of parts of a year, by TIMEX3 and by EDTF (ISO 8601-2:2019, 4.8)."""

_DATE = re.compile(
    r"(?P<decade>\d{3})X|(?P<year>\d{4})(?:-W(?P<week>\d\d)(?:-WE)?"
    r"|-(?P<part>[HQ]\d|[SFW][PUAI]|\d\d)(?:-(?P<day>\d\d)(?:T\S*)?)?)?"
)
_DOUBT = "~?%"
_LAST_MONTH = 12


def cover(value: str) -> tuple[date, date] | None:
    """Find the days that a date or an interval may mean.

    Args:
        value: EDTF or TIMEX3, such as 2024-10-14, 2024-10, 2024-H1, 2024-34, 2024-W36 or
            2024-03-01/2024-03-04; an open interval counts as its known end.

    Returns:
        The first and the last day; None where the value is no date.
    """
    ends = [_cover_one(end) for end in value.split("/") if end not in ("", "..")]
    known = [end for end in ends if end]
    if not known or len(known) < len(ends) or known[0][0] > known[-1][1]:
        return None
    return known[0][0], known[-1][1]


def _cover_one(value: str) -> tuple[date, date] | None:
    match = _DATE.fullmatch(value.strip(_DOUBT))
    if not match:
        return None
    try:
        return _days(match)
    except ValueError:
        return None


def _days(match: re.Match[str]) -> tuple[date, date]:
    if match["decade"]:
        first = int(match["decade"]) * 10
        return date(first, 1, 1), date(first + 9, 12, 31)
    year, part = int(match["year"]), match["part"]
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday, monday + timedelta(days=6)
    if not part:
        return date(year, 1, 1), date(year, 12, 31)
    if match["day"]:
        day = date(year, int(part), int(match["day"]))
        return day, day
    first, months = PARTS.get(part, (int(part), 1) if part.isdigit() else (0, 1))
    last = year * _LAST_MONTH + first - 1 + months
    return date(year, first, 1), date(*_month(last), 1) - timedelta(days=1)


def _month(number: int) -> tuple[int, int]:
    return number // _LAST_MONTH, number % _LAST_MONTH + 1
