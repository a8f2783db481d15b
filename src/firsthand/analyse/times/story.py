"""What do the time expressions of one report mean, each in the light of those before it?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from firsthand.analyse.times.candidates import Candidate
from firsthand.analyse.times.context import VAGUE, Context, When
from firsthand.analyse.times.grammar import load_grammar
from firsthand.analyse.times.happened import has_happened
from firsthand.analyse.times.periods import Period
from firsthand.analyse.times.resolve import is_history, resolve
from firsthand.analyse.times.whose import country_of
from firsthand.model.identity import item_id
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Provenance
from firsthand.model.report import Report

VERSION = 1

FORWARD = "+"
"""Ends the symbolic form of an expression in a sentence that looks ahead."""

_KINDS = {
    "date": MomentKind.DATE,
    "ref": MomentKind.DATE,
    "time": MomentKind.TIME,
    "dur": MomentKind.DURATION,
    "set": MomentKind.SET,
}
_YEARLESS = re.compile(r"XXXX-\d\d|month\(\d+\)\Z|mod\(month\(|(?:mod\()?season\(\w\w\)")
_YEARED = re.compile(r"(\d{4})-\d\d|(?:mod\()?inyear\((?:month\(\d+|season\(\w\w)\),(\d{4})\)")
_JOINT = re.compile(
    r"\s{0,2}(?:[-–—,]|and|or|to|through|until|y|e|et|und|bis|a|al|au|\W{0,2}and)\s{0,2}(?:the\s)?"
)
_BARE_YEAR = re.compile(r"\d{4}\Z|inyear\(month\(")
_BRIDGE = re.compile(r"[^.;!?\n]{1,14}")
_SAME_DAY = "ref(D,0)"
_ONE_LIST = 24
"""Characters between two expressions that may belong to one list."""
_PARAGRAPH = re.compile(r"\n\s*")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s{1,2}\Z")
_WORD = 20
"""How far before an expression its last word is looked for, in code points."""


def resolve_all(
    report: Report, candidates: Sequence[Candidate], anchor: date | None, source: Provenance
) -> tuple[Moment, ...]:
    """Resolve the expressions of a report in the order they are told.

    Args:
        report: the report.
        candidates: its expressions, in text order.
        anchor: the day of writing, if known.
        source: where that day comes from.

    Returns:
        The moments; an expression that makes no sense has none.
    """
    context = Context(anchor=anchor)
    context.history = is_history([c.form for c in candidates], anchor)
    context.quarter = _first_quarter(candidates, context)
    grammar = load_grammar(report.metadata.language)
    sets = {} if grammar is None else grammar.sets
    over = sets.get("over_before", frozenset())
    moments: list[Moment] = []
    days = _Days()
    for number, candidate in enumerate(candidates):
        context.future = candidate.future
        context.year = _shared_year(report.text, candidates, number)
        before = _word_before(report.text, candidate)
        over_now = _YEARLESS.match(candidate.form) is not None and has_happened(
            report.text, candidate.start, report.metadata.language
        )
        context.past = before in over or over_now
        pointed = _BARE_YEAR.match(candidate.form) is not None
        context.aside = pointed and before in sets.get("aside_before", ())
        context.country = country_of(
            report.text, candidate.start, candidate.end, candidate.form, report.metadata.language
        )
        context.ends = _end_of(report.text, candidates, number, context, over)
        if number and candidate.start - candidates[number - 1].end < _ONE_LIST:
            context.evening = False  # a list of times is no story of one night
        if candidate.form == _SAME_DAY and anchor and days.forgotten(report.text, candidate):
            context.told = context.told_day = Period("D", anchor)
        when = resolve(candidate.form, context)
        if when is None:
            continue
        if when.period is not None and when.period.unit == "D":
            days.note(candidate)
        moments.append(_moment(report, candidate, when, anchor, source))
    return tuple(moments)


@dataclass(slots=True)
class _Days:
    """Where the last single days were told: one that is over, and one to come."""

    past: int = -1
    ahead: int = -1

    def note(self, candidate: Candidate) -> None:
        if candidate.future:
            self.ahead = candidate.end
        else:
            self.past = candidate.end

    def forgotten(self, text: str, candidate: Candidate) -> bool:
        """Tell whether "the same day" can mean none of them, so that of the report is meant.

        A paragraph or two on nobody recalls a day, and one yet to come only within its paragraph.
        """
        lines = len(_PARAGRAPH.findall(text, max(0, self.past), candidate.start))
        near = self.ahead >= 0 and not _PARAGRAPH.search(text, self.ahead, candidate.start)
        return not near and (self.past < 0 or lines > 1)


def _shared_year(text: str, candidates: Sequence[Candidate], number: int) -> int | None:
    """Find the year that a date shares with the next one of its list, which prints it."""
    if number + 1 >= len(candidates) or not _YEARLESS.match(candidates[number].form):
        return None
    following = candidates[number + 1]
    if not _JOINT.fullmatch(text, candidates[number].end, following.start):
        return None
    match = _YEARED.match(following.form)
    return None if match is None else int(match[1] or match[2])


def _end_of(
    text: str,
    candidates: Sequence[Candidate],
    number: int,
    context: Context,
    over: frozenset[str],
) -> date | None:
    """Find the day that "the year ended" or "the 12 months to" goes to: the next expression's."""
    if not candidates[number].form.startswith("upto(") or number + 1 >= len(candidates):
        return None
    following = candidates[number + 1]
    if not _BRIDGE.fullmatch(text, candidates[number].end, following.start):
        return None
    past = _word_before(text, following) in over
    when = resolve(following.form, replace(context, past=past))
    return None if when is None else when.last


def _word_before(text: str, candidate: Candidate) -> str:
    before = _LAST_WORD.search(text, max(0, candidate.start - _WORD), candidate.start)
    return "" if before is None else before[1].lower()


def _first_quarter(candidates: Sequence[Candidate], context: Context) -> Period | None:
    """Find the first quarter of a year that is told: what results are compared with."""
    for candidate in candidates:
        if candidate.form.startswith(("quarter(", "inyear(quarter(")):
            when = resolve(candidate.form, replace(context))
            if when is not None and when.period is not None:
                return when.period
    return None


def _moment(
    report: Report,
    candidate: Candidate,
    when: When,
    anchor: date | None,
    source: Provenance,
) -> Moment:
    span = report.span(candidate.start, candidate.end)
    if when.used == "anchor":
        provenance, day = source, anchor.isoformat() if anchor else ""
    elif when.used == "told":
        provenance, day = Provenance.INHERITED, ""
    else:
        provenance, day = (Provenance.EXPLICIT if when.known else Provenance.NONE), ""
    kind = _KINDS[candidate.kind]
    if kind is MomentKind.DATE and "T" in when.timex.removeprefix("PRESENT").removeprefix("FUT"):
        kind = MomentKind.DATE if when.timex in VAGUE else MomentKind.TIME
    return Moment(
        id=item_id("moment", (span,)),
        span=span,
        kind=kind,
        symbolic=candidate.form + (FORWARD if candidate.future else ""),
        rule=f"times/{candidate.kind}@{VERSION}",
        value=when.value,
        timex=when.timex,
        edtf=when.edtf,
        first=when.first.isoformat() if when.first and when.last else "",
        last=when.last.isoformat() if when.first and when.last else "",
        anchor=day,
        anchor_source=provenance,
        vague=when.timex in VAGUE,
    )
