"""Which statements are marked by fixed forms: "according to", a dash or a colon with a name?"""

import re
from typing import Any

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, subtract, trim
from firsthand.analyse.statements.lexicon import Lexicon
from firsthand.analyse.statements.sources import phrase

_NAME_WORD = r"(?:[A-Z][\w.'-]+|of|the|for|and|de|van|von)"
_DASH_NAME = re.compile(
    rf"\s*(?P<dash>--|[-–—―])\s*(?P<who>(?=[A-Z]){_NAME_WORD}(?:[ ,]+{_NAME_WORD}){{0,8}})"
)
_COLON_NAME = re.compile(r"(?P<who>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,4})(?P<colon>:)\s*$")

MODIFIERS = frozenset({"compound", "nmod", "poss", "amod", "nummod"})
LEAST_BLANKS = 2
"""Blanks in a quotation that a dash or colon alone may give to a speaker."""


def according_drafts(doc: Any, text: str, lexicon: Lexicon) -> list[Draft]:  # noqa: ANN401
    """Find "according to X" and its like; the rest of the sentence is the content.

    Args:
        doc: a parsed document.
        text: its text.
        lexicon: the language's reporting words.

    Returns:
        Drafts in text order.
    """
    forms = sorted(lexicon.words.get("phrases.before_source", ()))
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(f) for f in forms) + r")\b", re.IGNORECASE)
    found = []
    for match in pattern.finditer(text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        head = _object(span)
        if head is None:
            continue
        first, last = phrase(head)
        first = max(first, span.end)
        if head.i < first:
            continue
        source = (doc[first].idx, doc[last].idx + len(doc[last]))
        sentence = span.sent
        hole = (match.start(), source[1])
        content = _rest(text, (sentence.start_char, sentence.end_char), hole)
        if content:
            found.append(
                Draft(
                    "report",
                    "statements/according@1",
                    content,
                    match.span(),
                    source,
                    match[0].lower(),
                    head=span[0],
                    complement="fixed",
                )
            )
    return found


def _object(span: Any) -> Any:  # noqa: ANN401
    doc, stop = span.doc, span.sent.end
    for token in doc[span.end : stop]:
        if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            return _governor(token, stop)
        if token.pos_ in {"VERB", "AUX"} or (token.is_punct and token.text not in {'"', "'"}):
            return None
    return None


def _governor(token: Any, stop: int) -> Any:  # noqa: ANN401
    """Climb from a modifier to the noun it modifies: "police chief Ada Holt"."""
    head = token
    while head.dep_ in MODIFIERS and head.i < head.head.i < stop:
        head = head.head
    return head


def _rest(text: str, sentence: Stretch, hole: Stretch) -> list[Stretch]:
    pieces = []
    for piece in subtract(sentence, [hole]):
        cut = trim(text, piece, " \t\n,;:-–—.()")
        if cut is not None and any(ch.isalnum() for ch in text[cut[0] : cut[1]]):
            pieces.append(cut)
    return pieces


def dash_drafts(text: str, quotes: tuple[Stretch, ...], drafts: list[Draft]) -> list[Draft]:
    """Find quotations whose speaker follows a dash or precedes a colon, without a verb.

    Args:
        text: the parsed text.
        quotes: stretches in quotation marks.
        drafts: what is found already; their quotations are left alone.

    Returns:
        Further drafts.
    """
    taken = [part for draft in drafts for part in draft.content]
    found = []
    for start, end in quotes:
        if (
            any(overlap((start, end), part) for part in taken)
            or text.count(" ", start, end) < LEAST_BLANKS
        ):
            continue
        dash = _DASH_NAME.match(text, end)
        line = text.rfind("\n", 0, start) + 1
        colon = _COLON_NAME.search(text, line, start)
        if dash is not None:
            found.append(
                Draft(
                    "say",
                    "statements/dash@1",
                    [(start, end)],
                    dash.span("dash"),
                    trim(text, dash.span("who")),
                    complement="quote",
                )
            )
        elif colon is not None:
            found.append(
                Draft(
                    "say",
                    "statements/colon@1",
                    [(start, end)],
                    colon.span("colon"),
                    colon.span("who"),
                    complement="quote",
                )
            )
    return found
