"""Which sentences without a cue are still somebody's words, in a language without a parser?"""

import re
from collections.abc import Iterator

from firsthand.analyse.statements.draft import Draft, Stretch, trim
from firsthand.analyse.statements.grammar import Grammar
from firsthand.analyse.statements.plain_sources import opening_subject, source_after, speaks
from firsthand.analyse.statements.units import Unit, opens_line

SCARE = 4
"""A quotation of fewer words is a word in marks, not an utterance."""
LONGEST_NAME = 6
"""Words of a name or office before a colon."""
_FIRST_CLAUSE = re.compile(r"[^,;:–—]*")


def wordy(text: str, quote: Stretch) -> bool:
    """Tell whether words in marks are long enough to be an utterance.

    Args:
        text: the report's text.
        quote: offsets of the words with their marks.

    Returns:
        True from four words on.
    """
    return len(text[quote[0] : quote[1]].split()) >= SCARE


def unclaimed(text: str, unit: Unit, grammar: Grammar) -> Iterator[Draft]:
    """Yield quoted sentences that no cue claims: the running speaker's, or after a colon.

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        grammar: the language's patterns.

    Yields:
        Drafts in text order.
    """
    for quote in unit.quotes:
        if quote[0] < unit.start:
            continue
        lead, tail = text[unit.start : quote[0]].strip(), text[quote[1] : unit.end].strip(" .,")
        resumed = not lead and not tail and not opens_line(text, unit.start)
        titled = lead.endswith(":") and lead.istitle() and len(lead.split()) <= LONGEST_NAME
        if not wordy(text, quote) and not (
            (resumed or titled) and len(text[quote[0] : quote[1]].split()) > 1
        ):
            continue
        if lead.endswith(":"):
            source = source_after(text, unit.start, quote[0], grammar)
            colon = text.rindex(":", unit.start, quote[0])
            mark = (colon, colon + 1)
            yield Draft(
                "say", "statements/plain-quote@1", [quote], mark, source, ":", complement="quote"
            )
        elif not lead and not tail:
            yield Draft(
                "say", "statements/plain-orphan@1", [quote], complement="quote", carried=True
            )


def going_on(
    text: str, unit: Unit, grammar: Grammar, before: Draft | None, last: Unit | None
) -> list[Draft]:
    """Let a sentence in the form of reported speech go on for the speaker before it.

    After a statement in the same paragraph any such form will do. Further off, the main clause
    must stand in a form that nothing but reported speech takes.

    Args:
        text: the report's text.
        unit: the sentence.
        grammar: the language's patterns.
        before: the statement of the sentence before, if it holds one.
        last: the sentence before.

    Returns:
        One draft, or none.
    """
    piece = trim(text, (unit.start, unit.end), " \n\t.")
    if piece is None:
        return []
    near = before is not None and "\n" not in text[before.content[-1][1] : unit.start]
    if near:
        if grammar.running.search(text, unit.start, unit.end) is None:
            return []
    elif not _reported_form(text, piece, grammar):
        return []
    source = None
    if before is None and last is not None and "\n" not in text[last.end : unit.start]:
        source = opening_subject(text, last.start, last.end, grammar)
        source = source if source and speaks(text, source, grammar, last.named) else None
    return [
        Draft(
            "say",
            "statements/plain-running@1",
            [piece],
            source=source,
            complement="clause",
            carried=before is not None,
        )
    ]


def _reported_form(text: str, piece: Stretch, grammar: Grammar) -> bool:
    """Tell whether the main clause stands in a form that only reported speech takes."""
    if grammar.own.search(text, *piece):
        return False  # "ich habe" looks like "er habe"
    first = _FIRST_CLAUSE.match(text, *piece)
    return first is not None and grammar.reported.search(text, *first.span()) is not None
