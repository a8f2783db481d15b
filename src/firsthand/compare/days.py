"""Which days do the reports of a story make most of?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

from firsthand.model.items import Moment
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import Family

RULE = "days/looking-back@1"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day that reports name, and how much they make of it."""

    date: str
    """YYYY-MM-DD"""
    score: float
    reports: tuple[str, ...]
    """ids of those that name it"""
    origins: int
    """how many independent sources these are"""
    moments: tuple[Moment, ...]
    """the first words of each report for it, in the order of `reports`"""
    reason: Reason


def rank_days(
    reports: Sequence[Report], moments: Iterable[Moment], families: Iterable[Family] = ()
) -> tuple[Day, ...]:
    """Rank the days that reports name by how much is made of them.

    Each independent source counts once for a day, the more the longer after it the day is still
    named: 1 + ln(1 + days since). A plain count of the reports that name a day is the usual
    measure (Tran et al. 2013); on ten timelines of newspapers looking back finds 2 in 100 more.

    Args:
        reports: the reports of a story; one without a day of publication cannot look back.
        moments: their time expressions; those that are no single day are left out.
        families: the reports of one origin; a report in none stands for itself.

    Returns:
        The days, the weightiest first; of equal ones the earliest.
    """
    origin = {name: family.id for family in families for name in family.reports}
    published = {report.id: _published(report) for report in reports}
    named: dict[date, dict[str, Moment]] = defaultdict(dict)
    for moment in sorted(moments, key=lambda m: m.span):
        day = day_of(moment.value)
        if day is not None and moment.span.report in published:
            named[day].setdefault(moment.span.report, moment)
    ranked = [_weigh(day, found, published, origin) for day, found in named.items()]
    return tuple(sorted(ranked, key=lambda day: (-day.score, day.date)))


def _weigh(
    day: date,
    found: Mapping[str, Moment],
    published: Mapping[str, date | None],
    origin: Mapping[str, str],
) -> Day:
    weights: dict[str, float] = defaultdict(float)
    latest = 0
    for name in found:
        told = published[name]
        since = max(0, (told - day).days) if told else 0
        latest = max(latest, since)
        source = origin.get(name, name)
        weights[source] = max(weights[source], 1 + log1p(since))
    score = round(sum(weights.values()), 4)
    names = tuple(sorted(found))
    detail = f"named by {len(names)} reports of {len(weights)} sources, up to {latest} days later"
    reason = Reason(RULE, score, detail=detail)
    moments = tuple(found[name] for name in names)
    return Day(day.isoformat(), score, names, len(weights), moments, reason)


def _published(report: Report) -> date | None:
    metadata = report.metadata
    return day_of(metadata.published.value) or day_of(metadata.dateline_date.value)


def day_of(value: str) -> date | None:
    """Read the day of a value.

    Args:
        value: such as 2024-10-14 or 2024-10-14T10:42.

    Returns:
        The day; None for what is no day: a week, a month, a stretch of time.
    """
    match = _DAY.match(value)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None
