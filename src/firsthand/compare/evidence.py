"""Is a later clause a result of what was asked, only a mention of it, or neither?"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.statements.themes import find_themes, load_themes
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

ON_THEME = 0.06
"""Likeness (mean of word and letter cosines) that a clause of the same special theme needs."""

OFF_THEME = 0.3
"""Likeness that a clause of another, a general or no theme needs."""

COMMON_SHARE = 0.06
"""A word form in more than this share of a story's clauses is its subject, not one object in it."""

FEW = 3
"""... unless the story is so short that this share is less than so many clauses."""

STEM = 6
"""Letters by which two content words are taken as forms of one."""

_WORD = re.compile(r"[^\W\d_]{5,}|[\u3040-\u9fff]{2}")
UNSPACED = frozenset({"zh", "ja"})
"""Languages written without blanks, where a word has no edge to look for."""

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


def common_words(told: Sequence[Offer]) -> frozenset[str]:
    """Find the word forms that a story uses all over.

    Args:
        told: the clauses of all reports.

    Returns:
        Stems that tell nothing of one object in particular.
    """
    counts = Counter(stem for offer in told for stem in _words(offer.span.quote))
    most = max(FEW, COMMON_SHARE * len(told))
    return frozenset(stem for stem, count in counts.items() if count > most)


def themes_of_offers(later: Sequence[Offer]) -> list[frozenset[str]]:
    """Tell the themes of each clause.

    Args:
        later: clauses of later reports.

    Returns:
        Theme codes, one set for each clause.
    """
    return [frozenset(find_themes(offer.language, (offer.span.quote,))) for offer in later]


def outcome_of(
    directives: Sequence[Directive],
    offer: Offer,
    themes: frozenset[str],
    common: frozenset[str],
    score: float,
) -> Outcome | None:
    """Decide whether a later clause tells of a directive.

    It must share a special theme and an object of it, and be like it in words; without such a
    theme it must be far more like it.

    Args:
        directives: all wordings of the directive.
        offer: the later clause.
        themes: the clause's themes.
        common: words that are no object in this story.
        score: likeness of the clause to the nearest wording, in [0, 1].

    Returns:
        The outcome with its reason, None when the clause tells of something else.
    """
    asked = {t for d in directives for t in (d.theme, *d.also_themes)} - {""}
    shared_theme = sorted((asked & themes) - general_themes())
    objects = sorted((_words(offer.span.quote) & _all_words(directives)) - common)
    things = sorted(
        things_of(offer.span.quote, offer.language)
        & frozenset(t for d in directives for t in things_of(d.span.quote, offer.language))
    )
    near = bool(things) or (bool(objects) and score >= ON_THEME)
    # A clause that names the thing but no field of policy is taken to be of the thing's field.
    on_theme = bool(shared_theme) or (bool(things) and not themes)
    if not (near if on_theme else (objects or things) and score >= OFF_THEME):
        return None
    objects = [*things, *objects]
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


def things_of(text: str, language: str) -> frozenset[str]:
    """Name the things of the language's object lexicon that a text speaks of.

    Args:
        text: a clause.
        language: an ISO 639-1 code.

    Returns:
        Names that are the same in every language.
    """
    return frozenset(name for name, pattern in _things(language) if pattern.search(text))


@cache
def _things(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    edge = "" if language in UNSPACED else r"\b"
    made = []
    for name, words in sorted(lexicon(language, "objects").get("objects", {}).items()):
        joined = "|".join(
            re.escape(word.removesuffix("*")).replace(r"\*", r"\w*")
            + (r"\w*" if word.endswith("*") else "")
            for word in sorted(words.split("|"), key=lambda word: (-len(word), word))
        )
        made.append((name, re.compile(f"{edge}(?:{joined}){edge}", re.IGNORECASE)))
    return tuple(made)


@cache
def general_themes() -> frozenset[str]:
    """Name the themes of overall strategy, which any clause may share.

    Returns:
        Theme codes.
    """
    return frozenset(theme.code for theme in load_themes("en") if theme.general)


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    patterns = lexicon(language, "progress").get(name) or []
    if not patterns:
        return re.compile(r"(?!)")
    joined = "|".join(patterns)
    bounded = joined if language in UNSPACED else rf"\b(?:{joined})\b"
    return re.compile(bounded, re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()))


def _all_words(directives: Sequence[Directive]) -> frozenset[str]:
    return frozenset(stem for d in directives for stem in _words(d.span.quote))
