"""Are two figures that stand in words of one sense two readings of one thing?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.compare.amounts import (
    SMALL,
    amount,
    ends,
    is_count,
    one_month,
    other_period,
    same_value,
)
from firsthand.compare.apart import other_places
from firsthand.compare.figures_abroad import NEAREST, one_class
from firsthand.compare.placed_figures import Placed, of_other_years
from firsthand.compare.propositions import likeness
from firsthand.compare.senses import Sensed
from firsthand.compare.tolls import UNSPACED
from firsthand.compare.versions import Case
from firsthand.model.items import Bound, Place

LEAST_ALIKE = 0.38
"""Likeness by sense from which two different values may be two readings of one thing ..."""

LEAST_EQUAL, SURE_EQUAL = 0.35, 0.5
"""... and from which two equal values are one, in two languages and in one."""

LEAST_WORDS = 0.1
"""Likeness by words of two sentences in one language that tell one thing by their sense."""

_TOWN = "city"
_FINE = frozenset({"city", "admin1"})
_UNSURE = frozenset({"times", "magnitude"})
_LENGTHS = frozenset({"s", "a"})
_AGE = "year"


def pair_by_sense(
    case: Case, figures: Sequence[Placed], sensed: Sequence[Sensed], least: float = LEAST_ALIKE
) -> Iterator[tuple[int, int, bool]]:
    """Pair the figures of sentences that tell one thing by their sense.

    Args:
        case: the reports.
        figures: of them.
        sensed: figures that are each other's nearest.
        least: likeness from which different values are paired.

    Yields:
        The places of two figures, and whether they have one value; else they are near values of
        one class, neither of which the other's report prints.
    """
    index = {placed.figure.span: i for i, placed in enumerate(figures)}
    regions = {report.id: _regions(case.founds[report.id].places) for report in case.reports}
    told: dict[int, list[Placed]] = {}
    for placed in figures:
        told.setdefault(placed.number, []).append(placed)
    for each in sensed:
        if each.one not in index or each.other not in index:
            continue
        i, j = sorted((index[each.one], index[each.other]))
        left, right = figures[i], figures[j]
        if same_value(left.figure, right.figure):
            equal = SURE_EQUAL if left.language == right.language else LEAST_EQUAL
            if each.likeness >= equal and not _other_year(left, right):
                yield i, j, True
        elif (
            each.likeness >= least
            and _two_readings(left, right)
            and not (_elsewhere(left, right, regions) or _elsewhere(right, left, regions))
            and (left.language != right.language or _words_meet(left, right))
            and not (_prints(told[left.number], right) or _prints(told[right.number], left))
        ):
            yield i, j, False


def _two_readings(left: Placed, right: Placed) -> bool:
    one, other = left.figure, right.figure
    if Bound.VAGUE in (one.bound, other.bound) or one.unit.canonical in _UNSURE:
        return False
    if not (one.unit.canonical or other.unit.canonical):
        return False
    if left.part or right.part or of_other_years(left, right) or left.replaced != right.replaced:
        return False
    other_time = other_period(one, other) if one.unit.si_unit else _other_year(left, right)
    if other_time or other_places(left.places, right.places):
        return False
    if one.unit.si_unit in _LENGTHS and (
        one.unit.canonical != other.unit.canonical or one.unit.canonical == _AGE
    ):
        return False
    low, high = sorted((abs(amount(one)), abs(amount(other))))
    return 0 < high <= NEAREST * low


def _regions(places: Iterable[Place]) -> frozenset[str]:
    """Name the towns and the regions that a report names or names a town of."""
    named = (place for place in places if place.level in _FINE)
    return frozenset(key for place in named for key in (place.key, place.admin1) if key)


def _elsewhere(left: Placed, right: Placed, regions: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a figure is said of a region of which the other's report knows nothing."""
    levels = {place.level for place in left.places}
    # Where a sentence names a town alone, its region in the other report is not enough.
    towns = frozenset(place.key for place in left.places) if levels == {_TOWN} else frozenset()
    ours = towns or _regions(left.places)
    return bool(ours) and not right.places and not ours & regions[right.report.id]


def _words_meet(left: Placed, right: Placed) -> bool:
    """Tell whether two sentences in one language share words; Japanese writes one word in two."""
    if left.language in UNSPACED:
        return True
    return float(likeness([left.context], [right.context])[0, 0]) >= LEAST_WORDS


def _other_year(left: Placed, right: Placed) -> bool:
    """Tell whether two figures are said of two years; a day is often that of another happening."""
    if one_month(left.figure, right.figure):
        return False
    years = [ends(p.figure.period.value) for p in (left, right)]
    if any(not start[:4].isdigit() or not end[:4].isdigit() for start, end in years):
        return False
    (first, last), (begin, end) = years
    return last[:4] < begin[:4] or end[:4] < first[:4]


def _prints(told: Sequence[Placed], asked: Placed) -> bool:
    """Tell whether a report prints a value of another's figure."""
    small = is_count(asked.figure) and abs(asked.figure.value) <= SMALL
    return not small and any(
        one_class(placed.figure, asked.figure) and same_value(placed.figure, asked.figure)
        for placed in told
    )
