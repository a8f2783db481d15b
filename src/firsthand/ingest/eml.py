"""What does a mail message say, and what is attached to it?"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parsedate_to_datetime

from firsthand.errors import InputRefused
from firsthand.ingest import html, plain
from firsthand.ingest.html import Extracted
from firsthand.ingest.limits import Limits
from firsthand.model.report import RefusalReason

READER = "eml@1"
SUBSTANTIAL = 3
"""A plain body shorter than the web body by more than this factor only points at the latter."""
_BLANKS = re.compile(r"\s+")
_NAME_OF_FILE = re.compile(r"[^\w.() -]+")
_ORNAMENT = re.compile(
    r"(?:image|audio|video)/|application/(?:pkcs7-signature|x-pkcs7-signature|pgp-signature|pgp-keys|ms-tnef)|text/calendar"
)
"""Types of parts that carry no report: signatures, logos inside the message, invitations."""

_FAULTS = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
)
"""What the standard parser raises on malformed messages (each seen in its issue tracker)."""


def extract(name: str, data: bytes, limits: Limits, *, simple: bool = False) -> Extracted:
    """Read a message: its subject, then its best body.

    Args:
        name: the message's name, for the refusal.
        data: its bytes.
        limits: bounds on a web body.
        simple: read a web body without the main-text finder.

    Returns:
        The text, newlines plain; subject, sender and date as title, author and published.

    Raises:
        InputRefused: unreadable, or no text.
    """
    message = _parse(name, data)
    subject = _header(message, "subject")
    bodies = {kind: _body(name, message, kind) for kind in ("plain", "html")}
    page = (
        html.extract(bodies["html"], limits.markup_depth, simple=simple).text
        if bodies["html"]
        else ""
    )
    written = bodies["plain"].replace("\r\n", "\n").strip()
    body = page if len(page) > SUBSTANTIAL * len(written) else written
    if not body:
        raise InputRefused(name, RefusalReason.NO_TEXT, "the message has no words of its own")
    first = body.split("\n", 1)[0].strip()
    text = f"{subject}\n\n{body}" if subject and first != subject else body
    return Extracted(text, READER, tuple(_given(message, subject)))


def attachments(name: str, data: bytes, limits: Limits) -> list[tuple[str, bytes]]:
    """List what is attached to a message.

    Args:
        name: the message's name.
        data: its bytes.
        limits: bound on their number.

    Returns:
        (name "mail.eml#file.pdf", bytes) of each, in order; pictures inside the text, signatures
        and the like left out. Nothing for a message that cannot be parsed.
    """
    try:
        message = _parse(name, data)
        parts = list(message.walk())
    except (InputRefused, *_FAULTS):
        return []
    found: list[tuple[str, bytes]] = []
    inside: set[int] = set()
    for part in parts:
        if id(part) in inside or part is message or part.get_content_maintype() == "multipart":
            continue
        label = _label(part, len(found) + 1)
        if not label or len(found) >= limits.attachments:
            continue
        if part.get_content_type() == "message/rfc822":
            inside.update(id(below) for below in part.walk())
        found.append((f"{name}#{label}", _content(part)))
    return _distinct(found)


def _parse(name: str, data: bytes) -> EmailMessage:
    try:
        return message_from_bytes(data, policy=policy.default)
    except _FAULTS as error:
        raise InputRefused(name, RefusalReason.UNREADABLE, "a malformed message") from error


def _header(message: EmailMessage, field: str) -> str:
    try:
        value = str(message.get(field, ""))
    except _FAULTS:
        return ""
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def _body(name: str, message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body(preferencelist=(kind,))
        if part is None:
            return ""
        data = _content(part)
        declared = part.get_content_charset("") or ""
        return plain.decode(name, data, declared).text
    except InputRefused:
        return ""
    except _FAULTS:
        return ""


def _content(part: MIMEPart) -> bytes:
    """Return a part's bytes with the transfer encoding taken off."""
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            return first.as_bytes() if isinstance(first, Message) else b""
        data = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return data if isinstance(data, bytes) else b""


def _label(part: MIMEPart, number: int) -> str:
    """Name an attachment; nothing for parts that are the message's own text or ornament."""
    try:
        file = part.get_filename() or ""
        kind, disposition = part.get_content_type(), part.get_content_disposition()
    except _FAULTS:
        return ""
    if _ORNAMENT.match(kind) and (
        disposition != "attachment" or not kind.startswith(("image/", "audio/", "video/"))
    ):
        return ""
    if kind == "message/rfc822":
        return _clean(file) or f"message-{number}.eml"
    if disposition != "attachment" and not file:
        return ""
    return _clean(file) or f"attachment-{number}"


def _clean(file: str) -> str:
    """Keep the last part of a file name: a path has no meaning here."""
    return _NAME_OF_FILE.sub("_", re.split(r"[/\\]", file)[-1]).strip()[:120]


def _distinct(found: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    seen: dict[str, int] = {}
    named = []
    for name, data in found:
        seen[name] = seen.get(name, 0) + 1
        named.append((name if seen[name] == 1 else f"{name}~{seen[name]}", data))
    return named


def _given(message: EmailMessage, subject: str) -> Iterator[tuple[str, str]]:
    if subject:
        yield "title", subject
    written = _header(message, "date")
    if written:
        try:
            yield "published", parsedate_to_datetime(written).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            yield "published", written
    for key, field in (("author", "from"), ("site", "organization"), ("lang", "content-language")):
        value = _header(message, field)
        if value:
            yield key, value
