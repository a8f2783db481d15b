"""Which number words does a language have, and what do words written together stand for?"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from firsthand.lang import ANY, lexicon

_HUNDRED = 100
_THOUSAND = 1000
_TENS = tuple(float(tens) for tens in range(20, 100, 10))
_ONES = tuple(float(one) for one in range(1, 10))
_MAX_WORD = 80
"""Longer words are not taken apart into number parts."""


class NumeralKind(StrEnum):
    """What a numeral says."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: half-open offsets, value, and the far end of a range.

    `scale` is the product of its last scale words ("million" = 1e6), `digits` whether it begins
    with digits, `more` whether it carries a word for "and some more" inside (3000多万).
    """

    start: int
    end: int
    value: float
    kind: NumeralKind = NumeralKind.CARDINAL
    value_max: float | None = None
    scale: float = 1.0
    digits: bool = False
    more: bool = False
    joint: str = ""
    """the word or mark between the two ends of a range"""


def tidy(value: float) -> float:
    """Round away what binary fractions add: 4.1 million is 4,100,000.

    Args:
        value: a product of decimal numbers.

    Returns:
        The value with 14 significant digits.
    """
    return float(f"{value:.14g}")


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's number words; every table maps a case-folded word to a value."""

    cardinal: dict[str, float]
    hundred: dict[str, float]
    scale: dict[str, float]
    fraction: dict[str, float]
    ordinal: dict[str, float]
    multiple: dict[str, float]
    vague: dict[str, tuple[float, float]]
    inside: dict[str, float]
    glued: dict[str, float]
    glued_money: dict[str, float]
    rules: dict[str, Any] = field(default_factory=dict)
    known: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, compare=False)
    """lists read before"""

    def strings(self, *path: str) -> tuple[str, ...]:
        """Read a list of words out of the rules; empty where there is none.

        Args:
            path: the key, table by table.

        Returns:
            The words.
        """
        found = self.known.get(path)
        if found is None:
            table: Any = self.rules
            for key in path:
                table = table.get(key, {})
            found = self.known[path] = tuple(table or ())
        return found

    def compound(self, word: str) -> float | None:
        """Value a word written together from number words.

        Args:
            word: a case-folded word.

        Returns:
            Its value; None when it is something else or the language writes them apart.
        """
        if not self.rules.get("compound") or len(word) > _MAX_WORD:
            return None
        return _compound(self.rules["language"], word)


@cache
def grammar(language: str) -> Grammar:
    """Load the number words of a language once.

    Args:
        language: an ISO 639-1 code; a language without a file knows digits only.

    Returns:
        Its grammar.
    """
    own, shared = lexicon(language, "numerals"), lexicon(ANY, "numerals")

    def table(name: str, source: dict[str, Any] = own) -> dict[str, float]:
        return {str(k).casefold(): float(v) for k, v in source.get(name, {}).items()}

    vague = {str(k): (float(v[0]), float(v[1])) for k, v in own.get("vague", {}).items()}
    rules = {k: v for k, v in own.items() if k not in {"cardinal", "ordinal"}}
    glued = table("glued", shared) | {k: v for k, v in table("scale").items() if v >= _THOUSAND}
    return Grammar(
        cardinal=table("cardinal"),
        hundred=table("hundred"),
        scale=table("scale"),
        fraction=table("fraction"),
        ordinal=table("ordinal"),
        multiple=table("multiple"),
        vague=vague,
        inside=table("inside"),
        glued=glued,
        glued_money=table("glued_money", shared),
        rules=rules | {"language": language},
    )


@lru_cache(maxsize=1 << 16)
def _compound(language: str, word: str) -> float | None:
    words = grammar(language)
    parts = words.cardinal | words.inside | words.hundred | words.scale
    joiner = words.strings("joiner")
    split = _split(word, {**parts, **dict.fromkeys(joiner, -1.0)})
    if split is None or len(split) < 2:  # noqa: PLR2004 - a compound has two parts
        return None
    return _evaluate(split)


def _split(word: str, parts: dict[str, float]) -> list[float] | None:
    """Cut a word into parts, the longest first; work grows with length times longest part."""
    longest = max(map(len, parts))
    ways: list[list[float] | None] = [None] * (len(word) + 1)
    ways[len(word)] = []
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + longest), start, -1):
            value, rest = parts.get(word[start:end]), ways[end]
            if value is not None and rest is not None:
                ways[start] = [value, *rest]
                break
    return ways[0]


def _evaluate(parts: list[float]) -> float | None:
    if parts[0] < 0 or parts[-1] < 0:
        return None
    total = current = 0.0
    for value in _ones_first(parts):
        if value < 0:
            continue
        if value >= _THOUSAND:
            total += (current or 1) * value
            current = 0
        elif value == _HUNDRED:
            current = (current or 1) * value
        elif current and not can_add(current, value) and not can_add(value, current):
            return None
        else:
            current += value
    return total + current


def _ones_first(parts: list[float]) -> list[float]:
    """Add ones that stand before their tens: ein-und-zwanzig."""
    done: list[float] = []
    for value in parts:
        tens = value in _TENS and len(done) > 1 and done[-1] < 0
        if tens and done[-2] in _ONES:
            done[-2:] = [done[-2] + value]
        else:
            done.append(value)
    return done


def can_add(total: float, value: float, teens_after: tuple[float, ...] = ()) -> bool:
    """Tell whether a smaller number may follow a greater one in one numeral.

    Args:
        total: what stands so far, such as 20 or 300.
        value: what follows, such as 5.
        teens_after: tens that take 1 to 19 (French 60 and 80).

    Returns:
        True for 20 and 5, not for 20 and 30.
    """
    if total % _HUNDRED in teens_after:
        return 0 < value < 20  # noqa: PLR2004 - teens end there
    return 0 < value < low_power(total)


def low_power(value: float) -> float:
    """Find the place of a number's last digit that is not zero.

    Args:
        value: a number.

    Returns:
        10 for 20, 100 for 300, 1 for anything with a last digit or a fraction.
    """
    if value <= 0 or value != int(value):
        return 1.0
    power, rest = 1, int(value)
    while rest % 10 == 0:
        power, rest = power * 10, rest // 10
    return float(power)
