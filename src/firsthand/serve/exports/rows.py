"""Which tables and rows do findings have outside the dossier?"""

from collections.abc import Iterator
from typing import Any

from firsthand.model.schema import TABLES, Column, columns, to_row
from firsthand.model.story import Weight
from firsthand.serve.exports.material import Material

TABLE_NAMES = tuple(name for name in TABLES if name != "decisions")
"""The tables of findings, in this order."""

OF_ITEM = Column("of_item", "str", nullable=False)


def tables_of(material: Material) -> tuple[str, ...]:
    """Name the tables of an export.

    Args:
        material: what there is to export.

    Returns:
        Those of the findings, the weights, and people's decisions where there can be any.
    """
    decided = () if material.decisions is None else ("decisions",)
    return (*TABLE_NAMES, "weights", *decided)


def columns_of(table: str) -> tuple[Column, ...]:
    """List the columns of a table.

    Args:
        table: its name.

    Returns:
        The columns in order.
    """
    return (OF_ITEM, *columns(Weight)) if table == "weights" else columns(TABLES[table])


def items_of(material: Material, table: str) -> tuple[Any, ...]:
    """Give the items of a table.

    Args:
        material: what there is to export.
        table: its name.

    Returns:
        The items in the order of the findings; of weights the pairs (item's id, weight).
    """
    if table == "decisions":
        return material.decisions or ()
    return tuple(getattr(material.findings, table))


def rows_of(material: Material, table: str) -> Iterator[dict[str, Any]]:
    """Write a table row by row.

    Args:
        material: what there is to export.
        table: its name.

    Yields:
        Column name to scalar; tuples as JSON text.
    """
    for item in items_of(material, table):
        if table == "weights":
            name, weight = item
            yield {"of_item": name, **to_row(weight)}
        else:
            yield to_row(item)
