"""Which lines are turns of speech that a dash opens, and where does each turn end?"""

import re
from collections.abc import Iterable

from firsthand.analyse.statements.draft import Draft, Stretch, trim
from firsthand.analyse.statements.grammar import Grammar
from firsthand.analyse.statements.plain_fixed import EDGE, dash_draft
from firsthand.analyse.statements.plain_sources import opening_subject, speaks
from firsthand.analyse.statements.units import Unit, opens_line

LONGEST_TURN = 8
"""Sentences of the longest turn that are looked through for who says it."""
LONGEST_SUBJECT = 8
"""Words of a subject between "but" and its verb."""
LEAST_WORDS = 4
"""Words of the shortest turn without a verb of saying: fewer may be a point of a list."""
_OPENS = re.compile(r"[—–―-]\s*(?=[^\W\d_]|[¿¡«])")
_COMMA = re.compile(r",\s+")
_CLOSES = re.compile(r"[.!?…][”\"»’)]*$")


def whole_turns(
    text: str, found: Iterable[Unit], grammar: Grammar
) -> tuple[tuple[Unit, ...], bool]:
    """Join the sentences of a turn up to the one that tells who speaks.

    So of "– We wait. It is late, says Ann Lee.", where a dash at the head of the line opens both.

    Args:
        text: the report's text.
        found: its sentences.
        grammar: the language's patterns.

    Returns:
        The sentences in text order; whether the report marks speech by dashes at all.
    """
    listed, joined, dialogue, at = tuple(found), [], False, 0
    while at < len(listed):
        unit, after = listed[at], at + 1
        if _OPENS.match(text, unit.start, unit.end) and opens_line(text, unit.start):
            stop = min(len(listed), at + LONGEST_TURN)
            while dash_draft(text, unit, grammar) is None and after < stop:
                following = listed[after]
                if "\n" in text[unit.end : following.start]:
                    break
                quotes = tuple(sorted({*unit.quotes, *following.quotes}))
                unit = Unit(unit.start, following.end, quotes, (*unit.named, *following.named))
                after += 1
            if dash_draft(text, unit, grammar) is None:
                unit, after = listed[at], at + 1
            else:
                dialogue = True
        joined.append(unit)
        at = after
    return tuple(joined), dialogue


def bare_turn(text: str, unit: Unit, last: Unit | None, grammar: Grammar) -> list[Draft]:
    """Find a turn without a verb of saying, in a report that marks speech by dashes.

    Its speaker is whom the line before it is about, or whoever spoke last.

    Args:
        text: the report's text.
        unit: the sentence.
        last: the sentence before it that nobody says, if there is one.
        grammar: the language's patterns.

    Returns:
        One draft, or none.
    """
    opened = _OPENS.match(text, unit.start, unit.end)
    if opened is None or not opens_line(text, unit.start):
        return []
    content = trim(text, (opened.end(), unit.end), EDGE)
    if content is None or _CLOSES.search(text[unit.start : unit.end].rstrip()) is None:
        return []
    if len(text[slice(*content)].split()) < LEAST_WORDS:
        return []
    subject = opening_subject(text, last.start, last.end, grammar) if last is not None else None
    if subject is not None and last is not None and not speaks(text, subject, grammar, last.named):
        subject = None
    rule = "statements/plain-dash@1"
    return [Draft("say", rule, [content], None, subject, complement="dash", carried=not subject)]


def next_subject(text: str, unit: Unit, cue: Stretch, grammar: Grammar) -> re.Match[str] | None:
    """Find where ", but the minister says that ..." begins a part with a subject of its own.

    Args:
        text: the report's text.
        unit: the sentence.
        cue: the offsets of its later verb of saying.
        grammar: the language's patterns.

    Returns:
        The comma; None where no "and" or "but" with a speaker stands right before the verb, or no
        "that" behind it.
    """
    comma = text.rfind(",", unit.start, cue[0])
    opened = _COMMA.match(text, comma, cue[0]) if comma >= 0 else None
    joint = grammar.joining.match(text, opened.end(), cue[0]) if opened is not None else None
    if joint is None or grammar.that.match(text, cue[1] + 1, unit.end) is None:
        return None
    subject = trim(text, (joint.end(), cue[0]), EDGE)
    if subject is None or len(text[slice(*subject)].split()) > LONGEST_SUBJECT:
        return None
    phrase = grammar.phrase.fullmatch(text, *subject)
    return opened if phrase and speaks(text, subject, grammar, unit.named) else None
