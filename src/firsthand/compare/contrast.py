"""Does a group of reports hold two sibling events: alike in words, but with other names?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, product
from statistics import fmean

from firsthand.compare.likeness import NAMES, NUMBERS, WORDS, Evidence
from firsthand.text.linkage import average_linkage

SIDE = 5
"""Reports on either side; fewer do not tell a sibling from another reporter's view."""
FREE_PAIRS = 20
"""Pairs on either side that do not descend from one text: copies agree in every name."""
LOOSER = 0.75
"""Likeness across the two sides, as a share of that within the looser one."""
OFTEN, RARELY = 0.6, 0.15
"""A name or number in that share of one side's reports, and in no more of the other's, is its
own."""
OWN_LEAST, OWN_BOTH = 2, 10
"""Own names and numbers that each side, and both together, must have. These figures were set on
one corpus of sibling events, where moving any of them by a fifth costs at most 0.01 BCubed F1."""
STEP = 0.01

Pair = tuple[int, int]
Group = tuple[int, ...]


def part_siblings(
    groups: Sequence[Group],
    table: Mapping[Pair, float],
    evidence: Sequence[Evidence],
    descended: AbstractSet[Pair],
    threshold: float,
) -> tuple[Group, ...]:
    """Part the groups whose two halves each keep to names and numbers of their own.

    Two quakes or two trials in one pile share most words; their reports fall into two halves, each
    closer within than across, that name other people, towns and amounts throughout.

    Args:
        groups: groups of places in the sequence.
        table: the evidence for pairs of places, the lower first.
        evidence: the terms of each report.
        descended: pairs that text descent joins.
        threshold: the evidence at which the groups were formed.

    Returns:
        The groups, parted where needed, by first member.
    """
    found: list[Group] = []
    waiting = list(groups)
    while waiting:
        group = waiting.pop()
        halves = _halves(group, table, threshold) if len(group) >= 2 * SIDE else None
        if halves and _contrast(*halves, table, evidence, descended):
            waiting.extend(halves)
        else:
            found.append(group)
    return tuple(sorted(found))


def _halves(
    group: Group, table: Mapping[Pair, float], threshold: float
) -> tuple[Group, Group] | None:
    place = {member: number for number, member in enumerate(group)}
    inside = {(place[a], place[b]): table.get((a, b), 0.0) for a, b in combinations(group, 2)}
    while threshold < 1:
        threshold += STEP
        parts = average_linkage(len(group), inside, threshold)
        if len(parts) > 1:
            ranked = sorted(parts, key=lambda part: (-len(part), part))
            one, two = ([group[n] for n in part] for part in ranked[:2])
            for part in ranked[2:]:
                rest = [group[n] for n in part]
                nearer = _mean(product(rest, one), table) >= _mean(product(rest, two), table)
                (one if nearer else two).extend(rest)
            return tuple(sorted(one)), tuple(sorted(two))
    return None


def _contrast(
    one: Group,
    two: Group,
    table: Mapping[Pair, float],
    evidence: Sequence[Evidence],
    descended: AbstractSet[Pair],
) -> bool:
    if min(len(one), len(two)) < SIDE:
        return False
    free = [[p for p in combinations(side, 2) if p not in descended] for side in (one, two)]
    if min(map(len, free)) < FREE_PAIRS:
        return False
    within = min(_mean(pairs, table) for pairs in free)
    if _mean(product(one, two), table) > LOOSER * within:
        return False
    own = _own_terms(one, two, evidence), _own_terms(two, one, evidence)
    return min(own) >= OWN_LEAST and sum(own) >= OWN_BOTH


def _own_terms(side: Group, other: Group, evidence: Sequence[Evidence]) -> int:
    told = Counter(term for n in side for term in _named(evidence[n]))
    elsewhere = Counter(
        term for n in other for term in set(evidence[n].terms[WORDS].hashes.tolist())
    )
    often = [term for term, count in told.items() if count >= OFTEN * len(side)]
    return sum(elsewhere[term] <= RARELY * len(other) for term in often)


def _named(evidence: Evidence) -> set[int]:
    return {h for kind in (NAMES, NUMBERS) for h in evidence.terms[kind].hashes.tolist()}


def _mean(pairs: Iterator[Pair] | Sequence[Pair], table: Mapping[Pair, float]) -> float:
    return fmean(table.get((min(a, b), max(a, b)), 0.0) for a, b in pairs)
