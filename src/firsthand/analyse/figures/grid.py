"""Which parse token stands at a place of the report's own text?"""

from bisect import bisect_right
from typing import Any

from firsthand.text.reading import Reading


class Grid:
    """The tokens of a reading by their offsets in the report's text; empty without a parse."""

    def __init__(self, reading: Reading | None = None) -> None:
        self.tokens: list[Any] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.indexes: dict[int, int] = {}
        if reading is None or reading.doc is None:
            return
        places = _sources(reading)
        last = -1
        # One array instead of four attributes of each token.
        rows = reading.doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).tolist()
        for token, (first, length, blank) in zip(reading.doc, rows, strict=True):
            if blank:
                continue
            start, end = places[first], places[first + length - 1] + 1
            if end <= start or start < last:
                continue
            last = start
            self.indexes[token.i] = len(self.tokens)
            self.tokens.append(token)
            self.starts.append(start)
            self.ends.append(end)

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
        return self.indexes.get(token.i, -1)


def _sources(reading: Reading) -> list[int]:
    """List the report offset of every character of the shadow text."""
    runs = reading.shadow.starts
    ends = [*(copy for copy, _ in runs[1:]), len(reading.shadow.text)]
    places: list[int] = []
    for (copy, source), end in zip(runs, ends, strict=True):
        places.extend(range(source, source + end - copy))
    return places
