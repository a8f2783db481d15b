"""Is a name in Latin or Chinese letters how a Japanese or Korean name is read or written there?"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Any

from rapidfuzz.distance import OSA

from firsthand.lang import lexicon

HAN = re.compile("[\u4e00-\u9fff々]+")
HANGUL = re.compile("[가-힣]+")
KATAKANA = re.compile("[ァ-ヺー・＝=]+")
MOST_CHARACTERS = 6
"""Of the longest Japanese name that is read."""
MOST_READINGS = 512
LEAST = 4
"""Letters of the shortest name that is compared."""
SURE = 6
"""Letters beside a character without a known reading."""
SLIP_FROM = 5
"""Consonants of a foreign name from which on one may differ."""
FEWEST = 3

_LONG = ((re.compile("oh(?![aeiouy])"), "o"), (re.compile("o[uo]"), "o"), (re.compile("tch"), "ch"))
_DOUBLE = re.compile(r"(.)\1+")
_LABIAL = re.compile("m(?=[bpm])")
_NOT_LETTERS = re.compile("[^a-z]")
_FOREIGN = (
    *((re.compile(one), other) for one, other in (("th", "s"), ("ph", "f"), ("c(?=[eiy])", "s"))),
    *((re.compile(one), other) for one, other in (("tch|ch(?![rl])|ts", "t"), ("sch|sh", "s"))),
    *((re.compile(one), other) for one, other in (("g(?=[eiy])", "j"), ("[ckq]+", "k"))),
    *((re.compile(one), other) for one, other in (("x", "ks"), ("z", "s"), ("v", "b"))),
    *((re.compile(one), other) for one, other in (("r(?![aeiouy])", ""), ("l", "r"))),
    *((re.compile(one), other) for one, other in (("m(?=[bp])", "n"), ("[aeiouywh]", ""))),
)
"""What of a foreign name's Latin letters is not told apart in katakana, in this order."""


_R, _EU = 5, 18
"""Numbers of ㄹ among first letters, of ㅡ among vowels"""
_COARSE_FIRST = (
    *("k", "k", "n", "t", "t", "r", "m", "p", "p", "s"),
    *("s", "", "s", "s", "s", "k", "t", "p", ""),
)
"""What first letters of Korean syllables are in the coarse spelling, in the order of Unicode"""
_COARSE_LAST = {1: "k", 4: "n", 8: "r", 16: "m", 17: "p", 19: "t", 21: "n"}
_COARSE = tuple(
    (re.compile(one), other)
    for one, other in (
        *(("tch|tsch|sch|ch(?![rlk])|cz|ts|tz|dz|sh|th|zh|dj", "s"), ("ph", "p")),
        *(("c(?=[eiy])", "s"), ("r(?![aeiouyr])", ""), ("ng(?![aeiouyrl])", "n"), ("x", "ks")),
        *(("[gkqc]+", "k"), ("[dt]", "t"), ("[bpfv]", "p"), ("[jzs]", "s"), ("l", "r")),
        ("[aeiouywh]", ""),
    )
)
"""What of a foreign name's Latin letters is not told apart in Korean ones, in this order"""
_LABIAL_COARSE = re.compile("m(?=p)")


def same_sound(eastern: str, latin: tuple[str, ...], *, surely: bool = False) -> bool:
    """Tell whether a Latin name is how a Japanese or Korean full name is read.

    Japanese names by the readings of their characters without regard to long vowels, Korean ones
    by the usual ways of writing their syllables, names in katakana by their consonants; family name
    first or last.

    Args:
        eastern: a full name in Han characters or kana without blanks, or in hangul, where a
            blank shows a foreign name.
        latin: the folded words of a full name.
        surely: leave out what is told by consonants or with an unknown character.

    Returns:
        True when one is the other's sound.
    """
    if len(latin) < 2 or not "".join(latin).isascii():  # noqa: PLR2004
        return False
    ordered = ("".join(latin), latin[-1] + "".join(latin[:-1]))
    if HANGUL.fullmatch(eastern.replace(" ", "")):
        solid = eastern.replace(" ", "")
        pattern = _spelling(solid, foreign=" " in eastern)
        if any(pattern.fullmatch(_letters(word)) for word in ordered):
            return True
        return not surely and _same_abroad(eastern, latin)
    if KATAKANA.fullmatch(eastern):
        return not surely and _same_foreign(eastern, latin)
    return any(_reads(eastern, loose(word), surely=surely) for word in ordered)


def same_family(eastern: str, latin: str) -> bool:
    """Tell whether a Latin word is how a Japanese or Korean family name is read.

    Args:
        eastern: a family name.
        latin: a folded word.

    Returns:
        True when it is.
    """
    if HANGUL.fullmatch(eastern):
        return _spelling(eastern).fullmatch(_letters(latin)) is not None
    return latin.isascii() and _reads(eastern, loose(latin), surely=True)


def same_characters(left: str, right: str) -> bool:
    """Tell whether two names are one but for simplified or old forms of characters.

    Args:
        left: a name in Han characters.
        right: another.

    Returns:
        True for a name as written in Japan and in China.
    """
    return left != right and usual_characters(left) == usual_characters(right)


@lru_cache(maxsize=4096)
def usual_characters(name: str) -> str:
    """Write a name with the forms of its characters that are usual in Japan today.

    Args:
        name: in Han characters.

    Returns:
        The name, without blanks.
    """
    return with_usual_characters(name).replace(" ", "").replace("\u3000", "")


def with_usual_characters(text: str) -> str:
    """Put the forms of characters that are usual in Japan today for others, one for one.

    Args:
        text: any text.

    Returns:
        A text of the same length.
    """
    return text.translate(_variants())


@cache
def _variants() -> dict[int, str]:
    pairs = " ".join(_table()["variants"]).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _table() -> dict[str, Any]:
    return lexicon("ja", "readings")


def loose(word: str) -> str:
    """Write a romanised word without what spellings of one sound differ by.

    Args:
        word: folded.

    Returns:
        Its letters without long vowels, doubled consonants and marks.
    """
    word = _letters(word)
    for pattern, letter in _LONG:
        word = pattern.sub(letter, word)
    return _DOUBLE.sub(r"\1", _LABIAL.sub("n", word))


def _letters(word: str) -> str:
    return _NOT_LETTERS.sub("", word)


def _reads(name: str, latin: str, *, surely: bool) -> bool:
    known, open_ones = _readings(usual_characters(name))
    if len(latin) < LEAST or (not known and not open_ones):
        return latin in known
    if latin in known:
        return True
    return not surely and any(pattern.fullmatch(latin) for pattern in open_ones)


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Read a name in every way: whole readings, and patterns where one character is unknown."""
    if not 0 < len(name) <= MOST_CHARACTERS:
        return frozenset(), ()
    words = ["".join(parts) for parts, _ in zip(product(*_parts(name)), range(MOST_READINGS))]  # noqa: B905
    known = frozenset(loose(word) for word in words if "*" not in word)
    unknown = sorted({word for word in words if word.count("*") == 1 and len(word) > SURE})
    found = ("[a-z]{1,6}".join(loose(part) for part in word.split("*")) for word in unknown)
    return known, tuple(map(re.compile, found))


def _parts(name: str) -> list[tuple[str, ...]]:
    """Walk a name's characters with their readings; the longest part that is read as one first."""
    table = _table()
    parts: list[tuple[str, ...]] = []
    at = 0
    while at < len(name):
        size = next((n for n in range(4, 1, -1) if name[at : at + n] in table["whole"]), 1)
        piece = name[at : at + size]
        kana = _kana(piece)
        if size > 1:
            read = tuple(table["whole"][piece].split())
        elif piece == "々" and parts:
            read = parts[-1]
        elif kana is not None:
            read = (kana,)
        else:
            read = tuple(table["characters"].get(piece, "*").split())
        parts.append(read)
        at += len(piece)
    return parts


def _kana(text: str) -> str | None:
    """Write kana in Latin letters; None for other letters."""
    table = _table()["kana"]
    text = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヴ" else c for c in text)
    found, at = [], 0
    while at < len(text):
        size = 2 if text[at : at + 2] in table else 1
        if text[at : at + size] not in table:
            return None
        found.append(table[text[at : at + size]])
        at += size
    return "".join(found)


def _same_foreign(kana: str, latin: tuple[str, ...]) -> bool:
    words = [word for word in re.split("[・＝=]", kana) if word]
    if len(words) < 2:  # noqa: PLR2004
        return False
    mine = "".join(_consonants(_kana(word) or "", foreign=False) for word in words)
    theirs = "".join(_consonants(_letters(word), foreign=True) for word in latin)
    allowed = int(min(len(mine), len(theirs)) >= SLIP_FROM)
    if min(len(mine), len(theirs)) < FEWEST or mine[0] != theirs[0]:
        return False
    return OSA.distance(mine, theirs, score_cutoff=allowed) <= allowed


def _same_abroad(hangul: str, latin: tuple[str, ...]) -> bool:
    """Compare a foreign name word by word by what Korean letters keep of its consonants."""
    mine = [_coarse_hangul(word) for word in hangul.split()]
    if not 2 <= len(mine) == len(latin):  # noqa: PLR2004
        return False
    return any(
        _near_words(mine, [_coarse_latin(word) for word in order])
        for order in (latin, latin[1:] + latin[:1])
    )


def _near_words(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    letters = min(sum(map(len, mine)), sum(map(len, theirs)))
    pairs = list(zip(mine, theirs, strict=True))
    if letters < LEAST or any(one[:1] != other[:1] for one, other in pairs):
        return False
    slips = sum(OSA.distance(one, other) for one, other in pairs)
    return slips <= int(letters >= SURE)


@lru_cache(maxsize=4096)
def _coarse_hangul(word: str) -> str:
    """Write the consonants of Korean syllables, voiced ones as the others."""
    found = []
    for syllable in word:
        code = ord(syllable) - ord("가")
        first, vowel, last = code // 588, code % 588 // 28, code % 28
        # "r" without a vowel of its own is left out in most languages.
        found.append("" if first == _R and vowel == _EU else _COARSE_FIRST[first])
        found.append(_COARSE_LAST.get(last, ""))
    return _DOUBLE.sub(r"\1", _LABIAL_COARSE.sub("n", "".join(found)))


@lru_cache(maxsize=4096)
def _coarse_latin(word: str) -> str:
    word = _letters(word)
    for pattern, letter in _COARSE:
        word = pattern.sub(letter, word)
    return _DOUBLE.sub(r"\1", _LABIAL_COARSE.sub("n", word))


@lru_cache(maxsize=4096)
def _consonants(word: str, *, foreign: bool) -> str:
    for pattern, letter in _FOREIGN:
        if foreign or pattern.pattern != "r(?![aeiouy])":
            word = pattern.sub(letter, word)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=4096)
def _spelling(name: str, *, foreign: bool = False) -> re.Pattern[str]:
    """Match the ways in which a Korean name is written in Latin letters.

    In a foreign name a consonant without a vowel is written with ㅡ.
    """
    table = lexicon("ko", "readings")
    found = []
    for number, syllable in enumerate(name):
        code = ord(syllable) - ord("가")
        first, vowel, last = code // 588, code % 588 // 28, code % 28
        letters = (table["first"][first], table["vowels"][vowel], table["last"][last])
        usual = "".join(f"(?:{one})" for one in letters)
        if foreign and vowel == _EU:
            usual = f"(?:{letters[0]})(?:{letters[1]}|)(?:{letters[2]})"
        own = table["families"].get(syllable) if number == 0 else None
        found.append(f"(?:{usual}|{own})" if own else usual)
    return re.compile("".join(found))
