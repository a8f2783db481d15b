"""Which real-world events do the reports tell of, announce or refer to?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.compare.agreement import FEW
from firsthand.compare.cards import Card, lead_stretches, overlap_days, take_card
from firsthand.compare.gather import Gathered, gather, words_for
from firsthand.compare.likeness import Evidence
from firsthand.compare.marks import placed_in_time
from firsthand.compare.programmes import find_programmes
from firsthand.compare.referred import Reference, find_references
from firsthand.compare.towns import towns_of
from firsthand.model.findings import Found
from firsthand.model.identity import group_id, item_id
from firsthand.model.reason import EMPTY, Provenance, Reason, Slot
from firsthand.model.report import Report
from firsthand.model.story import LIKELY, Decision, Event, Link, LinkKind, Relation, Reporting
from firsthand.text.reading import told_lines

GROUP_RULE, REFER_RULE = "events/evidence@2", "events/reference@1"
DECIDED_RULE = "decide/events@1"
SAME_REFERENCE = 3
"""Days by which two mentions of one event may differ where both name the day."""

RENDERED = frozenset({LinkKind.COMMON_ORIGIN, LinkKind.TRANSLATION})
"""Kinds of link that other words, or names and numbers alone, speak for."""

Placed = tuple[int, ...]


def find_events(
    reports: Sequence[Report],
    founds: Mapping[str, Found],
    links: Iterable[Link],
    decisions: Sequence[Decision] = (),
) -> tuple[Event, ...]:
    """Find the events that reports tell of, and those they refer to.

    Each report has one main event, read from title, lead and dateline. Reports are grouped by the
    sum of their evidence; an event referred to is kept on its own and makes no report a member.

    Args:
        reports: labelled reports, in any order.
        founds: report id to what was found in it; missing ones count as empty.
        links: links between reports.
        decisions: what people decided, in the order of deciding; they win.

    Returns:
        The events by day and id; those that reports only refer to come with their references.
    """
    ordered = [r for _, r in sorted({report.id: report for report in reports}.items())]
    towns = sorted({r.metadata.dateline_place.value for r in ordered} - {""})
    found = [founds.get(r.id, Found(r.id)) for r in ordered]
    known = towns_of(found) if len(ordered) <= FEW else {}
    cards = [take_card(r, one, towns, known) for r, one in zip(ordered, found, strict=True)]
    marks = placed_in_time([card.day for card in cards], [card.marks for card in cards])
    cards = [replace(card, marks=one) for card, one in zip(cards, marks, strict=True)]
    evidence = [
        Evidence.of(told_text(r), [n.span.quote for n in founds.get(r.id, Found(r.id)).names])
        for r in ordered
    ]
    by_report = {card.report: card for card in cards}
    holding = [k for k in links if not is_doubtful(k) and not _looks_back(k, by_report)]
    gathered = gather(evidence, cards, holding).placed([card.report for card in cards], decisions)
    heads = [[_head(ordered[n]) for n in group] for group in gathered.groups]
    programmes = find_programmes(heads)
    events = [
        replace(_main_event(number, cards, gathered), programme=programmes.get(number, ""))
        for number in range(len(gathered.groups))
    ]
    events = _refer(events, ordered, cards, founds)
    return tuple(sorted(events, key=lambda event: (event.when.value or "9999", event.id)))


def is_doubtful(link: Link) -> bool:
    """Tell whether it is as likely as not that two reports render one original.

    Reports of a launch and of its review a year later say much the same in the same order.

    Args:
        link: any link.

    Returns:
        True for such links, which show nothing about events.
    """
    return link.kind is LinkKind.COMMON_ORIGIN and link.probability <= LIKELY


def _looks_back(link: Link, by_report: Mapping[str, Card]) -> bool:
    """Tell whether a report that may render another looks back on the day that that one tells."""
    if link.kind not in RENDERED:
        return False
    a, b = by_report.get(link.a), by_report.get(link.b)
    if a is None or b is None:
        return False
    return b.day in a.marks.passed or a.day in b.marks.passed


def told_text(report: Report) -> str:
    """Put together what a report tells, furniture left out.

    Args:
        report: a labelled report.

    Returns:
        Its told lines.
    """
    if not report.blocks:
        return report.text
    return "\n".join(report.text[start:end] for start, end, _ in told_lines(report))


def _head(report: Report) -> str:
    return "\n".join(report.text[start:end] for start, end in lead_stretches(report))


def _main_event(number: int, cards: Sequence[Card], gathered: Gathered) -> Event:
    group = gathered.groups[number]
    members = [cards[n] for n in group]
    when = _common_day(members)
    place_card = _common_place(members)
    centre = _most_central(group, cards, gathered)
    kind = Counter(card.kind for card in members if card.kind)
    reportings = tuple(
        Reporting(
            cards[n].report,
            cards[n].relation,
            cards[n].spans,
            _why(n, number, cards, gathered, when),
        )
        for n in group
    )
    return Event(
        id=group_id("event", [card.report for card in members]),
        title=cards[centre].title,
        kind=min(kind, key=lambda name: (-kind[name], name), default=""),
        reportings=reportings,
        rule=GROUP_RULE,
        when=when,
        where=place_card.where if place_card else EMPTY,
        place_key=place_card.place.key if place_card and place_card.place else "",
        who=_common_who(members),
    )


def _common_day(members: Sequence[Card]) -> Slot:
    """Choose the day that most leads name; a dateline's day only where no lead names one."""
    votes: Counter[tuple[bool, str, str]] = Counter(
        (card.firm, card.first, card.last) for card in members if card.first
    )
    if not votes:
        return EMPTY
    narrow = {vote: overlap_days(vote[1], vote[1], vote[2], vote[2]) for vote in votes}
    chosen = min(votes, key=lambda vote: (not vote[0], narrow[vote], -votes[vote], vote[1]))
    backing = [c for c in members if (c.firm, c.first, c.last) == chosen]
    spans = tuple(span for card in backing for span in card.when.spans)
    explicit = any(card.when.provenance is Provenance.EXPLICIT for card in backing)
    provenance = Provenance.EXPLICIT if explicit else Provenance.DOCUMENT
    return Slot(backing[0].when.value, spans, provenance)


def _common_place(members: Sequence[Card]) -> Card | None:
    located = [card for card in members if card.where.value]
    votes = Counter(_key_or_name(card) for card in located)

    def rank(card: Card) -> tuple[bool, bool, int, int, str]:
        key = _key_or_name(card)
        city = card.place is not None and card.place.level in ("city", "other")
        return (not card.placed, not city, -votes[key], -len(card.where.value), card.report)

    return min(located, key=rank, default=None)


def _key_or_name(card: Card) -> str:
    return (card.place.key or card.place.name.casefold()) if card.place else ""


def _most_central(group: Placed, cards: Sequence[Card], gathered: Gathered) -> int:
    def rank(n: int) -> tuple[float, str]:
        near = sum(gathered.likeness.get((min(n, m), max(n, m)), 0.0) for m in group)
        return (-round(near, 9), cards[n].report)

    return min(group, key=rank)


def _common_who(members: Sequence[Card]) -> tuple[str, ...]:
    votes = Counter(name for card in members for name in card.who)
    order = {name: n for n, name in enumerate(dict.fromkeys(w for c in members for w in c.who))}
    return tuple(sorted(votes, key=lambda name: (-votes[name], order[name]))[:8])


def _why(n: int, number: int, cards: Sequence[Card], gathered: Gathered, when: Slot) -> Reason:
    group = gathered.groups[number]
    inherited = doubt = ""
    if when.value and not cards[n].firm:
        inherited = f"; the day {when.value} is inherited from the event's other reports"
    if number in gathered.doubts:
        other, record = gathered.doubts[number]
        title = cards[_most_central(gathered.groups[other], cards, gathered)].title
        doubt = f"; perhaps one event with \u201c{title}\u201d: {record}"
    if n not in gathered.records and n in gathered.said:
        return Reason(DECIDED_RULE, None, cards[n].report, detail=gathered.said[n] + inherited)
    if n not in gathered.records and len(group) > 1:
        return Reason(DECIDED_RULE, None, cards[n].report, detail="others were moved" + inherited)
    if n not in gathered.records:
        return Reason(GROUP_RULE, None, detail="the only report of this event" + doubt)
    alike = {m: gathered.likeness.get((min(n, m), max(n, m)), 0.0) for m in group if m != n}
    nearest = min(alike, key=lambda m: (-alike[m], m))
    record = gathered.records[n]
    said = "; ".join((*words_for(cards[n], cards[nearest], alike[nearest]), str(record)))
    return Reason(
        GROUP_RULE,
        round(record.chance, 6),
        cards[n].report,
        cards[nearest].report,
        said + inherited + doubt,
    )


def _refer(
    events: Sequence[Event],
    reports: Sequence[Report],
    cards: Sequence[Card],
    founds: Mapping[str, Found],
) -> list[Event]:
    by_report = {r.report: number for number, e in enumerate(events) for r in e.reportings}
    by_card = {card.report: card for card in cards}
    days = [_days_of(event, by_card) for event in events]
    found = list(events)
    stubs: list[tuple[Event, Reference]] = []
    for report, card in zip(reports, cards, strict=True):
        own = by_report[report.id]
        items = founds.get(report.id, Found(report.id))
        for reference in find_references(report, items, card, *days[own]):
            number = _event_meant(reference, found[: len(events)], days, own, by_card)
            if number is not None:
                found[number] = _with_reference(found[number], reference)
                continue
            _keep_stub(stubs, reference, events[own].programme)
    return [*found, *(event for event, _ in stubs)]


def _days_of(event: Event, cards: Mapping[str, Card]) -> tuple[str, str]:
    for r in event.reportings:
        card = cards[r.report]
        if card.first and card.when.value == event.when.value:
            return card.first, card.last
    return "", ""


def _event_meant(
    reference: Reference,
    events: Sequence[Event],
    days: Sequence[tuple[str, str]],
    own: int,
    cards: Mapping[str, Card],
) -> int | None:
    """Find the main event of other reports that a reference means."""
    for number, event in enumerate(events):
        if number == own or not days[number][0] or not reference.dated:
            continue
        families = {cards[r.report].family for r in event.reportings if r.report in cards}
        if reference.family not in families:
            continue
        if overlap_days(reference.first, reference.last, *days[number]):
            continue
        key = reference.place.key if reference.place else ""
        if key and event.place_key and key != event.place_key:
            continue
        return number
    return None


def _keep_stub(stubs: list[tuple[Event, Reference]], reference: Reference, programme: str) -> None:
    for number, (event, first) in enumerate(stubs):
        if event.programme == programme and _one_reference(first, reference):
            fuller = _with_reference(event, reference)
            if reference.place is not None and not event.where.value:
                fuller = replace(fuller, where=_where(reference), place_key=reference.place.key)
            stubs[number] = (fuller, first)
            return
    reason = Provenance.EXPLICIT if reference.dated else Provenance.INHERITED
    event = Event(
        id=item_id("event", (reference.span,), reference.value),
        title=" ".join(reference.span.quote.split()),
        kind=reference.kind,
        reportings=(),
        rule=REFER_RULE,
        when=Slot(reference.value, reference.spans[:1], reason),
        where=_where(reference),
        place_key=reference.place.key if reference.place else "",
        programme=programme,
    )
    stubs.append((_with_reference(event, reference), reference))


def _one_reference(a: Reference, b: Reference) -> bool:
    if a.family != b.family:
        return False
    if overlap_days(a.first, a.last, b.first, b.last):
        return False
    if a.place is None or b.place is None or a.place.key == b.place.key:
        return True
    return "region" in (a.place.level, b.place.level)


def _where(reference: Reference) -> Slot:
    if reference.place is None:
        return EMPTY
    return Slot(reference.place.name, (reference.place.span,), Provenance.EXPLICIT)


def _with_reference(event: Event, reference: Reference) -> Event:
    if any(r.report == reference.report for r in event.reportings):
        return event
    detail = "named with its own time" if reference.dated else "told as a fact without a date"
    reason = Reason(REFER_RULE, None, reference.span.quote, event.title, detail)
    reporting = Reporting(
        reference.report, Relation.REFERS, (reference.span, *reference.spans), reason
    )
    return replace(event, reportings=(*event.reportings, reporting))
