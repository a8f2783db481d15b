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
        last = -1
        for token in reading.doc:
            start, end = reading.shadow.to_source(token.idx, token.idx + len(token.text))
            if end <= start or start < last or token.is_space:
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
