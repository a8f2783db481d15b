"""May two different values of two reports be two readings of one thing?"""

import re
from collections.abc import Iterator
from functools import cache

from firsthand.compare.propositions import content
from firsthand.compare.tolls import word_pattern
from firsthand.lang import lexicon
from firsthand.model.findings import Found
from firsthand.model.items import Figure, NameKind, Place
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.words import fold_name

LEAST_NAME = 3
"""Letters of a word of a name that tells it from others."""

BEFORE = 16
"""Characters before a number among which a word makes it a part of a whole ("the other two")."""

_DIGITS_BEFORE = re.compile(r"\d[ \u00a0\u202f-]$")
_DIGITS_AFTER = re.compile(r"[ \u00a0\u202f-]\d|[,.] 0\d\d")
_RATIO = re.compile(r"(\d{1,9})[ \u00a0]\w{1,4}[ \u00a0](?:\w{1,3}[ \u00a0])?$")
_MIXED = re.compile(r"\d-\d+/\d")
_LAST_DIGIT = re.compile(r"\d$")
_NAUGHT = re.compile(r"0\d\d(?!\d)")
"""Digits that can only go on with a number: thousands cut off from it by a blank."""


def is_pieced(report: Report, figure: Figure) -> bool:
    """Tell whether a number is a piece of a longer run of digits, as in a telephone number.

    Args:
        report: where it stands.
        figure: any.

    Returns:
        True where digits stand right before or after it, only a blank, comma or hyphen between, and
        for "2-1/2".
    """
    span = figure.span
    before = report.text[max(0, span.start - 3) : span.start]
    if span.quote[:1].isdigit() and _DIGITS_BEFORE.search(before):
        return True
    if _NAUGHT.match(span.quote) or _MIXED.search(span.quote):
        return True
    last = _LAST_DIGIT.search(span.quote)
    return bool(last and _DIGITS_AFTER.match(report.text, span.end))


def is_part(report: Report, figure: Figure) -> bool:
    """Tell whether a number counts what is left beside others, or the whole of a ratio.

    Args:
        report: where it stands.
        figure: any.

    Returns:
        True for "the other two" and for the 41 of "28 of 41 passes", not for the 41 of "until the
        end of the year 2030 41 passes".
    """
    pattern = _rest(report.metadata.language)
    start = max(report.text.rfind("\n", 0, figure.span.start) + 1, figure.span.start - BEFORE)
    before = report.text[start : figure.span.start]
    ratio = _RATIO.search(before)
    if ratio and int(ratio[1]) <= figure.value:
        return True
    return bool(pattern.search(before) or pattern.search(figure.span.quote))


def names_in(found: Found, sentence: Span) -> frozenset[str]:
    """Name the words of the names in a sentence, but for those of who says it.

    Args:
        found: what was found in its report.
        sentence: of the report.

    Returns:
        Folded words of persons, bodies and places: two speakers may tell of one thing.
    """
    sources = _sources_in(found, sentence)
    spans = (*(name.span for name in found.names), *(place.span for place in found.places))
    named = (
        span.quote
        for span in spans
        if sentence.overlaps(span) and not any(span.overlaps(source) for source in sources)
    )
    words = (word for quote in named for word in fold_name(quote).split())
    return frozenset(word.removesuffix("'s") for word in words if len(word) >= LEAST_NAME)


def places_in(found: Found, sentence: Span) -> Iterator[Place]:
    """List the known places that a sentence names as places, but for those of who says it.

    Args:
        found: what was found in its report.
        sentence: of the report.

    Yields:
        No place inside another name, and none that stands for its people or its government.
    """
    sources = _sources_in(found, sentence)
    for place in found.places:
        if (
            place.key
            and place.use == "literal"
            and place.level != "demonym"
            and not place.nested
            and sentence.overlaps(place.span)
            and not any(place.span.overlaps(source) for source in sources)
        ):
            yield place


def _sources_in(found: Found, sentence: Span) -> list[Span]:
    """List the words of a sentence that name who says it."""
    sources = [s.source for s in found.statements if s.source and sentence.overlaps(s.source)]
    sources.extend(
        span
        for figure in found.figures
        if sentence.overlaps(figure.span)
        for span in figure.attributed.spans
    )
    return sources


def words_beside_persons(found: Found, clause: Span, *, times: bool = False) -> frozenset[str]:
    """Name the content words of a clause that belong to no person's name.

    Args:
        found: what was found in its report.
        clause: of the report.
        times: leave out the words of times too.

    Returns:
        As `content` gives them; none for a list of persons or the line below a message.
    """
    text = clause.quote
    spans = {name.span for name in found.names if name.kind is NameKind.PERSON}
    for span in sorted(spans | {m.span for m in found.moments if times}):
        if clause.overlaps(span):
            first = max(span.start, clause.start) - clause.start
            last = min(span.end, clause.end) - clause.start
            text = text[:first] + " " * (last - first) + text[last:]
    return content(text)


def names_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sentences may speak of one thing by the names in them.

    Args:
        one: the words of the names in one sentence.
        other: in the other.

    Returns:
        False where both name somebody or some place, and nothing of it is named by both.
    """
    return not one or not other or bool(one & other)


@cache
def _rest(language: str) -> re.Pattern[str]:
    return word_pattern(language, "|".join(lexicon(language, "pairs").get("rest", ())))
