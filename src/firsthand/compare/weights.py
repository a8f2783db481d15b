"""How many independent sources stand behind a claim, and how sure is that number?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.compare.joining import BY_CLAIM, CREDIT, counted, find_roots, is_uncertain, say_kinds
from firsthand.model.span import Span
from firsthand.model.story import Direction, Link, LinkKind, State, Weight

SHOWN = 3
"""Uncertain links that a reason names; the rest is counted."""

_NONE = {
    "text": "no two with the same words throughout",
    "origin": "no descent of one text from another seen",
    "independent source": "no link between them",
}


def weigh(
    report_ids: Iterable[str],
    links: Iterable[Link],
    kinds: frozenset[LinkKind] | None = None,
) -> Weight:
    """Count how many independent sources stand behind some reports.

    Args:
        report_ids: the reports that carry the claim.
        links: all links; rejected ones do not count. Two reports may be joined through a third
            that is not among them.
        kinds: the kinds of link that make two reports one source; None = as each link says, which
            is by default for its kind.

    Returns:
        Their number at each level, each with the reason in one sentence.
    """
    return Sources(links, kinds).weigh(report_ids)


class Sources:
    """Links made ready for counting what stands behind many claims."""

    def __init__(self, links: Iterable[Link], kinds: frozenset[LinkKind] | None = None) -> None:
        """Join what is joined.

        Args:
            links: all links.
            kinds: the kinds that count; None = as each link says.
        """
        known = tuple(links)
        joining = counted(known, kinds)
        every = tuple(k for k in joining if k.kind not in BY_CLAIM)
        self._levels = (
            _Level("text", tuple(k for k in every if k.kind is LinkKind.IDENTICAL)),
            _Level("origin", tuple(k for k in every if k.kind not in CREDIT)),
            _Level("independent source", every),
        )
        self._by_claim: dict[str, list[Link]] = defaultdict(list)
        for link in joining:
            if link.kind in BY_CLAIM:
                self._by_claim[link.a].append(link)
        self._apart: dict[str, list[Link]] = defaultdict(list)
        for link in known:
            if link.kind in _BESIDE and link.state is not State.REJECTED:
                self._apart[link.a].append(link)

    def weigh(self, report_ids: Iterable[str], mentions: Iterable[Span] = ()) -> Weight:
        """Count how many independent sources stand behind some reports.

        Uncertain links join, as one source taken for two is worse than two taken for one; how many
        would be left without them is told too.

        Args:
            report_ids: the reports that carry a claim.
            mentions: the words of it; where they stand in what a report has from another outlet,
                that outlet is the source.

        Returns:
            Their number at each level, each with the reason in one sentence.
        """
        ids = tuple(sorted(set(report_ids)))
        texts, origins, independent = (level.group(ids) for level in self._levels)
        spans = tuple(mentions)
        named = [k for one in ids for k in self._by_claim.get(one, ()) if _second_hand(k, spans)]
        if named:
            independent = independent.joined(named)
        return Weight(
            ids,
            texts.number,
            origins.number,
            independent.number,
            independent.sentence(self._beside(ids)),
            texts.sentence(),
            origins.sentence(),
            independent.at_most,
            tuple(link.id for link in independent.open_links),
        )

    def _beside(self, ids: Sequence[str]) -> str:
        """Say what some reports have in common that joins none of them."""
        wanted = set(ids)
        kinds = {k.kind for one in ids for k in self._apart.get(one, ()) if k.b in wanted}
        return " and ".join(words for kind, words in _BESIDE.items() if kind in kinds)


_BESIDE = {LinkKind.FACTS: "shared facts", LinkKind.QUOTATION: "shared quotations"}


class _Level:
    """Reports joined by some links, and by those of them alone that are certain."""

    def __init__(self, noun: str, links: Sequence[Link]) -> None:
        self.noun = noun
        self.roots = find_roots((k.a, k.b) for k in links)
        self.certain = find_roots((k.a, k.b) for k in links if not is_uncertain(k))
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            self.links[self.roots[link.a]].append(link)

    def group(self, ids: Sequence[str]) -> "_Count":
        roots = {name: self.roots.get(name, name) for name in ids}
        certain = {name: self.certain.get(name, name) for name in ids}
        links = [k for root in dict.fromkeys(roots.values()) for k in self.links.get(root, ())]
        return _Count(self, roots, certain, links)


@dataclass(frozen=True, slots=True)
class _Count:
    """Some reports with the group of each, by all links of a level and by certain ones alone."""

    level: _Level
    roots: dict[str, str]
    certain: dict[str, str]
    links: list[Link]

    def joined(self, more: Sequence[Link]) -> "_Count":
        """Join reports by links that hold for one claim only."""

        def over(roots: dict[str, str], every: dict[str, str]) -> dict[str, str]:
            pairs = [(every.get(k.a, k.a), every.get(k.b, k.b)) for k in more]
            again = find_roots(pairs)
            return {name: again.get(root, root) for name, root in roots.items()}

        level = self.level
        roots, certain = over(self.roots, level.roots), over(self.certain, level.certain)
        return _Count(level, roots, certain, [*self.links, *more])

    @property
    def number(self) -> int:
        return len(set(self.roots.values()))

    @property
    def at_most(self) -> int:
        return len(set(self.certain.values()))

    @property
    def inside(self) -> list[Link]:
        """The links that join these reports: those between them, else those through others."""
        between = [k for k in self.links if k.a in self.roots and k.b in self.roots]
        return between or self.links

    @property
    def open_links(self) -> list[Link]:
        """The uncertain links that the number hangs on, the least likely first."""
        if self.at_most == self.number:
            return []
        certain = self.level.certain
        ends = [(certain.get(k.a, k.a), certain.get(k.b, k.b), k) for k in self.links]
        found = [(a, b, k) for a, b, k in ends if is_uncertain(k) and a != b]
        own = set(self.certain.values())
        between = [k for a, b, k in found if a in own and b in own] or [k for _, _, k in found]
        return sorted(between, key=lambda k: (k.probability, k.id))

    def sentence(self, beside: str = "") -> str:
        total, number, noun = len(self.roots), self.number, self.level.noun
        if total < 2:  # noqa: PLR2004 - one report is not joined with itself
            return "One report carries it." if total else "No report carries it."
        nouns = "distinct texts" if noun == "text" else f"{noun}s"
        if number == total:
            but = f" but {beside}" if beside else ""
            return f"{total} reports, {_NONE[noun]}{but}: {total} {nouns}."
        left = f"one {noun}" if number == 1 else f"{number} {nouns}"
        if self.at_most > number:
            left += f", at most {self.at_most}"
        why = say_kinds(self.inside)
        return f"{total} reports, but {left}: the others are joined by {why}{self._doubt()}."

    def _doubt(self) -> str:
        doubtful = self.open_links
        if not doubtful:
            return ""
        named = ", ".join(f"{k.id} ({k.kind}, {k.probability:.2f})" for k in doubtful[:SHOWN])
        rest = len(doubtful) - SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        noun = "link is" if len(doubtful) == 1 else "links are"
        return f"; because {len(doubtful)} {noun} uncertain: {named}{more}"


def _second_hand(link: Link, mentions: Sequence[Span]) -> bool:
    """Tell whether a claim stands where a link's reports have something from one outlet."""
    sides = {
        Direction.A_TO_B: ("b",),
        Direction.B_TO_A: ("a",),
        Direction.COMMON: ("a", "b"),
    }.get(link.direction, ("a", "b"))
    return all(
        any(
            _overlap(getattr(passage, side), mention)
            for passage in link.passages
            for mention in mentions
        )
        for side in sides
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end
