"""How much may one input cost before it is refused?"""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what one input may cost; each default is far above any news report."""

    file_bytes: int = 50 * MIB
    """Bytes of one file. Long annual reports as PDF, with pictures, stay under 50 MiB."""

    text_chars: int = 5_000_000
    """Code points of one report's text: about ten novels; a parse of more would take hours."""

    markup_chars: int = 10_000_000
    """Code points of one page's source. Pictures written into the page make it long."""

    markup_depth: int = 256
    """Open elements around a word of a page. Deeper trees are read without the main-text finder."""

    pages: int = 500
    """Pages of one PDF."""

    seconds: float = 30.0
    """Seconds of wall time for one attempt at a file in the reading process."""

    memory_bytes: int = 1024 * MIB
    """Address space of the reading process, in bytes: it is stopped before the machine swaps."""

    zip_members: int = 5_000
    """Files inside one zipped document. Word writes tens, with pictures hundreds."""

    unpacked_bytes: int = 200 * MIB
    """Bytes that all files inside one zipped document unpack to."""

    zip_ratio: int = 200
    """Unpacked to packed size of one zipped document. XML seldom shrinks to under a fiftieth."""

    mail_depth: int = 3
    """Messages inside messages."""

    attachments: int = 100
    """Attachments of one message."""

    folder_depth: int = 50
    """Folders inside folders."""


DEFAULT_LIMITS = Limits()
"""What holds unless the caller says otherwise."""
