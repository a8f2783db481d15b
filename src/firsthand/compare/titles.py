"""What is the main event of a report called there?"""

import re

from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences

LONGEST = 200
_LABEL = re.compile(
    r"^(?:[-–—•\s]+|(?:title|headline|titel|titre|título|titolo|标题|見出し)\s*[:：]\s*)",
    re.IGNORECASE,
)


def title_of(report: Report) -> Span | None:
    """Find the words that an event can be called by: the title, else the first sentence.

    Args:
        report: a labelled report.

    Returns:
        At most `LONGEST` characters of the report, or nothing where it tells nothing.
    """
    lines = list(told_lines(report))
    chosen = next((line for line in lines if line[2] is Role.TITLE), None)
    chosen = chosen or next((line for line in lines if line[2] is Role.BODY), None)
    if chosen is None:
        return None
    start, end, role = chosen
    if role is not Role.TITLE:
        start = _behind_dateline(report, start, end)
        sentences = split_sentences(report.text, start, end)
        start, end = sentences[0] if sentences else (start, end)
    return report.span(start, min(end, start + LONGEST))


def headline(span: Span | None) -> str:
    """Write a title in one line, without a label such as "Title:" before it.

    Args:
        span: the title, or nothing.

    Returns:
        The words; empty for nothing.
    """
    return _LABEL.sub("", " ".join(span.quote.split())) if span else ""


def _behind_dateline(report: Report, start: int, end: int) -> int:
    # A dispatch without a headline is called by its first sentence, not by where it was sent;
    # a line that is nothing but its dateline is called by it.
    for block in report.blocks:
        if block.inline and block.role is Role.DATELINE and start <= block.span.start < end:
            return block.span.end if report.text[block.span.end : end].strip() else start
    return start
