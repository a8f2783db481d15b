"""How does the family tree of an event's reports look, drawn and as a list?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from firsthand.compare.kin import STEMS, Edge, Node, NodeKind, Tree
from firsthand.compare.trees import grow_trees
from firsthand.model.findings import Findings
from firsthand.model.story import LIKELY, SURE, LinkKind
from firsthand.serve.drawings.layout import Spot
from firsthand.serve.drawings.tree import NAME, Caption, Drawing, draw_tree, fit
from firsthand.serve.views.counting import Tally, name_links, view_tallies
from firsthand.serve.views.events import tag_events
from firsthand.serve.views.evidence import Shelf, Source
from firsthand.serve.views.wording import count, listed, say_date

MADE = {
    LinkKind.IDENTICAL: "the same text as",
    LinkKind.NEAR_COPY: "copied from",
    LinkKind.PASSAGE: "takes a passage from",
    LinkKind.REWRITE: "rewritten from",
    LinkKind.TRANSLATION: "translated from",
    LinkKind.COMMON_ORIGIN: "renders",
    LinkKind.SAME_AGENCY: "credits",
    LinkKind.SAME_OWNER: "same owner as",
    LinkKind.UPDATE: "newer version of",
    LinkKind.DECLARED: "declared one source with",
    LinkKind.QUOTATION: "quotes what stands in",
    LinkKind.FACTS: "tells facts that stand in",
    LinkKind.REFERS: "names as a source of its own",
}
"""What a report is to the one it was made from."""

BESIDE = {
    LinkKind.IDENTICAL: "the same text as",
    LinkKind.NEAR_COPY: "near copy, with",
    LinkKind.PASSAGE: "shares a passage with",
    LinkKind.REWRITE: "rewrite, with",
    LinkKind.TRANSLATION: "translation, with",
    LinkKind.COMMON_ORIGIN: "renders one original with",
    LinkKind.SAME_AGENCY: "credits one agency with",
    LinkKind.SAME_OWNER: "same owner as",
    LinkKind.UPDATE: "version of one page with",
    LinkKind.DECLARED: "declared one source with",
    LinkKind.QUOTATION: "quotes the same words as",
    LinkKind.FACTS: "tells the same facts as",
    LinkKind.REFERS: "one names the other:",
}
"""What two reports are to each other where nothing tells which came first."""

SHORT = {
    LinkKind.IDENTICAL: "same text as",
    LinkKind.NEAR_COPY: "near copy of",
    LinkKind.REWRITE: "rewrite of",
    LinkKind.TRANSLATION: "translation of",
    LinkKind.COMMON_ORIGIN: "renders",
    LinkKind.SAME_AGENCY: "credits",
    LinkKind.UPDATE: "new version of",
    LinkKind.DECLARED: "declared one with",
}
"""The first of these in few words."""

DEEPEST = 12
"""Levels of the list."""

UNDIRECTED = frozenset({LinkKind.SAME_OWNER, LinkKind.DECLARED, LinkKind.QUOTATION})
"""Kinds between whose reports nobody asks for a direction."""


BARE = frozenset({LinkKind.SAME_OWNER, LinkKind.DECLARED, LinkKind.REFERS, LinkKind.SAME_AGENCY})
"""Kinds that the words before the other report have told already."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One edge in words: before the other report's tag, and after it in brackets."""

    words: str
    source: Source | None
    name: str
    """of what is no report here"""
    facts: str
    because: str
    href: str
    """to both texts side by side, or to the link; empty where neither is on the page"""


@dataclass(frozen=True, slots=True)
class Kin:
    """One entry of the list: a report or an unseen original, with what hangs from it."""

    source: Source | None
    name: str
    date: str
    ties: tuple[Tie, ...]
    alone: str
    children: tuple["Kin", ...]


@dataclass(frozen=True, slots=True)
class TreeView:
    """The family tree of one event."""

    id: str
    tag: str
    title: str
    href: str
    told: str
    """in one sentence what there is to see"""
    tallies: tuple[Tally, ...]
    drawing: Drawing | None
    roots: tuple[Kin, ...]


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of events told by several reports, and the events that one report tells alone."""

    trees: tuple[TreeView, ...]
    single: tuple[tuple[str, str, Source], ...]
    """(the event's tag, link to it, its report)"""
    links: frozenset[str]
    """ids of the links that a tree shows"""

    @property
    def tags(self) -> frozenset[str]:
        """The tags of the events that have a tree."""
        return frozenset(tree.tag for tree in self.trees)


def view_trees(findings: Findings, shelf: Shelf, anchors: Collection[str] = ()) -> Trees:
    """Show the family trees.

    Args:
        findings: of a study.
        shelf: its reports.
        anchors: places of pairs side by side that are on the page, `side-<id of the link>`.

    Returns:
        The trees by the tags of their events.
    """
    tags = tag_events(findings)
    titles = {event.id: event.title for event in findings.events}
    weights, names = dict(findings.weights), name_links(findings, shelf)
    places = list(tags)
    grown = grow_trees(findings.reports, findings.events, findings.links)
    trees, single = [], []
    for tree in sorted(grown, key=lambda t: places.index(t.event) if t.event else len(places)):
        tag = tags.get(tree.event, "")
        if len(tree.reports) == 1:
            single.append((tag, f"#{tree.event}", shelf.source(tree.reports[0])))
            continue
        teller = _Teller(tree, shelf, anchors)
        trees.append(
            TreeView(
                id=f"tree-{tag or 'other'}",
                tag=tag,
                title=titles.get(tree.event, "Linked reports that tell of no event"),
                href=f"#{tree.event}" if tree.event else "",
                told=teller.sum_up(),
                tallies=view_tallies(weights.get(tree.event), names),
                drawing=draw_tree(tree, teller.caption, teller.tell, say_date),
                roots=teller.roots(),
            )
        )
    links = frozenset(edge.link for tree in grown for edge in tree.edges)
    return Trees(tuple(trees), tuple(single), links)


class _Teller:
    """Say what stands in one tree."""

    def __init__(self, tree: Tree, shelf: Shelf, anchors: Collection[str]) -> None:
        self.tree, self.shelf, self.anchors = tree, shelf, anchors
        self.nodes = {node.id: node for node in tree.nodes}
        self.stems = tree.stems
        self.ties: dict[str, list[Edge]] = {}
        self.below: dict[str, list[str]] = {}
        for edge in tree.edges:
            self.ties.setdefault(edge.child, []).append(edge)
        for child, edge in self.stems.items():
            self.below.setdefault(edge.parent, []).append(child)
        for edges in self.ties.values():
            edges.sort(key=lambda edge: self.stems.get(edge.child) is not edge)
        self._ends = {end for edge in tree.edges for end in (edge.parent, edge.child)}

    def sum_up(self) -> str:
        """Say in one sentence what a drawing shows, for those who do not see it."""
        reports = self.tree.reports
        made = sum(1 for edge in self.stems.values() if edge.parent in reports)
        unseen = len(self.nodes) - len(reports)
        back = len({edge.child for edge in self.tree.edges if edge.parent not in reports})
        alone = sum(1 for report in reports if report not in self._ends)
        parts = [
            f"{count(made, 'report')} made from or with another" if made else "",
            f"{back} that go back to {count(unseen, 'original')} not seen" if unseen else "",
            f"{alone} without any link" if alone else "",
        ]
        told = listed([part for part in parts if part])
        return f"{count(len(reports), 'report')}: {told}, in order of publication."

    def roots(self) -> tuple[Kin, ...]:
        """List the tree, each report under the one that it hangs from.

        Below the deepest level reports follow their parents instead: each names its parent anyway.
        """
        tops = sorted((n for n in self.nodes if n not in self.stems), key=self._rank)
        under: dict[str, list[str]] = {}
        walk: list[str] = []
        waiting = [(name, "", 1) for name in reversed(tops)]
        while waiting:
            name, above, depth = waiting.pop()
            walk.append(name)
            under.setdefault(above, []).append(name)
            deeper = depth < DEEPEST
            step = (name, depth + 1) if deeper else (above, depth)
            below = sorted(self.below.get(name, ()), key=self._rank, reverse=True)
            waiting.extend((child, *step) for child in below)
        made: dict[str, Kin] = {}
        for name in reversed(walk):
            made[name] = self._kin(name, tuple(made[child] for child in under.get(name, ())))
        return tuple(made[name] for name in under.get("", ()))

    def _rank(self, name: str) -> tuple[str, int, str]:
        """Order originals by their first report."""
        first = [name, *self.below.get(name, ())]
        days = [self.nodes[one].day or "~" for one in first if self._source(one)]
        source = self._source(name)
        return min(days, default="~"), source.number if source else 0, name

    def _kin(self, name: str, children: tuple[Kin, ...]) -> Kin:
        source = self._source(name)
        return Kin(
            source=source,
            name=self._name(self.nodes[name]),
            date=source.date if source else "",
            ties=tuple(self._tie(edge) for edge in self.ties.get(name, ())),
            alone="" if name in self._ends else "no link to another of these reports",
            children=children,
        )

    def _tie(self, edge: Edge) -> Tie:
        other = self._source(edge.parent)
        also = self.stems.get(edge.child) is not edge and edge.child in self.stems
        words = ("also " if also else "") + self._words(edge)
        plain = edge.kind in BARE or (edge.kind is LinkKind.COMMON_ORIGIN and not other)
        parts = [
            "" if plain else edge.kind.value,
            f"{edge.shared:.0%} shared" if edge.shared is not None else "",
            "" if edge.directed or edge.kind in UNDIRECTED else "direction unknown",
            f"uncertain, {edge.probability:.0%}" if self._is_open(edge) else "",
            "against the dates" if edge.backwards else "",
            "" if edge.counts else "does not count here",
        ]
        name = "" if other else "it" if not also else self._name(self.nodes[edge.parent])
        if edge.witness:
            name += f", as {self.shelf.source(edge.witness).tag}"
        return Tie(
            words=words,
            source=other,
            name=name,
            facts=", ".join(part for part in parts if part),
            because=self._because(edge),
            href=self._href(edge),
        )

    def _words(self, edge: Edge) -> str:
        """Say what a report is to the one that an edge comes from."""
        lifted = edge.second and edge.directed and edge.kind in STEMS - {LinkKind.SAME_AGENCY}
        kind = LinkKind.PASSAGE if lifted else edge.kind
        if kind is LinkKind.IDENTICAL and self._source(edge.parent) is None:
            kind = LinkKind.NEAR_COPY
        words = MADE[kind] if edge.directed else BESIDE[kind]
        return words if edge.confirmed or edge.probability >= LIKELY else f"perhaps {words}"

    @staticmethod
    def _is_open(edge: Edge) -> bool:
        return not edge.confirmed and edge.probability < SURE

    def _because(self, edge: Edge) -> str:
        detail = edge.reason.detail
        if edge.shared is not None and edge.kind is not LinkKind.IDENTICAL:
            # The reason opens with the shares, one of which has just been told.
            detail = detail.partition("; ")[2] or detail
        return detail

    def _href(self, edge: Edge) -> str:
        side = f"side-{edge.link}"
        return f"#{side}" if side in self.anchors else f"#{edge.link}"

    def _source(self, name: str) -> Source | None:
        seen = self.nodes[name].kind is NodeKind.REPORT
        return self.shelf.source(name) if seen else None

    def _name(self, node: Node) -> str:
        if node.kind is NodeKind.AGENCY:
            return f"{node.label}, as the reports credit it"
        if node.kind is NodeKind.UNSEEN:
            if node.label:
                return f"an original of {node.label} that is not among these reports"
            return "an original that none of these reports is shown to be"
        return ""

    def caption(self, spot: Spot) -> Caption:
        """Say what stands beside a node of the drawing."""
        source = self._source(spot.node.id)
        if source is None:
            agency = spot.node.kind is NodeKind.AGENCY
            name = spot.node.label or "unseen original"
            told = "agency, credited" if agency else "original not among these reports"
            told = told if spot.node.label else "none of these is shown to be it"
            return Caption(fit(name, NAME), told, self._name(spot.node), "")
        if len(spot.members) > 1:
            return self._crowd(spot)
        edges = self.ties.get(spot.node.id, [])
        name = fit(f"{source.tag} {source.outlet or source.name}", NAME)
        told = fit(self._short(edges)) if edges else self._unlinked(spot.node.id)
        title = " · ".join(
            part
            for part in (
                source.tag,
                source.outlet,
                source.date or "date not stated",
                source.title or source.name,
                "does not tell of this event" if spot.node.guest else "",
            )
            if part
        )
        href = self._href(edges[0]) if edges else ""
        return Caption(name, told, title, f"#{source.anchor}", href, source.language)

    def _crowd(self, spot: Spot) -> Caption:
        sources = self.shelf.all_of(spot.members)
        what = {
            LinkKind.IDENTICAL: "identical copies",
            LinkKind.NEAR_COPY: "near copies",
            LinkKind.REWRITE: "rewrites",
            None: "reports",
        }.get(spot.kind, "reports")
        stem = self.stems.get(spot.node.id)
        other = self._source(stem.parent) if stem else None
        told = "no link to another" if spot.kind is None else ""
        if stem:
            told = f"{'of' if stem.directed else 'with'} {other.tag}" if other else stem.kind.value
        dates = [one.date for one in sources if one.date]
        last = f", until {dates[-1]}" if dates and dates[-1] != dates[0] else ""
        title = " ".join(one.tag for one in sources)
        name = fit(f"{len(sources)} {what}", NAME)
        return Caption(name, fit(told + last), title, f"#{sources[0].anchor}")

    def _unlinked(self, name: str) -> str:
        if name in self._ends:
            return "no source among these"
        return "no link to another"

    def _short(self, edges: Iterable[Edge]) -> str:
        """Say in a few words where a report comes from."""
        first, *more = edges
        other = self._source(first.parent)
        open_order = not first.directed and first.kind not in UNDIRECTED
        if open_order:
            words = f"{first.kind.value},"
        elif first is self.stems.get(first.child) and first.directed:
            words = SHORT[first.kind]
        else:
            words = MADE[first.kind] if first.directed else BESIDE[first.kind]
        told = f"{words} {other.tag}" if other else self._of_unseen(first)
        if first.shared is not None and first.kind is not LinkKind.IDENTICAL:
            told += f" · {first.shared:.0%}"
        if open_order:
            told += " · order unknown"
        if self._is_open(first):
            told += " · uncertain"
        tags = [source.tag for edge in more if (source := self._source(edge.parent))]
        return told + (f" + {', '.join(tags)}" if tags else "")

    def _of_unseen(self, edge: Edge) -> str:
        node = self.nodes[edge.parent]
        if node.label:
            return f"{'credits' if edge.kind is LinkKind.SAME_AGENCY else 'from'} {node.label}"
        return {
            LinkKind.TRANSLATION: "renders the original",
            LinkKind.COMMON_ORIGIN: "renders the original",
        }.get(edge.kind, "from the unseen original")

    def tell(self, edge: Edge) -> tuple[str, str]:
        """Say what an edge of the drawing is, and where a click on it leads."""
        tie = self._tie(edge)
        child = self._source(edge.child)
        other = tie.source.tag if tie.source else self._name(self.nodes[edge.parent])
        facts = f" ({tie.facts})" if tie.facts else ""
        return f"{child.tag if child else ''} {tie.words} {other}{facts}".strip(), tie.href
