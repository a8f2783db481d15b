"""How does an older dossier become one of this version? Numbered steps, each once, in order."""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select

from firsthand.errors import SchemaMismatch
from firsthand.store.tables import (
    changes,
    derived,
    derived_digest,
    event_log,
    fetches,
    lasting,
    meta,
    studies,
)


def create_tables(connection: Connection) -> None:
    """Make the tables of version 1.

    Args:
        connection: inside a transaction.
    """
    lasting.create_all(connection)


def create_event_log(connection: Connection) -> None:
    """Make the table that keeps what was done to the events.

    Args:
        connection: inside a transaction.
    """
    event_log.create(connection, checkfirst=True)


def create_studies(connection: Connection) -> None:
    """Make the tables that keep what each study changed.

    Args:
        connection: inside a transaction.
    """
    studies.create(connection, checkfirst=True)
    changes.create(connection, checkfirst=True)


def create_fetches(connection: Connection) -> None:
    """Make the table that keeps what sites answered.

    Args:
        connection: inside a transaction.
    """
    fetches.create(connection, checkfirst=True)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    create_tables,
    create_event_log,
    create_studies,
    create_fetches,
)
"""Step n brings a dossier from version n to n + 1; steps are never changed once released."""

SCHEMA_VERSION = len(MIGRATIONS)


def migrate(connection: Connection, path: str) -> None:
    """Bring a dossier to this version and make sure that its derived tables fit the nouns.

    Args:
        connection: inside a transaction.
        path: the dossier's path or address, for the message.

    Raises:
        SchemaMismatch: when the dossier was written by a newer version.
    """
    version = read_version(connection)
    if version > SCHEMA_VERSION:
        raise SchemaMismatch(
            f"{path}: written by a newer Firsthand (schema {version}, this one knows "
            f"{SCHEMA_VERSION}); upgrade Firsthand to open it"
        )
    for number in range(version, SCHEMA_VERSION):
        MIGRATIONS[number](connection)
        write_value(connection, "schema_version", str(number + 1))
    if read_value(connection, "derived") != derived_digest():
        # Derived items are rebuildable: when a noun has changed they are dropped, never patched.
        known = inspect(connection)
        derived.drop_all(connection, checkfirst=True)
        known.clear_cache()
        derived.create_all(connection)
        write_value(connection, "derived", derived_digest())


def read_version(connection: Connection) -> int:
    """Read the schema version of a dossier.

    Args:
        connection: to the dossier.

    Returns:
        0 for an empty database.
    """
    if not inspect(connection).has_table("meta"):
        return 0
    return int(read_value(connection, "schema_version") or 0)


def read_value(connection: Connection, key: str) -> str | None:
    """Read one of the dossier's own settings.

    Args:
        connection: to the dossier.
        key: its name.

    Returns:
        The value, None where there is none.
    """
    value = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    return None if value is None else str(value)


def write_value(connection: Connection, key: str, value: str) -> None:
    """Write one of the dossier's own settings.

    Args:
        connection: inside a transaction.
        key: its name.
        value: its new value.
    """
    connection.execute(meta.delete().where(meta.c.key == key))
    connection.execute(meta.insert().values(key=key, value=value))
