"""Which days and months do reports give otherwise for what they tell alike?"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from firsthand.compare.amounts import SMALL, is_count, same_value
from firsthand.compare.event_claims import is_whole, length
from firsthand.compare.figures_abroad import one_class
from firsthand.compare.joining import find_roots
from firsthand.compare.one_thing import words_beside_persons
from firsthand.compare.propositions import Proposition, sentence_around
from firsthand.compare.senses import Sensed
from firsthand.compare.under import Under
from firsthand.compare.versions import Case, comparison, version
from firsthand.model.items import Figure, Moment, MomentKind
from firsthand.model.reason import Provenance, Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Event, Verdict

FEWEST_WORDS = 3
"""Content words, persons and times aside, of a clause that says something of a day."""

SURE_SENSE = 0.48
"""Likeness by sense from which two dates are said of one thing."""

_MONTH = 31
_DAY_OR_MONTH = re.compile(r"(?:XXXX-\d\d-\d\d|month\(\d+\))\+?$")
"""Symbolic value of a printed day or month that lacks its year."""
_DATES = frozenset({MomentKind.DATE, MomentKind.TIME})


def moved_day_claims(case: Case, aligned: Sequence[Sequence[Proposition]]) -> Iterator[Comparison]:
    """Show clauses that say one thing of two days, months or years.

    Args:
        case: the event's reports.
        aligned: clauses of different reports that surely say one thing.

    Yields:
        One comparison for each two clauses with one printed date each, if neither report names
        the other's anywhere.
    """
    for clauses in aligned:
        for left, right in combinations(clauses, 2):
            one, other = _only_day(case, left), _only_day(case, right)
            if one is None or other is None or _meet(one, other) or _print_one(one, other):
                continue
            if any(
                len(words_beside_persons(case.founds[c.span.report], c.span, times=True))
                < FEWEST_WORDS
                for c in (left, right)
            ):
                continue  # a name and a day, as below a message
            if not (_is_printed(one) and _is_printed(other)):
                continue  # "on Thursday", reckoned from the day of either text
            if any(_is_day(m) and not any(map(str.isalpha, m.span.quote)) for m in (one, other)):
                continue  # 03/08 is March here and August there
            if any(m.kind is MomentKind.TIME and m.first[:4] in m.span.quote for m in (one, other)):
                continue  # clock, day and year stamp a page
            if _names_day(case, right.span.report, one) or _names_day(
                case, left.span.report, other
            ):
                continue
            reason = Reason("claims/moved-day@3", None, one.value, other.value)
            versions = [version(case, m.value, [m.span]) for m in (one, other)]
            claim = f"day: {min(left.span.quote, right.span.quote, key=len)}"
            yield comparison(case, claim, "date", Verdict.DIFFER, versions, reason, "date")


def sensed_day_claims(
    case: Case, events: Sequence[Event], sensed: Sequence[Sensed]
) -> Iterator[Comparison]:
    """Show days, months and years that stand in words of one sense but are not one.

    Args:
        case: the reports of an event or an affair.
        events: of it; their own days are claims of their own.
        sensed: dates that are each other's nearest by sense.

    Yields:
        One comparison for the printed dates of sentences that share a figure, if neither of two
        reports names the other's date anywhere.
    """
    moments = {m.span: m for r in case.reports for m in case.founds[r.id].moments}
    beside = Beside(case)
    pairs = [
        each
        for each in sensed
        if each.likeness >= SURE_SENSE
        and _are_two(case, events, moments[each.one], moments[each.other])
        and beside.share(each.one, each.other)
    ]
    roots = find_roots((str(each.one), str(each.other)) for each in pairs)
    groups: dict[str, list[Sensed]] = {}
    for each in pairs:
        groups.setdefault(roots[str(each.one)], []).append(each)
    for _, group in sorted(groups.items()):
        told = {moments[span] for each in group for span in (each.one, each.other)}
        values = sorted({moment.value for moment in told})
        score = round(max(each.likeness for each in group), 3)
        reason = Reason("claims/sensed day@1", score, values[0], values[-1])
        versions = [
            version(case, value, [m.span for m in told if m.value == value]) for value in values
        ]
        claim = f"date {' or '.join(values)}"
        yield comparison(case, claim, "date", Verdict.DIFFER, versions, reason, "date")


def _are_two(case: Case, events: Sequence[Event], one: Moment, other: Moment) -> bool:
    """Tell whether two printed dates are two, and neither is named by the other's report."""
    if _meet(one, other) or _print_one(one, other):
        return False
    if not all(_is_told(moment) and not _is_own(moment, events) for moment in (one, other)):
        return False
    return not (
        _names_day(case, other.span.report, one) or _names_day(case, one.span.report, other)
    )


class Beside:
    """Which figures stand in the sentences of two dates or lists?"""

    def __init__(self, case: Case) -> None:
        self._reports = {report.id: report for report in case.reports}
        self._figures = {report: Under(found.figures) for report, found in case.founds.items()}

    def share(self, one: Span, other: Span) -> bool:
        """Tell whether the sentences of two stretches share a figure hardly equal by chance.

        Args:
            one: of a report.
            other: of another.

        Returns:
            True for "the 1,250 families" in both; not for small numbers.
        """
        ours, theirs = (self._around(span) for span in (one, other))
        return any(
            one_class(f, g) and same_value(f, g) and not (is_count(f) and abs(f.value) <= SMALL)
            for f in ours
            for g in theirs
        )

    def _around(self, span: Span) -> tuple[Figure, ...]:
        sentence = sentence_around(self._reports[span.report], span)
        return self._figures[span.report].find(sentence)


def _is_told(moment: Moment) -> bool:
    """Tell a printed date, and one that is reckoned from the known day of its report alone."""
    known = moment.anchor_source is Provenance.DOCUMENT
    return _is_printed(moment) or (known and moment.symbolic.startswith("inyear("))


def _is_own(moment: Moment, events: Sequence[Event]) -> bool:
    """Tell whether a date is that of an event, or holds it."""
    days = [event.when.value.partition("/") for event in events if event.when.value]
    return any(moment.first <= (end or start) and moment.last >= start for start, _, end in days)


def _only_day(case: Case, clause: Proposition) -> Moment | None:
    moments = [
        moment
        for moment in case.founds[clause.span.report].moments
        if clause.span.overlaps(moment.span) and moment.kind in _DATES
    ]
    sure = [m for m in moments if m.first and not m.vague and "/" not in m.value and is_whole(m)]
    return sure[0] if len(moments) == len(sure) == 1 else None


def _is_printed(moment: Moment) -> bool:
    """Tell a date whose day and month, or month, or year stand in the text; a year may not."""
    if _DAY_OR_MONTH.match(moment.symbolic):
        return True
    return not moment.anchor and moment.anchor_source is not Provenance.INHERITED


def _print_one(one: Moment, other: Moment) -> bool:
    """Tell whether two dates print one day or month, and only the year was reckoned otherwise."""
    told = {moment.symbolic.removesuffix("+") for moment in (one, other)}
    return len(told) == 1 and all(_DAY_OR_MONTH.match(text) for text in told)


def _is_day(moment: Moment) -> bool:
    return moment.first == moment.last


def _meet(one: Moment, other: Moment) -> bool:
    return one.first <= other.last and other.first <= one.last


def _names_day(case: Case, report: str, told: Moment) -> bool:
    """Tell whether a report names a date, a part of it, or a stretch of days around it."""
    longest = max(_MONTH, length(told))
    return any(
        m.first and _meet(m, told) and length(m) <= longest for m in case.founds[report].moments
    )
