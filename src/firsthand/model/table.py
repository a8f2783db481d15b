"""How do items become tables of pandas, polars and Arrow, and a table in a notebook?"""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from firsthand.model.report import Report
from firsthand.model.showing import show_items

T = TypeVar("T")


class Table(tuple[T, ...]):  # noqa: SLOT001 - a tuple of any length can have none
    """A tuple of items of one kind that can be turned into tables.

    It is equal to the plain tuple of the same items. `noun` is their class, which an empty table
    cannot tell by itself; `reports` are those whose words the items quote.
    """

    noun: type | None
    reports: tuple[Report, ...]

    def __new__(
        cls,
        items: Iterable[T] = (),
        noun: type | None = None,
        reports: tuple[Report, ...] = (),
    ) -> Self:
        """Make a table of items of one kind."""
        made = super().__new__(cls, items)
        made.noun = noun or (type(made[0]) if made else None)
        made.reports = reports
        return made

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give the rows.

        Returns:
            A dict for each item: column name to scalar; nested records are spread over columns,
            tuples are JSON texts.
        """
        from firsthand.model.schema import to_row  # noqa: PLC0415 - the codec knows the findings

        return [_row(item, to_row) for item in self]

    def to_dict(self) -> dict[str, list[Any]]:
        """Give the columns.

        Returns:
            Column name to the values of all items.
        """
        rows = self.to_dicts()
        return {name: [row[name] for row in rows] for name, _, _ in self._columns()}

    def to_arrow(self) -> Any:  # noqa: ANN401 - a pyarrow.Table
        """Give an Arrow table.

        Returns:
            A pyarrow.Table of the same columns and types as the Parquet export.

        Raises:
            ModuleNotFoundError: when pyarrow is not installed (`firsthand[tables]`).
        """
        import pyarrow as pa

        return pa.Table.from_pylist(self.to_dicts(), schema=arrow_schema(self._columns()))

    def to_pandas(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame
        """Give a data frame of pandas, indexed from 0.

        Returns:
            A pandas.DataFrame; whole numbers and truths that may lack are nullable types.

        Raises:
            ModuleNotFoundError: when pandas is not installed (`firsthand[tables]`).
        """
        import pandas as pd  # type: ignore[import-untyped]

        kinds = {"str": "string", "json": "string", "int": "Int64", "float": "float64"}
        rows = self.to_dicts()
        return pd.DataFrame(
            {
                name: pd.array(
                    [row[name] for row in rows],
                    dtype=kinds.get(kind, "boolean" if nullable else "bool"),
                )
                for name, kind, nullable in self._columns()
            }
        )

    def to_polars(self) -> Any:  # noqa: ANN401 - a polars.DataFrame
        """Give a data frame of polars.

        Returns:
            A polars.DataFrame.

        Raises:
            ModuleNotFoundError: when polars is not installed (`firsthand[tables]`).
        """
        import polars as pl

        kinds = {"int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean}
        schema = {name: kinds.get(kind, pl.String) for name, kind, _ in self._columns()}
        return pl.DataFrame(self.to_dicts(), schema=schema)

    def _columns(self) -> list[tuple[str, str, bool]]:
        from firsthand.model.schema import columns  # noqa: PLC0415 - the codec knows the findings
        from firsthand.model.story import Weight  # noqa: PLC0415 - likewise

        if self.noun is None:
            return []
        if self.noun is Weight:
            return [("of_item", "str", False), *_plain(columns(Weight))]
        return _plain(columns(self.noun))

    def _repr_html_(self) -> str:
        """Show the first items with their words marked in context."""
        name = self.noun.__name__ if self.noun else "Item"
        return show_items(self, name, self.reports)


def _plain(columns: Iterable[Any]) -> list[tuple[str, str, bool]]:
    return [(column.name, column.kind, column.nullable) for column in columns]


def _row(item: Any, to_row: Any) -> dict[str, Any]:  # noqa: ANN401 - any noun, the codec
    if isinstance(item, tuple):  # weights are pairs (item's id, weight)
        name, weight = item
        return {"of_item": name, **to_row(weight)}
    row: dict[str, Any] = to_row(item)
    return row


def arrow_schema(columns: Iterable[tuple[str, str, bool]]) -> Any:  # noqa: ANN401
    """Describe columns to Arrow.

    Args:
        columns: name, kind (str, int, float, bool or json) and whether values may lack.

    Returns:
        A pyarrow.Schema: string, int64, double, bool; JSON as strings whose field metadata say so.
    """
    import pyarrow as pa

    kinds = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    return pa.schema(
        [
            pa.field(
                name,
                kinds.get(kind, pa.string()),
                nullable=nullable,
                metadata={"content": "application/json"} if kind == "json" else None,
            )
            for name, kind, nullable in columns
        ]
    )
