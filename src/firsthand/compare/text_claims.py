"""Which clauses of an event's reports make one claim, and in which slot do they differ?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from firsthand.compare.abroad import Facing
from firsthand.compare.amounts import one_unit, same_value
from firsthand.compare.detail import Detail, size
from firsthand.compare.figures_abroad import left_over
from firsthand.compare.propositions import (
    Proposition,
    join_matches,
    matches,
    propositions,
)
from firsthand.compare.rendered import other_date
from firsthand.compare.under import Under
from firsthand.compare.versions import Case, comparison, version
from firsthand.compare.voice_claims import voice_claims
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict

LEAST_LIKENESS = 0.24
"""Below this two clauses are not shown as one claim: half the mean of word and letter cosines."""

SURE_LIKENESS = 0.4
"""Above this a voice that is lost or moved is shown as a difference of its own."""

SURE_RENDERING = 0.5
"""Likeness from which two sentences in two languages are shown as one fact ..."""

SURE_FACING, MOST_ALIKE = 3, 0.6
"""... or values and names that they share, and their likeness by these."""


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
    differing: Sequence[Comparison],
    groups: LinedUp | None = None,
) -> Iterator[Comparison]:
    """Line up the clauses of an event's reports and compare them slot by slot.

    Args:
        case: the event's reports.
        persons: who is meant by a speaker, by every spelling of the name in small letters.
        differing: comparisons of figures, dates and lists already made; clauses that differ there
            are said to differ.
        groups: the clauses that say one thing, where they are known already.

    Yields:
        Facts that two or more reports carry, and voices that were lost or moved.
    """
    told_apart = _ToldApart(differing)
    moments = {report: Under(found.moments) for report, found in case.founds.items()}
    detail = Detail(case)
    for score, group in line_up(case) if groups is None else groups:
        lengths = [size(detail.core(clause).words) for clause in group]
        told = f"likeness {score:.2f}, {min(lengths):.0f} to {max(lengths):.0f} content words"
        reason = _reason("claims/clause@2", group, score, told)
        pairs = tuple(combinations(group, 2))
        slot = told_apart.slot(group)
        if slot:
            yield _fact(case, group, told_apart.sides(group), reason, slot)
        elif not any(
            _two_values(one, other) or other_date(one.span, other.span, moments)
            for one, other in pairs
        ):
            yield _fact(case, group, detail.sides(group), reason)
        if score >= SURE_LIKENESS:
            yield from voice_claims(case, group, score, persons)


def facts_abroad(
    case: Case, abroad: Sequence[Facing], differing: Sequence[Comparison] = ()
) -> Iterator[Comparison]:
    """Show the sentences in two or more languages that say one thing.

    Args:
        case: the event's reports.
        abroad: sentences in two languages that tell one thing.
        differing: comparisons of figures, dates and lists already made; sentences that differ
            there say not one thing.

    Yields:
        One fact for each group of such sentences, at most one of each report.
    """
    told = {report: Under(found.figures) for report, found in case.founds.items()}
    moments = {report: Under(found.moments) for report, found in case.founds.items()}
    told_apart = _ToldApart(differing)
    sure = {
        (each.left, each.right): each.likeness
        for each in abroad
        if (
            (each.rendered and each.likeness >= SURE_RENDERING)
            or (len(each.shared) >= SURE_FACING and each.likeness >= MOST_ALIKE)
        )
        and not other_date(each.left, each.right, moments)
        and not told_apart.slot([Proposition(each.left), Proposition(each.right)])
    }
    detail = Detail(case)
    for score, spans in _groups(sure):
        group = [Proposition(span, figures=told[span.report].find(span)) for span in spans]
        pairs = combinations(group, 2)
        if any(
            left_over(one.figures, other.figures) or other_date(one.span, other.span, moments)
            for one, other in pairs
        ):
            continue  # what differs is a claim of its own, the rest no fact for sure
        sides: dict[tuple[bool, bool], list[Proposition]] = {}
        for clause in group:
            core = detail.core(clause)
            sides.setdefault((core.dated, core.counted), []).append(clause)
        reason = _reason("claims/abroad@1", group, score, f"likeness {score:.2f} in two languages")
        yield _fact(case, group, list(sides.values()), reason)


def _groups(
    pairs: Mapping[tuple[Span, Span], float],
) -> Iterator[tuple[float, tuple[Span, ...]]]:
    """Join pairs of sentences into groups, the likest first, with one sentence of a report each."""
    home: dict[Span, tuple[float, tuple[Span, ...]]] = {}
    for (one, other), score in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0])):
        left, right = home.get(one, (1.0, (one,)))[1], home.get(other, (1.0, (other,)))[1]
        if {span.report for span in left} & {span.report for span in right}:
            continue
        joined = tuple(sorted((*left, *right)))
        home.update(dict.fromkeys(joined, (score, joined)))
    yield from sorted(set(home.values()), key=lambda told: told[1])


def _fact(
    case: Case,
    group: Sequence[Proposition],
    sides: Sequence[Sequence[Proposition]],
    reason: Reason,
    slot: str = "",
) -> Comparison:
    verdict = Verdict.MORE_DETAIL if len(sides) > 1 else Verdict.AGREE
    verdict = Verdict.DIFFER if slot else verdict
    versions = [
        version(case, min((c.span.quote for c in side), key=len), (c.span for c in side))
        for side in sides
    ]
    claim = min((clause.span.quote for clause in group), key=len)
    return comparison(case, claim, "fact", verdict, versions, reason, slot)


def _reason(rule: str, group: Sequence[Proposition], score: float, told: str) -> Reason:
    return Reason(rule, round(score, 3), group[0].span.quote, group[-1].span.quote, told)


def _two_values(one: Proposition, other: Proposition) -> bool:
    """Tell whether two clauses hold two values of one unit: not said to differ, they agree less."""
    lone = [
        [f for f in ours if not any(one_unit(f, g) and same_value(f, g) for g in theirs)]
        for ours, theirs in ((one.figures, other.figures), (other.figures, one.figures))
    ]
    return any(f.unit.canonical and one_unit(f, g) for f in lone[0] for g in lone[1])


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a value of a claim whose versions differ stands."""

    span: Span
    claim: str
    value: str
    slot: str


class _ToldApart:
    """In which clauses do the values stand that reports give otherwise?"""

    def __init__(self, claims: Sequence[Comparison]) -> None:
        told: dict[str, list[_Told]] = {}
        for claim in claims:
            if claim.verdict is Verdict.DIFFER:
                for v in claim.versions:
                    for span in v.mentions:
                        each = _Told(span, claim.id, v.value, claim.slot)
                        told.setdefault(span.report, []).append(each)
        self._under = {report: Under(each) for report, each in told.items()}

    def slot(self, group: Sequence[Proposition]) -> str:
        """Name the slot in which two clauses hold two values of one claim; none where none do."""
        values: dict[tuple[str, str], set[str]] = {}
        for clause in group:
            for each in self._in(clause):
                values.setdefault((each.claim, each.slot), set()).add(each.value)
        slots = {slot for (_, slot), told in values.items() if len(told) > 1}
        return max(slots, default="")  # a number before a date

    def sides(self, group: Sequence[Proposition]) -> list[list[Proposition]]:
        """Put clauses with the same values on one side, so that a copy adds no version.

        A clause that holds none of the values says nothing else.
        """
        sides: dict[frozenset[tuple[str, str]], list[Proposition]] = {}
        for clause in group:
            told = frozenset((each.claim, each.value) for each in self._in(clause))
            if told:
                sides.setdefault(told, []).append(clause)
        return list(sides.values())

    def _in(self, clause: Proposition) -> Sequence[_Told]:
        under = self._under.get(clause.span.report)
        return under.find(clause.span) if under else ()
