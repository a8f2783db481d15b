"""What kind of evidence could each clause of a report be?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.compare.clause_terms import Terms, marks_of, terms_of, things_of
from firsthand.compare.propositions import Proposition, propositions
from firsthand.compare.tolls import UNSPACED
from firsthand.compare.under import Under
from firsthand.lang import lexicon
from firsthand.model.findings import Found
from firsthand.model.items import Bound, Figure
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Evidence

NO_PROGRESS = ("not-met", "late", "changed")
"""What a report says of a thing that did not come as asked."""

STATUS_WORDS = (*NO_PROGRESS, "done")
"""In this order: a clause that says both "completed" and "behind schedule" is late."""

RESULT = ("achieved", "record")
"""Lists of words by which a clause states a result."""

STATED = (*RESULT, "under_way")
"""Lists of words by which a clause states progress."""

NO_RESULT = ("judged", "frame")
"""Lists of words by which a clause says that a thing matters or was the topic of a meeting."""

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|[。！？\n]")

NOT_TOLD = frozenset(
    {"call-for", "promise", "want", "hope", "fear", "forecast", "believe", "warn", "ask", "support"}
)
"""Acts whose content is wished, expected or thought: no result is told by them."""

_DOING = frozenset({"has done", "is doing"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One clause of a report that may tell what came of something."""

    clause: Proposition
    span: Span
    language: str
    evidence: Evidence
    word: str
    terms: Terms
    targets: Mapping[str, tuple[Figure, ...]]
    """directive id to the figures it asks for, of every report"""
    wide: frozenset[str] = frozenset()
    """the things of the clause and of the pieces of its sentence that stand before it"""
    tells: bool = False
    """whether it tells a result by itself: no meeting, no theme of one, no judgement"""
    results: bool = False
    """whether words tell the result, not only a figure"""
    doing: bool = False
    """whether words tell that something is under way"""


@dataclass(frozen=True, slots=True)
class _Cue:
    """The word by which a statement is reported."""

    span: Span


def targets_of(founds: Iterable[Found]) -> dict[str, tuple[Figure, ...]]:
    """Find the figures that stand in directives.

    Args:
        founds: what was found in the reports.

    Returns:
        Directive id to its figures.
    """
    return {
        d.id: under.find(d.span)
        for found in founds
        for under in (Under(found.figures),)
        for d in found.directives
    }


def offers(
    report: Report, found: Found, targets: Mapping[str, tuple[Figure, ...]]
) -> tuple[Offer, ...]:
    """Sort a report's clauses by what kind of evidence they could be.

    Args:
        report: a labelled report.
        found: what was found in it.
        targets: the figures that directives ask for.

    Returns:
        Every clause that asks or promises nothing itself and is not about what is still to come.
    """
    language = report.metadata.language
    marks = marks_of(found)
    cues = Under(_Cue(s.cue) for s in found.statements if s.cue)
    made = []
    before: tuple[int, frozenset[str]] = (0, frozenset())
    for clause in propositions(report, found):
        text = clause.span.quote
        cued = cues.find(clause.span)
        if _SENTENCE_END.search(report.text, max(0, before[0] - 2), clause.span.start):
            before = (before[0], frozenset())
        before = (clause.span.end, before[1] | things_of(text, language))
        if clause.directive or clause.act in NOT_TOLD or _is_asked(report, clause.span):
            continue
        word = next((w for w in STATUS_WORDS if _cue(language, w).search(text)), "")
        if not word and _cue(language, "future").search(text):
            continue
        counted = [
            f for f in clause.figures if f.bound is not Bound.VAGUE and f.basis.value == "actual"
        ]
        plain = not _says(language, NO_RESULT, clause.span)
        doing = plain and (clause.modality in _DOING or _says(language, STATED, clause.span, cued))
        if counted:
            evidence = Evidence.FIGURE
        elif word or doing:
            evidence = Evidence.STATED
        else:
            evidence = Evidence.MENTIONED
        results = bool(word) or _says(language, RESULT, clause.span, cued)
        tells = plain and (evidence is Evidence.FIGURE or results)
        made.append(
            Offer(
                clause,
                clause.span,
                language,
                evidence,
                word,
                terms_of(clause.span, language, marks),
                targets,
                before[1],
                tells,
                results,
                doing,
            )
        )
        if tells:
            # What stands behind a result has a subject of its own.
            before = (clause.span.end, frozenset())
    return tuple(made)


def _is_asked(report: Report, clause: Span) -> bool:
    """Tell whether a clause ends in a question mark."""
    return report.text[clause.end - 1 : clause.end + 2].rstrip("\"'”’»」 \n")[-1:] in {
        "?",
        "？",
        "؟",
    }


def _says(language: str, names: Iterable[str], clause: Span, cues: Sequence[_Cue] = ()) -> bool:
    """Tell whether a clause has words of these lists, none being a word of reporting."""
    start = clause.start
    return any(
        not any(
            cue.span.start < start + m.end() and start + m.start() < cue.span.end for cue in cues
        )
        for name in names
        for m in _cue(language, name).finditer(clause.quote)
    )


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    patterns = lexicon(language, "progress").get(name) or []
    if not patterns:
        return re.compile(r"(?!)")
    joined = "|".join(patterns)
    bounded = joined if language in UNSPACED else rf"\b(?:{joined})\b"
    return re.compile(bounded, re.IGNORECASE)
