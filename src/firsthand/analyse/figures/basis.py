"""Is a figure a fact, an aim or a forecast, and is it one of a sum over time or per period?"""

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.model.items import ACTUAL, Moment
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report

_BEHIND = 40
"""Characters behind a figure in which a word of summing stands: "in Canada so far"."""
_BEFORE_BASIS = 120
"""Characters before a figure in which a word of aim or forecast is looked for."""
_SUMMED = frozenset({"share", "points of share", "ratio", "age", "time"})
"""What is not added up over time."""


def basis_of(page: Page, draft: Draft, report: Report) -> Slot:
    """Tell whether a figure is a fact, a target or a forecast.

    Args:
        page: the report's text.
        draft: the figure.
        report: the report.

    Returns:
        "actual", "target" or "forecast", by the nearest cue before it, with the cue.
    """
    floor = max(draft.sentence[0], draft.start - _BEFORE_BASIS)
    if not any(
        page.may_hold(aim, draft.sentence, floor, draft.end) for aim in ("target", "forecast")
    ):
        return ACTUAL
    piece = page.text[floor : draft.end]
    cues = {"target": page.cues.target, "forecast": page.cues.forecast, "": page.cues.past}
    last = {
        name: [
            m for m in cue.finditer(piece) if not page.in_moment(floor + m.start(), floor + m.end())
        ]
        for name, cue in cues.items()
    }  # the month of May is no forecast
    starts = {name: found[-1].start() for name, found in last.items() if found}
    name = "target" if "target" in starts else "forecast"
    cued = max(starts.get("target", -1), starts.get("forecast", -1))
    if cued < 0 or starts.get("", -1) > cued:
        return ACTUAL
    match = last[name][-1]
    span = report.span(floor + match.start(), floor + match.end())
    return Slot(name, (span,), Provenance.EXPLICIT)


def accumulation_of(
    page: Page, drafts: list[Draft], index: int, report: Report, each: Moment | None = None
) -> Slot:
    """Tell whether a figure adds up over time or is one of each period.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        report: the report.
        each: the words that make it one of each period.

    Returns:
        "per period" or "cumulative" with the words close by that say so; empty without, and for
        shares, ages and times.
    """
    draft = drafts[index]
    if draft.dimension in _SUMMED:
        return EMPTY
    if each is not None:
        return Slot("per period", (each.span,), Provenance.EXPLICIT)
    floor = max(draft.sentence[0], draft.start - 40, drafts[index - 1].end if index else 0)
    ceiling = min(draft.sentence[1], draft.end + _BEHIND)
    if index + 1 < len(drafts):
        ceiling = min(ceiling, drafts[index + 1].start)
    if not page.may_hold("cumulative", draft.sentence, floor, ceiling):
        return EMPTY
    match = page.cues.cumulative.search(page.text[floor:ceiling])
    if match is None:
        return EMPTY
    span = report.span(floor + match.start(), floor + match.end())
    return Slot("cumulative", (span,), Provenance.EXPLICIT)
