"""How is a desk set up: where is it bound, who may come in, how much may they bring?"""

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from firsthand.ingest.limits import DEFAULT_LIMITS, MIB, Limits

LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain"})


def new_secret() -> str:
    """Make a secret that signs sessions.

    Returns:
        256 random bits as text.
    """
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Oidc:
    """An OpenID Connect provider that people sign in with."""

    issuer: str
    """its address; `/.well-known/openid-configuration` is read there when somebody signs in"""
    client_id: str
    client_secret: str = field(default="", repr=False)
    allowed: frozenset[str] = frozenset()
    """e-mail addresses that may come in; empty = everybody whom the provider knows"""


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What a desk must know before it opens."""

    host: str = "127.0.0.1"
    port: int = 8765
    password_hash: str = field(default="", repr=False)
    """argon2; empty = nobody is asked, which only a loopback address may have"""
    oidc: Oidc | None = None
    secret: str = field(default_factory=new_secret, repr=False)
    """signs sessions; by default a new one for each start, so that a restart signs everybody out"""
    who: str = ""
    """the name under which decisions are kept when nobody signs in; by default the user's"""
    limits: Limits = DEFAULT_LIMITS
    upload_bytes: int = 200 * MIB
    """bytes of one upload, all files together"""
    upload_files: int = 2_000
    """files of one upload"""
    study_on_start: bool = True
    """whether what is not yet studied is studied when the desk opens"""
    https: bool = False
    """whether people come by https, so that the session cookie travels by nothing else"""
    hosts: tuple[str, ...] = ()
    """further host names under which the desk may be asked; bound to all addresses, any"""

    @property
    def is_guarded(self) -> bool:
        """Whether people must sign in."""
        return bool(self.password_hash or self.oidc)


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this computer only.

    Args:
        host: a name or an address.

    Returns:
        False for every name that is not known to mean this computer.
    """
    if host.lower() in LOCAL_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
