"""Which of the places that bear a name is meant in this report?"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from firsthand.analyse.places.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY, Entry, look_up
from firsthand.analyse.places.spots import Spot

Votes = Mapping[str, float]
"""Weight of each country ("US") and first-level unit ("US-TX") in a report."""

PAIR = 8.0
LEVEL = 4.0
CAPITAL = 2.0
SHARE = 4.0
UNIT_SHARE = 4.0
OUTLET = 3.0
_NEAR = re.compile(r"\s*(?:,|\(|/|in|de|do|da|en)\s*")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
GENERIC_DOMAINS = frozenset({"com", "org", "net", "info", "biz", "tv", "io", "me", "eu", "co"})
_SHORTEST_IN_DOMAIN = 5
COUNTRY_DOMAIN = 2
"""Letters of a top-level domain that is a country's."""
OUTLET_CITY = 20_000
LARGEST = 6_000_000
"""A city above this is meant by its bare name even where a larger unit bears it."""


def vote(spots: Sequence[Spot], dateline: Sequence[Spot], outlet: str) -> dict[str, float]:
    """Weigh which countries and first-level units a report is about.

    Args:
        spots: all names taken for places.
        dateline: those that stand in the dateline, counted three times.
        outlet: name or domain of the publisher, or nothing.

    Returns:
        Shares of countries (adding up to at most 1) and of units.
    """
    countries: dict[str, float] = defaultdict(float)
    units: dict[str, float] = defaultdict(float)
    heavy = {id(spot) for spot in dateline}
    for spot in spots:
        times = 3.0 if id(spot) in heavy else 1.0
        for country, unit, share in _shares(spot):
            countries[country] += share * times
            if unit:
                units[unit] += share * times
    for code, weight in outlet_votes(outlet):
        (units if "-" in code else countries)[code] += weight
        if "-" in code:
            countries[code[:2]] += weight
    result: dict[str, float] = {}
    for counted in (countries, units):
        total = sum(counted.values())
        result.update({code: weight / total for code, weight in counted.items() if total})
    return result


def _shares(spot: Spot) -> list[tuple[str, str, float]]:
    region = spot.bearers.region
    if region is not None:
        inside = sorted({member[:2] for member in region.members})
        return [(inside[0], "", 0.7)] if len(inside) == 1 else []
    entries = spot.bearers.entries[:8]
    if not entries:
        return []
    if entries[0].level == COUNTRY:
        # A name that a capital elsewhere bears too (Oman, Amman in Arabic) says nothing yet.
        return [] if _capitals(entries) else [(entries[0].code, "", 1.0)]
    weights = [math.sqrt(entry.people + 1000) for entry in entries]
    total = sum(weights)
    return [
        (entry.country, entry.admin1, weight / total)
        for entry, weight in zip(entries, weights, strict=True)
    ]


def _capitals(entries: Sequence[Entry]) -> list[Entry]:
    first = entries[0].country
    return [e for e in entries if e.level == CITY and e.code == "capital" and e.country != first]


@lru_cache(maxsize=1024)
def outlet_votes(outlet: str) -> tuple[tuple[str, float], ...]:
    """Read a country or unit out of a publisher's name or domain.

    Args:
        outlet: such as "dallasnews.com" or "The Austin Chronicle".

    Returns:
        Codes with weights; the domain's country and a city at the head of the name.
    """
    folded = outlet.casefold().removeprefix("www.")
    if not folded:
        return ()
    found: list[tuple[str, float]] = []
    domain = _DOMAIN.fullmatch(folded)
    if domain:
        parts = folded.split(".")
        if parts[-1] not in GENERIC_DOMAINS and len(parts[-1]) == COUNTRY_DOMAIN:
            found.append(("GB" if parts[-1] == "uk" else parts[-1].upper(), OUTLET))
        heads = [parts[0][:size] for size in range(len(parts[0]), _SHORTEST_IN_DOMAIN - 1, -1)]
    else:
        said = [word for word in folded.split() if word not in {"the", "el", "la", "le"}]
        heads = [" ".join(said[:size]) for size in range(min(3, len(said)), 0, -1)]
    for head in heads:
        entries = [entry for entry in look_up(head) if entry.people >= OUTLET_CITY]
        if entries:
            best = max(entries, key=lambda entry: (entry.level == COUNTRY, entry.people))
            found.append((best.unit, OUTLET))
            break
    return tuple(found)


def choose(
    spot: Spot, votes: Votes, text: str, neighbours: Sequence[Spot]
) -> tuple[Entry | None, float, tuple[Entry, ...]]:
    """Choose the place that a name stands for.

    Score = log10 of its people, plus the report's vote for its country and unit, plus what a word
    beside the name and a following larger place say.

    Args:
        spot: the name.
        votes: of the report.
        text: the text.
        neighbours: the spots after it, nearest first.

    Returns:
        The place, its lead over the next best (0 to 1), and the others by score.
    """
    entries = spot.bearers.entries
    if not entries:
        return None, 1.0 if spot.bearers.region else 0.0, ()
    outer = _following(spot, text, neighbours)
    ranked = sorted(
        ((_score(entry, spot, votes, outer), entry) for entry in entries),
        key=lambda pair: (-pair[0], pair[1].level, pair[1].number),
    )
    best = ranked[0][1]
    if not spot.level:
        best = _city_or_unit(best, entries)
    others = tuple(entry for _, entry in ranked if entry.number != best.number)
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 5.0
    return best, min(1.0, 0.5 + max(0.0, lead) / 10), others[:3]


def _following(spot: Spot, text: str, neighbours: Sequence[Spot]) -> tuple[Entry, ...]:
    if not neighbours:
        return ()
    following = neighbours[0]
    near = _NEAR.fullmatch(text[spot.end : following.start])
    return (
        tuple(e for e in following.bearers.entries if e.level <= ADMIN1 and e.code) if near else ()
    )


def _score(entry: Entry, spot: Spot, votes: Votes, outer: Sequence[Entry]) -> float:
    score = math.log10(entry.people + 100)
    if entry.level == COUNTRY:
        score += 2.5
    elif entry.level == ADMIN2:
        score -= 1.0
    elif entry.level == CITY and entry.code == "capital":
        score += 1.0 + CAPITAL * votes.get(entry.country, 0.0)
    score += SHARE * votes.get(entry.country, 0.0) + UNIT_SHARE * votes.get(entry.admin1, 0.0)
    if spot.level:
        score += _level_bonus(entry, spot.level)
    for larger in outer:
        if larger.level < entry.level and larger.code in (entry.unit, entry.country):
            score += PAIR
            break
    return score


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


def _city_or_unit(best: Entry, entries: Sequence[Entry]) -> Entry:
    """Choose between a unit and the city it is called after ("Córdoba", "São Paulo").

    The city is meant when it is the country's capital or its largest city, or holds a third of
    the unit's people; else the unit.
    """
    unit = next((e for e in entries if e.level == ADMIN1 and e.country == best.country), None)
    city = next((e for e in entries if e.level == CITY and e.country == best.country), None)
    if best.level == COUNTRY:
        return best
    if best.level == ADMIN2:
        seat = next((e for e in entries if e.level == CITY and e.unit == best.unit), None)
        return seat or best
    if unit is None or city is None or (city.unit != unit.code and city.code != "capital"):
        return best
    if city.code == "capital" or city.people * 3 >= unit.people or city.people >= LARGEST:
        return city
    return unit
