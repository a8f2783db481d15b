"""How are items shown as a table in a terminal?"""

from collections.abc import Iterable
from typing import Any

from rich.table import Table

from firsthand.model.findings import Findings
from firsthand.model.report import Report
from firsthand.model.schema import TABLES, columns, to_row

SHOWN: dict[str, tuple[str, ...]] = {
    "reports": ("name", "metadata_outlet", "metadata_published", "metadata_language"),
    "refusals": ("name", "reason", "detail"),
    "names": ("report", "quote", "kind", "form"),
    "moments": ("report", "quote", "kind", "value", "anchor", "anchor_source"),
    "places": ("report", "quote", "name", "key", "level"),
    "figures": (
        "report",
        "quote",
        "value",
        "bound",
        "unit_canonical",
        "measured",
        "place",
        "period",
    ),
    "statements": ("speaker", "act", "kind", "content"),
    "directives": ("report", "quote", "kind", "issuer", "theme"),
    "stand_ins": ("report", "quote", "form", "kind", "meant_quote"),
    "entities": ("name", "kind", "spellings"),
    "links": ("a", "b", "kind", "direction", "score", "reason_detail", "state"),
    "families": ("reports", "reason"),
    "events": ("title", "kind", "when", "where", "reportings"),
    "comparisons": ("claim", "kind", "verdict", "slot", "versions"),
    "progress": ("title", "kind", "theme", "status", "outcomes"),
    "decisions": ("number", "action", "target", "value", "who", "when", "why"),
}
"""The columns of each table that fit a screen; `--json` and exports give all."""


def item_table(name: str, items: Iterable[object], findings: Findings) -> Table:
    """Lay items out as a table.

    Args:
        name: of the table, such as "figures".
        items: the items.
        findings: of the study, for the names of reports.

    Returns:
        A rich table.
    """
    shown = SHOWN.get(name) or tuple(column.name for column in columns(TABLES[name]))[:6]
    table = Table(title=name)
    for column in shown:
        table.add_column(column.removeprefix("metadata_").replace("_", " "), overflow="fold")
    reports = {report.id: report for report in findings.reports}
    for item in items:
        row = to_row(item)
        table.add_row(*(_cell(item, column, row, reports) for column in shown))
    return table


def _cell(item: Any, column: str, row: dict[str, Any], reports: dict[str, Report]) -> str:  # noqa: ANN401
    value = getattr(item, column, row.get(column))
    if isinstance(value, str) and value in reports:
        text = reports[value].name
    elif isinstance(value, tuple):
        text = "; ".join(_short(member, reports) for member in value)
    elif isinstance(value, float):
        text = f"{value:g}"
    else:
        text = "" if row.get(column) is None else str(row[column])
    return text.replace("[", r"\[")


def _short(member: Any, reports: dict[str, Report]) -> str:  # noqa: ANN401 - any member of a tuple
    """Name a member of a tuple by the most telling of its fields."""
    if isinstance(member, str):
        return reports[member].name if member in reports else member
    for field in ("quote", "text", "value", "what", "report"):
        told = getattr(member, field, None)
        if isinstance(told, str):
            return reports[told].name if told in reports else told
    return str(member)
