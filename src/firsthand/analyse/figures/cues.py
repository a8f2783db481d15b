"""Which words near a figure tell of movement, aims, scores or names with numbers?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from firsthand.lang import lexicon
from firsthand.model.items import Change
from firsthand.text.patterns import any_of

_CJK = frozenset({"zh", "ja"})
_LETTERS = re.compile(r"[^\W\d_]+")
HINTED = frozenset(
    {"change", "target", "forecast", "past", "cumulative", "source", "paired", "world", "back"}
)
"""Cues of which the words of a sentence tell whether they may stand in it."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled word lists of one language; an empty list never matches."""

    up: re.Pattern[str]
    down: re.Pattern[str]
    level: re.Pattern[str]
    target: re.Pattern[str]
    forecast: re.Pattern[str]
    past: re.Pattern[str]
    cumulative: re.Pattern[str]
    state: re.Pattern[str]
    whole: re.Pattern[str]
    score: re.Pattern[str]
    joiners: frozenset[str]
    code: re.Pattern[str]
    months: re.Pattern[str]
    idiom: re.Pattern[str]
    source: re.Pattern[str]
    """what stands before the source of a figure: according to"""
    paired: re.Pattern[str]
    """respectively"""
    attend: re.Pattern[str]
    """verbs of those who came to a place"""
    world: re.Pattern[str]
    """worldwide"""
    back: re.Pattern[str]
    """nouns that point back to a place: province, country"""
    stop: frozenset[str]
    link: frozenset[str]
    before_noun: frozenset[str]
    table: dict[str, Any]
    known: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, compare=False)
    """word lists read before"""
    openers: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """first word of a phrase to the names of the cues it is of"""
    unsure: frozenset[str] = frozenset()
    """names of the cues that words of a text cannot rule out"""

    def hinted(self, sentence: str) -> frozenset[str]:
        """Tell of which cues a sentence holds the first word of a phrase.

        Args:
            sentence: its text.

        Returns:
            Their names; no phrase of the others stands in it.
        """
        if "\u0130" in sentence or "\u0131" in sentence:
            return HINTED  # the Turkish i is one letter where case is ignored, two when folded
        words = self.openers.keys() & _LETTERS.findall(sentence.casefold())
        return self.unsure.union(*(self.openers[word] for word in words))

    def words(self, *path: str) -> frozenset[str]:
        """Read a word list of the data file.

        Args:
            path: the key, table by table.

        Returns:
            Its words.
        """
        found = self.known.get(path)
        if found is None:
            table: Any = self.table
            for key in path:
                table = table.get(key, {})
            found = self.known[path] = frozenset(str(w) for w in table or ())
        return found

    def change(self, piece: str) -> tuple[Change, int]:
        """Find the last word of movement in a stretch.

        Args:
            piece: the words before a figure, or those after it.

        Returns:
            The change and where its word begins; (NONE, -1) when there is none.
        """
        best = (Change.NONE, -1)
        for change, pattern in (
            (Change.UP, self.up),
            (Change.DOWN, self.down),
            (Change.LEVEL, self.level),
        ):
            for match in pattern.finditer(piece):
                if match.start() > best[1]:
                    best = (change, match.start())
        return best


@cache
def cues(language: str) -> Cues:
    """Load the cue words of a language once.

    Args:
        language: an ISO 639-1 code.

    Returns:
        Its cues; all empty for a language without a file.
    """
    table = lexicon(language, "figures")
    calendar = lexicon(language, "calendar")
    months = [name for names in calendar.get("months", ()) for name in names]

    def pattern(*path: str) -> re.Pattern[str]:
        words: Any = table
        for key in path:
            words = words.get(key, {})
        return _pattern(list(words or ()), language)

    phrases: dict[str, list[str]] = {
        "change": [
            w for name in ("up", "down", "level") for w in table.get("change", {}).get(name, ())
        ],
        **{name: table.get("basis", {}).get(name, ()) for name in ("target", "forecast", "past")},
        **{name: table.get(name, {}).get("words", ()) for name in ("cumulative", "paired")},
        "source": table.get("source", {}).get("before", ()),
        "world": table.get("place", {}).get("world", ()),
        "back": list(table.get("place", {}).get("back", {})),
    }
    openers, unsure = _openers(phrases, language)
    return Cues(
        up=pattern("change", "up"),
        down=pattern("change", "down"),
        level=pattern("change", "level"),
        target=pattern("basis", "target"),
        forecast=pattern("basis", "forecast"),
        past=pattern("basis", "past"),
        cumulative=pattern("cumulative", "words"),
        state=pattern("state", "words"),
        whole=pattern("whole", "words"),
        score=pattern("score", "words"),
        joiners=frozenset(str(w) for w in table.get("score", {}).get("joiners", ())),
        code=_pattern(
            list(table.get("code", {}).get("before", ())), language, tail=r"[.:]?[ \u00a0-]?$"
        ),
        months=_pattern(months, language),
        source=pattern("source", "before"),
        paired=pattern("paired", "words"),
        attend=pattern("attend", "words"),
        world=pattern("place", "world"),
        back=_pattern(list(table.get("place", {}).get("back", {})), language),
        idiom=_pattern(list(table.get("idiom", {}).get("phrases", ())), language),
        stop=frozenset(str(w) for w in table.get("stop", {}).get("words", ())),
        link=frozenset(str(w) for w in table.get("stop", {}).get("link", ())),
        before_noun=frozenset(str(w) for w in table.get("stop", {}).get("before_noun", ())),
        table=table,
        openers=openers,
        unsure=unsure,
    )


def _openers(
    phrases: Mapping[str, Sequence[str]], language: str
) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Sort the names of cues by the first words of their phrases; some have none."""
    if language in _CJK:
        return {}, HINTED
    found: dict[str, set[str]] = {}
    unsure: set[str] = set()
    for name, members in phrases.items():
        for phrase in members:
            first = _LETTERS.search(phrase.casefold())
            if first is None:
                unsure.add(name)
            else:
                found.setdefault(first[0], set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}, frozenset(unsure)


def _pattern(words: list[str], language: str, tail: str = "") -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    inner = any_of(sorted(words, key=len, reverse=True))
    if language in _CJK:
        return re.compile(inner + tail)
    end = tail or r"(?!\w)"
    return re.compile(rf"(?<![\w]){inner}{end}")
