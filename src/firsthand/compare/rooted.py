"""By what are the words of a text told that change at their beginning or are very short?"""

import re
from collections.abc import Callable, Iterator

STEM = 6
"""Letters by which two words are taken as forms of one."""

SHORTEST = 4
"""Letters of a root that can name something."""

PAIR = 2
"""Syllables by which a Korean word is told."""

_WORD = re.compile(r"[^\W\d_]+")
_CLITIC = re.compile("(?<=\\w{4})(?:nya|lah|kah|pun)$")
_SUFFIX = re.compile("(?<=\\w{4})(?:kan|an|i)$")
_HARD = "aeiou"
"""Letters before which an Indonesian root has lost its first one."""

_HANGUL = re.compile("[\uac00-\ud7a3]+")
_PARTICLE = re.compile(
    "(?<=[\uac00-\ud7a3])(?:에게서|에서는|으로는|에서|에게|에는|으로|까지|부터|처럼|보다|마다|이나|이라|"
    "은|는|이|가|을|를|에|의|로|도|와|과|만|나)$"
)
_SYLLABLES = re.compile(r"(?=(?<!\w)([^\W\d_]+ [^\W\d_]+)(?!\w))")


def rooted(language: str) -> Callable[[str], Iterator[str]] | None:
    """Tell how the words of a language are reduced, where their first letters do not do.

    Args:
        language: an ISO 639-1 code.

    Returns:
        What takes a folded text and yields its stems; nothing for most languages.
    """
    return _RULES.get(language)


def indonesian_root(word: str) -> str:
    """Cut what Indonesian sets before and behind a root: "menutup", "ditutup", "penutupan".

    The affixes and the letters that a root loses behind a nasal are those of Tala (2003), without
    a list of roots.

    Args:
        word: in small letters.

    Returns:
        Its root, the same for most of its forms.
    """
    root = _CLITIC.sub("", word)
    for prefix, lost in _PREFIXES:
        rest = root[len(prefix) :]
        if root.startswith(prefix) and len(rest) >= SHORTEST - 1:
            root = lost + rest if rest[0] in _HARD else rest
            break
    root = _SUFFIX.sub("", root)
    # Behind "meng-" a root with "k" and one with a vowel look alike.
    return root[1:] if root[0] == "k" and root[1:2] in {*_HARD} else root


_PREFIXES = (
    ("memper", ""), ("diper", ""), ("member", ""), ("diber", ""),
    ("meny", "s"), ("peny", "s"), ("meng", ""), ("peng", ""),
    ("mem", "p"), ("pem", "p"), ("men", "t"), ("pen", "t"),
    ("per", ""), ("ber", ""), ("ter", ""), ("me", ""), ("di", ""), ("pe", ""),
)  # fmt: skip
"""Each with the letter that a vowel behind it tells to be lost."""


def _indonesian(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        if len(match[0]) >= SHORTEST:
            yield indonesian_root(match[0])[:STEM]


def _korean(text: str) -> Iterator[str]:
    """Give the first two syllables of each word that has as many without its particle."""
    for match in _WORD.finditer(text):
        if _HANGUL.match(match[0]):
            bare = _PARTICLE.sub("", match[0])
            if len(bare) >= PAIR:
                yield bare[:PAIR]
        elif len(match[0]) >= SHORTEST:
            yield match[0][:STEM]


def _vietnamese(text: str) -> Iterator[str]:
    """Give pairs of syllables: most words have two, with a blank between."""
    for match in _SYLLABLES.finditer(text):
        yield match[1]


_RULES: dict[str, Callable[[str], Iterator[str]]] = {
    "id": _indonesian,
    "ko": _korean,
    "vi": _vietnamese,
}
