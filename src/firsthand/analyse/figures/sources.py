"""Who does a sentence name as the source of its figures?"""

import re
from itertools import islice
from typing import Any

from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report

_STEPS = 10
"""Arcs climbed from a figure to the verb that tells it."""
_CHILDREN = 40
"""Words below a verb that are looked at."""
_WORDS = 8
"""Words of a source without a parse."""
_LEFT = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "nummod", "advmod"})
_INNER = frozenset({"of", "for", "from", "in"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_END = re.compile(r"[,;:.!?()\"“”«»，。；：、（）]|\n|$")
_UNSPACED = frozenset({"zh", "ja"})


def source_of(page: Page, draft: Draft, report: Report) -> Slot:
    """Find whom the sentence names as the source of a figure.

    Args:
        page: the report's text with its parse.
        draft: the figure.
        report: the report.

    Returns:
        The words behind "according to", or the subject of the verb that tells the figure; empty
        where the sentence names nobody.
    """
    found = page.sources.get(draft.sentence)
    if draft.sentence not in page.sources:
        found = page.sources[draft.sentence] = _named(page, draft)
    if found is None and page.grid and draft.head >= 0 and _says(page, draft):
        found = _teller(page, draft)
    if found is None or found[0] >= found[1]:
        return EMPTY
    if found[0] < draft.end and draft.start < found[1]:
        return EMPTY
    span = report.span(*found)
    return Slot(" ".join(span.quote.split()), (span,), Provenance.EXPLICIT)


def _named(page: Page, draft: Draft) -> Stretch | None:
    """Read what stands behind "according to"."""
    if not page.may_hold("source", draft.sentence, *draft.sentence):
        return None
    for match in page.cues.source.finditer(page.text, *draft.sentence):
        begin = match.end()
        if page.grid:
            token = page.grid.tokens[max(0, page.grid.at(match.end() - 1))]
            inner = next((c for c in token.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.pos_ in _NOMINAL:
                return _phrase(page, inner)
            continue
        return _plain(page, begin, draft.sentence[1])
    return None


def _plain(page: Page, begin: int, stop: int) -> Stretch | None:
    """Cut a source out of a text without a parse: up to the next mark, its article left out."""
    mark = _END.search(page.text, begin, stop)
    end = mark.start() if mark else stop
    piece = page.text[begin:end]
    if page.language in _UNSPACED:
        for word in sorted(page.cues.words("source", "after"), key=lambda w: (-len(w), w)):
            if word in piece:
                end = begin + piece.index(word)
                break
        return (begin, end) if 1 < end - begin <= 4 * _WORDS else None
    words = list(re.finditer(r"\S+", piece))
    if not any(w[0][0].isupper() or w[0].casefold() in page.cues.stop for w in words[:2]):
        return None  # "segundo" is second before a lower-case noun
    while words and words[0][0].casefold() in page.cues.stop:
        words.pop(0)
    capitals = page.cues.table.get("stop", {}).get("noun_capital", False)
    for place, found in enumerate(words):
        verb = capitals and found[0][0].islower() and found[0] not in page.cues.stop
        if verb or found[0][0].isdigit():
            words = words[:place]
            break
    if not words or len(words) > _WORDS:
        return None
    return begin + words[0].start(), begin + words[-1].end()


def _says(page: Page, draft: Draft) -> bool:
    """Tell whether there is a verb of saying in the sentence at all."""
    grid, (start, end) = page.grid, draft.sentence
    first, last = grid.tokens[max(0, grid.at(start))], grid.tokens[max(0, grid.at(end - 1))]
    return grid.has_lemma(page.cues.words("source", "verbs"), first.i - 1, last.i + 1)


def _teller(page: Page, draft: Draft) -> Stretch | None:
    """Climb from a figure to a verb of saying and take its subject."""
    verbs = page.cues.words("source", "verbs")
    token = page.grid.tokens[draft.head]
    below = token
    for _ in range(_STEPS):
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.casefold() in verbs:
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.pos_ in _NOMINAL and _tells(page, token, below):
                return _phrase(page, subject)
        if token.pos_ == "NOUN" and token.lemma_.casefold() in verbs and below.dep_ == "relcl":
            named = _misread(token)
            if named is not None:
                return _phrase(page, named)
        aside = next(
            (
                c for c in islice(token.children, _CHILDREN)
                if c.dep_ in {"parataxis", "ccomp"} and c.lemma_.casefold() in verbs and c != below
                and not any(inner.dep_ == "ccomp" for inner in c.children)
            ),
            None,
        )  # fmt: skip
        if aside is not None:
            subject = next((c for c in aside.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.pos_ in _NOMINAL:
                return _phrase(page, subject)
        if token.head == token:
            return None
        below, token = token, token.head
    return None


def _tells(page: Page, verb: Any, below: Any) -> bool:  # noqa: ANN401 - spaCy tokens
    """Tell whether a verb says what stands below it: "said that", "reported 12", "put it at"."""
    if below.dep_ in {"ccomp", "parataxis"}:
        return True
    if below.dep_ == "dobj":
        return verb.lemma_.casefold() in page.cues.words("source", "objects")
    placed = verb.lemma_.casefold() in page.cues.words("source", "placed")
    return placed and below.dep_ == "prep" and below.lower_ == "at"


def _misread(noun: Any) -> Any | None:  # noqa: ANN401
    """Find the name before a verb that the parser took for a noun: "the IMF forecasts that"."""
    that = noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "that"
    left = noun.nbor(-1) if noun.i else None
    named = left is not None and left.dep_ == "compound" and left.pos_ in _NOMINAL
    return left if that and named else None


def _phrase(page: Page, head: Any) -> Stretch | None:  # noqa: ANN401 - a spaCy Token
    """Cut a noun phrase: its modifiers before, and "of" or "from" with its noun behind."""
    grid = page.grid
    first = last = grid.of(head)
    if first < 0:
        return None
    for child in head.lefts:
        index = grid.of(child)
        if child.dep_ in _LEFT and index >= 0:
            within = [grid.of(t) for t in child.subtree if t.pos_ not in {"DET", "SPACE"}]
            first = min([first, *(n for n in within if n >= 0)])
    inner: Any = head
    while True:
        link = next((c for c in inner.rights if c.dep_ == "prep" and c.lower_ in _INNER), None)
        noun = next((c for c in link.children if c.dep_ == "pobj"), None) if link else None
        if noun is None or grid.of(noun) < last:
            break
        inner, last = noun, grid.of(noun)
    name = next((c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if inner is head and name is not None and grid.of(name) >= 0:
        last = max(last, grid.of(name))
    return grid.starts[first], grid.ends[last]
