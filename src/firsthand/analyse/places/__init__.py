"""Where does a report speak of? Every mention of a place, resolved where it can be."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from firsthand.analyse.places.accept import COUNTRY as WELL_KNOWN
from firsthand.analyse.places.accept import (
    GEOGRAPHIC,
    Context,
    judge,
    lone,
    stands_at,
    surnames_of,
)
from firsthand.analyse.places.gazetteer import COUNTRY, LEVELS, Entry, by_code
from firsthand.analyse.places.homes import at_home, learn_homes, resolve_spans, settle_at_home
from firsthand.analyse.places.japanese import meant_in_japan
from firsthand.analyse.places.korean import korean_spots
from firsthand.analyse.places.lexicon import Bearers, Region, Speech, no_places, region, speech
from firsthand.analyse.places.resolve import settle, vote
from firsthand.analyse.places.spots import Spot, scan
from firsthand.analyse.places.unknown import by_context, family_names
from firsthand.analyse.places.use import LITERAL, use_of
from firsthand.analyse.places.widen import widen
from firsthand.model.identity import item_id
from firsthand.model.items import Place
from firsthand.model.report import Role
from firsthand.model.span import Span
from firsthand.text.reading import Reading
from firsthand.text.words import CASELESS, SOLID, Word, fold_name, words_of

__all__ = ["at_home", "find_places", "learn_homes", "resolve_spans", "settle_at_home"]

_BARE_COMPASS = re.compile(
    r"\b(?:[Tt]he )(?P<name>(?P<way>North|South)(?P<side>east|west)(?P<end>ern)?(?: region)?)"
    r"(?![\w-]| [A-Z])|"
    r"\b(?P<adjective>(?P<way2>[Nn]orth|[Ss]outh)(?P<side2>east|west)(?:ern)? region)\b"
)
_EDGES = re.compile(r"^(?:the |The )|(?:'s?|,|\.)$")
SHORTEST = 2
_FIRM_CUES = frozenset({"in", "at", "near"})
"""Prepositions of place that hardly stand before a person's name."""
HOME = 0.4
"""Share of the report's places from which on a country is what it is about."""


def find_places(reading: Reading) -> tuple[Place, ...]:
    """Find every mention of a place and say which place it is.

    Names come from the gazetteer, from the named regions and, where the language has a parser,
    from its entities. A name borne by several places goes to the one that its people, the words
    beside it and the other places of the report speak for.

    Args:
        reading: a report made ready.

    Returns:
        The mentions in text order. Adjectives ("French") have level "demonym"; a mention inside
        the name of something else is `nested`; an unknown place has no key.
    """
    text = reading.shadow.text
    said = speech(reading.language)
    words = words_of(text, reading.language)
    korean = reading.language == "ko"
    spots = list(korean_spots(text, words) if korean else scan(text, words, reading.language))
    for spot in spots:
        widen(spot, text, words, said)
    entities = () if reading.doc is None else reading.doc.ents
    context = _context(reading, words, said, spots, entities)
    kept = spots if korean else list(_meant(spots, context, reading))
    if reading.doc is not None:
        taken = set(map(id, kept))
        rejected = [spot for spot in spots if id(spot) not in taken]
        kept = _with_entities(kept, entities, context, rejected)
        kept = _with_named_countries(kept, rejected, context)
    else:
        kept = _with_towns(kept, spots, context, reading.report.metadata.outlet.value)
    kept = by_context(kept, spots, context)
    dateline = [spot for spot in kept if _in_dateline(spot, reading)]
    choices = settle(
        kept,
        text,
        dateline,
        reading.report.metadata.outlet.value,
        language=reading.language,
    )
    found = [
        _place(spot, reading, use_of(spot, context, reading.doc), *choice)
        for spot, choice in zip(kept, choices, strict=True)
    ]
    found.extend(_bare_compass(reading, found))
    return tuple(_disjoint(found))


def _meant(spots: Sequence[Spot], context: Context, reading: Reading) -> Iterator[Spot]:
    """Walk the names that stand for a place."""
    before: Spot | None = None
    for spot, following in zip(spots, (*spots[1:], None), strict=False):
        japanese = context.language == "ja"
        verdict = meant_in_japan(spot, context.text, before) if japanese else None
        verdict = judge(spot, context, following) if verdict is None else verdict
        if verdict or _opens_dateline(spot, reading):
            yield spot
        before = spot


def _context(
    reading: Reading,
    words: Sequence[Word],
    said: Speech,
    spots: Sequence[Spot],
    entities: Sequence[Any],
) -> Context:
    labels: dict[int, Any] = {}
    surnames: frozenset[str] = frozenset()
    settled = set()
    text = reading.shadow.text
    if reading.doc is not None:
        for entity in entities:
            start, end = entity.start_char, entity.end_char
            labels.update(dict.fromkeys(range(start, end), entity))
            if entity.label_ in GEOGRAPHIC:
                settled.add(fold_name(_EDGES.sub("", text[start:end])))
        surnames = surnames_of(entities, text)
    for number, spot in enumerate(spots):
        initial = spot.first >= 0 and words[spot.first].initial
        sure = spot.bearers.strength >= WELL_KNOWN or spot.level
        if sure and spot.rule == "name" and not initial and number >= 0:
            settled.add(fold_name(text[spot.core[0] : spot.core[1]]))
    lower = frozenset([word[2] for word in words if not word[3]])
    if not text.isascii() and reading.language not in CASELESS | SOLID:
        lower -= _told_by_marks(text, words, lower)
    context = Context(
        text, words, said, reading.language, lower, surnames, labels, frozenset(settled - surnames)
    )
    if reading.doc is None and reading.language not in CASELESS | SOLID:
        context.surnames = family_names(context)
        context.settled -= context.surnames
    return context


def _told_by_marks(text: str, words: Sequence[Word], lower: frozenset[str]) -> frozenset[str]:
    """Find small words that a name is like but for the marks on its letters: "para" and Pará."""
    alike = [word for word in words if word[2] in lower]
    small = {text[start:end].casefold() for start, end, _, capital, *_ in alike if not capital}
    return frozenset(
        folded
        for start, end, folded, capital, *_ in alike
        if capital
        and not text[start:end].isascii()
        and text[start:end].casefold() not in small
        and folded in small
    )


def _with_towns(
    kept: list[Spot], spots: Sequence[Spot], context: Context, outlet: str
) -> list[Spot]:
    """Add small towns of the country that the report is about, where nothing speaks against."""
    votes = vote(kept, (), outlet)
    taken = {id(spot) for spot in kept}
    added = [
        spot
        for spot in spots
        if id(spot) not in taken
        and any(votes.get(entry.country, 0.0) >= HOME for entry in spot.bearers.entries)
        and lone(spot, context)
    ]
    return sorted([*kept, *added], key=lambda spot: spot.start)


def _with_named_countries(
    kept: list[Spot], rejected: Sequence[Spot], context: Context
) -> list[Spot]:
    """Add small towns behind a preposition of place whose country the report names.

    The parser takes names that it does not know for people and firms; "to Kaya" may be somebody,
    "at Kaya" is hardly that.
    """
    named = {e.code for s in kept if not s.nested for e in s.bearers.entries if e.level == COUNTRY}
    added = []
    for spot in rejected:
        entity = context.labels.get(spot.core[0])
        alone = entity is None or (
            entity.start_char >= spot.start - 4 and entity.end_char <= spot.end
        )
        before = context.words[spot.first - 1].folded if spot.first > 0 else ""
        somebody = entity is not None and entity.label_ == "PERSON" and before not in _FIRM_CUES
        held = bool(spot.bearers.entries) and spot.bearers.entries[0].country in named
        if alone and held and not somebody and stands_at(spot, context):
            added.append(spot)
    return sorted([*kept, *added], key=lambda spot: spot.start)


def _with_entities(
    spots: list[Spot],
    entities: Sequence[Any],
    context: Context,
    rejected: Sequence[Spot],
) -> list[Spot]:
    """Add what the parser alone takes for places: unknown towns, features named after places."""
    added: list[Spot] = []
    taken = {position for spot in (*spots, *rejected) for position in range(*spot.core)}
    for entity in entities:
        if entity.label_ not in GEOGRAPHIC:
            continue
        start, end = entity.start_char, entity.end_char
        start, end = _trim(context.text[start:end], start)
        piece = context.text[start:end]
        if end - start < SHORTEST or not any(char.isupper() for char in piece) or "\n" in piece:
            continue
        inside = [
            s
            for s in spots
            if s.start >= start and s.end <= end and (s.start, s.end) != (start, end)
        ]
        parts = set(fold_name(piece).split())
        if parts <= context.said.compass.keys() or fold_name(piece) in no_places():
            continue
        if inside and parts & context.said.features | parts & context.said.titles:
            for spot in inside:
                spots.remove(spot)
            added.append(Spot(start, end, Bearers(), "entity", core=(start, end)))
        elif (
            not inside
            and not taken & set(range(start, end))
            and fold_name(piece) not in context.said.guarded
        ):
            added.append(Spot(start, end, Bearers(), "entity", core=(start, end)))
    return sorted([*spots, *added], key=lambda spot: (spot.start, spot.end))


def _trim(piece: str, start: int) -> tuple[int, int]:
    end = start + len(piece)
    while True:
        match = _EDGES.search(piece)
        if match is None or not piece:
            return start, end
        if match.start() == 0 and match[0].lower() == "the ":
            start += match.end()
        else:
            end -= len(match[0])
        piece = piece[match.end() :] if match.start() == 0 else piece[: match.start()]


def _opens_dateline(spot: Spot, reading: Reading) -> bool:
    """Tell whether a name is all that stands for the place in the dateline."""
    said = reading.report.metadata.dateline_place.spans
    return bool(said) and reading.shadow.to_source(spot.start, spot.end) == (
        said[0].start,
        said[0].end,
    )


def _in_dateline(spot: Spot, reading: Reading) -> bool:
    start, end = reading.shadow.to_source(spot.start, spot.end)
    return any(
        block.inline
        and block.role is Role.DATELINE
        and block.span.start <= start
        and end <= block.span.end
        for block in reading.report.blocks
    )


def _place(
    spot: Spot,
    reading: Reading,
    use: str,
    entry: Entry | None,
    score: float,
    others: tuple[Entry, ...],
) -> Place:
    span = reading.span(spot.start, spot.end)
    more = tuple(other.key for other in others)
    rule = f"places/{spot.rule}@1"
    marks = {
        "nested": spot.nested,
        "use": use,
        "score": round(score, 3),
        "alternatives": more,
    }
    identity = item_id("place", (span,))
    if spot.bearers.region is not None:
        return _of_region(spot.bearers.region, identity, span, rule, spot.nested, use)
    if entry is None:
        return Place(
            identity, span, span.quote, rule, level="other", nested=spot.nested, use=use, score=0.5
        )
    level = "demonym" if spot.rule == "demonym" else LEVELS[entry.level]
    name, key = entry.name, entry.key
    if spot.way:
        key = f"{spot.way}-{fold_name(entry.name).replace(' ', '-')}"
        listed = region(key)
        if listed is not None:
            return _of_region(listed, identity, span, rule, spot.nested, use)
        name = f"{spot.way.title()} {entry.name}"
        level = "region"
    return Place(
        identity,
        span,
        name,
        rule,
        key=key,
        level=level,
        country=entry.country,
        admin1=entry.admin1,
        latitude=entry.latitude,
        longitude=entry.longitude,
        **marks,  # type: ignore[arg-type]
    )


def _of_region(
    found: Region,
    identity: str,
    span: Span,
    rule: str,
    nested: bool = False,  # noqa: FBT001, FBT002
    use: str = LITERAL,
) -> Place:
    countries = sorted({member[:2] for member in found.members})
    return Place(
        identity,
        span,
        found.name,
        rule,
        key=found.key,
        level=found.level,
        country=countries[0] if len(countries) == 1 else "",
        nested=nested,
        use=use,
        score=1.0,
    )


def _bare_compass(reading: Reading, found: Sequence[Place]) -> Iterator[Place]:
    """Resolve "the Northeast" to the part of the country that the report speaks of most."""
    text = reading.shadow.text
    if reading.language != "en" or not ("orth" in text or "outh" in text):
        return
    counted: dict[str, int] = {}
    for place in found:
        if place.country:
            counted[place.country] = counted.get(place.country, 0) + 1
    if not counted:
        return
    country = by_code(min(counted, key=lambda code: (-counted[code], code)))
    if country is None:
        return
    for match in _BARE_COMPASS.finditer(text):
        group = "name" if match["name"] else "adjective"
        way = ((match["way"] or match["way2"]) + (match["side"] or match["side2"])).lower()
        if group == "name" and match["end"] and not match[group].endswith("region"):
            continue
        key = f"{way}-{fold_name(country.name).replace(' ', '-')}"
        span = reading.span(*match.span(group))
        identity, rule = item_id("place", (span,)), "places/compass@1"
        listed = region(key)
        if listed is not None:
            yield _of_region(listed, identity, span, rule)
        else:
            name = f"{way.title()} {country.name}"
            yield Place(
                identity, span, name, rule, key=key, level="region", country=country.code, score=0.6
            )


def _disjoint(found: Sequence[Place]) -> Iterator[Place]:
    """Keep, of overlapping mentions, the longer and then the earlier one."""
    covered = bytearray(max((place.span.end for place in found), default=0))
    kept: list[Place] = []
    for place in sorted(found, key=lambda p: (p.span.start - p.span.end, p.span.start)):
        start, end = place.span.start, place.span.end
        if not any(covered[start:end]):
            covered[start:end] = b"\x01" * (end - start)
            kept.append(place)
    yield from sorted(kept, key=lambda p: p.span)
