"""Which statements of different reports render the same words of one speaker?"""

from collections import defaultdict
from collections.abc import Iterator

from firsthand.model.findings import Findings
from firsthand.model.items import Statement
from firsthand.model.span import Span
from firsthand.store.search import UNSPACED

SHARED = 0.6
"""Share of the shorter statement's words that must stand in the other."""
WORDS = 4
"""Words that a statement needs to be compared by its words."""
HALF = 0.5
"""Share of a statement that an aligned passage must cover."""
CROWD = 300
"""Statements of one speaker up to which all pairs are compared."""


def same_utterances(findings: Findings) -> tuple[tuple[Statement, ...], ...]:
    """Group statements of several reports that render the same words.

    Two belong together when a passage that links their reports aligns them (which holds across
    languages), or when they have one speaker and share most of their words.

    Args:
        findings: of a study.

    Returns:
        Groups with two reports or more, those of most reports first.
    """
    found = findings.statements
    parents = list(range(len(found)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for a, b in (*_aligned(findings), *_worded(found)):
        parents[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[Statement]] = defaultdict(list)
    for place, one in enumerate(found):
        groups[root(place)].append(one)
    several = [tuple(group) for group in groups.values() if len(_reports(group)) > 1]
    return tuple(sorted(several, key=lambda group: (-len(_reports(group)), group[0].id)))


def _reports(group: list[Statement] | tuple[Statement, ...]) -> set[str]:
    return {one.content[0].report for one in group}


def _aligned(findings: Findings) -> Iterator[tuple[int, int]]:
    """Pair statements that one passage of a link lays over one another."""
    of_report: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for place, one in enumerate(findings.statements):
        for span in one.content:
            of_report[span.report].append((place, span))
    for link in findings.links:
        for passage in link.passages:
            ours = [p for p, span in of_report[passage.a.report] if _covers(passage.a, span)]
            theirs = [p for p, span in of_report[passage.b.report] if _covers(passage.b, span)]
            if len(ours) == len(theirs) == 1:
                yield ours[0], theirs[0]


def _covers(passage: Span, span: Span) -> bool:
    both = min(passage.end, span.end) - max(passage.start, span.start)
    return both >= HALF * (span.end - span.start)


def _worded(found: tuple[Statement, ...]) -> Iterator[tuple[int, int]]:
    """Pair statements of one speaker that share most of their words."""
    by_speaker: dict[str, list[tuple[int, frozenset[str], str]]] = defaultdict(list)
    for place, one in enumerate(found):
        words = frozenset(_words(" ".join(span.quote for span in one.content)))
        if one.speaker.value and len(words) >= WORDS:
            by_speaker[one.speaker.value].append((place, words, one.content[0].report))
    for rows in by_speaker.values():
        if len(rows) > CROWD:
            continue
        for number, (a, ours, report) in enumerate(rows):
            for b, theirs, other in rows[number + 1 :]:
                least = min(len(ours), len(theirs))
                if report != other and len(ours & theirs) >= SHARED * least:
                    yield a, b


def _words(text: str) -> Iterator[str]:
    """Split into folded words; Chinese into pairs of characters."""
    word = ""
    before = ""
    for letter in text.casefold():
        if UNSPACED.match(letter):
            if before:
                yield before + letter
            before = letter
        else:
            before = ""
        if letter.isalnum() and not UNSPACED.match(letter):
            word += letter
        elif word:
            yield word
            word = ""
    if word:
        yield word
