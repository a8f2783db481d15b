"""What are the lines of a text, and which of them belong to one paragraph?"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from firsthand.clean.furniture import fold_line, size

_BREAK = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
"""A line ends wherever `str.splitlines` ends it: pages of a PDF are parted by form feeds."""

_STOP = re.compile(r"""[.。।؟?!！？…]["'”’»›」』）)\]]*$""")
_FULL_STOP = re.compile(r"""[.。।]["'”’»›」』）)\]]*$""")
_CREDITED_STOP = re.compile(r"""[.。！!?？]["'”’»]*\s?[(（\[【][^()（）\[\]【】]{1,80}[)）\]】]$""")
"""A stop before the bracket that credits somebody."""

_INITIALS = re.compile(r"(?:\b[^\W\d_]\.){1,4}$|\.\.\.$")

PROSE_WORDS = 8
LONG_WORDS = 36
_FULL_WIDTH = 0.75
_NARROWEST = 45
_WIDEST = 130
_EVEN = 0.8
_FEWEST_EVEN = 3
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uff01-\uff60]")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line, trimmed of edge blanks.

    Attributes:
        start: first code point.
        end: one past the last.
        text: what stands between.
        folded: the same folded for looking up words.
        words: length in words.
        apart: a blank line (or the text's begin) comes before it.
    """

    start: int
    end: int
    text: str
    folded: str
    words: float
    apart: bool

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence ends."""
        return _STOP.search(self.text[-8:]) is not None

    @property
    def full_stop(self) -> bool:
        """Whether it ends in a full stop that belongs to no initials."""
        tail = self.text[-12:]
        return _FULL_STOP.search(tail) is not None and _INITIALS.search(tail) is None

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: a sentence of some length, or very long."""
        if self.words >= LONG_WORDS:
            return True
        stops = self.stops or self.text[-1] in ":：" or _CREDITED_STOP.search(self.text[-100:])
        return self.words >= PROSE_WORDS and bool(stops)


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text into its non-blank lines.

    Args:
        text: the whole text.

    Returns:
        The lines in text order; together they hold every character that is no blank.
    """
    found: list[Line] = []
    breaks_from = 0
    for match in _BREAK.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        piece = text[start:end]
        between = text[breaks_from:start].replace("\r\n", "\n")
        apart = not found or between.count("\n") + between.count("\r") > 1 or "\x0c" in between
        found.append(Line(start, end, piece, fold_line(piece[:400]), size(piece), apart))
        breaks_from = end
    return tuple(found)


def join_wrapped(lines: tuple[Line, ...], alone: frozenset[int]) -> tuple[range, ...]:
    """Join the lines of hard-wrapped paragraphs.

    A text counts as wrapped where several lines of about one width run on in the next line.

    Args:
        lines: the lines of the text.
        alone: indexes of lines that stand for themselves, such as page headers.

    Returns:
        Ranges of line indexes that tile the lines; one line each in a text that is not wrapped.
    """
    width = _width(lines, alone)
    groups: list[range] = []
    for index, line in enumerate(lines):
        if groups and index not in alone and index - 1 not in alone:
            before = lines[index - 1]
            if not line.apart and _runs_on(before, line, width):
                groups[-1] = range(groups[-1].start, index + 1)
                continue
        groups.append(range(index, index + 1))
    return tuple(groups)


def merged(lines: tuple[Line, ...], group: range, text: str) -> Line:
    """Make one line of the lines of a paragraph.

    Args:
        lines: the lines of the text.
        group: indexes of the paragraph's lines.
        text: the whole text.

    Returns:
        A line that spans them all.
    """
    first, last = lines[group.start], lines[group.stop - 1]
    if len(group) == 1:
        return first
    piece = text[first.start : last.end]
    words = sum(lines[i].words for i in group)
    return Line(first.start, last.end, piece, fold_line(piece[:400]), words, first.apart)


def _width(lines: tuple[Line, ...], alone: frozenset[int]) -> int:
    """Return the width at which the text is wrapped, in columns; 0 when it is not."""
    running, caseless = [], []
    for index, (before, after) in enumerate(pairwise(lines)):
        width = _columns(before.text)
        if index in alone or after.apart or before.stops:
            continue
        if _NARROWEST <= width <= _WIDEST:
            if after.text[0].islower():
                running.append(width)
            elif _is_caseless(after.text[0]):
                caseless.append(width)
    # No capital tells where a heading begins in such a script: only many lines of one width do.
    even = sum(width >= max(caseless) * _EVEN for width in caseless) if caseless else 0
    if even >= _FEWEST_EVEN and even * 2 > len(caseless):
        running += caseless
    if not running:
        return 0
    widest = max(running)
    beyond = sum(1 for line in lines if _columns(line.text) > widest * 1.25)
    # One line that runs on may be chance, unless no line is longer.
    return widest if beyond < len(running) else 0


def _columns(text: str) -> int:
    """Return how many columns a line takes where a Han or Hangul character takes two."""
    return len(text) + len(_WIDE.findall(text))


def _is_caseless(letter: str) -> bool:
    return letter.isalpha() and letter.lower() == letter.upper()


def _runs_on(before: Line, after: Line, width: int) -> bool:
    if not width:
        return False
    columns = _columns(before.text)
    if not before.stops and after.text[0].islower() and columns * 2 >= width:
        return True
    return columns >= width * _FULL_WIDTH


def repeated(lines: tuple[Line, ...]) -> frozenset[int]:
    """Find running heads and feet: short lines that come again and again, page numbers aside.

    Args:
        lines: the lines of the text.

    Returns:
        Indexes of the lines, the first occurrence included.
    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.words <= 14 and not line.stops:  # noqa: PLR2004 - a running head is short
            places.setdefault(re.sub(r"\d+", "0", line.folded), []).append(index)
    exact = Counter(line.folded for line in lines)
    found: set[int] = set()
    for shape, indexes in places.items():
        if len(indexes) < 2 or not any(c.isalpha() for c in shape):  # noqa: PLR2004
            continue
        near = min(b - a for a, b in pairwise(indexes))
        same = exact[lines[indexes[0]].folded] == len(indexes)
        if near > 3 and (len(indexes) > 2 if same else _counts_up(lines, indexes)):  # noqa: PLR2004
            found.update(indexes)
    return frozenset(found)


def _counts_up(lines: tuple[Line, ...], indexes: list[int]) -> bool:
    """Tell whether one number in otherwise equal lines rises by one from line to line."""
    numbers = [[int(n) for n in re.findall(r"\d{1,5}", lines[i].folded)] for i in indexes]
    if len({len(n) for n in numbers}) != 1:
        return False
    columns = list(zip(*numbers, strict=True))
    rising = sum(all(b - a == 1 for a, b in pairwise(column)) for column in columns)
    return rising == 1 and sum(len(set(column)) > 1 for column in columns) == 1
