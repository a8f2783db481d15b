"""On what do the reports agree, on what do they differ, and what does only one of them tell?"""

from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.story import Comparison, Verdict, Version
from firsthand.serve.views.events import tag_events
from firsthand.serve.views.evidence import Evidence, Shelf
from firsthand.serve.views.wording import VERDICTS, say_weight, shorten, why_weight

NAME = 40
"""Characters up to which a value is shown even where the quote says the same."""

TITLE = 160
"""Characters of a claim in its heading."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One value of a claim, with what stands behind it."""

    value: str
    """empty where it is no other than a long quote"""
    weight: str
    why: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One claim as a brief shows it."""

    id: str
    claim: str
    kind: str
    slot: str
    reason: str
    event: tuple[str, str, str]
    """(tag, title, link), all empty where the claim belongs to no event"""
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """All claims with one verdict."""

    verdict: Verdict
    word: str
    claims: tuple[ComparisonView, ...]


def view_comparisons(findings: Findings, shelf: Shelf) -> tuple[VerdictGroup, ...]:
    """Show the claims, those that differ first.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        One group for each verdict that occurs.
    """
    tags = tag_events(findings)
    events = {event.id: (tags[event.id], event.title, f"#{event.id}") for event in findings.events}
    groups: list[VerdictGroup] = []
    for verdict, word in VERDICTS.items():
        claims = tuple(
            _comparison(comparison, events.get(comparison.event, ("", "", "")), shelf)
            for comparison in findings.comparisons
            if comparison.verdict is verdict
        )
        if claims:
            groups.append(VerdictGroup(verdict, word, claims))
    return tuple(groups)


def _comparison(
    comparison: Comparison, event: tuple[str, str, str], shelf: Shelf
) -> ComparisonView:
    return ComparisonView(
        id=comparison.id,
        claim=shorten(comparison.claim, TITLE),
        kind="" if comparison.kind == comparison.slot else comparison.kind,
        slot=comparison.slot,
        reason=shelf.why(comparison.reason),
        event=event,
        versions=tuple(_version(version, shelf) for version in comparison.versions),
    )


def _version(version: Version, shelf: Shelf) -> VersionView:
    quotes = {span.quote.casefold() for span in version.mentions if len(span.quote) > NAME}
    return VersionView(
        "" if version.value.casefold() in quotes else shorten(version.value),
        say_weight(version.weight),
        why_weight(version.weight),
        shelf.evidence(version.mentions),
    )
