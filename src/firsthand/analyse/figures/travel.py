"""Is "from 4 to 6 million" a range, or two amounts that a movement led from and to?"""

import re
from collections.abc import Iterator
from dataclasses import replace

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.measures import plain_unit
from firsthand.model.items import Change, Unit
from firsthand.text.numberlists import NumeralKind, grammar, tidy
from firsthand.text.numerals import DASHES, scan

_BEFORE = 48
"""Characters in which a word of movement makes "rose $2 to $30" two amounts."""
GOAL = "goal"
"""The joint of what a movement led to: the word before it is no bound."""
_PERCENT = 100.0
_FAR_GOAL = 2.5
"""In "grew by 120 to 470" the goal is this many times the step; else it is the end of a range."""


def part(page: Page, draft: Draft) -> Iterator[Draft]:
    """Part what was scanned as a range where a movement led from one end to the other.

    Args:
        page: the report's text.
        draft: any draft.

    Yields:
        The start and the goal of a movement; else the draft itself.
    """
    numeral, joint = draft.numeral, draft.joint
    written = page.text[numeral.start : numeral.end]
    found = (
        re.search(rf"\s*{re.escape(joint)}\s*", written, re.IGNORECASE)
        if draft.is_range and joint and joint not in DASHES and draft.start == numeral.start
        else None
    )
    if found is None or draft.value_max is None:
        yield draft
        return
    first = replace(numeral, end=numeral.start + found.start(), value_max=None, joint="")
    goal, begin = draft.value_max, numeral.start + found.end()
    low = replace(
        draft, numeral=first, end=first.end, value_max=None, joint="",
        measure=(draft.start, first.end),
    )  # fmt: skip
    high = replace(
        draft, numeral=replace(first, start=begin, end=numeral.end, value=goal), start=begin,
        value=goal, value_max=None, joint=GOAL, measure=(begin, draft.end),
        unit=_rescaled(draft.unit, draft.value, goal),
    )  # fmt: skip
    if travels(page, low, high):
        yield from (_as_fraction(page, low), high)
    else:
        yield draft


def _as_fraction(page: Page, draft: Draft) -> Draft:
    """Give "a third" in "fell by a third to 20 million" back its own value."""
    own = scan(page.text, page.language, draft.start, draft.end)
    if not own or own[0].kind is not NumeralKind.FRACTION:
        return draft
    return replace(
        draft, numeral=own[0], kind=own[0].kind, value=tidy(own[0].value * _PERCENT), money=False,
        unit=plain_unit("percent", own[0].value), dimension="share",
    )  # fmt: skip


def travels(page: Page, first: Draft, last: Draft) -> bool:
    """Tell whether a movement led from one amount to the other, or by the one to the other.

    "Rose from 4 to 6 million" and "rose by 2 million to 6 million" are no ranges; "rose by 5 to
    10 percent" is one.

    Args:
        page: the report's text.
        first: the amount before "to".
        last: the amount behind it.

    Returns:
        True when they are two amounts.
    """
    word = page.word_before(first.start, first.sentence[0])
    joint = page.text[first.end : last.start].strip().casefold()
    table = grammar(page.language).rules.get("range", {})
    if [word, joint] in table.get("changes", []):
        return True
    falls = first.value > last.value and first.numeral.scale >= last.numeral.scale
    if falls and [word, joint] in table.get("between", []):
        return True
    floor = max(first.sentence[0], first.start - _BEFORE)
    ahead = page.text[floor : first.start].casefold()
    passed = bool(page.cues.words("change", "passes") & set(ahead.split()))
    if word in page.cues.words("change", "start"):
        return passed or moves(page, first)
    written = page.text[first.numeral.start : first.numeral.end]
    own = first.numeral.digits and any(c.isalpha() for c in written)
    far = own or last.value >= _FAR_GOAL * first.value
    return word in page.cues.words("change", "gap") and far and moves(page, first)


def lent(first: Draft, last: Draft, low: float) -> Draft:
    """Let the start of a movement share the scale and unit of its goal.

    Args:
        first: the start.
        last: the goal.
        low: the value of the start with the scale word of the goal.

    Returns:
        The start; unchanged when it has a unit of its own.
    """
    if first.unit is not None or last.unit is None:
        return first
    unit = _rescaled(last.unit, last.value, low)
    return replace(first, value=tidy(low), unit=unit, dimension=last.dimension, money=last.money)


def moves(page: Page, draft: Draft) -> bool:
    """Tell whether a word of movement stands before: its target is no end of a range.

    Args:
        page: the report's text.
        draft: an amount.

    Returns:
        True behind "rose", "fell" and the like.
    """
    floor = max(draft.sentence[0], draft.start - _BEFORE)
    change, _ = page.change(draft.sentence, floor, draft.start)
    return change in {Change.UP, Change.DOWN}


def _rescaled(unit: Unit | None, value: float, other: float) -> Unit | None:
    """Give another amount the unit of one, its SI value in proportion."""
    if unit is None or unit.si_value is None:
        return unit
    return replace(unit, si_value=tidy(unit.si_value / value * other) if value else None)
