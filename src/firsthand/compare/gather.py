"""Which reports tell of one and the same event?"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np

from firsthand.compare.agreement import FEW, compare_cards
from firsthand.compare.cards import Card
from firsthand.compare.ceiling import Ceiling
from firsthand.compare.likeness import Evidence
from firsthand.compare.odds import Answer, Record, Side, Weights, decide, measure, shipped, sum_up
from firsthand.compare.pairs import COLUMNS, Floats, Pair, Pile, compare_all
from firsthand.compare.placing import placed, words_of
from firsthand.model.story import Decision, Link

BATCH = 4096
"""Pairs that are looked at together."""
NEGLIGIBLE = 0.03
"""Mean likeness of two grown groups below which joining them is not thought of."""

Group = tuple[int, ...]
Judge = Callable[[Floats, Sequence[int], Sequence[int]], bool]
"""Told what speaks for joining two groups, and the groups; says whether to join them."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Reports grouped by event, as places in the sequence, and why."""

    groups: tuple[Group, ...]
    likeness: Mapping[Pair, float]
    """of the pairs looked at, the lower place first"""
    records: Mapping[int, Record]
    """report to the evidence that it belongs to the rest of its group"""
    doubts: Mapping[int, tuple[int, Record]]
    """group to the group that it may be one event with, where the evidence leaves that open"""
    said: Mapping[int, str] = field(default_factory=dict)
    """report to the words of the person who put it where it is"""

    def placed(self, reports: Sequence[str], decisions: Sequence[Decision]) -> "Gathered":
        """Put reports where people said that they belong.

        Args:
            reports: ids of the reports, in the order of the sequence.
            decisions: in the order of deciding.

        Returns:
            The groups, with the evidence of those that stayed as they were.
        """
        place = {report: n for n, report in enumerate(reports)}
        told = placed([tuple(reports[n] for n in group) for group in self.groups], decisions)
        groups = sorted(tuple(sorted(place[report] for report in group)) for group in told)
        if groups == sorted(self.groups):
            return self
        kept = {group: number for number, group in enumerate(groups)}
        moved = {old: kept[group] for old, group in enumerate(self.groups) if group in kept}
        records = {n: r for old in moved for n in self.groups[old] if (r := self.records.get(n))}
        doubts = {
            moved[old]: (moved[other], record)
            for old, (other, record) in self.doubts.items()
            if old in moved and other in moved
        }
        said = {place[r]: words for r, words in words_of(decisions).items() if r in place}
        return Gathered(tuple(groups), self.likeness, records, doubts, said)


def gather(
    evidence: Sequence[Evidence],
    cards: Sequence[Card],
    links: Iterable[Link],
    weights: Weights | None = None,
) -> Gathered:
    """Group reports by the event they tell of.

    Texts made from one another come together first. Then the two groups that are most alike on
    average are looked at and joined if the sum of the evidence says so, until none is left
    (agglomeration by average linkage, Sokal and Michener 1958, with a fitted decision at each step
    in place of one threshold).

    Args:
        evidence: the terms of each report.
        cards: the card of each report, in the same order.
        links: links between reports.
        weights: None = those that the program ships.

    Returns:
        Groups by first member, with the evidence.
    """
    chosen = weights or shipped()
    pile = compare_all(evidence, cards, links)
    groups = Groups(pile)
    undated = {n for n, card in enumerate(cards) if not card.day} if len(cards) <= FEW else set()

    def judge(features: Floats, one: Sequence[int], two: Sequence[int]) -> bool:
        score = sum_up(features, chosen)
        if score < chosen.join:
            return False
        # A report without a day goes to the dated event for which most speaks, likest text or not.
        sides = [(side[0], other) for side, other in ((one, two), (two, one)) if len(side) == 1]
        return not any(
            sum_up(groups.features(lone, rival), chosen) > score
            for lone, other in sides
            if lone in undated
            for rival in groups.across[lone]
            if groups.members[rival] is not other and not undated.issuperset(groups.members[rival])
        )

    groups.grow(judge, Ceiling(chosen), chosen.join)
    listed = sorted(tuple(sorted(members)) for members in groups.members.values())
    first = {group[0]: number for number, group in enumerate(listed)}
    return Gathered(
        tuple(listed),
        {pair: float(row[0]) for pair, row in pile.pairs.items()},
        _explain(listed, groups, chosen),
        _doubts(first, groups, chosen),
    )


def words_for(a: Card, b: Card, alike: float) -> tuple[str, ...]:
    """Tell what speaks for and against two reports being of one event.

    Args:
        a: card of one report.
        b: card of the other.
        alike: likeness of their texts.

    Returns:
        The reasons.
    """
    return (f"texts alike to {alike:.2f}", *compare_cards(a, b)[1])


class Groups:
    """Groups of reports that grow by joining, with what is known between any two of them."""

    def __init__(self, pile: Pile, nearest: Sequence[float] = ()) -> None:
        """Start with one group for each text, its copies with it.

        Args:
            pile: the reports and their pairs.
            nearest: each report's likeness with the nearest one; empty = in the pile.
        """
        self.pile = pile
        nearest = list(nearest) or [0.0] * len(pile.told)
        self.across: dict[int, dict[int, Floats]] = {n: {} for n in range(len(pile.told))}
        for (a, b), row in pile.pairs.items():
            nearest[a], nearest[b] = max(nearest[a], row[0]), max(nearest[b], row[0])
            self.across[a][b] = self.across[b][a] = row
        self.ranked: dict[int, list[tuple[float, int]]] = {}
        self.members = {n: [n] for n in range(len(pile.told))}
        self.sides = {n: Side.of(told, nearest[n]) for n, told in enumerate(pile.told)}
        home = list(range(len(pile.told)))
        for pair in pile.copies:
            low, high = sorted(home[n] for n in pair)
            if low != high:
                self.join(low, high)
                home = [low if n == high else n for n in home]

    def grow(self, judge: Judge, ceiling: Ceiling | None = None, least: float = -inf) -> None:
        """Join the groups that are most alike on average as long as the evidence says so.

        Args:
            judge: decides.
            ceiling: tells the most that the evidence may come to; None = everything is judged.
            least: evidence below which the judge never joins.
        """
        every = [(a, b) for a in self.across for b in self.across[a] if a < b]
        heap = [(-self.mean(a, b), a, b) for a, b in self._promising(every, ceiling, least)]
        heapq.heapify(heap)
        while heap:
            negative, a, b = heapq.heappop(heap)
            if a not in self.members or b not in self.members or -negative != self.mean(a, b):
                continue  # one of the two has grown since
            if not judge(self.features(a, b), self.members[a], self.members[b]):
                continue
            self.join(a, b)
            beside = [(a, other) if a < other else (other, a) for other in self.across[a]]
            beside = [pair for pair in beside if self.mean(*pair) >= NEGLIGIBLE]
            for low, high in self._promising(beside, ceiling, least):
                heapq.heappush(heap, (-self.mean(low, high), low, high))

    def _promising(
        self, pairs: Sequence[Pair], ceiling: Ceiling | None, least: float
    ) -> Iterator[Pair]:
        """Leave out pairs of groups for which the evidence cannot come to enough."""
        if ceiling is None:
            yield from pairs
            return
        for begin in range(0, len(pairs), BATCH):
            batch = pairs[begin : begin + BATCH]
            ones, twos = ([self.sides[pair[n]] for pair in batch] for n in (0, 1))
            sizes = [one.size * two.size for one, two in zip(ones, twos, strict=True)]
            across = np.array([self.across[a][b] for a, b in batch]) / np.array(sizes)[:, None]
            most = ceiling.most(across, ones, twos, self.pile.rarity.reports)
            yield from (
                pair for pair, sum_ in zip(batch, (most >= least).tolist(), strict=True) if sum_
            )

    def mean(self, a: int, b: int) -> float:
        """Give the mean likeness of two groups; pairs that were not looked at count as nought."""
        size = self.sides[a].size * self.sides[b].size
        return round(float(self.across[a][b][0]) / size, 12)

    def features(self, a: int, b: int) -> Floats:
        """Measure what speaks for and against joining two groups."""
        one, two = self.sides[a], self.sides[b]
        across = self.across[a][b] / (one.size * two.size)
        rivals = (self._rival(a, b), self._rival(b, a))
        return measure(across, one, two, rivals, self.pile.rarity)

    def join(self, a: int, b: int) -> None:
        """Join group b to group a."""
        gone = self.across.pop(b)
        between = gone.pop(a, np.zeros(len(COLUMNS)))
        self.across[a].pop(b, None)
        self.sides[a].join(self.sides.pop(b), between)
        self.members[a].extend(self.members.pop(b))
        for other, row in sorted(gone.items()):
            del self.across[other][b]
            joint = self.across[a][other] + row if other in self.across[a] else row
            self.across[a][other] = self.across[other][a] = joint
        self.ranked.pop(a, None)
        self.ranked.pop(b, None)
        for other in self.across[a]:
            if other in self.ranked:
                heapq.heappush(self.ranked[other], (-self.mean(other, a), a))

    def _rival(self, a: int, b: int) -> float:
        """Give the mean likeness of a group with the nearest one that is not the other."""
        ranked = self.ranked.get(a)
        if ranked is None:
            ranked = self.ranked[a] = [(-self.mean(a, other), other) for other in self.across[a]]
            heapq.heapify(ranked)
        put_back = None
        found = 0.0
        while ranked:
            negative, other = ranked[0]
            if other not in self.across[a] or -negative != self.mean(a, other):
                heapq.heappop(ranked)  # the other has grown or gone since
            elif other == b:
                put_back = heapq.heappop(ranked)
            else:
                found = -negative
                break
        if put_back is not None:
            heapq.heappush(ranked, put_back)
        return found


def _explain(listed: Sequence[Group], groups: Groups, weights: Weights) -> dict[int, Record]:
    """Weigh each report against the rest of its group."""
    records: dict[int, Record] = {}
    pile = groups.pile
    none = np.zeros(len(COLUMNS))
    for group in listed:
        if len(group) == 1:
            continue
        known = {n: [none] for n in group}
        for place, a in enumerate(group):
            for b in group[place + 1 :]:
                row = pile.pairs.get((a, b))
                if row is not None:
                    known[a].append(row)
                    known[b].append(row)
        whole = Side.of(pile.told[group[0]], 0.0)
        for other in group[1:]:
            whole.join(Side.of(pile.told[other], 0.0), none)
        across = {n: np.sum(known[n], axis=0) for n in group}
        whole.within = np.sum(list(across.values()), axis=0) / 2
        shortest = sorted(group, key=lambda n: (pile.told[n].length, n))
        for n in group:
            length = pile.told[shortest[shortest[0] == n]].length
            rest = whole.without(pile.told[n], across[n], length)
            rest.nearest = max(float(row[0]) for row in known[n])
            alone = Side.of(pile.told[n], rest.nearest)
            mean = across[n] / rest.size
            features = measure(mean, alone, rest, (LONE, LONE), pile.rarity)
            records[n] = decide(features, weights)
    return records


LONE = 0.1
"""Likeness with a rival that a report's own record assumes: groups are formed already."""


def _doubts(
    first: Mapping[int, int], groups: Groups, weights: Weights
) -> dict[int, tuple[int, Record]]:
    """Find for each group the likeliest other one that may be the same event."""
    doubts: dict[int, tuple[int, Record]] = {}
    numbers = {key: first[min(members)] for key, members in groups.members.items()}
    for a in sorted(groups.across, key=lambda key: numbers[key]):
        for b in sorted(groups.across[a], key=lambda key: numbers[key]):
            if numbers[a] > numbers[b] or groups.mean(a, b) < NEGLIGIBLE:
                continue
            features = groups.features(a, b)
            if sum_up(features, weights) < weights.ask:
                continue
            record = decide(features, weights)
            for one, two in ((a, b), (b, a)):
                known = doubts.get(numbers[one])
                if record.answer is Answer.ASK and (known is None or known[1].score < record.score):
                    doubts[numbers[one]] = (numbers[two], record)
    return doubts
