"""Is a Japanese town meant where its name stands, or a family name or an ordinary word?"""

import re
from functools import cache

from firsthand.analyse.places.accept import contains
from firsthand.analyse.places.lexicon import speech
from firsthand.analyse.places.spots import Spot
from firsthand.lang import lexicon
from firsthand.text.eastern import family_names
from firsthand.text.patterns import any_of

CITY = 1
"""Grade of `Bearers.strength` of towns above 100,000."""
LONGEST_PART = 14
_HIRAGANA = re.compile("[ぁ-ん]+")
_KATAKANA = re.compile("[ァ-ヺー]")
_PARTICLES = frozenset("のとやはでにがをもへ")
_PARTED = re.compile("[ァ-ヺー][・＝=]$")
_WARD = re.compile("[\u4e00-\u9fff]{1,2}区")
_KANJI = re.compile("[\u4e00-\u9fff々]")


@cache
def _called() -> re.Pattern[str]:
    """Match what is said of persons behind their names."""
    data = lexicon("ja", "titles")
    words = sorted({*data["honorifics"], *data["sure"]}, key=lambda w: (-len(w), w))
    return re.compile(rf"(?:[\u4e00-\u9fff]{{1,2}})?{any_of(words)}")


@cache
def _honoured() -> re.Pattern[str]:
    data = lexicon("ja", "titles")
    return re.compile(
        any_of(sorted({*data["honorifics"], *data["sure"]}, key=lambda w: (-len(w), w)))
    )


@cache
def _titled() -> re.Pattern[str]:
    """Match an office or form of address, or an age."""
    data = lexicon("ja", "titles")
    words = sorted({*data["titles"], *data["honorifics"]}, key=lambda w: (-len(w), w))
    return re.compile(rf"{any_of(words)}|[(（]\d{{1,3}}[)）]")


def meant_in_japan(spot: Spot, text: str, before: Spot | None) -> bool | None:
    """Decide on a name of Japan by what stands beside it.

    Args:
        spot: the name; widened by the word for its kind.
        text: the text around it.
        before: the place found before it.

    Returns:
        Whether a place is meant; None where nothing beside it tells.
    """
    piece = text[spot.core[0] : spot.core[1]]
    home = any(entry.country == "JP" for entry in spot.bearers.entries)
    called = home and not spot.level and _called().match(text, spot.end) is not None
    if called or any(tells(text, spot) for tells in (_in_words, _of_person, _of_ward)):
        return False
    if not home:
        return None
    said = speech("ja")
    if _dated(text, spot) or (before is not None and _inside(text, before, spot)):
        return True
    if piece in said.guarded or spot.level:
        return None
    if text.startswith(said.towns, spot.end) and not _kanji(text, spot.start - 1):
        return True
    family = piece in family_names("ja")
    alone = not _kanji(text, spot.start - 1) and not _kanji(text, spot.end)
    return True if alone and not family and spot.bearers.strength >= CITY else None


def _in_words(text: str, spot: Spot) -> bool:
    """Tell whether a name in hiragana stands inside other words: かにし in 明らかにした."""
    piece = text[spot.core[0] : spot.core[1]]
    if _HIRAGANA.fullmatch(piece) is None:
        return False
    around = (text[spot.start - 1 : spot.start], text[spot.end : spot.end + 1])
    odd = any(_HIRAGANA.match(c) and c not in _PARTICLES for c in around)
    return odd or (piece.endswith("し") and not spot.level)


def _of_person(text: str, spot: Spot) -> bool:
    """Tell whether a name in katakana is a person's: before 氏, or the last of several parts."""
    if _KATAKANA.match(text, spot.core[0]) is None:
        return False
    if _honoured().match(text, spot.end):
        return True
    parted = _PARTED.search(text, max(0, spot.start - LONGEST_PART), spot.start)
    return parted is not None and _titled().match(text, spot.end) is not None


def _of_ward(text: str, spot: Spot) -> bool:
    """Tell whether a name only begins that of a ward behind its city: 宮城 of 仙台市宮城野区."""
    return text[spot.start - 1 : spot.start] == "市" and _WARD.match(text, spot.end) is not None


def _kanji(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _KANJI.match(text[at]) is not None


def _dated(text: str, spot: Spot) -> bool:
    """Tell whether a name opens a dateline: "【金沢＝" and an agency, "【倉敷共同】"."""
    opened = text[max(0, spot.start - 1) : spot.start] in {"【", "［", "[", "（", "("}
    return opened and bool(
        re.match(r"[=＝]|[^】］\]）)\n]{0,8}[】］\]]", text[spot.end : spot.end + 10])
    )


def _inside(text: str, before: Spot, spot: Spot) -> bool:
    """Tell whether a name follows that of the unit it lies in: "石川・輪島", "岡山県倉敷"."""
    return text[before.end : spot.start] in {"", "・", "、"} and contains(
        before.bearers, spot.bearers
    )
