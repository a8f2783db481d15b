"""Which figures do reports of one affair give again after months?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

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
from firsthand.compare.one_thing import is_part
from firsthand.compare.propositions import likeness, sentence_around
from firsthand.compare.toll_claims import with_days
from firsthand.compare.versions import Case
from firsthand.model.items import Figure
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict

MOST = 600
"""Figures of one affair; more are not set side by side."""

RARE_LIKENESS = 0.08
"""Sentences that hold one rare value and unit need to share this much to tell of one thing ..."""

LEAST_LIKENESS = 0.18
"""... and those that hold another value."""


def told_again(
    affair: Case,
    claims: Sequence[Comparison],
    event_of: Mapping[str, frozenset[int]],
    abroad: Sequence[Facing],
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
    roots = find_roots(pairs)
    groups: dict[str, list[Comparison]] = {}
    for claim in claims:
        if claim.id in roots:
            groups.setdefault(roots[claim.id], []).append(claim)
    kept = [claim for claim in claims if claim.id not in roots]
    for _, joined in sorted(groups.items()):
        kept.append(_join(affair, joined, by_span))
    return kept


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
