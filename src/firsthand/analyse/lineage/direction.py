"""Which of two related reports did the words come from, as far as the reports show it?"""

import re

from firsthand.analyse.lineage.passages import Overlap
from firsthand.model.report import Report
from firsthand.model.story import Direction
from firsthand.text.terms import plain

WHOLLY = 0.9
"""Share of a report's word sequences found in the other that makes it a mere part of it."""
PARTLY = 0.7
"""Share below which the fuller report clearly has more than the part."""

SURE = 0.4
"""Log-odds from which the words alone tell the direction: a chance of 0.6."""

_AT_ONCE = 8
"""Characters between a dateline and the credit of the agency whose own it is: " (APX)"."""

Likelier = tuple[float, str]
"""Log-odds that the first report is the source, and why."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?")


def tell_direction(
    a: Report, b: Report, overlap: Overlap, likelier: Likelier = (0.0, "")
) -> tuple[Direction, str]:
    """Tell which report came first, by credit, then dates, then the words.

    Args:
        a: one report.
        b: the other.
        overlap: what they share word for word.
        likelier: what their words tell, weighed in the pile that they stand in.

    Returns:
        The direction and the reason in words; unknown when nothing in the reports decides.
    """
    credited = _by_credit(a, b)
    if credited is not None:
        return credited
    day_a, day_b = publication_day(a), publication_day(b)
    if day_a and day_b and not (day_a.startswith(day_b) or day_b.startswith(day_a)):
        if day_a < day_b:
            return Direction.A_TO_B, f"published earlier ({day_a} before {day_b})"
        return Direction.B_TO_A, f"published earlier ({day_b} before {day_a})"
    odds, why = likelier
    if abs(odds) >= SURE:
        return (Direction.A_TO_B if odds > 0 else Direction.B_TO_A), why
    return _by_part(overlap) or (Direction.UNKNOWN, "nothing in the reports tells which came first")


def is_told(a: Report, b: Report) -> bool:
    """Tell whether credit or dates show which report came first, so that no words are weighed.

    Args:
        a: one report.
        b: the other.

    Returns:
        True when they do.
    """
    day_a, day_b = publication_day(a), publication_day(b)
    dated = bool(day_a and day_b) and not (day_a.startswith(day_b) or day_b.startswith(day_a))
    return dated or _by_credit(a, b) is not None


def is_credited(a: Report, b: Report) -> bool:
    """Tell whether one of two reports credits the other, or its agency's dispatch, as its source.

    Args:
        a: one report.
        b: the other.

    Returns:
        True when their credits show who has it from whom.
    """
    told = _by_credit(a, b)
    return told is not None and told[0] is not Direction.COMMON


def _by_part(overlap: Overlap) -> tuple[Direction, str] | None:
    why = "the shorter text stands wholly in the longer one"
    if overlap.in_b >= WHOLLY and overlap.in_a < PARTLY:
        return Direction.A_TO_B, why
    if overlap.in_a >= WHOLLY and overlap.in_b < PARTLY:
        return Direction.B_TO_A, why
    return None


def publication_day(report: Report) -> str:
    """Find when a report says that it was published.

    Args:
        report: a labelled report.

    Returns:
        An ISO day or day and minute; the dateline's where no other is given; empty when neither.
    """
    metadata = report.metadata
    for value in (metadata.published.value, metadata.dateline_date.value):
        match = _DAY.match(value)
        if match:
            return match[0]
    return ""


def _by_credit(a: Report, b: Report) -> tuple[Direction, str] | None:
    from_a, from_b = _credits(b, a), _credits(a, b)
    if from_a and not from_b:
        return Direction.A_TO_B, f"credits {b.metadata.agency.value}"
    if from_b and not from_a:
        return Direction.B_TO_A, f"credits {a.metadata.agency.value}"
    agency = plain(a.metadata.agency.value)
    if not agency or agency != plain(b.metadata.agency.value):
        return None
    name = a.metadata.agency.value
    if _is_dispatch(a) != _is_dispatch(b):
        way = Direction.A_TO_B if _is_dispatch(a) else Direction.B_TO_A
        return way, f"credits {name}, whose own dispatch the other is"
    return Direction.COMMON, f"both credit {name}"


def _is_dispatch(report: Report) -> bool:
    """Tell whether a report is an agency's own: its dateline has the credit, no outlet is named."""
    metadata = report.metadata
    outlet = plain(metadata.outlet.value)
    heads = any(
        credit.start < dateline.end + _AT_ONCE and dateline.start <= credit.end
        for credit in metadata.agency.spans
        for dateline in (*metadata.dateline_place.spans, *metadata.dateline_date.spans)
    )
    # An agency's own page may be called "Reuters News" or "時事通信ニュース".
    return heads and (not outlet or outlet.startswith(plain(metadata.agency.value)))


def dispatch_of(report: Report) -> str:
    """Name the agency whose own dispatch a report is.

    Args:
        report: a labelled report.

    Returns:
        The name that stands beside the dateline; empty where none does.
    """
    metadata = report.metadata
    for slot in (metadata.agency, metadata.outlet):
        for credit in slot.spans:
            for dateline in (*metadata.dateline_place.spans, *metadata.dateline_date.spans):
                if dateline.end <= credit.start < dateline.end + _AT_ONCE:
                    return slot.value
    return ""


def _credits(child: Report, parent: Report) -> bool:
    if not child.metadata.agency.value:
        return False
    agency = plain(child.metadata.agency.value)
    return bool(agency) and agency == plain(parent.metadata.outlet.value)
