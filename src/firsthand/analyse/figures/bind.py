"""When and of what whole is a figure said, and where in the text does it say so?"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.analyse.figures.pairs import partner
from firsthand.analyse.figures.telling import tells_when
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import EMPTY, Provenance, Slot

_CLAUSE = re.compile(
    "|".join(
        [*map(re.escape, ",;:—–()。，；：、")]
        + [rf"{w[0]}(?<!\w{w[0]}){w[1:]}\b" for w in ("and", "while", "but", "y", "et", "und", "e")]
    )
)
"""Every branch begins with a letter or mark of its own, so that the matcher skips the others."""
_CLAUSE_COST = 30
"""A clause border counts as so many characters when moments and places compete for a figure."""
_WHOLE = 24
"""Characters in which "of which" stands next to its share."""
REACH = 400
"""Characters within which moments and places of the same sentence are looked for."""
_WORD_REACH = 40
"""Characters before a moment in which "compared with" stands."""
_CJK = frozenset({"zh", "ja"})
_ARCS = 10
"""Arcs climbed from a moment to the clause it is said in."""
_FEW = 20
"""Figures of a sentence that are looked at on either side."""
_FIGURE_COST = 60
"""So does another figure in between."""
_BEFORE_COST = 6
"""A moment before a figure yields to one right behind it."""


def bind_period(
    page: Page,
    drafts: Sequence[Draft],
    index: int,
    moments: Sequence[Moment],
    each: Moment | None = None,
) -> Slot:
    """Find the moment that a figure holds for.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        moments: the report's moments in text order.
        each: the words that make it one of each period, which are no moment of it.

    Returns:
        Its value with its span; empty where the sentence names no moment but one to compare with.
    """
    draft = drafts[index]
    if not moments or draft.dimension in {"time", "age"}:
        return EMPTY
    start, end = draft.sentence
    start, end = max(start, draft.start - REACH), min(end, draft.end + REACH)
    near = [
        m for m in within(moments, start, end)
        if _dates(m) and not _inside(m, draft) and m is not each
        and not _compared(page, drafts, m) and not _aside(page, draft, m)
        and not tells_when(page, draft, m)
    ]  # fmt: skip
    own = partner(page, drafts, index, near, lambda m: (m.span.start, m.span.end))
    if own is not None:
        return _period_slot(own, Provenance.EXPLICIT)
    if near:
        best = min(
            near, key=lambda m: (cost(page, drafts, index, m.span.start, m.span.end), m.span.start)
        )
        if not _blocked_state(page, drafts, index, best):
            return _period_slot(best, Provenance.EXPLICIT)
    return EMPTY


def _compared(page: Page, drafts: Sequence[Draft], moment: Moment) -> bool:
    """Tell whether a moment is only what a figure is compared with: "higher than in 2020"."""
    if moment.kind is MomentKind.DURATION:
        return False
    known = page.only_compared.get(moment.span.start)
    if known is None:
        known = page.only_compared[moment.span.start] = _after_comparison(page, drafts, moment)
    return known


def _aside(page: Page, draft: Draft, moment: Moment) -> bool:
    """Tell whether a moment is of a clause about something else: "the bridge, built in 1932"."""
    if not page.grid or draft.head < 0:
        return False
    token = page.grid.tokens[max(0, page.grid.at(moment.span.start))]
    for _ in range(_ARCS):
        if token.dep_ in {"relcl", "acl"}:
            first, last = (page.grid.of(edge) for edge in (token.left_edge, token.right_edge))
            noun = page.grid.of(token.head)
            own = noun >= 0 and draft.start <= page.grid.starts[noun] < draft.end
            if not own and first >= 0 and not first <= draft.head <= last:
                return True
        if token.head == token:
            return False
        token = token.head
    return False


def _after_comparison(page: Page, drafts: Sequence[Draft], moment: Moment) -> bool:
    """Tell whether words of comparison stand right before a moment, no figure between."""
    after = bisect_left(drafts, moment.span.start, key=lambda d: d.start)
    floor = max(drafts[0].sentence[0], moment.span.start - _WORD_REACH)
    floor = max(floor, drafts[after - 1].end) if after else floor
    ahead = page.text[floor : moment.span.start].casefold()
    told = page.cues.words("period", "compared")
    if page.language in _CJK:
        return any(ahead.endswith(word) for word in told)
    words = [word.rstrip(",") for word in ahead.split()]
    filler = page.cues.words("period", "filler")
    tails = {" ".join(words[-n:]) for n in (1, 2, 3)}
    while words and words[-1] in filler and not tails & told:
        words.pop()
        tails = {" ".join(words[-n:]) for n in (1, 2, 3)}
    return bool(words and tails & told)


def within(items: Sequence[Moment], start: int, end: int) -> Sequence[Moment]:
    """Take the moments that begin in a stretch.

    Args:
        items: in text order.
        start: first code point.
        end: one past the last.

    Returns:
        Some of them.
    """
    first = bisect_left(items, start, key=lambda m: m.span.start)
    last = bisect_left(items, end, key=lambda m: m.span.start)
    return items[first:last]


def _dates(moment: Moment) -> bool:
    return moment.kind is not MomentKind.SET


def _inside(moment: Moment, draft: Draft) -> bool:
    return moment.span.start < draft.end and draft.start < moment.span.end


def _period_slot(moment: Moment, provenance: Provenance) -> Slot:
    value = moment.value or moment.span.quote
    if moment.anchor_source is Provenance.LINKED_REPORT:
        provenance = Provenance.LINKED_REPORT
    return Slot(value, (moment.span,), provenance)


def cost(page: Page, drafts: Sequence[Draft], index: int, start: int, end: int) -> int:
    """Reckon how far a stretch is from a figure, in characters.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.
        start: where the stretch begins.
        end: where it ends.

    Returns:
        The characters between, clause borders and other figures counted as many.
    """
    draft = drafts[index]
    if start >= draft.end:
        gap, lo, hi = start - draft.end, draft.end, start
    else:
        gap, lo, hi = draft.start - end + _BEFORE_COST, end, draft.start
    cost = gap + _CLAUSE_COST * _borders(page, draft.sentence, lo, hi) if lo < hi else gap
    between = sum(
        1
        for other in drafts[max(0, index - _FEW) : index + _FEW]
        if other is not draft and lo <= other.start and other.end <= hi
    )
    return cost + _FIGURE_COST * between


def _borders(page: Page, sentence: Stretch, start: int, end: int) -> int:
    """Count the ends of clauses in a stretch of a sentence."""
    found = page.borders.get(sentence)
    if found is None:
        found = [m.start() for m in _CLAUSE.finditer(page.text, *sentence)]
        page.borders[sentence] = found
    return bisect_left(found, end) - bisect_left(found, start)


def _blocked_state(page: Page, drafts: Sequence[Draft], index: int, moment: Moment) -> bool:
    """Tell whether a state (capacity) would take the period of a flow told before it."""
    draft = drafts[index]
    if moment.span.end > draft.start:
        return False
    between = page.text[moment.span.end : draft.start]
    border = _CLAUSE.search(between)
    if border is None:
        return False
    if page.cues.whole.match(page.text[draft.end : draft.end + _WHOLE].lstrip()):
        return True
    state = page.cues.state.search(between, border.end())
    return state is not None and index > 0
