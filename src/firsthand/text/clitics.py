"""Which number words are written together with a small word before them?"""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from firsthand.text.digits import Token, TokenKind
from firsthand.text.numberlists import grammar

_ORDINALS = frozenset(float(tens) for tens in range(20, 100, 10))
"""Tens that with an article are an ordinal: "the twentieth"."""


def without_clitics(tokens: list[Token], language: str) -> list[Token]:
    """Cut words such as "and" or "the" off the number words they are written together with.

    Args:
        tokens: words, numbers and marks of a text.
        language: their language code.

    Returns:
        The tokens; the same list where the language has no such words.
    """
    known, clitics = _lists(language)
    if not clitics:
        return tokens
    whole = frozenset(grammar(language).strings("not_parted")) | known.keys()
    return list(
        chain.from_iterable(
            [token]
            if token.kind is not TokenKind.WORD or token.low in whole
            else _parted(token, known, clitics)
            for token in tokens
        )
    )


@cache
def _lists(language: str) -> tuple[dict[str, float], tuple[str, ...]]:
    """Give what each number word stands for (0 = only within a number), and the clitics."""
    words = grammar(language)
    clitics = tuple(sorted(words.strings("clitics"), key=lambda c: (-len(c), c)))
    known: dict[str, float] = dict.fromkeys((*words.inside, *words.fraction, *words.multiple), 0.0)
    known |= {word: value for word, (value, _) in words.vague.items()}
    for table in (words.scale, words.hundred, words.cardinal):
        for word, value in table.items():
            known.setdefault(word.split(" ")[0], value)
            known[word] = value
    return known, clitics


def _parted(token: Token, known: dict[str, float], clitics: tuple[str, ...]) -> Iterator[Token]:
    low = token.low
    for clitic in clitics if token.end - token.start == len(low) else ():
        value = known.get(low[len(clitic) :]) if low.startswith(clitic) else None
        if value is not None and _fits(clitic, value):
            middle = token.start + len(clitic)
            yield Token(TokenKind.WORD, clitic, token.start, middle)
            yield Token(TokenKind.WORD, low[len(clitic) :], middle, token.end)
            return
    yield token


def _fits(clitic: str, value: float) -> bool:
    """Tell whether a number may follow: with an article small ones and tens are other words."""
    return not clitic.endswith("ل") or len(clitic) == 1 or (value > 2 and value not in _ORDINALS)  # noqa: PLR2004 - one and two
