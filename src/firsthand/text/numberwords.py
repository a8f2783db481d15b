"""What number do words such as "two and a half million" or "zweihundertfünfzig" stand for?"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from firsthand.lang import ANY, lexicon
from firsthand.text.digits import Token, TokenKind

_HUNDRED = 100
_THOUSAND = 1000
_MAX_WORD = 60
"""Longer words are not taken apart into number parts."""


class NumeralKind(StrEnum):
    """What a numeral says."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: half-open offsets, value, and the far end of a range.

    `scale` is the product of its last scale words ("million" = 1e6), `digits` whether it begins
    with digits, `more` whether it carries a word for "and some more" inside (3000多万).
    """

    start: int
    end: int
    value: float
    kind: NumeralKind = NumeralKind.CARDINAL
    value_max: float | None = None
    scale: float = 1.0
    digits: bool = False
    more: bool = False
    joint: str = ""
    """the word or mark between the two ends of a range"""


def tidy(value: float) -> float:
    """Round away what binary fractions add: 4.1 million is 4,100,000.

    Args:
        value: a product of decimal numbers.

    Returns:
        The value with 14 significant digits.
    """
    return float(f"{value:.14g}")


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's number words; every table maps a case-folded word to a value."""

    cardinal: dict[str, float]
    hundred: dict[str, float]
    scale: dict[str, float]
    fraction: dict[str, float]
    ordinal: dict[str, float]
    multiple: dict[str, float]
    vague: dict[str, tuple[float, float]]
    inside: dict[str, float]
    glued: dict[str, float]
    glued_money: dict[str, float]
    rules: dict[str, Any] = field(default_factory=dict)

    def strings(self, *path: str) -> tuple[str, ...]:
        """Read a list of words out of the rules; empty where there is none.

        Args:
            path: the key, table by table.

        Returns:
            The words.
        """
        table: Any = self.rules
        for key in path:
            table = table.get(key, {})
        return tuple(table or ())

    def starts(self, word: str) -> bool:
        """Tell whether a word can begin a numeral.

        Args:
            word: a case-folded word.

        Returns:
            True when it stands in a table or can be taken apart.
        """
        return (
            word in self.cardinal
            or word in self.scale
            or word in self.hundred
            or word in self.fraction
            or word in self.ordinal
            or word in self.multiple
            or word in self.vague
            or word in self.strings("article")
            or word in self.strings("minus")
            or self.compound(word) is not None
        )

    def compound(self, word: str) -> float | None:
        """Value a word written together from number words.

        Args:
            word: a case-folded word.

        Returns:
            Its value; None when it is something else or the language writes them apart.
        """
        if not self.rules.get("compound") or len(word) > _MAX_WORD:
            return None
        return _compound(self.rules["language"], word)


@cache
def grammar(language: str) -> Grammar:
    """Load the number words of a language once.

    Args:
        language: an ISO 639-1 code; a language without a file knows digits only.

    Returns:
        Its grammar.
    """
    own, shared = lexicon(language, "numerals"), lexicon(ANY, "numerals")

    def table(name: str, source: dict[str, Any] = own) -> dict[str, float]:
        return {str(k).casefold(): float(v) for k, v in source.get(name, {}).items()}

    vague = {str(k): (float(v[0]), float(v[1])) for k, v in own.get("vague", {}).items()}
    rules = {k: v for k, v in own.items() if k not in {"cardinal", "ordinal"}}
    glued = table("glued", shared) | {k: v for k, v in table("scale").items() if v >= _THOUSAND}
    return Grammar(
        cardinal=table("cardinal"),
        hundred=table("hundred"),
        scale=table("scale"),
        fraction=table("fraction"),
        ordinal=table("ordinal"),
        multiple=table("multiple"),
        vague=vague,
        inside=table("inside"),
        glued=glued,
        glued_money=table("glued_money", shared),
        rules=rules | {"language": language},
    )


@lru_cache(maxsize=1 << 16)
def _compound(language: str, word: str) -> float | None:
    words = grammar(language)
    parts = words.cardinal | words.inside | words.hundred | words.scale
    joiner = words.strings("joiner")
    split = _split(word, {**parts, **dict.fromkeys(joiner, -1.0)})
    if split is None or len(split) < 2:  # noqa: PLR2004 - a compound has two parts
        return None
    return _evaluate(split)


def _split(word: str, parts: dict[str, float]) -> list[float] | None:
    """Cut a word into parts, the longest first; work grows with length times longest part."""
    longest = max(map(len, parts))
    ways: list[list[float] | None] = [None] * (len(word) + 1)
    ways[len(word)] = []
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + longest), start, -1):
            value, rest = parts.get(word[start:end]), ways[end]
            if value is not None and rest is not None:
                ways[start] = [value, *rest]
                break
    return ways[0]


def _evaluate(parts: list[float]) -> float | None:
    total = current = 0.0
    for index, value in enumerate(parts):
        if value < 0:
            if index in {0, len(parts) - 1}:
                return None
            continue
        if value >= _THOUSAND:
            total += (current or 1) * value
            current = 0
        elif value == _HUNDRED:
            current = (current or 1) * value
        elif current and not can_add(current, value) and not can_add(value, current):
            return None
        else:
            current += value
    return total + current


def can_add(total: float, value: float, teens_after: tuple[float, ...] = ()) -> bool:
    """Tell whether a smaller number may follow a greater one in one numeral.

    Args:
        total: what stands so far, such as 20 or 300.
        value: what follows, such as 5.
        teens_after: tens that take 1 to 19 (French 60 and 80).

    Returns:
        True for 20 and 5, not for 20 and 30.
    """
    if total in teens_after:
        return 0 < value < 20  # noqa: PLR2004 - teens end there
    return 0 < value < low_power(total)


def low_power(value: float) -> float:
    """Find the place of a number's last digit that is not zero.

    Args:
        value: a number.

    Returns:
        10 for 20, 100 for 300, 1 for anything with a last digit or a fraction.
    """
    if value <= 0 or value != int(value):
        return 1.0
    power, rest = 1, int(value)
    while rest % 10 == 0:
        power, rest = power * 10, rest // 10
    return float(power)


@dataclass(frozen=True, slots=True)
class _Part:
    """A number read so far: value, index of the next token, place below which more may be added."""

    value: float
    after: int
    room: float
    scale: float = 1.0
    words: bool = True


class Reader:
    """Read numerals out of tokens, one grammar, one text."""

    def __init__(self, tokens: list[Token], words: Grammar, text: str) -> None:
        self.tokens = tokens
        self.words = words
        self.text = text
        self.count = len(tokens)
        self.article = frozenset(words.strings("article"))
        self.joiner = frozenset(words.strings("joiner"))
        self.joiner_from = float(words.rules.get("joiner_from", _HUNDRED))
        self.teens_after = tuple(float(v) for v in words.strings("teens_after"))

    def low(self, index: int) -> str:
        """Return the case-folded token at an index, empty past the end."""
        return self.tokens[index].low if 0 <= index < self.count else ""

    def glued(self, index: int) -> bool:
        """Tell whether a token stands directly after the one before it."""
        return 0 < index < self.count and self.tokens[index].start == self.tokens[index - 1].end

    def skip_hyphen(self, index: int) -> int:
        """Step over a hyphen that stands between two words."""
        return index + 1 if self.low(index) in {"-", "\u2011", "\u2010"} else index

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

    def _minus(self, index: int) -> int:
        token = self.tokens[index]
        if token.low in self.words.strings("minus"):
            return self.skip_hyphen(index + 1)
        if token.low not in {"-", "−", "\u2013"} or index + 1 >= self.count:
            return 0
        following = self.tokens[index + 1]
        alone = token.start == 0 or self.text[token.start - 1] in " \t\n(（[“\"':："
        after_number = index > 0 and self.tokens[index - 1].kind is TokenKind.NUMBER
        right = following.kind is TokenKind.NUMBER and following.start == token.end
        return index + 1 if right and alone and not after_number else 0

    def _make(
        self, first: int, after: int, value: float, kind: NumeralKind, **more: Any
    ) -> tuple[Numeral, int]:
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        digits = self.tokens[first].kind is TokenKind.NUMBER
        return Numeral(start, end, tidy(value), kind, digits=digits, **more), after

    # --- plain numbers

    def _plain(self, index: int) -> tuple[Numeral, int] | None:
        part = self._number(index)
        if part is None:
            return None
        after = part.after
        low = self.low(after)
        if low in {"-", ""} and self.low(after + 1) in self.words.strings("fold", "suffixes"):
            return self._make(index, after + 2, part.value, NumeralKind.MULTIPLE)
        if low in self.words.strings("fold", "suffixes"):
            return self._make(index, after + 1, part.value, NumeralKind.MULTIPLE)
        return self._make(index, after, part.value, NumeralKind.CARDINAL, scale=part.scale)

    def _number(self, index: int) -> _Part | None:
        part = self._scaled(index)
        if part is None:
            return None
        while part.words or part.scale > 1:
            step = part.after
            if self.low(step) in self.joiner:
                if part.room < self.joiner_from or (part.value < self.joiner_from):
                    break
                step += 1
            step = self.skip_hyphen(step) if step == part.after and part.words else step
            more = self._scaled(step) if step < self.count else None
            if more is None or not more.words or not 0 < more.value < part.room:
                break
            if self.tokens[step].low in self.article:
                break
            scale = more.scale if more.scale > 1 else 1.0
            part = _Part(part.value + more.value, more.after, more.room, scale)
        return part

    def _scaled(self, index: int) -> _Part | None:
        part = self._small(index)
        if part is None:
            return None
        value, after, scale = part.value, part.after, 1.0
        value, after = self._half_more(value, after, 1.0)
        room = part.room
        while (found := self._scale_word(after, money=False)) is not None:
            factor, after = found
            value, scale, room = value * factor, scale * factor, factor
            value, after = self._half_more(value, after, factor)
        return _Part(value, after, room, scale, part.words)

    def _scale_word(self, index: int, *, money: bool) -> tuple[float, int] | None:
        step = self.skip_hyphen(index) if index and not money else index
        low = self.low(step)
        factor = self.words.scale.get(low)
        before = self.tokens[index - 1] if index else None
        if before and before.kind is TokenKind.NUMBER and self.glued(step):
            factor = self.words.glued.get(low) or self._letter(step, low)
        elif before and before.kind is TokenKind.NUMBER and factor is None:
            factor = self.words.glued.get(low) if len(low) > 1 else self._letter(step, low)
        if factor is None:
            return None
        after = step + 1
        if (
            self.low(after) == "."
            and self.glued(after)
            and after + 1 < self.count
            and len(low) <= 4
        ):
            after += 1
        return factor, after

    def _letter(self, index: int, low: str) -> float | None:
        """Read "m" or "b" after digits: after a currency sign, or before a plural noun."""
        factor = self.words.glued_money.get(low)
        if factor is None:
            return None
        start = self.tokens[index - 1].start
        before = self.text[max(0, start - 5) : start].rstrip()
        money = bool(before) and (
            before[-1] in "$£€¥₹₽₩₺฿" or re.search(r"\b(?:[A-Z]{3}|Rs\.?|RM|PS|R)$", before)
        )
        if money and self.glued(index):
            return factor
        if low not in self.words.strings("glued_plain"):
            return None
        if low == "k" and self.glued(index):
            return factor
        if low == "b" and (self.glued(index) or self.text[self.tokens[index].start] == "B"):
            return factor
        return factor if low == "m" and self._counts_on(index + 1) else None

    def _counts_on(self, index: int) -> bool:
        """Tell whether a counted plural follows within three words."""
        for step in range(index, min(index + 4, self.count)):
            token = self.tokens[step]
            if token.kind is not TokenKind.WORD or token.low in {
                "in",
                "at",
                "on",
                "from",
                "to",
                "for",
                "race",
                "final",
            }:
                return token.low in {"of", "barrels"}
            if token.low in {"people", "children", "men", "women", "views"} or (
                len(token.low) > 4 and token.low.endswith("s") and not token.low.endswith("ss")
            ):
                return True
        return False

    def _half_more(self, value: float, index: int, factor: float) -> tuple[float, int]:
        """Add "and a half" or a fraction sign."""
        if index >= self.count:
            return value, index
        token = self.tokens[index]
        if token.kind is TokenKind.SYMBOL:
            return value + token.value * factor, index + 1
        if token.kind is TokenKind.NUMBER and self.tokens[index - 1].kind is TokenKind.NUMBER:
            ratio = self._ratio(index)
            if ratio and ratio[0] < 1 and value == int(value):
                return value + ratio[0] * factor, ratio[1]
        if token.low in self.joiner:
            part = self._fraction_part(index + 1)
            if part is not None and part[0] < 1:
                return value + part[0] * factor, part[1]
        return value, index

    def _ratio(self, index: int) -> tuple[float, int] | None:
        """Read digits, a slash and digits."""
        if self.low(index + 1) != "/" or index + 2 >= self.count:
            return None
        first, last = self.tokens[index], self.tokens[index + 2]
        tight = self.glued(index + 1) and self.glued(index + 2)
        whole = first.kind is last.kind is TokenKind.NUMBER and last.value == int(last.value)
        if not (tight and whole) or last.value == 0 or self.low(index + 3) == "/":
            return None
        return first.value / last.value, index + 3

    def _small(self, index: int) -> _Part | None:
        token = self.tokens[index]
        if token.kind is TokenKind.NUMBER:
            return None if token.value != token.value else self._digits(index)
        if token.kind is TokenKind.SYMBOL:
            return _Part(token.value, index + 1, 0.0, words=False)
        if token.low in self.article:
            following = self.low(index + 1)
            if following in self.words.scale or following in self.words.hundred:
                step = index + 1
                if following in self.words.hundred:
                    return _Part(
                        self.words.hundred[following], step + 1, self.words.hundred[following]
                    )
                return _Part(1.0, step, 1.0)
            return None
        return self._cardinals(index)

    def _digits(self, index: int) -> _Part:
        ratio = self._ratio(index)
        if ratio:
            return _Part(ratio[0], ratio[1], 0.0, words=False)
        value, after = self.tokens[index].value, index + 1
        if self.low(after) in self.words.hundred:
            value, after = value * _HUNDRED, after + 1
            return _Part(value, after, float(_HUNDRED))
        return _Part(value, after, 1.0, words=False)

    def _cardinals(self, index: int) -> _Part | None:
        found = self._cardinal(index)
        if found is None:
            return None
        total, after = found
        while after < self.count:
            step = self.skip_hyphen(after)
            hundred = self.words.hundred.get(self.low(step))
            if hundred and total < _HUNDRED:
                total, after = total * hundred, step + 1
                continue
            if self.low(step) in self.joiner and total >= self.joiner_from:
                step += 1
            if step >= self.count or (more := self._cardinal(step)) is None:
                break
            if not can_add(total, more[0], self.teens_after) or self._multiplied(more[1]):
                break
            if self.low(step - 1) in self.joiner and self._is_part(more[1]):
                break
            total, after = total + more[0], more[1]
        value, after = self._point(total, after)
        return _Part(value, after, low_power(total))

    def _is_part(self, index: int) -> bool:
        """Tell whether parts follow: in "one hundred and three quarters" the three are parts."""
        step = self.skip_hyphen(index)
        return self.low(step) in self.words.fraction

    def _multiplied(self, index: int) -> bool:
        return self.low(index) in self.words.hundred

    def _cardinal(self, index: int) -> tuple[float, int] | None:
        token = self.tokens[index]
        if token.kind is not TokenKind.WORD:
            return None
        if self.low(index + 1) == "-" and index + 2 < self.count:
            pair = self.words.cardinal.get(f"{token.low}-{self.low(index + 2)}")
            if pair is not None:
                return pair, index + 3
        value = self.words.cardinal.get(token.low)
        if value is None:
            value = self.words.compound(token.low)
        if value is None and self.words.rules.get("lone_hundred"):
            value = self.words.hundred.get(token.low)
        if value is None:
            lone = (
                self.words.scale.get(token.low) if token.low in self.words.strings("lone") else None
            )
            value = lone
        return None if value is None else (value, index + 1)

    def _point(self, value: float, index: int) -> tuple[float, int]:
        """Read "point two five" after a number in words."""
        if self.low(index) not in self.words.strings("point"):
            return value, index
        digits, step = "", index + 1
        while (
            step < self.count
            and (d := self.words.cardinal.get(self.low(step))) is not None
            and d < 10
        ):
            digits += str(int(d))
            step += 1
        return (value + float(f"0.{digits}"), step) if digits else (value, index)

    # --- fractions, ordinals, multiples, vague amounts

    def _fraction(self, index: int) -> tuple[Numeral, int] | None:
        part = self._fraction_part(index)
        if part is None:
            return None
        value, after = part
        step = self.skip_hyphen(after)
        step = step + 1 if self.low(step) in self.article else step
        factor = self.words.scale.get(self.low(step))
        if factor and factor >= _THOUSAND:
            value *= factor
            return self._make(index, step + 1, value, NumeralKind.CARDINAL, scale=factor)
        return self._make(index, after, value, NumeralKind.FRACTION)

    def _fraction_part(self, index: int) -> tuple[float, int] | None:
        if index >= self.count:
            return None
        token = self.tokens[index]
        if token.low in self.article:
            return self._denominator(1.0, index + 1, article=True)
        alone = self.words.strings("fraction_rule", "alone")
        if token.low in alone:
            return self.words.fraction[token.low], index + 1
        if token.low in self.words.fraction:
            # "medio millón": a half that needs its scale word
            factor = self.words.scale.get(self.low(self.skip_hyphen(index + 1)), 0)
            part = self.words.strings("fraction_rule", "part")
            if factor >= _THOUSAND or self.low(index - 1) in self.joiner:
                return self.words.fraction[token.low], index + 1
            if (
                token.low in self.words.strings("fraction_rule", "need_part")
                and self.low(index + 1) in part
            ):
                return self.words.fraction[token.low], index + 2
            return None
        small = self._small(index)
        return self._denominator(small.value, small.after, article=False) if small else None

    def _denominator(self, count: float, index: int, *, article: bool) -> tuple[float, int] | None:
        step = self.skip_hyphen(index)
        low = self.low(step)
        if low in self.words.fraction and low not in self.words.strings(
            "fraction_rule", "need_part"
        ):
            return count * self.words.fraction[low], step + 1
        plural = str(self.words.rules.get("ordinal_suffix", {}).get("plural", ""))
        if not plural or step >= self.count:
            return None
        tens = self.words.cardinal.get(low, 0.0)
        if tens >= 20 and self.low(step + 1) == "-":  # noqa: PLR2004 - "twenty-fifths"
            step, low = step + 2, self.low(step + 2)
        else:
            tens = 0.0
        parts = self.words.ordinal.get(low.removesuffix(plural), 0.0)
        if tens and not can_add(tens, parts):
            return None
        parts += tens
        many = low.endswith(plural) and low not in self.words.ordinal
        if parts < 3 or (many and count == 1) or (not many and count != 1):  # noqa: PLR2004 - "second" is no part
            return None
        if article and not self._part_of(step + 1):
            return None
        return count / parts, step + 1

    def _part_of(self, index: int) -> bool:
        if index >= self.count or self.tokens[index].kind is TokenKind.MARK:
            return True
        return self.low(index) in {
            "of",
            "less",
            "more",
            "fewer",
            "lower",
            "higher",
            "from",
            "to",
            "since",
            "in",
            "by",
        }

    def _ordinal(self, index: int) -> tuple[Numeral, int] | None:
        token = self.tokens[index]
        if token.kind is TokenKind.NUMBER:
            endings = self.words.strings("ordinal_suffix", "endings")
            step = index + 1
            if self.glued(step) and self.low(step) in endings and token.value == int(token.value):
                return self._make(index, step + 1, token.value, NumeralKind.ORDINAL)
            if self.glued(step) and self.low(step) == "s" and token.value >= 10:  # noqa: PLR2004 - "1990s", "the 20s"
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
