"""Which sentences belong together because one quotation holds them?"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.analyse.statements.draft import Stretch, overlap
from firsthand.text.quotes import find_quotes


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, or several that one quotation holds together."""

    start: int
    end: int
    quotes: tuple[Stretch, ...]
    named: tuple[Stretch, ...] = ()
    """Who is named in it: persons and bodies."""


def units(
    text: str, sentences: tuple[Stretch, ...], named: tuple[Stretch, ...] = ()
) -> Iterator[Unit]:
    """Join the sentences that stand in one quotation.

    Args:
        text: the report's text.
        sentences: half-open offsets, ascending.
        named: names of persons and bodies, ascending.

    Yields:
        Units in text order.
    """
    quotes = find_quotes(text)
    at = 0
    while at < len(sentences):
        start, end = sentences[at]
        at += 1
        while at < len(sentences) and any(a < end and sentences[at][0] < b for a, b in quotes):
            end = sentences[at][1]
            at += 1
        inside = named[bisect_left(named, (start, 0)) : bisect_left(named, (end, 0))]
        yield Unit(start, end, tuple(q for q in quotes if overlap(q, (start, end))), inside)


def opens_line(text: str, at: int) -> bool:
    """Tell whether nothing but blanks stands before an offset in its line.

    Args:
        text: the text.
        at: the offset.

    Returns:
        True at the head of a line.
    """
    while at > 0 and text[at - 1] in " \t\u3000":
        at -= 1
    return at == 0 or text[at - 1] == "\n"
