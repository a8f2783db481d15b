"""Which stretches do the words around time expressions mark out: since, before, from ... to?

A moment is the expression itself ("2018"); a stretch is what a limiting word or a second moment
makes of it ("before 2018", "from May to July", "Tuesday between 3 and 5 p.m."). The words are data
(lang/<xx>/limits.toml).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from firsthand.analyse.times.ends import Stretch, ends_of
from firsthand.analyse.times.lengths import measure
from firsthand.analyse.times.limit_words import Words, load_words
from firsthand.analyse.times.pairs import merge, pair
from firsthand.model.items import Moment, MomentKind
from firsthand.text.dates import plain_digits

_REACH = 24
"""How far before and after a moment its words may stand, in code points."""

_COUNTED = re.compile(r"(?:ago|ahead|rel|agosum|yearago)\(")
"""Times that are a length away from another one: more or less than it."""
_NOTHING = re.compile(r"\s*\Z")


def find_stretches(
    moments: Sequence[Moment], text: str, language: str, now: datetime | None = None
) -> tuple[Stretch, ...]:
    """Find what limiting words and pairs make of the time expressions of a text.

    Args:
        moments: the moments of the text, in text order.
        text: the text.
        language: an ISO 639-1 code; one without such words has no stretches.
        now: the time of writing, from which lengths of time are measured; None = unknown.

    Returns:
        The stretches in text order, not overlapping; moments that stand alone are not among them.
    """
    words = load_words(language)
    if words is None:
        return ()
    plain = plain_digits(text).translate(words.variants)
    units = [unit for m in moments if (unit := _unit(m, now)) is not None]
    units = list(pair(units, plain, words))
    units = list(measure(units, plain, words, now))
    units = [_limited(unit, units, n, plain, words) for n, unit in enumerate(units)]
    units = list(merge(units, plain, words))
    return tuple(unit for unit in units if unit.relation != "at")


def _unit(moment: Moment, now: datetime | None) -> Stretch | None:
    if moment.kind is MomentKind.SET or (moment.vague and moment.timex != "PRESENT_REF"):
        return None
    span = moment.span
    return Stretch(span.start, span.end, "at", ends_of(moment, now), (moment,))


def _limited(unit: Stretch, units: list[Stretch], number: int, text: str, words: Words) -> Stretch:
    """Take in the word before or after a moment that makes it a limit."""
    counted = unit.relation == "on" or bool(_COUNTED.match(unit.moments[0].symbolic))
    if unit.relation not in {"at", "on"} or unit.moments[0].timex == "PRESENT_REF":
        return unit
    floor = units[number - 1].end if number else 0
    left = text[max(floor, unit.start - _REACH) : unit.start]
    stop = units[number + 1].start if number + 1 < len(units) else len(text)
    for name, pattern in () if unit.relation == "on" else words.right:
        if (name in {"more", "less"}) is not unit.length:
            continue
        match = pattern.match(text, unit.end, min(stop, unit.end + _REACH))
        # "2010 and before 2018": the word belongs to the time after it.
        if match is None or (stop < len(text) and _NOTHING.match(text[match.end() : stop])):
            continue
        before = next((m for kind, p in words.left if kind == name and (m := p.search(left))), None)
        start = unit.start - (len(before[0]) if before else 0)
        return replace(unit, start=start, end=match.end(), relation=name)
    for name, pattern in words.left:
        match = pattern.search(left)
        if match is None or (unit.relation == "on" and name not in {"more", "less"}):
            continue
        if (name in {"more", "less"}) is (unit.length or counted):
            return replace(unit, start=unit.start - len(match[0]), relation=name)
    return unit
