"""Which outlet published a report, who owns it, and what do people add to the list of outlets?"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from firsthand.errors import LexiconError
from firsthand.lang import ANY, lexicon
from firsthand.model.report import Report
from firsthand.text.terms import plain

PLATFORMS = ("press wire", "aggregator")
"""Outlets that publish what others pay for, or show what others wrote: not sources themselves."""

KINDS = ("agency", "paper", "broadcaster", "magazine", "online", "government", *PLATFORMS)
"""What an outlet can be."""

Row: TypeAlias = Mapping[str, Any]

ADDRESSES = frozenset({"url", "canonical", "og:url", "WARC-Target-URI"})
"""Keys of given metadata that hold a page's address."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. `check` names where the owner can be looked up; empty fields are not known."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = ""
    owner: str = ""
    kind: str = ""
    state: bool = False
    """a government or ruling party controls or directs it"""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Outlets by every folded spelling and by every domain."""

    by_name: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]

    def named(self, name: str) -> Outlet | None:
        """Look an outlet up by any of its names.

        Args:
            name: in any case.

        Returns:
            The outlet, None when no such name is listed.
        """
        return self.by_name.get(plain(name))

    def at(self, address: str) -> Outlet | None:
        """Look up whose address this is.

        Args:
            address: an absolute URL.

        Returns:
            The outlet with the longest domain that fits, None when none does.
        """
        try:
            host = (urlsplit(address).hostname or "").split(".")
        except ValueError:
            return None
        for start in range(len(host) - 1):
            row = self.by_domain.get(".".join(host[start:]))
            if row is not None:
                return row
        return None

    def having(self, rows: Iterable[Row]) -> "Register":
        """Add rows; a row about a listed outlet replaces what it states and keeps the rest.

        Args:
            rows: as `read_rows` gives them, later ones winning.

        Returns:
            A new register.
        """
        by_name, by_domain = dict(self.by_name), dict(self.by_domain)
        for row in rows:
            known = by_name.get(plain(row["name"])) or Outlet(str(row["name"]))
            changes = {key: _frozen(value) for key, value in row.items() if key != "name"}
            outlet = replace(known, **changes)
            named = {*_spellings(known), *_spellings(outlet)}
            by_name.update(dict.fromkeys(sorted(named), outlet))
            hosts = {*known.domains, *outlet.domains}
            by_domain.update(dict.fromkeys(sorted(hosts), outlet))
        return Register(by_name, by_domain)


@cache
def bundled() -> Register:
    """Load the outlets that come with the program.

    Returns:
        The register of `lang/xx/outlets.toml`.
    """
    return Register({}, {}).having(lexicon(ANY, "outlets").get("outlets", ()))


def outlet_of(report: Report, register: Register | None = None) -> Outlet | None:
    """Look up the outlet that a report names or whose address it carries.

    Args:
        report: a labelled report.
        register: the outlets to look in; None = those that come with the program.

    Returns:
        The outlet; None when it is not known.
    """
    register = register or bundled()
    found = register.named(report.metadata.outlet.value)
    if found is not None:
        return found
    for key, value in (*report.given, ("url", report.name)):
        if key in ADDRESSES and "//" in value:
            found = register.at(value)
            if found is not None:
                return found
    return None


def read_rows(text: str, source: str) -> tuple[dict[str, Any], ...]:
    """Read outlets that a person adds, in the shape of `lang/xx/outlets.toml`.

    Args:
        text: TOML with a list `outlets` of tables, each with a `name` and any other field.
        source: the file's name, for the message.

    Returns:
        The rows as written.

    Raises:
        LexiconError: when the text is no such TOML; the message names the row.
    """
    try:
        rows = tomllib.loads(text).get("outlets")
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{source}: {error}") from error
    if not isinstance(rows, list) or not rows:
        raise LexiconError(f"{source}: no list `outlets` in it")
    for number, row in enumerate(rows, start=1):
        wrong = fault_of(row)
        if wrong:
            raise LexiconError(f"{source}, outlet {number}: {wrong}")
    return tuple(rows)


def fault_of(row: object) -> str:
    """Tell what is wrong with a row about an outlet.

    Args:
        row: what should be a table of `Outlet` fields with a name.

    Returns:
        The fault in words; empty when there is none.
    """
    if not isinstance(row, dict) or not str(row.get("name", "")).strip():
        return "it has no name"
    defaults = {f.name: f.default for f in fields(Outlet)}
    for key, value in row.items():
        if key not in defaults:
            return f"unknown field {key!r}; known are {', '.join(defaults)}"
        default = "" if key == "name" else defaults[key]
        listed = isinstance(default, tuple)
        fits = isinstance(value, list if listed else type(default))
        if not fits or (listed and not all(isinstance(one, str) for one in value)):
            return f"{key} must be {_SHAPES[type(default)]}"
    if row.get("kind", KINDS[0]) not in KINDS:
        return f"unknown kind {row['kind']!r}; known are {', '.join(KINDS)}"
    return ""


_SHAPES = {str: "a text", bool: "true or false", tuple: "a list of texts"}


def _spellings(outlet: Outlet) -> tuple[str, ...]:
    return tuple(plain(name) for name in (outlet.name, *outlet.aliases))


def _frozen(value: object) -> Any:  # noqa: ANN401 - a text, a truth value or a list of texts
    return tuple(value) if isinstance(value, list) else value
