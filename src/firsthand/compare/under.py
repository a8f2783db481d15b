"""Which items lie under a stretch of text?"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from firsthand.model.span import Span


class Spanned(Protocol):
    """Anything with a span in one report."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


S = TypeVar("S", bound=Spanned)


class Under(Generic[S]):
    """Items of one report in an order that finds those under a span without a walk over all."""

    def __init__(self, items: Iterable[S]) -> None:
        self._items = sorted(enumerate(items), key=lambda pair: (pair[1].span.start, pair[0]))
        self._starts = [item.span.start for _, item in self._items]
        self._reach = list(accumulate((item.span.end for _, item in self._items), max))

    def find(self, span: Span) -> tuple[S, ...]:
        """Find the items that share a character with a span.

        Args:
            span: a span of the same report.

        Returns:
            The items in the order they were given in.
        """
        first = bisect_right(self._reach, span.start)
        last = bisect_left(self._starts, span.end)
        inside = [pair for pair in self._items[first:last] if span.overlaps(pair[1].span)]
        return tuple(item for _, item in sorted(inside, key=lambda pair: pair[0]))
