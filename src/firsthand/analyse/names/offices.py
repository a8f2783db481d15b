"""Whom does "the minister" mean in a language without a parser?"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from firsthand.analyse.names.lexicon import calling
from firsthand.errors import SpanError
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind, StandIn
from firsthand.model.span import Span
from firsthand.text.reading import Reading
from firsthand.text.words import Word, fold_name, words_of


def find_offices(reading: Reading, names: Sequence[Name]) -> tuple[StandIn, ...]:
    """Find offices with a definite article whose holder was named before.

    Args:
        reading: a report made ready.
        names: the names found in it, with their roles.

    Returns:
        The offices in text order, each meaning the one person of that office named before it;
        none where several bear it, or where the language has no article.
    """
    said = calling(reading.language)
    if not said.definite:
        return ()
    text = reading.shadow.text
    people = [n for n in names if n.kind is NameKind.PERSON and n.roles]
    words = words_of(text, reading.language)
    pairs = pairwise(words)
    found: list[StandIn] = []
    for article, office in pairs:
        gap = text[article.end : office.start]
        if article.folded in said.definite and office.folded in said.titles and gap in {" ", "'"}:
            try:
                span = reading.span(article.start, office.end)
                head = reading.span(office.start, office.end)
            except SpanError:
                continue
            found.extend(_meant(span, head, office, people))
    return tuple(found)


def _meant(span: Span, head: Span, office: Word, people: Sequence[Name]) -> Iterator[StandIn]:
    if any(role.overlaps(head) for name in people for role in name.roles):
        return  # said of a person beside it
    holders = [
        name
        for name in people
        if name.span.end <= span.start
        and any(office.folded in fold_name(role.quote).split() for role in name.roles)
    ]
    if len({fold_name(name.span.quote).split()[-1] for name in holders}) != 1:
        return
    yield StandIn(
        item_id("stand_in", (span,)),
        span,
        NameKind.PERSON,
        "description",
        office.folded,
        "names/office@1",
        head,
        meant=holders[-1].span,
    )
