"""Which reports agree on facts of an event though they share no words: reasons to count both?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from firsthand.compare.joining import BY_CLAIM, TEXT_DESCENT, find_roots
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.span import Span
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

_BESIDE_TEXT = frozenset({LinkKind.SAME_AGENCY, LinkKind.SAME_OWNER, LinkKind.FACTS})
"""Kinds of link that say nothing of where a text has its facts."""
_FRAME = frozenset({"date", "place"})
"""Kinds of claim that two reports of one event agree on anyway."""
_KNOWN = "role"
"""A kind of claim that is no news: everybody may know who holds an office."""

Pair = tuple[str, str]


def fact_links(comparisons: Iterable[Comparison], links: Iterable[Link]) -> tuple[Link, ...]:
    """Link reports that carry the same claims and no common words.

    Args:
        comparisons: the claims of all events.
        links: all other links; two families that share words, or of which one names the other, are
            passed over, and so is what a report has from another outlet.

    Returns:
        Links that by themselves join nobody, by the ids of the two reports.
    """
    held = [k for k in links if k.state is not State.REJECTED]
    roots = find_roots((k.a, k.b) for k in held if k.kind in TEXT_DESCENT)
    worded = {_families(k.a, k.b, roots) for k in held if k.kind not in _BESIDE_TEXT}
    named = _second_hand(held)
    shared: dict[Pair, list[Passage]] = {}
    telling: set[Pair] = set()
    for comparison in comparisons:
        for pair, passage in _agreeing(comparison, named):
            if _families(*pair, roots) not in worded:
                shared.setdefault(pair, []).append(passage)
                if comparison.kind not in _FRAME:
                    telling.add(pair)
    ranked = sorted(shared.items(), key=lambda item: (-len(item[1]), item[0]))
    taken: Counter[str] = Counter()
    found = []
    for pair, passages in ranked:
        if (
            pair in telling
            and len(passages) >= FEWEST
            and min(taken[pair[0]], taken[pair[1]]) < MOST_SHOWN
        ):
            taken.update(pair)
            found.append(_link(pair, passages))
    return tuple(sorted(found, key=lambda link: (link.a, link.b)))


def _families(a: str, b: str, roots: Mapping[str, str]) -> Pair:
    """Name the families of two reports: a copy shares and names what its source does."""
    one, other = roots.get(a, a), roots.get(b, b)
    return (one, other) if one <= other else (other, one)


def _second_hand(links: Iterable[Link]) -> dict[str, list[Span]]:
    """List what each report has from another outlet, by its own words."""
    named: dict[str, list[Span]] = {}
    for link in links:
        if link.kind in BY_CLAIM:
            for passage in link.passages:
                if link.direction is not Direction.A_TO_B:
                    named.setdefault(link.a, []).append(passage.a)
                if link.direction is not Direction.B_TO_A:
                    named.setdefault(link.b, []).append(passage.b)
    return named


def _agreeing(
    comparison: Comparison, named: Mapping[str, Sequence[Span]]
) -> Iterator[tuple[Pair, Passage]]:
    """Walk the pairs of reports that carry one version of a claim, with the words of each."""
    if comparison.verdict is Verdict.ONLY_HERE or comparison.kind == _KNOWN:
        return
    for version in comparison.versions:
        own = [m for m in version.mentions if not _inside(m, named.get(m.report, ()))]
        first = {span.report: span for span in reversed(own)}
        for a, b in combinations(sorted(first), 2):
            yield (a, b), Passage(first[a], first[b], "fact", 1.0)


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _link(pair: Pair, passages: Sequence[Passage]) -> Link:
    a, b = pair
    detail = f"shares facts, no wording: {len(passages)} claims agree, no words are shared"
    reason = Reason(RULE, float(len(passages)), detail=detail)
    shown = sorted(set(passages), key=lambda p: (p.a, p.b))[:MOST_SHOWN]
    kind = LinkKind.FACTS
    name = item_id("link", (), kind.value, a, b)
    return Link(name, a, b, kind, Direction.UNKNOWN, 0.0, reason, tuple(shown), probability=HOLDS)
