"""In which place does a figure hold: one its sentence names, or the one the text is about?"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from firsthand.analyse.figures.bind import cost
from firsthand.analyse.figures.draft import Draft, Page, Stretch
from firsthand.analyse.figures.pairs import partner
from firsthand.model.items import Place
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report

_MARK = re.compile(r"[,;:()，。；：、]")
_REACH = 500
"""Characters around a figure in which its place is looked for in its sentence."""
_CAME = 200
"""Characters around counted people in which they are said to have come."""
_ARCS = 12
"""Dependency arcs climbed from a place or a figure."""
_FAR = 7.0
"""A named place that costs more gives way to the place the paragraph is about."""
_NEW_PARAGRAPH = 2.0
"""By how much that place is weaker once a new paragraph has begun."""
_CHARACTERS = 80.0
"""So many characters weigh as much as one arc of the parse."""
_DEMONYM, _NESTED = 1.0, 4.0
_SEEN = 24
"""Places the text was about that "the province" may point back to."""
_HERE = frozenset({"in", "at", "of", "across", "within", "throughout", "inside", "around", "near"})
_UP = {
    "compound": 0.5, "poss": 0.5, "nmod": 0.5, "amod": 0.5, "pobj": 0.5, "appos": 1.5,
    "nsubj": 0.5, "nsubjpass": 0.5, "dobj": 3.0, "conj": 1.0, "relcl": 4.0, "acl": 4.0,
    "advcl": 4.0, "ccomp": 3.0, "parataxis": 3.0, "attr": 2.0,
}  # fmt: skip
"""What each arc above a place costs: little inside a phrase, much at the border of a clause."""
_UP_FIGURE = {
    "nsubj": 1.0, "conj": 1.0, "ccomp": 1.5, "advcl": 1.5, "relcl": 1.0, "parataxis": 2.0,
}  # fmt: skip
"""And above a figure, whose clause takes its place from the one above it."""
_CLAUSE_ENDS = frozenset({"nsubj", "nsubjpass", "relcl", "ccomp", "advcl"})
_LINKS = frozenset({"ADP", "SCONJ"})
_UP_OTHER, _UP_FIGURE_OTHER = 2.0, 0.5
_NEXT_CLAUSE = 0.5
"""What a place costs more that stands behind a mark: it begins another clause."""
_PREPOSITION, _ELSEWHERE = 0.5, 3.0


class _Candidate(NamedTuple):
    """A place as one stretch of the sentence names it."""

    place: Place
    start: int
    end: int
    token: Any
    provenance: Provenance = Provenance.EXPLICIT
    extra: float = 0.0


@dataclass(slots=True)
class Ground:
    """The place that the text is about as it goes on; fed with every sentence in order."""

    page: Page
    report: Report
    places: tuple[Place, ...]
    """all places of the report in text order"""
    current: Place | None = None
    paragraph: int = -1
    fresh: bool = True
    """whether the current place comes from an earlier paragraph"""
    seen: list[Place] = field(default_factory=list)
    compared: dict[int, bool] = field(default_factory=dict)
    """offset of a place to whether it only serves to compare"""
    starts: list[int] | None = None
    """where the places begin, once they were asked for"""

    def enter(self, sentence: Stretch) -> None:
        """Begin a sentence: a new paragraph weakens what the text was about.

        Args:
            sentence: half-open offsets.
        """
        line = self.report.text.rfind("\n", 0, sentence[0]) + 1
        if line != self.paragraph:
            self.paragraph, self.fresh = line, True

    def leave(self, sentence: Stretch) -> None:
        """End a sentence: the place at its head is what the text is about now.

        Args:
            sentence: half-open offsets.
        """
        inside = self._inside(sentence)
        best = min(((self._rank(place), n) for n, place in enumerate(inside)), default=None)
        if best is not None and (best[0] <= 1 or (best[0] <= 3 and self._open())):  # noqa: PLR2004 - see _rank
            self._turn_to(inside[best[1]])
            return
        for candidate in self._pointing_back(sentence):
            if _leads(candidate.token):
                self._turn_to(candidate.place)
                return

    def _open(self) -> bool:
        return self.current is None or self.fresh

    def _turn_to(self, place: Place) -> None:
        self.current, self.fresh = place, False
        self.seen = [*[p for p in self.seen if p.name != place.name], place][-_SEEN:]

    def _inside(self, sentence: Stretch) -> Sequence[Place]:
        if self.starts is None:
            self.starts = [place.span.start for place in self.places]
        start, end = sentence
        first = bisect_left(self.starts, start)
        return self.places[first : bisect_left(self.starts, end, first)]

    def _rank(self, place: Place) -> int:
        """Rank a place as a sentence's topic: 0 its subject or "In X, ..." to 4 not at all."""
        if place.level == "demonym":
            return 4
        if not self.page.grid:
            return 4 if place.nested else 1 + 2 * (not self._open())
        token = _head(self.page, place.span.start, place.span.end)
        if token is None or self._only_compared(place, token):
            return 4
        if _leads(token):
            return 2 if place.nested else _depth(token)
        return 4 if place.nested else 3

    def place_of(self, drafts: Sequence[Draft], index: int, subject: Sequence[Stretch]) -> Slot:
        """Find the place that a figure is said of.

        Args:
            drafts: the figures of the sentence, in text order.
            index: which of them.
            subject: the stretches of what the figure measures.

        Returns:
            Its name with its span: explicit from the sentence, else inherited from the
            paragraph, else from the dateline for what is counted.
        """
        draft = drafts[index]
        inside = [p for p in self._inside(_near(draft)) if p.level != "demonym"]
        own = partner(self.page, drafts, index, inside, lambda p: (p.span.start, p.span.end))
        own = own or self._right_behind(draft, inside)
        if own is not None:
            return Slot(own.name, (own.span,), Provenance.EXPLICIT)
        world = self._everywhere(drafts, index)
        if world is not EMPTY:
            return world
        best: tuple[float, int, _Candidate] | None = None
        for candidate in self._candidates(draft, subject):
            price = self._price(drafts, index, candidate)
            if best is None or (price, candidate.start) < best[:2]:
                best = price, candidate.start, candidate
        limit = _FAR + _NEW_PARAGRAPH * self.fresh
        if best is not None and (best[0] <= limit or self.current is None):
            found = best[2]
            span = self.report.span(found.start, found.end)
            spans = (span,) if found.provenance is Provenance.EXPLICIT else (span, found.place.span)
            return Slot(found.place.name, spans, found.provenance)
        if self.current is not None:
            return Slot(self.current.name, (self.current.span,), Provenance.INHERITED)
        return self._came_here(draft)

    def _right_behind(self, draft: Draft, places: Sequence[Place]) -> Place | None:
        """Find a place that stands with "in" right behind an amount: "90 in Bergen"."""
        for place in places:
            words = self.page.text[draft.end : place.span.start].casefold().split()
            if place.span.start >= draft.end and len(words) <= 2:  # noqa: PLR2004 - "in the"
                here = self.page.cues.words("place", "here")
                if words and all(word in here for word in words):
                    return None if place.nested else place
        return None

    def _everywhere(self, drafts: Sequence[Draft], index: int) -> Slot:
        """Read "worldwide" in the clause of a figure."""
        draft = drafts[index]
        start = max(draft.sentence[0], drafts[index - 1].end if index else 0)
        stop = drafts[index + 1].start if index + 1 < len(drafts) else draft.sentence[1]
        if not self.page.may_hold("world", draft.sentence, start, stop):
            return EMPTY
        match = self.page.cues.world.search(self.page.text, start, stop)
        if match is None:
            return EMPTY
        between = sorted((draft.start, draft.end, match.start(), match.end()))[1:3]
        if _MARK.search(self.page.text, *between):
            return EMPTY
        span = self.report.span(match.start(), match.end())
        return Slot("world", (span,), Provenance.EXPLICIT)

    def _came_here(self, draft: Draft) -> Slot:
        """Let people who came together be counted at the place the report is from."""
        here = self.report.metadata.dateline_place
        if not here.value or draft.noun is None or draft.unit is not None:
            return EMPTY
        start, end = draft.sentence
        near = max(start, draft.start - _CAME), min(end, draft.end + _CAME)
        if self.page.cues.attend.search(self.page.text, *near) is None:
            return EMPTY
        return Slot(here.value, here.spans, Provenance.DOCUMENT)

    def _candidates(self, draft: Draft, subject: Sequence[Stretch]) -> Iterator[_Candidate]:
        for place in self._inside(_near(draft)):
            start, end = place.span.start, place.span.end
            if start < draft.end and draft.start < end:
                continue
            token = _head(self.page, start, end) if self.page.grid else None
            extra = _NESTED if place.nested else 0.0
            if place.level == "demonym":
                counted = draft.noun is not None
                if counted or not any(a <= start and end <= b for a, b in subject):
                    continue
                extra += _DEMONYM
            if token is None or not self._only_compared(place, token):
                yield _Candidate(place, start, end, token, extra=extra)
        if not self.page.may_hold("back", draft.sentence, *_near(draft)):
            return
        yield from (
            c for c in self._pointing_back(_near(draft))
            if not (c.start < draft.end and draft.start < c.end)
        )  # fmt: skip

    def _only_compared(self, place: Place, token: Any) -> bool:  # noqa: ANN401
        start = place.span.start
        if start not in self.compared:
            self.compared[start] = _compared(self.page, token)
        return self.compared[start]

    def _pointing_back(self, sentence: Stretch) -> Iterator[_Candidate]:
        """Read "the province" as the last province that the text was about."""
        grid = self.page.grid
        if not grid or not (self.seen or self.current):
            return
        for match in self.page.cues.back.finditer(self.page.text, *sentence):
            token = grid.tokens[max(0, grid.at(match.start()))]
            level = self.page.cues.table["place"]["back"].get(token.lower_)
            place = self._last_of(str(level)) if level and _bare(token) else None
            if place is not None:
                yield _Candidate(place, match.start(), match.end(), token, Provenance.INHERITED)

    def _last_of(self, level: str) -> Place | None:
        fits = [p for p in self.seen if level in {"any", p.level}]
        if fits:
            return fits[-1]
        return self.current if level == "any" else None

    def _price(self, drafts: Sequence[Draft], index: int, candidate: _Candidate) -> float:
        reach = cost(self.page, drafts, index, candidate.start, candidate.end) / _CHARACTERS
        draft = drafts[index]
        if candidate.token is None or draft.head < 0:
            behind = candidate.start >= draft.end
            across = behind and _MARK.search(self.page.text, draft.end, candidate.start)
            return reach + candidate.extra + _NEXT_CLAUSE * bool(across)
        arcs = _between(candidate.token, self.page.grid.tokens[draft.head])
        return arcs + reach + candidate.extra


def _near(draft: Draft) -> Stretch:
    """Cut the part of a sentence around a figure in which its place is looked for."""
    start, end = draft.sentence
    return max(start, draft.start - _REACH), min(end, draft.end + _REACH)


def _head(page: Page, start: int, end: int) -> Any:  # noqa: ANN401 - a spaCy Token
    grid = page.grid
    token = grid.tokens[max(0, grid.at(end - 1))]
    for _ in range(_ARCS):
        above = grid.of(token.head)
        if token.head == token or not (above >= 0 and start <= grid.starts[above] < end):
            break
        token = token.head
    return token


def _bare(token: Any) -> bool:  # noqa: ANN401 - a spaCy Token
    """Tell whether "province" stands with nothing but an article: the province, this country."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.tag_ in {"NNS", "NNPS"}:
        return False
    before = [c for c in token.children if c.i < token.i]
    after = [c for c in token.children if c.dep_ in {"appos", "prep"} and c.lower_ == "of"]
    pointed = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in before)
    plain = all(c.dep_ == "det" or c.lower_ in {"whole", "entire"} for c in before)
    return pointed and plain and not after


def _leads(token: Any) -> bool:  # noqa: ANN401
    """Tell whether a token stands in the subject of a sentence or in its "In X, ..."."""
    return _depth(token) <= 1


def _depth(token: Any) -> int:  # noqa: ANN401
    """Return 0 for a subject, its owner or "In X, ...", 1 deeper in the subject, 3 elsewhere."""
    deep = 0
    for _ in range(_ARCS):
        relation, head = token.dep_, token.head
        if relation in {"nsubj", "nsubjpass"}:
            return deep if _main(head) else 3
        if head == token:
            return deep if token.pos_ in {"NOUN", "PROPN"} else 3
        if relation == "pobj":
            verb = head.head
            fronted = head.lower_ in _HERE and head.dep_ == "prep" and head.i < verb.i
            if fronted and verb.pos_ in {"VERB", "AUX"}:
                return deep if _main(verb) else 3
            deep = 1
            token = head
        elif relation in {"poss", "compound", "nmod", "amod"}:
            token = head
        elif relation in {"prep", "appos", "conj"}:
            deep = 1
            token = head
        else:
            return 3
    return 3


def _main(verb: Any) -> bool:  # noqa: ANN401
    """Tell whether a verb heads its sentence, or is what the head says or goes on with."""
    for _ in range(_ARCS):
        if verb.head == verb:
            return True
        if verb.dep_ not in {"conj", "ccomp"}:
            return False
        verb = verb.head
    return False


def _compared(page: Page, token: Any) -> bool:  # noqa: ANN401
    """Tell whether a place only serves to compare, or goods go there: like the Alps."""
    for _ in range(_ARCS):
        if token.head == token or token.dep_ in _CLAUSE_ENDS:
            return False
        if _compares(page, token):
            return True
        token = token.head
    return False


def _compares(page: Page, token: Any) -> bool:  # noqa: ANN401
    """Tell whether one word on the way up from a place compares it or sends something there."""
    cues, head, word = page.cues, token.head, token.lower_
    above = head.lemma_.casefold()
    if token.dep_ == "dobj":
        return above in cues.words("place", "beaten")
    if token.dep_ not in {"prep", "mark", "pcomp", "advmod"} and token.pos_ not in _LINKS:
        return False
    if word in cues.words("place", "than"):
        return True
    if word not in {"to", "with", "of", "by"}:
        return False
    sent = word in {"to", "with"} and above in cues.words("place", "sent")
    carried = word == "to" and _carries(head, cues.words("place", "sent"))
    return sent or carried or above in cues.words("place", "compared")


def _carries(head: Any, words: frozenset[str]) -> bool:  # noqa: ANN401
    return any(
        c.dep_ in {"dobj", "nsubjpass"} and c.lemma_.casefold() in words for c in head.children
    )


def _between(place: Any, figure: Any) -> float:  # noqa: ANN401
    """Sum the arcs from a place and from a figure to the token where they meet."""
    up: dict[int, float] = {}
    total, token = 0.0, figure
    for _ in range(_ARCS):
        up.setdefault(token.i, total)
        if token.head == token:
            break
        total += _UP_FIGURE.get(token.dep_, _UP_FIGURE_OTHER)
        token = token.head
    total, token = 0.0, place
    for _ in range(_ARCS):
        if token.i in up:
            return total + up[token.i]
        if token.head == token:
            break
        if token.dep_ == "prep":
            total += _PREPOSITION if token.lower_ in _HERE else _ELSEWHERE
        else:
            total += _UP.get(token.dep_, _UP_OTHER)
        token = token.head
    return total + 2 * _ELSEWHERE
