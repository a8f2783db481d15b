"""Who is named in a report, and as what?"""

from collections.abc import Iterable, Iterator, Sequence

from firsthand.analyse.names.acronyms import blended, bracketed
from firsthand.analyse.names.arabic import from_arabic
from firsthand.analyse.names.capitals import from_capitals
from firsthand.analyse.names.clitics import named_again
from firsthand.analyse.names.draft import Draft, mark_nested
from firsthand.analyse.names.expanded import with_expanded
from firsthand.analyse.names.han import from_han
from firsthand.analyse.names.headlines import headlines
from firsthand.analyse.names.japanese import from_japanese
from firsthand.analyse.names.korean import from_korean
from firsthand.analyse.names.lexicon import Calling, calling, is_foreign_body
from firsthand.analyse.names.listed import with_list
from firsthand.analyse.names.parsed import from_parse
from firsthand.analyse.names.projects import from_terms
from firsthand.analyse.names.proper import aged, credited, facilities, is_work, passed_over
from firsthand.analyse.names.repeated import short_mentions
from firsthand.analyse.names.vietnamese import from_vietnamese
from firsthand.errors import SpanError
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind, Place
from firsthand.model.reason import Slot
from firsthand.model.span import Span
from firsthand.text.reading import Reading
from firsthand.text.words import CASELESS, SOLID, fold_name, words_of

__all__ = ["find_names"]

Stretch = tuple[int, int]
NICKNAME = 2
"""Words of the longest nickname of a club: Herons, Red Herons."""


def find_names(reading: Reading, places: Sequence[Place]) -> tuple[Name, ...]:
    """Find every mention of a person, body, project and place.

    Args:
        reading: a report made ready.
        places: what `find_places` found in it.

    Returns:
        The mentions in text order; titles and offices said of a person are its `roles`.
    """
    text, language = reading.shadow.text, reading.language
    said = calling(language)
    every = _in_shadow(reading, places)
    own = [stretch for stretch, place in zip(every, places, strict=True) if not place.nested]
    if reading.doc is not None:
        drafts = from_parse(reading.doc, text, own, said)
        taken = [*every, *((draft.start, draft.end) for draft in drafts)]
        drafts.extend(aged(text, taken, said))
        taken = [*every, *((draft.start, draft.end) for draft in drafts)]
        drafts.extend(passed_over(reading.doc, text, taken, headlines(text), said))
        drafts = _with_facilities(drafts, facilities(text, said))
        drafts = list(_with_towns(text, drafts, every, said))
        found = [(draft.start, draft.end) for draft in drafts]
        drafts.extend(credited(text, (found, every), headlines(text), said))
        drafts.extend(from_terms(reading.doc, text, every))
        for draft in drafts:
            if draft.kind is NameKind.PERSON and is_foreign_body(text[draft.start : draft.end]):
                draft.kind = NameKind.ORGANISATION  # "Rede Costeira" in an English text
    elif language in SOLID:
        drafts = from_japanese(text, own) if language == "ja" else from_han(text, own, said)
    elif language == "ko":
        drafts = from_korean(text, words_of(text, language), own)
    elif language == "vi":
        drafts = from_vietnamese(text, words_of(text, language), every)
    else:
        words = words_of(text, language)
        drafts = (
            from_arabic(text, words, said)
            if language in CASELESS
            else from_capitals(text, words, (own, every), said, language)
        )
    if reading.doc is None and language not in SOLID | CASELESS:
        drafts = with_expanded(text, drafts)
    drafts = [*drafts, *bracketed(text, drafts)]
    drafts = [*drafts, *blended(text, drafts)]
    if language in CASELESS - {"ko"}:
        drafts = [*drafts, *named_again(text, words_of(text, language), drafts, language)]
    elif language not in SOLID | {"ko", "vi"}:
        drafts = [*drafts, *short_mentions(text, drafts, every, said, language)]
    drafts = list(with_list(text, drafts, every, language))
    drafts = [draft for draft in drafts if not is_work(text, draft, said)]
    names = [name for draft in mark_nested(_sensible(drafts)) if (name := _name(draft, reading))]
    bodies = [n.span for n in names if n.kind is NameKind.ORGANISATION and not n.nested]
    names.extend(_place_name(place, bodies) for place in places if place.level != "demonym")
    names.extend(_credits(reading, names))
    return tuple(_unique(names))


def _in_shadow(reading: Reading, places: Sequence[Place]) -> list[Stretch]:
    """Find where each place stands in the shadow text; both ascend, so one walk does."""
    shadow = reading.shadow
    found = []
    for place in places:
        low, high = 0, len(shadow.text)
        while low < high:
            middle = (low + high) // 2
            if shadow.to_source(middle, middle + 1)[0] < place.span.start:
                low = middle + 1
            else:
                high = middle
        end = low
        while end < len(shadow.text) and shadow.to_source(end, end + 1)[0] < place.span.end:
            end += 1
        found.append((low, end))
    return found


def _sensible(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drop persons that lie inside the name of a body; keep the rest."""
    bodies = [d for d in drafts if d.kind is NameKind.ORGANISATION]
    for draft in drafts:
        person = draft.kind is NameKind.PERSON
        if person and any(body.contains(draft) for body in bodies):
            draft.nested = True
        yield draft


def _with_facilities(drafts: Sequence[Draft], found: Iterable[Draft]) -> list[Draft]:
    """Add the names of buildings and roads; bodies of the same bounds or inside give way."""
    buildings = list(found)
    kept = []
    for draft in drafts:
        body = draft.kind is NameKind.ORGANISATION
        inside = any(b.start <= draft.start and draft.end <= b.end for b in buildings)
        if not (body and inside):
            kept.append(draft)
    free = [b for b in buildings if not any(d.contains(b) for d in kept)]
    return [*kept, *free]


def _name(draft: Draft, reading: Reading) -> Name | None:
    try:
        span = reading.span(draft.start, draft.end)
        roles = tuple(reading.span(*role) for role in draft.roles if role[0] < role[1])
    except SpanError:
        return None
    return Name(
        item_id("name", (span,), draft.kind.value),
        span,
        draft.kind,
        f"names/{draft.rule}@1",
        form=draft.form,
        roles=roles,
        nested=draft.nested,
    )


def _with_towns(
    text: str, drafts: Sequence[Draft], places: Sequence[Stretch], said: Calling
) -> Iterator[Draft]:
    """Take a town right before the nickname of its club into the club's name: "Portland Herons"."""
    starts = {end + 1: start for start, end in places}
    for draft in drafts:
        words = [fold_name(word) for word in text[draft.start : draft.end].split()]
        club = draft.kind is NameKind.ORGANISATION and len(words) <= NICKNAME
        plural = club and words[-1].isalpha() and words[-1].endswith(("s", "sox"))
        start = starts.get(draft.start)
        joined = start is not None and text[draft.start - 1] == " "
        if start is not None and joined and plural and not set(words) & said.organisations:
            draft.start, draft.form, draft.rule = start, "full", "town and nickname"
        yield draft


def _place_name(place: Place, bodies: Sequence[Span]) -> Name:
    inside = any(b.start <= place.span.start and place.span.end < b.end for b in bodies)
    return Name(
        item_id("name", (place.span,), NameKind.PLACE.value),
        place.span,
        NameKind.PLACE,
        "names/place@1",
        nested=place.nested or inside,
        score=place.score,
    )


def _credits(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Name the outlet and the agency that the report credits, outside what it tells."""
    metadata = reading.report.metadata
    taken = {name.span for name in names}
    for slot in (metadata.outlet, metadata.agency):
        for span in _spans(slot):
            if span not in taken:
                taken.add(span)
                identity = item_id("name", (span,), NameKind.ORGANISATION.value)
                yield Name(identity, span, NameKind.ORGANISATION, "names/credit@1")


def _spans(slot: Slot) -> tuple[Span, ...]:
    return slot.spans if slot.value else ()


def _unique(names: Sequence[Name]) -> Iterator[Name]:
    """Keep one name a span, places last; text order."""
    kept: dict[Span, Name] = {}
    for name in names:
        kept.setdefault(name.span, name)
    for span in sorted(kept, key=lambda s: (s.start, -s.end)):
        name = kept[span]
        yield name
