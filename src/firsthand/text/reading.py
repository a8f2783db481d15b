"""What do the ribs read? One report with one shared parse and the way back to its characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from firsthand.model.report import FURNITURE, Report, Role
from firsthand.model.span import Span
from firsthand.text.fold import Folded, fold
from firsthand.text.parser import parse, reworded
from firsthand.text.sentences import split_sentences

PARSED_LANGUAGES = frozenset({"en"})
"""Languages for which a parser ships with the base install."""

MOST_PARSED = 300_000
"""Longest text that is parsed, in code points: some 50,000 words, eight seconds of one core. A
longer one (a book, a log file) is read by the rules for languages without a parser."""

_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "`": "'",
        "´": "'",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
_QUOTED = re.compile(f"[{''.join(map(chr, _QUOTES))}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_COMPASS = re.compile(
    r"\b(?:north|south|east|west|central|northern|southern|eastern|western|northeast|northwest|southeast|southwest|"
    r"north-?eastern|north-?western|south-?eastern|south-?western)(?=[ -][A-Z])"
)
_SHOUT = re.compile(r"\b[A-Z]{4,}\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One labelled report made ready for the ribs.

    `shadow` is a copy without furniture lines, with straight quotes and a dateline on a line of
    its own, mapped back to the report; `doc` is its spaCy parse (None where no parser exists for
    the language or the text is too long); `sentences` are half-open offsets into the report's own
    text.
    """

    report: Report
    shadow: Folded
    doc: Any
    sentences: tuple[tuple[int, int], ...]

    @property
    def language(self) -> str:
        """The report's language code."""
        return self.report.metadata.language

    def span(self, start: int, end: int) -> Span:
        """Map a stretch of the shadow text to a span of the report.

        Args:
            start: first code point in the shadow text.
            end: one past the last.

        Returns:
            The span in the report's own text, trimmed of edge blanks.

        Raises:
            SpanError: when nothing but blanks is left.
        """
        first, last = self.shadow.to_source(start, end)
        text = self.report.text
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        return self.report.span(first, last)

    def cut(self, piece: Any) -> Span:  # noqa: ANN401 - a spaCy Token or Span
        """Map a spaCy token or span to a span of the report.

        Args:
            piece: a token or span of `doc`.

        Returns:
            The span in the report's own text.
        """
        start = piece.idx if hasattr(piece, "idx") else piece.start_char
        return self.span(start, start + len(piece.text))

    def told(self) -> Iterator[tuple[int, int, Role]]:
        """Walk the lines that tell something: title, subtitle, caption and body.

        Yields:
            (start, end, role), offsets into the report's text.
        """
        yield from told_lines(self.report)


def told_lines(report: Report) -> Iterator[tuple[int, int, Role]]:
    """Walk a labelled report's lines that are not furniture.

    Args:
        report: a labelled report.

    Yields:
        (start, end, role) of each, half-open offsets into its text.
    """
    lines = [block for block in report.blocks if not block.inline]
    if not lines:
        yield from ((s, e, Role.BODY) for s, e in split_sentences(report.text))
        return
    for block in lines:
        if block.role not in FURNITURE:
            yield block.span.start, block.span.end, block.role


def read(report: Report) -> Reading:
    """Make a labelled report ready for the ribs.

    Args:
        report: a report with blocks and metadata.

    Returns:
        The reading, parsed once where a parser exists for its language.
    """
    shadow = make_shadow(report)
    datelines = [b.span for b in report.blocks if b.inline and b.role is Role.DATELINE]
    if report.metadata.language in PARSED_LANGUAGES and len(shadow.text) <= MOST_PARSED:
        doc = parse(shadow.text)
        return Reading(report, shadow, doc, _parsed_sentences(doc, shadow, report.text))
    return Reading(report, shadow, None, tuple(_rule_sentences(report, datelines)))


def adopt(report: Report, doc: Any = None) -> Reading:  # noqa: ANN401 - a spaCy Doc
    """Make a report ready with a parse that somebody else made of its very text.

    Args:
        report: a report with metadata; its lines need no labels.
        doc: a spaCy document whose text is the report's; None = read without a parser.

    Returns:
        The reading. Its `doc` is the given one, or a copy of it with straight quotes where the
        text has others; tokens, heads and entities are the same.
    """
    text = report.text
    if doc is None:
        return Reading(report, make_shadow(report), None, tuple(_rule_sentences(report, [])))
    # As in the shadow of a report that is parsed here, but nothing that changes an offset.
    shadow = fold(_COMPASS.sub(lambda match: match[0].title(), text.translate(_QUOTES)), ())
    if shadow.text != text:
        doc = reworded(doc, shadow.text)
    return Reading(report, shadow, doc, _parsed_sentences(doc, shadow, text))


def make_shadow(report: Report) -> Folded:
    """Write the copy of a report's text that parsers read.

    Args:
        report: a labelled report.

    Returns:
        The copy with its map back.
    """
    text = report.text
    edits: list[tuple[int, int, str]] = []
    kept = list(told_lines(report))
    position = 0
    for start, end, _ in kept:
        if start > position:
            edits.append((position, start, "\n" if position else ""))
        position = end
    if position < len(text):
        edits.append((position, len(text), ""))
    for block in report.blocks:
        if block.inline and block.role is Role.DATELINE:
            edits.extend(_dateline_edits(text, block.span))
    for start, end, _ in kept:
        piece = text[start:end]
        edits.extend((start + m.start(), start + m.end(), "") for m in _INVISIBLE.finditer(piece))
        edits.extend(
            (start + m.start(), start + m.end(), m[0].title()) for m in _COMPASS.finditer(piece)
        )
        edits.extend(
            (start + m.start(), start + m.end(), m[0].translate(_QUOTES))
            for m in _QUOTED.finditer(piece)
        )
    return fold(text, edits)


def _dateline_edits(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    for match in _SHOUT.finditer(text, span.start, span.end):
        yield match.start(), match.end(), match[0].title()
    if span.end < len(text) and text[span.end].isspace():
        yield span.end, span.end + 1, "\n"


def _parsed_sentences(doc: Any, shadow: Folded, text: str) -> tuple[tuple[int, int], ...]:  # noqa: ANN401
    found: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start, end = shadow.to_source(sentence.start_char, sentence.end_char)
        found.extend(_trimmed(text, start, end))
    return tuple(found)


def _rule_sentences(report: Report, datelines: list[Span]) -> Iterator[tuple[int, int]]:
    for start, end, _ in told_lines(report):
        cut = next((d.end for d in datelines if start <= d.start < end), None)
        if cut is not None:
            yield from _trimmed(report.text, start, cut)
        yield from split_sentences(report.text, start if cut is None else cut, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
