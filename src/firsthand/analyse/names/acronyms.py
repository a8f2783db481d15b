"""Which short names stand in brackets behind a body's name: "Companhia das Águas (Coaguas)"?"""

import re
from collections.abc import Iterator, Sequence

from firsthand.analyse.names.draft import Draft
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

_BRACKET = re.compile(r" \((?P<short>[^\W\d_][\w-]{1,11})\)")


def bracketed(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Find the words in brackets that are made of the letters of the body before them.

    Args:
        text: the text.
        drafts: the names found.

    Yields:
        The short names, where nothing is found yet.
    """
    taken = {draft.start for draft in drafts}
    for draft in drafts:
        match = _BRACKET.match(text, draft.end)
        name = text[draft.start : draft.end]
        if match is None or draft.kind is not NameKind.ORGANISATION or " " not in name:
            continue
        short = match["short"]
        if match.start("short") not in taken and short[0].isupper() and _made_of(short, name):
            start, end = match.span("short")
            yield Draft(start, end, NameKind.ORGANISATION, "acronym", "acronym")


def _made_of(short: str, name: str) -> bool:
    """Tell whether the letters stand in the name in this order, the first at its beginning."""
    letters, rest = fold_name(short).replace(" ", ""), iter(fold_name(name))
    return fold_name(name)[:1] == letters[:1] and all(letter in rest for letter in letters)
