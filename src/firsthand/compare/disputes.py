"""For which slots do two reports give different values, and in which words?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from firsthand.compare.relate import Standing, comparable, relate_values
from firsthand.model.findings import Findings
from firsthand.model.items import Figure, Moment
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict, Version

WHOLE_CLAIM = frozenset({"fact"})
"""Kinds of comparison that differ in a value for which there is a comparison of its own."""
MARKED = frozenset({"number", "date", "name", "place", "value", "role"})
"""Slots whose values are words that can be marked. Who says a thing is none: the words said are
the same, and of 29 such differences between translations of one text none was real."""
A_DAY = 10
"""Characters of a day in EDTF; the days of two reports are compared, not days and years."""

_Item = TypeVar("_Item", Figure, Moment)


@dataclass(frozen=True, slots=True)
class Told:
    """What one report says of a disputed slot."""

    report: str
    value: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One slot for which two reports give different values."""

    slot: str
    claim: str
    told: tuple[Told, Told]
    """by report id"""
    rule: str
    comparison: str = ""
    """id of the comparison it rests on, if any"""

    def of(self, report: str) -> Told:
        """Find what one of the two reports says.

        Args:
            report: its id.

        Returns:
            Its value and words.
        """
        return self.told[0] if self.told[0].report == report else self.told[1]


def disputes_of(comparisons: Sequence[Comparison], a: str, b: str) -> Iterator[Dispute]:
    """Pick the claims in which two reports differ.

    Args:
        comparisons: of a study.
        a: id of one report.
        b: of the other.

    Yields:
        One dispute for each claim to which each of the two gives one value, and not the same.
    """
    for one in comparisons:
        if one.verdict is not Verdict.DIFFER or one.kind in WHOLE_CLAIM or one.slot not in MARKED:
            continue
        said = [
            (version, tuple(m for m in version.mentions if m.report == report))
            for report in sorted((a, b))
            for version in one.versions
            if any(m.report == report for m in version.mentions)
        ]
        reports = [mentions[0].report for _, mentions in said]
        if reports == sorted((a, b)) and said[0][0] is not said[1][0]:
            first, second = (_told(one, version, mentions) for version, mentions in said)
            yield Dispute(one.slot, one.claim, (first, second), one.reason.rule, one.id)


def _told(claim: Comparison, version: Version, mentions: tuple[Span, ...]) -> Told:
    """Say a value in the report's own words, a date by its day too."""
    value = mentions[0].quote
    if claim.slot == "date" and version.value != value:
        value = f"{value} ({version.value})"
    return Told(mentions[0].report, value, mentions)


def replaced_values(left: Span, right: Span, findings: Findings) -> Dispute | None:
    """Tell whether words that took the place of others changed a figure or a day.

    Args:
        left: words of one report between words that both reports share.
        right: what the other has in their place.
        findings: figures and moments of the two, among others.

    Returns:
        The dispute, where each side holds one figure of one unit or one day and they differ.
    """
    one, other = _only(findings.figures, left), _only(findings.figures, right)
    if one and other:
        if not comparable(one, other):
            return None
        if relate_values(one, other).standing not in {Standing.CONFLICTS, Standing.SLIP}:
            return None
        claim = one.measured.value or other.measured.value or one.unit.canonical
        return _dispute("number", claim, one.span, other.span)
    day, another = _only(findings.moments, left), _only(findings.moments, right)
    if day and another and len(day.value) == len(another.value) == A_DAY:
        return None if day.value == another.value else _dispute("date", "", day.span, another.span)
    return None


def _dispute(slot: str, claim: str, one: Span, other: Span) -> Dispute:
    told = [Told(span.report, span.quote, (span,)) for span in (one, other)]
    first, second = sorted(told, key=lambda said: said.report)
    return Dispute(slot, claim, (first, second), "sides/replaced@1")


def _only(items: Sequence[_Item], place: Span) -> _Item | None:
    """Find the one item that shares characters with a stretch."""
    found = [item for item in items if item.span.overlaps(place)]
    return found[0] if len(found) == 1 else None
