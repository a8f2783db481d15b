"""What was asked or promised, and what do later reports say of it?"""

from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.items import Directive
from firsthand.model.story import Evidence as Later
from firsthand.model.story import Outcome, Progress, State
from firsthand.serve.views.evidence import Evidence, Shelf, SlotView
from firsthand.serve.views.wording import (
    LATER,
    NOTHING,
    STATES,
    count,
    say_date,
    say_weight,
    shorten,
    theme,
    why_weight,
)

SAID_SO = {
    "done": "a report says: done",
    "late": "a report says: late",
    "changed": "a report says: changed",
    "not-met": "a report says: not met",
}
"""Words that a report itself uses; the program never says them of its own."""


TITLE = 160
"""Characters of a directive in its heading."""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What one later passage says."""

    word: str
    what: str
    """empty where it is no other than the quote"""
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
    themes: str
    date: str
    carried: str
    weight: str
    """how much stands behind what later reports say"""
    why: str
    state: str
    summary: str
    """what later reports offer, in one line"""
    found: bool
    reason: str
    made: tuple[Evidence, ...]
    outcomes: tuple[OutcomeView, ...]


@dataclass(frozen=True, slots=True)
class ProgressGroup:
    """Directives of which later reports say as much."""

    title: str
    items: tuple[ProgressView, ...]


def view_progress(findings: Findings, shelf: Shelf) -> tuple[ProgressGroup, ...]:
    """Show directives and commitments with what later reports say.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        Those with a reported figure or stated progress, those that are only mentioned again,
        and the rest, directives that the study did not follow up among them.
    """
    covered = {directive for item in findings.progress for directive in item.directives}
    views = [_progress(item, shelf) for item in findings.progress]
    views += [_alone(item, shelf) for item in findings.directives if item.id not in covered]
    groups = {
        "A later report tells something": [v for v in views if v.found],
        "Mentioned again": [v for v in views if v.outcomes and not v.found],
        NOTHING.capitalize(): [v for v in views if not v.outcomes],
    }
    return tuple(ProgressGroup(title, tuple(items)) for title, items in groups.items() if items)


def _progress(item: Progress, shelf: Shelf) -> ProgressView:
    words = [LATER[kind] for kind in Later if any(o.evidence is kind for o in item.outcomes)]
    summary = ", ".join(words) or NOTHING
    if item.status in SAID_SO:
        summary = f"{SAID_SO[item.status]} ({summary})"
    return ProgressView(
        id=item.id,
        title=shorten(item.title, TITLE),
        kind=item.kind,
        issuer=shelf.slot("By", item.issuer),
        themes=_themes(item),
        date=say_date(item.date),
        carried=count(len({span.report for span in item.made}), "report"),
        weight=say_weight(item.weight) if item.weight.reports else "",
        why=why_weight(item.weight),
        state="" if item.state is State.SUGGESTED else STATES[item.state],
        summary=summary,
        found=any(o.evidence is not Later.MENTIONED for o in item.outcomes),
        reason=shelf.why(item.reason) if len(item.made) > 1 else "",
        made=shelf.evidence(item.made),
        outcomes=tuple(_outcome(outcome, shelf) for outcome in _ordered(item.outcomes)),
    )


def _themes(item: Progress | Directive) -> str:
    codes = dict.fromkeys(code for code in (item.theme, *item.also_themes) if code)
    return "; ".join(theme(code) for code in codes)


def _ordered(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    ranks = list(Later)
    return sorted(outcomes, key=lambda outcome: ranks.index(outcome.evidence))


def _outcome(outcome: Outcome, shelf: Shelf) -> OutcomeView:
    quotes = {" ".join(span.quote.split()) for span in outcome.spans}
    return OutcomeView(
        LATER[outcome.evidence],
        "" if " ".join(outcome.what.split()) in quotes else outcome.what,
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
        themes=_themes(item),
        date="",
        carried="1 report",
        weight="",
        why="",
        state="",
        summary="not followed up in this study",
        found=False,
        reason=f"rule {item.rule}",
        made=shelf.evidence([item.span], aids),
        outcomes=(),
    )
