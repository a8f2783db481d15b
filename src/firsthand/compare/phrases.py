"""Which noun phrase names a happening beside its own time, and does the time belong to it?"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand.compare.kinds import KindWord, drop_phrases, events_table
from firsthand.model.items import Moment, MomentKind
from firsthand.model.report import Report
from firsthand.model.span import Span

NEAR = 60
"""Characters between the word for an event and its time after it ("a meeting in Bonn in 2018")."""
NEAR_UNSPACED = 12
"""The same for scripts without blanks, and for a time before the word ("the 2018 meeting")."""
LONGEST_NAME = 3
"""Words before the head that belong to its phrase ("an emergency ministers' meeting")."""
MOST_UNKNOWN = 4
"""Words between head and time that are neither names nor small words: a topic, not a clause."""

_WORD = re.compile(r"[^\W_][\w'’-]*")
_BREAK = re.compile(r"[.,;:!?()\"“”«»„—–。、,;:!?「」]")
_LAST_WORD = re.compile(r"([^\W_][\w'’-]*)[ \u00a0]$")
_JOINT = re.compile(r"(?:['’]s)?[ \u00a0]?|[,,] ?")
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_][\w'’-]*)")

Stretch = tuple[int, int]


def name_with_time(
    report: Report, word: KindWord, moments: Sequence[Moment], stretch: Stretch
) -> tuple[Moment, Span] | None:
    """Find the time that belongs to a word for a happening, and the phrase that names it.

    A time belongs to it where only small words, names or a topic lie between; a clause, a comma
    before the time or a deadline ("before the autumn") part the two.

    Args:
        report: a labelled report.
        word: the word for a happening.
        moments: the times found in the report.
        stretch: the sentence.

    Returns:
        The time and a noun phrase; None where the word is no head or no time belongs to it.
    """
    if not is_head(report, word):
        return None
    start = phrase_start(report, word, stretch[0])
    near: list[tuple[int, Moment, Span]] = []
    for moment in _times_in(moments, stretch):
        span = moment.span
        if span.start >= word.end and _joined(report, word.end, span.start):
            whole = _reads_as_name(report, word.end, span.start)
            phrase = report.span(start, span.end if whole else word.end)
            near.append((span.start - word.end, moment, phrase))
        elif span.end <= word.start:
            late = _after_time(report, span, start, word)
            if late is not None:
                near.append((word.start - span.end, moment, late))
    if not near:
        return None
    _, moment, phrase = min(near, key=lambda one: (one[0], one[1].span))
    return moment, phrase


def is_head(report: Report, word: KindWord) -> bool:
    """Tell whether a word for a happening is the head of its phrase ("flood", not "flood wall").

    Args:
        report: a labelled report.
        word: the word.

    Returns:
        True unless the language lets nouns follow one another and another word follows.
    """
    language = report.metadata.language
    if not events_table(language).get("head_last"):
        return True
    after = _NEXT_WORD.match(report.text, word.end)
    if after is None or after[1].casefold() in _small(language):
        return True
    return after[1].endswith("ed") or not drop_phrases(after[1], language)


def phrase_start(report: Report, word: KindWord, first: int) -> int:
    """Find where the phrase of a word for a happening begins, its article left out.

    Args:
        report: a labelled report.
        word: the head of the phrase.
        first: start of the sentence.

    Returns:
        An offset.
    """
    language = report.metadata.language
    text, start = report.text, word.start
    most = LONGEST_NAME if events_table(language).get("head_last") else 1
    for _ in range(most):
        before = _LAST_WORD.search(text, first, start)
        if before is None:
            break
        quote = before[1]
        small = quote.casefold() in _small(language) | _clause(language)
        verb = quote.endswith("ed") or not drop_phrases(quote, language).strip()
        if small or verb or any(c.isdigit() for c in quote):
            break
        start = before.start(1)
    return start


def _times_in(moments: Sequence[Moment], stretch: Stretch) -> Iterator[Moment]:
    for moment in moments:
        inside = stretch[0] <= moment.span.start and moment.span.end <= stretch[1]
        dated = moment.first and moment.last and not moment.vague
        if inside and dated and moment.kind in (MomentKind.DATE, MomentKind.TIME):
            yield moment


def _joined(report: Report, start: int, end: int) -> bool:
    language, between = report.metadata.language, report.text[start:end]
    if events_table(language)["match"] == "inside":
        parted = _BREAK.search(between) or any(w in between for w in _clause(language))
        return end - start <= NEAR_UNSPACED and not parted
    if end - start > NEAR or _BREAK.search(between.rstrip(" ,")):
        return False
    unknown = 0
    for match in _WORD.finditer(drop_phrases(between, language)):
        folded = match[0].casefold()
        if folded in _clause(language):
            return False
        if folded in _small(language) or match[0][0].isupper():
            continue
        if match[0].endswith("ed"):
            return False
        unknown += 1
    return unknown <= MOST_UNKNOWN and not between.rstrip().endswith(",")


def _reads_as_name(report: Report, start: int, end: int) -> bool:
    """Tell "meeting held in Ormsby in 2018" from a clause that had better be left out of a name."""
    language, between = report.metadata.language, report.text[start:end]
    table = events_table(language)
    if table.get("head_last") or table["match"] == "inside":
        return True
    known = _small(language) | _articles(language)
    lower = (w for w in _WORD.findall(between) if not w[0].isupper())
    return drop_phrases(between, language) == between and all(w.casefold() in known for w in lower)


def _after_time(report: Report, time: Span, start: int, word: KindWord) -> Span | None:
    """Take "2018 meeting" whole, and of "in 2018, a grave flood" the last words."""
    text, language = report.text, report.metadata.language
    if events_table(language)["match"] == "inside":
        between = text[time.end : word.start]
        parted = _BREAK.search(between) or any(w in between for w in _clause(language))
        near = len(between) <= NEAR_UNSPACED and not parted
        return report.span(time.start, word.end) if near else None
    between = text[time.end : start]
    pieces = [w for w in _WORD.findall(between) if w.casefold() not in _articles(language)]
    joint = _JOINT.fullmatch(_WORD.sub("", between).rstrip() + " ")
    if joint is None or pieces not in ([], ["s"]):
        return None
    if "," in between:
        opener = _LAST_WORD.search(text, 0, time.start)
        if opener is None or opener[1].casefold() not in _small(language) - _clause(language):
            return None
        return report.span(start, word.end)
    last = _WORD.findall(time.quote)[-1:]
    if last and last[0].casefold() in _clause(language):
        return None  # "the day after the meeting" is another day
    return report.span(start if between.strip() else _past_article(report, time), word.end)


def _past_article(report: Report, time: Span) -> int:
    first = _WORD.match(time.quote)
    if first is None or first[0].casefold() not in _articles(report.metadata.language):
        return time.start
    rest = _WORD.search(time.quote, first.end())
    return time.start + rest.start() if rest else time.start


@cache
def _articles(language: str) -> frozenset[str]:
    return frozenset(events_table(language).get("articles", ()))


@cache
def _small(language: str) -> frozenset[str]:
    table = events_table(language)
    return frozenset((*table.get("small_words", ()), *table.get("articles", ())))


@cache
def _clause(language: str) -> frozenset[str]:
    return frozenset(events_table(language).get("clause_words", ()))
