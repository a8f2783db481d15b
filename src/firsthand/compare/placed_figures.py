"""Where does a figure stand, and which values does each report print?"""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.compare.amounts import amount, ends, is_count, one_unit, same_value
from firsthand.compare.one_thing import is_part, names_in
from firsthand.compare.propositions import sentence_around
from firsthand.compare.versions import Case
from firsthand.model.items import Figure
from firsthand.model.report import Report
from firsthand.model.span import Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its report's number and what its sentence tells of it.

    `names` are the words of names in the sentence; `past` marks a figure of years before, `part`
    one that counts what is left beside others, `alone` one whose unit no other count of the
    sentence has.
    """

    number: int
    report: Report
    figure: Figure
    context: Span
    names: frozenset[str]
    past: bool
    part: bool
    alone: bool

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
    past, part = _is_past(case, report, figure), is_part(report, figure)
    beside = [f for f in case.founds[report.id].figures if sentence.overlaps(f.span)]
    alone = not is_count(figure) or sum(one_unit(figure, f) for f in beside) == 1
    return Placed(number, report, figure, sentence, names, past, part, alone)


class Printed:
    """What values each report prints in each unit."""

    def __init__(self, figures: Sequence[Placed]) -> None:
        self._by_report: dict[int, list[Figure]] = {}
        self._counted: dict[tuple[int, str], int] = {}
        for placed in figures:
            self._by_report.setdefault(placed.number, []).append(placed.figure)

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
        return left.past != right.past or bool(
            self.count(left.number, right.figure) or self.count(right.number, left.figure)
        )


def _is_past(case: Case, report: Report, figure: Figure) -> bool:
    """Tell whether a figure is said of a year before the event's.

    Where it has no time of its own, the last one before it in its paragraph counts: "In 1999 a
    storm came through the town. It killed 36 people."
    """
    if not case.day:
        return False
    _, end = ends(figure.period.value)
    if not end:
        line = report.text.rfind("\n", 0, figure.span.start) + 1
        before = [
            moment
            for moment in case.founds[report.id].moments
            if moment.last and line <= moment.span.start < figure.span.start
        ]
        end = max(before, key=lambda moment: moment.span.start).last if before else ""
    return end[:1].isdigit() and end[:4] < case.day[:4]
