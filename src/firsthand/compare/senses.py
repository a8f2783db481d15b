"""Which figures and dates of two reports stand in words of one sense, across languages too?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np

from firsthand.compare.abroad import Facing, sentences_of
from firsthand.compare.amounts import same_value
from firsthand.compare.event_claims import FEW_DAYS, is_stretch, length
from firsthand.compare.figures_abroad import class_of
from firsthand.compare.propositions import propositions, sentence_around
from firsthand.compare.under import Under
from firsthand.compare.versions import Case
from firsthand.model.items import Figure, Moment, MomentKind
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.terms import Matrix
from firsthand.text.vectors import Encoder

LEAST = 0.3
"""Mean cosine of sentences, clauses and words below which two items are not set side by side."""

SURE = 0.55
"""Cosine from which two sentences in two languages surely say one thing."""

MOST = 600
"""Items of one case; more are not set side by side."""

_QUARTER = 92

Item = TypeVar("Item", Figure, Moment)


@dataclass(frozen=True, slots=True)
class Sensed:
    """Two items of two reports, each the other's nearest by sense among those of its class."""

    one: Span
    other: Span
    likeness: float


def figures_by_sense(case: Case, encoder: Encoder | None) -> tuple[Sensed, ...]:
    """Pair the figures of reports that stand in words of one sense.

    Args:
        case: reports, some of them in another language than others.
        encoder: a sentence model, if one is there.

    Returns:
        As `by_sense`.
    """
    figures = {report.id: case.founds[report.id].figures for report in case.reports}
    return by_sense(case, encoder, figures, class_of, same_value)


def days_by_sense(case: Case, encoder: Encoder | None) -> tuple[Sensed, ...]:
    """Pair the dates of reports that stand in words of one sense.

    Args:
        case: reports, some of them in another language than others.
        encoder: a sentence model, if one is there.

    Returns:
        As `by_sense`.
    """
    days = {
        report.id: [
            moment
            for moment in case.founds[report.id].moments
            if moment.kind is MomentKind.DATE and moment.first and not moment.vague
        ]
        for report in case.reports
    }
    return by_sense(case, encoder, days, _fineness, _one_day)


def stretches_by_sense(case: Case, encoder: Encoder | None) -> tuple[Sensed, ...]:
    """Pair the stretches of time of reports that stand in words of one sense.

    Args:
        case: reports, some of them in another language than others.
        encoder: a sentence model, if one is there.

    Returns:
        As `by_sense`.
    """
    told = {r.id: [m for m in case.founds[r.id].moments if is_stretch(m)] for r in case.reports}
    return by_sense(case, encoder, told, lambda _: "", _one_day)


def _fineness(moment: Moment) -> str:
    """Tell days from months and quarters, and these from years."""
    days = length(moment)
    return "day" if days <= FEW_DAYS else "month" if days <= _QUARTER else "year"


def _one_day(one: Moment, other: Moment) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def facing_by_sense(
    case: Case, encoder: Encoder | None, known: Sequence[Facing]
) -> tuple[Facing, ...]:
    """Pair the sentences of reports in two languages that surely say one thing.

    Args:
        case: reports, some of them in another language than others.
        encoder: a sentence model, if one is there.
        known: pairs that are known already, left out.

    Returns:
        Each other's nearest sentences by report and place in the text; none without a model.
    """
    if encoder is None or len({r.metadata.language for r in case.reports}) < 2:  # noqa: PLR2004
        return ()
    told = [(report, list(sentences_of(report))) for report in case.reports]
    if sum(len(spans) for _, spans in told) > MOST:
        return ()
    pairs = {(each.left, each.right) for each in known}
    found: list[Facing] = []
    for (left, ours), (right, theirs) in combinations(told, 2):
        if left.metadata.language == right.metadata.language or not (ours and theirs):
            continue
        near = encoder.similarities([s.quote for s in ours], [s.quote for s in theirs])
        found.extend(
            Facing(ours[i], theirs[j], score, frozenset(), rendered=True)
            for i, j, score in _mutual(near)
            if score >= SURE and not {(ours[i], theirs[j]), (theirs[j], ours[i])} & pairs
        )
    return tuple(found)


def by_sense(
    case: Case,
    encoder: Encoder | None,
    items: Mapping[str, Sequence[Item]],
    class_of: Callable[[Item], str],
    same: Callable[[Item, Item], bool],
) -> tuple[Sensed, ...]:
    """Pair the items of reports that stand in words of one sense.

    Two items are as near as their sentences, their clauses and their own words are on the average
    (cosine of the vectors of a multilingual sentence model); each is joined to the nearest item of
    its class in the other report, and only if that is mutual. Those whose value the other report
    has too are then taken away, and those that are left joined in the same way.

    Args:
        case: reports, some of them in another language than others.
        encoder: a sentence model, if one is there.
        items: of each report, by its id.
        class_of: what kind of item one is; items of two kinds are never joined.
        same: whether two items of a kind have one value.

    Returns:
        The pairs by place in the texts; none without a model.
    """
    told = [r for r in case.reports if items.get(r.id)]
    if encoder is None or sum(len(items[r.id]) for r in told) > MOST:
        return ()
    words = {report.id: _words(case, report, items[report.id]) for report in told}
    classes = {r.id: np.array([class_of(item) for item in items[r.id]]) for r in told}
    found: list[Sensed] = []
    for left, right in combinations(told, 2):
        ours, theirs = items[left.id], items[right.id]
        one_class = classes[left.id][:, None] == classes[right.id][None, :]
        near = sum(
            encoder.similarities(one, other)
            for one, other in zip(words[left.id], words[right.id], strict=True)
        ) / len(words[left.id])
        near = np.where(one_class, near, -1.0)
        equal = np.zeros(near.shape, dtype=bool)
        for i, j in np.argwhere(one_class).tolist():
            equal[i, j] = same(ours[i], theirs[j])
        alone = near.copy()
        alone[equal.any(axis=1), :] = -1.0
        alone[:, equal.any(axis=0)] = -1.0
        pairs = {(i, j): s for i, j, s in _mutual(near) if equal[i, j]}
        pairs.update({(i, j): s for i, j, s in _mutual(alone)})
        found.extend(Sensed(ours[i].span, theirs[j].span, s) for (i, j), s in pairs.items())
    return tuple(found)


def _mutual(near: Matrix) -> Iterator[tuple[int, int, float]]:
    """Give the places that are each other's nearest."""
    best = near.argmax(axis=1)
    top = near.max(axis=0)
    for i, j in enumerate(best.tolist()):
        if near[i, j] >= LEAST and near[i, j] >= top[j]:
            yield i, j, float(near[i, j])


def _words(case: Case, report: Report, items: Sequence[Item]) -> tuple[list[str], ...]:
    """Give the sentence of each item, its clause and its own words."""
    clauses = Under(propositions(report, case.founds[report.id]))
    sentences = [sentence_around(report, item.span).quote for item in items]
    quotes = [item.span.quote for item in items]
    told = [next((c.span.quote for c in clauses.find(item.span)), "") for item in items]
    return sentences, [clause or quote for clause, quote in zip(told, quotes, strict=True)], quotes
