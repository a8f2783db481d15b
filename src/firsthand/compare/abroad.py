"""Which sentences of two reports in two languages tell one thing?"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.compare.amounts import amount, is_count
from firsthand.compare.under import Under
from firsthand.compare.versions import Case
from firsthand.model.items import Figure, Moment, NameKind, Place
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.model.story import Entity
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences

LEAST_LIKENESS = 0.3
"""Cosine from which two sentences are taken to tell one thing."""

ALONE = 0.6
"""The same for two sentences that share a single value or name."""

WHO = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.PROJECT})

Anchor = tuple[str, str]
"""A value that reads the same in every language: what kind it is, and which."""


@dataclass(frozen=True, slots=True)
class Facing:
    """Two sentences of two reports in two languages, and how many anchors they share.

    `rendered` says that one was translated from the other, or both from a third.
    """

    left: Span
    right: Span
    likeness: float
    shared: frozenset[Anchor]
    rendered: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where an anchor stands."""

    span: Span
    anchor: Anchor


def facing_abroad(case: Case, entities: Sequence[Entity]) -> tuple[Facing, ...]:
    """Find sentences of reports in different languages that hold the same values and names.

    Sentences are compared by the cosine of their figures, dates, places and names, an anchor the
    more telling the fewer sentences of the two reports hold it; each is joined to the one it is
    likest to, and only if that is mutual.

    Args:
        case: the reports of an event.
        entities: who and what the names of all reports stand for.

    Returns:
        The pairs by report and place in the text; none where all reports are in one language.
    """
    languages = {report.metadata.language for report in case.reports}
    if len(languages) < 2:  # noqa: PLR2004 - two languages are abroad to each other
        return ()
    named = _named(entities, {report.id for report in case.reports})
    told = [list(_sentences(case, report, named.get(report.id, ()))) for report in case.reports]
    found: list[Facing] = []
    for one, other in combinations(range(len(told)), 2):
        languages = {case.reports[n].metadata.language for n in (one, other)}
        if len(languages) > 1:
            found.extend(_face(told[one], told[other]))
    return tuple(found)


_Sentence = tuple[Span, frozenset[Anchor]]


def _face(left: Sequence[_Sentence], right: Sequence[_Sentence]) -> Iterator[Facing]:
    """Pair the sentences of two reports that are each other's likest."""
    held = Counter(anchor for _, anchors in (*left, *right) for anchor in anchors)
    here = {anchor for _, anchors in left for anchor in anchors}
    there = {anchor for _, anchors in right for anchor in anchors}
    whole = len(left) + len(right)
    weight = {a: math.log(1 + whole / n) for a, n in held.items() if a in here and a in there}
    best: dict[Span, tuple[float, Span]] = {}
    pairs: dict[tuple[Span, Span], Facing] = {}
    for one, ours in left:
        for other, theirs in right:
            shared = ours & theirs
            if not shared:
                continue
            norm = math.sqrt(_mass(ours, weight) * _mass(theirs, weight))
            likeness = sum(weight[a] ** 2 for a in sorted(shared)) / norm
            # Of equally like ones that with more in common goes first.
            score = likeness + len(shared) / 1000
            pairs[one, other] = Facing(one, other, likeness, shared)
            for span, partner in ((one, other), (other, one)):
                if score > best.get(span, (0.0, span))[0]:
                    best[span] = score, partner
    for (one, other), facing in sorted(pairs.items()):
        mutual = best[one][1] == other and best[other][1] == one
        least = LEAST_LIKENESS if len(facing.shared) > 1 else ALONE
        if mutual and facing.likeness >= least:
            yield facing


def _mass(anchors: frozenset[Anchor], weight: dict[Anchor, float]) -> float:
    return sum(weight.get(anchor, 0.0) ** 2 for anchor in sorted(anchors))


def _sentences(case: Case, report: Report, named: Sequence[_Mention]) -> Iterator[_Sentence]:
    found = case.founds[report.id]
    mentions = Under(
        (
            *named,
            *(_Mention(f.span, anchor_of(f)) for f in found.figures),
            *(_Mention(m.span, anchor_of(m)) for m in found.moments if m.first and not m.vague),
            *(_Mention(p.span, anchor_of(p)) for p in found.places if p.key),
        )
    )
    for span in sentences_of(report):
        anchors = frozenset(mention.anchor for mention in mentions.find(span))
        if anchors:
            yield span, anchors


def sentences_of(report: Report) -> Iterator[Span]:
    """Cut the told text of a report into sentences.

    Args:
        report: a labelled report.

    Yields:
        The sentences in text order, without datelines.
    """
    datelines = [b.span for b in report.blocks if b.inline and b.role is Role.DATELINE]
    for line_start, line_end, _ in told_lines(report):
        head = next((d.end for d in datelines if line_start <= d.start < line_end), line_start)
        for start, end in split_sentences(report.text, head, line_end):
            yield report.span(start, end)


def face_each_other(one: Span, other: Span, abroad: Sequence[Facing]) -> bool:
    """Tell whether two stretches stand in sentences of two languages that tell one thing.

    Args:
        one: of a report.
        other: of another.
        abroad: such sentences.

    Returns:
        True in either order.
    """
    return any(
        (one.overlaps(each.left) and other.overlaps(each.right))
        or (one.overlaps(each.right) and other.overlaps(each.left))
        for each in abroad
    )


def anchor_of(item: Figure | Moment | Place) -> Anchor:
    """Write a value in a form that is the same in every language.

    Args:
        item: a figure, a time or a place with a key.

    Returns:
        Its kind and value; figures by three digits, counts and sums of money without their unit.
    """
    if isinstance(item, Figure):
        unit = "" if is_count(item) or item.unit.canonical.isupper() else item.unit.si_unit
        return f"figure {unit}", f"{amount(item):.3g}"
    if isinstance(item, Moment):
        return "time", f"{item.first}/{item.last}"
    return "place", item.key


def _named(entities: Sequence[Entity], told: set[str]) -> dict[str, list[_Mention]]:
    """List the mentions of persons, bodies and projects of each report."""
    found: dict[str, list[_Mention]] = {}
    for entity in entities:
        if entity.kind in WHO:
            for mention in entity.mentions:
                if mention.span.report in told:
                    named = _Mention(mention.span, ("name", entity.id))
                    found.setdefault(mention.span.report, []).append(named)
    return found
