"""Which words before an acronym in brackets are the name that it stands for?"""

import re
from collections.abc import Iterator, Sequence

from firsthand.analyse.names.draft import Draft
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

MOST_WORDS = 14
"""Words of the longest name."""
SMALL = 4
"""Letters of the longest word that an acronym may leave out."""
LINE = 160
"""Characters before an acronym in which its name stands."""

_SHORT = re.compile(r" \((?P<short>[^\W\d_a-zà-ÿа-яёіїєґ]{2,8})\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BREAK = re.compile(r"[.;:!?()\n\"“”«»]")


def expanded(text: str) -> Iterator[Draft]:
    """Find the names of bodies written out before their acronyms, whatever capitals they have.

    Each letter of the acronym begins a word of the name, in order; only short words are left out:
    "Myndigheten för samhällsskydd och beredskap (MSB)".

    Args:
        text: the text.

    Yields:
        The names written out, and the acronyms.
    """
    for match in _SHORT.finditer(text):
        low = max(0, match.start() - LINE)
        breaks = [b.end() for b in _BREAK.finditer(text, low, match.start())]
        words = list(_WORD.finditer(text, breaks[-1] if breaks else low, match.start()))
        words = words[-MOST_WORDS:]
        if not words or words[-1].end() != match.start():
            continue
        first = _beginning([fold_name(word[0]) for word in words], fold_name(match["short"]))
        if first is not None and words[first][0][0].isupper():
            yield Draft(words[first].start(), match.start(), NameKind.ORGANISATION, "written out")
            start, end = match.span("short")
            yield Draft(start, end, NameKind.ORGANISATION, "acronym", "acronym")


def with_expanded(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Put the names written out before their acronyms in the place of the parts read of them.

    Args:
        text: the text.
        drafts: the names found.

    Returns:
        The names; none that lies inside a name written out or reaches into one.
    """
    found = list(expanded(text))
    if not found:
        return list(drafts)
    whole = [draft for draft in found if draft.form == "full"]
    taken = {(draft.start, draft.end) for draft in found}
    kept = [
        draft
        for draft in drafts
        if not any(other.overlaps(draft.start, draft.end) for other in whole)
        and (draft.start, draft.end) not in taken
    ]
    return [*kept, *found]


def _beginning(words: Sequence[str], letters: str) -> int | None:
    """Match the letters of an acronym with the words before it, from the last to the first."""
    at = len(words) - 1
    for number in range(len(letters) - 1, -1, -1):
        while at >= 0 and words[at][:1] != letters[number]:
            if len(words[at]) > SMALL or number == len(letters) - 1:
                return None
            at -= 1
        if at < 0:
            return None
        at -= 1
    return at + 1
