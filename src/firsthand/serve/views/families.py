"""Which reports go back to one source, by which passages, and which stand alone?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import compile as pattern

from firsthand.compare.joining import DEFAULT_KINDS, is_uncertain
from firsthand.model.findings import Findings
from firsthand.model.story import Decision, Direction, Link, LinkKind, Passage, State
from firsthand.serve.views.counting import Counting, view_counting
from firsthand.serve.views.evidence import Cite, Piece, Shelf, Source
from firsthand.serve.views.trees import Trees, view_trees
from firsthand.serve.views.wording import DIRECTIONS, STATES, count

LETTERWISE = pattern(r"[぀-ヿ㐀-䶿一-鿿]|[^\W_]+|[\W_]+?")
"""Words of spaced scripts, single characters of Chinese and Japanese."""

COMPARED = 4_000_000
"""Pairs of words above which two passages are shown without marking their differences."""

MOST_LINKS = 24
"""Links up to which the passages of each are shown; of more, those of links that a tree shows."""

WORDING = ("verbatim", "near")
"""Kinds of passages in which differing words are worth marking."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """Two stretches side by side; words that only one side has carry the label "only"."""

    kind: str
    score: str
    left: Cite
    right: Cite
    left_pieces: tuple[Piece, ...]
    right_pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """Why two reports are not independent."""

    id: str
    left: Source
    right: Source
    kind: str
    direction: str
    score: str
    reason: str
    state: str
    confirmed: bool
    shared: str
    passages: tuple[PassageView, ...]
    hidden: bool
    """whether it has passages that are not shown"""
    side: str
    """link to both texts side by side; empty where they are not on the page"""


@dataclass(frozen=True, slots=True)
class FamilyView:
    """Reports that go back to one source."""

    id: str
    sources: tuple[Source, ...]
    reason: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class Families:
    """Trees, families, links that join no family, and reports without any link."""

    trees: Trees
    counting: Counting
    families: tuple[FamilyView, ...]
    links: tuple[LinkView, ...]
    alone: tuple[Source, ...]

    def __len__(self) -> int:
        return len(self.families)


def view_families(
    findings: Findings,
    shelf: Shelf,
    decisions: Sequence[Decision] = (),
    anchors: Collection[str] = (),
) -> Families:
    """Show families with the links that join them.

    Args:
        findings: of a study.
        shelf: its reports.
        decisions: what people have decided, in the order of deciding.
        anchors: places of pairs side by side that are on the page, `side-<id of the link>`.

    Returns:
        The families, other links, and the reports that stand alone.
    """
    trees = view_trees(findings, shelf, anchors)
    several = len(findings.links) > MOST_LINKS
    page = _Page(shelf, anchors, trees.links if several else None)
    links = {link.id: link for link in findings.links}
    shown = [family for family in findings.families if len(family.reports) > 1]
    inside = {link for family in shown for link in family.links}
    families = tuple(
        FamilyView(
            family.id,
            shelf.all_of(family.reports),
            family.reason,
            page.links(links[link] for link in family.links if link in links),
        )
        for family in shown
    )
    others = page.links(link for link in findings.links if link.id not in inside)
    joined = {report for family in shown for report in family.reports}
    joined |= {
        end
        for link in findings.links
        if link.state is not State.REJECTED and link.kind is not LinkKind.FACTS
        for end in _ends(link)
    }
    alone = tuple(source for source in shelf.sources if source.report.id not in joined)
    return Families(trees, view_counting(findings, shelf, decisions), families, others, alone)


def _ends(link: Link) -> tuple[str, str]:
    return link.a, link.b


@dataclass(frozen=True, slots=True)
class _Page:
    """What links are shown with."""

    shelf: Shelf
    anchors: Collection[str]
    quoted: Collection[str] | None
    """the links whose passages are shown; None = all"""

    def links(self, links: Iterable[Link]) -> tuple[LinkView, ...]:
        views = [self._link(link) for link in links]
        return tuple(sorted(views, key=lambda view: (view.left.number, view.right.number)))

    def _link(self, link: Link) -> LinkView:
        left, right = self.shelf.source(link.a), self.shelf.source(link.b)
        directions = {
            **DIRECTIONS,
            Direction.A_TO_B: f"from {left.tag} to {right.tag}",
            Direction.B_TO_A: f"from {right.tag} to {left.tag}",
        }
        flip = left.number > right.number
        quoted = link.passages if self.quoted is None or link.id in self.quoted else ()
        return LinkView(
            id=link.id,
            left=right if flip else left,
            right=left if flip else right,
            kind=link.kind.value,
            direction=directions[link.direction],
            score=f"{link.score:.2f}",
            reason=self.shelf.why(link.reason),
            state=_state(link),
            confirmed=link.state is State.CONFIRMED,
            shared=_shared(link),
            passages=tuple(_passage(passage, self.shelf, flip=flip) for passage in quoted),
            hidden=len(link.passages) > len(quoted),
            side=f"#side-{link.id}" if f"side-{link.id}" in self.anchors else "",
        )


def _shared(link: Link) -> str:
    """Say how much there is to see, by what it is: passages, facts or credits."""
    kinds = {passage.kind for passage in link.passages}
    if kinds == {"fact"}:
        return count(len(link.passages), "fact in common", "facts in common")
    if kinds == {"credit"}:
        return count(len(link.passages), "credit", "credits")
    return count(len(link.passages), "passage in common", "passages in common")


def _state(link: Link) -> str:
    """Tell who stands behind a link, and that its kind does not count where that was chosen."""
    chosen = link.counts is False and link.kind in DEFAULT_KINDS
    left_out = ", not counted by choice" if chosen and link.state is not State.REJECTED else ""
    taken = link.counts and link.kind not in DEFAULT_KINDS and link.state is not State.REJECTED
    unsure = f", uncertain ({link.probability:.2f})" if is_uncertain(link) else ""
    return STATES[link.state] + unsure + left_out + (", counted by choice" if taken else "")


def _passage(passage: Passage, shelf: Shelf, *, flip: bool) -> PassageView:
    one, other = (passage.b, passage.a) if flip else (passage.a, passage.b)
    mark = passage.kind in WORDING
    left, right = _aligned(one.quote, other.quote) if mark else _plain(one.quote, other.quote)
    score = f"{passage.score:.2f}"
    return PassageView(passage.kind, score, shelf.cite(one), shelf.cite(other), left, right)


def _plain(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    return (Piece(0, left),), (Piece(0, right),)


def _aligned(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Mark the words that only one of two passages has."""
    ours, theirs = LETTERWISE.findall(left), LETTERWISE.findall(right)
    if len(ours) * len(theirs) > COMPARED:
        return _plain(left, right)
    folded = [word.casefold() for word in ours], [word.casefold() for word in theirs]
    one: list[Piece] = []
    other: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        label = "" if tag == "equal" else "only"
        for pieces, words in ((one, ours[a:b]), (other, theirs[c:d])):
            text = "".join(words)
            if text:
                pieces.append(Piece(0, text, label if text.strip() else ""))
    return tuple(one), tuple(other)
