"""What was asked of whom, or promised by whom, to be followed up in later reports?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from firsthand.analyse.statements.due import DEADLINE, is_due, split_dated
from firsthand.analyse.statements.lexicon import Lexicon, load_lexicon
from firsthand.analyse.statements.meant import is_deed, is_meant
from firsthand.analyse.statements.members import split_members
from firsthand.analyse.statements.plain_members import split_plain
from firsthand.analyse.statements.planned import Plan, find_plans, has_theme
from firsthand.analyse.statements.strength import PROMISING, Grader
from firsthand.analyse.statements.themes import find_themes
from firsthand.analyse.statements.tokens import TokenMap
from firsthand.model.identity import item_id
from firsthand.model.items import (
    Directive,
    DirectiveKind,
    Figure,
    Moment,
    Place,
    Statement,
)
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.span import Span
from firsthand.text.reading import Reading

MARKS = frozenset("\"'“”‘’„«»")
ADDRESSED = frozenset({"obj-inf", "on-inf"})
NOMINAL = frozenset({"det", "amod", "compound", "nummod", "poss", "nsubj"})
"""How the first word of a noun phrase hangs."""
RELATIVE = frozenset({"WDT", "WP", "WP$"})


@dataclass(frozen=True, slots=True)
class Around:
    """What else was found in the report, for the slots of a directive."""

    moments: Sequence[Moment]
    places: Sequence[Place]
    figures: Sequence[Figure]


def find_directives(
    reading: Reading,
    statements: Sequence[Statement],
    moments: Sequence[Moment] = (),
    places: Sequence[Place] = (),
    figures: Sequence[Figure] = (),
) -> tuple[Directive, ...]:
    """Find what is asked and promised, each member of a list on its own.

    Args:
        reading: the report made ready.
        statements: its statements.
        moments: its time expressions, for deadlines.
        places: its places.
        figures: its figures, for targets.

    Returns:
        Directives and commitments in text order.
    """
    words = load_lexicon(reading.language)
    tokens = TokenMap(reading)
    around = Around(moments, places, figures)
    grader = Grader(statements, reading.language)
    found: dict[tuple[int, int], Directive] = {}
    for statement in statements:
        strength = grader.grade(statement)
        if not strength or not is_meant(tokens, statement):
            continue
        for span in _member_spans(tokens, statement, words, moments):
            key = (span.start, span.end)
            if key not in found and is_deed(tokens, statement, span):
                found[key] = _directive(reading, statement, span, strength, around, tokens)
    taken = [directive.span for directive in found.values()]
    for plan in find_plans(reading, statements, taken, figures, moments):
        made = _planned(reading, plan, around)
        if made is not None:
            found[plan.span.start, plan.span.end] = made
    return tuple(found[key] for key in sorted(found))


def _planned(reading: Reading, plan: Plan, around: Around) -> Directive | None:
    """Make a directive of an announcement, if it says by when or names a field of policy."""
    span, language = plan.span, reading.language
    own = _unnamed(reading.report.text, span.start, span.end, around.places)
    deadline = _deadline(reading, span, [m for m in around.moments if span.contains(m.span)])
    dated = deadline.value or plan.ruled
    if not (dated or (plan.named and plan.exact and has_theme(language, own))):
        return None
    themes = find_themes(language, (own,))
    return Directive(
        id=item_id("directive", (span,)),
        span=span,
        kind=DirectiveKind.DIRECTIVE if plan.must else DirectiveKind.COMMITMENT,
        statement="",
        rule="directives/planned@1",
        theme=themes[0] if themes else "",
        also_themes=themes[1:],
        place=_inside(span, [(p.span, p.name) for p in around.places if not p.nested]),
        deadline=deadline,
        target=_inside(span, [(f.span, f.span.quote) for f in around.figures]),
        strength="must" if plan.must else "intends",
        measurable=True,
    )


def _member_spans(
    tokens: TokenMap, statement: Statement, lexicon: Lexicon, moments: Sequence[Moment]
) -> Iterator[Span]:
    if tokens.doc is None:
        for span in statement.content:
            for member in split_plain(tokens.reading, span):
                yield from split_dated(tokens.reading, member, moments)
        return
    words = [tokens.tokens(content) for content in statement.content]
    if len(words) > 1 and not any(part.quote[0] in MARKS for part in statement.content):
        # "The plan, the mayor said, should go": one clause around its cue.
        words = [w for w in words if not _mere_purpose(w)] or words
        words = [[token for part in words for token in part]]
    for part in (sentence for whole in words for sentence in _by_sentence(whole)):
        for first, last in split_members(_past_addressee(part, statement), lexicon):
            if tokens.doc[first].tag_ not in RELATIVE:  # ", which she called a great step"
                yield tokens.span(first, last)


def _by_sentence(words: list[Any]) -> Iterator[list[Any]]:
    """Part what is said in several sentences; a lone word at an edge is none."""
    parts = [list(group) for _, group in groupby(words, key=lambda token: token.sent.start)]
    for part in parts:
        if len(parts) == 1 or sum(t.is_alpha for t in part) > 1:
            yield part


def _past_addressee(words: list[Any], statement: Statement) -> list[Any]:
    """Leave out who is asked where commas would part the name: "the warden, Jo Hill, to act"."""
    if not any(f"-{form}@" in statement.rule for form in ADDRESSED):
        return words
    stop = next((n for n, t in enumerate(words) if t.lower_ == "to" and t.tag_ == "TO"), 0)
    return words[stop:] if any(t.text == "," for t in words[:stop]) else words


def _mere_purpose(words: Sequence[object]) -> bool:
    """Tell whether a fragment only says what for: "To save water, ..."."""
    return bool(words) and str(words[0]).casefold() in {"to", "in"}


def _directive(
    reading: Reading,
    statement: Statement,
    span: Span,
    strength: str,
    around: Around,
    tokens: TokenMap,
) -> Directive:
    text = reading.report.text
    own, *parts = (
        _unnamed(text, part.start, part.end, around.places) for part in (span, *statement.content)
    )
    sentence = _unnamed(text, *_sentence(reading, span), around.places)
    themes = find_themes(reading.language, (own, " ".join(parts), sentence))
    kind = DirectiveKind.COMMITMENT if statement.act == PROMISING else DirectiveKind.DIRECTIVE
    deadline = _deadline(reading, span, around.moments)
    target = _inside(span, [(f.span, f.span.quote) for f in around.figures])
    return Directive(
        id=item_id("directive", (span,)),
        span=span,
        kind=kind,
        statement=statement.id,
        rule=f"directives/{_path(tokens)}@1",
        issuer=statement.speaker if statement.speaker.value else _source_slot(statement),
        addressee=_addressee(tokens, statement),
        theme=themes[0] if themes else "",
        also_themes=themes[1:],
        object=_object(tokens, span),
        place=_inside(span, [(p.span, p.name) for p in around.places if not p.nested]),
        deadline=deadline,
        target=target,
        strength=strength,
        measurable=bool(target.value or deadline.value),
    )


def _path(tokens: TokenMap) -> str:
    return "members" if tokens.doc is not None else "plain"


def _source_slot(statement: Statement) -> Slot:
    if statement.source is None:
        return EMPTY
    return Slot(statement.source.quote, (statement.source,), Provenance.EXPLICIT)


def _sentence(reading: Reading, span: Span) -> tuple[int, int]:
    return next(((a, b) for a, b in reading.sentences if a <= span.start < b), (0, 0))


def _unnamed(text: str, start: int, end: int, places: Sequence[Place]) -> str:
    """Leave the names of places out of a stretch: the "wood" of a town is no theme."""
    kept, at = [], start
    for place in places:
        if at <= place.span.start and place.span.end <= end:
            kept.append(text[at : place.span.start])
            at = place.span.end
    return "".join([*kept, text[at:end]])


def _inside(span: Span, items: Sequence[tuple[Span, str]]) -> Slot:
    for other, value in items:
        if span.contains(other) and value:
            return Slot(value, (other,), Provenance.EXPLICIT)
    return EMPTY


def _deadline(reading: Reading, span: Span, moments: Sequence[Moment]) -> Slot:
    end = max(b for a, b in reading.sentences if a <= span.start) if reading.sentences else span.end
    for moment in moments:
        if not (span.start <= moment.span.start < end):
            continue
        if not span.contains(moment.span) and moment.span.start - span.end > DEADLINE:
            continue
        if is_due(reading, moment, end):
            return Slot(moment.value or moment.symbolic, (moment.span,), Provenance.EXPLICIT)
    return EMPTY


def _addressee(tokens: TokenMap, statement: Statement) -> Slot:
    if tokens.doc is None or not any(f"-{form}@" in statement.rule for form in ADDRESSED):
        return EMPTY
    words = tokens.tokens(statement.content[0])
    stop = next((n for n, t in enumerate(words) if t.lower_ == "to" and t.tag_ == "TO"), None)
    if not stop:
        return EMPTY
    span = tokens.span(words[0].i, words[stop - 1].i)
    return Slot(span.quote, (span,), Provenance.EXPLICIT)


def _object(tokens: TokenMap, span: Span) -> Slot:
    """Give the thing acted on: the object of the member's verb, or the member's noun phrase."""
    if tokens.doc is None:
        return EMPTY
    words = tokens.tokens(span)
    inside = {t.i for t in words}
    root = next((t for t in words if t.head.i not in inside), None)
    if root is not None and root.pos_ in {"NOUN", "PROPN"} and words[0].dep_ in NOMINAL:
        acted_on = root
    else:
        acted_on = next((t for t in words if t.dep_ in {"dobj", "nsubjpass"}), None)
    if acted_on is None and words and words[0].dep_ in NOMINAL:
        # "a monthly report on losses to be made public": the noun phrase itself.
        acted_on = next((t for t in words if t.pos_ in {"NOUN", "PROPN"}), None)
        while acted_on is not None and acted_on.dep_ == "compound" and acted_on.head.i in inside:
            acted_on = acted_on.head
    if acted_on is None:
        acted_on = next(
            (
                t
                for t in words
                if t.dep_ == "pobj" and t.head.dep_ == "prep" and t.head.head.i in inside
            ),
            None,
        )
    if acted_on is None:
        return EMPTY
    first, last = max(acted_on.left_edge.i, words[0].i), min(acted_on.right_edge.i, words[-1].i)
    found = tokens.span(first, last)
    return Slot(found.quote, (found,), Provenance.EXPLICIT)
