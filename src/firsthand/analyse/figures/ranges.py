"""Which two amounts side by side are one: the ends of a range, feet and inches, one in five?"""

import re
from dataclasses import replace
from functools import cache
from itertools import chain

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.measures import plain_unit
from firsthand.analyse.figures.travel import GOAL, lent, moves, part, travels
from firsthand.lang import lexicon
from firsthand.text.numberlists import NumeralKind, grammar, tidy
from firsthand.text.numerals import DASHES, opening, shares_scale, without_article

_GAP = 9
"""Longest stretch between the ends of a range: " through "."""
_VOTE_GAP = 24
"""And between the two sides of a vote."""
_SCORE_MARKS = frozenset({"-", "–", ":", "：", "比"})
_PART_GAP = 6
"""And between an amount and its smaller part: " and "."""
_SMALLER = {
    ("ft", "inch"): 12.0,
    ("lb", "oz"): 16.0,
    ("USD", "cent"): 100.0,
    ("CNY", "jiao"): 10.0,
    ("CNY", "fen"): 100.0,
    ("JPY", "sen"): 100.0,
    ("EUR", "cent"): 100.0,
    ("GBP", "penny"): 100.0,
}
"""Units written one after the other as one amount, and how many of the smaller make the greater."""
_ONLY_BEHIND = frozenset({"jiao", "fen", "sen"})
_MOST_IN_RATIO = 1000.0
_DOZEN = 12.0
_ROUND = 5.0
_MOST_OF = 100.0
_PERCENT = 100.0
_ONE_GAP = 36
"""Longest stretch of "one family in" before the number."""


def join_ends(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Make one draft of two amounts that belong together, unit and scale shared.

    Args:
        page: the report's text.
        drafts: of one sentence, in text order.

    Returns:
        The drafts; "from $62 to $68", "5 ft 11 in" and "one in five" are one each.
    """
    joined: list[Draft] = []
    for found in chain.from_iterable(part(page, draft) for draft in drafts):
        before = joined[-1] if joined else None
        draft = _one_of(page, found, before.end if before else found.sentence[0])
        if before is None:
            joined.append(draft)
        elif _smaller(page, before, draft):
            joined[-1] = _add(before, draft)
        elif _ratio(page, before, draft):
            joined[-1] = _share(before, draft)
        elif _sides(page, before, draft):
            joined[-1] = _vote(before, draft)
        elif joint := _joint(page, before, draft):
            if travels(page, before, draft):
                joined[-1] = lent(before, draft, _low(before, draft))
                joined.append(replace(draft, joint=GOAL))
            else:
                joined[-1] = _join(before, draft, joint)
        else:
            joined.append(draft)
    return [_bare(d) if d.unit and d.unit.canonical in _ONLY_BEHIND else d for d in joined]


def _bare(draft: Draft) -> Draft:
    """Take a unit away that stands only behind a greater one: 分 alone is a point or a minute."""
    end = draft.numeral.end
    return replace(draft, unit=None, dimension="", end=end, measure=(draft.start, end))


VOTE = "vote"
"""The joint of the two sides of a vote."""


def _sides(page: Page, first: Draft, last: Draft) -> bool:
    """Tell whether "312 votes to 120", "388 zu 111 Stimmen" are the sides of a vote or match."""
    plain = first.unit is None and last.unit is None and not (first.is_range or last.is_range)
    whole = first.value == int(first.value) and last.value == int(last.value)
    if not plain or not whole or last.start - first.end > _VOTE_GAP:
        return False
    nouns = page.cues.words("vote", "nouns")
    between = page.text[first.end : last.start].strip()
    head = max((n for n in sorted(nouns) if between.startswith(n)), key=len, default="")
    joiner = between[len(head) :].strip().casefold()
    if joiner not in page.cues.words("vote", "joiners"):
        return False
    after = page.text[last.end : last.end + _VOTE_GAP].lstrip()
    told = head or any(after.startswith(n) for n in nouns)
    tight = bool(
        page.cues.score.search(page.text[max(first.sentence[0], first.start - 40) : first.start])
    )
    return bool(told) or (tight and joiner in _SCORE_MARKS and first.numeral.digits)


def _vote(first: Draft, last: Draft) -> Draft:
    return replace(
        first, end=last.end, value_max=last.value, joint=VOTE, measure=(first.start, last.end),
        numeral=replace(first.numeral, end=last.numeral.end, value_max=last.value),
    )  # fmt: skip


def _joint(page: Page, first: Draft, last: Draft) -> str:
    plain = first.unit is None and not last.money
    vague = NumeralKind.VAGUE in {first.kind, last.kind}
    if first.is_range or last.is_range or plain or vague or last.start - first.end > _GAP:
        return ""
    same = first.unit is None or last.unit is None or _canonical(first) == _canonical(last)
    if not same and not (first.money and last.money):
        return ""
    between = page.text[first.end : last.start].strip(" -\u00a0").casefold()
    if not between or between in DASHES or between in {"至", "到"}:
        return between or page.text[first.end : last.start].strip()
    table = grammar(page.language).rules.get("range", {})
    opener = opening(page.text, first.start, page.language)
    between = without_article(between, page.language)
    if [opener, between] in [*table.get("between", []), *table.get("changes", [])]:
        return between
    strong = between in table.get("words", []) and between not in table.get("weak", [])
    rising = first.value < last.value and first.unit is not None and last.unit is not None
    return between if strong and rising and not moves(page, first) else ""


def _low(first: Draft, last: Draft) -> float:
    """Let the lower end share the scale word of the upper one."""
    bare = last.value / last.numeral.scale
    own = first.unit is not None and first.value >= bare
    shared = shares_scale(first.numeral, last.numeral) and (first.unit is None or first.money)
    return first.value * last.numeral.scale if shared and not own else first.value


def _join(first: Draft, last: Draft, joint: str) -> Draft:
    low = _low(first, last)
    unit = last.unit or first.unit
    if first.unit and last.unit and "/" in first.unit.canonical:
        unit = first.unit
    return replace(
        first, end=last.end, value=tidy(low), value_max=last.value, unit=unit, joint=joint,
        dimension=last.dimension or first.dimension, money=first.money or last.money,
        measure=(first.start, last.end),
    )  # fmt: skip


def _canonical(draft: Draft) -> str:
    return draft.unit.canonical.partition("/")[0] if draft.unit else ""


def _smaller(page: Page, first: Draft, last: Draft) -> bool:
    parts = _SMALLER.get((_canonical(first), _canonical(last)), 0.0)
    between = page.text[first.end : last.start].strip()
    near = last.start - first.end < _PART_GAP
    return near and parts > 0 and last.value < parts and between in {"", "and", "-", "又", "零"}


def _add(first: Draft, last: Draft) -> Draft:
    parts = _SMALLER[_canonical(first), _canonical(last)]
    value, unit = tidy(first.value + last.value / parts), first.unit
    if unit and unit.si_value is not None and last.unit and last.unit.si_value is not None:
        unit = replace(unit, si_value=tidy(unit.si_value + last.unit.si_value))
    return replace(first, end=last.end, value=value, unit=unit, measure=(first.start, last.end))


def _ratio(page: Page, first: Draft, last: Draft) -> bool:
    """Tell whether "one in five", "9 out of 10" is a share."""
    if first.unit or last.unit or first.is_range or last.is_range or first.numeral.scale > 1:
        return False
    between = page.text[first.end : last.start].strip().casefold()
    whole = first.value == int(first.value) and 0 < first.value < last.value <= _MOST_IN_RATIO
    ratio = lexicon(page.language, "figures").get("ratio", {}).get("words", ())
    round_number = last.value <= _DOZEN or last.value % _ROUND == 0
    return between in ratio and whole and round_number and first.value < _MOST_OF


def _one_of(page: Page, last: Draft, floor: int) -> Draft:
    """Read "una de cada cinco", where the language's one is an article and no number."""
    head = _ones(page.language).search(page.text, max(floor, last.start - _ONE_GAP), last.start)
    if head is None or not _parts(last):
        return last
    if head[1] and page.word_after(last.end, last.sentence[1]) not in _behind(page):
        return last
    start, share = head.start(), tidy(1 / last.value)
    return replace(
        last, start=start, value=tidy(share * _PERCENT), kind=NumeralKind.FRACTION,
        unit=plain_unit("percent", share), dimension="share", measure=(start, last.end),
        numeral=replace(last.numeral, start=start, kind=NumeralKind.FRACTION),
    )  # fmt: skip


def _parts(last: Draft) -> bool:
    """Tell whether a number can be how many one is taken of."""
    plain = last.unit is None and not last.is_range and last.numeral.scale == 1
    whole = last.value == int(last.value) and 1 < last.value <= _MOST_IN_RATIO
    return plain and whole and (last.value <= _DOZEN or last.value % _ROUND == 0)


def _behind(page: Page) -> frozenset[str]:
    """List what may follow "one family in five", where a noun would say that five are counted."""
    return page.cues.stop | page.cues.words("amounts", "verbs") | {""}


@cache
def _ones(language: str) -> re.Pattern[str]:
    table = lexicon(language, "figures").get("ratio", {})
    ones, words = (
        "|".join(re.escape(str(w)) for w in table.get(key, ())) for key in ("one", "words")
    )
    if not ones:
        return re.compile(r"(?!)")
    noun = r"(\s[^\W\d_]+)?"
    return re.compile(rf"(?<!\w)(?:{ones}){noun}\s(?:{words})\s\Z", re.IGNORECASE)


def _share(first: Draft, last: Draft) -> Draft:
    value = tidy(first.value / last.value)
    return replace(
        first, end=last.end, value=tidy(value * _PERCENT), kind=NumeralKind.FRACTION,
        unit=plain_unit("percent", value), dimension="share", measure=(first.start, last.end),
        numeral=replace(first.numeral, end=last.numeral.end, kind=NumeralKind.FRACTION),
    )  # fmt: skip
