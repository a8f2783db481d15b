"""Do the reports of an event give the same figures for the same thing?"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from firsthand.compare.propositions import Proposition, likeness
from firsthand.compare.tolls import LARGEST_PART, LARGEST_RATIO, state_of
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import Bound, Figure
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict, Version
from firsthand.text.sentences import split_sentences

ROUNDING = 0.005
"""Two printed values within half a per cent are one value, differently rounded."""

SAME_VALUE_LIKENESS = 0.12
"""Clauses with one value and unit need to share this much to be about one thing."""

OTHER_VALUE_LIKENESS = 0.42
"""Clauses with different values need to share far more before they are said to differ."""

SMALL = 12
"""Small counts are often equal by chance, so they need the likeness of different values' half."""

ONLY_SUM_LIKENESS = 0.3
"""Sentences need to share this much when each holds its report's only sum of money."""

RARE_DIGITS = 3
"""A value with so many significant digits is hardly printed twice of two things."""

LOOSE_APART = 0.1
"""Two approximate values that are further apart than this share of the larger differ."""

_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]{3,}|(?=([\u3040-\u9fff]{2}))")
_LOOSE = frozenset({Bound.APPROXIMATE, Bound.NEARLY, Bound.VAGUE})


def figure_claims(
    case: Case, aligned: Sequence[Sequence[Proposition]] = ()
) -> tuple[Comparison, ...]:
    """Line up the figures of an event's reports and compare their values.

    Args:
        case: the event's reports.
        aligned: clauses of different reports that say one thing.

    Returns:
        A comparison for each thing measured; figures of one report alone are "only here".
    """
    figures = [
        _Placed(number, report, figure, _context(report, figure), _is_past(case, figure))
        for number, report in enumerate(case.reports)
        for figure in case.founds[report.id].figures
    ]
    tolls, rest = _tolls(case, figures)
    printed = _Printed(rest)
    pairs = _pairs(rest, printed)
    pairs.extend(_aligned_pairs(rest, aligned, printed))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    groups = _join(len(rest), pairs, [placed.number for placed in rest])
    found = [_claim(case, [rest[i].figure for i in members]) for members in groups]
    return (*tolls, *found)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure with its report's number, the sentence around it, and if it is of years before."""

    number: int
    report: Report
    figure: Figure
    context: Span
    past: bool

    @property
    def language(self) -> str:
        return self.report.metadata.language


class _Printed:
    """What values each report prints in each unit."""

    def __init__(self, figures: Sequence[_Placed]) -> None:
        self._by_report: dict[int, list[Figure]] = {}
        for placed in figures:
            self._by_report.setdefault(placed.number, []).append(placed.figure)

    def count(self, number: int, figure: Figure) -> int:
        """Count a report's figures with a figure's value and unit."""
        told = self._by_report.get(number, [])
        return sum(_same_value(f, figure) and _one_unit(f, figure) for f in told)

    def units(self, number: int, figure: Figure) -> int:
        """Count a report's different values in a figure's unit."""
        told = [f for f in self._by_report.get(number, []) if _one_unit(f, figure)]
        return len({_value(f) for f in told})

    def other_reading(self, left: _Placed, right: _Placed) -> bool:
        """Tell whether two values are no two readings: each report's own, or of two times."""
        return left.past != right.past or bool(
            self.count(left.number, right.figure) or self.count(right.number, left.figure)
        )


def _pairs(figures: Sequence[_Placed], printed: _Printed) -> list[tuple[float, int, int]]:
    contexts = [placed.context for placed in figures]
    table = likeness(contexts, contexts)
    pairs = []
    for i, left in enumerate(figures):
        for j in range(i + 1, len(figures)):
            right = figures[j]
            if left.number == right.number:
                continue
            score = float(table[i, j])
            if left.language != right.language:
                if _equal_abroad(left, right, printed):
                    pairs.append((1.0 + score, i, j))
            elif _comparable(left, right, score, printed):
                pairs.append((_closeness(left.figure, right.figure, score), i, j))
    return pairs


def _aligned_pairs(
    figures: Sequence[_Placed], aligned: Sequence[Sequence[Proposition]], printed: _Printed
) -> list[tuple[float, int, int]]:
    """Pair figures of one unit that stand alone in clauses which say one thing."""
    index = {placed.figure.span: i for i, placed in enumerate(figures)}
    found = []
    for clauses in aligned:
        for left, right in combinations(clauses, 2):
            for one in left.figures:
                if sum(_one_unit(one, f) for f in left.figures) > 1 or one.span not in index:
                    continue
                same = [f for f in right.figures if _one_unit(one, f) and f.span in index]
                if len(same) != 1 or _other_period(one, same[0]):
                    continue
                i, j = sorted((index[one.span], index[same[0].span]))
                if _same_value(one, same[0]):
                    found.append((1.0, i, j))
                elif _speaks_of_one(one, same[0]) and not printed.other_reading(
                    figures[i], figures[j]
                ):
                    found.append((OTHER_VALUE_LIKENESS, i, j))
    return found


def _equal_abroad(left: _Placed, right: _Placed, printed: _Printed) -> bool:
    """Tell whether two figures in two languages are one value that each report prints once."""
    one, other = left.figure, right.figure
    if not _same_value(one, other) or _other_period(one, other):
        return False
    counted = not (one.unit.si_unit or other.unit.si_unit)
    money = one.unit.canonical.isupper() or other.unit.canonical.isupper()
    if counted and money and one.unit.canonical != other.unit.canonical:
        return False
    if not counted and one.unit.si_unit != other.unit.si_unit:
        return False
    if counted and not money and abs(one.value) <= SMALL and one.value == int(one.value):
        return False
    return printed.count(left.number, one) == 1 or money or not counted


def _tolls(case: Case, figures: Sequence[_Placed]) -> tuple[list[Comparison], list[_Placed]]:
    """Compare how many people each report counts in one state, whatever the language."""
    by_state: dict[str, dict[int, list[_Placed]]] = {}
    for placed in figures:
        others = case.founds[placed.report.id].figures
        state = state_of(placed.report, placed.figure, placed.context, others)
        if state and not placed.past:
            by_state.setdefault(state, {}).setdefault(placed.number, []).append(placed)
    claims: list[Comparison] = []
    used: set[Span] = set()
    for state, told in sorted(by_state.items()):
        ratio = LARGEST_RATIO if state == "dead" else LARGEST_PART
        most = max(p.figure.value for group in told.values() for p in group)
        tops = {n: max(group, key=lambda p: p.figure.value).figure for n, group in told.items()}
        same = [
            placed
            for number, group in told.items()
            for placed in group
            if _same_value(placed.figure, tops[number]) and placed.figure.value * ratio >= most
        ]
        if len({placed.number for placed in same}) < 2:  # noqa: PLR2004 - a comparison takes two
            continue
        used.update(placed.figure.span for placed in same)
        claim = _claim(case, [placed.figure for placed in same], state.replace("_", " "))
        claims.append(_with_days(case, claim))
    return claims, [placed for placed in figures if placed.figure.span not in used]


def _is_past(case: Case, figure: Figure) -> bool:
    """Tell whether a figure is said of a year before the event's."""
    _, end = _ends(figure.period.value)
    return bool(case.day and end[:1].isdigit() and end[:4] < case.day[:4])


def _with_days(case: Case, claim: Comparison) -> Comparison:
    """Say which report is the later one where a toll moved."""
    if claim.verdict is not Verdict.DIFFER:
        return claim
    day_of = {
        r.id: (r.metadata.published.value or r.metadata.dateline_date.value)[:10]
        for r in case.reports
    }
    days = {
        v.value: min(filter(None, (day_of[m.report] for m in v.mentions)), default="")
        for v in claim.versions
    }
    if len(set(days.values()) - {""}) < 2:  # noqa: PLR2004 - a later day takes an earlier one
        return claim
    told = sorted((day, value) for value, day in days.items() if day)
    detail = "later report: " + ", ".join(f"{value} ({day})" for day, value in told)
    return replace(claim, reason=replace(claim.reason, detail=detail))


def _context(report: Report, figure: Figure) -> Span:
    """Take the sentence around a figure."""
    text = report.text
    line_start = text.rfind("\n", 0, figure.span.start) + 1
    line_end = text.find("\n", figure.span.end)
    line_end = len(text) if line_end < 0 else line_end
    for start, end in split_sentences(text, line_start, line_end):
        if start <= figure.span.start < end:
            return report.span(start, max(end, figure.span.end))
    return figure.span


def _comparable(left: _Placed, right: _Placed, score: float, printed: _Printed) -> bool:
    one, other = left.figure, right.figure
    if not _same_unit(one, other) or _other_period(one, other):
        return False
    shared = _shares_measure(one, other)
    if _same_value(one, other):
        if _is_rare(one) and _one_unit(one, other):
            return True
        small = abs(one.value) <= SMALL and not one.unit.si_unit
        least = OTHER_VALUE_LIKENESS / 2 if small else SAME_VALUE_LIKENESS
        return score >= least or (shared and score >= least / 2)
    least = OTHER_VALUE_LIKENESS / (2 if _bounds_agree(one, other) else 1)
    if _only_sums(left, right, printed):
        shared, least = True, ONLY_SUM_LIKENESS
    if not shared or score < least:
        return False
    return not printed.other_reading(left, right)


def _only_sums(left: _Placed, right: _Placed, printed: _Printed) -> bool:
    """Tell whether each report prints one sum of money in this currency and no other."""
    return left.figure.unit.canonical.isupper() and all(
        printed.units(placed.number, placed.figure) == 1 for placed in (left, right)
    )


def _closeness(left: Figure, right: Figure, score: float) -> float:
    return score + (1.0 if _same_value(left, right) else 0.0)


def _is_rare(figure: Figure) -> bool:
    """Tell whether two reports of one event hardly print such a value by chance."""
    digits = f"{abs(figure.value):.6g}".replace(".", "").strip("0").partition("e")[0]
    money = figure.unit.canonical.isupper()
    return len(digits) >= RARE_DIGITS or (money and figure.value > SMALL)


def _same_unit(left: Figure, right: Figure) -> bool:
    return _one_unit(left, right) or (
        not (left.unit.si_unit or right.unit.si_unit)
        and bool(_words(left.unit.canonical) & _words(right.unit.canonical))
    )


def _one_unit(left: Figure, right: Figure) -> bool:
    one, other = left.unit, right.unit
    if one.si_unit or other.si_unit:
        return one.si_unit == other.si_unit
    return one.canonical == other.canonical


def _speaks_of_one(left: Figure, right: Figure) -> bool:
    """Tell whether a shared unit says enough for two values to be two readings of one."""
    durations = {"s", "a", "1"}
    if not left.unit.canonical or left.unit.si_unit in durations:
        return False
    return left.basis.value == right.basis.value or not left.unit.si_unit


def _other_period(left: Figure, right: Figure) -> bool:
    """Tell whether two figures are said of two times that do not meet."""
    one, other = left.period.value, right.period.value
    if not one or not other or "P" in (one[0], other[0]):
        return False
    (start, end), (begin, last) = _ends(one), _ends(other)
    size = min(len(end), len(begin))
    width = min(len(last), len(start))
    return end[:size] < begin[:size] or last[:width] < start[:width]


def _ends(period: str) -> tuple[str, str]:
    first, _, last = period.partition("/")
    return first, last or first


def _shares_measure(left: Figure, right: Figure) -> bool:
    one = _words(f"{left.measured.value} {left.unit.canonical}")
    other = _words(f"{right.measured.value} {right.unit.canonical}")
    return bool(one & other)


def _words(text: str) -> set[str]:
    """Name a text's words without plural ending, and its pairs of Han characters."""
    found = _WORD.finditer(text.casefold())
    return {match[1] or match[0].removesuffix("s") for match in found}


def _value(figure: Figure) -> float:
    return figure.value if figure.unit.si_value is None else figure.unit.si_value


def _same_value(left: Figure, right: Figure) -> bool:
    one, other = _value(left), _value(right)
    if not math.isclose(one, other, rel_tol=ROUNDING, abs_tol=1e-12):
        return False
    most, least = left.value_max, right.value_max
    return most is None or least is None or math.isclose(most, least, rel_tol=ROUNDING)


def _join(
    count: int, pairs: Sequence[tuple[float, int, int]], report_of: Sequence[int]
) -> list[list[int]]:
    group = list(range(count))
    members = {i: [i] for i in range(count)}
    for score, i, j in pairs:
        one, other = group[i], group[j]
        if one == other:
            continue
        both = members[one] + members[other]
        # Two figures of one report are joined only when both equal a third in value.
        if len({report_of[k] for k in both}) < len(both) and score < 1:
            continue
        for k in members.pop(other):
            group[k] = one
        members[one] = sorted(both)
    return [members[key] for key in sorted(members)]


def _claim(case: Case, figures: Sequence[Figure], title: str = "") -> Comparison:
    versions = list(_versions(case, figures))
    spans = [figure.span for figure in figures]
    values = [v.value for v in versions]
    left, right = values[0], values[-1]
    if reports_of(spans) < 2:  # noqa: PLR2004 - a comparison takes two
        verdict, slot = Verdict.ONLY_HERE, ""
    elif len(versions) == 1:
        verdict, slot = Verdict.AGREE, ""
    elif all(
        _same_value(one, other) or _bounds_agree(one, other)
        for one, other in combinations(figures, 2)
    ):
        verdict, slot = Verdict.MORE_DETAIL, ""
    else:
        verdict, slot = Verdict.DIFFER, "number"
    reason = Reason("claims/figure@1", None, left, right)
    return comparison(case, title or _title(figures), "number", verdict, versions, reason, slot)


def _versions(case: Case, figures: Sequence[Figure]) -> Iterator[Version]:
    left = sorted(figures, key=lambda figure: (_value(figure), figure.span))
    while left:
        same = [figure for figure in left if _same_value(left[0], figure)]
        left = [figure for figure in left if figure not in same]
        best = min(same, key=lambda figure: (len(figure.span.quote), figure.span))
        yield version(case, best.span.quote, (figure.span for figure in same))


def _bounds_agree(left: Figure, right: Figure) -> bool:
    """Tell whether one value can lie inside both printed bounds."""
    if Bound.VAGUE in (left.bound, right.bound):
        return True
    if left.bound in _LOOSE and right.bound in _LOOSE:
        one, other = _value(left), _value(right)
        return abs(one - other) <= LOOSE_APART * max(abs(one), abs(other))
    scale = _scale(left), _scale(right)
    low = max(_times(left.low, scale[0], -math.inf), _times(right.low, scale[1], -math.inf))
    high = min(_times(left.high, scale[0], math.inf), _times(right.high, scale[1], math.inf))
    return {left.bound, right.bound} != {Bound.EXACT} and low <= high


def _scale(figure: Figure) -> float:
    if figure.unit.si_value is None or not figure.value:
        return 1.0
    return figure.unit.si_value / figure.value


def _times(bound: float | None, scale: float, unbounded: float) -> float:
    return unbounded if bound is None else bound * scale


def _title(figures: Sequence[Figure]) -> str:
    named = [f.measured.value for f in figures if f.measured.value]
    unit = figures[0].unit.canonical or figures[0].unit.surface
    head = min(named, key=lambda text: (len(text), text)) if named else ""
    place = next((f.place.value for f in figures if f.place.value), "")
    label = " ".join(part for part in (head, f"({unit})" if unit and unit != head else "") if part)
    return f"{label or figures[0].span.quote}{f', {place}' if place else ''}"
