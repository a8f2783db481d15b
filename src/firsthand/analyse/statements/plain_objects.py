"""Where does what is said begin: behind days and addressees, past an earlier clause?"""

import re

from firsthand.analyse.statements.grammar import Grammar

LONGEST_ADDRESSEE = 70
"""Characters of the longest addressee between a verb and what it asks."""
_STOPPED = re.compile(r"\d\.\s+(?=[^\W\d_])")


def last_clause(lead: str, language: str) -> int:
    """Find where the last sentence-like part of what precedes a closing cue begins.

    Args:
        lead: the text of the sentence up to the cue.
        language: the language's code.

    Returns:
        Offset behind the last semicolon, or behind a full stop after a figure.
    """
    start = lead.rfind(";") + 1
    if language != "de":  # where "3. Mai" is one expression
        stops = [m.end() for m in _STOPPED.finditer(lead) if lead[m.end()].isupper()]
        start = max([start, *stops])
    return start


def subjectless(text: str, start: int, cue: int, grammar: Grammar) -> bool:
    """Tell whether a verb opens its sentence: its subject is whoever spoke last.

    Args:
        text: the report's text.
        start: where the sentence begins.
        cue: where the verb begins.
        grammar: the language's patterns.

    Returns:
        True when at most a setting ("Asimismo, ") stands before it, in languages that leave
        pronouns out.
    """
    if not grammar.lexicon.words.get("grammar.pro_drop"):
        return False
    lead = text[start:cue].strip(" ,")
    return not lead or (
        grammar.lexicon.has("grammar.settings", lead.casefold()) and "\n" not in text[start:cue]
    )


def object_start(text: str, start: int, end: int, grammar: Grammar, *, addressed: bool) -> int:
    """Skip days, adverbs and the addressee between a verb and its object.

    Args:
        text: the report's text.
        start: where the verb ends.
        end: where the sentence ends.
        grammar: the language's patterns.
        addressed: whether a dative names who is spoken to.

    Returns:
        Where the object begins.
    """
    at = start
    while at < end and text[at].isspace():
        at += 1
    for pattern in (grammar.days, grammar.settings):
        skipped = pattern.match(text, at, end)
        if skipped is not None and skipped.end() < end:
            at = skipped.end()
            while at < end and text[at] in " ,":
                at += 1
    if not addressed:
        return at
    whom = grammar.addressee.match(text, at, min(end, at + LONGEST_ADDRESSEE))
    return whom.end() if whom else at
