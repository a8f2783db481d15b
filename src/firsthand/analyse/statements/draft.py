"""What does a statement look like while its parts are still being found?"""

from dataclasses import dataclass, field
from typing import Any

Stretch = tuple[int, int]
"""Half-open offsets into the text at hand (the shadow text, or the report's own)."""

EDGE = " \t\n\r\u00a0,;:.-–—"
"""Characters cut from the edges of a source."""


@dataclass(slots=True)
class Draft:
    """Hold the parts of one statement as offsets into the text that is read."""

    act: str
    rule: str
    content: list[Stretch]
    cue: Stretch | None = None
    source: Stretch | None = None
    word: str = ""
    """Dictionary form of the cue word."""
    attitude: bool = False
    head: Any = None
    """The cue's token, where there is a parse."""
    complement: str = ""
    negated: bool = False
    carried: bool = False
    """True when the speaker is taken over from the sentence before."""
    extra: dict[str, str] = field(default_factory=dict)
    named: Stretch | None = None
    """The noun phrase that the source stands for, where the source is a relative word."""

    @property
    def start(self) -> int:
        """The first offset of any part."""
        parts = [s for s, _ in self.content] + [p[0] for p in (self.cue, self.source) if p]
        return min(parts)


def overlap(first: Stretch, second: Stretch) -> bool:
    """Tell whether two stretches share a character.

    Args:
        first: half-open offsets.
        second: half-open offsets.

    Returns:
        True when they do.
    """
    return first[0] < second[1] and second[0] < first[1]


def subtract(stretch: Stretch, holes: list[Stretch]) -> list[Stretch]:
    """Cut holes out of a stretch.

    Args:
        stretch: half-open offsets.
        holes: half-open offsets, any order.

    Returns:
        What is left, ascending.
    """
    left = [stretch]
    for low, high in sorted(holes):
        nxt: list[Stretch] = []
        for start, end in left:
            if high <= start or end <= low:
                nxt.append((start, end))
                continue
            if start < low:
                nxt.append((start, low))
            if high < end:
                nxt.append((high, end))
        left = nxt
    return left


def trim(text: str, stretch: Stretch, edge: str = EDGE) -> Stretch | None:
    """Cut characters off both ends of a stretch.

    Args:
        text: the text it points into.
        stretch: half-open offsets.
        edge: the characters to cut.

    Returns:
        The trimmed stretch, None when nothing is left.
    """
    start, end = stretch
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return (start, end) if start < end else None
