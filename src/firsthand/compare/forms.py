"""How is a name made ready for comparing it with others?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from firsthand.analyse.names.titles import offices_in
from firsthand.model.items import Name, NameKind
from firsthand.text.eastern import name_parts
from firsthand.text.words import fold_name

SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "on",
        "in",
        "at",
        "to",
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "da",
        "do",
        "das",
        "dos",
        "du",
        "des",
        "le",
        "les",
        "l",
        "d",
        "di",
        "della",
        "van",
        "von",
        "der",
        "den",
        "und",
        "et",
        "e",
        "y",
        "i",
        "a",
        "an",
    ]
)
_EDGES = re.compile(r"^[\s\"'“”‘’«»(\[]+|(?:['’‘]s?)?[\s\"'“”‘’«»)\],.;:]*$")
_AMERICAN = {
    "centre": "center",
    "organisation": "organization",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
}
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_FOUR_HAN = re.compile("[\u4e00-\u9fff]{4}")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")


LEAD = 0.75
"""Share of mentions from which on one of several candidates is the one that is meant."""

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Card:
    """One mention made ready for comparing; `rule` says what joined it."""

    name: Name
    text: str
    folded: str
    words: tuple[str, ...]
    form: str
    roles: frozenset[str]
    rule: str = ""
    score: float | None = None
    detail: str = ""
    language: str = ""
    """Of the report that has it."""

    @classmethod
    def of(cls, name: Name, language: str = "") -> "Card":
        """Make the card of a mention.

        Args:
            name: the mention.
            language: of the report that has it.

        Returns:
            The card.
        """
        text = plain(name.span.quote)
        told = [content(role.quote) for role in name.roles]
        roles = frozenset(word for words in told for word in words if word not in SMALL)
        roles = roles.union(*(offices_in(words) for words in told))
        folded = fold_name(text)
        words = tuple(filter(None, (word.strip("()\"'“”‘’«»") for word in folded.split())))
        while len(words) > 1 and words[-1] in _SUFFIXES:
            words = words[:-1]
        part = name.form == "short" and language == "ko"  # one word of a foreign name
        if name.kind is NameKind.PERSON and len(words) == 1 and not part:
            words = name_parts(words[0], language)
            if len(words) == 1 and name.form == "full" and _FOUR_HAN.fullmatch(words[0]):
                # Japanese family names of two characters are the most frequent by far.
                words = (words[0][:2], words[0][2:]) if language == "ja" else words
        return cls(name, text, folded, words, name.form, roles, language=language)

    @property
    def is_full(self) -> bool:
        """Tell whether the mention is more than a short form or an acronym."""
        return self.form == "full"


def plain(quote: str) -> str:
    """Write a mention without quotes, possessive and doubled blanks at its edges.

    Args:
        quote: the mention as printed.

    Returns:
        The name.
    """
    return _EDGES.sub("", " ".join(quote.split()))


def initials(name: str) -> frozenset[str]:
    """Write the acronyms that a name can have.

    Args:
        name: such as "Communist Party of China".

    Returns:
        Its initials, with and without the small words.
    """
    words = [word for word in re.split(r"[\s-]+", _BRACKET.sub("", name)) if word]
    big = [word for word in words if fold_name(word) not in SMALL]
    every = "".join(word[0].upper() for word in words)
    return frozenset({every, "".join(word[0].upper() for word in big)})


def content(text: str) -> tuple[str, ...]:
    """Write a name as its folded words, without brackets and possessives.

    Args:
        text: a name.

    Returns:
        Its words.
    """
    words = fold_name(_BRACKET.sub("", text)).replace("'s", "").split()
    return tuple(_AMERICAN.get(word, word) for word in words)


def leading(counted: Mapping[Kept, int]) -> Kept | None:
    """Choose the candidate that is named far more often than all others together.

    Args:
        counted: mentions of each candidate.

    Returns:
        The only one, or the one with most of all mentions; None when none leads.
    """
    if not counted:
        return None
    best = max(counted, key=lambda one: counted[one])
    return best if counted[best] >= LEAD * sum(counted.values()) else None
