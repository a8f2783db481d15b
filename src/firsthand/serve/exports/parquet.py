"""How do findings become Parquet tables with types?"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from firsthand.serve.exports.material import Material, Member
from firsthand.serve.exports.pipe import Pipe
from firsthand.serve.exports.rows import columns_of, rows_of, tables_of

ROW_GROUP = 10_000
"""Rows held at once, and rows of a group in the file."""


def tables(material: Material) -> Iterator[Member]:
    """Write a Parquet file for each table.

    Args:
        material: what there is to export.

    Yields:
        The files; columns that hold JSON are marked so in the schema's metadata.
    """
    for table in tables_of(material):
        yield Member(f"{table}.parquet", _file(material, table))


def arrow_schema(table: str) -> Any:  # noqa: ANN401 - a pyarrow.Schema
    """Describe a table to Arrow.

    Args:
        table: its name.

    Returns:
        A pyarrow schema: string, int64, double, bool; JSON as strings whose field metadata say so.
    """
    import pyarrow as pa

    kinds = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    return pa.schema(
        [
            pa.field(
                column.name,
                kinds.get(column.kind, pa.string()),
                nullable=column.nullable,
                metadata={"content": "application/json"} if column.kind == "json" else None,
            )
            for column in columns_of(table)
        ]
    )


def _file(material: Material, table: str) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import parquet

    schema = arrow_schema(table)
    pipe = Pipe()
    writer = parquet.ParquetWriter(pa.PythonFile(pipe, mode="w"), schema, compression="zstd")
    rows = rows_of(material, table)
    while group := list(islice(rows, ROW_GROUP)):
        writer.write_table(pa.Table.from_pylist(group, schema=schema))
        yield pipe.take()
    writer.close()
    yield pipe.take()
