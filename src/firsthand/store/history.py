"""What happened to a dossier from study to study? Logs that are only ever appended to."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, func, insert, select

from firsthand.ingest.fetched import Fetched
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

    def append_fetch(self, report: str, page: Fetched) -> None:
        """Keep what a site answered.

        Args:
            report: id of the report that its body became.
            page: as received.
        """
        row = {
            "report": report,
            "asked": page.asked,
            "address": page.address,
            "hops": json.dumps(page.hops),
            "at": page.when,
            "headers": json.dumps(page.headers),
            "status": page.status,
            "wire": page.wire,
        }
        with self._writing() as connection:
            connection.execute(insert(tables.fetches).values(**row))

    def fetches(self, report: str) -> tuple[Fetched, ...]:
        """Give back what sites answered when a report was fetched.

        Args:
            report: its id.

        Returns:
            The answers in order; each body is the report's own bytes.
        """
        table, sources = tables.fetches, tables.sources
        query = (
            select(table, sources.c.data)
            .join(sources, sources.c.id == table.c.report)
            .where(table.c.report == report)
            .order_by(table.c.number)
        )
        with self._reading() as connection:
            return tuple(
                Fetched(
                    row.asked,
                    row.address,
                    tuple(json.loads(row.hops)),
                    row.at,
                    row.status,
                    tuple((name, value) for name, value in json.loads(row.headers)),
                    bytes(row.data),
                    bytes(row.wire),
                )
                for row in connection.execute(query)
            )

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
