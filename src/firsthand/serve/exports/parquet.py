"""How do findings become Parquet tables with types?"""

from collections.abc import Iterator
from itertools import islice

from firsthand.model.table import arrow_schema
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


def _file(material: Material, table: str) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import parquet

    schema = arrow_schema((one.name, one.kind, one.nullable) for one in columns_of(table))
    pipe = Pipe()
    writer = parquet.ParquetWriter(pa.PythonFile(pipe, mode="w"), schema, compression="zstd")
    rows = rows_of(material, table)
    while group := list(islice(rows, ROW_GROUP)):
        writer.write_table(pa.Table.from_pylist(group, schema=schema))
        yield pipe.take()
    writer.close()
    yield pipe.take()
