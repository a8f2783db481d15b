"""What do desk and client say to each other that is not a noun of the model?"""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from firsthand.model.items import Directive, Figure, Moment, Name, Place, StandIn, Statement
from firsthand.model.report import Refusal, Report
from firsthand.model.story import (
    Change,
    Comparison,
    Decision,
    Entity,
    Event,
    EventChange,
    Family,
    Link,
    Progress,
    Study,
    Weight,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""
    instance: str = ""


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """A part of a list; `next` is the cursor of the part after it, null at the end."""

    items: tuple[Row, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """Tell what a dossier holds.

    `kept` counts its reports, `studied` those that the last study knew; `counts` the items of each
    table. `etag` names this state of it.
    """

    name: str
    version: str
    etag: str
    kept: int
    studied: int
    weight: Weight | None
    counts: dict[str, int]
    links: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text."""

    id: str
    tag: str
    name: str
    title: str
    outlet: str
    agency: str
    published: str
    language: str
    media_type: str
    length: int
    text_hash: str
    names: tuple[str, ...] = ()
    """all names its bytes were added under"""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much stands behind an item, by its id; "all" for the whole dossier."""

    of_item: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Found:
    """An item with the name of its table."""

    table: str
    item: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report in their context, with both W3C selectors and a citation."""

    report: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    selectors: tuple[dict[str, Any], ...]
    citation: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a search found: a line of a report, or an item.

    `report` is empty for an item that stands in many reports.
    """

    table: str
    id: str
    report: str
    start: int
    end: int
    quote: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """A format that the dossier can leave in."""

    name: str
    ending: str
    media_type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of long work: waiting, running, done, failed or cancelled."""

    id: int
    kind: str
    label: str
    state: str
    step: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
    percent: int = 0
    left: int | None = None
    result: dict[str, Any] = field(default_factory=dict)


NOUNS: tuple[type, ...] = (
    Problem, Overview, ReportHead, Weighed, Found, Quoted, Hit, Leaving, Work, Report, Refusal,
    Name, Moment, Place, Figure, Statement, Directive, StandIn, Entity, Link, Family, Event,
    Comparison, Progress, Decision, Weight, Change, Study, EventChange,
)  # fmt: skip
"""Everything that the API's description defines."""
