"""Which reports descend from one another, and by which words or sentences does it show?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import log

from firsthand.analyse.lineage.descent import count_sentences
from firsthand.analyse.lineage.direction import Likelier
from firsthand.analyse.lineage.fingerprints import Prints, take_many
from firsthand.analyse.lineage.giving import Pile, weigh_pairs
from firsthand.analyse.lineage.index import Index, find_own, find_pairs
from firsthand.analyse.lineage.judge import are_akin, judge, too_late
from firsthand.analyse.lineage.kinship import compare_sentences, resembling, take_sentences
from firsthand.analyse.lineage.passages import Overlap, find_overlaps
from firsthand.analyse.lineage.settle import settle
from firsthand.analyse.lineage.tree import MOST, sure_descents, trace
from firsthand.model.report import Report
from firsthand.model.story import Link, LinkKind
from firsthand.text.vectors import Encoder

__all__ = ["are_akin", "find_copies", "find_links", "overlaps_of"]

FAMILY = 3
"""Reports from which others can bear out a reading; two are weighed against each other."""
CERTAIN = 0.999
"""A chance beyond this is no surer."""


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
    prints = list(take_many([distinct[name] for name in sorted(distinct)]))
    overlaps = overlaps_of(prints)
    sentences = {p.report.id: take_sentences(p) for p in prints}
    by_id = {p.report.id: p for p in prints}
    near = {(prints[i].report.id, prints[j].report.id) for i, j in resembling(prints)}
    if encoder is not None:
        near |= _across_languages(prints)
    settled = settle(prints, overlaps)
    traced, steps = _trace(by_id, settled.groups)
    untold = [pair for pair in overlaps if pair not in traced]
    weighed = weigh_pairs(Pile(prints), [(by_id[a], by_id[b], overlaps[a, b]) for a, b in untold])
    traced |= dict(zip(untold, weighed, strict=True))
    links: list[Link] = []
    for a, b in sorted(near | overlaps.keys()):
        overlap = overlaps.get((a, b), Overlap(0.0, 0.0, 0, ()))
        kin = None
        if settled.kinds.get((a, b)) is not LinkKind.NEAR_COPY:
            kin = compare_sentences(sentences[a], sentences[b], encoder)
        likelier = traced.get((a, b), (0.0, ""))
        understood = encoder is not None
        link = judge(by_id[a], by_id[b], overlap, kin, settled, likelier, understood=understood)
        if link is not None:
            links.append(replace(link, step=steps.get((a, b))))
    return tuple(links)


def find_copies(reports: Sequence[Report]) -> Iterator[tuple[Link, Overlap]]:
    """Find only what was copied word for word, for many reports at once.

    Args:
        reports: reports, in any order.

    Yields:
        Links with what the two reports share, by the ids of the two.
    """
    prints = list(take_many(sorted(reports, key=lambda r: r.id)))
    by_id = {p.report.id: p for p in prints}
    overlaps = overlaps_of(prints)
    settled = settle(prints, overlaps)
    pairs = [(by_id[a], by_id[b], overlap) for (a, b), overlap in overlaps.items()]
    for (a, b, overlap), likelier in zip(pairs, weigh_pairs(Pile(prints), pairs), strict=True):
        link = judge(a, b, overlap, None, settled, likelier)
        if link is not None:
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


def overlaps_of(prints: Sequence[Prints]) -> dict[tuple[str, str], Overlap]:
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
    pairs = sorted(find_pairs(index, ordered, asked))
    overlaps = find_overlaps(ordered, pairs, find_own(ordered, asked))
    return {
        (ordered[i].report.id, ordered[j].report.id): overlap
        for (i, j), overlap in zip(pairs, overlaps, strict=True)
    }


def _across_languages(prints: Sequence[Prints]) -> set[tuple[str, str]]:
    """Pair reports in different languages, unless their days of publication lie far apart."""
    pairs = set()
    for one, two in combinations(prints, 2):
        a, b = one.report, two.report
        if a.metadata.language != b.metadata.language and not too_late(a, b):
            pairs.add((a.id, b.id))
    return pairs
