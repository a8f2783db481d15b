"""Where does a sentence print amounts, with which sign and unit?"""

import re
from dataclasses import replace

from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.analyse.figures.units import (
    Measure,
    localise,
    make_unit,
    tables,
    unit_after,
    unit_before,
    unit_per,
)
from firsthand.lang import lexicon
from firsthand.model.items import Unit
from firsthand.text.numberwords import Numeral, NumeralKind, grammar, tidy
from firsthand.text.numerals import scan, shares_scale

_PERCENT = 100.0
_LOWER_ONLY = frozenset({"li", "mu", "dan", "jin", "stone", "nit", "bar", "bit"})
"""Units whose names are also names of people and other things."""
_WON_FROM = 100.0
"""Fewer than this many "won" is the verb."""
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
    drafts = [_draft(page, numeral, sentence) for numeral in numerals if _kept(numeral)]
    return drafts


def _kept(numeral: Numeral) -> bool:
    return numeral.kind is not NumeralKind.ORDINAL and abs(numeral.value) < 1e21  # noqa: PLR2004 - larger ones are codes


def _draft(page: Page, numeral: Numeral, sentence: Stretch) -> Draft:
    draft = Draft(
        numeral, sentence, numeral.start, numeral.end, numeral.value, numeral.value_max,
        numeral.kind, joint=numeral.joint, measure=(numeral.start, numeral.end),
    )  # fmt: skip
    _measure(page, draft)
    if draft.unit is None and draft.kind is NumeralKind.FRACTION:
        draft.unit = Unit("", "percent", draft.value, "1")
        draft.dimension = "share"
        draft.value = tidy(draft.value * _PERCENT)
        draft.value_max = None if draft.value_max is None else tidy(draft.value_max * _PERCENT)
    elif draft.kind is NumeralKind.PERCENT and (draft.unit is None or draft.dimension != "share"):
        draft.unit, draft.dimension = Unit("", "percent", draft.value / _PERCENT, "1"), "share"
    elif draft.unit is None and draft.kind is NumeralKind.MULTIPLE:
        draft.unit, draft.dimension = Unit("", "times", draft.value, "1"), "ratio"
    draft.measure = (draft.start, draft.end)
    return draft


def _measure(page: Page, draft: Draft) -> None:
    """Attach the currency sign before and the unit after the number."""
    text, stop = page.text, draft.sentence[1]
    found = unit_before(text, draft.start, page.language)
    if found is not None and found[1] >= draft.sentence[0] and _sign_fits(page, draft, found):
        measure, start = found
        sign = text[start : draft.start]
        suffix = unit_after(text, draft.end, stop, page.language)
        end = draft.end
        if suffix is not None and suffix[0].money and text[suffix[1] - 1].isalpha():
            measure = suffix[0] if len(sign.strip()) == 1 else measure
            end = suffix[1]
        _set(page, draft, measure, (start, end), sign)
        return
    found = unit_after(text, draft.end, stop, page.language)
    if found is None or not _fits(page, draft, found):
        return
    _set(page, draft, _reread(draft, found[0]), (draft.start, found[1]), text[draft.end : found[1]])


def _sign_fits(page: Page, draft: Draft, found: tuple[Measure, int]) -> bool:
    """Tell whether a letter sign such as R or K is one: it must touch the number."""
    sign = page.text[found[1] : draft.start]
    if len(sign.strip()) > 1 or not sign.strip().isalpha():
        return draft.numeral.digits or not sign.strip().isalpha()
    return len(sign) == 1 and draft.numeral.digits and draft.value >= 1 and sign == "R" and False


def _fits(page: Page, draft: Draft, found: tuple[Measure, int]) -> bool:
    measure, end = found
    surface = page.text[draft.end : end].strip(" -\u00a0")
    if measure.name in _LOWER_ONLY and surface != surface.lower():
        return False
    if surface.casefold() == "won" and draft.value < _WON_FROM:
        return False
    if len(surface) == 1 and surface.isalpha() and page.language not in {"zh", "ja"}:
        # "5 A", "2 t": single letters count as units only after digits.
        return draft.numeral.digits and not (surface in {"s", "C"} and page.text[draft.end] != " ")
    if surface == "in":
        return page.text[max(0, draft.start - 3) : draft.start].rstrip().endswith("ft")
    if measure.name == "times" and draft.numeral.kind is NumeralKind.FRACTION:
        return False
    return not (measure.dimension == "time" and _season(page, draft))


def _season(page: Page, draft: Draft) -> bool:
    """Tell whether "one day", "one time" names no length."""
    phrase = page.text[draft.start : draft.end].casefold()
    return phrase == "one" and page.word_after(draft.end, draft.sentence[1]) in {"day", "time"}


def _reread(draft: Draft, measure: Measure) -> Measure:
    if measure.name == "lb" and draft.value >= _POUNDS_FROM:
        return Measure("GBP", "currency", alternatives=("lb",))
    return measure


def _set(page: Page, draft: Draft, measure: Measure, stretch: Stretch, sign: str) -> None:
    start, end = stretch
    if measure.money:
        measure = localise(measure, page.language, page.country, sign)
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


def join_ends(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Make one draft of two amounts that are the ends of a range, unit and scale shared.

    Args:
        page: the report's text.
        drafts: of one sentence, in text order.

    Returns:
        The drafts; "from $62 to $68" and "15.5 cm to 23.5 cm" are one.
    """
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if before is not None and _smaller(page, before, draft):
            joined[-1] = _add(before, draft)
            continue
        if before is not None and _ratio(page, before, draft):
            joined[-1] = _share(before, draft)
            continue
        joint = _joint(page, before, draft) if before else ""
        if before is None or not joint:
            joined.append(draft)
            continue
        joined[-1] = _join(before, draft, joint)
    return joined


def _joint(page: Page, first: Draft, last: Draft) -> str:
    if first.is_range or last.is_range or (first.unit is None and not last.money):
        return ""
    if (
        last.start - first.end > 8
        or first.kind is NumeralKind.VAGUE
        or last.kind is NumeralKind.VAGUE
    ):
        return ""
    same = first.unit is None or last.unit is None or _canonical(first) == _canonical(last)
    if not same and not (first.money and last.money):
        return ""
    between = page.text[first.end : last.start].strip().casefold()
    if between in {"-", "–", "—", "~", "至", "到", "～"}:
        return between
    pairs = [tuple(p) for p in _range_table(page.language)]
    if (page.word_before(first.start, first.sentence[0]), between) in pairs:
        return between
    return ""


_SMALLER = {
    ("ft", "inch"): 12.0,
    ("USD", "cent"): 100.0,
    ("EUR", "cent"): 100.0,
    ("lb", "oz"): 16.0,
    ("GBP", "penny"): 100.0,
}
"""Units written one after the other as one amount: "5 ft 11 in"."""
_MOST_IN_RATIO = 1000.0


def _smaller(page: Page, first: Draft, last: Draft) -> bool:
    parts = _SMALLER.get((_canonical(first), _canonical(last)))
    between = page.text[first.end : last.start].strip()
    return (
        parts is not None
        and last.value < parts
        and between in {"", "and", "-"}
        and last.start - first.end < 6
    )  # noqa: PLR2004 - " and "


def _add(first: Draft, last: Draft) -> Draft:
    parts = _SMALLER[_canonical(first), _canonical(last)]
    value = tidy(first.value + last.value / parts)
    unit = first.unit
    if (
        unit is not None
        and unit.si_value is not None
        and last.unit
        and last.unit.si_value is not None
    ):
        unit = replace(unit, si_value=tidy(unit.si_value + last.unit.si_value))
    return replace(first, end=last.end, value=value, unit=unit, measure=(first.start, last.end))


def _ratio(page: Page, first: Draft, last: Draft) -> bool:
    """Tell whether "one in five", "9 out of 10" is a share."""
    if first.unit or last.unit or first.is_range or last.is_range or first.numeral.scale > 1:
        return False
    between = page.text[first.end : last.start].strip().casefold()
    whole = first.value == int(first.value) and 0 < first.value < last.value <= _MOST_IN_RATIO
    ratio = frozenset(lexicon(page.language, "figures").get("ratio", {}).get("words", ()))
    round_number = last.value < 13 or last.value % 5 == 0  # noqa: PLR2004 - one in twelve
    return between in ratio and whole and round_number and first.value < 100  # noqa: PLR2004


def _share(first: Draft, last: Draft) -> Draft:
    value = tidy(first.value / last.value)
    return replace(
        first, end=last.end, value=tidy(value * _PERCENT), kind=NumeralKind.FRACTION,
        unit=Unit("", "percent", value, "1"), dimension="share", measure=(first.start, last.end),
        numeral=replace(first.numeral, end=last.numeral.end, kind=NumeralKind.FRACTION),
    )  # fmt: skip


def _range_table(language: str) -> list[list[str]]:
    from_words = grammar(language).rules.get("range", {}).get("between", [])
    return list(from_words)


def _canonical(draft: Draft) -> str:
    return draft.unit.canonical.partition("/")[0] if draft.unit else ""


def _join(first: Draft, last: Draft, joint: str) -> Draft:
    low = first.value
    if shares_scale(first.numeral, last.numeral) and (first.unit is None or first.money):
        low *= last.numeral.scale
    unit = last.unit or first.unit
    if first.unit and last.unit and "/" in first.unit.canonical:
        unit = first.unit
    return replace(
        first, end=last.end, value=tidy(low), value_max=last.value, unit=unit, joint=joint,
        dimension=last.dimension or first.dimension, money=first.money or last.money,
        measure=(first.start, last.end),
    )  # fmt: skip


def known(language: str, word: str) -> bool:
    """Tell whether a word is a unit of the language.

    Args:
        language: its code.
        word: case-folded.

    Returns:
        True for "kilometres".
    """
    return word in tables(language).words
