"""What is a name before its span is cut out of the report?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from firsthand.model.items import NameKind

Parsed: TypeAlias = Any
"""A spaCy document or span; typed so to keep spaCy lazy."""


@dataclass(slots=True)
class Draft:
    """A name in the shadow text, half-open offsets; `roles` are such offsets too."""

    start: int
    end: int
    kind: NameKind
    rule: str
    form: str = "full"
    nested: bool = False
    roles: list[tuple[int, int]] = field(default_factory=list)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a stretch shares a character with this name."""
        return self.start < end and start < self.end

    def contains(self, other: "Draft") -> bool:
        """Tell whether another name lies in this one and is shorter."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and (self.start, self.end) != (other.start, other.end)


_LEAD = re.compile(r"(?:[\s\"'“”«»„(\[*–—-]+|[Tt]he (?=\S))+")
_TAIL = re.compile(r"(?:'s?|[\s\"“”«»)\],;:.*–—-])+$")
_INITIAL = re.compile(r"\b[A-Z]\.$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd)\.$")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut article, quotes, possessive and punctuation off the edges of a name.

    Args:
        text: the text.
        start: first code point.
        end: one past the last.

    Returns:
        The trimmed bounds; equal when nothing is left.
    """
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while start < end:
        piece = text[start:end]
        tail = _TAIL.search(piece)
        if tail is None or _INITIAL.search(piece):
            break
        cut = tail.start()
        if piece[cut:].startswith(")") and "(" in piece[:cut]:
            break
        end = start + cut
    return min(start, end), end


def mark_nested(drafts: Iterable[Draft]) -> list[Draft]:
    """Sort names, drop doubles and mark those that stand inside a longer one.

    Args:
        drafts: names in any order.

    Returns:
        The names in text order; of two with the same bounds the first given stays.
    """
    unique: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        unique.setdefault((draft.start, draft.end), draft)
    ordered = sorted(unique.values(), key=lambda d: (d.start, -d.end))
    for draft in ordered:
        draft.nested = draft.nested or any(other.contains(draft) for other in ordered)
    return ordered
