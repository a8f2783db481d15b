"""Where does a sentence print amounts, with which sign and unit?"""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.analyse.figures.measures import (
    Measure,
    coined,
    make_unit,
    measures,
    plain_unit,
    settle,
)
from firsthand.analyse.figures.thousands import scale_behind, scaled_after, scaled_before
from firsthand.analyse.figures.units import unit_after, unit_before, unit_per, without_link
from firsthand.lang import ANY, lexicon
from firsthand.text.numberlists import Numeral, NumeralKind, grammar, tidy
from firsthand.text.numerals import scan

_PERCENT = 100.0
_LOWER_ONLY = frozenset({"li", "mu", "dan", "jin", "stone", "nit", "bar", "bit"})
"""Units whose names are also names of people and other things."""
_WON_FROM = 100.0
"""Fewer than this many "won" is the verb."""
_COUNTRY = re.compile(r"\s(?:U\.S\.|US|USD)(?=[\s,.;)])")
"""Whose dollars they are, told behind the amount: "$75 U.S."."""
_CJK = frozenset({"zh", "ja"})
_AND_MORE = frozenset({"多", "余", "餘"})
_WARM = 10.0
"""Degrees from which a letter right behind the digits is that of a scale."""
_JOINED_ON = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}\Z")
_JOINED_REACH = 6
_JOINED = 5
"""Longest stretch between a price and its hundredths: " and "."""
_CLAUSE_ENDS = re.compile(r"\s*(?:$|[.,;:!?)\n](?!\d))")
_INCH_MARKS = frozenset({'"', "\u201d"})
"""Inches where no quotation opens or closes."""
_LONGEST_BEFORE = 14
"""Characters of a unit that stands before its number, with a blank."""
_POUNDS_FROM = 100_000.0
"""More "pounds" than this are money, unless what follows is weighed."""


def scan_sentence(page: Page, sentence: Stretch) -> list[Draft]:
    """Find the amounts of one sentence with their units.

    Args:
        page: the report's text with its parse.
        sentence: half-open offsets.

    Returns:
        Drafts in text order, ordinals left out.
    """
    numerals = scan(page.text, page.language, *sentence)
    drafts: list[Draft] = []
    for numeral in filter(_kept, numerals):
        floor = drafts[-1].end if drafts else sentence[0]
        draft = _draft(page, numeral, sentence, floor)
        if drafts and _hundredths(page, drafts[-1], draft):
            drafts[-1] = _whole_price(drafts[-1], draft)
        else:
            drafts.append(draft)
    return drafts


def _hundredths(page: Page, first: Draft, last: Draft) -> bool:
    """Tell whether a bare number ends a price: "thirteen dollars forty", "15 dollars and 20"."""
    price = first.money and first.value_max is None and first.value == int(first.value)
    small = last.unit is None and last.value_max is None and 0 < last.value < _PERCENT
    if not price or not small or last.value != int(last.value) or first.numeral.scale > 1:
        return False
    named = page.text[first.end - 1].isalpha() and first.end > first.numeral.end
    between = page.text[first.end : last.start].strip().casefold()
    joiner = grammar(page.language).strings("joiner")
    close = last.start - first.end <= _JOINED and (not between or between in joiner)
    return named and close and bool(_CLAUSE_ENDS.match(page.text, last.end, last.sentence[1]))


def _whole_price(first: Draft, last: Draft) -> Draft:
    numeral = replace(first.numeral, end=last.numeral.end)
    value = tidy(first.value + last.value / _PERCENT)
    return replace(
        first, end=last.end, value=value, measure=(first.start, last.end), numeral=numeral
    )


def _kept(numeral: Numeral) -> bool:
    return numeral.kind is not NumeralKind.ORDINAL and abs(numeral.value) < 1e21  # noqa: PLR2004 - larger ones are codes


def _draft(page: Page, numeral: Numeral, sentence: Stretch, floor: int) -> Draft:
    draft = Draft(
        numeral, sentence, numeral.start, numeral.end, numeral.value, numeral.value_max,
        numeral.kind, joint=numeral.joint, measure=(numeral.start, numeral.end),
    )  # fmt: skip
    _measure(page, draft, floor)
    if draft.unit is None and draft.kind is NumeralKind.FRACTION:
        draft.unit = plain_unit("percent", draft.value)
        draft.dimension = "share"
        draft.value = tidy(draft.value * _PERCENT)
        draft.value_max = None if draft.value_max is None else tidy(draft.value_max * _PERCENT)
    elif draft.kind is NumeralKind.PERCENT and (draft.unit is None or draft.dimension != "share"):
        draft.unit, draft.dimension = plain_unit("percent", draft.value / _PERCENT), "share"
    elif draft.unit is None and draft.kind is NumeralKind.MULTIPLE:
        draft.unit, draft.dimension = plain_unit("times", draft.value), "ratio"
    if draft.unit is None and numeral.start in page.lengths:
        _days(page, draft)
    if draft.start == numeral.start:
        draft.start = _word_start(page, numeral.start)
    draft.measure = (draft.start, draft.end)
    return draft


def _days(page: Page, draft: Draft) -> None:
    """Read 25日 as days where the times of the report have found a length."""
    if page.language == "ja" and page.text.startswith("日", draft.end):
        draft.end += 1
        draft.unit, draft.dimension = plain_unit("day", draft.value), "time"


def _word_start(page: Page, start: int) -> int:
    """Find where the word begins whose "and", "with" or "the" is written together with a number."""
    small = grammar(page.language).strings("clitics")
    match = _JOINED_ON.search(page.text, max(0, start - _JOINED_REACH), start) if small else None
    return match.start() if match is not None and match[0] in small else start


def _measure(page: Page, draft: Draft, floor: int) -> None:
    """Attach the currency sign before, unless the amount before has it, and the unit after."""
    text, stop = page.text, draft.sentence[1]
    if _coded(page, draft) or _lettered(page, draft, floor):
        return
    found = unit_before(text, draft.start, page.language)
    if found is not None and found[1] >= floor and _sign_fits(page, draft, found):
        measure, start = found
        sign = text[start : draft.start]
        suffix = unit_after(text, draft.end, stop, page.language)
        end = draft.end
        country = _COUNTRY.match(text, end, stop)
        named = suffix is not None and suffix[0].money and text[suffix[1] - 1].isalpha()
        if country is not None and (suffix is None or suffix[1] <= country.end()):
            end = country.end()
        elif suffix is not None and named:
            measure = suffix[0] if len(sign.strip()) == 1 else measure
            end = suffix[1]
        _set(page, draft, measure, (start, end), sign)
        return
    if _share_ahead(page, draft, floor):
        return
    found = unit_after(text, draft.end, stop, page.language)
    more = page.language in _CJK and text[draft.end : draft.end + 1] in _AND_MORE
    if found is None and more:
        found = unit_after(text, draft.end + 1, stop, page.language)
        if found is not None:
            draft.numeral = replace(draft.numeral, more=True)  # 三百多公里
    if found is None or not _fits(page, draft, found):
        return
    sign = without_link(text[draft.end : found[1]], page.language)
    _set(page, draft, _reread(draft, found[0]), (draft.start, found[1]), sign)


def _coded(page: Page, draft: Draft) -> bool:
    """Attach a currency code that carries a factor: "120 MEUR", "75 USD million"."""
    text, (floor, stop) = page.text, draft.sentence
    found = scaled_before(text, draft.start, floor) or scaled_after(text, draft.end, stop)
    if found is not None:
        start, end = min(found.start, draft.start), max(found.end, draft.end)
        return _set_scaled(page, draft, found.code, found.factor, (start, end))
    after = unit_after(text, draft.end, stop, page.language)
    if after is None or not after[0].money or draft.numeral.scale > 1:
        return False
    code = text[draft.end : after[1]].strip()
    factor, end = scale_behind(text, after[1], stop, page.language)
    if factor == 1.0 or code != after[0].name:
        return False
    return _set_scaled(page, draft, code, factor, (draft.start, end))


def _share_ahead(page: Page, draft: Draft, floor: int) -> bool:
    """Attach a sign or a word of shares that stands before its number: "%38", "yüzde 38"."""
    pattern, names = _before(page.language)
    match = pattern.search(page.text, max(floor, draft.start - _LONGEST_BEFORE), draft.start)
    if match is None:
        return False
    measure = measures()[names[match[1].casefold()]]
    _set(page, draft, measure, (match.start(1), draft.end), match[1])
    return True


@cache
def _before(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Load the units that a language prints before the number."""
    table = lexicon(language, "units").get("before", {})
    names = {str(word).casefold(): str(unit) for unit, words in table.items() for word in words}
    listed = "|".join(re.escape(word) for word in sorted(names, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![^\W_])(?i:({listed}))\s?\Z" if names else r"(?!)"), names


def _lettered(page: Page, draft: Draft, floor: int) -> bool:
    """Attach a letter that is money in the report's country: "N40 billion", "R2,500", "K5m".

    Roads, notes and models are written so too: only a great or a grouped amount is money. A letter
    of several currencies stays without a unit where the country does not decide.
    """
    start = draft.start - 1
    if start < floor or page.language in _CJK or not draft.numeral.digits:
        return False
    table = _letters().get(page.text[start])
    if table is None or page.text[start - 1 : start].isalnum() or not _great(draft, page):
        return False
    if unit_after(page.text, draft.end, draft.sentence[1], page.language) is not None:
        return False
    code = table.get(page.country) or table.get("")
    if code is None:
        draft.start = start
    else:
        _set(page, draft, measures()[code], (start, draft.end), code)
    return True


@cache
def _letters() -> dict[str, dict[str, str]]:
    """Load which letter is whose money."""
    return {str(letter): dict(row) for letter, row in lexicon(ANY, "units")["letters"].items()}


def _set_scaled(page: Page, draft: Draft, code: str, factor: float, stretch: Stretch) -> bool:
    draft.value = tidy(draft.value * factor)
    draft.value_max = None if draft.value_max is None else tidy(draft.value_max * factor)
    draft.numeral = replace(draft.numeral, scale=draft.numeral.scale * factor)
    _set(page, draft, measures()[code], stretch, code)
    return True


def _sign_fits(page: Page, draft: Draft, found: tuple[Measure, int]) -> bool:
    """Tell whether a sign before a number is one of money; no single letter such as R or K is."""
    sign = page.text[found[1] : draft.start].strip()
    if sign in _wordlike() and not _great(draft, page):
        return False
    return not sign.isalpha() or (len(sign) > 1 and draft.numeral.digits)


@cache
def _wordlike() -> frozenset[str]:
    """List the currency codes that are words of headlines: "TOP 10"."""
    return frozenset(str(code) for code in lexicon(ANY, "units")["wordlike"]["codes"])


def _great(draft: Draft, page: Page) -> bool:
    """Tell whether an amount is printed as money is: grouped, broken or with a scale word."""
    printed = page.text[draft.numeral.start : draft.numeral.end]
    return draft.numeral.scale > 1 or any(c in ".," for c in printed)


def _fits(page: Page, draft: Draft, found: tuple[Measure, int]) -> bool:
    measure, end = found
    surface = page.text[draft.end : end].strip(" -\u00a0")
    lower = measure.name in _LOWER_ONLY and surface != surface.lower()
    if lower or (surface.casefold() == "won" and draft.value < _WON_FROM):
        return False
    if len(surface) == 1 and surface.isalpha() and page.language not in {"zh", "ja"}:
        return _letter_fits(page, draft, surface)
    if surface in _INCH_MARKS:
        return draft.numeral.digits and _unquoted(page, draft, surface)
    if surface == "in":
        return page.text[max(0, draft.start - 3) : draft.start].rstrip().endswith("ft")
    if measure.name == "times" and draft.numeral.kind is NumeralKind.FRACTION:
        return False
    return not (measure.dimension == "time" and _season(page, draft))


def _letter_fits(page: Page, draft: Draft, letter: str) -> bool:
    """Tell whether a single letter is a unit: "5 A", "2 t", only after digits."""
    glued = page.text[draft.end] != " "
    if letter in {"C", "F"}:
        # "35C", "-5 C"; "5C" is as often a name.
        return draft.numeral.digits and (not glued or abs(draft.value) >= _WARM)
    return draft.numeral.digits and not (letter == "s" and glued)


def _unquoted(page: Page, draft: Draft, mark: str) -> bool:
    """Tell whether a mark behind a number opens and closes no quotation."""
    before = page.text[draft.sentence[0] : draft.start]
    after = page.text[draft.end : draft.sentence[1]]
    opened = mark == "\u201d" and "\u201c" in before
    return not opened and before.count(mark) % 2 == 0 and after.count(mark) == 1


def _season(page: Page, draft: Draft) -> bool:
    """Tell whether "one day", "one time" names no length."""
    phrase = page.text[draft.start : draft.end].casefold()
    return phrase == "one" and page.word_after(draft.end, draft.sentence[1]) in {"day", "time"}


def _reread(draft: Draft, measure: Measure) -> Measure:
    if measure.name in {"lb", "Pfund"} and draft.value >= _POUNDS_FROM:
        return replace(measures()["GBP"], alternatives=(measure.name,), key="")
    return measure


def _land(page: Page, measure: Measure) -> str:
    """Return the country whose money is meant: for a name that needs one, the first that has it."""
    if not measure.money or page.country in coined(measure.name):
        return page.country
    needed = measure.name == measure.key and measure.alternatives
    if not needed:
        return page.country
    return next((c for c in page.countries if c in coined(measure.name)), page.country)


def _payer(page: Page, draft: Draft, measure: Measure) -> str:
    """Return the country named last before an amount in its sentence, if it has such money."""
    first = bisect_left(page.homes, (draft.sentence[0], ""))
    last = bisect_left(page.homes, (draft.start, ""))
    countries = [country for _, country in reversed(page.homes[first:last])]
    return next((c for c in countries if c in coined(measure.name)), "")


def _set(page: Page, draft: Draft, measure: Measure, stretch: Stretch, sign: str) -> None:
    start, end = stretch
    unsure = measure.money and measure.name == measure.key and measure.alternatives
    land = (_payer(page, draft, measure) if unsure else "") or _land(page, measure)
    measure = settle(measure, page.language, land, sign)
    bracket = re.match(r"[\])>}]", page.text[end : end + 1])
    opened = re.match(r"\s?[\[(<{]", page.text[draft.end : end])
    end += 1 if bracket and opened else 0
    per, after = unit_per(page.text, end, draft.sentence[1], page.language, measure)
    value = draft.value if draft.value_max is None else min(draft.value, draft.value_max)
    surface = (page.text[start : draft.numeral.start] + page.text[draft.numeral.end : after]).strip(
        " -\u00a0"
    )
    if page.language in {"zh", "ja"} and page.text[after : after + 1] in {"半", "多"}:
        after += 1
        if page.text[after - 1] == "半":
            draft.value = value = value + 0.5
        else:
            draft.numeral = replace(draft.numeral, more=True)
    draft.unit = make_unit(measure, surface, value, per)
    draft.dimension = measure.dimension
    draft.money = measure.money
    draft.start, draft.end = min(start, draft.start), max(after, draft.end)
