"""How can a text be changed for a tool without losing where each character came from?"""

import sys
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Folded:
    """A changed copy of a text with a map back.

    `starts` holds (position in the copy, position in the source) at every place where the
    distance between the two changes; both ascend.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    source_length: int

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open stretch of the copy to the source.

        Args:
            start: first code point in the copy.
            end: one past the last.

        Returns:
            The half-open stretch of the source that it came from.
        """
        first = self._position(start)
        last = self._position(end - 1) + 1 if end > start else first
        return first, min(last, self.source_length)

    def sources(self, positions: Iterable[int]) -> list[int]:
        """Map many places of the copy to the source, in one walk.

        Args:
            positions: code points in the copy, ascending.

        Returns:
            The code points of the source that they came from.
        """
        found: list[int] = []
        starts = self.starts
        index, last = 0, len(starts) - 1
        for position in positions:
            while index < last and starts[index + 1][0] <= position:
                index += 1
            copy, source = starts[index]
            found.append(source + position - copy)
        return found

    def _position(self, position: int) -> int:
        index = bisect_right(self.starts, (position, sys.maxsize)) - 1
        copy, source = self.starts[index]
        return source + position - copy


def fold(text: str, edits: Iterable[tuple[int, int, str]]) -> Folded:
    """Replace stretches of a text and keep the map back.

    A replacement of other length than what it replaces maps to the start of the replaced stretch.

    Args:
        text: the source.
        edits: (start, end, replacement), half-open; overlapping edits: the first by start wins.

    Returns:
        The copy with its map.
    """
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    length = position = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < position:
            continue
        if start > position:
            starts.append((length, position))
            pieces.append(text[position:start])
            length += start - position
        if new:
            if len(new) == end - start:
                starts.append((length, start))
            else:
                starts.extend(
                    (length + n, min(start + n, max(start, end - 1))) for n in range(len(new))
                )
            pieces.append(new)
            length += len(new)
        position = end
    if position < len(text) or not starts:
        starts.append((length, position))
        pieces.append(text[position:])
    return Folded("".join(pieces), tuple(starts), len(text))
