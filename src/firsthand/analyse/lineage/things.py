"""What do sentences of two languages share that no sentence model has to read: things and names?"""

import re
from collections import defaultdict
from functools import cache, lru_cache

from firsthand.analyse.lineage.values import Values, values_of
from firsthand.lang import ANY, lexicon
from firsthand.text.words import SOLID, fold_name

READ = frozenset(
    {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
)
"""Languages of the sentence model (Yang et al. 2019, table 1)."""
SHORTEST_NAME = 3
"""Letters of the shortest word of a name that tells something."""
HEAD = 2
"""Letters by which beginnings of words are looked up."""
REMEMBERED = 16384
"""Sentences whose things are kept at hand: each is set against those of many reports."""

_VOWELS = re.compile("[aeiouyhьъ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_read(*languages: str) -> bool:
    """Tell whether the sentence model knows all of some languages.

    Args:
        languages: ISO 639-1 codes.

    Returns:
        False when it was not trained on one of them.
    """
    return READ.issuperset(languages)


@lru_cache(maxsize=REMEMBERED)
def things_of(text: str, language: str) -> Values:
    """Read the things of the thesaurus, the names and the numbers of a sentence.

    Args:
        text: the sentence.
        language: its ISO 639-1 code.

    Returns:
        What is written the same whatever the language.
    """
    return values_of(text, language) | _named(text) | _concepts(text.casefold(), language)


def _named(text: str) -> Values:
    """Collect the words with a capital by their consonants, short ones as they are written."""
    letters, sounds = _spelling()
    found = set()
    for match in _WORD.finditer(text):
        if match[0][0].isupper():
            word = fold_name(match[0])
            latin = word.translate(letters)
            if latin == word:
                latin = sounds[0].sub(lambda sound: sounds[1][sound[0]], word)
            bones = _VOWELS.sub("", latin)
            if len(bones) >= SHORTEST_NAME:
                found.add(f"~{bones}")
            elif len(word) >= SHORTEST_NAME:
                found.add(f"~{word}")
    return frozenset(found)


@cache
def _spelling() -> tuple[dict[int, str], tuple[re.Pattern[str], dict[str, str]]]:
    """Give the Cyrillic letters in Latin ones, and Latin letters that sound alike beside them."""
    table = lexicon(ANY, "transliteration")
    sounds = dict(table["sounds"])
    return str.maketrans(table["cyrillic"]), (re.compile("|".join(map(re.escape, sounds))), sounds)


def _concepts(text: str, language: str) -> Values:
    whole, begun, phrases = _thesaurus(language)
    found: set[str] = set()
    if language in SOLID:
        return frozenset(name for word, names in whole.items() if word in text for name in names)
    for match in phrases.finditer(text):
        found.update(whole[match[0]])
    for match in _WORD.finditer(phrases.sub(" | ", text)):
        word = match[0]
        found.update(whole.get(word, ()))
        found.update(name for start, name in begun.get(word[:HEAD], ()) if word.startswith(start))
    return frozenset(found)


@cache
def _thesaurus(
    language: str,
) -> tuple[dict[str, frozenset[str]], dict[str, tuple[tuple[str, str], ...]], re.Pattern[str]]:
    """Sort the thesaurus of a language: whole words, beginnings of words, words with a blank."""
    whole: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, line in sorted(lexicon(language, "concepts").get("concepts", {}).items()):
        for entry in line.casefold().split("|"):
            word = entry.strip("*")
            if entry.endswith("*") and len(word) >= HEAD:
                begun[word[:HEAD]].append((word, f"@{key}"))
            elif word:
                whole[word].add(f"@{key}")
    phrases = sorted((word for word in whole if " " in word), key=lambda w: (-len(w), w))
    body = "|".join(map(re.escape, phrases)) or r"(?!)"
    return (
        {word: frozenset(names) for word, names in whole.items()},
        {head: tuple(entries) for head, entries in begun.items()},
        re.compile(rf"(?<!\w)(?:{body})(?!\w)"),
    )
