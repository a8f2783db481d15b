"""What tells of two figures that they are said of two happenings, places, times or groups?"""

import re
from collections.abc import Sequence

from firsthand.compare.amounts import ends, is_count, one_unit, other_period, words
from firsthand.compare.placed_figures import Placed, of_other_years
from firsthand.model.items import Change, Place

_WHOLE = frozenset({"country", "admin1"})
_FINE = frozenset({"country", "admin1", "city"})
_MOVES = frozenset({Change.UP, Change.DOWN})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def told_apart(left: Placed, right: Placed) -> bool:
    """Tell whether two different values are surely no two readings of one thing.

    Two numbers are set against each other only where nothing around them says that they are of
    another place, another time or another group of people or things.

    Args:
        left: a figure.
        right: one of another report.

    Returns:
        True where the words tell two places, two times, a goal beside a fact, a rise beside a
        fall, a whole beside what was counted each year, or two groups of what is counted.
    """
    one, other = left.figure, right.figure
    return (
        other_places(left.places, right.places)
        or other_period(one, other)
        or _not_yet(left, right)
        or _not_yet(right, left)
        or of_other_years(left, right)
        or left.replaced != right.replaced
        or (bool(one.unit.si_unit) and one.basis.value != other.basis.value)
        or (one.change is not other.change and {one.change, other.change} == _MOVES)
        or _differ(one.accumulation.value, other.accumulation.value)
        or (left.language == right.language and _other_group(left, right))
        or _other_way(left, right)
    )


def other_places(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Tell whether two sentences are of two places.

    Args:
        ours: places named in one sentence.
        theirs: in another.

    Returns:
        False where one names none, or one of a place may lie in one of the other.
    """
    return (
        bool(ours)
        and bool(theirs)
        and not any(_may_lie(one, other) for one in ours for other in theirs)
    )


def _may_lie(one: Place, other: Place) -> bool:
    """Tell whether two places may be one, or one lies in the other."""
    if one.key == other.key:
        return True
    if not {one.level, other.level} <= _FINE:
        return True
    if one.country != other.country:
        return False
    if "country" in (one.level, other.level):
        return True
    return one.level != other.level and (not one.admin1 or one.admin1 == other.admin1)


def _not_yet(left: Placed, right: Placed) -> bool:
    """Tell whether one figure is of a day after the one on which the other was printed."""
    start = _DAY.match(ends(left.figure.period.value)[0])
    printed = _DAY.match(right.report.metadata.published.value)
    if right.figure.period.value or start is None or printed is None:
        return False
    return start.group() > printed.group()


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _other_way(left: Placed, right: Placed) -> bool:
    """Tell whether two lengths are of ways from two places to a third: "30 miles west of it"."""
    if left.figure.unit.si_unit != "m" or left.language != right.language:
        return False
    return bool(left.names - right.names) and bool(right.names - left.names)


def _other_group(left: Placed, right: Placed) -> bool:
    """Tell whether two counts are of things of which each has a word that the other lacks."""
    one, other = left.figure, right.figure
    if not (is_count(one) and is_count(other)) or one_unit(one, other):
        return False
    ours, theirs = words(one.unit.canonical), words(other.unit.canonical)
    return bool(ours and theirs) and not (ours <= theirs or theirs <= ours)
