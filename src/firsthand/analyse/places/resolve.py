"""Which of the places that bear a name is meant in this report?"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.analyse.places.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY, Entry
from firsthand.analyse.places.outlets import Home, home_votes, nearness, signs_of
from firsthand.analyse.places.spots import Spot
from firsthand.text.words import fold_name

Votes = Mapping[str, float]
"""Weight of each country ("US") and first-level unit ("US-TX") in a report."""

Choice = tuple[Entry | None, float, tuple[Entry, ...]]
"""A place, its lead over the next best (0 to 1), and the next best ones."""

PAIR = 8.0
LEVEL = 4.0
CAPITAL = 2.0
SHARE = 4.0
UNIT_SHARE = 4.0
NATION = 2.5
SECOND = -1.0
DATELINE = 3.0
"""Names that a name in the dateline counts for."""
OUTLET = 3.0
"""Names that the place counts for which a publisher is called after, or its domain's country."""
PUBLISHED = 6.0
"""Names that a publisher's other reports count for."""
NEAR = 4.0
AT_HOME = 5.0
"""What nearness to a home counts that is learnt from the publisher's reports."""
AT_NAME = 2.0
"""What nearness to the place counts that a publisher is called after."""
HEAT = 1.0
"""How far a second-best bearer still counts in the second vote; units of score."""
WHOLE = 3.0
"""How much more a country counts than a city of as many people when a name's vote is shared."""
MAIN = 1.5
"""What the main name of a place counts in the language of the gazetteer, beside other names."""
MAIN_LANGUAGE = "en"
TELLS = 0.7
"""Share of a vote that a region in one country has."""
LARGEST = 6_000_000
"""A city above this is meant by its bare name even where a larger unit bears it."""
SURE = 0.5
"""Share of a publisher's name that the place must have which is taken for its home."""
ANCHORS = 60
"""Places of a report that nearness is reckoned to, the surest and most named first."""
MOST = 8
"""Bearers of a name that vote."""
_NEAR = re.compile(
    r"\s*(?:,|\(|/|in|de|do|da|en)\s*|"
    r",\s(?:in|en|em|no|na|nel|nella|dans|au|im|w|we|в|во|у|на|på|op)\s(?:[^\W\d_]{1,14}\s){1,4}"
)
"""Between a place and the larger one it lies in: "Tarifa, in the south of Cádiz"."""


@dataclass(slots=True)
class _Group:
    """All mentions of one name in a report that nothing beside them tells apart."""

    spot: Spot
    name: str
    outer: tuple[Entry, ...]
    seat: bool = False
    """Whether it opens a dateline, where towns stand and seldom what is called after them"""
    weight: float = 0.0
    ranked: tuple[tuple[float, Entry], ...] = ()
    own: tuple[float, ...] = ()
    """Scores of the entries without the report's votes"""


def vote(
    spots: Sequence[Spot], dateline: Sequence[Spot], outlet: str, home: Home | None = None
) -> dict[str, float]:
    """Weigh which countries and first-level units a report is about.

    Args:
        spots: all names taken for places.
        dateline: those that stand in the dateline.
        outlet: name or domain of the publisher, or nothing.
        home: what the publisher's reports speak of, where they are known.

    Returns:
        Shares of countries (adding up to at most 1) and of units.
    """
    heavy = {id(spot) for spot in dateline}
    cast = [
        (share, DATELINE if id(spot) in heavy else 1.0) for spot in spots for share in shares(spot)
    ]
    return _tally([(c, u, s * times) for (c, u, s), times in cast], outlet, home)


def _tally(
    cast: Sequence[tuple[str, str, float]], outlet: str, home: Home | None
) -> dict[str, float]:
    countries: dict[str, float] = defaultdict(float)
    units: dict[str, float] = defaultdict(float)
    for country, unit, share in cast:
        countries[country] += share
        if unit:
            units[unit] += share
    if home is not None:
        for code, share in home.shares.items():
            (units if "-" in code else countries)[code] += PUBLISHED * share
    signs = signs_of(outlet)
    said = home.shares if home and home.shares else _normal(countries, units)
    if signs.country:
        countries[signs.country] += OUTLET
    for entry, share in home_votes(signs, said):
        countries[entry.country] += OUTLET * share
        if entry.admin1:
            units[entry.admin1] += OUTLET * share
    return _normal(countries, units)


def _normal(*tables: Mapping[str, float]) -> dict[str, float]:
    result: dict[str, float] = {}
    for counted in tables:
        total = sum(counted.values())
        result.update({code: weight / total for code, weight in counted.items() if total})
    return result


def shares(spot: Spot) -> list[tuple[str, str, float]]:
    """Share out the vote of one name among its bearers by the root of their people.

    Args:
        spot: the name.

    Returns:
        (country, first-level unit or nothing, share).
    """
    region = spot.bearers.region
    if region is not None:
        inside = sorted({member[:2] for member in region.members})
        return [(inside[0], "", TELLS)] if len(inside) == 1 else []
    entries = spot.bearers.entries[:MOST]
    if not entries:
        return []
    if entries[0].level == COUNTRY and _capitals(entries):
        return []  # a name that a capital elsewhere bears too (Oman, Amman in Arabic)
    weights = [
        math.sqrt(entry.people + 1000) * (WHOLE if entry.level == COUNTRY else 1.0)
        for entry in entries
    ]
    total = sum(weights)
    return [
        (entry.country, entry.admin1, weight / total)
        for entry, weight in zip(entries, weights, strict=True)
    ]


def _capitals(entries: Sequence[Entry]) -> list[Entry]:
    first = entries[0].country
    return [e for e in entries if e.level == CITY and e.code == "capital" and e.country != first]


def settle(
    spots: Sequence[Spot],
    text: str,
    dateline: Sequence[Spot] = (),
    outlet: str = "",
    home: Home | None = None,
    language: str = MAIN_LANGUAGE,
) -> list[Choice]:
    """Choose the place that each name of a report stands for.

    Score = log10 of a place's people, plus what words beside the name say, plus the report's vote
    for its country and unit, plus its nearness to the other places of the report and to the
    publisher's home. The first choice is made by everything but nearness; then names vote again
    with the places that they most probably stand for. A name means one place in one report unless
    a larger place beside it tells otherwise.

    Args:
        spots: all names taken for places, in text order.
        text: the text.
        dateline: those of them that stand in the dateline.
        outlet: name or domain of the publisher, or nothing.
        home: what the publisher's reports speak of, where they are known.
        language: ISO 639-1 code.

    Returns:
        A choice for each spot.
    """
    heavy = {id(spot) for spot in dateline}
    groups, places = _group(spots, text, heavy)
    main = MAIN if language == MAIN_LANGUAGE else 0.0
    for group in groups:
        name = fold_name(group.name)
        group.own = tuple(
            _own(entry, group) + (main if entry.folded == name else 0.0)
            for entry in group.spot.bearers.entries
        )
    votes = vote(spots, dateline, outlet, home)
    for group in groups:
        _rank(group, votes)
    votes = _tally(list(_second(groups)), outlet, home)
    point = _home_point(outlet, home, votes)
    anchors = [(number, *anchor) for number, g in enumerate(groups) for anchor in _anchor(g)]
    anchors = sorted(anchors, key=lambda anchor: (-anchor[3], anchor[0]))[:ANCHORS]
    for number, group in enumerate(groups):
        near = [(lat, lon, w) for other, lat, lon, w in anchors if other != number]
        _rank(group, votes, near, point)
    return [_choice(groups[place]) for place in places]


def _group(spots: Sequence[Spot], text: str, heavy: set[int]) -> tuple[list[_Group], list[int]]:
    groups: list[_Group] = []
    known: dict[tuple[object, ...], int] = {}
    places: list[int] = []
    bare: dict[int, tuple[int, ...]] = {}
    told: dict[tuple[int, ...], int] = {}
    first = next((number for number, spot in enumerate(spots) if id(spot) in heavy), -1)
    for number, spot in enumerate(spots):
        outer = _following(spot, text, spots[number + 1 : number + 2])
        mine = tuple(entry.number for entry in spot.bearers.entries)
        seat = id(spot) in heavy and number == first
        key = (id(spot.bearers.region), mine, spot.level, tuple(e.number for e in outer), seat)
        if key not in known:
            known[key] = len(groups)
            groups.append(_Group(spot, text[slice(*spot.core)], outer, seat))
            if outer:
                told.setdefault(mine, known[key])
            elif mine:
                bare[known[key]] = mine
        group = groups[known[key]]
        group.weight += DATELINE if id(spot) in heavy else 1.0
        places.append(known[key])
    for index, mine in bare.items():
        if mine in told:
            groups[index].outer = groups[told[mine]].outer
    return groups, places


def _following(spot: Spot, text: str, neighbours: Sequence[Spot]) -> tuple[Entry, ...]:
    """Return the larger places beside a name that hold one of its bearers: "Austin, Texas"."""
    if not neighbours:
        return ()
    following = neighbours[0]
    if not _NEAR.fullmatch(text[spot.end : following.start]):
        return ()
    outer = [e for e in following.bearers.entries if e.level <= ADMIN1 and e.code]
    return tuple(o for o in outer if any(_holds(o, entry) for entry in spot.bearers.entries))


def _holds(larger: Entry, entry: Entry) -> bool:
    return larger.level < entry.level and larger.code in (entry.unit, entry.country)


def _rank(
    group: _Group,
    votes: Votes,
    near: Sequence[tuple[float, float, float]] = (),
    point: tuple[float, float, float] | None = None,
) -> None:
    entries = group.spot.bearers.entries
    total = sum(weight for _, _, weight in near)
    scored = []
    for entry, own in zip(entries, group.own, strict=True):
        score = own + SHARE * votes.get(entry.country, 0.0)
        score += UNIT_SHARE * votes.get(entry.admin1, 0.0)
        if entry.level == CITY and entry.code == "capital":
            score += CAPITAL * votes.get(entry.country, 0.0)
        if entry.level >= ADMIN2 and len(entries) > 1:
            if total:
                here = entry.latitude, entry.longitude
                score += NEAR * sum(w * nearness(*here, la, lo) for la, lo, w in near) / total
            if point is not None:
                score += point[2] * nearness(entry.latitude, entry.longitude, *point[:2])
        scored.append((score, entry))
    scored.sort(key=lambda pair: (-pair[0], pair[1].level, pair[1].number))
    group.ranked = tuple(scored)


def _own(entry: Entry, group: _Group) -> float:
    score = math.log10(entry.people + 100)
    if entry.level == COUNTRY:
        score += NATION
    elif entry.level == ADMIN2:
        score += SECOND
    elif entry.level == CITY and entry.code == "capital":
        score += 1.0
    if group.spot.level:
        score += _level_bonus(entry, group.spot.level)
    if any(_holds(larger, entry) for larger in group.outer):
        score += PAIR
    return score


def _second(groups: Sequence[_Group]) -> Iterator[tuple[str, str, float]]:
    """Share out each name's vote by how well its bearers did in the first round."""
    for group in groups:
        if not group.ranked:
            yield from ((c, u, s * group.weight) for c, u, s in shares(group.spot))
            continue
        if group.ranked[0][1].level == COUNTRY and not shares(group.spot):
            continue
        best = group.ranked[0][0]
        weights = [math.exp((score - best) / HEAT) for score, _ in group.ranked[:MOST]]
        total = sum(weights) / group.weight
        for (_, entry), weight in zip(group.ranked, weights, strict=False):
            yield entry.country, entry.admin1, weight / total


def _anchor(group: _Group) -> Iterator[tuple[float, float, float]]:
    """Return the point that a name most probably stands for, weighed by how sure that is."""
    if not group.ranked or group.ranked[0][1].level < ADMIN2:
        return
    best, entry = group.ranked[0]
    second = group.ranked[1][0] if len(group.ranked) > 1 else best - 3.0
    weight = min(1.0, 0.2 + (best - second) / 3.0) * math.sqrt(group.weight)
    yield entry.latitude, entry.longitude, weight


def _home_point(outlet: str, home: Home | None, votes: Votes) -> tuple[float, float, float] | None:
    """Return latitude, longitude and weight of the publisher's home."""
    if home is not None and home.point is not None:
        return *home.point, AT_HOME
    ranked = [(e, share) for e, share in home_votes(signs_of(outlet), votes) if share >= SURE]
    return next(((e.latitude, e.longitude, AT_NAME) for e, _ in ranked if e.level >= ADMIN2), None)


def _choice(group: _Group) -> Choice:
    entries = group.spot.bearers.entries
    if not entries:
        return None, 1.0 if group.spot.bearers.region else 0.0, ()
    ranked = group.ranked
    best = ranked[0][1]
    if not group.spot.level:
        best = (_seat(best, entries) if group.seat else None) or _city_or_unit(best, entries)
    others = tuple(entry for _, entry in ranked if entry.number != best.number)
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 5.0
    return best, min(1.0, 0.5 + max(0.0, lead) / 10), others[:3]


def _level_bonus(entry: Entry, level: str) -> float:
    wanted = {
        "admin1": (ADMIN1,),
        "admin2": (ADMIN2, ADMIN1),
        "city": (CITY,),
        "country": (COUNTRY,),
    }
    if entry.level in wanted[level]:
        return LEVEL if entry.level == wanted[level][0] else LEVEL / 2
    return 0.0


def _seat(best: Entry, entries: Sequence[Entry]) -> Entry | None:
    """Return the town of a unit that bears the same name; None where there is none."""
    if best.level not in {ADMIN1, ADMIN2}:
        return None
    return next((e for e in entries if e.level == CITY and e.unit == best.unit), None)


def _city_or_unit(best: Entry, entries: Sequence[Entry]) -> Entry:
    """Choose between a unit and the city it is called after ("Córdoba", "São Paulo").

    The city is meant when it is the country's capital or its largest city, or holds a third of
    the unit's people; else the unit.
    """
    unit = next((e for e in entries if e.level == ADMIN1 and e.country == best.country), None)
    city = next((e for e in entries if e.level == CITY and e.country == best.country), None)
    nation = next((e for e in entries if e.level == COUNTRY and e.country == best.country), None)
    if nation is not None:
        return nation
    if best.level == ADMIN2:
        seat = next((e for e in entries if e.level == CITY and e.unit == best.unit), None)
        return seat or best
    if unit is None or city is None or (city.unit != unit.code and city.code != "capital"):
        return best
    if city.code == "capital" or city.people * 3 >= unit.people or city.people >= LARGEST:
        return city
    return unit
