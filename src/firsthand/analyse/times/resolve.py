"""Which days does a symbolic form mean, reckoned from an anchor day and the dates told before?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.analyse.times.forms import Form, parse_form
from firsthand.analyse.times.periods import (
    COARSENESS,
    Period,
    floor,
    move,
    period,
    season,
)

VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
"""TIMEX3 values of expressions that name no period."""

_LITERAL = re.compile(
    r"(?P<y>\d{4}|XXXX)(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:/(?P<e>\d\d))?)?)?(?P<t>T\d\d:\d\d\S*)?\Z"
)
_CLOCK = re.compile(r"T(\d\d):(\d\d)(Z?)")
_FAR_MONTHS = 9
"""A bare month this far back is rather the coming one."""

_FUTURE_WEIGHT = 2.0
"""A day without a year is taken as past unless the coming one is this much nearer."""

_SPOKEN = ("this(", "last(", "next(", "shift(", "ago(", "weekday(", "near(weekday", "mod(shift(")
"""Beginnings of forms that are reckoned from the day of writing."""

_BACK_WEIGHT = 1.5
"""A story goes on rather than back: a step back counts as that much longer."""

_OLD_YEARS = 2
_MANY_DATES = 5


@dataclass(frozen=True, slots=True)
class When:
    """What a form means.

    `period` is None when no single calendar period is meant; `used` tells what it was reckoned
    from: nothing ("" = the words suffice), "anchor" or "told".
    """

    timex: str
    value: str = ""
    edtf: str = ""
    first: date | None = None
    last: date | None = None
    period: Period | None = None
    used: str = ""

    @property
    def known(self) -> bool:
        """Whether days or a length are known."""
        return bool(self.value)


@dataclass(slots=True)
class Context:
    """What is known while a text is read from its start.

    `anchor` is the day of writing; `told` the last calendar period told and `quarter` the last
    quarter; `history` is set for texts that tell of times long before they were written;
    `future` when the sentence looks ahead; `year` when the year is printed with a later member
    of the same list ("in April and June 1955").
    """

    anchor: date | None = None
    told: Period | None = None
    told_day: Period | None = None
    quarter: Period | None = None
    history: bool = False
    future: bool = False
    year: int | None = None


def resolve(form: str, context: Context) -> When | None:
    """Resolve a symbolic form and note what it tells for the forms after it.

    Args:
        form: the form as written.
        context: what is known; changed by this call.

    Returns:
        What it means; None when the form makes no sense (a 31 June).
    """
    parsed = parse_form(form)
    if parsed is None:
        return None
    try:
        when = evaluate(parsed, context)
    except (ValueError, OverflowError):
        return None
    if when is not None and when.period is not None:
        _note(when.period, parsed, context)
    return when


def _note(told: Period, form: Form, context: Context) -> None:
    if form.head == "yearago":
        return
    if context.history and context.anchor is not None and told.last.year >= context.anchor.year - 1:
        return
    if form.head in {"shift", "this", "last", "next"} and COARSENESS[told.unit] > COARSENESS["M"]:
        if told.unit == "Q":
            context.quarter = told
        return
    if told.unit == "Q":
        context.quarter = told
    if told.unit in {"DE", "CE"}:
        return
    context.told = told
    if told.unit == "D":
        context.told_day = told


def is_history(forms: list[str], anchor: date | None) -> bool:
    """Tell whether a text looks back on times long before it was written.

    Args:
        forms: the symbolic forms of its time expressions.
        anchor: the day of writing, if known.

    Returns:
        True when most of its complete dates lie years before that day.
    """
    years = [int(f[:4]) for f in forms if re.match(r"\d{4}(?:-|\Z)", f)]
    years += [int(f[-5:-1]) for f in forms if re.match(r"inyear\(.*,\d{4}\)\Z", f)]
    far = sum(f.startswith(("bc(", "inbc(")) for f in forms)
    if anchor is not None:
        far += sum(year <= anchor.year - _OLD_YEARS for year in years)
    total = len(years) + sum(f.startswith(("bc(", "inbc(")) for f in forms)
    spoken = sum(f.startswith(_SPOKEN) for f in forms)
    # Most complete dates are far back, and few words are reckoned from the day of writing.
    return total >= _MANY_DATES and far / total > 0.6 and spoken < len(forms) / 8  # noqa: PLR2004


def evaluate(form: Form, context: Context) -> When | None:
    """Resolve a parsed form.

    Args:
        form: the form.
        context: what is known; not changed.

    Returns:
        What it means; None when it makes no sense.

    Raises:
        ValueError: when it leads outside the calendar.
    """
    if not form.call:
        return _literal(form.head, context)
    handler = _HANDLERS.get(form.head)
    return None if handler is None else handler(form, context)


def _of(found: Period, used: str = "") -> When:
    return When(found.timex, found.value, found.edtf, found.first, found.last, found, used)


def _unknown(timex: str) -> When:
    return When(timex)


def _literal(text: str, context: Context) -> When | None:
    match = _LITERAL.match(text)
    if match is None:
        return When(text) if text in VAGUE else None
    month = int(match["m"]) if match["m"] else 0
    day = int(match["d"]) if match["d"] else 0
    if match["y"] == "XXXX":
        when = _yearless(month, day, context)
    elif day:
        when = _of(Period("D", date(int(match["y"]), month, day)))
    elif month:
        when = _of(Period("M", date(int(match["y"]), month, 1)))
    else:
        when = _of(Period("Y", date(int(match["y"]), 1, 1)))
    if when is not None and match["e"]:
        when = _days_to(when, int(match["e"]))
    if when is not None and match["t"]:
        when = _timed(when, match["t"])
    return when


def _days_to(when: When, day: int) -> When:
    if when.period is None:
        return when
    last = when.period.first.replace(day=day)
    both = f"{when.value}/{last.isoformat()}"
    return replace(when, value=both, edtf=both, last=last)


def _yearless(month: int, day: int, context: Context) -> When:
    """Choose the year of a month, with or without a day."""
    if context.year is not None:
        return _of(Period("D" if day else "M", date(context.year, month, day or 1)), "told")
    base, used = _base(context)
    if base is None:
        return _unknown(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    unit = "D" if day else "M"
    options = []
    for year in (base.year - 1, base.year, base.year + 1, base.year + 2, base.year - 2):
        try:
            options.append(Period(unit, date(year, month, day or 1)))
        except ValueError:
            continue
    if not options:
        raise ValueError(f"no day {month}-{day}")
    return _of(min(options, key=lambda o: (_distance(o, base, context), o.first)), used)


def _distance(option: Period, base: date, context: Context) -> float:
    """Weigh how far an option lies from the base: the past is preferred unless told otherwise."""
    here = floor(option.unit, base)
    days = (option.first - here).days
    if days == 0:
        return 0.0
    if context.history and context.told is not None:
        if context.told.first <= option.first <= context.told.last:
            return 0.0
        return days if days > 0 else -days * _BACK_WEIGHT
    if context.future:
        return days if days > 0 else -days + 400.0
    weight = _FUTURE_WEIGHT if option.unit == "D" else _FAR_MONTHS / (12 - _FAR_MONTHS)
    return float(-days) if days < 0 else days * weight


def _base(context: Context) -> tuple[date | None, str]:
    if context.history and context.told is not None:
        return context.told.first, "told"
    if context.anchor is not None and not context.history:
        return context.anchor, "anchor"
    if context.told is not None:
        return context.told.first, "told"
    return (context.anchor, "anchor") if context.anchor is not None else (None, "")


def _writing(context: Context) -> tuple[date | None, str]:
    if context.anchor is not None:
        return context.anchor, "anchor"
    return _base(context)


def _shift(form: Form, context: Context) -> When:
    unit = form.word(0)
    count = int(form.word(1))
    return _shifted(unit, count, context)


def _shifted(unit: str, count: int, context: Context) -> When:
    if unit in {"TS", "TM", "TH"}:
        return _unknown("PRESENT_REF")
    base, used = _writing(context)
    if base is None:
        return _unknown("XXXX-WXX" if unit == "W" else "XXXX-XX-XX" if unit == "D" else "XXXX")
    return _of(period(unit, base, count), used)


def _ago(form: Form, context: Context) -> When:
    sign = -1 if form.head == "ago" else 1
    count, unit = form.word(0), form.word(1)
    vague = _unknown("PAST_REF" if sign < 0 else "FUTURE_REF")
    if count == "X" or unit in {"TS", "TM", "TH"}:
        return vague
    number = float(count)
    if number != int(number):
        if unit == "Y":
            number, unit = number * 12, "M"
        else:
            return vague
    base, used = _base(context)
    if base is None:
        return vague
    moved = move(unit, base, sign * int(number))
    return _of(period("Y" if unit == "DE" else unit, moved), used)


def _rel(form: Form, context: Context) -> When:
    sign, count, unit = int(form.word(0)), form.word(1), form.word(2)
    vague = _unknown("FUTURE_REF" if sign > 0 else "PAST_REF")
    base = context.told if context.told is not None else _anchor_period(context)
    if count == "X" or unit not in COARSENESS or base is None:
        return vague
    number = float(count)
    if number != int(number) or COARSENESS[base.unit] > COARSENESS[unit]:
        return vague
    moved = move(unit, base.first, sign * int(number))
    return _of(period("Y" if unit == "DE" else unit, moved), "told" if context.told else "anchor")


def _anchor_period(context: Context) -> Period | None:
    return None if context.anchor is None else Period("D", context.anchor)


def _ref(form: Form, context: Context) -> When:
    if len(form.arguments) == 1:
        return _unknown(form.word(0))
    unit, count = form.word(0), int(form.word(1))
    if unit not in COARSENESS:
        return _unknown("XXXX")
    base = context.told
    if unit == "D" and context.told_day is not None and (base is None or base.unit != "D"):
        base = context.told_day
    if base is None:
        if context.anchor is None:
            return _unknown("XXXX-XX-XX" if unit == "D" else "XXXX")
        return _of(period(unit, context.anchor, count), "anchor")
    if COARSENESS[base.unit] > COARSENESS[unit]:
        return _unknown(base.timex if base.unit in {"M", "Y"} else "XXXX-XX-XX")
    return _of(period(unit, base.first, count), "told")


def _year_ago(form: Form, context: Context) -> When:
    if context.quarter is not None and not context.history:
        return _of(period("Q", context.quarter.first, -4), "told")
    if form.word(0) == "Q" and context.anchor is not None:
        return _of(period("Q", context.anchor, -5), "anchor")
    if context.history and context.told is not None:
        return _of(period("Y", context.told.first, -1), "told")
    if context.anchor is None:
        return _unknown("XXXX")
    return _of(period("Y", context.anchor, -1), "anchor")


def _same_quarter(_: Form, context: Context) -> When:
    if context.quarter is not None:
        return _of(context.quarter, "told")
    if context.anchor is None:
        return _unknown("XXXX-QX")
    return _of(period("Q", context.anchor, -1), "anchor")


def _same_year(_: Form, context: Context) -> When:
    base, used = _base(context)
    return _unknown("XXXX") if base is None else _of(period("Y", base), used)


def _weekday(form: Form, context: Context) -> When:
    number = int(form.word(0)) - 1
    base, used = _base(context)
    if base is None:
        return _unknown(f"XXXX-WXX-{number + 1}")
    if used == "told":
        return _of(Period("D", move("D", base, (number - base.weekday()) % 7)), used)
    back = (base.weekday() - number) % 7
    count = (7 - back if back else 7) if context.future else -back
    return _of(Period("D", move("D", base, count)), used)


def _weekend(_: Form, context: Context) -> When:
    base, used = _base(context)
    if base is None:
        return _unknown("XXXX-WXX-WE")
    here = period("WE", base)
    if here.first > base and not context.future and used == "anchor":
        here = period("WE", base, -1)
    return _of(here, used)


def _month(form: Form, context: Context) -> When:
    return _yearless(int(form.word(0)), 0, context)


def _month_day(form: Form, context: Context) -> When:
    month, day = int(form.word(0)), int(form.word(1))
    if month:
        return _yearless(month, day, context)
    base, used = _base(context)
    if base is None:
        return _unknown(f"XXXX-XX-{day:02}")
    if used == "anchor" and day > base.day and not context.future:
        base = move("M", base.replace(day=1), -1)
    return _of(Period("D", base.replace(day=day)), used)


def _in_week(form: Form, context: Context) -> When:
    number, count = int(form.word(0)), int(form.word(1))
    base, used = _writing(context)
    if base is None:
        return _unknown(f"XXXX-WXX-{number}")
    return _of(Period("D", move("D", floor("W", base), 7 * count + number - 1)), used)


def _part(form: Form, context: Context) -> When:
    """Choose the year of a quarter, a half or a season that is printed without one."""
    base, used = _base(context)
    name = form.word(0)
    if base is None:
        code = {"quarter": "Q", "half": "H", "season": ""}[form.head]
        return _unknown(f"XXXX-{code}{name}")
    options = [_part_of(form.head, name, base.year + n) for n in (-1, 0, 1)]

    def distance(option: Period) -> tuple[float, date]:
        if option.first <= base <= option.last:
            return 0.0, option.first
        days = (option.first - base).days if option.first > base else (base - option.last).days
        ahead = option.first > base
        return days * (4.0 if ahead is not context.future else 1.0), option.first

    return _of(min(options, key=distance), used)


def _part_of(head: str, name: str, year: int) -> Period:
    if head == "season":
        return season(name, year)
    size = 3 if head == "quarter" else 6
    number = int(name)
    if not 1 <= number <= 12 // size:
        raise ValueError(f"no {head} {number}")
    return Period("Q" if head == "quarter" else "H", date(year, (number - 1) * size + 1, 1))


def _nth(form: Form, context: Context) -> When:
    """Resolve a day such as the fourth Thursday of November."""
    base, used = _base(context)
    if base is None:
        return _unknown("XXXX")
    days = [_nth_day(form, base.year + n) for n in (-1, 0, 1)]
    return _of(min(days, key=lambda d: (_distance(d, base, context), d.first)), used)


def _nth_day(form: Form, year: int) -> Period:
    month, weekday, number = (int(form.word(n)) for n in range(3))
    first = date(year, month, 1)
    day = 1 + (weekday - 1 - first.weekday()) % 7 + 7 * (number - 1)
    return Period("D", first.replace(day=day))


def _near(form: Form, context: Context) -> When | None:
    """Resolve "last", "this" and "next" before a month, a weekday or a season."""
    inner, direction = form.arguments[0], int(form.word(1))
    base, used = _base(context)
    if base is None:
        return evaluate(inner, context)
    name = inner.word(0)
    if inner.head == "nth" or inner.head.startswith("XXXX-"):
        if direction == 0:
            return _in_year(Form("inyear", (inner, Form(f"{base.year:04}")), call=True), context)
        ahead = replace(context, future=direction > 0)
        return evaluate(inner, ahead)
    if inner.head == "weekday":
        step = (int(name) - 1 - base.weekday()) % 7
        count = {-1: step - 7, 0: int(name) - 1 - base.weekday(), 1: step or 7}[direction]
        return _of(Period("D", move("D", base, count)), used)
    years = (base.year - 1, base.year, base.year + 1)
    if inner.head == "month":
        options = [Period("M", date(year, int(name), 1)) for year in years]
        here = floor("M", base)
    else:
        options = [_part_of(inner.head, name, year) for year in years]
        here = base
    if direction < 0:
        chosen = [o for o in options if o.last < base][-1]
    elif direction > 0:
        chosen = next((o for o in options if o.first > here), options[-1])
    else:
        chosen = options[1]
    return _of(chosen, used)


def _in_year(form: Form, context: Context) -> When | None:
    part, year = form.arguments[0], evaluate(form.arguments[1], context)
    if year is None or year.period is None:
        return evaluate(part, context) if year is None else _unknown("XXXX")
    number, used = year.period.first.year, year.used
    if part.head == "month":
        return _of(Period("M", date(number, int(part.word(0)), 1)), used)
    if part.head in {"quarter", "half", "season"}:
        return _of(_part_of(part.head, part.word(0), number), used)
    if part.head == "monthday":
        return _of(Period("D", date(number, int(part.word(0)), int(part.word(1)))), used)
    if part.head == "nth":
        return _of(_nth_day(part, number), used)
    match = _LITERAL.match(part.head)
    if match is None or match["y"] != "XXXX":
        return None
    when = _literal(f"{number:04}{part.head[4:]}", context)
    return None if when is None else replace(when, used=used)


def _mod(form: Form, context: Context) -> When | None:
    when = evaluate(form.arguments[0], context)
    if when is None or when.first is None or when.last is None:
        return when
    third = (when.last - when.first).days // 3
    name = form.word(1)
    first, last = when.first, when.last
    if name == "START":
        last = first + timedelta(days=third)
        if context.anchor is not None and first <= context.anchor <= when.last:
            last = context.anchor
    elif name == "MID":
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    elif name == "END":
        first = last - timedelta(days=third)
    return replace(when, first=first, last=last)


def _at(form: Form, context: Context) -> When | None:
    day, clock = evaluate(form.arguments[0], context), clock_of(form.arguments[1])
    if day is None or clock is None:
        return None
    return _timed(day, clock)


def _timed(day: When, clock: str) -> When:
    if day.period is None or day.period.unit != "D":
        head = "XXXX-XX-XX" if day.period is None else f"{day.timex}-XX"
        return When(head + clock, used=day.used)
    timex = f"{day.timex}{clock}"
    exact = _CLOCK.match(clock) is not None
    edtf = timex if exact else day.edtf
    return replace(day, timex=timex, value=timex, edtf=edtf)


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
    if form.head == "zone":
        clock = clock_of(inner)
        return None if clock is None else clock + form.word(1)
    if form.head == "hm":
        hour, minute = int(inner.head), int(form.word(1))
        return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None  # noqa: PLR2004
    if form.head != "half12":
        return None
    if inner.call:
        inner = Form(clock_of(inner) or "")
    match = _CLOCK.match(inner.head)
    if match is None and not inner.head.isdecimal():
        return None
    hour, minute = (int(match[1]), int(match[2])) if match else (int(inner.head), 0)
    half = form.word(1)
    if hour > 12 and half != "?":  # noqa: PLR2004 - twelve hours a half
        return f"T{hour:02}:{minute:02}" if match and hour < 24 else None  # noqa: PLR2004
    if hour > 24:  # noqa: PLR2004
        return None
    if half in {"A", "P"}:
        hour = hour % 12 + (12 if half == "P" else 0)
    return f"T{hour:02}:{minute:02}"


def _clock(form: Form, context: Context) -> When | None:
    clock = clock_of(form.arguments[0])
    if clock is None:
        return None
    told = context.told
    if told is not None and told.unit == "D":
        return _timed(_of(told, "told"), clock)
    if context.anchor is not None and not context.history:
        return _timed(_of(Period("D", context.anchor), "anchor"), clock)
    return When("XXXX-XX-XX" + clock)


def _range(form: Form, context: Context) -> When | None:
    left, right = evaluate(form.arguments[0], context), evaluate(form.arguments[1], context)
    if left is None or right is None or left.first is None or right.last is None:
        return None
    if right.last < left.first:
        return None
    both = f"{left.value}/{right.value}"
    return When(both, both, f"{left.edtf}/{right.edtf}", left.first, right.last, left.period)


def _short_range(form: Form, context: Context) -> When | None:
    start, end = form.word(0), form.word(1)
    if not (start.isdecimal() and end.isdecimal()) or len(end) >= len(start):
        return None
    whole = start[: -len(end)] + end
    if int(whole) <= int(start):
        return None
    return _range(Form("range", (Form(start), Form(whole)), call=True), context)


def _short(form: Form, _: Context) -> When | None:
    digits = form.word(0)
    if len(digits) != 2 or not digits.isdecimal():  # noqa: PLR2004 - two digits
        return None
    number = int(digits)
    return _of(Period("Y", date(number + (1900 if number > 30 else 2000), 1, 1)))  # noqa: PLR2004


def _decade(form: Form, _: Context) -> When | None:
    number = int(form.word(0))
    start = number * 10 if number > 99 else 1900 + number  # noqa: PLR2004 - "90s"
    return _of(Period("DE", date(start, 1, 1)))


def _century(form: Form, _: Context) -> When | None:
    number = int(form.word(0))
    if not 2 <= number <= 30:  # noqa: PLR2004 - later ones are no dates in reports
        return None
    found = Period("CE", date((number - 1) * 100, 1, 1))
    return replace(_of(found), value=f"{number * 100 - 99:04}/{number * 100:04}")


def _before_christ(form: Form, _: Context) -> When:
    if form.head == "bccentury":
        timex = f"BC{int(form.word(0)) - 1:02}"
        return When(timex, timex)
    if form.head == "inbc":
        inner = form.arguments[1]
        timex = f"BC{int(inner.word(0)):04}-{int(form.arguments[0].head):02}"
        return When(timex, timex)
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


def _set(form: Form, _: Context) -> When | None:
    return duration(form.word(0), form.word(1))


def _any(_: Form, __: Context) -> When:
    return _unknown("XXXX-XX-XX")


_HANDLERS: dict[str, Callable[[Form, Context], When | None]] = {
    "shift": _shift,
    "this": lambda form, context: _shifted(form.word(0), 0, context),
    "last": lambda form, context: _shifted(form.word(0), -1, context),
    "next": lambda form, context: _shifted(form.word(0), 1, context),
    "ago": _ago,
    "ahead": _ago,
    "rel": _rel,
    "ref": _ref,
    "yearago": _year_ago,
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
    "near": _near,
    "nth": _nth,
    "inyear": _in_year,
    "mod": _mod,
    "at": _at,
    "clock": _clock,
    "range": _range,
    "shortrange": _short_range,
    "short": _short,
    "decade": _decade,
    "century": _century,
    "bc": _before_christ,
    "bccentury": _before_christ,
    "inbc": _before_christ,
    "dur": _duration,
    "set": _set,
    "any": _any,
}
