"""Into which comparable clauses does a report fall, and how alike are two of them?"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from firsthand.compare.under import Under
from firsthand.model.findings import Found
from firsthand.model.items import Figure, Statement
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences
from firsthand.text.terms import (
    Matrix,
    Terms,
    character_terms,
    cosines,
    read_words,
    weigh,
    word_terms,
)

FEWEST_WORDS = 4
"""A piece of a sentence with fewer words is no clause of its own; it joins the piece before it."""

MANY_REPORTS = 12
"""More reports than this are compared through one index."""

MANY_CLAUSES = 400
"""More clauses than this likewise."""

Place = tuple[int, int]
"""Number of a report, and of a clause in it."""

_CUT = re.compile(
    r"[,;:،؛—–][”\"»’]?\s+(?:(?:and|but|while|y|e|et|und|sowie|aber)\b)?\s*|\s[–—]\s|[，；：]|;",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_CONTENT = re.compile(r"[^\W\d_\u3040-\u9fff]{4,}|(?=([\u3040-\u9fff]{2}))")
STEM = 5
"""Letters by which two content words are taken as forms of one."""
_NUMBER_COMMA = re.compile(r"\d[,.]\s?$")


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause-level claim of a report: its words, who is said to say it, its figures.

    `item` is the id of the directive or statement it is (a part of), empty in the report's own
    voice; `speaker` is empty there and where the speaker is unknown.
    """

    span: Span
    item: str = ""
    speaker: str = ""
    act: str = ""
    modality: str = ""
    directive: bool = False
    figures: tuple[Figure, ...] = ()


def propositions(report: Report, found: Found) -> tuple[Proposition, ...]:
    """Cut a report into clauses that do not overlap.

    Directives come first, since their spans are exact members of lists; the rest of the told text
    is cut at commas and the like.

    Args:
        report: a labelled report.
        found: what was found in it.

    Returns:
        The clauses in text order.
    """
    taken: list[Span] = []  # in text order, none overlapping
    for directive in sorted(found.directives, key=lambda d: (len(d.span.quote), d.span)):
        _take(taken, directive.span)
    asked = dict.fromkeys(taken, True)
    for start, end in _clauses(report):
        for first, last in list(_gaps(start, end, taken)):
            if len(_WORD.findall(report.text[first:last])) >= FEWEST_WORDS or _is_dense(
                report.text[first:last]
            ):
                _take(taken, report.span(first, last))
    voices = Under(_voices(found.statements))
    told = Under(found.figures)
    made = []
    for span in taken:
        voice = next((v.statement for v in voices.find(span) if _mostly_inside(span, v.span)), None)
        figures = told.find(span)
        made.append(
            Proposition(
                span=span,
                item=voice.id if voice else "",
                speaker=voice.speaker.value if voice else "",
                act=voice.act if voice else "",
                modality=voice.modality if voice else "",
                directive=span in asked,
                figures=figures,
            )
        )
    return tuple(made)


def content(text: str) -> frozenset[str]:
    """Name the words of a text that bear a meaning.

    Args:
        text: any.

    Returns:
        The beginnings of its words of four letters and more, and its pairs of Han characters.
    """
    return frozenset((m[1] or m[0])[:STEM] for m in _CONTENT.finditer(text.casefold()))


def sentence_around(report: Report, span: Span) -> Span:
    """Take the sentence around a stretch of text.

    Args:
        report: any.
        span: of the report.

    Returns:
        The sentence in which it begins, made longer where it ends later; lines end sentences.
    """
    text = report.text
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    for start, end in split_sentences(text, line_start, line_end):
        if start <= span.start < end:
            return report.span(start, max(end, span.end))
    return span


def likeness(left: Sequence[Span], right: Sequence[Span]) -> Matrix:
    """Compare clauses by their words and by their character sequences, evenly.

    Args:
        left: spans of some reports.
        right: spans of others.

    Returns:
        Similarities in [0, 1], one row for each left span. Weights are local to these clauses, so
        that what every one of them shares counts little.
    """
    if not left or not right:
        return np.zeros((len(left), len(right)))
    if left is right and len(left) > MANY_CLAUSES:
        return _among(left)
    bags = [_word_bag(span.quote) for span in (*left, *right)]
    by_word = cosines(bags[: len(left)], bags[len(left) :])
    letters = [_letter_bag(span.quote) for span in (*left, *right)]
    by_letter = cosines(letters[: len(left)], letters[len(left) :])
    return np.asarray((by_word + by_letter) / 2, np.float64)


def _among(spans: Sequence[Span]) -> Matrix:
    """Compare many clauses with one another through an index of their terms."""
    by_word = weigh([_word_bag(span.quote) for span in spans])
    by_letter = weigh([_letter_bag(span.quote) for span in spans])
    rows = [
        ((by_word.similar(n) + by_letter.similar(n)) / 2).astype(np.float32)
        for n in range(len(spans))
    ]
    return np.asarray(np.vstack(rows), np.float64)


@lru_cache(maxsize=8192)
def _word_bag(text: str) -> Terms:
    return word_terms(read_words(text), 0, 1 << 40)


@lru_cache(maxsize=8192)
def _letter_bag(text: str) -> Terms:
    return character_terms(text)


def matches(
    groups: Sequence[Sequence[Span]],
    least: float,
    may: Callable[[Place, Place], bool] | None = None,
) -> tuple[tuple[float, tuple[int, int], tuple[int, int]], ...]:
    """Pair clauses of different reports that are each other's most alike.

    Args:
        groups: the clauses of each report.
        least: pairs below this similarity are no match.
        may: whether two clauses, each by (report, clause), can be a match at all; any two can
            where it is not given.

    Returns:
        (similarity, (report, clause), (report, clause)), the most alike first.
    """
    found = []
    ends = np.cumsum([0, *map(len, groups)])
    every = [span for group in groups for span in group]
    # In a large story one table over all clauses replaces a table for each two reports.
    whole = likeness(every, every) if len(groups) > MANY_REPORTS else None
    for one in range(len(groups)):
        for other in range(one + 1, len(groups)):
            if whole is None:
                table = likeness(groups[one], groups[other])
            else:
                rows, columns = slice(*ends[one : one + 2]), slice(*ends[other : other + 2])
                table = whole[rows, columns]
            if not table.size:
                continue
            for row, column in np.argwhere(table >= least).tolist() if may else ():
                if may and not may((one, row), (other, column)):
                    table[row, column] = 0.0
            best_right, best_left = table.argmax(axis=1), table.argmax(axis=0)
            for row, column in enumerate(best_right):
                score = float(table[row, column])
                if best_left[column] == row and score >= least:
                    found.append((score, (one, row), (other, int(column))))
    return tuple(sorted(found, key=lambda match: (-match[0], match[1], match[2])))


def join_matches(
    pairs: Sequence[tuple[float, tuple[int, int], tuple[int, int]]],
) -> tuple[tuple[float, tuple[tuple[int, int], ...]], ...]:
    """Join pairs into groups that hold at most one clause of each report.

    Args:
        pairs: what `matches` gave, the most alike first.

    Returns:
        (lowest similarity that joined the group, its (report, clause) members), by first member.
    """
    group_of: dict[tuple[int, int], int] = {}
    groups: dict[int, tuple[float, list[tuple[int, int]]]] = {}
    for number, (score, left, right) in enumerate(pairs):
        one, other = group_of.get(left), group_of.get(right)
        members = [
            *(groups[one][1] if one is not None else [left]),
            *(groups[other][1] if other is not None else [right]),
        ]
        if one is not None and one == other:
            continue
        if len({report for report, _ in members}) < len(members):
            continue
        for old in {one, other} - {None}:
            groups.pop(old or 0)
        groups[number] = (score, sorted(members))
        group_of.update(dict.fromkeys(members, number))
    return tuple(
        (score, tuple(members))
        for score, members in sorted(groups.values(), key=lambda group: group[1])
    )


def _clauses(report: Report) -> Iterator[tuple[int, int]]:
    datelines = [b.span for b in report.blocks if b.inline and b.role is Role.DATELINE]
    for line_start, line_end, _ in told_lines(report):
        head = next((d.end for d in datelines if line_start <= d.start < line_end), line_start)
        for start, end in split_sentences(report.text, head, line_end):
            yield from _cut(report.text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _CUT.finditer(text, start, end):
        if _NUMBER_COMMA.search(text[begin : match.start() + 1]):
            continue
        piece, rest = text[begin : match.start()], text[match.end() : end]
        if _is_clause(piece) and _is_clause(rest):
            yield begin, match.start()
            begin = match.end()
    yield begin, end


def _is_clause(piece: str) -> bool:
    return len(_WORD.findall(piece)) >= FEWEST_WORDS or _is_dense(piece)


def _is_dense(piece: str) -> bool:
    """Tell whether a piece of unspaced script is long enough to be a clause."""
    ideographs = sum(1 for char in piece if "\u3040" <= char <= "\u9fff")
    return ideographs >= 2 * FEWEST_WORDS


def _take(taken: list[Span], span: Span) -> None:
    """Put a span at its place among others in text order, unless it overlaps one of them."""
    at = bisect_left(taken, span.start, key=lambda other: other.start)
    if not any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
        taken.insert(at, span)


def _gaps(start: int, end: int, taken: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Give the stretches of [start, end) that no taken span covers."""
    position = start
    low = bisect_left(taken, start, key=lambda span: span.start)
    high = bisect_left(taken, end, key=lambda span: span.start)
    for span in taken[max(0, low - 1) : high]:
        if span.end <= position:
            continue
        if span.start > position:
            yield position, span.start
        position = max(position, span.end)
    if position < end:
        yield position, end


@dataclass(frozen=True, slots=True)
class _Voice:
    """A stretch of what a statement says."""

    span: Span
    statement: Statement


def _voices(statements: Sequence[Statement]) -> list[_Voice]:
    """List the contents of statements, the shortest first."""
    voices = [_Voice(content, s) for s in statements for content in s.content]
    return sorted(voices, key=lambda v: (len(v.span.quote), v.span, v.statement.id))


def _mostly_inside(span: Span, content: Span) -> bool:
    if span.report != content.report:
        return False
    shared = min(span.end, content.end) - max(span.start, content.start)
    return 2 * shared > span.end - span.start
