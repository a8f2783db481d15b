"""How do findings become JSON, as one document or an item a line?"""

from collections.abc import Iterator
from dataclasses import fields

from firsthand.model.findings import Findings
from firsthand.model.schema import to_json
from firsthand.serve.exports.material import Material, Member
from firsthand.serve.exports.rows import items_of, tables_of


def export_json(findings: Findings) -> bytes:
    """Write everything as one JSON document.

    Args:
        findings: of a study.

    Returns:
        UTF-8 JSON in the shape of `firsthand.model.schema.json_schema`.
    """
    return b"".join(_document(findings))


def one(material: Material) -> Iterator[Member]:
    """Write the findings as one JSON document.

    Args:
        material: what there is to export.

    Yields:
        One file, in the shape of `firsthand.model.schema.json_schema`.
    """
    yield Member("findings.json", _document(material.findings))


def lines(material: Material) -> Iterator[Member]:
    """Write a line of JSON for each item; its first key names the table.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    yield Member("items.jsonl", _lines(material))


def _document(findings: Findings) -> Iterator[bytes]:
    """Write table by table and item by item, the same bytes as in one go."""
    before = b"{"
    for field in fields(findings):
        yield before + to_json(field.name) + b":["
        for number, item in enumerate(getattr(findings, field.name)):
            yield (b"," if number else b"") + to_json(item)
        yield b"]"
        before = b","
    yield b"}\n"


def _lines(material: Material) -> Iterator[bytes]:
    for table in tables_of(material):
        first = b'{"table":' + to_json(table) + b","
        for item in items_of(material, table):
            if table == "weights":
                name, weight = item
                yield first + b'"of_item":' + to_json(name) + b"," + to_json(weight)[1:] + b"\n"
            else:
                yield first + to_json(item)[1:] + b"\n"
