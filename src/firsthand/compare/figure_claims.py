"""Do the reports of an event give the same figures for the same thing?"""

import math
import re
from collections.abc import Iterator, Sequence

from firsthand.compare.propositions import likeness
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

_WORD = re.compile(r"[^\W\d_]{3,}")
_LOOSE = frozenset({Bound.APPROXIMATE, Bound.NEARLY, Bound.VAGUE})


def figure_claims(case: Case) -> tuple[Comparison, ...]:
    """Line up the figures of an event's reports and compare their values.

    Args:
        case: the event's reports.

    Returns:
        A comparison for each thing measured; figures of one report alone are "only here".
    """
    figures = [
        (number, figure)
        for number, report in enumerate(case.reports)
        for figure in case.founds[report.id].figures
    ]
    contexts = [_context(case.reports[number], figure) for number, figure in figures]
    table = likeness(contexts, contexts)
    pairs = []
    for i, (one, left) in enumerate(figures):
        for j in range(i + 1, len(figures)):
            other, right = figures[j]
            score = float(table[i, j])
            if one != other and _comparable(left, right, score):
                pairs.append((_closeness(left, right, score), i, j))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    groups = _join(len(figures), pairs, [number for number, _ in figures])
    found = [_claim(case, [figures[i][1] for i in members]) for members in groups]
    return tuple(found)


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


def _comparable(left: Figure, right: Figure, score: float) -> bool:
    if not _same_unit(left, right) or _other_period(left, right):
        return False
    shared = _shares_measure(left, right)
    if _same_value(left, right):
        small = abs(left.value) <= SMALL and not left.unit.si_unit
        least = OTHER_VALUE_LIKENESS / 2 if small else SAME_VALUE_LIKENESS
        return score >= least or (shared and score >= least / 2)
    return shared and score >= OTHER_VALUE_LIKENESS


def _closeness(left: Figure, right: Figure, score: float) -> float:
    return score + (1.0 if _same_value(left, right) else 0.0)


def _same_unit(left: Figure, right: Figure) -> bool:
    one, other = left.unit, right.unit
    if one.si_unit or other.si_unit:
        return one.si_unit == other.si_unit
    if one.canonical == other.canonical:
        return True
    return bool(_words(one.canonical) & _words(other.canonical))


def _other_period(left: Figure, right: Figure) -> bool:
    one, other = left.period.value, right.period.value
    return bool(one and other) and not (one.startswith(other) or other.startswith(one))


def _shares_measure(left: Figure, right: Figure) -> bool:
    one = _words(f"{left.measured.value} {left.unit.canonical}")
    other = _words(f"{right.measured.value} {right.unit.canonical}")
    return bool(one & other)


def _words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(text.casefold())}


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


def _claim(case: Case, figures: Sequence[Figure]) -> Comparison:
    versions = list(_versions(case, figures))
    spans = [figure.span for figure in figures]
    values = [v.value for v in versions]
    left, right = values[0], values[-1]
    if reports_of(spans) < 2:  # noqa: PLR2004 - a comparison takes two
        verdict, slot = Verdict.ONLY_HERE, ""
    elif len(versions) == 1:
        verdict, slot = Verdict.AGREE, ""
    elif all(_bounds_agree(figures[0], other) for other in figures[1:]):
        verdict, slot = Verdict.MORE_DETAIL, ""
    else:
        verdict, slot = Verdict.DIFFER, "number"
    reason = Reason("claims/figure@1", None, left, right)
    return comparison(case, _title(figures), "number", verdict, versions, reason, slot)


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
