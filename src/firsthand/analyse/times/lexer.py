"""Which words, numbers, printed dates and clock times may a time expression be built from?"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import combining

from firsthand.analyse.times.grammar import Edge, Grammar, Token
from firsthand.lang import ANY, lexicon
from firsthand.text.calendars import load_calendar
from firsthand.text.dates import PrintedDate, find_dates, plain_digits
from firsthand.text.words import cut_at

_QUOTES = str.maketrans("‘’‛`´＇", "''''''")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_YEAR_DIGITS = 4
_LONGEST_NUMBER = 4
_SHORT_YEAR = 2
_DATE_DIGITS = 8
_HOURS = 24
_LEAST = 2
"""Letters left of a word when a clitic is cut off."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text cut into tokens, with the building blocks found by their shape."""

    tokens: list[Token]
    seeds: dict[int, list[Edge]]


def cut(text: str, start: int, end: int, grammar: Grammar) -> Line:
    """Cut a stretch of text into tokens and find its numbers, printed dates and clock times.

    Args:
        text: the whole text.
        start: where to begin.
        end: where to stop.
        grammar: the language's grammar.

    Returns:
        The tokens with the edges known beforehand.
    """
    plain = plain_digits(text)[start:end].translate(_QUOTES)
    if grammar.variants:
        plain = plain.translate(grammar.variants)
    new = tuple.__new__  # without the keyword handling of a named tuple, once a token
    _, pieces, starts, ends = cut_at(grammar.tokens, plain)
    tokens = [
        new(Token, (start + first, start + last, word, word.lower()))
        for first, last, word in zip(starts, ends, pieces, strict=True)
    ]
    if grammar.clitics:
        written = [token for token in tokens if not combining(token.text[0])]  # no vowel marks
        tokens = list(_without_clitics(written, grammar))
    printed = find_dates(text, grammar.language, start, end)
    if grammar.scripted and printed:
        tokens = list(_parted(tokens, {found.end for found in printed}))
    seeds: dict[int, list[Edge]] = {}
    for edge in _edges(tokens, printed, grammar):
        seeds.setdefault(edge.start, []).append(edge)
    return Line(tokens, seeds)


def _without_clitics(tokens: list[Token], grammar: Grammar) -> Iterator[Token]:
    """Cut off words of one letter that are written together with the word after them.

    Only where what is left is a word of the grammar and the whole is none: "and since" in Arabic.
    """
    for token in tokens:
        folded = token.folded
        rest = folded[1:]
        if folded[0] not in grammar.clitics or len(rest) < _LEAST or folded in grammar.known:
            yield token
            continue
        rest = f"ا{rest}" if rest[0] == "ل" and folded[0] == "ل" else rest  # "for the" in Arabic
        if rest not in grammar.known:
            yield token
            continue
        middle = token.start + 1
        yield Token(token.start, middle, token.text[:1], folded[:1])
        yield Token(middle, token.end, token.text[1:], rest)


def _parted(tokens: list[Token], ends: Collection[int]) -> Iterator[Token]:
    """Cut the words in two in which a printed date ends: 3月31日前 is no 日前, "the other day"."""
    for token in tokens:
        cut_here = next((n for n in range(token.start + 1, token.end) if n in ends), 0)
        if not cut_here:
            yield token
            continue
        length = cut_here - token.start
        yield Token(token.start, cut_here, token.text[:length], token.folded[:length])
        yield Token(cut_here, token.end, token.text[length:], token.folded[length:])


def _edges(tokens: list[Token], printed: Sequence[PrintedDate], grammar: Grammar) -> Iterator[Edge]:
    yield from _printed(tokens, printed)
    calendar = load_calendar(grammar.language)
    named = _openers(grammar.language)
    live = [n for n, token in enumerate(tokens) if token[3] in named or token[3][0].isdecimal()]
    for number in live:
        token = tokens[number]
        first = token.folded[0]
        if first.isdecimal():
            yield from _numbers(tokens, number, grammar)
        elif token.folded in calendar.months:
            yield from _month(tokens, number, calendar.months[token.folded] + 1, grammar)
        elif (pair := _pair(tokens, number)) in calendar.months:
            yield Edge(number, number + 2, "_month", str(calendar.months[pair] + 1))
        elif token.folded in calendar.weekdays and len(token.folded) > (
            0 if grammar.scripted else 3
        ):
            if token.capital or not calendar.capital_months or token.folded in calendar.full_days:
                form = str(calendar.weekdays[token.folded] + 1)
                yield Edge(number, number + 1, "_weekday", form)
        elif first in {"q", "h"} and len(token.folded) == 1 and (token.capital or first == "q"):
            yield from _quarter_code(tokens, number)


@cache
def _openers(language: str) -> frozenset[str]:
    """Collect the words at which a building block without a digit may begin."""
    calendar = load_calendar(language)
    firsts = {name.split(" ")[0] for name in calendar.months}
    return frozenset({*calendar.months, *firsts, *calendar.weekdays, "q", "h"})


def _pair(tokens: list[Token], at: int) -> str:
    """Write two words as one name: months of two words."""
    return f"{tokens[at].folded} {_word(tokens, at + 1)}"


def _printed(tokens: list[Token], dates: Sequence[PrintedDate]) -> Iterator[Edge]:
    if not dates:
        return
    starts = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number + 1 for number, token in enumerate(tokens)}
    for printed in dates:
        low, high = starts.get(printed.start), ends.get(printed.end)
        if low is None or high is None:
            continue
        kind = "_printed" if printed.hour is None else "_printedtime"
        yield Edge(low, high, kind, write(printed))


def write(printed: PrintedDate) -> str:
    """Write a printed date as a literal form.

    Args:
        printed: the date.

    Returns:
        "2024-10-14", "XXXX-10-14/16", "2024-10-14T10:42" and the like.
    """
    form = "XXXX" if printed.year is None else f"{printed.year:04}"
    form += f"-{printed.month:02}"
    if printed.day is not None:
        form += f"-{printed.day:02}"
    if printed.last_day is not None:
        form += f"/{printed.last_day:02}"
    if printed.hour is not None:
        form += f"T{printed.hour:02}:{printed.minute or 0:02}"
        form += lexicon(ANY, "calendar")["offsets"].get(printed.zone, "")
        form += printed.zone if printed.zone[:1] in {"Z", "+", "-"} else ""
    return form


def _numbers(tokens: list[Token], at: int, grammar: Grammar) -> Iterator[Edge]:
    token = tokens[at]
    text = token.folded.replace(",", "")
    if "." in text:
        yield Edge(at, at + 1, "_decimal", text)
        match = re.fullmatch(r"(\d{1,2})\.([0-5]\d)", text)
        if match is not None and int(match[1]) < 24:  # noqa: PLR2004 - hours
            yield Edge(at, at + 1, "_clocknumdot", f"T{int(match[1]):02}:{match[2]}")
        day, _, month = text.partition(".")
        if len(day) <= _SHORT_YEAR and len(month) <= _SHORT_YEAR:
            yield from _as_day(at, at + 1, day, month, grammar)
        return
    if _glued(tokens, at):
        return
    yield from _shapes(tokens, at, grammar)
    if len(text) <= _LONGEST_NUMBER:
        yield Edge(at, at + 1, "_digits", str(int(text)))
    year = (
        len(token.folded) == _YEAR_DIGITS
        and not _chained(tokens, at)
        and _FIRST_YEAR <= int(text) <= _LAST_YEAR
    )
    if year and _is_year(tokens, at, grammar):
        yield Edge(at, at + 1, "_yearnum", text)
    yield from _decades(tokens, at, grammar, year=year)
    if len(text) <= _SHORT_YEAR and int(text) <= _HOURS:
        yield from _clock(tokens, at)


def _shapes(tokens: list[Token], at: int, grammar: Grammar) -> Iterator[Edge]:
    """Find what a number may be by its shape alone."""
    text = tokens[at].folded
    dated = not at or _word(tokens, at - 1) in grammar.sets.get("year_before", {"-"}) | {"-"}
    if len(text) == _DATE_DIGITS and dated:
        yield from _digits_only(tokens[at], at)
    if len(text) == _SHORT_YEAR:
        yield Edge(at, at + 1, "_twodigits", text)
        if text[0] == "0":
            yield Edge(at, at + 1, "_zeroyear", text)
    if len(text) <= _SHORT_YEAR:
        yield from _slash(tokens, at)
        yield from _day_month(tokens, at, grammar)


def _day_month(tokens: list[Token], at: int, grammar: Grammar) -> Iterator[Edge]:
    """Find a day and a month in figures where the day comes first: 14/5, 14-5."""
    if at + 2 >= len(tokens) or tokens[at + 1].folded not in {"/", "-"}:
        return
    first, second = tokens[at], tokens[at + 2]
    tight = second.start - first.end == 1 and second.folded.isdecimal()
    following = _word(tokens, at + 3)
    longer = following in {"/", "-"} and tokens[at + 3].start == second.end
    if tight and not longer and len(second.folded) <= _SHORT_YEAR:
        yield from _as_day(at, at + 3, first.folded, second.folded, grammar)


def _as_day(at: int, end: int, day: str, month: str, grammar: Grammar) -> Iterator[Edge]:
    if not load_calendar(grammar.language).day_first:
        return
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:  # noqa: PLR2004 - a calendar's
        yield Edge(at, end, "_daymonth", f"XXXX-{int(month):02}-{int(day):02}")


def _decades(tokens: list[Token], at: int, grammar: Grammar, *, year: bool) -> Iterator[Edge]:
    text = tokens[at].folded
    following = _tight(tokens, at, str(grammar.data.get("decade_suffix", "s")))
    if not following or not text.endswith("0"):
        return
    if year or len(text) == _SHORT_YEAR:
        yield Edge(at, following, "_decade", f"decade({int(text) // 10 if year else text})")
    elif len(text) == _YEAR_DIGITS - 1:
        yield Edge(at, following, "_olddecade", str(int(text) // 10))


def _glued(tokens: list[Token], at: int) -> bool:
    """Tell whether a number is part of a code, an amount or a longer number."""
    token = tokens[at]
    if at:
        before = tokens[at - 1]
        tight = before.end == token.start
        if tight and (before.folded[-1].isalnum() or before.folded in {"$", "€", "£", "¥", "#"}):
            return not (before.folded in {"fy", "q", "h"} or not before.folded.isascii())
        if before.folded in {"$", "€", "£", "¥", "№", "#"}:
            return True
        if tight and before.folded in {".", ","} and at > 1 and tokens[at - 2].folded.isdecimal():
            return tokens[at - 2].end == before.start
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and following.folded == "%"


def _chained(tokens: list[Token], at: int) -> bool:
    """Tell whether a number is one of three or more joined by dashes, as in a call number."""
    groups = 1
    for step in (-1, 1):
        n = at
        while 0 <= n + 2 * step < len(tokens) and tokens[n + step].folded == "-":
            near = tokens[n + 2 * step]
            low, high = (near, tokens[n]) if step < 0 else (tokens[n], near)
            if not near.folded.isdecimal() or high.start - low.end != 1:
                break
            groups += 1
            n += 2 * step
            if groups > 2:  # noqa: PLR2004 - two years are a stretch
                return True
    return False


def _digits_only(token: Token, at: int) -> Iterator[Edge]:
    """Read a date of eight digits: 20310514."""
    text = token.folded
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if 1900 <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004
        yield Edge(at, at + 1, "_printed", f"{year}-{month:02}-{day:02}")


def _slash(tokens: list[Token], at: int) -> Iterator[Edge]:
    """Read a day without a year, 5/14 or 14/5; the month is first where both orders fit."""
    if at + 2 >= len(tokens) or tokens[at + 1].folded != "/":
        return
    first, second = tokens[at], tokens[at + 2]
    if second.start - first.end != 1 or not second.folded.isdecimal():
        return
    a, b = int(first.folded), int(second.folded)
    month, day = (a, b) if a <= 12 else (b, a)  # noqa: PLR2004
    if 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004
        form = f"XXXX-{month:02}-{day:02}"
        yield Edge(at, at + 3, "_slash", form)
        # "By 2/3" is a share; two digits below the line, or a nought before it, are a day.
        if len(second.folded) == 2 or first.folded[0] == "0" or a > 12:  # noqa: PLR2004
            yield Edge(at, at + 3, "_slashday", form)


def _tight(tokens: list[Token], at: int, word: str) -> int:
    """Find a word glued to a token, an apostrophe between allowed; 0 = not there."""
    n = at + 1
    if n < len(tokens) and tokens[n].folded == "'" and tokens[n].start == tokens[at].end:
        n += 1
    if n < len(tokens) and tokens[n].folded == word and tokens[n].start == tokens[n - 1].end:
        return n + 1
    return 0


def _clock(tokens: list[Token], at: int) -> Iterator[Edge]:
    if at + 2 >= len(tokens) or tokens[at + 1].folded not in {":", "h"}:
        return
    minute = tokens[at + 2]
    tight = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == minute.start
    if not tight or len(minute.folded) != 2 or not minute.folded.isdecimal():  # noqa: PLR2004
        return
    if int(minute.folded) < 60:  # noqa: PLR2004 - minutes
        end = at + 3
        seconds = ""
        if (
            end + 1 < len(tokens)
            and tokens[end].folded == ":"
            and tokens[end + 1].folded.isdecimal()
        ):
            last = tokens[end + 1].folded
            seconds = f":{last}" if len(last) == 2 and int(last) < 60 else ""  # noqa: PLR2004
            end += 2
        yield Edge(at, end, "_clocknum", f"T{int(tokens[at].folded):02}:{minute.folded}{seconds}")


def _quarter_code(tokens: list[Token], at: int) -> Iterator[Edge]:
    token = tokens[at]
    if at + 1 < len(tokens) and tokens[at + 1].start == token.end:
        digit = tokens[at + 1].folded
        if token.folded == "q" and digit in {"1", "2", "3", "4"}:
            yield Edge(at, at + 2, "_q1", f"quarter({digit})")
        elif token.folded == "h" and digit in {"1", "2"}:
            yield Edge(at, at + 2, "_h1", f"half({digit})")
    if at and tokens[at - 1].end == token.start and token.folded == "q":
        digit = tokens[at - 1].folded
        if digit in {"1", "2", "3", "4"}:
            yield Edge(at - 1, at + 1, "_q1", f"quarter({digit})")


def _is_year(tokens: list[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a number of four digits is a year and not a count, a price or a code."""
    before = _word(tokens, at - 1)
    after = _word(tokens, at + 1)
    sets = grammar.sets
    number = int(tokens[at].folded)
    compared = before == "than" and _word(tokens, at - 2) in sets.get("than_a_year", ())
    if (before in sets.get("year_not_before", ()) and not compared) or after in sets.get(
        "year_not_after", ()
    ):
        return False
    if grammar.scripted:
        return True
    known = before in sets.get("year_before", ())
    if number % 100 == 0 and number != 2000 and not known:  # noqa: PLR2004 - a round count
        return False
    if number < 1500 and not known and after not in {")", ",", "-", "–"}:  # noqa: PLR2004
        return False
    count = after.endswith("s") and len(after) > 3 and after.isalpha()  # noqa: PLR2004 - a plural
    if count and tokens[at + 1].text.islower() and not (known and number % 10):
        return before in sets.get("year_firm", ())
    return True


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].folded if 0 <= at < len(tokens) else ""


def _month(tokens: list[Token], at: int, number: int, grammar: Grammar) -> Iterator[Edge]:
    token = tokens[at]
    calendar = load_calendar(grammar.language)
    sets = grammar.sets
    small = calendar.capital_months and not token.capital
    if small and (
        token.folded not in calendar.full_months or token.folded in sets.get("month_words", ())
    ):
        return
    before, after = _word(tokens, at - 1), _word(tokens, at + 1)
    doubtful = token.folded in sets.get("doubtful_months", ())
    if doubtful and not after.isdecimal() and before not in sets.get("month_before", ()):
        return
    follows = (
        after.isdecimal() or after == "of" or (after == "," and _word(tokens, at + 2).isdecimal())
    )
    # "May to October": the month after the joint shows that the first is one.
    follows = follows or (
        after in sets.get("month_joints", ()) and _word(tokens, at + 2) in calendar.months
    )
    follows = follows or after in sets.get("month_after", ())
    short = token.folded not in calendar.full_months
    if calendar.capital_months or short:
        risky = token.folded in sets.get("risky_months", ()) or short
        follows = follows or (small and len(before) == _YEAR_DIGITS and before.isdecimal())
        if risky and not follows and before not in sets.get("month_before", ()):
            return
        named = at > 0 and tokens[at - 1].capital and before not in calendar.weekdays
        if named and not follows and before not in sets.get("month_before", ()):
            return
        if risky and at + 1 < len(tokens) and tokens[at + 1].capital and not follows:
            return
    end = at + 2 if short and after == "." else at + 1
    yield Edge(at, end, "_month", str(number))
