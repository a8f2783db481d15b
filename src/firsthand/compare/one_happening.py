"""What marks two reports as telling of one happening where their words cannot show it?"""

from math import asin, cos, inf, radians, sin, sqrt

from firsthand.compare.cards import Card, overlap_days
from firsthand.compare.marks import day_of_week
from firsthand.model.items import Place
from firsthand.text.words import fold_name

SLOTS = ("day_of_the_week", "time_gone_by", "told_abroad", "kind_abroad")
"""What is said of the marks of two reports, in this order: log-odds that both tell of one event."""
DISASTERS = frozenset(
    {
        "flood", "earthquake", "storm", "drought", "fire", "eruption", "outbreak", "accident",
        "violence",
    }
)  # fmt: skip
"""Classes of happenings of which one place hardly sees two in a month."""
ONE_WEEKDAY, OTHER_WEEKDAY = 1.5, -1.0
"""The lead of an undated report names a day of the week: that of the other's event, or not."""
ONE_LENGTH, ONE_YEAR = 2.5, 1.2
"""Both leads say that so many months have gone by since something; that a year has."""
PASSED = -3.0
"""An undated report looks back on the other's day: from it so many months have gone by to the day
of a third one, it names a month of last year, or dates that were to come then."""
NEIGHBOUR_DAY = 1
"""Days that two reports of one event may differ by: time zones, nights, slips of a weekday."""
ONE_STORY = 31
"""Days after which a report that names the day of a happening tells of something else."""
DAY, LATER_DAY, NO_DAY = 4.0, 2.0, 1.5
"""Two languages, places not apart, and: the same day; days of their own and a common one beside; no
day in one of the two (reports of siblings are at one place in 6 % of pairs)."""
IN_COUNTRY = 0.6
"""What is left of what one day says where one of the two names but the country."""
DISASTER, LATER_DISASTER, UNDATED_DISASTER = 5.0, 2.5, 3.5
KIND, LATER_KIND = 2.5, 0.5
"""The same where both leads name one kind of event besides: a disaster, another kind."""
PERSON, MOST_PEOPLE = 0.8, 2.4
FIGURE, MOST_FIGURES = 0.6, 3.0
TOWN, MOST_TOWNS = 0.4, 1.2
"""Persons in full, figures and further towns in common. Siblings of one programme share some too:
all this together cannot outweigh days that part them."""
CLOSE, FAR, BESIDE = 15.0, 50.0, 0.8
"""Kilometres: a suburb or the next village is as good as the place, a district is not another one,
but says somewhat less."""
WIDE = frozenset({"country", "region", "water"})
STEM, ENDING = 5, 2
"""Letters by which the names of towns that no gazetteer knows are compared, but for an ending."""
YEAR = 12
EARTH = 6371.0


def compare_marks(
    a: Card, b: Card, *, same_place: bool | None
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Weigh what the marks of two reports say.

    Args:
        a: card of one report.
        b: card of the other.
        same_place: whether their leads name the same place; None where one is unknown.

    Returns:
        Log-odds in the order of SLOTS, and the reasons in words.
    """
    weekday, gone_by = _same_weekday(a, b), _same_length(a, b)
    parts = []
    if weekday:
        parts.append("the same day of the week" if weekday > 0 else "another day of the week")
    if gone_by:
        parts.append("time gone by since something" if gone_by > 0 else "a look back on that day")
    abroad = kind = 0.0
    if a.language != b.language:
        near = 1.0 if same_place else 0.0 if same_place is False else _nearness(a, b)
        abroad, kind, why = _abroad(a, b, near=near, counted=bool(same_place))
        parts += why
    return (weekday, gone_by, abroad, kind), tuple(parts)


def weigh_marks(a: Card, b: Card, *, same_place: bool | None) -> tuple[float, ...]:
    """Weigh what the marks of two reports say, without telling why.

    Args:
        a: card of one report.
        b: card of the other.
        same_place: as in `compare_marks`.

    Returns:
        Log-odds in the order of SLOTS.
    """
    if a.language != b.language:
        return compare_marks(a, b, same_place=same_place)[0]
    return _same_weekday(a, b), _same_length(a, b), 0.0, 0.0


def kilometres(one: Place, two: Place) -> float:
    """Measure the way between two places over the globe (haversine).

    Args:
        one: a place.
        two: another.

    Returns:
        Kilometres; infinite where one is not located.
    """
    if one.latitude is None or one.longitude is None:
        return inf
    if two.latitude is None or two.longitude is None:
        return inf
    up, across = radians(two.latitude - one.latitude), radians(two.longitude - one.longitude)
    level = cos(radians(one.latitude)) * cos(radians(two.latitude))
    return 2 * EARTH * asin(min(1.0, sqrt(sin(up / 2) ** 2 + level * sin(across / 2) ** 2)))


def _same_weekday(a: Card, b: Card) -> float:
    if a.marks.weekday is None and b.marks.weekday is None:
        return 0.0
    days = [_weekday(card) for card in (a, b)]
    if None in days:
        return 0.0
    if days[0] == days[1]:
        return ONE_WEEKDAY
    # What is told of a disaster goes on for days, each with its own.
    return 0.0 if {a.family, b.family} & DISASTERS else OTHER_WEEKDAY


def _weekday(card: Card) -> int | None:
    if card.marks.weekday is not None:
        return card.marks.weekday
    return day_of_week(card.first) if card.firm and card.first else None


def _same_length(a: Card, b: Card) -> float:
    for one, other in ((a.marks, b), (b.marks, a)):
        if (one.fits or one.passed) and other.day:
            if other.day in one.fits:
                return ONE_LENGTH
            if other.day in one.passed:
                return PASSED
    common = a.marks.gone_by & b.marks.gone_by
    if not common:
        return 0.0
    return ONE_LENGTH if any(months % YEAR for months in common) else ONE_YEAR


def _abroad(a: Card, b: Card, *, near: float, counted: bool) -> tuple[float, float, list[str]]:
    points = kind = 0.0
    why = []
    dated = bool(a.day and b.day)
    apart = overlap_days(a.first, a.last, b.first, b.last) if dated else 0
    one_day = dated and (a.firm or b.firm) and apart <= NEIGHBOUR_DAY
    later = dated and not one_day and apart <= ONE_STORY and bool(a.marks.days & b.marks.days)
    undated = not dated and not (a.marks.days and b.marks.days)
    if near and (one_day or (near > IN_COUNTRY and (later or undated))):
        points += near * DAY if one_day and not counted else near * LATER_DAY if later else 0.0
        points += near * NO_DAY if undated else 0.0
        why.append("a day in common" if dated else "the same place and no other day")
        if a.family and a.family == b.family:
            kind = near * _kind_points(a.family, one_day=one_day, later=later)
    for what, shared, each, most in (
        ("persons", len(a.marks.people & b.marks.people), PERSON, MOST_PEOPLE),
        ("figures", len(a.marks.figures & b.marks.figures), FIGURE, MOST_FIGURES),
        ("further towns", len(a.marks.around & b.marks.around) - 1, TOWN, MOST_TOWNS),
    ):
        if shared > 0:
            points += min(most, each * shared)
            why.append(f"{shared} {what} in common")
    return points, kind, why


def _kind_points(family: str, *, one_day: bool, later: bool) -> float:
    if family in DISASTERS:
        return DISASTER if one_day else LATER_DISASTER if later else UNDATED_DISASTER
    return KIND if one_day else LATER_KIND if later else 0.0


def _nearness(a: Card, b: Card) -> float:
    """Tell how near the place of one lead is to those that the other names, from 0 to 1."""
    best = 0.0
    for one, other in ((a, b), (b, a)):
        here = one.marks.towns if one.place is None or one.place.level in WIDE else (one.place,)
        there = (*other.marks.towns, *((other.place,) if other.place is not None else ()))
        for p in here:
            for q in there:
                if q.level not in WIDE:
                    best = max(best, _near(p, q))
    return best or (IN_COUNTRY if _hold(a, b) else 0.0)


def _hold(a: Card, b: Card) -> bool:
    """Tell whether one lead names but the country or province that holds the other's place."""
    for one, other in ((a.place, b.place), (b.place, a.place)):
        if one and other and one.key and one.key in (other.country, other.admin1):
            return True
    return False


def _near(p: Place, q: Place) -> float:
    if p.key and q.key:
        if p.key in (q.key, q.admin1) or q.key == p.admin1:
            return 1.0
        way = kilometres(p, q)
        return 1.0 if way <= CLOSE else BESIDE if way <= FAR else 0.0
    one, two = fold_name(p.span.quote), fold_name(q.span.quote)
    stem = min(len(one), len(two))
    alike = stem >= STEM and one[:stem] == two[:stem] and abs(len(one) - len(two)) <= ENDING
    return 1.0 if alike else 0.0
