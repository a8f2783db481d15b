"""What is a report, and how are the stretches of its text labelled?"""

from dataclasses import dataclass
from enum import StrEnum

from firsthand.model.reason import EMPTY, Slot
from firsthand.model.span import Span


class Role(StrEnum):
    """What a stretch of a report's text is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    STATED_DATE = "stated date"
    AGENCY_CREDIT = "agency credit"
    EDITOR_CREDIT = "editor credit"
    NAVIGATION = "navigation"
    CAPTION = "caption"
    BODY = "body"


FURNITURE = frozenset(
    {Role.BYLINE, Role.STATED_DATE, Role.AGENCY_CREDIT, Role.EDITOR_CREDIT, Role.NAVIGATION}
)
"""Roles of whole lines that surround a text and are not part of what it tells."""


class RefusalReason(StrEnum):
    """Why an input could not be read."""

    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too large"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    NO_TEXT = "no text"
    TIMED_OUT = "timed out"
    NOT_FOUND = "not found"
    FORBIDDEN = "not allowed"
    """an address that may not be fetched"""


@dataclass(frozen=True, slots=True)
class Refusal:
    """List one input that could not be read, with the reason."""

    name: str
    reason: RefusalReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Label a stretch of text with its role.

    Line blocks (`inline` false) tile the text's non-blank lines, the lines of a hard-wrapped
    paragraph in one block; inline blocks (a dateline at the head of a body line, a date inside a
    credit line) lie inside a line block.
    """

    span: Span
    role: Role
    rule: str
    score: float | None = None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """Tell what the text itself says of its publication; an empty slot means it does not say.

    `published` is an EDTF date or date-time; `language` an ISO 639-1 code with its score;
    `dateline_date` and `dateline_place` come from the dateline.
    """

    outlet: Slot = EMPTY
    agency: Slot = EMPTY
    published: Slot = EMPTY
    dateline_date: Slot = EMPTY
    dateline_place: Slot = EMPTY
    language: str = "und"
    language_score: float = 0.0


@dataclass(frozen=True, slots=True)
class TextMap:
    """Map stretches of an extracted text to offsets in the decoded source it came from.

    Each segment is (text start, source start, length), in code points, ascending by text start;
    text outside every segment (inserted line breaks) has no source.
    """

    segments: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Hold one published text. Identity is the SHA-256 of its raw bytes."""

    id: str
    name: str
    text: str
    text_hash: str
    media_type: str
    reader: str
    encoding: str = ""
    encoding_score: float | None = None
    given: tuple[tuple[str, str], ...] = ()
    """Metadata that the file format itself carries (HTML meta, mail headers), as (key, value)."""
    text_map: TextMap = TextMap()
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = Metadata()

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of this report's text.

        Args:
            start: first code point.
            end: one past the last.

        Returns:
            The span.

        Raises:
            SpanError: when the bounds do not fit.
        """
        return Span.of(self.id, self.text, start, end)

    def role_at(self, position: int) -> Role:
        """Tell the role of the line that holds a position.

        Args:
            position: a code point offset.

        Returns:
            The role of its line block; body where none is labelled.
        """
        for block in self.blocks:
            if not block.inline and block.span.start <= position < block.span.end:
                return block.role
        return Role.BODY
