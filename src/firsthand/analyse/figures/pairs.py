"""Which figure of a list goes with which place or moment of another list?"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from firsthand.analyse.figures.draft import Draft, Page, Stretch

_CROWD = 60
"""A sentence of more figures is a table and pairs nothing in words."""
_MOST = 12
"""Members of the longest list that is paired."""

T = TypeVar("T")


def partner(
    page: Page,
    drafts: Sequence[Draft],
    index: int,
    items: Sequence[T],
    stretch: Callable[[T], Stretch],
) -> T | None:
    """Find the partner of a figure where "respectively" pairs two lists.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        items: the places or moments of the sentence in text order.
        stretch: gives the offsets of one of them.

    Returns:
        The item as far along its list as the figure is along its own; None where the sentence
        pairs no lists of one length.
    """
    draft = drafts[index]
    if not 1 < len(drafts) <= _CROWD or len(items) < 2:  # noqa: PLR2004 - a list has two members
        return None
    paired = page.may_hold("paired", draft.sentence, *draft.sentence)
    if not paired or not page.cues.paired.search(page.text, *draft.sentence):
        return None
    figures = _lists(page, [(d.start, d.end) for d in drafts])
    own = next((run for run in figures if index in run), ())
    if len({drafts[n].dimension for n in own}) != 1:
        return None
    others = _lists(page, [stretch(item) for item in items])
    matching = [run for run in others if len(run) == len(own)]
    if not 1 < len(own) <= _MOST or len(matching) != 1:
        return None
    return items[matching[0][own.index(index)]]


def _lists(page: Page, stretches: Sequence[Stretch]) -> list[list[int]]:
    """Group what only commas and "and" part."""
    runs: list[list[int]] = []
    for number, (start, _) in enumerate(stretches):
        if runs and _joined(page, stretches[number - 1][1], start):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _joined(page: Page, end: int, start: int) -> bool:
    words = page.text[end:start].replace(",", " ").replace("、", " ").replace("，", " ").split()
    small = page.cues.words("paired", "between")
    return end <= start and all(word.casefold() in small for word in words)
