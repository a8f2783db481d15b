"""Which numbers and days of two sentences stand for one thing, and can both be true?"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.compare.amounts import amount, scale
from firsthand.compare.relate import Spread
from firsthand.lang import lexicon
from firsthand.model.items import Bound, Figure, Moment, MomentKind
from firsthand.model.span import Span

AROUND = 6
"""Words on either side of a number or day that tell what it is said of."""
STEM = 5
"""Letters by which two words are taken as forms of one."""
SHORTEST = 3
"""Letters of a word that tells anything."""
ONE_VALUE = 0.0005
"""Relative difference of two prints of one value."""
MOST_SHARED = 4
"""Words in common beyond which two numbers are not surer to be of one thing."""
FARTHEST = 3.0
"""Powers of ten beyond which two values are not farther apart."""
YEARS = 15.0
"""Years that weigh as much as three words in common."""

SAME, INSIDE, WIDER, MEETS, EDGE, NEAR, CONFLICT = (
    "same", "inside", "wider", "meets", "edge", "near", "conflict",
)  # fmt: skip
"""How what one sentence says of a value stands to the other's: equal; within its bound; beyond it
on both sides; overlapping; "over 400" beside "400"; "400" beside "over 400"; apart."""

_WORD = re.compile(r"[^\W\d_]+")
_LOWER = frozenset({Bound.OVER, Bound.AT_LEAST})
_UPPER = frozenset({Bound.UNDER, Bound.AT_MOST})
_ROUND = frozenset({Bound.EXACT, Bound.APPROXIMATE, Bound.NEARLY})
_DATES = frozenset({MomentKind.DATE, MomentKind.TIME})
_MONTH_DAY = len("2024-")
_YEARLESS = re.compile(r"X{4}-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence that tell anything, by where they stand."""

    starts: tuple[int, ...]
    stems: tuple[str, ...]

    def around(self, span: Span) -> frozenset[str]:
        """Give the words next to a span.

        Args:
            span: of the sentence's report.

        Returns:
            Their stems, those under the span too.
        """
        first = bisect_left(self.starts, span.start)
        last = bisect_right(self.starts, span.end)
        return frozenset(self.stems[max(0, first - AROUND) : last + AROUND])


@dataclass(frozen=True, slots=True)
class Met:
    """A value of one sentence with the one of the other that is said of the same thing.

    `how` is one of the standings above, empty where the other sentence has no such value; `shared`
    counts the words that the two have around them, `apart` the powers of ten between two numbers.
    """

    kind: str
    left: Span
    right: Span | None
    how: str
    bounded: bool
    unit: bool = False
    shared: int = 0
    apart: float = 0.0


def take_words(text: str, language: str) -> Words:
    """Find the words of a text that tell anything.

    Args:
        text: of a report.
        language: an ISO 639-1 code.

    Returns:
        Their places and stems; small words are left out.
    """
    small = _small(language)
    found = [(m.start(), m[0].casefold()) for m in _WORD.finditer(text)]
    kept = [(at, w[:STEM]) for at, w in found if len(w) >= SHORTEST and w not in small]
    return Words(tuple(at for at, _ in kept), tuple(stem for _, stem in kept))


def meet_figures(
    left: Sequence[Figure], right: Sequence[Figure], ours: Words, theirs: Words
) -> Iterator[Met]:
    """Set each number of one sentence beside the other's that is said of the same thing.

    Args:
        left: numbers of one sentence.
        right: numbers of the other.
        ours: the words of the one.
        theirs: the words of the other.

    Yields:
        One for each left number that is more than a bare word of quantity.
    """
    counted = [(f, theirs.around(f.span)) for f in right if f.bound is not Bound.VAGUE]
    for figure in left:
        if figure.bound is Bound.VAGUE:
            continue
        bounded = figure.bound is not Bound.EXACT
        around = ours.around(figure.span)
        best: tuple[float, Met] | None = None
        for other, near in counted:
            if _dimension(figure) != _dimension(other):
                continue
            unit = bool(figure.unit.canonical) and figure.unit.canonical == other.unit.canonical
            shared = len(around & near)
            apart = _apart(figure, other)
            score = 1.5 * (unit + _equal(figure, other)) + 0.5 * min(shared, MOST_SHARED) - apart
            if best is None or score > best[0]:
                how = stand(figure, other)
                met = Met(
                    "number", figure.span, other.span, how, bounded, unit, shared, apart
                )  # fmt: skip
                best = score, met
        yield best[1] if best else Met("number", figure.span, None, "", bounded)


def stand(left: Figure, right: Figure) -> str:
    """Say how one number stands to another that is said of the same thing.

    Args:
        left: a number.
        right: another of its dimension.

    Returns:
        One of the standings above.
    """
    if left.value_max is None and right.value_max is None and _equal(left, right):
        return _at_one_value(left.bound, right.bound)
    one, other = _spread(left), _spread(right)
    if one.holds(other):
        return INSIDE
    if other.holds(one):
        return WIDER
    return MEETS if max(one.low, other.low) < min(one.high, other.high) else CONFLICT


def _at_one_value(left: Bound, right: Bound) -> str:
    pair = {left, right}
    if len(pair) == 1 or pair <= _ROUND:
        return SAME
    if left is not Bound.EXACT and right in _ROUND:
        return EDGE
    return CONFLICT if pair & _LOWER and pair & _UPPER else NEAR


def meet_days(
    left: Sequence[tuple[Moment, str]],
    right: Sequence[tuple[Moment, str]],
    ours: Words,
    theirs: Words,
) -> Iterator[Met]:
    """Set each day of one sentence beside the other's that is said of the same thing.

    Args:
        left: times of one sentence, each with "before", "after" or nothing.
        right: those of the other.
        ours: the words of the one.
        theirs: the words of the other.

    Yields:
        One for each left time that is a date.
    """
    for moment, side in left:
        if moment.kind not in _DATES:
            continue
        around = ours.around(moment.span)
        best: tuple[float, Met] | None = None
        for other, other_side in right:
            how = stand_in_time(moment, side, other, other_side)
            if other.kind not in _DATES or not how:
                continue
            shared = len(around & theirs.around(other.span))
            score = 0.5 * min(shared, MOST_SHARED) + {SAME: 1.5, INSIDE: 0.5, EDGE: 0.5}.get(how, 0)
            if moment.first and other.first:
                years = abs(int(moment.first[:4]) - int(other.first[:4]))
                score -= min(years, 2 * YEARS) / YEARS
            if best is None or score > best[0]:
                met = Met("date", moment.span, other.span, how, bool(side), shared=shared)
                best = score, met
        yield best[1] if best else Met("date", moment.span, None, "", bool(side))


def stand_in_time(left: Moment, side: str, right: Moment, other_side: str) -> str:
    """Say how one date, or the time before or after it, stands to another.

    Args:
        left: a date.
        side: "before" or "after" it, or empty for the date itself.
        right: another date.
        other_side: the same of it.

    Returns:
        One of the standings above; empty where a year or a day is missing.
    """
    if left.first and right.first:
        if side:
            return _beyond(side, other_side, (left.first, left.last), (right.first, right.last))
        return _within(left, right, other_side)
    one, other = _month_day(left), _month_day(right)
    if not one or not other:
        return ""
    if side:
        return _beyond(side, other_side, (one, one), (other, other))
    return SAME if one == other else CONFLICT


def _within(left: Moment, right: Moment, other_side: str) -> str:
    if left.first <= right.first and right.last <= left.last:
        return SAME
    if right.first <= left.first and left.last <= right.last:
        return SAME if len(right.value) > len("2024") else WIDER
    if left.first <= right.last and right.first <= left.last:
        return MEETS
    open_end = other_side == "after" and left.first > right.last
    open_start = other_side == "before" and left.last < right.first
    return MEETS if open_end or open_start else CONFLICT


def _beyond(side: str, other_side: str, one: tuple[str, str], other: tuple[str, str]) -> str:
    """Set a time before or after a date beside another date."""
    if side == other_side and one[0] == other[0]:
        return SAME
    before, after = other[1] < one[0], other[0] > one[1]
    if before or after:
        return INSIDE if before == (side == "before") else CONFLICT
    return SAME if side == other_side == "before" else EDGE


def sides(text: str, moments: Iterable[Moment], language: str) -> tuple[tuple[Moment, str], ...]:
    """Tell of each time whether a text speaks of it or of the time before or after it.

    Args:
        text: of the report.
        moments: its times.
        language: an ISO 639-1 code.

    Returns:
        Each with "before", "after" or nothing.
    """
    return tuple((moment, _side(text, moment, language)) for moment in moments)


def _side(text: str, moment: Moment, language: str) -> str:
    before = text[max(0, moment.span.start - 24) : moment.span.start]
    for side, (ends, starts) in _beside(language).items():
        if ends.search(before) or starts.match(moment.span.quote):
            return side
    return ""


@cache
def _beside(language: str) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    table = lexicon(language, "pairs")
    skip = _any(table.get("skip", ()))
    found = {}
    for side in ("before", "after"):
        words = _any(table.get(side, ()))
        tail = rf"(?:\s+{skip})?\s*$"
        found[side] = (
            re.compile(rf"(?<!\w){words}{tail}", re.IGNORECASE),
            re.compile(rf"{words}(?!\w)", re.IGNORECASE),
        )
    return found


def _any(words: Iterable[str]) -> str:
    listed = sorted(words, key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, listed))})" if listed else "(?!)"


@cache
def _small(language: str) -> frozenset[str]:
    table = lexicon(language, "pairs")
    listed = [*table.get("before", ()), *table.get("after", ()), *table.get("bare", ())]
    return frozenset((*lexicon(language, "events").get("small_words", ()), *listed))


def _month_day(moment: Moment) -> str:
    """Give the day of a year: of a whole date, or of one that lacks its year."""
    if moment.first and moment.first == moment.last:
        return moment.first[_MONTH_DAY:]
    known = _YEARLESS.search(moment.symbolic)
    return f"{known[1]}-{known[2]}" if known else ""


def _dimension(figure: Figure) -> str:
    if figure.unit.canonical.isupper():
        return "money"
    return figure.unit.si_unit or ""


def _spread(figure: Figure) -> Spread:
    factor = scale(figure)
    low = -math.inf if figure.low is None else figure.low * factor
    high = math.inf if figure.high is None else figure.high * factor
    return Spread(low, high, figure.low_open, figure.high_open)


def _equal(left: Figure, right: Figure) -> bool:
    return math.isclose(amount(left), amount(right), rel_tol=ONE_VALUE)


def _apart(left: Figure, right: Figure) -> float:
    one, other = amount(left), amount(right)
    if one <= 0 or other <= 0:
        return 2.0
    return min(abs(math.log10(one / other)), FARTHEST)
