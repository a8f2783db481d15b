"""Do two reports share nothing but the words of a speaker in quotation marks?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.model.span import Span
from firsthand.model.story import Passage
from firsthand.text.quotes import find_quotes
from firsthand.text.terms import Hashes

FRAME, FRAME_CHARACTERS = 6, 12
"""Words around a quotation that two reporters put alike ("said the mayor on Monday"); characters
in unspaced scripts."""
MOSTLY = 0.6
"""Share of the words that a passage shares that must stand in quotation marks."""
OWN, OWN_CHARACTERS = 40, 80
"""Words outside quotation marks that a report must have before it tells anything that none of them
is shared."""
OWN_SHARE = 0.2
"""The same as a share of all its words: below it, a report is a part cut out of the other."""

_STRAIGHT = str.maketrans("‘’‚‛", "''''")

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Which of one report's words stand in quotation marks."""

    prints: Prints
    quoted: Bools

    @property
    def has_own(self) -> bool:
        """Whether enough is told outside quotation marks to be a report of its own."""
        least = OWN_CHARACTERS if self.prints.words.unspaced else OWN
        return int((~self.quoted).sum()) >= max(least, OWN_SHARE * len(self.quoted))

    def words_in(self, span: Span) -> tuple[Bools, Hashes]:
        """Take the words of a stretch.

        Args:
            span: a stretch of the report.

        Returns:
            Which of them stand in quotation marks, and their hashes.
        """
        words = self.prints.words
        first, last = np.searchsorted(words.starts, (span.start, span.end))
        return self.quoted[first:last], words.hashes[first:last]


def take_speech(prints: Prints) -> Speech:
    """Mark the words of one report that stand in quotation marks.

    Args:
        prints: the report with its words.

    Returns:
        Its marked words.
    """
    text = prints.report.text.translate(_STRAIGHT)
    quoted = np.zeros(len(prints.words), bool)
    for start, end in find_quotes(text, lambda at: prints.report.text[at]):
        first, last = np.searchsorted(prints.words.starts, (start, end))
        quoted[first:last] = True
    return Speech(prints, quoted)


def only_quoted(a: Speech, b: Speech, passages: Sequence[Passage]) -> bool:
    """Tell whether all that two reports share word for word is quoted speech.

    Args:
        a: one report's words.
        b: the other's.
        passages: what they share word for word.

    Returns:
        True when every passage is a quotation in both, up to a few words that frame it, and each
        report tells something else besides.
    """
    if not passages or not (a.has_own and b.has_own):
        return False
    return all(_is_quoted(a, b, p) and _is_quoted(b, a, p, flip=True) for p in passages)


def _is_quoted(one: Speech, other: Speech, passage: Passage, *, flip: bool = False) -> bool:
    """Tell whether what a passage shares stands in quotation marks on one side of it."""
    here, there = (passage.b, passage.a) if flip else (passage.a, passage.b)
    quoted, words = one.words_in(here)
    if not quoted.any():
        return False  # most reports quote nobody
    _, others = other.words_in(there)
    shared = np.isin(words, others)
    inside, outside = int((shared & quoted).sum()), int((shared & ~quoted).sum())
    frame = FRAME_CHARACTERS if one.prints.words.unspaced else FRAME
    return outside <= frame and inside >= MOSTLY * (inside + outside)
