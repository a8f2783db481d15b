"""How is a dossier's database opened? SQLite by default, with WAL; PostgreSQL for a team."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.pool import StaticPool

from firsthand.errors import DossierError

BUSY_MS = 10_000
"""How long a second writer waits for the first, in milliseconds."""

WRITING = "firsthand_writing"
"""Execution option of connections that are going to write."""

WRITERS = 0x46697273
"""Key of the lock that one writer of a PostgreSQL dossier holds at a time."""


def is_address(target: str | Path | None) -> bool:
    """Tell a database server's address from a file's path.

    Args:
        target: either.

    Returns:
        True for an address.
    """
    return isinstance(target, str) and target.startswith("postgresql")


def shown(target: str | Path | None) -> str:
    """Name a dossier to people.

    Args:
        target: its path or address.

    Returns:
        The same without the password.
    """
    if not is_address(target):
        return str(target or "memory")
    try:
        return make_url(str(target)).render_as_string(hide_password=True)
    except ArgumentError:
        return "postgresql://..."


def connect(target: str | Path | None) -> Engine:
    """Open a database.

    Args:
        target: a file path, a "postgresql+psycopg://" address, or None for one in memory.

    Returns:
        An SQLAlchemy engine.

    Raises:
        DossierError: when the address is none, or the driver of the server is not installed.
    """
    if is_address(target):
        return _connect_server(str(target))
    if target is None:
        engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        engine = create_engine(f"sqlite:///{Path(target).absolute()}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def is_there(target: str | Path) -> bool:
    """Tell whether there is a dossier at a server's address.

    Args:
        target: the address.

    Returns:
        True when its tables are there.

    Raises:
        DossierError: when the server does not answer.
    """
    engine = connect(target)
    try:
        with engine.connect() as connection:
            return inspect(connection).has_table("meta")
    except DatabaseError as error:
        raise DossierError(f"{shown(target)}: {error.orig}") from error
    finally:
        engine.dispose()


def _connect_server(target: str) -> Engine:
    try:
        url = make_url(target)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url, pool_pre_ping=True)
    except ArgumentError as error:
        raise DossierError(f"{shown(target)}: no database address; {error}") from error
    except ModuleNotFoundError as error:
        raise DossierError(
            f"{shown(target)}: the PostgreSQL driver is not installed; install firsthand[pg]"
        ) from error
    event.listen(engine, "begin", _take_turn)
    return engine


def _take_turn(connection: Connection) -> None:
    """Let one writer in at a time, as SQLite does, and show a reader one state of the dossier."""
    if connection.get_execution_options().get(WRITING):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own record
    # The driver's own transactions would commit before DDL; SQLAlchemy begins them instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A reader that turns writer would be refused if another wrote in between: writers say so first.
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
