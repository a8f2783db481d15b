"""Which reports share words, and how do they hang together, as more and more reports come in?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.fingerprints import COMMON, Prints
from firsthand.analyse.lineage.index import (
    NEIGHBOURS,
    Asked,
    Index,
    crowded,
    crowds,
    find_own,
    find_pairs,
)
from firsthand.analyse.lineage.passages import Overlap, find_overlaps
from firsthand.analyse.lineage.settle import settle
from firsthand.analyse.lineage.wording import SURELY_APART
from firsthand.model.story import LinkKind

Bools = NDArray[np.bool_]
Pair = tuple[str, str]
Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What became different: reports and pairs to be judged anew, groups that are gone or new."""

    reports: frozenset[str]
    pairs: frozenset[Pair]
    gone: frozenset[Group]
    new: frozenset[Group]


@dataclass(slots=True)
class Copies:
    """The reports that share words, compared as they come: a new one is looked up in the index.

    What stands here depends on the reports alone, not on the order in which they came.
    """

    prints: list[Prints] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    overlaps: dict[Pair, Overlap] = field(default_factory=dict)
    kinds: dict[Pair, LinkKind] = field(default_factory=dict)
    chances: dict[Pair, float] = field(default_factory=dict)
    quoted: set[Pair] = field(default_factory=set)
    group: dict[str, Group] = field(default_factory=dict)
    """the group of each report that has one"""
    index: Index = field(default_factory=Index)
    _ids: list[str] = field(default_factory=list)
    _found: dict[int, set[int]] = field(default_factory=dict)
    _own: dict[int, Bools] = field(default_factory=dict)
    _crowd: set[int] = field(default_factory=set)
    partners: dict[str, set[str]] = field(default_factory=dict)

    def add(self, prints: Sequence[Prints]) -> Changed:
        """Take up reports.

        Args:
            prints: of reports that are not known yet.

        Returns:
            What has to be judged anew.
        """
        first = len(self.prints)
        self.prints.extend(prints)
        self._ids.extend(p.report.id for p in prints)
        self.place.update((p.report.id, number) for number, p in enumerate(prints, first))
        new = range(first, len(self.prints))
        bags = [p.winnowed for p in prints]
        before = self.index.ask(bags, new)
        self.index.add(bags)
        asked = self.index.ask(bags, new)
        touched = self._touched(first, before, asked)
        if touched:
            numbers = [*sorted(touched), *new]
            asked = self.index.ask([self.prints[n].winnowed for n in numbers], numbers)
        return self._settle(self._compare([*sorted(touched), *new], asked), prints)

    def _touched(self, first: int, before: Asked, asked: Asked) -> set[int]:
        """Find older reports whose sequences have become stock phrases, or with a new follower."""
        crossed = (before.count <= COMMON) & (asked.count > COMMON)
        touched = {n for n in self.index.holders(asked, crossed)[1].tolist() if n < first}
        wanted = asked.count > COMMON if self._crowd else np.zeros(len(asked.count), bool)
        for low, high, holders in crowds(self.index, self._ids, asked, wanted):
            crowd = [(name, n) for name, n in holders if n in self._crowd]
            for one in asked.askers[low:high].tolist():
                behind = [n for name, n in crowd if name < self._ids[one]]
                touched.update(behind[-NEIGHBOURS:])
        return touched

    def _compare(self, numbers: Sequence[int], asked: Asked) -> set[Pair]:
        """Look up reports in the index and compare the pairs that this makes or changes."""
        found = find_pairs(self.index, self._ids, asked)
        own = find_own(self.prints, asked)
        self._crowd.update(np.flatnonzero(crowded(self.index, asked)).tolist())
        looked: set[tuple[int, int]] = set()
        again: set[tuple[int, int]] = set()
        for one in numbers:
            looked.update((one, n) for n in self._found.get(one, set()) | found.get(one, set()))
            self._found[one] = found.get(one, set())
            if not _same(self._own.pop(one, None), own.get(one)):
                again.update((one, self.place[n]) for n in self.partners.get(self._ids[one], ()))
            if one in own:
                self._own[one] = own[one]
        pairs = {self._named(a, b): (a, b) for a, b in looked | again}
        changed = set()
        for (a, b), (one, two) in sorted(pairs.items()):
            if two not in self._found.get(one, ()) and one not in self._found.get(two, ()):
                if self.overlaps.pop((a, b), None) is not None:
                    changed.add((a, b))
                    self.partners[a].discard(b)
                    self.partners[b].discard(a)
            elif (a, b) not in self.overlaps or (one, two) in again or (two, one) in again:
                changed.add((a, b))
                self.partners.setdefault(a, set()).add(b)
                self.partners.setdefault(b, set()).add(a)
        known = sorted(pair for pair in changed if pair[1] in self.partners[pair[0]])
        places = [(self.place[a], self.place[b]) for a, b in known]
        self.overlaps.update(zip(known, find_overlaps(self.prints, places, self._own), strict=True))
        return changed

    def _settle(self, changed: set[Pair], new: Sequence[Prints]) -> Changed:
        """Settle anew how the reports hang together that are joined with a changed one."""
        for pair in changed:
            self.kinds.pop(pair, None)
            self.chances.pop(pair, None)
            self.quoted.discard(pair)
        joined = self._joined({name for pair in changed for name in pair})
        within = sorted(
            (name, other)
            for name in joined
            for other in self.partners.get(name, ())
            if name < other and other in joined
        )
        chosen = [self.prints[self.place[name]] for name in sorted(joined)]
        settled = settle(chosen, {pair: self.overlaps[pair] for pair in within})
        for pair in within:
            self.kinds.pop(pair, None)
            self.chances.pop(pair, None)
            self.quoted.discard(pair)
        # Of pairs that are joined by nothing but a chance the size of groups would be told.
        self.kinds.update(settled.kinds)
        self.chances.update({p: c for p, c in settled.chances.items() if p in settled.kinds})
        self.quoted.update(settled.quoted)
        gone = {self.group.pop(name) for name in sorted(joined) if name in self.group}
        groups = {group for group in settled.groups if len(group) > 1}
        self.group.update((name, group) for group in groups for name in group)
        return Changed(
            frozenset(joined | {p.report.id for p in new}),
            frozenset({*changed, *within}),
            frozenset(gone - groups),
            frozenset(groups - gone),
        )

    def _joined(self, names: Iterable[str]) -> set[str]:
        """Follow the pairs that may hang together: in weaker ones two authors surely wrote."""
        joined = set(names)
        open_ones = sorted(joined)
        while open_ones:
            name = open_ones.pop()
            for other in self.partners.get(name, ()):
                overlap = self.overlaps[min(name, other), max(name, other)]
                if other not in joined and overlap.containment >= SURELY_APART:
                    joined.add(other)
                    open_ones.append(other)
        return joined

    def _named(self, one: int, two: int) -> Pair:
        a, b = self._ids[one], self._ids[two]
        return (a, b) if a < b else (b, a)


def _same(one: Bools | None, two: Bools | None) -> bool:
    if one is None or two is None:
        return one is two
    return bool((one == two).all())


def overlaps_of(prints: Sequence[Prints]) -> Mapping[Pair, Overlap]:
    """Compare the reports that share fingerprints word for word.

    Args:
        prints: the reports, in any order.

    Returns:
        What each pair shares, by the ids of the two.
    """
    index = Index()
    ordered = sorted(prints, key=lambda p: p.report.id)
    index.add([p.winnowed for p in ordered])
    asked = index.ask([p.winnowed for p in ordered], range(len(ordered)))
    ids = [p.report.id for p in ordered]
    found = find_pairs(index, ids, asked)
    pairs = sorted({(min(a, b), max(a, b)) for a, others in found.items() for b in others})
    overlaps = find_overlaps(ordered, pairs, find_own(ordered, asked))
    return {(ids[i], ids[j]): overlap for (i, j), overlap in zip(pairs, overlaps, strict=True)}
