"""What does a figure measure, and what is it a share of?"""

import re
from collections.abc import Iterator
from typing import Any

from firsthand.analyse.figures.climb import (
    NOMINAL,
    bearer,
    complement,
    governor,
    part_of,
)
from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.text.numberlists import NumeralKind

_LEFT = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "advmod"})
_OF = frozenset({"of", "for", "in", "per"})
_HALVES = frozenset({"predet", "det", "nummod", "amod"})
"""How "half" hangs on its whole in "half the flats"."""
_INNER = frozenset({"pobj", "pcomp"})
_IN_MONEY = frozenset({"of", "in", "off"})
_JOINS = frozenset({"-", "‑", "–", "'", '"', "&", "/"})
_CLAUSE = re.compile(r"[,;:—–()。，；：、]")
_REACH = 160
"""Characters looked back where there is no parse."""
_LAST_WORDS = 5
"""Words taken as what is measured where there is no parse."""
ECHO = re.compile(r",?\s*(?:[(/]\s*|or\s|oder\s|ou\s|o\s)(?:about\s)?")
"""Between a figure and the same in other terms: "5 miles (8 km)", "190 points, or 0.6%"."""
_WORD = re.compile(r"\w+")
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
    if draft.unit is not None and draft.dimension not in {"share", "ratio", "age"}:
        # "2 tons of coal", "$20 million in claims"
        substance = part_of(_unit_token(page, draft), _IN_MONEY if draft.money else _OF_ONLY)
        if substance is not None and substance.pos_ in NOMINAL:
            yield substance
    if share:
        whole = part_of(token)
        if whole is not None and whole.pos_ not in NOMINAL:
            found = complement(token)
            if found is not None:
                yield found
                return
    found = governor(token)
    if found is None:
        if share:
            whole = part_of(token)
            if whole is not None and whole.pos_ in NOMINAL:
                yield whole
        return
    yield found
    owner = bearer(found)
    if owner is not None and owner != found:
        yield owner


_OF_ONLY = frozenset({"of"})


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
    stretch = grid.starts[_leftmost(page, head, own)], grid.ends[_rightmost(page, head)]
    if stretch[0] < own[0] < stretch[1]:
        stretch = stretch[0], grid.ends[index]
    elif stretch[0] < own[1] <= grid.starts[index]:
        stretch = own[1], stretch[1]
    return stretch if stretch[0] < stretch[1] else None


def _leftmost(page: Page, head: Any, own: Stretch) -> int:  # noqa: ANN401
    grid = page.grid
    first = grid.of(head)
    for child in reversed(list(head.lefts)):
        index = grid.of(child)
        inside = own[0] < grid.ends[index] and grid.starts[index] < own[1]
        stray = child.dep_ == "punct" and child.text not in _JOINS
        if inside or stray or not (child.dep_ in _LEFT or _in_name(child)):
            break
        for token in child.subtree:
            if token.pos_ not in {"DET", "SPACE", "PUNCT"} and grid.of(token) >= 0:
                first = min(first, grid.of(token))
    return first


def _rightmost(page: Page, head: Any) -> int:  # noqa: ANN401
    grid = page.grid
    last = grid.of(head)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _OF and grid.of(child) - last <= 1:
            inner = next((c for c in child.children if c.dep_ in _INNER), None)
            plain = inner is not None and (inner.pos_ in NOMINAL or inner.tag_ == "VBG")
            if inner is not None and plain and not any(c.pos_ == "NUM" for c in inner.children):
                last = max(last, grid.of(inner))
        elif head.pos_ == "PROPN" and child.pos_ == "NUM" and grid.of(child) == last + 1:
            last += 1
    return last


def _in_name(number: Any) -> bool:  # noqa: ANN401
    """Tell whether a number is part of a name: Nasdaq 100."""
    return bool(number.pos_ == "NUM" and number.i and number.nbor(-1).pos_ == "PROPN")


def _positional(page: Page, draft: Draft) -> tuple[str, tuple[Stretch, ...]]:
    """Without a parse: the counted noun, or the last words of the clause before the figure."""
    if draft.noun is not None:
        return page.text[draft.noun[0] : draft.noun[1]], (draft.noun,)
    floor = draft.sentence[0]
    floor = max(floor, draft.start - _REACH)
    for match in _CLAUSE.finditer(page.text, floor, draft.start):
        floor = match.end()
    words = [
        m for m in re.finditer(r"[^\W\d_]{2,}", page.text[floor : draft.start])
        if m[0].casefold() not in page.cues.stop
        and not any(p.fullmatch(m[0]) for p in (page.cues.up, page.cues.down, page.cues.level))
    ]  # fmt: skip
    kept = words[-_LAST_WORDS:]
    if not kept:
        return "", ()
    stretch = floor + kept[0].start(), floor + kept[-1].end()
    return _BLANKS.sub(" ", page.text[stretch[0] : stretch[1]]), (stretch,)
