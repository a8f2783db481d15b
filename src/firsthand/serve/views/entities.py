"""Who is named, in which spellings, by how many reports, and in which roles?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.items import NameKind
from firsthand.model.span import Span
from firsthand.model.story import Entity, Mention, Relation, State
from firsthand.serve.views.evidence import Cite, Evidence, Shelf, Source
from firsthand.serve.views.wording import STATES, count, shorten

KINDS = {
    NameKind.PERSON: "People",
    NameKind.ORGANISATION: "Organisations",
    NameKind.PROJECT: "Programmes and projects",
    NameKind.PLACE: "Places whose name varies",
}


PLAIN = frozenset({"full", "short"})
"""Forms of a name that need no reason."""


MOST_CALLED = 6
"""Pronouns and descriptions shown of one entity."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """What somebody is said to be, and when."""

    cite: Cite
    days: str
    """the days of the events, or else of the publications, that say so"""


@dataclass(frozen=True, slots=True)
class EntityView:
    """One person, organisation, place or project."""

    id: str
    name: str
    state: str
    spellings: tuple[tuple[str, str], ...]
    """(spelling, "3 reports, 1 independent source")"""
    roles: tuple[RoleView, ...]
    called: tuple[tuple[str, int], ...]
    """(pronoun or description that stands for it, how often), the most frequent first"""
    sources: tuple[Source, ...]
    reasons: tuple[str, ...]
    """why names that are spelt otherwise are counted to it"""
    evidence: tuple[Evidence, ...]
    further: tuple[Cite, ...]
    """mentions that are linked but not quoted"""


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """All entities of one kind: those that matter to the comparison, and the rest."""

    title: str
    many: tuple[EntityView, ...]
    few: tuple[EntityView, ...]
    """named in one report, in one spelling"""

    def __len__(self) -> int:
        return len(self.many) + len(self.few)


def view_entities(findings: Findings, shelf: Shelf) -> tuple[EntityGroup, ...]:
    """Show people and organisations with all their spellings.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        One group for each kind that occurs; the most widely named first.
    """
    groups: list[EntityGroup] = []
    days = _days(findings)
    for kind, title in KINDS.items():
        mine = [entity for entity in findings.entities if entity.kind is kind]
        mine.sort(key=lambda entity: (-_reach(entity), -len(entity.mentions), entity.name))
        views = [(entity, _entity(entity, shelf, days)) for entity in mine]
        many = tuple(view for entity, view in views if _matters(entity))
        few = tuple(view for entity, view in views if not _matters(entity))
        if views:
            groups.append(EntityGroup(title, many, few))
    return tuple(groups)


def _reach(entity: Entity) -> int:
    return len({mention.span.report for mention in entity.mentions})


def _matters(entity: Entity) -> bool:
    return _reach(entity) > 1 or len(entity.spellings) > 1


def _entity(entity: Entity, shelf: Shelf, days: Mapping[str, str]) -> EntityView:
    quoted, further = _first_of_each_form(entity.mentions)
    cites = [shelf.cite(mention.span) for mention in further]
    return EntityView(
        id=entity.id,
        name=entity.name,
        state="" if entity.state is State.SUGGESTED else STATES[entity.state],
        spellings=tuple((s.text, _carried(s.reports, s.independent)) for s in entity.spellings),
        roles=_roles(entity.roles, shelf, days),
        called=_called(entity),
        sources=shelf.all_of(mention.span.report for mention in entity.mentions),
        reasons=tuple(_reasons(entity, shelf)),
        evidence=shelf.evidence((mention.span for mention in quoted), entity.roles),
        further=tuple(sorted(cites, key=lambda cite: (cite.source.number, cite.start))),
    )


def _called(entity: Entity) -> tuple[tuple[str, int], ...]:
    """Count by which pronouns and descriptions the reports speak of an entity."""
    counted = Counter(
        " ".join(mention.span.quote.split()).casefold() for mention in entity.stand_ins
    )
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    return tuple((shorten(text), times) for text, times in rows[:MOST_CALLED])


def _reasons(entity: Entity, shelf: Shelf) -> Iterator[str]:
    """Tell once of each other spelling why it is taken for the same name."""
    told: set[str] = set()
    for mention in entity.mentions:
        name = shorten(mention.span.quote)
        if mention.form not in PLAIN and name not in told:
            told.add(name)
            yield f"“{name}” counts as {mention.form}: {shelf.why(mention.reason)}"


def _carried(reports: tuple[str, ...], independent: int) -> str:
    said = count(len(reports), "report")
    return f"{said}, {count(independent, 'independent source')}" if independent else said


def _first_of_each_form(mentions: tuple[Mention, ...]) -> tuple[list[Mention], list[Mention]]:
    """Quote each spelling once a report; the other mentions are links."""
    seen: set[tuple[str, str]] = set()
    quoted: list[Mention] = []
    further: list[Mention] = []
    for mention in mentions:
        key = (mention.span.report, mention.span.quote)
        (further if key in seen else quoted).append(mention)
        seen.add(key)
    return quoted, further


def _days(findings: Findings) -> dict[str, str]:
    """Tell for each report the day of its event, else that of its publication."""
    days = {report.id: report.metadata.published.value for report in findings.reports}
    for event in findings.events:
        for told in event.reportings:
            if told.relation is not Relation.REFERS and event.when.value:
                days[told.report] = event.when.value
    return days


def _roles(spans: Iterable[Span], shelf: Shelf, days: Mapping[str, str]) -> tuple[RoleView, ...]:
    """Show each role once, with the days at which it was held."""
    said: dict[str, list[Span]] = {}
    for span in spans:
        said.setdefault(" ".join(span.quote.split()).casefold(), []).append(span)
    return tuple(
        RoleView(shelf.cite(same[0]), _stretch(days.get(span.report, "") for span in same))
        for same in said.values()
    )


def _stretch(days: Iterable[str]) -> str:
    told = sorted({day for day in days if day})
    return " to ".join(dict.fromkeys((told[0], told[-1]))) if told else ""
