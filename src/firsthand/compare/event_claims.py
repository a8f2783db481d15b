"""Do the reports of an event agree on its day and its place?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from firsthand.compare.propositions import Proposition
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import Moment, MomentKind, Place
from firsthand.model.reason import Reason
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Event, Verdict
from firsthand.text.reading import told_lines

LEAD_LINES = 3
"""The day and place of an event stand in the title or the first paragraphs of a news report."""

_DAY = len("2024-10-14")
_MONTH, _YEAR = 31, 366
_DATES = frozenset({MomentKind.DATE, MomentKind.TIME})


def day_claims(case: Case, event: Event) -> Iterator[Comparison]:
    """Compare the day that each report gives the event.

    Args:
        case: the event's reports.
        event: with its day, if any report gives one.

    Yields:
        At most one comparison.
    """
    if len(event.when.value) < _DAY:
        return
    first, _, last = event.when.value.partition("/")
    by_value: dict[str, list[Span]] = {}
    for report in case.reports:
        for moment in _lead_moments(report, case.founds[report.id].moments):
            if moment.vague or not moment.first:
                value = ""
            elif moment.first <= (last or first)[:_DAY] and moment.last >= first[:_DAY]:
                value = event.when.value
            else:
                continue
            by_value.setdefault(value, []).append(moment.span)
    given = {span.report for span in by_value.get(event.when.value, [])}
    vague = [span for span in by_value.get("", []) if span.report not in given]
    if not given or len(given | {span.report for span in vague}) < 2:  # noqa: PLR2004
        return
    versions = [version(case, event.when.value, by_value[event.when.value])]
    verdict = Verdict.AGREE
    if vague:
        verdict = Verdict.MORE_DETAIL
        versions.append(version(case, "no day given", vague))
    reason = Reason("claims/day@1", 1.0, event.when.value, vague[0].quote if vague else "")
    yield comparison(case, "day of the event", "date", verdict, versions, reason)


def place_claims(case: Case, event: Event) -> Iterator[Comparison]:
    """Compare the place that each report gives the event.

    Args:
        case: the event's reports.
        event: with its place, if any report gives one.

    Yields:
        At most one comparison.
    """
    if not event.place_key:
        return
    mentions: list[Place] = []
    for report in case.reports:
        lead = _lead(report, with_dateline=True)
        mentions.extend(
            place
            for place in case.founds[report.id].places
            if place.key == event.place_key
            and any(start <= place.span.start < end for start, end in lead)
        )
    if len({place.span.report for place in mentions}) < 2:  # noqa: PLR2004 - a comparison takes two
        return
    name = event.where.value or mentions[0].name
    reason = Reason("claims/place@1", 1.0, event.place_key, event.place_key, "one place id")
    versions = [version(case, name, (place.span for place in mentions))]
    yield comparison(case, "place of the event", "place", Verdict.AGREE, versions, reason)


def other_day_claims(case: Case, event: Event) -> Iterator[Comparison]:
    """Show the other days and months that several reports name.

    Args:
        case: the event's reports.
        event: whose own day is a claim of its own.

    Yields:
        One comparison for each day or month of two reports, or year still to come.
    """
    own = event.when.value[:_DAY]
    told: dict[tuple[str, str], list[Moment]] = {}
    for report in case.reports:
        for moment in case.founds[report.id].moments:
            if _is_plain_date(moment, own):
                told.setdefault((moment.first, moment.last), []).append(moment)
    for (first, last), moments in sorted(told.items()):
        if reports_of(moment.span for moment in moments) < 2:  # noqa: PLR2004 - takes two
            continue
        value = moments[0].value
        reason = Reason("claims/other-day@1", 1.0, first, last, "one resolved date")
        versions = [version(case, value, (moment.span for moment in moments))]
        yield comparison(case, f"date {value}", "date", Verdict.AGREE, versions, reason)


def _is_plain_date(moment: Moment, own: str) -> bool:
    """Tell whether a moment is a day or month other than the event's, or a year after it."""
    if moment.kind is not MomentKind.DATE or moment.vague or not moment.first or not own:
        return False
    if moment.first <= own <= moment.last:
        return False
    days = (date.fromisoformat(moment.last) - date.fromisoformat(moment.first)).days
    return days <= _MONTH or (days <= _YEAR and moment.first > own)


def moved_day_claims(case: Case, aligned: Sequence[Sequence[Proposition]]) -> Iterator[Comparison]:
    """Show clauses that say one thing of two days.

    Args:
        case: the event's reports.
        aligned: clauses of different reports that surely say one thing.

    Yields:
        One comparison for each two clauses with one day each, if neither report names the
        other's day anywhere.
    """
    for clauses in aligned:
        for left, right in combinations(clauses, 2):
            one, other = _only_day(case, left), _only_day(case, right)
            if one is None or other is None or one.first == other.first:
                continue
            if _names_day(case, right.span.report, one) or _names_day(
                case, left.span.report, other
            ):
                continue
            reason = Reason("claims/moved-day@1", None, one.first, other.first)
            versions = [version(case, m.first, [m.span]) for m in (one, other)]
            claim = f"day: {min(left.span.quote, right.span.quote, key=len)}"
            yield comparison(case, claim, "date", Verdict.DIFFER, versions, reason, "date")


def _only_day(case: Case, clause: Proposition) -> Moment | None:
    moments = [
        moment
        for moment in case.founds[clause.span.report].moments
        if clause.span.overlaps(moment.span) and moment.kind in _DATES
    ]
    sure = [m for m in moments if m.first and m.first == m.last and not m.vague]
    return sure[0] if len(moments) == len(sure) == 1 else None


def _names_day(case: Case, report: str, day: Moment) -> bool:
    """Tell whether a report names a day, or a stretch of days around it."""
    return any(
        m.first and m.first <= day.first <= m.last and m.last <= _next_month(m.first)
        for m in case.founds[report].moments
    )


def _next_month(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=_MONTH)).isoformat()


def _lead(report: Report, *, with_dateline: bool) -> list[tuple[int, int]]:
    datelines = [b.span for b in report.blocks if b.inline and b.role is Role.DATELINE]
    lead = []
    for start, end, _ in list(told_lines(report))[:LEAD_LINES]:
        head = next((d.end for d in datelines if start <= d.start < end), start)
        lead.append((start if with_dateline else head, end))
    return lead


def _lead_moments(report: Report, moments: tuple[Moment, ...]) -> list[Moment]:
    lead = _lead(report, with_dateline=False)
    return [m for m in moments if any(start <= m.span.start < end for start, end in lead)]
