"""Where on a strip of time does each mark stand, by day, month and year?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from firsthand.serve.views.wording import MONTHS

INSET = 3.0
"""Per cent of the strip's width left free at each end."""
SMALL, GROWTH, LARGE = 6.0, 2.0, 11.0
"""Radius of a mark of one thing, what more things add (by square root), and the most."""
APART = 11.0
"""Per cent of the width that the words of two ticks need."""
GRAINS = ("day", "month", "year")
MONTHLY = 730
"""Days up to which ticks stand at months and not at years."""

Days = tuple[date, date]
"""The first and the last day that a date may mean."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Alike things on one day, or in one month or year, in per cent of the strip's width."""

    kind: str
    x: float
    radius: float
    """in pixels"""
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A date that is known no better than an interval."""

    kind: str
    x: float
    end: float


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a month or a year begins; only some ticks have words."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """All marks, by the grain that they are counted in."""

    dots: tuple[tuple[str, tuple[Dot, ...], tuple[Bar, ...]], ...]
    """(grain, dots, bars): a bar is left out where one month or year holds it"""
    ticks: tuple[Tick, ...]
    first: date
    last: date


def draw_strip(marks: Sequence[tuple[str, Days]]) -> Strip | None:
    """Draw marks on a strip of time.

    Args:
        marks: (kind, days) of each.

    Returns:
        The strip; None without any mark.
    """
    if not marks:
        return None
    first = min(days[0] for _, days in marks)
    last = max(days[1] for _, days in marks)
    scale = _Scale(first, last)
    drawn = tuple((grain, *_at(grain, marks, scale)) for grain in GRAINS)
    return Strip(drawn, tuple(_ticks(scale)), first, last)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def put(self, day: date, share: float = 0.5) -> float:
        """Place a day, or a share of the way through it."""
        whole = (self.last - self.first).days + 1
        passed = (day - self.first).days + share
        inside = min(1.0, max(0.0, passed / whole))
        return round(INSET + (100 - 2 * INSET) * inside, 2)


def _period(grain: str, day: date) -> Days:
    """Find the day, month or year that holds a day."""
    if grain == "day":
        return day, day
    if grain == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    ahead = date(day.year, day.month, 28) + timedelta(days=4)
    return date(day.year, day.month, 1), ahead - timedelta(days=ahead.day)


def _at(
    grain: str, marks: Iterable[tuple[str, Days]], scale: _Scale
) -> tuple[tuple[Dot, ...], tuple[Bar, ...]]:
    counted: Counter[tuple[str, date, date]] = Counter()
    bars: set[Bar] = set()
    for kind, (first, last) in marks:
        low, high = _period(grain, first)
        if last <= high:
            counted[kind, low, high] += 1
        else:
            bars.add(Bar(kind, scale.put(first, 0), scale.put(last, 1)))
    dots = [
        Dot(kind, _middle(low, high, scale), _radius(number), number)
        for (kind, low, high), number in sorted(counted.items())
    ]
    return tuple(dots), tuple(sorted(bars, key=lambda bar: (bar.kind, bar.x, bar.end)))


def _middle(low: date, high: date, scale: _Scale) -> float:
    return round((scale.put(low, 0) + scale.put(high, 1)) / 2, 2)


def _radius(number: int) -> float:
    return round(min(LARGE, SMALL + GROWTH * sqrt(number - 1)), 1)


def _ticks(scale: _Scale) -> Iterable[Tick]:
    monthly = (scale.last - scale.first).days <= MONTHLY
    begins = [
        date(year, month, 1)
        for year in range(scale.first.year, scale.last.year + 1)
        for month in (range(1, 13) if monthly else (1,))
    ]
    told = -APART
    for day in begins:
        if not scale.first < day <= scale.last:
            continue
        x = scale.put(day, 0)
        words = ""
        if x - told >= APART and x <= 100 - APART / 2:
            words = str(day.year) if day.month == 1 else MONTHS[day.month - 1][:3]
            told = x
        yield Tick(x, words)
