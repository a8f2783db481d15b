"""Which reports share word sequences with one, without comparing it with each of them?"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from firsthand.model.report import Block, Report, Role
from firsthand.text.reading import told_lines
from firsthand.text.terms import Hashes, Words, read_words, word_grams

GRAM_WORDS = 5
"""Words in a sequence: the measured rule for copies (containment) is on five words."""
GRAM_CHARACTERS = 8
"""The same for scripts without blanks, where a word is one to two characters long."""
WINDOW = 4
"""Every run of GRAM_WORDS + WINDOW - 1 shared words leaves at least one common fingerprint
(winnowing, Schleimer et al. 2003)."""
COMMON = 50
"""A sequence in more texts than this is a stock phrase or boilerplate and joins nobody."""
MINIMUM_SHARED = 2
"""Common fingerprints that make two reports worth comparing."""
OWN_SHARE = 0.25
"""A text with less of its own than this is one of many copies: then all its sequences count."""
NEIGHBOURS = 2
"""In a crowd of copies each is compared with so many that follow it; links do the rest."""


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
    words = read_words(report.text, told_stretches(report))
    size = GRAM_CHARACTERS if words.unspaced else GRAM_WORDS
    grams = word_grams(words.hashes, size)
    return Prints(report, words, grams, winnow(grams))


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


@dataclass(slots=True)
class Index:
    """Remember which report holds which fingerprint, so that one more costs only its own."""

    _postings: dict[int, list[int]] = field(default_factory=dict)
    _members: list[Prints] = field(default_factory=list)

    def add(self, prints: Prints) -> None:
        """Take up one report.

        Args:
            prints: its fingerprints.
        """
        number = len(self._members)
        self._members.append(prints)
        for value in prints.winnowed.tolist():
            self._postings.setdefault(value, []).append(number)

    def matches(self, prints: Prints) -> tuple[Prints, ...]:
        """Find the reports that share fingerprints with one.

        Args:
            prints: the fingerprints of a report, added or not.

        Returns:
            The others, in the order of their report ids.
        """
        found: Counter[int] = Counter()
        crowded: list[list[int]] = []
        for value in prints.winnowed.tolist():
            holders = self._postings.get(value, [])
            if len(holders) <= COMMON:
                found.update(holders)
            else:
                crowded.append(holders)
        if len(crowded) > (1 - OWN_SHARE) * len(prints.winnowed):
            found.update(self._next_of_crowd(prints, crowded))
        own = prints.report.id
        fewest = min(MINIMUM_SHARED, max(1, len(prints.winnowed)))
        kept = [self._members[n] for n, count in found.items() if count >= fewest]
        return tuple(sorted((p for p in kept if p.report.id != own), key=lambda p: p.report.id))

    def _next_of_crowd(self, prints: Prints, crowded: list[list[int]]) -> Counter[int]:
        near: Counter[int] = Counter()
        for holders in crowded:
            after = sorted(
                (self._members[n].report.id, n)
                for n in holders
                if self._members[n].report.id > prints.report.id
            )
            near.update(n for _, n in after[:NEIGHBOURS])
        return near

    def own(self, prints: Prints) -> NDArray[np.bool_]:
        """Tell which word sequences of a report are no stock phrase.

        Args:
            prints: the report's fingerprints.

        Returns:
            One truth value for each place in `grams`; all true for one of a crowd of copies.
        """
        known = [v for v in prints.winnowed.tolist() if len(self._postings.get(v, ())) > COMMON]
        places = np.flatnonzero(np.isin(prints.grams, np.array(known, np.uint64)))
        common = np.zeros(len(prints.grams), bool)
        # Only one of each window was kept: those beside a common one are common too.
        for step in range(-(WINDOW // 2), WINDOW // 2 + 1):
            common[np.clip(places + step, 0, max(0, len(common) - 1))] = True
        if common.sum() > (1 - OWN_SHARE) * len(common):
            return np.ones(len(prints.grams), bool)
        return ~common
