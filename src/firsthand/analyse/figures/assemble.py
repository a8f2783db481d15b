"""How does a draft become a bounded amount with its counted noun?"""

import re
from dataclasses import replace

from firsthand.analyse.figures.bounds import bound_after, bound_before, bound_inside, is_during
from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.analyse.figures.guards import is_figure
from firsthand.analyse.figures.measured import ECHO
from firsthand.analyse.figures.nouns import counted
from firsthand.analyse.figures.ranges import VOTE, join_ends
from firsthand.analyse.figures.scan import scan_sentence
from firsthand.analyse.figures.units import COUNT, unit_per
from firsthand.model.items import Bound, Change, Unit
from firsthand.text.numberlists import NumeralKind, tidy

_OLDEST = 115
_SIDES = 700
"""More votes or points than this on one side are no score."""
_AFTER_CHANGE = 24
"""Characters behind a figure in which its own word of movement stands: "a 5% increase"."""
_BEFORE_CHANGE = 60
_FOLLOWING = re.compile(r"\s*\w")
_ARCS = 8
"""Dependency arcs inside one expression."""
_NEAR = 14
"""Characters between a word of movement and its figure: "rose by about"."""
_CLAUSE_MARK = re.compile(r"[,;:—(]")


def assemble(page: Page, sentence: Stretch) -> list[Draft]:
    """Read the figures of one sentence, bounds and nouns included.

    Args:
        page: the report's text with its parse.
        sentence: half-open offsets.

    Returns:
        The drafts that are figures, in text order.
    """
    drafts = join_ends(page, scan_sentence(page, sentence))
    kept: list[Draft] = []
    floor = sentence[0]
    ends = [*(draft.start for draft in drafts[1:]), sentence[1]]
    for draft, stop in zip(drafts, ends, strict=False):
        draft.stop = stop
        _age(page, draft)
        _noun(page, draft)
        _bound(page, draft, floor)
        _score(page, draft)
        if is_figure(page, draft):
            _head(page, draft)
            _echo(page, kept, draft)
            _ellipsis(page, kept, draft)
            kept.append(draft)
        floor = draft.end
    return kept


def _age(page: Page, draft: Draft) -> None:
    """Read "Maria Silva, 44," and "aged 44"."""
    if (
        draft.unit is not None
        or not draft.numeral.digits
        or (draft.is_range and draft.value > _OLDEST)
    ):
        return
    if not 0 < draft.value <= _OLDEST or draft.value != int(draft.value):
        return
    text, start, end = page.text, draft.start, draft.end
    before = page.word_before(start, draft.sentence[0])
    named = re.search(r"[A-Z\u00c0-\u00de][\w'’-]+\s?[,(]\s?$", text[max(0, start - 24) : start])
    closed = re.match(r"\s?(?:[,)]|\.?$)", text[end : end + 3])
    months = page.cues.months.search(text[max(0, start - 14) : start])
    if before in page.cues.words("age", "before") or (
        named
        and closed
        and not months
        and text[start - 1] != "("
        and not _place_before(page, start)
    ):
        draft.unit, draft.dimension = Unit("", "year of age", draft.value, "a"), "age"


def _place_before(page: Page, start: int) -> bool:
    if not page.grid:
        return False
    index = page.grid.at(start - 1)
    while index >= 0 and page.grid.tokens[index].pos_ == "PUNCT":
        index -= 1
    return (
        index < 0
        or page.grid.tokens[index].ent_type_ in {"GPE", "LOC", "DATE"}
        or page.grid.tokens[index].pos_ != "PROPN"
    )


def _noun(page: Page, draft: Draft) -> None:
    if draft.unit is not None:
        return
    noun = counted(page, draft)
    if noun is None:
        return
    draft.noun = (noun.start, noun.end)
    draft.head = noun.head
    draft.noun_name = noun.name
    draft.end = noun.end
    per, after = unit_per(page.text, noun.end, draft.stop, page.language, COUNT)
    if per:
        draft.noun_name, draft.end = f"{noun.name}/{per}", after


def _bound(page: Page, draft: Draft, floor: int) -> None:
    """Read the bound words on either side; a range or a vague word bounds by itself."""
    if draft.joint == VOTE:
        draft.bound = Bound.SCORE
    elif draft.kind is NumeralKind.VAGUE:
        draft.bound = Bound.VAGUE
    elif draft.is_range:
        draft.bound = Bound.RANGE
    found = bound_before(page.text, draft.start, floor, page.language)
    if found is not None and not _during(page, draft, found[1]):
        kind, start = found
        draft.cue = (start, draft.start)
        draft.start = start
        draft.bound = kind if draft.bound is Bound.EXACT else draft.bound
    _bound_behind(page, draft)
    if draft.bound is not Bound.EXACT:
        return
    if draft.numeral.more:
        draft.bound = Bound.OVER
    elif bound_inside(page.text[draft.numeral.start : draft.numeral.end], page.language):
        draft.bound = Bound.APPROXIMATE


def _bound_behind(page: Page, draft: Draft) -> None:
    for position in dict.fromkeys((draft.numeral.end, draft.measure[1], draft.end)):
        after = bound_after(page.text, position, draft.sentence[1], page.language)
        if after is None:
            continue
        if draft.bound in {Bound.EXACT, Bound.APPROXIMATE}:
            draft.bound = after[0]
        draft.end = max(draft.end, after[1])
        draft.cue = draft.cue or (position, after[1])
        return


def _during(page: Page, draft: Draft, cue: int) -> bool:
    return draft.dimension == "time" and is_during(page.text, cue, draft.sentence[0], page.language)


def _score(page: Page, draft: Draft) -> None:
    """Read "51 to 49" and "2-0" as the two sides of a vote or a match."""
    high = draft.value_max
    joint = draft.joint
    if high is None or joint not in page.cues.joiners or draft.unit is not None:
        return
    whole = draft.value == int(draft.value) and high == int(high) and draft.numeral.scale == 1.0
    text = page.text[
        max(draft.sentence[0], draft.start - 80) : min(draft.sentence[1], draft.end + 60)
    ]
    falling = draft.value > high
    tight = draft.numeral.digits and joint in {"-", "–", ":"}
    if (
        whole
        and max(draft.value, high) <= _SIDES
        and page.cues.score.search(text)
        and (falling or tight)
    ):
        draft.bound = Bound.SCORE


def _head(page: Page, draft: Draft) -> None:
    """Find the parse token that heads the expression: the highest of its own words."""
    if not page.grid:
        return
    grid = page.grid
    token = grid.tokens[max(0, grid.at(draft.numeral.end - 1))]
    for _ in range(_ARCS):
        index = grid.of(token.head)
        if token.head == token or not (index >= 0 and draft.start <= grid.starts[index] < draft.end):
            break
        token = token.head
    draft.head = grid.of(token)


def _echo(page: Page, before: list[Draft], draft: Draft) -> None:
    """Let a figure in brackets share the bound of the one it restates."""
    if not before or draft.bound is not Bound.EXACT or not before[-1].dimension:
        return
    first = before[-1]
    opened = ECHO.fullmatch(page.text[first.end : draft.start])
    alike = first.dimension == draft.dimension and first.unit != draft.unit
    if opened and alike and first.bound not in {Bound.RANGE, Bound.VAGUE, Bound.SCORE}:
        draft.bound = first.bound


def _ellipsis(page: Page, before: list[Draft], draft: Draft) -> None:
    """Let a bare number share the noun or unit told before: "14 people in one town and 9 in ..."."""
    bare = draft.unit is None and draft.noun is None and draft.kind is NumeralKind.CARDINAL
    if not before or not bare or draft.is_range or before[-1].end > draft.start:
        return
    first = before[-1]
    joint = page.word_before(draft.start, first.end)
    # "rose 5% to 1,200": what a share moved to is no share.
    share = first.dimension in {"share", "points of share", "ratio", "age"}
    if joint not in page.cues.words("ellipsis", "after") or share or first.is_range:
        return
    following = page.word_after(draft.end, draft.sentence[1])
    if following and following not in page.cues.words("ellipsis", "before"):
        begins = _FOLLOWING.match(page.text, draft.end, draft.sentence[1])
        if begins is None or not page.in_moment(begins.end() - 1, begins.end()):
            return
    draft.elided = first.noun or first.elided
    draft.noun_name, draft.dimension, draft.money = first.noun_name, first.dimension, first.money
    if first.unit is not None:
        si, value = first.unit.si_value, first.value
        factor = si / value if si is not None and value else None
        draft.unit = replace(first.unit, si_value=None if factor is None else tidy(factor * draft.value))


def change_of(page: Page, drafts: list[Draft], index: int) -> Change:
    """Tell whether a figure tells of a movement.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.

    Returns:
        Up, down or level by the nearest word of movement; none without one.
    """
    draft = drafts[index]
    floor = max(
        draft.sentence[0], drafts[index - 1].end if index else 0, draft.start - _BEFORE_CHANGE
    )
    if page.word_before(draft.start, floor) in page.cues.words("change", "from"):
        return Change.NONE
    if draft.kind is NumeralKind.MULTIPLE and not draft.numeral.digits:
        return Change.UP
    ceiling = min(draft.sentence[1], draft.end + _AFTER_CHANGE)
    if index + 1 < len(drafts):
        ceiling = min(ceiling, drafts[index + 1].start)
    after = re.match(r"[\s-]*(?:[^\W\d_]+\s){0,2}[^\W\d_]+", page.text[draft.end : ceiling])
    if after is not None and draft.dimension in {"share", "points of share", "currency", ""}:
        change, position = page.cues.change(after[0])
        if position >= 0 and not re.search(
            r"\b(?:of|in|for|to|and|as|on|the)\b", after[0][:position]
        ):
            return change
    if index and ECHO.fullmatch(page.text[drafts[index - 1].end : draft.start]):
        return change_of(page, drafts, index - 1)
    return _change_before(page, page.text[floor : draft.start])


def _change_before(page: Page, piece: str) -> Change:
    """Read the last word of movement, when little or a preposition stands between."""
    change, position = page.cues.change(piece)
    if position < 0:
        return Change.NONE
    gap = piece[position:].partition(" ")[2]
    if _CLAUSE_MARK.search(gap):
        return Change.NONE
    last = gap.split()[-1].casefold() if gap.split() else ""
    near = len(gap) <= _NEAR or last in page.cues.words("change", "by")
    return change if near or page.language in {"zh", "ja"} else Change.NONE


def basis_of(page: Page, draft: Draft) -> str:
    """Tell whether a figure is a fact, a target or a forecast.

    Args:
        page: the report's text.
        draft: the figure.

    Returns:
        "actual", "target" or "forecast", by the nearest cue before it.
    """
    piece = page.text[max(draft.sentence[0], draft.start - 120) : draft.end]
    target = max((m.start() for m in page.cues.target.finditer(piece)), default=-1)
    forecast = max((m.start() for m in page.cues.forecast.finditer(piece)), default=-1)
    past = max((m.start() for m in page.cues.past.finditer(piece)), default=-1)
    if target < 0 and forecast < 0:
        return "actual"
    if past > max(target, forecast):
        return "actual"
    return "target" if target >= 0 else "forecast"


def is_cumulative(page: Page, draft: Draft) -> bool:
    """Tell whether a figure adds up over time.

    Args:
        page: the report's text.
        draft: the figure.

    Returns:
        True when a word for it stands close by.
    """
    piece = page.text[
        max(draft.sentence[0], draft.start - 40) : min(draft.sentence[1], draft.end + 24)
    ]
    return page.cues.cumulative.search(piece) is not None
