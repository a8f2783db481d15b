"""Which two times, or bare hours beside one, are the ends of a stretch: from A to B?"""

import re
from collections.abc import Iterator
from dataclasses import replace

from firsthand.analyse.times.ends import End, Stretch, later_half, ordered, shared
from firsthand.analyse.times.limit_words import Words

_REACH = 24
"""How far before a moment its words may stand, in code points."""
_LATER = frozenset({"AF", "EV", "NI"})


def pair(units: list[Stretch], text: str, words: Words) -> Iterator[Stretch]:
    """Join moments that are the two ends of a stretch, and a moment with the bare hours beside it.

    Args:
        units: the moments, in text order.
        text: the text.
        words: those of its language.

    Yields:
        The stretches and the moments that stand alone, in text order.
    """
    n = 0
    while n < len(units):
        unit = units[n]
        following = units[n + 1] if n + 1 < len(units) else None
        opener = words.opener.search(text[max(0, unit.start - _REACH) : unit.start])
        start = unit.start - (len(opener[0]) if opener else 0)
        if following is not None and _joined(unit, following, text, words, opener):
            moments = (*unit.moments, *following.moments)
            first, second = unit.ends[0], following.ends[0]
            # "8 a.m. to 5 p.m. Monday": the day after the second hour is that of both.
            if second.dated and not first.dated and text[following.start].isdecimal():
                first = replace(first, day=second.day, last=second.last)
            ends = ordered(*shared(first, second), moments)
            yield Stretch(start, following.end, "range", ends, moments)
            n += 2
            continue
        if len(unit.ends) > 1:
            yield replace(unit, start=start, relation="range")
        else:
            stop = following.start if following is not None else len(text)
            yield _with_hours(unit, text, words, stop)
        n += 1


def _joined(
    one: Stretch, two: Stretch, text: str, words: Words, opener: re.Match[str] | None
) -> bool:
    if one.length or two.length or len(one.ends) + len(two.ends) > 2:  # noqa: PLR2004 - two ends
        return False
    joint = words.joint.fullmatch(text, one.end, two.start)
    if joint is None:
        return False
    return joint["joint"] not in words.paired or _between(opener, words)


def _between(opener: re.Match[str] | None, words: Words) -> bool:
    return not words.paired or (opener is not None and "between" in opener["open"].lower())


def _with_hours(unit: Stretch, text: str, words: Words, stop: int) -> Stretch:
    """Read the hours that have no mark of their own beside a clock time or a day."""
    left = text[max(0, unit.start - 2 * _REACH) : unit.start]
    if not unit.length and unit.ends[0].clock:
        return _hour_onward(unit, text, words, stop, left) or _hour_before(unit, words, left)
    if not unit.length and unit.ends[0].one_day:
        return _hours_beside(unit, text, words, stop, left)
    return unit


def _hour_before(unit: Stretch, words: Words, left: str) -> Stretch:
    """Read "from 5 to 6 p.m."."""
    end = unit.ends[0]
    match = words.hour_before.search(left)
    if match is None or (match["joint"] in words.paired and not _between_open(match)):
        return unit
    clock = words.hour(match["hour"])
    if not clock:
        return unit
    first = End(end.day if end.dated else "", clock=clock, dated=end.dated)
    start = unit.start - len(match[0])
    return replace(unit, start=start, relation="range", ends=shared(first, end))


def _hour_onward(unit: Stretch, text: str, words: Words, stop: int, left: str) -> Stretch | None:
    """Read "from 6:30 to 9"."""
    end = unit.ends[0]
    opener = words.opener.search(left)
    onward = words.hour_next.match(text, unit.end, stop) if opener else None
    clock = words.hour(onward["hour"]) if onward else ""
    if opener is None or onward is None or not clock:
        return None
    start = unit.start - len(opener[0])
    ends = shared(end, End(end.day, end.last, clock, dated=end.dated))
    return replace(unit, start=start, end=onward.end(), relation="range", ends=ends)


def _between_open(match: re.Match[str]) -> bool:
    return bool(match["open"]) and "between" in match["open"].lower()


def _hours_beside(unit: Stretch, text: str, words: Words, stop: int, left: str) -> Stretch:
    match = words.hours_after.match(text, unit.end, stop)
    start, finish = unit.start, match.end() if match else unit.end
    if match is None:
        match = words.hours_before.search(left)
        if match is not None and not match["open"] and not match["joint"].isalpha():
            return unit  # "3-1 on Sunday" is a score
        start = unit.start - len(match[0]) if match else unit.start
    if match is not None:
        if match["joint"] in words.paired and not _between_open(match):
            return unit
        clocks = [words.hour(match["first"]), words.hour(match["second"])]
        if not all(clocks):
            return unit
        ends = tuple(_on(unit.ends[0], clock) for clock in clocks)
        return Stretch(start, finish, "range", ends, unit.moments)
    single = words.hour_after.match(text, unit.end, stop)
    clock = words.hour(single["hour"]) if single else ""
    if single is None or not clock:
        return unit
    return replace(unit, end=single.end(), ends=(_on(unit.ends[0], clock),), relation="on")


def _on(day: End, clock: str) -> End:
    end = End(day.day, day.last, clock, dated=True)
    return later_half(end) if day.part in _LATER else end


def merge(units: list[Stretch], text: str, words: Words) -> Iterator[Stretch]:
    """Put stretches of clock times on the day beside them.

    Args:
        units: stretches and moments, in text order.
        text: the text.
        words: those of its language.

    Yields:
        The stretches, in text order.
    """
    held: Stretch | None = None
    for unit in units:
        if held is not None:
            merged = _merged(held, unit, text, words)
            if merged is not None:
                held = merged
                continue
            yield held
        held = unit
    if held is not None:
        yield held


def _merged(one: Stretch, two: Stretch, text: str, words: Words) -> Stretch | None:
    if not words.at.fullmatch(text, one.end, two.start) or one.length or two.length:
        return None
    day, clock = (one, two) if two.ends[0].clock else (two, one)
    if day.relation != "at" or len(day.ends) != 1 or not day.ends[0].one_day:
        return None
    if any(not end.clock or end.dated for end in clock.ends):
        return None
    marked = any(end.halved for end in clock.ends)
    ends = tuple(
        replace(end, day=day.ends[0].day, last=day.ends[0].day, dated=True)
        if marked
        else _on(day.ends[0], end.clock)
        for end in clock.ends
    )
    relation = "on" if clock.relation == "at" else clock.relation
    return Stretch(one.start, two.end, relation, ends, (*one.moments, *two.moments))
