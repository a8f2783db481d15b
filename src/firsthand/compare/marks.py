"""What in a report marks its event in any language: days, towns, time gone by, people, figures?"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from firsthand.compare.kinds import events_table
from firsthand.lang import lexicon
from firsthand.model.findings import Found
from firsthand.model.items import Moment, MomentKind, NameKind, Place
from firsthand.model.reason import Provenance
from firsthand.model.report import Report
from firsthand.text.words import fold_name

Stretch = tuple[int, int]

BESIDE = 14
"""Characters beside a length of time in which "after" or "since" may stand."""
DUE = 20
"""Characters beside a time in which "by" or "until" may stand."""
FEWEST_MONTHS = 2
"""What happened a month ago is still the news."""
TELLING = 13
"""Figures from which on two reports hardly share one by chance; words up to twelve are small."""
LARGE = 100
"""Figures from which on one alone is hardly shared by chance."""
YEAR, MONTH, SEASON = 12, 31, 92

_GONE_BY = re.compile(r"(dur|rel|ago)\((?:\+1,)?(\d+),([YM])\)")
_YEAR_AGO = "yearago()"
_LAST_YEAR = re.compile(r"inyear\(month\((\d+)\),(?:last\(Y\)|shift\(Y,-1\))\)")
_UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_WEEKDAY = re.compile(r"^(?:near\(|at\()?weekday\((\d)\)")


@dataclass(frozen=True, slots=True)
class Marks:
    """What does not depend on a report's language.

    `days` are the single days that the lead tells of, none of them due; `towns` the places of the
    lead that are no wider than a province, `around` the keys of all towns; `weekday` is 0 for
    Monday to 6, None where the lead names no day of the week or the report is dated; `gone_by` are
    months since something, as the lead says; `people` the folded names of persons in full;
    `figures` the values that are no small numbers. `dates` are the first days of the dates that the
    text itself names, `past` those of an undated report that are not due, `back` the months since
    something that it names anywhere, `last_year` months of last year. `fits` and `passed` are days
    of other reports' events: what it says of time makes it tell of that day, of a later one.
    """

    days: frozenset[str] = frozenset()
    towns: tuple[Place, ...] = ()
    around: frozenset[str] = frozenset()
    weekday: int | None = None
    gone_by: frozenset[int] = frozenset()
    people: frozenset[str] = frozenset()
    figures: frozenset[float] = frozenset()
    dates: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    back: frozenset[int] = frozenset()
    last_year: frozenset[int] = frozenset()
    fits: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()


NO_MARKS = Marks()


def take_marks(report: Report, found: Found, lead: Sequence[Stretch], *, dated: bool) -> Marks:
    """Collect the marks of a report's event.

    Args:
        report: a labelled report.
        found: what the ribs found in it.
        lead: the stretches that tell the main event.
        dated: whether the day of its publication is known.

    Returns:
        The marks; sets are for comparing, in no order.
    """
    told = [m for m in found.moments if _inside(m.span.start, lead)]
    explicit = [m for m in found.moments if _is_date(m)]
    towns = [p for p in found.places if p.level in ("city", "admin1") and not p.nested]
    return Marks(
        frozenset(
            m.first
            for m in told
            if m.first
            and m.first == m.last
            and not is_due(report, m, found)
            and is_own(report, m, found, dated=dated)
        ),
        tuple(p for p in towns if _inside(p.span.start, lead)),
        frozenset(p.key for p in towns if p.key and p.level == "city"),
        None if dated else next(_weekdays(report, told, found), None),
        frozenset(_gone_by(report, told)),
        frozenset(_people(found)),
        frozenset(f.value for f in found.figures if f.value >= TELLING or f.value % 1),
        frozenset(m.first for m in explicit),
        frozenset(() if dated else (m.first for m in explicit if not _to_come(report, m, found))),
        frozenset(() if dated else _gone_by(report, found.moments)),
        frozenset(() if dated else _last_year(found.moments)),
    )


def placed_in_time(days: Sequence[str], marks: Sequence[Marks]) -> list[Marks]:
    """Tell which of the days that dated reports tell of an undated one fits, and which it is past.

    A report that says "fourteen months ago" fits the later of two days that are so far apart; one
    with figures that are first told of the later day fits that, whatever it repeats of the earlier.

    Args:
        days: the day of each report's event, ISO; empty for undated reports.
        marks: the marks of each report.

    Returns:
        The marks in the same order, those of undated reports filled in.
    """
    told: dict[str, tuple[set[str], set[float]]] = {}
    for day, one in zip(days, marks, strict=True):
        if day:
            dates, figures = told.setdefault(day, (set(), set()))
            dates.update(one.dates)
            figures.update(one.figures)
    known: dict[str, frozenset[float]] = {}
    for day in told:
        until = (date.fromisoformat(day) + timedelta(days=MONTH)).isoformat()
        known[day] = frozenset().union(*(told[d][1] for d in told if d <= until))
    return [one if day else _place(one, told, known) for day, one in zip(days, marks, strict=True)]


def _place(
    one: Marks,
    told: Mapping[str, tuple[Collection[str], Collection[float]]],
    known: Mapping[str, Collection[float]],
) -> Marks:
    fits, passed = set(), set()
    for day, (dates, _) in told.items():
        begun = date.fromisoformat(day)
        since = (begun + timedelta(days=MONTH)).isoformat()
        later = [
            d
            for d in told
            if _follows(date.fromisoformat(d), begun, one)
            or (d > since and _weight(one.figures.intersection(told[d][1]), known[day]) >= 1)
        ]
        fits.update(later)
        if later or any(d > since and d not in dates for d in one.past):
            passed.add(day)
    return replace(one, fits=frozenset(fits - passed), passed=frozenset(passed))


def _weight(figures: Collection[float], known: Collection[float]) -> float:
    """Weigh the figures that were not known before: of small numbers it takes two."""
    return sum(1 if f >= LARGE or f % 1 else 0.5 for f in figures if f not in known)


def _follows(day: date, begun: date, one: Marks) -> bool:
    months = (day - begun).days / (365.25 / YEAR)
    if any(abs(months - n) <= max(1, n / YEAR) for n in one.back):
        return True
    return begun.month in one.last_year and day.year == begun.year + 1


def is_due(report: Report, moment: Moment, found: Found) -> bool:
    """Tell whether a time is when something is due or to come, and so no day of what happened.

    Args:
        report: the report.
        moment: a time in it.
        found: what else was found in it.

    Returns:
        True for times in the future by their clause, after "by" and "until", and for the deadlines
        of what is asked or promised.
    """
    if moment.symbolic.endswith("+"):
        return True
    if any(s.overlaps(moment.span) for d in found.directives for s in d.deadline.spans):
        return True
    before, after = _due_words(report.metadata.language)
    start, end = moment.span.start, moment.span.end
    if before and before.search(report.text[max(0, start - DUE) : start]):
        return True
    return bool(after and after.match(report.text, end, end + DUE))


def is_own(report: Report, moment: Moment, found: Found, *, dated: bool) -> bool:
    """Tell whether a time stands on its own feet: not reckoned from a chance date of the text.

    Args:
        report: the report.
        moment: a time in it.
        found: what else was found in it.
        dated: whether the day of publication is known.

    Returns:
        False for relative times of a report without a day, unless it says a day before them.
    """
    if dated or moment.anchor_source not in (Provenance.DOCUMENT, Provenance.INHERITED):
        return True
    return any(
        m.first == moment.anchor
        and m.span.start < moment.span.start
        and m.anchor_source is Provenance.EXPLICIT
        and not is_due(report, m, found)
        for m in found.moments
    )


def day_of_week(day: str) -> int:
    """Give the day of the week.

    Args:
        day: an ISO day.

    Returns:
        0 for Monday to 6.
    """
    return date.fromisoformat(day).weekday()


def _inside(position: int, lead: Sequence[Stretch]) -> bool:
    return any(start <= position < end for start, end in lead)


def _weekdays(report: Report, told: Sequence[Moment], found: Found) -> Iterator[int]:
    for moment in told:
        match = _WEEKDAY.match(moment.symbolic)
        if match and not is_due(report, moment, found):
            yield int(match[1]) - 1


def _gone_by(report: Report, told: Sequence[Moment]) -> Iterator[int]:
    for moment in told:
        if moment.symbolic == _YEAR_AGO:
            yield YEAR
        match = _GONE_BY.match(moment.symbolic)
        if match is None or moment.kind is MomentKind.SET:
            continue
        months = int(match[2]) * (YEAR if match[3] == "Y" else 1)
        if months < FEWEST_MONTHS:
            continue
        if match[1] != "dur" or _says_since(report, moment.span.start, moment.span.end):
            yield months


def _is_date(moment: Moment) -> bool:
    if moment.anchor_source is not Provenance.EXPLICIT or not (moment.first and moment.last):
        return False
    return (date.fromisoformat(moment.last) - date.fromisoformat(moment.first)).days <= SEASON


def _to_come(report: Report, moment: Moment, found: Found) -> bool:
    asked = any(d.span.overlaps(moment.span) for d in found.directives)
    return asked or is_due(report, moment, found)


def _last_year(moments: Sequence[Moment]) -> Iterator[int]:
    for moment in moments:
        match = _LAST_YEAR.match(moment.symbolic)
        if match:
            yield int(match[1])


def _says_since(report: Report, start: int, end: int) -> bool:
    before, after = _since_words(report.metadata.language)
    text = report.text
    if before is None or after is None:
        return False
    inside = text[start:end]
    return bool(
        after.match(text, end, end + BESIDE)
        or before.search(text[max(0, start - BESIDE) : start])
        or before.search(inside)
        or after.match(inside)
    )


def _people(found: Found) -> Iterator[str]:
    for name in found.names:
        if name.kind is NameKind.PERSON and not name.nested:
            folded = fold_name(name.span.quote)
            if " " in folded:
                yield folded


@cache
def _since_words(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    return _beside(tuple(events_table(language).get("since", ())))


@cache
def _due_words(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    words = tuple(lexicon(language, "statements").get("deadlines", {}).get("before", ()))
    before, after = _beside(words)
    # Where nouns come before what governs them, the words of a deadline follow it. Chinese has the
    # same word for "on" and "by".
    if events_table(language).get("place_endings"):
        return None, after
    return (None, None) if _is_unspaced(words) else (before, None)


def _beside(words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    if not words:
        return None, None
    each = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    unspaced = _is_unspaced(words)
    edge, start = ("", "") if unspaced else (r"(?!\w)", r"(?<!\w)")
    before = re.compile(rf"{start}(?:{each})['’]?[ \u00a0]{{0,2}}$", re.IGNORECASE)
    after = re.compile(rf"['’ \u00a0]{{0,2}}(?:{each}){edge}", re.IGNORECASE)
    return before, after


def _is_unspaced(words: tuple[str, ...]) -> bool:
    return any(_UNSPACED.match(word) for word in words)
