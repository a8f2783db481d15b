"""How do two figures stand to each other: same, finer, in conflict, or slipped by a unit?"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from firsthand.compare.amounts import (
    amount,
    digits,
    one_unit,
    other_period,
    read_alike,
    same_unit,
    scale,
    shares_measure,
)
from firsthand.model.items import Bound, Figure
from firsthand.model.reason import Reason

_DIGITS = re.compile(r"\d[\d.,'’ \u00a0\u202f]*\d|\d")
_EQUAL = 1e-9
"""Relative difference of two readings of one number in two units."""
_DECIMAL = 10.0
_SLIPS = (10.0, 100.0, 1000.0, 1e4, 1e6, 1e8)
"""Factors of slips in scale words: 亿 read as billion is 10, million for billion 1000, 万 1e4."""
_MASS_SLIPS = (2.0, 500.0, 2000.0)
"""And of the jin, half a kilogram, read as kilogram, gram or tonne."""
_JIN = "jin"
_MASS = "kg"
_ROUNDED = 0.05
"""Relative error of two digits, the most that a slip may be off its factor."""
_SLIP_DIGITS = 2
"""Significant digits that two numbers need before a round factor between them is no chance."""
_POINTS = frozenset({"percent", "percentage point"})

ROUNDING_RULE = "relate/rounding@1"
"""The rule of a number that is another, rounded as its printed digits say."""


class Standing(StrEnum):
    """How one figure stands to another."""

    SAME = "same"
    COMPATIBLE = "compatible"
    REFINES = "refines"
    REFINED = "refined by"
    CONFLICTS = "conflicts"
    SCOPE = "scope differs"
    SLIP = "unit slip suspected"
    OTHER = "other things"


MIRROR = {Standing.REFINES: Standing.REFINED, Standing.REFINED: Standing.REFINES}
"""What a standing becomes seen from the other side; the rest stay as they are."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The values that a printed number can stand for, in the unit of comparison."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def holds(self, other: "Spread") -> bool:
        """Tell whether every value of another spread is one of this.

        Args:
            other: a spread.

        Returns:
            True for equal spreads too.
        """
        under = self.low < other.low or (
            self.low == other.low and (not self.low_open or other.low_open)
        )
        over = self.high > other.high or (
            self.high == other.high and (not self.high_open or other.high_open)
        )
        return under and over

    def meets(self, other: "Spread") -> bool:
        """Tell whether some value belongs to both.

        Args:
            other: a spread.

        Returns:
            True when they share at least a point.
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        return not any(
            (s.low == low and s.low_open) or (s.high == high and s.high_open) for s in (self, other)
        )

    def times(self, factor: float) -> "Spread":
        """Multiply both ends.

        Args:
            factor: a positive number.

        Returns:
            The scaled spread.
        """
        return Spread(self.low * factor, self.high * factor, self.low_open, self.high_open)


@dataclass(frozen=True, slots=True)
class Related:
    """A standing with the rule and the two values it rests on."""

    standing: Standing
    reason: Reason


def relate(left: Figure, right: Figure) -> Related:
    """Relate two figures by what they measure, where, when and how much.

    Args:
        left: any figure.
        right: another.

    Returns:
        The numbers' standing where their slots agree; "scope differs" for one number said of
        other things, places or times; "other things" for two numbers of other things.
    """
    differing = _differing(left, right)
    if not same_unit(left, right):
        slip = _points_slip(left, right)
        return slip or _related(Standing.OTHER, "unit", left, right)
    found = relate_values(left, right)
    if not differing:
        return found
    if found.standing is Standing.SAME:
        return _related(Standing.SCOPE, "scope", left, right, ", ".join(differing))
    return _related(Standing.OTHER, "scope", left, right, ", ".join(differing))


def relate_values(left: Figure, right: Figure) -> Related:
    """Relate the numbers of two figures of one unit, whatever they are said of.

    Args:
        left: any figure.
        right: another of the same dimension.

    Returns:
        Same, refines (an exact number inside a bound, a range or a rounding), compatible (bounds
        overlap), unit slip, or conflicts.
    """
    if Bound.SCORE in (left.bound, right.bound):
        pairs = [(f.value, f.value_max) for f in (left, right)]
        alike = Standing.SAME if pairs[0] == pairs[1] else Standing.CONFLICTS
        return _related(alike, "score", left, right)
    one, other = read_alike(left, right)
    if one is not left or other is not right:
        standing, rule = _standing(one, other)
        if standing is not Standing.CONFLICTS:
            return _related(standing, rule, left, right, f"both read as {one.unit.canonical}")
    standing, rule = _standing(left, right)
    factor = slip(left, right) if standing is Standing.CONFLICTS else None
    if factor is not None:
        return _related(Standing.SLIP, "factor", left, right, f"factor {factor:g}")
    return _related(standing, rule, left, right)


def _standing(left: Figure, right: Figure) -> tuple[Standing, str]:
    """Set the values that two numbers can stand for side by side."""
    one, other = spread(left), spread(right)
    printed = left.bound is right.bound and left.value_max is None and right.value_max is None
    if _near(one, other) or (printed and _close(amount(left), amount(right))):
        return Standing.SAME, "value"
    if other.holds(one):
        return Standing.REFINES, _rule(right)
    if one.holds(other):
        return Standing.REFINED, _rule(left)
    return (Standing.COMPATIBLE, "bounds") if one.meets(other) else (Standing.CONFLICTS, "value")


def spread(figure: Figure) -> Spread:
    """Reckon which values a printed number can stand for.

    Args:
        figure: any.

    Returns:
        Its bounds; an exact number reaches half a step of its last printed digit either way, an
        approximate one at least that far. Counts without a scale word are exact.
    """
    factor = scale(figure)
    if figure.bound in {Bound.EXACT, Bound.APPROXIMATE} and figure.value_max is None:
        reach = step(figure) / 2
        low, high = figure.value - reach, figure.value + reach
        if figure.bound is Bound.APPROXIMATE:
            low = low if figure.low is None else min(low, figure.low)
            high = high if figure.high is None else max(high, figure.high)
        return Spread(min(low * factor, high * factor), max(low * factor, high * factor))
    low = -math.inf if figure.low is None else figure.low * factor
    high = math.inf if figure.high is None else figure.high * factor
    if factor < 0:
        return Spread(high, low, figure.high_open, figure.low_open)
    return Spread(low, high, figure.low_open, figure.high_open)


def step(figure: Figure) -> float:
    """Reckon the step of the last printed digit: 100,000 for "3.1 million".

    Args:
        figure: any.

    Returns:
        The step in the printed unit; 0 for an exact count without a scale word.
    """
    rounded = figure.bound is Bound.APPROXIMATE
    value = abs(figure.value)
    match = _DIGITS.search(figure.span.quote)
    mantissa = int("".join(filter(str.isdecimal, match[0]))) if match else 0
    size = value / mantissa if mantissa and value else 0.0
    counted = not figure.unit.si_unit and not figure.unit.canonical.isupper()
    if not size or (size == 1.0 and rounded):
        tens = _tens(value)
        return tens if rounded or tens >= _DECIMAL**3 else 0.0 if counted else min(tens, 1.0)
    return 0.0 if size == 1.0 and counted else size


def _tens(value: float) -> float:
    """Return the largest power of ten that divides a whole number; 1 for the rest."""
    size = 1.0
    while value and value % (size * _DECIMAL) == 0:
        size *= _DECIMAL
    return size


def slip(left: Figure, right: Figure) -> float | None:
    """Find the round factor that parts two numbers like a slip in a unit or scale word.

    Args:
        left: any figure.
        right: another of the same dimension.

    Returns:
        10 for 亿 read as billion, 1000 for million and billion, 500 and 2000 for the jin; None
        for no such factor or numbers too short to tell.
    """
    if min(digits(left), digits(right)) < _SLIP_DIGITS or amount(left) * amount(right) <= 0:
        return None
    low, high = sorted((left, right), key=lambda figure: abs(amount(figure)))
    small, large = spread(low), spread(high)
    mass = left.unit.si_unit == _MASS and _JIN in (left.unit.canonical, right.unit.canonical)
    factors = (*_SLIPS, *_MASS_SLIPS) if mass else _SLIPS
    ratio = amount(high) / amount(low)
    for factor in factors:
        if math.isclose(ratio, factor, rel_tol=_ROUNDED) and small.times(factor).meets(large):
            return factor
    return None


def _points_slip(left: Figure, right: Figure) -> Related | None:
    """Suspect one number told once in percent and once in percentage points."""
    units = {left.unit.canonical, right.unit.canonical}
    if units != _POINTS or not math.isclose(left.value, right.value, rel_tol=_EQUAL):
        return None
    return _related(Standing.SLIP, "points", left, right, "percent or percentage points")


def _differing(left: Figure, right: Figure) -> list[str]:
    """Name the slots that are known of both and do not agree."""
    found = []
    both_measure = bool(left.measured.value and right.measured.value)
    if both_measure and not shares_measure(left, right):
        found.append("measured")
    places = left.place.value.casefold(), right.place.value.casefold()
    if all(places) and places[0] != places[1]:
        found.append("place")
    if other_period(left, right):
        found.append("period")
    if left.basis.value != right.basis.value:
        found.append("basis")
    return found


def _near(one: Spread, other: Spread) -> bool:
    return (
        _close(one.low, other.low)
        and _close(one.high, other.high)
        and (one.low_open, one.high_open) == (other.low_open, other.high_open)
    )


def _close(one: float, other: float) -> bool:
    return one == other or math.isclose(one, other, rel_tol=_EQUAL)


def _rule(wider: Figure) -> str:
    """Say why a figure is the wider one: it is bounded, a range, or rounded."""
    if wider.value_max is not None:
        return "range"
    return "rounding" if wider.bound in {Bound.EXACT, Bound.APPROXIMATE} else "bound"


def _related(
    standing: Standing, rule: str, left: Figure, right: Figure, detail: str = ""
) -> Related:
    reason = Reason(f"relate/{rule}@1", None, left.span.quote, right.span.quote, detail)
    return Related(standing, reason)


def comparable(left: Figure, right: Figure) -> bool:
    """Tell whether the numbers of two figures can be set against each other.

    Args:
        left: any figure.
        right: another.

    Returns:
        True for one unit or dimension, and for neither being a bare word of quantity.
    """
    return one_unit(left, right) and Bound.VAGUE not in (left.bound, right.bound)
