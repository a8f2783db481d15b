"""Which words of a language report speech, and what do they take?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.lang import lexicon as load
from firsthand.text.conjugation import conjugated, korean_forms

PHRASAL_LONGEST = 3
"""Words of the longest entry ("put it", "take issue")."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue word means with one complement."""

    act: str
    attitude: bool


Senses = Mapping[str, Sense]
"""Complement name -> sense."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold one language's reporting words, by dictionary form."""

    verbs: Mapping[str, Senses]
    nouns: Mapping[str, Senses]
    adjectives: Mapping[str, Senses]
    particles: frozenset[str]
    """Verbs that have at least one entry with a second word."""
    words: Mapping[str, frozenset[str]]
    """Plain lists, by "table.key"."""
    forms: Mapping[str, str]
    """Regular English inflected form -> verb, for words a parser gives a wrong dictionary form."""

    def has(self, name: str, word: str) -> bool:
        """Tell whether a word stands in a plain list.

        Args:
            name: "table.key" of the list.
            word: the word, lower case.

        Returns:
            True when it does.
        """
        return word in self.words.get(name, frozenset())


@cache
def load_lexicon(language: str) -> Lexicon:
    """Load a language's reporting words.

    Args:
        language: an ISO 639-1 code.

    Returns:
        The lexicon; empty for a language without one.
    """
    data = load(language, "statements")
    groups = [*data.get("verbs", ()), *map(_in_forms, data.get("conjugated", ()))]
    if language == "ko":
        groups = [*groups, *map(_in_korean_forms, groups)]
    verbs = _senses(groups)
    lists = {
        f"{table}.{key}": frozenset(value)
        for table, keys in data.items()
        if isinstance(keys, dict)
        for key, value in keys.items()
        if isinstance(value, list)
    }
    return Lexicon(
        verbs=verbs,
        nouns=_senses(data.get("nouns", ())),
        adjectives=_senses(data.get("adjectives", ())),
        particles=frozenset(word.split()[0] for word in verbs if " " in word),
        words=lists,
        forms=_regular_forms(verbs) if language == "en" else {},
    )


def _in_forms(group: Mapping[str, Any]) -> dict[str, Any]:
    """Write a group of Japanese verbs in all forms, each behind its particles."""
    forms = [form for verb in group["words"] for form in conjugated(verb)]
    return {**group, "words": [before + form for before in group["before"] for form in forms]}


def _in_korean_forms(group: Mapping[str, Any]) -> dict[str, Any]:
    """Write a group of Korean verbs in all forms."""
    return {**group, "words": [form for verb in group["words"] for form in korean_forms(verb)]}


def _regular_forms(verbs: Iterable[str]) -> dict[str, str]:
    """Inflect verbs in -e, whose forms taggers mistake for those of a shorter verb: "hoped"."""
    found: dict[str, str] = {}
    for verb in sorted(v for v in verbs if v.endswith("e") and " " not in v):
        stem = verb[:-1]
        for form in (f"{verb}s", f"{verb}d", f"{stem}ing"):
            found.setdefault(form, verb)
    return found


def _senses(groups: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Sense]]:
    found: dict[str, dict[str, Sense]] = {}
    for group in groups:
        sense = Sense(group["act"], bool(group.get("attitude")))
        for word in group["words"]:
            for complement in group["takes"]:
                # The first group that gives a word a complement decides its act.
                found.setdefault(word, {}).setdefault(complement, sense)
    return found
