"""Are two forms of a name one word in different cases: Прохоров, Прохоровым?"""

from functools import lru_cache

from firsthand.analyse.names.lexicon import case_endings
from firsthand.text.words import fold_name

LEAST = 3
"""Letters of the shortest dictionary form that is looked for."""


def same_in_cases(left: tuple[str, ...], right: tuple[str, ...], language: str) -> bool:
    """Tell whether two full names differ by nothing but the endings of cases.

    Args:
        left: the folded words of a name.
        right: of another.
        language: ISO 639-1 code of the reports that have them.

    Returns:
        True when word by word both are forms of one; never in a language without cases.
    """
    if left == right or len(left) != len(right) or not case_endings(language):
        return False
    pairs = zip(left, right, strict=True)
    return all(a == b or not bases(a, language).isdisjoint(bases(b, language)) for a, b in pairs)


@lru_cache(maxsize=4096)
def bases(word: str, language: str) -> frozenset[str]:
    """List the dictionary forms that a word can be a form of.

    Args:
        word: folded.
        language: ISO 639-1 code.

    Returns:
        The forms, folded; the word itself among them.
    """
    found = {word}
    for ending, others in case_endings(language).items():
        for other in map(fold_name, others):
            stem = word.removesuffix(other)
            if stem != word and len(stem) >= LEAST:
                found.add(stem + fold_name(ending))
    return frozenset(found)


def is_base(one: tuple[str, ...], other: tuple[str, ...], language: str) -> bool:
    """Tell whether a name is the dictionary form of another.

    Args:
        one: the folded words of a name.
        other: of another, as long.
        language: ISO 639-1 code.

    Returns:
        True when every word of the other is a form of the word at its place.
    """
    same = one != other and len(one) == len(other)
    return same and all(a in bases(b, language) for a, b in zip(one, other, strict=True))
