"""Which few of its word sequences stand for a report wherever it is looked for?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from firsthand.model.report import Block, Report, Role
from firsthand.text.reading import told_lines
from firsthand.text.terms import Hashes, Words, read_many, word_grams

GRAM_WORDS = 5
"""Words in a sequence: the measured rule for copies (containment) is on five words."""
GRAM_CHARACTERS = 8
"""The same for scripts without blanks, where a word is one to two characters long."""
WINDOW = 4
"""Every run of GRAM_WORDS + WINDOW - 1 shared words leaves at least one common fingerprint
(winnowing, Schleimer et al. 2003)."""
COMMON = 50
"""A sequence in more texts than this is a stock phrase or boilerplate and joins nobody."""
BATCH = 256
"""Reports that are fingerprinted together."""


@dataclass(frozen=True, slots=True, eq=False)
class Prints:
    """One report made ready for matching.

    `grams` holds the hash of each word sequence by its first word; `winnowed` are the distinct
    ones that go into the index.
    """

    report: Report
    words: Words
    grams: Hashes
    winnowed: Hashes


def take_prints(report: Report) -> Prints:
    """Fingerprint the words that a report tells, furniture left out.

    Args:
        report: a report, labelled or not.

    Returns:
        Its fingerprints.
    """
    return next(take_many([report]))


def take_many(reports: Sequence[Report]) -> Iterator[Prints]:
    """Fingerprint many reports, in batches.

    Args:
        reports: labelled or not.

    Yields:
        The fingerprints of each, as `take_prints` gives them.
    """
    told = ((r.text, told_stretches(r) if r.blocks else None) for r in reports)
    words = read_many(told)
    for first in range(0, len(reports), BATCH):
        batch = reports[first : first + BATCH]
        yield from _take_batch(batch, list(islice(words, len(batch))))


def _take_batch(reports: Sequence[Report], words: Sequence[Words]) -> Iterator[Prints]:
    rows = grams_of(words, GRAM_WORDS, GRAM_CHARACTERS)
    for report, one, grams, kept in zip(reports, words, rows, _winnow_rows(rows), strict=True):
        yield Prints(report, one, grams, kept)


def grams_of(words: Sequence[Words], size: int, characters: int) -> list[Hashes]:
    """Hash every run of words of many texts.

    Args:
        words: the words of each text.
        size: words in a run.
        characters: the same in scripts without blanks.

    Returns:
        For each text one hash for each start of a run.
    """
    hashes = np.concatenate([np.zeros(0, np.uint64), *(one.hashes for one in words)])
    every = {False: word_grams(hashes, size)}
    if any(one.unspaced for one in words):
        every[True] = word_grams(hashes, characters)
    rows, first = [], 0
    for one in words:
        count = len(one) - (characters if one.unspaced else size) + 1
        rows.append(every[one.unspaced][first : first + max(0, count)])
        first += len(one)
    return rows


def _winnow_rows(rows: Sequence[Hashes]) -> list[Hashes]:
    """Winnow the sequences of many texts."""
    counts = np.array([len(row) for row in rows])
    windows = counts - WINDOW + 1
    every = np.concatenate([np.zeros(0, np.uint64), *rows])
    least = every[: max(0, len(every) - WINDOW + 1)].copy()
    for step in range(1, WINDOW):
        np.minimum(least, every[step : step + len(least)], out=least)
    many = np.flatnonzero(windows > 1)
    firsts = (np.cumsum(counts) - counts)[many]
    new = np.ones(len(least), bool)
    new[1:] = least[1:] != least[:-1]
    new[firsts] = True
    edges = np.zeros(len(least) + 1, np.int64)
    edges[firsts] += 1
    np.subtract.at(edges, firsts + windows[many], 1)
    places = np.flatnonzero((np.cumsum(edges[:-1]) > 0) & new)
    kept = least[places]
    bounds = np.searchsorted(places, np.stack((firsts, firsts + windows[many]), axis=1))
    found = [np.unique(row) if len(row) <= WINDOW else row for row in rows]
    for number, (low, high) in zip(many.tolist(), bounds.tolist(), strict=True):
        kept[low:high].sort()
        found[number] = kept[low:high]
    new = np.ones(len(kept), bool)
    new[1:] = kept[1:] != kept[:-1]
    new[bounds[:, 0]] = True
    if not new.all():
        for number, (low, high) in zip(many.tolist(), bounds.tolist(), strict=True):
            found[number] = kept[low:high][new[low:high]]
    return found


def told_stretches(report: Report) -> tuple[tuple[int, int], ...]:
    """List the stretches of a report that may descend from another: no furniture, no dateline.

    Args:
        report: a report, labelled or not.

    Returns:
        Half-open offsets in text order.
    """
    datelines = [b for b in report.blocks if b.inline and b.role is Role.DATELINE]
    return tuple(
        piece
        for start, end, _ in (told_lines(report) if report.blocks else [(0, len(report.text), "")])
        for piece in _without(start, end, datelines)
    )


def _without(start: int, end: int, cut: list[Block]) -> list[tuple[int, int]]:
    for block in cut:
        if start <= block.span.start < end:
            pieces = [(start, block.span.start), (block.span.end, end)]
            return [(first, last) for first, last in pieces if last > first]
    return [(start, end)]


def winnow(grams: Hashes) -> Hashes:
    """Keep the least hash of every window of sequences.

    Args:
        grams: hashes in text order.

    Returns:
        The distinct hashes kept, ascending.
    """
    if len(grams) <= WINDOW:
        return np.unique(grams)
    windows = np.lib.stride_tricks.sliding_window_view(grams, WINDOW)
    return np.unique(windows.min(axis=1))
