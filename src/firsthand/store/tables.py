"""Which tables hold a dossier? Derived from the nouns, so that nothing is typed twice."""

import hashlib
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from firsthand.model.report import Refusal, Report
from firsthand.model.schema import ITEMS, STORY, columns
from firsthand.model.story import Change, Decision, EventChange, Study, Weight


class Words(TypeDecorator[str]):
    """Text of any characters, sorted by their code points in every database.

    PostgreSQL cannot keep the character NUL, which hostile files have: there it is written with a
    character of the private use area before it.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the collation."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(Text(collation="C"))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write a value."""
        if value is None or dialect.name == "sqlite":
            return value
        return value.replace(_ESCAPE, _ESCAPE + "1").replace("\0", _ESCAPE + "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Read a value."""
        if value is None or dialect.name == "sqlite":
            return value
        return value.replace(_ESCAPE + "0", "\0").replace(_ESCAPE + "1", _ESCAPE)


_ESCAPE = "\uf8fe"
_TYPES = {"str": Words, "int": Integer, "float": Float, "bool": Boolean, "json": Words}

lasting = MetaData()
"""Tables that hold what cannot be rebuilt: bytes, texts, refusals, decisions."""

derived = MetaData()
"""Tables that a study fills and replaces."""


def _noun_columns(noun: type, key: str = "") -> list[Column[object]]:
    return [
        Column(c.name, _TYPES[c.kind](), nullable=c.nullable, primary_key=c.name == key)
        for c in columns(noun)
    ]


meta = Table("meta", lasting, Column("key", Words, primary_key=True), Column("value", Words))

sources = Table(
    "sources",
    lasting,
    Column("id", Words, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

reports = Table("reports", lasting, *_noun_columns(Report, key="id"))

report_names = Table(
    "report_names",
    lasting,
    Column("report", Words, ForeignKey("reports.id"), nullable=False),
    Column("name", Words, nullable=False),
    UniqueConstraint("report", "name"),
)

refusals = Table(
    "refusals", lasting, *_noun_columns(Refusal), UniqueConstraint("name", "reason", "detail")
)

decisions = Table("decisions", lasting, *_noun_columns(Decision, key="id"))

fetches = Table(
    "fetches",
    lasting,
    Column("number", Integer, primary_key=True),
    Column("report", Words, ForeignKey("reports.id"), nullable=False, index=True),
    *(
        Column(name, Words, nullable=False)
        for name in ("asked", "address", "hops", "at", "headers")
    ),
    Column("status", Integer, nullable=False),
    Column("wire", LargeBinary, nullable=False),
)
"""Each answer of a site as received; its body is the report's, `wire` what was sent if packed."""

event_log = Table("event_log", lasting, *_noun_columns(EventChange, key="number"))
"""What was done to the events, so that they keep their ids."""

studies = Table("studies", lasting, *_noun_columns(Study, key="number"))
"""Each study that drew anew."""

changes = Table(
    "changes",
    lasting,
    Column("study", Integer, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    *_noun_columns(Change),
)
"""What each study found otherwise than the one before."""

studied = Table(
    "studied",
    derived,
    Column("report", Words, primary_key=True),
    Column("version", Integer, nullable=False),
)

drawn = Table("drawn", derived, Column("basis", Words, primary_key=True))

items = {
    name: Table(
        name,
        derived,
        Column("of_report", Words, nullable=False, index=True),
        Column("position", Integer, nullable=False),
        *_noun_columns(noun, key="id"),
    )
    for name, noun in ITEMS.items()
}

story = {
    name: Table(
        name, derived, Column("position", Integer, nullable=False), *_noun_columns(noun, key="id")
    )
    for name, noun in STORY.items()
}

redated = {
    name: Table(
        f"{name}_redated",
        derived,
        Column("position", Integer, nullable=False),
        *_noun_columns(ITEMS[name], key="id"),
    )
    for name in ("moments", "figures")
}
"""Moments and figures whose open dates were reckoned from the event of another report."""

kinships = Table(
    "kinships",
    derived,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("version", Words, nullable=False),
    Column("told", Words, nullable=False),
)
"""How the sentences of pairs of reports align, so that no pair is compared twice."""

weights = Table(
    "weights",
    derived,
    Column("position", Integer, nullable=False),
    Column("of_item", Words, primary_key=True),
    *_noun_columns(Weight),
)


def derived_digest() -> str:
    """Name the shape of the derived tables.

    Returns:
        A digest that changes whenever a noun gains or loses a column.
    """
    shape = sorted(
        f"{table.name}.{column.name}:{column.type}"
        for table in derived.tables.values()
        for column in table.columns
    )
    return hashlib.sha256("\n".join(shape).encode()).hexdigest()[:16]
