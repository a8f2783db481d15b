"""What does a figure measure, and what is it a share of?"""

import re
from typing import Any

from firsthand.analyse.figures.draft import Draft, Page, Stretch

_STEPS = 7
"""Dependency arcs followed from a number towards what it measures."""
_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})
_MODIFIES = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "poss"})
_SAID_OF = frozenset({"prep", "npadvmod", "advmod", "acl"})
_LEFT = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "advmod"})
_OF = frozenset({"of", "for", "in"})
_CLAUSE = re.compile(r"[,;:—–()。，；：、]")
_REACH = 160
"""Characters looked back where there is no parse."""
_LAST_WORDS = 5
"""Words taken as what is measured where there is no parse."""


def measured(page: Page, draft: Draft) -> tuple[str, tuple[Stretch, ...]]:
    """Find what a figure measures.

    Args:
        page: the report's text with its parse.
        draft: the figure.

    Returns:
        The words for it, and the stretches they stand in: for a counted noun that noun first,
        then the subject it belongs to. Empty when nothing is found.
    """
    if not page.grid or draft.head < 0:
        return _positional(page, draft)
    token = page.grid.tokens[draft.head]
    stretches = [draft.noun] if draft.noun is not None else []
    subject = governor(token)
    own = draft.start, draft.end
    phrase = _phrase(page, subject, own) if subject is not None else None
    if phrase is None and draft.dimension == "share":
        phrase = share_of(page, draft)
    if phrase and not any(a < phrase[1] and phrase[0] < b for a, b in [*stretches, own]):
        stretches.append(phrase)
    if not stretches:
        return "", ()
    words = page.text[stretches[0][0] : stretches[0][1]]
    return re.sub(r"\s+", " ", words), tuple(stretches)


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
    token = page.grid.tokens[draft.head]
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.pos_ in _NOMINAL:
                    return _phrase(page, inner, (draft.start, draft.end))
    return None


def governor(token: Any) -> Any | None:  # noqa: ANN401 - spaCy tokens
    """Climb from a number to the noun it is said of.

    Args:
        token: the head of the expression.

    Returns:
        That noun; None when the parse leads nowhere.
    """
    for _ in range(_STEPS):
        relation, head = token.dep_, token.head
        if head is token:
            return None
        if relation in _MODIFIES and head.pos_ in _NOMINAL:
            return head
        if relation in _SAID_OF and head.pos_ == "ADJ" and head.head.pos_ in _NOMINAL:
            head = head.head
        if relation in _SAID_OF and head.pos_ in _NOMINAL:
            return head
        if relation == "pobj" or head.pos_ == "ADP":
            outer = head.head if relation == "pobj" else head
            if outer.pos_ in _NOMINAL or outer.pos_ in _VERBAL:
                return _of_outer(outer, token)
            token = token.head if outer is head else outer
        elif head.pos_ in _VERBAL and relation not in {"conj", "appos"}:
            return None if relation in {"nsubj", "nsubjpass"} else _subject(head)
        else:
            token = head
    return None


def _of_outer(outer: Any, number: Any) -> Any | None:  # noqa: ANN401
    """Read what a preposition's figure is said of: its noun, or the verb's object or subject."""
    if outer.pos_ in _NOMINAL:
        return outer
    return _object(outer, number) or _subject(outer)


def _object(verb: Any, number: Any) -> Any | None:  # noqa: ANN401
    for child in verb.children:
        amount = any(c.pos_ in {"NUM", "SYM"} for c in child.children)
        if child.dep_ == "dobj" and child.pos_ in _NOMINAL and child.i < number.i and not amount:
            return child
    return None


def _subject(verb: Any) -> Any | None:  # noqa: ANN401
    for _ in range(_STEPS):
        found = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if found is not None:
            if found.pos_ != "PRON":
                return found
            return verb.head if verb.dep_ == "relcl" and verb.head.pos_ in _NOMINAL else None
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head if verb.head.pos_ in _NOMINAL else None
        if verb.head is verb:
            return None
        if verb.head.pos_ in _NOMINAL and verb.dep_ in {"prep", "pcomp", "ccomp"}:
            return verb.head
        verb = verb.head
    return None


def _phrase(page: Page, head: Any, own: Stretch) -> Stretch | None:  # noqa: ANN401
    """Cut the noun phrase around a head: what stands left of it, and an "of" phrase right of it.

    The figure's own words stay out: of "a 67% activity rate" the activity rate is left.
    """
    grid = page.grid
    first = last = grid.of(head)
    for child in reversed(list(head.lefts)):
        index = grid.of(child)
        inside = own[0] < grid.ends[index] and grid.starts[index] < own[1]
        if inside or child.dep_ not in _LEFT or child.pos_ in {"NUM", "SYM"}:
            break
        for token in child.subtree:
            if token.pos_ not in {"DET", "SPACE", "PUNCT", "NUM"} and grid.of(token) >= 0:
                first = min(first, grid.of(token))
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _OF and grid.of(child) - last <= 1:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            plain = inner is not None and inner.pos_ in _NOMINAL
            if inner is not None and plain and not any(c.pos_ == "NUM" for c in inner.children):
                last = max(last, grid.of(inner))
    stretch = grid.starts[first], grid.ends[last]
    if stretch[0] < own[0] < stretch[1]:
        stretch = stretch[0], grid.ends[grid.of(head)]
    elif stretch[0] < own[1] <= grid.starts[grid.of(head)]:
        stretch = own[1], stretch[1]
    return stretch if first >= 0 and stretch[0] < stretch[1] else None


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
    return re.sub(r"\s+", " ", page.text[stretch[0] : stretch[1]]), (stretch,)
