"""Who may come in, and which requests are refused before anything is done?"""

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer

from firsthand.errors import FirsthandError
from firsthand.serve.desk.settings import DeskSettings, is_loopback

COOKIE = "firsthand_session"
LASTS = 12 * 3600
"""Seconds that a session lasts."""

TRIES, WITHIN = 5, 300.0
"""Failed sign-ins from one address before it must wait, and for how many seconds they count."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Sent with every answer (OWASP Secure Headers)."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class DeskRefused(FirsthandError):
    """Refuse to open a desk that would let everybody in."""


@dataclass(frozen=True, slots=True)
class Session:
    """One visitor: a random key, and who has signed in."""

    key: str
    who: str = ""


class Guard:
    """Sign sessions and tokens, check passwords, count failed tries."""

    def __init__(self, settings: DeskSettings) -> None:
        if not settings.is_guarded and not is_loopback(settings.host):
            raise DeskRefused(
                f"{settings.host} can be reached from other computers, so people must sign in: "
                "give a password (--password-file or FIRSTHAND_PASSWORD_HASH) or an OIDC provider"
            )
        self.settings = settings
        self._signer = URLSafeTimedSerializer(settings.secret, salt="firsthand desk session")
        self._sealer = URLSafeTimedSerializer(settings.secret, salt="firsthand desk provider")
        self._tries: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def read(self, cookie: str | None) -> Session | None:
        """Read a session from its cookie.

        Args:
            cookie: as the browser sent it.

        Returns:
            The session; None when there is none, it was tampered with or has run out.
        """
        if not cookie:
            return None
        try:
            key, who = self._signer.loads(cookie, max_age=LASTS)
        except (BadSignature, ValueError, TypeError):
            return None
        return Session(str(key), str(who))

    def write(self, session: Session) -> str:
        """Write a session as a signed cookie.

        Args:
            session: the session.

        Returns:
            The cookie's value.
        """
        return str(self._signer.dumps([session.key, session.who]))

    def seal(self, kept: list[str]) -> str:
        """Sign what must come back unchanged.

        Args:
            kept: texts.

        Returns:
            A cookie's value.
        """
        return str(self._sealer.dumps(kept))

    def unseal(self, cookie: str) -> list[str]:
        """Read what was signed within the last ten minutes.

        Args:
            cookie: its value.

        Returns:
            The texts; none when it was tampered with or is too old.
        """
        try:
            return [str(one) for one in self._sealer.loads(cookie, max_age=600)]
        except (BadSignature, TypeError):
            return []

    def begin(self, who: str = "") -> Session:
        """Begin a new session; a sign-in never goes on with the key from before it.

        Args:
            who: has signed in; empty for a visitor who has not.

        Returns:
            The session.
        """
        return Session(secrets.token_urlsafe(18), who)

    def token(self, session: Session) -> str:
        """Make the token that each form of a session carries.

        Args:
            session: the session.

        Returns:
            The token.
        """
        message = f"csrf {session.key}".encode()
        return hmac.new(self.settings.secret.encode(), message, hashlib.sha256).hexdigest()

    def fits(self, session: Session, token: str) -> bool:
        """Tell whether a token belongs to a session.

        Args:
            session: the session.
            token: as the form sent it.

        Returns:
            Whether it does.
        """
        return hmac.compare_digest(self.token(session).encode(), token.encode())

    def is_asked_here(self, host: str) -> bool:
        """Tell whether a request names this desk: other names are how foreign pages reach in.

        Args:
            host: the Host header.

        Returns:
            Whether the name is one of the desk's.
        """
        name = (urlsplit(f"//{host}").hostname or "").lower()
        bound = self.settings.host.strip("[]").lower()
        if name in (bound, *self.settings.hosts) or (is_loopback(bound) and is_loopback(name)):
            return True
        return self.settings.is_guarded and bound in ("0.0.0.0", "::") and not self.settings.hosts  # noqa: S104 - compared

    def is_password(self, given: str, address: str) -> bool:
        """Check a password.

        Args:
            given: as typed.
            address: where from; after too many failed tries it must wait.

        Returns:
            Whether it is right.
        """
        from argon2 import PasswordHasher  # noqa: PLC0415 - needed by guarded desks only
        from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415 - likewise

        try:
            PasswordHasher().verify(self.settings.password_hash, given)
        except (Argon2Error, InvalidHashError):
            with self._lock:
                self._tries.setdefault(address, deque(maxlen=TRIES)).append(time.monotonic())
            return False
        with self._lock:
            self._tries.pop(address, None)
        return True

    def must_wait(self, address: str) -> int:
        """Tell how long an address must wait before it may try again.

        Args:
            address: of the visitor.

        Returns:
            Seconds; 0 when it need not.
        """
        with self._lock:
            tries = self._tries.get(address, deque())
            while tries and tries[0] < time.monotonic() - WITHIN:
                tries.popleft()
            if len(tries) < TRIES:
                return 0
            return round(tries[0] + WITHIN - time.monotonic()) + 1


def hash_password(password: str) -> str:
    """Hash a password with argon2id (RFC 9106).

    Args:
        password: as people will type it.

    Returns:
        The hash with its parameters.

    Raises:
        DeskRefused: when it is shorter than eight characters.
    """
    from argon2 import PasswordHasher  # noqa: PLC0415 - needed by guarded desks only

    if len(password) < 8:  # noqa: PLR2004 - NIST SP 800-63B, 5.1.1.1
        raise DeskRefused("a password needs eight characters or more")
    return str(PasswordHasher().hash(password))


def set_session(response: Any, guard: Guard, session: Session) -> None:  # noqa: ANN401 - Starlette's
    """Put a session's cookie into an answer.

    Args:
        response: the answer.
        guard: signs it.
        session: the session.
    """
    response.set_cookie(
        COOKIE,
        guard.write(session),
        max_age=LASTS,
        httponly=True,
        samesite="lax",
        secure=guard.settings.https,
        path="/",
    )
