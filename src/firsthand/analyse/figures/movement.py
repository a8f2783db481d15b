"""Does a figure tell of a movement?"""

import re

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.measured import ECHO
from firsthand.model.items import Change
from firsthand.text.numberlists import NumeralKind

_AFTER_CHANGE = 24
"""Characters behind a figure in which its own word of movement stands: "a 5% increase"."""
_BEFORE_CHANGE = 60
_NEAR = 14
"""Characters between a word of movement and its figure: "rose by about"."""
_CLAUSE_MARK = re.compile(r"[,;:—(]")
_BEHIND = re.compile(r"[\s-]*(?:[^\W\d_]+\s){0,2}[^\W\d_]+")
_APART = re.compile(r"\b(?:of|in|for|to|and|as|on|the)\b")
_STOPS = re.compile(r"[.;:!?()—–]")
_CHAIN = 12
"""Figures that one verb may serve."""
_GAPPED = 8
"""Words between two figures of one verb."""
_GOAL = 18
"""Characters between a movement and what it led to: "rose 5% to ", "fell 3% to a close of "."""
_MOVES = frozenset({"share", "points of share", "currency"})
"""What moves "by a": other things after an article are what was gained or lost."""


def change_of(page: Page, drafts: list[Draft], index: int, chain: int = _CHAIN) -> Change:
    """Tell whether a figure tells of a movement.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        chain: how many figures back a shared verb may stand.

    Returns:
        Up, down or level by the nearest word of movement; none without one.
    """
    draft = drafts[index]
    floor = max(
        draft.sentence[0], drafts[index - 1].end if index else 0, draft.start - _BEFORE_CHANGE
    )
    if _leaves(page, draft, floor):
        return Change.NONE
    if draft.kind is NumeralKind.MULTIPLE and not draft.numeral.digits:
        return Change.UP
    behind = _change_behind(page, drafts, index)
    if behind is not Change.NONE:
        return behind
    change = _change_before(page, draft, floor)
    if not index or not chain:
        return change
    before = drafts[index - 1]
    echo = ECHO.fullmatch(page.text[before.end : draft.start]) is not None
    gapped = change is Change.NONE and _gapped(page, before, draft)
    at = index - 1
    if change is Change.NONE and not gapped and _stepped(page, drafts, index):
        gapped, at = True, index - 2
    if echo or gapped or _reached(page, before, draft):
        told = change_of(page, drafts, at, chain - 1)
        return told if echo or told in {Change.UP, Change.DOWN} else change
    return change


def _leaves(page: Page, draft: Draft, floor: int) -> bool:
    """Tell whether a movement began here: "fell from 5%", but not "ein Plus von 5%"."""
    word = page.word_before(draft.start, floor)
    if word not in page.cues.words("change", "from"):
        return False
    if word not in page.cues.words("change", "by"):
        return True
    piece = page.text[floor : draft.start].rstrip()[: -len(word)].rsplit(maxsplit=1)
    told = piece[-1] if piece else ""
    return not (told[:1].isupper() and page.cues.change(told)[0] is not Change.NONE)


def _stepped(page: Page, drafts: list[Draft], index: int) -> bool:
    """Tell whether the last figure but one moved too: "fell 2% to 900, and tin 1% to 300"."""
    if index < 2 or drafts[index - 2].dimension != drafts[index].dimension:  # noqa: PLR2004 - a step and its goal
        return False
    return _reached(page, drafts[index - 2], drafts[index - 1]) and _joined(
        page, drafts[index - 1], drafts[index]
    )


def _gapped(page: Page, before: Draft, draft: Draft) -> bool:
    """Tell whether one verb serves two figures: "rice rose 3% and maize by 2%"."""
    if before.dimension != draft.dimension:
        return False
    level = page.word_before(before.start, before.sentence[0]) in page.cues.words("change", "goal")
    return not level and _joined(page, before, draft)


def _joined(page: Page, before: Draft, draft: Draft) -> bool:
    """Tell whether "and" or a comma joins a figure to the one before, with no verb between."""
    if not draft.dimension:
        return False
    if page.word_before(draft.start, before.end) in page.cues.words("change", "gap"):
        return True
    between = page.text[before.end : draft.numeral.start]
    words = between.casefold().replace(",", " ").split()
    joined = "," in between or not page.cues.words("change", "joins").isdisjoint(words)
    shared = page.word_after(draft.end, draft.sentence[1]) in page.cues.link
    if not joined or shared or len(words) > _GAPPED or _STOPS.search(between):
        return False
    if not page.cues.words("change", "apart").isdisjoint(words):
        return False
    grid = page.grid
    if not grid:
        return page.cues.words("amounts", "verbs").isdisjoint(words)
    tokens = grid.tokens[grid.at(before.end) : grid.at(draft.start)]
    return all(t.pos_ not in {"VERB", "AUX", "SCONJ"} for t in tokens)


def _change_behind(page: Page, drafts: list[Draft], index: int) -> Change:
    """Read a word of movement right behind: "a 5% increase"."""
    draft = drafts[index]
    if draft.dimension not in {"share", "points of share", "currency", ""}:
        return Change.NONE
    ceiling = min(draft.sentence[1], draft.end + _AFTER_CHANGE)
    if index + 1 < len(drafts):
        ceiling = min(ceiling, drafts[index + 1].start)
    after = _BEHIND.match(page.text, draft.end, ceiling)
    change, position = (
        page.change(draft.sentence, draft.end, after.end()) if after else (Change.NONE, -1)
    )
    if after is None or position < 0 or _APART.search(after[0][:position]):
        return Change.NONE
    return Change.NONE if _for_sale(page, draft.end + position) else change


def _reached(page: Page, before: Draft, draft: Draft) -> bool:
    """Tell whether a figure is where a movement led: "rose 5% to 30 million"."""
    words = page.text[before.end : draft.start].casefold().split()
    return bool(
        words
        and words[0] in page.cues.words("change", "goal")
        and len(" ".join(words)) <= _GOAL
        and not before.is_range
    )


def _for_sale(page: Page, position: int) -> bool:
    """Tell whether "up" belongs to another phrase: "shares up for sale"."""
    after = page.text[position : position + _AFTER_CHANGE].split()
    return len(after) > 1 and after[1].casefold() in page.cues.words("change", "other_after")


def _particle(page: Page, position: int) -> bool:
    """Tell whether "up" belongs to a verb that tells of no movement: gave up, made up."""
    if not page.grid:
        return False
    token = page.grid.tokens[page.grid.at(position)]
    return (
        token.dep_ == "prt"
        and page.cues.change(token.head.text)[1] < 0
        and (token.head.lemma_.casefold() not in page.cues.words("change", "moves"))
    )


def _change_before(page: Page, draft: Draft, floor: int) -> Change:
    """Read the last word of movement, when little or a preposition stands between."""
    change, position = page.change(draft.sentence, floor, draft.start)
    if position < 0 or _particle(page, floor + position):
        return Change.NONE
    gap = page.text[floor + position : draft.start].partition(" ")[2]
    if _CLAUSE_MARK.search(gap):
        return Change.NONE
    last = gap.split()[-1].casefold() if gap.split() else ""
    near = len(gap) <= _NEAR or last in page.cues.words("change", "by")
    if last in page.cues.words("change", "article") and draft.dimension not in _MOVES:
        return Change.NONE
    return change if near or page.language in {"zh", "ja"} else Change.NONE
