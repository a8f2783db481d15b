"""Which words bound a number, and between which values does the real one lie?"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from firsthand.lang import lexicon
from firsthand.model.items import Bound
from firsthand.text.patterns import any_of

_WINDOW = 44
"""Characters looked at before a number: the longest phrase with an article."""
NEARNESS = 0.1
"""How far "about" and "nearly" may stray, as a share of the value: a convention."""
_CJK = frozenset({"zh", "ja"})


class Interval(NamedTuple):
    """Where the real value lies; None = without end."""

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False


@cache
def _patterns(
    language: str,
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, dict[str, Bound], dict[str, Bound]]:
    table = lexicon(language, "bounds")
    before = _kinds(table.get("before", {}))
    after = _kinds(table.get("after", {}))
    skip = "|".join(re.escape(w) for w in sorted(table.get("skip", ()), key=len, reverse=True))
    edge = "" if language in _CJK else r"(?<![\w-])"
    gap = rf"[\s\u00a0]*[\"'“‘(]?(?:(?i:{skip})[\s\u00a0]*)?" if skip else r"\s*"
    close = "" if language == "ko" else r"(?![^\W_])"  # Korean particles follow without a blank
    return (
        re.compile(rf"{edge}({_alternatives(before)}){gap}[-~]?$") if before else None,
        re.compile(
            rf"[\s\u00a0]?({_alternatives(after)}){close}"
            if language not in _CJK
            else rf"({_alternatives(after)})"
        )
        if after
        else None,
        before,
        after,
    )


def _kinds(table: Mapping[str, list[str]]) -> dict[str, Bound]:
    return {phrase.casefold(): Bound(kind) for kind, phrases in table.items() for phrase in phrases}


def _alternatives(phrases: Mapping[str, Bound]) -> str:
    return any_of(sorted(phrases, key=len, reverse=True))


def bound_before(text: str, position: int, floor: int, language: str) -> tuple[Bound, int] | None:
    """Find the bound words that end where an expression begins.

    Args:
        text: the whole text.
        position: where the expression begins.
        floor: where its sentence begins, or where the figure before it ends.
        language: its language code.

    Returns:
        The bound and where its words begin; None when there are none.
    """
    pattern, _, kinds, _ = _patterns(language)
    if pattern is None:
        return None
    start = max(floor, position - _WINDOW)
    match = pattern.search(text[start:position])
    if match is None:
        return None
    phrase = re.sub(r"\s+", " ", match[1]).casefold()
    if phrase in lexicon(language, "bounds").get("prepositions", ()):
        definite = lexicon(language, "bounds").get("definite", ())
        if any(word in definite for word in match[0][len(match[1]) :].casefold().split()):
            return None  # "heard about the 35 percent"
    if kinds[phrase] is Bound.EXACT:
        return None  # "cao hơn 2 m": higher by 2 m, no more than 2 m
    return kinds[phrase], start + match.start(1)


def bound_after(text: str, position: int, stop: int, language: str) -> tuple[Bound, int] | None:
    """Find the bound words that begin where an expression ends.

    Args:
        text: the whole text.
        position: where the expression ends.
        stop: where its sentence ends.
        language: its language code.

    Returns:
        The bound and where its words end; None when there are none.
    """
    _, pattern, _, kinds = _patterns(language)
    match = pattern.match(text, position, stop) if pattern else None
    if match is None:
        return None
    return kinds[re.sub(r"\s+", " ", match[1]).casefold()], match.end()


def bound_inside(phrase: str, language: str) -> bool:
    """Tell whether a number word means "about so many": une trentaine.

    Args:
        phrase: the numeral as printed.
        language: its language code.

    Returns:
        True when its last word is such a word.
    """
    words = lexicon(language, "bounds").get("inside", {}).get("approx", ())
    return bool(words) and phrase.rsplit(maxsplit=1)[-1].casefold() in words


def is_during(text: str, cue: int, floor: int, language: str) -> bool:
    """Tell whether "over four years" is a length of time and not a bound.

    Args:
        text: the whole text.
        cue: where the word "over" begins.
        floor: where its sentence begins.
        language: its language code.

    Returns:
        True unless a word before it asks for an amount ("for over four years").
    """
    table = lexicon(language, "bounds").get("during", {})
    words = frozenset(str(w) for w in table.get("words", ()))
    cue_word = re.compile(r"\w+").match(text, cue)
    if cue_word is None or cue_word[0].casefold() not in words:
        return False
    before = re.findall(r"[\w-]+", text[max(floor, cue - _WINDOW) : cue])
    unless = frozenset(str(w) for w in table.get("unless", ()))
    return bool(before) and before[-1].casefold() not in unless


def interval(value: float, value_max: float | None, bound: Bound) -> Interval:
    """Bound the real value that a printed one stands for.

    Args:
        value: as printed.
        value_max: the far end of a range or the other side of a score.
        bound: how it is bounded.

    Returns:
        The interval.
    """
    if bound is Bound.SCORE or value_max is None:
        return _single(value, bound)
    low, high = min(value, value_max), max(value, value_max)
    return Interval(low, high)


def _single(value: float, bound: Bound) -> Interval:
    if bound is Bound.EXACT:
        return Interval(value, value)
    reach = abs(value) * NEARNESS
    intervals = {
        Bound.OVER: Interval(value, None, low_open=True),
        Bound.AT_LEAST: Interval(value, None),
        Bound.UNDER: Interval(None, value, high_open=True),
        Bound.AT_MOST: Interval(None, value),
        Bound.NEARLY: Interval(value - reach, value, high_open=True),
        Bound.APPROXIMATE: Interval(value - reach, value + reach),
    }
    return intervals.get(bound, Interval(value, value))
