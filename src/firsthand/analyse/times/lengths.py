"""Which stretch does a length of time measure, from the day of writing or from another time?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from firsthand.analyse.times.context import Context
from firsthand.analyse.times.ends import End, Stretch, after_length, instant
from firsthand.analyse.times.forms import parse_form
from firsthand.analyse.times.limit_words import Words
from firsthand.analyse.times.periods import floor, move
from firsthand.analyse.times.resolve import resolve

_REACH = 24
_BACKWARD = frozenset({"before", "prior to"})


def measure(
    units: list[Stretch], text: str, words: Words, now: datetime | None
) -> Iterator[Stretch]:
    """Lay lengths of time beside the day of writing or the time that stands next to them.

    Args:
        units: stretches and moments, in text order.
        text: the text.
        words: those of its language.
        now: the time of writing, if known.

    Yields:
        The stretches, in text order.
    """
    n = 0
    while n < len(units):
        unit = units[n]
        following = units[n + 1] if n + 1 < len(units) else None
        both = _beside(unit, following, text, words) if following is not None else None
        if both is not None:
            yield both
            n += 2
            continue
        yield _from_now(unit, text, words, now) if unit.length and now is not None else unit
        n += 1


def _beside(one: Stretch, two: Stretch, text: str, words: Words) -> Stretch | None:
    """Read "two weeks after 4 May", "two hours from 10 a.m.", "from 2 p.m. for two hours"."""
    gap = text[one.end : two.start]
    if one.length and not two.length and len(two.ends) == 1:
        if words.begun.fullmatch(gap) and (two.ends[0].clock or not words.apart.fullmatch(gap)):
            return _begun(one, two, text, words)
        if two.relation == "at" and words.inner.fullmatch(gap):
            return _counted_off(one, two, words)
        if two.relation == "at" and words.apart.fullmatch(gap):
            return _apart(one, two, -1 if gap.strip().lower() in _BACKWARD else 1)
    if (
        two.length
        and (one.ends[0].clock or one.ends[0].one_day)
        and one.relation in {"at", "since"}
    ):
        return _lasting(one, two, text, words)
    return None


def _begun(one: Stretch, two: Stretch, text: str, words: Words) -> Stretch | None:
    point = _point(two.ends[0])
    last = after_length(one.moments[0].timex, point, 1) if point is not None else None
    if last is None:
        return None
    clocked = bool(two.ends[0].clock)
    lasting = words.lasting.search(text[max(0, one.start - 5) : one.start]) if clocked else None
    start = one.start - (len(lasting[0].lstrip()) if lasting else 0)
    ends = (two.ends[0], _like(two.ends[0], last))
    return Stretch(start, two.end, "range", ends, (*one.moments, *two.moments))


def _apart(one: Stretch, two: Stretch, sign: int) -> Stretch | None:
    point = _point(two.ends[0])
    there = after_length(one.moments[0].timex, point, sign) if point is not None else None
    if there is None:
        return None
    ends = (_like(two.ends[0], there),)
    return Stretch(one.start, two.end, "on", ends, (*one.moments, *two.moments))


def _lasting(one: Stretch, two: Stretch, text: str, words: Words) -> Stretch | None:
    gap = text[one.end : two.start]
    point = _point(one.ends[0]) if words.lasting.fullmatch(gap) else None
    last = after_length(two.moments[0].timex, point, 1) if point is not None else None
    if last is None:
        return None
    opener = words.opener.search(text[max(0, one.start - _REACH) : one.start])
    start = one.start - (len(opener[0]) if opener else 0)
    if start == one.start and one.relation == "at":
        return None
    ends = (one.ends[0], _like(one.ends[0], last))
    return Stretch(start, two.end, "range", ends, (*one.moments, *two.moments))


def _counted_off(one: Stretch, two: Stretch, words: Words) -> Stretch | None:
    """Read "the first two weeks of 2031": the first or last units of a longer period."""
    quote = one.moments[0].span.quote
    head = "firstn" if words.leading.match(quote) else "lastn"
    if head == "lastn" and not words.trailing.match(quote):
        return None
    form = parse_form(one.moments[0].symbolic)
    if form is None or form.head not in {"dur", "lasting"}:
        return None
    whole = two.moments[0].symbolic.rstrip("+")
    day = date.fromisoformat(two.ends[0].day) if two.ends[0].day else None
    when = resolve(f"{head}({form.word(1)},{form.word(0)},{whole})", Context(anchor=day))
    if when is None or when.first is None or when.last is None:
        return None
    begin = datetime.combine(when.first, time())
    after = datetime.combine(when.last, time()) + timedelta(days=1)
    ends = (instant(begin, hours=False), instant(after, hours=False))
    return Stretch(one.start, two.end, "range", ends, (*one.moments, *two.moments))


def _point(end: End) -> datetime | None:
    if not end.day or (end.day != end.last and not end.clock):
        return None
    clock = time.fromisoformat(f"{end.clock}:00"[:8]) if end.clock and end.clock < "24" else time()
    return datetime.combine(date.fromisoformat(end.day), clock)


def _like(end: End, when: datetime) -> End:
    return replace(instant(when, hours=bool(end.clock)), dated=end.dated or not end.clock)


def _from_now(unit: Stretch, text: str, words: Words, now: datetime) -> Stretch:
    moment = unit.moments[0]
    quote = moment.span.quote.translate(words.variants)
    left = text[max(0, unit.start - _REACH) : unit.start]
    timex = moment.timex
    form = parse_form(moment.symbolic.rstrip("+"))
    quarters = form is not None and form.word(1) == "Q" and form.word(0).isdecimal()
    inside = words.inside_before.search(left)
    after = words.inside_after.match(text, unit.end)
    hours = timex.startswith("PT")
    back, forward = words.back.search(quote), words.forward.search(quote)
    if form is not None and quarters and (back or forward):
        return replace(unit, relation="range", ends=_quarters(int(form.word(0)), now, bool(back)))
    if back and not forward:
        begin = after_length(timex, now, -1)
        if begin is None:
            return unit
        return replace(unit, relation="range", ends=_both(begin, now, hours=hours))
    start = unit.start - (len(inside[0]) if inside else 0)
    if inside or after or forward:
        low, high = _coming(timex, now, inside=bool(inside or after))
        if high is None:
            return unit
        end = after.end() if after else unit.end
        return replace(
            unit, start=start, end=end, relation="range", ends=_both(low, high, hours=hours)
        )
    return _later(unit, words, now, left)


def _later(unit: Stretch, words: Words, now: datetime, left: str) -> Stretch:
    """Read "in two weeks"."""
    timex = unit.moments[0].timex
    later = words.later_before.search(left)
    there = after_length(timex, now, 1) if later else None
    if later is None or there is None:
        return unit
    start = unit.start - len(later[0])
    ends = (instant(there, hours=timex.startswith("PT")),)
    return replace(unit, start=start, relation="on", ends=ends)


def _quarters(count: int, now: datetime, back: bool) -> tuple[End, End]:  # noqa: FBT001
    """Lay quarters of the calendar before or after the present one."""
    here = floor("Q", now.date())
    low = move("Q", here, -count) if back else move("Q", here, 1)
    both = (low, move("Q", low, count))
    first, last = (datetime.combine(day, time()) for day in both)
    return _both(first, last, hours=False)


def _both(low: datetime, high: datetime, *, hours: bool) -> tuple[End, End]:
    return instant(low, hours=hours), instant(high, hours=hours)


def _coming(timex: str, now: datetime, *, inside: bool) -> tuple[datetime, datetime | None]:
    """Find where coming units begin: "the next two weeks" begin tomorrow, within them now."""
    if inside or timex.startswith("PT"):
        return now, after_length(timex, now, 1)
    begin = now + timedelta(days=1)
    return begin, after_length(timex, begin, 1)
