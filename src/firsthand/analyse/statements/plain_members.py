"""What is asked or promised, member by member, in a language without a parser?"""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from firsthand.analyse.statements.acts import phrase_pattern
from firsthand.analyse.statements.grammar import NOTHING
from firsthand.analyse.statements.lexicon import load_lexicon
from firsthand.model.span import Span
from firsthand.text.reading import Reading

LEAST = 4
"""Characters below which a piece is no member of its own."""
_IDEOGRAPHIC = re.compile("[一-鿿]")
_CLAUSES = re.compile("[；。]|;")


@cache
def _openings(language: str) -> re.Pattern[str]:
    words = sorted(load_lexicon(language).words.get("running.openers", ()))
    return re.compile(rf"，(?=(?:{'|'.join(map(re.escape, words))}))") if words else NOTHING


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
        # Clauses under one "要" are one request; the next "要" opens another.
        cuts = [m.end() for m in _CLAUSES.finditer(text)]
        cuts += [m.end() for m in _openings(reading.language).finditer(text)]
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
