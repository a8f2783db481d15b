"""Which time expressions does a report hold, and what do they mean?"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache

from firsthand.analyse.times.candidates import Candidate, find_candidates
from firsthand.analyse.times.grammar import Grammar, load_grammar
from firsthand.analyse.times.story import FORWARD, resolve_all
from firsthand.lang import lexicon
from firsthand.model.items import Moment
from firsthand.model.reason import Provenance
from firsthand.model.report import Report
from firsthand.text.calendars import DEFAULT_LANGUAGE
from firsthand.text.dates import find_dates
from firsthand.text.han_words import han_words
from firsthand.text.patterns import any_of
from firsthand.text.reading import Reading

_HEAD = 600
"""How far into a text a printed date may stand to date the text."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHIFTED = re.compile(r"(?:at\()?(?:(?:this|last|next|shift|weekday|ago)\(|near\(weekday\()")
_LAST_WEEKDAY = re.compile(r"near\(weekday\((\d)\),-1\)")
_BARE_WEEKDAY = re.compile(r"(?:at\()?weekday\((\d)\)(?!.*\+\Z)")
_LENGTH = re.compile(r"(?:dur|rel)\((?:\+1,)?(\d{1,2}),(D|W)\)")
"""Some days that may have gone by since the event; of months and years more is told."""
_BESIDE = 14
"""Characters beside a length of time in which "after" may stand."""
_SOLID = re.compile("[\u3040-\u9fff]")
_WEEK = 7
_MIDDLE_OF_NEXT_WEEK = 9
"""Days from a Monday to the Wednesday of the week after: weekdays are then reckoned both ways."""


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
    found = find_candidates(report, grammar)
    if reading.language == "zh":
        found = _outside_names(report.text, found)
    anchor, source = anchor_of(report, found)
    own = _own_part(report, anchor, grammar)
    if own is None:
        return resolve_all(report, found, anchor, source)
    start, day = own
    return (
        *resolve_all(report, [c for c in found if c.start < start], anchor, source),
        *resolve_all(report, [c for c in found if c.start >= start], day, Provenance.DOCUMENT),
    )


def _own_part(
    report: Report, anchor: date | None, grammar: Grammar | None
) -> tuple[int, date] | None:
    """Find where a paper's own report begins behind a dispatch, and the day it was published.

    The dispatch has a dateline of an earlier day; what follows the paper's own mark has none.
    """
    marks = () if grammar is None else grammar.data.get("own_report", ())
    dateline = report.metadata.dateline_date.spans
    day = _DAY.match(report.metadata.published.value)
    if not marks or not dateline or day is None or day[0] == str(anchor):
        return None
    found = [report.text.find(f"\n{mark}", dateline[0].end) for mark in marks]
    starts = [start for start in found if start >= 0]
    with suppress(ValueError):
        return (min(starts), date.fromisoformat(day[0])) if starts else None
    return None


def _outside_names(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is part of a person's name: in 杜国庆 no holiday is meant."""
    people = [(word.start, word.end) for word in han_words(text) if word.tag == "PER"]
    return [c for c in found if not any(low < c.start and c.end <= high for low, high in people)]


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
            m.symbolic.removesuffix(FORWARD),
            0,
            m.symbolic.endswith(FORWARD),
        )
        for m in moments
    ]
    with suppress(OverflowError):
        gone_by = _days_gone_by(moments[0], report) if moments else 0
        open_forms = [m.symbolic for m in moments if _is_open(m)]
        day = day + timedelta(days=gone_by) if gone_by else _day_of_writing(open_forms, day)
    fresh = {m.id: m for m in resolve_all(report, candidates, day, source)}
    return tuple(fresh.get(m.id, m) if _is_open(m) else m for m in moments)


def _is_open(moment: Moment) -> bool:
    """Tell whether a day of writing would say more: a length up to today has a value without.

    What was reckoned from a date in the head of an undated text was reckoned from a guess.
    """
    guessed = bool(moment.anchor) and moment.anchor_source is Provenance.DOCUMENT
    return (
        guessed or not moment.value or (not moment.first and moment.symbolic.startswith("lasting("))
    )


def _days_gone_by(first: Moment, report: Report) -> int:
    """Read the days that a text begins with and says have gone by since its event; else nought."""
    length = _LENGTH.match(first.symbolic)
    days = int(length[1]) * (_WEEK if length[2] == "W" else 1) if length else 0
    if not 0 < days <= 2 * _WEEK:
        return 0
    before, after = _since(report.metadata.language)
    beside = report.text[first.span.end : first.span.end + _BESIDE]
    behind = report.text[max(0, first.span.start - _BESIDE) : first.span.start]
    said = after is not None and after.match(beside)
    said = said or (before is not None and before.search(behind))
    return days if said else 0


@cache
def _since(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Give the words for "after" that stand before a length of time, and those behind it."""
    words = [str(word) for word in lexicon(language, "events").get("since", ())]
    if not words:
        return None, None
    each = any_of(sorted(words, key=len, reverse=True))
    solid = any(_SOLID.match(word) for word in words)
    edge, start = ("", "") if solid else (r"(?!\w)", r"(?<!\w)")
    return (
        re.compile(rf"{start}{each}['’]?[ \u00a0]{{0,2}}$", re.IGNORECASE),
        re.compile(rf"[ \u00a0]{{0,2}}{each}{edge}", re.IGNORECASE),
    )


def _day_of_writing(forms: Sequence[str], day: date) -> date:
    """Choose the day of writing of an undated report, from the day of what it tells.

    What its first relative expression means must hold that day: a report that speaks of
    "yesterday" was written the day after, one that speaks of "last week" in the week after, one
    that speaks of "last Monday" after that Monday. A bare day of the week is the one nearest to
    the event; where that comes after the event, the report does so too.

    Args:
        forms: its expressions that have no value yet, in text order, those of sentences that look
            ahead with the mark for that.
        day: the day of the event it shares with a dated report.

    Returns:
        The day to reckon from.
    """
    told = [match[1] for form in forms if (match := _BARE_WEEKDAY.match(form))]
    later = [(int(name) - day.isoweekday()) % _WEEK for name in told]
    forms = [form.removesuffix(FORWARD) for form in forms]
    first = next((form for form in forms if _SHIFTED.match(form)), "")
    inner = first.removeprefix("at(")
    if inner.startswith(("last(D)", "shift(D,-1)")):
        return day + timedelta(days=1)
    if inner.startswith(("last(W)", "shift(W,-1)")):
        return day - timedelta(days=day.weekday()) + timedelta(days=_MIDDLE_OF_NEXT_WEEK)
    weekday = _LAST_WEEKDAY.match(inner)
    if weekday is not None and int(weekday[1]) == day.isoweekday():
        return day + timedelta(days=1)
    return day + timedelta(days=max((n for n in later if n <= _WEEK // 2), default=0))


def anchor_of(report: Report, found: Sequence[Candidate] = ()) -> tuple[date | None, Provenance]:
    """Find the day that the relative expressions of a report are reckoned from.

    Args:
        report: a labelled report.
        found: its time expressions, which tell what is a term yet to come ("by 3 May 2031").

    Returns:
        The day of the dateline, else of publication, else the first complete date in the head of
        the text that is no term, with where it comes from; None and Provenance.NONE when there is
        none.
    """
    for slot in (report.metadata.dateline_date, report.metadata.published):
        match = _DAY.match(slot.value)
        if match is not None:
            try:
                return date.fromisoformat(match[0]), Provenance.DOCUMENT
            except ValueError:
                continue
    ahead = [(c.start, c.end) for c in found if c.future]
    for printed in find_dates(
        report.text, report.metadata.language, 0, min(_HEAD, len(report.text))
    ):
        if any(low <= printed.start and printed.end <= high for low, high in ahead):
            continue
        if printed.year and printed.month and printed.day and printed.year > 1:
            return date(printed.year, printed.month, printed.day), Provenance.DOCUMENT
    return None, Provenance.NONE
