"""Does one report say that somebody is bound to do what another says he may or is willing to do?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.compare.propositions import content
from firsthand.compare.tolls import word_pattern
from firsthand.compare.versions import Case, comparison, version
from firsthand.lang import lexicon
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict
from firsthand.text.reading import told_lines

MOST = 1000
"""Words of modality in one event; more are not set side by side, each with each."""

SHARED = 4
"""Content words that what is to be done must share ..."""

SHARE = 0.75
"""... and their share of the shorter telling."""

_BOUND, _FREE = ("bound",), ("willing", "open")
"""Classes that no two ways of telling the same thing mix: he has bound himself, or he has not."""

_MARK = re.compile(r"[,;:.!?()“”\"«»—–。，；：、]")


@dataclass(frozen=True, slots=True)
class _Modal:
    """A word of modality with its class and what it is said of."""

    span: Span
    kind: str
    word: str
    done: frozenset[str]


def modality_claims(case: Case) -> Iterator[Comparison]:
    """Show what one report tells as a commitment and another as mere readiness or chance.

    Args:
        case: the event's reports.

    Yields:
        A comparison for each two stretches of the same words after two such words, if neither
        report uses the other's kind of word for it anywhere.
    """
    told = [_modals(report) for report in case.reports]
    if sum(map(len, told)) > MOST:
        return
    for number, ours in enumerate(told):
        for other in range(number + 1, len(told)):
            theirs = told[other]
            for one in ours:
                for two in theirs:
                    if not _apart(one, two) or not _alike(one, two):
                        continue
                    if any(_alike(one, m) and m.kind != one.kind for m in ours):
                        continue
                    if any(_alike(two, m) and m.kind != two.kind for m in theirs):
                        continue
                    yield _claim(case, one, two)


def _claim(case: Case, one: _Modal, two: _Modal) -> Comparison:
    versions = [version(case, modal.word, [modal.span]) for modal in (one, two)]
    reason = Reason("claims/modality@1", None, one.word, two.word)
    claim = f"how bound: {min(one.span.quote, two.span.quote, key=len)}"
    return comparison(case, claim, "wording", Verdict.DIFFER, versions, reason, "modality")


def _apart(one: _Modal, two: _Modal) -> bool:
    return (one.kind in _BOUND and two.kind in _FREE) or (two.kind in _BOUND and one.kind in _FREE)


def _alike(one: _Modal, two: _Modal) -> bool:
    shared = len(one.done & two.done)
    return shared >= SHARED and shared >= SHARE * min(len(one.done), len(two.done))


def _modals(report: Report) -> Sequence[_Modal]:
    """Find the words of modality, each with the stretch between two marks around it."""
    found = []
    for kind, pattern in _kinds(report.metadata.language):
        for start, end, _ in told_lines(report):
            for match in pattern.finditer(report.text, start, end):
                marks = [m.end() for m in _MARK.finditer(report.text, start, match.start())]
                first = marks[-1] if marks else start
                # In German and Dutch a comma stands between the word and what is to be done.
                mark = _MARK.search(report.text, match.end() + 1, end)
                last = mark.start() if mark else end
                done = content(report.text[match.end() : last])
                span = report.span(first, last)
                if len(done) >= SHARED:
                    found.append(_Modal(_trimmed(report, span), kind, match[0].casefold(), done))
    return found


def _trimmed(report: Report, span: Span) -> Span:
    left = len(span.quote) - len(span.quote.lstrip())
    return report.span(span.start + left, span.start + len(span.quote.rstrip()))


@cache
def _kinds(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = lexicon(language, "pairs").get("modality", {})
    return tuple((kind, word_pattern(language, "|".join(table[kind]))) for kind in sorted(table))
