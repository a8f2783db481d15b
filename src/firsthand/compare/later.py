"""Which reports come later than what was asked?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from firsthand.model.report import Report
from firsthand.model.story import Event, Relation

GOES_ON = 2
"""Days after which one more report of a happening tells what has come since."""

_DAY = len("2024-10-14")


def main_events(events: Sequence[Event]) -> dict[str, Event]:
    """Name the event that each report reports or announces.

    Args:
        events: of the story.

    Returns:
        Report id to the first event that it does not only refer to.
    """
    main: dict[str, Event] = {}
    for event in events:
        for reporting in event.reportings:
            if reporting.relation is not Relation.REFERS:
                main.setdefault(reporting.report, event)
    return main


def day_of(report: Report, events: Sequence[Event]) -> str:
    """Tell the day of a report: of its event, else that of its dateline or publication.

    Args:
        report: a labelled report.
        events: of the story.

    Returns:
        The day, empty where none is known.
    """
    event = main_events(events).get(report.id)
    if event is not None and event.when.value:
        return event.when.value
    return report.metadata.dateline_date.value or report.metadata.published.value


def goes_on(name: str, told: Collection[str], published: Mapping[str, str]) -> bool:
    """Tell whether a report of a happening was published days after others told of it.

    Args:
        name: id of the report.
        told: ids of the others.
        published: days of publication by report.

    Returns:
        False where a day is unknown.
    """
    own = published.get(name, "")
    before = sorted(day for other in told if len(day := published.get(other, "")) == _DAY)
    if len(own) < _DAY or not before:
        return False
    return (date.fromisoformat(own) - date.fromisoformat(before[0])).days >= GOES_ON


def day_written(report: Report, told: Iterable[str]) -> str:
    """Tell after which day an undated report was written, by the days of which it tells results.

    Args:
        report: a report.
        told: days that it names for what has been done.

    Returns:
        The last of them; nothing where the report has a date of its own.
    """
    if report.metadata.dateline_date.value or report.metadata.published.value:
        return ""
    return max((day for day in told if len(day) == _DAY and "/" not in day), default="")


def event_day(event: Event, members: Sequence[str], days: Mapping[str, str]) -> str:
    """Tell the day of an event, by itself or by the first of its reports.

    Args:
        event: any.
        members: ids of its reports.
        days: of the reports.

    Returns:
        The day, empty where none is known.
    """
    known = sorted(days[report] for report in members if days[report])
    return event.when.value or (known[0] if known else "")


def is_later(day: str, than: str) -> bool:
    """Tell whether a day is later; unknown days are not.

    Args:
        day: a day or an interval, of which the start counts.
        than: another, of which the end counts.

    Returns:
        True where it is.
    """
    if not day or not than:
        return False
    start, end = day.partition("/")[0][:_DAY], than.rpartition("/")[2][:_DAY]
    try:
        return date.fromisoformat(start) > date.fromisoformat(end)
    except ValueError:
        size = min(len(start), len(end))
        return start[:size] > end[:size]
