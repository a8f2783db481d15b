"""Which words exactly are what somebody said, asked or promised?"""

from collections.abc import Iterable
from typing import Any

from firsthand.analyse.statements.complements import FINITE_TAGS, Token
from firsthand.analyse.statements.cueword import Cue
from firsthand.analyse.statements.draft import Stretch, subtract

VERBAL = frozenset({"VB", "VBG"})
CLAUSAL = frozenset({"clause", "wh", "quote"})
LINKING = frozenset({",", "and", "or", "as", "well", "but", ";", "also", "then", "not", "only"})
CIRCUMSTANCE = frozenset({"as", "while", "when", "after", "before"})
EDGE_MARKS = frozenset({",", ";", ":", "-", "--", "–", "—", "."})


def content_stretches(
    cue: Cue,
    source: tuple[int, int] | None,
    text: str,
    breaks: Iterable[int],
) -> list[Stretch]:
    """Turn a cue's complement into stretches of the text, lists completed.

    Args:
        cue: a cue with its complement.
        source: first and last token of its source.
        text: the parsed text.
        breaks: tokens where another cue of the same speaker begins (", adding that ...").

    Returns:
        Half-open character offsets into the parsed text, ascending.
    """
    doc = cue.head.doc
    runs = [_extent(cue, part, number, sorted(breaks)) for number, part in enumerate(cue.parts)]
    stretches = [
        (doc[low].idx, doc[high].idx + len(doc[high])) for low, high in runs if low <= high
    ]
    holes = [(doc[cue.first].idx, doc[cue.last].idx + len(doc[cue.last]))]
    if source is not None and any(low <= source[0] <= high for low, high in cue.parts):
        holes.append((doc[source[0]].idx, doc[source[1]].idx + len(doc[source[1]])))
    pieces = [piece for stretch in stretches for piece in subtract(stretch, holes)]
    return [p for p in (_clean(text, piece) for piece in pieces) if p is not None]


def _extent(cue: Cue, part: tuple[int, int], number: int, breaks: list[int]) -> tuple[int, int]:
    sentence = cue.head.sent
    low, high = max(part[0], sentence.start), min(part[1], sentence.end - 1)
    if number == len(cue.parts) - 1 and low > cue.head.i:
        high = _without_circumstance(cue, high)
        high = completed(cue, high, sentence.end - 1)
        high = _with_rest(cue, high, sentence.end - 1)
    start = max(low, cue.last)
    stop = next((b for b in breaks if start < b <= high and b not in {cue.head.i, cue.first}), None)
    if stop is not None and low > cue.head.i:
        high = stop - 1
    elif cue.complement in CLAUSAL and low > cue.head.i and high + 1 < sentence.end:
        doc = cue.head.doc
        if doc[high + 1].text == ":" or doc[high].text == ":":
            high = sentence.end - 1  # "said that three things count: ..."
    return _without_edges(cue.head.doc, low, high)


def completed(cue: Cue, high: int, end: int) -> int:
    """Carry a coordinated list on to its last member.

    Parsers hang the later members of "to improve X, create Y and spur Z" on the reporting verb.
    A conjunct of the reporting verb that is no finite verb with a form of its own is such a member.

    Args:
        cue: the cue.
        high: last token of the complement as parsed.
        end: last token of the sentence.

    Returns:
        Last token of the complement with its whole list.
    """
    doc = cue.head.doc
    for child in sorted(cue.head.children, key=lambda c: c.i):
        if child.left_edge.i <= high or child.dep_ not in {"conj", "advcl", "dep", "appos", "dobj"}:
            continue
        gap = [t for t in doc[high + 1 : child.left_edge.i] if not t.is_space]
        if any(t.lower_ not in LINKING for t in gap) or not _is_member(child, cue):
            break
        high = child.right_edge.i
    return min(high, end)


def _is_member(child: Token, cue: Cue) -> bool:
    head, body = cue.head, cue.body
    if child.dep_ == "conj" and cue.complement == "clause" and _opens_with_that(child):
        return True
    if body is None or (body.tag_ not in VERBAL and cue.complement in CLAUSAL):
        return False
    own = any(c.dep_ in {"aux", "nsubj"} and c.lower_ != "to" for c in child.children)
    if child.tag_ == "VB" or (child.tag_ == "VBP" and child.lower_ == child.lemma_):
        return bool(not own and head.tag_ != "VB")
    if child.tag_ == "VBG":
        return bool(child.dep_ == "conj" and body.tag_ == "VBG")
    return bool(child.pos_ in {"NOUN", "PROPN"} and child.dep_ in {"conj", "appos"})


def _opens_with_that(child: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)


def _with_rest(cue: Cue, high: int, end: int) -> int:
    """Take in what follows a noun phrase or infinitive up to the sentence's end.

    Only where nothing else is told there: no finite verb outside a relative clause, no other
    preposition than those that carry a list or an example on.
    """
    if cue.complement in CLAUSAL or cue.nominal or high >= end:
        return high
    rest = [t for t in cue.head.doc[high + 1 : end + 1] if not t.is_space]
    if not rest or rest[0].lower_ not in {",", "and", "or", "as"}:
        return high
    if any(_finite(t) and not _relative(t) for t in rest):
        return high
    opening = next((t for t in rest if t.lower_ not in LINKING), None)
    if opening is None or (
        opening.dep_ == "prep" and opening.lower_ not in {"with", "including", "such"}
    ):
        return high
    if opening.dep_ in {"npadvmod", "advmod"} and opening.tag_ != "RB":
        return high
    return end


def _finite(token: Token) -> bool:
    """Tell a finite verb from a base form that the tagger took for a plural present."""
    if token.tag_ == "VBP" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
        return bool(token.dep_ == "aux")
    return bool(token.tag_ in FINITE_TAGS)


def _relative(token: Token) -> bool:
    if any(t.dep_ == "relcl" for t in (token, token.head, token.head.head)):
        return True
    return any(t.tag_ in {"WDT", "WP", "WP$"} for t in token.subtree if t.i < token.i)


def _without_circumstance(cue: Cue, high: int) -> int:
    """Leave out a closing "as he opened the plant", which tells when it was said."""
    if cue.complement in CLAUSAL or cue.body is None:
        return high
    for token in cue.head.doc[cue.last + 1 : high + 1]:
        if (
            token.dep_ == "advcl"
            and token.right_edge.i >= high
            and token.left_edge.i > cue.last + 1
        ):
            mark = token.left_edge
            subject = any(c.dep_ == "nsubj" for c in token.children)
            if mark.lower_ in CIRCUMSTANCE and subject and token.tag_ in FINITE_TAGS:
                return int(mark.i) - 1
    return high


def _without_edges(doc: Any, low: int, high: int) -> tuple[int, int]:  # noqa: ANN401
    first, last = low, high
    while first <= last and (doc[first].is_space or doc[first].text in EDGE_MARKS):
        first += 1
    while last >= first and (
        doc[last].is_space or doc[last].text in EDGE_MARKS or doc[last].tag_ == "CC"
    ):
        last -= 1
    return first, last


def _clean(text: str, stretch: Stretch) -> Stretch | None:
    start, end = stretch
    while start < end and text[start] in " \t\n,;:.-–—":
        start += 1
    while end > start and text[end - 1] in " \t\n,;:-–—":
        end -= 1
    letters = any(ch.isalnum() for ch in text[start:end])
    return (start, end) if letters else None
