"""Is a later clause a result of what was asked, only a mention of it, or neither?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.statements.themes import find_themes
from firsthand.compare.propositions import Proposition, propositions
from firsthand.lang import lexicon
from firsthand.model.findings import Found
from firsthand.model.items import Bound, Directive
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Evidence, Outcome

STATUS_WORDS = ("not-met", "late", "changed", "done")
"""In this order: a clause that says both "completed" and "behind schedule" is late."""

ON_THEME = 0.09
"""Likeness (mean of word and letter cosines) that a clause of the same theme needs."""

OFF_THEME = 0.3
"""Likeness that a clause of another or no theme needs."""

STEM = 6
"""Letters by which two content words are taken as forms of one."""

_WORD = re.compile(r"[^\W\d_]{5,}|[\u3040-\u9fff]{2}")
_DOING = frozenset({"has done", "is doing"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One clause of a report that may tell what came of something."""

    clause: Proposition
    span: Span
    language: str
    evidence: Evidence
    word: str


def offers(report: Report, found: Found) -> tuple[Offer, ...]:
    """Sort a report's clauses by what kind of evidence they could be.

    Args:
        report: a labelled report.
        found: what was found in it.

    Returns:
        Every clause that asks or promises nothing itself.
    """
    language = report.metadata.language
    made = []
    for clause in propositions(report, found):
        if clause.directive:
            continue
        text = clause.span.quote
        word = next((w for w in STATUS_WORDS if _cue(language, w).search(text)), "")
        counted = [f for f in clause.figures if f.bound is not Bound.VAGUE and f.basis == "actual"]
        if counted:
            evidence = Evidence.FIGURE
        elif word or clause.modality in _DOING or _cue(language, "achieved").search(text):
            evidence = Evidence.STATED
        else:
            evidence = Evidence.MENTIONED
        made.append(Offer(clause, clause.span, language, evidence, word))
    return tuple(made)


def themes_of_offers(later: Sequence[Offer]) -> list[frozenset[str]]:
    """Tell the themes of each clause.

    Args:
        later: clauses of later reports.

    Returns:
        Theme codes, one set for each clause.
    """
    return [frozenset(find_themes(offer.language, (offer.span.quote,))) for offer in later]


def outcome_of(
    directives: Sequence[Directive], offer: Offer, themes: frozenset[str], score: float
) -> Outcome | None:
    """Decide whether a later clause tells of a directive.

    It must share the theme and an object of it, and be like it in words; without the theme it must
    be far more like it.

    Args:
        directives: all wordings of the directive.
        offer: the later clause.
        themes: the clause's themes.
        score: likeness of the clause to the nearest wording, in [0, 1].

    Returns:
        The outcome with its reason, None when the clause tells of something else.
    """
    asked = {t for d in directives for t in (d.theme, *d.also_themes)} - {""}
    shared_theme = sorted(asked & themes)
    objects = sorted(_objects(offer.span.quote) & _all_objects(directives))
    if not objects or score < (ON_THEME if shared_theme else OFF_THEME):
        return None
    detail = f"likeness {score:.2f}; theme {', '.join(shared_theme) or 'not shared'}"
    rule = "progress/word@1" if offer.word else "progress/link@1"
    left = offer.word or directives[0].span.quote
    reason = Reason(rule, round(score, 3), left, ", ".join(objects), detail)
    first = offer.clause.figures[0] if offer.clause.figures else None
    return Outcome(
        evidence=offer.evidence,
        what=offer.span.quote,
        spans=(offer.span,),
        reason=reason,
        item=first.id if first else offer.clause.item,
        place=first.place.value if first else "",
        period=first.period.value if first else "",
    )


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    patterns = lexicon(language, "progress").get(name) or []
    if not patterns:
        return re.compile(r"(?!)")
    joined = "|".join(patterns)
    bounded = joined if language in ("zh", "ja") else rf"\b(?:{joined})\b"
    return re.compile(bounded, re.IGNORECASE)


def _objects(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()))


def _all_objects(directives: Sequence[Directive]) -> frozenset[str]:
    return frozenset(stem for d in directives for stem in _objects(d.span.quote))
