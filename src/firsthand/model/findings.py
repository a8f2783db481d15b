"""What came out of a study? Everything found, in one frozen record."""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import get_args, get_type_hints

from firsthand.model.items import Directive, Figure, Moment, Name, Place, StandIn, Statement
from firsthand.model.report import Refusal, Report
from firsthand.model.showing import show_counts
from firsthand.model.story import Comparison, Entity, Event, Family, Link, Progress, Weight
from firsthand.model.table import Table


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
    """Everything a study found, in an order that does not depend on the order of adding.

    Every tuple is a `firsthand.model.table.Table`: `findings.figures.to_pandas()`.
    """

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

    def __post_init__(self) -> None:
        for name, noun in _nouns().items():
            table = Table(getattr(self, name), noun, self.reports)
            object.__setattr__(self, name, table)

    def _repr_html_(self) -> str:
        """Show in a notebook how much was found and how many independent sources there are."""
        counts = [(one.name, len(getattr(self, one.name))) for one in fields(self)]
        weight = dict(self.weights).get("all")
        return show_counts(counts, weight.reason if weight else "")


@cache
def _nouns() -> dict[str, type]:
    """Give the class of what each field holds."""
    held = {name: get_args(hint)[0] for name, hint in get_type_hints(Findings).items()}
    return {**held, "weights": Weight}
