"""To which event does one more report belong, and what does it change among the others?"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from firsthand.compare.cards import Card
from firsthand.compare.gather import Groups
from firsthand.compare.likeness import Evidence
from firsthand.compare.nearest import FEW, Nearest
from firsthand.compare.odds import Answer, Record, Side, Weights, decide, measure, shipped, sum_up
from firsthand.compare.pairs import (
    COPIES,
    FLOOR,
    TIES,
    Floats,
    Pair,
    Pile,
    Told,
    describe,
)
from firsthand.model.identity import group_id
from firsthand.model.story import Link, LinkKind, State

LOOKED_AT = 3
"""Events that a new report is weighed against."""
SAMPLE = 8
"""Reports of an event that a new report is compared with; beyond, the nearest and the first."""
RIVALS = 3
"""Reports of two events that are compared to learn how near the events are."""
BESIDE = 0.2
"""Likeness of two reports whose events are looked at together when either has grown."""
TIED = -len(TIES)
AROUND = 48
"""Reports looked at together at most."""
HOLD = 0.4
"""Log-odds beyond the evidence that part what is one event, or join what is not: nothing shall go
back and forth."""
REMEMBERED = 1 << 17
"""Pairs of reports of which it is kept what is known; of others it is found out again."""
KEPT = 1024
"""Events whose reports are kept put together."""
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


@dataclass(slots=True)
class _Row:
    """One report: its card, what it tells, its event, and the reports that are like it."""

    card: Card
    told: Told
    event: str
    nearest: float = 0.0
    """likeness with the nearest report seen"""
    beside: set[int] = field(default_factory=set)
    """the reports that are rather like it"""
    links: dict[int, frozenset[LinkKind]] = field(default_factory=dict)


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
        self._rows: list[_Row] = []
        self._places: dict[str, int] = {}
        self._index = Nearest()
        # The first of a plain dict is found by walking over all that were taken from its front.
        self._known: OrderedDict[Pair, Floats] = OrderedDict()
        self._sides: OrderedDict[str, tuple[int, Side]] = OrderedDict()
        self._new: Counter[str] = Counter()

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
        number = len(self._rows)
        row = _Row(card, self._index.add(evidence, card), "")
        row.links = self._linked(links, card.report)
        self._rows.append(row)
        self._places[card.report] = number
        near = sorted({*self._index.near(number), *row.links})
        event, record = self._choose(number, near)
        action = "join" if event else "open"
        event = event or group_id("event", [card.report])
        row.event = event
        self.members.setdefault(event, []).append(number)
        self._new[event] += 1
        return self._note(action, (number,), "", event, record)

    def repair(self, event: str) -> tuple[Change, ...]:
        """Look again at an event and those beside it, if enough of their reports are new.

        Args:
            event: its id.

        Returns:
            What was changed, in order.
        """
        begun = len(self.log)
        around = self._around(self.resolve(event))
        total = sum(len(self.members[e]) for e in around)
        if sum(self._new[e] for e in around) < GROWN * total or total < 3:  # noqa: PLR2004 - two were weighed already
            return ()
        for one in around:
            del self._new[one]
        if len(around) > 1 or total > 3:  # noqa: PLR2004 - nothing to split
            self._settle(self._regroup(around), around)
        return tuple(self.log[begun:])

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
        number, event = self._places[report], self.resolve(event)
        if event not in self.members:
            raise KeyError(event)
        source = self._rows[number].event
        self.pins[number] = event
        if source != event:
            self._move(number, event)
            if not self.members[source]:
                del self.members[source]
                self.redirects[source] = event
        return self._note("pin", (number,), source, event)

    def _linked(self, links: Iterable[Link], report: str) -> dict[int, frozenset[LinkKind]]:
        kinds: dict[int, set[LinkKind]] = {}
        for link in links:
            other = link.b if link.a == report else link.a
            if link.state is not State.REJECTED and other in self._places:
                kinds.setdefault(self._places[other], set()).add(link.kind)
        return {place: frozenset(found) for place, found in kinds.items()}

    def _compare(self, a: int, others: Sequence[int]) -> list[Floats]:
        """Tell what is known of the pairs of one report and others; kept for the latest pairs."""
        keys = [(min(a, b), max(a, b)) for b in others]
        missing = [b for b, key in zip(others, keys, strict=True) if key not in self._known]
        if missing:
            one = self._rows[a]
            for b, kinds in zip(missing, self._index.kinds(a, missing), strict=True):
                two = self._rows[b]
                links = one.links.get(b) or two.links.get(a) or frozenset()
                self._known[min(a, b), max(a, b)] = describe(kinds, one.card, two.card, links)
                one.nearest, two.nearest = max(one.nearest, kinds[0]), max(two.nearest, kinds[0])
                if kinds[0] >= (FLOOR if len(self._rows) <= FEW else BESIDE):
                    one.beside.add(b)
                    two.beside.add(a)
        found = [self._known[key] for key in keys]
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return found

    def _choose(self, number: int, near: Sequence[int]) -> tuple[str, Record | None]:
        """Find the event a report joins; none where the evidence does not say so."""
        row = self._rows[number]
        alike = dict(zip(near, self._compare(number, near), strict=True))
        copies = sorted(other for other, kinds in row.links.items() if kinds & COPIES)
        if copies:
            return self._rows[copies[0]].event, None
        best: dict[str, float] = {}
        for other, known in alike.items():
            event = self._rows[other].event
            best[event] = max(best.get(event, 0.0), round(float(known[0]), 9))
        chosen = sorted(best, key=lambda e: (-best[e], e))[:LOOKED_AT]
        means = {event: self._mean(number, event, alike) for event in chosen}
        ranked = sorted(chosen, key=lambda e: (-means[e][0], e))
        side = Side.of(row.told, row.nearest)
        found: tuple[float, str, Floats] | None = None
        for event in ranked:
            rival = next((e for e in ranked if e != event), "")
            rivals = (
                float(means[rival][0]) if rival else 0.0,
                self._between(event, rival) if rival else 0.0,
            )
            features = measure(means[event], side, self._side(event), rivals, self._index.rarity)
            score = sum_up(features, self._weights)
            if found is None or score > found[0]:
                found = (score, event, features)
        if found is None:
            return "", None
        record = decide(found[2], self._weights)
        return (found[1] if record.answer is Answer.JOIN else ""), record

    def _mean(self, number: int, event: str, near: Mapping[int, Floats]) -> Floats:
        """Average what is known of a report and those of an event."""
        members = self.members[event]
        if len(members) > SAMPLE:
            members = sorted(members, key=lambda n: (n not in near, n))[:SAMPLE]
        return np.mean(self._compare(number, members), axis=0)  # type: ignore[no-any-return]

    def _between(self, one: str, two: str) -> float:
        others = self.members[two][:RIVALS]
        rows = [row for a in self.members[one][:RIVALS] for row in self._compare(a, others)]
        return sum(float(row[0]) for row in rows) / len(rows)

    def _side(self, event: str) -> Side:
        """Put together what the reports of an event tell; kept for those that grow."""
        members = self.members[event]
        done, side = self._sides.pop(event, (0, None))
        if side is None or done > len(members):
            first = self._rows[members[0]]
            done, side = 1, Side.of(first.told, first.nearest)
        for place in range(done, len(members)):
            number, before = members[place], members[max(0, place - AROUND) : place]
            mean = np.mean(self._compare(number, before), axis=0)
            side.join(Side.of(self._rows[number].told, 0.0), mean * place)
        if len(members) > 1:
            self._sides[event] = (len(members), side)
            if len(self._sides) > KEPT:
                self._sides.popitem(last=False)
        return side

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
        pairs: dict[Pair, Floats] = {}
        copies = []
        for a in numbers:
            others = numbers[place[a] + 1 :]
            for b, known in zip(others, self._compare(a, others), strict=True):
                if known[0] >= FLOOR or known[TIED:].any():
                    pairs[place[a], place[b]] = known
                if self._rows[b].links.get(a, frozenset()) & COPIES or self._together(a, b):
                    copies.append((place[a], place[b]))
        told = tuple(self._rows[n].told for n in numbers)
        pile = Pile(told, pairs, tuple(copies), self._index.rarity)
        groups = Groups(pile, [self._rows[n].nearest for n in numbers])
        pinned = {place[n]: e for n, e in self.pins.items() if n in place}

        def judge(features: Floats, one: Sequence[int], two: Sequence[int]) -> bool:
            if len({pinned[n] for n in (*one, *two) if n in pinned}) > 1:
                return False
            kept = self._kept(numbers, one, two)
            return sum_up(features, self._weights) >= self._weights.join + HOLD * (1 - 2 * kept)

        groups.grow(judge)
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
        self._rows[number].event = event
        self._sides.pop(source, None)
        self._sides.pop(event, None)

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
