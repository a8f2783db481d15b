"""Is a figure told per day, month or year?"""

import re
from collections.abc import Iterator, Sequence

from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.model.items import Moment, MomentKind

_BEHIND = 40
"""Characters between an amount and its "a year": "30 tonnes of gas a year"."""
_ONE = re.compile(r"PT?1[YMWDH]|P3M")
_MARK = re.compile(r"[,;:.!?()，。；：、]")


def rate_of(
    page: Page,
    drafts: Sequence[Draft],
    index: int,
    moments: Sequence[Moment],
    subject: Sequence[Stretch],
) -> Moment | None:
    """Find the words that make a figure one of each period.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        moments: the moments of its sentence in text order.
        subject: the stretches of what it measures.

    Returns:
        "per month" in the unit, "a year" behind it, or "annual" in what is measured; None for a
        figure of no repeated period.
    """
    draft = drafts[index]
    if draft.dimension in {"time", "age"}:
        return None
    ceiling = drafts[index + 1].start if index + 1 < len(drafts) else draft.sentence[1]
    return next(_repeated(page, draft, moments, subject, ceiling), None)


def _repeated(
    page: Page,
    draft: Draft,
    moments: Sequence[Moment],
    subject: Sequence[Stretch],
    ceiling: int,
) -> Iterator[Moment]:
    for moment in moments:
        start, end = moment.span.start, moment.span.end
        repeats = moment.kind is MomentKind.SET
        within = any(a <= start and end <= b for a, b in [(draft.start, draft.end), *subject])
        if repeats and within:
            yield moment
        elif start >= draft.numeral.end and end <= ceiling and (repeats or _each(page, moment)):
            between = page.text[draft.numeral.end : start]
            if len(between) <= _BEHIND and not _MARK.search(between):
                yield moment


def _each(page: Page, moment: Moment) -> bool:
    """Tell whether "a year" says of each year: no preposition stands before it."""
    words = moment.span.quote.casefold().split()
    if moment.kind is not MomentKind.DURATION or _ONE.fullmatch(moment.value) is None:
        return False
    before = page.word_before(moment.span.start, 0)
    barred = page.cues.words("rate", "not_behind")
    return words[0] in page.cues.words("rate", "article") and before not in barred
