"""To which event does one more report belong, and what does it change among the others?"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.compare.cards import Card
from firsthand.compare.ceiling import Ceiling
from firsthand.compare.few_groups import FewGroups
from firsthand.compare.known_reports import KnownReports
from firsthand.compare.likeness import Evidence
from firsthand.compare.odds import Record, Weights, shipped, sum_up
from firsthand.compare.one_more import OneMore
from firsthand.compare.pairs import COPIES, Floats
from firsthand.model.identity import group_id
from firsthand.model.story import Link

AROUND = 48
"""Reports looked at together at most."""
HOLD = 0.4
"""Log-odds beyond the evidence that part what is one event, or join what is not: nothing shall go
back and forth."""
REACH = 2.0
"""Log-odds below those from which a person is asked: a report that opens an event further from all
others changes none of them."""
SURE = 5.0
"""Log-odds beyond those from which a report joins: once the pile has settled, one more that is so
surely of its event changes nothing among the others."""
SETTLED = 1000
"""Reports from which on it shows what is common and what is rare; before, siblings join too
surely."""
TURN, SETTLED_TURN = 4, 16
"""Reports for one event that is looked at because it was not for the longest time; once the pile
has settled."""
DRIFTED = 1.2
"""Growth of the pile from which on it is: what is rare, and what is near, has changed since."""
GROWN = 0.08
"""Share of these that must be new before they are looked at together again."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done to the events; `log` is append-only."""

    number: int
    action: str
    """open, join, merge, split, move or pin"""
    reports: tuple[str, ...]
    source: str
    """the event they came from; empty for a new report"""
    target: str
    record: Record | None = None


class Growing:
    """Events that grow report by report, by the same evidence as a whole pile is grouped by.

    A new report joins the likeliest event or opens one. Then the events around it are looked at
    together, when enough there is new: they may merge, split, or give up a report. An event keeps
    its id as long as most of its reports stay together; ids of merged ones lead on.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        """Start without reports.

        Args:
            weights: None = those that the program ships.
        """
        self.log: list[Change] = []
        self.redirects: dict[str, str] = {}
        self.members: dict[str, list[int]] = {}
        self.pins: dict[int, str] = {}
        self._weights = weights or shipped()
        self._ceiling = Ceiling(self._weights)
        self._reports = KnownReports()
        self._rows = self._reports.rows
        self._events = OneMore(self._reports, self.members, self._weights)
        self._new: Counter[str] = Counter()
        self._looked: OrderedDict[str, int] = OrderedDict()

    def __len__(self) -> int:
        """Count the reports."""
        return len(self._rows)

    def groups(self) -> dict[str, tuple[str, ...]]:
        """List the events.

        Returns:
            Event id to the ids of its reports, in the order of coming.
        """
        return {
            event: tuple(self._rows[n].card.report for n in sorted(members))
            for event, members in self.members.items()
        }

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

    def add(self, evidence: Evidence, card: Card, links: Iterable[Link] = ()) -> Change:
        """Take in one report: join or open.

        Args:
            evidence: its terms.
            card: its card.
            links: its links with reports that are here.

        Returns:
            What was done with it; `repair` may change more.
        """
        number = self._reports.add(evidence, card, links)
        choice = self._events.choose(number)
        record, event = choice.record, choice.event or group_id("event", [card.report])
        if choice.event:
            self._events.join(number, choice)
        self.members.setdefault(event, []).append(number)
        self._rows[number].event = event
        if self._tells(record, joined=bool(choice.event)):
            self._new[event] += 1
        self._looked.setdefault(event, len(self._rows))
        action = "join" if choice.event else "open"
        return self._note(action, (number,), "", event, record)

    def repair(self, event: str) -> tuple[Change, ...]:
        """Look again at an event and those beside it, if enough of their reports are new.

        Args:
            event: its id.

        Returns:
            What was changed, in order.
        """
        begun = len(self.log)
        event = self.resolve(event)
        self._look(event, GROWN)
        if len(self._rows) % (SETTLED_TURN if self._settled else TURN) == 0:
            oldest = next(iter(self._looked))
            if len(self._rows) > DRIFTED * self._looked[oldest]:
                self._look(oldest, 0.0)
        return tuple(self.log[begun:])

    @property
    def _settled(self) -> bool:
        return len(self._rows) > SETTLED

    def _tells(self, record: Record | None, *, joined: bool) -> bool:
        """Tell whether a report may change something among those that were here before."""
        if record is None:
            return joined
        if not joined:
            return record.score >= self._weights.ask - REACH
        return not self._settled or record.score < self._weights.join + SURE

    def _look(self, event: str, grown: float) -> None:
        around = self._around(event)
        total = sum(len(self.members[e]) for e in around)
        new = sum(self._new[e] for e in around)
        if new < grown * total:
            return
        for one in around or [event]:
            self._looked[one] = len(self._rows)
            self._looked.move_to_end(one)
        if total < 3:  # noqa: PLR2004 - two were weighed already
            return
        for one in around:
            del self._new[one]
        if len(around) > 1 or total > 3:  # noqa: PLR2004 - nothing to split
            self._settle(self._regroup(around), around)

    def pin(self, report: str, event: str) -> Change:
        """Put a report into an event for good: a person has said so.

        Args:
            report: its id.
            event: the event's id.

        Returns:
            What was done.

        Raises:
            KeyError: when either is not here.
        """
        number, event = self._reports.places[report], self.resolve(event)
        if event not in self.members:
            raise KeyError(event)
        source = self._rows[number].event
        self.pins[number] = event
        if source != event:
            self._move(number, event)
            if not self.members[source]:
                del self.members[source]
                self._looked.pop(source, None)
                self.redirects[source] = event
        return self._note("pin", (number,), source, event)

    def _around(self, event: str) -> list[str]:
        """List an event and the nearest ones beside it; none where it is too large to look at."""
        total = len(self.members[event])
        if total > AROUND:
            return []
        beside = Counter(
            self._rows[other].event for n in self.members[event] for other in self._rows[n].beside
        )
        del beside[event]
        found = [event]
        for near in sorted(beside, key=lambda e: (-beside[e] / len(self.members[e]), e)):
            if total + len(self.members[near]) > AROUND:
                break
            found.append(near)
            total += len(self.members[near])
        return found

    def _regroup(self, around: Sequence[str]) -> list[list[int]]:
        """Group the reports of some events anew, as a whole pile is grouped."""
        numbers = sorted(n for event in around for n in self.members[event])
        place = {number: n for n, number in enumerate(numbers)}
        copies = tuple(
            (place[a], place[b])
            for b in numbers
            if self._rows[b].links or b in self.pins
            for a in numbers[: place[b]]
            if self._rows[b].links.get(a, frozenset()) & COPIES or self._together(a, b)
        )
        known = self._reports.among(numbers)
        rows = [self._rows[n] for n in numbers]
        near = [row.nearest for row in rows]
        groups = FewGroups([row.told for row in rows], near, known, self._reports.rarity)
        groups.put_together(copies)
        pinned = {place[n]: e for n, e in self.pins.items() if n in place}

        def judge(features: Floats, one: Sequence[int], two: Sequence[int]) -> bool:
            if len({pinned[n] for n in (*one, *two) if n in pinned}) > 1:
                return False
            beyond = sum_up(features, self._weights) - self._weights.join
            if abs(beyond) > HOLD:
                return beyond > 0
            kept = self._kept(numbers, one, two)
            return beyond >= HOLD * (1 - 2 * kept)

        groups.grow(judge, self._ceiling, self._weights.join - HOLD)
        return [sorted(numbers[n] for n in group) for group in groups.members.values()]

    def _kept(self, numbers: Sequence[int], one: Sequence[int], two: Sequence[int]) -> float:
        """Tell what share of the pairs across two groups are of one event as it is now."""
        here, there = (Counter(self._rows[numbers[n]].event for n in side) for side in (one, two))
        return sum(here[e] * there[e] for e in here) / (len(one) * len(two))

    def _together(self, a: int, b: int) -> bool:
        return a in self.pins and self.pins[a] == self.pins.get(b)

    def _settle(self, parts: Sequence[Sequence[int]], around: Sequence[str]) -> None:
        """Give the new groups the ids of those that most of their reports come from."""
        shares = Counter(
            (self._rows[n].event, place) for place, part in enumerate(parts) for n in part
        )
        for place, part in enumerate(parts):
            for n in part:
                if n in self.pins:
                    shares[self.pins[n], place] += len(self._rows)
        named: dict[int, str] = {}
        for name, place in sorted(shares, key=lambda pair: (-shares[pair], pair)):
            if name in around and name not in named.values() and place not in named:
                named[place] = name
        before = {event: set(self.members[event]) for event in around}
        for place, part in enumerate(parts):
            fresh = group_id("event", [self._rows[part[0]].card.report, str(len(self.log))])
            self._fill(named.get(place, fresh), part, before)
        for event in around:
            if not self.members[event]:
                del self.members[event]
                self._looked.pop(event, None)
                if event not in self.redirects:
                    homes = Counter(self._rows[n].event for n in before[event])
                    self.redirects[event] = min(homes, key=lambda e: (-homes[e], e))

    def _fill(self, event: str, part: Sequence[int], before: dict[str, set[int]]) -> None:
        """Bring reports to an event, and note from where."""
        came: dict[str, list[int]] = {}
        for n in part:
            if self._rows[n].event != event:
                came.setdefault(self._rows[n].event, []).append(n)
        fresh = event not in self.members
        for source, numbers in sorted(came.items()):
            for n in numbers:
                self._move(n, event)
            if fresh:
                self._note("split", numbers, source, event)
            elif before[source] == set(numbers):
                self.redirects[source] = event
                self._note("merge", numbers, source, event)
            else:
                self._note("move", numbers, source, event)

    def _move(self, number: int, event: str) -> None:
        source = self._rows[number].event
        self.members[source].remove(number)
        self.members.setdefault(event, []).append(number)
        self.members[event].sort()
        self._looked.setdefault(event, len(self._rows))
        self._rows[number].event = event
        self._events.forget(source)
        self._events.forget(event)

    def _note(
        self,
        action: str,
        numbers: Sequence[int],
        source: str,
        target: str,
        record: Record | None = None,
    ) -> Change:
        reports = tuple(self._rows[n].card.report for n in numbers)
        change = Change(len(self.log), action, reports, source, target, record)
        self.log.append(change)
        return change
