"""Is a later clause a result of what was asked, only a mention of it, or neither?"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.analyse.statements.themes import load_themes
from firsthand.compare.asking import stems
from firsthand.compare.propositions import Proposition, propositions
from firsthand.compare.relevance import (
    LONG_RUN,
    TELLING,
    Nearness,
    Terms,
    marks_of,
    terms_of,
    things_of,
)
from firsthand.compare.tolls import UNSPACED
from firsthand.compare.under import Under
from firsthand.lang import ANY, lexicon
from firsthand.model.findings import Found
from firsthand.model.items import Bound, Directive, Figure
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Evidence, Outcome

NO_PROGRESS = ("not-met", "late", "changed")
"""What a report says of a thing that did not come as asked."""

STATUS_WORDS = (*NO_PROGRESS, "done")
"""In this order: a clause that says both "completed" and "behind schedule" is late."""

ON_THING = 0.1
"""Nearness that a clause of the same special theme and on the same thing needs."""

COMMON = 0.35
"""A thing below this rarity is what the story is about; to name it tells little."""

ON_COMMON = 0.25
"""Nearness that a clause on such a thing needs."""

ON_THEME = 0.4
"""Nearness that another clause of the same special theme needs."""

OFF_THEME = 0.6
"""Nearness that a clause of another, a general or no theme needs."""

SMALL, BY_CHANCE = 256, 0.1
"""Clauses of a small story, and the nearness that twice as many reach by chance."""

ON_TARGET = 0.5
"""Share of a request that a clause names whose figure is compared with the figure asked for."""

RESULT = ("achieved", "record")
"""Lists of words by which a clause states a result."""

STATED = (*RESULT, "under_way")
"""Lists of words by which a clause states progress."""

NO_RESULT = ("judged", "frame")
"""Lists of words by which a clause says that a thing matters or was the topic of a meeting."""

WHOLE = 100
"""Percent."""

OF_REACH = 10
"""Characters between a part and its whole: " of the "."""


_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|[。！？\n]")

_DAY = len("2024-10-14")

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
        if clause.directive:
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


def field_of(wordings: Sequence[Terms], offer: Offer) -> str:
    """Name the wide field by which a later clause is a result of a directive.

    Args:
        wordings: of the directive.
        offer: the later clause.

    Returns:
        "field > thing", or nothing: the directive names no wide field, names a narrow thing that
        the clause does not, or the clause tells no result of the field.
    """
    if not offer.tells or offer.word in NO_PROGRESS:
        return ""
    parts = fields()
    for wanted in (wanted for terms in wordings if not terms.values for wanted in terms.wanted):
        if not wanted.whole:
            continue
        things = wanted.things
        wide = sorted(thing for thing in things if thing in parts)
        hits = {thing: min(parts[thing] & offer.wide, default="") for thing in wide}
        narrow = things - set(wide)
        if all(hits[thing] or thing in offer.wide for thing in wide) and (
            any(hits.values()) and (not narrow or narrow & offer.wide)
        ):
            return next(f"{thing} > {part}" for thing, part in hits.items() if part)
    return ""


def is_result(
    directives: Sequence[Directive],
    wordings: Sequence[Terms],
    offer: Offer,
    themes: frozenset[str],
    near: Nearness,
    chance: float = 0.0,
) -> bool:
    """Decide whether a later clause tells of the very thing a directive names.

    Args:
        directives: all wordings of the directive.
        wordings: their terms.
        offer: the later clause.
        themes: the clause's themes.
        near: how near the two are.
        chance: nearness that some clause of so many reaches by chance.

    Returns:
        Whether they share an object, and enough beside it.
    """
    if near.run >= LONG_RUN:
        return not near.elsewhere
    score = near.score - chance
    # A wide field alone is shared by what is told of a meeting too.
    narrow = near.things - fields().keys()
    if near.elsewhere or not near.share.is_enough or not near.shared:
        return False
    if (near.things and not narrow and not offer.tells) or (score < _least_beside(wordings, near)):
        return False
    asked = {t for d in directives for t in (d.theme, *d.also_themes)} - {""}
    special = bool((asked & themes) - general_themes())
    # Where either names no field of policy, the thing that both name stands for its field.
    on_theme = special or bool(near.things and not (themes and asked))
    if on_theme and near.things:
        return score >= ON_THING
    return score >= (ON_THEME if on_theme else OFF_THEME)


def chance_among(clauses: int) -> float:
    """Tell how near to a request some clause of a story comes by chance.

    Args:
        clauses: how many there are.

    Returns:
        What is asked of nearness beyond what a small story is asked for.
    """
    return BY_CHANCE * max(0.0, math.log2(max(clauses, 1) / SMALL))


def weighed(offer: Offer, asked: Terms, near: Nearness) -> Offer:
    """Take a clause whose figure counts something else for no more than its words tell.

    Args:
        offer: a clause.
        asked: what a request names.
        near: how near the clause is to it.

    Returns:
        The clause; as stated progress or as a mention where its figures are of another matter.
    """
    counted = offer.evidence is Evidence.FIGURE and offer.language not in UNSPACED
    if not counted or offer.results:
        return offer
    if near.share.says_more and (near.figure or near.share.part >= ON_TARGET):
        return offer
    words = {stem for wanted in asked.wanted for stem in wanted.words}
    for figure in offer.clause.figures:
        text = f"{figure.span.quote} {figure.measured.value} {figure.denominator.value}"
        same = asked.things & things_of(text, offer.language)
        if words & set(stems(text)) or (same and not near.figure):
            return offer
    lower = Evidence.STATED if offer.word or offer.doing else Evidence.MENTIONED
    return replace(offer, evidence=lower, tells=bool(offer.word))


def _least_beside(wordings: Sequence[Terms], near: Nearness) -> float:
    """Give the nearness that a clause needs that may be beside the point.

    "Loans for rural schools": the loans of other people are no result of it, nor is whatever a
    story tells of schools where half of its clauses name a school.
    """
    wide = fields().keys()
    if not near.things:
        return 0.0
    if not near.things - wide:
        return OFF_THEME if any(terms.things - wide for terms in wordings) else 0.0
    fewest = min(len(t.things) for t in wordings if t.things & near.things)
    if 2 * len(near.things) < fewest:
        return OFF_THEME
    if 2 * len(near.things) == fewest:
        return ON_THEME
    return ON_THING if near.rarest >= COMMON else ON_COMMON


def outcome_of(
    directives: Sequence[Directive], offer: Offer, near: Nearness, day: str, field: str = ""
) -> Outcome:
    """Make the outcome of a directive from a later clause.

    Args:
        directives: all wordings of the directive.
        offer: the later clause.
        near: how near the two are.
        day: of the report that tells it.
        field: the wide field by which they are linked, empty where they share a thing.

    Returns:
        The outcome with its reason.
    """
    # One thing done does not finish a whole field.
    word = "" if field else offer.word
    rule = "progress/word@1" if word else "progress/field@1" if field else "progress/link@2"
    # "Dealers employ 13,000 people" is no progress on 13,000 posts to be filled.
    on_target = near.share.part >= ON_TARGET and (offer.results or near.share.says_more)
    reached = _reached(directives, offer) if on_target and not field else ""
    if reached and word not in NO_PROGRESS:
        word, rule = reached, "progress/target@1"
    left = word or directives[0].span.quote
    detail = f"nearness {near.score:.2f}" + (f"; {field}" if field else "")
    reason = Reason(rule, round(near.score, 3), left, ", ".join(near.shared), detail)
    first = offer.clause.figures[0] if offer.clause.figures else None
    return Outcome(
        evidence=offer.evidence,
        what=offer.span.quote,
        spans=(offer.span,),
        reason=reason,
        item=first.id if first else offer.clause.item,
        place=first.place.value if first else "",
        period=first.period.value if first else "",
        word=word,
        date=day[:_DAY],
    )


def _reached(directives: Sequence[Directive], offer: Offer) -> str:
    """Compare the figure asked for with the figure told, where both have one unit."""
    for target in (f for d in directives for f in offer.targets.get(d.id, ())):
        for told in offer.clause.figures:
            if told.basis.value == "target" or told.span.overlaps(target.span):
                continue
            one, other = target.unit, told.unit
            same = one.si_unit == other.si_unit if one.si_unit else _counts_one(target, told)
            if not same or one.si_unit in {"s", "a"}:
                continue
            if target.bound in {Bound.AT_MOST, Bound.UNDER}:
                return ""
            if _value(told) == _value(target) and _is_whole_of(offer, told):
                return "partly"
            return "done" if _value(told) >= _value(target) else "partly"
    return ""


def _is_whole_of(offer: Offer, told: Figure) -> bool:
    """Tell whether the clause gives a part of this figure: "62 %", "seven of the twelve"."""
    for other in offer.clause.figures:
        if other.unit.canonical == "percent" and 0 < other.value < WHOLE:
            return True
        gap = offer.span.quote[
            other.span.end - offer.span.start : max(0, told.span.start - offer.span.start)
        ]
        near = other.span.end <= told.span.start and len(gap) <= OF_REACH and "," not in gap
        if near and not other.unit.si_unit and other.value < told.value:
            return True
    return False


def _counts_one(target: Figure, told: Figure) -> bool:
    """Tell whether two counts are of one noun, or of nothing that is named."""
    if told.unit.si_unit:
        return False
    if target.unit.canonical == told.unit.canonical:
        return True
    # "1,212 of the 1,450 planned points": an unnamed count beside a like one.
    unnamed = not told.unit.canonical or not target.unit.canonical
    return unnamed and target.value >= TELLING and told.value <= 3 * target.value <= 9 * told.value


def _value(figure: Figure) -> float:
    return figure.value if figure.unit.si_value is None else figure.unit.si_value


@cache
def fields() -> dict[str, frozenset[str]]:
    """Name the wide fields with the things that tell of progress in them.

    Returns:
        Name of a field to names of things, its own not among them.
    """
    parts = lexicon(ANY, "objects")["parts"]
    found = {}
    for field, direct in parts.items():
        reached = set(direct)
        for thing in direct:
            reached.update(parts.get(thing, ()))
        found[field] = frozenset(reached - {field})
    return found


@cache
def general_themes() -> frozenset[str]:
    """Name the themes of overall strategy, which any clause may share.

    Returns:
        Theme codes.
    """
    return frozenset(theme.code for theme in load_themes("en") if theme.general)


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
