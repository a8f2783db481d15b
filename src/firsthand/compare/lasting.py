"""What do the days and the lengths of time of a clause tell?"""

import re
from functools import cache

from firsthand.compare.clause_terms import Marks
from firsthand.compare.tolls import UNSPACED
from firsthand.lang import lexicon
from firsthand.model.items import Figure, MomentKind
from firsthand.model.report import Report
from firsthand.model.span import Span

DAY = len("2024-10-14")

BESIDE = 12
"""Characters around a day in which a word tells that it is the one named before."""

TIME_UNITS = frozenset({"s", "a"})
"""Of what lasts."""


def days_of(report: Report, marks: Marks, span: Span) -> tuple[str, ...]:
    """Name the days that are printed; "yesterday" tells when something was said.

    Args:
        report: a labelled report.
        marks: of it.
        span: the clause.

    Returns:
        Their values, in text order.
    """
    same = cue_pattern(report.metadata.language, "same")
    found = (
        m.value
        for m in marks.moments.find(span)
        if m.kind is MomentKind.DATE
        and (len(m.value) < DAY or any(char.isdigit() for char in m.span.quote))
        # "The same month" is that of another clause.
        and not same.search(report.text, max(0, m.span.start - BESIDE), m.span.end + BESIDE)
    )
    return tuple(dict.fromkeys(value for value in found if value[:4].isdigit()))


def lasts(report: Report, marks: Marks, span: Span) -> bool:
    """Tell whether a clause says that something has been so since a day that has passed.

    Args:
        report: a labelled report.
        marks: of it.
        span: the clause.

    Returns:
        True for "has run since May" in June; False beside a "not".
    """
    language, published = report.metadata.language, report.metadata.published.value[:DAY]
    if not published or _no(language).search(span.quote):
        return False
    return any(
        m.kind is MomentKind.DATE
        and m.first
        and m.first < published
        and (
            cue_pattern(language, "lasting", r"\s*$").search(
                report.text, max(span.start, m.span.start - BESIDE), m.span.start
            )
            or _particle(language).match(report.text, m.span.end)
        )
        for m in marks.moments.find(span)
    )


@cache
def _particle(language: str) -> re.Pattern[str]:
    """Match what is written behind a day, without a blank."""
    patterns = lexicon(language, "progress").get("lasting_behind") or [r"(?!)"]
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _no(language: str) -> re.Pattern[str]:
    words = lexicon(language, "pairs").get("negations", ())
    if not words:
        return re.compile(r"(?!)")
    body = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(body if language in UNSPACED else rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def only_dates(report: Report, figure: Figure, language: str) -> bool:
    """Tell whether a length of time only says when.

    Args:
        report: a labelled report.
        figure: in it.
        language: of it.

    Returns:
        True for "six days after" and "two years ago".
    """
    if figure.unit.si_unit not in TIME_UNITS:
        return False
    span = figure.span
    ahead = report.text[max(0, span.start - BESIDE) : span.start].rstrip()
    behind = report.text[span.end : span.end + BESIDE].lstrip()
    since = _since(language)
    return bool(since.match(behind) or since.search(ahead + "\n"))


@cache
def _since(language: str) -> re.Pattern[str]:
    """Match a word that stands beside a length of time gone by, at either edge of a text."""
    words = lexicon(language, "events").get("since", ())
    if not words:
        return re.compile(r"(?!)")
    body = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    body = rf"(?:{body})" if language in UNSPACED else rf"(?<!\w)(?:{body})(?!\w)"
    return re.compile(rf"^{body}|{body}\n$", re.IGNORECASE)


@cache
def cue_pattern(language: str, name: str, behind: str = "") -> re.Pattern[str]:
    """Compile a list of patterns of the language's file about progress.

    Args:
        language: an ISO 639-1 code.
        name: of the list.
        behind: a pattern that has to follow.

    Returns:
        A pattern of whole words, where the language parts words; one of nothing without a list.
    """
    patterns = lexicon(language, "progress").get(name) or []
    if not patterns:
        return re.compile(r"(?!)")
    joined = "|".join(patterns)
    # Arabic writes "and" together with the verb behind it.
    led = "[وف]?" if language == "ar" else ""
    bounded = rf"(?:{joined})" if language in UNSPACED else rf"\b{led}(?:{joined})\b"
    return re.compile(bounded + behind, re.IGNORECASE)
