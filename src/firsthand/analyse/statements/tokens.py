"""Which parsed words stand in a span of the report?"""

from bisect import bisect_left
from typing import Any

from firsthand.model.span import Span
from firsthand.text.reading import Reading


class TokenMap:
    """Find the tokens of a reading by offsets into its report."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc: Any = reading.doc
        begins = reading.doc.to_array("IDX").tolist() if self.doc else []
        self._starts = reading.shadow.sources(begins)

    def tokens(self, span: Span) -> list[Any]:
        """List the tokens that begin inside a span.

        Args:
            span: a span of the report.

        Returns:
            spaCy tokens in text order; empty without a parse.
        """
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [self.doc[i] for i in range(first, last)] if self.doc else []

    def head(self, span: Span) -> Any:  # noqa: ANN401 - a spaCy token or None
        """Find the word that governs a span.

        Args:
            span: a span of the report.

        Returns:
            The token, None without a parse.
        """
        inside = self.tokens(span)
        held = {t.i for t in inside}
        return next((t for t in inside if t.head.i == t.i or t.head.i not in held), None)

    def span(self, first: int, last: int) -> Span:
        """Map a run of tokens to a span of the report.

        Args:
            first: index of the first token.
            last: index of the last.

        Returns:
            The span.
        """
        end = self.doc[last]
        return self.reading.span(self.doc[first].idx, end.idx + len(end))

    def starts(self) -> list[int]:
        """List where the tokens begin in the report's text, ascending."""
        return self._starts
