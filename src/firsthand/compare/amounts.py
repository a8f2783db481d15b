"""Have two figures one unit, one value and one time, and do they measure one thing?"""

import math
import re
from dataclasses import replace
from datetime import date

from firsthand.model.items import Bound, Figure

ROUNDING = 0.005
"""Two printed values within half a per cent are one value, differently rounded."""

CALENDAR = 0.02
"""Three months and 90 days are one length of time, two per cent apart."""

SMALL = 12
"""Small counts are often equal by chance, so they need the likeness of different values' half."""

RARE_DIGITS = 3
"""A value with so many significant digits is hardly printed twice of two things."""

LOOSE_APART = 0.1
"""Two approximate values that are further apart than this share of the larger differ."""

_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]{3,}|(?=([\u3040-\u9fff]{2}))")
_LOOSE = frozenset({Bound.APPROXIMATE, Bound.NEARLY, Bound.VAGUE})
_LENGTHS = frozenset({"s", "a", "1"})
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_CALENDAR = re.compile(r"\d{4}(?:-\d\d|$)")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
THOUSAND = 1000
"""A scale word apart."""
WEEK = 7
"""Days of a week."""


def amount(figure: Figure) -> float:
    """Give a figure's value in the unit in which figures are compared.

    Args:
        figure: any.

    Returns:
        The SI value where its unit has one, else the printed value.
    """
    return figure.value if figure.unit.si_value is None else figure.unit.si_value


def scale(figure: Figure) -> float:
    """Give the factor from a figure's printed value to the one that is compared.

    Args:
        figure: any.

    Returns:
        The factor; 1 where the unit has no SI value.
    """
    if figure.unit.si_value is None or not figure.value:
        return 1.0
    return figure.unit.si_value / figure.value


def one_unit(left: Figure, right: Figure) -> bool:
    """Tell whether two figures are told in one unit, or in units of one dimension.

    Args:
        left: any figure.
        right: another.

    Returns:
        True for miles and kilometres, false for men and houses.
    """
    one, other = left.unit, right.unit
    if one.si_unit or other.si_unit:
        return one.si_unit == other.si_unit
    return one.canonical == other.canonical


def same_unit(left: Figure, right: Figure) -> bool:
    """Tell whether two figures have one unit or count things that share a word.

    Args:
        left: any figure.
        right: another.

    Returns:
        True for "party leaders" and "leaders" too.
    """
    return one_unit(left, right) or (
        not (left.unit.si_unit or right.unit.si_unit)
        and bool(words(left.unit.canonical) & words(right.unit.canonical))
    )


def read_alike(left: Figure, right: Figure) -> tuple[Figure, Figure]:
    """Read a word of several units as the unit that the other figure is told in.

    Args:
        left: any figure.
        right: another.

    Returns:
        The two, one of them in another of its units where "ton" stands beside a metric or a short
        ton; else as they are.
    """
    if left.unit.canonical == right.unit.canonical:
        return left, right
    if right.unit.canonical in left.unit.alternatives:
        return _told_in(left, right), right
    if left.unit.canonical in right.unit.alternatives:
        return left, _told_in(right, left)
    return left, right


def _told_in(figure: Figure, other: Figure) -> Figure:
    unit = other.unit
    si = None if unit.si_value is None else figure.value * scale(other)
    read = replace(
        figure.unit,
        canonical=unit.canonical,
        si_value=si,
        si_unit=unit.si_unit,
        qudt=unit.qudt,
        ucum=unit.ucum,
    )
    return replace(figure, unit=read)


def same_value(left: Figure, right: Figure) -> bool:
    """Tell whether two figures print one value, rounding aside.

    Args:
        left: any figure.
        right: another of the same unit.

    Returns:
        True within half a per cent, at both ends of a range.
    """
    left, right = read_alike(left, right)
    near = ROUNDING
    if left.unit.si_unit == right.unit.si_unit == "s" and left.unit.canonical:
        near = ROUNDING if left.unit.canonical == right.unit.canonical else CALENDAR
    if not math.isclose(amount(left), amount(right), rel_tol=near, abs_tol=1e-12):
        return False
    most, least = left.value_max, right.value_max
    return most is None or least is None or math.isclose(most, least, rel_tol=ROUNDING)


def bounds_agree(left: Figure, right: Figure) -> bool:
    """Tell whether one value can lie inside both printed bounds.

    Args:
        left: any figure.
        right: another of the same unit.

    Returns:
        True for "87" and "more than 80"; never for two exact values.
    """
    if Bound.VAGUE in (left.bound, right.bound):
        return True
    left, right = read_alike(left, right)
    if left.bound in _LOOSE and right.bound in _LOOSE:
        one, other = amount(left), amount(right)
        return abs(one - other) <= LOOSE_APART * max(abs(one), abs(other))
    low = max(_times(f.low, scale(f), -math.inf) for f in (left, right))
    high = min(_times(f.high, scale(f), math.inf) for f in (left, right))
    return {left.bound, right.bound} != {Bound.EXACT} and low <= high


def _times(bound: float | None, factor: float, unbounded: float) -> float:
    return unbounded if bound is None else bound * factor


def is_count(figure: Figure) -> bool:
    """Tell a number of things from a sum of money and a measured size.

    Args:
        figure: any.

    Returns:
        True for bare numbers too.
    """
    return not figure.unit.si_unit and not figure.unit.canonical.isupper()


def is_rare(figure: Figure) -> bool:
    """Tell whether two reports of one event hardly print such a value by chance.

    Args:
        figure: any.

    Returns:
        True for sums of money and values of many digits.
    """
    money = figure.unit.canonical.isupper()
    return digits(figure) >= RARE_DIGITS or (money and figure.value > SMALL)


def digits(figure: Figure) -> int:
    """Count the significant digits of a printed value.

    Args:
        figure: any.

    Returns:
        How many, at most six; none for zero.
    """
    return len(f"{abs(figure.value):.6g}".replace(".", "").strip("0").partition("e")[0])


def speaks_of_one(left: Figure, right: Figure) -> bool:
    """Tell whether a shared unit says enough for two values to be two readings of one.

    Args:
        left: any figure.
        right: another.

    Returns:
        False for lengths of time, shares and bare numbers, and for a target beside a fact.
    """
    if not left.unit.canonical or left.unit.si_unit in _LENGTHS:
        return False
    return left.basis.value == right.basis.value or not left.unit.si_unit


def other_period(left: Figure, right: Figure) -> bool:
    """Tell whether two figures are said of two times that do not meet.

    Args:
        left: any figure.
        right: another.

    Returns:
        False where a time is unknown or a length.
    """
    one, other = left.period.value, right.period.value
    if not one or not other or "P" in (one[0], other[0]) or one_month(left, right):
        return False
    start, begin = (_printed(ends(period)[0], 1) for period in (one, other))
    end, last = (_printed(ends(period)[1], WEEK) for period in (one, other))
    size = min(len(end), len(begin))
    width = min(len(last), len(start))
    return end[:size] < begin[:size] or last[:width] < start[:width]


def one_month(left: Figure, right: Figure) -> bool:
    """Tell whether two figures are said of one month or day whose year neither report prints.

    Args:
        left: any figure.
        right: another.

    Returns:
        True for "in December" in both, though one was reckoned to be the December before.
    """
    one, other = left.period.value, right.period.value
    if len(one) < len("2024-10") or one[4:] != other[4:] or not _CALENDAR.match(one):
        return False
    told = (left.period.spans, right.period.spans)
    return all(told) and not any(_YEAR.search(span.quote) for spans in told for span in spans)


def _printed(moment: str, weekday: int) -> str:
    """Give a moment as year, month and day, as far as it is known; of a week one of its days."""
    week = _WEEK.match(moment)
    if week:
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), weekday).isoformat()
        except ValueError:
            return week[1]
    # Seasons, quarters and halves have no order beside months.
    return moment if _CALENDAR.match(moment) else moment[: len("2024")]


def ends(period: str) -> tuple[str, str]:
    """Part a period into its first and its last moment.

    Args:
        period: a normalised value, "a/b" for an interval.

    Returns:
        Both ends, the same for a single moment.
    """
    first, _, last = period.partition("/")
    return first, last or first


def moved_on(one: Figure, other: Figure) -> bool:
    """Tell whether one of two figures is said to have moved from the other: "from 4 to 6 billion".

    Args:
        one: any figure.
        other: of this report or another.

    Returns:
        True where the number that it moved from has the other's unit and digits.
    """
    return one_unit(one, other) and (_from(one, other) or _from(other, one))


def _from(figure: Figure, other: Figure) -> bool:
    if other.span in figure.base.spans:
        return True
    told, base = (_NUMBER.findall(text) for text in (other.span.quote, figure.base.value))
    if not base or told[:1] != base[:1]:
        return False
    low, high = sorted((abs(amount(figure)), abs(amount(other))))
    return 0 < high < THOUSAND * low


def shares_measure(left: Figure, right: Figure) -> bool:
    """Tell whether what two figures measure or count shares a word.

    Args:
        left: any figure.
        right: another.

    Returns:
        True for "grain output" and "output of grain".
    """
    one = words(f"{left.measured.value} {left.unit.canonical}")
    other = words(f"{right.measured.value} {right.unit.canonical}")
    return bool(one & other)


def words(text: str) -> set[str]:
    """Name a text's words without plural ending, and its pairs of Han characters.

    Args:
        text: any.

    Returns:
        The words.
    """
    found = _WORD.finditer(text.casefold())
    return {match[1] or match[0].removesuffix("s") for match in found}
