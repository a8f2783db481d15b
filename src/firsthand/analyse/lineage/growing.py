"""What has to be looked at again when reports join those already compared?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.copying import Copies, Pair
from firsthand.analyse.lineage.direction import Likelier, is_told
from firsthand.analyse.lineage.fingerprints import Prints, take_many
from firsthand.analyse.lineage.giving import MANY, Pile, stepped, weigh_pairs
from firsthand.analyse.lineage.judge import judge, too_late
from firsthand.analyse.lineage.kinship import (
    Kinship,
    Sentences,
    compare_sentences,
    resembling,
    take_sentences,
)
from firsthand.analyse.lineage.nearness import Nearness
from firsthand.analyse.lineage.passages import Overlap
from firsthand.analyse.lineage.settle import Settled
from firsthand.analyse.lineage.tracing import Tracing
from firsthand.analyse.lineage.vocabulary import Vocabulary
from firsthand.model.report import Report
from firsthand.model.story import Link, LinkKind
from firsthand.text.vectors import Encoder

Bools = NDArray[np.bool_]

REMEMBERED = 1024
"""Reports whose sentences are kept at hand."""
NOTHING = Overlap(0.0, 0.0, 0, ())
UNKNOWN: Likelier = (0.0, "")


class Lineage:
    """The links of all reports that have come, kept up as more come.

    The links depend on the reports alone: neither on the order in which they came nor on how many
    came at a time. What one more report can change of older links: pairs that share a sequence
    that has just become a stock phrase; pairs of a group that it joins or splits; trees of families
    that share a sentence with it; directions that rest on words that are counted otherwise now.
    """

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Begin without reports.

        Args:
            encoder: a sentence model for pairs in different languages.
        """
        self.kinships: dict[Pair, Kinship | None] = {}
        """How the sentences of pairs align: it rests on nothing but the two reports."""
        self._encoder = encoder
        self._copies = Copies()
        self._tracing = Tracing()
        self._words = Vocabulary(self._copies.index)
        self._nearness = Nearness()
        self._near: set[Pair] = set()
        self._across: set[Pair] = set()
        self._weighed: dict[Pair, Likelier] = {}
        self._links: dict[Pair, Link] = {}
        self._sentences: dict[str, Sentences] = {}

    @property
    def reports(self) -> frozenset[str]:
        """The ids of all reports."""
        return frozenset(self._copies.place)

    def links(self) -> tuple[Link, ...]:
        """Give all links, by the ids of the two reports."""
        return tuple(link for _, link in sorted(self._links.items()))

    def add(self, reports: Iterable[Report]) -> None:
        """Take up reports; known ones are passed over.

        Args:
            reports: labelled reports, in any order.
        """
        new = {r.id: r for r in reports if r.id not in self._copies.place}
        prints = list(take_many([new[name] for name in sorted(new)]))
        if not prints:
            return
        copies = self._copies
        changed = copies.add(prints)
        again = set(changed.pairs)
        again |= self._tracing.update(copies.prints, copies.group, copies.place, changed)
        recounted = self._words.add(prints)
        again |= self._look_near(prints)
        again |= self._weigh(recounted, again, len(prints))
        settled = Settled(copies.kinds, copies.chances, (), frozenset(copies.quoted & again))
        for pair in sorted(again):
            link = self._judge(pair, settled)
            if link is not None:
                self._links[pair] = link
            else:
                self._links.pop(pair, None)

    def _judge(self, pair: Pair, settled: Settled) -> Link | None:
        overlap = self._copies.overlaps.get(pair)
        near = pair in self._near or pair in self._across or self._nearness.holds(pair)
        if overlap is None and not near:
            return None
        a, b = (self._prints(name) for name in pair)
        kin = None
        if settled.kinds.get(pair) is not LinkKind.NEAR_COPY:
            kin = self._compare(pair)
        likelier = self._tracing.told.get(pair) or self._weighed.get(pair, UNKNOWN)
        understood = self._encoder is not None
        found = judge(a, b, overlap or NOTHING, kin, settled, likelier, understood=understood)
        return found and replace(found, step=self._tracing.steps.get(pair))

    def _compare(self, pair: Pair) -> Kinship | None:
        if pair not in self.kinships:
            a, b = (self._sentences_of(name) for name in pair)
            self.kinships[pair] = compare_sentences(a, b, self._encoder)
        return self.kinships[pair]

    def _sentences_of(self, name: str) -> Sentences:
        known = self._sentences.pop(name, None) or take_sentences(self._prints(name))
        self._sentences[name] = known
        if len(self._sentences) > REMEMBERED:
            del self._sentences[next(iter(self._sentences))]
        return known

    def _look_near(self, new: Sequence[Prints]) -> set[Pair]:
        """Find the pairs that are worth a closer look now, or are so no longer."""
        every = self._copies.prints
        if len(every) < MANY:
            ordered = sorted(every, key=lambda p: p.report.id)
            near = {(ordered[i].report.id, ordered[j].report.id) for i, j in resembling(ordered)}
            changed = near ^ self._near
        else:
            # From here on rare words alone tell: one more report changes little for the others.
            changed = self._nearness.update(every, self._words.terms) | self._near
            near = set()
        self._near = near
        if self._encoder is not None:
            changed |= self._find_across(new)
        return changed

    def _find_across(self, new: Sequence[Prints]) -> set[Pair]:
        """Pair reports in different languages, unless their days of publication lie far apart."""
        found = set()
        for one in new:
            for other in self._copies.prints:
                a, b = one.report, other.report
                if a.metadata.language != b.metadata.language and not too_late(a, b):
                    found.add((min(a.id, b.id), max(a.id, b.id)))
        self._across |= found
        return found

    def _weigh(self, recounted: Bools, again: set[Pair], new: int) -> set[Pair]:
        """Weigh whose words they are where that may be told otherwise now."""
        copies, size = self._copies, len(self._copies.prints)
        everything = size < MANY or size - new < MANY
        everything = everything or stepped_apart(size - new, size)
        pairs = copies.overlaps.keys() if everything else self._asked(recounted, again)
        for pair in again - copies.overlaps.keys():
            self._weighed.pop(pair, None)
        wanted = sorted(
            (a, b)
            for a, b in pairs
            if (a, b) not in self._tracing.told
            and copies.overlaps[a, b].passages
            and not is_told(self._prints(a).report, self._prints(b).report)
        )
        members = sorted({name for pair in wanted for name in pair})
        pile = (
            Pile(sorted(copies.prints, key=lambda p: p.report.id))
            if size < MANY
            else Pile([self._prints(name) for name in members], self._words)
        )
        sides = [(self._prints(a), self._prints(b), copies.overlaps[a, b]) for a, b in wanted]
        changed = set()
        for pair, likelier in zip(wanted, weigh_pairs(pile, sides), strict=True):
            if self._weighed.get(pair) != likelier:
                self._weighed[pair] = likelier
                changed.add(pair)
        return changed

    def _asked(self, recounted: Bools, again: set[Pair]) -> set[Pair]:
        """List the pairs that are new or have a report whose words are counted otherwise."""
        copies = self._copies
        found = again & copies.overlaps.keys()
        for number in np.flatnonzero(recounted).tolist():
            name = copies.prints[number].report.id
            found.update(
                (min(name, other), max(name, other)) for other in copies.partners.get(name, ())
            )
        return found

    def _prints(self, name: str) -> Prints:
        return self._copies.prints[self._copies.place[name]]


def stepped_apart(before: int, after: int) -> bool:
    """Tell whether a pile has grown into another step of counting.

    Args:
        before: reports that it had.
        after: reports that it has.

    Returns:
        True when all its words are to be weighed anew.
    """
    low, high = stepped(np.array([before, after]))
    return bool(low != high)
