"""In which ways can "60 times" be understood?"""

from collections.abc import Sequence

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.model.items import Change, Sense
from firsthand.text.numberlists import NumeralKind, tidy

_BEFORE = 60
"""Characters before a multiple in which a word of growth stands."""
_NEAR = 14
"""Characters between that word and the multiple: "grew by about"."""
_CJK = frozenset({"zh", "ja"})


def senses_of(page: Page, drafts: Sequence[Draft], index: int) -> tuple[Sense, ...]:
    """List the readings of a multiple.

    "Rose 60 times" and "60 times higher than" are read as the base multiplied by 60 and as 60
    times the base on top of it; "sixfold", "doubled" and "60 times the average" in one way.

    Args:
        page: the report's text.
        drafts: the figures of the sentence, in text order.
        index: which of them.

    Returns:
        Two readings; none where the words have only one.
    """
    draft = drafts[index]
    named = draft.kind is NumeralKind.MULTIPLE and not draft.numeral.digits
    if draft.unit is None or draft.unit.canonical != "times" or draft.is_range or named:
        return ()
    written = page.text[draft.numeral.start : draft.measure[1]].casefold()
    if any(written.endswith(ending) for ending in page.cues.words("senses", "one")):
        return ()
    if not (_more(page, draft) or _grew(page, drafts, index)):
        return ()
    number = f"{draft.value:g}"
    return (
        Sense(f"multiplied by {number}", draft.value),
        Sense(f"{number} more times its base", tidy(draft.value + 1)),
    )


def _more(page: Page, draft: Draft) -> bool:
    """Tell whether the multiple is followed by "more" or "higher"."""
    return page.word_after(draft.end, draft.sentence[1]) in page.cues.words("senses", "more")


def _grew(page: Page, drafts: Sequence[Draft], index: int) -> bool:
    """Tell whether a word of growth stands right before, and no "to" between."""
    draft = drafts[index]
    floor = max(draft.sentence[0], draft.start - _BEFORE, drafts[index - 1].end if index else 0)
    piece = page.text[floor : draft.start].casefold()
    change, position = page.cues.change(piece)
    if change is not Change.UP:
        return False
    goals = page.cues.words("change", "goal")
    if page.language in _CJK:
        return len(piece) - position <= _NEAR and not any(w in piece[position:] for w in goals)
    gap = piece[position:].split()[1:]
    return len(" ".join(gap)) <= _NEAR and not goals & set(gap)
