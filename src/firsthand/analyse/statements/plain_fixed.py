"""Which fixed expressions name a source in a language without a parser?"""

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, subtract, trim
from firsthand.analyse.statements.grammar import Grammar
from firsthand.analyse.statements.plain_sources import source_after, source_before
from firsthand.analyse.statements.units import Unit

EDGE = " \t\n,;:.-–—"
SHORT_TAIL = 130
"""Characters that may follow a closing expression that no comma ends."""
LEAST_WORDS = 3


def fixed_draft(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    """Find "laut X, ...", "..., según X", "X zufolge ...", "..., so X", "..., wie X mitteilte".

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        grammar: the language's patterns.

    Returns:
        The draft, None without such an expression.
    """
    closed = _as_said(text, unit, grammar)
    if closed is not None:
        return closed
    for pattern in (grammar.opinion, grammar.before_source, grammar.closing):
        for match in pattern.finditer(text, unit.start, unit.end):
            if any(overlap(match.span(), q) for q in unit.quotes):
                continue
            opening = not text[unit.start : match.start()].strip(' "„“«»')
            opining = pattern is grammar.opinion
            after_comma = text[unit.start : match.start()].rstrip()[-1:] in {
                ",",
                "“",
                "”",
                '"',
                "»",
            }
            if not (opining or after_comma or (opening and pattern is grammar.before_source)):
                continue
            verb = grammar.cues.match(text, match.end() + 1, unit.end)
            source = source_after(text, (verb or match).end(), unit.end, grammar)
            if source is None:
                continue
            aside = opening or opining or text[source[1] : source[1] + 1] == ","
            if not aside and len(text[source[1] : unit.end]) > SHORT_TAIL:
                continue
            content = _rest(text, unit, (match.start(), source[1]))
            if content:
                return Draft(
                    "report",
                    "statements/plain-according@1",
                    content,
                    match.span(),
                    source,
                    match[0].casefold(),
                    complement="fixed",
                )
    return _named_before(text, unit, grammar)


def _named_before(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    after = grammar.after_source.search(text, unit.start, unit.end)
    if after is None:
        return None
    source = source_before(text, unit, after.span(), grammar)
    content = _rest(text, unit, (source[0], after.end())) if source else []
    if not content:
        return None
    return Draft(
        "report",
        "statements/plain-according@1",
        content,
        after.span(),
        source,
        after[0],
        complement="fixed",
    )


def _rest(text: str, unit: Unit, hole: Stretch) -> list[Stretch]:
    cut = (trim(text, piece, EDGE) for piece in subtract((unit.start, unit.end), [hole]))
    pieces = [p for p in cut if p is not None and any(c.isalnum() for c in text[p[0] : p[1]])]
    words = sum(len(text[a:b].split()) for a, b in pieces)
    return pieces if words >= LEAST_WORDS else []


def _as_said(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    """Find "..., wie das Amt gestern mitteilte." at the end of a sentence."""
    match = grammar.as_said.search(text, unit.start, unit.end)
    if match is None or any(overlap(match.span(), q) for q in unit.quotes):
        return None
    source = source_after(text, match.start("who"), match.end("who"), grammar)
    content = trim(text, (unit.start, match.start()), EDGE)
    if source is None or content is None or len(text[slice(*content)].split()) < LEAST_WORDS:
        return None
    return Draft(
        "report",
        "statements/plain-according@1",
        [content],
        match.span("cue"),
        source,
        match["cue"].casefold(),
        complement="fixed",
    )
