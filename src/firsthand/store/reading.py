"""What did the last study find, read in one transaction?"""

from typing import Any

from sqlalchemy import Connection, Table, select

from firsthand.model.findings import Findings, Found
from firsthand.model.report import Refusal, Report
from firsthand.model.schema import ITEMS, STORY, from_row
from firsthand.model.story import Weight
from firsthand.store import tables


def read_nouns(connection: Connection, table: Table, noun: type, *order: str) -> tuple[Any, ...]:
    """Read all rows of a table.

    Args:
        connection: inside a transaction.
        table: of the noun.
        noun: what each row is.
        order: names of columns to sort by.

    Returns:
        The items.
    """
    query = select(table).order_by(*(table.c[name] for name in order))
    return tuple(from_row(noun, dict(row)) for row in connection.execute(query).mappings())


def read_basis(connection: Connection) -> str:
    """Name what the findings of the last study were drawn from; empty before the first."""
    return str(connection.execute(select(tables.drawn.c.basis)).scalar() or "")


def read_founds(connection: Connection) -> dict[str, Found]:
    """Read what was found in each report, by report id."""
    grouped: dict[str, dict[str, list[Any]]] = {}
    for report in connection.execute(select(tables.studied.c.report)).scalars():
        grouped[report] = {name: [] for name in ITEMS}
    for name, noun in ITEMS.items():
        table = tables.items[name]
        query = select(table).order_by(table.c.of_report, table.c.position)
        for row in connection.execute(query).mappings():
            grouped[row["of_report"]][name].append(from_row(noun, dict(row)))
    return {
        report: Found(report, **{name: tuple(items) for name, items in kinds.items()})
        for report, kinds in sorted(grouped.items())
    }


def read_told(connection: Connection) -> dict[str, Any]:
    """Read what was drawn from many reports together, by field of the findings."""
    told: dict[str, Any] = {
        name: read_nouns(connection, table, STORY[name], "position")
        for name, table in tables.story.items()
    }
    weights = tables.weights
    rows = connection.execute(select(weights).order_by(weights.c.position)).mappings()
    told["weights"] = tuple((row["of_item"], from_row(Weight, dict(row))) for row in rows)
    return told


def read_findings(connection: Connection) -> Findings:
    """Read the findings of the last study, whole."""
    reports = read_nouns(connection, tables.reports, Report, "name", "id")
    founds = read_founds(connection)
    of_reports = {
        name: tuple(item for r in reports for item in getattr(founds[r.id], name))
        for name in ITEMS
        if name not in tables.redated
    }
    redated = {
        name: read_nouns(connection, table, ITEMS[name], "position")
        for name, table in tables.redated.items()
    }
    refusals = read_nouns(connection, tables.refusals, Refusal, "name", "reason")
    return Findings(
        reports=reports, refusals=refusals, **of_reports, **redated, **read_told(connection)
    )
