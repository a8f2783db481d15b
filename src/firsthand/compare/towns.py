"""Which towns that other reports of a pile name does a lead name too, inflected or unknown?"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.compare.kinds import says_where
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Place
from firsthand.model.report import Report

Stretch = tuple[int, int]

SHORTEST_TOWN = 5
"""Letters of a town's name that is known again with a case ending."""
INFLECTING = frozenset({"pl", "ru", "uk", "hr"})
"""Languages that put an ending to the names of towns."""
TOWN_RULE = "events/town@1"

_STROKES = str.maketrans("łŁøØđĐı", "lLoOdDi")


def towns_of(founds: Iterable[Found]) -> dict[str, Place]:
    """List the towns that some reports of a pile name, for others that inflect or misspell them.

    Args:
        founds: what the ribs found in each report.

    Returns:
        The first such place by its names as printed, without those of few letters.
    """
    named: dict[str, Place] = {}
    for found in founds:
        for place in found.places:
            if place.key and place.level == "city" and not place.nested:
                for name in (place.name, place.span.quote):
                    if len(name) >= SHORTEST_TOWN and name[:1].isupper():
                        named.setdefault(name, place)
                        named.setdefault(_plain_letters(name), place)
    return dict(sorted(named.items()))


def _plain_letters(name: str) -> str:
    """Write a name as those do who leave marks on letters out: "Klodzko"."""
    parts = unicodedata.normalize("NFKD", name.translate(_STROKES))
    return "".join(c for c in parts if not unicodedata.combining(c))


def towns_named(
    report: Report, found: Found, lead: Sequence[Stretch], towns: Mapping[str, Place | None]
) -> list[Place]:
    """Find the towns of the pile where a lead says that something happened in them.

    Args:
        report: a labelled report.
        found: what the ribs found in it.
        lead: the stretches that tell its main event.
        towns: their names, with the place where it is known.

    Returns:
        The places, in the order of the names.
    """
    named: list[Place] = []
    language = report.metadata.language
    for town, place in towns.items():
        start, rest, ending = town[:1], town[1:], ""
        if language in INFLECTING and len(town) >= SHORTEST_TOWN:
            # A case ending comes after the name or in place of its end: "w Opolu", "w Kielcach".
            rest, ending = town[1 : max(SHORTEST_TOWN - 1, len(town) - 2)], r"[^\W\d_]{0,4}"
        start = re.escape(start) + f"(?i:{re.escape(rest)})"
        for match in re.finditer(rf"(?<!\w){start}{ending}(?!\w)", report.text):
            span = report.span(*match.span())
            told = any(first <= span.start < last for first, last in lead)
            if not told or any(p.span.overlaps(span) for p in (*found.places, *named)):
                continue
            if says_where(report.text, language, span.start, span.end):
                key = item_id("place", (span,))
                if place is None:
                    named.append(Place(key, span, match[0], TOWN_RULE, level="city"))
                else:
                    named.append(replace(place, id=key, span=span, rule=TOWN_RULE))
    return named
