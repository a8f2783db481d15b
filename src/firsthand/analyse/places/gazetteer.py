"""Which places of the world bear a name?"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from firsthand.text.words import fold_name

COUNTRY, ADMIN1, ADMIN2, CITY = 0, 1, 2, 3
GEONAMES = "geonames:"
LEVELS = ("country", "admin1", "admin2", "city")
_BY_NAME = (
    "SELECT p.id, p.level, p.code, p.name, p.unit, p.latitude, p.longitude, p.people"
    " FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?"
)

_BY_OPENING = (
    "SELECT p.id, p.level, p.code, p.name, p.unit, p.latitude, p.longitude, p.people,"
    " n.folded FROM name n JOIN place p ON p.id = n.place WHERE n.folded > ? AND n.folded < ?"
    " AND p.level = 3 AND p.code <> 'capital' AND p.people >= ?"
)
_CALLED = 20_000
"""People of a town from which on it is known by the first part of its name."""
_HONOURS = ("ciudad de ", "heroica ciudad de ", "villa de ")
"""What stands before the names of towns on maps only."""
_IBERIAN = frozenset({
    "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA",
    "PE", "PR", "PT", "PY", "SV", "UY", "VE",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer; `unit` is the ISO code of the first-level unit or country."""

    number: int
    level: int
    code: str
    name: str
    unit: str
    latitude: float
    longitude: float
    people: int

    @property
    def folded(self) -> str:
        """The main name as `fold_name` writes it."""
        return _folded(self.name)

    @property
    def country(self) -> str:
        """ISO 3166-1 code."""
        return self.unit[:2]

    @property
    def admin1(self) -> str:
        """ISO 3166-2 code of the first-level unit, or nothing."""
        return self.unit if "-" in self.unit else ""

    @property
    def key(self) -> str:
        """ISO 3166 code of a country or unit that has one, else the GeoNames number."""
        return self.code if self.code and self.level != CITY else f"{GEONAMES}{self.number}"


@lru_cache(maxsize=16384)
def _folded(name: str) -> str:
    return fold_name(name)


@cache
def _base() -> sqlite3.Connection:
    path = files("firsthand").joinpath("data", "gazetteer.sqlite")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _entry(row: tuple[int, int, str, str, str, int, int, int]) -> Entry:
    number, level, code, name, unit, latitude, longitude, people = row
    return Entry(number, level, code, name, unit, latitude / 1000, longitude / 1000, people)


@lru_cache(maxsize=65536)
def look_up(folded: str) -> tuple[Entry, ...]:
    """Find every place that bears a name.

    Args:
        folded: a name as `fold_name` writes it.

    Returns:
        The entries, countries first, then by population, largest first.
    """
    rows = _bearing(folded)
    if not rows and " de " in folded:
        rows = [row for head in _HONOURS for row in _bearing(f"{head}{folded}")]
    if not rows:
        return ()
    return tuple(sorted(map(_entry, rows), key=in_order))


def in_order(entry: Entry) -> tuple[bool, int, int]:
    """Order countries before other places, then by population, largest first."""
    return entry.level > COUNTRY, -entry.people, entry.number


def called_short(folded: str, known: Sequence[Entry]) -> list[Entry]:
    """Find towns that are mostly called by the name before their "de": Feira de Santana.

    Only where Spanish or Portuguese is spoken, in countries where a smaller place bears the short
    name whole; Santiago de Cali is called by what stands behind.

    Args:
        folded: a name as `fold_name` writes it.
        known: the places that bear the name whole.

    Returns:
        The towns, in no particular order.
    """
    largest: dict[str, int] = {}
    for one in known:
        largest[one.country] = max(one.people, largest.get(one.country, 0))
    if not largest.keys() & _IBERIAN:
        return []
    found: dict[int, Entry] = {}
    for head in ("", *_HONOURS):
        name = f"{head}{folded} de "
        with closing(_base().execute(_BY_OPENING, (name, name + "\uffff", _CALLED))) as cursor:
            rows = cursor.fetchall()
        for *row, whole in rows:
            entry, rest = _entry(tuple(row)), whole.removeprefix(name)
            smaller = largest.get(entry.country, entry.people) < entry.people
            behind = {number for (number, *_) in _bearing(rest)}
            if entry.country in _IBERIAN and smaller and entry.number not in behind:
                found[entry.number] = entry
    return [entry for entry in found.values() if entry not in known]


def _bearing(folded: str) -> list[tuple[int, int, str, str, str, int, int, int]]:
    with closing(_base().execute(_BY_NAME, (folded,))) as cursor:
        return list(cursor.fetchall())


@lru_cache(maxsize=65536)
def by_key(key: str) -> Entry | None:
    """Find a place by its key, see `Entry.key`.

    Args:
        key: such as "CN-JL" or "geonames:2034937".

    Returns:
        The entry, or nothing.
    """
    if not key.startswith(GEONAMES):
        return by_code(key)
    query = (
        "SELECT id, level, code, name, unit, latitude, longitude, people FROM place WHERE id = ?"
    )
    with closing(_base().execute(query, (int(key.removeprefix(GEONAMES)),))) as cursor:
        row = cursor.fetchone()
    return _entry(row) if row else None


@lru_cache(maxsize=4096)
def by_code(code: str) -> Entry | None:
    """Find a country or first-level unit by its ISO 3166 code.

    Args:
        code: such as "CN" or "CN-JL".

    Returns:
        The entry, or nothing.
    """
    query = (
        "SELECT id, level, code, name, unit, latitude, longitude, people FROM place"
        " WHERE code = ? AND level < 2"
    )
    with closing(_base().execute(query, (code,))) as cursor:
        row = cursor.fetchone()
    return _entry(row) if row else None


@cache
def long_countries() -> dict[str, frozenset[str]]:
    """Load the folded names of countries of several words, by their first word.

    Returns:
        Some languages write the further words with small letters: "Arabie saoudite".
    """
    query = (
        "SELECT DISTINCT n.folded FROM name n JOIN place p ON p.id = n.place"
        " WHERE p.level = 0 AND n.folded LIKE '% %'"
    )
    with closing(_base().execute(query)) as cursor:
        names = [str(row[0]) for row in cursor]
    heads: dict[str, set[str]] = {}
    for name in names:
        heads.setdefault(name.partition(" ")[0], set()).add(name)
    return {head: frozenset(found) for head, found in heads.items()}


@cache
def solid_names() -> frozenset[str]:
    """Load the folded names in scripts that set no blanks: Han, kana, Thai.

    Returns:
        All of them, for longest-match search.
    """
    ranges = (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u4e00", "\u9fff"))
    query = "SELECT DISTINCT folded FROM name WHERE folded BETWEEN ? AND ?"
    found: set[str] = set()
    for first, last in ranges:
        with closing(_base().execute(query, (first, last + "\uffff"))) as cursor:
            found.update(row[0] for row in cursor)
    return frozenset(found)
