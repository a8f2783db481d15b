"""How is a hard-wrapped text read paragraph by paragraph, and its findings quoted as received?"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from firsthand.model.report import Report
from firsthand.model.span import Span

_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
"""Whatever `str.splitlines` ends a line at."""

T = TypeVar("T")


def unwrap(report: Report) -> Report:
    """Make the copy of a labelled report whose paragraphs are one line each.

    Args:
        report: a labelled report.

    Returns:
        The copy, of equal length, with a blank for each line end inside a paragraph, which its
        own spans quote; the report itself where no paragraph has more than one line.
    """
    wrapped = [
        block.span
        for block in report.blocks
        if not block.inline and _LINE_ENDS.search(block.span.quote)
    ]
    if not wrapped:
        return report
    pieces: list[str] = []
    position = 0
    for span in sorted(wrapped):
        pieces += (report.text[position : span.start], _LINE_ENDS.sub(" ", span.quote))
        position = span.end
    text = "".join((*pieces, report.text[position:]))
    return requote(replace(report, text=text), {report.id: text})


def requote(item: T, texts: Mapping[str, str]) -> T:
    """Let every span inside an item quote another text of equal length.

    Args:
        item: a finding, a tuple of them, or a report.
        texts: report id to the text to quote; spans of other reports stay as they are.

    Returns:
        The item with its spans quoting those texts; the same object where nothing changes.
    """
    if isinstance(item, Span):
        text = texts.get(item.report)
        quote = item.quote if text is None else text[item.start : item.end]
        return item if quote == item.quote else replace(item, quote=quote)
    if isinstance(item, tuple):
        parts = tuple(requote(part, texts) for part in item)
        same = all(new is old for new, old in zip(parts, item, strict=True))
        return item if same else parts  # type: ignore[return-value]  # of the same kind
    if is_dataclass(item) and not isinstance(item, type):
        held = ((field.name, getattr(item, field.name)) for field in fields(item))
        changed = {name: new for name, old in held if (new := requote(old, texts)) is not old}
        return replace(item, **changed) if changed else item
    return item
