"""Which figures of two reports in two languages are said of one thing?"""

from collections.abc import Iterator, Sequence

from firsthand.compare.abroad import Facing, anchor_of
from firsthand.compare.amounts import (
    SMALL,
    amount,
    is_count,
    other_period,
    same_value,
)
from firsthand.compare.figure_verdicts import prints_rounded
from firsthand.compare.under import Under
from firsthand.model.items import Bound, Figure

LEAST_SHARED = 2
"""Other values and names that two sentences share before a small count is one, or two values are
two readings of one thing."""

SURELY_SHARED = 3
"""Values and names by which two sentences surely tell one thing, whatever else they hold."""

PAIR = 2
"""One and two are said of many things; a number from three on needs one value or name less."""

NEAREST = 1.5
"""Two readings of one thing are hardly farther apart than by this factor."""

LARGE = 1e5
"""Values from which a sum of money is taken for one with a currency that was not read."""

Pair = tuple[Figure, Figure, bool]
"""Two figures and whether they have one value."""


def pair_abroad(
    facing: Sequence[Facing], figures: Sequence[Figure], parts: Sequence[Figure]
) -> Iterator[Pair]:
    """Pair the figures of sentences in two languages that tell one thing.

    Args:
        facing: the sentences.
        figures: that may be paired.
        parts: those of them that count only a part; they are never set against another value.

    Yields:
        Figures of one value; and where each sentence has one figure left over in a unit that both
        may mean, and the value of neither stands in the other's report, two readings of one thing.
    """
    by_report: dict[str, list[Figure]] = {}
    for figure in figures:
        by_report.setdefault(figure.span.report, []).append(figure)
    under = {report: Under(told) for report, told in by_report.items()}
    apart = {figure.span for figure in parts}
    for each in facing:
        if not {each.left.report, each.right.report} <= set(under):
            continue
        ours = list(under[each.left.report].find(each.left))
        theirs = list(under[each.right.report].find(each.right))
        for one in tuple(ours):
            alike = [other for other in theirs if _one_value(one, other, each)]
            again = [other for other in ours if other is not one and same_value(one, other)]
            if len(alike) == 1 and not again:
                yield one, alike[0], True
                ours.remove(one)
                theirs.remove(alike[0])
        ours = [figure for figure in ours if figure.span not in apart]
        theirs = [figure for figure in theirs if figure.span not in apart]
        for one in ours:
            right = [figure for figure in theirs if _may_meet(one, figure, each)]
            left = [figure for figure in ours if right and _may_meet(figure, right[0], each)]
            if len(left) == len(right) == 1 and _two_readings(one, right[0], each):
                both = (by_report[one.span.report], by_report[right[0].span.report])
                if not any(same_value(one, f) for f in both[1] if one_class(one, f)) and not any(
                    same_value(right[0], f) for f in both[0] if one_class(one, f)
                ):
                    yield one, right[0], False


def left_over(ours: Sequence[Figure], theirs: Sequence[Figure]) -> bool:
    """Tell whether two sentences each hold a value of one class that the other lacks.

    Args:
        ours: the figures of one.
        theirs: of the other.

    Returns:
        True where one says 80 and 300 and the other 85: they may not agree.
    """
    lacking = [
        {class_of(f) for f in some if not any(one_class(f, g) and same_value(f, g) for g in others)}
        for some, others in ((ours, theirs), (theirs, ours))
    ]
    return bool(lacking[0] & lacking[1])


def one_class(left: Figure, right: Figure) -> bool:
    """Tell whether two figures may have one unit though its words are in two languages.

    Args:
        left: any figure.
        right: another.

    Returns:
        True for two counts, two sums in one currency, two sizes of one dimension.
    """
    return class_of(left) == class_of(right)


def class_of(figure: Figure) -> str:
    """Name the class of a figure's unit in words of no language.

    Args:
        figure: any.

    Returns:
        "count", the dimension of a size, or the code of a currency.
    """
    if is_count(figure):
        return "count"
    return figure.unit.si_unit or figure.unit.canonical


def _may_meet(one: Figure, other: Figure, facing: Facing) -> bool:
    """Tell whether two figures have one class and, where the sentences surely meet, are near."""
    if class_of(one) != class_of(other):
        return False
    if not facing.rendered and len(facing.shared) < SURELY_SHARED:
        return True
    low, high = sorted((abs(amount(one)), abs(amount(other))))
    return high <= NEAREST * low or prints_rounded(one, other)


def _one_value(one: Figure, other: Figure, facing: Facing) -> bool:
    """Tell whether two figures of sentences that tell one thing are one figure."""
    if not same_value(one, other) or other_period(one, other):
        return False
    if not one_class(one, other):
        # A currency, or what is counted, may be unread in one of the languages.
        bare = not one.unit.si_unit and not other.unit.si_unit and not (_is_money(one, other))
        return bare and abs(one.value) >= LARGE
    others = LEAST_SHARED if facing.rendered else len(facing.shared - {anchor_of(one)})
    if not is_count(one) or abs(one.value) > SMALL:
        return True
    return others >= (1 if abs(one.value) > PAIR else LEAST_SHARED)


def _is_money(one: Figure, other: Figure) -> bool:
    return one.unit.canonical.isupper() and other.unit.canonical.isupper()


def _two_readings(one: Figure, other: Figure, facing: Facing) -> bool:
    """Tell whether two different values may be two readings of one thing, or one rounded."""
    if Bound.VAGUE in (one.bound, other.bound) or one.unit.si_unit in _LENGTHS:
        return False
    if facing.rendered:
        if _other_year(one, other):
            return False
    elif other_period(one, other) or len(facing.shared) < LEAST_SHARED:
        return False
    if prints_rounded(one, other):
        return True
    low, high = sorted((abs(amount(one)), abs(amount(other))))
    told = (one.basis.value == _ACTUAL) == (other.basis.value == _ACTUAL)
    return told and 0 < high <= NEAREST * low


def _other_year(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of one rendered sentence are of two times.

    The day on which a sum was named may be taken for its own in one language.
    """
    days = any(len(f.period.value.partition("/")[0]) >= _DAY for f in (one, other))
    return not days and other_period(one, other)


_DAY = len("2024-10-14")
_LENGTHS = frozenset({"s", "a"})
_ACTUAL = "actual"
