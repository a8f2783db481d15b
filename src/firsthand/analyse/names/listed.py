"""Which ministries are for two things and more: "Tarım ve Orman Bakanı", "Çevre, Şehircilik"?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.analyse.names.draft import Draft
from firsthand.model.items import NameKind

LONGEST = 60
"""Code points looked at before a name."""

_THING = r"(?![a-zçğıöşü])[^\W\d_]\w{1,24}(?: (?![a-zçğıöşü])[^\W\d_]\w{1,24})?"
_LISTED = {"tr": re.compile(rf"(?<![\w'’]){_THING}(?:, {_THING}){{0,2}} ve $")}
"""What stands before the last thing that a ministry is for, where its own word ends its name."""


def with_list(
    text: str, drafts: Sequence[Draft], places: Sequence[tuple[int, int]], language: str
) -> Iterator[Draft]:
    """Begin bodies and offices at the first of several things that they are for.

    Args:
        text: the text.
        drafts: the names found.
        places: bounds of all places.
        language: ISO 639-1 code; only languages that name the body last are looked at.

    Yields:
        The names; a person or a place before "and" is left outside.
    """
    pattern = _LISTED.get(language)
    taken = [*places, *((d.start, d.end) for d in drafts if d.kind is NameKind.PERSON)]
    for draft in drafts:
        if pattern is None:
            yield draft
        elif draft.kind is NameKind.ORGANISATION and " " in text[draft.start : draft.end]:
            start = _begin(text, draft.start, pattern, taken)
            yield replace(draft, start=start)
        else:
            roles = [(_begin(text, low, pattern, taken), high) for low, high in draft.roles]
            yield replace(draft, roles=roles)


def _begin(
    text: str, start: int, pattern: re.Pattern[str], taken: Sequence[tuple[int, int]]
) -> int:
    if not text[start : start + 1].isupper():
        return start
    match = pattern.search(text, max(0, start - LONGEST), start)
    if match is None or any(low < match.end() and match.start() < high for low, high in taken):
        return start
    return match.start()
