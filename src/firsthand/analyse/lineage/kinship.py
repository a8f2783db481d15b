"""Do two reports tell the same in the same order though not in the same words?"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from firsthand.analyse.lineage.alignment import Needs, align_sentences
from firsthand.analyse.lineage.fingerprints import Prints, told_stretches
from firsthand.analyse.lineage.holding import find_held
from firsthand.analyse.lineage.parts import UNSPACED, Parts, take_parts
from firsthand.analyse.lineage.things import is_read, things_of
from firsthand.analyse.lineage.values import PLURAL, shared_values, values_of
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
    read_words,
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
BARELY_KIN, SURE_KIN = 0.25, 0.5
"""Share of either text that must be aligned before two texts may be kin, before they surely are."""
WORTH_SHOWING = 0.25
"""Share of one text that must be aligned before quoted speech is aligned too, for display."""
JOINED_SENSE = 0.3
"""Likeness at which one sentence is taken to render two neighbours of the other text."""
WORD_SHARE = 0.5
"""Half words, half characters: word forms and word order vary between renderings, names do not."""
WITHIN, WITHIN_KIN = Needs(SAME_SENSE, JOINED_SENSE, 0.3), Needs(0.12, JOINED_SENSE, 0.3, 0.05)
ACROSS, ACROSS_KIN = Needs(0.3, 0.45, 0.5), Needs(0.3, 0.45, 0.5, 0.2)
"""What the pairs that are shown need within a language, by words, and across, by vectors; less once
so much is aligned that the two texts are surely kin: what is left over on both sides is then
likely to be each other's, and all the more so between two aligned neighbours."""
SAME_MEANING = 0.4
"""Cosine of sentence vectors, where an encoder is used (unrelated sentences lie near zero)."""
MEANT_MOST, MEANT_LEAST = 0.35, 0.3
"""Likeness times share of the text, summed over the sentences that reach it, that the better
covered text and the other one must have. Other news on the same matter stays below in 98 of 100
pairs that would else be taken for translations (Wikinews in four languages), translations do in
one of 100; then only close sentences count ..."""
CLOSE_MEANING = 0.55
"""... with this cosine: a brief renders a part of a long text closely."""
VALUED = 0.1
"""What the same numbers add to the cosine of two sentences in two languages: the model hardly reads
them, and what is translated keeps them."""
THINGS = 0.62
"""What the same things, names and numbers tell of two sentences where the model does not know one
of their languages; sentences that render one another share more than three quarters of them."""

SPEECH = 25
"""Characters of a quotation that counts as speech; shorter ones are terms."""
SPOKEN = 0.5
"""Share of its longer words in lower case that tells speech from a title in quotation marks."""

_QUOTED = re.compile(
    r"“[^”\n]+(?:”|$)|„[^“”\n]+[“”]|«[^»\n]+(?:»|$)|「[^」\n]+」|\"[^\"\n]+\"", re.MULTILINE
)
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_GROUPED = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentences:
    """One report's sentences, their parts as bags of words and of character sequences.

    `words` and `characters` hold whole parts, `told_words` and `told_characters` what is left
    without quoted speech, and `told` how many characters that is: two reporters who heard the same
    speech share its quotes, not a text.
    """

    report: Report
    bounds: tuple[Pair, ...]
    parts: Parts
    words: tuple[Terms, ...]
    characters: tuple[Terms, ...]
    told_words: tuple[Terms, ...]
    told_characters: tuple[Terms, ...]
    told: Offsets

    @property
    def texts(self) -> tuple[str, ...]:
        """The parts as printed."""
        return tuple(self.report.text[start:end] for start, end in self.parts.bounds)


@dataclass(frozen=True, slots=True)
class Kinship:
    """How far the sentences of two reports can be aligned.

    `most` is the share of the better covered report's own words in aligned sentences, `least` that
    of the other; `order` the share of sentence pairs that keep their order. `numbered` counts the
    aligned pairs with a number on either side, `agreeing` those that share one, `conflicting` those
    with other numbers on either side; across languages by their values.
    """

    aligned: int
    most: float
    least: float
    order: float
    passages: tuple[Passage, ...]
    numbered: int = 0
    agreeing: int = 0
    conflicting: int = 0


def take_sentences(prints: Prints, bounds: Sequence[Pair] | None = None) -> Sentences:
    """Make one report's sentences ready for alignment.

    Args:
        prints: the report with its words.
        bounds: half-open offsets of its sentences; None = they are found, furniture and datelines
            left out.

    Returns:
        Its sentences.
    """
    text = prints.report.text
    bounds = tuple(_find_bounds(prints) if bounds is None else bounds)
    unspaced = prints.words.unspaced
    parts = take_parts(text, bounds, unspaced=unspaced)
    words = tuple(word_terms(prints.words, start, end) for start, end in parts.bounds)
    characters = tuple(
        character_terms(text[start:end], unspaced=unspaced) for start, end in parts.bounds
    )
    speech = _speech(text)
    pieces = [_outside(start, end, speech) for start, end in parts.bounds]
    told_words, told_characters = list(words), list(characters)
    for number, (bound, left) in enumerate(zip(parts.bounds, pieces, strict=True)):
        if left != [bound]:
            kept = read_words(text, left)
            told_words[number] = word_terms(kept, *bound)
            told_text = " ".join(text[s:e] for s, e in left)
            told_characters[number] = character_terms(told_text, unspaced=unspaced)
    told = [max(1, sum(end - start for start, end in left)) for left in pieces]
    return Sentences(
        prints.report,
        bounds,
        parts,
        words,
        characters,
        tuple(told_words),
        tuple(told_characters),
        np.array(told, np.int64),
    )


def _find_bounds(prints: Prints) -> Iterator[Pair]:
    shortest = SHORTEST_SENTENCE // UNSPACED if prints.words.unspaced else SHORTEST_SENTENCE
    for first, last in told_stretches(prints.report):
        for start, end in split_sentences(prints.report.text, first, last):
            if end - start >= shortest:
                yield start, end


def _speech(text: str) -> list[Pair]:
    found = []
    for match in _QUOTED.finditer(text):
        words = _LONGER_WORD.findall(match[0])
        spoken = sum(not word[0].isupper() for word in words) >= SPOKEN * len(words)
        if len(match[0]) >= SPEECH and spoken:
            found.append(match.span())
    return found


def _outside(start: int, end: int, speech: Sequence[Pair]) -> list[Pair]:
    left = []
    for first, last in speech:
        if last <= start or first >= end:
            continue
        if first > start:
            left.append((start, first))
        start = max(start, last)
    if start < end:
        left.append((start, end))
    return left


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
    understood = across and encoder is not None
    inner = None
    if not across or encoder is None:
        told = _told_likeness(a, b)
        pairs = align(told, SAME_SENSE, JOINED_SENSE)
    else:
        if is_read(a.report.metadata.language, b.report.metadata.language):
            inner = tuple(encoder.similarities(side.texts, side.texts) for side in (a, b))
        told = encoder.similarities(a.texts, b.texts) + VALUED * _shared_values(a, b)
        if not is_read(a.report.metadata.language, b.report.metadata.language):
            told = np.maximum(told, THINGS * _shared_things(a, b))
        pairs = _by_meaning(told, a, b)
    if not pairs:
        return None
    left = sorted({i for i, _ in pairs})
    right = sorted({j for _, j in pairs})
    covered = (
        float(a.told[left].sum() / a.told.sum()),
        float(b.told[right].sum() / b.told.sum()),
    )
    likeness = told
    if max(covered) >= WORTH_SHOWING and not across and (_has_speech(a) or _has_speech(b)):
        likeness = _likeness(a, b)
    needs = _needs(covered, (ACROSS, ACROSS_KIN) if understood else (WITHIN, WITHIN_KIN))
    found = align_sentences(likeness, _sizes(a), _sizes(b), needs, inner)
    if not across:
        found = (*found, *find_held(a.words, b.words, likeness, found))
    passages = _passages(a, b, likeness, found, "translation" if across else "paraphrase")
    numbers = _count_values(passages, a, b) if across else _count_numbers(passages)
    aligned = min(
        len({a.parts.owners[i] for i in left}),
        len({b.parts.owners[j] for j in right}),
    )
    return Kinship(aligned, max(covered), min(covered), _keeps_order(pairs), passages, *numbers)


def _shared_things(a: Sentences, b: Sentences) -> Matrix:
    things = [
        [things_of(text, side.report.metadata.language) for text in side.texts] for side in (a, b)
    ]
    return shared_values(*things)


def _shared_values(a: Sentences, b: Sentences) -> Matrix:
    values = [
        [values_of(text, side.report.metadata.language) for text in side.texts] for side in (a, b)
    ]
    return shared_values(*values)


def _needs(covered: tuple[float, float], needs: tuple[Needs, Needs]) -> Needs:
    """Ask for less the more of both texts is aligned."""
    apart, kin = needs
    sure = float(np.clip((min(covered) - BARELY_KIN) / (SURE_KIN - BARELY_KIN), 0.0, 1.0))
    nearest = apart.nearest + sure * (kin.nearest - apart.nearest)
    return replace(kin if sure else apart, nearest=nearest)


def _by_meaning(likeness: Matrix, a: Sentences, b: Sentences) -> tuple[Pair, ...]:
    """Align two texts by sense: loosely where they are alike on the whole, else closely."""
    pairs = align(likeness, SAME_MEANING, SAME_MEANING)
    rows, columns = np.zeros(len(a.told)), np.zeros(len(b.told))
    for i, j in pairs:
        rows[i] = max(rows[i], likeness[i, j])
        columns[j] = max(columns[j], likeness[i, j])
    meant = float(rows @ a.told / a.told.sum()), float(columns @ b.told / b.told.sum())
    if max(meant) >= MEANT_MOST and min(meant) >= MEANT_LEAST:
        return pairs
    return align(likeness, CLOSE_MEANING, CLOSE_MEANING)


def _passages(
    a: Sentences, b: Sentences, likeness: Matrix, found: Iterable[Pair], kind: str
) -> tuple[Passage, ...]:
    """Pair the sentences whose parts say the same."""
    shown: dict[Pair, float] = {}
    for i, j in found:
        pair = a.parts.owners[i], b.parts.owners[j]
        shown[pair] = max(shown.get(pair, 0.0), float(likeness[i, j]))
    return tuple(
        Passage(_span(a, i), _span(b, j), kind, round(alike, 4))
        for (i, j), alike in sorted(shown.items())
    )


def _sizes(sentences: Sentences) -> list[int]:
    return [end - start for start, end in sentences.parts.bounds]


def _count_numbers(passages: Sequence[Passage]) -> tuple[int, int, int]:
    return _count((_numbers(p.a.quote), _numbers(p.b.quote)) for p in passages)


def _count_values(passages: Sequence[Passage], a: Sentences, b: Sentences) -> tuple[int, int, int]:
    one, other = (side.report.metadata.language for side in (a, b))
    return _count(
        (values_of(p.a.quote, one, PLURAL), values_of(p.b.quote, other, PLURAL)) for p in passages
    )


def _count(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> tuple[int, int, int]:
    numbered = agreeing = conflicting = 0
    for one, two in pairs:
        numbered += bool(one | two)
        agreeing += bool(one & two)
        conflicting += bool(one and two and not one & two)
    return numbered, agreeing, conflicting


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(_GROUPED.sub("", unicodedata.normalize("NFKC", text))))


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


def _told_likeness(a: Sentences, b: Sentences) -> Matrix:
    words = cosines(a.told_words, b.told_words)
    characters = cosines(a.told_characters, b.told_characters)
    likeness = WORD_SHARE * words + (1 - WORD_SHARE) * characters
    # What is hardly more than "she said" cannot show that two texts are kin.
    likeness[a.told < SHORTEST_SENTENCE, :] = 0.0
    likeness[:, b.told < SHORTEST_SENTENCE] = 0.0
    return likeness


def _has_speech(sentences: Sentences) -> bool:
    return any(w is not t for w, t in zip(sentences.words, sentences.told_words, strict=True))


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
