"""Which kinds of happening do the words of a text name?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.lang import lexicon
from firsthand.model.span import Span

_SHAPES = {
    "word": r"(?<!\w)(?:{})(?!\w)",
    "ending": r"(?<!\w)\w*?(?:{})(?!\w)",
    "beginning": r"(?<!\w)\w{{0,2}}?(?:{})\w{{0,3}}(?!\w)",
    "inside": r"(?:{})",
}
"""How a kind word may stand in a longer one: compounds, inflections, scripts without blanks."""
HEADLINE = 0.6
"""Share of capitalised longer words from which a line is a headline: its capitals tell nothing."""

KEY = 3
"""Letters of a word that tell whether it is worth while to look for a kind in it."""
FARTHEST = 2
"""Letters that may stand before the beginning of a kind word in one word."""

_RUN = re.compile(r"\w+")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_NEXT_WORD = re.compile(r"[ \u00a0-]([^\W\d_])")
_LAST_WORD = re.compile(r"([^\W_][\w'’-]*)[ \u00a0-]$")
_NUMBER_BEFORE = re.compile(r"\d[a-z.]{0,3} (?:of )?$")
_NUMBER_AFTER = re.compile(r"\.? \d")


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word that names a happening: half-open offsets, its kind, and the class of its kind."""

    start: int
    end: int
    kind: str
    family: str


def find_kinds(
    text: str,
    language: str,
    start: int = 0,
    end: int | None = None,
    taken: Sequence[Span] = (),
) -> list[KindWord]:
    """Find the words of a stretch that name a kind of happening.

    Months, turns of speech ("fire department") and words inside longer names ("Storm Lake") name
    none.

    Args:
        text: the whole text.
        language: its language; English words are looked for where a language has no list.
        start: first code point of the stretch.
        end: one past its last; None = the end of the text.
        taken: dates, places and people, inside which no word names a happening.

    Returns:
        The words found, in text order.
    """
    kinds = _pattern(language)[1]
    end = len(text) if end is None else end
    matches = list(_matches(text, language, start, end))
    if not matches:
        return []
    found = []
    idioms = _phrases(language, "idioms")
    masked = [m.span() for m in idioms.finditer(text, start, end)] if idioms else []
    masked += [(span.start, span.end) for span in taken if span.start < end and span.end > start]
    for match in matches:
        if any(first < match.end() and match.start() < last for first, last in masked):
            continue
        if _is_month(text, language, match) or _is_name(text, language, match):
            continue
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
    words = events_table(language).get("place_words", [])
    before = text[max(0, position - 16) : position].casefold()
    stem = before.rstrip()
    for word in words:
        if stem.endswith(word):
            head = stem[: len(stem) - len(word)]
            if not head or not head[-1].isalpha() or not word.isascii():
                return True
    return False


def says_where(text: str, language: str, start: int, end: int) -> bool:
    """Tell whether the words around a place name say that something is there.

    Args:
        text: the whole text.
        language: its language.
        start: where the place name starts.
        end: where it ends.

    Returns:
        True with "in" or "at" before it, or with such an ending.
    """
    if place_word_before(text, language, start):
        return True
    endings = _endings(language)
    if endings is None:
        return False
    return bool(endings.match(text, end) or endings.search(text[start:end] + text[end : end + 1]))


def _matches(text: str, language: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find what the pattern of a language's kinds matches.

    The pattern tries hundreds of words at every letter, so it is asked only at words that begin or
    end as a kind word does.
    """
    pattern = _pattern(language)[0]
    shape, keys = _keys(language)
    if shape == "inside":
        yield from pattern.finditer(text, start, end)
        return
    done = start
    for run in _RUN.finditer(text, start, end):
        first, last = run.span()
        if first < done:
            continue
        if shape == "ending":
            told = _worth(text[max(first, last - KEY) : last][::-1], keys)
        elif shape == "beginning":
            starts = range(first, min(last, first + FARTHEST + 1))
            told = any(_worth(text[place : place + KEY], keys) for place in starts)
        else:
            told = _worth(text[first : first + KEY], keys)
        match = pattern.match(text, first, end) if told else None
        if match:
            done = match.end()
            yield match


def _worth(letters: str, keys: frozenset[str]) -> bool:
    low = _fold(letters)
    if not letters.isascii() and (low != _fold(letters.casefold()) or len(low) != len(letters)):
        return True  # a pattern that ignores case folds such letters in ways of its own
    return low in keys or low[:-1] in keys or low[:1] in keys


def _fold(text: str) -> str:
    return text.lower().replace("ı", "i")


@cache
def _keys(language: str) -> tuple[str, frozenset[str]]:
    """Take the letters by which the kind words of a language begin, or end from the last on."""
    table = events_table(language)
    shape = str(table["match"])
    words = [_fold(str(word)) for row in table["kinds"].values() for word in row["words"]]
    if shape != "ending":
        return shape, frozenset(word[:KEY] for word in words)
    runs = [_RUN.match(word) for word in words]
    return shape, frozenset(run[0][: -KEY - 1 : -1] for run in runs if run)


def _is_month(text: str, language: str, match: re.Match[str]) -> bool:
    calendar = lexicon(language, "calendar")
    if not any(match[0].casefold() in names for names in calendar.get("months", ())):
        return False
    if calendar.get("capital_months") and match[0][0].isupper():
        return True
    before = _NUMBER_BEFORE.search(text, max(0, match.start() - 8), match.start())
    return before is not None or _NUMBER_AFTER.match(text, match.end()) is not None


def _is_name(text: str, language: str, match: re.Match[str]) -> bool:
    """Tell a word of a longer name from a noun by its capital, where capitals tell."""
    table = events_table(language)
    if not (table.get("noun_capitals") or table.get("head_last")):
        return False
    first, last = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[first : len(text) if last < 0 else last]
    if table.get("noun_capitals"):
        return bool(match[0][0].islower() and not line.islower())
    if not match[0][0].isupper() or match[0].isupper() or _is_headline(line):
        return False
    after = _NEXT_WORD.match(text, match.end())
    if after and after[1].isupper():
        return True
    before = _LAST_WORD.search(text, first, match.start())
    # After a small word a single word with a capital is a body: "told Congress".
    return before is not None and bool(before[1][0].islower())


def _is_headline(line: str) -> bool:
    words = _LONGER_WORD.findall(line)
    capitals = sum(word[0].isupper() for word in words)
    return bool(capitals > HEADLINE * len(words))


def drop_phrases(text: str, language: str) -> str:
    """Leave out the verbs by which events take place or disasters strike.

    Args:
        text: a stretch.
        language: its language.

    Returns:
        What is left.
    """
    for key in ("gathering_verbs", "struck"):
        pattern = _phrases(language, key)
        text = pattern.sub("", text) if pattern else text
    return text


def events_table(language: str) -> dict[str, Any]:
    """Load what a language's words tell of events.

    Args:
        language: an ISO 639-1 code.

    Returns:
        The table of `events.toml`; the English one where the language has none.
    """
    return lexicon(language, "events") or lexicon("en", "events")


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    table = events_table(language)
    shape = _SHAPES[table["match"]]
    kinds = tuple((kind, str(row["class"])) for kind, row in table["kinds"].items())
    parts = []
    for row in table["kinds"].values():
        words = sorted(row["words"], key=lambda word: (-len(word), word))
        parts.append("(" + shape.format("|".join(re.escape(word) for word in words)) + ")")
    return re.compile("|".join(parts), re.IGNORECASE), kinds


@cache
def _endings(language: str) -> re.Pattern[str] | None:
    words = sorted(events_table(language).get("place_endings", ()), key=lambda w: (-len(w), w))
    if not words:
        return None
    # Where words are written together, what follows an ending need not part from it.
    edge = "" if events_table(language)["match"] == "inside" else r"(?!\w)"
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))}){edge}")


@cache
def _phrases(language: str, key: str) -> re.Pattern[str] | None:
    table = events_table(language)
    words = sorted(table.get(key, []), key=lambda word: (-len(word), word))
    if not words:
        return None
    shape = _SHAPES[table["match"] if key == "idioms" or table["match"] == "inside" else "word"]
    return re.compile(shape.format("|".join(re.escape(word) for word in words)), re.IGNORECASE)
