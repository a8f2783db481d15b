"""What kind of evidence could each clause of a report be?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.compare.citing import NOTHING, Cited, now, read_cited
from firsthand.compare.clause_terms import Terms, is_money, joined, marks_of, terms_of
from firsthand.compare.lasting import cue_pattern, days_of, lasts, only_dates
from firsthand.compare.propositions import Proposition, propositions
from firsthand.compare.tolls import UNSPACED, word_pattern
from firsthand.compare.under import Under
from firsthand.lang import lexicon
from firsthand.model.findings import Found
from firsthand.model.items import Bound, Figure
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Evidence

NO_PROGRESS = ("not-met", "late", "changed")
"""What a report says of a thing that did not come as asked."""

NOT_YET = ("late", "not-met")
"""What a report says of a thing that may still come in time."""

STATUS_WORDS = (*NO_PROGRESS, "done")
"""In this order: a clause that says both "completed" and "behind schedule" is late."""

RESULT = ("achieved", "record")
"""Lists of words by which a clause states a result."""

STATED = (*RESULT, "under_way")
"""Lists of words by which a clause states progress."""

NEGATED = 3
"""Words before a word of success within which a "not" turns it."""

NEXT = 3
"""Characters between two pieces of a sentence, one of which goes on where the other ends."""

ASKING = ("asking",)
"""List of words by which a clause tells that something was asked."""

UNSAID = "unsaid"
"""List of words by which a clause says that nothing is told."""

NO_RESULT = ("judged", "frame")
"""Lists of words by which a clause says that a thing matters or was the topic of a meeting."""

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|[。！？\n]")

NOT_TOLD = frozenset(
    {"call-for", "promise", "want", "hope", "fear", "forecast", "believe", "warn", "ask", "support"}
)
"""Acts whose content is wished, expected or thought: no result is told by them."""

_DEED, _UNSPACED_DEED = re.compile(r"\s*(?:\w+\s+){0,2}\w+"), re.compile(r"[^于在，、]{0,8}")
"""The verb behind words of what should have been."""

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
    ahead: bool = False
    """whether it only tells when something will be"""
    days: tuple[str, ...] = ()
    """the days, months and years that it names"""
    not_yet: bool = False
    """whether it tells only that something is not there yet"""
    cited: Cited = NOTHING
    """its figures that it takes for something asked for"""


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


@dataclass(slots=True)
class _Lead:
    """What stands before a clause in its sentence and may be what the clause is about."""

    end: int = 0
    wide: frozenset[str] = frozenset()
    """things since the last clause that told a result"""
    start: int = 0
    terms: Terms | None = None
    """of pieces that told no result in words: "Of the 90 lamps planned, 40 shine" is one clause"""
    told: Terms | None = None
    """of the last clause that told a result: what "it" in the next sentence may be"""

    def open(self, report: Report, clause: Proposition, terms: Terms) -> None:
        """Forget what stood before where a clause begins a sentence."""
        span = clause.span
        if _SENTENCE_END.search(report.text, max(0, self.end - 2), span.start):
            language = terms.language
            # "Its progress stands at 9 percent", but not "The cost of the work has doubled".
            points_back = _pronoun(language).match(span.quote) or (
                not terms.things
                and not any(is_money(figure) for figure in clause.figures)
                and cue_pattern(language, "works").search(span.quote)
            )
            self.terms = self.told if points_back else None
            self.start, self.wide, self.told = span.start, frozenset(), None
        elif self.terms is None:
            self.start = span.start
        self.end = span.end


def offers(
    report: Report, found: Found, targets: Mapping[str, tuple[Figure, ...]]
) -> tuple[Offer, ...]:
    """Sort a report's clauses by what kind of evidence they could be.

    Args:
        report: a labelled report.
        found: what was found in it.
        targets: the figures that directives ask for.

    Returns:
        Every clause that asks or promises nothing itself; of what is still to come only those that
        name a day.
    """
    language = report.metadata.language
    marks = marks_of(found)
    cues = Under(_Cue(s.cue) for s in found.statements if s.cue)
    made: list[Offer] = []
    lead = _Lead()
    for clause in propositions(report, found):
        terms = terms_of(clause.span, language, marks)
        lead.open(report, clause, terms)
        lead.wide |= terms.things
        days = days_of(report, marks, clause.span)
        cued = cues.find(clause.span)
        offer = _offer(report, clause, terms, cued, targets, ahead=bool(days))
        if offer is None or offer.ahead:
            lead.terms = None
            if offer is not None:
                made.append(replace(offer, days=days))
            continue
        if offer.evidence is Evidence.MENTIONED and lasts(report, marks, clause.span):
            offer = replace(offer, evidence=Evidence.STATED, tells=True, results=True, doing=True)
        span = clause.span
        if made and _supplements(report, offer, made[-1]):
            made[-1] = replace(
                made[-1], word=offer.word, span=report.span(made[-1].span.start, span.end)
            )
            continue
        if lead.terms is not None and not terms.things:
            terms = joined((lead.terms, terms))
            span = report.span(lead.start, span.end)
        cited = read_cited(span, marks.figures.find(span), language)
        offer = replace(offer, span=span, terms=terms, wide=lead.wide)
        made.append(replace(offer, cited=cited, days=days_of(report, marks, span)))
        lead.terms = None if offer.results else terms
        if offer.tells:
            # What stands behind a result has a subject of its own.
            lead.wide = frozenset()
            lead.told = terms
    return tuple(made)


def _offer(
    report: Report,
    clause: Proposition,
    terms: Terms,
    cued: Sequence[_Cue],
    targets: Mapping[str, tuple[Figure, ...]],
    *,
    ahead: bool,
) -> Offer | None:
    """Tell what kind of evidence one clause is by itself, if any."""
    language, text = report.metadata.language, _as_it_is(report, clause.span)
    if clause.directive or clause.act in NOT_TOLD or _is_asked(report, clause.span):
        return None
    word = next((w for w in STATUS_WORDS if cue_pattern(language, w).search(text)), "")
    if word == "done" and _is_negated(language, text):
        word = "not-met"
    if cue_pattern(language, UNSAID).search(text):
        return None
    if not word and cue_pattern(language, "future").search(_not_asked(clause, language)):
        coming = Offer(
            clause, clause.span, language, Evidence.MENTIONED, "", terms, targets, ahead=True
        )
        return coming if ahead else None
    counted = [
        f
        for f in clause.figures
        if f.bound is not Bound.VAGUE
        and f.basis.value == "actual"
        and not only_dates(report, f, language)
    ]
    aside = [(c.span.start - clause.span.start, c.span.end - clause.span.start) for c in cued]
    plain = not _says(language, NO_RESULT, text)
    doing = plain and (clause.modality in _DOING or _says(language, STATED, text, aside))
    if counted:
        evidence = Evidence.FIGURE
    elif word or doing:
        evidence = Evidence.STATED
    else:
        evidence = Evidence.MENTIONED
    results = bool(word) or _says(language, RESULT, text, aside)
    if not results and _says(language, ASKING, text, aside):
        evidence, plain, doing = Evidence.MENTIONED, False, False
    tells = plain and (evidence is Evidence.FIGURE or results)
    return Offer(
        clause,
        clause.span,
        language,
        evidence,
        word,
        terms,
        targets,
        tells=tells,
        results=results,
        doing=doing,
        not_yet=word in NOT_YET and cue_pattern(language, "not_yet").search(text) is not None,
    )


def _not_asked(clause: Proposition, language: str) -> str:
    """Leave out what had been planned: "22 of the 60 promised", "which should have begun"."""
    text = cue_pattern(language, "meant").sub(" ", clause.span.quote)
    cited = read_cited(clause.span, clause.figures, language)
    if all(now(figure, clause.figures) is None for figure in cited.asked):
        return text
    return cue_pattern(language, "as_asked").sub(" ", text)


def _is_negated(language: str, text: str) -> bool:
    """Tell whether each word of success stands behind a "not": "have not opened any"."""
    return all(
        _not_before(language).search(text[: m.start()]) or _not_before(language).search(m[0] + " ")
        for m in cue_pattern(language, "done").finditer(text)
    )


@cache
def _not_before(language: str) -> re.Pattern[str]:
    """Match a word of negation a few words before the end."""
    words = lexicon(language, "pairs").get("negations") or lexicon(language, "statements").get(
        "grammar", {}
    ).get("negations", ())
    if not words:
        return re.compile(r"(?!)")
    body = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    if language in UNSPACED:
        return re.compile(rf"(?:{body})\w{{0,{NEGATED}}}$")
    return re.compile(
        rf"(?:(?<!\w)|(?=n['’]t))(?:{body})\W+(?:\w+\W+){{0,{NEGATED - 1}}}$", re.IGNORECASE
    )


def _supplements(report: Report, offer: Offer, before: Offer) -> bool:
    """Tell whether a clause only says how late or how else the one before came about."""
    end, start = before.span.end, offer.span.start
    return (
        offer.word in NO_PROGRESS
        and not offer.terms.things
        and before.results
        and 0 <= start - end <= NEXT
        and not _SENTENCE_END.search(report.text, end - 2, start)
    )


@cache
def _pronoun(language: str) -> re.Pattern[str]:
    """Match a pronoun that points back to what was told of, at the start of a sentence."""
    words = lexicon(language, "progress").get("pointing") or ""
    return word_pattern(language, words)


def _is_asked(report: Report, clause: Span) -> bool:
    """Tell whether a clause ends in a question mark."""
    return report.text[clause.end - 1 : clause.end + 2].rstrip("\"'”’»」 \n")[-1:] in {
        "?",
        "？",
        "؟",
    }


def _as_it_is(report: Report, clause: Span) -> str:
    """Blank what should have been done: "which was to be finished by May" tells no result."""
    text, language = clause.quote, report.metadata.language
    behind = _UNSPACED_DEED if language in UNSPACED else _DEED
    for match in cue_pattern(language, "meant").finditer(text):
        deed = behind.match(text, match.end())
        end = deed.end() if deed else match.end()
        text = text[: match.start()] + " " * (end - match.start()) + text[end:]
    return text


def _says(
    language: str, names: Iterable[str], text: str, aside: Sequence[tuple[int, int]] = ()
) -> bool:
    """Tell whether a clause has words of these lists, none being a word of reporting."""
    return any(
        not any(start < m.end() and m.start() < end for start, end in aside)
        for name in names
        for m in cue_pattern(language, name).finditer(text)
    )
