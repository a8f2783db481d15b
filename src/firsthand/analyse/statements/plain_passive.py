"""Who says what a verb in the passive tells: "criticised by the union", "asked by the police"?"""

import re
from functools import cache

from firsthand.analyse.statements.draft import Draft, Stretch, trim
from firsthand.analyse.statements.grammar import Grammar
from firsthand.analyse.statements.lexicon import Sense
from firsthand.analyse.statements.plain_fixed import EDGE
from firsthand.analyse.statements.plain_sources import source_before
from firsthand.analyse.statements.units import Unit

REACH = 90
"""Characters between the verb and the "by" with whoever says it."""


def agent(text: str, start: int, end: int, grammar: Grammar) -> tuple[int, Stretch] | None:
    """Find whom the "by" behind a verb in the passive names.

    Args:
        text: the report's text.
        start: where the verb ends.
        end: where the sentence ends.
        grammar: the language's patterns.

    Returns:
        Where the "by" begins, and the noun phrase behind it; None where none follows.
    """
    words = tuple(sorted(grammar.lexicon.words.get("grammar.agents", ())))
    found = _by(words).match(text, start, min(end, start + REACH)) if words else None
    named = grammar.phrase.match(text, found.end(), end) if found is not None else None
    source = trim(text, named.span(), EDGE) if named is not None else None
    return (found.end("what"), source) if found is not None and source is not None else None


def passive_draft(
    text: str, unit: Unit, cue: Stretch, word: str, sense: Sense, grammar: Grammar
) -> Draft | None:
    """Find "Kritiken avvisas av ministern": what is rejected, and by whom.

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        cue: the verb's offsets.
        word: its entry in the lexicon.
        sense: what it means.
        grammar: the language's patterns.

    Returns:
        The draft; None where the verb is no passive, or nobody is named.
    """
    if not grammar.lexicon.has("grammar.passive_forms", word.lower()):
        return None
    by = agent(text, cue[1], unit.end, grammar)
    if by is None:
        return None
    # The subject stands behind the verb where something else opens the clause.
    content = trim(text, (cue[1], by[0]), EDGE) or source_before(text, unit, cue, grammar)
    if content is None:
        return None
    rule = "statements/plain-object@1"
    return Draft(sense.act, rule, [content], cue, by[1], word, complement="obj")


@cache
def _by(words: tuple[str, ...]) -> re.Pattern[str]:
    body = "|".join(map(re.escape, words))
    return re.compile(rf"(?P<what>[^.,;:!?\n\"”“]{{0,{REACH}}}?)\s(?:{body})\s+")
