"""Which country does a sentence speak of, whose budget year or season may be meant?"""

import re
from functools import cache

from firsthand.lang import ANY, lexicon
from firsthand.text.calendars import alternation

_BEFORE, _AFTER = 160, 80
"""How far a country's name is looked for, in code points."""

_BREAK = re.compile(r"[.!?。]\s|\n")
_WORTH_ASKING = re.compile(r"fiscal|season\(|series\((?:plan|party)")


def country_of(text: str, start: int, end: int, form: str, language: str) -> str:
    """Find the country named last before or in an expression, in its sentence, else the next one.

    Args:
        text: the whole text.
        start: first code point of the expression.
        end: one past its last.
        form: its symbolic form; most forms need no country.
        language: an ISO 639-1 code.

    Returns:
        The ISO 3166 code, that of the language's country when none is named; empty when there is
        none or the form needs none.
    """
    if not _WORTH_ASKING.search(form):
        return ""
    home = str(lexicon(language, "periods").get("home", ""))
    words = _names(language)
    if words is None:
        return home
    pattern, codes = words
    low = max(0, start - _BEFORE)
    before = text[low:end]
    breaks = list(_BREAK.finditer(before, 0, start - low))
    found = pattern.findall(before, breaks[-1].end() if breaks else 0)
    if not found:
        after = text[end : end + _AFTER]
        stop = _BREAK.search(after)
        found = pattern.findall(after, 0, stop.start() if stop else len(after))[:1]
    return codes[found[-1]] if found else home


def southern(country: str) -> bool:
    """Tell whether a country's seasons are those of the south.

    Args:
        country: an ISO 3166 code; empty = not known.

    Returns:
        True for countries whose people mostly live south of the equator and have four seasons.
    """
    return bool(country) and country in lexicon(ANY, "periods")["southern"]["codes"]


@cache
def _names(language: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    listed = lexicon(language, "periods").get("countries", {})
    people = lexicon(language, "demonyms").get("demonyms", {})
    codes = {
        word: code for table in (people, listed) for code, words in table.items() for word in words
    }
    if not codes:
        return None
    return re.compile(rf"(?<!\w){alternation(codes).replace('(?:', '(', 1)}(?!\w)"), codes
