"""What do the cards of two reports say for and against one event?"""

from collections.abc import Sequence

from firsthand.compare import one_happening
from firsthand.compare.cards import Card, overlap_days
from firsthand.compare.one_happening import FAR, compare_marks, kilometres
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
    said = dict.fromkeys(SLOTS, 0.0)
    parts = []
    once = a.family in ONCE and a.family == b.family
    slot, points, why = _days(a, b, once=once)
    if points:
        said[slot] = points
        parts.append(why)
    same_place = place_agreement(a, b)
    if same_place is False:
        said["place_of_one" if once else "place_of_story"] = (
            OTHER_PLACE if once else OTHER_PLACE_OF_STORY
        )
        parts.append(f"another place ({a.where.value} and {b.where.value})")
    one_language = a.language == b.language
    if same_place and _one_day(a, b):
        said["same_day_and_place"] = SAME_DAY_AND_PLACE if one_language else ACROSS_LANGUAGES
        parts.append(f"the same day in the same place ({a.where.value})")
    marked, reasons = compare_marks(a, b, same_place=same_place)
    said.update(zip(one_happening.SLOTS, marked, strict=True))
    if a.family and a.family == b.family:
        said["same_kind"] = 0.0 if said["kind_abroad"] else SAME_KIND
        parts.append(f"the same kind of event ({a.kind}, {b.kind})")
    return tuple(said.values()), (*parts, *reasons)


def _days(a: Card, b: Card, *, once: bool) -> tuple[str, float, str]:
    if not (a.first and b.first):
        return "published", 0.0, ""
    apart = overlap_days(a.first, a.last, b.first, b.last)
    if a.firm and b.firm:
        days = f"{apart} days apart ({a.when.value} and {b.when.value})"
        if a.sure and b.sure:
            if once:
                return "day_of_one", _graded(apart, ONCE_APART), days
            return "day_of_story", _graded(apart, STORY_APART), days
        return "day_loose", _graded(apart, LOOSELY_APART), days
    if a.first == a.last and b.first == b.last:
        steps = PUBLISHED_APART if a.sure and b.sure else PUBLISHED_LOOSELY_APART
        return "published", _graded(apart, steps), f"published {apart} days apart"
    return "published", 0.0, ""


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
