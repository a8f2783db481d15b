"""What number do Korean digits and scale words stand for: "1천200억", "3조5천억", "두"?"""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.lang import lexicon
from firsthand.text.numberlists import Numeral, NumeralKind, tidy

_LONGEST = 30
"""Digits from which a string is an identifier."""
_CODE = re.compile(
    r"\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\d.,]\d)|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|\d{2,4}-\d{3,4}-\d{4}"
)


@dataclass(frozen=True, slots=True)
class _Words:
    small: dict[str, float]
    large: dict[str, float]
    native: dict[str, float]
    vague: dict[str, tuple[float, float]]
    pattern: re.Pattern[str]
    part: re.Pattern[str]


@cache
def _words() -> _Words:
    table = lexicon("ko", "numerals")
    small = {str(k): float(v) for k, v in table["small"].items()}
    large = {str(k): float(v) for k, v in table["scale"].items()}
    native = {str(k): float(v) for k, v in table["native"].items()}
    vague = {str(k): (float(v[0]), float(v[1])) for k, v in table["vague"].items()}
    few, many = "".join(small), "".join(large)
    digits = r"(?:\d{1,3}+(?:,\d{3})++(?!\d)(?:\.\d++)?+|\d++(?:\.\d++)?+)"
    step = rf"{digits}[{few}]?+"
    run = (
        rf"{step}[{many}]*+(?:\s?{step}[{many}]++|(?<=[{few}{many}]){step}"
        rf"|(?<=[{many}])\s(?:\d{{3,4}}(?![\d.,]\d)|\d[{few}])){{0,9}}"
    )
    counters = _listed(table["counters"])
    pattern = re.compile(
        rf"""(?<![가-힣])(?P<vague>{_listed(vague)})(?=\s?[가-힣])
        |(?P<half>절반)
        |(?<![가-힣])(?P<native>{_listed(native)})(?=\s(?:{counters}))
        |(?P<ordinal>(?<![가-힣])제\s?)?(?P<minus>(?<![\w.])[-−])?
         (?:(?P<below>\d+)분의\s?(?P<above>\d+)
         |(?P<run>{run})(?P<more>여)?)""",
        re.VERBOSE,
    )
    part = re.compile(rf"({digits})?\s?([{few}]?)([{many}]*)")
    return _Words(small, large, native, vague, pattern, part)


def _listed(words: object) -> str:
    assert hasattr(words, "__iter__")  # noqa: S101 - narrows for the type checker
    return "|".join(sorted((re.escape(str(w)) for w in words), key=lambda w: (-len(w), w)))


def scan_hangul(text: str) -> tuple[Numeral, ...]:
    """Find the numerals of a piece of Korean.

    Args:
        text: the piece, full-width digits already narrowed.

    Returns:
        The numerals in text order; "제3" and "3차" are ordinals.
    """
    words = _words()
    found: list[Numeral] = []
    position = 0
    while match := words.pattern.search(text, position):
        code = _CODE.match(text, match.start())
        position = code.end() if code else max(match.end(), match.start() + 1)
        numeral = None if code else _numeral(text, match, words)
        if numeral is not None:
            found.append(numeral)
    return tuple(found)


def _numeral(text: str, match: re.Match[str], words: _Words) -> Numeral | None:
    start, end = match.span()
    if match["vague"]:
        low, high = words.vague[match["vague"]]
        return Numeral(start, match.end("vague"), low, NumeralKind.VAGUE, value_max=high)
    if match["half"]:
        return Numeral(start, end, 0.5, NumeralKind.FRACTION)
    if match["native"]:
        return Numeral(start, end, words.native[match["native"]])
    if match["below"]:
        below = float(match["below"])
        value = tidy(float(match["above"]) / below) if below else 0.0
        return Numeral(start, end, value, NumeralKind.FRACTION, digits=True) if below else None
    run = match["run"].rstrip()
    if not match["more"]:
        end = match.start("run") + len(run)
    if sum(map(str.isdigit, run)) > _LONGEST:
        return None
    value, scale = _value(run, words)
    kind = NumeralKind.ORDINAL if match["ordinal"] or _ranks(text, end) else NumeralKind.CARDINAL
    sign = -1.0 if match["minus"] else 1.0
    more = bool(match["more"])
    return Numeral(start, end, tidy(sign * value), kind, scale=scale, digits=True, more=more)


def _ranks(text: str, end: int) -> bool:
    """Tell whether what follows makes a number the place in a row: "3차", "2위"."""
    return text.startswith(tuple(lexicon("ko", "numerals")["ranks"]), end)


def _value(run: str, words: _Words) -> tuple[float, float]:
    """Add up a numeral: below each great scale word the smaller ones are a number of their own."""
    total, below, scale = 0.0, 0.0, 1.0
    for number, small, large in words.part.findall(run):
        if not number and not small and not large:
            continue
        factor = words.small.get(small, 1.0)
        if number or small:
            below += (float(number.replace(",", "")) if number else 1.0) * factor
            scale = factor
        for word in large:
            total, below, scale = total + below * words.large[word], 0.0, scale * words.large[word]
    return tidy(total + below), scale
