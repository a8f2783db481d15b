"""On which day and at which hour does a stretch of time begin or end?"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from firsthand.analyse.times.forms import parse_form
from firsthand.analyse.times.periods import move
from firsthand.model.items import Moment, MomentKind

_CLOCK = re.compile(r"T(\d\d):?(\d\d)?(:\d\d)?")
_LENGTH = re.compile(r"P(\d+)([YMWD])\Z|PT(\d+)([HMS])\Z")
_PART_OF_DAY = re.compile(r"T(MO|AF|EV|NI|MI)\Z")
_YEARLESS = re.compile(r"XXXX-|month\(|monthday\(|mod\((?:month|XXXX)")
_PRINTED_RANGE = re.compile(r"(?:short)?range\(|(?:\d{4}|XXXX)-\d\d-\d\d/|inyear\(XXXX-\d\d-\d\d/")
_NOON = 12
_MINUTES = {"H": 60.0, "M": 1.0, "S": 1 / 60}
_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class End:
    """One end: its first and last day, its clock time.

    `dated` is set when the day of a clock time is told with it, `halved` when it is told whether
    the hour is of the first or the second half of the day, `part` names a part of the day (MO, AF).
    """

    day: str = ""
    last: str = ""
    clock: str = ""
    dated: bool = False
    halved: bool = False
    part: str = ""

    @property
    def one_day(self) -> bool:
        """Whether it is one day, or a part of one, without an hour."""
        return bool(self.day) and self.day == self.last and not self.clock


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or two moments with the words that make a stretch of them.

    `relation` is "at" for moments alone (a day with its clock time), "range" for two ends, else
    since, after, before, until, about, more or less. `ends` are the limits as told: one or two.
    """

    start: int
    end: int
    relation: str
    ends: tuple[End, ...]
    moments: tuple[Moment, ...]

    @property
    def length(self) -> bool:
        """Whether it is a length of time."""
        return self.moments[0].kind is MomentKind.DURATION


def ends_of(moment: Moment, now: datetime | None = None) -> tuple[End, ...]:
    """Read the ends off a moment.

    Args:
        moment: a resolved moment.
        now: the time of writing, which "now" means.

    Returns:
        Its day and its clock time, empty where it has none; two ends of a printed range.
    """
    if moment.timex == "PRESENT_REF":
        day = now.date().isoformat() if now is not None else ""
        return (End(day, day),)
    if _PRINTED_RANGE.match(moment.symbolic):
        first, _, last = moment.value.partition("/")
        if first and last:
            low, high = _begin(first) or moment.first, _begin(last) or moment.last
            return End(low, low), End(high, moment.last)
    day, _, _ = moment.timex.partition("T")
    timed = moment.kind is MomentKind.TIME
    match = _CLOCK.search(moment.timex) if timed else None
    if match is None:
        part = _PART_OF_DAY.search(moment.timex) if timed else None
        return (End(moment.first, moment.last, part=part[1] if part else ""),)
    clock = f"{match[1]}:{match[2] or '00'}{match[3] or ''}"
    dated = not moment.symbolic.startswith("clock(")
    halved = "half12(" in moment.symbolic and ",?)" not in moment.symbolic
    halved = halved or not 1 <= int(match[1]) <= _NOON
    return (End(day, day, clock, dated=dated, halved=halved),)


def _begin(value: str) -> str:
    """Find the first day of a period by its value."""
    match = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)|Q([1-4])|H([12])))?(?:-(\d\d))?", value)
    if match is None:
        return ""
    month = int(match[2] or 1)
    month += 3 * (int(match[3]) - 1) if match[3] else 6 * (int(match[4]) - 1) if match[4] else 0
    return f"{match[1]}-{month:02}-{match[5] or '01'}"


def shared(first: End, second: End) -> tuple[End, End]:
    """Give one end what only the other tells: the day, the half of the day.

    Args:
        first: where a stretch begins.
        second: where it ends.

    Returns:
        Both ends.
    """
    if first.clock and second.clock:
        first, second = _halves(first, second)
        if first.dated and not second.dated:
            second = replace(second, day=first.day, last=first.last, dated=True)
        elif second.dated and not first.dated:
            first = replace(first, dated=True)
    return first, second


def _halves(first: End, second: End) -> tuple[End, End]:
    if first.halved is second.halved:
        return first, second
    if second.halved:
        later = later_half(first)
        if int(second.clock[:2]) >= _NOON and later.clock < second.clock:
            return later, second
    elif int(first.clock[:2]) >= _NOON and second.clock < first.clock:
        return first, later_half(second)
    return first, second


def later_half(end: End) -> End:
    """Move an hour to the second half of the day.

    Args:
        end: an end with a clock time.

    Returns:
        The end; unchanged when its hour is of the second half.
    """
    hour = int(end.clock[:2])
    if hour >= _NOON:
        return end
    return replace(end, clock=f"{hour + _NOON:02}{end.clock[2:]}", halved=True)


def ordered(first: End, second: End, moments: tuple[Moment, ...]) -> tuple[End, End]:
    """Move the second end on when it would lie before the first.

    Args:
        first: where a stretch begins.
        second: where it ends.
        moments: the moments of both.

    Returns:
        Both ends.
    """
    if not (first.day and second.day) or second.clock or len(moments) < 2:  # noqa: PLR2004
        return first, second
    if _YEARLESS.match(moments[1].symbolic) and not _YEARLESS.match(moments[0].symbolic):
        return first, _in_year_of(first, second)
    if second.day >= first.day:
        return first, second
    forms = [moment.symbolic for moment in moments]
    days = [date.fromisoformat(second.day), date.fromisoformat(second.last)]
    if all(form.startswith("weekday(") for form in forms):
        moved = [move("D", day, _DAYS_IN_WEEK) for day in days]
    elif all(_YEARLESS.match(form) for form in forms):
        moved = [move("Y", day, 1) for day in days]
    else:
        return first, second
    return first, replace(second, day=moved[0].isoformat(), last=moved[1].isoformat())


def _in_year_of(first: End, second: End) -> End:
    """Give the second end the year that is printed with the first, or the year after it."""
    begin, day = date.fromisoformat(first.day), date.fromisoformat(second.day)
    years = begin.year - day.year
    if move("Y", day, years) < begin:
        years += 1
    last = date.fromisoformat(second.last)
    moved = move("Y", day, years), move("Y", last, years)
    return replace(second, day=moved[0].isoformat(), last=moved[1].isoformat())


def after_length(timex: str, now: datetime, sign: int) -> datetime | None:
    """Go a length of time on or back.

    Args:
        timex: the length, of one unit.
        now: where to start.
        sign: 1 or -1.

    Returns:
        Where it leads; None when the length is vague, of several units or out of the calendar.
    """
    match = _LENGTH.match(timex)
    if match is None:
        return None
    try:
        if match[1]:
            day = move(match[2], now.date(), sign * int(match[1]))
            return datetime.combine(day, now.time())
        return now + timedelta(minutes=sign * int(match[3]) * _MINUTES[match[4]])
    except (ValueError, OverflowError):
        return None


def counted_from(moment: Moment, now: datetime) -> datetime | None:
    """Go as far from a time as "two hours ago" and "in ten minutes" say.

    Args:
        moment: a moment.
        now: the time of writing.

    Returns:
        The time; None when the moment is not counted from another one.
    """
    form = parse_form(moment.symbolic.rstrip("+"))
    if form is None or form.head not in {"ago", "ahead", "rel"}:
        return None
    relative = form.head == "rel"
    count, unit = form.word(1 if relative else 0), form.word(2 if relative else 1)
    sign = int(form.word(0)) if relative else (-1 if form.head == "ago" else 1)
    if count.endswith(".5") and unit == "TH":
        count, unit = str(int(float(count) * 60)), "TM"
    if not count.isdecimal() or unit in {"Q", "H", "S", "DE", "CE", "WE"}:
        return None
    clock = unit.startswith("T")
    return after_length(f"PT{count}{unit[1:]}" if clock else f"P{count}{unit}", now, sign)


def instant(when: datetime, *, hours: bool) -> End:
    """Write a point in time as an end.

    Args:
        when: the point.
        hours: whether its clock time counts.

    Returns:
        The end.
    """
    day = when.date().isoformat()
    clock = f"{when:%H:%M:%S}" if hours else ""
    return End(day, day, clock, dated=hours, halved=hours)
