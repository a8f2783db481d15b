"""Into which parts, each told on its own, does a sentence fall?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.text.sentences import split_sentences

SHORTEST_PART = 25
"""Characters; a shorter part stays with its neighbour. A third of it where words are unspaced."""
UNSPACED = 3
"""Characters of a spaced script to one of a script without blanks between words, roughly."""

_SEMICOLON = re.compile(r"[;؛](?=\s)\s*|；\s*")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of many sentences: half-open offsets, and the place of the sentence of each."""

    bounds: tuple[Pair, ...]
    owners: tuple[int, ...]


def take_parts(text: str, sentences: Sequence[Pair], *, unspaced: bool) -> Parts:
    """Split sentences where one of two renderings might have ended a sentence.

    A semicolon parts clauses that could each stand alone, so translators and editors turn it into a
    full stop and back; a given sentence may also hold several.

    Args:
        text: the whole text.
        sentences: half-open offsets.
        unspaced: whether the script has no blanks between words.

    Returns:
        The parts, at least one for each sentence.
    """
    shortest = SHORTEST_PART // UNSPACED if unspaced else SHORTEST_PART
    bounds: list[Pair] = []
    owners: list[int] = []
    for number, (start, end) in enumerate(sentences):
        parts = _join_short(_cut(text, start, end), shortest) or [(start, end)]
        bounds.extend(parts)
        owners.extend([number] * len(parts))
    return Parts(tuple(bounds), tuple(owners))


def _cut(text: str, start: int, end: int) -> Iterator[Pair]:
    for begin, stop in split_sentences(text, start, end):
        place = begin
        for match in _SEMICOLON.finditer(text, begin, stop):
            if match.start() > place:
                yield place, match.start()
            place = match.end()
        if place < stop:
            yield place, stop


def _join_short(pieces: Iterator[Pair], shortest: int) -> list[Pair]:
    parts: list[Pair] = []
    for start, end in pieces:
        if parts and min(end - start, parts[-1][1] - parts[-1][0]) < shortest:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts
