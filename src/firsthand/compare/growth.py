"""How does a family tree grow, link by link, best first?"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from firsthand.compare.joining import counted
from firsthand.compare.kin import Edge, Node, NodeKind
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Direction, Link, LinkKind, State

MEASURED = frozenset({LinkKind.NEAR_COPY, LinkKind.REWRITE, LinkKind.PASSAGE})
"""Kinds whose reasons hold the shares of both texts' word sequences that the two have in common."""

ORDER = tuple(LinkKind)
"""The kinds, those first that say most."""

COVERING, LIFTED = ("verbatim", "near"), ("verbatim",)
"""Kinds of passages that show where a report's words come from, and that a second parent needs:
independent renderings of one original have near passages too."""

TAKEN = 100
"""Characters in a row that a second parent must bear out where the first one does not: a sentence
of a news text."""


class Growth:
    """A tree as far as it has grown."""

    def __init__(self, place: Mapping[str, int], days: Mapping[str, str]) -> None:
        self.place, self.days = place, days
        self.edges: list[Edge] = []
        self.unseen: list[Node] = []
        self.parent: dict[str, str] = {}
        """the parent from which most of a report comes"""
        self._above: dict[str, list[str]] = {}
        self._root = {name: name for name in place}

    def part(self, name: str) -> str:
        """Name the part of the tree that a report stands in so far."""
        while self._root[name] != name:
            self._root[name] = self._root[self._root[name]]
            name = self._root[name]
        return name

    def _unite(self, a: str, b: str) -> None:
        low, high = sorted((self.part(a), self.part(b)), key=lambda name: self.place[name])
        self._root[high] = low

    def descend(self, links: Sequence[Link]) -> None:
        """Give reports their parents, then join the parts that other links run between."""
        ranked = sorted(links, key=self._rank)
        for link in ranked:
            parent, child, directed = self._ends(link)
            if directed and child not in self.parent and not self._descends(parent, child):
                self._take(link, parent, child, directed=True)
            elif link.step is not None and self.part(parent) != self.part(child):
                self._lean(link, parent, child)
        for link in ranked:
            parent, child, directed = self._ends(link)
            if self.part(parent) == self.part(child):
                continue
            if directed:
                self._take(link, parent, child, directed=True)
            else:
                self._lean(link, parent, child)

    def _lean(self, link: Link, one: str, other: str) -> None:
        """Set two reports side by side, under the one of them that has a parent already."""
        if other in self.parent and one not in self.parent:
            one, other = other, one
        self._take(link, one, other, directed=False)

    def _take(self, link: Link, parent: str, child: str, *, directed: bool) -> None:
        second = directed and child in self.parent
        self.parent.setdefault(child, parent)
        self._unite(parent, child)
        self._add(link, parent, child, directed=directed, second=second)

    def find_originals(self, links: Sequence[Link], order: Sequence[Report]) -> None:
        """Put an unseen original above parts whose texts come from a common source."""
        agency = {report.id: report.metadata.agency.value for report in order}
        for members in self._joined(links):
            name = f"unseen-{len(self.unseen) + 1}"
            ends = {part: self._best_end(part, members, links) for part in members}
            credited = {agency[end] for end, _ in ends.values()}
            label = credited.pop() if len(credited) == 1 else ""
            self.unseen.append(Node(name, NodeKind.UNSEEN, label=label))
            for end, link in ends.values():
                second = end in self.parent
                self.parent.setdefault(end, name)
                self._add(link, name, end, directed=True, second=second)
            for one, other in pairwise(members):
                self._unite(one, other)

    def merge(self, links: Sequence[Link]) -> None:
        """Give reports a second parent where it bears out what the first one does not."""
        into: dict[str, list[tuple[str, Link]]] = {}
        for link in links:
            for source, child in ((link.a, link.b), (link.b, link.a)):
                if link.passages and self._may_come(source, child, link):
                    into.setdefault(child, []).append((source, link))
        for child in sorted(into, key=self.place.__getitem__):
            held = [
                span
                for source, link in into[child]
                if source == self.parent.get(child)
                for span in _spans(link, child, COVERING)
            ]
            found = [
                (_beyond(_spans(link, child, LIFTED), held), -self.place[source], source, link)
                for source, link in into[child]
                if source not in self._above.get(child, ()) and not self._descends(source, child)
            ]
            for length, _, source, link in sorted(found, key=lambda row: row[:2])[-1:]:
                if length >= TAKEN:
                    known, second = self._knows(link, source, child), child in self.parent
                    self._add(link, source, child, directed=known, second=second)

    def credit(self, links: Sequence[Link]) -> None:
        """Put an agency above parts that credit it, unless a common original stands there."""
        by_agency: dict[str, list[Link]] = {}
        for link in links:
            by_agency.setdefault(link.reason.left, []).append(link)
        for agency, group in sorted(by_agency.items()):
            for members in self._joined(group):
                name, under = self._agency_over(group, agency)
                for part in members:
                    if part in under:
                        continue
                    ends = [
                        (self.place[end], link.id, end, link)
                        for link in group
                        for end in (link.a, link.b)
                        if self.part(end) == part
                    ]
                    _, _, end, link = min(ends, key=lambda row: row[:2])
                    second = end in self.parent
                    self.parent.setdefault(end, name)
                    self._add(link, name, end, directed=True, second=second)
                for one, other in pairwise(members):
                    self._unite(one, other)

    def _agency_over(self, links: Sequence[Link], agency: str) -> tuple[str, set[str]]:
        """Find the original that reports crediting an agency have already, or add the agency."""
        ends = {end for link in links for end in (link.a, link.b)}
        for node in self.unseen:
            children = [edge.child for edge in self.edges if edge.parent == node.id]
            if node.label and ends.intersection(children):
                return node.id, {self.part(child) for child in children}
        name = f"unseen-{len(self.unseen) + 1}"
        self.unseen.append(Node(name, NodeKind.AGENCY, label=agency))
        return name, set()

    def refer(self, links: Sequence[Link]) -> None:
        """Lead from a report to those that name its outlet as their source for something."""
        for link in links:
            source, child, directed = self._ends(link)
            if directed and source not in self._above.get(child, ()):
                self._add(link, source, child, directed=True, second=True)

    def stand_beside(self, links: Sequence[Link]) -> None:
        """Set parts side by side that nothing else joins, neighbours in time first."""
        near = sorted(links, key=lambda k: (abs(self.place[k.a] - self.place[k.b]), k.id))
        for link in near:
            if self.part(link.a) != self.part(link.b):
                first, last = sorted((link.a, link.b), key=self.place.__getitem__)
                self._unite(first, last)
                self._add(link, first, last, directed=False)

    def _rank(self, link: Link) -> tuple[object, ...]:
        parent, child, _ = self._ends(link)
        cover = _share(link, child)
        back = _share(link, parent)
        covers = (link.score if cover is None else cover, link.score if back is None else back)
        known = link.direction in (Direction.A_TO_B, Direction.B_TO_A)
        first = (link.step is None, not known)
        return (*first, -covers[0], -covers[1], self.place[parent], link.id)

    def _ends(self, link: Link) -> tuple[str, str, bool]:
        """Tell parent and child of a link; undirected, the earlier one is drawn first."""
        if link.direction is Direction.A_TO_B:
            return link.a, link.b, True
        if link.direction is Direction.B_TO_A:
            return link.b, link.a, True
        first, last = sorted((link.a, link.b), key=self.place.__getitem__)
        return first, last, False

    def _knows(self, link: Link, source: str, child: str) -> bool:
        return self._ends(link) == (source, child, True)

    def _may_come(self, source: str, child: str, link: Link) -> bool:
        """Tell whether a passage was taken into the child, or is to be shown side by side.

        Without dates the words alone named the giver of a passage wrongly in five of six cases.
        """
        parent, _, directed = self._ends(link)
        if parent != source:
            return False
        dated = bool(self.days[source] and self.days[child])
        apart = child not in self.parent and self.part(source) != self.part(child)
        return (directed and dated) or apart or source == self.parent.get(child)

    def _descends(self, name: str, ancestor: str) -> bool:
        """Tell whether a report is another one or descends from it."""
        ways, seen = [name], {name}
        while ways:
            new = [up for up in self._above.get(ways.pop(), ()) if up not in seen]
            seen.update(new)
            ways.extend(new)
        return ancestor in seen

    def _joined(self, links: Sequence[Link]) -> Iterator[tuple[str, ...]]:
        """Group the parts that links run between, each group in the order of its parts."""
        pairs = [(self.part(link.a), self.part(link.b), link) for link in links]
        apart = [(one, other, link) for one, other, link in pairs if one != other]
        names = {end for one, other, _ in apart for end in (one, other)}
        root = {name: name for name in names}
        for one, other, _ in apart:
            low, high = sorted((_top(root, one), _top(root, other)), key=self.place.__getitem__)
            root[high] = low
        groups: dict[str, list[str]] = {}
        for name in sorted(names, key=self.place.__getitem__):
            groups.setdefault(_top(root, name), []).append(name)
        yield from (tuple(members) for members in groups.values())

    def _best_end(
        self, part: str, members: Sequence[str], links: Sequence[Link]
    ) -> tuple[str, Link]:
        """Choose the report of a part that is nearest to the common original, with its link."""
        others = set(members) - {part}
        ends = []
        for link in links:
            for end, far in ((link.a, link.b), (link.b, link.a)):
                if self.part(end) == part and self.part(far) in others:
                    kind = ORDER.index(link.kind)
                    rank = (end in self.parent, kind, -link.score, self.place[end], link.id)
                    ends.append((rank, end, link))
        _, end, link = min(ends, key=lambda row: row[0])
        return end, link

    def _add(
        self, link: Link, parent: str, child: str, *, directed: bool, second: bool = False
    ) -> None:
        day, until = self.days.get(parent, ""), self.days[child]
        later = bool(day and until) and not (day.startswith(until) or until.startswith(day))
        seen = parent in self.place
        self._above.setdefault(child, []).append(parent)
        edge = Edge(
            parent=parent,
            child=child,
            kind=link.kind,
            link=link.id,
            directed=directed,
            score=link.score,
            reason=link.reason,
            witness="" if seen else link.b if child == link.a else link.a,
            shared=_share(link, child) if seen else None,
            step=link.step if seen else None,
            second=second,
            backwards=directed and later and day > until,
            probability=link.probability,
            counts=bool(counted([link])),
            confirmed=link.state is State.CONFIRMED,
        )
        self.edges.append(edge)


def _share(link: Link, report: str) -> float | None:
    """Read what share of a report's word sequences a link's two reports have in common."""
    if link.kind is LinkKind.IDENTICAL:
        return 1.0
    if link.kind not in MEASURED or not link.reason.rule.startswith("lineage/"):
        return None
    value = link.reason.left if report == link.a else link.reason.right
    return float(value) if value else None


def _spans(link: Link, report: str, kinds: Collection[str]) -> list[Span]:
    return [p.b if report == link.b else p.a for p in link.passages if p.kind in kinds]


def _beyond(spans: Iterable[Span], covered: Iterable[Span]) -> int:
    """Count the characters of the longest stretch that others do not cover."""
    held: set[int] = set()
    for span in covered:
        held.update(range(span.start, span.end))
    longest = 0
    for span in spans:
        run = 0
        for at in range(span.start, span.end):
            run = 0 if at in held else run + 1
            longest = max(longest, run)
    return longest


def _top(root: dict[str, str], name: str) -> str:
    while root[name] != name:
        root[name] = root[root[name]]
        name = root[name]
    return name
