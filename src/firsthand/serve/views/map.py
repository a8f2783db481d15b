"""Where did things happen, which places do the reports name, and how exactly is each known?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians

from firsthand.analyse.places.gazetteer import CITY, LEVELS, Entry, by_code, by_key
from firsthand.model.findings import Findings
from firsthand.model.items import Place
from firsthand.model.span import Span
from firsthand.model.story import Event, State
from firsthand.serve.drawings.map import KILOMETRES, Chart, Spot, draw_map
from firsthand.serve.views.events import tag_events
from firsthand.serve.views.evidence import Cite, Shelf
from firsthand.serve.views.wording import count
from firsthand.text.words import fold_name

MOST = 36
"""Places that are shown one by one, and others that are named in a line."""
CITES = 3
"""Reports whose words for a place are shown."""
SURE = 0.9
"""Score from which nobody is told what else a name might stand for."""
APART = 30.0
"""Kilometres from which two places of one name are told apart."""
SHOWN = 3
"""Other readings of a name that are told."""

WHOLE = {
    "country": "whole country: the point is its centre",
    "admin1": "whole province or state: the point is its centre",
    "admin2": "whole county or district: the point is its centre",
}
"""How exact a point is, for places that are no points."""
AREA = "whole area: the point is its centre"
KINDS = {"country": "country", "admin1": "province or state", "admin2": "county or district"}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event at a place."""

    tag: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place as the list shows it."""

    id: str
    name: str
    within: str
    """the larger places it lies in"""
    precision: str
    events: tuple[Happened, ...]
    reports: int
    cites: tuple[Cite, ...]
    """the first words for it of each report, of a few reports"""
    more: int
    """further reports that name it"""
    perhaps: tuple[str, ...]
    """what its name might stand for instead"""


@dataclass(frozen=True, slots=True)
class MapView:
    """A map with the list that says the same."""

    chart: Chart | None
    told: str
    """in one sentence what there is to see"""
    drawn: tuple[PlaceView, ...]
    outside: tuple[PlaceView, ...]
    """known, but too far from the others to be drawn with them"""
    unplaced: tuple[PlaceView, ...]
    """regions and names without coordinates"""
    rest: tuple[str, ...]
    """names of further places, beyond what is shown one by one"""

    def __len__(self) -> int:
        return len(self.drawn) + len(self.outside) + len(self.unplaced) + len(self.rest)


@dataclass(slots=True)
class _Known:
    """What is known of one place so far."""

    key: str
    name: str
    level: str = ""
    unit: str = ""
    point: tuple[float, float] | None = None
    spans: dict[str, Span] = field(default_factory=dict)
    """the first words of each report for it"""
    events: list[Event] = field(default_factory=list)
    perhaps: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Events first, then by the number of reports."""
        return -len(self.events), -len(self.spans), self.name, self.key


def view_map(findings: Findings, shelf: Shelf) -> MapView:
    """Put a story's events and places on a map.

    Only mentions of a place itself count, not those of its people, government or products, nor
    those within other names.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        The map and the list; without any coordinates there is a list only.
    """
    known = _gather(findings)
    ranked = sorted(known.values(), key=lambda one: one.rank)
    ids = {one.key: f"place-{number}" for number, one in enumerate(ranked, 1)}
    shown, rest = ranked[:MOST], ranked[MOST:]
    chart = draw_map([_spot(one, ids[one.key]) for one in shown if one.point])
    placed = chart.placed if chart else frozenset()
    tags = tag_events(findings)
    views = [(one, _view(one, ids[one.key], tags, shelf)) for one in shown]
    drawn = tuple(view for _, view in views if view.id in placed)
    return MapView(
        chart=chart,
        told=_sum_up(drawn),
        drawn=drawn,
        outside=tuple(view for one, view in views if one.point and view.id not in placed),
        unplaced=tuple(view for one, view in views if not one.point),
        rest=tuple(dict.fromkeys(one.name for one in rest)),
    )


def _gather(findings: Findings) -> dict[str, _Known]:
    """Bring the mentions and the events of each place together."""
    known: dict[str, _Known] = {}
    at: dict[Span, str] = {}
    for place in sorted(findings.places, key=lambda one: one.span):
        key = place.key or fold_name(place.name)
        at.setdefault(place.span, key)
        if place.use != "literal" or place.nested or place.level == "demonym":
            continue
        one = known.setdefault(key, _Known(key, place.name))
        one.spans.setdefault(place.span.report, place.span)
        _refine(one, place)
    for event in findings.events:
        if event.state is State.REJECTED or not event.where.value:
            continue
        heard = [at[span] for span in event.where.spans if span in at]
        key = event.place_key or next(iter(heard), "") or fold_name(event.where.value)
        if key not in known:
            known[key] = _from_gazetteer(key, event.where.value)
            for span in event.where.spans:
                known[key].spans.setdefault(span.report, span)
        known[key].events.append(event)
    return known


def _refine(one: _Known, place: Place) -> None:
    if one.name.isupper() and not place.name.isupper():
        one.name = place.name
    one.level = one.level or place.level
    one.unit = one.unit or place.admin1 or place.country
    if one.point is None and place.latitude is not None and place.longitude is not None:
        one.point = place.latitude, place.longitude
    if not one.perhaps and place.score is not None and place.score < SURE:
        one.perhaps = _perhaps(place)


def _from_gazetteer(key: str, name: str) -> _Known:
    """Look up a place that is an event's, though no mention of it counts by itself."""
    entry = by_key(key) if key.startswith("geonames:") or key.isupper() else None
    if entry is None:
        return _Known(key, name)
    point = entry.latitude, entry.longitude
    return _Known(key, entry.name, LEVELS[entry.level], entry.unit, point)


def _perhaps(place: Place) -> tuple[str, ...]:
    """Name what else a mention might stand for, unless it is the same spot on a map."""
    entries = [entry for key in place.alternatives if (entry := by_key(key))]
    told = [_describe(entry) for entry in entries if not _same_spot(entry, place)]
    return tuple(dict.fromkeys(told))[:SHOWN]


def _same_spot(entry: Entry, place: Place) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    up = entry.latitude - place.latitude
    across = (entry.longitude - place.longitude) * cos(radians(place.latitude))
    return hypot(up, across) * KILOMETRES < APART


def _describe(entry: Entry) -> str:
    kind = "town" if entry.level == CITY else KINDS[LEVELS[entry.level]]
    within = _within(entry.unit, entry.key, "")
    return f"{entry.name} ({kind}{' in ' + within if within else ''})"


def _within(unit: str, key: str, name: str) -> str:
    """Name the first-level unit and the country of a place."""
    codes = [code for code in (unit if "-" in unit else "", unit[:2]) if code and code != key]
    names = [entry.name for code in codes if (entry := by_code(code))]
    return ", ".join(one for one in dict.fromkeys(names) if one != name)


def _spot(one: _Known, place: str) -> Spot:
    latitude, longitude = one.point or (0.0, 0.0)
    return Spot(
        id=place,
        name=one.name,
        latitude=latitude,
        longitude=longitude,
        whole=bool(_precision(one)),
        country=one.level == "country",
        event=bool(one.events),
        reports=len(one.spans),
        href=f"#{place}",
    )


def _precision(one: _Known) -> str:
    if one.point is None or one.level in ("", "city", "other"):
        return ""
    return WHOLE.get(one.level, AREA)


def _view(one: _Known, place: str, tags: dict[str, str], shelf: Shelf) -> PlaceView:
    sources = shelf.all_of(one.spans)
    return PlaceView(
        id=place,
        name=one.name,
        within=_within(one.unit, one.key, one.name),
        precision=_precision(one),
        events=tuple(
            Happened(tags[event.id], event.title, f"#{event.id}")
            for event in sorted(one.events, key=lambda event: tags[event.id])
        ),
        reports=len(sources),
        cites=tuple(shelf.cite(one.spans[source.report.id]) for source in sources[:CITES]),
        more=max(0, len(sources) - CITES),
        perhaps=one.perhaps,
    )


def _sum_up(drawn: Sequence[PlaceView]) -> str:
    """Say in one sentence what a map shows, for those who do not see it."""
    if not drawn:
        return ""
    happened = sum(1 for view in drawn if view.events)
    whole = sum(1 for view in drawn if view.precision)
    parts = [
        f"{happened} where an event happened" if happened else "",
        f"{whole} of them whole countries, provinces or districts" if whole else "",
    ]
    return ", ".join([count(len(drawn), "place"), *(part for part in parts if part)]) + "."
