"""Do the reports of an event agree on its day and its place?"""

from collections.abc import Iterator

from firsthand.compare.versions import Case, comparison, version
from firsthand.model.items import Moment, Place
from firsthand.model.reason import Reason
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Event, Verdict
from firsthand.text.reading import told_lines

LEAD_LINES = 3
"""The day and place of an event stand in the title or the first paragraphs of a news report."""

_DAY = len("2024-10-14")


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
