"""How is a page fetched when a person asks for it, without harm to them or to others?

Only http and https, only machines of the public network, checked again at each redirect; within a
size and a time; where the site's robots.txt does not ask to be left alone (RFC 9309).
"""

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore
from protego import Protego

from firsthand.errors import InputRefused
from firsthand.ingest.addresses import AddressRefused, PinnedNetwork, Resolve, read_address, resolve
from firsthand.ingest.fetched import Fetched
from firsthand.ingest.limits import DEFAULT_LIMITS, Limits
from firsthand.model.report import RefusalReason

PRODUCT = "firsthand"
"""The name by which a robots.txt may speak to the program."""

AGENT = f"{PRODUCT}/{version(PRODUCT)}"
ROBOTS_BYTES = 500 * 1024
"""Of a robots.txt that are read (RFC 9309, 2.5)."""

_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = range(400, 500)


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Bound what fetching one page may cost and where it may go."""

    seconds: float = 30.0
    """for the page with all its redirects"""
    redirects: int = 5
    private: bool = False
    """also machines of the own network, as for an archive in the house"""
    any_port: bool = False
    """other ports than the usual ones of the web"""
    robots: bool = True
    """heed robots.txt"""


@dataclass(slots=True)
class Fetcher:
    """Fetch pages, with one look at each site's robots.txt."""

    rules: FetchRules = field(default_factory=FetchRules)
    limits: Limits = DEFAULT_LIMITS
    lookup: Resolve = resolve
    _robots: dict[str, Protego | None] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """Fetch one page.

        Args:
            address: of the page.

        Returns:
            The page as received.

        Raises:
            InputRefused: with the reason, when it may not or cannot be fetched.
        """
        deadline = time.monotonic() + self.rules.seconds
        try:
            hops, answer = self._follow(address, deadline)
        except AddressRefused as error:
            raise InputRefused(address, RefusalReason.FORBIDDEN, str(error)) from error
        except httpcore.TimeoutException as error:
            detail = f"not there within {self.rules.seconds:g} seconds"
            raise InputRefused(address, RefusalReason.TIMED_OUT, detail) from error
        except (OSError, httpcore.NetworkError, httpcore.ProtocolError, zlib.error) as error:
            raise InputRefused(address, RefusalReason.UNREADABLE, str(error)) from error
        return self._checked(address, hops, answer)

    def _follow(self, here: str, deadline: float) -> "tuple[list[str], _Answer]":
        """Ask for an address and for those it leads to."""
        hops: list[str] = []
        while True:
            here = read_address(here, any_port=self.rules.any_port).geturl()
            hops.append(here)
            if not self._may(here, deadline):
                raise AddressRefused(f"robots.txt of {urlsplit(here).netloc} asks not to")
            answer = self._get(here, deadline, self.limits.file_bytes)
            target = dict(answer.headers).get("location", "")
            if answer.status not in _MOVED or not target:
                return hops, answer
            if len(hops) > self.rules.redirects:
                raise AddressRefused(f"more than {self.rules.redirects} redirects")
            here = urljoin(here, target)

    def _checked(self, address: str, hops: list[str], answer: "_Answer") -> Fetched:
        if answer.status in _GONE:
            raise InputRefused(address, RefusalReason.NOT_FOUND, f"the site says {answer.status}")
        if answer.status != 200:  # noqa: PLR2004 - HTTP's "OK"
            raise InputRefused(address, RefusalReason.UNREADABLE, f"the site says {answer.status}")
        if answer.cut:
            detail = f"more than {self.limits.file_bytes} bytes"
            raise InputRefused(address, RefusalReason.TOO_LARGE, detail)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        return Fetched(
            address,
            hops[-1],
            tuple(hops[:-1]),
            when,
            answer.status,
            answer.headers,
            answer.body,
            answer.wire,
        )

    def _may(self, address: str, deadline: float) -> bool:
        """Ask the site's robots.txt; one that cannot be had because the site is down forbids."""
        if not self.rules.robots:
            return True
        origin = urljoin(address, "/")
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(urljoin(origin, "robots.txt"), deadline)
        rules = self._robots[origin]
        return rules is None or bool(rules.can_fetch(address, PRODUCT))

    def _read_robots(self, here: str, deadline: float) -> Protego | None:
        for _hop in range(self.rules.redirects + 1):
            here = read_address(here, any_port=self.rules.any_port).geturl()
            answer = self._get(here, deadline, ROBOTS_BYTES)
            target = dict(answer.headers).get("location", "")
            if answer.status not in _MOVED or not target:
                break
            here = urljoin(here, target)
        if answer.status == 200:  # noqa: PLR2004 - HTTP's "OK"
            return Protego.parse(answer.body.decode("utf-8", "replace"))
        if answer.status in _GONE or answer.status in _MOVED:
            return None
        raise AddressRefused(f"{here} cannot be read; the site says {answer.status}")

    def _get(self, address: str, deadline: float, most: int) -> "_Answer":
        """Ask for one address; no redirect is followed."""
        with self._open(address, deadline) as response:
            headers = tuple(
                (name.decode("latin-1").lower(), value.decode("latin-1"))
                for name, value in response.headers
            )
            coding = dict(headers).get("content-encoding", "").strip().lower()
            wire, cut = _read(response.iter_stream(), most)
        body = wire
        if coding in ("gzip", "x-gzip", "deflate") and not cut:
            body, cut = _unpack(wire, coding, most)
        elif coding not in ("", "identity"):
            raise OSError(f"the page is sent as {coding}, which was not asked for")
        return _Answer(response.status, headers, body, wire if body is not wire else b"", cut)

    @contextmanager
    def _open(self, address: str, deadline: float) -> Iterator[httpcore.Response]:
        context = httpcore.default_ssl_context()
        context.load_verify_locations(certifi.where())
        network = PinnedNetwork(deadline, self.rules.private, self.lookup)
        headers: dict[str | bytes, str | bytes] = {
            "Host": urlsplit(address).netloc,
            "User-Agent": AGENT,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        with (
            httpcore.ConnectionPool(context, network_backend=network) as pool,
            pool.stream("GET", address, headers=headers) as response,
        ):
            yield response


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one address answered; `cut` where it was longer than what was read."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    wire: bytes
    cut: bool


def _read(chunks: Iterator[bytes], most: int) -> tuple[bytes, bool]:
    """Read up to a size: a site may send for ever."""
    found, size = [], 0
    for chunk in chunks:
        found.append(chunk)
        size += len(chunk)
        if size > most:
            return b"".join(found)[:most], True
    return b"".join(found), False


def _unpack(wire: bytes, coding: str, most: int) -> tuple[bytes, bool]:
    """Unpack a body up to a size, so that no bomb goes off."""
    windows = (zlib.MAX_WBITS | 16,) if coding != "deflate" else (zlib.MAX_WBITS, -zlib.MAX_WBITS)
    for number, window in enumerate(windows):
        unpacker = zlib.decompressobj(window)
        try:
            body = unpacker.decompress(wire, most)
        except zlib.error:
            if number + 1 == len(windows):
                raise
            continue
        return body, bool(unpacker.unconsumed_tail)
    raise AssertionError("one window fits or raises")
