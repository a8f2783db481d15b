"""Which earlier event does a report go back to, because it tells what came of it?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.compare.days import day_of
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Event, Progress, Relation, Reporting, State

RULE = "events/results@1"


def with_follow_ups(events: Sequence[Event], progress: Iterable[Progress]) -> tuple[Event, ...]:
    """Let reports that tell results of what was asked for at an event refer to that event.

    A report a year on need not name the day of the meeting whose tasks it goes through; that it
    tells their results shows which meeting it looks back on.

    Args:
        events: the events of a story.
        progress: what came of its directives; rejected ones show nothing.

    Returns:
        The events in the same order, with such references added; no report becomes a member.
    """
    homes = _homes(events)
    told: dict[tuple[int, str], list[Span]] = {}
    for one in progress:
        made = Counter(homes[s.report] for s in one.made if s.report in homes)
        if one.state is State.REJECTED or not made:
            continue
        for outcome in one.outcomes:
            for span in outcome.spans:
                meant = _earlier(span.report, made, homes, events)
                if meant is not None:
                    told.setdefault((meant, span.report), []).append(span)
    found = list(events)
    for (number, report), spans in sorted(told.items()):
        found[number] = _with_results(found[number], report, spans)
    return tuple(found)


def _homes(events: Sequence[Event]) -> dict[str, int]:
    """Give for each report the place of the event that it tells of."""
    homes: dict[str, int] = {}
    for number, event in enumerate(events):
        for reporting in event.reportings:
            if reporting.relation is not Relation.REFERS:
                homes.setdefault(reporting.report, number)
    return homes


def _earlier(
    report: str, made: Counter[int], homes: Mapping[str, int], events: Sequence[Event]
) -> int | None:
    """Choose the event at which most reports carry a directive, if it is not after the report's."""
    own = homes.get(report)
    if own is None or own in made:
        return None
    number = min(made, key=lambda n: (-made[n], n))
    then, now = (day_of(events[n].when.value.partition("/")[0]) for n in (number, own))
    return None if then is not None and now is not None and then > now else number


def _with_results(event: Event, report: str, spans: Sequence[Span]) -> Event:
    if any(reporting.report == report for reporting in event.reportings):
        return event
    kept = tuple(sorted(set(spans)))
    detail = "tells results of what was asked for or promised there"
    reason = Reason(RULE, None, kept[0].quote, event.title, detail)
    reporting = Reporting(report, Relation.REFERS, kept, reason)
    return replace(event, reportings=(*event.reportings, reporting))
