"""What number do Chinese number characters stand for, alone or mixed with digits?"""

import re
from dataclasses import dataclass, replace
from functools import cache

from firsthand.lang import lexicon
from firsthand.text.numberlists import Numeral, NumeralKind, tidy

_PERCENT = 100
_DOZEN = 12
_ARABIC = re.compile(r"\d+(?:[.·]\d+)?(?:[eE][+-]?\d{1,2})?|\.\d+")
_COUNTING = frozenset("个個年天次名人家位件种種条條")
"""After these 两 is two and no weight: 一两个."""
_NEIGHBOURS = re.compile(r"([一二两兩三四五六七八九])([二两兩三四五六七八九])([十百千万萬亿億]*)")
"""Two digits side by side before a unit are the ends of a guess: 二三十, 三五百."""
_CODE = re.compile(
    r"\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\d.,]\d)|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class _Characters:
    digit: dict[str, float]
    power: dict[str, float]
    scale: dict[str, float]
    point: str
    vague: dict[str, tuple[float, float]]
    multiple: dict[str, float]
    alone: frozenset[str]
    none: tuple[str, ...]
    heads: frozenset[str]
    after_heads: tuple[str, ...]
    tail: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _characters(language: str) -> _Characters:
    table = lexicon(language, "numerals") or lexicon("zh", "numerals")
    table = table if "digit" in table else lexicon("zh", "numerals")
    digit = {str(k): float(v) for k, v in table["digit"].items()}
    power = {str(k): float(v) for k, v in table["power"].items()}
    scale = {str(k): float(v) for k, v in table["scale"].items()}
    vague = {str(k): (float(v[0]), float(v[1])) for k, v in table["vague"].items()}
    multiple = {str(k): float(v) for k, v in table["multiple"].items()}
    marks = table["marks"]
    point = "".join(marks["point"])
    arabic = (
        r"\d+(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|(?<![\d.])\.\d+"
        r"|\d+(?:[.·]\d+)?(?:[eE][+-]?\d+(?![a-zA-Z]))?"
    )
    letters = "".join(digit) + "".join(power) + "".join(scale)
    units = "".join(power) + "".join(scale)
    digits = "".join(digit)
    dozen, fine = "".join(marks["dozen"]), "".join(c for c in digits if c not in "两兩")
    japanese = language == "ja"
    parts, tenths = ("分の", "割") if japanese else (r"个?分\s{0,2}之", "成折")
    zero, some = "".join(marks["zero"]), "".join(marks["some"])
    run = rf"""(?:{arabic}|[{letters}])(?:(?<!\d)\s{{0,2}}[{letters}]
        |(?<=\d)\s{{0,2}}[{units}]
        |(?<=[\d{letters}])\s?[{point}]\s?[{fine}\d]+
        |(?<=[{units}{zero}])\s?(?:{arabic})(?![.\d])
        |(?<=[\d{units}{zero}])\s?[{some}](?=[{"".join(scale)}])){{0,40}}"""
    words = "|".join(sorted((re.escape(w) for w in (*vague, *multiple)), key=len, reverse=True))
    pattern = re.compile(
        rf"""(?P<word>(?:{words})(?![{"".join(scale)}]))
        |(?P<half>一半|半分(?!け)|半数|半數|过半|過半|大半)
        |(?P<power>(?<![\d.])-?\d{{1,3}}(?:\.\d+)?\^[-+]?\d{{1,2}}(?![\d.]))
        |(?P<minus>(?<![\d\w])[-−]|[{"".join(marks["minus"])}]\s?)?
         (?P<ordinal>第\s?)?
         (?:(?P<ratio>(?:\d+\s)?\d+/\d+)(?![\d/])|(?:(?P<whole>{run})\s?又\s*)?
         (?P<first>{run}|半(?=成))
         (?:\s*(?P<parts>{parts})\s*(?P<less>[{"".join(marks["minus"])}]\s?)?(?P<second>{run}))?
         (?:\s*(?P<tenth>[{tenths}])(?![立为員员功果本长熟交都不群引合安高当りれっけ])\s*(?P<rest>(?:[{"".join(digit)}]|半)(?![{letters}\d]))?|\s?(?P<dozen>[{dozen}])(?![{letters}工架算开破断印听了白仗]))?)""",
        re.VERBOSE,
    )
    heads = table["unit_heads"]
    return _Characters(
        digit, power, scale, point, vague, multiple, frozenset(table["alone"]["characters"]),
        tuple(table["words"]["none"]), frozenset(heads["heads"]), tuple(heads["after"]),
        frozenset(heads["tail"]), pattern,
    )  # fmt: skip


def scan_hanzi(text: str, language: str) -> tuple[Numeral, ...]:
    """Find the numerals of a piece of Chinese.

    Args:
        text: the piece, full-width digits already narrowed.
        language: "zh", or another language written with these characters.

    Returns:
        The numerals in text order; "百分之五" is a percent, "三成" too.
    """
    table = _characters(language)
    found: list[Numeral] = []
    position = 0
    while match := table.pattern.search(text, position):
        code = _CODE.match(text, match.start())
        if code:
            position = code.end()
            continue
        position = max(match.end(), match.start() + 1)
        numeral = _numeral(text, match, table)
        if numeral is not None:
            found.append(numeral)
    return tuple(found)


def _numeral(text: str, match: re.Match[str], table: _Characters) -> Numeral | None:
    start, end = match.start(), match.end()
    if match["word"] or match["half"] or match["power"]:
        return _word(match, table)
    start, end, first = _trim(text, match, table)
    if not first:
        return None
    value, kind, scale = _amount(match, table, first)
    if value is None:
        return None
    tenths = match["tenth"] in {"成", "割"} and not match["rest"]
    if (kind is NumeralKind.CARDINAL or tenths) and not match["ordinal"]:
        found = _guess(first, table, scale, 10.0 if tenths else 1.0)
        if found is not None:
            return replace(found, start=start, end=end, kind=kind)
    sign = -1 if match["minus"] else 1
    return Numeral(
        start, end, tidy(sign * value * (_DOZEN if match["dozen"] else 1)),
        NumeralKind.ORDINAL if match["ordinal"] else kind, scale=scale,
        digits=first[0].isdigit(), more=bool(re.search("[多余餘几幾]", match[0])),
    )  # fmt: skip


def _word(match: re.Match[str], table: _Characters) -> Numeral | None:
    """Read a whole word for a number, a half, or a power such as 10^9."""
    start, end = match.span()
    if power := match["power"]:
        base, _, exponent = power.partition("^")
        if float(base) == 0 and exponent.startswith("-"):
            return None
        return Numeral(start, end, tidy(float(base) ** int(exponent)), digits=True)
    if half := match["half"]:
        return Numeral(start, end, 0.5, NumeralKind.FRACTION, more=half[0] in "过過大")
    word = match["word"]
    if word in table.multiple:
        return Numeral(start, end, table.multiple[word], NumeralKind.MULTIPLE)
    low, high = table.vague[word]
    return Numeral(start, end, low, NumeralKind.VAGUE, value_max=high)


def _guess(piece: str, table: _Characters, scale: float, factor: float) -> Numeral | None:
    """Read two neighbouring digits as the ends of a guess."""
    match = _NEIGHBOURS.fullmatch(piece)
    if match is None:
        return None
    low, high = table.digit[match[1]], table.digit[match[2]]
    if high - low != 1 and (low, high) != (3.0, 5.0):
        return None
    unit = factor * (_Sum(table).value(match[3]) if match[3] else 1.0)
    return Numeral(0, 0, tidy(low * unit), value_max=tidy(high * unit), scale=scale)


def _trim(text: str, match: re.Match[str], table: _Characters) -> tuple[int, int, str]:
    """Leave to the unit what belongs to it, and drop words that only look like numbers."""
    start, end, first = match.start(), match.end(), match["first"] or match["ratio"]
    if match["ratio"] or match["parts"] or match["tenth"] or match["whole"] or match["dozen"]:
        return start, end, first
    begin = match.start("first")
    if first in table.alone or any(text.startswith(word, begin) for word in table.none):
        return start, end, ""
    follows = text[end : end + 1]
    of_unit = first[-1] in table.heads and text.startswith(table.after_heads, end)
    climbs = _climbs(first, table)
    if climbs:
        return start, begin + climbs, first[:climbs]
    weight = first[-1] in table.tail and follows not in table.scale
    weight = weight and not (follows in _COUNTING and _NEIGHBOURS.fullmatch(first))
    if len(first) > 1 and (of_unit or weight):
        first, end = first[:-1], end - 1
    return start, end, first.rstrip()


def _climbs(piece: str, table: _Characters) -> int:
    """Find a greater power right behind a smaller one: 五十千 is 50 and another character."""
    for index in range(1, len(piece)):
        last, power = table.power.get(piece[index - 1]), table.power.get(piece[index])
        if last and power and power > last:
            return index
    return 0


def _amount(
    match: re.Match[str], table: _Characters, piece: str
) -> tuple[float | None, NumeralKind, float]:
    if match["ratio"]:
        return _ratio(piece), NumeralKind.FRACTION, 1.0
    first = 0.5 if piece == "半" else read_hanzi(piece, table)
    if first is None:
        return None, NumeralKind.CARDINAL, 1.0
    if match["parts"]:
        return _parts(match, table, first)
    if match["tenth"]:
        rest = {"半": 5.0}.get(match["rest"] or "", table.digit.get(match["rest"] or "", 0.0))
        plain = re.sub(r"\s", "", match["first"])
        folded = match["tenth"] == "折" and len(plain) > 1 and _digits_only(plain, table)
        tenths = first if folded else first * 10
        return tenths + rest, NumeralKind.PERCENT, 1.0
    return first, NumeralKind.CARDINAL, _last_scale(piece, table)


def _ratio(piece: str) -> float | None:
    whole, _, parts = piece.rpartition(" ")
    upper, _, lower = parts.partition("/")
    return float(whole or 0) + float(upper) / float(lower) if float(lower) else None


def _parts(
    match: re.Match[str], table: _Characters, first: float
) -> tuple[float | None, NumeralKind, float]:
    second = read_hanzi(match["second"], table)
    if second is None or not first:
        return None, NumeralKind.CARDINAL, 1.0
    second = -second if match["less"] else second
    only_units = all(c in table.power or c in table.scale for c in match["first"])
    if only_units and not match["whole"]:
        return second * _PERCENT / first, NumeralKind.PERCENT, 1.0
    whole = read_hanzi(match["whole"], table) if match["whole"] else 0.0
    return (whole or 0.0) + second / first, NumeralKind.FRACTION, 1.0


def _digits_only(piece: str, table: _Characters) -> bool:
    return all(c in table.digit or c.isdigit() for c in piece)


def _last_scale(piece: str, table: _Characters) -> float:
    scale = 1.0
    for char in reversed(piece):
        if char not in table.scale:
            break
        scale *= table.scale[char]
    return scale


def read_hanzi(piece: str, table: _Characters | None = None) -> float | None:
    """Read the value of a run of number characters.

    Args:
        piece: such as 一万三, 55兆12亿 or 二〇二四; blanks inside do not matter.
        table: the characters of the language; None = Chinese.

    Returns:
        The value; None when the run is too long to be an amount.
    """
    table = table or _characters("zh")
    piece = re.sub(r"[\s,，多余餘几幾]", "", piece)
    if len(piece) > 40:  # noqa: PLR2004 - longer runs are codes
        return None
    if all(c in table.digit for c in piece):
        return float("".join(str(int(table.digit[c])) for c in piece))
    return _Sum(table).value(piece)


class _Sum:
    """Add up a run: sections of powers, closed by scales."""

    def __init__(self, table: _Characters) -> None:
        self.table = table
        self.total = self.section = 0.0
        self.current: float | None = None
        self.last = self.top = 1.0
        self.zero = False

    def value(self, piece: str) -> float:
        """Read the run."""
        position = 0
        while position < len(piece):
            char = piece[position]
            arabic = _ARABIC.match(piece, position)
            if arabic:
                self._put(float(arabic[0].replace("·", ".")))
                position = arabic.end()
                continue
            if char in self.table.point:
                position = self._point(piece, position + 1)
                continue
            self._step(char)
            position += 1
        return self._close()

    def _put(self, value: float) -> None:
        if self.current is not None and not self.zero:
            value += self.current * 10
        self.current = value

    def _step(self, char: str) -> None:
        if char in self.table.digit:
            digit = self.table.digit[char]
            if digit == 0 and self.current is None:
                self.zero = True
                return
            self._put(digit)
            return
        if char in self.table.power:
            power = self.table.power[char]
            self.section += (1.0 if self.current is None else self.current) * power
            self.current, self.last, self.zero = None, power, False
            return
        scale = self.table.scale.get(char, 1.0)
        amount = self.section + (self.current or 0.0)
        if not amount and not self.total:
            amount = 1.0
        if amount and self.total and scale <= self.top:
            self.total += amount * scale
        else:
            self.total = (self.total + amount) * scale
        self.top = max(self.top, scale)
        self.section, self.current, self.last, self.zero = 0.0, None, scale, False

    def _point(self, piece: str, position: int) -> int:
        digits = ""
        while position < len(piece) and (
            piece[position] in self.table.digit or piece[position].isdigit()
        ):
            char = piece[position]
            digits += (
                char
                if char.isdigit() and char.isascii()
                else str(int(self.table.digit.get(char, 0)))
            )
            position += 1
        whole = self.current or 0.0
        if self.current is not None and not self.zero and self.last >= _PERCENT and whole < 10:  # noqa: PLR2004
            whole *= self.last / 10  # 两千三点一 is 2,300.1
        self.current = whole + float(f"0.{digits or '0'}")
        self.zero = True
        return position

    def _close(self) -> float:
        rest = self.current or 0.0
        # 一万三 is 13,000: a last digit right after a unit counts in tenths of that unit.
        if self.current is not None and not self.zero and self.last >= 100 and 0 < rest < 10:  # noqa: PLR2004
            rest *= self.last / 10
        return self.total + self.section + rest
