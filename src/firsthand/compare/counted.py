"""What do the leads of reports count and measure, and do two groups of them agree on a number?"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from firsthand.lang import languages, lexicon
from firsthand.text.terms import Hashes

COUNTED = 900
"""Characters of title and text that are read: what follows may be background."""
BESIDE = 2
"""Words on either side of a number among which it is looked for what is counted."""
NAMING, STEM = 4, 6
"""Letters of a word that can say what is counted, and those that its forms share."""
SHORTEST_NUMBER = 3
"""Letters of a word for a number: shorter ones are other words in other languages."""
UNLIKE = 5
"""Letters from which on the name of a month of any language is no word of another one."""
LEAST_MEETING = 0.1
"""Share of the numbers beside one word that two groups have in common where they agree on it."""
UPPER = 32
"""Bits for the number, below those for the word beside it."""

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]

_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def read_counted(text: str) -> Codes:
    """Read which numbers stand beside which words of a lead: 5.9 by magnitude, ten by villages.

    Args:
        text: title and told text.

    Returns:
        One number for each pair, ascending: the word in the upper half, the value in the lower.
        Days and years are left out.
    """
    words = [match[0].casefold() for match in _NUMBER_OR_WORD.finditer(text[:COUNTED])]
    found: set[tuple[str, str]] = set()
    for place, word in enumerate(words):
        value = _value(word)
        if not value:
            continue
        before, after = words[max(0, place - BESIDE) : place], words[place + 1 :][:BESIDE]
        if date_words().isdisjoint((*before, *after)):
            around = (_first_unit(reversed(before)), _first_unit(after))
            found.update((unit, value) for unit in around if unit)
    if not found:
        return np.zeros(0, np.int64)
    units = _hash([unit for unit, _ in found]) >> np.uint64(UPPER + 1)
    values = _hash([value for _, value in found]) >> np.uint64(UPPER)
    return np.unique((units << np.uint64(UPPER) | values).astype(np.int64))


def other_counts(
    here: tuple[Codes, Floats], size: int, there: tuple[Codes, Floats], other_size: int
) -> float:
    """Count the words beside which two groups have numbers, but hardly one in common.

    One toll may grow from report to report; that all reports of one side give a magnitude, a score
    or an offer that none of the other gives tells sibling events apart.

    Args:
        here: what the leads of one group count, ascending, and in how many reports each stands.
        size: reports of that group.
        there: the same for the other group.
        other_size: reports of it.

    Returns:
        How many such words, each by the share of reports that have it on the side with fewer.
    """
    if not (len(here[0]) and len(there[0])):
        return 0.0
    ours, theirs = here[0] >> UPPER, there[0] >> UPPER
    beside = np.minimum(theirs.searchsorted(ours), len(theirs) - 1)
    shared = ours[theirs[beside] == ours]
    if not len(shared):
        return 0.0
    if len(shared) > 1:
        shared = np.unique(shared)
    place, held, total = _by_word(here, shared)
    _, _, other_total = _by_word(there, shared)
    codes, (other_codes, other_held) = here[0], there
    at = np.minimum(np.searchsorted(other_codes, codes), len(other_codes) - 1)
    both = np.where(other_codes[at] == codes, other_held[at], 0.0)
    # A word may be left over from a report that was taken out again.
    shares = np.maximum(total, 1.0), np.maximum(other_total, 1.0)
    same = np.minimum(held / shares[0][place], both / shares[1][place])
    meet = np.bincount(place, same, len(shared))
    weight = np.minimum(np.minimum(total / size, other_total / other_size), 1.0)
    return float(weight[meet < LEAST_MEETING].sum())


def _by_word(side: tuple[Codes, Floats], shared: Codes) -> tuple[NDArray[np.intp], Floats, Floats]:
    codes, counts = side
    words = codes >> UPPER
    place = np.minimum(np.searchsorted(shared, words), len(shared) - 1)
    held = np.where(shared[place] == words, counts, 0.0)
    return place, held, np.bincount(place, held, len(shared)).astype(np.float64)


@cache
def date_words() -> frozenset[str]:
    """List the names of months and weekdays in all languages.

    Returns:
        The names in lower case.
    """
    found: set[str] = set()
    known = languages("events")
    for language in languages("calendar"):
        table = lexicon(language, "calendar")
        for group in (*table.get("months", []), *table.get("weekdays", [])):
            least = 1 if language in known else UNLIKE
            found.update(word for name in group if len(word := str(name).casefold()) >= least)
    return frozenset(found)


def _value(word: str) -> str:
    if word[0].isdecimal():
        return "" if _YEAR.fullmatch(word) else word.replace(",", ".")
    return _number_words().get(word, "")


def _first_unit(beside: Iterable[str]) -> str:
    return next((unit for word in beside if (unit := _unit(word))), "")


def _unit(word: str) -> str:
    """Give the stem of a word that can say what is counted; of an unspaced run its first sign."""
    if "\u3040" <= word[0] <= "\u9fff":
        return word[0]
    return word[:STEM] if len(word) >= NAMING and word not in _number_words() else ""


def _hash(words: Sequence[str]) -> Hashes:
    digests = (blake2b(word.encode(), digest_size=8).digest() for word in words)
    return np.array([int.from_bytes(digest) for digest in digests], np.uint64)


@cache
def _number_words() -> dict[str, str]:
    """List words for two and more that mean one number in all languages that have them.

    Those of languages whose events are not known are left out: "hat" and "pet" are numbers there.
    """
    found: dict[str, set[str]] = {}
    for language in languages("events"):
        for word, value in lexicon(language, "numerals").get("cardinal", {}).items():
            found.setdefault(str(word).casefold(), set()).add(f"{value:g}")
    return {
        word: min(values)
        for word, values in found.items()
        if len(values) == 1 and float(min(values)) > 1 and len(word) >= SHORTEST_NUMBER
    }
