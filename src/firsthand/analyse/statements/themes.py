"""Which policy field does a directive belong to?"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.lang import lexicon as load

PHRASE_WEIGHT = 2.0
"""A keyword of several words tells more than one of a single word."""
WORD_WEIGHT = 1.0
ALSO = 0.5
"""Share of the best theme's score from which a further theme is named too."""
GENERAL_WEIGHT = 0.6
"""The theme of overall strategy yields to any special field named with it."""
FALLBACK = "en"
UNSPACED = frozenset({"zh", "ja"})
START = 5
"""Letters of a keyword by which a text is seen to hold nothing of a theme."""
LEAST_SEEN, MOST_KEPT = 1, 4096
_WORD = re.compile(r"\w+")
LONG_WORD = 3
"""Characters from which a Chinese keyword counts as a phrase."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A policy field with its keywords."""

    code: str
    label: str
    agenda: int
    """Major topic of the Comparative Agendas Project; 0 where none fits."""
    general: bool
    pattern: re.Pattern[str]
    phrases: re.Pattern[str]
    starts: frozenset[str] | None = None
    """How the first words of its keywords begin; None where words have no edges
    or are written together with what stands before them."""


@cache
def load_themes(language: str) -> tuple[Theme, ...]:
    """Load the themes of a language.

    Args:
        language: an ISO 639-1 code.

    Returns:
        Themes in file order; the English labels and topics hold for every language.
    """
    base = load(FALLBACK, "themes").get("themes", [])
    table = load(language, "themes")
    own = {t["code"]: t for t in table.get("themes", [])}
    before = tuple(table.get("before", ()))
    found = []
    for theme in base:
        words = (
            own.get(theme["code"], {}).get("words", []) if language != FALLBACK else theme["words"]
        )
        spaced = [
            w
            for w in words
            if " " in w
            or "-" in w
            or (not w.isascii() and len(w) >= LONG_WORD and language == "zh")
        ]
        single = [w for w in words if w not in spaced]
        found.append(
            Theme(
                theme["code"],
                theme["label"],
                int(theme.get("agenda", 0)),
                bool(theme.get("general", False)),
                _pattern(single, language, before),
                _pattern(spaced, language, before),
                _starts(words) if language not in UNSPACED and not before else None,
            )
        )
    return tuple(found)


def _pattern(words: list[str], language: str, before: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Match keywords whole, behind what a language writes together with them (an article)."""
    if not words:
        return re.compile(r"(?!)")
    edge = "" if language in UNSPACED else r"\b"
    joined = "|".join(map(re.escape, sorted(before, key=lambda w: (-len(w), w))))
    opening = edge + (f"(?:{joined})?" if joined else "")
    body = "|".join(
        re.escape(w.removesuffix("*"))
        + (r"\w*" if w.endswith("*") else "" if not edge else r"(?:s|es)?")
        for w in sorted(words, key=lambda w: (-len(w), w))
    )
    return re.compile(f"{opening}(?:{body}){edge}", re.IGNORECASE)


def _starts(words: list[str]) -> frozenset[str] | None:
    """Cut the first word of each keyword; None when one begins with a mark."""
    runs = [_WORD.match(_fold(word)) for word in words]
    if any(run is None for run in runs):
        return None
    return frozenset(run[0][:START] for run in runs if run is not None)


def _fold(text: str) -> str:
    """Fold case as a pattern does, for which the dotted and the dotless i of Turkish are one."""
    return text.replace("İ", "i").casefold().replace("ı", "i")


def find_themes(language: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Name the themes of a text, the best first.

    Args:
        language: an ISO 639-1 code.
        texts: the text itself, then wider contexts; the first that names a theme decides.

    Returns:
        Theme codes; empty when no keyword occurs in any of the texts.
    """
    for text in texts:
        scores = _scores(language, text)
        best = max(scores, default=(0.0, 0, ""))
        if best[0] > 0:
            ranked = sorted((s for s in scores if s[0] >= ALSO * best[0]), reverse=True)
            return tuple(code for _, _, code in ranked)
    return ()


@lru_cache(maxsize=MOST_KEPT)
def _scores(language: str, text: str) -> tuple[tuple[float, int, str], ...]:
    """Score the themes of a language in file order; those whose words cannot occur score 0."""
    seen = {
        word[:length]
        for word in set(_WORD.findall(_fold(text)))
        for length in range(LEAST_SEEN, min(START, len(word)) + 1)
    }
    return tuple(
        (
            0.0
            if theme.starts is not None and theme.starts.isdisjoint(seen)
            else _score(theme, text),
            -rank,
            theme.code,
        )
        for rank, theme in enumerate(load_themes(language))
    )


def _score(theme: Theme, text: str) -> float:
    phrases = {m[0].casefold() for m in theme.phrases.finditer(text)}
    words = {m[0].casefold() for m in theme.pattern.finditer(text)}
    total = PHRASE_WEIGHT * len(phrases) + WORD_WEIGHT * len(words)
    return total * GENERAL_WEIGHT if theme.general else total


def agenda_topic(code: str) -> int:
    """Give the Comparative Agendas major topic of a theme.

    Source: Comparative Agendas Project, master codebook (major topics 1 to 23).

    Args:
        code: a theme code.

    Returns:
        The topic's number, 0 when unknown.
    """
    return next((t.agenda for t in load_themes(FALLBACK) if t.code == code), 0)
