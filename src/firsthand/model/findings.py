"""What came out of a study? Everything found, in one frozen record."""

from dataclasses import dataclass, field

from firsthand.model.items import Directive, Figure, Moment, Name, Place, StandIn, Statement
from firsthand.model.report import Refusal, Report
from firsthand.model.story import Comparison, Entity, Event, Family, Link, Progress, Weight


@dataclass(frozen=True, slots=True)
class Found:
    """What the ribs found in one report, each tuple in text order."""

    report: str
    names: tuple[Name, ...] = ()
    moments: tuple[Moment, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    directives: tuple[Directive, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a study found, in an order that does not depend on the order of adding."""

    reports: tuple[Report, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    names: tuple[Name, ...] = ()
    moments: tuple[Moment, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    directives: tuple[Directive, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    families: tuple[Family, ...] = ()
    events: tuple[Event, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    progress: tuple[Progress, ...] = ()
    weights: tuple[tuple[str, Weight], ...] = field(default=())
    """(event id or "all", weight): how many independent sources stand behind each event"""
