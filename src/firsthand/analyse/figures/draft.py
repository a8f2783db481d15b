"""What is known of a figure while it is being put together?"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from firsthand.analyse.figures.cues import Cues
from firsthand.analyse.figures.grid import Grid
from firsthand.model.items import Bound, Change, Unit
from firsthand.text.numberlists import Numeral, NumeralKind

_NEXT_WORD = re.compile(r"[\s\u00a0]*([^\W_]+)")
_NESTED = 4
"""Dates that may lie inside one another."""
_REACH = 40
"""Characters looked back for one word."""

Stretch = tuple[int, int]
"""Half-open offsets into the report's text."""


@dataclass(slots=True)
class Draft:
    """One figure in the making; all offsets point into the report's text.

    `number` is the numeral itself, `measure` the stretch with currency signs and unit, `noun` the
    counted noun phrase, `start`/`end` the whole expression with its bound words.
    """

    numeral: Numeral
    sentence: Stretch
    start: int
    end: int
    value: float
    value_max: float | None = None
    kind: NumeralKind = NumeralKind.CARDINAL
    unit: Unit | None = None
    dimension: str = ""
    money: bool = False
    noun: Stretch | None = None
    noun_name: str = ""
    elided: Stretch | None = None
    """the noun of an earlier figure that a bare number counts too"""
    head: int = -1
    """index of the parse token that heads the expression, -1 without a parse"""
    bound: Bound = Bound.EXACT
    cue: Stretch | None = None
    """the bound words"""
    measure: Stretch = field(default=(0, 0))
    joint: str = ""
    stop: int = 0
    """where its noun must end: the next amount, or the end of the sentence"""

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.value_max is not None


@dataclass(frozen=True, slots=True)
class Page:
    """What every step looks at: the text, its language and parse, and what others found there."""

    text: str
    language: str
    grid: Grid
    cues: Cues
    blocked: tuple[Stretch, ...] = ()
    """stretches of dates and clock times, in text order"""
    countries: tuple[str, ...] = ()
    """those of the report's places, the one named most often first"""
    named: tuple[Stretch, ...] = ()
    """stretches of place names, in text order"""
    homes: tuple[tuple[int, str], ...] = ()
    """where places begin with the country of each, in text order"""
    lengths: frozenset[int] = frozenset()
    """where lengths of time begin"""

    @property
    def country(self) -> str:
        """The country that most places lie in, empty when none is known."""
        return self.countries[0] if self.countries else ""

    sources: dict[Stretch, Stretch | None] = field(default_factory=dict, compare=False)
    """sentence to the source it names, filled as they are asked for"""
    only_compared: dict[int, bool] = field(default_factory=dict, compare=False)
    """where a moment begins to whether it only serves to compare"""
    borders: dict[Stretch, list[int]] = field(default_factory=dict, compare=False)
    """sentence to where its clauses end, filled as they are asked for"""

    hints: dict[Stretch, frozenset[str]] = field(default_factory=dict, compare=False)
    """sentence to the names of the cues that it may hold, filled as they are asked for"""

    def may_hold(self, name: str, sentence: Stretch, start: int, end: int) -> bool:
        """Tell whether a cue may stand in a stretch of a sentence, without looking for it.

        Args:
            name: of the cue.
            sentence: half-open offsets.
            start: first code point.
            end: one past the last.

        Returns:
            False when none of its phrases can; a stretch that begins or ends inside a word may
            hold more than its sentence.
        """
        hints = self.hints.get(sentence)
        if hints is None:
            hints = self.hints[sentence] = self.cues.hinted(self.text[slice(*sentence)])
        if name in hints or start < sentence[0] or end > sentence[1]:
            return True
        return _cut(self.text, sentence, start) or _cut(self.text, sentence, end)

    def change(self, sentence: Stretch, start: int, end: int) -> tuple[Change, int]:
        """Find the last word of movement in a stretch of a sentence.

        Args:
            sentence: half-open offsets.
            start: first code point.
            end: one past the last.

        Returns:
            The change and where its word begins, from the start; (NONE, -1) when there is none.
        """
        if not self.may_hold("change", sentence, start, end):
            return Change.NONE, -1
        return self.cues.change(self.text[start:end])

    def in_place(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies in the name of a place.

        Args:
            start: first code point.
            end: one past the last.

        Returns:
            True when it does.
        """
        index = bisect_left(self.named, (start + 1, 0)) - 1
        return index >= 0 and end <= self.named[index][1]

    def place_before(self, position: int, floor: int) -> int | None:
        """Find the place name that ends right before a position.

        Args:
            position: an offset into the text.
            floor: where to stop looking.

        Returns:
            Where the name begins; None when there is none.
        """
        index = bisect_left(self.named, (position, 0)) - 1
        if index < 0 or self.named[index][0] < floor:
            return None
        start, end = self.named[index]
        return start if end < position and not self.text[end:position].strip(" \u00a0:") else None

    def in_moment(self, start: int, end: int) -> bool:
        """Tell whether a stretch shares a character with a date or clock time.

        Args:
            start: first code point.
            end: one past the last.

        Returns:
            True when it does.
        """
        after = bisect_left(self.blocked, (end, 0))
        return any(start < b for _, b in self.blocked[max(0, after - _NESTED) : after])

    def word_before(self, position: int, floor: int) -> str:
        """Return the case-folded word that ends at a position, blanks between them allowed.

        Args:
            position: an offset into the text.
            floor: where to stop looking.

        Returns:
            The word; empty when a mark stands there.
        """
        text, end, limit = self.text, position, max(floor, position - _REACH)
        while end > limit and text[end - 1].isspace():
            end -= 1
        start = end
        while start > limit and text[start - 1].isalnum():
            start -= 1
        return text[start:end].casefold()

    def word_after(self, position: int, stop: int) -> str:
        """Return the case-folded word that begins at a position, blanks between them allowed.

        Args:
            position: an offset into the text.
            stop: where to stop looking.

        Returns:
            The word; empty when a mark stands there.
        """
        match = _NEXT_WORD.match(self.text, position, stop)
        return match[1].casefold() if match else ""


def _cut(text: str, sentence: Stretch, position: int) -> bool:
    """Tell whether a place inside a sentence lies inside a word."""
    inside = sentence[0] < position < sentence[1]
    return inside and text[position - 1].isalpha() and text[position].isalpha()
