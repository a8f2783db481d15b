"""Which pairs of reports keep one wording, judged by how well whole groups hang together?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from firsthand.analyse.lineage.fingerprints import COMMON, Prints
from firsthand.analyse.lineage.passages import Overlap
from firsthand.analyse.lineage.quotation import only_quoted, take_speech
from firsthand.analyse.lineage.wording import LIMIT, SURELY_ONE, weigh_wordings
from firsthand.model.story import LIKELY, LinkKind
from firsthand.text.linkage import average_linkage

COPY = 0.45
"""Containment of word five-grams from which a report is a copy. Measured on 95 stories: copies
have 0.57 or more in 95 of 100, independent translations of one original 0.40 or less."""
HANGS_TOGETHER = -0.3
"""Average log-odds of one wording from which two groups of reports go back to one text."""
HARDLY = -1.2
"""The same below which two groups surely do not; between the two it is left uncertain. Measured on
102 stories: 15 of 52 such pairs went back to one text, 2 of 85 with odds down to -2."""
PASSAGE_HOLDS = 0.98
"""Share of shared passages in 21,394 texts that were copied, not met by chance."""

Pair = tuple[str, str]
Odds = Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided of the pairs that share words, by their ids.

    `kinds` holds the pairs that keep one wording or share a passage by all that is known, and those
    of which that is left uncertain; `chances` how likely each is to keep one wording; `groups` the
    reports that hang together; `quoted` the pairs that share the words of a speaker only.
    """

    kinds: Mapping[Pair, LinkKind]
    chances: Mapping[Pair, float]
    groups: tuple[tuple[str, ...], ...]
    quoted: frozenset[Pair]


def settle(prints: Sequence[Prints], overlaps: Mapping[Pair, Overlap]) -> Settled:
    """Decide which pairs are copies by how well whole groups of reports hang together.

    A report merged from two sources covers much of both, but only some pairs of the two groups do.
    The chance of a pair is that of its own wording and of its groups', half and half.

    Args:
        prints: the reports.
        overlaps: what those that share fingerprints share word for word.

    Returns:
        What was decided.
    """
    by_id = {p.report.id: p for p in prints}
    quoted = _quoted(by_id, overlaps)
    odds = _odds(by_id, overlaps, quoted)
    names = sorted({name for pair in overlaps for name in pair})
    place = {name: number for number, name in enumerate(names)}
    # The linkage takes a pair that shares nothing for nought: so does this scale.
    table = {(place[a], place[b]): value + LIMIT for (a, b), value in odds.items()}
    groups = average_linkage(len(names), table, HANGS_TOGETHER + LIMIT)
    members = [tuple(names[number] for number in group) for group in groups]
    group = {name: number for number, group in enumerate(members) for name in group}
    size = Counter(group.values())
    means = _means(odds, group, size)
    kinds: dict[Pair, LinkKind] = {}
    chances: dict[Pair, float] = {}
    for (a, b), overlap in overlaps.items():
        if (a, b) in quoted:
            continue
        one = group[a] == group[b]
        known = max(size[group[a]], size[group[b]]) <= COMMON
        mean = means[min(group[a], group[b]), max(group[a], group[b])]
        if one or not known:
            # What hangs together with its whole group rather holds, whatever its own odds.
            chances[a, b] = max(LIKELY, _chance((odds[a, b] + mean) / 2 if one else odds[a, b]))
            if overlap.containment >= COPY:
                kinds[a, b] = LinkKind.NEAR_COPY
            elif one and odds[a, b] >= HANGS_TOGETHER:
                kinds[a, b] = LinkKind.REWRITE
        elif mean >= HARDLY and odds[a, b] >= HARDLY and not _lifted(overlap):
            chances[a, b] = _chance(mean)
            kinds[a, b] = LinkKind.REWRITE
        elif overlap.containment >= COPY:
            kinds[a, b] = LinkKind.PASSAGE
            chances[a, b] = PASSAGE_HOLDS
    for pair in [*_bridges(kinds, odds, overlaps, group)]:
        kinds[pair] = LinkKind.REWRITE
    return Settled(kinds, chances, tuple(members), quoted)


def _bridges(
    kinds: Mapping[Pair, LinkKind],
    odds: Odds,
    overlaps: Mapping[Pair, Overlap],
    group: Mapping[str, int],
) -> Iterator[Pair]:
    """List the likeliest pairs that join what hangs together as a whole, but in no pair alone."""
    root = {name: name for name in group}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    # A pair without a passage to show makes no link.
    inside = [p for p, o in overlaps.items() if group[p[0]] == group[p[1]] and o.passages]
    for a, b in sorted(inside, key=lambda pair: (pair not in kinds, -odds[pair], pair)):
        one, two = find(a), find(b)
        if one != two and (a, b) not in kinds:
            yield a, b
        root[two] = one


def _quoted(by_id: Mapping[str, Prints], overlaps: Mapping[Pair, Overlap]) -> frozenset[Pair]:
    told = {pair: o for pair, o in overlaps.items() if o.passages and o.containment <= SURELY_ONE}
    speech = {name: take_speech(by_id[name]) for name in sorted({n for pair in told for n in pair})}
    return frozenset(
        (a, b) for (a, b), o in told.items() if only_quoted(speech[a], speech[b], o.passages)
    )


def _odds(
    by_id: Mapping[str, Prints], overlaps: Mapping[Pair, Overlap], quoted: frozenset[Pair]
) -> dict[Pair, float]:
    place = {name: number for number, name in enumerate(by_id)}
    said = [(a, b) for a, b in overlaps if (a, b) not in quoted]
    pairs = [(place[a], place[b]) for a, b in said]
    odds = weigh_wordings(list(by_id.values()), pairs, [overlaps[pair] for pair in said])
    known = dict(zip(said, odds, strict=True))
    return {
        pair: known.get(pair, LIMIT if overlap.containment > SURELY_ONE else -LIMIT)
        for pair, overlap in overlaps.items()
    }


def _means(
    odds: Odds, group: Mapping[str, int], size: Mapping[int, int]
) -> dict[tuple[int, int], float]:
    """Average the odds between each two groups and inside each, pairs that share nothing too."""
    sums: dict[tuple[int, int], float] = {}
    for (a, b), value in odds.items():
        key = min(group[a], group[b]), max(group[a], group[b])
        sums[key] = sums.get(key, 0.0) + value + LIMIT
    return {
        (low, high): total
        / (size[low] * (size[low] - 1) / 2 if low == high else size[low] * size[high])
        - LIMIT
        for (low, high), total in sums.items()
    }


def _lifted(overlap: Overlap) -> bool:
    """Tell whether all that is shared is one passage, word for word: taken over, not reworked."""
    return len(overlap.passages) == 1 and overlap.passages[0].kind == "verbatim"


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))
