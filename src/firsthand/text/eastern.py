"""Which is the family name in a Korean or Japanese name written without a blank?"""

from functools import cache, lru_cache

from firsthand.lang import lexicon

LANGUAGES = frozenset({"ko", "ja"})
LONGEST_FAMILY = 4
LONGEST_GIVEN = 4
LONGEST_PARTICLE = 4
_SYLLABLES = 3
"""Of most Korean names."""


@cache
def family_names(language: str) -> frozenset[str]:
    """Load the family names of a language that writes them before the given name.

    Args:
        language: "ko" or "ja".

    Returns:
        The names; none for other languages.
    """
    data = lexicon(language, "titles") if language in LANGUAGES else {}
    return frozenset(data.get("family_names", "").split()) | frozenset(data.get("family_two", ()))


@lru_cache(maxsize=4096)
def name_parts(name: str, language: str) -> tuple[str, ...]:
    """Part a full name into family name and given name.

    Args:
        name: as written, without blanks.
        language: ISO 639-1 code.

    Returns:
        The two parts; the name alone where it is a family name or begins with none.
    """
    names = family_names(language)
    if not names or name in names or " " in name:
        return (name,)
    for size in range(min(LONGEST_FAMILY, len(name) - 1), 0, -1):
        given = len(name) - size
        korean = language == "ko" and size == 1 and given >= _SYLLABLES
        if name[:size] in names and given <= LONGEST_GIVEN and not korean:
            return name[:size], name[size:]
    return (name,)


@cache
def _particles() -> frozenset[str]:
    return frozenset(lexicon("ko", "titles")["particles"])


@lru_cache(maxsize=16384)
def without_particle(word: str) -> str:
    """Cut the particle off a Korean word.

    Args:
        word: such as "충남도는".

    Returns:
        The word without the longest particle; the word itself where it has none.
    """
    particles = _particles()
    for size in range(min(LONGEST_PARTICLE, len(word) - 1), 0, -1):
        if word[-size:] in particles:
            return word[:-size]
    return word
