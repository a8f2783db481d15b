"""Which currency does a great sum without one share with the sums beside it?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.analyse.figures.measures import make_unit, measures
from firsthand.lang import lexicon
from firsthand.model.items import Figure
from firsthand.text.numberlists import NumeralKind

_GREAT = 1e6
"""Scale words from which a number is printed as sums are: "96 million"."""
_CJK = frozenset({"zh", "ja", "ko"})
"""Languages that print the unit of a sum always and that of people seldom."""


def lend_currency(page: Page, drafts: Sequence[Draft], before: Draft | None) -> Draft | None:
    """Let a bare great sum be of the currency of the great amount told before it.

    Of "the bridge cost 4.1 million euros; 2.6 million has been paid" both are euros. An amount of
    anything else between the two ends it, and so does a sentence end unless what follows speaks of
    payments: "some 2.6 million watched" tells of people.

    Args:
        page: the report's text.
        drafts: of one sentence, in text order; what is lent is set.
        before: the last great amount of the sentence before, None when it told none.

    Returns:
        The last great amount of this sentence.
    """
    if page.language in _CJK:
        return None
    last: Draft | None = before
    told: Draft | None = None
    for draft in drafts:
        if draft.numeral.scale < _GREAT:
            continue
        lends = last is not None and last.money and _bare(draft)
        if last is not None and lends and (last is not before or _pays(page, draft)):
            _lend(draft, last)
        last = told = draft
    return told


def _bare(draft: Draft) -> bool:
    counts = draft.unit or draft.noun or draft.elided
    return not counts and draft.kind is NumeralKind.CARDINAL


def _pays(page: Page, draft: Draft) -> bool:
    return bool(_payments(page.language).search(page.text, *draft.sentence))


@cache
def _payments(language: str) -> re.Pattern[str]:
    stems = lexicon(language, "figures").get("sums", {}).get("stems", ())
    inner = "|".join(re.escape(str(stem)) for stem in stems)
    return re.compile(rf"(?<!\w)(?:{inner})" if inner else r"(?!)", re.IGNORECASE)


def _lend(draft: Draft, last: Draft) -> None:
    unit = last.unit
    if unit is not None and "/" not in unit.canonical:
        draft.unit = replace(unit, surface="", si_value=None)
        draft.dimension, draft.money = last.dimension, True


def same_sums(figures: Sequence[Figure], language: str) -> list[Figure]:
    """Give a bare great sum the currency with which the same sum stands elsewhere in the report.

    So a headline's "9.4 million for the harbour" where the text says "9.4 million euros".

    Args:
        figures: of one report.
        language: its language code.

    Returns:
        The figures in the same order.
    """
    told: dict[float, set[str]] = {}
    for figure in figures:
        known = measures().get(figure.unit.canonical)
        if known is not None and known.money and figure.value >= _GREAT:
            told.setdefault(figure.value, set()).add(known.name)
    return [_named(f, told) if language not in _CJK else f for f in figures]


def _named(figure: Figure, told: dict[float, set[str]]) -> Figure:
    codes = told.get(figure.value, set())
    plain = figure.unit.canonical or figure.unit.surface or figure.value_max is not None
    if plain or len(codes) != 1:
        return figure
    return replace(figure, unit=make_unit(measures()[min(codes)], "", figure.value))
