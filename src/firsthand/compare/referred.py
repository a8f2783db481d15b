"""Which other events does a report refer to, earlier ones, later ones, or disasters in passing?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.compare.cards import Card, lead_stretches, overlap_days
from firsthand.compare.kinds import KindWord, find_kinds, place_word_before, says
from firsthand.model.findings import Found
from firsthand.model.items import Moment, MomentKind, Place
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences

NEAR = 60
"""Characters between the word for an event and its date after it ("a meeting in Bonn in 2018")."""
NEAR_BEFORE = 12
"""... and before it ("the 2018 meeting")."""
LONGEST = 370
"""Days: what lasts longer than a year dates no event."""
DISASTERS = frozenset(
    {"flood", "earthquake", "storm", "drought", "fire", "eruption", "outbreak", "accident"}
)
NO_EVENT = frozenset({"publication", "decision", "visit", "launch", "award"})
"""Classes whose words mostly name papers, plans or habits rather than one happening."""

_LAST_WORDS = re.compile(r"(?:[^\s,.;:!?()\"“”]+\s+){0,3}$")


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of an event that is not the report's own."""

    report: str
    kind: str
    family: str
    span: Span
    value: str
    first: str
    last: str
    place: Place | None
    spans: tuple[Span, ...]
    dated: bool = True
    """whether the words themselves name the time"""


def find_references(
    report: Report, found: Found, card: Card, first: str, last: str
) -> tuple[Reference, ...]:
    """Find the events a report refers to besides its main event.

    Args:
        report: a labelled report.
        found: what the ribs found in it.
        card: its card.
        first: first day of its main event, from the report or inherited; empty when unknown.
        last: its last day.

    Returns:
        The references in text order, one for each time and class of event.
    """
    references: dict[tuple[str, str], Reference] = {}
    lead = lead_stretches(report)
    for start, end, _ in told_lines(report):
        for stretch in split_sentences(report.text, start, end):
            words = find_kinds(report.text, report.metadata.language, *stretch)
            for word in words:
                if word.family in NO_EVENT:
                    continue
                reference = _dated(report, found, word, stretch, (first, last))
                if reference is None and not any(s <= stretch[0] < e for s, e in lead):
                    reference = _disaster(report, found, card, word, stretch, first)
                if reference is not None:
                    references.setdefault((reference.value, reference.family), reference)
    return tuple(sorted(references.values(), key=lambda r: r.span))


def _dated(
    report: Report,
    found: Found,
    word: KindWord,
    stretch: tuple[int, int],
    main: tuple[str, str],
) -> Reference | None:
    moment = _moment_of(found.moments, word, stretch)
    if moment is None:
        return None
    if main[0] and not overlap_days(moment.first, moment.last, *main):
        return None
    if overlap_days(moment.first, moment.first, moment.last, moment.last) > LONGEST:
        return None
    place = _place_of(found.places, word, stretch)
    if place is not None and not place_word_before(
        report.text, report.metadata.language, place.span.start
    ):
        place = None
    start, end = min(word.start, moment.span.start), max(word.end, moment.span.end)
    spans = (moment.span,) if place is None else (moment.span, place.span)
    return Reference(
        report.id,
        word.kind,
        word.family,
        _phrase(report, start, end, stretch),
        moment.value or moment.first,
        moment.first,
        moment.last,
        place,
        spans,
    )


def _moment_of(
    moments: Sequence[Moment], word: KindWord, stretch: tuple[int, int]
) -> Moment | None:
    near: list[tuple[int, Moment]] = []
    for moment in moments:
        span = moment.span
        if not (stretch[0] <= span.start and span.end <= stretch[1] and moment.first):
            continue
        if moment.kind not in (MomentKind.DATE, MomentKind.TIME) or not moment.last:
            continue
        after, before = span.start - word.end, word.start - span.end
        if 0 <= after <= NEAR:
            near.append((after, moment))
        elif 0 <= before <= NEAR_BEFORE:
            near.append((before, moment))
    return min(near, key=lambda pair: (pair[0], pair[1].span))[1] if near else None


def _disaster(
    report: Report,
    found: Found,
    card: Card,
    word: KindWord,
    stretch: tuple[int, int],
    first: str,
) -> Reference | None:
    """Take a disaster told as a fact to be of the main event's year, though no date is given."""
    if word.family not in DISASTERS or word.family == card.family or not first:
        return None
    if not says(report.text[stretch[0] : stretch[1]], report.metadata.language, "struck"):
        return None
    place = _place_of(found.places, word, stretch)
    if place is None:
        return None
    year = first[:4]
    span = _phrase(report, word.start, word.end, stretch)
    return Reference(
        report.id,
        word.kind,
        word.family,
        span,
        year,
        f"{year}-01-01",
        f"{year}-12-31",
        place,
        (span, place.span),
        dated=False,
    )


def _place_of(places: Sequence[Place], word: KindWord, stretch: tuple[int, int]) -> Place | None:
    inside = [
        place
        for place in places
        if stretch[0] <= place.span.start < stretch[1] and not place.nested
        if abs(place.span.start - word.end) <= 2 * NEAR
    ]
    return min(inside, key=lambda p: (abs(p.span.start - word.end), p.span), default=None)


def _phrase(report: Report, start: int, end: int, stretch: tuple[int, int]) -> Span:
    head = _LAST_WORDS.search(report.text[stretch[0] : start])
    return report.span(start - len(head[0]) if head else start, end)
