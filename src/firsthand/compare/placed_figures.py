"""Where does a figure stand, and which values does each report print?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.compare.amounts import SMALL, amount, ends, is_count, one_month, one_unit, same_value
from firsthand.compare.one_thing import is_part, names_in, places_in
from firsthand.compare.propositions import sentence_around
from firsthand.compare.versions import Case
from firsthand.model.items import Figure, Place
from firsthand.model.report import Report
from firsthand.model.span import Span

BRACKET = 8
"""Characters between a figure and the same in another unit: " (", ", or ", " - "."""

CONVERTED = 0.06
"""Share by which the two are off at most, for both are rounded."""

PAIR = 2
"""One and two are said of many things."""

OPENING = 12
"""Characters of a sentence within which a time opens it and what is told next."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its report's number and what its sentence tells of it.

    `names` are the words of names in the sentence; `past` marks a figure of years before, `part`
    one that counts what is left beside others, `alone` one whose unit no other count of the
    sentence has; `replaced` marks one from which another moved ("raised from 4 to 6"); `places` are
    those that the sentence names, but for those of who says it.
    """

    number: int
    report: Report
    figure: Figure
    context: Span
    names: frozenset[str]
    past: bool
    part: bool
    alone: bool
    replaced: bool = False
    places: tuple[Place, ...] = ()

    @property
    def language(self) -> str:
        """Give the language of the figure's report."""
        return self.report.metadata.language


def place_figure(case: Case, number: int, figure: Figure) -> Placed:
    """Say where a figure stands.

    Args:
        case: the event's reports.
        number: of the report in the case.
        figure: of that report.

    Returns:
        The figure with what its sentence tells of it.
    """
    report = case.reports[number]
    sentence = sentence_around(report, figure.span)
    names = names_in(case.founds[report.id], sentence)
    beside = [f for f in case.founds[report.id].figures if sentence.overlaps(f.span)]
    past = _is_past(case, report, figure)
    part = is_part(report, figure) or _is_whole(figure, beside)
    alone = not is_count(figure) or sum(one_unit(figure, f) for f in beside) == 1
    replaced = any(figure.span in f.base.spans for f in beside)
    places = tuple(places_in(case.founds[report.id], sentence))
    return Placed(number, report, figure, sentence, names, past, part, alone, replaced, places)


def of_other_years(left: Placed, right: Placed) -> bool:
    """Tell whether one of two figures is of years before, the other not.

    Args:
        left: a figure.
        right: one of another report.

    Returns:
        False where both are said of one month and only its year was reckoned otherwise.
    """
    return left.past != right.past and not one_month(left.figure, right.figure)


def conversions(figures: Sequence[Figure]) -> frozenset[Span]:
    """Find the figures that only give the one before them in another unit: "13 miles (21 km)".

    Args:
        figures: of one report.

    Returns:
        Their spans: another report's own figure is set beside the first of the two alone.
    """
    ordered = sorted(figures, key=lambda f: f.span)
    return frozenset(
        figure.span
        for before, figure in pairwise(ordered)
        if figure.unit.si_unit
        and figure.unit.si_unit == before.unit.si_unit
        and figure.unit.canonical != before.unit.canonical
        and 0 <= figure.span.start - before.span.end <= BRACKET
        and math.isclose(amount(before), amount(figure), rel_tol=CONVERTED)
    )


class Printed:
    """What values does each report print in each unit, and which stand beside one another?

    Further figures only stand beside the others.
    """

    def __init__(self, figures: Sequence[Placed], further: Sequence[Placed] = ()) -> None:
        self._by_report: dict[int, list[Figure]] = {}
        self._counted: dict[tuple[int, str], int] = {}
        self._beside: dict[Span, list[Figure]] = {}
        for placed in figures:
            self._by_report.setdefault(placed.number, []).append(placed.figure)
        for placed in (*figures, *further):
            self._beside.setdefault(placed.context, []).append(placed.figure)

    def share(self, left: Placed, right: Placed) -> bool:
        """Tell whether the sentences of two figures hold another value that is the same.

        Args:
            left: a figure.
            right: one of another report.

        Returns:
            False where only the two themselves stand there.
        """
        return any(
            one_unit(one, other) and same_value(one, other)
            for one in self._beside[left.context]
            for other in self._beside[right.context]
            if one.span != left.figure.span and other.span != right.figure.span
            if abs(one.value) > PAIR
        )

    def count(self, number: int, figure: Figure) -> int:
        """Count a report's figures with the value and unit of another.

        Args:
            number: of the report in the case.
            figure: of any report.

        Returns:
            How many there are.
        """
        key = number, figure.id
        if key not in self._counted:
            told = self._by_report.get(number, [])
            self._counted[key] = sum(same_value(f, figure) and one_unit(f, figure) for f in told)
        return self._counted[key]

    def units(self, number: int, figure: Figure) -> int:
        """Count a report's different values in the unit of a figure.

        Args:
            number: of the report in the case.
            figure: of any report.

        Returns:
            How many there are.
        """
        told = [f for f in self._by_report.get(number, []) if one_unit(f, figure)]
        return len({amount(f) for f in told})

    def left_over(self, left: Placed, right: Placed) -> bool:
        """Tell whether a figure is the only one of its unit that the other's report lacks.

        Args:
            left: the figure.
            right: one of the other report.

        Returns:
            False where the other's report lacks more values of its report.
        """
        told = [f for f in self._by_report.get(left.number, []) if one_unit(f, left.figure)]
        lacking = {amount(f) for f in told if not self.count(right.number, f)}
        return lacking == {amount(left.figure)}

    def other_reading(self, left: Placed, right: Placed) -> bool:
        """Tell whether two values are no two readings: each report's own, or of two times.

        Args:
            left: a figure.
            right: one of another report.

        Returns:
            True where a report prints both, or one is of years before.
        """
        return of_other_years(left, right) or bool(
            self.count(left.number, right.figure) or self.count(right.number, left.figure)
        )


def _is_whole(figure: Figure, beside: Sequence[Figure]) -> bool:
    """Tell whether another figure counts a part of what a small one counts: "two of the three"."""
    return abs(figure.value) <= SMALL and any(
        figure.span.overlaps(span) and other.span != figure.span and not other.span.overlaps(span)
        for other in beside
        if is_count(other) and (not other.unit.canonical or one_unit(figure, other))
        for span in other.denominator.spans
    )


def _is_past(case: Case, report: Report, figure: Figure) -> bool:
    """Tell whether a figure is said of a time long before the event's.

    Where it has no time of its own, the last one before it in its paragraph counts: "In 1999 a
    storm came through the town. It killed 36 people.", and the one that opens the sentence before.
    """
    if not case.day:
        return False
    _, end = ends(figure.period.value)
    if end:
        return _long_before(case, end)
    line = report.text.rfind("\n", 0, figure.span.start) + 1
    before = [
        moment
        for moment in case.founds[report.id].moments
        if moment.last and line <= moment.span.start < figure.span.start
    ]
    if not before:
        return False
    if _long_before(case, max(before, key=lambda moment: moment.span.start).last):
        return True
    here = sentence_around(report, figure.span)
    if here.start <= line:
        return False
    last = sentence_around(report, report.span(here.start - 2, here.start - 1))
    opening = [m for m in before if last.start <= m.span.start < last.start + OPENING]
    return any(_long_before(case, moment.last) for moment in opening)


def _long_before(case: Case, end: str) -> bool:
    return end[:1].isdigit() and end[:4] < case.day[:4]
