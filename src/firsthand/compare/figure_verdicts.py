"""How do the figures that are said of one thing stand to one another?"""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from firsthand.compare.amounts import ROUNDING, amount, bounds_agree, digits, same_value, scale
from firsthand.compare.relate import comparable, relate_values, step
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import Bound, Figure
from firsthand.model.reason import Reason
from firsthand.model.story import Comparison, Verdict, Version

FIGURE_RULE = "claims/figure@2"
"""The rule of claims that this module makes."""

HALF = 0.5 + 1e-9
"""Share of the step of its last digit that a rounded number is off at most."""

STEPS_APART = 2
"""Steps of the coarser last digit, noughts aside, by which an approximate number is off."""

_PRINTED = frozenset({Bound.EXACT, Bound.APPROXIMATE})

HUNDRED, LOOSE_ROUNDING = 100, 0.025
"""A count in full hundreds that is so near another may be the same, rounded ("600" for 612)."""


def figure_claim(case: Case, figures: Sequence[Figure], title: str = "") -> Comparison:
    """Make one claim of figures that are said of one thing.

    Args:
        case: the event's reports.
        figures: of one or more reports.
        title: what they measure, where it is known.

    Returns:
        Only here, agree (one value, rounding aside), more detail (a bound), or differ in the
        number.
    """
    versions = list(_versions(case, figures))
    if all(
        same_value(one, other) or prints_rounded(one, other)
        for one, other in combinations(figures, 2)
    ):
        versions = [version(case, versions[0].value, (figure.span for figure in figures))]
    spans = [figure.span for figure in figures]
    values = [v.value for v in versions]
    left, right = values[0], values[-1]
    if reports_of(spans) < 2:  # noqa: PLR2004 - a comparison takes two
        verdict, slot = Verdict.ONLY_HERE, ""
    elif len(versions) == 1:
        verdict, slot = Verdict.AGREE, ""
    elif all(
        same_value(one, other)
        or _rounds(one, other)
        or (bounds_agree(one, other) and not _printed_apart(one, other))
        for one, other in combinations(figures, 2)
    ):
        verdict, slot = Verdict.MORE_DETAIL, ""
    else:
        verdict, slot = Verdict.DIFFER, "number"
    reason = Reason(FIGURE_RULE, None, left, right, _told(figures))
    return comparison(case, title or title_of(figures), "number", verdict, versions, reason, slot)


def _rounds(left: Figure, right: Figure) -> bool:
    """Tell whether one number is the other, rounded to hundreds or as its digits say."""
    low, high = sorted((left.value, right.value))
    hundreds = low >= HUNDRED and (low % HUNDRED == 0) != (high % HUNDRED == 0)
    if hundreds and high - low <= LOOSE_ROUNDING * high:
        return True
    return prints_rounded(left, right)


def _printed_apart(left: Figure, right: Figure) -> bool:
    """Tell whether two numbers, one of them approximate, are too far apart for their digits.

    Who says "about 94 million" has not heard of 97 million, who says "about 90 million" may have.
    """
    if {left.bound, right.bound} - _PRINTED or not comparable(left, right):
        return False
    if not left.value or not right.value:
        return False
    coarsest = max(_grain(figure) * scale(figure) for figure in (left, right))
    return STEPS_APART * coarsest < abs(amount(left) - amount(right)) * (1 - ROUNDING)


def _grain(figure: Figure) -> float:
    """Reckon the step of the last digit that is no nought: ten millions for "90 million"."""
    return float(10 ** (math.floor(math.log10(abs(figure.value))) + 1 - digits(figure)))


def prints_rounded(left: Figure, right: Figure) -> bool:
    """Tell whether one number is the other, rounded as its printed digits say.

    Args:
        left: any figure.
        right: another.

    Returns:
        True for "1.2 billion" and "1.15 billion" of one unit.
    """
    if not comparable(left, right) or {left.bound, right.bound} - _PRINTED:
        return False
    one, other = (step(figure) * scale(figure) for figure in (left, right))
    apart = abs(amount(left) - amount(right))
    return one != other and apart <= HALF * max(one, other)


def _told(figures: Sequence[Figure]) -> str:
    """Say how the smallest figure stands to the largest."""
    low = min(figures, key=lambda f: (amount(f), f.span))
    high = max(figures, key=lambda f: (amount(f), f.span))
    if low.span == high.span or not comparable(low, high):
        return ""
    related = relate_values(low, high)
    return ": ".join(part for part in (related.standing.value, related.reason.detail) if part)


def _versions(case: Case, figures: Sequence[Figure]) -> Iterator[Version]:
    left = sorted(figures, key=lambda figure: (amount(figure), figure.span))
    while left:
        same = [figure for figure in left if same_value(left[0], figure)]
        left = [figure for figure in left if figure not in same]
        best = min(same, key=lambda figure: (len(figure.span.quote), figure.span))
        yield version(case, best.span.quote, (figure.span for figure in same))


def title_of(figures: Sequence[Figure]) -> str:
    """Say in a few words what figures measure.

    Args:
        figures: at least one.

    Returns:
        The thing measured, the unit and the place, as far as they are known.
    """
    named = [f.measured.value for f in figures if f.measured.value]
    unit = figures[0].unit.canonical or figures[0].unit.surface
    head = min(named, key=lambda text: (len(text), text)) if named else ""
    place = next((f.place.value for f in figures if f.place.value), "")
    label = " ".join(part for part in (head, f"({unit})" if unit and unit != head else "") if part)
    return f"{label or figures[0].span.quote}{f', {place}' if place else ''}"
