"""How does one file become a report?"""

import codecs
import hashlib
import re

from firsthand.errors import InputRefused
from firsthand.ingest import plain
from firsthand.ingest.guard import GUARD
from firsthand.ingest.kind import HEAD, Kind, sniff_bytes, sniff_text
from firsthand.ingest.limits import DEFAULT_LIMITS, Limits
from firsthand.ingest.worker import Answer, Request
from firsthand.model.report import RefusalReason, Report, TextMap
from firsthand.model.span import hash_text

_TASKS = {Kind.PDF: "pdf", Kind.DOCX: "docx", Kind.MAIL: "eml", Kind.HTML: "html"}
_RETRIED = frozenset({RefusalReason.TIMED_OUT, RefusalReason.UNREADABLE, RefusalReason.TOO_LARGE})
_WIDEST = 4
"""Most bytes of a code point in any encoding but rare shifts of ISO 2022."""
_SHOWN = re.compile("[^\\s\u00ad\u200b-\u200f\u2060\ufeff\u0000-\u001f]")
_CHARSET = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w-]{2,40})|\A\s*<\?xml\b[^>]{0,100}?\bencoding=[\"']([\w-]{2,40})",
    re.IGNORECASE,
)


def read_bytes(
    name: str, data: bytes, limits: Limits = DEFAULT_LIMITS, charset: str = ""
) -> Report:
    """Read one file of any kind.

    Args:
        name: its name or address, kept as the report's name.
        data: its bytes.
        limits: what it may cost.
        charset: what the sender called the encoding of its text; empty = see what it says itself.

    Returns:
        The report, without blocks and metadata: its text as received, how it was read, and what
        the format itself says of it.

    Raises:
        InputRefused: with a value of RefusalReason and what was found.
    """
    if not data:
        raise InputRefused(name, RefusalReason.EMPTY, "the file has no bytes")
    if len(data) > limits.file_bytes:
        detail = f"{len(data)} bytes of at most {limits.file_bytes}"
        raise InputRefused(name, RefusalReason.TOO_LARGE, detail)
    kind = sniff_bytes(name, data)
    if kind is not None:
        answer = _ask(kind, name, data, "", limits)
        return _report(name, data, kind, answer, None, limits)
    most = max(limits.text_chars, limits.markup_chars)
    if len(data) > _WIDEST * most:
        detail = f"{len(data)} bytes of text of at most {most} characters"
        raise InputRefused(name, RefusalReason.TOO_LARGE, detail)
    decoded = plain.decode(name, data, charset or _declared(data))
    if not _SHOWN.search(decoded.text):
        raise InputRefused(name, RefusalReason.EMPTY, "the file holds only blanks")
    kind = sniff_text(name, decoded.text)
    if kind is Kind.TEXT:
        # The mark stays, so that offsets agree with every other reader of a UTF-8 file.
        kept = "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""
        answer = Answer(text=kept + decoded.text, reader=plain.READER)
    else:
        if len(decoded.text) > limits.markup_chars:
            detail = f"a page of {len(decoded.text)} characters of at most {limits.markup_chars}"
            raise InputRefused(name, RefusalReason.TOO_LARGE, detail)
        answer = _ask(kind, name, b"", decoded.text, limits)
    return _report(name, data, kind, answer, decoded, limits)


def _ask(kind: Kind, name: str, data: bytes, text: str, limits: Limits) -> Answer:
    """Have the reading process read a file; a page on which it failed once more, more simply."""
    request = Request(_TASKS[kind], name, data, limits, text)
    try:
        return GUARD.ask(request)
    except InputRefused as refused:
        if kind not in {Kind.HTML, Kind.MAIL} or refused.reason not in _RETRIED:
            raise
    return GUARD.ask(Request(_TASKS[kind], name, data, limits, text, simple=True))


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _report(
    name: str,
    data: bytes,
    kind: Kind,
    answer: Answer,
    decoded: plain.Decoded | None,
    limits: Limits,
) -> Report:
    text = answer.text.replace("\x00", "")
    if len(text) > limits.text_chars:
        detail = f"{len(text)} characters of at most {limits.text_chars}"
        raise InputRefused(name, RefusalReason.TOO_LARGE, detail)
    if not _SHOWN.search(text):
        raise InputRefused(name, RefusalReason.NO_TEXT, "it shows no words")
    return Report(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        text=text,
        text_hash=hash_text(text),
        media_type=kind.value,
        reader=answer.reader,
        encoding=decoded.encoding if decoded else "",
        encoding_score=decoded.score if decoded else None,
        given=answer.given,
        text_map=TextMap(answer.segments),
    )
