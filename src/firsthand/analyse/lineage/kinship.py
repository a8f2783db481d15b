"""Do two reports tell the same in the same order though not in the same words?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from firsthand.analyse.lineage.fingerprints import Prints, told_stretches
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Passage
from firsthand.text.sentences import split_sentences
from firsthand.text.terms import (
    Matrix,
    Offsets,
    Terms,
    character_terms,
    cosines,
    weigh,
    word_terms,
)
from firsthand.text.vectors import Encoder

RESEMBLING = 0.08
"""Cosine of whole texts below which sentences are not compared at all."""
MOST_RESEMBLING = 12
"""Reports that one report is compared with sentence by sentence, the most alike first."""
SHORTEST_SENTENCE = 15
"""Characters; what is shorter (a name, a place) says nothing that could be aligned."""
SAME_SENSE = 0.25
"""Likeness of two sentences that are each other's nearest: independent translations of one
sentence reach it in 19 of 20 cases, sentences of unrelated stories in 1 of 50."""
JOINED_SENSE = 0.3
"""Likeness at which one sentence is taken to render two neighbours of the other text."""
WORD_SHARE = 0.5
"""Half words, half characters: word forms and word order vary between renderings, names do not."""
SAME_MEANING = 0.5
"""Cosine of sentence vectors, where an encoder is used (unrelated sentences lie near zero)."""

_QUOTED = re.compile(r'[“"„«「][^”"»」]{25,}(?:[”"»」]|$)')

Pair = tuple[int, int]


@dataclass(frozen=True)
class Sentences:
    """One report's sentences as bags of words and of character sequences.

    `told` is how much of each is not in quotation marks: two reporters who heard the same speech
    share its quotes, not a text.
    """

    report: Report
    bounds: tuple[Pair, ...]
    words: tuple[Terms, ...]
    characters: tuple[Terms, ...]
    told: Offsets

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The sentences as printed."""
        return tuple(self.report.text[start:end] for start, end in self.bounds)


@dataclass(frozen=True, slots=True)
class Kinship:
    """How far the sentences of two reports can be aligned.

    `most` is the share of the better covered report's own words in aligned sentences, `least` that
    of the other; `order` the share of sentence pairs that keep their order.
    """

    pairs: tuple[tuple[int, int, float], ...]
    aligned: int
    most: float
    least: float
    order: float
    passages: tuple[Passage, ...]


def take_sentences(prints: Prints) -> Sentences:
    """Make one report's sentences ready for alignment.

    Args:
        prints: the report with its words.

    Returns:
        Its sentences, furniture and datelines left out.
    """
    text = prints.report.text
    bounds = tuple(
        (start, end)
        for first, last in told_stretches(prints.report)
        for start, end in split_sentences(text, first, last)
        if end - start >= (SHORTEST_SENTENCE // 3 if prints.words.unspaced else SHORTEST_SENTENCE)
    )
    quoted = [sum(len(m[0]) for m in _QUOTED.finditer(text, s, e)) for s, e in bounds]
    told = np.array([max(1, e - s - q) for (s, e), q in zip(bounds, quoted, strict=True)], np.int64)
    return Sentences(
        prints.report,
        bounds,
        tuple(word_terms(prints.words, start, end) for start, end in bounds),
        tuple(character_terms(text[start:end]) for start, end in bounds),
        told,
    )


def resembling(prints: Sequence[Prints]) -> Iterator[Pair]:
    """Find the pairs of reports whose words are alike enough to look closer.

    Args:
        prints: the reports.

    Yields:
        Pairs of places in the sequence, the lower first, in ascending order.
    """
    vectors = weigh([word_terms(p.words, 0, len(p.report.text)) for p in prints])
    found: set[Pair] = set()
    for number in range(len(prints)):
        scores = vectors.similar(number)
        scores[number] = 0.0
        near = np.flatnonzero(scores >= RESEMBLING)
        # Ties fall to the report with the lower id: the order of adding must not matter.
        ranked = sorted(
            near.tolist(), key=lambda n: (-round(float(scores[n]), 9), prints[n].report.id)
        )
        found.update((min(number, other), max(number, other)) for other in ranked[:MOST_RESEMBLING])
    yield from sorted(found)


def compare_sentences(a: Sentences, b: Sentences, encoder: Encoder | None = None) -> Kinship | None:
    """Align the sentences of two reports.

    Args:
        a: one report's sentences.
        b: the other's.
        encoder: turns sentences into vectors; without it words and characters are compared.

    Returns:
        The alignment, or None when nothing can be aligned.
    """
    across = a.report.metadata.language != b.report.metadata.language
    if not a.bounds or not b.bounds:
        return None
    if across and encoder is not None:
        likeness, enough = encoder.similarities(a.texts, b.texts), SAME_MEANING
    else:
        likeness, enough = _likeness(a, b), SAME_SENSE
    pairs = align(likeness, enough, max(JOINED_SENSE, enough))
    if not pairs:
        return None
    kind = "translation" if across else "paraphrase"
    left = sorted({i for i, _ in pairs})
    right = sorted({j for _, j in pairs})
    covered = (
        float(a.told[left].sum() / a.told.sum()),
        float(b.told[right].sum() / b.told.sum()),
    )
    scored = tuple((i, j, float(likeness[i, j])) for i, j in pairs)
    return Kinship(
        scored,
        min(len(left), len(right)),
        max(covered),
        min(covered),
        _keeps_order(pairs),
        tuple(Passage(_span(a, i), _span(b, j), kind, round(score, 4)) for i, j, score in scored),
    )


def align(likeness: Matrix, enough: float, joined: float) -> tuple[Pair, ...]:
    """Pair rows and columns that are each other's nearest, then add 1-2 and 2-1 pairs.

    Args:
        likeness: similarities, rows against columns.
        enough: the least similarity of a pair of nearest.
        joined: the least similarity for a neighbour of a pair to join it.

    Returns:
        Pairs of row and column, ascending.
    """
    best_column, best_row = likeness.argmax(axis=1), likeness.argmax(axis=0)
    pairs = {
        (i, int(j))
        for i, j in enumerate(best_column.tolist())
        if best_row[j] == i and likeness[i, j] >= enough
    }
    rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
    more: set[Pair] = set()
    for i, j in enumerate(best_column.tolist()):
        if i not in rows and likeness[i, j] >= joined and pairs & {(i - 1, j), (i + 1, j)}:
            more.add((i, j))
    for j, i in enumerate(best_row.tolist()):
        if j not in columns and likeness[i, j] >= joined and pairs & {(i, j - 1), (i, j + 1)}:
            more.add((i, j))
    return tuple(sorted(pairs | more))


def _likeness(a: Sentences, b: Sentences) -> Matrix:
    words = cosines(a.words, b.words)
    characters = cosines(a.characters, b.characters)
    return WORD_SHARE * words + (1 - WORD_SHARE) * characters


def _keeps_order(pairs: Sequence[Pair]) -> float:
    kept = total = 0
    for place, (i, j) in enumerate(pairs):
        for k, m in pairs[place + 1 :]:
            if k > i:
                total += 1
                kept += m >= j
    return kept / total if total else 0.0


def _span(sentences: Sentences, number: int) -> Span:
    start, end = sentences.bounds[number]
    return sentences.report.span(start, end)
