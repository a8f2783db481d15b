"""Which runs of capitalised words, with the small words that join them, does a text hold?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.analyse.names.lexicon import family_first
from firsthand.text.words import Word

SYLLABLE = 6
"""Letters of the longest romanised syllable"""
ABBREVIATION = 3
"""Letters of a word after which a full stop ends no sentence."""
LINKS = frozenset(
    [
        "de",
        "da",
        "do",
        "das",
        "dos",
        "del",
        "della",
        "dell",
        "dello",
        "degli",
        "dei",
        "delle",
        "di",
        "du",
        "des",
        "la",
        "las",
        "los",
        "el",
        "le",
        "les",
        "l",
        "d",
        "van",
        "ten",
        "ter",
        "der",
        "den",
        "von",
        "zu",
        "für",
        "am",
        "im",
        "y",
        "e",
        "et",
        "i",
        "na",
        "za",
        "w",
    ]
)
"""Small words that may stand inside a name."""
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"})
"""The Arabic article before the letters that it is written alike with, which a hyphen joins."""
_LONGER = frozenset({"prof", "dott", "dipl", "brig", "capt", "mons", "hosp"})
"""Longer abbreviations before names"""
_AND = frozenset({"y", "e", "et", "i", "und"})


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of capitalised words with the small words that join them."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """First code point."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.words[-1].end


def chains(text: str, words: Sequence[Word], links: frozenset[str] = LINKS) -> Iterator[Chain]:
    """Walk the runs of capitalised words.

    Args:
        text: the text.
        words: its words.
        links: small words that may stand inside a run.

    Yields:
        The runs, longest from the left.
    """
    words = _whole(text, words)
    number = 0
    while number < len(words):
        if not words[number].capital:
            number += 1
            continue
        last = number
        position = number
        while position + 1 < len(words):
            gap = text[words[position].end : words[position + 1].start]
            if gap not in {" ", "-", "'", "’", ". "} or (gap == ". " and _long(words[position])):
                break
            if words[position + 1].capital:
                last = position + 1
            elif not (words[position + 1].folded in links or _article(words, position + 1, text)):
                break
            position += 1
        yield from _split(words[number : last + 1], text)
        number = last + 1


def _whole(text: str, words: Sequence[Word]) -> Sequence[Word]:
    """Put given names of two syllables together where the second is written small: "Kim Do-yun"."""
    kept: list[Word] = []
    for word in words:
        last = kept[-1] if kept else None
        second = last is not None and last.capital and not word.capital
        if second and last is not None and text[last.end : word.start] == "-" and _syllables(kept):
            short = word.end - word.start <= SYLLABLE
            if short:
                folded = f"{last.folded} {word.folded}"
                kept[-1] = last._replace(end=word.end, folded=folded)
                continue
        kept.append(word)
    return kept


def _syllables(kept: Sequence[Word]) -> bool:
    """Tell whether the last word is a syllable behind a family name of Korea or China."""
    family = kept[-2].folded if len(kept) > 1 and kept[-2].capital else ""
    known = family in family_first("korean") or family in family_first("pinyin")
    return known and kept[-1].end - kept[-1].start <= SYLLABLE


def _split(run: Sequence[Word], text: str) -> Iterator[Chain]:
    """Cut a run at "and" before an article ("Chile y el Banco"), and an elided article off."""
    begin = 0
    for number in range(1, len(run) - 1):
        if run[number].folded in _AND and not run[number + 1].capital:
            if number > begin:
                yield Chain(_unelided(run[begin:number], text))
            begin = number + 1
            while begin < len(run) - 1 and not run[begin].capital:
                begin += 1
    if begin < len(run):
        yield Chain(_unelided(run[begin:], text))


def _unelided(run: Sequence[Word], text: str) -> tuple[Word, ...]:
    first = run[0]
    elided = len(run) > 1 and first.end - first.start == 1 and text[first.end] in "'’"
    return tuple(run[1:] if elided else run)


def _article(words: Sequence[Word], number: int, text: str) -> bool:
    """Tell whether a word is the Arabic article of a name: "Samir al-Hadid"."""
    if number + 1 >= len(words) or not words[number + 1].capital:
        return False
    gap = text[words[number].end : words[number + 1].start]
    return words[number].folded in _ARTICLES and gap == "-"


def _long(word: Word) -> bool:
    return word.end - word.start > ABBREVIATION and word.folded not in _LONGER
