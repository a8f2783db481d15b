"""Does the sentence around a time expression look back or ahead?"""

import re
from collections.abc import Mapping

from firsthand.analyse.times.grammar import Grammar, Token

_NEAR = 5
"""How near a verb must stand that speaks of plans and of habits ("would")."""

_REACH = 14
"""How many tokens away the verb that tells past from future may stand."""
_REACH_LAST = 20
"""The same where it ends the clause and words are cut into single characters."""

_PHRASE = 4
"""Tokens of the longest phrase that sets a term: "d ' ici à"."""

_STEM = 2
"""Letters on both sides of "zu" inside an infinitive, at least."""

_SHORTEST = 4
"""Letters of words too short to be told by their endings."""

_MARK = 4
"""And of the longest mark behind it, where words are not cut at blanks."""

_STOPS = frozenset({".", "!", "?", ";", "。", "؟"})

_CALENDAR = re.compile(
    r"(?:mod\()?(?:month|monthday|season|quarter|half|feast|nth|XXXX-\d\d|\d{4}-\d\d)\b"
)
"""What "by" and "before" may set as a term: a month, a feast or a season, printed or named."""

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
    # What ends with "until" after its start is no term: 5月から7月まで.
    behind = "" if form.startswith("range(") else _term_after(tokens, high, grammar)
    term = behind or _term_before(tokens, low, form, sets)
    term = "" if _tells_how_far(tokens, low, form, term, sets) else term
    # "Until May" may count what was done so far; other terms are past only beside a plain "was".
    last = bool(grammar.data.get("verbs_last"))
    counted = term in sets.get("up_to", ()) and (last or form.startswith("month("))
    past, endings = sets.get("past", frozenset()), tuple(sets.get("past_endings", ()))
    signs = (
        sets.get("future", frozenset()),
        sets.get("infinitive", frozenset()),
        sets.get("future_near", frozenset()),
        tuple(sets.get("future_endings", ())),
    )
    lead = sets.get("infinitive_before", ())
    loose = term in sets.get("until_day", ()) and not form.startswith("weekday(")
    if (loose or counted) and _asked(tokens, low, high, grammar):
        return True
    if term and not counted and not loose:
        past, endings = sets.get("until_past", frozenset()), ()
    reach = _REACH_LAST if last else _REACH
    sides = (
        range(low - 1, max(-1, low - reach), -1),
        range(high, min(len(tokens), high + reach)),
    )
    for steps in reversed(sides) if last else sides:
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


def _tells_how_far(tokens: list[Token], low: int, form: str, term: str, sets: Sets) -> bool:
    """Tell how far a count goes: "Until Tuesday 3 pm, five were missing" opens a clause."""
    if not form.startswith("at(") or term not in sets.get("up_to", ()):
        return False
    before = low - len(term.split()) - 1
    return before < 0 or tokens[before].folded in _STOPS | {",", ":"} or "\n" in tokens[before].text


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


def _asked(tokens: list[Token], low: int, high: int, grammar: Grammar) -> bool:
    """Tell whether the clause around a term asks for something."""
    for steps in (
        range(low - 1, max(-1, low - _REACH), -1),
        range(high, min(len(tokens), high + _REACH)),
    ):
        for n in steps:
            word = tokens[n].folded
            if word in _STOPS or word == "," or word.startswith("\n"):
                break
            if _asks(tokens, n, grammar, before=n < low):
                return True
    return False


def _asks(tokens: list[Token], n: int, grammar: Grammar, *, before: bool) -> bool:
    """Tell whether a token opens what is asked for: "to finish", "be closed", "vorzulegen"."""
    sets, word = grammar.sets, tokens[n].folded
    if before and word in sets.get("term_modal", ()):
        return True
    bare = tuple(sets.get("infinitives", ()))
    if bare and len(word) > _SHORTEST and word.endswith(bare):
        return True
    ending = str(grammar.data.get("term_ending", ""))
    infix = str(grammar.data.get("term_infix", ""))
    if infix and infix in word[_STEM:-_STEM] and word.endswith(ending):
        return True
    if word not in sets.get("term_to", ()) or n + 1 >= len(tokens):
        return False
    after = tokens[n + 1]
    plain = after.text.islower() and after.folded not in sets.get("determiners", ())
    return plain and after.folded.endswith(ending)


def _term_after(tokens: list[Token], high: int, grammar: Grammar) -> str:
    """Read the word behind an expression that makes it a term: 3月までに, "mart ayına kadar"."""
    marks = grammar.sets.get("until_after", frozenset())
    if not marks or high >= len(tokens):
        return ""
    if not grammar.scripted:
        following = [token.folded for token in tokens[high : high + _MARK]]
        phrases = (" ".join(following[:n]) for n in range(1, len(following) + 1))
        return next((phrase for phrase in phrases if phrase in marks), "")
    behind = "".join(token.folded for token in tokens[high : high + _MARK])
    return max((mark for mark in sorted(marks) if behind.startswith(mark)), key=len, default="")


def _term_before(tokens: list[Token], low: int, form: str, sets: Sets) -> str:
    """Read the words that make an expression a term: "until" Sunday, "before" September."""
    phrases = sets.get("until", frozenset())
    if form.startswith("weekday(") or _CALENDAR.match(form):
        phrases |= sets.get("until_day", frozenset())
    for skipped in (0, 1) if phrases else ():
        end = low - skipped
        if skipped and (end < 1 or tokens[end].folded not in sets.get("articles", ())):
            return ""
        for length in range(1, _PHRASE + 1):
            words = " ".join(t.folded for t in tokens[max(0, end - length) : end])
            if words in phrases:
                return words
    return ""


def _ends_as_past(word: str, endings: tuple[str, ...], *, plural: bool) -> bool:
    if not endings or len(word) <= _SHORTEST:
        return False
    return word.endswith(endings) or (plural and word.removesuffix("s").endswith(endings))
