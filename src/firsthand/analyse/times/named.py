"""On which days do wars, congresses, plans and movable feasts fall that are known by name?"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from firsthand.analyse.times.context import Context, When, base_day, unknown
from firsthand.analyse.times.forms import Form
from firsthand.analyse.times.periods import Period, move
from firsthand.analyse.times.reckon import distance
from firsthand.lang import ANY, lexicon

_OPEN = ".."

_SHORT = 92
"""Days that an event may last which "since" begins to count from."""

_ONLY_CHINA = {"party-congress": 14, "plan": 13}
"""From this number on no other country has had as many."""


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(lexicon(ANY, "periods")[name])


def _named(form: Form, context: Context) -> When | None:
    text = _table("named").get(form.word(0))
    return None if text is None else span_of(text, context.anchor)


def _series(form: Form, context: Context) -> When | None:
    """Resolve the N-th of a row of congresses or plans, by the country the sentence names."""
    key, number = form.word(0), form.word(1)
    if key in {"party-congress", "plan"}:
        sure = number.isdecimal() and int(number) >= _ONLY_CHINA[key]
        country = context.country or ("CN" if sure else "")
        key = f"{country.lower()}-{key.removeprefix('party-')}"
        if key not in _table("series"):
            return unknown("")
    term = _table("terms").get(key)
    if term is None:
        text = _table("series").get(key, {}).get(number)
        return None if text is None else span_of(text, context.anchor)
    count = int(number) - term["first"]
    if count < 0:
        return None
    first = move("Y", date.fromisoformat(term["begins"]), count * term["years"])
    last = move("Y", first, term["years"]) - timedelta(days=1)
    return _written(f"{first}/{last}", first, last)


def _since(form: Form, context: Context) -> When | None:
    """Resolve "since" a short event: the time from its first day on.

    Of a long one "since" may mean its beginning or its end, so that it stays the event's name.
    """
    inner = form.arguments[0]
    when = NAMED[inner.head](inner, context) if inner.head in NAMED else None
    if when is None or when.first is None:
        return None
    still = when.value.endswith(_OPEN)
    if not still and (when.last is None or (when.last - when.first).days > _SHORT):
        return None
    return span_of(f"{when.first}/{_OPEN}", context.anchor)


def span_of(text: str, today: date | None) -> When:
    """Read a period of the data file.

    Args:
        text: a day, month or year, or two of them with a slash; ".." ends an open period.
        today: the day of writing: the last known day of an open period.

    Returns:
        What it means.
    """
    start, _, end = text.partition("/")
    first = _edge(start, last=False)
    if end == _OPEN:
        return _written(text, first, today if today is not None and today >= first else None)
    return _written(text, first, _edge(end or start, last=True))


def _edge(text: str, *, last: bool) -> date:
    parts = [int(part) for part in text.split("-")]
    first = date(*[*parts, 1, 1][:3])
    if not last or len(parts) == 3:  # noqa: PLR2004 - year, month and day
        return first
    return move("M" if len(parts) == 2 else "Y", first, 1) - timedelta(days=1)  # noqa: PLR2004


def _written(text: str, first: date, last: date | None) -> When:
    return When(text, text, text, first, last)


def _feast(form: Form, context: Context) -> When | None:
    """Choose the year of a feast that is printed without one."""
    base, used = base_day(context)
    if base is None:
        return unknown("XXXX")
    options = [feast_in(form, base.year + n, used) for n in (-1, 0, 1)]
    known = [option for option in options if option is not None and option.first is not None]
    if not known:
        return unknown("XXXX")

    def gap(option: When) -> tuple[float, date]:
        first = option.first or base
        if first <= base <= (option.last or first):
            return 0.0, first
        return distance(Period("D", first), base, context), first

    return min(known, key=gap)


def feast_in(form: Form, year: int, used: str = "") -> When | None:
    """Find a movable feast in a year.

    Args:
        form: feast(name), with a number of days after it and a length in days.
        year: the year.
        used: what the year was reckoned from.

    Returns:
        Its days; None when they are not known for the year.
    """
    name, offset, length = form.word(0), int(form.word(1) or 0), int(form.word(2) or 0)
    if name in _COMPUTED:
        day = _COMPUTED[name](year)
    else:
        table = _table("feast").get(name)
        listed = [] if table is None else [d for d in table["days"] if d.startswith(f"{year:04}")]
        if table is None or not listed:
            return None
        day, length = date.fromisoformat(listed[0]), length or table.get("length", 1)
    first = day + timedelta(days=offset)
    if length <= 1:
        text = first.isoformat()
        return When(text, text, text, first, first, Period("D", first), used)
    last = first + timedelta(days=length - 1)
    text = f"{first}/{last}"
    return When(text, text, text, first, last, None, used)


def easter(year: int) -> date:
    """Reckon Easter Sunday (the anonymous Gregorian rule; Meeus, Astronomical Algorithms, ch. 8).

    Args:
        year: a year of the Gregorian calendar.

    Returns:
        The day.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Reckon the Easter Sunday of the Julian rule, in the Gregorian calendar (Meeus, ch. 8).

    Args:
        year: a year.

    Returns:
        The day.
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian = date(year, month, day + 1)
    return julian + timedelta(days=year // 100 - year // 400 - 2)


_COMPUTED: dict[str, Callable[[int], date]] = {
    "easter": easter,
    "orthodox-easter": orthodox_easter,
}

NAMED: dict[str, Callable[[Form, Context], When | None]] = {
    "named": _named,
    "series": _series,
    "feast": _feast,
    "since": _since,
}
"""How each form that stands for a name is resolved."""
