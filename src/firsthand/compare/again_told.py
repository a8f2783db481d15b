"""Which figures do reports of one affair give again after months?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from types import MappingProxyType

from firsthand.compare.abroad import Facing
from firsthand.compare.amounts import (
    SMALL,
    is_rare,
    moved_on,
    one_unit,
    other_period,
    same_value,
    shares_measure,
)
from firsthand.compare.figure_verdicts import FIGURE_RULE, figure_claim
from firsthand.compare.figures_abroad import pair_abroad
from firsthand.compare.joining import find_roots
from firsthand.compare.near_events import NEAR_DAYS
from firsthand.compare.one_thing import is_part
from firsthand.compare.placed_figures import Placed, place_figure
from firsthand.compare.propositions import likeness, sentence_around
from firsthand.compare.sensed_figures import pair_by_sense
from firsthand.compare.senses import Sensed
from firsthand.compare.toll_claims import with_days
from firsthand.compare.under import Under
from firsthand.compare.versions import Case
from firsthand.model.items import Figure
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict

_MONTH = len("2024-10")
_SHARE = "1"

MOST = 600
"""Figures of one affair; more are not set side by side."""

RARE_LIKENESS = 0.08
"""Sentences that hold one rare value and unit need to share this much to tell of one thing ..."""

LEAST_LIKENESS = 0.18
"""... and those that hold another value."""

LEAST_SENSE = 0.42
"""Likeness by sense from which two values of events near in time, or of which one has no day, are
two readings of one thing ..."""

SURE_SENSE = 0.48
"""... and those of events months apart: of what comes again, each time has its own number."""


def told_again(
    affair: Case,
    claims: Sequence[Comparison],
    event_of: Mapping[str, frozenset[int]],
    abroad: Sequence[Facing],
    sensed: Sequence[Sensed] = (),
    day_of: Mapping[str, date | None] = MappingProxyType({}),
) -> list[Comparison]:
    """Join claims of figures that reports of several events give alike.

    A later report repeats what was asked or promised earlier; what it counts itself is another
    figure. So equal values are joined, and another value only where its own report says that it
    was raised or cut from the earlier one.

    Args:
        affair: the reports of all events of one affair.
        claims: made within each event.
        event_of: report id to the events (by number) that it tells of.
        abroad: sentences of the affair in two languages that tell one thing.
        sensed: figures that are each other's nearest by sense.
        day_of: report id to the day of its event, where that is known.

    Returns:
        The claims, those that were joined as one.
    """
    of_figure = {
        span: claim
        for claim in claims
        if claim.reason.rule == FIGURE_RULE and claim.verdict is not Verdict.DIFFER
        for version in claim.versions
        for span in version.mentions
    }
    figures = [
        figure
        for report in affair.reports
        for figure in affair.founds[report.id].figures
        if figure.span in of_figure
    ]
    if len(figures) > MOST:
        return list(claims)
    by_span = {figure.span: figure for figure in figures}
    pairs = [
        (of_figure[one.span].id, of_figure[other.span].id)
        for one, other in _pairs(affair, figures, abroad)
        if not event_of[one.span.report] & event_of[other.span.report]
    ]
    pairs.extend(
        (of_figure[one.span].id, of_figure[other.span].id)
        for one, other in _by_sense(affair, figures, sensed, day_of)
    )
    roots = find_roots(pairs)
    groups: dict[str, list[Comparison]] = {}
    for claim in claims:
        if claim.id in roots:
            groups.setdefault(roots[claim.id], []).append(claim)
    kept = [claim for claim in claims if claim.id not in roots]
    for _, joined in sorted(groups.items()):
        kept.append(_join(affair, joined, by_span))
    return kept


def _by_sense(
    affair: Case,
    figures: Sequence[Figure],
    sensed: Sequence[Sensed],
    day_of: Mapping[str, date | None],
) -> Iterator[tuple[Figure, Figure]]:
    """Pair figures that stand in words of one sense; a goal is not set against what was done."""
    number = {report.id: place for place, report in enumerate(affair.reports)}
    placed = [place_figure(affair, number[f.span.report], f) for f in figures]
    asked = {r.id: Under(affair.founds[r.id].directives) for r in affair.reports}
    sure = {frozenset((each.one, each.other)) for each in sensed if each.likeness >= SURE_SENSE}
    for i, j, same in pair_by_sense(affair, placed, sensed, LEAST_SENSE):
        one, other = figures[i], figures[j]
        if not same and _months_apart(day_of, one, other):
            named = bool(one.unit.canonical and other.unit.canonical)
            share = one.unit.si_unit == _SHARE
            if share or not named or frozenset((one.span, other.span)) not in sure:
                continue
        goals = [bool(asked[f.span.report].find(f.span)) for f in (one, other)]
        apart = goals[0] != goals[1] or one.basis.value != other.basis.value
        if same or not (apart or _other_span(placed[i], placed[j])):
            yield one, other


def _months_apart(day_of: Mapping[str, date | None], one: Figure, other: Figure) -> bool:
    first, second = (day_of.get(figure.span.report) for figure in (one, other))
    return first is not None and second is not None and abs((first - second).days) > NEAR_DAYS


def _other_span(left: Placed, right: Placed) -> bool:
    """Tell whether two figures fill two lengths of time, or one is of a time yet to come."""
    one, other = (placed.figure.period.value for placed in (left, right))
    if one[:1] == other[:1] == "P" and one != other:
        return True
    days = [placed.report.metadata.published.value[:_MONTH] for placed in (left, right)]
    return (not other and bool(days[1]) and one[:4].isdigit() and one[:_MONTH] > days[1]) or (
        not one and bool(days[0]) and other[:4].isdigit() and other[:_MONTH] > days[0]
    )


def _join(affair: Case, claims: Sequence[Comparison], figures: Mapping[Span, Figure]) -> Comparison:
    """Make one claim of several, under the event and the name of the one that most reports make."""
    first = max(claims, key=lambda claim: (_reports(claim), claim.id))
    spans = {span for claim in claims for v in claim.versions for span in v.mentions}
    told = [figures[span] for span in sorted(spans & set(figures))]
    here = replace(affair, event=first.event)
    return with_days(here, figure_claim(here, told, first.claim), in_turn=True)


def _reports(claim: Comparison) -> int:
    return len({span.report for version in claim.versions for span in version.mentions})


def _pairs(
    affair: Case, figures: Sequence[Figure], abroad: Sequence[Facing]
) -> Iterator[tuple[Figure, Figure]]:
    reports = {report.id: report for report in affair.reports}
    pairs = [
        (one, other)
        for one, other in combinations(figures, 2)
        if (same_value(one, other) or moved_on(one, other))
        and _may_be_one(one, other, reports[one.span.report], reports[other.span.report])
    ]
    spans = sorted({figure.span for pair in pairs for figure in pair})
    number = {span: place for place, span in enumerate(spans)}
    sentences = [sentence_around(reports[span.report], span) for span in spans]
    table = likeness(sentences, sentences)
    for one, other in pairs:
        rare = is_rare(one) and same_value(one, other)
        least = RARE_LIKENESS if rare else LEAST_LIKENESS
        if table[number[one.span], number[other.span]] >= least:
            yield one, other
    yield from ((one, other) for one, other, same in pair_abroad(abroad, figures, ()) if same)


def _may_be_one(one: Figure, other: Figure, left: Report, right: Report) -> bool:
    """Tell whether two figures of two reports in one language may be said of one thing."""
    if left is right or left.metadata.language != right.metadata.language:
        return False
    if not one_unit(one, other) or other_period(one, other) or not shares_measure(one, other):
        return False
    if moved_on(one, other):
        return True
    small = abs(one.value) <= SMALL and not is_rare(one)
    return not (small or is_part(left, one) or is_part(right, other))
