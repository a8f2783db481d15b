"""How well does each report of a family fit as the parent of another, or as the original?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import copysign, log, log1p

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from firsthand.analyse.lineage.direction import publication_day
from firsthand.analyse.lineage.fingerprints import Prints, told_stretches
from firsthand.text.sentences import split_sentences
from firsthand.text.terms import Hashes, hash_runs, word_grams

FINE, COARSE = 3, 5
"""Words of a reading that two reports share or not; words of a sequence that tells coverage."""
SMALL = 8
"""Sequences of a difference that is a changed reading rather than a passage put in."""
SHORTEST = 4
"""Words of a sentence that can be recognised."""
FAR_BEHIND = 0.4
"""Likeness by which a version of a sentence is another sentence."""
RECURS = 2
"""Unrelated families in which a sentence also stands that makes it furniture."""
NEAREST = 0.02
"""Likeness by which one report's version of a sentence may be behind the nearest one."""

EDGE = (
    "rank",
    "gap",
    "earlier",
    "furniture_child",
    "furniture_parent",
    "foreign_child",
    "foreign_parent",
    "shared_readings",
    "changes_child",
    "changes_parent",
    "borne_child",
    "borne_parent",
    "share_borne_child",
    "share_borne_parent",
    "regained",
    "put_in",
    "lost",
    "same",
    "length",
    "only_two",
    "nearest",
    "behind",
    "whole_behind",
)
"""Features of a possible parent of a report, as the weights name them."""
ROOT = (
    "furniture",
    "foreign",
    "later",
    "later_share",
    "dated",
    "fullness",
    "fullest",
    "private",
    "changed",
)
"""Features of a possible original of a family."""

Floats = NDArray[np.float64]
Set = frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One report of a family made ready: its readings, sentences and day of publication."""

    name: str
    day: str
    words: Set
    fine: tuple[int, ...]
    fine_set: Set
    coarse: Set
    sentences: tuple[tuple[int, ...], ...]
    keys: Set
    """one number for each sentence, the same for the same words"""


def take_member(prints: Prints) -> Member:
    """Make one report ready for the comparison inside its family.

    Args:
        prints: the report with its words.

    Returns:
        Its readings and sentences.
    """
    words = prints.words
    sentences = tuple(take_sentences(prints))
    fine = tuple(word_grams(words.hashes, FINE).tolist())
    return Member(
        prints.report.id,
        publication_day(prints.report),
        frozenset(words.hashes.tolist()),
        fine,
        frozenset(fine),
        frozenset(word_grams(words.hashes, COARSE).tolist()),
        sentences,
        frozenset(hash_sentence(sentence) for sentence in sentences),
    )


def take_sentences(prints: Prints) -> Iterator[tuple[int, ...]]:
    """List the sentences of a report that are long enough to be recognised.

    Args:
        prints: the report with its words.

    Yields:
        The hashes of the words of each.
    """
    words = prints.words.hashes.tolist()
    for low, high in sentence_bounds(prints):
        yield tuple(words[low:high])


def sentence_bounds(prints: Prints, shortest: int = SHORTEST) -> list[tuple[int, int]]:
    """Find the sentences of a report that are long enough to be recognised.

    Args:
        prints: the report with its words.
        shortest: words of a sentence.

    Returns:
        The first word of each and one past the last.
    """
    found = [
        bound
        for first, last in told_stretches(prints.report)
        for bound in split_sentences(prints.report.text, first, last)
    ]
    if not found:
        return []
    places = np.searchsorted(prints.words.starts, np.array(found)).tolist()
    return [(low, high) for low, high in places if high - low >= shortest]


def hash_sentence(sentence: Sequence[int]) -> int:
    """Give a sentence a number by its words.

    Args:
        sentence: the hashes of its words.

    Returns:
        A number that the same words always have.
    """
    return int(word_grams(np.array(sentence, np.uint64), len(sentence))[0])


def hash_sentences(prints: Prints) -> Hashes:
    """Give each sentence of a report its number.

    Args:
        prints: the report with its words.

    Returns:
        The numbers in text order, as `hash_sentence` gives them.
    """
    bounds = np.array(sentence_bounds(prints), np.int64).reshape(-1, 2)
    return hash_runs(prints.words.hashes, bounds[:, 0], bounds[:, 1])


def count_sentences(families: Iterable[Iterable[Prints]]) -> Counter[int]:
    """Count in how many families each sentence stands.

    Args:
        families: all families of the pile, reports alone in theirs among them.

    Returns:
        The number of families by sentence.
    """
    count: Counter[int] = Counter()
    for family in families:
        count.update({hash_sentence(s) for prints in family for s in take_sentences(prints)})
    return count


def furniture_in(family: Sequence[Member], spread: Mapping[int, int]) -> tuple[Set, Set]:
    """List the sentences of a family that are at home elsewhere.

    Args:
        family: its reports.
        spread: in how many families of the pile each sentence stands.

    Returns:
        The sentences that recur in several other families; those that stand in one other while
        most reports of this one lack them, as what was put in from another text.
    """
    held = Counter(key for member in family for key in member.keys)
    furniture = frozenset(key for key in held if spread.get(key, 0) > RECURS)
    foreign = frozenset(
        key for key, n in held.items() if spread.get(key, 0) > 1 and 2 * n <= len(family)
    )
    return furniture, foreign - furniture


class Table:
    """The features of every possible parent and original in one family."""

    def __init__(self, family: Sequence[Member], spread: Mapping[int, int]) -> None:
        """Compare all reports of a family with each other.

        Args:
            family: two or more reports.
            spread: in how many families of the pile each sentence stands.
        """
        self.family = tuple(family)
        self.furniture, self.foreign = furniture_in(family, spread)
        self._held = Counter(gram for member in family for gram in member.fine_set)
        self._words = Counter(word for member in family for word in member.words)
        size = len(family)
        self.covers = np.array(
            [[_share(child.coarse, parent.coarse) for child in family] for parent in family]
        )
        self._small = [[self._changes(b, a) for b in family] for a in family]
        self.near = self._nearest()
        self.edges = np.zeros((size, size, len(EDGE)))
        for child in range(size):
            for parent in range(size):
                if parent != child:
                    self.edges[parent, child] = self._edge(parent, child)
        self.roots = np.array([self._root(place) for place in range(size)])
        self.late = np.array(
            [[self.earlier(parent, child) < 0 for child in range(size)] for parent in range(size)]
        )

    def earlier(self, parent: int, child: int) -> int:
        """Compare two reports' days: 1 where the parent's is earlier, -1 later, 0 not known."""
        a, b = self.family[parent].day, self.family[child].day
        if not a or not b or a.startswith(b) or b.startswith(a):
            return 0
        return 1 if a < b else -1

    def _candidates(self, child: int) -> list[int]:
        others = range(len(self.family))
        return [k for k in others if k != child and self.earlier(k, child) >= 0]

    def _changes(self, child: Member, parent: Member) -> tuple[int, int, int, int]:
        """Count the stretches that only the child has, and those that a third report has too.

        Returns:
            Short ones, those of them borne out; long ones, those of them borne out.
        """
        count = [0, 0, 0, 0]
        stretch: list[int] = []
        for gram in (*child.fine, -1):
            if gram not in parent.fine_set and gram != -1:
                stretch.append(gram)
                continue
            if stretch:
                kind = 0 if len(stretch) <= SMALL else 2
                borne = sum(self._held[g] > 1 for g in stretch)
                count[kind] += 1
                count[kind + 1] += borne > 0 if not kind else 2 * borne > len(stretch)
            stretch = []
        return count[0], count[1], count[2], count[3]

    def _nearest(self) -> list[tuple[Floats, Floats]]:
        """Measure how alike each report's version of each sentence of a report is."""
        found = []
        for place, child in enumerate(self.family):
            own = [s for s in child.sentences if hash_sentence(s) not in self.furniture]
            likeness = np.zeros((len(self.family), len(own)))
            for other, parent in enumerate(self.family):
                if other != place and own and parent.sentences:
                    likeness[other] = [
                        max(Indel.normalized_similarity(x, y) for y in parent.sentences)
                        for x in own
                    ]
            found.append((likeness, np.array([len(s) for s in own], np.float64)))
        return found

    def _edge(self, parent: int, child: int) -> list[float]:
        p, c = self.family[parent], self.family[child]
        cover, candidates = self.covers[:, child], self._candidates(child)
        best = max((float(cover[k]) for k in candidates), default=0.0)
        varying = {g for g in c.fine_set if 1 < self._held[g] < len(self.family)}
        readings = [_share(varying, self.family[k].fine_set) for k in candidates]
        small_c, borne_c, long_c, long_borne_c = self._small[parent][child]
        small_p, borne_p, long_p, _ = self._small[child][parent]
        two = sum(self._held[g] == 2 for g in c.fine_set & p.fine_set)  # noqa: PLR2004
        likeness, sizes = self.near[child]
        top = likeness[candidates].max(axis=0) if candidates else likeness.max(axis=0)
        behind = np.maximum(0.0, top - likeness[parent])
        total = max(1.0, float(sizes.sum()))
        return [
            float(sum(cover[k] > cover[parent] for k in candidates)),
            float(cover[parent]) - best,
            float(self.earlier(parent, child) > 0),
            float(len((c.keys - p.keys) & self.furniture)),
            float(len((p.keys - c.keys) & self.furniture)),
            float(len((c.keys - p.keys) & self.foreign)),
            float(len((p.keys - c.keys) & self.foreign)),
            _share(varying, p.fine_set) - max(readings, default=0.0),
            log1p(small_c),
            log1p(small_p),
            log1p(borne_c),
            log1p(borne_p),
            (borne_c + 1) / (small_c + 2),
            (borne_p + 1) / (small_p + 2),
            log1p(long_borne_c),
            log1p(long_c - long_borne_c),
            log1p(long_p),
            float(p.fine == c.fine),
            log((len(p.fine) + 1) / (len(c.fine) + 1)),
            log1p(two),
            float(sizes[behind <= NEAREST].sum()) / total,
            float((behind * sizes).sum()) / total,
            float(log1p((behind > FAR_BEHIND).sum())),
        ]

    def _root(self, place: int) -> list[float]:
        member = self.family[place]
        others = [k for k in range(len(self.family)) if k != place]
        known = [self.earlier(k, place) for k in others]
        told = [k for k in known if k]
        least = [min(len(m.keys & s) for m in self.family) for s in (self.furniture, self.foreign)]
        gives, takes = self.covers[place, others], self.covers[others, place]
        lead = [self._small[k][place][1] - self._small[place][k][1] for k in others]
        return [
            float(len(member.keys & self.furniture) - least[0]),
            float(len(member.keys & self.foreign) - least[1]),
            float(1 in known),
            told.count(1) / len(told) if told else 0.5,
            float(bool(member.day)),
            float(takes.mean() - gives.mean()),
            float(takes.max()),
            sum(self._words[w] == 1 for w in member.words) / 10,
            float(np.mean([copysign(log1p(abs(v)), v) for v in lead])),
        ]


def _share(part: Set | set[int], whole: Set) -> float:
    return len(part & whole) / max(1, len(part))
