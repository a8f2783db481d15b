"""What does a figure measure, and what is it a share of?"""

import re
from collections.abc import Iterator
from typing import Any

from firsthand.analyse.figures.climb import (
    NOMINAL,
    bearer,
    complement,
    counts,
    governor,
    head_of,
    holds,
    part_of,
    tells,
)
from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.analyse.figures.unparsed import subject_before
from firsthand.model.items import Change
from firsthand.text.numberlists import NumeralKind

_LEFT = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "advmod"})
_OF = frozenset(
    {"of", "for", "in", "per", "on", "from", "to", "against", "between", "among", "about"}
)
"""Prepositions of a noun's own phrase."""
_HALVES = frozenset({"predet", "det", "nummod", "amod"})
"""How "half" hangs on its whole in "half the flats"."""
_INNER = frozenset({"pobj", "pcomp"})
_IN_MONEY = frozenset({"of", "in", "off"})
_OF_ONLY = frozenset({"of"})
_PAID_FOR = frozenset({"for", "on"})
_LOST_FROM = frozenset({"from", "off"})
_PLAIN = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
_THOSE = frozenset({"of", "in", "those", "that"})
"""Words of a phrase that stands for a longer one: "those of vans"."""
_BARE = frozenset({"share", "ratio", "age"})
"""What has no substance: the noun behind "of" is the whole."""
_COORDINATED = 4
"""Tokens from a noun to the one that goes with it."""
_GAPPED = 6
"""Tokens of the second subject in "rice rose 3% and the price of maize 4%"."""
_BY = frozenset({"by", "between", "from"})
_JOINS = frozenset({"-", "‑", "–", "'", '"', "&", "/"})
ECHO = re.compile(r",?\s*(?:[(/]\s*|or\s|oder\s|ou\s|o\s)(?:about\s)?")
"""Between a figure and the same in other terms: "5 miles (8 km)", "190 points, or 0.6%"."""
_WORD = re.compile(r"\w+")
_TO = re.compile(r",? (?:to|at) (?:just |only |around |a [a-z]+ of )?")
"""Between how far something moved and where to: "up 5% to 300 points"."""
_STOPS = re.compile(r"[.;:!?()—–]\s")
_BLANKS = re.compile(r"\s+")


def measured(page: Page, draft: Draft) -> tuple[str, tuple[Stretch, ...]]:
    """Find what a figure measures.

    Args:
        page: the report's text with its parse.
        draft: the figure.

    Returns:
        The words for it, and the stretches they stand in: for a counted noun that noun first,
        then the noun it belongs to, then whose that is. Empty when nothing is found.
    """
    if not page.grid or draft.head < 0:
        return _positional(page, draft)
    own = draft.start, draft.end
    noun = draft.noun or draft.elided
    stretches = [noun] if noun is not None else []
    for token in _nouns(page, draft):
        phrase = _phrase(page, token, own)
        if phrase and not any(a < phrase[1] and phrase[0] < b for a, b in [*stretches, own]):
            stretches.append(phrase)
    if not stretches:
        return "", ()
    words = page.text[stretches[0][0] : stretches[0][1]]
    return _BLANKS.sub(" ", words), tuple(stretches)


def _nouns(page: Page, draft: Draft) -> Iterator[Any]:
    """Give the nouns that an amount is said of, the nearest first."""
    token = page.grid.tokens[draft.head]
    share = draft.dimension == "share"
    substance = None if draft.dimension in _BARE else _substance(page, draft, token)
    if substance is not None:
        yield substance
    whole = part_of(token) if share else None
    if whole is not None and whole.pos_ not in NOMINAL:
        found = complement(token)
        if found is not None:
            yield found
            return
    gapped = _gapped(page, draft)
    found = gapped or _bracketed(page, draft) or governor(token) or _before_unit(page, draft, token)
    if found is None:
        if whole is not None and whole.pos_ in NOMINAL:
            yield whole
        return
    if _in_brackets(page, draft, found):
        found = governor(found) or found
    found = head_of(found)
    if substance is not None and holds(found, token):
        return
    yield found
    owner = None if gapped is not None or tells(found, token) else bearer(found)
    if owner is not None and owner != found:
        yield owner


def _gapped(page: Page, draft: Draft) -> Any | None:  # noqa: ANN401
    """Find the second subject of one verb: "rice rose 3% and maize by 4%"."""
    grid = page.grid
    index = grid.at(draft.start) - 1
    if index > 0 and grid.tokens[index].lower_ in _BY:
        index -= 1
    last = index
    while index > 0 and last - index <= _GAPPED and _plain(grid.tokens, index):
        index -= 1
    told = grid.tokens[index].text in {",", ";"} or grid.tokens[index].pos_ == "CCONJ"
    if index == last or not told or grid.starts[index] <= draft.sentence[0]:
        return None
    noun, before = grid.tokens[last], index - 1
    if before and grid.tokens[before].text == ",":
        before -= 1
    if noun.pos_ not in NOMINAL or not _ends_amount(grid.tokens[before]):
        return None
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    within = above.pos_ in NOMINAL and index < grid.of(above) < last
    return above if within else noun


def _ends_amount(token: Any) -> bool:  # noqa: ANN401
    return bool(token.like_num or token.text == "%" or counts(token))


def _plain(tokens: list[Any], index: int) -> bool:
    """Tell whether a token may stand in the second subject: a noun, its own, "fats and oils"."""
    token = tokens[index]
    if token.pos_ == "CCONJ":
        return not _ends_amount(tokens[index - 1]) and tokens[index - 1].pos_ in NOMINAL
    return not _ends_amount(token) and (token.pos_ in _PLAIN or token.lower_ in _THOSE)


def _bracketed(page: Page, draft: Draft) -> Any | None:  # noqa: ANN401
    """Find the noun that ends a bracket: "the mast (90 m total height)"."""
    if draft.unit is None or page.text[draft.start - 1 : draft.start] != "(":
        return None
    index, noun = page.grid.at(draft.end - 1) + 1, None
    for token in page.grid.tokens[index : index + _COORDINATED]:
        if token.text == ")":
            return noun
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return None
        noun = token if token.pos_ in NOMINAL else None
    return None


def _in_brackets(page: Page, draft: Draft, noun: Any) -> bool:  # noqa: ANN401
    """Tell whether a noun only tells the amount once more: "a 5 mile (8 km) walk"."""
    between = page.text[draft.end : max(draft.end, _own(page, noun)[0])]
    return between.rfind("(") > between.rfind(")") and counts(noun)


def _substance(page: Page, draft: Draft, token: Any) -> Any | None:  # noqa: ANN401
    """Find what an amount is of: "2 tons of coal", "$20 million in claims", "$5 for a ticket"."""
    if draft.unit is None:
        return None
    found = part_of(_unit_token(page, draft), _IN_MONEY if draft.money else _OF_ONLY)
    if found is None and draft.money and token.dep_ == "dobj":
        found = part_of(token.head, _lost_or_paid(page, token.head))
        if found is not None and page.in_moment(*_own(page, found)):
            return None
    return found if found is not None and found.pos_ in NOMINAL and not counts(found) else None


def _lost_or_paid(page: Page, verb: Any) -> frozenset[str]:  # noqa: ANN401
    """Choose what leads to the thing: "wiped $2 million off the shares", "paid $2 for a ticket"."""
    return _LOST_FROM if page.cues.change(verb.text)[0] is Change.DOWN else _PAID_FOR


def _own(page: Page, token: Any) -> Stretch:  # noqa: ANN401
    index = max(0, page.grid.of(token))
    return page.grid.starts[index], page.grid.ends[index]


def _before_unit(page: Page, draft: Draft, token: Any) -> Any | None:  # noqa: ANN401
    """Find the noun that a unit ends the name of: "the Nimbus 16 inch"."""
    if draft.unit is None:
        return None
    left = [c for c in token.lefts if c.pos_ in NOMINAL and page.grid.of(c) >= 0]
    return next((c for c in reversed(left) if _own(page, c)[1] <= draft.start), None)


def _unit_token(page: Page, draft: Draft) -> Any:  # noqa: ANN401 - a spaCy Token
    return page.grid.tokens[page.grid.at(draft.measure[1] - 1)]


def goes_on(page: Page, before: Draft, draft: Draft) -> bool:
    """Tell whether a figure tells the same thing as the one before it, restated or elsewhen.

    Args:
        page: the report's text.
        before: the figure before it in the sentence.
        draft: the figure.

    Returns:
        True for "5 miles (8 km)" and "6.1% last year and 5.2% in May".
    """
    if draft.noun is not None or before.end > draft.start:
        return False
    between = page.text[before.end : draft.start]
    alike = before.dimension == draft.dimension and bool(draft.dimension)
    if ECHO.fullmatch(between):
        return alike or before.unit is not None
    if before.dimension == "share" and _TO.fullmatch(between) and not before.is_range:
        return True
    if not alike or (before.unit and before.unit.canonical) != (
        draft.unit and draft.unit.canonical
    ):
        return False
    joins = page.cues.words("joined", "words")
    words = [
        m for m in _WORD.finditer(page.text, before.end, draft.start)
        if not page.in_moment(m.start(), m.end()) and not page.in_place(m.start(), m.end())
    ]  # fmt: skip
    return all(m[0].casefold() in joins for m in words) and not _STOPS.search(between)


def share_of(page: Page, draft: Draft) -> Stretch | None:
    """Find the whole that a share is of: "two-thirds of voters".

    Args:
        page: the report's text with its parse.
        draft: a share.

    Returns:
        The stretch of the whole; None when it is not told right behind.
    """
    if not page.grid or draft.head < 0:
        return None
    for token in (page.grid.tokens[draft.head], _unit_token(page, draft)):
        whole = part_of(token)
        if whole is not None and whole.pos_ in NOMINAL:
            return _phrase(page, whole, (draft.start, draft.end))
    half = page.grid.tokens[draft.head]
    if draft.kind is NumeralKind.FRACTION and half.dep_ in _HALVES and half.head.pos_ in NOMINAL:
        return _phrase(page, half.head, (draft.start, draft.end))
    return None


def _phrase(page: Page, head: Any, own: Stretch) -> Stretch | None:  # noqa: ANN401
    """Cut the noun phrase around a head: what stands left of it, and an "of" phrase right of it.

    The figure's own words stay out: of "a 12% dropout rate" the dropout rate is left.
    """
    grid = page.grid
    index = grid.of(head)
    if index < 0:
        return None
    first, last = grid.starts[_leftmost(page, head, own)], grid.ends[_rightmost(page, head)]
    if first < own[1] <= grid.starts[index]:
        first = own[1]
    elif first < own[0] < last:
        last = grid.ends[index]
    while first < last and not page.text[first].isalnum():
        first += 1
    return (first, last) if first < last else None


def _leftmost(page: Page, head: Any, own: Stretch) -> int:  # noqa: ANN401
    grid = page.grid
    first = grid.of(head)
    lefts = list(head.lefts)
    while lefts and _is_amount(page, lefts[0], own):
        lefts.pop(0)
    for child in reversed(lefts):
        index = grid.of(child)
        inside = own[0] < grid.ends[index] and grid.starts[index] < own[1]
        stray = child.dep_ == "punct" and child.text not in _JOINS
        if inside or stray or not (child.dep_ in _LEFT or _in_name(child)):
            break
        for token in child.subtree:
            if token.pos_ not in {"DET", "SPACE", "PUNCT"} and grid.of(token) >= 0:
                first = min(first, grid.of(token))
    return first


def _is_amount(page: Page, child: Any, own: Stretch) -> bool:  # noqa: ANN401
    """Tell whether an article or another amount stands before a noun: "a 5-year [walk]"."""
    if child.pos_ in {"DET", "PUNCT"}:
        return True
    numbers = [t for t in (child, *child.lefts) if t.pos_ in {"NUM", "SYM"}]
    outside = [t for t in numbers if not own[0] <= _own(page, t)[0] < own[1]]
    return bool(outside) and not _in_name(child)


def _rightmost(page: Page, head: Any) -> int:  # noqa: ANN401
    """Find the last token of a noun phrase: its "of" phrases, a number of its name, "and Y"."""
    grid = page.grid
    last = grid.of(head)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _OF and grid.of(child) - last <= 1:
            inner = next((c for c in child.children if c.dep_ in _INNER), None)
            plain = inner is not None and (inner.pos_ in NOMINAL or inner.tag_ == "VBG")
            dated = inner is not None and page.in_moment(*_own(page, inner))
            if inner is not None and plain and not dated and not counts(inner):
                last = max(last, _rightmost(page, inner))
        elif head.pos_ == "PROPN" and child.pos_ == "NUM" and grid.of(child) == last + 1:
            last += 1
        elif child.dep_ == "conj" and _joined(page, child, last):
            last = _rightmost(page, child)
    return last


def _joined(page: Page, other: Any, last: int) -> bool:  # noqa: ANN401
    """Tell whether a second noun goes with the first: "towns and villages", "Ann and Bo Lee"."""
    grid = page.grid
    index = grid.of(other)
    if other.pos_ not in NOMINAL or not last < index <= last + _COORDINATED:
        return False
    between = grid.tokens[last + 1 : index]
    plain = all(t.pos_ in {"NOUN", "PROPN", "ADJ", "CCONJ"} for t in between)
    return plain and any(t.pos_ == "CCONJ" for t in between)


def _in_name(number: Any) -> bool:  # noqa: ANN401
    """Tell whether a number is part of a name: Nasdaq 100."""
    return bool(number.pos_ == "NUM" and number.i and number.nbor(-1).pos_ == "PROPN")


def _positional(page: Page, draft: Draft) -> tuple[str, tuple[Stretch, ...]]:
    """Without a parse: the counted noun, or the last words of the clause before the figure."""
    if draft.noun is not None:
        return page.text[draft.noun[0] : draft.noun[1]], (draft.noun,)
    stretch = subject_before(page, draft)
    if stretch is None:
        return "", ()
    return _BLANKS.sub(" ", page.text[stretch[0] : stretch[1]]), (stretch,)
