"""Which lines of a PDF make one paragraph?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from firsthand.ingest.pdf_lines import Line

_STOP = re.compile(r"""[.。।؟?!！？…:：;]["'”’»›」』）)\]]*$""")
_BULLET = re.compile(r"(?:[•▪◦‣●○■□◆►*·–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_HYPHEN = re.compile("(?<=\\w)[-\u00ad\u2010]$")

_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}-[^\W\d_]{1,40}")
_ONE_SIZE = 1.12
_HEADING = 1.15
_INDENT = 0.8
_WIDE_GAP = 1.35
_LEADING = 1.2
_LOOSE = (0.9, 2.2)
_HYPHENATING, _FEWEST_HYPHENS = 0.04, 3
_HAN_ROOM = 2.5
_SHORT = 0.25
"""Share of a column that a line leaves free which ends in the middle of a sentence on purpose."""

_COLUMN = 3
"""Ems by which the lines of one column may begin apart."""

_COLUMN_LINES = 80
"""Lines before and after one that show how wide its column is."""

NONE, LINE, GAP = "", "\n", "\n\n"


def write_paragraphs(pages: Sequence[Sequence[Line]]) -> str:
    """Write the text of a document, one paragraph a line.

    A paragraph ends where the next line is of other size, stands lower than lines of one
    paragraph do, is indented or a list item, or where its first word would have fitted above.

    Args:
        pages: the lines of each page in reading order.

    Returns:
        The text; an empty line stands for a gap between paragraphs and for the end of a page
        that ends with a paragraph.
    """
    told = [page for page in pages if page]
    lines = [line for page in told for line in page]
    body = _body_size(lines)
    breaks: list[str] = []
    for number, page in enumerate(told):
        if number:
            last = told[number - 1][-1]
            over = _runs_over(last, page[0], _column_end(told[number - 1], -1))
            breaks.append(NONE if over else GAP)
        leading = _leading(page)
        ends = [_column_end(page, at) for at in range(len(page))]
        breaks.extend(
            _break(before, after, end, leading, body)
            for (before, after), end in zip(pairwise(page), ends, strict=False)
        )
    return _write(lines, breaks)


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size in which most characters are set."""
    sizes: dict[float, int] = {}
    for line in lines:
        sizes[round(line.size, 1)] = sizes.get(round(line.size, 1), 0) + len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _leading(page: Sequence[Line]) -> float:
    """Return how far below one another the lines of a paragraph stand, in ems."""
    falls = sorted(
        (before.base - after.base) / before.size
        for before, after in pairwise(page)
        if before.size and _alike(before, after)
    )
    falls = [fall for fall in falls if _LOOSE[0] <= fall <= _LOOSE[1]]
    return falls[len(falls) // 5] if falls else _LEADING


def _alike(one: Line, other: Line) -> bool:
    small, large = sorted((one.size, other.size))
    return large <= small * _ONE_SIZE


def _column_end(page: Sequence[Line], at: int) -> float:
    """Return where the column ends in which a line stands."""
    at %= len(page)
    line = page[at]
    return max(
        (
            other.end
            for other in page[max(0, at - _COLUMN_LINES) : at + _COLUMN_LINES]
            if _alike(line, other)
            and other.start < line.end
            and other.end > line.start
            and abs(other.start - line.start) <= _COLUMN * line.size
        ),
        default=line.end,
    )


def _break(before: Line, after: Line, end: float, leading: float, body: float) -> str:
    """Tell what parts two lines of a page: nothing, a line end or a gap."""
    fall = before.base - after.base
    if not _alike(before, after):
        return GAP if fall > max(before.size, after.size) * leading * _WIDE_GAP else LINE
    size = before.size or 1.0
    if fall < -size / 2:  # the next column
        return NONE if _runs_over(before, after, end) else GAP
    if fall > leading * _WIDE_GAP * size:
        return GAP
    if size > body * _HEADING:
        return LINE if _STOP.search(before.text) else NONE
    cell = fall < size / 2
    return LINE if cell or _begins(after, before) or _ends(before, after, end) else NONE


def _begins(line: Line, before: Line) -> bool:
    """Tell whether a line is a list item or indented below one that is not."""
    indented = line.start - before.start > _INDENT * line.size and not _BULLET.match(before.text)
    return indented or _BULLET.match(line.text) is not None


def _ends(line: Line, after: Line, end: float) -> bool:
    """Tell whether a line stops before the end of its column though the next word would fit."""
    needed = _room(after)
    if _runs_on(line, after):
        needed = max(needed, _SHORT * (end - line.start))
    return end - line.end > needed


def _room(line: Line) -> float:
    """Return the width that the first word of a line takes with a blank before it."""
    if _HAN.match(line.text):
        return _HAN_ROOM * line.size
    word = line.text.split(maxsplit=1)[0]
    return (line.end - line.start) * len(word) / len(line.text) + line.size / 2


def _runs_over(before: Line, after: Line, end: float) -> bool:
    """Tell whether a sentence goes on in the next column or on the next page."""
    if not _alike(before, after) or _STOP.search(before.text):
        return False
    wide = end - before.start
    full = end - before.end < before.size and wide > _COLUMN * before.size
    return full or (_runs_on(before, after) and before.end - before.start > wide / 2)


def _runs_on(before: Line, after: Line) -> bool:
    """Tell whether a line neither ends a sentence nor is followed by one that begins it."""
    begins = after.text[0]
    caseless = begins.isalpha() and begins.lower() == begins.upper()
    return not _STOP.search(before.text) and (begins.islower() or caseless)


def _write(lines: Sequence[Line], breaks: Sequence[str]) -> str:
    """Join lines, with blanks between words, without hyphens where the document hyphenates."""
    inner = [n for n, cut in enumerate(breaks) if cut == NONE]
    ending = [n for n in inner if _HYPHEN.search(lines[n].text)]
    hyphenates = len(ending) >= max(_FEWEST_HYPHENS, _HYPHENATING * len(inner))
    known = frozenset(match for line in lines for match in _COMPOUND.findall(line.text))
    pieces: list[str] = []
    for number, line in enumerate(lines):
        text = line.text
        cut = breaks[number] if number < len(breaks) else NONE
        if cut == NONE and number < len(breaks):
            cut = _joint(text, lines[number + 1].text)
            if _HYPHEN.search(text):
                word = text.split()[-1][:-1]
                whole = f"{word}-{lines[number + 1].text.split(maxsplit=1)[0]}"
                split = hyphenates and word[-1:].isalpha() and lines[number + 1].text[0].islower()
                compound = _COMPOUND.search(whole)
                kept = not split or (compound is not None and compound[0] in known)
                text, cut = text[:-1] + ("-" if kept else ""), NONE
        pieces += (text, cut)
    return "".join(pieces)


def _joint(before: str, after: str) -> str:
    return NONE if _HAN.match(before[-1]) and _HAN.match(after) else " "
