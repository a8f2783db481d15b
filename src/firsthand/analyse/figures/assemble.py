"""How does a draft become a bounded amount with its counted noun?"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from firsthand.analyse.figures.ages import read_age
from firsthand.analyse.figures.bounds import bound_after, bound_before, bound_inside, is_during
from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.analyse.figures.guards import is_figure
from firsthand.analyse.figures.measured import ECHO
from firsthand.analyse.figures.nouns import counted
from firsthand.analyse.figures.ranges import VOTE, join_ends
from firsthand.analyse.figures.scan import scan_sentence
from firsthand.analyse.figures.travel import GOAL
from firsthand.analyse.figures.units import COUNT, unit_per
from firsthand.model.items import Bound, Unit
from firsthand.text.numberlists import NumeralKind, tidy

_SIDES = 700
"""More votes or points than this on one side are no score."""
_FOLLOWING = re.compile(r"\s*\w")
_LIST_MARKS = re.compile(r"^\s?[,;、，]")
_LIST_GAP = 14
"""Longest stretch between the members of a list by place: ", y en la "."""
_LOOK_BACK = 6
"""Figures looked back for what an earlier share moved to."""
_ARCS = 8
"""Dependency arcs inside one expression."""


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
        read_age(page, draft)
        _noun(page, draft)
        _bound(page, draft, floor)
        _score(page, draft)
        if is_figure(page, draft) or _gapped(page, kept, draft):
            _head(page, draft)
            _echo(page, kept, draft)
            _ellipsis(page, kept, draft)
            kept.append(draft)
        floor = draft.end
    _share_forward(page, kept)
    return kept


def _share_forward(page: Page, kept: list[Draft]) -> None:
    """Let the first of two alternatives share what the second is of: "8 or $9", "3 or 4 days"."""
    for first, last in itertools.pairwise(kept):
        bare = first.unit is None and first.noun is None and first.elided is None
        if not bare or last.is_range or first.is_range or first.value >= last.value:
            continue
        between = page.text[first.end : last.start].strip().casefold()
        if between not in page.cues.words("change", "or"):
            continue
        first.elided, first.noun_name = last.noun, last.noun_name
        if last.unit is not None:
            si, value = last.unit.si_value, last.value
            si = tidy(si / value * first.value) if si is not None and value else None
            first.unit = replace(last.unit, si_value=si)
            first.dimension, first.money = last.dimension, last.money


def _noun(page: Page, draft: Draft) -> None:
    if draft.unit is not None:
        return
    noun = counted(page, draft)
    if noun is None:
        if page.word_after(draft.end, draft.sentence[1]) in page.cues.words("people", "before"):
            draft.unit = Unit("", "people")  # "the 95,800 who waited"
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
    led = draft.joint == GOAL
    found = None if led else bound_before(page.text, draft.start, floor, page.language)
    if found is not None and not _during(page, draft, found[1]) and not _particle(page, found[1]):
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


def _particle(page: Page, cue: int) -> bool:
    """Tell whether a bound word belongs to its verb: "hand over 300 files"."""
    at = page.grid.at(cue) if page.grid else -1
    return at >= 0 and page.grid.tokens[at].dep_ == "prt"


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


def _gapped(page: Page, before: list[Draft], draft: Draft) -> bool:
    """Tell whether a bare number goes on a list by place: "Leeds has 2,310 beds and York 290"."""
    digits = draft.numeral.digits and draft.kind is NumeralKind.CARDINAL and not draft.is_range
    if not before or not digits or draft.unit is not None or draft.noun is not None:
        return False
    if page.in_moment(draft.start, draft.end) or not (before[-1].noun or before[-1].elided):
        return False
    named = page.place_before(draft.start, before[-1].end)
    if named is None or named - before[-1].end > _LIST_GAP:
        return False
    between = _LIST_MARKS.sub(" ", page.text[before[-1].end : named]).casefold().split()
    return all(word in page.cues.words("joined", "words") for word in between)


def _head(page: Page, draft: Draft) -> None:
    """Find the parse token that heads the expression: the highest of its own words."""
    if not page.grid:
        return
    grid = page.grid
    token = grid.tokens[max(0, grid.at(draft.numeral.end - 1))]
    for _ in range(_ARCS):
        index = grid.of(token.head)
        if token.head == token or not (
            index >= 0 and draft.start <= grid.starts[index] < draft.end
        ):
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


def _goals(page: Page, before: list[Draft]) -> Iterator[Draft]:
    """Give what earlier shares moved to, the nearest first: "fell 2% to 900 points"."""
    for step, goal in reversed([*itertools.pairwise(before[-_LOOK_BACK:])]):
        between = page.word_after(step.end, goal.start)
        if step.dimension == "share" and between in page.cues.words("change", "goal"):
            yield goal


def _ellipsis(page: Page, before: list[Draft], draft: Draft) -> None:
    """Let a bare number share what was counted before: "14 people in one town and 9 in ..."."""
    bare = draft.unit is None and draft.noun is None and draft.kind is NumeralKind.CARDINAL
    if not before or not bare or draft.is_range or before[-1].end > draft.start:
        return
    first = before[-1]
    if _gapped(page, before, draft):
        draft.elided, draft.noun_name = first.noun or first.elided, first.noun_name
        return
    joint = page.word_before(draft.start, first.end)
    # "rose 5% to 1,200": what a share moved to is no share.
    share = first.dimension in {"share", "points of share", "ratio", "age"}
    if share and joint in page.cues.words("change", "goal"):
        first = next(_goals(page, before), first)
        share = first is before[-1]
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
        draft.unit = replace(
            first.unit, si_value=None if factor is None else tidy(factor * draft.value)
        )
