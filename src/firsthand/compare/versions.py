"""How are the versions of one claim put side by side with what stands behind each?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.compare.families import Sources
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict, Version


@dataclass(frozen=True, slots=True)
class Case:
    """One event with the reports that tell of it and what was found in them."""

    event: str
    reports: tuple[Report, ...]
    founds: Mapping[str, Found]
    sources: Sources
    day: str = ""
    """the event's day as EDTF, if known"""


def version(case: Case, value: str, mentions: Iterable[Span]) -> Version:
    """Put one value of a claim together.

    Args:
        case: the event it is told of.
        value: what these mentions say.
        mentions: the words, in any order; repeats count once.

    Returns:
        The version with its reports and its number of independent sources.
    """
    spans = tuple(sorted(set(mentions)))
    weight = case.sources.weigh({span.report for span in spans}, spans)
    return Version(value, spans, weight)


def comparison(
    case: Case,
    claim: str,
    kind: str,
    verdict: Verdict,
    versions: Sequence[Version],
    reason: Reason,
    slot: str = "",
) -> Comparison:
    """Put one claim together.

    Args:
        case: the event it is told of.
        claim: what it is about, in a few words.
        kind: number, date, name, place, fact, wording, attribution or role.
        verdict: how the versions stand to one another.
        versions: in any order.
        reason: the rule and the two values compared.
        slot: in which they differ.

    Returns:
        The comparison; the version with the most independent sources first.
    """
    ordered = tuple(sorted(versions, key=lambda v: (-v.weight.independent, v.mentions, v.value)))
    spans = [span for v in ordered for span in v.mentions]
    name = item_id("comparison", sorted(spans), case.event, kind)
    return Comparison(name, claim, kind, verdict, slot, ordered, reason, case.event)


def reports_of(spans: Iterable[Span]) -> int:
    """Count the reports that some spans lie in.

    Args:
        spans: of any reports.

    Returns:
        How many different reports.
    """
    return len({span.report for span in spans})
