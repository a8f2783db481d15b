"""Which time expressions does a report hold, and what do they mean?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.analyse.times.context import VAGUE, Context, When
from firsthand.analyse.times.grammar import Edge, Grammar, Token, load_grammar, parse
from firsthand.analyse.times.lexer import cut, write
from firsthand.analyse.times.periods import Period
from firsthand.analyse.times.resolve import is_history, resolve
from firsthand.lang import lexicon
from firsthand.model.identity import item_id
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Provenance
from firsthand.model.report import FURNITURE, Report, Role
from firsthand.text.dates import DEFAULT_LANGUAGE, find_dates
from firsthand.text.reading import Reading

VERSION = 1
_HEAD = 600
"""How far into a text a printed date may stand to date the text."""

_DATED_ROLES = frozenset({Role.STATED_DATE, Role.BYLINE, Role.DATELINE})
"""Furniture whose printed dates are time expressions of the report."""

_KINDS = {
    "date": MomentKind.DATE,
    "ref": MomentKind.DATE,
    "time": MomentKind.TIME,
    "dur": MomentKind.DURATION,
    "set": MomentKind.SET,
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARLESS = re.compile(r"XXXX-\d\d|month\(\d+\)\Z|mod\(month\(")
_YEARED = re.compile(r"(\d{4})-\d\d|(?:mod\()?inyear\(month\(\d+\),(\d{4})\)")
_JOINT = re.compile(
    r"\s{0,2}(?:[-–—,]|and|or|to|through|until|y|e|et|und|bis|a|al|au|\W{0,2}and)\s{0,2}(?:the\s)?"
)
_FORWARD = "+"
"""Ends the symbolic form of an expression in a sentence that looks ahead."""

_ANY_DAY = date(2000, 6, 15)
"""Tried first: a form that makes no sense on this day is no time expression."""

_SHIFTED = re.compile(r"(?:at\()?(?:this|last|next|shift|weekday|ago)\(")
_MIDDLE_OF_NEXT_WEEK = 9
"""Days from a Monday to the Wednesday of the week after: weekdays are then reckoned both ways."""

_NEAR = 5
"""How near a verb must stand that speaks of plans and of habits ("would")."""

_REACH = 14
"""How many tokens away the verb that tells past from future may stand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression before resolution: half-open offsets, class and form."""

    start: int
    end: int
    kind: str
    form: str
    rank: int
    future: bool


def find_times(reading: Reading) -> tuple[Moment, ...]:
    """Find and resolve the time expressions of a report.

    Args:
        reading: the report, read.

    Returns:
        The moments in text order, not overlapping.
    """
    report = reading.report
    grammar = load_grammar(reading.language)
    if grammar is None and not lexicon(reading.language, "calendar"):
        grammar = load_grammar(DEFAULT_LANGUAGE)
    found: list[Candidate] = []
    for start, end, told in _stretches(report):
        if told and grammar is not None:
            found.extend(_scan(report.text, start, end, grammar))
        else:
            found.extend(_printed_only(report.text, start, end, reading.language))
    found.sort(key=lambda c: (c.start, c.end))
    anchor, source = anchor_of(report)
    return _resolve_all(report, found, anchor, source)


def resolve_times(
    moments: Sequence[Moment], report: Report, day: date, source: Provenance
) -> tuple[Moment, ...]:
    """Resolve the moments that have no value yet against a day known from elsewhere.

    Args:
        moments: the report's moments, in text order.
        report: the report.
        day: the day to reckon from, such as that of a linked event.
        source: where the day comes from.

    Returns:
        The moments in the same order; those that had a value are unchanged.
    """
    candidates = [
        Candidate(
            m.span.start,
            m.span.end,
            m.rule.partition("/")[2].partition("@")[0],
            m.symbolic.removesuffix(_FORWARD),
            0,
            m.symbolic.endswith(_FORWARD),
        )
        for m in moments
    ]
    open_forms = [m.symbolic.removesuffix(_FORWARD) for m in moments if not m.value]
    day = _day_of_writing(open_forms, day)
    fresh = {m.id: m for m in _resolve_all(report, candidates, day, source)}
    return tuple(m if m.value else fresh.get(m.id, m) for m in moments)


def _day_of_writing(forms: Sequence[str], day: date) -> date:
    """Choose the day of writing of an undated report, from the day of what it tells.

    What its first relative expression means must hold that day: a report that speaks of
    "yesterday" was written the day after, one that speaks of "last week" in the week after.

    Args:
        forms: its expressions that have no value yet, in text order.
        day: the day of the event it shares with a dated report.

    Returns:
        The day to reckon from.
    """
    first = next((form for form in forms if _SHIFTED.match(form)), "")
    inner = first.removeprefix("at(")
    if inner.startswith(("last(D)", "shift(D,-1)")):
        return day + timedelta(days=1)
    if inner.startswith(("last(W)", "shift(W,-1)")):
        return day - timedelta(days=day.weekday()) + timedelta(days=_MIDDLE_OF_NEXT_WEEK)
    return day


def anchor_of(report: Report) -> tuple[date | None, Provenance]:
    """Find the day that the relative expressions of a report are reckoned from.

    Args:
        report: a labelled report.

    Returns:
        The day of the dateline, else of publication, else the first complete date in the head of
        the text, with where it comes from; None and Provenance.NONE when there is none.
    """
    for slot in (report.metadata.dateline_date, report.metadata.published):
        match = _DAY.match(slot.value)
        if match is not None:
            try:
                return date.fromisoformat(match[0]), Provenance.DOCUMENT
            except ValueError:
                continue
    for printed in find_dates(
        report.text, report.metadata.language, 0, min(_HEAD, len(report.text))
    ):
        if printed.year and printed.month and printed.day and printed.year > 1:
            return date(printed.year, printed.month, printed.day), Provenance.DOCUMENT
    return None, Provenance.NONE


def _stretches(report: Report) -> Iterator[tuple[int, int, bool]]:
    """Walk the stretches to read, and whether all of their words count or only printed dates."""
    lines = [block for block in report.blocks if not block.inline]
    if not lines:
        if report.text:
            yield 0, len(report.text), True
        return
    for block in lines:
        if block.role not in FURNITURE:
            yield block.span.start, block.span.end, True
        elif block.role in _DATED_ROLES:
            yield block.span.start, block.span.end, False
    furniture = [(b.span.start, b.span.end) for b in lines if b.role in FURNITURE - _DATED_ROLES]
    for block in report.blocks:
        if block.inline and block.role in _DATED_ROLES:
            span = block.span
            if any(low <= span.start < high for low, high in furniture):
                yield span.start, span.end, False


def _printed_only(text: str, start: int, end: int, language: str) -> Iterator[Candidate]:
    for printed in find_dates(text, language, start, end):
        kind = "date" if printed.hour is None else "time"
        yield Candidate(printed.start, printed.end, kind, write(printed), 0, future=False)


def _scan(text: str, start: int, end: int, grammar: Grammar) -> list[Candidate]:
    line = cut(text, start, end, grammar)
    edges = parse(grammar, line.tokens, line.seeds)
    chosen: list[Candidate] = []
    taken = [False] * len(line.tokens)

    def order(edge: Edge) -> tuple[int, int, int, int]:
        low, high = edge.span if edge.span != (0, 0) else (edge.start, edge.end)
        length = line.tokens[high - 1].end - line.tokens[low].start
        return -length, low, edge.rank, edge.start

    for edge in sorted(edges, key=order):
        low, high = edge.span if edge.span != (0, 0) else (edge.start, edge.end)
        if any(taken[low:high]) or not _stands(line.tokens, low, high, edge, grammar):
            continue
        if resolve(edge.form, Context(anchor=_ANY_DAY)) is None:
            continue
        taken[low:high] = [True] * (high - low)
        tokens = line.tokens
        future = _looks_ahead(tokens, low, high, edge.form, grammar)
        chosen.append(
            Candidate(
                tokens[low].start, tokens[high - 1].end, edge.kind, edge.form, edge.rank, future
            )
        )
    return chosen


def _stands(tokens: list[Token], low: int, high: int, edge: Edge, grammar: Grammar) -> bool:
    """Refuse ages, names and halves of a longer word."""
    before = tokens[low - 1].folded if low else ""
    after = tokens[high].folded if high < len(tokens) else ""
    sets = grammar.sets
    if edge.kind == "dur":
        hyphen = after == "-" and high + 1 < len(tokens)
        beyond = tokens[high + 1].folded if hyphen else after
        years = edge.form.endswith(",Y)")
        if years and (beyond in sets.get("age_after", ()) or before in sets.get("age_before", ())):
            return False
        if years and before in sets.get("joints", ()) and _continues_age(tokens, low, grammar):
            return False
        if any(tokens[n].folded == "-" and tokens[n + 1].capital for n in range(low, high - 1)):
            return False
    if edge.kind == "set" and before in sets.get("rate_before", ()):
        return False
    if grammar.scripted:
        return True
    return not (after == "-" and edge.kind == "ref")


def _continues_age(tokens: list[Token], low: int, grammar: Grammar) -> bool:
    """Tell whether a number goes on a list of ages, as in "aged 5 and 9"."""
    if low < 3 or not tokens[low - 2].folded.isdecimal():  # noqa: PLR2004 - "aged 5 and"
        return False
    return tokens[low - 3].folded in grammar.sets.get("age_before", ())


def _term_before(tokens: list[Token], low: int, high: int, form: str, grammar: Grammar) -> str:
    """Read the words that make an expression a term: "until" Sunday, "before" September."""
    sets = grammar.sets
    after = tokens[high].folded if high < len(tokens) else ""
    if after in sets.get("until_after", ()):
        return after
    phrases = sets.get("until", frozenset())
    if form.startswith("weekday("):
        phrases |= sets.get("until_day", frozenset())
    for skipped in (0, 1) if phrases else ():
        end = low - skipped
        if skipped and (end < 1 or tokens[end].folded not in sets.get("articles", ())):
            return ""
        for length in (1, 2, 3):
            words = " ".join(t.folded for t in tokens[max(0, end - length) : end])
            if words in phrases:
                return words
    return ""


def _looks_ahead(tokens: list[Token], low: int, high: int, form: str, grammar: Grammar) -> bool:
    """Tell whether the nearest verb around an expression looks ahead, or it is a term."""
    sets = grammar.sets
    term = _term_before(tokens, low, high, form, grammar)
    # "Until May" may count what was done so far; other terms are past only beside a plain "was".
    counted = term in sets.get("up_to", ()) and form.startswith("month(")
    past, endings = sets.get("past", frozenset()), tuple(sorted(sets.get("past_endings", ())))
    if term and not counted:
        past, endings = sets.get("until_past", frozenset()), ()
    ahead = tuple(sorted(sets.get("future_endings", ())))
    for steps in (
        range(low - 1, max(-1, low - _REACH), -1),
        range(high, min(len(tokens), high + _REACH)),
    ):
        for n in steps:
            word = tokens[n].folded
            if word in {".", "!", "?", ";", "。"} or word.startswith("\n"):
                break
            if word in sets.get("future", ()) or (ahead and word.endswith(ahead)):
                return True
            if word in sets.get("future_near", ()) and abs(low - n) <= _NEAR:
                return True
            if n and tokens[n - 1].folded in sets.get("infinitive_before", ()):
                continue
            if word in past or _ends_as_past(word, endings, plural=counted):
                return False
        if term:
            return True
    return False


def _ends_as_past(word: str, endings: tuple[str, ...], *, plural: bool) -> bool:
    if not endings or len(word) <= 4:  # noqa: PLR2004 - too short to tell
        return False
    return word.endswith(endings) or (plural and word.removesuffix("s").endswith(endings))


def _resolve_all(
    report: Report, candidates: Sequence[Candidate], anchor: date | None, source: Provenance
) -> tuple[Moment, ...]:
    context = Context(anchor=anchor)
    context.history = is_history([c.form for c in candidates], anchor)
    context.quarter = _first_quarter(candidates, context)
    moments: list[Moment] = []
    for number, candidate in enumerate(candidates):
        context.future = candidate.future
        context.year = _shared_year(report.text, candidates, number)
        when = resolve(candidate.form, context)
        if when is None:
            continue
        moments.append(_moment(report, candidate, when, anchor, source))
    return tuple(moments)


def _shared_year(text: str, candidates: Sequence[Candidate], number: int) -> int | None:
    """Find the year that a date shares with the next one of its list, which prints it."""
    if number + 1 >= len(candidates) or not _YEARLESS.match(candidates[number].form):
        return None
    following = candidates[number + 1]
    if not _JOINT.fullmatch(text, candidates[number].end, following.start):
        return None
    match = _YEARED.match(following.form)
    return None if match is None else int(match[1] or match[2])


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
        symbolic=candidate.form + (_FORWARD if candidate.future else ""),
        rule=f"times/{candidate.kind}@{VERSION}",
        value=when.value,
        timex=when.timex,
        edtf=when.edtf,
        first=when.first.isoformat() if when.first else "",
        last=when.last.isoformat() if when.last else "",
        anchor=day,
        anchor_source=provenance,
        vague=when.timex in VAGUE,
    )
