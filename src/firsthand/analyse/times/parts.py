"""Which part of a longer period is counted off in it, and what comes back again and again?"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from firsthand.analyse.times.context import Context, When, base_day, reckoned, unknown
from firsthand.analyse.times.fixed import clock_of
from firsthand.analyse.times.forms import Form
from firsthand.analyse.times.periods import COARSENESS, Period, floor, move
from firsthand.analyse.times.reckon import distance

Evaluate = Callable[[Form, Context], When | None]
_THURSDAY = 3
"""Days from Monday to the day that decides which month or year a week belongs to (ISO 8601)."""
_SKIPPED = frozenset({(0, 3), (1, 3)})
"""Units that are told together though one lies between them: years or months and days."""
_SATURDAY = 5
_MONTHS_AROUND = 13
_MOST = 400
_FALLING = {"Y": 0, "M": 12, "W": 8, "D": 31, "TH": 24, "TM": 60, "TS": 60}
"""Units from the longest, with the most of them that go into a longer one."""


def _nth_in(evaluate: Evaluate, form: Form, context: Context) -> When | None:
    """Resolve "the second week of 2031": nthin(W,2,2031); -1 counts from the end."""
    unit, count = form.word(0), int(form.word(1))
    whole = evaluate(form.arguments[2], context)
    found = _counted(unit, whole)
    if whole is None or not found:
        return _undated(whole, unit)
    if not (0 < count <= len(found) or count == -1):
        return None
    return reckoned(found[count if count < 0 else count - 1], whole.used)


def _some_in(evaluate: Evaluate, form: Form, context: Context) -> When | None:
    """Resolve "the first two weeks of 2031": firstn(W,2,2031), and lastn."""
    unit, count = form.word(0), form.word(1)
    whole = evaluate(form.arguments[2], context)
    found = _counted(unit, whole)
    if whole is None or not found or not count.isdecimal():
        return _undated(whole, unit)
    number = int(count)
    if not 0 < number <= len(found):
        return None
    chosen = found[:number] if form.head == "firstn" else found[-number:]
    first, last = chosen[0].first, chosen[-1].last
    both = f"{first.isoformat()}/{last.isoformat()}"
    return replace(whole, value=both, edtf=both, first=first, last=last, period=None)


def _undated(whole: When | None, unit: str) -> When | None:
    if whole is None or whole.period is not None:
        return None
    return unknown("XXXX-WXX" if unit == "W" else whole.timex)


def _counted(unit: str, whole: When | None) -> list[Period]:
    """Cut a period into its days, weeks, weekdays, months or quarters."""
    outer = whole.period if whole is not None else None
    if outer is None:
        return []
    if unit.isdecimal():
        day = move("D", outer.first, (int(unit) - 1 - outer.first.weekday()) % 7)
        return [Period("D", d) for d in _days(day, outer.last, 7)]
    if unit not in COARSENESS or COARSENESS[unit] >= COARSENESS[outer.unit]:
        return []
    if unit in {"D", "WE", "W"}:
        return _short_units(unit, outer)
    found: list[Period] = []
    first = outer.first
    while first <= outer.last and len(found) < _MOST:
        found.append(Period(unit, first))
        first = move(unit, first, 1)
    return found


def _short_units(unit: str, outer: Period) -> list[Period]:
    if unit == "D":
        return [Period("D", day) for day in _days(outer.first, outer.last, 1)]
    weekday = _SATURDAY if unit == "WE" else _THURSDAY
    first = move("D", outer.first, (weekday - outer.first.weekday()) % 7)
    return [Period(unit, floor(unit, day)) for day in _days(first, outer.last, 7)]


def _days(first: date, last: date, step: int) -> list[date]:
    count = min(_MOST, (last - first).days // step + 1)
    return [first + timedelta(days=step * n) for n in range(count)]


def _day_of(evaluate: Evaluate, form: Form, context: Context) -> When | None:
    """Resolve a day of the month that is told beside it: dayof(10,this(M))."""
    month = evaluate(form.arguments[1], context)
    if month is None or month.period is None:
        return None if month is None else unknown(f"XXXX-XX-{int(form.word(0)):02}")
    if month.period.unit != "M":
        return None
    return reckoned(Period("D", month.period.first.replace(day=int(form.word(0)))), month.used)


def _sum(_: Evaluate, form: Form, __: Context) -> When | None:
    """Add lengths of time of falling units: sum(dur(1,TH),dur(20,TM)); the form is flat."""
    parts = list(_lengths(form))
    date_part = time_part = ""
    before = -1
    for count, unit in parts:
        rank = list(_FALLING).index(unit) if unit in _FALLING else -1
        small = count.isdecimal() and int(count) <= _FALLING.get(unit, 0)
        nearby = before < 0 or rank == before + 1 or (before, rank) in _SKIPPED
        if not nearby or rank <= before or not count.isdecimal() or (before >= 0 and not small):
            return None
        before = rank
        if unit.startswith("T"):
            time_part += count + unit[1:]
        else:
            date_part += count + unit
    value = f"P{date_part}" + (f"T{time_part}" if time_part else "")
    return When(value, value)


def _lengths(form: Form) -> Iterator[tuple[str, str]]:
    for length in form.arguments:
        if length.head == "sum":
            yield from _lengths(length)
        else:
            yield (length.word(0), length.word(1)) if length.head == "dur" else ("", "")


def _every(_: Evaluate, form: Form, __: Context) -> When | None:
    """Write what comes back: every(weekday(1)), every(monthday(0,15)), every(any(),T09:00)."""
    inner = form.arguments[0]
    numbers = [int(a.head) for a in inner.arguments if a.head.isdecimal()]
    if inner.head == "weekday":
        timex = f"XXXX-WXX-{numbers[0]}"
    elif inner.head == "month":
        timex = f"XXXX-{numbers[0]:02}"
    elif inner.head == "monthday":
        month = f"{numbers[0]:02}" if numbers[0] else "XX"
        timex = f"XXXX-{month}-{numbers[1]:02}"
    elif inner.head == "weekend":
        timex = "XXXX-WXX-WE"
    elif inner.head == "season":
        timex = f"XXXX-{inner.word(0)}"
    elif inner.head == "any":
        timex = "XXXX-XX-XX"
    elif inner.head.startswith("XXXX-"):
        timex = inner.head
    else:
        return None
    if len(form.arguments) == 1:
        return When(timex, timex)
    clock = clock_of(form.arguments[1])
    return None if clock is None else When(timex + clock, timex + clock)


def _pair(_: Evaluate, form: Form, __: Context) -> When | None:
    """Read a year of two digits that are written one by one, which neighbours are not."""
    first, second = int(form.word(0)), int(form.word(1))
    if second == first + 1:
        return None
    number = first * 10 + second
    return reckoned(Period("Y", date(number + (1900 if number > 30 else 2000), 1, 1)))  # noqa: PLR2004


def _lunar(_: Evaluate, form: Form, __: Context) -> When | None:
    """Keep a day of the lunar calendar apart from the solar one: its day is not reckoned."""
    month, day = int(form.word(0)), int(form.word(1))
    fits = 1 <= month <= 12 and 0 <= day <= 30  # noqa: PLR2004 - months of at most 30 days
    return unknown("XXXX-XX-XX" if day else "XXXX-XX") if fits else None


def _week_date(_: Evaluate, form: Form, context: Context) -> When | None:
    """Find the nearest day of the month that is such a weekday: "Thursday the 14th"."""
    weekday, day = int(form.word(0)), int(form.word(1))
    base, used = base_day(context)
    if base is None:
        return unknown(f"XXXX-WXX-{weekday}")
    options: list[Period] = []
    for months in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1):
        first = move("M", base.replace(day=1), months)
        if day <= monthrange(first.year, first.month)[1]:
            found = first.replace(day=day)
            if found.isoweekday() == weekday:
                options.append(Period("D", found))
    if not options:
        return None
    return reckoned(min(options, key=lambda o: (distance(o, base, context), o.first)), used)


def _ago_sum(_: Evaluate, form: Form, context: Context) -> When | None:
    """Count back by several units: "two years and five months ago"."""
    base, used = base_day(context)
    if base is None:
        return unknown("PAST_REF")
    for count, unit in _lengths(form.arguments[0]):
        if not count.isdecimal() or unit not in {"Y", "M", "W", "D"}:
            return None
        base = move(unit, base, -int(count))
    return reckoned(Period("D", base), used)


def _to_date(_: Evaluate, form: Form, context: Context) -> When | None:
    """Resolve "year to date": from its first day to the day of writing."""
    unit = form.word(0)
    base, used = base_day(context)
    if base is None or unit not in {"Y", "Q", "M", "W"}:
        return unknown("PRESENT_REF") if base is None else None
    first = floor(unit, base)
    both = f"{first.isoformat()}/{base.isoformat()}"
    return When(Period(unit, first).timex, both, both, first, base, None, used)


PARTS: dict[str, Callable[[Evaluate, Form, Context], When | None]] = {
    "nthin": _nth_in,
    "firstn": _some_in,
    "lastn": _some_in,
    "dayof": _day_of,
    "sum": _sum,
    "every": _every,
    "pair": _pair,
    "lunar": _lunar,
    "weekdate": _week_date,
    "todate": _to_date,
    "agosum": _ago_sum,
}
"""How each form is resolved that counts off a part of another or adds others up."""
