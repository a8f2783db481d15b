"""Which parse token stands at a place of the report's own text?"""

from bisect import bisect_left, bisect_right
from typing import Any

import numpy as np
import numpy.typing as npt

from firsthand.text.reading import Reading

Places = npt.NDArray[np.int64]


class Grid:
    """The tokens of a reading by their offsets in the report's text; empty without a parse."""

    def __init__(self, reading: Reading | None = None) -> None:
        self.tokens: list[Any] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.indexes: list[int] = []
        self.doc: Any = reading.doc if reading is not None else None
        self.lemmas: dict[frozenset[str], list[int]] = {}
        if reading is None or reading.doc is None:
            return
        tokens = list(reading.doc)
        if not tokens:
            return
        # Arrays instead of four attributes of each token.
        marks = reading.doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).astype(np.int64)
        first = marks[:, 0]
        places = _to_source(reading, np.concatenate((first, first + marks[:, 1] - 1)))
        starts, ends = places[: len(tokens)], places[len(tokens) :] + 1
        fits = np.flatnonzero((ends > starts) & (marks[:, 2] == 0))
        fits = fits[starts[fits] >= np.maximum.accumulate(starts[fits])]
        kept = fits.tolist()
        indexes = np.full(len(tokens), -1)
        indexes[fits] = np.arange(len(kept))
        self.indexes = indexes.tolist()
        self.tokens = [tokens[number] for number in kept]
        self.starts, self.ends = starts[fits].tolist(), ends[fits].tolist()

    def __bool__(self) -> bool:
        return bool(self.tokens)

    def at(self, position: int) -> int:
        """Find the token that holds a position, or the one before it.

        Args:
            position: an offset into the report's text.

        Returns:
            Its index here; -1 before the first token.
        """
        return bisect_right(self.starts, position) - 1

    def of(self, token: Any) -> int:  # noqa: ANN401 - a spaCy Token
        """Find the index here of a parse token.

        Args:
            token: of the same document.

        Returns:
            Its index; -1 when it is a blank.
        """
        number: int = token.i
        return self.indexes[number]

    def has_lemma(self, words: frozenset[str], first: int, last: int) -> bool:
        """Tell whether a token of a stretch of the parse is a form of one of some words.

        Args:
            words: case-folded lemmas.
            first: index of the first token in the parse.
            last: index of the last.

        Returns:
            True when there is one.
        """
        found = self.lemmas.get(words)
        if found is None:
            names = self.doc.vocab.strings
            forms = {form for word in words for form in (word, word.title(), word.upper())}
            fits = {names[form] for form in forms}
            keys = self.doc.to_array("LEMMA").tolist()
            found = [index for index, key in enumerate(keys) if key in fits]
            self.lemmas[words] = found
        at = bisect_left(found, first)
        return at < len(found) and found[at] <= last


def _to_source(reading: Reading, places: Places) -> Places:
    """Map places of the shadow text to the report."""
    runs = np.array(reading.shadow.starts, dtype=np.int64)
    at = np.searchsorted(runs[:, 0], places, side="right") - 1
    return np.asarray(places - runs[at, 0] + runs[at, 1], dtype=np.int64)
