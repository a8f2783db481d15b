"""Which kinds of happening do the words of a text name?"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.lang import lexicon

_SHAPES = {
    "word": r"(?<!\w)(?:{})(?!\w)",
    "ending": r"(?<!\w)\w*?(?:{})(?!\w)",
    "beginning": r"(?<!\w)\w{{0,2}}?(?:{})\w{{0,3}}(?!\w)",
    "inside": r"(?:{})",
}
"""How a kind word may stand in a longer one: compounds, inflections, scripts without blanks."""


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word that names a happening: half-open offsets, its kind, and the class of its kind."""

    start: int
    end: int
    kind: str
    family: str


def find_kinds(text: str, language: str, start: int = 0, end: int | None = None) -> list[KindWord]:
    """Find the words of a stretch that name a kind of happening.

    Args:
        text: the whole text.
        language: its language; English words are looked for where a language has no list.
        start: first code point of the stretch.
        end: one past its last; None = the end of the text.

    Returns:
        The words found, in text order.
    """
    pattern, kinds = _pattern(language)
    found = []
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        number = match.lastindex or 1
        kind, family = kinds[number - 1]
        found.append(KindWord(match.start(), match.end(), kind, family))
    return found


def says(text: str, language: str, phrases: str) -> bool:
    """Tell whether a stretch holds one of a language's phrases.

    Args:
        text: the stretch.
        language: its language.
        phrases: the key of the phrase list in `events.toml`.

    Returns:
        True when it does.
    """
    pattern = _phrases(language, phrases)
    return pattern is not None and pattern.search(text) is not None


def place_word_before(text: str, language: str, position: int) -> bool:
    """Tell whether a word such as "in" or "at" stands right before a position.

    Args:
        text: the whole text.
        language: its language.
        position: where a place name starts.

    Returns:
        True when it does.
    """
    words = _table(language).get("place_words", [])
    before = text[max(0, position - 16) : position].casefold()
    stem = before.rstrip()
    for word in words:
        if stem.endswith(word):
            head = stem[: len(stem) - len(word)]
            if not head or not head[-1].isalpha() or not word.isascii():
                return True
    return False


def _table(language: str) -> dict[str, Any]:
    return lexicon(language, "events") or lexicon("en", "events")


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    table = _table(language)
    shape = _SHAPES[table["match"]]
    kinds = tuple((kind, str(row["class"])) for kind, row in table["kinds"].items())
    parts = []
    for row in table["kinds"].values():
        words = sorted(row["words"], key=lambda word: (-len(word), word))
        parts.append("(" + shape.format("|".join(re.escape(word) for word in words)) + ")")
    return re.compile("|".join(parts), re.IGNORECASE), kinds


@cache
def _phrases(language: str, key: str) -> re.Pattern[str] | None:
    table = _table(language)
    words = sorted(table.get(key, []), key=lambda word: (-len(word), word))
    if not words:
        return None
    shape = _SHAPES["inside" if table["match"] == "inside" else "word"]
    return re.compile(shape.format("|".join(re.escape(word) for word in words)), re.IGNORECASE)
