"""What are the words of a text, and which spellings of a word are one?"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

CASELESS = frozenset({"ar", "fa", "ur", "he", "hi", "bn", "ta", "te", "ka", "am", "ko"})
"""Languages that set blanks between words but know no capitals."""
SOLID = frozenset({"zh", "ja", "th", "lo", "my", "km"})
"""Languages that set no blanks between words."""

_LETTER = r"[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff]"
_WORD = re.compile(rf"([A-Za-z]++(?!{_LETTER})|(?:{_LETTER})+)")
"""Words of plain letters first: most are, and they are matched much faster."""
_OPENERS = " \t\"'“”«»„‘’([{*•–—-¿¡"
_ENDERS = ".!?:;…\n。！？"

_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "ʻ": "'",
        "`": "'",
        "´": "'",
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "·": " ",
        "・": " ",
        ".": "",
        ",": "",
        "ـ": "",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ة": "ه",
    }
)
_DROPPED = (range(0x300, 0x370), range(0x64B, 0x653))
"""Marks over Latin, Greek and Cyrillic letters; vowel signs of Arabic."""


class Word(NamedTuple):
    """One word: where it stands, folded, and what its letters and its place say.

    `initial` marks the first word of a sentence or line, which bears a capital in any case.
    """

    start: int
    end: int
    folded: str
    capital: bool
    shout: bool
    initial: bool


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """Write a name so that its usual spellings become one.

    Args:
        text: a name in any script.

    Returns:
        Lower case without diacritics, full stops and hyphens, single blanks.
    """
    if text.isascii():
        return text.lower() if text.isalpha() else " ".join(text.lower().translate(_PLAIN).split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in parts if not any(ord(c) in marks for marks in _DROPPED))
    return " ".join(unicodedata.normalize("NFC", bare).translate(_PLAIN).split())


def fold_all(words: Iterable[str]) -> frozenset[str]:
    """Fold every word of a list.

    Args:
        words: names or words.

    Returns:
        Their folded forms.
    """
    return frozenset(map(fold_name, words))


def words_of(text: str, language: str) -> list[Word]:
    """Cut a text into words of letters.

    Args:
        text: any text.
        language: decides whether capitals mean anything.

    Returns:
        The words in order; where there are no capitals every word counts as having one.
    """
    caseless = language in CASELESS
    new = tuple.__new__  # without the keyword handling of a named tuple, once a word
    gaps, pieces, starts, ends = cut_at(_WORD, text)
    found = [
        new(Word, (start, end, folded, caseless or capital, shout, gap != " " and _opens(gap)))
        for start, end, gap, (folded, capital, shout) in zip(
            starts, ends, gaps, map(_look_of, pieces), strict=False
        )
    ]
    if found and not gaps[0].rstrip(_OPENERS):
        found[0] = found[0]._replace(initial=True)
    return found


def cut_at(
    pattern: re.Pattern[str], text: str
) -> tuple[list[str], list[str], list[int], list[int]]:
    """Cut a text at every match of a pattern, in a few steps for all of them.

    Args:
        pattern: one group around the whole of it.
        text: any text.

    Returns:
        What stands before each match, and at last behind the last one; the matches; where each
        begins; one past its last code point.
    """
    parts = pattern.split(text)
    ends = list(accumulate(map(len, parts)))
    return parts[::2], parts[1::2], ends[:-1:2], ends[1::2]


def _opens(gap: str) -> bool:
    """Tell whether a sentence begins behind what stands between two words."""
    before = gap.rstrip(_OPENERS)
    return bool(before) and before[-1] in _ENDERS


@lru_cache(maxsize=65536)
def _look_of(word: str) -> tuple[str, bool, bool]:
    """Tell how a word is folded, whether it begins with a capital, whether it has no other."""
    first = word[0]
    folded = word.lower() if word.isascii() else fold_name(word)
    return folded, first.isupper() or first.istitle(), len(word) > 1 and word.isupper()
