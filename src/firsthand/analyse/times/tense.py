"""Does the sentence around a time expression look back or ahead?"""

from collections.abc import Mapping

from firsthand.analyse.times.grammar import Grammar, Token

_NEAR = 5
"""How near a verb must stand that speaks of plans and of habits ("would")."""

_REACH = 14
"""How many tokens away the verb that tells past from future may stand."""

_STOPS = frozenset({".", "!", "?", ";", "。"})

Sets = Mapping[str, frozenset[str]]
Signs = tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]
"""Words of the future, infinitives, words of plans near by, endings of the future."""


def looks_ahead(tokens: list[Token], low: int, high: int, form: str, grammar: Grammar) -> bool:
    """Tell whether the nearest verb around an expression looks ahead, or it is a term.

    Args:
        tokens: the tokens of the line.
        low: first token of the expression.
        high: one past its last.
        form: its symbolic form.
        grammar: the language's grammar.

    Returns:
        True when a day without a year is rather one to come.
    """
    sets = grammar.sets
    term = _term_before(tokens, low, high, form, sets)
    # "Until May" may count what was done so far; other terms are past only beside a plain "was".
    counted = term in sets.get("up_to", ()) and form.startswith("month(")
    past, endings = sets.get("past", frozenset()), tuple(sets.get("past_endings", ()))
    signs = (
        sets.get("future", frozenset()),
        sets.get("infinitive", frozenset()),
        sets.get("future_near", frozenset()),
        tuple(sets.get("future_endings", ())),
    )
    lead = sets.get("infinitive_before", ())
    if term and not counted:
        past, endings = sets.get("until_past", frozenset()), ()
    for steps in (
        range(low - 1, max(-1, low - _REACH), -1),
        range(high, min(len(tokens), high + _REACH)),
    ):
        for n in steps:
            word = tokens[n].folded
            if word in _STOPS or word.startswith("\n"):
                break
            if _steers_ahead(tokens, n, low, signs, sets):
                return True
            if n and tokens[n - 1].folded in lead:
                continue
            if word in past or _ends_as_past(word, endings, plural=counted):
                return False
        if term:
            return True
    return False


def _steers_ahead(tokens: list[Token], n: int, low: int, signs: Signs, sets: Sets) -> bool:
    """Tell whether a token speaks of what is to come."""
    word = tokens[n].folded
    future, infinitive, near, endings = signs
    if word in future:
        return True
    if word in infinitive and n:
        return tokens[n - 1].folded in sets.get("future_to", ())
    if word in near and abs(low - n) <= _NEAR:
        return True
    return word.endswith(endings)


def _term_before(tokens: list[Token], low: int, high: int, form: str, sets: Sets) -> str:
    """Read the words that make an expression a term: "until" Sunday, "before" September."""
    after = tokens[high].folded if high < len(tokens) else ""
    if after in sets.get("until_after", ()):
        return after
    phrases = sets.get("until", frozenset())
    if form.startswith("weekday("):
        phrases |= sets.get("until_day", frozenset())
    for skipped in (0, 1) if phrases else ():
        end = low - skipped
        if skipped and (end < 1 or tokens[end].folded not in sets.get("articles", ())):
            return ""
        for length in (1, 2, 3):
            words = " ".join(t.folded for t in tokens[max(0, end - length) : end])
            if words in phrases:
                return words
    return ""


def _ends_as_past(word: str, endings: tuple[str, ...], *, plural: bool) -> bool:
    if not endings or len(word) <= 4:  # noqa: PLR2004 - too short to tell
        return False
    return word.endswith(endings) or (plural and word.removesuffix("s").endswith(endings))
