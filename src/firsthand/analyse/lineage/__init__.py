"""Which reports descend from one another, and by which words or sentences does it show?"""

from collections.abc import Iterator, Sequence

from firsthand.analyse.lineage.copying import overlaps_of
from firsthand.analyse.lineage.fingerprints import take_many
from firsthand.analyse.lineage.giving import Pile, weigh_pairs
from firsthand.analyse.lineage.growing import Lineage
from firsthand.analyse.lineage.judge import are_akin, judge
from firsthand.analyse.lineage.passages import Overlap
from firsthand.analyse.lineage.settle import settle
from firsthand.model.report import Report
from firsthand.model.story import Link
from firsthand.text.vectors import Encoder

__all__ = ["Lineage", "are_akin", "find_copies", "find_links", "overlaps_of"]


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
    lineage = Lineage(encoder)
    lineage.add(reports)
    return lineage.links()


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
    pairs = [
        (by_id[a], by_id[b], overlap)
        for (a, b), overlap in overlaps.items()
        if overlap.passages or min(overlap.in_a, overlap.in_b) == 1  # or short and identical
    ]
    for (a, b, overlap), likelier in zip(pairs, weigh_pairs(Pile(prints), pairs), strict=True):
        link = judge(a, b, overlap, None, settled, likelier)
        if link is not None:
            yield link, overlap
