"""What is a family tree made of? Reports, originals not seen, and what was taken from what."""

from dataclasses import dataclass
from enum import StrEnum

from firsthand.compare.joining import TEXT_DESCENT
from firsthand.model.reason import Reason
from firsthand.model.story import LIKELY, LinkKind

DESCENT = TEXT_DESCENT | {LinkKind.DECLARED}
"""Kinds of link that make one report the other's parent, or both the children of one original."""

STEMS = DESCENT | {LinkKind.SAME_AGENCY}
"""Kinds of edge that a report may hang by; all others only stand beside them."""


class NodeKind(StrEnum):
    """What a node of a family tree stands for."""

    REPORT = "report"
    UNSEEN = "unseen original"
    AGENCY = "agency"
    """what an agency sent out: credited, but not among these reports"""


@dataclass(frozen=True, slots=True)
class Node:
    """One report of a tree, or an original that several reports go back to without being there."""

    id: str
    """the report's id; of other nodes a name within the tree"""
    kind: NodeKind
    day: str = ""
    """ISO day or day and minute of publication; empty when no report tells it"""
    label: str = ""
    """of an agency or of an original that all its children credit: its name"""
    guest: bool = False
    """a report that does not tell of the event, through which others that do are joined"""


@dataclass(frozen=True, slots=True)
class Edge:
    """One report taken from another; without direction the two stand side by side."""

    parent: str
    child: str
    kind: LinkKind
    link: str
    directed: bool
    """whether the reports show that the child was made from the parent, not the other way round"""
    score: float
    reason: Reason
    witness: str = ""
    """the other report of the link, where the parent is not among the reports"""
    shared: float | None = None
    """share of the child's word sequences that stand in the parent too; None = not measured"""
    step: float | None = None
    """chance that the child was made right from the parent, not through a third report"""
    second: bool = False
    """whether the child has another parent, from which more of it comes"""
    backwards: bool = False
    """whether the parent's date is later than the child's"""
    probability: float = 1.0
    """that the link holds at all"""
    counts: bool = True
    """whether links of this kind make two reports one source here"""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """The reports of one event as a family; parts without an edge between them stand alone."""

    event: str
    """its id; empty for reports of no event"""
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of its reports, guests among them, in the order of their nodes."""
        return tuple(node.id for node in self.nodes if node.kind is NodeKind.REPORT)

    @property
    def stems(self) -> dict[str, Edge]:
        """The edge by which each node hangs in the tree, by the child's id; roots have none."""
        found: dict[str, Edge] = {}
        for edge in self.edges:
            sure = edge.confirmed or edge.probability >= LIKELY
            if sure and edge.kind in STEMS and not edge.second:
                found.setdefault(edge.child, edge)
        return found
