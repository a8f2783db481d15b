"""From which figure did a figure move, and to which other did a movement lead?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.model.items import Change
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report

_FAR = 120
"""Characters between a figure and the one it moved from."""
_GOAL = 70
"""Characters between a movement and where it led."""
_ASIDE = 40
"""Characters between a level and the movement told behind a comma: "9 million, up 5%"."""
_AHEAD = 2
"""Figures behind one that may be what it moved from."""
_STOPS = re.compile(r"[;:；：?!()（）]|\.\s")
_OPENS = re.compile(r"\s*[,(，（、–—-]\s*")
_CJK = frozenset({"zh", "ja"})
_PARTS = frozenset({"share", "points of share", "ratio"})


def lend(page: Page, drafts: Sequence[Draft]) -> None:
    """Let the bare start of a movement count what its goal counts: "from 12 to 15 members".

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order; changed in place.
    """
    for draft, following in pairwise(drafts):
        bare = draft.unit is None and draft.noun is None and draft.elided is None
        counted = bare and following.noun is not None
        if counted and _begins(page, draft) and _led(page, draft, following):
            draft.elided, draft.noun_name = following.noun, following.noun_name


def base_of(page: Page, drafts: Sequence[Draft], index: int, report: Report) -> Slot:
    """Find the figure that a level moved from: "rose to 7 billion from 6 billion".

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        report: the report.

    Returns:
        The expression of the base: the figure before in "from 6 to 7", else the next of the same
        unit that stands behind "from", "compared with" or the like.
    """
    draft = drafts[index]
    before = drafts[index - 1] if index else None
    began = before is not None and _begins(page, before) and _alike(before, draft)
    if before is not None and began and _led(page, before, draft):
        return _slot(report, before)
    for ahead in range(index + 1, min(len(drafts), index + 1 + _AHEAD)):
        other = drafts[ahead]
        if other.start - draft.end > _FAR or _STOPS.search(page.text, draft.end, other.start):
            break
        between = drafts[index + 1 : ahead]
        if (
            _alike(draft, other)
            and not any(_alike(d, other) for d in between)
            and _based(page, draft, other)
        ):
            return _slot(report, other)
    return EMPTY


def target_of(
    page: Page, drafts: Sequence[Draft], index: int, change: Change, report: Report
) -> Slot:
    """Find the figure that a movement led to: "rose by 2 million to 6 million".

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        change: its own movement.
        report: the report.

    Returns:
        The expression of the level that was reached; empty for what is no movement.
    """
    draft = drafts[index]
    if change not in {Change.UP, Change.DOWN} or draft.is_range:
        return EMPTY
    if _begins(page, draft) or _is_goal(page, draft):
        return EMPTY
    levels = (d for d in drafts[index + 1 : index + 1 + _AHEAD] if d.dimension != "time")
    following = next(levels, None)
    if following is not None and _led(page, draft, following):
        another = page.change(draft.sentence, draft.end, following.start)[1] >= 0
        return EMPTY if another else _slot(report, following)
    if index and _aside(page, drafts[index - 1], draft):
        return _slot(report, drafts[index - 1])
    return EMPTY


def _slot(report: Report, draft: Draft) -> Slot:
    span = report.span(draft.start, draft.end)
    return Slot(span.quote, (span,), Provenance.EXPLICIT)


def _alike(one: Draft, other: Draft) -> bool:
    """Tell whether two figures are amounts of one kind; a bare number fits any but a share."""
    if one.unit and other.unit:
        return one.unit.canonical == other.unit.canonical
    if one.unit or other.unit:
        bare, full = (one, other) if other.unit else (other, one)
        return bare.noun is None and full.dimension not in {*_PARTS, "time", "age"}
    nouns = {d.noun_name for d in (one, other) if d.noun is not None or d.elided is not None}
    return len(nouns) < 2  # noqa: PLR2004 - two names are two things


def _begins(page: Page, draft: Draft) -> bool:
    """Tell whether a figure is where a movement began: it stands behind "from"."""
    starts = page.cues.words("change", "start")
    if page.language in _CJK:
        return any(page.text.endswith(word, draft.sentence[0], draft.start) for word in starts)
    return page.word_before(draft.start, draft.sentence[0]) in starts


def _led(page: Page, draft: Draft, following: Draft) -> bool:
    """Tell whether a figure stands behind "to", not far from the one it is the goal of."""
    gap = following.start - draft.end
    if not 0 <= gap <= _GOAL or _STOPS.search(page.text, draft.end, following.start):
        return False
    if page.language not in _CJK:
        word = page.word_before(following.start, draft.end)
        if word in page.cues.words("change", "level_only") and following.noun is not None:
            return False
    return _is_goal(page, following, draft.end)


def _is_goal(page: Page, draft: Draft, floor: int = 0) -> bool:
    """Tell whether a figure stands behind "to"."""
    goals = page.cues.words("change", "goal")
    floor = max(floor, draft.sentence[0])
    if page.language in _CJK:
        return any(page.text.endswith(word, floor, draft.start) for word in goals)
    return page.word_before(draft.start, floor) in goals


def _based(page: Page, draft: Draft, other: Draft) -> bool:
    words = page.text[draft.end : other.start].casefold().split()
    articles = page.cues.words("change", "article")
    while words and words[-1] in articles:
        words.pop()
    if page.language in _CJK:
        return bool(words) and any(words[-1].endswith(w) for w in page.cues.words("change", "base"))
    tails = {" ".join(words[-count:]) for count in (1, 2, 3) if len(words) >= count}
    return bool(tails & page.cues.words("change", "base"))


def _aside(page: Page, level: Draft, draft: Draft) -> bool:
    """Tell whether a movement is told behind the level it led to: "9 million, up 5%"."""
    if not 0 < draft.start - level.end <= _ASIDE or level.dimension in {"time", "age"}:
        return False
    opened = _OPENS.match(page.text, level.end, draft.start)
    if opened is None or (level.dimension in _PARTS and draft.dimension not in _PARTS):
        return False
    words = page.text[opened.end() : draft.start]
    return page.change(draft.sentence, opened.end(), draft.start)[1] >= 0 and not _OPENS.search(
        words.rstrip()
    )
