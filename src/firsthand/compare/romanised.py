"""Is a name in Latin letters the romanised form of a name in Han script?"""

import re
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import product

from rapidfuzz.distance import OSA

from firsthand.analyse.names.lexicon import han_surnames

HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
LEAST = 4
"""Letters of the shortest romanised name that is compared."""
SLIP_FROM = 6
"""Letters from which on one slip is allowed."""
READINGS = 8
"""Readings of a name tried at most; most names have one."""


def romanised(han: str, latin: tuple[str, ...]) -> int | None:
    """Count the letters by which a Latin name differs from the pinyin of a Han name.

    Pinyin without tones, family name first or last, the given name in one word or two.

    Args:
        han: a name in Han script.
        latin: the folded words of a name in Latin letters.

    Returns:
        0 or 1; None when they are no forms of one name, or when pypinyin is not installed.
    """
    if not HAN_NAME.fullmatch(han) or len(latin) < 2 or not "".join(latin).isascii():  # noqa: PLR2004
        return None
    best: int | None = None
    for family, given in _readings(han):
        for mine, other in ((latin[0], latin[1:]), (latin[-1], latin[:-1])):
            theirs = "".join(other).replace("'", "")
            if mine != family or len(family + given) < LEAST:
                continue
            allowed = int(len(family + given) >= SLIP_FROM)
            distance = OSA.distance(given, theirs)
            if distance <= allowed and (best is None or distance < best):
                best = distance
    return best


@lru_cache(maxsize=4096)
def _readings(han: str) -> tuple[tuple[str, str], ...]:
    """Write a Han name as pairs of family name and given name in pinyin."""
    if find_spec("pypinyin") is None:
        return ()
    pinyin = import_module("pypinyin")
    syllables = pinyin.pinyin(han, style=pinyin.Style.NORMAL, heteronym=True, errors="ignore")
    size = 2 if han[:2] in han_surnames()[1] and len(han) > 2 else 1  # noqa: PLR2004
    choices = [sorted({_plain(reading) for reading in readings}) for readings in syllables]
    found = [
        ("".join(read[:size]), "".join(read[size:]))
        for _, read in zip(range(READINGS), product(*choices), strict=False)
    ]
    return tuple(found)


def _plain(syllable: str) -> str:
    return syllable.replace("ü", "u").replace("v", "u")
