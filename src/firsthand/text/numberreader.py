"""Which numeral begins at a word: a number, fraction, ordinal, multiple or vague amount?"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from firsthand.lang import ANY, lexicon
from firsthand.text.digits import TokenKind
from firsthand.text.numberlists import Numeral, NumeralKind, can_add, grammar, tidy
from firsthand.text.numberwords import Numbers

_THOUSAND = 1000
_LARGEST_POWER = 99.0
_LARGEST_BASE = 1000.0
"""Greater bases and exponents are no amounts of news."""
_DECADE = 10
"""The smallest number whose plural names a decade: "the 20s", "1990s"."""
_JOINING = frozenset({"/", "^", "-", "\u2010", "\u2011", "s"})
"""What may go on with digits in any language."""


@cache
def _parts(language: str) -> "frozenset[str] | _Everything":
    """List all words of a language's numerals, whatever they stand for."""
    words = grammar(language)
    if words.rules.get("compound"):
        return _Everything()
    found = frozenset(_strings([lexicon(language, "numerals"), lexicon(ANY, "numerals")]))
    plural = str(words.rules.get("ordinal_suffix", {}).get("plural", ""))
    return found | {f"{word}{plural}" for word in words.ordinal}


def _strings(table: Any) -> Iterator[str]:  # noqa: ANN401 - what a data file holds
    """Walk the keys and strings of a table, each word of a phrase for itself too."""
    if isinstance(table, str):
        yield table.casefold()
        yield from table.casefold().split()
    elif isinstance(table, Mapping):
        yield from _strings([*table, *table.values()])
    elif isinstance(table, list | tuple | set | frozenset):
        for member in table:
            yield from _strings(member)


class _Everything:
    """The words of a language that writes numbers together: any word may be one."""

    def __contains__(self, word: object) -> bool:
        return True


class Reader(Numbers):
    """Read numerals out of tokens, one grammar, one text."""

    def read(self, index: int) -> tuple[Numeral, int] | None:
        """Read the numeral that begins at a token.

        Args:
            index: of the token.

        Returns:
            The numeral and the index after it; None when none begins there.
        """
        token = self.tokens[index]
        if token.kind is TokenKind.NUMBER and token.value != token.value:
            return None
        if token.kind is TokenKind.NUMBER and self._ends_at(index + 1):
            return self._make(index, index + 1, token.value, NumeralKind.CARDINAL)
        negative = self._minus(index)
        start = negative or index
        found = (
            self._vague(start) or self._fraction(start) or self._ordinal(start)
            or self._plain(start) or self._single(start)
        )  # fmt: skip
        if found is None:
            return None
        numeral, after = found
        if negative:
            if numeral.kind not in {NumeralKind.CARDINAL, NumeralKind.FRACTION}:
                return None
            numeral = replace(numeral, value=-numeral.value, start=token.start)
        return numeral, after

    def _ends_at(self, index: int) -> bool:
        """Tell whether what follows digits is surely no part of their numeral."""
        if index >= self.count:
            return True
        kind, low = self.tokens[index][:2]
        plain = kind is TokenKind.WORD or kind is TokenKind.MARK
        return plain and low not in _JOINING and low not in _parts(self.words.rules["language"])

    def _minus(self, index: int) -> int:
        token = self.tokens[index]
        if token.low in self.words.strings("minus"):
            after = self.skip_hyphen(index + 1)
            return after if after < self.count else 0
        if token.low not in {"-", "−", "\u2013"} or index + 1 >= self.count:
            return 0
        following = self.tokens[index + 1]
        alone = token.start == 0 or self.text[token.start - 1] in " \t\n(（[“\"':：$€£¥"
        after_number = index > 0 and self.tokens[index - 1].kind is TokenKind.NUMBER
        right = following.kind is TokenKind.NUMBER and following.start == token.end
        return index + 1 if right and alone and not after_number else 0

    def _make(
        self,
        first: int,
        after: int,
        value: float,
        kind: NumeralKind,
        scale: float = 1.0,
        value_max: float | None = None,
    ) -> tuple[Numeral, int]:
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        digits = self.tokens[first].kind is TokenKind.NUMBER
        value = tidy(value)
        return Numeral(start, end, value, kind, value_max, scale=scale, digits=digits), after

    # --- plain numbers

    def _plain(self, index: int) -> tuple[Numeral, int] | None:
        part = self._number(index)
        if part is None:
            return None
        after = part.after
        low = self.low(after)
        if low in self.words.strings("fraction_rule", "over") and part.scale == 1.0:
            over = self._over(part.value, after + 1)
            if over is not None:
                return self._make(index, over[1], over[0], NumeralKind.FRACTION)
        if low == "^":
            power = self._power(part.value, after + 1)
            if power is not None:
                return self._make(index, power[1], power[0], NumeralKind.CARDINAL)
        if low in {"-", ""} and self.low(after + 1) in self.words.strings("fold", "suffixes"):
            return self._make(index, after + 2, part.value, NumeralKind.MULTIPLE)
        if low in self.words.strings("fold", "suffixes"):
            return self._make(index, after + 1, part.value, NumeralKind.MULTIPLE)
        alone = self.tokens[index].kind is TokenKind.SYMBOL and part.scale == 1.0
        kind = NumeralKind.FRACTION if alone else NumeralKind.CARDINAL
        return self._make(index, after, part.value, kind, scale=part.scale)

    def _over(self, value: float, index: int) -> tuple[float, int] | None:
        """Read "one over three" where nothing follows: "2 over 3 years" is no fraction."""
        part = self._number(index) if index < self.count else None
        if part is None or part.value <= 1:
            return None
        last = part.after >= self.count or self.low(part.after) in {".", ",", ";", ")", "?", "!"}
        return (value / part.value, part.after) if last else None

    def _power(self, value: float, index: int) -> tuple[float, int] | None:
        """Read the exponent of "10^9" with its sign."""
        sign = -1.0 if self.low(index) in {"-", "\u2212"} else 1.0
        step = index + 1 if self.low(index) in {"-", "\u2212", "+"} else index
        token = self.tokens[step] if step < self.count else None
        if token is None or token.kind is not TokenKind.NUMBER or token.value > _LARGEST_POWER:
            return None
        fractional = value < 0 and token.value != int(token.value)
        if fractional or (value == 0 and sign < 0) or abs(value) > _LARGEST_BASE:
            return None
        return value ** (sign * token.value), step + 1

    # --- fractions, ordinals, multiples, vague amounts

    def _fraction(self, index: int) -> tuple[Numeral, int] | None:
        part = self._fraction_part(index)
        if part is None:
            return None
        value, after = part
        step = self.skip_hyphen(after)
        of = self.words.strings("fraction_rule", "of")
        if self.low(step) in of and self.low(step + 1) in self.article:
            step += 1  # "two thirds of a million"
        step = step + 1 if self.low(step) in self.article else step
        factor = self.words.scale.get(self.low(step))
        if factor and (factor >= _THOUSAND or value == 0.5):  # noqa: PLR2004 - "half a dozen"
            value *= factor
            return self._make(index, step + 1, value, NumeralKind.CARDINAL, scale=factor)
        return self._make(index, after, value, NumeralKind.FRACTION)

    def _ordinal(self, index: int) -> tuple[Numeral, int] | None:
        token = self.tokens[index]
        if token.kind is TokenKind.NUMBER:
            endings = self.words.strings("ordinal_suffix", "endings")
            step = index + 1
            ending = self.low(step) if self.glued(step) else ""
            whole = token.value == int(token.value)
            if (ending in endings and whole) or (ending == "s" and token.value >= _DECADE):
                return self._make(index, step + 1, token.value, NumeralKind.ORDINAL)
            return None
        if token.low in self.words.ordinal:
            return self._make(index, index + 1, self.words.ordinal[token.low], NumeralKind.ORDINAL)
        part = self._cardinals(index)
        if part is None:
            return None
        step = self.skip_hyphen(part.after)
        last = self.words.ordinal.get(self.low(step))
        if last is not None and can_add(part.value, last):
            return self._make(index, step + 1, part.value + last, NumeralKind.ORDINAL)
        return None

    def _single(self, index: int) -> tuple[Numeral, int] | None:
        value = self.words.multiple.get(self.tokens[index].low)
        if value is None:
            return None
        return self._make(index, index + 1, value, NumeralKind.MULTIPLE)

    def _vague(self, index: int) -> tuple[Numeral, int] | None:
        step = index + 1 if self.low(index) in self.article else index
        word = self.low(step)
        amount = self.words.vague.get(word)
        if amount is None:
            return None
        if word in self.words.strings("vague_rule", "needs_article") and step == index:
            return None
        low, high, after = amount[0], amount[1], step + 1
        of = self.words.strings("vague_rule", "of")
        inner = after + 1 if self.low(after) in of else after
        factor = self._vague_factor(
            inner,
            scale=inner == after and word in self.words.strings("vague_rule", "times_scale"),
            of=inner > after,
        )
        if factor:
            low, high, after = low * factor, high * factor, inner + 1
        elif word in self.words.strings("vague_rule", "needs_of") and inner == after:
            return None
        return self._make(index, after, low, NumeralKind.VAGUE, value_max=high)

    def _vague_factor(self, index: int, *, scale: bool, of: bool) -> float:
        low = self.low(index)
        if of and low in self.words.vague and self.words.vague[low][0] >= 10:  # noqa: PLR2004 - "tens" and up
            return self.words.vague[low][0]
        if scale or of:
            return self.words.scale.get(low) or self.words.hundred.get(low) or 0.0
        return 0.0
