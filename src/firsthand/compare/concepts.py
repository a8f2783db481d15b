"""Which things that every language has a word for does a text name?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.compare.asking import light_stem
from firsthand.compare.tolls import UNSPACED
from firsthand.lang import ANY, lexicon

KEY = 2
"""Letters by which words that begin or hold another one are looked up."""

SHORTEST = 2
"""Letters of a word that names a thing."""

LEAST_BEGUN = 3
"""Letters of a beginning that several endings may follow."""

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_HYPHEN = re.compile("[-‐‑]")
_ELIDED = re.compile(r"^\w{1,4}['’]")
_TANWIN = re.compile("ا?[\u064b-\u064d]ا?")
_VOWELS = re.compile("[\u0640\u064b-\u0652]")
_PROCLITICS = "وفبلك"
_ARABIC = "ar"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language, each with the names of its things."""

    whole: dict[str, frozenset[str]]
    begun: dict[str, tuple[tuple[str, str], ...]]
    """first letters to beginnings of words, each with the name of its thing"""
    held: dict[str, tuple[tuple[str, bool, str], ...]]
    """the same for parts of compounds; whether the compound ends there"""
    phrases: re.Pattern[str]
    """words written with a blank, the longest first"""
    named: dict[str, frozenset[str]]
    """each of these with the names of its things"""


def concepts_of(text: str, language: str) -> frozenset[str]:
    """Name the things of the language's thesaurus that a text speaks of.

    Args:
        text: a clause.
        language: an ISO 639-1 code.

    Returns:
        Names that are the same in every language; none where the language has no thesaurus.
    """
    words = _words(language)
    folded = text.casefold()
    if language == _ARABIC:
        folded = _VOWELS.sub("", _TANWIN.sub("", folded))
    if language in UNSPACED:
        return frozenset(_inside(folded, words, last=False))
    found: set[str] = set()
    for match in words.phrases.finditer(folded):
        found |= words.named[match[0]]
    # A hospital, "rumah sakit", is no house, "rumah".
    folded = words.phrases.sub(" | ", folded)
    for match in _WORD.finditer(folded):
        for word in _forms(match[0], language):
            found |= words.whole.get(word, frozenset())
            begun = [(s, n) for s, n in words.begun.get(word[:KEY], ()) if word.startswith(s)]
            longest = max((len(start) for start, _ in begun), default=0)
            found.update(name for start, name in begun if len(start) == longest)
            if words.held:
                found |= _inside(word, words, last=True)
    return frozenset(found)


def fields_of(names: Iterable[str]) -> tuple[str, ...]:
    """Name the policy fields that things of the thesaurus belong to, that of most of them first.

    Args:
        names: of things.

    Returns:
        Theme codes.
    """
    counts = Counter(_fields()[name] for name in names if name in _fields())
    return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


@cache
def _fields() -> dict[str, str]:
    fields = lexicon(ANY, "concepts")["fields"]
    return {f"@{name}": code for code, names in fields.items() for name in names}


def _inside(text: str, words: _Words, *, last: bool) -> set[str]:
    """Find the parts of compounds, or the words of a script without blanks."""
    found: set[str] = set()
    free = 0
    for at in range(len(text) - KEY + 1):
        if at < free:
            continue
        here = [
            (part, name)
            for part, ends, name in words.held.get(text[at : at + KEY], ())
            if text.startswith(part, at) and not (last and ends and at + len(part) < len(text))
        ]
        # The longest word counts: a hospital holds no sick house.
        longest = max((len(part) for part, _ in here), default=0)
        found.update(name for part, name in here if len(part) == longest)
        free = at + longest
    return found


def _forms(word: str, language: str) -> tuple[str, ...]:
    """Give a word as printed, without an elided article, and in Arabic without what is joined.

    Of a word with a hyphen its parts are given too.
    """
    if language != _ARABIC:
        parts = _HYPHEN.split(word) if "-" in word else ()
        named = (word, *(part for part in parts if part))
        return tuple(dict.fromkeys(form for w in named for form in (w, _ELIDED.sub("", w))))
    forms = [word, light_stem(word)]
    if word[:1] in _PROCLITICS and len(word) > LEAST_BEGUN:
        forms += [word[1:], light_stem(word[1:])]
    return tuple(dict.fromkeys(forms))


@cache
def _words(language: str) -> _Words:
    """Sort the words of a language by how they are to be found."""
    whole: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, list[tuple[str, str]]] = defaultdict(list)
    held: dict[str, list[tuple[str, bool, str]]] = defaultdict(list)
    named = lexicon(language, "concepts")
    particles = named.get("particles", ())
    for key, line in sorted(named.get("concepts", {}).items()):
        name = f"@{key}"  # no word is written so
        for entry in (e for e in line.casefold().split("|") if " " not in e):
            word = entry.strip("*")
            if len(word) < SHORTEST:
                # A word of one syllable is known by the particle behind it.
                for form in _with_particles(word, particles):
                    whole[form].add(name)
            elif language in UNSPACED:
                held[word[:KEY]].append((word, False, name))
            elif entry.startswith("*"):
                held[word[:KEY]].append((word, not entry.endswith("*"), name))
            elif entry.endswith("*"):
                begun[word[:KEY]].append((word, name))
            elif language == _ARABIC:
                for form in (word, light_stem(word)):
                    whole[form].add(name)
            else:
                whole[word].add(name)
    return _Words(
        {word: frozenset(names) for word, names in whole.items()},
        {start: tuple(entries) for start, entries in begun.items()},
        {start: tuple(entries) for start, entries in held.items()},
        *_phrases(named.get("concepts", {})),
    )


def _phrases(lines: Mapping[str, str]) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Collect the words that are written with a blank, as most of Vietnamese are."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, line in lines.items():
        for entry in line.casefold().split("|"):
            if " " in entry:
                found[entry.strip("*")].add(f"@{key}")
    ordered = sorted(found, key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(map(re.escape, ordered)) or r"(?!)"
    named = {phrase: frozenset(names) for phrase, names in found.items()}
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)"), named


def _with_particles(word: str, particles: Sequence[str]) -> list[str]:
    return [word + particle for particle in ("", *particles)] if particles else []
