"""Which other events does a report refer to, earlier ones, later ones, or disasters in passing?"""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.compare.cards import Card, lead_stretches, overlap_days, spans_taken
from firsthand.compare.kinds import KindWord, find_kinds, says, says_where
from firsthand.compare.phrases import NEAR, is_head, name_with_time, phrase_start
from firsthand.model.findings import Found
from firsthand.model.items import Place
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences

LONGEST = 370
"""Days: what lasts longer than a year dates no event."""
DISASTERS = frozenset(
    {"flood", "earthquake", "storm", "drought", "fire", "eruption", "outbreak", "accident"}
)
NO_EVENT = frozenset({"publication", "decision", "visit", "launch", "award"})
"""Classes whose words mostly name papers, plans or habits rather than one happening."""


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
    dates = {moment.span for moment in found.moments}
    taken = [span for span in spans_taken(found) if span not in dates]
    asked = [d.span for d in found.directives]
    for start, end, _ in told_lines(report):
        for stretch in split_sentences(report.text, start, end):
            words = find_kinds(report.text, report.metadata.language, *stretch, taken)
            for word in words:
                # What somebody asks for or promises has not taken place.
                if word.family in NO_EVENT or any(d.start <= word.start < d.end for d in asked):
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
    named = name_with_time(report, word, found.moments, stretch)
    if named is None:
        return None
    moment, phrase = named
    if main[0] and not overlap_days(moment.first, moment.last, *main):
        return None
    if overlap_days(moment.first, moment.first, moment.last, moment.last) > LONGEST:
        return None
    place = _place_of(found.places, word, stretch)
    if place is not None and not says_where(
        report.text, report.metadata.language, place.span.start, place.span.end
    ):
        place = None
    spans = (moment.span,) if place is None else (moment.span, place.span)
    return Reference(
        report.id,
        word.kind,
        word.family,
        phrase,
        moment.value or moment.first,
        moment.first,
        moment.last,
        place,
        spans,
    )


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
    if not is_head(report, word) or _has_own_time(found, stretch, first[:4]):
        return None
    if not says(report.text[stretch[0] : stretch[1]], report.metadata.language, "struck"):
        return None
    place = _place_of(found.places, word, stretch)
    if place is None:
        return None
    year = first[:4]
    span = report.span(phrase_start(report, word, stretch[0]), word.end)
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


def _has_own_time(found: Found, stretch: tuple[int, int], year: str) -> bool:
    inside = [m for m in found.moments if stretch[0] <= m.span.start < stretch[1] and m.first]
    return any(not m.first <= f"{year}-12-31" or m.last < f"{year}-01-01" for m in inside)


def _place_of(places: Sequence[Place], word: KindWord, stretch: tuple[int, int]) -> Place | None:
    inside = [
        place
        for place in places
        if stretch[0] <= place.span.start < stretch[1] and not place.nested
        if abs(place.span.start - word.end) <= 2 * NEAR
    ]
    return min(inside, key=lambda p: (abs(p.span.start - word.end), p.span), default=None)
