"""Which words mark the lines that surround a text, in all languages at once?

A page in one language often stands in a frame of another, so the words of all languages are read
together; whole lines and the openings of short lines are too particular to be taken for prose.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from firsthand.lang import ANY, languages, lexicon

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]+")
_EDGES = (
    " \t\u00a0.,;:!?¡¿…·•●■□▪▸►▶◄◀»«›‹>|/\\-–—_=*#~+^&\"'“”‘’„()[]{}"
    "（）【】［］《》〈〉「」『』：；，。！？、؟،©®™→←↑↓×✕✖"
)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

LISTS_OF_WORDS = (
    "whole", "opens", "strong", "labels", "rights", "lists", "sections", "title", "subtitle",
    "body", "by", "author", "desk", "editor", "edited", "source", "credited", "photo",
    "photographed", "pictured", "published", "updated", "filler", "places", "not_places",
    "references", "closes", "counters", "pages", "of", "picture_sources", "offices", "office_ends",
    "outlet_begins", "outlet_ends", "headline_verbs", "contacts", "posts",
    "releases", "numbered", "together", "periodicals",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Openings:
    """Phrases that a line may begin with, by their first two letters, the longest first."""

    by_head: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Openings":
        """Sort phrases for looking up.

        Args:
            phrases: folded phrases.

        Returns:
            The table.
        """
        table: dict[str, list[str]] = {}
        for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
            table.setdefault(phrase[:2], []).append(phrase)
        return cls({head: tuple(found) for head, found in table.items()})

    def match(self, folded: str) -> str:
        """Find the longest phrase that a folded line begins with, at the end of a word.

        Args:
            folded: a folded line.

        Returns:
            The phrase; empty when there is none.
        """
        for phrase in self.by_head.get(folded[:2], ()):
            if folded.startswith(phrase) and ends_word(folded, len(phrase)):
                return phrase
        return ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of all languages: whole lines as sets, openings as tables."""

    words: dict[str, frozenset[str]]
    openings: dict[str, Openings]

    def has(self, kind: str, folded: str) -> bool:
        """Tell whether a whole folded line is a phrase of a kind.

        Args:
            kind: a key of `lang/<xx>/furniture.toml`.
            folded: the folded line.

        Returns:
            True when it is.
        """
        return folded in self.words[kind]

    def opening(self, kind: str, folded: str) -> str:
        """Find the longest phrase of a kind that a folded line begins with.

        Args:
            kind: a key of `lang/<xx>/furniture.toml`.
            folded: the folded line.

        Returns:
            The phrase; empty when there is none.
        """
        return self.openings[kind].match(folded)


@cache
def furniture() -> Furniture:
    """Load the words of all languages.

    Returns:
        The words, folded.
    """
    tables = [lexicon(code, "furniture") for code in (*languages("furniture"), ANY)]
    words = {
        kind: frozenset(fold_line(word) for table in tables for word in table.get(kind, ()))
        for kind in LISTS_OF_WORDS
    }
    words = {kind: frozenset(found - {""}) for kind, found in words.items()}
    return Furniture(words, {kind: Openings.of(found) for kind, found in words.items()})


def fold_line(text: str) -> str:
    """Fold a line for looking up: lower case, straight quotes, single blanks, bare edges.

    Args:
        text: a line.

    Returns:
        The folded line; empty when it holds no letter or digit.
    """
    folded = text.translate(_STRAIGHT) if not text.isascii() else text
    folded = _INVISIBLE.sub("", folded) if not folded.isascii() else folded
    # The dotted capital of Turkish folds to two code points.
    folded = folded.replace("\u0130", "i")
    folded = " ".join(folded.casefold().split()).strip(_EDGES)
    while folded and not (folded[0].isalnum() or folded[0] == "@"):
        folded = folded[1:].lstrip(_EDGES)
    while folded and not (folded[-1].isalnum() or folded[-1] == "%"):
        folded = folded[:-1].rstrip(_EDGES)
    return folded


def ends_word(text: str, position: int) -> bool:
    """Tell whether a word ends at a position.

    Args:
        text: any text.
        position: an offset into it, greater than 0.

    Returns:
        True at the end of the text, before a mark or blank, and in scripts without blanks.
    """
    if position >= len(text) or not text[position].isalnum():
        return True
    return is_unspaced(text[position - 1])


def is_unspaced(char: str) -> bool:
    """Tell whether a character belongs to a script written without blanks between words.

    Args:
        char: one character.

    Returns:
        True for ideographs, kana and Hangul.
    """
    return _UNSPACED.match(char) is not None


def size(text: str) -> float:
    """Measure a line in words, an ideograph or kana counting half a word.

    Args:
        text: a line.

    Returns:
        The number of words.
    """
    if text.isascii():
        return float(len(text.split()))
    unspaced = len(_UNSPACED.findall(text))
    if not unspaced:
        return float(len(text.split()))
    return 0.5 * unspaced + len(_UNSPACED.sub(" ", text).split())
