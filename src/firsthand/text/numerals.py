"""Which numbers stand in a text, in digits or in words, and what are their values?"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from firsthand.lang import ANY, lexicon
from firsthand.text.clitics import without_clitics
from firsthand.text.digits import Token, TokenKind, lex, narrow
from firsthand.text.hangul import scan_hangul
from firsthand.text.hanzi import scan_hanzi
from firsthand.text.numberlists import Numeral, NumeralKind, grammar, tidy
from firsthand.text.numberreader import Reader

__all__ = [
    "DASHES", "Numeral", "NumeralKind", "join_ranges", "opening", "scan", "shares_scale",
    "without_article",
]  # fmt: skip

HANZI = frozenset({"zh", "ja"})
"""Languages whose number words are read character by character."""
_OPENING = 28
"""Characters looked back for the word that opens a range."""
_GAP = 8
"""Longest stretch between the two ends of a range, in characters."""
DASHES = frozenset({"-", "–", "—", "‐", "‑", "~", "～", "−"})


def scan(
    text: str, language: str, start: int = 0, end: int | None = None, *, join: bool = True
) -> tuple[Numeral, ...]:
    """Find the numerals of a stretch of text.

    Args:
        text: the whole text.
        language: its ISO 639-1 code; other languages are read for digits only.
        start: first code point.
        end: one past the last; None = the end of the text.
        join: make one numeral of the two ends of a range.

    Returns:
        The numerals in text order, none overlapping; ordinals are among them, marked as such.
    """
    stop = len(text) if end is None else end
    piece = narrow(text[start:stop])
    if language == "ko":
        found = scan_hangul(piece)
    else:
        found = scan_hanzi(piece, language) if language in HANZI else _scan_words(piece, language)
    if join:
        found = join_ranges(piece, language, found)
    return tuple(_moved(numeral, start) for numeral in found) if start else found


def _moved(numeral: Numeral, by: int) -> Numeral:
    return Numeral(
        numeral.start + by, numeral.end + by, numeral.value, numeral.kind, numeral.value_max,
        numeral.scale, numeral.digits, numeral.more, numeral.joint,
    )  # fmt: skip


def _scan_words(text: str, language: str) -> tuple[Numeral, ...]:
    if not _may_hold(text, language):
        return ()
    tokens = _joined(without_clitics(lex(text, language), language), language)
    words = grammar(language)
    triggers = _triggers(language)
    compound = words.compound if words.rules.get("compound") else None
    reader = Reader(tokens, words, text)
    found: list[Numeral] = []
    followers = _followers(language)
    index = 0
    for number in _openings(tokens, triggers, compound):
        low = tokens[number].low
        if number < index or (low in followers and not _followed(tokens, number, followers[low])):
            continue
        result = reader.read(number)
        if result is not None:
            numeral, index = result
            if language != "vi" or not _is_name(text, numeral):
                found.append(numeral)
    return tuple(found)


def _is_name(text: str, numeral: Numeral) -> bool:
    """Tell whether a Vietnamese number word has a capital inside a sentence: "ông Lê Văn Bảy"."""
    before = text[: numeral.start].rstrip()[-1:]
    return text[numeral.start].isupper() and (before.isalnum() or before == ",")


def _joined(tokens: list[Token], language: str) -> list[Token]:
    """Make one token of several that are one number: "dua belas", 12; "п'ять", five."""
    named = _of_several(language)
    if not named:
        return tokens
    kept: list[Token] = []
    number = 0
    while number < len(tokens):
        name = next(
            (n for n in named.get(tokens[number].low, ()) if _stands(tokens, number, n[1])), None
        )
        if name is None:
            kept.append(tokens[number])
            number += 1
            continue
        last = number + len(name[1])
        start, end = tokens[number].start, tokens[last - 1].end
        kept.append(Token(TokenKind.WORD, name[0], start, end))
        number = last
    return kept


def _stands(tokens: Sequence[Token], number: int, parts: Sequence[str]) -> bool:
    return [token.low for token in tokens[number : number + len(parts)]] == list(parts)


@cache
def _of_several(language: str) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """List the numbers of several words, or with an apostrophe, by their first part."""
    words = grammar(language)
    if not words.rules.get("two_words"):
        return {}
    tables = (words.cardinal, words.fraction, words.multiple, words.vague)
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in sorted({name for table in tables for name in table}, key=lambda n: (-len(n), n)):
        parts = tuple(token.low for token in lex(name, language))
        if len(parts) > 1:
            found[parts[0]].append((name, parts))
    return {first: tuple(names) for first, names in found.items()}


def _openings(
    tokens: list[Token], triggers: frozenset[str], compound: Callable[[str], float | None] | None
) -> list[int]:
    """List the tokens at which a numeral may begin."""
    word, code, mark = TokenKind.WORD, TokenKind.CODE, TokenKind.MARK
    if compound is None:
        return [
            number
            for number, (kind, low, *_) in enumerate(tokens)
            if (low in triggers if kind is word else kind is not code)
            and (kind is not mark or low in _MINUS)
        ]
    return [
        number
        for number, (kind, low, *_) in enumerate(tokens)
        if (low in triggers or compound(low) is not None if kind is word else kind is not code)
        and (kind is not mark or low in _MINUS)
    ]


def _followed(tokens: list[Token], number: int, followers: frozenset[str]) -> bool:
    """Tell whether an article stands before what makes it a number; other marks need nothing."""
    if tokens[number].kind is not TokenKind.WORD:
        return True
    return number + 1 < len(tokens) and tokens[number + 1].low in followers


_MINUS = frozenset({"-", "−", "–"})
_HYPHENS = frozenset({"-", "\u2011", "\u2010"})


@cache
def _followers(language: str) -> dict[str, frozenset[str]]:
    """List the articles that are no number words, with what may stand behind one in a numeral."""
    words = grammar(language)
    if words.rules.get("compound"):
        return {}
    tables = (
        words.cardinal, words.scale, words.hundred, words.fraction,
        words.ordinal, words.multiple, words.vague,
    )  # fmt: skip
    own = frozenset(word for table in tables for word in table)
    plural = str(words.rules.get("ordinal_suffix", {}).get("plural", ""))
    behind = own | {f"{word}{plural}" for word in words.ordinal} | _HYPHENS
    bare = frozenset(words.strings("article")) - own - frozenset(words.strings("minus"))
    return dict.fromkeys(sorted(bare), behind)


_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"[0-9]")


def _may_hold(text: str, language: str) -> bool:
    """Tell whether a piece can hold a numeral at all, without cutting it into tokens."""
    rules = grammar(language).rules
    if _DIGIT.search(text) or rules.get("compound") or rules.get("clitics"):
        return True
    if not text.isascii() and any(map(str.isnumeric, text)):
        return True
    return not _sure(language).isdisjoint(_WORDS.findall(text.casefold()))


@cache
def _sure(language: str) -> frozenset[str]:
    """List the words of numerals, articles and signs left out, each part for itself."""
    words = grammar(language)
    starts = _triggers(language) - frozenset(words.strings("article"))
    return frozenset(part for word in starts for part in _WORDS.findall(word))


@cache
def _triggers(language: str) -> frozenset[str]:
    words = grammar(language)
    tables = (
        words.cardinal, words.scale, words.hundred, words.fraction,
        words.ordinal, words.multiple, words.vague,
    )  # fmt: skip
    own = {word for table in tables for word in table}
    if words.rules.get("ones_first"):
        own |= {word.split(" ")[0] for word in own} | words.inside.keys()
    return frozenset(own | set(words.strings("article")) | set(words.strings("minus")))


def join_ranges(text: str, language: str, numerals: tuple[Numeral, ...]) -> tuple[Numeral, ...]:
    """Make one numeral of two that are the ends of a range, the scale word shared.

    Args:
        text: the text the offsets point into.
        language: its language code.
        numerals: in text order.

    Returns:
        The numerals with ranges joined: "3 to 5 million" has value 3e6 and value_max 5e6.
    """
    joined: list[Numeral] = []
    for numeral in numerals:
        before = joined[-1] if joined else None
        joint = _joint(text, language, before, numeral) if before else ""
        if before is None or not joint:
            joined.append(numeral)
            continue
        low = before.value
        if shares_scale(before, numeral):
            low *= numeral.scale
        kind = (
            NumeralKind.PERCENT
            if NumeralKind.PERCENT in {before.kind, numeral.kind}
            else before.kind
        )
        joined[-1] = replace(
            before, end=numeral.end, value=tidy(low), value_max=numeral.value, kind=kind,
            scale=max(before.scale, numeral.scale), joint=joint,
        )  # fmt: skip
    return tuple(joined)


def shares_scale(first: Numeral, last: Numeral) -> bool:
    """Tell whether a scale word after the second number holds for the first as well.

    Args:
        first: the lower end, without a scale word of its own.
        last: the upper end.

    Returns:
        True for 3 to 5 million, False for 800,000 to 1.3 million.
    """
    bare = last.value / last.scale if last.scale else 0.0
    return first.scale == 1.0 and last.scale > 1 and abs(first.value) <= max(999.0, 10 * abs(bare))


def _joint(text: str, language: str, first: Numeral, last: Numeral) -> str:
    kinds = {first.kind, last.kind}
    amounts = {NumeralKind.CARDINAL, NumeralKind.FRACTION, NumeralKind.PERCENT}
    if not kinds <= amounts or first.value_max is not None or last.start - first.end > _GAP:
        return ""
    between = text[first.end : last.start].strip().casefold()
    between = between if between in DASHES else between.strip("-‐‑")
    if between in DASHES:
        return between
    words, openers = _range_words(language)
    between = without_article(between, language)
    opener = opening(text, first.start, language)
    if (opener, between) in openers:
        return between
    if between not in words or (first.scale > 1 and last.scale == 1.0):
        return ""
    if between in words and between not in _weak(language):
        return between
    close = first.value < last.value <= 2 * first.value + 1 and not first.digits
    return between if close else ""


@cache
def _range_words(language: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    table = lexicon(language, "numerals").get("range", lexicon(ANY, "numerals").get("range", {}))
    return (
        frozenset(str(w) for w in table.get("words", ())),
        frozenset((str(a), str(b)) for a, b in table.get("between", ())),
    )


@cache
def _weak(language: str) -> frozenset[str]:
    """Words that join a range only between neighbours: "two or three"."""
    table = lexicon(language, "numerals").get("range", {})
    return frozenset(str(w) for w in table.get("weak", ()))


@cache
def _articles(language: str) -> frozenset[str]:
    table = lexicon(language, "numerals").get("range", {})
    return frozenset(str(w) for w in table.get("articles", ()))


def without_article(between: str, language: str) -> str:
    """Leave an article off the words between two ends: Italian "tra i 40 e i 50".

    Args:
        between: the words, case-folded.
        language: their language code.

    Returns:
        The words without a last article.
    """
    head, blank, last = between.rpartition(" ")
    return head.rstrip() if blank and last in _articles(language) else between


def opening(text: str, position: int, language: str) -> str:
    """Find the word before a number, an article left out.

    Args:
        text: the whole text.
        position: where the number begins.
        language: the text's language code.

    Returns:
        The case-folded word; empty when there is none.
    """
    words = re.findall(r"\w+", text[max(0, position - _OPENING) : position])
    if len(words) > 1 and words[-1].casefold() in _articles(language):
        words.pop()
    return words[-1].casefold() if words else ""
