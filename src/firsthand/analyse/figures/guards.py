"""Which numbers are no figures: dates, names, addresses, places in a list?"""

import re
from collections.abc import Callable
from functools import cache

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.japanese import is_rank
from firsthand.lang import lexicon
from firsthand.text.numberlists import NumeralKind

_PHONE = re.compile(r"(?<!\d)0\d(?:[ .\u00a0]\d\d){3,4}(?!\d)")
"""A telephone number in groups of two digits."""
_PHONE_REACH = 14
_SUFFIXED = re.compile(r"['’][^\W\d_]{1,5}\Z")
"""The ending of a case behind a name: no number goes on in it."""
_YEARS = range(1000, 2101)
_RECENT = range(1900, 2101)
_CLOCK = re.compile(
    r"\s?(?:[ap]\.?\s?m\b|o['’]clock|GMT|UTC|hrs?\b(?!\s+of)|Uhr\b|[hH]\d{2}\b|时|點钟)",
    re.IGNORECASE,
)
_LIST = re.compile(r"\(?\d{1,2}[.)）、](?:\s|$)")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“", "「": "」", "『": "』"}
_STREET = re.compile(
    r"[ \u00a0](?:[A-Z][\w'’.-]*[ \u00a0]){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Boulevard|Blvd|Drive|Terrace|Crescent|Square|Highway|Way)\b"
)
"""What follows the number of a house."""
_OF_WHAT = re.compile(r"\s([^\W\d_]+)\s([^\W\d_]+)")
_SLOGAN_WORDS = 5
_SAYING = 12
"""More than so many of anything is no saying but a count."""
_CODE_DIGITS = 9
"""Digits without separators from which a number is taken for a code."""
_CJK = frozenset({"zh", "ja", "ko"})
_INFLECTED = frozenset({"tr", "az"})
"""Languages that write the ending of a case behind a name and an apostrophe."""
_SMALL = 10_000
_NAME = 40
"""Longest name looked for before a number, in characters."""
_DAYS = 31
_CENTURY = 100
_ROUND = 50
"""Four-digit numbers up to 2100 that end so may count things without a bound word."""


def is_figure(page: Page, draft: Draft) -> bool:
    """Tell whether a number is an amount.

    Args:
        page: the report's text with its parse.
        draft: the number with its unit.

    Returns:
        False for dates, names, identifiers, list numbers and the pronoun "one".
    """
    for guard in GUARDS:  # noqa: SIM110 - faster than any() of a generator
        if guard(page, draft):
            return False
    return True


def _in_moment(page: Page, draft: Draft) -> bool:
    return page.in_moment(draft.numeral.start, draft.numeral.end)


def _glued(page: Page, draft: Draft) -> bool:
    """Tell whether letters or marks of an address touch the number: A10, COVID-19, ID.3."""
    text, start = page.text, draft.start
    end = draft.measure[1] if draft.noun else draft.end
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if page.language in _CJK:
        return (before.isascii() and (before.isalpha() or before in "#@_=&\\")) or (
            after.isascii() and after.isalpha()
        )
    if before.isalpha() or before.isdigit() or before in "#@_=&\\":
        return True
    if before in ".," and start > 1 and text[start - 2].isalnum():
        return True
    if before == "/" and start > 1 and not text[start - 2].isspace():
        return True
    if after in "@_\\" or after.isalpha() or after.isdigit():
        return True
    return before in "-‑‐" and start > 1 and _name_part(text, start - 1, page)


def _name_part(text: str, hyphen: int, page: Page) -> bool:
    match = re.search(r"([^\W_]+)$", text[max(0, hyphen - 20) : hyphen])
    if match is None:
        return False
    word = match[1]
    return not word.islower() or word in page.cues.words("code", "before")


def _clock(page: Page, draft: Draft) -> bool:
    around = page.text[max(0, draft.numeral.start - 1) : draft.numeral.end + 1]
    if page.language in _CJK and re.fullmatch(r"[时時点點]\d{1,2}分", around):
        return True
    match = _CLOCK.match(page.text, draft.numeral.end, draft.sentence[1])
    if match is None or not draft.numeral.digits:
        return False
    return draft.value < 25 or draft.value in range(100, 2401)  # noqa: PLR2004 - hours of a day, 24-hour times


def _housed(page: Page, draft: Draft) -> bool:
    """Tell whether the name of a street follows: 14 Mill Road."""
    text = page.text[draft.numeral.start : draft.numeral.end]
    house = draft.numeral.digits and bool(re.fullmatch(r"\d{1,5}", text)) and not draft.cue
    return house and bool(_STREET.match(page.text, draft.numeral.end, draft.sentence[1]))


def _titled(page: Page, draft: Draft) -> bool:
    """Tell whether digits and a word with a capital make a name: 7-Eleven."""
    text = page.text[draft.numeral.start : draft.numeral.end]
    return bool(re.match(r"\d+-[A-Z][a-z]", text))


def _dated(page: Page, draft: Draft) -> bool:
    """Tell whether a day of a month stands next to the month's name."""
    if not draft.numeral.digits or (draft.unit is not None and draft.dimension != "time"):
        return False
    start, end = draft.numeral.start, draft.numeral.end
    before = page.text[max(0, start - 14) : start]
    after = page.text[end : end + 16]
    month = page.cues.months
    close_before = re.search(r"([^\W\d_]+)[.,]?[\s-]{0,2}$", before)
    close_after = re.match(r"[.ºª]?[\s-]{0,2}(?:de |of |d['’])?([^\W\d_]+)", after)
    named_before = bool(
        close_before and month.fullmatch(close_before[1]) and close_before[1][0].isupper()
    )
    named_after = bool(
        close_after
        and month.fullmatch(close_after[1])
        and (close_after[1][0].isupper() or page.language not in {"en", "de"})
    )
    day = draft.value <= _DAYS
    if page.language in _CJK:
        lasts = start in page.lengths
        return day and not lasts and bool(re.match(r"\s?(?:月|日|号|時|时|월|일|시)", after))
    return (day and (named_before or named_after)) or (named_before and int(draft.value) in _YEARS)


def _year(page: Page, draft: Draft) -> bool:
    value = draft.value
    if draft.unit is not None and not (draft.dimension == "time" and page.language in _CJK):
        return False
    if draft.value_max is not None:
        return _years_between(page, draft, draft.value_max)
    if value != int(value) or int(value) not in _YEARS:
        return False
    if page.language in _CJK:
        return page.text[draft.numeral.end : draft.numeral.end + 1] in {"年", "财", "년"}
    text = page.text[draft.numeral.start : draft.numeral.end]
    return bool(re.fullmatch(r"\d{4}", text)) and _named_year(page, draft)


def _years_between(page: Page, draft: Draft, last: float) -> bool:
    text = page.text[draft.numeral.start : draft.numeral.end]
    ends = int(draft.value) in _YEARS and (int(last) in _YEARS or last < _CENTURY)
    return ends and bool(re.fullmatch(r"\d{4}\W{1,3}(?:[^\W\d]+\W)?(?:\d{2}|\d{4})", text))


def _named_year(page: Page, draft: Draft) -> bool:
    if int(draft.value) not in _RECENT:
        return page.word_before(draft.start, draft.sentence[0]) in page.cues.words("year", "before")
    return page.text[draft.start - 1 : draft.start] in {"'", "’"} or not _counts(page, draft)


def _counts(page: Page, draft: Draft) -> bool:
    """Tell whether 2000 counts: when it is bounded, or round and before a plural."""
    if draft.noun is None:
        return False
    if draft.cue is not None:
        return True
    before = page.word_before(draft.start, draft.sentence[0])
    after = page.word_after(draft.numeral.end, draft.sentence[1])
    listed = page.cues.words("year", "people") or _counted(page.language)
    people = after in listed
    round_number = draft.value % _ROUND == 0
    return (people or (after.endswith("s") and round_number)) and before not in page.cues.words(
        "year", "before"
    )


@cache
def _counted(language: str) -> frozenset[str]:
    """Collect the nouns before which the time grammar of a language takes digits for a count."""
    return frozenset(lexicon(language, "times").get("year_not_after", ()))


def _coded(page: Page, draft: Draft) -> bool:
    """Tell whether a word such as "page", "Phase" or "No." stands before digits."""
    if draft.unit is not None or not draft.numeral.digits or draft.cue:
        return False
    window = page.text[max(draft.sentence[0], draft.start - 24) : draft.start]
    match = page.cues.code.search(window)
    if match is None:
        return False
    return not (draft.noun and draft.value >= _SMALL)


def _named(page: Page, draft: Draft) -> bool:
    """Tell whether a name stands directly before bare digits: Apollo 11, Boeing 737."""
    if draft.unit is not None or not draft.numeral.digits or draft.cue or draft.numeral.scale > 1:
        return False
    text = page.text[draft.numeral.start : draft.numeral.end]
    floor = max(draft.sentence[0], draft.start - _NAME)
    match = re.search(r"([^\W\d_][\w&'’.]*)[ \u00a0]$", page.text[floor : draft.start])
    if (
        match is None
        or not re.fullmatch(r"\d{1,4}(?:\.\d)?", text)
        or not re.search(r"[A-Z\u00c0-\u00de]", match[1])
    ):
        return False
    begin = floor + match.start(1)
    suffixed = page.language in _INFLECTED and _SUFFIXED.search(match[1]) is not None
    if suffixed or _apart(page, draft, begin, floor + match.end(1)):
        return False
    if re.search(r"[a-z][A-Z]", match[1]):
        return True
    first = begin == draft.sentence[0]
    if page.grid:
        token = page.grid.tokens[page.grid.at(begin)]
        return token.pos_ == "PROPN" or (
            not first and token.pos_ == "NOUN" and token.text[0].isupper()
        )
    return not first and page.language != "de"


def _apart(page: Page, draft: Draft, begin: int, end: int) -> bool:
    """Tell whether a capitalised word before a number is no name that goes on in it.

    So the towns and days that open a clause: "In Lund 430 pupils", "In May 430 pupils".
    """
    if page.text[begin:end].casefold() in page.cues.stop:
        return True
    known = page.in_moment(begin, end) or page.in_place(begin, end)
    return draft.noun is not None and known


def _pronoun(page: Page, draft: Draft) -> bool:
    """Tell whether "one" is the pronoun: without a noun, after an article, before "of"."""
    phrase = page.text[draft.numeral.start : draft.numeral.end].casefold()
    if phrase not in page.cues.words("pronoun", "words") or draft.is_range:
        return False
    if draft.unit is not None and draft.dimension in {"share", "currency", "length", "mass"}:
        return False
    before = page.word_before(draft.start, draft.sentence[0])
    if before in page.cues.words("pronoun", "before"):
        return True
    after = page.word_after(draft.numeral.end, draft.sentence[1])
    return after in page.cues.words("pronoun", "after") or (
        draft.unit is None and draft.noun is None
    )


def _anaphora(page: Page, draft: Draft) -> bool:
    """Tell whether "the two sides" points back: an article, the word, a bare noun."""
    phrase = page.text[draft.numeral.start : draft.numeral.end].casefold()
    if phrase not in page.cues.words("anaphora", "words") or draft.unit is not None:
        return False
    bare = draft.noun is None or " " not in page.text[draft.noun[0] : draft.noun[1]].strip()
    before = page.word_before(draft.start, draft.sentence[0])
    return bare and before in page.cues.words("anaphora", "before")


def _half(page: Page, draft: Draft) -> bool:
    """Tell whether a half is a stretch of time or of a game: the first half, half-time."""
    if draft.kind is not NumeralKind.FRACTION or draft.numeral.digits:
        return False
    before = page.word_before(draft.start, draft.sentence[0])
    after = re.match(r"[\s-]?([^\W\d_]+)", page.text[draft.numeral.end : draft.numeral.end + 20])
    if before in page.cues.words("half", "not_after"):
        return True
    return bool(after and after[1].casefold() in page.cues.words("half", "not_before"))


def _room(page: Page, draft: Draft) -> bool:
    """Tell whether a quarter is a room: "un cuarto de madera", never "un cuarto de la deuda"."""
    if draft.kind is not NumeralKind.FRACTION or draft.dimension != "share":
        return False
    rooms = page.cues.words("room", "words")
    if not rooms or draft.numeral.digits:
        return False
    last = page.word_before(draft.numeral.end, draft.numeral.start)
    behind = _OF_WHAT.match(page.text, draft.numeral.end, draft.sentence[1])
    if last not in rooms or behind is None or behind[1] not in page.cues.words("room", "of"):
        return False
    return behind[2].islower() and behind[2] not in page.cues.words("room", "unless")


def _idiom(page: Page, draft: Draft) -> bool:
    floor = max(0, draft.start - 14)
    for match in page.cues.idiom.finditer(page.text, floor, min(len(page.text), draft.end + 16)):
        if match.start() < draft.numeral.end and draft.numeral.start < match.end():
            return True
    return False


def _slogan(page: Page, draft: Draft) -> bool:
    """Tell whether a number in words heads a short quoted phrase."""
    if draft.numeral.digits or draft.unit is not None:
        return False
    counted = draft.noun is not None and page.text[draft.noun[0]].islower()
    if counted and draft.value > _SAYING and page.language != "de":
        return False
    quote = page.text[draft.start - 1 : draft.start]
    closing = _QUOTES.get(quote)
    if closing is None:
        return False
    end = page.text.find(closing, draft.end, draft.end + 60)
    return end > 0 and len(page.text[draft.start : end].split()) <= _SLOGAN_WORDS


def _listed(page: Page, draft: Draft) -> bool:
    start = draft.sentence[0]
    match = _LIST.match(page.text, start, draft.sentence[1])
    return bool(match) and draft.numeral.end < match.end() if match else False


def _long(page: Page, draft: Draft) -> bool:
    text = page.text[draft.numeral.start : draft.numeral.end]
    plus = page.text[draft.start - 1 : draft.start] == "+" and draft.numeral.digits
    bare = bool(re.fullmatch(r"0\d+|\d{9,}", text)) and draft.unit is None
    phone = bool(re.fullmatch(r"\d{3,4}-\d{4}", text)) and draft.unit is None
    if draft.numeral.digits and len(text) <= 5:  # noqa: PLR2004 - "33 00"
        low, high = max(0, draft.start - _PHONE_REACH), draft.numeral.end + _PHONE_REACH
        calls = _PHONE.finditer(page.text, low, min(high, len(page.text)))
        phone = phone or any(m.start() <= draft.start < m.end() for m in calls)
    return plus or bare or phone


def _adjective(page: Page, draft: Draft) -> bool:
    """Tell whether it is a plain word such as twice, double, or a ratio such as 24/7."""
    if draft.kind is NumeralKind.MULTIPLE and not draft.numeral.digits:
        phrase = page.text[draft.numeral.start : draft.numeral.end].casefold()
        return (
            not re.search(
                r"fold$|ed$|ing$|[oó]$|[oa]ron$|t$|te$|fache?$|mal$|ado$|é(?:e?s?)$|番$", phrase
            )
            or phrase == "doppelt"
        )
    ratio = (
        draft.kind is NumeralKind.CARDINAL
        and "/" in page.text[draft.numeral.start : draft.numeral.end]
    )
    return ratio and draft.unit is None


def _lone_character(page: Page, draft: Draft) -> bool:
    """Tell whether a Chinese digit without unit or measure word is part of a word."""
    if page.language not in _CJK or draft.numeral.digits or draft.unit is not None:
        return False
    text = page.text[draft.numeral.start : draft.numeral.end]
    if draft.kind is not NumeralKind.CARDINAL:
        return (
            draft.kind is NumeralKind.FRACTION
            and page.text[draft.numeral.end : draft.numeral.end + 1] == "导"
        )
    if draft.noun is None:
        return True
    return text in {"一", "壹", "十", "千", "万", "百", "千万"}


def _bare_vague(_: Page, draft: Draft) -> bool:
    """Tell whether a vague word counts nothing."""
    return draft.kind is NumeralKind.VAGUE and draft.noun is None and draft.unit is None


GUARDS: tuple[Callable[[Page, Draft], bool], ...] = (
    _in_moment, _glued, _clock, _housed, _titled, _dated, _year, _coded, _named, _pronoun,
    _anaphora, _half, _room, _idiom, _slogan, _listed, _long, _adjective, _lone_character,
    _bare_vague, is_rank,
)  # fmt: skip
"""Asked in this order; the first that says no ends it."""
