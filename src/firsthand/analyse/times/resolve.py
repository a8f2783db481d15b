"""Which days does a symbolic form mean, reckoned from an anchor day and the dates told before?"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from firsthand.analyse.times.context import VAGUE, Context, When, base_day, reckoned, unknown
from firsthand.analyse.times.fiscal import FISCAL
from firsthand.analyse.times.fixed import FIXED, clock_of
from firsthand.analyse.times.forms import Form, parse_form
from firsthand.analyse.times.named import NAMED, feast_in
from firsthand.analyse.times.parts import PARTS
from firsthand.analyse.times.periods import COARSENESS, Period, about, floor, move, period, roughly
from firsthand.analyse.times.reckon import RECKONED, nth_day, part_of, yearless

_LITERAL = re.compile(
    r"(?P<y>\d{4}|XXXX)(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:/(?P<e>\d\d))?)?)?(?P<t>T\d\d:\d\d\S*)?\Z"
)
_DAY_TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d)(?P<seconds>:\d\d)?(?P<zone>Z|[+-]\d\d:\d\d|)"
)
_OFFSET = re.compile(r"[+-]\d\d:\d\d\Z")
_YEARLESS = re.compile(r"XXXX-\d\d|month\Z|monthday\Z|weekday\Z|season\Z|quarter\Z|half\Z")
_SPOKEN = re.compile(r"\b(?:this|last|next|shift|ago|weekday)\(")
"""Forms that are reckoned from the day of writing."""
_EVENING = re.compile(r"T(?:1[89]|2[0-3]|EV|NI)")
_SMALL_HOURS = re.compile(r"T0[0-4]")
"""Clock times that, told after an evening, belong to the day after."""
_AUTUMN = 9
"""From this month on "this winter" is rather the coming one."""
_OLD_YEARS = 2
_MANY_DATES = 5


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
        context.latest = when.period
        context.evening = _EVENING.search(when.timex) is not None
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
    if _goes_on(told, form, context):
        context.scene = told
    if told.unit == "D":
        context.told_day = told


def _goes_on(told: Period, form: Form, context: Context) -> bool:
    """Tell whether a story goes on from a period, and does not only point at it."""
    if context.aside or form.head in {"rel", "ago", "prioryear", "season"}:
        return False
    if form.head == "range" and _YEARLESS.match(form.arguments[1].head):
        return False
    return context.scene is None or told.unit != "Y" or not form.call


def is_history(forms: list[str], anchor: date | None) -> bool:
    """Tell whether a text looks back on times long before it was written.

    Args:
        forms: the symbolic forms of its time expressions.
        anchor: the day of writing, if known.

    Returns:
        True when most of its complete dates lie years before that day.
    """
    years = [int(f[:4]) for f in forms if re.match(r"\d{4}(?:-|\Z)", f)]
    years += [int(f[6:10]) for f in forms if re.match(r"range\(\d{4}\b", f)]
    years += [int(f[-5:-1]) for f in forms if re.match(r"inyear\(.*,\d{4}\)\Z", f)]
    far = sum(f.startswith(("bc(", "inbc(")) for f in forms)
    far += sum(anchor is None or year <= anchor.year - _OLD_YEARS for year in years)
    total = len(years) + sum(f.startswith(("bc(", "inbc(")) for f in forms)
    spoken = sum(_SPOKEN.search(f) is not None for f in forms)
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


def _literal(text: str, context: Context) -> When | None:
    match = _LITERAL.match(text)
    if match is None:
        return When(text) if text in VAGUE else None
    month = int(match["m"]) if match["m"] else 0
    day = int(match["d"]) if match["d"] else 0
    when = _dated(match["y"], month, day, context)
    if match["e"]:
        when = _days_to(when, int(match["e"]))
    if match["t"]:
        when = _timed(when, match["t"])
    return when


def _dated(year: str, month: int, day: int, context: Context) -> When:
    if year == "XXXX":
        return yearless(month, day, context)
    unit = "D" if day else "M" if month else "Y"
    return reckoned(Period(unit, date(int(year), month or 1, day or 1)))


def _days_to(when: When, day: int) -> When:
    if when.period is None:
        return when
    last = when.period.first.replace(day=day)
    both = f"{when.value}/{last.isoformat()}"
    return replace(when, value=both, edtf=both, last=last)


def _within(form: Form, context: Context) -> When | None:
    """Resolve "the week of 5 May"."""
    when = evaluate(form.arguments[1], context)
    if when is None or when.period is None:
        return when
    return reckoned(period(form.word(0), when.period.first), when.used)


def _near(form: Form, context: Context) -> When | None:
    """Resolve "last", "this" and "next" before a month, a weekday or a season."""
    inner, direction = form.arguments[0], int(form.word(1))
    base, used = base_day(context)
    if base is None:
        return evaluate(inner, context)
    if form.word(2) and context.told_day is not None:
        base, used = context.told_day.first, "told"
    name = inner.word(0)
    if inner.head in {"nth", "feast"} or inner.head.startswith("XXXX-"):
        if direction == 0:
            return _in_year(Form("inyear", (inner, Form(f"{base.year:04}")), call=True), context)
        found = [
            _in_year(Form("inyear", (inner, Form(f"{base.year + n:04}")), call=True), context)
            for n in (-1, 0, 1)
        ]
        days = [when for when in found if when is not None and when.first is not None]
        if direction > 0:
            return next((when for when in days if when.first and when.first > base), None)
        past = [when for when in days if when.last and when.last < base]
        return past[-1] if past else None
    if inner.head == "weekday":
        step = (int(name) - 1 - base.weekday()) % 7
        count = {-1: step - 7, 0: int(name) - 1 - base.weekday(), 1: step or 7}[direction]
        return reckoned(Period("D", move("D", base, count)), used)
    # What is called after the year it begins in may not be over a year later: "last winter".
    years = range(base.year - (2 if direction < 0 else 1), base.year + 2)
    if inner.head == "month":
        options, here = [Period("M", date(year, int(name), 1)) for year in years], floor("M", base)
    else:
        options = [part_of(inner.head, name, year, context.country) for year in years]
        here = base
    return reckoned(_directed(options, here, base, context, direction), used)


def _directed(
    options: list[Period], here: date, base: date, context: Context, direction: int
) -> Period:
    """Choose the period before, around or after a day; "this winter" lies in two years."""
    if direction < 0:
        return [o for o in options if o.last < base][-1]
    if direction > 0:
        return next((o for o in options if o.first > here), options[-1])
    chosen = next((o for o in options if o.first <= base <= o.last), options[1])
    ahead = chosen.first > base and chosen.first.year < chosen.last.year
    return options[0] if ahead and base.month < _AUTUMN and not context.future else chosen


def _in_year(form: Form, context: Context) -> When | None:
    """Put a month, a part, a season or a day into a year."""
    part, year = form.arguments[0], evaluate(form.arguments[1], context)
    if year is None or year.period is None:
        return evaluate(part, context) if year is None else unknown("XXXX")
    number, used = year.period.first.year, year.used
    if part.head == "monthday" and part.word(0) == "0":  # 先月20日
        day = min(int(part.word(1)), year.period.last.day)
        return reckoned(Period("D", year.period.first.replace(day=day)), used)
    if part.head == "feast":
        return feast_in(part, number, used)
    found = _period_in(part, number, context.country)
    if found is not None:
        return reckoned(found, used)
    match = _LITERAL.match(part.head)
    if match is None or match["y"] != "XXXX":
        return None
    when = _literal(f"{number:04}{part.head[4:]}", context)
    return None if when is None else replace(when, used=used)


def _period_in(part: Form, year: int, country: str) -> Period | None:
    if part.head == "month":
        return Period("M", date(year, int(part.word(0)), 1))
    if part.head in {"quarter", "half", "season"}:
        return part_of(part.head, part.word(0), year, country)
    if part.head == "monthday":
        return Period("D", date(year, int(part.word(0)), int(part.word(1))))
    return nth_day(part, year) if part.head == "nth" else None


def _mod(form: Form, context: Context) -> When | None:
    name = form.word(1)
    inner = replace(context, closing=True) if name == "END" else context
    when = evaluate(form.arguments[0], inner)
    if when is None or when.first is None or when.last is None:
        return when
    third = (when.last - when.first).days // 3
    first, last = when.first, when.last
    if name == "START":
        last = first + timedelta(days=third)
        if context.anchor is not None and first <= context.anchor <= when.last:
            last = context.anchor
    elif name == "MID":
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    elif name == "END":
        first = last - timedelta(days=third)
    if name not in {"START", "MID", "END"}:
        return replace(when, edtf=about(when.edtf))
    unit = when.period.unit if when.period is not None else ""
    return replace(when, first=first, last=last, edtf=roughly(unit, first, last) or when.edtf)


def _at(form: Form, context: Context) -> When | None:
    day, clock = evaluate(form.arguments[0], context), clock_of(form.arguments[1])
    if day is None or clock is None or (day.period is not None and day.period.unit != "D"):
        return None
    return _timed(day, clock)


def _timed(day: When, clock: str) -> When:
    if day.period is None or day.period.unit != "D":
        head = "XXXX-XX-XX" if day.period is None else f"{day.timex}-XX"
        return When(head + clock, used=day.used)
    value = f"{day.timex}{clock}"
    # News corpora write the clock time of the place in TIMEX3, without its offset.
    timex = _OFFSET.sub("", value)
    return replace(day, timex=timex, value=value, edtf=_exact(value) or day.edtf)


def _exact(value: str) -> str:
    """Write a day with a clock time in full, as EDTF asks; empty for a part of the day."""
    match = _DAY_TIME.fullmatch(value)
    if match is None:
        return ""
    day, hour = match["day"], match["time"][:2]
    if hour == "24":
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    seconds = match["seconds"] or ":00"
    return f"{day}T{'00' if hour == '24' else hour}{match['time'][2:]}{seconds}{match['zone']}"


def _clock(form: Form, context: Context) -> When | None:
    clock = clock_of(form.arguments[0])
    if clock is None:
        return None
    told = context.told
    if told is not None and told.unit == "D":
        day = _next_day(told) if context.evening and _SMALL_HOURS.match(clock) else told
        return _timed(reckoned(day, "told"), clock)
    if context.anchor is not None and not context.history:
        return _timed(reckoned(Period("D", context.anchor), "anchor"), clock)
    return When("XXXX-XX-XX" + clock)


def _next_day(day: Period) -> Period:
    return replace(day, first=day.first + timedelta(days=1))


def _range(form: Form, context: Context) -> When | None:
    left, right = _ends(form, context)
    if left is None or right is None:
        return None
    if left.first is None or right.last is None or right.last < left.first:
        return When("") if left.first is None or right.last is None else None
    both = f"{left.value}/{right.value}"
    edtf = f"{left.edtf}/{right.edtf}"
    used = left.used or right.used
    return When(both, both, edtf, left.first, right.last, left.period, used)


def _ends(form: Form, context: Context) -> tuple[When | None, When | None]:
    """Resolve both ends; the one without a year takes it from the other."""
    start, end = form.arguments[0], form.arguments[1]
    if _YEARLESS.match(start.head) and not _YEARLESS.match(end.head):
        right = evaluate(end, context)
        if right is None or right.period is None:
            return evaluate(start, context), right
        year = right.period.first.year
        left = evaluate(start, replace(context, year=year))
        if left is not None and left.first is not None and left.first > right.period.last:
            left = evaluate(start, replace(context, year=year - 1))
        return left, right
    left = evaluate(start, context)
    if left is None or left.period is None:
        return left, evaluate(end, context)
    onward = replace(context, told=left.period, scene=left.period, history=True)
    right = evaluate(end, onward if _YEARLESS.match(end.head) else context)
    return left, right


def _short_range(form: Form, context: Context) -> When | None:
    start, end = form.word(0), form.word(1)
    if not (start.isdecimal() and end.isdecimal()) or len(end) >= len(start):
        return None
    whole = start[: -len(end)] + end
    if int(whole) <= int(start):
        return None
    return _range(Form("range", (Form(start), Form(whole)), call=True), context)


_COMPOSED: dict[str, Callable[[Form, Context], When | None]] = {
    "near": _near,
    "within": _within,
    "inyear": _in_year,
    "mod": _mod,
    "at": _at,
    "clock": _clock,
    "range": _range,
    "shortrange": _short_range,
}
_PARTS: dict[str, Callable[[Form, Context], When | None]] = {
    name: partial(handler, evaluate) for name, handler in PARTS.items()
}
_HANDLERS = RECKONED | FIXED | NAMED | FISCAL | _COMPOSED | _PARTS
