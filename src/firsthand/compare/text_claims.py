"""Which clauses of an event's reports make one claim, and in which slot do they differ?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from firsthand.compare.detail import Detail, size
from firsthand.compare.propositions import (
    Proposition,
    join_matches,
    matches,
    propositions,
)
from firsthand.compare.versions import Case, comparison, version
from firsthand.compare.voice_claims import voice_claims
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict

LEAST_LIKENESS = 0.24
"""Below this two clauses are not shown as one claim: half the mean of word and letter cosines."""

SURE_LIKENESS = 0.4
"""Above this a voice that is lost or moved is shown as a difference of its own."""


LinedUp: TypeAlias = tuple[tuple[float, tuple[Proposition, ...]], ...]
"""Groups of clauses that say one thing, with the lowest likeness that joined each."""


def line_up(case: Case) -> LinedUp:
    """Find the clauses of an event's reports that say one thing.

    Args:
        case: the event's reports.

    Returns:
        Groups of at most one clause of each report.
    """
    clauses = [propositions(report, case.founds[report.id]) for report in case.reports]
    spans = [[clause.span for clause in group] for group in clauses]
    return tuple(
        (score, tuple(clauses[report][index] for report, index in members))
        for score, members in join_matches(matches(spans, LEAST_LIKENESS))
    )


def text_claims(
    case: Case,
    persons: Mapping[str, str],
    figures: Sequence[Comparison],
    groups: LinedUp | None = None,
) -> Iterator[Comparison]:
    """Line up the clauses of an event's reports and compare them slot by slot.

    Args:
        case: the event's reports.
        persons: who is meant by a speaker, by every spelling of the name in small letters.
        figures: comparisons of figures already made; clauses that differ only there are theirs.
        groups: the clauses that say one thing, where they are known already.

    Yields:
        Facts that two or more reports carry, and voices that were lost or moved.
    """
    differing = {
        span: (claim.id, v.value)
        for claim in figures
        if claim.verdict is Verdict.DIFFER
        for v in claim.versions
        for span in v.mentions
    }
    detail = Detail(case)
    for score, group in line_up(case) if groups is None else groups:
        yield _fact(case, group, score, differing, detail)
        if score >= SURE_LIKENESS:
            yield from voice_claims(case, group, score, persons)


def _fact(
    case: Case,
    group: Sequence[Proposition],
    score: float,
    differing: Mapping[Span, tuple[str, str]],
    detail: Detail,
) -> Comparison:
    if _differ(group, differing):
        verdict, slot, sides = Verdict.DIFFER, "number", _sides(group, differing)
    else:
        sides, slot = detail.sides(group), ""
        verdict = Verdict.MORE_DETAIL if len(sides) > 1 else Verdict.AGREE
    versions = [
        version(case, min((c.span.quote for c in side), key=len), (c.span for c in side))
        for side in sides
    ]
    quotes = [clause.span.quote for clause in group]
    lengths = [size(detail.core(clause).words) for clause in group]
    told = f"likeness {score:.2f}, {min(lengths):.0f} to {max(lengths):.0f} content words"
    reason = Reason("claims/clause@2", round(score, 3), quotes[0], quotes[-1], told)
    return comparison(case, min(quotes, key=len), "fact", verdict, versions, reason, slot)


def _differ(group: Sequence[Proposition], differing: Mapping[Span, tuple[str, str]]) -> bool:
    """Tell whether two clauses hold two values of one claim."""
    values: dict[str, set[str]] = {}
    for clause in group:
        for figure in clause.figures:
            if figure.span in differing:
                claim, value = differing[figure.span]
                values.setdefault(claim, set()).add(value)
    return any(len(told) > 1 for told in values.values())


def _sides(
    group: Sequence[Proposition], differing: Mapping[Span, tuple[str, str]]
) -> list[list[Proposition]]:
    """Put clauses with the same values on one side, so that a copy adds no version."""
    sides: dict[frozenset[tuple[str, str]], list[Proposition]] = {}
    for clause in group:
        told = frozenset(differing[f.span] for f in clause.figures if f.span in differing)
        sides.setdefault(told, []).append(clause)
    return list(sides.values())
