"""Which addresses of the network may be asked for a page, and at which machine?

A name is looked up once, every machine it stands for is checked, and the connection goes to one of
those checked: a name that is answered otherwise a moment later leads nowhere else.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

import httpcore

Machine = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Iterable[str]]
"""Tells the machines that a name stands for."""

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(Exception):
    """Say why an address is not asked; the message is for people."""


def read_address(address: str, *, any_port: bool = False) -> SplitResult:
    """Check the form of an address.

    Args:
        address: as given or as redirected to.
        any_port: take other ports than those of HTTP and HTTPS.

    Returns:
        Its parts, without fragment, the host in ASCII letters.

    Raises:
        AddressRefused: when it is none of a page on the web.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"no web address: {error}") from error
    if parts.scheme not in PORTS:
        raise AddressRefused(f"{parts.scheme or 'no'} scheme; only http and https are fetched")
    if "@" in parts.netloc:
        raise AddressRefused("the address holds a user name or password")
    host = parts.hostname or ""
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise AddressRefused(f"no host name: {host!r}") from error
    if not host:
        raise AddressRefused("the address names no host")
    if not any_port and port not in (None, PORTS[parts.scheme]):
        raise AddressRefused(f"port {port}; only the usual ports of the web are asked")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port is None else f"{shown}:{port}"
    path = parts.path or "/"
    return urlsplit(urlunsplit((parts.scheme, netloc, path, parts.query, "")))


def is_public(machine: Machine) -> bool:
    """Tell whether a machine is one of the public network (RFC 6890).

    Args:
        machine: its IP address; one that wraps an IPv4 address is judged by that too.

    Returns:
        False for loopback, private, link-local, shared, reserved and multicast ones.
    """
    inner: list[Machine | None] = []
    if isinstance(machine, ipaddress.IPv6Address):
        inner += [machine.ipv4_mapped, machine.sixtofour, *(machine.teredo or ())]
        if machine in _NAT64:
            inner.append(ipaddress.IPv4Address(int(machine) & 0xFFFFFFFF))
    if any(one is not None and not is_public(one) for one in inner):
        return False
    return bool(inner and inner[0]) or (machine.is_global and not machine.is_multicast)


def resolve(host: str, port: int) -> Iterable[str]:
    """Ask the system for the machines that a name stands for.

    Args:
        host: name or IP address.
        port: of the connection.

    Returns:
        IP addresses in the system's order.

    Raises:
        OSError: when there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


@dataclass(slots=True)
class PinnedNetwork(httpcore.NetworkBackend):
    """Connect to checked machines only, and give up at a point in time."""

    deadline: float
    """by `time.monotonic`, for everything that goes through this network"""
    private: bool = False
    """also to machines of the own network"""
    lookup: Resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline goes before
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Look a name up, check all its machines, and connect to one of them.

        Args:
            host: the name.
            port: the port.
            timeout: as httpcore gives it.
            local_address: likewise.
            socket_options: likewise.

        Returns:
            The connection.

        Raises:
            AddressRefused: when one of the machines is not of the public network.
            httpcore.ConnectError: when none answers.
        """
        try:
            machines = [ipaddress.ip_address(one) for one in self.lookup(host, port)]
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: {error.strerror or error}") from error
        inside = [one for one in machines if not is_public(one)]
        if inside and not self.private:
            raise AddressRefused(f"{host} is {inside[0]}, which is not of the public network")
        backend, failed = httpcore.SyncBackend(), httpcore.ConnectError(f"{host}: no machine")
        for machine in machines:
            try:
                stream = backend.connect_tcp(
                    str(machine), port, _left(self.deadline), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = httpcore.ConnectError(f"{host} ({machine}): {error}")
                continue
            return _Timed(stream, self.deadline)
        raise failed


@dataclass(slots=True)
class _Timed(httpcore.NetworkStream):
    """A connection that ends at a point in time, however slowly the other side drips."""

    stream: httpcore.NetworkStream
    deadline: float

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self.stream.read(max_bytes, _left(self.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self.stream.write(buffer, _left(self.deadline))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        inner = self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline))
        return _Timed(inner, self.deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own
        return self.stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
