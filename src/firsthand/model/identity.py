"""What names an item for good? Identity = kind and spans, never offsets alone."""

import hashlib
from collections.abc import Iterable

from firsthand.model.span import Span

ID_DIGITS = 16
"""64 bits of SHA-256: one chance in a million of a clash among six million items."""


def item_id(kind: str, spans: Iterable[Span], *more: str) -> str:
    """Name an item by its kind, its spans and what else tells it from others there.

    Args:
        kind: the noun, in lower case.
        spans: the spans it rests on, in order.
        more: further distinguishing values.

    Returns:
        The kind's name, a hyphen and 16 hexadecimal digits.
    """
    digest = hashlib.sha256(kind.encode())
    for span in spans:
        digest.update(f"\x1f{span.report}:{span.start}:{span.end}".encode())
    for value in more:
        digest.update(f"\x1e{value}".encode("utf-8", "surrogatepass"))
    return f"{kind}-{digest.hexdigest()[:ID_DIGITS]}"


def group_id(kind: str, members: Iterable[str]) -> str:
    """Name a group by its members, whatever their order.

    Args:
        kind: the noun, in lower case.
        members: ids of the members.

    Returns:
        The kind's name, a hyphen and 16 hexadecimal digits.
    """
    joined = "\x1f".join([kind, *sorted(members)])
    return f"{kind}-{hashlib.sha256(joined.encode()).hexdigest()[:ID_DIGITS]}"
