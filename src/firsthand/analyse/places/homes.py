"""Where is a publisher at home by what all its reports speak of, and what follows for each?"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.analyse.places.gazetteer import ADMIN2, COUNTRY, LEVELS, Entry, by_key
from firsthand.analyse.places.given import spots_at
from firsthand.analyse.places.lexicon import Bearers, of_code
from firsthand.analyse.places.outlets import Home, nearness, signs_of
from firsthand.analyse.places.resolve import settle
from firsthand.analyse.places.spots import Spot
from firsthand.model.items import Place
from firsthand.model.report import Report, Role

FEWEST = 3
"""Reports that a home is learnt from at the least."""
WEIGHED = 60
"""Points of a publisher's reports that are compared with one another."""
GATHERED = 0.25
"""Share of the names that must have a bearer around the home."""
CELL = 0.8
"""Degrees of a cell of the grid on which names are counted; three by three cells are looked at."""
CALLED = 0.5
"""Share of the reports that a publisher's own name counts for."""
BEARERS = 20
"""Bearers of a name that are looked at, those with most people first."""
MOVABLE = frozenset({"admin1", "admin2", "city"})
"""Levels of places that other places of the same name may be meant by."""
ALTERNATIVES = 3

Point = tuple[float, float]


def settle_at_home(
    reports: Sequence[tuple[Report, Sequence[Place]]],
) -> dict[str, tuple[Place, ...]]:
    """Resolve the places of many reports once more, each publisher at its home.

    Args:
        reports: labelled reports with the places found in each.

    Returns:
        The places by the id of the report; as they were where no home could be learnt.
    """
    homes = learn_homes(reports)
    settled = {}
    for report, places in reports:
        home = homes.get(publisher(report))
        settled[report.id] = at_home(report, places, home) if home else tuple(places)
    return settled


def learn_homes(reports: Iterable[tuple[Report, Sequence[Place]]]) -> dict[str, Home]:
    """Learn where publishers are at home from the places that their reports speak of.

    A local paper names the towns around it without saying where they are. So the home is where
    most of the names have a bearer, large or small, close together: one "Paris" is near a Reno, a
    Blossom and a Clarksville (after Lieberman, Samet and Sankaranarayanan, "Geotagging with local
    lexicons", 2010). Each report counts a name once, however often it has it.

    Args:
        reports: labelled reports with the places found in each.

    Returns:
        The home by the publisher's name as folded by `publisher`; none for one with fewer than
        `FEWEST` reports that name places.
    """
    told: dict[str, list[tuple[Report, list[Place]]]] = defaultdict(list)
    for report, places in reports:
        known = [place for place in places if place.country and not place.nested]
        if known and publisher(report):
            told[publisher(report)].append((report, known))
    return {
        name: _home([(report, _spots(report, known)) for report, known in rows])
        for name, rows in sorted(told.items())
        if len(rows) >= FEWEST
    }


def publisher(report: Report) -> str:
    """Return the folded name or domain of a report's publisher, or nothing.

    Args:
        report: a labelled report.

    Returns:
        The name in small letters.
    """
    return report.metadata.outlet.value.casefold().strip()


def _home(reports: Sequence[tuple[Report, Sequence[Spot]]]) -> Home:
    names: dict[tuple[Entry, ...], float] = defaultdict(float)
    for _, spots in reports:
        for entries in sorted({_local(spot) for spot in spots}, key=_numbers):
            if entries:
                names[entries] += 1.0 / math.log2(1 + len(entries))
    signs = signs_of(reports[0][0].metadata.outlet.value)
    called = tuple(entry for entry in signs.places if entry.level >= ADMIN2)
    if called:
        names[called] += CALLED * len(reports) / math.log2(1 + len(called))
    home = Home({}, _middle(names, signs.country))
    shares: dict[str, float] = defaultdict(float)
    for report, spots in reports:
        outlet, language = report.metadata.outlet.value, report.metadata.language
        settled = settle(spots, report.text, (), outlet, home, language)
        chosen = [entry for entry, _, _ in settled if entry is not None]
        for codes in ([e.country for e in chosen], [e.admin1 for e in chosen if e.admin1]):
            for code, count in sorted(Counter(codes).items()):
                shares[code] += count / len(codes) / len(reports)
    return Home(dict(sorted(shares.items())), home.point)


def _local(spot: Spot) -> tuple[Entry, ...]:
    """Return the towns and small divisions that bear a name; none where a country does."""
    entries = spot.bearers.entries
    if spot.rule == "demonym" or any(entry.level == COUNTRY for entry in entries[:1]):
        return ()
    return tuple(entry for entry in entries if entry.level >= ADMIN2)[:BEARERS]


def _numbers(entries: tuple[Entry, ...]) -> tuple[int, ...]:
    return tuple(entry.number for entry in entries)


def _middle(names: Mapping[tuple[Entry, ...], float], country: str) -> Point | None:
    """Return the point around which most names have a bearer, unless they are scattered."""
    cells: dict[tuple[int, int], float] = defaultdict(float)
    for entries, weight in names.items():
        around = {
            (round(e.latitude / CELL) + north, round(e.longitude / CELL) + east): 0.0
            for e in entries
            for north in (-1, 0, 1)
            for east in (-1, 0, 1)
            if not country or e.country == country
        }
        for cell in around:
            cells[cell] += weight
    if not cells:
        return None
    best = min(cells, key=lambda cell: (-cells[cell], cell))
    if cells[best] < GATHERED * sum(names.values()):
        return None
    inside = [
        (entry.latitude, entry.longitude, weight)
        for entries, weight in names.items()
        for entry in entries
        if abs(round(entry.latitude / CELL) - best[0]) <= 1
        and abs(round(entry.longitude / CELL) - best[1]) <= 1
    ]
    middle, most = None, 0.0
    for lat, lon, _ in inside[:WEIGHED]:
        near = sum(weight * nearness(lat, lon, *other) for *other, weight in inside)
        if near > most:
            middle, most = (lat, lon), near
    return middle


def at_home(report: Report, places: Sequence[Place], home: Home) -> tuple[Place, ...]:
    """Resolve a report's places once more, knowing what its publisher's reports speak of.

    Args:
        report: the labelled report.
        places: the places found in it.
        home: of its publisher.

    Returns:
        The same mentions in the same order; a town or a division may be another of its name.
    """
    spots = _spots(report, places)
    outlet = report.metadata.outlet.value
    dateline = [spot for spot in spots if _in_dateline(spot, report)]
    choices = settle(spots, report.text, dateline, outlet, home, report.metadata.language)
    return tuple(
        _moved(place, entry, others) if entry and place.level in MOVABLE else place
        for place, (entry, _, others) in zip(places, choices, strict=True)
    )


def _spots(report: Report, places: Sequence[Place]) -> list[Spot]:
    """Make the spots of places found before; those that cannot move have one bearer."""
    spans = [(place.span.start, place.span.end) for place in places]
    spots = spots_at(report.text, spans, report.metadata.language)
    for spot, place in zip(spots, places, strict=True):
        if place.level not in MOVABLE or place.key not in {e.key for e in spot.bearers.entries}:
            spot.bearers = _bearers(place)
    return spots


def _bearers(place: Place) -> Bearers:
    entry = by_key(place.key) if place.key else None
    return Bearers(entries=(entry,)) if entry else of_code(place.key)


def _moved(place: Place, entry: Entry, others: Sequence[Entry]) -> Place:
    if entry.key == place.key:
        return place
    return replace(
        place,
        name=entry.name,
        key=entry.key,
        level=LEVELS[entry.level],
        country=entry.country,
        admin1=entry.admin1,
        latitude=entry.latitude,
        longitude=entry.longitude,
        alternatives=tuple(other.key for other in others[:ALTERNATIVES]),
    )


def _in_dateline(spot: Spot, report: Report) -> bool:
    return any(
        block.inline
        and block.role is Role.DATELINE
        and block.span.start <= spot.start
        and spot.end <= block.span.end
        for block in report.blocks
    )


def resolve_spans(
    report: Report, spans: Sequence[tuple[int, int]], home: Home | None = None
) -> list[Entry | None]:
    """Resolve stretches of a report that are known to name places.

    Args:
        report: the report.
        spans: half-open offsets into its text, in text order.
        home: what its publisher's reports speak of, where they are known.

    Returns:
        A place for each, or nothing where none bears the name.
    """
    spots = spots_at(report.text, spans, report.metadata.language)
    dateline = [spot for spot in spots if _in_dateline(spot, report)]
    outlet = report.metadata.outlet.value
    return [
        entry
        for entry, _, _ in settle(
            spots, report.text, dateline, outlet, home, report.metadata.language
        )
    ]
