"""Where are the words and digit strings of a text, and what number do the digits stand for?"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import repeat
from typing import NamedTuple

from firsthand.lang import ANY, lexicon
from firsthand.text.words import cut_at

_WIDE = str.maketrans(
    {chr(0xFF10 + n): str(n) for n in range(10)}
    | {"．": ".", "％": "%", "＋": "+", "－": "-", "／": "/"}
)
_MARKS = "'’.,\u00a0\u202f\u2009"
_GROUP = 3
_BLANK_GROUPS = 2
"""Groups after blanks from which digits are one number whatever stands before."""
MAX_DIGITS = 40
"""Longer strings of digits are identifiers, not amounts."""


class TokenKind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    CODE = "code"
    WORD = "word"
    SYMBOL = "symbol"
    MARK = "mark"


_KINDS: dict[str | None, TokenKind] = {
    **{kind.value: kind for kind in TokenKind},
    "sign": TokenKind.MARK,  # one that begins no number and no code: found before those
}
_PLAIN = frozenset({"word", "sign", "mark"})
_new = tuple.__new__


class Token(NamedTuple):
    """A word, digit string or mark; half-open offsets; `low` is the case-folded form."""

    kind: TokenKind
    low: str
    start: int
    end: int
    value: float = 0.0


def narrow(text: str) -> str:
    """Write full-width digits and marks as narrow ones, one character for one.

    Args:
        text: any text.

    Returns:
        A text of the same length.
    """
    return text if text.isascii() else text.translate(_WIDE)


def lex(text: str, language: str) -> list[Token]:
    """Split a text into words, numbers, codes such as dates, and marks.

    Args:
        text: the text, narrowed.
        language: its language code.

    Returns:
        The tokens in text order, without blanks.
    """
    source = text.lower() if text.isascii() else text
    pattern, word, *_ = _rules(language)
    gaps, words, starts, ends = cut_at(word, source)
    lows = words if source is not text else list(map(str.casefold, words))
    # No call for each word: there are many, and they need no look at what stands around them.
    rows = zip(repeat(TokenKind.WORD), lows, starts, ends, repeat(0.0))
    found = list(map(_new, repeat(Token), rows))
    done = 0
    spelt: list[Token] = []
    for number, gap in enumerate(gaps):
        if gap == " " or not gap or gap.isspace():
            continue
        spelt.extend(found[done:number])
        done = number
        last = ends[number - 1] if number else 0
        if gap[-1].isdigit() and number < len(words) and words[number] in "eE":
            return list(_spell(pattern, text, source, language))  # "3e5" is one number
        spelt.extend(_spell(pattern, text, source, language, last, last + len(gap)))
    return [*spelt, *found[done:]] if done else [*spelt, *found]


def _spell(
    pattern: re.Pattern[str],
    text: str,
    source: str,
    language: str,
    start: int = 0,
    end: int | None = None,
) -> Iterator[Token]:
    """Cut a stretch into tokens one by one; `source` is the text, lower case if it is ASCII."""
    _, _, group, decimal, symbols = _rules(language)
    stop = len(text) if end is None else end
    matches = pattern.finditer(source, start, stop)
    while match := next(matches, None):
        kind = match.lastgroup
        (first, last), piece = match.span(), match[0]
        if kind in _PLAIN:
            yield _new(Token, (_KINDS[kind], piece.casefold(), first, last, 0.0))
            continue
        value, whole = 0.0, last
        if kind == "number":
            if " " in piece and not _one_number(text, first, piece, language):
                last = first + piece.index(" ")
                piece = text[first:last]
            cut, value = _value(piece, group, decimal, listed=_listed(text, first, last))
            last = first + cut
        elif kind == "symbol":
            value = symbols[piece]
        yield Token(_KINDS[kind], text[first:last].casefold(), first, last, value)
        if last != whole:
            matches = pattern.finditer(source, last, stop)


_LIST_BEFORE = re.compile(r"\d\s?,\s?$")
_LIST_AFTER = re.compile(r"\s?(?:,|&|[^\W\d_]{1,3}(?=\s))\s?\d")
_LIST_REACH = 4
_WORD_BEFORE = re.compile(r"([^\W_]+)[ .,]{1,2}$")
_NAME_REACH = 20


def _listed(text: str, first: int, last: int) -> bool:
    """Tell whether the list of numbers goes on around a stretch: "1,2 and 3"."""
    after = _LIST_AFTER.match(text, last)
    return bool(after or _LIST_BEFORE.search(text[max(0, first - _LIST_REACH) : first]))


def _one_number(text: str, first: int, piece: str, language: str) -> bool:
    """Tell whether digits in groups of three after one blank are one number.

    "40 000" is; "May 12 300 people" and "Apollo 11 300" are not in languages that put commas
    between groups, unless there are two groups or more.
    """
    wanted = int(lexicon(language, "numerals").get("blank_groups", _BLANK_GROUPS))
    if piece.count(" ") >= wanted or piece.split(" ", 1)[1].startswith("000"):
        return True
    before = _WORD_BEFORE.search(text[max(0, first - _NAME_REACH) : first])
    return before is None or before[1].islower()


_VOWELS = "\u064b-\u0652"
"""Arabic marks of vowels, which part no word."""


@cache
def _rules(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str], tuple[str, ...], dict[str, float]]:
    own, shared = lexicon(language, "numerals"), lexicon(ANY, "numerals")
    group = frozenset(own.get("group", shared["group"]))
    decimal = tuple(own.get("decimal", shared["decimal"]))
    symbols = {str(k): float(v) for k, v in shared["symbols"].items()}
    pattern = re.compile(
        rf"""
        (?P<word>[^\W\d_{"".join(symbols)}]+(?:[{_VOWELS}]+[^\W\d_{"".join(symbols)}]+)*)
        |(?P<sign>[^\s\w+.{"".join(symbols)}])
        |(?P<code>\d{{1,4}}(?P<stroke>[/.-])\d{{1,2}}(?P=stroke)\d{{2,4}}(?![\d.,]\d)
          |\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)
          |\+\d[\d\ ()-]{{6,}}\d|\d{{3}}-\d{{3}}-\d{{4}}
          |(?!\d{{1,3}}(?:\.\d{{3}})+(?![\d.]))\d+(?:\.\d+){{3,}})
        |(?P<number>(?:\d{{1,3}}(?:\ \d{{3}})+(?!\d)(?:[.,]\d+)?(?!\d)
          |\d{{1,3}}(?:(?P<blank>[{_MARKS}])\d{{3}})(?:(?P=blank)\d{{3}})*(?!\d)(?:[.,·]\d+)?
          |\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)(?:\.\d+)?
          |\d+[.,·]\d+
          |\d+
          |(?<![\w.])\.\d+)(?:[eE][+-]?\d{{1,2}}(?!\w))?)
        |(?P<symbol>[{"".join(symbols)}])
        |(?P<mark>[^\s\w]|_)
        """,
        re.VERBOSE,
    )
    letters = rf"[^\W\d_{''.join(symbols)}]+"
    word = re.compile(rf"({letters}(?:[{_VOWELS}]+{letters})*)")
    return pattern, word, group, decimal, symbols


def _value(
    piece: str, group: frozenset[str], decimal: tuple[str, ...], *, listed: bool
) -> tuple[int, float]:
    """Return how many characters belong to the number, and its value."""
    if len(piece) > MAX_DIGITS:
        return len(piece), float("nan")
    body, exponent = _exponent(piece)
    marks = [c for c in body if not c.isdigit()]
    if not marks:
        return len(piece), float(body + exponent)
    last = marks[-1]
    tail = len(body) - body.rindex(last) - 1
    whole = body[: body.rindex(last)]
    if len(set(marks)) > 1 and marks.count(last) == 1:
        parted = True
    elif len(marks) > 1 or last not in ".,·":
        parted = False
    elif tail == _GROUP and 0 < len(whole) <= _GROUP and not whole.startswith("0"):
        parted = last not in group
    else:
        parted = True
        # "groups 1,2 and 3" in English is a list; "5,00" and "1,3 million" are amounts.
        if last == "," and "," not in decimal and listed and not exponent:
            return len(whole), float(whole)
    clean = "".join(c for c in whole if c.isdigit())
    digits = f"{clean or '0'}.{body[-tail:]}" if parted else clean + body[-tail:]
    return len(piece), float(digits + exponent)


def _exponent(piece: str) -> tuple[str, str]:
    body, mark, exponent = piece.lower().partition("e")
    return body, mark + exponent
