"""What happened, when and where, who took part, and which reports tell of it?"""

from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.reason import Provenance, Slot
from firsthand.model.story import Event, Relation, Reporting, State, Weight
from firsthand.serve.views.evidence import Evidence, Shelf, SlotView, Source
from firsthand.serve.views.wording import PROVENANCE, RELATIONS, STATES, say_date


@dataclass(frozen=True, slots=True)
class Member:
    """One report's part in an event."""

    source: Source
    relation: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One happening as a brief shows it."""

    id: str
    tag: str
    title: str
    kind: str
    state: str
    programme: str
    when: SlotView
    when_evidence: tuple[Evidence, ...]
    where: SlotView
    where_evidence: tuple[Evidence, ...]
    who: tuple[tuple[str, str], ...]
    """(name, link to the entity or "")"""
    members: tuple[Member, ...]
    referring: tuple[Member, ...]
    weight: Weight | None
    rejected: bool

    @property
    def sources(self) -> tuple[Source, ...]:
        """The reports that tell of it."""
        return tuple({member.source.number: member.source for member in self.members}.values())


@dataclass(frozen=True, slots=True)
class Events:
    """The events told, and those that are only referred to."""

    told: tuple[EventView, ...]
    referred: tuple[EventView, ...]

    def __len__(self) -> int:
        return len(self.told) + len(self.referred)


def view_events(findings: Findings, shelf: Shelf) -> Events:
    """Show the events.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        Events in the order of their dates, undated ones last.
    """
    weights = dict(findings.weights)
    people = {entity.id: entity.name for entity in findings.entities}
    events = {event.id: event for event in findings.events}
    views = [
        _event(events[name], tag, weights.get(name), people, shelf)
        for name, tag in tag_events(findings).items()
    ]
    return Events(
        tuple(view for view in views if view.members),
        tuple(view for view in views if not view.members),
    )


def tag_events(findings: Findings) -> dict[str, str]:
    """Give events short tags.

    Args:
        findings: of a study.

    Returns:
        Event id to tag, in the order of their dates, undated ones last.
    """
    ordered = sorted(findings.events, key=lambda event: (event.when.value or "~", event.id))
    return {event.id: f"E{number}" for number, event in enumerate(ordered, 1)}


def _event(
    event: Event, tag: str, weight: Weight | None, people: dict[str, str], shelf: Shelf
) -> EventView:
    members = [r for r in event.reportings if r.relation is not Relation.REFERS]
    referring = [r for r in event.reportings if r.relation is Relation.REFERS]
    return EventView(
        id=event.id,
        tag=tag,
        title=event.title or event.kind or "untitled event",
        kind=event.kind,
        state="" if event.state is State.SUGGESTED else STATES[event.state],
        programme=event.programme,
        when=_when(event.when, shelf),
        when_evidence=shelf.evidence(event.when.spans),
        where=shelf.slot("Where", event.where),
        where_evidence=shelf.evidence(event.where.spans),
        who=tuple((people.get(one, one), f"#{one}" if one in people else "") for one in event.who),
        members=_members(members, shelf),
        referring=_members(referring, shelf),
        weight=weight,
        rejected=event.state is State.REJECTED,
    )


def _when(slot: Slot, shelf: Shelf) -> SlotView:
    shown = shelf.slot("When", slot)
    inherited = slot.provenance in (Provenance.INHERITED, Provenance.LINKED_REPORT)
    origin = PROVENANCE[Provenance.LINKED_REPORT] if inherited else shown.provenance
    return SlotView(shown.label, say_date(shown.value), origin, shown.cites)


def _members(reportings: list[Reporting], shelf: Shelf) -> tuple[Member, ...]:
    members = [
        Member(
            shelf.source(reporting.report),
            RELATIONS[reporting.relation],
            shelf.why(reporting.reason),
            shelf.evidence(reporting.spans),
        )
        for reporting in reportings
    ]
    return tuple(sorted(members, key=lambda member: member.source.number))
