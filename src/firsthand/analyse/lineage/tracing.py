"""Which families have to be traced anew when reports come in, and what do they tell then?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log

import numpy as np

from firsthand.analyse.lineage.copying import Changed, Group, Pair
from firsthand.analyse.lineage.descent import hash_sentences
from firsthand.analyse.lineage.direction import Likelier
from firsthand.analyse.lineage.fingerprints import Prints
from firsthand.analyse.lineage.index import Index, counted
from firsthand.analyse.lineage.tree import MOST, sure_descents, trace
from firsthand.text.terms import Hashes, Offsets

FAMILY = 3
"""Reports from which others can bear out a reading; two are weighed against each other."""
CERTAIN = 0.999
"""A chance beyond this is no surer."""
MANY = 8
"""Families with a sentence beyond which it does not matter how many more there are."""

Spread = dict[int, int]


@dataclass(slots=True)
class Tracing:
    """What the trees of families tell of their pairs, kept up as reports come in."""

    told: dict[Pair, Likelier] = field(default_factory=dict)
    """for pairs of one family, which of the two is the likelier source"""
    steps: dict[Pair, float] = field(default_factory=dict)
    """for parents and copies, the chance of this step"""
    _index: Index = field(default_factory=Index)
    _family: Offsets = field(default_factory=lambda: np.zeros(0, np.int64))
    _traced: dict[Group, tuple[dict[Pair, Likelier], dict[Pair, float]]] = field(
        default_factory=dict
    )

    def update(
        self,
        prints: Sequence[Prints],
        group: Mapping[str, Group],
        place: Mapping[str, int],
        changed: Changed,
    ) -> set[Pair]:
        """Take up what has come in and trace the families that this may change.

        Args:
            prints: all reports in the order of coming.
            group: the group of each report that has one.
            place: place of each report in `prints`.
            changed: what became different.

        Returns:
            The pairs of which something else is told now.
        """
        regrouped = [place[name] for one in (*changed.gone, *changed.new) for name in one]
        fresh = range(len(self._family), len(prints))
        seen = sorted({*regrouped, *fresh})
        sentences = np.unique(
            np.concatenate([np.zeros(0, np.uint64), *(hash_sentences(prints[n]) for n in seen)])
        )
        before = self._spread(sentences)
        self._index.add([np.unique(hash_sentences(prints[n])) for n in fresh])
        self._family = np.concatenate((self._family, np.array(fresh, np.int64)))
        for number in regrouped:
            members = group.get(prints[number].report.id)
            self._family[number] = min(place[n] for n in members) if members else number
        after = self._spread(sentences)
        moved = np.array([h for h in after if after[h] != before.get(h, 0)], np.uint64)
        asked = self._index.ask([moved], [0])
        holders = self._index.holders(asked, np.ones(len(moved), bool))[1].tolist()
        again = {group[n] for n in (prints[h].report.id for h in holders) if n in group}
        again |= changed.new
        touched = {pair for one in changed.gone for pair in self._forget(one)}
        for one in sorted(again):
            if FAMILY <= len(one) <= MOST:
                touched.update(self._forget(one))
                family = [prints[place[name]] for name in one]
                touched.update(self._trace(one, family))
        return touched

    def _spread(self, sentences: Hashes) -> Spread:
        """Count in how many families each sentence stands, up to `MANY`."""
        asked = self._index.ask([sentences], [0])
        places, holders = self._index.holders(asked, np.ones(len(sentences), bool))
        family = self._family[holders]
        width = len(self._family) + 1
        keys, _ = counted(places * width + family)
        which, number = counted(keys // width)
        return dict(
            zip(asked.values[which].tolist(), np.minimum(number, MANY).tolist(), strict=True)
        )

    def _trace(self, one: Group, family: Sequence[Prints]) -> Iterable[Pair]:
        sentences = np.unique(np.concatenate([hash_sentences(prints) for prints in family]))
        told, steps = _tell(one, family, self._spread(sentences))
        self._traced[one] = told, steps
        self.told |= told
        self.steps |= steps
        return told.keys() | steps.keys()

    def _forget(self, one: Group) -> Iterable[Pair]:
        told, steps = self._traced.pop(one, ({}, {}))
        for pair in told:
            del self.told[pair]
        for pair in steps:
            del self.steps[pair]
        return told.keys() | steps.keys()


def _tell(
    one: Group, family: Sequence[Prints], spread: Spread
) -> tuple[dict[Pair, Likelier], dict[Pair, float]]:
    """Tell which of two reports of a family is the other's ancestor, as far as that is sure.

    With it the chance of each pair that is parent and copy in the likeliest tree, sure or not.
    """
    descents = trace(family, spread)
    steps = {
        (min(d.parent, d.report), max(d.parent, d.report)): d.chance for d in descents if d.parent
    }
    # Two that are no ancestor and copy of each other are not weighed as if they were.
    told: dict[Pair, Likelier] = dict.fromkeys(combinations(one, 2), (0.0, ""))
    for (parent, child), (chance, why) in sure_descents(descents).items():
        odds = log(min(chance, CERTAIN) / (1 - min(chance, CERTAIN)))
        pair = min(parent, child), max(parent, child)
        told[pair] = (odds if parent < child else -odds, f"the likelier source: {why}")
    return told, steps
