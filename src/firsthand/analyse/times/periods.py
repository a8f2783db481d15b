"""How do calendar periods begin, follow one another and print as values?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
"""Months in the units that are made of months."""

SEASONS = {"SP": (3, "21"), "SU": (6, "22"), "FA": (9, "23"), "WI": (12, "24")}
"""First month and EDTF code of the meteorological seasons of the north."""

SOUTHERN = {"SP": (9, "29"), "SU": (12, "30"), "FA": (3, "31"), "WI": (6, "32")}
"""The same for the south; its codes say so, those of the north are used for unknown places."""

_CODED = re.compile(r"^\d{4}-[2-4]\d\b")
"""Seasons, quarters and halves: EDTF has no mark of approximation for them."""

_FIRST_QUARTER, _FIRST_HALF = 33, 40
"""EDTF codes of the first quarter and the first half of a year."""

COARSENESS = {"D": 0, "WE": 1, "W": 2, "M": 3, "Q": 4, "S": 4, "H": 5, "Y": 6, "DE": 7, "CE": 8}
"""Order of the units by length."""


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar period: its unit and its first day; `season` names one of the four."""

    unit: str
    first: date
    season: str = ""

    @property
    def last(self) -> date:
        """The last day."""
        if self.unit == "WE":
            return self.first + timedelta(days=1)
        return move(self.unit, self.first, 1) - timedelta(days=1)

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        day, year = self.first, self.first.year
        if self.unit == "D":
            return day.isoformat()
        if self.unit in {"W", "WE"}:
            iso = day.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "WE" else "")
        return {
            "M": f"{year:04}-{day.month:02}",
            "Q": f"{year:04}-Q{(day.month + 2) // 3}",
            "H": f"{year:04}-H{(day.month + 5) // 6}",
            "S": f"{year:04}-{self.season}",
            "Y": f"{year:04}",
            "DE": f"{year // 10:03}",
            "CE": f"{year // 100:02}",
        }[self.unit]

    @property
    def edtf(self) -> str:
        """The EDTF value (ISO 8601-2:2019, level 2): quarters are 33 to 36, halves 40 and 41."""
        day, year = self.first, self.first.year
        if self.unit in {"W", "WE"}:
            return f"{day.isoformat()}/{self.last.isoformat()}"
        return {
            "D": day.isoformat(),
            "M": f"{year:04}-{day.month:02}",
            "S": f"{year:04}-{_season_code(self.season, day.month)}",
            "Q": f"{year:04}-{_FIRST_QUARTER + (day.month - 1) // 3}",
            "H": f"{year:04}-{_FIRST_HALF + (day.month - 1) // 6}",
            "Y": f"{year:04}",
            "DE": f"{year // 10:03}X",
            "CE": f"{year // 100:02}XX",
        }[self.unit]

    @property
    def value(self) -> str:
        """The plain value: as TIMEX3, but decades and centuries as an interval of years."""
        if self.unit in {"DE", "CE"}:
            return f"{self.first.year:04}/{self.last.year:04}"
        return self.timex


def floor(unit: str, day: date) -> date:
    """Find the first day of the period that holds a day.

    Args:
        unit: D, WE, W, M, Q, S, H, Y, DE or CE.
        day: any day.

    Returns:
        The period's first day.
    """
    if unit in {"W", "WE"}:
        monday = day.toordinal() - day.weekday()
        return date.fromordinal(max(1, monday + (5 if unit == "WE" else 0)))
    if unit == "D":
        return day
    if unit == "S":
        months = day.year * 12 + day.month - 1
        return _month(months - day.month % 3)
    if unit == "DE":
        return date(max(1, day.year - day.year % 10), 1, 1)
    if unit == "CE":
        return date((day.year - 1) // 100 * 100 + 1, 1, 1)
    size = MONTHS_IN[unit]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def move(unit: str, day: date, count: int) -> date:
    """Go a number of units on or back, keeping the day of the month where it exists.

    Args:
        unit: as in `floor`.
        day: the day to start from.
        count: how many; negative = back.

    Returns:
        The day reached.

    Raises:
        ValueError: when it lies outside the years 1 to 9999.
    """
    if unit in {"D", "W", "WE"}:
        days = {"D": 1, "W": 7, "WE": 7}[unit] * count
        target = day.toordinal() + days
        if not 1 <= target <= date.max.toordinal():
            raise ValueError(f"{day} {days:+} days is outside the calendar")
        return date.fromordinal(target)
    months = day.year * 12 + day.month - 1 + count * (3 if unit == "S" else MONTHS_IN[unit])
    first = _month(months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def period(unit: str, day: date, count: int = 0) -> Period:
    """Cut the period that holds a day, or one a number of units away.

    Args:
        unit: as in `floor`.
        day: any day.
        count: 0 = the period itself, -1 = the one before.

    Returns:
        The period.

    Raises:
        ValueError: when it lies outside the years 1 to 9999.
    """
    first = floor(unit, day)
    return Period(unit, move(unit, first, count) if count else first)


def season(name: str, year: int, *, south: bool = False) -> Period:
    """Cut a season; a winter is named by the year it begins in.

    Args:
        name: SP, SU, FA or WI.
        year: the year.
        south: in the southern hemisphere.

    Returns:
        The period of three months.
    """
    return Period("S", date(year, (SOUTHERN if south else SEASONS)[name][0], 1), name)


def _season_code(name: str, month: int) -> str:
    for table in (SEASONS, SOUTHERN):
        if name in table and table[name][0] == month:
            return table[name][1]
    return ""


def about(edtf: str) -> str:
    """Mark a date as approximate.

    Args:
        edtf: an EDTF value.

    Returns:
        The value with "~" at its end or at both ends of an interval; sets with X stay.
    """
    if not edtf or "X" in edtf or "T" in edtf or _CODED.search(edtf):
        return edtf
    return "/".join(f"{end}~" if end[-1:].isdecimal() else end for end in edtf.split("/"))


def roughly(unit: str, first: date, last: date) -> str:
    """Write the beginning, middle or end of a period, whose own ends nobody draws.

    Args:
        unit: the unit of the whole period.
        first: first day of the part.
        last: last day of the part.

    Returns:
        An EDTF interval with approximate ends, one step finer than the unit; empty for a day.
    """
    cut = {"CE": 4, "DE": 4, "Y": 7, "H": 7, "S": 7, "Q": 7, "M": 10, "W": 10, "WE": 10}.get(unit)
    if cut is None:
        return ""
    start, end = first.isoformat()[:cut], last.isoformat()[:cut]
    return f"{start}~" if start == end else f"{start}~/{end}~"


def _month(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
