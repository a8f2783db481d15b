"""Under which id does an event go on when reports come and are moved?

An event keeps its id as long as more of its reports stay together than go anywhere else. What was
done is noted in a log; the id of an event that is gone leads on to the one that has most of its
reports.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.compare.placing import tellers
from firsthand.model.identity import group_id
from firsthand.model.span import Span
from firsthand.model.story import Event, EventChange, Relation

GONE = ("merge", "close")
"""Actions after which the id they come from leads on to another one."""

Address = tuple[str, int, int]


class Carrying:
    """Ids of events as given out so far, and what a study changes of them."""

    def __init__(self, log: Iterable[EventChange] = ()) -> None:
        """Take up where the log ends.

        Args:
            log: what was done to the events so far, in order; empty = no event is known yet.
        """
        self.redirects: dict[str, str] = {}
        self.unwritten: list[EventChange] = []
        self._homes: dict[str, str] = {}
        self._stubs: dict[Address, str] = {}
        self._number = 0
        for change in log:
            self._take(change)

    def resolve(self, event: str) -> str:
        """Follow an id to the event that goes on under another one.

        Args:
            event: an id that was given out.

        Returns:
            The id of today.
        """
        while event in self.redirects:
            event = self.redirects[event]
        return event

    def carry_on(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Give events the ids that they were known by, and note what changed.

        Args:
            events: of a new study, under ids made from what belongs to them.

        Returns:
            The same events in order, each under its lasting id.
        """
        told = {event.id: tellers(event) for event in events}
        names = self._named({event: reports for event, reports in told.items() if reports})
        before = dict(self._homes)
        for event, reports in told.items():
            if reports:
                self._note(names[event], reports, before)
        self._close(before)
        named = [replace(event, id=names.get(event.id, event.id)) for event in events]
        return tuple(event if tellers(event) else self._stub(event) for event in self._led(named))

    def _named(self, told: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Match the events of today with those known: most reports in common first."""
        shares = Counter(
            (event, self._homes[report])
            for event, reports in told.items()
            for report in reports
            if report in self._homes
        )
        names: dict[str, str] = {}
        for event, known in sorted(shares, key=lambda pair: (-shares[pair], pair)):
            if event not in names and known not in names.values():
                names[event] = known
        given = {*self._homes.values(), *self.redirects}
        for event, reports in told.items():
            if event not in names:
                fresh = group_id("event", [*reports, str(self._number)])
                names[event] = fresh if event in given else event
        return names

    def _note(self, name: str, reports: Sequence[str], before: Mapping[str, str]) -> None:
        """Note where the reports of an event come from."""
        known = name in before.values()
        came: dict[str, list[str]] = {}
        for report in reports:
            if before.get(report) != name:
                came.setdefault(before.get(report, ""), []).append(report)
        for source, some in sorted(came.items()):
            if not source:
                action = "join" if known or len(came) > 1 else "open"
            elif set(some) == {r for r, home in before.items() if home == source}:
                action = "merge"
            else:
                action = "move" if known else "split"
            self._add(action, name, source, some)

    def _close(self, before: Mapping[str, str]) -> None:
        """Let the ids of events that lost all their reports lead on."""
        for event in sorted({*before.values()} - {*self._homes.values()} - {*self.redirects}):
            homes = Counter(self._homes[r] for r, home in before.items() if home == event)
            self._add("close", min(homes, key=lambda e: (-homes[e], e)), event, [])

    def _led(self, events: Sequence[Event]) -> Sequence[Event]:
        """Let ids of events that were only referred to lead on to those that tell of them."""
        for event in events:
            known = {self._stubs.get(_address(span)) for span in _references(event)}
            for stub in sorted(one for one in known if one and one not in self.redirects):
                if tellers(event):
                    self._add("close", event.id, stub, (), ())
        return events

    def _stub(self, event: Event) -> Event:
        """Name an event that reports only refer to by where they did so before."""
        spans = _references(event)
        known = [self._stubs[at] for at in map(_address, spans) if at in self._stubs]
        name = next((one for one in known if one not in self.redirects), event.id)
        new = tuple(span for span in spans if _address(span) not in self._stubs)
        if new:
            self._add("refer", name, "", (), new)
        return replace(event, id=name)

    def _add(
        self,
        action: str,
        event: str,
        source: str,
        reports: Sequence[str],
        spans: tuple[Span, ...] = (),
    ) -> None:
        change = EventChange(self._number + 1, action, event, source, tuple(reports), spans)
        self._take(change)
        self.unwritten.append(change)

    def _take(self, change: EventChange) -> None:
        self._number = change.number
        for span in change.spans:
            self._stubs[_address(span)] = change.event
        for report in change.reports:
            self._homes[report] = change.event
        if change.action in GONE and change.source != change.event:
            self.redirects[change.source] = change.event


def _references(event: Event) -> tuple[Span, ...]:
    """List where reports name an event that they do not tell of."""
    return tuple(r.spans[0] for r in event.reportings if r.relation is Relation.REFERS and r.spans)


def _address(span: Span) -> Address:
    return (span.report, span.start, span.end)
