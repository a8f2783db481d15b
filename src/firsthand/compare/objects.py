"""Which things that policies are about does a text name?"""

import re
from collections.abc import Iterable
from functools import cache

from firsthand.compare.tolls import UNSPACED, word_pattern
from firsthand.lang import lexicon

HEAD_SIZES = (1, 2, 3)
"""Letters by which the words of the object lexicon are looked up before a pattern is tried."""

_NAMED_IN = "en"
"""The language by whose words the things of the thesaurus are known."""

_ANY_WORD = re.compile(r"\w+")


def things_of(text: str, language: str) -> frozenset[str]:
    """Name the things of the language's object lexicon that a text speaks of.

    Args:
        text: a clause.
        language: an ISO 639-1 code.

    Returns:
        Names that are the same in every language.
    """
    patterns, heads = thing_patterns(language)
    names: Iterable[str] = patterns
    if language not in UNSPACED:
        # Only things of which a word begins as one of the text's words does can be there.
        begun = {word[:n] for word in _ANY_WORD.findall(text.casefold()) for n in HEAD_SIZES}
        names = {name for head in begun for name in heads.get(head, ())}
    return frozenset(name for name in names if patterns[name].search(text))


@cache
def objects_of(concept: str) -> frozenset[str]:
    """Name the things of the object lexicon that a thing of the thesaurus is.

    Args:
        concept: its name.

    Returns:
        Those that its English words name.
    """
    words = lexicon(_NAMED_IN, "concepts")["concepts"].get(concept.removeprefix("@"), "")
    found = (things_of(word.strip("*"), _NAMED_IN) for word in words.split("|"))
    return frozenset(name for names in found for name in names)


def _from_thesaurus(language: str) -> dict[str, str]:
    """Make an object lexicon of a language's thesaurus, for those that have no other."""
    words: dict[str, list[str]] = {}
    for concept, line in sorted(lexicon(language, "concepts").get("concepts", {}).items()):
        for name in sorted(objects_of(concept)):
            words.setdefault(name, []).append(line)
    return {name: "|".join(lines) for name, lines in words.items()}


@cache
def thing_patterns(
    language: str,
) -> tuple[dict[str, re.Pattern[str]], dict[str, frozenset[str]]]:
    """Compile the things of a language, and list them by the head of each of their words.

    Args:
        language: an ISO 639-1 code.

    Returns:
        Thing to its pattern; the first letters of a word to the things that words so begun name.
    """
    named = lexicon(language, "objects").get("objects") or _from_thesaurus(language)
    heads: dict[str, set[str]] = {}
    for name, words in named.items():
        for word in words.split("|"):
            first = _ANY_WORD.search(word.casefold())
            if first:
                heads.setdefault(first[0][: HEAD_SIZES[-1]], set()).add(name)
    patterns = {name: word_pattern(language, words) for name, words in sorted(named.items())}
    return patterns, {head: frozenset(names) for head, names in heads.items()}
