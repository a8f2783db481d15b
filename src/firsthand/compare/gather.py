"""Which reports tell of one and the same event?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, cos, inf, radians, sin, sqrt

import numpy as np

from firsthand.compare.cards import Card, overlap_days
from firsthand.compare.contrast import part_siblings
from firsthand.compare.families import TEXT_DESCENT, likely
from firsthand.compare.likeness import Evidence, Likeness
from firsthand.model.items import Place
from firsthand.model.story import Link
from firsthand.text.linkage import average_linkage

SAME_EVENT = 0.20
"""Average evidence from which reports are one event: the threshold of the lexical mix, fixed on
the training topics of one corpus and kept for all others."""
FLOOR = 0.05
"""Likeness below which a pair is not looked at: its evidence counts as nought."""
DESCENT = 0.6
"""Reports that descend from one text tell of one event, whatever else is said."""
ONCE_APART = ((31, -0.6), (1, -0.35))
"""More than so many days between the leads of two happenings of one class that take place once (a
conference, a quake): sibling events never share a day (0.00 % of pairs)."""
STORY_APART = ((365, -0.6), (92, -0.45), (31, -0.3), (14, -0.15), (7, -0.1), (1, -0.05))
"""The same where a story may run on for days (a crime, a bill, a war), graded with the gap."""
LOOSELY_APART = ((31, -0.1), (1, -0.05))
"""The same where a report's day of publication does not bear out the day in its lead: it may be
that of a birth, of an earlier round, of a page."""
PUBLISHED_APART = ((365, -0.4), (92, -0.3), (31, -0.2), (10, -0.12))
"""Only the days of publication are known, or one lead's day is not firm."""
OTHER_PLACE = -0.25
"""Both leads place such a happening, and far apart (siblings share a place in 6 % of pairs)."""
OTHER_PLACE_OF_STORY = -0.05
FAR = 50.0
"""Kilometres: a district, a suburb or the next village is not another place."""
ONCE = frozenset(
    {"gathering", "exhibition", "ceremony", "match", "election", "earthquake", "eruption"}
)
"""Classes of events that happen on their day at their place and are over."""
SAME_DAY_AND_PLACE = 0.06
"""A day alone is no evidence in a dense stream; a day in one town is some."""
SAME_KIND_TOO = 0.06
ACROSS_LANGUAGES = 0.18
"""The same for two languages, whose words cannot be alike: day and place stand in for them."""
NEIGHBOUR_DAY = 1
"""Days that two reports of one event may differ by: time zones, nights, slips of a weekday."""

EARTH = 6371.0

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """The evidence that two reports tell of one event, with its parts in words."""

    score: float
    parts: tuple[str, ...]


def gather(
    evidence: Sequence[Evidence], cards: Sequence[Card], links: Iterable[Link]
) -> tuple[tuple[tuple[int, ...], ...], Mapping[Pair, Tie]]:
    """Group reports by the event they tell of.

    Args:
        evidence: the terms of each report.
        cards: the card of each report, in the same order.
        links: links between reports; those of text descent count.

    Returns:
        Groups of places in the sequences, by first member; and the ties of the pairs looked at.
    """
    known = tuple(links)
    ties = tie_all(evidence, cards, known)
    table = {pair: tie.score for pair, tie in ties.items()}
    groups = average_linkage(len(cards), table, SAME_EVENT)
    descent = _descent(cards, known)
    descended = {(a, b) for a, others in descent.items() for b in others}
    return part_siblings(groups, table, evidence, descended, SAME_EVENT), ties


def tie_all(
    evidence: Sequence[Evidence], cards: Sequence[Card], links: Iterable[Link]
) -> dict[Pair, Tie]:
    """Weigh the evidence for every two reports that are alike or linked.

    Args:
        evidence: the terms of each report.
        cards: the card of each report, in the same order.
        links: links between reports.

    Returns:
        Ties by pair of places, the lower first.
    """
    descent = _descent(cards, links)
    abroad = _in_other_languages(cards)
    likeness = Likeness.of(evidence)
    ties: dict[Pair, Tie] = {}
    for a in range(len(cards)):
        row = likeness.row(a)
        near = {int(n) for n in np.flatnonzero(row >= FLOOR) if n > a}
        near |= descent[a] | abroad[a]
        for b in sorted(near):
            alike = float(row[b])
            ties[a, b] = weigh_pair(alike, cards[a], cards[b], descended=b in descent[a])
    return ties


def weigh_pair(alike: float, a: Card, b: Card, *, descended: bool = False) -> Tie:
    """Add up the evidence that two reports tell of one event.

    A slot that one of the two lacks counts neither way; who takes part never joins by itself.

    Args:
        alike: likeness of their texts.
        a: card of one report.
        b: card of the other.
        descended: whether a link of text descent joins them.

    Returns:
        The sum and its parts in words.
    """
    score = alike
    parts = [f"words, lead, names, numbers and dates alike to {alike:.2f}"]
    once = a.family in ONCE and a.family == b.family
    day, why = _days(a, b, once=once)
    if why:
        score += day
        parts.append(why)
    same_place = _place_agreement(a, b)
    if same_place is False:
        score += OTHER_PLACE if once else OTHER_PLACE_OF_STORY
        parts.append(f"another place ({a.where.value} and {b.where.value})")
    if same_place and _one_day(a, b):
        score += SAME_DAY_AND_PLACE if a.language == b.language else ACROSS_LANGUAGES
        parts.append(f"the same day in the same place ({a.where.value})")
        if a.family and a.family == b.family:
            score += SAME_KIND_TOO
            parts.append(f"the same kind of event ({a.kind}, {b.kind})")
    if descended and score < DESCENT:
        score = DESCENT
        parts.append("one text descends from the other or both from one original")
    return Tie(round(score, 6), tuple(parts))


def _descent(cards: Sequence[Card], links: Iterable[Link]) -> dict[int, set[int]]:
    """List with which later places each report shares a text."""
    places = {card.report: number for number, card in enumerate(cards)}
    descent: dict[int, set[int]] = {number: set() for number in range(len(cards))}
    for k in likely(links):
        if k.kind in TEXT_DESCENT and k.a in places and k.b in places:
            low, high = sorted((places[k.a], places[k.b]))
            descent[low].add(high)
    return descent


def _in_other_languages(cards: Sequence[Card]) -> dict[int, set[int]]:
    """Pair reports in different languages that name one place: their words cannot be alike."""
    at: dict[str, list[int]] = {}
    for number, card in enumerate(cards):
        if card.place is not None:
            key = card.place.key or card.place.name.casefold()
            at.setdefault(key, []).append(number)
    pairs: dict[int, set[int]] = {number: set() for number in range(len(cards))}
    for numbers in at.values():
        for low, high in combinations(numbers, 2):
            if cards[low].language != cards[high].language:
                pairs[low].add(high)
    return pairs


def _days(a: Card, b: Card, *, once: bool) -> tuple[float, str]:
    if not (a.first and b.first):
        return 0.0, ""
    apart = overlap_days(a.first, a.last, b.first, b.last)
    if a.firm and b.firm:
        borne_out = STORY_APART if a.sure and b.sure else LOOSELY_APART
        score = _graded(apart, ONCE_APART if once else borne_out)
        days = f"{apart} days apart ({a.when.value} and {b.when.value})"
        return score, days if score else ""
    if a.first == a.last and b.first == b.last:
        score = _graded(apart, PUBLISHED_APART if a.sure and b.sure else PUBLISHED_APART[-1:])
        return score, f"published {apart} days apart" if score else ""
    return 0.0, ""


def _graded(apart: int, steps: Sequence[tuple[int, float]]) -> float:
    return next((score for days, score in steps if apart > days), 0.0)


def _one_day(a: Card, b: Card) -> bool:
    if not (a.first and b.first and (a.firm or b.firm)):
        return False
    return overlap_days(a.first, a.last, b.first, b.last) <= NEIGHBOUR_DAY


def _place_agreement(a: Card, b: Card) -> bool | None:
    """Say whether two leads name the same place; None where one is unknown or holds the other."""
    one, two = a.place, b.place
    if one is None or two is None:
        return None
    both_placed = a.placed and b.placed
    if not (one.key and two.key):
        # A town that no gazetteer knows is told from others by its name alone.
        if one.name.casefold() == two.name.casefold():
            return True
        return False if both_placed and not (one.key or two.key) else None
    if one.key == two.key:
        return True
    return False if both_placed and _lie_apart(one, two) else None


def _lie_apart(one: Place, two: Place) -> bool:
    if one.key in (two.admin1, two.country) or two.key in (one.admin1, one.country):
        return False
    narrow = {"city", "admin1", "country"}
    if one.level not in narrow or two.level not in narrow:
        return False
    return not one.level == two.level == "city" or _apart(one, two) > FAR


def _apart(a: Place, b: Place) -> float:
    """Measure the way between two places over the globe, in kilometres (haversine)."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return inf
    up, across = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    level = cos(radians(a.latitude)) * cos(radians(b.latitude))
    return 2 * EARTH * asin(min(1.0, sqrt(sin(up / 2) ** 2 + level * sin(across / 2) ** 2)))
