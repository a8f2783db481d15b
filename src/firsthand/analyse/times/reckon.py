"""Which period do "last year", "Monday" or "two days later" mean on a given day?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from firsthand.analyse.times.context import Context, When, base_day, reckoned, unknown, writing_day
from firsthand.analyse.times.fixed import duration
from firsthand.analyse.times.forms import Form
from firsthand.analyse.times.periods import COARSENESS, Period, floor, move, period, season
from firsthand.analyse.times.whose import southern

_FAR_MONTHS = 9
"""A bare month this far back is rather the coming one."""

_FUTURE_WEIGHT = 2.0
"""A day without a year is taken as past unless the coming one is this much nearer."""

_JUST_PAST = 7
"""Days since a term that the sentence still looks ahead to; the next one is a year away."""

_MONTH = 31

_BACK_WEIGHT = 1.5
"""A story goes on rather than back: a step back counts as that much longer."""


_LAST_DAYS = 28
"""A day that every month has."""


def yearless(month: int, day: int, context: Context) -> When:
    """Choose the year of a month, with or without a day.

    Args:
        month: 1 to 12.
        day: day of the month; 0 for the whole month.
        context: what is known.

    Returns:
        What it means.

    Raises:
        ValueError: when no year near has such a day.
    """
    if context.year is not None:
        return reckoned(Period("D" if day else "M", date(context.year, month, day or 1)), "told")
    base, used = base_day(context)
    if base is None:
        return unknown(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    unit = "D" if day else "M"
    options = []
    for year in (base.year - 1, base.year, base.year + 1, base.year + 2, base.year - 2):
        try:
            options.append(Period(unit, date(year, month, day or 1)))
        except ValueError:
            continue
    if not options:
        raise ValueError(f"no day {month}-{day}")
    return reckoned(min(options, key=lambda o: (distance(o, base, context), o.first)), used)


def distance(option: Period, base: date, context: Context) -> float:
    """Weigh how far an option lies from the base: the past is preferred unless told otherwise.

    Args:
        option: a period that may be meant.
        base: the day to reckon from.
        context: what is known.

    Returns:
        Weighed days; the smallest is meant.
    """
    here = floor(option.unit, base)
    days = (option.first - here).days
    if days == 0:
        return 0.0
    scene = context.scene or context.told
    if context.history and scene is not None:
        if scene.first <= option.first <= scene.last:
            return 0.0
        return days if days > 0 else -days * _BACK_WEIGHT
    if context.past:
        return -days if days < 0 else days + 400.0
    if context.future:
        # "The end of April" is hardly that of next year right after April has ended.
        fresh = -days <= (_JUST_PAST if option.unit == "D" else _MONTH * context.closing)
        return days if days > 0 else -days + (0.0 if fresh else 400.0)
    weight = _FUTURE_WEIGHT if option.unit == "D" else _FAR_MONTHS / (12 - _FAR_MONTHS)
    return float(-days) if days < 0 else days * weight


def _shift(form: Form, context: Context) -> When:
    unit = form.word(0)
    count = int(form.word(1))
    return shifted(unit, count, context)


def shifted(unit: str, count: int, context: Context) -> When:
    """Resolve "last", "this" and "next" before a unit.

    Args:
        unit: the unit's code.
        count: -1, 0 or 1.
        context: what is known.

    Returns:
        What it means on the day of writing.
    """
    if unit in {"TS", "TM", "TH"}:
        return unknown("PRESENT_REF")
    base, used = writing_day(context)
    if base is None:
        return unknown("XXXX-WXX" if unit == "W" else "XXXX-XX-XX" if unit == "D" else "XXXX")
    return reckoned(period(unit, base, count), used)


def _ago(form: Form, context: Context) -> When:
    sign = -1 if form.head == "ago" else 1
    count, unit = form.word(0), form.word(1)
    vague = unknown("PAST_REF" if sign < 0 else "FUTURE_REF")
    if count == "X" or unit in {"TS", "TM", "TH"}:
        return vague
    number = float(count)
    if number != int(number):
        if unit == "Y":
            number, unit = number * 12, "M"
        else:
            return vague
    base, used = base_day(context)
    if base is None:
        return vague
    moved = move(unit, base, sign * int(number))
    return reckoned(period("Y" if unit == "DE" else unit, moved), used)


def _rel(form: Form, context: Context) -> When:
    sign, count, unit = int(form.word(0)), form.word(1), form.word(2)
    vague = unknown("FUTURE_REF" if sign > 0 else "PAST_REF")
    base = context.told if context.told is not None else _anchor_period(context)
    if count == "X" or unit not in COARSENESS or base is None:
        return vague
    number = float(count)
    if number != int(number) or COARSENESS[base.unit] > COARSENESS[unit]:
        return vague
    moved = move(unit, base.first, sign * int(number))
    found = period("Y" if unit == "DE" else unit, moved)
    return reckoned(found, "anchor" if context.told is None else "told")


def _lasting(form: Form, context: Context) -> When | None:
    """Resolve "the past six years": a length of time that touches the day of writing."""
    count, unit, sign = form.word(0), form.word(1), int(form.word(2))
    length = duration(count, unit)
    base, used = writing_day(context)
    if length is None or base is None or context.history or unit not in COARSENESS:
        return length
    if not (length.value and sign and count.isdecimal()):
        return length
    ends = sorted((base, move(unit, base, sign * int(count))))
    cut = {"Y": 4, "DE": 4, "CE": 4, "M": 7, "Q": 7, "H": 7}.get(unit, 10)
    edtf = "/".join(end.isoformat()[:cut] for end in ends)
    return replace(length, edtf=edtf, first=ends[0], last=ends[1], used=used)


def _anchor_period(context: Context) -> Period | None:
    return None if context.anchor is None else Period("D", context.anchor)


def _ref(form: Form, context: Context) -> When:
    if len(form.arguments) == 1:
        return unknown(form.word(0))
    unit, count = form.word(0), int(form.word(1))
    if unit not in COARSENESS:
        return unknown("XXXX")
    base = context.told
    if unit == "D" and context.told_day is not None and (base is None or base.unit != "D"):
        base = context.told_day
    if base is None:
        if context.anchor is None:
            return unknown("XXXX-XX-XX" if unit == "D" else "XXXX")
        return reckoned(period(unit, context.anchor, count), "anchor")
    if COARSENESS[base.unit] > COARSENESS[unit]:
        return unknown(base.timex if base.unit in {"M", "Y"} else "XXXX-XX-XX")
    return reckoned(period(unit, base.first, count), "told")


def _year_ago(form: Form, context: Context) -> When:
    if context.quarter is not None and not context.history:
        return reckoned(period("Q", context.quarter.first, -4), "told")
    if form.word(0) == "Q" and context.anchor is not None:
        return reckoned(period("Q", context.anchor, -5), "anchor")
    if context.history and context.told is not None:
        return reckoned(period("Y", context.told.first, -1), "told")
    if context.anchor is None:
        return unknown("XXXX")
    return reckoned(period("Y", context.anchor, -1), "anchor")


def _prior_year(_: Form, context: Context) -> When:
    """Resolve "the year before" of whatever was spoken of last, else of the day of writing."""
    if context.latest is not None:
        return reckoned(period("Y", context.latest.first, -1), "told")
    return shifted("Y", -1, context)


def _same_ago(_: Form, context: Context) -> When:
    """Resolve "the same period last year": a year before the part of a year spoken of last."""
    latest = context.latest
    if latest is None or latest.unit not in {"M", "Q", "H", "S"}:
        return shifted("Y", -1, context)
    return reckoned(replace(latest, first=move("Y", latest.first, -1)), "told")


def _same_quarter(_: Form, context: Context) -> When:
    if context.quarter is not None:
        return reckoned(context.quarter, "told")
    if context.anchor is None:
        return unknown("XXXX-QX")
    return reckoned(period("Q", context.anchor, -1), "anchor")


def _same_year(_: Form, context: Context) -> When:
    base, used = base_day(context)
    return unknown("XXXX") if base is None else reckoned(period("Y", base), used)


def _weekday(form: Form, context: Context) -> When:
    number = int(form.word(0)) - 1
    base, used = base_day(context)
    if base is None:
        return unknown(f"XXXX-WXX-{number + 1}")
    if used == "told":
        return reckoned(Period("D", move("D", base, (number - base.weekday()) % 7)), used)
    back = (base.weekday() - number) % 7
    count = (7 - back if back else 7) if context.future else -back
    return reckoned(Period("D", move("D", base, count)), used)


def _weekend(_: Form, context: Context) -> When:
    base, used = base_day(context)
    if base is None:
        return unknown("XXXX-WXX-WE")
    here = period("WE", base)
    if here.first > base and not context.future and used == "anchor":
        here = period("WE", base, -1)
    return reckoned(here, used)


def _in_week(form: Form, context: Context) -> When:
    number, count = int(form.word(0)), int(form.word(1))
    base, used = writing_day(context)
    if base is None:
        return unknown(f"XXXX-WXX-{number}")
    return reckoned(Period("D", move("D", floor("W", base), 7 * count + number - 1)), used)


def _month(form: Form, context: Context) -> When:
    return yearless(int(form.word(0)), 0, context)


def _month_day(form: Form, context: Context) -> When:
    month, day = int(form.word(0)), int(form.word(1))
    if month > 12:  # noqa: PLR2004 - months of a year
        msg = f"no month {month}"
        raise ValueError(msg)
    if month:
        return yearless(month, day, context)
    base, used = base_day(context)
    if base is None:
        return unknown(f"XXXX-XX-{day:02}")
    if used == "anchor" and day > base.day and not context.future:
        before = move("M", base.replace(day=1), -1)
        back = (base - before.replace(day=min(day, _LAST_DAYS))).days
        if context.past or back < day - base.day:
            base = before
    return reckoned(Period("D", base.replace(day=day)), used)


def _part(form: Form, context: Context) -> When:
    """Choose the year of a quarter, a half or a season that is printed without one."""
    base, used = base_day(context)
    name = form.word(0)
    if context.year is not None:
        return reckoned(part_of(form.head, name, context.year, context.country), "told")
    if base is None:
        code = {"quarter": "Q", "half": "H", "season": ""}[form.head]
        return unknown(f"XXXX-{code}{name}")
    options = [part_of(form.head, name, base.year + n, context.country) for n in (-1, 0, 1)]

    def gap(option: Period) -> tuple[float, date]:
        if option.first <= base <= option.last:
            return 0.0, option.first
        if used == "told":
            return distance(option, base, context), option.first
        days = (option.first - base).days if option.first > base else (base - option.last).days
        ahead = option.first > base
        return days * (4.0 if ahead is not context.future else 1.0), option.first

    return reckoned(min(options, key=gap), used)


def part_of(head: str, name: str, year: int, country: str = "") -> Period:
    """Cut a quarter, a half or a season out of a year.

    Args:
        head: quarter, half or season.
        name: its number, or SP, SU, FA or WI.
        year: the year.
        country: whose season, if known.

    Returns:
        The period.

    Raises:
        ValueError: when a year has no such part.
    """
    if head == "season":
        return season(name, year, south=southern(country))
    size = 3 if head == "quarter" else 6
    number = int(name)
    if not 1 <= number <= 12 // size:
        raise ValueError(f"no {head} {number}")
    return Period("Q" if head == "quarter" else "H", date(year, (number - 1) * size + 1, 1))


def _nth(form: Form, context: Context) -> When:
    """Resolve a day such as the fourth Thursday of November."""
    base, used = base_day(context)
    if base is None:
        return unknown("XXXX")
    days = [nth_day(form, base.year + n) for n in (-1, 0, 1)]
    return reckoned(min(days, key=lambda d: (distance(d, base, context), d.first)), used)


def nth_day(form: Form, year: int) -> Period:
    """Find a day such as the fourth Thursday of November or the last Monday of May.

    Args:
        form: nth(month,weekday,number,days after); a negative number counts from the end.
        year: the year.

    Returns:
        The day.
    """
    month, weekday, number = (int(form.word(n)) for n in range(3))
    first = date(year, month, 1) if number > 0 else move("M", date(year, month, 1), 1)
    days = (weekday - 1 - first.weekday()) % 7 + 7 * (number - (number > 0))
    return Period("D", first + timedelta(days=days + int(form.word(3) or 0)))


RECKONED: dict[str, Callable[[Form, Context], When | None]] = {
    "shift": _shift,
    "this": lambda form, context: shifted(form.word(0), 0, context),
    "last": lambda form, context: shifted(form.word(0), -1, context),
    "next": lambda form, context: shifted(form.word(0), 1, context),
    "ago": _ago,
    "ahead": _ago,
    "lasting": _lasting,
    "rel": _rel,
    "ref": _ref,
    "yearago": _year_ago,
    "prioryear": _prior_year,
    "sameago": _same_ago,
    "sameq": _same_quarter,
    "samey": _same_year,
    "weekday": _weekday,
    "weekend": _weekend,
    "inweek": _in_week,
    "month": _month,
    "monthday": _month_day,
    "season": _part,
    "quarter": _part,
    "half": _part,
    "nth": _nth,
}
"""How each form that is reckoned from another day is resolved."""
