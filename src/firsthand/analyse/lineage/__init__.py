"""Which reports descend from one another, and by which words or sentences does it show?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import log

from firsthand.analyse.lineage.descent import count_sentences
from firsthand.analyse.lineage.direction import Likelier, publication_day, tell_direction
from firsthand.analyse.lineage.fingerprints import COMMON, Index, Prints, take_prints
from firsthand.analyse.lineage.giving import Pile, weigh_sides
from firsthand.analyse.lineage.kinship import (
    Kinship,
    compare_sentences,
    resembling,
    take_sentences,
)
from firsthand.analyse.lineage.passages import Overlap, find_overlap
from firsthand.analyse.lineage.tree import MOST, sure_descents, trace
from firsthand.analyse.lineage.wording import (
    LIMIT,
    SURELY_APART,
    SURELY_ONE,
    same_wording,
    take_wording,
)
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import Direction, Link, LinkKind, Passage
from firsthand.text.linkage import average_linkage
from firsthand.text.vectors import Encoder

COPY = 0.45
"""Containment of word five-grams from which a report is a copy. Measured on 95 stories: copies
have 0.57 or more in 95 of 100, independent translations of one original 0.40 or less."""
HANGS_TOGETHER = -0.6
"""Average log-odds of one wording from which two groups of reports go back to one text."""
REWORDED = 0.3
"""Containment from which aligned sentences point to a rewritten copy: only one in twenty pairs of
independent translations shares so much."""
KIN_MOST = 0.35
"""Share of its own words that the better covered report must have in aligned sentences ..."""
KIN_LEAST = 0.25
"""... and the other one; reports by different newsrooms on one event stay below in 95 of 100."""
KIN_ALIGNED = 5
"""Sentences that must be aligned where coverage is no more than that."""
KIN_ORDER = 0.75
"""Share of aligned pairs in the same order: independent reports of one event come to 0.7."""
SHORT_MOST, SHORT_LEAST = 0.7, 0.4
"""Coverage that needs no number of sentences and no order: short texts, shuffled ones. Then the
numbers of aligned sentences must bear it out: on 137 such pairs that alone told all wrong ones."""
BRIEF_MOST, BRIEF_LEAST = 0.75, 0.12
"""Coverage of a brief that renders parts of a long text in its order."""
FAMILY = 3
"""Reports from which others can bear out a reading; two are weighed against each other."""
CERTAIN = 0.999
"""A chance beyond this is no surer."""
INSIDE = 0.5
"""A pair of sentences that lies by more than this in a verbatim passage is not told again."""

LONGEST_WAY = 14
"""Days that a text takes at most from one language into another; later ones are not looked at."""
LONGEST_RETELLING = 10
"""Days between two reports of one language that may still render one original."""

VERBATIM_RULE, MEANING_RULE = "lineage/containment@1", "lineage/alignment@1"


def find_links(reports: Sequence[Report], encoder: Encoder | None = None) -> tuple[Link, ...]:
    """Find the reports that descend from one another or from one original.

    Word sequences by winnowed fingerprints in an inverted index, chained along diagonals; sentences
    by TF-IDF of words and characters local to the pair, aligned as nearest to each other.

    Args:
        reports: labelled reports, in any order.
        encoder: a sentence model for pairs in different languages; without it names and numbers
            alone can align them.

    Returns:
        Links with their passages, by the ids of the two reports.
    """
    distinct = {report.id: report for report in reports}
    prints = [take_prints(distinct[name]) for name in sorted(distinct)]
    overlaps = overlaps_of(prints)
    sentences = {p.report.id: take_sentences(p) for p in prints}
    by_id = {p.report.id: p for p in prints}
    near = {(prints[i].report.id, prints[j].report.id) for i, j in resembling(prints)}
    if encoder is not None:
        near |= _across_languages(prints)
    settled, groups = _settle(prints, overlaps)
    pile, (traced, steps) = Pile(prints), _trace(by_id, groups)
    links: list[Link] = []
    for a, b in sorted(near | overlaps.keys()):
        overlap = overlaps.get((a, b), Overlap(0.0, 0.0, 0, ()))
        kin = None
        if settled.get((a, b)) is not LinkKind.NEAR_COPY:
            kin = compare_sentences(sentences[a], sentences[b], encoder)
        likelier = traced.get((a, b)) or weigh_sides(pile, by_id[a], by_id[b], overlap)
        found = _judge(by_id[a], by_id[b], overlap, kin, settled.get((a, b)), likelier)
        links.extend(replace(link, step=steps.get((a, b))) for link in found)
    return tuple(links)


def find_copies(reports: Sequence[Report]) -> Iterator[tuple[Link, Overlap]]:
    """Find only what was copied word for word, for many reports at once.

    Args:
        reports: reports, in any order.

    Yields:
        Links with what the two reports share, by the ids of the two.
    """
    prints = [take_prints(report) for report in sorted(reports, key=lambda r: r.id)]
    by_id = {p.report.id: p for p in prints}
    overlaps = overlaps_of(prints)
    settled, _ = _settle(prints, overlaps)
    pile = Pile(prints)
    for (a, b), overlap in overlaps.items():
        likelier = weigh_sides(pile, by_id[a], by_id[b], overlap)
        for link in _judge(by_id[a], by_id[b], overlap, None, settled.get((a, b)), likelier):
            yield link, overlap


def _trace(
    by_id: Mapping[str, Prints], groups: Sequence[Sequence[str]]
) -> tuple[dict[tuple[str, str], Likelier], dict[tuple[str, str], float]]:
    """Tell which of two reports of one family is the other's ancestor, as far as that is sure.

    With it the chance of each pair that is parent and copy in the likeliest tree, sure or not.
    """
    families = [group for group in groups if FAMILY <= len(group) <= MOST]
    if not families:
        return {}, {}
    grouped = {name for group in groups for name in group}
    pile = [*groups, *((name,) for name in sorted(by_id.keys() - grouped))]
    spread = count_sentences([by_id[name] for name in group] for group in pile)
    told: dict[tuple[str, str], Likelier] = {}
    steps: dict[tuple[str, str], float] = {}
    for group in families:
        descents = trace([by_id[name] for name in group], spread)
        for one in descents:
            if one.parent:
                steps[min(one.parent, one.report), max(one.parent, one.report)] = one.chance
        # Two that are no ancestor and copy of each other are not weighed as if they were.
        told.update(dict.fromkeys(combinations(sorted(group), 2), (0.0, "")))
        for (parent, child), (chance, why) in sure_descents(descents).items():
            odds = log(min(chance, CERTAIN) / (1 - min(chance, CERTAIN)))
            pair = min(parent, child), max(parent, child)
            told[pair] = (odds if parent < child else -odds, f"the likelier source: {why}")
    return told, steps


def _settle(
    prints: Sequence[Prints], overlaps: Mapping[tuple[str, str], Overlap]
) -> tuple[dict[tuple[str, str], LinkKind], list[list[str]]]:
    """Decide which pairs are copies by how well whole groups of reports hang together.

    A report merged from two sources covers much of both, but only some pairs of the two groups do.
    """
    odds = _odds(prints, overlaps)
    names = sorted({name for pair in overlaps for name in pair})
    place = {name: number for number, name in enumerate(names)}
    # The linkage takes a pair that shares nothing for nought: so does this scale.
    table = {(place[a], place[b]): value + LIMIT for (a, b), value in odds.items()}
    groups = average_linkage(len(names), table, HANGS_TOGETHER + LIMIT)
    group = {names[n]: number for number, members in enumerate(groups) for n in members}
    size = Counter(group.values())
    kinds: dict[tuple[str, str], LinkKind] = {}
    for (a, b), overlap in overlaps.items():
        known = max(size[group[a]], size[group[b]]) <= COMMON
        one = group[a] == group[b] or not known
        if overlap.containment >= COPY:
            kinds[a, b] = LinkKind.NEAR_COPY if one else LinkKind.PASSAGE
        elif group[a] == group[b] and odds[a, b] >= HANGS_TOGETHER:
            kinds[a, b] = LinkKind.REWRITE
    return kinds, [[names[n] for n in members] for members in groups]


def _odds(
    prints: Sequence[Prints], overlaps: Mapping[tuple[str, str], Overlap]
) -> dict[tuple[str, str], float]:
    by_id = {p.report.id: p for p in prints}
    open_pairs = {
        pair for pair, o in overlaps.items() if SURELY_APART <= o.containment <= SURELY_ONE
    }
    wordings = {
        name: take_wording(by_id[name]) for name in sorted({n for pair in open_pairs for n in pair})
    }
    odds = {}
    for (a, b), overlap in overlaps.items():
        if (a, b) in open_pairs:
            odds[a, b] = same_wording(wordings[a], wordings[b], overlap)
        else:
            odds[a, b] = LIMIT if overlap.containment > SURELY_ONE else -LIMIT
    return odds


def overlaps_of(prints: Sequence[Prints]) -> dict[tuple[str, str], Overlap]:
    """Compare the reports that share fingerprints word for word.

    Args:
        prints: the reports, in any order.

    Returns:
        What each pair shares, by the ids of the two.
    """
    index = Index()
    for one in prints:
        index.add(one)
    by_id = {p.report.id: p for p in prints}
    own = {p.report.id: index.own(p) for p in prints}
    pairs = {
        (min(p.report.id, q.report.id), max(p.report.id, q.report.id))
        for p in prints
        for q in index.matches(p)
    }
    return {(a, b): find_overlap(by_id[a], by_id[b], own[a], own[b]) for a, b in sorted(pairs)}


def _across_languages(prints: Sequence[Prints]) -> set[tuple[str, str]]:
    """Pair reports in different languages, unless their days of publication lie far apart."""
    pairs = set()
    for one, two in combinations(prints, 2):
        a, b = one.report, two.report
        if a.metadata.language != b.metadata.language and not _too_late(a, b):
            pairs.add((a.id, b.id))
    return pairs


def _too_late(a: Report, b: Report) -> bool:
    """Tell whether two reports' own days lie too far apart for one text told twice."""
    day_a, day_b = publication_day(a)[:10], publication_day(b)[:10]
    if not (day_a and day_b):
        return False
    across = a.metadata.language != b.metadata.language
    apart = abs((date.fromisoformat(day_a) - date.fromisoformat(day_b)).days)
    return apart > (LONGEST_WAY if across else LONGEST_RETELLING)


def _judge(
    a: Prints,
    b: Prints,
    overlap: Overlap,
    kin: Kinship | None,
    settled: LinkKind | None,
    likelier: Likelier,
) -> list[Link]:
    direction, why = tell_direction(a.report, b.report, overlap, likelier)
    if _identical(a, b):
        reason = Reason(VERBATIM_RULE, 1.0, detail=f"the same words from first to last; {why}")
        return [_link(a, b, LinkKind.IDENTICAL, direction, 1.0, reason, overlap.passages)]
    if settled is not None and overlap.passages:
        reason = _verbatim_reason(overlap, why)
        score = overlap.containment
        passages = _merged(overlap.passages, kin.passages if kin else ())
        return [_link(a, b, settled, direction, score, reason, passages)]
    if kin is not None and are_akin(kin) and not _too_late(a.report, b.report):
        reworded = overlap.containment >= REWORDED
        kind = LinkKind.REWRITE if reworded else LinkKind.COMMON_ORIGIN
        if a.report.metadata.language != b.report.metadata.language:
            kind = LinkKind.TRANSLATION
        if kind is LinkKind.COMMON_ORIGIN and direction is not Direction.COMMON:
            direction, why = Direction.COMMON, "no wording shows which would be the original"
        detail = (
            f"{kin.aligned} sentences say the same, {kin.order:.0%} of them in the same order; "
            f"they make up {kin.most:.0%} and {kin.least:.0%} of the two texts; {why}"
        )
        reason = Reason(MEANING_RULE, round(kin.most, 4), detail=detail)
        passages = _merged(overlap.passages, kin.passages)
        return [_link(a, b, kind, direction, kin.most, reason, passages)]
    if overlap.passages:
        score = overlap.containment
        reason = _verbatim_reason(overlap, why)
        return [_link(a, b, LinkKind.PASSAGE, direction, score, reason, overlap.passages)]
    return []


def are_akin(kin: Kinship) -> bool:
    """Tell whether an alignment is too full and too orderly for two independent texts.

    Args:
        kin: the alignment of two reports.

    Returns:
        True when both go back to one text.
    """
    short = kin.most >= SHORT_MOST and kin.least >= SHORT_LEAST and kin.aligned > 1
    if short and not _numbers_gainsay(kin):
        return True
    if kin.aligned < KIN_ALIGNED or kin.order < KIN_ORDER:
        return False
    brief = kin.most >= BRIEF_MOST and kin.least >= BRIEF_LEAST
    return brief or (kin.most >= KIN_MOST and kin.least >= KIN_LEAST)


def _numbers_gainsay(kin: Kinship) -> bool:
    if kin.conflicting > kin.agreeing:
        return True
    return kin.numbered > 1 and not kin.agreeing


def _identical(a: Prints, b: Prints) -> bool:
    one, two = a.words.hashes, b.words.hashes
    return len(one) == len(two) > 0 and bool((one == two).all())


def _merged(verbatim: Sequence[Passage], aligned: Sequence[Passage]) -> tuple[Passage, ...]:
    new = [p for p in aligned if not _told(p, verbatim)]
    return tuple(sorted([*verbatim, *new], key=lambda p: (p.a.start, p.b.start, p.a.end)))


def _told(passage: Passage, others: Sequence[Passage]) -> bool:
    for other in others:
        inside = [
            max(0, min(one.end, two.end) - max(one.start, two.start)) / (one.end - one.start)
            for one, two in ((passage.a, other.a), (passage.b, other.b))
        ]
        if min(inside) > INSIDE:
            return True
    return False


def _verbatim_reason(overlap: Overlap, why: str) -> Reason:
    detail = (
        f"{overlap.in_a:.0%} and {overlap.in_b:.0%} of the two texts' word sequences are shared; "
        f"{why}"
    )
    return Reason(
        VERBATIM_RULE,
        round(overlap.containment, 4),
        f"{overlap.in_a:.4f}",
        f"{overlap.in_b:.4f}",
        detail,
    )


def _link(
    a: Prints,
    b: Prints,
    kind: LinkKind,
    direction: Direction,
    score: float,
    reason: Reason,
    passages: tuple[Passage, ...],
) -> Link:
    name = item_id("link", (), kind.value, a.report.id, b.report.id)
    return Link(name, a.report.id, b.report.id, kind, direction, round(score, 4), reason, passages)
