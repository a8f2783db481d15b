"""What do the cards of two reports say for and against one event?"""

from collections.abc import Sequence

from firsthand.compare import one_happening
from firsthand.compare.cards import Card, overlap_days
from firsthand.compare.one_happening import FAR, compare_marks, kilometres, weigh_marks
from firsthand.model.items import Place

SLOTS = (
    "day_of_one",
    "day_of_story",
    "day_loose",
    "published",
    "place_of_one",
    "place_of_story",
    "same_day_and_place",
    "same_kind",
    *one_happening.SLOTS,
)
"""What is said of two cards, in this order: log-odds that both tell of one event."""
PUBLISHED, DAY_AND_PLACE = SLOTS.index("published"), SLOTS.index("same_day_and_place")
ONCE_APART = ((31, -12.0), (1, -5.0))
"""More than so many days between the leads of two happenings of one class that take place once (a
conference, a quake): sibling events never share a day (0.00 % of pairs)."""
STORY_APART = ((365, -12.0), (92, -8.0), (31, -5.5), (14, -3.3), (7, -2.4), (1, -1.3))
"""The same where a story may run on for days (a crime, a bill, a war), graded with the gap."""
LOOSELY_APART = ((31, -1.8), (1, -0.9))
"""The same where a report's day of publication does not bear out the day in its lead: it may be
that of a birth, of an earlier round, of a page."""
PUBLISHED_APART = (
    (365, -7.5), (92, -6.5), (31, -5.0), (14, -4.0), (7, -2.8), (4, -1.8), (2, -1.0), (1, -0.5),
)  # fmt: skip
"""Only the days of publication are known: what is told of one event is told within days."""
PUBLISHED_LOOSELY_APART = ((10, -2.5),)
"""The same where a day is not that of publication."""
OTHER_PLACE = -5.0
"""Both leads place such a happening, and far apart (siblings share a place in 6 % of pairs)."""
OTHER_PLACE_OF_STORY = -1.0
ONCE = frozenset(
    {"gathering", "exhibition", "ceremony", "match", "election", "earthquake", "eruption"}
)
"""Classes of events that happen on their day at their place and are over."""
SAME_DAY_AND_PLACE = 1.2
"""A day alone is no evidence in a dense stream; a day in one town is some."""
SAME_KIND = 0.2
ACROSS_LANGUAGES = 4.0
"""The same for two languages, whose words cannot be alike."""
FEW = 64
"""Reports of a pile that is small enough to look at all pairs in two languages."""
NEIGHBOUR_DAY = 1
"""Days that two reports of one event may differ by: time zones, nights, slips of a weekday."""


def compare_cards(a: Card, b: Card) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Weigh what two cards say of day, place and kind.

    A slot that one of the two lacks counts neither way; who takes part is not asked.

    Args:
        a: card of one report.
        b: card of the other.

    Returns:
        Log-odds in the order of SLOTS, and the reasons in words.
    """
    said, same_place = _weigh(a, b)
    parts = []
    if any(said[: PUBLISHED + 1]):
        apart = overlap_days(a.first, a.last, b.first, b.last)
        days = f" ({a.when.value} and {b.when.value})"
        parts.append(
            f"published {apart} days apart" if said[PUBLISHED] else f"{apart} days apart{days}"
        )
    if same_place is False:
        parts.append(f"another place ({a.where.value} and {b.where.value})")
    if said[DAY_AND_PLACE]:
        parts.append(f"the same day in the same place ({a.where.value})")
    if a.family and a.family == b.family:
        parts.append(f"the same kind of event ({a.kind}, {b.kind})")
    return said, (*parts, *compare_marks(a, b, same_place=same_place)[1])


def weigh_cards(a: Card, b: Card) -> tuple[float, ...]:
    """Weigh two cards without telling why: most pairs are never asked for their reasons.

    Args:
        a: card of one report.
        b: card of the other.

    Returns:
        Log-odds in the order of SLOTS, as `compare_cards`.
    """
    return _weigh(a, b)[0]


def _weigh(a: Card, b: Card) -> tuple[tuple[float, ...], bool | None]:
    """Weigh two cards; tell besides whether their leads name the same place."""
    kin = bool(a.family) and a.family == b.family
    once = kin and a.family in ONCE
    of_one = of_story = loose = published = 0.0
    if a.first and b.first:
        slot, points = _days(a, b, once=once)
        of_one, of_story, loose, published = (points if slot == n else 0.0 for n in range(4))
    place_of_one = place_of_story = together = 0.0
    same_place = None
    if a.place is not None and b.place is not None:
        same_place = place_agreement(a, b)
        if same_place is False:
            place_of_one = OTHER_PLACE if once else 0.0
            place_of_story = 0.0 if once else OTHER_PLACE_OF_STORY
        elif same_place and _one_day(a, b):
            together = SAME_DAY_AND_PLACE if a.language == b.language else ACROSS_LANGUAGES
    marked = weigh_marks(a, b, same_place=same_place)
    kind = SAME_KIND if kin and not marked[-1] else 0.0
    said = (of_one, of_story, loose, published, place_of_one, place_of_story, together, kind)
    return (*said, *marked), same_place


def _days(a: Card, b: Card, *, once: bool) -> tuple[int, float]:
    """Weigh two known days, or stretches of days; tell besides the place of the slot."""
    apart = overlap_days(a.first, a.last, b.first, b.last)
    sure = a.sure and b.sure
    if a.firm and b.firm:
        if sure:
            return (0, _graded(apart, ONCE_APART)) if once else (1, _graded(apart, STORY_APART))
        return 2, _graded(apart, LOOSELY_APART)
    if a.first == a.last and b.first == b.last:
        return PUBLISHED, _graded(apart, PUBLISHED_APART if sure else PUBLISHED_LOOSELY_APART)
    return PUBLISHED, 0.0


def _graded(apart: int, steps: Sequence[tuple[int, float]]) -> float:
    return next((points for days, points in steps if apart > days), 0.0)


def _one_day(a: Card, b: Card) -> bool:
    if not (a.first and b.first and (a.firm or b.firm)):
        return False
    return overlap_days(a.first, a.last, b.first, b.last) <= NEIGHBOUR_DAY


def place_agreement(a: Card, b: Card) -> bool | None:
    """Say whether two leads name the same place.

    Args:
        a: card of one report.
        b: card of the other.

    Returns:
        None where one is unknown or holds the other.
    """
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
    return not one.level == two.level == "city" or kilometres(one, two) > FAR
