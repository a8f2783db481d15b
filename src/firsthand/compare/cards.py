"""What does one report say of its main event: what kind, when, where, who?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from firsthand.compare.kinds import find_kinds, says, says_where
from firsthand.compare.marks import NO_MARKS, Marks, is_due, is_own, take_marks
from firsthand.compare.titles import headline, title_of
from firsthand.compare.towns import towns_named
from firsthand.model.findings import Found
from firsthand.model.items import Moment, MomentKind, Name, NameKind, Place
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.model.story import Relation
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences
from firsthand.text.words import fold_name

LEAD_PARAGRAPHS = 2
"""Paragraphs after the title that tell the main event; what follows may be background."""
LONGEST_LEAD = 900
"""Characters of the lead where a text has no paragraphs."""
SHORTEST_PARAGRAPH = 40
MOST_WHO = 8
FIRM = 3
"""Points from which a day in the lead is taken to be the event's own."""
DUE = 6
"""Points that a day loses which is a deadline or to come."""
FIRM_PLACE = 4
"""Points from which a place in the lead is taken to be the event's own."""
NEAR_DAYS = 10
FAR_DAYS = 60
LEVELS = {"city": 3, "other": 3, "admin1": 2, "water": 1, "country": 1, "region": 1}

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Card:
    """What a report says of its main event.

    `first` and `last` are the inclusive days of `when`, empty where nothing is said; `firm` tells
    that the lead itself names the day, `placed` that it names the place, `sure` that dateline or
    day of publication bear the day out.
    """

    report: str
    language: str
    title: str
    title_span: Span | None
    kind: str
    family: str
    when: Slot
    first: str
    last: str
    firm: bool
    where: Slot
    place: Place | None
    placed: bool
    who: tuple[str, ...]
    relation: Relation
    spans: tuple[Span, ...]
    sure: bool = False
    marks: Marks = NO_MARKS

    @property
    def day(self) -> str:
        """The day of the event, empty where the report names none, or only a month or a year."""
        return self.first if self.first == self.last else ""


def take_card(
    report: Report,
    found: Found,
    towns: Sequence[str] = (),
    known: Mapping[str, Place] = MappingProxyType({}),
) -> Card:
    """Fill in the card of a report's main event.

    Args:
        report: a labelled report.
        found: what the ribs found in it.
        towns: places that datelines of the pile name, which no gazetteer need know.
        known: towns that other reports of the pile name, by their names as printed there.

    Returns:
        The card; what the title, the lead and the dateline do not tell stays empty.
    """
    lead = lead_stretches(report)
    title_span = title_of(report)
    folded = {fold_name(name): place for name, place in known.items()}
    wanted = {**{town: folded.get(fold_name(town)) for town in towns}, **known}
    places = (*found.places, *towns_named(report, found, lead, wanted))
    kind, family = _kind(report, found, lead)
    dated = bool(published_day(report))
    moment, points = _best_moment(report, found, lead)
    when, first, last = _when(report, moment)
    place, place_points = _best_place(report, places, lead)
    where = _where(report, place, places, lead)
    spans = (*when.spans, *where.spans)
    return Card(
        report.id,
        report.metadata.language,
        headline(title_span),
        title_span,
        kind,
        family,
        when,
        first,
        last,
        moment is not None and points >= FIRM and first == last,
        where,
        place,
        place is not None and place_points >= FIRM_PLACE and not _in_dateline(report, place.span),
        _who(found.names, lead),
        _relation(report, lead, first),
        spans or ((title_span,) if title_span else ()),
        _is_sure(report, moment, first, last),
        take_marks(report, replace(found, places=places), lead, dated=dated),
    )


def lead_stretches(report: Report) -> tuple[Stretch, ...]:
    """List the lines that tell the main event: titles and the first paragraphs.

    Args:
        report: a labelled report.

    Returns:
        Half-open offsets in text order.
    """
    found: list[Stretch] = []
    paragraphs = length = 0
    for start, end, role in told_lines(report):
        if role in (Role.TITLE, Role.SUBTITLE):
            found.append((start, end))
        elif role is Role.BODY:
            found.append((start, min(end, start + LONGEST_LEAD)))
            length += end - start
            paragraphs += end - start >= SHORTEST_PARAGRAPH
            if length >= LONGEST_LEAD or paragraphs >= _paragraphs(report):
                break
    return tuple(found)


def _paragraphs(report: Report) -> int:
    # Without labels every sentence is a line of its own, and the title is one of them.
    return LEAD_PARAGRAPHS if report.blocks else LEAD_PARAGRAPHS + 2


def overlap_days(first: str, last: str, other_first: str, other_last: str) -> int:
    """Count the days between two intervals.

    Args:
        first: first day of one, ISO.
        last: its last day.
        other_first: first day of the other.
        other_last: its last day.

    Returns:
        Nought when they share a day, else how many days lie between.
    """
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    c, d = date.fromisoformat(other_first), date.fromisoformat(other_last)
    return max(0, (c - b).days, (a - d).days)


def published_day(report: Report) -> str:
    """Give the day a report was published, or that of its dateline.

    Args:
        report: a labelled report.

    Returns:
        An ISO day; empty when neither is known to the day.
    """
    for value in (report.metadata.published.value, report.metadata.dateline_date.value):
        if len(value) >= len("2024-10-14"):
            return value[:10]
    return ""


def spans_taken(found: Found) -> tuple[Span, ...]:
    """List what names no happening though it may hold a word for one: dates, places and people.

    Args:
        found: what the ribs found in a report.

    Returns:
        Spans, in no order.
    """
    people = (name.span for name in found.names if name.kind is NameKind.PERSON)
    dates = (m.span for m in found.moments if m.kind is not MomentKind.DURATION)
    return (*dates, *(place.span for place in found.places), *people)


def _kind(report: Report, found: Found, lead: Sequence[Stretch]) -> tuple[str, str]:
    taken = spans_taken(found)
    for start, end in lead:
        words = find_kinds(report.text, report.metadata.language, start, end, taken)
        if words:
            return words[0].kind, words[0].family
    return "", ""


def _best_moment(
    report: Report, found: Found, lead: Sequence[Stretch]
) -> tuple[Moment | None, int]:
    published = published_day(report)
    told = [m for m in found.moments if _dates_lead(report, m, lead)]
    told = [m for m in told if is_own(report, m, found, dated=bool(published))]
    due = {m.id for m in told if is_due(report, m, found)}
    best: tuple[int, int] | None = None
    chosen: Moment | None = None
    for moment in told:
        days = overlap_days(moment.first, moment.first, moment.last, moment.last)
        points = 3 if not days else 2 if days < 7 else 1 if days < 32 else -1  # noqa: PLR2004 - week, month
        sentence = _sentence(report, moment.span)
        if find_kinds(report.text, report.metadata.language, *sentence):
            points += 1
        if published:
            away = overlap_days(moment.first, moment.last, published, published)
            points += 1 if away <= NEAR_DAYS else -2 if away > FAR_DAYS else 0
        points -= moment.vague
        if moment.id in due and not _announces(report, moment):
            points -= DUE
        rank = (points, -moment.span.start)
        if best is None or rank > best:
            best, chosen = rank, moment
    # A day that is due, or a length of years, dates nothing that has happened; nor does a day long
    # past or far ahead where the report's own day is known.
    if chosen is None or best is None or best[0] < 0:
        return None, 0
    stray = bool(published) and best[0] < FIRM and chosen.first == chosen.last
    return (None, 0) if stray and not _announces(report, chosen) else (chosen, best[0])


def _announces(report: Report, moment: Moment) -> bool:
    sentence = report.text[slice(*_sentence(report, moment.span))]
    return says(sentence, report.metadata.language, "announcing")


def _dates_lead(report: Report, moment: Moment, lead: Sequence[Stretch]) -> bool:
    if not (moment.first and moment.last) or moment.kind not in (MomentKind.DATE, MomentKind.TIME):
        return False
    return _line_of(moment.span, lead) is not None and not _in_dateline(report, moment.span)


def _when(report: Report, moment: Moment | None) -> tuple[Slot, str, str]:
    dateline = report.metadata.dateline_date
    fallback = dateline if _is_day(dateline.value) else report.metadata.published
    narrow = moment is not None and moment.first == moment.last
    if _is_day(fallback.value) and not narrow:
        day = fallback.value[:10]
        if moment is None or not moment.first <= day <= moment.last or _wide(moment):
            return Slot(day, fallback.spans, Provenance.DOCUMENT), day, day
    if moment is None:
        return EMPTY, "", ""
    value = moment.first if narrow else moment.value or f"{moment.first}/{moment.last}"
    provenance = Provenance.EXPLICIT
    return Slot(value, (moment.span,), provenance), moment.first, moment.last


def _is_sure(report: Report, moment: Moment | None, first: str, last: str) -> bool:
    published = published_day(report)
    if not published and moment is not None and moment.anchor_source is Provenance.DOCUMENT:
        published = moment.anchor
    return (
        bool(first and published) and overlap_days(first, last, published, published) <= NEAR_DAYS
    )


def _wide(moment: Moment) -> bool:
    return overlap_days(moment.first, moment.first, moment.last, moment.last) > NEAR_DAYS


def _is_day(value: str) -> bool:
    return len(value) >= len("2024-10-14")


def _best_place(
    report: Report, places: Sequence[Place], lead: Sequence[Stretch]
) -> tuple[Place | None, int]:
    title = title_of(report)
    slot = report.metadata.dateline_place
    # A town and a day above the title are the paper's own: the text must say that it was there.
    above = title is not None and any(span.start < title.start for span in slot.spans)
    dateline = slot.value.casefold()
    titled = {
        p.key
        for p in places
        if p.key and p.use == "literal" and title is not None and title.overlaps(p.span)
    }
    # What a title alone names may be whom it touches; where it happened the text says too.
    text = title.end if title is not None else 0
    told = {
        p.key
        for p in places
        if p.key and p.span.start >= text and _line_of(p.span, lead) is not None
    }
    best: tuple[int, int, bool, bool, bool, int] | None = None
    chosen: Place | None = None
    for place in places:
        if place.nested or _line_of(place.span, lead) is None:
            continue
        if not place.key and place.level not in ("city", "other"):
            continue
        level = points = LEVELS.get(place.level, 1)
        sentence = report.text[slice(*_sentence(report, place.span))]
        language = report.metadata.language
        said = says_where(report.text, language, place.span.start, place.span.end)
        if said:
            points += 1
            happening = find_kinds(sentence, language) or says(
                sentence, language, "gathering_verbs"
            )
            points += 1 if happening else 0
        if dateline and place.name.casefold() in dateline and (said or not above):
            points += 1
        # A dateline tells where a report was written; a lead may begin with an earlier happening.
        written = _in_dateline(report, place.span)
        known = place.key in told
        rank = (points, level, known and place.key in titled, known, not written, -place.span.start)
        if best is None or rank > best:
            best, chosen = rank, place
    return chosen, best[0] if best else 0


def _where(
    report: Report, place: Place | None, places: Sequence[Place], lead: Sequence[Stretch]
) -> Slot:
    if place is None:
        dateline = report.metadata.dateline_place
        return (
            Slot(dateline.value, dateline.spans, Provenance.DOCUMENT) if dateline.value else EMPTY
        )
    names, spans = [place.name], [place.span]
    wider = [key for key in (place.admin1, place.country) if key and key != place.key]
    for key in wider:
        for other in places:
            if other.key == key and _line_of(other.span, lead) is not None:
                if other.name not in names:
                    names.append(other.name)
                    spans.append(other.span)
                break
    return Slot(", ".join(names), tuple(spans), Provenance.EXPLICIT)


def _who(names: Sequence[Name], lead: Sequence[Stretch]) -> tuple[str, ...]:
    kept: list[str] = []
    for name in names:
        if name.nested or name.kind not in (NameKind.PERSON, NameKind.ORGANISATION):
            continue
        if name.form == "pronoun" or _line_of(name.span, lead) is None:
            continue
        quote = " ".join(name.span.quote.split())
        if not any(quote in other for other in kept):
            kept.append(quote)
    return tuple(kept[:MOST_WHO])


def _relation(report: Report, lead: Sequence[Stretch], first: str) -> Relation:
    published = published_day(report)
    if first and published and first > published:
        return Relation.ANNOUNCES
    text = " ".join(report.text[start:end] for start, end in lead)
    language = report.metadata.language
    if says(text, language, "announcing") and not (first and published and first <= published):
        return Relation.ANNOUNCES
    return Relation.REPORTS


def _in_dateline(report: Report, span: Span) -> bool:
    return any(
        b.inline and b.role is Role.DATELINE and b.span.overlaps(span) for b in report.blocks
    )


def _line_of(span: Span, lead: Sequence[Stretch]) -> int | None:
    for number, (start, end) in enumerate(lead):
        if start <= span.start < end:
            return number
    return None


def _sentence(report: Report, span: Span) -> Stretch:
    start = report.text.rfind("\n", 0, span.start) + 1
    stop = report.text.find("\n", span.end)
    end = len(report.text) if stop < 0 else stop
    for first, last in split_sentences(report.text, start, end):
        if first <= span.start < last:
            return first, last
    return start, end
