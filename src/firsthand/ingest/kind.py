"""What kind of file is it, by its bytes and never by its name alone?"""

import re
from enum import StrEnum

from firsthand.errors import InputRefused
from firsthand.model.report import RefusalReason

HEAD = 4096
"""Bytes or code points looked at from the start; the HTML standard looks at 1024 for a charset."""


class Kind(StrEnum):
    """The media type of a file that can be read."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    MAIL = "message/rfc822"


_ARCHIVE = "a packed archive: unpack it and give the files"
_PICTURE = "a picture; text in pictures is not read"
_SOUND = "sound or video"
_PROGRAM = "a program"
_DATA = "a database or data file"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"\x89PNG\r\n\x1a\n", _PICTURE),
    (rb"\xff\xd8\xff", _PICTURE),
    (rb"GIF8[79]a", _PICTURE),
    (rb"II\*\x00|MM\x00\*", _PICTURE),
    (rb"RIFF.{4}WEBP", _PICTURE),
    (rb"BM.{4}\x00{4}", _PICTURE),
    (rb"RIFF.{4}(?:AVI |WAVE)", _SOUND),
    (rb"ID3[\x02-\x04]\x00|OggS\x00|fLaC\x00|.{4}ftyp|\x1aE\xdf\xa3", _SOUND),
    (rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07", _ARCHIVE),
    (rb"\x28\xb5\x2f\xfd", _ARCHIVE),
    (rb"\x7fELF|MZ.{0,64}\x00|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|\x00asm", _PROGRAM),
    (rb"SQLite format 3\x00|PAR1", _DATA),
    (rb"wOF[F2]|\x00\x01\x00\x00\x00|OTTO\x00", "a font"),
)
"""File signatures, as listed in the PRONOM registry of the UK National Archives."""

_MAGIC = tuple((re.compile(pattern, re.DOTALL), label) for pattern, label in _SIGNATURES)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PDF_HEADER = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*%PDF-\d")
_HEADER = re.compile(
    rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]|[ \t]+\S|([A-Za-z][A-Za-z0-9-]{1,60}):\r?$"
)
_MACHINE_HEADERS = frozenset(
    b"mime-version message-id received return-path content-type dkim-signature "
    b"content-transfer-encoding delivered-to x-mailer".split()
)
_HUMAN_HEADERS = frozenset(b"from to date subject cc sender reply-to".split())
_SENDER = frozenset(b"from date subject".split())
_PAGE_START = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,1500}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|script|article|main|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</(?:p|div|span|a|h[1-6]|td|tr|table|li|ul|ol|b|i|em|strong|body|html|font|article|section)\s*>"
    r"|<(?:br|p|hr)\s*/?>",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"\A\s*<(?:p|div|h[1-6]|table|ul|ol|span|center|font|br)\b", re.IGNORECASE)
_PAGE_NAME = re.compile(r"\.(?:x?html?|xht)\Z", re.IGNORECASE)
_OTHER_TEXT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\A\{\\rtf\d"), "rich text: save it as .docx or as plain text"),
    (re.compile(r"\A%!PS"), "PostScript: save it as PDF"),
    (re.compile(r"\AWARC/1\.\d"), "a web archive"),
    (
        re.compile(
            r"\A\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,1500}?-->\s*)*<(?:rss|feed|rdf:RDF)\b",
            re.DOTALL,
        ),
        "a news feed, not a report",
    ),
)


def sniff_bytes(name: str, data: bytes) -> Kind | None:
    """Tell the kind of a file whose bytes give it away.

    Args:
        name: the input's name, for the refusal and as weak evidence for mail.
        data: its bytes; only the head is looked at, but for encrypted office files.

    Returns:
        PDF, DOCX (any ZIP archive: the reader looks inside) or MAIL; None when the bytes have to
        be decoded first.

    Raises:
        InputRefused: binary or encrypted, with what it is.
    """
    head = data[:HEAD]
    if _PDF_HEADER.match(head) or (b"%PDF-" in head[:1024] and b"startxref" in data[-2048:]):
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.DOCX
    if head.startswith(_OLE):
        if _ENCRYPTED_OFFICE in data:
            raise InputRefused(name, RefusalReason.ENCRYPTED, "save it without a password")
        raise InputRefused(
            name, RefusalReason.BINARY, "an office file of before 2007: save it as .docx or PDF"
        )
    for pattern, label in _MAGIC:
        if pattern.match(head):
            raise InputRefused(name, RefusalReason.BINARY, label)
    return Kind.MAIL if _is_mail(name, head) else None


def sniff_text(name: str, text: str) -> Kind:
    """Tell a web page from plain text.

    Args:
        name: the input's name; counts only together with tags in the text.
        text: its decoded text.

    Returns:
        HTML (other XML that is no feed too: its words are what is left without tags) or TEXT.

    Raises:
        InputRefused: unreadable, for text formats that are no report as they stand.
    """
    head = text[:HEAD].lstrip("\ufeff")
    for pattern, label in _OTHER_TEXT:
        if pattern.match(head):
            raise InputRefused(name, RefusalReason.UNREADABLE, label)
    if _PAGE_START.match(head) or head.lstrip().startswith("<?xml"):
        return Kind.HTML
    tags = sum(1 for _ in _TAG.finditer(head))
    if tags and (_PAGE_NAME.search(name) or (tags > 1 and _FRAGMENT.match(head))):
        return Kind.HTML
    return Kind.TEXT


def _is_mail(name: str, head: bytes) -> bool:
    """Ask for headers that a machine wrote; a press release may start with From: and Date: too."""
    names = []
    for line in head.lstrip(b"\xef\xbb\xbf").splitlines():
        match = _HEADER.match(line)
        if not match:
            break
        names.append((match[1] or match[2] or b"").lower())
    found = set(names)
    if not found & _HUMAN_HEADERS:
        return False
    return bool(found & _MACHINE_HEADERS) or (
        name.lower().endswith(".eml") and len(found & _SENDER) > 1
    )
