"""Which reports agree on facts of an event though they share no words: reasons to count both?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from firsthand.compare.joining import BY_CLAIM
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.story import (
    Comparison,
    Direction,
    Link,
    LinkKind,
    Passage,
    State,
    Verdict,
)

RULE = "common facts/claims@1"
FEWEST = 2
"""Facts that two reports must share; one may be chance."""
MOST_SHOWN = 12
"""Facts shown of a pair, and pairs shown of a report, those that share most first."""
HOLDS = 0.94
"""Share of pairs without a text link that two people wrote, of 1,000 pairs in 102 stories."""

_BESIDE_TEXT = BY_CLAIM | {LinkKind.SAME_AGENCY, LinkKind.SAME_OWNER, LinkKind.FACTS}
"""Kinds of link that say nothing of a text's words."""

Pair = tuple[str, str]


def fact_links(comparisons: Iterable[Comparison], links: Iterable[Link]) -> tuple[Link, ...]:
    """Link reports that carry the same claims and no common words.

    Args:
        comparisons: the claims of all events.
        links: all other links; two reports that share words are passed over.

    Returns:
        Links that by themselves join nobody, by the ids of the two reports.
    """
    worded = {
        (k.a, k.b) for k in links if k.kind not in _BESIDE_TEXT and k.state is not State.REJECTED
    }
    shared: dict[Pair, list[Passage]] = {}
    for comparison in comparisons:
        for pair, passage in _agreeing(comparison):
            if pair not in worded:
                shared.setdefault(pair, []).append(passage)
    ranked = sorted(shared.items(), key=lambda item: (-len(item[1]), item[0]))
    taken: Counter[str] = Counter()
    found = []
    for pair, passages in ranked:
        if len(passages) >= FEWEST and min(taken[pair[0]], taken[pair[1]]) < MOST_SHOWN:
            taken.update(pair)
            found.append(_link(pair, passages))
    return tuple(sorted(found, key=lambda link: (link.a, link.b)))


def _agreeing(comparison: Comparison) -> Iterator[tuple[Pair, Passage]]:
    """Walk the pairs of reports that carry one version of a claim, with the words of each."""
    if comparison.verdict is Verdict.ONLY_HERE:
        return
    for version in comparison.versions:
        first = {span.report: span for span in reversed(version.mentions)}
        for a, b in combinations(sorted(first), 2):
            yield (a, b), Passage(first[a], first[b], "fact", 1.0)


def _link(pair: Pair, passages: Sequence[Passage]) -> Link:
    a, b = pair
    detail = f"shares facts, no wording: {len(passages)} claims agree, no words are shared"
    reason = Reason(RULE, float(len(passages)), detail=detail)
    shown = sorted(set(passages), key=lambda p: (p.a, p.b))[:MOST_SHOWN]
    kind = LinkKind.FACTS
    name = item_id("link", (), kind.value, a, b)
    return Link(name, a, b, kind, Direction.UNKNOWN, 0.0, reason, tuple(shown), probability=HOLDS)
