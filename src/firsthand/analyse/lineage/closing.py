"""Which reports go back to one text though only a third report shows it?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cache

from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.judge import KIN_ORDER, MEANING_RULE, too_late
from firsthand.analyse.lineage.kinship import (
    Kinship,
    Sentences,
    compare_sentences,
    take_sentences,
)
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.story import LIKELY, Direction, Link, LinkKind
from firsthand.text.vectors import Encoder

RENDERINGS = frozenset({LinkKind.COMMON_ORIGIN, LinkKind.TRANSLATION})
ONE_TEXT = RENDERINGS | {LinkKind.IDENTICAL, LinkKind.NEAR_COPY, LinkKind.REWRITE}
"""Kinds of link whose two reports go back to one text; renderings differ in what they keep."""
SHARED = 3
"""Sentences that must say the same: a third report may have been merged from two originals."""
MOST_RELATED = 30
"""Reports linked to a third; of a larger crowd nobody reads what each two share."""

Pair = tuple[str, str]


def close_families(
    reports: Iterable[Report],
    links: Sequence[Link],
    encoder: Encoder | None = None,
    known: MutableMapping[Pair, Kinship | None] | None = None,
) -> Iterator[Link]:
    """Link what two short renderings share when each is linked to a fuller one.

    Each may render other parts of the original, so that the two alone do not show it; with the
    third they go back to one text anyway, and what they share is shown.

    Args:
        reports: the reports, in any order.
        links: the links by text that were found between them.
        encoder: a sentence model for pairs in different languages.
        known: how sentences align, by the ids of two reports, as far as that was looked at; what
            is looked at here is added.

    Yields:
        One link more for each such pair, by the ids of the two reports.
    """
    by_id = {report.id: report for report in reports}
    known = {} if known is None else known

    @cache
    def sentences_of(name: str) -> Sentences:
        return take_sentences(take_prints(by_id[name]))

    for (a, b), (chance, third) in sorted(_related(links).items()):
        one, other = by_id[a], by_id[b]
        across = one.metadata.language != other.metadata.language
        if too_late(one, other) or (across and encoder is None):
            continue
        if (a, b) not in known:
            known[a, b] = compare_sentences(sentences_of(a), sentences_of(b), encoder)
        kin = known[a, b]
        if kin is not None and kin.aligned >= SHARED and kin.order >= KIN_ORDER:
            kind = LinkKind.TRANSLATION if across else LinkKind.COMMON_ORIGIN
            yield _link((a, b), kind, kin, chance, by_id[third].name)


def _related(links: Sequence[Link]) -> Mapping[Pair, tuple[float, str]]:
    """Find pairs without a link that a third report joins, with its chance and the third's id."""
    likely = [k for k in links if k.kind in ONE_TEXT and k.probability >= LIKELY]
    partners: dict[str, dict[str, float]] = defaultdict(dict)
    for link in likely:
        partners[link.a][link.b] = partners[link.b][link.a] = link.probability
    linked = {(link.a, link.b) for link in links}
    related: dict[Pair, tuple[float, str]] = {}
    for link in likely:
        if link.kind not in RENDERINGS:
            continue
        for one, third in ((link.a, link.b), (link.b, link.a)):
            if len(partners[third]) > MOST_RELATED:
                continue
            for other, chance in partners[third].items():
                pair = min(one, other), max(one, other)
                if one != other and pair not in linked:
                    found = min(link.probability, chance), third
                    related[pair] = max(related.get(pair, found), found)
    return related


def _link(pair: Pair, kind: LinkKind, kin: Kinship, chance: float, third: str) -> Link:
    detail = (
        f"both go back to one text with {third}; {kin.aligned} of their sentences say the same, "
        f"{kin.order:.0%} of them in the same order"
    )
    reason = Reason(MEANING_RULE, round(kin.most, 4), detail=detail)
    name = item_id("link", (), kind.value, *pair)
    score = round(kin.most, 4)
    return Link(
        name, *pair, kind, Direction.COMMON, score, reason, kin.passages, probability=chance
    )
