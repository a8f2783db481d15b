"""Which unit stands before or after a number, and what is the amount in SI units?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from firsthand.analyse.figures.measures import COUNT, Measure, make_unit, measures, settle
from firsthand.lang import ANY, lexicon

__all__ = [
    "COUNT", "Measure", "make_unit", "settle", "tables", "unit_after", "unit_before", "unit_per",
    "without_link",
]  # fmt: skip

_NEXT = re.compile(r"[ \u00a0\u202f\u2009]{0,2}[-‐‑]?[ \u00a0]?[\[(<{]?")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+\.)?|[%％‰°º℃℉¢€£$¥₹₽₩]|[²³]")
_STEP = re.compile(r"[ \u00a0]?[-‐‑'’]?[ \u00a0]?")
_BLANKS = re.compile(r"[\s\u00a0-]+")
_TAIL = re.compile(r"([^\W\d_]*)(?<!\s)[ \u00a0]?$")
_APART = re.compile(r"\s(?:ago|earlier|later|before|after|apart|old)\b", re.IGNORECASE)
"""After "a year": a moment and no rate."""
_PER = re.compile(r"\s?/\s?|[-\s]?([^\W\d_]+(?: la)?)[-\s]")
_NOUN = re.compile(r"[^\W\d_]{3,}")
_MAX_WORDS = 4
_LONGEST_SYMBOL = 8
_UNSPACED = 12
"""Characters of the longest unit of Chinese or Japanese."""
_LOOK_BACK = 9
_CJK = frozenset({"zh", "ja"})
_SMALL_TOO = frozenset({"USD", "EUR", "GBP", "JPY", "CNY", "RMB", "INR", "CHF", "AUD", "HKD"})
"""Codes that are no words when printed small."""
_SHARED_SYMBOLS = frozenset({"oz", "gallon", "barrel", "bushel", "hp", "hundredweight"})
"""Units whose symbols mean as many things as their words."""
_STRAY = re.compile(r"[ \u00a0]*")
"""Blanks that page layout leaves between Chinese characters."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything one language needs to read units."""

    symbols: dict[str, Measure]
    words: dict[str, Measure]
    prefixes: re.Pattern[str]
    tails: frozenset[str]
    """the letters that signs end with, as whole words"""
    by_sign: dict[str, Measure]
    per: frozenset[str]
    weak_per: frozenset[str]
    times: frozenset[str]
    longest: int
    link: re.Pattern[str]
    """words between a scale word and the unit: as in millones de euros"""
    begun: frozenset[str]
    """the names of units, and what they begin with word by word"""
    lengths: dict[str, tuple[int, ...]]
    """first character of a symbol to how long such symbols are, the longest first"""
    tails_behind: tuple[str, ...] = ()
    """what may be written together with a unit, behind it: Korean particles"""


@cache
def tables(language: str) -> Tables:
    """Load the units of a language once.

    Args:
        language: an ISO 639-1 code; without a file of its own it knows the signs only.

    Returns:
        Its tables.
    """
    shared, own = lexicon(ANY, "units"), lexicon(language, "units")
    known = measures()
    by_sign: dict[str, Measure] = {}
    for code, signs in shared["currency"].items():
        for sign in signs:
            by_sign.setdefault(str(sign), known[code])
    symbols = {s: m for s, m in by_sign.items() if len(s) > 1 or not (s.isalpha() and s.isascii())}
    for name, row in shared["units"].items():
        symbols.update(dict.fromkeys(row[5], _by_symbol(known, name)))
    words = _words(own, language)
    # The longest sign first; letters only as whole words, so that "R" is not read out of "FOR".
    signs = sorted(by_sign, key=len, reverse=True)
    prefix = "|".join(map(_sign_pattern, signs))
    per = own.get("per", {})
    longest = max((w.count(" ") + 1 for w in words), default=1)
    return Tables(
        symbols,
        words,
        re.compile(rf"({prefix})[ \u00a0]?$"),
        frozenset(m[1].casefold() for m in map(_TAIL.search, signs) if m and m[1]),
        by_sign | {s.casefold(): m for s, m in by_sign.items() if _any_case(s)},
        frozenset(str(w) for w in per.get("words", ())),
        frozenset(str(w) for w in per.get("weak", ())),
        frozenset(str(w).casefold() for w in per.get("times", ())),
        max(longest, _MAX_WORDS),
        _link(language),
        frozenset(
            name[:end]
            for name in words
            for end in range(1, len(name) + 1)
            if name[end:].startswith(" ") or end == len(name)
        ),
        _lengths(symbols),
        tuple(str(w) for w in own.get("tails", ())),
    )


def _lengths(symbols: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for symbol in symbols:
        found.setdefault(symbol[0], set()).add(len(symbol))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def _sign_pattern(sign: str) -> str:
    """Match a sign; letters only as whole words, small ones too where they are no word."""
    pattern = re.escape(sign)
    if _any_case(sign):
        pattern = f"(?i:{pattern})"
    # Chinese and Japanese set no blank before a foreign sign: 耗资HK$3亿.
    return rf"(?<![^\W_\u3040-\u30ff\u4e00-\u9fff]){pattern}" if sign[0].isalnum() else pattern


def _any_case(sign: str) -> bool:
    """Tell whether a sign may be printed small: "usd", "hk$", never "pen" or "a $"."""
    if sign.isalpha():
        return sign in _SMALL_TOO
    return len(sign.split(maxsplit=1)[0]) > 1 and len(sign) > 2  # noqa: PLR2004 - "hk$"


def _link(language: str) -> re.Pattern[str]:
    words = lexicon(language, "figures").get("stop", {}).get("link", ())
    inner = "|".join(re.escape(str(w)) for w in words)
    return re.compile(rf"(?:{inner})(?:['’]|\s)", re.IGNORECASE) if inner else re.compile(r"(?!)")


def without_link(sign: str, language: str) -> str:
    """Take away the word that ties a unit to a scale word: the "de" of "millones de euros".

    Args:
        sign: what is printed between a number and the end of its unit.
        language: its language code.

    Returns:
        The rest, with a hyphen that stands first.
    """
    bare = sign.lstrip()
    link = tables(language).link.match(bare)
    return bare[link.end() :] if link else sign


def _by_symbol(known: dict[str, Measure], name: str) -> Measure:
    """Return the unit of a symbol, which says more than a word: t is the metric ton."""
    measure = known[name]
    return measure if name in _SHARED_SYMBOLS else replace(measure, alternatives=(), key="")


def _words(own: dict[str, Any], language: str) -> dict[str, Measure]:
    words: dict[str, Measure] = {}
    known, endings = measures(), ["", *own.get("plural", ())]
    for code, forms in lexicon(language, "currencies").get("names", {}).items():
        words |= {_fold(form): replace(known[code], key="") for form in forms}
    for table in ("money", "words"):
        for name, forms in own.get(table, {}).items():
            for form in forms:
                for ending in endings:
                    words[_fold(f"{form}{ending}")] = known[name]
    return words


def _fold(phrase: str) -> str:
    if phrase.isalpha():
        return phrase.casefold()
    return _BLANKS.sub(" ", phrase).casefold().strip()


@cache
def _last_letters(language: str) -> frozenset[str]:
    """List the characters that currency signs end with."""
    return frozenset(sign[-1].casefold() for sign in tables(language).by_sign)


def _tail(window: str) -> str | None:
    """Return the letters at the end, one blank behind them allowed; None behind more blanks."""
    end = len(window) - window.endswith((" ", "\u00a0"))
    if not end or window[end - 1].isspace():
        match = _TAIL.search(window)
        return match[1] if match else None
    start = end
    while start and window[start - 1].isalnum() and not window[start - 1].isdecimal():
        start -= 1
    return window[start:end]


def unit_before(text: str, position: int, language: str) -> tuple[Measure, int] | None:
    """Find the currency sign or code that stands directly before a number.

    Args:
        text: the whole text.
        position: where the number begins.
        language: its language code.

    Returns:
        The currency and where its sign begins; None when there is none.
    """
    start = max(0, position - _LOOK_BACK)
    window = text[start:position]
    if window.rstrip()[-1:].casefold() not in _last_letters(language):
        return None
    table, tail = tables(language), _tail(window)
    if tail is None or (tail and tail.casefold() not in table.tails):
        return None
    end = len(window.rstrip())
    for at in range(end):
        sign = window[at:end]
        measure = table.by_sign.get(sign) or table.by_sign.get(sign.casefold())
        if measure is not None and table.prefixes.match(window, at):
            return measure, start + at
    return None


@lru_cache(maxsize=256)
def unit_after(text: str, position: int, stop: int, language: str) -> tuple[Measure, int] | None:
    """Find the longest unit that stands directly after a number.

    Args:
        text: the whole text.
        position: where the number ends.
        stop: where its sentence ends.
        language: its language code.

    Returns:
        The unit and where it ends; None when there is none.
    """
    table = tables(language)
    gap = _NEXT.match(text, position, stop)
    begin = gap.end() if gap else position
    if link := table.link.match(text, begin, stop):
        begin = link.end()
    if language in _CJK:
        return _unspaced(text, begin, stop, table)
    if table.tails_behind:
        return _with_tail(text, begin, stop, table)
    best = _phrase(text, begin, stop, table)
    tight = begin == position or text[position:begin].strip() == ""
    sign = _symbol(text, begin, stop, table) if tight or best is None else None
    if sign and (best is None or sign[1] > best[1]):
        best = sign
    return best


def _phrase(text: str, begin: int, stop: int, table: Tables) -> tuple[Measure, int] | None:
    best: tuple[Measure, int] | None = None
    phrase, position = "", begin
    for _ in range(table.longest):
        match = _WORD.match(text, position, stop)
        if match is None:
            break
        phrase = _fold(f"{phrase} {match[0]}")
        if phrase in table.words:
            best = table.words[phrase], match.end()
        elif phrase not in table.begun:
            break
        position = match.end()
        step = _STEP.match(text, position, stop)
        position = step.end() if step else position
    return best


def _symbol(text: str, begin: int, stop: int, table: Tables) -> tuple[Measure, int] | None:
    for length in table.lengths.get(text[begin : begin + 1], ()):
        if length > min(_LONGEST_SYMBOL, stop - begin):
            continue
        piece = text[begin : begin + length]
        measure = table.symbols.get(piece)
        if measure is None:
            continue
        end = begin + length
        after = text[end] if end < len(text) else " "
        if after.isdigit() or (piece[-1].isalpha() and (after.isalpha() or after == "'")):
            continue
        if (len(piece) == 1 and piece.isalpha() and after == "-") or (
            piece[-1] == "." and end >= stop and piece[:-1] in table.symbols
        ):
            continue
        return measure, end
    return None


def _unspaced(text: str, begin: int, stop: int, table: Tables) -> tuple[Measure, int] | None:
    gap = _STRAY.match(text, begin, stop)
    begin = gap.end() if gap else begin
    piece, best = "", None
    for position in range(begin, stop):
        if text[position] not in " \u00a0":
            piece += text[position].casefold()
            measure = table.words.get(piece)
            best = (measure, position + 1) if measure is not None else best
        if len(piece) == _UNSPACED:
            break
    return best or _symbol(text, begin, stop, table)


def _with_tail(text: str, begin: int, stop: int, table: Tables) -> tuple[Measure, int] | None:
    """Find the longest unit with nothing behind it but what a language writes there."""
    for end in range(min(stop, begin + _UNSPACED), begin, -1):
        measure = table.words.get(_fold(text[begin:end]))
        if measure is None:
            continue
        rest = text[end : end + 1] if end < stop else ""
        if not rest.isalpha() or rest.isascii() or text.startswith(table.tails_behind, end):
            return measure, end
    return _symbol(text, begin, stop, table)


def unit_per(
    text: str, position: int, stop: int, language: str, measure: Measure
) -> tuple[str, int]:
    """Find what an amount is reckoned per.

    Args:
        text: the whole text.
        position: where the unit ends.
        stop: where its sentence ends.
        language: its language code.
        measure: the unit so far.

    Returns:
        The name of what stands after "per", and where it ends; ("", position) when nothing does.
    """
    table = tables(language)
    match = _PER.match(text, position, stop)
    word = (match[1] or "/").casefold() if match else ""
    if match is None or (word != "/" and word not in table.per):
        return "", position
    if language in _CJK:
        found = _unspaced(text, match.end(), stop, table)
        return (found[0].name, found[1]) if found else ("", position)
    found = _phrase(text, match.end(), stop, table) or _symbol(text, match.end(), stop, table)
    if found is None:
        return (
            ("", position)
            if word in {"/", *table.weak_per}
            else _plain_noun(text, match.end(), stop, position)
        )
    timed = found[0].dimension == "time"
    barred = word in table.weak_per and not timed and not measure.money
    if barred or found[0].money or _APART.match(text, found[1], stop):
        return "", position
    return found[0].name, found[1]


def _plain_noun(text: str, start: int, stop: int, position: int) -> tuple[str, int]:
    noun = _NOUN.match(text, start, stop)
    return (noun[0].casefold(), noun.end()) if noun else ("", position)
