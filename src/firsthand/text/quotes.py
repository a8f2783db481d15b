"""Where do words in quotation marks begin and end, when marks are missing or turned wrong?"""

import re
from collections.abc import Callable, Iterator

Stretch = tuple[int, int]

OPENING = "“„‟«「『‹"
CLOSING = "”»」』›"
LONGEST_OPEN = 900
"""Characters that an unclosed quotation may run on in its line before its mark counts as stray."""

_DOUBLE = re.compile("[\"“”„‟«»「」『』]|''")
_SINGLE = re.compile(
    r"(?<![\w'’])['‘](?=[A-ZÀ-Þ\"])[^'’\n]*(?:['’]\w[^'’\n]*)*[\w.,?!…]['’](?=[\s.,;:?!)—–-]|$)",
    re.MULTILINE,
)
_TURNED = {"»": "«", "«": "»"}
"""Guillemets as German and Danish print them: »...«."""
_SPACE_OR_OPENER = " \t([{—–-/'\u3000:：，,"


def find_quotes(text: str, printed: Callable[[int], str] | None = None) -> tuple[Stretch, ...]:
    """Find the stretches in quotation marks, marks included.

    A mark's place among blanks and letters decides whether it opens or closes; its shape decides
    where the place does not tell. A stretch never crosses a line. A mark left open runs to the
    end of its line when the next line opens with a mark (a quotation over several paragraphs) or
    when no further mark follows; otherwise it is stray.

    Args:
        text: the text, straight or typographic marks.
        printed: gives the mark as printed for an offset, where `text` was straightened.

    Returns:
        Half-open (start, end), ascending, not overlapping.
    """
    found: list[Stretch] = []
    start = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        marks = [(m.start(), m[0]) for m in _DOUBLE.finditer(line)]
        if marks:
            goes_on = number + 1 < len(lines) and _opens_with_mark(lines, number + 1)
            shapes = [
                (at, mark if len(mark) > 1 or printed is None else printed(start + at))
                for at, mark in marks
            ]
            found.extend((start + a, start + b) for a, b in _pair(line, shapes, goes_on=goes_on))
        else:
            found.extend(
                (start + m.start(), start + m.end()) for m in _SINGLE.finditer(line) if " " in m[0]
            )
        start += len(line) + 1
    return tuple(found)


def _opens_with_mark(lines: list[str], number: int) -> bool:
    following = next((line.strip() for line in lines[number : number + 2] if line.strip()), "")
    return bool(following) and bool(_DOUBLE.match(following))


def _pair(line: str, marks: list[tuple[int, str]], *, goes_on: bool) -> Iterator[Stretch]:
    opened: int | None = None
    if any(shape == "„" for _, shape in marks):
        marks = [(at, "”" if shape == "“" else shape) for at, shape in marks]
    first = next(((at, shape) for at, shape in marks if shape in _TURNED), None)
    if first and first[1] == "»" and _turn(line, *first, inside=False) == "open":
        marks = [(at, _TURNED.get(shape, shape)) for at, shape in marks]
    left = _closers_left(line, marks)
    for position, (at, shape) in enumerate(marks):
        wide = len(shape)
        kind = _turn(line, at, shape, inside=opened is not None)
        if kind == "open":
            # A second opening mark: the first was stray or nested; the outer one is kept when a
            # closing mark is still to come for each.
            if opened is None or left[position + 1] <= 1:
                opened = at
        elif opened is not None and (kind == "close" or at > opened + 1):
            yield opened, at + wide
            opened = None
    if opened is not None and (
        goes_on or len(marks) == 1 or opened == len(line) - len(line.lstrip())
    ):
        end = len(line.rstrip())
        if end - opened <= LONGEST_OPEN and end - opened > 1:
            yield opened, end


def _closers_left(line: str, marks: list[tuple[int, str]]) -> list[int]:
    """Count, for each place in the row of marks, the closing ones from there on."""
    left = [0] * (len(marks) + 1)
    for n in range(len(marks) - 1, -1, -1):
        left[n] = left[n + 1] + (_turn(line, *marks[n], inside=True) == "close")
    return left


def _turn(line: str, at: int, shape: str, *, inside: bool) -> str:
    before = line[at - 1] if at else " "
    behind = at + len(shape)
    after = line[behind] if behind < len(line) else " "
    left_free = before in _SPACE_OR_OPENER or before.isspace()
    right_free = after.isspace() or after in ".,;:?!)]}—–-。，；：？！、）"
    if left_free and not right_free:
        return "open"
    if right_free and not left_free:
        return "close"
    if shape in OPENING:
        return "open"
    if shape in CLOSING:
        return "close"
    return "close" if inside else "open"
