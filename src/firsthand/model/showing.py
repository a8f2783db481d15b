"""How do items look in a notebook: their words marked in the sentence they stand in?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from html import escape
from typing import Any

from firsthand.model.reason import Slot
from firsthand.model.report import Report
from firsthand.model.span import Span

SHOWN = 20
"""Items shown; a table of thousands would make the notebook heavy."""

AROUND = 90
"""Characters of context on each side."""

NAMED = ("name", "title", "claim", "kind", "act", "verdict", "value", "bound", "status", "theme")
"""Fields that say what an item is, in this order."""

LONGEST = 120
"""Characters of a value that are shown."""

CELL = "text-align:start;vertical-align:top;padding:.2em .6em"
ASIDE = "text-decoration:underline dotted;text-underline-offset:.2em"


def show_items(items: Sequence[Any], noun: str, reports: Iterable[Report]) -> str:
    """Lay items out as a table of HTML.

    Args:
        items: of one kind.
        noun: what they are.
        reports: whose words they quote.

    Returns:
        HTML without script; every text of a report is escaped, the words an item stands on are
        marked, and those of its slots underlined.
    """
    known = {report.id: report for report in reports}
    rows = "".join(_row(item, known) for item in items[:SHOWN])
    left = len(items) - SHOWN
    more = f"<p>and {left} more</p>" if left > 0 else ""
    count = f"{len(items)} × {escape(noun)}"
    head = "".join(f'<th style="{CELL}">{name}</th>' for name in ("what", "words", "report"))
    return (
        f'<div><table><caption style="text-align:start">{count}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</div>"
    )


def show_counts(counts: Iterable[tuple[str, int]], said: str) -> str:
    """Lay out what a study found.

    Args:
        counts: name and number of each table.
        said: one sentence on the whole.

    Returns:
        HTML.
    """
    rows = "".join(
        f'<tr><th style="{CELL}">{escape(name.replace("_", "-"))}</th>'
        f'<td style="{CELL}">{number}</td></tr>'
        for name, number in counts
    )
    return f"<div><p>{escape(said)}</p><table><tbody>{rows}</tbody></table></div>"


def _row(item: Any, reports: dict[str, Report]) -> str:  # noqa: ANN401 - any noun
    what = "; ".join(_said(item))
    span = next(_main_spans(item), None)
    report = reports.get(span.report) if span else None
    words = mark(span, list(_slot_spans(item)), report) if span and report else ""
    name = escape(report.name) if report else ""
    cells = (
        f'<td style="{CELL}" dir="auto">{escape(what)}</td>',
        f'<td style="{CELL}" dir="auto">{words}</td>',
        f'<td style="{CELL}">{name}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"


def mark(span: Span, aside: Iterable[Span], report: Report) -> str:
    """Mark words in their context.

    Args:
        span: the words.
        aside: further spans; those of the same report that are near are underlined.
        report: where they stand.

    Returns:
        HTML.
    """
    text = report.text
    first = max(0, span.start - AROUND, text.rfind("\n", 0, span.start) + 1)
    last = text.find("\n", span.end)
    last = min(len(text) if last < 0 else last, span.end + AROUND)
    near = sorted(
        {
            (one.start, one.end)
            for one in aside
            if one.report == span.report
            and first <= one.start
            and one.end <= last
            and not one.overlaps(span)
        }
    )
    pieces = [("…" if text[first - 1 : first] not in ("", "\n") else "")]
    at = first
    for start, end in sorted([*near, (span.start, span.end)]):
        if start < at:
            continue
        pieces.append(escape(text[at:start]))
        quote = escape(text[start:end])
        own = (start, end) == (span.start, span.end)
        pieces.append(f"<mark>{quote}</mark>" if own else f'<span style="{ASIDE}">{quote}</span>')
        at = end
    pieces.append(escape(text[at:last]))
    pieces.append("…" if text[last : last + 1] not in ("", "\n") else "")
    return "".join(pieces)


def _said(item: Any) -> Iterator[str]:  # noqa: ANN401 - any noun
    """Say what an item is by the most telling of its fields, then by its slots."""
    told = item[1] if isinstance(item, tuple) else item
    if isinstance(item, tuple):
        yield str(item[0])
    for name in NAMED:
        value = getattr(told, name, None)
        if isinstance(value, str | float) and value != "":
            yield _short(f"{round(value, 4):,.12g}" if isinstance(value, float) else str(value))
    if is_dataclass(told):
        for field in fields(told):
            value = getattr(told, field.name)
            if isinstance(value, Slot) and value.value:
                yield _short(f"{field.name} {value.value}")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def _main_spans(item: Any) -> Iterator[Span]:  # noqa: ANN401 - any noun
    """Give the words an item stands on, its own span first."""
    own = getattr(item, "span", None)
    if isinstance(own, Span):
        yield own
    for name in ("content", "mentions", "made", "versions", "reportings", "passages"):
        for part in getattr(item, name, ()):
            yield from _within(part)


def _slot_spans(item: Any) -> Iterator[Span]:  # noqa: ANN401 - any noun
    if is_dataclass(item):
        for field in fields(item):
            value = getattr(item, field.name)
            if isinstance(value, Slot):
                yield from value.spans
            elif field.name in ("source", "cue") and isinstance(value, Span):
                yield value


def _within(part: Any) -> Iterator[Span]:  # noqa: ANN401 - a span or a record with spans
    if isinstance(part, Span):
        yield part
        return
    for name in ("span", "mentions", "spans", "a"):
        value = getattr(part, name, None)
        if isinstance(value, Span):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Span))
