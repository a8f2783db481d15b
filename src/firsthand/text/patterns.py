"""How is one of many words found fast?"""

import re
from collections.abc import Iterable

_FOLDED = "ſKÅİıςσµμẞß"
"""Letters that pass for others where case is ignored."""


def any_of(words: Iterable[str], blank: str = r"\s+") -> str:
    """Join words to a regular expression that ignores case, grouped by their first letters.

    The matcher looks at one letter before it tries the words that begin with it, where a plain
    alternation tries all of them. The expression ignores case by itself.

    Args:
        words: words and phrases; of two that fit at one place the one given first is found.
        blank: what stands for a blank in a phrase.

    Returns:
        A non-capturing group; one that never matches when there are no words.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0].lower(), []).append(word)
    parts = []
    for first, members in groups.items():
        tails = "|".join(re.escape(word[1:]).replace(r"\ ", blank) for word in members)
        parts.append(f"(?-i:[{_cases(first)}])(?i:{tails})")
    return "(?:" + "|".join(parts) + ")" if parts else "(?!)"


def _cases(letter: str) -> str:
    forms = {letter, letter.upper(), letter.title(), *_FOLDED}
    plain = re.compile(re.escape(letter), re.IGNORECASE)
    return "".join(re.escape(form) for form in sorted(forms) if plain.fullmatch(form))
