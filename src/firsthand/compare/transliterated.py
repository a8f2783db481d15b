"""Is a name in Latin letters the same as one in Cyrillic or Arabic letters?

Both are written down to a key that usual transliterations share. Cyrillic keeps its vowels and may
lose a case ending; of Arabic only the consonants are compared, as its short vowels are not written.
"""

import re
from functools import cache, lru_cache
from itertools import permutations
from typing import Any

from rapidfuzz.distance import OSA

from firsthand.lang import ANY, lexicon

CYRILLIC = re.compile("[\u0400-\u04ff]")
ARABIC = re.compile("[\u0600-\u06ff]")
SLIP_FROM = 5
"""Letters of a key from which on one may differ."""
LEAST = 4
"""Consonants of the shortest Arabic name that is compared."""
SURE = 6
"""Consonants of the shortest Arabic name that is joined across events"""
FEW = 3
"""Consonants of the shortest Arabic name that is compared with the vowels that end its words"""
MOST_WORDS = 4
"""Words of the longest name in Cyrillic that is compared."""
LONGEST = 6
"""Words of the longest name that is compared."""

_SOFT = re.compile("[aeiouwy'ʿʾ]+")
_LONG = {"ا": "a", "ي": "iyea", "و": "ouw", "ه": "aeh"}
"""Letters at the end of folded Arabic words, to the Latin ones that stand for them"""
_DOUBLE = re.compile(r"(.)\1+")


@cache
def _table() -> dict[str, Any]:
    return lexicon(ANY, "transliteration")


def transliterated(other: tuple[str, ...], latin: tuple[str, ...], *, surely: bool = False) -> bool:
    """Tell whether a Latin name is how a Cyrillic or Arabic one is written in Latin letters.

    Args:
        other: the folded words of a name in Cyrillic or Arabic letters.
        latin: the folded words of a full name in Latin letters.
        surely: allow no letter to differ in Cyrillic, and no name of few consonants in Arabic.

    Returns:
        True when every word of the shorter is one of the other's (Cyrillic), or the consonants of
        both are the same (Arabic).
    """
    if not 2 <= len(latin) <= LONGEST or len(other) < 2 or not "".join(latin).isascii():  # noqa: PLR2004
        return False
    text = "".join(other)
    if CYRILLIC.search(text):
        return len(latin) <= MOST_WORDS and _same_words(other, latin, slips=not surely)
    if ARABIC.search(text):
        same = skeletons(other, arabic=True) & skeletons(latin, arabic=False)
        most = max(map(len, same), default=0)
        if surely:
            return most >= SURE
        return most >= LEAST or (most >= FEW and _sounds_end(other, latin))
    return False


def _same_words(cyrillic: tuple[str, ...], latin: tuple[str, ...], *, slips: bool) -> bool:
    """Match word by word in any order; a patronymic may be left out."""
    if len(cyrillic) > MOST_WORDS:
        return False
    short, long = sorted((cyrillic, latin), key=len)
    turned = short is not cyrillic
    for order in permutations(long, len(short)):
        pairs = zip(order, short, strict=True) if turned else zip(short, order, strict=True)
        if all(_same_word(mine, theirs, slips=slips) for mine, theirs in pairs):
            return True
    return False


def _same_word(cyrillic: str, latin: str, *, slips: bool) -> bool:
    theirs = _key(latin)
    table = _table()
    letters = table["cyrillic"]
    mine = _key("".join(letters.get(letter, "") for letter in cyrillic))
    bare = {mine, *(mine.removesuffix(e) for e in table["endings"] if len(mine) - len(e) >= LEAST)}
    if theirs in bare or not slips:
        return theirs in bare
    allowed = int(min(len(mine), len(theirs)) >= SLIP_FROM)
    return mine[:1] == theirs[:1] and OSA.distance(mine, theirs, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    for sound, letter in _table()["sounds"]:
        word = word.replace(sound, letter)
    return _DOUBLE.sub(r"\1", word)


def skeletons(words: tuple[str, ...], *, arabic: bool) -> frozenset[str]:
    """Write the consonants of a name, without articles and "son of".

    Args:
        words: the folded words of a name.
        arabic: whether in Arabic letters, else in Latin ones.

    Returns:
        The ways to write them: the article's letter is written in "Abdelkader" and "Lamine".
    """
    kept = [word for word in words if word not in _table()["articles"]] or list(words)
    found = [""]
    for word in kept[:LONGEST]:
        forms = _consonants_arabic(word) if arabic else (_consonants(word),)
        found = [_DOUBLE.sub(r"\1", one + form) for one in found for form in forms]
    return frozenset(found)


@lru_cache(maxsize=8192)
def _consonants_arabic(word: str) -> tuple[str, ...]:
    letters = _table()["arabic"]
    bare = word.removeprefix("ال") or word
    written = "".join(letters.get(letter, "") for letter in bare).removesuffix("h")
    return (written,) if bare == word else (written, letters["ل"] + written)


def _sounds_end(arabic: tuple[str, ...], latin: tuple[str, ...]) -> bool:
    """Tell whether every word ends in the long vowel that the Latin one ends in, or in none."""
    articles = _table()["articles"]
    mine = [word.removeprefix("ال") for word in arabic if word not in articles]
    theirs = [word for word in latin if word not in articles]
    return len(mine) == len(theirs) and all(
        _LONG.get(one[-1:], "") == "" or other[-1:] in _LONG[one[-1:]]
        for one, other in zip(mine, theirs, strict=True)
    )


@lru_cache(maxsize=4096)
def _consonants(word: str) -> str:
    for sound, letter in _table()["arabic_sounds"]:
        word = word.replace(sound, letter)
    return _SOFT.sub("", word).removesuffix("h")
