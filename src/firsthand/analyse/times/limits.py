"""Which stretches do the words around time expressions mark out: since, before, from ... to?

A moment is the expression itself ("2018"); a stretch is what a limiting word or a second moment
makes of it ("before 2018", "from May to July", "Tuesday between 3 and 5 p.m."). The words are data
(lang/<xx>/limits.toml).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.analyse.times.ends import End, end_of, shared_half
from firsthand.lang import lexicon
from firsthand.model.items import Moment, MomentKind
from firsthand.text.dates import alternation, plain_digits

RELATIONS = ("until", "since", "before", "after", "about", "more", "less")
"""Relations of a stretch to the moment that limits it, besides "range"; tried in this order."""

_REACH = 24
"""How far before and after a moment its words may stand, in code points."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or two moments with the words that make a stretch of them.

    `relation` is "at" for a moment alone (a day with its clock time), "range" for two ends, else
    one of RELATIONS. `ends` are the limits as printed: one or two.
    """

    start: int
    end: int
    relation: str
    ends: tuple[End, ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled words of one language."""

    opener: re.Pattern[str]
    joint: re.Pattern[str]
    paired: frozenset[str]
    left: tuple[tuple[str, re.Pattern[str]], ...]
    right: tuple[tuple[str, re.Pattern[str]], ...]
    at: re.Pattern[str]
    hour_before: re.Pattern[str]
    hours: dict[str, int]


def find_stretches(moments: Sequence[Moment], text: str, language: str) -> tuple[Stretch, ...]:
    """Find what limiting words and pairs make of the time expressions of a text.

    Args:
        moments: the moments of the text, in text order.
        text: the text.
        language: an ISO 639-1 code; one without such words has no stretches.

    Returns:
        The stretches in text order, not overlapping; moments that stand alone are not among them.
    """
    words = load_words(language)
    if words is None:
        return ()
    plain = plain_digits(text)
    units = [unit for m in moments if (unit := _unit(m)) is not None]
    units = list(_pairs(units, plain, words))
    units = [_limited(unit, units, n, plain, words) for n, unit in enumerate(units)]
    units = list(_dated(units, plain, words))
    return tuple(unit for unit in units if unit.relation != "at" or len(unit.moments) > 1)


@cache
def load_words(language: str) -> Words | None:
    """Compile the limiting words of a language.

    Args:
        language: an ISO 639-1 code.

    Returns:
        The words; None when the language has none.
    """
    data = lexicon(language, "limits")
    if not data:
        return None
    scripted = bool(lexicon(language, "times").get("scripted"))
    low, high = ("", "") if scripted else (r"(?<![^\W_])", r"(?![^\W_])")
    flags = re.IGNORECASE
    article = "" if scripted else r"(?:the\s)?"
    hours = _hours(language)
    hour = rf"(?P<hour>\d{{1,2}}(?:[:.]\d\d)?|{alternation(hours)})"
    opener = rf"{low}(?P<open>{alternation(data['openers'])})\s?{article}"
    joint = rf"\s?(?P<joint>{alternation(data['joints'])})\s?"
    return Words(
        opener=re.compile(rf"{opener}\Z", flags),
        joint=re.compile(rf"{joint}{article}", flags),
        paired=frozenset(data["paired"]),
        left=tuple(
            (name, re.compile(rf"{low}{alternation(data['left'][name])}\s?{article}\Z", flags))
            for name in RELATIONS
            if data["left"].get(name)
        ),
        right=tuple(
            (name, re.compile(rf"[\s,]?\s?{alternation(data['right'][name])}{high}", flags))
            for name in RELATIONS
            if data["right"].get(name)
        ),
        at=re.compile(rf"[\s,]?\s?(?:{alternation(data['at'])}\s)?{article}", flags),
        hour_before=re.compile(rf"(?:{opener})?{low}{hour}{joint}\Z", flags),
        hours=hours,
    )


def _hours(language: str) -> dict[str, int]:
    """Collect the number words of the hours of the clock."""
    words = lexicon(language, "times").get("words", {})
    named = words.get("_ones", {}) | words.get("_teen", {})
    return {word: int(number) for word, number in named.items() if 0 < int(number) <= 12}  # noqa: PLR2004


def _unit(moment: Moment) -> Stretch | None:
    if moment.kind is MomentKind.SET or (moment.vague and moment.timex != "PRESENT_REF"):
        return None
    span = moment.span
    return Stretch(span.start, span.end, "at", (end_of(moment),), (moment,))


def _pairs(units: list[Stretch], text: str, words: Words) -> Iterator[Stretch]:
    """Join two moments to a range, or a moment and the bare hour before it."""
    n = 0
    while n < len(units):
        unit = units[n]
        following = units[n + 1] if n + 1 < len(units) else None
        joint = None
        if following is not None and _points(unit) and _points(following):
            joint = words.joint.fullmatch(text, unit.end, following.start)
        opener = words.opener.search(text[max(0, unit.start - _REACH) : unit.start])
        opened = opener["open"].lower() if opener else ""
        if joint and following and (joint["joint"] not in words.paired or "between" in opened):
            start = unit.start - (len(opener[0]) if opener else 0)
            ends = shared_half(unit.ends[0], following.ends[0])
            moments = (*unit.moments, *following.moments)
            yield Stretch(start, following.end, "range", ends, moments)
            n += 2
            continue
        yield _from_hour(unit, text, words)
        n += 1


def _from_hour(unit: Stretch, text: str, words: Words) -> Stretch:
    """Read "from 5 to 6 p.m.": the first hour has no mark of its own."""
    end = unit.ends[0]
    if not end.clock:
        return unit
    match = words.hour_before.search(text[max(0, unit.start - 2 * _REACH) : unit.start])
    if match is None or (match["joint"] in words.paired and match["open"] != "between"):
        return unit
    hour, _, minute = match["hour"].replace(".", ":").partition(":")
    number = words.hours.get(hour.lower(), int(hour) if hour.isdecimal() else 99)
    if number > 24:  # noqa: PLR2004 - no hour
        return unit
    first = End(day=end.day if end.dated else "", clock=f"{number:02}:{minute or '00'}")
    start = unit.start - len(match[0])
    return replace(unit, start=start, relation="range", ends=shared_half(first, end))


def _points(unit: Stretch) -> bool:
    return unit.moments[0].kind is not MomentKind.DURATION and unit.relation == "at"


def _limited(unit: Stretch, units: list[Stretch], number: int, text: str, words: Words) -> Stretch:
    """Take in the word before or after a moment that makes it a limit."""
    if unit.relation != "at":
        return unit
    length = unit.moments[0].kind is MomentKind.DURATION
    floor = units[number - 1].end if number else 0
    left = text[max(floor, unit.start - _REACH) : unit.start]
    right_end = units[number + 1].start if number + 1 < len(units) else len(text)
    for name, pattern in words.right:
        match = pattern.match(text, unit.end, min(right_end, unit.end + _REACH))
        if match is not None and not length:
            before = next(
                (m for kind, p in words.left if kind == name and (m := p.search(left))), None
            )
            start = unit.start - (len(before[0]) if before else 0)
            return replace(unit, start=start, end=match.end(), relation=name)
    for name, pattern in words.left:
        if (name in {"more", "less"}) is not length:
            continue
        match = pattern.search(left)
        if match is not None:
            return replace(unit, start=unit.start - len(match[0]), relation=name)
    return unit


def _dated(units: list[Stretch], text: str, words: Words) -> Iterator[Stretch]:
    """Put stretches of clock times on the day beside them."""
    n = 0
    while n < len(units):
        unit = units[n]
        following = units[n + 1] if n + 1 < len(units) else None
        merged = None if following is None else _merged(unit, following, text, words)
        if merged is not None:
            units[n + 1] = merged
        else:
            yield unit
        n += 1


def _merged(one: Stretch, two: Stretch, text: str, words: Words) -> Stretch | None:
    if not words.at.fullmatch(text, one.end, two.start):
        return None
    day, clock = (one, two) if two.ends[0].clock else (two, one)
    if day.relation != "at" or len(day.ends) != 1 or not day.ends[0].one_day:
        return None
    if any(not end.clock or end.dated for end in clock.ends):
        return None
    ends = tuple(replace(end, day=day.ends[0].day, dated=True) for end in clock.ends)
    moments = (*one.moments, *two.moments)
    return Stretch(one.start, two.end, clock.relation, ends, moments)
