"""Which noun phrase is the subject of a German verb: what do word order and case allow?"""

import re

from firsthand.analyse.statements.draft import Stretch
from firsthand.analyse.statements.grammar import Grammar

_OBLIQUE = re.compile(
    r"(?:den|dem|des|einen|einem|eines|ihm|ihn|ihnen|mir|mich|uns|seinen|seinem|ihren|ihrem|keinen"
    r"|keinem|diesen|diesem|dieses)(?!\w)",
    re.IGNORECASE,
)
"""Forms that no subject in the singular or plural takes."""
_CAPITAL = "[A-ZÄÖÜÁÉÍÓÚÂÊÔÇÀÈÒÑŠŽČŁŚ]"
_APPOSITION = re.compile(
    rf",\s+(?:(?:der|die|das|ein|eine|seines|ihres)\s+)?(?:Zeichens\s+)?(?:[a-zäöüß]+\s+){{0,3}}?"
    rf"{_CAPITAL}[^,;:\n\"“”„«»?!]{{1,80}}?(?=[,:(]|\.?\s*$)"
)
"""", Anna Berg," or ", the head of the office,": it ends in a noun, never in a verb."""
ADVERBS = frozenset(
    {
        "hingegen",
        "dagegen",
        "jedoch",
        "aber",
        "selbst",
        "auch",
        "sich",
        "heute",
        "gestern",
        "unterdessen",
        "indes",
        "indessen",
        "allerdings",
        "ebenfalls",
        "zudem",
        "dazu",
        "hierzu",
        "daraufhin",
        "außerdem",
        "wiederum",
        "dabei",
        "nun",
        "damals",
        "zuvor",
        "bereits",
        "wörtlich",
        "weiter",
    }
)
PARTS = 4


def german_subject(
    text: str, piece: Stretch, grammar: Grammar, inner: Stretch | None = None
) -> Stretch | None:
    """Take what stands before a German verb only if it is one noun phrase (verb-second order).

    Args:
        text: the report's text.
        piece: what stands before the finite verb.
        grammar: the language's patterns.
        inner: what stands between an auxiliary and its participle.

    Returns:
        Half-open offsets, None when something else stands there.
    """
    found = _before(text, piece, grammar)
    if found is None and inner is not None:
        at = inner[0]
        while at < inner[1] and text[at].isspace():
            at += 1
        opened = grammar.phrase.match(text, at, inner[1])
        if opened is not None and not _OBLIQUE.match(text, *opened.span()):
            found = _with_appositions(text, opened.span(), inner[1])
    return found


def _before(text: str, piece: Stretch, grammar: Grammar) -> Stretch | None:
    if grammar.lexicon.has("speakers.pronouns", text[piece[0] : piece[1]].lower()):
        return None if _OBLIQUE.match(text, *piece) else piece
    if grammar.fronted.match(text, *piece) or _OBLIQUE.match(text, *piece):
        return None
    match = grammar.phrase.match(text, *piece)
    if match is None:
        return None
    whole = _with_appositions(text, match.span(), piece[1])
    rest = text[whole[1] : piece[1]]
    if not rest.strip(" ,") or all(word in ADVERBS for word in rest.split()):
        return whole
    return whole if rest[0] in ",(" else None


def _with_appositions(text: str, phrase: Stretch, end: int) -> Stretch:
    """Widen a noun phrase by the names and offices that stand beside it between commas."""
    at = phrase[1]
    for _ in range(PARTS):
        beside = _APPOSITION.match(text, at, end)
        if beside is None or not _nominal(beside[0]):
            break
        at = beside.end()
    while at > phrase[1] and text[at - 1] in ", ":
        at -= 1
    return phrase[0], at


def _nominal(words: str) -> bool:
    """Tell whether words end in a noun: with a capital, a figure or a bracket."""
    last = words.rsplit(maxsplit=1)[-1].strip("(),.")
    return bool(last) and (last[0].isupper() or last[0].isdigit())


def german_after(text: str, found: Stretch, end: int, *, subject: bool = True) -> Stretch | None:
    """Check and widen a noun phrase behind a German verb.

    Args:
        text: the report's text.
        found: the noun phrase.
        end: where to stop.
        subject: whether it must be the verb's subject.

    Returns:
        Half-open offsets, None when its case forbids that it is the subject.
    """
    if subject and _OBLIQUE.match(text, *found):
        return None
    return _with_appositions(text, found, end)


def german_beside(text: str, start: int, end: int, grammar: Grammar) -> Stretch | None:
    """Tell whether nothing but the speaker, with names and offices beside, fills a stretch.

    Args:
        text: the report's text.
        start: where the cue ends.
        end: where a colon stands.
        grammar: the language's patterns.

    Returns:
        The speaker's offsets, None when something else stands there too.
    """
    if grammar.language != "de":
        return None
    at = start
    while at < end and text[at].isspace():
        at += 1
    opened = grammar.phrase.match(text, at, end)
    if opened is None or "," not in text[at:end]:
        return None
    whole = german_after(text, opened.span(), end)
    return whole if whole is not None and not text[whole[1] : end].strip(" ,") else None
