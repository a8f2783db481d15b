"""What number do words such as "two and a half million" stand for?"""

import re
from dataclasses import dataclass

from firsthand.text.digits import Token, TokenKind
from firsthand.text.numberlists import Grammar, can_add, low_power

_HUNDRED = 100
_THOUSAND = 1000
_NOUN_WITHIN = 6
"""Tokens among which the noun counted by "2.7m" is looked for."""
_SHORT = 4
"""Words up to this length in -s are rarely plurals ("this", "plus")."""
_ABBREVIATION = 4
"""Longest scale word that may carry a dot: "Mrd.", "Mio."."""
_DIGIT = 10
_TWENTY = 20
_THIRD = 3
"""The smallest ordinal that names a part; "second" does not."""


@dataclass(slots=True)
class Part:
    """A number read so far: value, index of the next token, place below which more may be added."""

    value: float
    after: int
    room: float
    scale: float = 1.0
    words: bool = True


class Numbers:
    """Read plain numbers and fractions out of tokens, one grammar, one text."""

    def __init__(self, tokens: list[Token], words: Grammar, text: str) -> None:
        self.tokens = tokens
        self.words = words
        self.text = text
        self.count = len(tokens)
        self.article = frozenset(words.strings("article"))
        self.joiner = frozenset(words.strings("joiner"))
        self.joiner_from = float(words.rules.get("joiner_from", _HUNDRED))
        self.teens_after = tuple(float(v) for v in words.strings("teens_after"))
        self.scale_joints = frozenset(words.strings("scale_joints"))
        """words between a number and its scale word: "250 de milioane" in Romanian"""
        self.ones_first = bool(words.rules.get("ones_first"))

    def low(self, index: int) -> str:
        """Return the case-folded token at an index, empty past the end."""
        return self.tokens[index].low if 0 <= index < self.count else ""

    def glued(self, index: int) -> bool:
        """Tell whether a token stands directly after the one before it."""
        return 0 < index < self.count and self.tokens[index].start == self.tokens[index - 1].end

    def skip_hyphen(self, index: int) -> int:
        """Step over a hyphen that stands between two words."""
        return index + 1 if self.low(index) in {"-", "\u2011", "\u2010"} else index

    def _number(self, index: int) -> Part | None:
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
            if more is None and part.room > 1 and (one := self._one(step)) is not None:
                more = Part(one[0], one[1], 1.0)
            # "1 billion and 200 million" in Arabic
            wordy = more is not None and (more.words or (self.ones_first and more.scale > 1))
            if more is None or not wordy or not 0 < more.value < part.room:
                break
            opens = self.low(step) in self.article and more.scale > 1
            if opens and (step != part.after or not self.words.inside):
                break
            scale = more.scale if more.scale > 1 else 1.0
            part = Part(part.value + more.value, more.after, more.room, scale)
        return part

    def _scaled(self, index: int) -> Part | None:
        part = self._small(index)
        if part is None:
            return None
        value, after, scale = part.value, part.after, 1.0
        alone = self.words.scale.get(self.low(index), 1.0) if self.ones_first else 1.0
        value, after = self._half_more(value, after, alone)
        room = part.room
        while (found := self._scale_word(after, money=False)) is not None:
            factor, step = found
            if factor < scale and self.low(after) in self.words.strings("lone"):
                break  # "dois milhões mil e cem": a thousand more
            after = step
            value, scale, room = value * factor, scale * factor, factor
            value, after = self._half_more(value, after, factor)
        return Part(value, after, room, scale, part.words)

    def _scale_word(self, index: int, *, money: bool) -> tuple[float, int] | None:
        step = self.skip_hyphen(index) if index and not money else index
        if self.low(step) in self.scale_joints and self.low(step + 1) in self.words.scale:
            step += 1
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
            and len(low) <= _ABBREVIATION
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
        if (money and self.glued(index)) or (not self.glued(index) and self._apart(index)):
            return factor
        if low not in self.words.strings("glued_plain"):
            return None
        if low == "k" and self.glued(index):
            return factor
        if low == "b" and (self.glued(index) or self.text[self.tokens[index].start] == "B"):
            return factor
        return factor if low == "m" and self._counts_on(index + 1) else None

    def _apart(self, index: int) -> bool:
        """Tell whether a lone "M" or "k" after "1.2 " is a scale: no word of a name follows."""
        letter, digits = self.tokens[index], self.tokens[index - 1]
        marked = any(c in ".," for c in digits.low)
        follows = self.tokens[index + 1] if index + 1 < self.count else None
        name = follows is not None and self.text[follows.start].isupper()
        return marked and not name and self.text[letter.start] in {"M", "B", "k", "K"}

    def _counts_on(self, index: int) -> bool:
        """Tell whether a counted plural follows within three words."""
        plural = self.words.strings("letter_rule", "plurals")
        ends = self.words.strings("letter_rule", "stop")
        for step in range(index, min(index + _NOUN_WITHIN, self.count)):
            token = self.tokens[step]
            if token.kind is not TokenKind.WORD or token.low in ends:
                return token.low in self.words.strings("letter_rule", "of")
            many = token.low.endswith("s") and not token.low.endswith("ss")
            if token.low in plural or (many and len(token.low) > _SHORT):
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
        hyphen = token.low == "-" and self.low(index + 1) in self.joiner  # "two-and-a-half"
        if token.low in self.joiner or hyphen:
            part = self._fraction_part(self.skip_hyphen(index + 1 + hyphen))
            if part is not None and part[0] < 1:
                own = self.words.scale.get(self.low(part[1]), 0.0)
                if _THOUSAND <= own <= factor:  # "two billion and a quarter million"
                    return value + part[0] * own, part[1] + 1
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

    def _small(self, index: int) -> Part | None:
        token = self.tokens[index]
        if token.kind is TokenKind.NUMBER:
            return None if token.value != token.value else self._digits(index)
        if token.kind is TokenKind.SYMBOL:
            return Part(token.value, index + 1, 0.0, words=False)
        if token.low in self.article:
            following = self.low(index + 1)
            if following in self.words.scale or following in self.words.hundred:
                step = index + 1
                if following in self.words.hundred:
                    return Part(
                        self.words.hundred[following], step + 1, self.words.hundred[following]
                    )
                return Part(1.0, step, 1.0)
            return None
        return self._cardinals(index)

    def _digits(self, index: int) -> Part:
        ratio = self._ratio(index)
        if ratio:
            return Part(ratio[0], ratio[1], 0.0, words=False)
        value, after = self.tokens[index].value, index + 1
        if self.low(after) in self.words.hundred:
            value, after = value * _HUNDRED, after + 1
            if self.low(after) in self.joiner and after + 1 < self.count:
                rest = self.tokens[after + 1]
                whole = rest.kind is TokenKind.NUMBER and rest.value == int(rest.value)
                if (
                    whole
                    and can_add(float(_HUNDRED), rest.value)
                    and not self._scaled_on(after + 2)
                ):
                    return Part(value + rest.value, after + 2, 1.0)  # "3 hundred and 21"
            return Part(value, after, float(_HUNDRED))
        return Part(value, after, 1.0, words=False)

    def _cardinals(self, index: int) -> Part | None:
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
            more = (self._cardinal(step) or self._one(step)) if step < self.count else None
            if more is None:
                break
            hundreds = total >= _HUNDRED and self._multiplied(more[1])  # "twenty-five hundred"
            if not can_add(total, more[0], self.teens_after) or hundreds:
                break
            if self.low(step - 1) in self.joiner and self._is_part(more[1]):
                break
            if self.ones_first and total % _HUNDRED:
                break  # "twenty and five" is a list where five stands first
            if total >= _HUNDRED and more[0] >= _TWENTY and self._ordinal_part(step):
                break  # "one hundred thirty-fifths" are 100/35
            total, after = total + more[0], more[1]
        value, after = self._point(total, after)
        return Part(value, after, low_power(total))

    def _is_part(self, index: int) -> bool:
        """Tell whether parts follow: in "one hundred and three quarters" the three are parts."""
        step = self.skip_hyphen(index)
        return self.low(step) in self.words.fraction

    def _multiplied(self, index: int) -> bool:
        return self.low(index) in self.words.hundred

    def _scaled_on(self, index: int) -> bool:
        return self._multiplied(index) or self.low(index) in self.words.scale

    def _one(self, index: int) -> tuple[float, int] | None:
        """Read a word that is an article elsewhere: the last one of "trinta e um"."""
        value = self.words.inside.get(self.low(index))
        return None if value is None else (value, index + 1)

    def _cardinal(self, index: int) -> tuple[float, int] | None:
        token = self.tokens[index]
        if token.kind is not TokenKind.WORD:
            return None
        if self.low(index + 1) == "-" and index + 2 < self.count:
            pair = self.words.cardinal.get(f"{token.low}-{self.low(index + 2)}")
            if pair is not None:
                return pair, index + 3
        if self.ones_first and (apart := self._apart_words(index)) is not None:
            return apart
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

    def _apart_words(self, index: int) -> tuple[float, int] | None:
        """Read a number below 100 of several words: "five ten", "five and twenty"."""
        low, following = self.low(index), self.low(index + 1)
        teen = self.words.cardinal.get(f"{low} {following}")
        if teen is not None:
            return teen, index + 2
        one = self.words.cardinal.get(low) or self.words.inside.get(low, 0.0)
        tens = self.words.cardinal.get(self.low(index + 2), 0.0)
        joined = following in self.joiner and _TWENTY <= tens < _HUNDRED
        return (one + tens, index + 3) if 0 < one < _DIGIT and joined else None

    def _point(self, value: float, index: int) -> tuple[float, int]:
        """Read "point two five" after a number in words."""
        if self.low(index) not in self.words.strings("point"):
            return value, index
        digits, step = "", index + 1
        while (
            step < self.count
            and (d := self.words.cardinal.get(self.low(step))) is not None
            and d < _DIGIT
        ):
            digits += str(int(d))
            step += 1
        return (value + float(f"0.{digits}"), step) if digits else (value, index)

    def _fraction_part(self, index: int) -> tuple[float, int] | None:
        if index >= self.count:
            return None
        low = self.low(index)
        if low in self.article and not self._scaled_on(index + 1):
            return self._denominator(1.0, index + 1, article=True)
        if low in self.words.fraction:
            return self._named_part(index, low)
        small = self._small(index)
        if small is None:
            return None
        value, after = small.value, small.after
        step = self.skip_hyphen(after)
        while small.words and self.words.scale.get(self.low(step), 0.0) >= _THOUSAND:
            value, after = value * self.words.scale[self.low(step)], step + 1
            step = self.skip_hyphen(after)
        return self._denominator(value, after, article=False)

    def _named_part(self, index: int, low: str) -> tuple[float, int] | None:
        """Read "half" by itself, and "medio" before its scale word."""
        value = self.words.fraction[low]
        if low in self.words.strings("fraction_rule", "alone"):
            return value, index + 1
        factor = self.words.scale.get(self.low(self.skip_hyphen(index + 1)), 0)
        if factor >= _THOUSAND or self.low(index - 1) in self.joiner:
            return value, index + 1
        part = self.words.strings("fraction_rule", "part")
        if low in self.words.strings("fraction_rule", "need_part") and self.low(index + 1) in part:
            return value, index + 2
        return None

    def _denominator(self, count: float, index: int, *, article: bool) -> tuple[float, int] | None:
        step = self.skip_hyphen(index)
        low = self.low(step)
        if low in self.words.fraction:
            after = self._after_part(step, article=article)
            if after:
                return count * self.words.fraction[low], after
            if after is None:
                return None
        found = self._ordinal_part(step)
        if found is None:
            return None
        parts, many, after = found
        if parts < _THIRD or many == (count == 1):
            return None
        if article and not self._part_of(after):
            return None
        return count / parts, after

    def _after_part(self, index: int, *, article: bool) -> int | None:
        """Find where the name of a part ends; None = it names none here, 0 = look further."""
        low = self.low(index)
        if low in self.words.strings("fraction_rule", "need_part"):
            part = self.low(index + 1) in self.words.strings("fraction_rule", "part")
            return index + 2 if part else 0  # "tres cuartas partes"
        unsure = article and low in self.words.strings("fraction_rule", "needs_of")
        scaled = self.words.scale.get(self.low(index + 1), 0.0) >= _THOUSAND
        return None if unsure and not scaled and not self._part_of(index + 1) else index + 1

    def _ordinal_part(self, index: int) -> tuple[float, bool, int] | None:
        """Read an ordinal as the name of a part: (parts of the whole, plural, index after it)."""
        plural = str(self.words.rules.get("ordinal_suffix", {}).get("plural", ""))
        if not plural or index >= self.count:
            return None
        low, tens = self.low(index), self.words.cardinal.get(self.low(index), 0.0)
        step = self.skip_hyphen(index + 1)
        if tens >= _TWENTY and self.low(step).removesuffix(plural) in self.words.ordinal:
            index, low = step, self.low(step)
        else:
            tens = 0.0
        parts = self.words.ordinal.get(low.removesuffix(plural), 0.0)
        if not parts or (tens and not can_add(tens, parts)):
            return None
        return tens + parts, low not in self.words.ordinal, index + 1

    def _part_of(self, index: int) -> bool:
        if index >= self.count or self.tokens[index].kind is TokenKind.MARK:
            return True
        return self.low(index) in self.words.strings("fraction_rule", "followers")
