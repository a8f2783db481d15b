"""What happened to a dossier from study to study? Logs that are only ever appended to."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, func, insert, select

from firsthand.model.schema import from_row, to_row
from firsthand.model.story import Change, EventChange, Study
from firsthand.store import tables

Transaction = Callable[[], AbstractContextManager[Connection]]


class History:
    """The log of the events, the studies and what each changed."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        """Read and write through the dossier's transactions."""
        self._reading = reading
        self._writing = writing

    def events(self) -> tuple[EventChange, ...]:
        """Give back what was done to the events, in order."""
        table = tables.event_log
        with self._reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.number)).mappings()
            return tuple(from_row(EventChange, dict(row)) for row in rows)

    def append_events(self, changes: Sequence[EventChange]) -> bool:
        """Append what a study did to the events.

        Args:
            changes: numbered on from the last that was read.

        Returns:
            False, and nothing is kept, when another study has written there since.
        """
        table = tables.event_log
        with self._writing() as connection:
            last = connection.execute(select(func.max(table.c.number))).scalar() or 0
            if changes and changes[0].number != last + 1:
                return False
            if changes:
                connection.execute(insert(table), [to_row(change) for change in changes])
        return True

    def studies(self) -> tuple[Study, ...]:
        """Give back the studies that drew anew, in order."""
        table = tables.studies
        with self._reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.number)).mappings()
            return tuple(from_row(Study, dict(row)) for row in rows)

    def changes(self, study: int) -> tuple[Change, ...]:
        """Give back what a study found otherwise than the one before.

        Args:
            study: its number.

        Returns:
            The changes, in order; none for the first study and for one by a newer program.
        """
        table = tables.changes
        query = select(table).where(table.c.study == study).order_by(table.c.position)
        with self._reading() as connection:
            return tuple(from_row(Change, dict(r)) for r in connection.execute(query).mappings())


def note_study(
    connection: Connection, when: str, version: str, counts: tuple[int, int], changes: Sequence[Any]
) -> None:
    """Note a study and what it changed.

    Args:
        connection: inside the transaction that keeps the findings.
        when: ISO 8601.
        version: of the program's questions.
        counts: of reports and of decisions.
        changes: what is otherwise than before.
    """
    table = tables.studies
    number = (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1
    row = to_row(Study(number, when, version, *counts))
    connection.execute(insert(table).values(**row))
    rows = [
        {**to_row(change), "study": number, "position": place}
        for place, change in enumerate(changes)
    ]
    if rows:
        connection.execute(insert(tables.changes), rows)
