"""Which short names of bodies are made of their names: "Companhia das Águas (Coaguas)"?"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from firsthand.analyse.names.draft import Draft
from firsthand.model.items import NameKind
from firsthand.text.words import fold_name

FEWEST = 2
"""Words of the shortest name that a word is made of."""
SHORTEST, LONGEST = 5, 12
"""Letters of such a word."""
_LONE = re.compile(r"(?<![\w-])[^\W\d_a-z][^\W\d_A-Z]{4,11}(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r" \((?P<short>[^\W\d_][\w-]{1,11})\)")


def bracketed(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Find the words in brackets that are made of the letters of the body before them.

    Args:
        text: the text.
        drafts: the names found.

    Yields:
        The short names, where nothing is found yet.
    """
    taken = {draft.start for draft in drafts}
    for draft in drafts:
        match = _BRACKET.match(text, draft.end)
        name = text[draft.start : draft.end]
        if match is None or draft.kind is not NameKind.ORGANISATION or " " not in name:
            continue
        short = match["short"]
        if match.start("short") not in taken and short[0].isupper() and _made_of(short, name):
            start, end = match.span("short")
            yield Draft(start, end, NameKind.ORGANISATION, "acronym", "acronym")


def blended(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Find the words that are made of the beginnings of a body's words, wherever they stand.

    Args:
        text: the text.
        drafts: the names found.

    Yields:
        The short names, where nothing is found yet.
    """
    full = {
        text[draft.start : draft.end]
        for draft in drafts
        if draft.kind is NameKind.ORGANISATION and " " in text[draft.start : draft.end]
    }
    if not full:
        return
    taken = {n for draft in drafts for n in range(draft.start, draft.end)}
    short: dict[str, bool] = {}
    for match in _LONE.finditer(text):
        word = match[0]
        if word not in short:
            short[word] = any(of_beginnings(word, name) for name in sorted(full))
        if short[word] and match.start() not in taken:
            yield Draft(*match.span(), NameKind.ORGANISATION, "acronym", "acronym")


def of_beginnings(short: str, name: str) -> bool:
    """Tell whether a word is made of the beginnings of all words of a name, in their order.

    Args:
        short: such as Pemex.
        name: such as Petróleos Mexicanos.

    Returns:
        True when every word but the small ones gives one letter or more, the first two or more.
    """
    words = _big_words(name)
    letters = fold_name(short)
    fits = len(words) >= FEWEST and words[0][:2] == letters[:2]
    if not fits or not SHORTEST <= len(letters) <= LONGEST:
        return False
    ends = {n for n in range(2, len(words[0])) if letters[:n] == words[0][:n]}
    for word in words[1:]:
        ends = {
            end + n
            for end in ends
            for n in range(1, len(word) + 1)
            if letters[end : end + n] == word[:n]
        }
    return len(letters) in ends


@lru_cache(maxsize=4096)
def _big_words(name: str) -> tuple[str, ...]:
    return tuple(fold_name(word) for word in _WORD.findall(name) if word[0].isupper())


def _made_of(short: str, name: str) -> bool:
    """Tell whether the letters stand in the name in this order, the first at its beginning."""
    letters, rest = fold_name(short).replace(" ", ""), iter(fold_name(name))
    return fold_name(name)[:1] == letters[:1] and all(letter in rest for letter in letters)
