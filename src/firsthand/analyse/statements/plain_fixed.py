"""Which fixed expressions name a source in a language without a parser?"""

import re
from functools import cache

from firsthand.analyse.statements.draft import Draft, Stretch, overlap, subtract, trim
from firsthand.analyse.statements.grammar import Grammar
from firsthand.analyse.statements.plain_objects import last_clause
from firsthand.analyse.statements.plain_sources import (
    first_body,
    source_after,
    source_before,
    speaks,
)
from firsthand.analyse.statements.units import Unit, opens_line
from firsthand.lang import ANY, lexicon

EDGE = " \t\n,;:.-–—،؛"
SHORT_TAIL = 130
"""Characters that may follow a closing expression that no comma ends."""
LONGEST_VIEWER = 8
"""Words of a source between "pour" and a quotation."""
LEAST_WORDS = 2
"""Words of the shortest content: a subject and its verb."""

_DASH = re.compile(r"[—–―-]\s*(?=[^\W\d_]|[¿¡«])")
_JOINT = re.compile(r"[,.!?…]?\s*[—–―-]\s*|[,!?…]\s+")
_DASH_INSIDE = re.compile(r"[—–―-]\s*[.,:]?\s*(?=\w)")


def fixed_draft(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    """Find "laut X, ...", "..., según X", "X zufolge ...", "..., so X", "..., wie X mitteilte".

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        grammar: the language's patterns.

    Returns:
        The draft, None without such an expression.
    """
    said = (
        _as_said(text, unit, grammar)
        or _as_opened(text, unit, grammar)
        or _viewpoint(text, unit, grammar)
        or _in_his_words(text, unit, grammar)
    )
    if said is not None:
        return said
    for pattern in (grammar.opinion, grammar.before_source, grammar.closing):
        for match in pattern.finditer(text, unit.start, unit.end):
            if any(overlap(match.span(), q) for q in unit.quotes):
                continue
            opening = not text[unit.start : match.start()].strip(' "„“«»')
            opining = pattern is grammar.opinion
            after_comma = text[unit.start : match.start()].rstrip()[-1:] in {
                ",",
                "،",
                "“",
                "”",
                '"',
                "»",
            }
            if not (opining or after_comma or (opening and pattern is grammar.before_source)):
                continue
            verb = grammar.cues.match(text, match.end() + 1, unit.end)
            at = (verb or match).end()
            source = source_after(text, at, unit.end, grammar, subject=verb is not None)
            if source is None:
                continue
            if (
                opening
                and text[source[1] : source[1] + 1] not in {",", "،"}
                and grammar.language != "de"
            ):
                source = first_body(text, source, grammar)
            aside = opening or opining or text[source[1] : source[1] + 1] in {",", "،"}
            if not aside and len(text[source[1] : unit.end]) > SHORT_TAIL:
                continue
            content = _rest(text, unit, (match.start(), source[1]), grammar)
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


@cache
def _carried(language: str) -> re.Pattern[str]:
    words = lexicon(ANY, "carried")["carried"].get(language, ())
    ordered = sorted(words, key=lambda w: (-len(w), w))
    body = "|".join(re.escape(word) for word in ordered) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def _in_his_words(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    """Find "In his words, ...": whoever spoke before goes on."""
    for match in _carried(grammar.language).finditer(text, unit.start, unit.end):
        before = text[unit.start : match.start()].strip(' "„“«»')
        if any(overlap(match.span(), q) for q in unit.quotes) or not (
            not before or before[-1] in ",،–—"
        ):
            continue
        content = _rest(text, unit, match.span(), grammar)
        if content:
            rule, word = "statements/plain-according@1", match[0].casefold()
            cue = match.span()
            return Draft("report", rule, content, cue, None, word, complement="fixed", carried=True)
    return None


def _viewpoint(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    """Find "Pour le maire, « la situation est grave »."."""
    opened = grammar.viewpoint.match(text, unit.start, unit.end)
    quote = next((q for q in unit.quotes if opened and q[0] > opened.end()), None)
    if opened is None or quote is None or text[quote[1] : unit.end].strip(EDGE):
        return None
    source = trim(text, (opened.end(), quote[0]), EDGE)
    if source is None or len(text[slice(*source)].split()) > LONGEST_VIEWER:
        return None
    if "," in text[slice(*source)] or not speaks(text, source, grammar):
        return None
    rule = "statements/plain-according@1"
    word = opened[0].casefold()
    return Draft("say", rule, [quote], opened.span(), source, word, complement="quote")


def _named_before(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    after = grammar.after_source.search(text, unit.start, unit.end)
    if after is None:
        return None
    source = source_before(text, unit, after.span(), grammar)
    content = _rest(text, unit, (source[0], after.end()), grammar) if source else []
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


def _rest(text: str, unit: Unit, hole: Stretch, grammar: Grammar) -> list[Stretch]:
    start = unit.start + last_clause(text[unit.start : hole[0]], grammar.language)
    cut = (trim(text, piece, EDGE) for piece in subtract((start, unit.end), [hole]))
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


def _as_opened(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    """Find "As the office said yesterday, ..." at the head of a sentence, in either order."""
    opened = grammar.as_reported.match(text, unit.start, unit.end)
    comma = text.find(",", unit.start, unit.end)
    if opened is None or comma < 0 or any(overlap((unit.start, comma), q) for q in unit.quotes):
        return None
    cue = (grammar.joined if grammar.language == "de" else grammar.cues).search(
        text, opened.end(), comma
    )
    if cue is None:
        return None
    before = trim(text, (opened.end(), cue.start()), EDGE)
    named = len(text[slice(*before)].split()) if before else 0
    at = grammar.fronted.match(text, cue.end() + 1, comma)
    source = source_after(text, at.end() if at else cue.end(), comma, grammar)
    if source is None or (named > 1 and not grammar.relative.fullmatch(text, *source)):
        source = before if named else None
    content = trim(text, (comma, unit.end), EDGE)
    if source is None or content is None or len(text[slice(*content)].split()) < LEAST_WORDS:
        return None
    sense = next(iter(grammar.lexicon.verbs[grammar.entries[cue[0].lower()]].values()))
    return Draft(
        sense.act,
        "statements/plain-clause@1",
        [content],
        cue.span(),
        source,
        cue[0].casefold(),
        complement="clause",
    )


def dash_draft(text: str, unit: Unit, grammar: Grammar) -> Draft | None:
    """Find a turn that a dash opens: "— Wir warten, — sagte die Lehrerin.".

    Args:
        text: the report's text.
        unit: the sentence with its quotations.
        grammar: the language's patterns.

    Returns:
        The draft with the words said, None without such a turn.
    """
    opened = _DASH.match(text, unit.start, unit.end)
    if opened is None or not opens_line(text, unit.start):
        return None
    for joint in _JOINT.finditer(text, opened.end(), unit.end):
        cue = grammar.parted.match(text, joint.end(), unit.end)
        cue = cue or grammar.cues.match(text, joint.end(), unit.end)
        if cue is None or (joint[0][0] in "!?…" and cue[0][:1].isupper()):
            continue  # "– Why so? Say it."
        source = source_after(text, cue.end(), unit.end, grammar)
        content = trim(text, (opened.end(), joint.start()), EDGE)
        if content is None:
            continue
        pieces = [content]
        again = _DASH_INSIDE.search(text, source[1] if source else cue.end(), unit.end)
        rest = trim(text, (again.end(), unit.end), EDGE) if again else None
        if rest is not None:
            pieces.append(rest)
        return Draft(
            _act_of(cue[0].lower(), grammar),
            "statements/plain-dash@1",
            pieces,
            cue.span(),
            source,
            cue[0].casefold(),
            complement="dash",
            carried=source is None,
        )
    return None


def _act_of(form: str, grammar: Grammar) -> str:
    """Tell what a verb does, also one whose particle stands behind its subject."""
    entry = grammar.entries.get(form) or next(
        part for part in sorted(grammar.parts) if part.rsplit(" ", 1)[0] == form
    )
    return next(iter(grammar.lexicon.verbs[entry].values())).act


def dash_again(text: str, unit: Unit, before: Draft | None) -> Draft | None:
    """Let the rest of a line that a dash opened be said by the same speaker.

    Args:
        text: the report's text.
        unit: the sentence.
        before: the statement of the sentence before, if it holds one.

    Returns:
        The draft, None when the line is not such a turn.
    """
    if before is None or before.complement != "dash":
        return None
    content = trim(text, (unit.start, unit.end), EDGE)
    if content is None or "\n" in text[before.content[-1][1] : unit.start]:
        return None
    return Draft("say", "statements/plain-dash@1", [content], complement="dash", carried=True)
