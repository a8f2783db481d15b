"""By which words does a language speak of people without naming them?"""

from dataclasses import dataclass
from functools import cache

from firsthand.analyse.names.lexicon import calling
from firsthand.lang import lexicon
from firsthand.model.items import NameKind
from firsthand.text.words import fold_all

FEMALE, MALE = "female", "male"
FEWEST = 2
"""People in the smallest group."""


@dataclass(frozen=True, slots=True)
class People:
    """The words of one language for people, all folded."""

    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    its: frozenset[str]
    who: frozenset[str]
    reflexive: frozenset[str]
    possessive: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    persons: frozenset[str]
    many: frozenset[str]
    counts: frozenset[str]
    bodies: frozenset[str]
    he_names: frozenset[str]
    she_names: frozenset[str]

    def gender_of(self, word: str) -> str:
        """Tell the sex that a noun or a pronoun says.

        Args:
            word: folded.

        Returns:
            "female", "male", or nothing where it says none.
        """
        if word in self.women or word in self.she:
            return FEMALE
        return MALE if word in self.men or word in self.he else ""

    def gender_of_name(self, given: str) -> str:
        """Tell whether a given name is borne by women or by men.

        Args:
            given: a folded given name.

        Returns:
            "female", "male", or nothing where it is not known.
        """
        if given in self.she_names:
            return "" if given in self.he_names else FEMALE
        return MALE if given in self.he_names else ""

    def number(self, word: str) -> int:
        """Read a number word by which groups are counted.

        Args:
            word: folded.

        Returns:
            The number; 0 for any other word.
        """
        return lexicon("en", "people")["counts"].index(word) + FEWEST if word in self.counts else 0

    def kind_of(self, word: str) -> NameKind | None:
        """Tell whether a noun means a person or a body.

        Args:
            word: the folded singular of a noun.

        Returns:
            The kind; None for any other noun.
        """
        if word in self.bodies:
            return NameKind.ORGANISATION
        if word in self.men or word in self.women or word in self.persons or word in nationals():
            return NameKind.PERSON
        titles = calling("en").titles
        if word in titles or word.endswith(("man", "woman")):
            return NameKind.PERSON
        return NameKind.ORGANISATION if word in calling("en").organisations else None


@cache
def nationals() -> frozenset[str]:
    """Load the words for somebody of a nation ("a Norwegian", "the Briton").

    Returns:
        The English words, folded, in the singular.
    """
    listed = lexicon("en", "demonyms").get("demonyms", {})
    return fold_all(word for words in listed.values() for word in words if not word.endswith("s"))


@cache
def people(language: str) -> People | None:
    """Load what a language calls people by.

    Args:
        language: ISO 639-1 code.

    Returns:
        Its words; None where it has no such file.
    """
    data = lexicon(language, "people")
    if not data:
        return None
    fields = {
        key: fold_all(value.split() if isinstance(value, str) else value)
        for key, value in data.items()
    }
    return People(**fields)
