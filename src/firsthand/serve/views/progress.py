"""What was asked or promised, and what do later reports say of it?"""

from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.items import Directive
from firsthand.model.story import Evidence as Later
from firsthand.model.story import Outcome, Progress, State
from firsthand.serve.views.evidence import Evidence, Shelf, SlotView, shorten
from firsthand.serve.views.wording import (
    LATER,
    NOTHING,
    STATES,
    say_date,
    say_weight,
    why_weight,
)

SAID_SO = {
    "done": "a report says: done",
    "late": "a report says: late",
    "changed": "a report says: changed",
    "not-met": "a report says: not met",
}
"""Words that a report itself uses; the program never says them of its own."""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What one later passage says."""

    word: str
    what: str
    place: str
    period: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ProgressView:
    """One thing asked or promised."""

    id: str
    title: str
    kind: str
    issuer: SlotView
    theme: str
    also: str
    date: str
    weight: str
    why: str
    state: str
    summary: str
    """what later reports offer, in one line"""
    found: bool
    reason: str
    made: tuple[Evidence, ...]
    outcomes: tuple[OutcomeView, ...]


def view_progress(findings: Findings, shelf: Shelf) -> tuple[ProgressView, ...]:
    """Show directives and commitments with what later reports say.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        Those with a reported figure or stated progress first, then in the findings' order;
        directives that were not followed up by the study come last.
    """
    covered = {directive for item in findings.progress for directive in item.directives}
    views = [_progress(item, shelf) for item in findings.progress]
    views += [_alone(item, shelf) for item in findings.directives if item.id not in covered]
    return tuple(sorted(views, key=lambda view: (not view.found, not view.outcomes)))


def _progress(item: Progress, shelf: Shelf) -> ProgressView:
    words = [LATER[kind] for kind in Later if any(o.evidence is kind for o in item.outcomes)]
    summary = ", ".join(words) or NOTHING
    if item.status in SAID_SO:
        summary = f"{SAID_SO[item.status]} ({summary})"
    return ProgressView(
        id=item.id,
        title=item.title,
        kind=item.kind,
        issuer=shelf.slot("By", item.issuer),
        theme=item.theme,
        also=", ".join(item.also_themes),
        date=say_date(item.date),
        weight=say_weight(item.weight),
        why=why_weight(item.weight),
        state="" if item.state is State.SUGGESTED else STATES[item.state],
        summary=summary,
        found=any(o.evidence is not Later.MENTIONED for o in item.outcomes),
        reason=shelf.why(item.reason),
        made=shelf.evidence(item.made),
        outcomes=tuple(_outcome(outcome, shelf) for outcome in _ordered(item.outcomes)),
    )


def _ordered(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    ranks = list(Later)
    return sorted(outcomes, key=lambda outcome: ranks.index(outcome.evidence))


def _outcome(outcome: Outcome, shelf: Shelf) -> OutcomeView:
    return OutcomeView(
        LATER[outcome.evidence],
        outcome.what,
        outcome.place,
        say_date(outcome.period),
        shelf.why(outcome.reason),
        shelf.evidence(outcome.spans),
    )


def _alone(item: Directive, shelf: Shelf) -> ProgressView:
    aids = [span for slot in (item.object, item.target, item.deadline) for span in slot.spans]
    return ProgressView(
        id=item.id,
        title=shorten(item.span.quote),
        kind=item.kind.value,
        issuer=shelf.slot("By", item.issuer),
        theme=item.theme,
        also=", ".join(item.also_themes),
        date="",
        weight="1 report",
        why="",
        state="",
        summary="not followed up in this study",
        found=False,
        reason=f"rule {item.rule}",
        made=shelf.evidence([item.span], aids),
        outcomes=(),
    )
