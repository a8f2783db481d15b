"""How are the figures laid out, for a terminal and for the documentation?"""

from collections.abc import Iterable, Sequence

from evals.row import Row

HEAD = ("part", "metric", "floor", "now", "best peer", "")


def plain_table(rows: Iterable[Row]) -> str:
    """Lay rows out for a terminal.

    Args:
        rows: as measured.

    Returns:
        Lines of aligned columns.
    """
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def markdown_table(rows: Sequence[Row]) -> str:
    """Lay rows out for the documentation, one table for each part.

    Args:
        rows: as measured.

    Returns:
        Markdown.
    """
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row.part, []).append(row)
    blocks = []
    for part, members in parts.items():
        lines = [f"### {part}", "", "| metric | Firsthand | best peer |", "|---|---|---|"]
        lines.extend(
            f"| {row.metric} | {_number(row.value)} | {_peer(row) or '-'} |" for row in members
        )
        blocks.append("\n".join([*lines, "", f"Command: `python -m evals --only {part}`"]))
    return "\n\n".join(blocks) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    status = " ".join(word for word in (row.status, row.note) if word)
    return row.part, row.metric, _number(row.floor), _number(row.value), _peer(row), status


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _peer(row: Row) -> str:
    return f"{row.peer_value:.3f} {row.peer}" if row.peer_value is not None else ""
