"""Do the reports of an event count as many people dead, injured or missing, and which is later?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from firsthand.compare.amounts import same_value
from firsthand.compare.apart import told_apart
from firsthand.compare.figure_verdicts import figure_claim
from firsthand.compare.placed_figures import Placed
from firsthand.compare.tolls import LARGEST_PART, LARGEST_RATIO, state_of
from firsthand.compare.versions import Case
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict


def toll_claims(case: Case, figures: Sequence[Placed]) -> tuple[list[Comparison], list[Placed]]:
    """Compare how many people each report counts in one state, whatever the language.

    Args:
        case: the event's reports.
        figures: of them.

    Returns:
        The claims, and the figures that none of them holds.
    """
    by_state: dict[str, dict[int, list[Placed]]] = {}
    before: dict[Span, str] = {}
    for placed in sorted(figures, key=lambda p: (p.number, p.figure.span)):
        others = case.founds[placed.report.id].figures
        state = state_of(placed.report, placed.figure, placed.context, others)
        # "Five died and another nine were hurt": nine are all that were.
        of_another = state != before.get(placed.context, state)
        if state and not placed.past and (of_another or not placed.part):
            by_state.setdefault(state, {}).setdefault(placed.number, []).append(placed)
        if state:
            before[placed.context] = state
    claims: list[Comparison] = []
    used: set[Span] = set()
    for state, told in sorted(by_state.items()):
        ratio = LARGEST_RATIO if state == "dead" else LARGEST_PART
        most = max(p.figure.value for group in told.values() for p in group)
        tops = {n: max(group, key=lambda p: p.figure.value) for n, group in told.items()}
        for happening in _happenings(tops, most / ratio):
            same = [
                placed
                for number, top in happening.items()
                for placed in told[number]
                if same_value(placed.figure, top.figure)
            ]
            used.update(placed.figure.span for placed in same)
            claim = figure_claim(case, [p.figure for p in same], state.replace("_", " "))
            claims.append(with_days(case, claim))
    return claims, [placed for placed in figures if placed.figure.span not in used]


def _happenings(tops: Mapping[int, Placed], least: float) -> list[dict[int, Placed]]:
    """Put the tolls together of which nothing tells that they are of two happenings.

    Args:
        tops: the highest toll of each report.
        least: a lower one counts something else.

    Returns:
        Those of two reports and more, each by report.
    """
    groups: list[dict[int, Placed]] = []
    for number, top in sorted(tops.items()):
        if top.figure.value < least:
            continue
        home = next(
            (
                g
                for g in groups
                if not any(
                    not same_value(top.figure, other.figure) and told_apart(top, other)
                    for other in g.values()
                )
            ),
            None,
        )
        if home is None:
            groups.append({number: top})
        else:
            home[number] = top
    return [group for group in groups if len(group) > 1]


def with_days(case: Case, claim: Comparison, *, in_turn: bool = False) -> Comparison:
    """Say which report is the later one where a number moved.

    Args:
        case: the event's reports.
        claim: of figures.
        in_turn: only where no report gives the earlier value after another gave the later one.

    Returns:
        The claim; where two versions were first told on two days, with these in its reason.
    """
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
    if in_turn and _go_back(claim, day_of, [value for _, value in told]):
        return claim
    later = "later report: " + ", ".join(f"{value} ({day})" for day, value in told)
    detail = "; ".join(part for part in (claim.reason.detail, later) if part)
    return replace(claim, reason=replace(claim.reason, detail=detail))


def _go_back(claim: Comparison, day_of: Mapping[str, str], values: Sequence[str]) -> bool:
    """Tell whether a report that gives an earlier value alone comes after one with the next."""
    reports = {v.value: {m.report for m in v.mentions} for v in claim.versions}
    return any(
        max((day_of[r] for r in reports[one] - reports[other]), default="")
        >= min((day_of[r] for r in reports[other] if day_of[r]), default="")
        for one, other in pairwise(values)
    )
