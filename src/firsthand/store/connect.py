"""How is a dossier's database opened? SQLite by default, with WAL and foreign keys."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

BUSY_MS = 10_000
"""How long a second writer waits for the first, in milliseconds."""


def connect(target: str | Path | None) -> Engine:
    """Open a database.

    Args:
        target: a file path, a "postgresql+psycopg://" address, or None for one in memory.

    Returns:
        An SQLAlchemy engine.
    """
    if isinstance(target, str) and target.startswith("postgresql"):
        return create_engine(target)
    if target is None:
        engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        engine = create_engine(f"sqlite:///{Path(target).absolute()}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own record
    # The driver's own transactions would commit before DDL; SQLAlchemy begins them instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.close()


def _begin(connection: Any) -> None:  # noqa: ANN401 - an SQLAlchemy connection
    connection.exec_driver_sql("BEGIN")
