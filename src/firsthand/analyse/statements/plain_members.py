"""What is asked or promised, member by member, in a language without a parser?"""

import itertools
import re
from collections.abc import Iterator

from firsthand.analyse.statements.acts import phrase_pattern
from firsthand.model.span import Span
from firsthand.text.reading import Reading

LEAST = 4
"""Characters below which a piece is no member of its own."""
_IDEOGRAPHIC = re.compile("[一-鿿]")
_CLAUSES = re.compile("[，；。]|;")


def split_plain(reading: Reading, content: Span) -> Iterator[Span]:
    """Split a content at clause marks, and at joints that repeat its opening word form.

    Args:
        reading: the report made ready.
        content: one stretch of what is asked.

    Yields:
        Spans of the members in text order.
    """
    text = content.quote
    joints = phrase_pattern(reading.language, "members.joints")
    if _IDEOGRAPHIC.search(text):
        cuts = [m.end() for m in _CLAUSES.finditer(text)]
    else:
        cuts = [m.end() for m in re.finditer(";", text)]
        cuts += [m.start() for m in joints.finditer(text)]
    edges = [0, *sorted(set(cuts)), len(text)]
    pieces: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(edges):
        if pieces and end - start < LEAST:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    for start, end in pieces:
        low, high = start, end
        while low < high and text[low] in ' ,;，；。、:."“”«»':
            low += 1
        while high > low and text[high - 1] in ' ,;，；。、:."“”«»':
            high -= 1
        if high > low:
            yield reading.report.span(content.start + low, content.start + high)
