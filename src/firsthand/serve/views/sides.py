"""How do two reports look side by side, stretch by stretch, and which pairs does a brief draw?"""

from dataclasses import dataclass

from firsthand.compare.disputes import Dispute
from firsthand.compare.facing import Pair, ends_of, lay_side_by_side, nearest_first, text_links
from firsthand.compare.runs import COMPARED, Ink, Share, Side, SideBySide
from firsthand.model.findings import Findings
from firsthand.model.story import Direction, Link
from firsthand.serve.views.evidence import Shelf, Source
from firsthand.serve.views.wording import DIRECTIONS, count, say_number, shorten

MOST_PAIRS = 12
"""Pairs that a brief draws; the rest is listed with the command that draws it."""

MOST_LISTED = 200
"""Pairs that are listed by name; of a crowd of copies the rest is only counted."""

MOST_CHARACTERS = 200_000
"""Characters of text that the drawn pairs hold together: a page of about a megabyte."""

CLASSES = {
    Ink.IDENTICAL: "same",
    Ink.REWORDED: "reworded",
    Ink.ONLY_HERE: "alone",
    Ink.CONFLICTING: "conflict",
    Ink.NOT_COMPARED: "",
}

OF_REPORTS = {
    Ink.IDENTICAL: ("identical", "identical"),
    Ink.REWORDED: ("reworded", "reworded"),
    Ink.CONFLICTING: ("conflicting", "conflicting"),
    Ink.ONLY_HERE: ("only here", "only here"),
}
OF_VERSIONS = {
    Ink.IDENTICAL: ("kept", "kept"),
    Ink.REWORDED: ("changed", "changed"),
    Ink.CONFLICTING: ("conflicting", "conflicting"),
    Ink.ONLY_HERE: ("removed", "added"),
}
"""What the inks are called left and right."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A stretch of text in one ink ("" = not compared) with the number of its stretch."""

    text: str
    ink: str
    number: int
    anchor: str
    slot: str
    """of a conflict: which slot, and what the other report has there"""
    other: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One of the two texts."""

    source: Source
    time: str
    """of a version of a page: when it was read"""
    place: str
    """left or right"""
    names: tuple[tuple[str, str], ...]
    """(ink, what it is called on this side)"""
    runs: tuple[RunView, ...]


@dataclass(frozen=True, slots=True)
class ShareView:
    """How much of both texts is in one ink."""

    ink: str
    name: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One slot with both values."""

    slot: str
    claim: str
    left: str
    right: str
    href: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two reports side by side."""

    anchor: str
    aliases: tuple[str, ...]
    """further anchors: other links between the two lead here too"""
    left: ColumnView
    right: ColumnView
    kind: str
    direction: str
    reason: str
    told: str
    """what there is to see, in one line"""
    changes: str
    shares: tuple[ShareView, ...]
    disputes: tuple[DisputeView, ...]
    differences: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A linked pair that the brief does not draw."""

    anchor: str
    aliases: tuple[str, ...]
    left: Source
    right: Source
    kind: str
    command: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The pairs of a brief."""

    pairs: tuple[PairView, ...]
    left_out: tuple[LeftOut, ...]
    more: int
    """linked pairs beyond those that are listed"""

    def __len__(self) -> int:
        return len(self.pairs)


def anchor_of(link: str) -> str:
    """Name the place of a pair: `side-<id of the link>`.

    Args:
        link: the link's id.

    Returns:
        The anchor.
    """
    return f"side-{link}"


def view_sides(findings: Findings, shelf: Shelf) -> Sides:
    """Draw the linked pairs of a study, those first that join parent and child.

    Args:
        findings: of a study.
        shelf: its reports.

    Returns:
        As many pairs as a page bears, and the rest by name.
    """
    pairs: list[PairView] = []
    left_out: list[LeftOut] = []
    room = MOST_CHARACTERS
    between: dict[tuple[str, str], list[str]] = {}
    for link in findings.links:
        between.setdefault((link.a, link.b), []).append(link.id)
    ranked = nearest_first(text_links(findings.links))
    for link in ranked:
        ends = _left_first(link, shelf)
        size = sum(len(end.report.text) for end in ends)
        aliases = tuple(anchor_of(one) for one in between[link.a, link.b] if one != link.id)
        if len(pairs) < MOST_PAIRS and size <= room:
            room -= size
            pair = lay_side_by_side(findings, ends[0].report.id, ends[1].report.id)
            pairs.append(view_pair(pair, shelf, anchor_of(link.id), aliases))
        elif len(left_out) < MOST_LISTED:
            command = f"firsthand compare DOSSIER {ends[0].tag} {ends[1].tag} -o side.html"
            anchor = anchor_of(link.id)
            left_out.append(LeftOut(anchor, aliases, *ends, link.kind.value, command))
    pairs.sort(key=lambda pair: (pair.left.source.number, pair.right.source.number))
    left_out.sort(key=lambda one: (one.left.number, one.right.number))
    more = len(ranked) - len(pairs) - len(left_out)
    return Sides(tuple(pairs), tuple(left_out), more)


def view_pair(pair: Pair, shelf: Shelf, anchor: str, aliases: tuple[str, ...] = ()) -> PairView:
    """Show two reports side by side.

    Args:
        pair: the two.
        shelf: the reports of their study.
        anchor: where links to the pair lead.
        aliases: further such places.

    Returns:
        Its view.
    """
    sides = pair.sides
    names = OF_VERSIONS if pair.changes else OF_REPORTS
    columns = [
        ColumnView(
            source=shelf.source(side.report.id),
            time=pair.times[place] if pair.changes else "",
            place=("left", "right")[place],
            names=tuple((CLASSES[ink], names[ink][place]) for ink in COMPARED),
            runs=_runs(side, sides, shelf, anchor),
        )
        for place, side in enumerate((sides.left, sides.right))
    ]
    return PairView(
        anchor=anchor,
        aliases=aliases,
        left=columns[0],
        right=columns[1],
        kind=pair.link.kind.value if pair.link else "no link between their texts",
        direction=_direction(pair.link, shelf),
        reason=shelf.why(pair.link.reason) if pair.link else "",
        told=say_pair(pair, columns[0].source.tag, columns[1].source.tag),
        changes=_changes(pair),
        shares=tuple(_share(sides, ink, names[ink]) for ink in COMPARED),
        disputes=tuple(_dispute(sides, n, one, anchor) for n, one in sides.disputes),
        differences=sum(ink is not Ink.IDENTICAL for ink in sides.stretches),
    )


def say_pair(pair: Pair, left: str, right: str) -> str:
    """Say in one line what there is to see.

    Args:
        pair: two reports side by side.
        left: what the one is called.
        right: what the other is called.

    Returns:
        Such as "67% of R4 and 71% of R6 word for word, 10 differences, 1 conflicting value".
    """
    sides = pair.sides
    one, other = (_percent(side, side.share(Ink.IDENTICAL)) for side in (sides.left, sides.right))
    stops = sum(ink is not Ink.IDENTICAL for ink in sides.stretches)
    told = f"{one} of {left} and {other} of {right} word for word, {count(stops, 'difference')}"
    conflicts = count(len(sides.disputes), "conflicting value")
    return f"{told}, {conflicts}" if sides.disputes else told


def _left_first(link: Link, shelf: Shelf) -> tuple[Source, Source]:
    """Put the source left, where it is known; else the report with the lower number."""
    left, right = (shelf.source(report) for report in ends_of(link))
    known = link.direction in {Direction.A_TO_B, Direction.B_TO_A}
    return (left, right) if known or left.number < right.number else (right, left)


def _runs(side: Side, sides: SideBySide, shelf: Shelf, anchor: str) -> tuple[RunView, ...]:
    """Show one text; of each stretch the first run in reading order bears the anchor."""
    text = side.report.text
    left = side is sides.left
    known = set() if left else {run.number for run in sides.left.runs}
    other = (sides.right if left else sides.left).report.id
    disputes = dict(sides.disputes)
    views = []
    for run in side.runs:
        name = ""
        if run.number and run.number not in known:
            known.add(run.number)
            name = f"{anchor}-{run.number}"
        dispute = disputes.get(run.number)
        views.append(
            RunView(
                text=text[run.start : run.end],
                ink="aside" if run.furniture else CLASSES[run.ink],
                number=run.number,
                anchor=name,
                slot=dispute.slot if dispute else "",
                other=f"{shelf.source(other).tag}: {dispute.of(other).value}" if dispute else "",
            )
        )
    return tuple(views)


def _direction(link: Link | None, shelf: Shelf) -> str:
    if link is None:
        return ""
    known = {Direction.A_TO_B: (link.a, link.b), Direction.B_TO_A: (link.b, link.a)}
    if link.direction not in known:
        return DIRECTIONS[link.direction]
    source, copy = (shelf.source(report).tag for report in known[link.direction])
    return f"from {source} to {copy}"


def _changes(pair: Pair) -> str:
    """Say what became of a page's sentences, and between which two times."""
    if pair.changes is None:
        return ""
    diff = pair.changes
    counts = (
        (len(diff.kept), "kept"),
        (len(diff.changed), "changed"),
        (len(diff.added), "added"),
        (len(diff.removed), "removed"),
    )
    told = ", ".join(f"{number} {word}" for number, word in counts)
    return f"{count(sum(n for n, _ in counts), 'sentence')}: {told}"


def _share(sides: SideBySide, ink: Ink, names: tuple[str, str]) -> ShareView:
    name = names[0] if names[0] == names[1] else " / ".join(names)
    left, right = (_amount(side, side.share(ink)) for side in (sides.left, sides.right))
    return ShareView(CLASSES[ink], name, left, right)


def _amount(side: Side, share: Share) -> str:
    if not share.words:
        return "0%"
    letters = f"{say_number(share.characters)} of {say_number(side.characters)} characters"
    if side.unspaced:
        return f"{_percent(side, share)} · {letters}"
    words = f"{say_number(share.words)} of {say_number(side.words)} words"
    return f"{_percent(side, share)} · {words} · {letters}"


def _percent(side: Side, share: Share) -> str:
    """Say a share of the words: 100% is all of them, 0% none."""
    if not side.words:
        return "0%"
    percent = round(100 * share.words / side.words)
    if percent == 100 and share.words < side.words:  # noqa: PLR2004 - a hundred percent
        return "over 99%"
    return "under 1%" if not percent and share.words else f"{percent}%"


def _dispute(sides: SideBySide, number: int, dispute: Dispute, anchor: str) -> DisputeView:
    left, right = (dispute.of(side.report.id) for side in (sides.left, sides.right))
    return DisputeView(
        slot=dispute.slot,
        claim=shorten(dispute.claim),
        left=shorten(left.value),
        right=shorten(right.value),
        href=f"#{anchor}-{number}",
    )
