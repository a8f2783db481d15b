"""Which lines stand on a page of a PDF, in the order in which they are read?

PDFium gives the characters as the file draws them. That is the reading order of scripts written
from left to right; lines written from right to left are read off the places of their glyphs, as
producers draw these in either order.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from math import hypot
from typing import Any

_ENDS = frozenset("\r\n")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_HYPHENS = frozenset("\u0002\ufffe")
"""What PDFium writes for a hyphen at the end of a line."""

_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS, _LETTERS = "0-9٠-٩۰-۹", "A-Za-zÀ-ɏЀ-ӿ"
_STRAIGHT = re.compile(
    rf"[%٪$€£¥°]?(?:[{_DIGITS}{_LETTERS}]+"
    rf"(?:[.,:/٫٬+-](?=[{_DIGITS}{_LETTERS}])"
    rf"|(?<=[{_LETTERS}])[ .,:/'’@_&-]{{1,3}}(?=[{_LETTERS}]))?"
    rf")+[%٪$€£¥°]?"
)
"""What runs from left to right inside a line from right to left: numbers, other alphabets.

Two numbers with a blank between them stand from right to left, and so does a dash or sign before
one (Unicode Standard Annex 9, rules W4 to W7).
"""

_PRESENTED = re.compile("[\ufb1d-\ufdfb\ufe70-\ufefc]+")
"""Shapes of Arabic and Hebrew letters that some producers write instead of the letters."""

_PAIRS = ("()", "[]", "{}", "«»", "‹›", "<>")
_ONE_LINE, _SIGNED = 0.35, 0.6
"""Ems between baselines of one line: vowel signs stand higher than letters, those of tall letters
higher than others."""

_WORD_GAP, _COLUMN_GAP = 0.2, 2.5
"""Ems between glyphs of two words, and of two columns."""

_ROWS = 60
"""Rows back to which a producer returns to go on with a line."""

_RAISED = 0.1
"""Ems above the baseline at which a vowel sign stands."""

_NARROW = frozenset("اأإآٱ")
"""Letters that are no wider than the signs above them."""

_TINY = 1e-6
_NEXT_COLUMN = 2.5
"""Ems by which a producer goes up to begin the next column."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; places in points.

    Attributes:
        text: its characters as they are read.
        start: where it begins, counted in the direction of writing.
        end: where it ends, counted alike.
        base: height of its baseline above the foot of the page.
        size: of its letters, one em.
    """

    text: str
    start: float
    end: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class _Glyph:
    index: int
    letter: str
    left: float
    right: float
    base: float
    origin: float
    size: float
    signed: bool = False
    """whether it is a vowel sign, or may be drawn together with one"""


def read_lines(layer: Any) -> list[Line]:  # noqa: ANN401 - pypdfium2 has no types
    """Read the lines of one page.

    Args:
        layer: the page's text layer.

    Returns:
        The lines that hold more than blanks, in reading order.
    """
    letters = _letters(layer)
    text = "".join(letters)
    turned = len(_RIGHT_TO_LEFT.findall(text))
    if turned * 2 > len(_LETTER.findall(text)):
        return list(_turned_lines(layer, letters))
    return list(_straight_lines(layer, letters))


def _letters(layer: Any) -> list[str]:  # noqa: ANN401
    from pypdfium2 import raw

    codes = [raw.FPDFText_GetUnicode(layer.raw, index) for index in range(layer.count_chars())]
    letters = [chr(code) if code else "" for code in codes]
    for index, code in enumerate(codes[:-1]):
        if 0xD800 <= code < 0xDC00 <= codes[index + 1] < 0xE000:  # noqa: PLR2004 - surrogates
            letters[index] = (
                (letters[index] + letters[index + 1])
                .encode("utf-16", "surrogatepass")
                .decode("utf-16")
            )
            letters[index + 1] = ""
    return [_shown(letter) for letter in letters]


def _shown(letter: str) -> str:
    if letter in _HYPHENS:
        return "-"
    return "\ufffd" if "\ud800" <= letter < "\ue000" else _NOT_SHOWN.sub("", letter)


def _straight_lines(layer: Any, letters: list[str]) -> Iterator[Line]:  # noqa: ANN401
    for first, last in _unjoined(layer, letters):
        inked = [i for i in range(first, last) if letters[i].strip()]
        if not inked:
            continue
        head, tail = _glyph(layer, inked[0], letters), _glyph(layer, inked[-1], letters)
        text = "".join(letters[inked[0] : inked[-1] + 1])
        start, end = min(head.left, tail.left), max(head.right, tail.right)
        yield Line(text, start, end, head.base, head.size)


def _unjoined(layer: Any, letters: list[str]) -> Iterator[tuple[int, int]]:  # noqa: ANN401
    """Part the lines that PDFium joins where the upper one ends in a hyphen."""
    for first, last in _stretches(letters):
        begin = first
        for index in range(first, last - 1):
            if letters[index] != "-":
                continue
            upper, lower = (_glyph(layer, at, letters) for at in (index, index + 1))
            if upper.base - lower.base > _ONE_LINE * max(upper.size, lower.size):
                yield begin, index + 1
                begin = index + 1
        yield begin, last


def _stretches(letters: list[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for index, letter in enumerate([*letters, "\n"]):
        if letter in _ENDS:
            if index > first:
                yield first, index
            first = index + 1


def _turned_lines(layer: Any, letters: list[str]) -> Iterator[Line]:  # noqa: ANN401
    """Read the lines of a page written from right to left off the places of its glyphs."""
    rows: list[list[_Glyph]] = []
    column = 0
    for index, letter in enumerate(letters):
        if not letter.strip():
            continue
        glyph = _glyph(layer, index, letters)
        if rows and glyph.base - rows[-1][0].base > _NEXT_COLUMN * glyph.size:
            column = len(rows)
        recent = islice(reversed(rows), min(len(rows) - column, _ROWS))
        row = next((row for row in recent if _stands_in(glyph, row[0])), None)
        if row is None:
            rows.append([glyph])
        else:
            # The baseline of a row is that of a letter without a sign.
            row.insert(0 if row[0].signed and not glyph.signed else len(row), glyph)
    pieces = [piece for row in rows for piece in _columns(row)]
    pieces.sort(key=lambda glyphs: min(glyph.index for glyph in glyphs))
    texts = [_logical(piece) for piece in pieces]
    facing = _facing("".join(texts))
    for text, piece in zip(texts, pieces, strict=True):
        left, right = min(g.left for g in piece), max(g.right for g in piece)
        bases = sorted(glyph.base for glyph in piece)
        size = max(glyph.size for glyph in piece)
        yield Line(text.translate(facing), -right, -left, bases[len(bases) // 2], size)


def _stands_in(glyph: _Glyph, first: _Glyph) -> bool:
    above = (glyph.base - first.base) / max(glyph.size, first.size, _TINY)
    low, high = (_SIGNED if one.signed else _ONE_LINE for one in (first, glyph))
    return -low < above < high


def _columns(row: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Cut a row where nothing stands for the width of a gutter; glyphs from right to left."""
    row.sort(key=lambda glyph: (-glyph.origin, -glyph.left, glyph.index))
    row = [glyph for _, drawn in groupby(row, lambda g: g.origin) for glyph in _in_order([*drawn])]
    begin = 0
    edge = row[0].left
    for number, glyph in enumerate(row):
        if edge - glyph.right > _COLUMN_GAP * glyph.size:
            yield row[begin:number]
            begin = number
        edge = glyph.left if number == begin else min(edge, glyph.left)
    yield row[begin:]


def _in_order(drawn: list[_Glyph]) -> list[_Glyph]:
    """Order the characters of one drawn glyph: PDFium lays some out from the left."""
    return drawn[::-1] if unicodedata.combining(drawn[0].letter[0]) else drawn


def _logical(glyphs: list[_Glyph]) -> str:
    """Write glyphs that stand from right to left in the order in which they are read."""
    pieces: list[str] = []
    edge = glyphs[0].right
    base = min(glyph.base for glyph in glyphs)
    for glyph in glyphs:
        # The letter below a vowel sign may be drawn without being told.
        raised = glyph.base - base > _RAISED * glyph.size and glyph.letter not in _NARROW
        if edge - glyph.right > (_COLUMN_GAP if raised else _WORD_GAP) * glyph.size:
            pieces.append(" ")
        pieces.append(glyph.letter)
        edge = min(edge, glyph.left)
    text = _STRAIGHT.sub(lambda match: match[0][::-1], "".join(pieces))
    return _PRESENTED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _facing(text: str) -> dict[int, int]:
    """Tell which brackets a producer wrote as they look instead of as they are read."""
    facing: dict[int, int] = {}
    for pair in _PAIRS:
        marks = [letter == pair[0] for letter in text if letter in pair]
        if sum(marks[::2]) * 2 < len(marks[::2]):  # the first of two mostly closes
            facing |= {ord(pair[0]): ord(pair[1]), ord(pair[1]): ord(pair[0])}
    return facing


def _glyph(layer: Any, index: int, letters: list[str]) -> _Glyph:  # noqa: ANN401
    from pypdfium2 import raw

    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(layer.raw, index, x, y)
    raw.FPDFText_GetMatrix(layer.raw, index, matrix)
    size = abs(raw.FPDFText_GetFontSize(layer.raw, index)) * hypot(matrix.c, matrix.d)
    # The advance of a digit, not its ink; letters of one ligature share its box, in order.
    left, _, right, _ = layer.get_charbox(index, loose=True)
    signed = any(map(unicodedata.combining, "".join(letters[max(0, index - 2) : index + 3])))
    return _Glyph(index, letters[index], left, right, y.value, x.value, size, signed)
