"""What can be kept in a dossier and taken out again?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError, OperationalError

from firsthand.errors import DossierBusy, DossierError
from firsthand.model.findings import Findings, Found
from firsthand.model.report import Refusal, Report
from firsthand.model.schema import from_row, to_row
from firsthand.model.story import Decision
from firsthand.store import tables
from firsthand.store.connect import WRITING, connect, shown
from firsthand.store.history import History
from firsthand.store.migrations import migrate
from firsthand.store.reading import (
    read_basis,
    read_findings,
    read_founds,
    read_nouns,
    read_told,
)

Noted = Callable[[Connection], None]
"""Writes something more inside a transaction."""


class Store:
    """Keep and give back what a dossier holds; every method is one transaction."""

    def __init__(self, target: str | Path | None) -> None:
        self.target = shown(target)
        self.address = target
        self.engine: Engine = connect(target)
        self.history = History(self.reading, self.transaction)
        try:
            with self.transaction() as connection:
                migrate(connection, self.target)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a transaction that writes, one at a time, and commit it at the end.

        Yields:
            A connection.

        Raises:
            DossierBusy: when another process holds the file.
            DossierError: when the file is no dossier or is damaged, or the server is not there.
        """
        with self._errors(), self.engine.connect() as connection:
            writer = connection.execution_options(**{WRITING: True})
            with writer.begin():
                yield writer

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the dossier, whoever writes meanwhile.

        Yields:
            A connection; what is written through it is lost or refused.

        Raises:
            DossierError: when the file is no dossier or is damaged, or the server is not there.
        """
        with self._errors(), self.engine.connect() as connection:
            reader = connection
            if connection.dialect.name != "sqlite":
                reader = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with reader.begin():
                yield reader

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if "locked" in str(error):
                raise DossierBusy(
                    f"{self.target}: another process is writing to it; try again when it is done"
                ) from error
            raise DossierError(f"{self.target}: {error.orig}") from error
        except DatabaseError as error:
            raise DossierError(f"{self.target}: {error.orig}") from error

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def keep_report(self, report: Report, data: bytes) -> bool:
        """Keep a report with its bytes.

        Args:
            report: as ingested.
            data: its raw bytes.

        Returns:
            False when the same bytes were there already; a new name for them is kept.
        """
        with self.transaction() as connection:
            known = connection.execute(
                select(tables.reports.c.name).where(tables.reports.c.id == report.id)
            ).scalar()
            if known is None:
                connection.execute(insert(tables.sources).values(id=report.id, data=data))
                connection.execute(insert(tables.reports).values(**to_row(report)))
            named = connection.execute(
                select(func.count())
                .select_from(tables.report_names)
                .where(
                    tables.report_names.c.report == report.id,
                    tables.report_names.c.name == report.name,
                )
            ).scalar()
            if not named:
                connection.execute(
                    insert(tables.report_names).values(report=report.id, name=report.name)
                )
            if known is not None and report.name < known:
                # The first name in the alphabet is shown, so that the order of adding is no matter.
                connection.execute(
                    update(tables.reports)
                    .where(tables.reports.c.id == report.id)
                    .values(name=report.name)
                )
            return known is None

    def keep_refusal(self, refusal: Refusal) -> None:
        """List an input that could not be read.

        Args:
            refusal: its name and the reason.
        """
        row = to_row(refusal)
        table = tables.refusals
        with self.transaction() as connection:
            same = [table.c[key] == value for key, value in row.items()]
            if not connection.execute(
                select(func.count()).select_from(table).where(*same)
            ).scalar():
                connection.execute(insert(table).values(**row))

    def raw_bytes(self, report: str) -> bytes:
        """Give back a report's bytes as received.

        Args:
            report: its id.

        Returns:
            The bytes.

        Raises:
            DossierError: when there is no such report.
        """
        with self.reading() as connection:
            data = connection.execute(
                select(tables.sources.c.data).where(tables.sources.c.id == report)
            ).scalar()
        if data is None:
            raise DossierError(f"{self.target}: no report {report}")
        return bytes(data)

    def reports(self) -> tuple[Report, ...]:
        """Give back all reports, by name."""
        return self._nouns(tables.reports, Report, "name", "id")

    def names_of_reports(self) -> dict[str, tuple[str, ...]]:
        """Tell under which names each report's bytes were added, by report id."""
        table = tables.report_names
        found: dict[str, list[str]] = {}
        with self.reading() as connection:
            for row in connection.execute(select(table).order_by(table.c.report, table.c.name)):
                found.setdefault(row.report, []).append(row.name)
        return {report: tuple(names) for report, names in found.items()}

    def refusals(self) -> tuple[Refusal, ...]:
        """Give back all refused inputs, by name."""
        return self._nouns(tables.refusals, Refusal, "name", "reason")

    def unstudied(self, version: int) -> tuple[Report, ...]:
        """Give the reports that have not been asked every question by a version of the ribs.

        Args:
            version: of the analysis.

        Returns:
            The reports, by name.
        """
        with self.reading() as connection:
            done = set(
                connection.execute(
                    select(tables.studied.c.report).where(tables.studied.c.version == version)
                ).scalars()
            )
        return tuple(report for report in self.reports() if report.id not in done)

    def keep_found(self, report: Report, found: Found, version: int) -> None:
        """Replace what was found in one report, and its labels.

        Args:
            report: the labelled report.
            found: what the ribs found.
            version: of the analysis.
        """
        with self.transaction() as connection:
            row = to_row(report)
            row.pop("name")
            connection.execute(
                update(tables.reports).where(tables.reports.c.id == report.id).values(**row)
            )
            for name, table in tables.items.items():
                connection.execute(delete(table).where(table.c.of_report == report.id))
                rows = [
                    {**to_row(item), "of_report": report.id, "position": position}
                    for position, item in enumerate(getattr(found, name))
                ]
                if rows:
                    connection.execute(insert(table), rows)
            connection.execute(delete(tables.studied).where(tables.studied.c.report == report.id))
            connection.execute(insert(tables.studied).values(report=report.id, version=version))

    def founds(self) -> dict[str, Found]:
        """Give back what was found in each report, by report id."""
        with self.reading() as connection:
            return read_founds(connection)

    def keep_story(self, findings: Findings, basis: str, note: Noted | None = None) -> None:
        """Replace what many reports tell together.

        Args:
            findings: of a study.
            basis: names what they were drawn from, so that nothing is drawn twice.
            note: notes the study inside the same transaction.
        """
        with self.transaction() as connection:
            if note:
                note(connection)
            connection.execute(delete(tables.drawn))
            for name, table in tables.story.items():
                _replace(connection, table, getattr(findings, name))
            for name, table in tables.redated.items():
                _replace(connection, table, getattr(findings, name))
            connection.execute(delete(tables.weights))
            rows = [
                {**to_row(weight), "of_item": item, "position": position}
                for position, (item, weight) in enumerate(findings.weights)
            ]
            if rows:
                connection.execute(insert(tables.weights), rows)
            connection.execute(insert(tables.drawn).values(basis=basis))

    def basis(self) -> str:
        """Name what the findings of the last study were drawn from; empty before the first."""
        with self.reading() as connection:
            return read_basis(connection)

    def story(self, basis: str) -> Findings | None:
        """Give back the findings of the last study.

        Args:
            basis: what they must have been drawn from.

        Returns:
            The findings, None when they were drawn from something else.
        """
        with self.reading() as connection:
            return read_findings(connection) if read_basis(connection) == basis else None

    def told(self) -> Findings:
        """Give back what the last study drew from many reports together, without the reports."""
        with self.reading() as connection:
            return Findings(**read_told(connection))

    def table_of(self, item: str) -> str:
        """Name the table that holds an item.

        Args:
            item: its id.

        Returns:
            The table's name; empty when nothing has that id.
        """
        holding = {"reports": tables.reports, "decisions": tables.decisions}
        with self.reading() as connection:
            for name, table in {**tables.story, **tables.items, **holding}.items():
                if (
                    "id" in table.c
                    and connection.execute(
                        select(table.c.id).where(table.c.id == item).limit(1)
                    ).first()
                ):
                    return name
        return ""

    def keep_kinships(self, told: Mapping[tuple[str, str], str], version: str) -> None:
        """Keep how the sentences of pairs of reports align; what other versions told goes.

        Args:
            told: by the ids of two reports, as written down.
            version: of the comparison.
        """
        table = tables.kinships
        with self.transaction() as connection:
            connection.execute(delete(table).where(table.c.version != version))
            known = {(row.a, row.b) for row in connection.execute(select(table.c.a, table.c.b))}
            rows = [
                {"a": a, "b": b, "version": version, "told": text}
                for (a, b), text in told.items()
                if (a, b) not in known
            ]
            if rows:
                connection.execute(insert(table), rows)

    def kinships(self, version: str) -> dict[tuple[str, str], str]:
        """Give back how the sentences of pairs of reports align.

        Args:
            version: of the comparison.

        Returns:
            As written down, by the ids of two reports.
        """
        table = tables.kinships
        query = select(table.c.a, table.c.b, table.c.told).where(table.c.version == version)
        with self.reading() as connection:
            return {(row.a, row.b): row.told for row in connection.execute(query)}

    def append_decision(self, decision: Decision) -> Decision:
        """Append a person's decision; nothing is ever changed or taken away.

        Args:
            decision: its number is set here.

        Returns:
            The decision as kept.
        """
        table = tables.decisions
        with self.transaction() as connection:
            last = connection.execute(select(func.max(table.c.number))).scalar() or 0
            row = {**to_row(decision), "number": last + 1}
            connection.execute(insert(table).values(**row))
        return from_row(Decision, row)

    def decisions(self) -> tuple[Decision, ...]:
        """Give back all decisions in the order of deciding."""
        return self._nouns(tables.decisions, Decision, "number")

    def _nouns(self, table: Table, noun: type, *order: str) -> tuple[Any, ...]:
        with self.reading() as connection:
            return read_nouns(connection, table, noun, *order)


def _replace(connection: Connection, table: Table, items: Iterable[object]) -> None:
    connection.execute(delete(table))
    rows = [{**to_row(item), "position": position} for position, item in enumerate(items)]
    if rows:
        connection.execute(insert(table), rows)
