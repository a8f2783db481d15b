"""Which place names in the reports of an event stand for one place?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from firsthand.compare.forms import Card
from firsthand.lang import ANY, lexicon
from firsthand.model.findings import Found
from firsthand.model.identity import group_id
from firsthand.model.items import NameKind, Place
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Entity, Mention, Spelling
from firsthand.text.words import fold_all, fold_name

RULE = "entities/link@1"
_LINKS = frozenset({"of", "de", "do", "da", "du", "des", "del", "di", "la", "the", "van"})


def spellings(texts: Iterable[tuple[str, Span]]) -> tuple[Spelling, ...]:
    """Count in which reports each spelling stands.

    Args:
        texts: every mention's letters with its span.

    Returns:
        The spellings, those of most reports first.
    """
    by_text: dict[str, set[str]] = defaultdict(set)
    for text, span in texts:
        by_text[text].add(span.report)
    rows = sorted(by_text.items(), key=lambda row: (-len(row[1]), row[0]))
    return tuple(Spelling(text, tuple(sorted(reports))) for text, reports in rows)


def address(span: Span) -> str:
    """Write where a mention stands, for the id of its entity.

    Args:
        span: of the mention.

    Returns:
        Report, first code point and the one past the last.
    """
    return f"{span.report}:{span.start}:{span.end}"


def locate(
    cards: Sequence[Card],
    group: Sequence[str],
    founds: Mapping[str, Found],
    located: dict[str, list[tuple[Card, Place | None]]],
) -> None:
    """Sort place names by what they were resolved to; those without a key by their letters.

    Args:
        cards: place names of the reports of one event.
        group: its reports.
        founds: report id to what was found in it.
        located: key of a place to its mentions; these are added.
    """
    by_span = {place.span: place for report in group for place in founds[report].places}
    keys: dict[str, Counter[str]] = defaultdict(Counter)
    for card in cards:
        place = by_span.get(card.name.span)
        if place is not None and place.key:
            keys[card.folded][place.key] += 1
    told = _told_apart(cards, by_span)
    for card in sorted(cards, key=lambda c: c.name.span):
        place = by_span.get(card.name.span)
        key = place.key if place is not None else ""
        counted = keys[card.folded]
        if counted and not (key and card.folded in told):
            # One name, one place in one event, whatever each report alone made of it.
            key = min(counted, key=lambda k: (-counted[k], k))
        located[key or f"name:{_own_name(card.folded)}"].append((card, place))


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    return tuple(fold_all(row.split()) for row in lexicon(ANY, "features")["kinds"].values())


def _own_name(folded: str) -> str:
    """Write a place's name with a mark for the word for what it is: Sungai Lusi, Lusi River."""
    words = folded.replace("-", " ").split()
    for number, kind in enumerate(_kinds()):
        for at in (0, len(words) - 1):
            if len(words) > 1 and words[at] in kind:
                rest = [word for n, word in enumerate(words) if n != at]
                own = [word for word in rest if word not in _LINKS] or rest
                return f"{number} {' '.join(own)}"
    return " ".join(words)


def _told_apart(cards: Iterable[Card], by_span: Mapping[Span, Place]) -> frozenset[str]:
    """Collect the place names that one report uses for two places, or that are whole countries."""
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    levels: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        place = by_span.get(card.name.span)
        if place is not None and place.key:
            keys[card.folded, card.name.span.report].add(place.key)
            levels[card.folded].add(place.level)
    twice = {folded for (folded, _), found in keys.items() if len(found) > 1}
    return frozenset(twice | {folded for folded, found in levels.items() if len(found) > 1})


def place_entity(key: str, rows: Sequence[tuple[Card, Place | None]], name: str) -> Entity:
    """Make one place of its mentions.

    Args:
        key: what they were resolved to, or their letters.
        rows: the mentions with what each was resolved to.
        name: what to call a place that was not resolved.

    Returns:
        The place.
    """
    ordered = sorted(rows, key=lambda row: row[0].name.span)
    title = next((place.name for _, place in ordered if place is not None and place.key), "")
    title = title or name
    mentions = tuple(
        Mention(
            card.name.span,
            "full" if card.folded == fold_name(title) else "variant",
            Reason("entities/place@1", place.score if place else None, card.text, key),
        )
        for card, place in ordered
    )
    return Entity(
        group_id("entity", (address(mention.span) for mention in mentions)),
        title,
        NameKind.PLACE,
        mentions,
        RULE,
        spellings=spellings((card.text, card.name.span) for card, _ in ordered),
    )
