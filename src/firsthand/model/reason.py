"""Why does a link, a slot or a verdict stand, and where does a value come from?"""

from dataclasses import dataclass
from enum import StrEnum

from firsthand.model.span import Span


class Provenance(StrEnum):
    """Where a slot's value comes from."""

    EXPLICIT = "explicit"
    INHERITED = "inherited"
    DOCUMENT = "document"
    LINKED_REPORT = "linked report"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold one value of an item with the words it rests on."""

    value: str = ""
    spans: tuple[Span, ...] = ()
    provenance: Provenance = Provenance.NONE


EMPTY = Slot()


@dataclass(frozen=True, slots=True)
class Reason:
    """Say which rule decided, how surely, and on which two values."""

    rule: str
    score: float | None = None
    left: str = ""
    right: str = ""
    detail: str = ""
