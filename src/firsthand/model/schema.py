"""How are the nouns written as JSON, table rows and JSON Schema? The only codec."""

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from firsthand.model.findings import Findings, Found
from firsthand.model.items import Directive, Figure, Moment, Name, Place, StandIn, Statement
from firsthand.model.reason import Slot
from firsthand.model.report import Refusal, Report
from firsthand.model.span import Span
from firsthand.model.story import (
    Comparison,
    Decision,
    Entity,
    Event,
    Family,
    Link,
    Progress,
)

T = TypeVar("T")
Reader = Callable[[Mapping[str, Any]], Any]

ITEMS: dict[str, type] = {
    "names": Name,
    "moments": Moment,
    "places": Place,
    "figures": Figure,
    "statements": Statement,
    "directives": Directive,
    "stand_ins": StandIn,
}
"""What is found in one report, by the name of its table and of its tuple in the findings."""

STORY: dict[str, type] = {
    "entities": Entity,
    "links": Link,
    "families": Family,
    "events": Event,
    "comparisons": Comparison,
    "progress": Progress,
}
"""What many reports tell together, likewise."""

TABLES: dict[str, type] = {
    "reports": Report,
    "refusals": Refusal,
    **ITEMS,
    **STORY,
    "decisions": Decision,
}
"""Every noun that has a table of its own."""


def to_json(item: object) -> bytes:
    """Write a noun, or a tuple of them, as JSON.

    Args:
        item: any record of the model.

    Returns:
        UTF-8 JSON with the fields in the order of their declaration; equal items, equal bytes.
    """
    return msgspec.json.encode(item)


def from_json(noun: type[T], data: bytes | str) -> T:
    """Read a noun back.

    Args:
        noun: the record's class, or a tuple type of it.
        data: what `to_json` wrote.

    Returns:
        The record.

    Raises:
        msgspec.ValidationError: when the data does not fit; the message holds the path.
    """
    return msgspec.json.decode(data, type=noun)


def to_plain(item: object) -> Any:  # noqa: ANN401 - plain JSON values
    """Turn a noun into dicts, lists and scalars.

    Args:
        item: any record of the model.

    Returns:
        Plain values that the json module can write.
    """
    return msgspec.json.decode(msgspec.json.encode(item))


def json_schema() -> dict[str, Any]:
    """Describe the findings and every noun in them as JSON Schema 2020-12.

    Returns:
        A schema of Findings whose `$defs` hold all nouns.
    """
    (schema,), definitions = msgspec.json.schema_components(
        [Findings], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "$defs": definitions,
    }


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a noun's table; `kind` is str, int, float, bool or json."""

    name: str
    kind: str
    nullable: bool


@cache
def columns(noun: type) -> tuple[Column, ...]:
    """List the columns of a noun's table.

    A nested record is spread over columns of its own; tuples are JSON.

    Args:
        noun: a dataclass of the model.

    Returns:
        The columns in field order.
    """
    return tuple(_columns(noun, "", nullable=False))


def _columns(noun: type, prefix: str, *, nullable: bool) -> Iterator[Column]:
    for name, kind, optional in _shape(noun):
        column = _column_name(noun, prefix, name)
        may_lack = nullable or optional
        if is_dataclass(kind):
            yield from _columns(kind, _prefix_of(prefix, name), nullable=may_lack)
        else:
            yield Column(column, _scalar(kind), may_lack)


@cache
def _shape(noun: type) -> tuple[tuple[str, type, bool], ...]:
    """Give (field, type without None, may be None) of each field."""
    hints = get_type_hints(noun)
    found = []
    for field in fields(noun):
        hint = hints[field.name]
        options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
        real = [option for option in options if option is not types.NoneType]
        found.append((field.name, cast("type", real[0]), len(real) < len(options)))
    return tuple(found)


def _prefix_of(prefix: str, name: str) -> str:
    return f"{prefix}{name}_" if prefix or name != "span" else ""


def _column_name(noun: type, prefix: str, name: str) -> str:
    if noun is Slot and name == "value":
        return prefix.removesuffix("_")
    return prefix + name


def _scalar(kind: Any) -> str:  # noqa: ANN401 - a class or a generic alias such as tuple[str, ...]
    if isinstance(kind, type) and issubclass(kind, StrEnum | str):
        return "str"
    return {int: "int", float: "float", bool: "bool"}.get(kind, "json")


def to_row(item: object) -> dict[str, Any]:
    """Write a noun as one table row.

    Args:
        item: a record of the model.

    Returns:
        Column name to scalar; tuples as JSON text.
    """
    row: dict[str, Any] = {}
    _fill(row, type(item), item, "")
    return row


def _fill(row: dict[str, Any], noun: type, item: object, prefix: str) -> None:
    for name, kind, _ in _shape(noun):
        value = None if item is None else getattr(item, name)
        if is_dataclass(kind):
            _fill(row, kind, value, _prefix_of(prefix, name))
        elif value is None:
            row[_column_name(noun, prefix, name)] = None
        elif _scalar(kind) == "json":
            row[_column_name(noun, prefix, name)] = msgspec.json.encode(value).decode()
        else:
            row[_column_name(noun, prefix, name)] = str(value) if _scalar(kind) == "str" else value


def from_row(noun: type[T], row: Mapping[str, Any]) -> T:
    """Read a noun back from its table row.

    Args:
        noun: the record's class.
        row: column name to value, as `to_row` wrote.

    Returns:
        The record.
    """
    return cast("T", _reader(cast("type", noun), "")(row))


@cache
def _reader(noun: type, prefix: str) -> Reader:
    """Make what reads a noun back; made once for each, for a dossier has rows by the million."""
    hints = get_type_hints(noun)
    steps: list[Reader] = []
    for name, kind, may_lack in _shape(noun):
        if is_dataclass(kind):
            inner = _prefix_of(prefix, name)
            read = _reader(kind, inner)
            if may_lack:
                names = [column.name for column in _columns(kind, inner, nullable=False)]
                read = _unless_lacking(read, names)
            steps.append(read)
        else:
            steps.append(_value_reader(_column_name(noun, prefix, name), kind, hints[name]))

    def read_noun(row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the noun
        return noun(*[step(row) for step in steps])

    return read_noun


def _unless_lacking(read: Reader, names: Sequence[str]) -> Reader:
    def read_optional(row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the noun or None
        return None if all(row[name] is None for name in names) else read(row)

    return read_optional


def _value_reader(column: str, kind: Any, hint: Any) -> Reader:  # noqa: ANN401 - a class or an alias
    scalar = _scalar(kind)
    if scalar == "json":
        convert: Callable[[Any], Any] = msgspec.json.Decoder(hint).decode
    elif scalar in ("str", "float", "bool"):
        # An enumeration is a string in the table; SQLite keeps booleans and floats as integers.
        convert = kind
    else:
        return lambda row: row[column]

    def read_value(row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any column
        stored = row[column]
        return None if stored is None else convert(stored)

    return read_value


def spans_of(item: object) -> Iterator[Span]:
    """Walk every span inside a record, at any depth.

    Args:
        item: a record of the model, or a tuple of them.

    Yields:
        Spans in field order.
    """
    if isinstance(item, Span):
        yield item
    elif isinstance(item, tuple):
        for member in item:
            yield from spans_of(member)
    elif is_dataclass(item):
        for field in fields(item):
            yield from spans_of(getattr(item, field.name))


__all__ = [
    "ITEMS",
    "STORY",
    "TABLES",
    "Column",
    "Findings",
    "Found",
    "columns",
    "from_json",
    "from_row",
    "json_schema",
    "spans_of",
    "to_json",
    "to_plain",
    "to_row",
]
