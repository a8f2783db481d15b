"""Which claims has a person seen, as they stand now?"""

from collections.abc import Mapping

from sqlalchemy import select  # noqa: TID253 - imported when a desk opens

from firsthand.store.migrations import write_value
from firsthand.store.store import Store
from firsthand.store.tables import meta

KEY = "seen/"


def mark_seen(store: Store, who: str, digests: Mapping[str, str]) -> None:
    """Keep what a person has seen; each claim has a row of its own, so that nobody's is lost.

    Args:
        store: of the dossier.
        who: the person.
        digests: claim to what it says now; "" takes the mark away.
    """
    with store.transaction() as connection:
        for claim, digest in sorted(digests.items()):
            write_value(connection, f"{KEY}{who}/{claim}", digest)


def read_seen(store: Store, who: str) -> dict[str, str]:
    """Tell what a person has seen.

    Args:
        store: of the dossier.
        who: the person.

    Returns:
        Claim to what it said then.
    """
    start = f"{KEY}{who}/"
    query = select(meta.c.key, meta.c.value).where(meta.c.key.startswith(start, autoescape=True))
    with store.reading() as connection:
        return {row.key.removeprefix(start): row.value for row in connection.execute(query)}
