"""Where is a publisher at home, by its name, its address and what its reports speak of?"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from firsthand.analyse.places.gazetteer import ADMIN2, COUNTRY, Entry, look_up

_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
GENERIC_DOMAINS = frozenset({"com", "org", "net", "info", "biz", "tv", "io", "me", "eu", "co"})
COUNTRY_DOMAIN = 2
"""Letters of a top-level domain that is a country's."""
SECOND_LEVEL = frozenset({"com", "co", "org", "net", "ac", "gov", "edu", "news", "www"})
"""Parts of a domain that say nothing of its owner."""
OPENERS = ("thisis", "the", "my", "go", "visit", "el", "la", "le")
CLOSERS = frozenset(
    {"newspapers", "newspaper", "times", "herald", "press", "daily", "online", "today", "gazette"}
    | {"journal", "tribune", "courier", "telegraph", "chronicle", "mercury", "standard", "argus"}
    | {"record", "independent", "leader", "beacon", "register", "sentinel"}
)
"""Words of newspapers' names that some town bears too."""
SHORTEST_IN_DOMAIN = 5
OUTLET_TOWN = 3_000
"""People of the smallest town that a publisher is taken to be called after."""
MOST = 12
"""Bearers of a publisher's name that are weighed."""
REACH = 120.0
"""Kilometres over which nearness falls to a third."""
KM = 111.2
"""Kilometres of a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a publisher's name or address tells: a country, and places it may be called after."""

    country: str = ""
    places: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """What a publisher's reports speak of.

    `shares` weighs countries ("US") and first-level units ("US-TX"), each adding up to at most 1;
    `point` is the latitude and longitude around which its places lie, where they lie together.
    """

    shares: Mapping[str, float] = field(default_factory=dict)
    point: tuple[float, float] | None = None


@lru_cache(maxsize=1024)
def signs_of(outlet: str) -> Signs:
    """Read where a publisher may be at home out of its name or domain.

    Args:
        outlet: such as "dallasnews.com" or "The Austin Chronicle".

    Returns:
        The country of the domain, and every place whose name stands at the head or, failing that,
        at the end of the name.
    """
    folded = outlet.casefold().strip()
    if not _DOMAIN.fullmatch(folded):
        return Signs("", _bearers(_heads_of_name(folded)))
    parts = folded.split(".")
    country = parts[-1].upper() if len(parts[-1]) == COUNTRY_DOMAIN else ""
    if country.lower() in GENERIC_DOMAINS:
        country = ""
    country = "GB" if country == "UK" else country
    label = max(
        (part for part in parts[:-1] if part not in SECOND_LEVEL), key=len, default=parts[0]
    )
    return Signs(country, _bearers(_heads_of_label(label.replace("-", ""))))


def _heads_of_name(folded: str) -> list[str]:
    words = [word for word in folded.split() if word not in OPENERS]
    return [" ".join(words[:size]) for size in range(min(3, len(words)), 0, -1)]


def _heads_of_label(label: str) -> list[str]:
    found: list[str] = []
    for start in (label, *(label.removeprefix(o) for o in OPENERS if label.startswith(o))):
        found.extend(start[:size] for size in range(len(start), SHORTEST_IN_DOMAIN - 1, -1))
    found.sort(key=len, reverse=True)
    ends = range(1, len(label) - SHORTEST_IN_DOMAIN + 1)
    return [*found, *(label[cut:] for cut in ends)]


def _bearers(heads: Sequence[str]) -> tuple[Entry, ...]:
    for head in heads:
        if head in CLOSERS:
            continue
        spaced = {head, *(f"{head[:cut]} {head[cut:]}" for cut in range(3, len(head) - 2))}
        entries = [
            entry
            for name in sorted(spaced)
            for entry in look_up(name)
            if entry.people >= OUTLET_TOWN or entry.level == COUNTRY
            if entry.level != ADMIN2 or entry.folded == name or entry.country != "US"
        ]
        if entries:
            return tuple(sorted(entries, key=lambda e: (-e.people, e.number))[:MOST])
    return ()


def home_votes(signs: Signs, shares: Mapping[str, float]) -> list[tuple[Entry, float]]:
    """Weigh the places a publisher may be called after by what its reports speak of.

    Args:
        signs: of its name.
        shares: of countries and units in its reports.

    Returns:
        Places with weights that add up to 1; nothing for a name without places.
    """
    weights = []
    for entry in signs.places:
        known = 0.02 + shares.get(entry.country, 0.0) * 0.3 + shares.get(entry.admin1, 0.0)
        if signs.country:
            known *= 4.0 if entry.country == signs.country else 0.25
        weights.append(known * math.sqrt(math.log10(entry.people + 100)))
    total = sum(weights)
    return [(e, weight / total) for e, weight in zip(signs.places, weights, strict=True)]


def nearness(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Return how near two points are: 1 at the same point, falling to a third over `REACH`.

    Args:
        lat: latitude of the first, degrees.
        lon: its longitude.
        lat2: latitude of the second.
        lon2: its longitude.

    Returns:
        0 to 1.
    """
    north = (lat - lat2) * KM
    east = abs(lon - lon2)
    east = min(east, 360.0 - east) * KM * math.cos(math.radians((lat + lat2) / 2))
    return math.exp(-math.hypot(north, east) / REACH)
