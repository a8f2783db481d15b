"""Of which whole is a figure a part: "of which", "12 of the 40", "of the 640 passengers, 212"?"""

from collections.abc import Sequence

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.measured import share_of
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report

_NEAR = 24
"""Characters in which "of which" stands next to its part."""
_FEW = 20
"""Figures of a sentence that are looked back at."""
_NO_PART = frozenset({"time", "age", "points of share", "ratio"})
"""What is no part of a whole."""


def denominator(
    page: Page, drafts: Sequence[Draft], index: int, before: Draft | None, report: Report
) -> Slot:
    """Find the whole that a share or a part is of.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        before: the last figure of the sentence before.
        report: the report.

    Returns:
        The expression of another figure, or the noun that a share is of; empty when none is told.
    """
    draft = drafts[index]
    whole, told = _pointed(page, drafts, index, before), Provenance.EXPLICIT
    if whole is not None and whole is before:
        told = Provenance.INHERITED
    if whole is None and draft.dimension not in _NO_PART:
        whole = _right_behind(page, drafts, index) or _announced(page, drafts, index)
    if whole is not None:
        span = report.span(whole.start, whole.end)
        return Slot(span.quote, (span,), told)
    noun = share_of(page, draft) if draft.dimension == "share" else None
    if noun is None:
        return EMPTY
    span = report.span(*noun)
    return Slot(span.quote, (span,), Provenance.EXPLICIT)


def _pointed(page: Page, drafts: Sequence[Draft], index: int, before: Draft | None) -> Draft | None:
    """Follow "of which" and "of them" to the figure before."""
    draft = drafts[index]
    after = page.text[draft.end : min(draft.sentence[1], draft.end + _NEAR)]
    ahead = page.text[max(draft.sentence[0], draft.start - _NEAR) : draft.start]
    if not (page.cues.whole.match(after.lstrip()) or page.cues.whole.search(ahead)):
        return None
    if not index:
        return before
    if draft.dimension != "share":
        for whole in reversed(drafts[max(0, index - _FEW) : index]):
            if _kind(whole) == _kind(draft) and whole.value >= draft.value:
                return whole
    return drafts[index - 1]


def _kind(draft: Draft) -> tuple[str, str]:
    unit = draft.unit.canonical if draft.unit else ""
    return draft.dimension, draft.noun_name or unit


def _right_behind(page: Page, drafts: Sequence[Draft], index: int) -> Draft | None:
    """Read "12 of the 40 members": a bare number or a share, then the whole."""
    draft = drafts[index]
    if index + 1 >= len(drafts) or draft.noun is not None:
        return None
    if draft.unit is not None and draft.dimension != "share":
        return None
    whole = drafts[index + 1]
    between = " ".join(page.text[draft.end : whole.start].casefold().split())
    counted = whole.noun is not None or whole.unit is not None
    fits = draft.dimension == "share" or whole.value > draft.value
    return whole if between in page.cues.words("whole", "between") and counted and fits else None


def _announced(page: Page, drafts: Sequence[Draft], index: int) -> Draft | None:
    """Read "Of the 640 passengers, 212 were children": the first figure is the whole."""
    whole, draft = drafts[0], drafts[index]
    if not index or whole.noun is None or whole.value < draft.value:
        return None
    if whole.start - whole.sentence[0] > _NEAR:
        return None
    head = " ".join(page.text[whole.sentence[0] : whole.start].casefold().split())
    bare = draft.dimension == "share" or draft.unit is None
    return whole if bare and head in page.cues.words("whole", "opens") else None
