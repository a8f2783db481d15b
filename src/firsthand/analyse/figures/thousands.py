"""Which letters and words next to a currency code multiply the amount: 120 MEUR, 75 USD million?"""

import re
from functools import cache
from typing import NamedTuple

from firsthand.lang import ANY, lexicon
from firsthand.text.numberlists import grammar

_FACTORS = {"k": 1e3, "K": 1e3, "M": 1e6, "m": 1e6, "mn": 1e6, "bn": 1e9}
"""Letters glued to a code in company news."""
_FIRST = frozenset(factor[0] for factor in _FACTORS)
_BLANK = frozenset({" ", "\u00a0"})
_LONGEST = 8
_SMALLEST = 1000.0
_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")


class Scaled(NamedTuple):
    """A currency code with its factor, and where both begin and end."""

    code: str
    factor: float
    start: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    codes = "|".join(sorted(c for c in lexicon(ANY, "units")["currency"] if c.isalpha()))
    factors = "|".join(sorted(_FACTORS, key=len, reverse=True))
    scaled = rf"({factors})({codes})"
    return (
        re.compile(rf"[ \u00a0]?{scaled}(?![^\W_])"),
        re.compile(rf"(?<![^\W_]){scaled}[ \u00a0]?$"),
    )


def scaled_after(text: str, position: int, stop: int) -> Scaled | None:
    """Read a code with a factor behind a number: "120 MEUR".

    Args:
        text: the whole text.
        position: where the number ends.
        stop: where its sentence ends.

    Returns:
        The code and its factor; None when there is none.
    """
    begin = position + (text[position : position + 1] in _BLANK)
    if text[begin : begin + 1] not in _FIRST:
        return None
    match = _patterns()[0].match(text, position, stop)
    return Scaled(match[2], _FACTORS[match[1]], position, match.end()) if match else None


def scaled_before(text: str, position: int, floor: int) -> Scaled | None:
    """Read a code with a factor before a number: "MAUD 60".

    Args:
        text: the whole text.
        position: where the number begins.
        floor: where its sentence begins.

    Returns:
        The code and its factor; None when there is none.
    """
    end = position - (text[position - 1 : position] in _BLANK)
    if not text[end - 1 : end].isupper():
        return None
    start = max(floor, position - _LONGEST)
    match = _patterns()[1].search(text[start:position])
    if match is None:
        return None
    return Scaled(match[2], _FACTORS[match[1]], start + match.start(), position)


def scale_behind(text: str, position: int, stop: int, language: str) -> tuple[float, int]:
    """Read a scale word behind a currency code: "75 USD million".

    Args:
        text: the whole text.
        position: where the code ends.
        stop: where its sentence ends.
        language: the text's language code.

    Returns:
        The factor and where the word ends; (1, position) when there is none.
    """
    match = _WORD.match(text, position, stop)
    factor = grammar(language).scale.get(match[1].casefold(), 0.0) if match else 0.0
    return (factor, match.end()) if match and factor >= _SMALLEST else (1.0, position)
