"""Which stretches of time do reports begin alike and end otherwise?"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from firsthand.compare.event_claims import is_stretch, length
from firsthand.compare.propositions import Proposition
from firsthand.compare.senses import Sensed
from firsthand.compare.versions import Case, comparison, version
from firsthand.model.items import Moment
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict

_MONTH = 31
_DAYS, _DAYS_AND_MONTHS = 2, 4
"""Numbers in the words for a stretch, where months have names and where they have numbers."""
_NUMBER = re.compile(r"\d+")


def moved_end_claims(
    case: Case, sensed: Sequence[Sensed], aligned: Sequence[Sequence[Proposition]]
) -> Iterator[Comparison]:
    """Show stretches of days or months that begin alike and end otherwise, or the reverse.

    Args:
        case: the event's reports.
        sensed: stretches of time that are each other's nearest by sense.
        aligned: clauses of different reports that say one thing.

    Yields:
        One comparison for each two such stretches, if neither report names the other's odd end.
    """
    of_report = {
        r.id: [m for m in case.founds[r.id].moments if is_stretch(m)] for r in case.reports
    }
    near = {frozenset((each.one, each.other)) for each in sensed}
    sides: dict[tuple[str, str], dict[str, list[Span]]] = {}
    for left, right in combinations(case.reports, 2):
        for one in of_report[left.id]:
            for other in of_report[right.id]:
                odd = _odd_ends(one, other)
                if odd is None or not (
                    frozenset((one.span, other.span)) in near
                    or _in_one_clause(one.span, other.span, aligned)
                ):
                    continue
                if _names(case, right.id, odd[0]) or _names(case, left.id, odd[1]):
                    continue
                first, second = sorted((one.value, other.value))
                told = sides.setdefault((first, second), {first: [], second: []})
                for moment, report, end in zip((one, other), (left, right), odd, strict=True):
                    span = (
                        _last_words(report, moment) if moment.value.endswith(end) else moment.span
                    )
                    if span not in told[moment.value]:
                        told[moment.value].append(span)
    for (first, second), told in sorted(sides.items()):
        reason = Reason("claims/moved end@1", None, first, second)
        versions = [version(case, value, spans) for value, spans in sorted(told.items())]
        claim = f"date {first} or {second}"
        yield comparison(case, claim, "date", Verdict.DIFFER, versions, reason, "date")


def _last_words(report: Report, moment: Moment) -> Span:
    """Take the words for the last day of a stretch: "October 31", "31 de outubro"."""
    span = moment.span
    numbers = list(_NUMBER.finditer(report.text, span.start, span.end))
    if len(numbers) == _DAYS_AND_MONTHS:
        return report.span(numbers[2].start(), span.end)
    if len(numbers) != _DAYS:
        return span
    start, day_end = numbers[1].span()
    if not any(map(str.isalpha, report.text[day_end : span.end])):
        words = report.text[span.start : start].split()
        start = report.text.rindex(words[-1], span.start, start) if words else start
    return report.span(start, span.end)


def _odd_ends(one: Moment, other: Moment) -> tuple[str, str] | None:
    """Find the ends in which two stretches differ that share the other end."""
    (begin, _, end), (first, _, last) = one.value.partition("/"), other.value.partition("/")
    if len(begin) != len(first) or (begin == first) == (end == last):
        return None
    return (end, last) if begin == first else (begin, first)


def _in_one_clause(one: Span, other: Span, aligned: Sequence[Sequence[Proposition]]) -> bool:
    return any(
        any(c.span.overlaps(one) for c in clauses) and any(c.span.overlaps(other) for c in clauses)
        for clauses in aligned
    )


def _names(case: Case, report: str, day: str) -> bool:
    """Tell whether a report names a day or month, alone or as the end of a stretch."""
    return any(
        day in m.value.split("/")
        or (length(m) <= _MONTH and m.first[: len(day)] <= day <= m.last[: len(day)])
        for m in case.founds[report].moments
        if m.first
    )
