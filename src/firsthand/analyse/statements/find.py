"""Who said, asked or promised what in one report?"""

import re
from collections import Counter
from collections.abc import Sequence

from firsthand.analyse.statements.acts import decide_act, mood_of
from firsthand.analyse.statements.cast import SPEAKING, Cast, build_cast
from firsthand.analyse.statements.chinese import chinese_drafts
from firsthand.analyse.statements.draft import Draft, Stretch
from firsthand.analyse.statements.english import english_drafts
from firsthand.analyse.statements.lexicon import Lexicon, load_lexicon
from firsthand.analyse.statements.plain import plain_drafts
from firsthand.analyse.statements.speakers import Resolver
from firsthand.analyse.statements.tokens import TokenMap
from firsthand.analyse.statements.verb_final import verb_final_drafts
from firsthand.lang import lexicon as furniture_of
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind, Statement, StatementKind
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import FURNITURE, Role
from firsthand.model.span import Span
from firsthand.text.reading import Reading

MARKS = "\"'“”‘’„‟«»‹›「」『』"
PLAIN = "statements/plain-"
LEAST_OWN = 3
"""Mentions from which on a body may be the one whose text it is."""
_WRITER = re.compile(r"[^\W\d_][\w'’.-]*(?: (?:[^\W\d_]{1,3} ){0,2}[^\W\d_][\w'’.-]*){1,4}")
"""A run of words in a byline."""
LEAST_INSIDE = 2
"""Quotation marks within a content that make it mixed."""


def find_statements(
    reading: Reading, names: Sequence[Name] = (), *, attitudes: bool = False
) -> tuple[Statement, ...]:
    """Find the statements of a report with their sources, cues, contents and speakers.

    Args:
        reading: the report made ready; with a parse for English.
        names: its names, used to resolve speakers.
        attitudes: also what people are said to think, want or feel without saying it.

    Returns:
        Statements in text order.
    """
    lexicon = load_lexicon(reading.language)
    if not lexicon.words:
        return ()
    drafts = _drafts(reading, lexicon, names, attitudes=attitudes)
    cast = build_cast(reading, names, lexicon)
    resolver = Resolver(cast, lexicon, own=_own(reading, cast), author=_author(reading))
    tokens = TokenMap(reading)
    found = [
        s for draft in drafts if (s := _statement(tokens, draft, resolver, lexicon)) is not None
    ]
    return tuple(sorted(found, key=lambda s: (s.content[0].start, s.content[0].end, s.id)))


def _drafts(
    reading: Reading, lexicon: Lexicon, names: Sequence[Name], *, attitudes: bool
) -> list[Draft]:
    if reading.doc is not None:
        return english_drafts(reading, lexicon, attitudes=attitudes)
    if reading.language == "zh":
        return chinese_drafts(reading)
    said = {(n.span.start, n.span.end) for n in names if n.kind in SPEAKING}
    if "grammar.topics" in lexicon.words:
        return verb_final_drafts(reading, tuple(sorted(said)))
    if "grammar.that" not in lexicon.words:
        return []
    return plain_drafts(reading, tuple(sorted(said)))


def _statement(
    tokens: TokenMap, draft: Draft, resolver: Resolver, lexicon: Lexicon
) -> Statement | None:
    reading = tokens.reading
    content = tuple(span for part in draft.content for span in _spans(reading, part))
    if not content:
        return None
    source = _one(reading, draft.source)
    cue = _one(reading, draft.cue)
    speaker: Slot = EMPTY
    if source is not None:
        named = _one(reading, draft.named) or source
        head = tokens.head(named)
        speaker = resolver.resolve(
            named, reading.cut(head) if head is not None else None, several=_several(draft, cue)
        )
    elif cue is not None and lexicon.has("grammar.ours", cue.quote.casefold()):
        speaker = resolver.own
    elif cue is not None and lexicon.has("grammar.mine", cue.quote.casefold()):
        speaker = resolver.author
    elif draft.carried:
        speaker = resolver.carried(content[0].start)
    text = " ".join(span.quote for span in content)
    act = decide_act(reading.language, draft.act, draft.complement, text)
    return Statement(
        id=item_id("statement", content, cue.quote if cue else ""),
        content=content,
        kind=StatementKind.DIRECT if draft.complement == "dash" else _kind(content),
        act=act,
        rule=draft.rule,
        source=source,
        cue=cue,
        speaker=speaker,
        polarity="negated" if draft.negated else "affirmed",
        modality=mood_of(reading.language, text, lexicon),
        role=resolver.role((source or content[0]).end) if speaker.value else EMPTY,
    )


def _own(reading: Reading, cast: Cast) -> Slot:
    """Tell whose text a report is: its outlet's, else the body's that it names far the most."""
    outlet = reading.report.metadata.outlet
    if outlet.value:
        return Slot(outlet.value, outlet.spans, Provenance.INHERITED)
    counted = Counter(
        m.member.name for m in cast.mentions if m.member.kind is NameKind.ORGANISATION
    )
    best = counted.most_common(2)
    if not best or best[0][1] < LEAST_OWN or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return EMPTY
    first = next(m for m in cast.members if m.name == best[0][0])
    return Slot(first.name, (first.first,), Provenance.INHERITED)


def _author(reading: Reading) -> Slot:
    """Tell who writes a report: the name in its byline."""
    words = furniture_of(reading.language, "furniture").get("author", ())
    for block in reading.report.blocks:
        if block.role is not Role.BYLINE:
            continue
        for match in _WRITER.finditer(block.span.quote):
            start, end = match.span()
            first, blank, rest = match[0].partition(" ")
            if first.casefold() in words:
                start += len(first) + len(blank)
            if " " in block.span.quote[start:end] and rest:
                span = reading.report.span(block.span.start + start, block.span.start + end)
                return Slot(span.quote, (span,), Provenance.INHERITED)
    return EMPTY


def _several(draft: Draft, cue: Span | None) -> bool | None:
    """Tell the number of a German or Dutch verb, where it decides what a pronoun stands for."""
    return cue.quote.split()[0].endswith("n") if cue and draft.rule.startswith(PLAIN) else None


def _one(reading: Reading, stretch: Stretch | None) -> Span | None:
    if stretch is None:
        return None
    spans = _spans(reading, stretch)
    return spans[0] if len(spans) == 1 else None


def _spans(reading: Reading, stretch: Stretch) -> list[Span]:
    """Map a stretch to spans, one a line where furniture lies between its lines."""
    if reading.doc is None:
        return [reading.report.span(*stretch)]
    whole = reading.span(*stretch)
    blocks = [b.span for b in reading.report.blocks if not b.inline and b.role in FURNITURE]
    if not any(block.overlaps(whole) for block in blocks):
        return [whole]
    text = reading.shadow.text
    found = []
    start, end = stretch
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        if text[start:stop].strip():
            found.append(reading.span(start, stop))
        start = stop + 1
    return found


def _kind(content: tuple[Span, ...]) -> StatementKind:
    quoted = [
        span
        for span in content
        if span.quote[0] in MARKS and span.quote[-1].strip(".,;!?") in MARKS
    ]
    if len(quoted) == len(content) and all(_unbroken(span.quote) for span in content):
        return StatementKind.DIRECT
    inside = sum(ch in '"“”„«»「」『』' for span in content for ch in span.quote)
    return StatementKind.MIXED if inside >= LEAST_INSIDE or quoted else StatementKind.INDIRECT


def _unbroken(quote: str) -> bool:
    """Tell whether marks stand at the edges only: not "a" and "b"."""
    inner = quote[1:-1]
    return not any(ch in '"“”„«»' for ch in inner)
