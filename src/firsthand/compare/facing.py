"""Which two reports are worth laying side by side, and what is known of the two?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

from firsthand.compare.disputes import WHOLE_CLAIM
from firsthand.compare.runs import SideBySide
from firsthand.compare.side_by_side import VERBATIM, side_by_side
from firsthand.compare.updates import PageDiff, page_diff, told_time
from firsthand.model.findings import Findings
from firsthand.model.story import Comparison, Direction, Link, LinkKind, Passage, State, Verdict
from firsthand.text.vectors import Encoder

TELLING = (
    LinkKind.UPDATE,
    LinkKind.IDENTICAL,
    LinkKind.NEAR_COPY,
    LinkKind.REWRITE,
    LinkKind.TRANSLATION,
    LinkKind.COMMON_ORIGIN,
    LinkKind.PASSAGE,
    LinkKind.QUOTATION,
    LinkKind.DECLARED,
)
"""Links that rest on what two texts say, or on what a person says of them; of several between two
reports the first tells most."""

KIN = frozenset({LinkKind.REWRITE, LinkKind.TRANSLATION, LinkKind.COMMON_ORIGIN})
"""Links that say: all of the two texts goes back to one, sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports side by side with the link that joins them, if any.

    `changes` tells of two versions of a page which sentences were kept, changed, added, removed;
    `times` when each was fetched, modified or published, as far as the reports say.
    """

    sides: SideBySide
    link: Link | None
    changes: PageDiff | None
    times: tuple[str, str]


def text_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """Pick of each two reports the one link that tells most of their texts.

    Args:
        links: of a study.

    Returns:
        Links of kinds that rest on the texts, rejected ones left out, by their ids.
    """
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda link: link.id):
        if link.kind in TELLING and link.state is not State.REJECTED:
            known = best.get((link.a, link.b))
            if known is None or TELLING.index(link.kind) < TELLING.index(known.kind):
                best[link.a, link.b] = link
    return tuple(sorted(best.values(), key=lambda link: link.id))


def nearest_first(links: Iterable[Link]) -> tuple[Link, ...]:
    """Rank links by how much there is to see: what joins reports first, parent and copy first.

    Args:
        links: as `text_links` gives them.

    Returns:
        First the links of a spanning forest, the likeliest descents first; then the rest. Pairs
        that are equal from first to last come at the end of either.
    """
    ranked = sorted(links, key=_nearness)
    top: dict[str, str] = {}

    def root(name: str) -> str:
        while name in top:
            top[name] = top.get(top[name], top[name])
            name = top[name]
        return name

    joining = set()
    for link in ranked:
        one, other = root(link.a), root(link.b)
        if one != other:
            top[max(one, other)] = min(one, other)
            joining.add(link.id)
    return tuple(
        sorted(
            ranked,
            key=lambda one: (one.id not in joining, one.kind is LinkKind.IDENTICAL, _nearness(one)),
        )
    )


def ends_of(link: Link) -> tuple[str, str]:
    """Tell which of two linked reports stands left: the source, where that is known.

    Args:
        link: any.

    Returns:
        The ids of the left and of the right report.
    """
    return (link.b, link.a) if link.direction is Direction.B_TO_A else (link.a, link.b)


def lay_side_by_side(
    findings: Findings, left: str, right: str, encoder: Encoder | None = None
) -> Pair:
    """Lay two reports of a study side by side, linked or not.

    Args:
        findings: of the study.
        left: id of one report.
        right: id of another.
        encoder: a sentence model, for two languages that no link joins.

    Returns:
        The two with what they share and where they part.

    Raises:
        KeyError: when the study has no such report.
    """
    reports = {report.id: report for report in findings.reports}
    one, other = reports[left], reports[right]
    joining = (link for link in findings.links if {link.a, link.b} == {left, right})
    link = next(iter(text_links(joining)), None)
    changes = page_diff(one, other) if link and link.kind is LinkKind.UPDATE else None
    abroad = one.metadata.language != other.metadata.language
    known = _kept(changes) if changes else link.passages if link and abroad else ()
    passages = (*known, *_same_claim(findings.comparisons, left, right))
    akin = link is not None and link.kind in KIN
    sides = side_by_side(one, other, passages, findings, encoder, akin=akin)
    return Pair(sides, link, changes, (told_time(one), told_time(other)))


def _kept(changes: PageDiff) -> tuple[Passage, ...]:
    """Give what two versions of a page have in common as passages."""
    kept = [Passage(old, new, VERBATIM, 1.0) for old, new in changes.kept]
    changed = [Passage(one.old, one.new, "near", one.score) for one in changes.changed]
    return (*kept, *changed)


def _same_claim(comparisons: Iterable[Comparison], left: str, right: str) -> Iterator[Passage]:
    """Give the clauses that say one thing with two values, however they are worded."""
    for one in comparisons:
        if one.kind in WHOLE_CLAIM and one.verdict is Verdict.DIFFER:
            for ours, theirs in permutations(one.versions, 2):
                for a, b in product(ours.mentions, theirs.mentions):
                    if (a.report, b.report) == (left, right):
                        yield Passage(a, b, "paraphrase", one.reason.score or 0.0)


def _nearness(link: Link) -> tuple[bool, bool, float, str]:
    """Put parents and their copies first, then what has a direction, then what is most alike."""
    known = link.direction in {Direction.A_TO_B, Direction.B_TO_A}
    return link.step is None, not known, -link.score, link.id
