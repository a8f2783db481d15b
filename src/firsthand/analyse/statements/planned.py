"""What does a report say in its own words that is to be done, how much of it, and by when?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.analyse.statements.acts import UNSPACED, phrase_pattern
from firsthand.analyse.statements.themes import load_themes
from firsthand.lang import lexicon
from firsthand.model.items import Bound, Figure, Statement
from firsthand.model.span import Span
from firsthand.text.reading import Reading

APART, NEXT = 80, 24
"""Characters between what tells that a thing will be and what is done: where verbs stand at the end
of a clause, and where one follows the other."""

LONG_LEAD, SHORT_LEAD = 40, 10
"""Characters before a comma that are more than a place: "In the north, 40 wells will be dug"; the
same where words are written together."""

MOST = 12
"""Announcements of one sentence; a longer list is none of plans."""

FEW = 2
"""The least count that a plan gives."""

CURRENCY = 3
"""Letters of a currency's code."""

OTHERS = frozenset({"deny", "warn", "criticise", "fear", "forecast", "ask", "accuse", "believe"})
"""Acts that tell of something else than what is planned, whatever their words."""

VERB_LAST = frozenset({"ja", "ko", "tr"})
"""Languages in which the verb that tells that something will be stands last."""

FRAMED = VERB_LAST | {"de", "nl"}
"""Languages that set the two verbs of a clause far apart."""

_CUTS = re.compile("[,;،؛，；、](?!\\d)")
_EDGES = " \t,;:.،؛，；。、-–—*•\"'“”„«»「」"


@dataclass(frozen=True, slots=True)
class Plan:
    """A stretch that announces something."""

    span: Span
    must: bool
    """whether it says that it must be, rather than that it will"""
    named: bool
    """whether it says what is done for the public"""
    exact: bool = True
    """whether it says exactly how many"""


def find_plans(
    reading: Reading,
    statements: Sequence[Statement],
    taken: Sequence[Span],
    figures: Sequence[Figure],
) -> Iterator[Plan]:
    """Find what a report announces in its own words, with a count: "120 schools will be built".

    Args:
        reading: the report made ready.
        statements: its statements.
        taken: stretches that are known to be asked or promised.
        figures: its figures.

    Yields:
        Stretches with a count, in text order; those without a verb of providing say that something
        must be done.
    """
    words = _patterns(reading.language)
    counts = [figure.span for figure in figures if _is_count(figure)]
    exact = [f.span for f in figures if _is_count(f) and f.bound is Bound.EXACT]
    if words is None or not counts:
        return
    # What somebody warns of or denies is no plan.
    closed = [
        span for s in statements if s.act in OTHERS or s.polarity == "negated" for span in s.content
    ]
    text = reading.report.text
    for start, end in reading.sentences:
        if not any(start <= count.start < end for count in counts):
            continue
        if text[start:end].rstrip(_EDGES)[-1:] in {"?", "？", "؟"}:
            continue
        found = list(words.find(text, start, end))
        if not 0 < len(found) <= MOST:
            continue
        for plan in _cut(reading, (start, end), found, counts):
            piece = plan.span
            if any(piece.overlaps(other) for other in (*taken, *closed)):
                continue
            if _is_open(reading.language, piece.quote):
                continue
            yield replace(plan, exact=any(piece.contains(count) for count in exact))


def has_theme(language: str, text: str) -> bool:
    """Tell whether a text names a special field of policy.

    Args:
        language: an ISO 639-1 code.
        text: an announcement.

    Returns:
        False where it names none, or only a general one.
    """
    return any(
        theme.pattern.search(text) or theme.phrases.search(text)
        for theme in load_themes(language)
        if not theme.general
    )


def _cut(
    reading: Reading,
    sentence: tuple[int, int],
    found: Sequence[tuple[int, int, bool, bool]],
    counts: Sequence[Span],
) -> Iterator[Plan]:
    """Part a sentence at commas between two announcements, and cut off what follows the last."""
    text = reading.report.text
    start, end = sentence
    lead = SHORT_LEAD if reading.language in UNSPACED else LONG_LEAD
    commas = [m.start() for m in _CUTS.finditer(text, start, end)]
    for number, (_, stop, must, named) in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) else end
        between = [at for at in commas if stop <= at < following]
        if number + 1 < len(found) and not between:
            continue  # one clause with the next
        limit = between[-1] if number + 1 < len(found) else end
        inside = [count for count in counts if start <= count.start and count.end <= limit]
        if inside:
            # What follows the count behind a comma has a count of its own, or none.
            nearest = min(inside, key=lambda c: (max(c.start - stop, found[number][0] - c.end), c))
            last = max(stop, nearest.end)
            close = next((at for at in commas if last <= at < limit), limit)
            low = _begin(commas, start, min(nearest.start, found[number][0]), lead)
            for span in _bared(reading, low, close):
                yield Plan(span, must, named)
            for rest in _bared(reading, close, limit):
                if _goes_on(reading, rest, [count for count in inside if count.start > close]):
                    yield Plan(rest, must, named=True)
        start = limit


def _bared(reading: Reading, low: int, high: int) -> Iterator[Span]:
    """Give a stretch without the marks around it, if anything else is in it."""
    text = reading.report.text
    while low < high and text[low] in _EDGES:
        low += 1
    while high > low and text[high - 1] in _EDGES:
        high -= 1
    if high > low:
        yield reading.report.span(low, high)


def _goes_on(reading: Reading, rest: Span, counts: Sequence[Span]) -> bool:
    """Tell whether a list goes on without its verb: ", and the south 40 schools"."""
    joint = phrase_pattern(reading.language, "grammar.joining").match(rest.quote)
    return bool(counts) and joint is not None and has_theme(reading.language, rest.quote)


def _begin(commas: Sequence[int], start: int, stop: int, longest: int) -> int:
    """Leave out what stands before a comma ahead of the announcement, unless it only says where."""
    last = max((at for at in commas if start <= at < stop), default=start)
    return last if last - start > longest else start


def _is_count(figure: Figure) -> bool:
    unit = figure.unit
    money = len(unit.canonical) == CURRENCY and unit.canonical.isupper()
    return (
        figure.bound not in {Bound.VAGUE, Bound.SCORE}
        and figure.value >= FEW
        and unit.si_unit not in {"s", "a"}
        and not money
    )


def _is_open(language: str, text: str) -> bool:
    """Tell whether a stretch holds a "not", a condition or a mere possibility."""
    return any(
        phrase_pattern(language, key).search(text)
        for key in ("unmeant.conditions", "modality.could", "grammar.negations")
    ) or bool(_negations(language).search(text))


@cache
def _negations(language: str) -> re.Pattern[str]:
    words = sorted(lexicon(language, "pairs").get("negations", ()), key=lambda w: (-len(w), w))
    if not words:
        return re.compile(r"(?!)")
    body = "|".join(map(re.escape, words))
    return re.compile(body if language in UNSPACED else rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Patterns:
    obliged: re.Pattern[str]
    intended: re.Pattern[str]
    provided: re.Pattern[str]
    foretold: re.Pattern[str]
    backward: bool
    """whether the verb that tells that it will be may stand last"""
    reach: int
    """characters between the two verbs"""

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
        """Give what announces something: its bounds, whether it must be, whether it is provided."""
        found: list[tuple[int, int, bool, bool]] = []
        for pattern, must in ((self.obliged, True), (self.intended, False)):
            for mark in pattern.finditer(text, start, end):
                stop = min(end, mark.end() + self.reach)
                deed = self.provided.search(text, mark.end(), stop)
                if deed is None and self.backward:
                    before = max(start, mark.start() - self.reach)
                    deed = self.provided.search(text, before, mark.start())
                if deed is not None:
                    bounds = min(mark.start(), deed.start()), max(mark.end(), deed.end())
                    found.append((*bounds, must, True))
                elif must:
                    found.append((mark.start(), mark.end(), must, False))
        found.extend(
            (m.start(), m.end(), False, True) for m in self.foretold.finditer(text, start, end)
        )
        last = start
        for plan in sorted(found):
            if plan[0] >= last:
                yield plan
                last = plan[1]


@cache
def _patterns(language: str) -> _Patterns | None:
    named = lexicon(language, "plans")
    if not named:
        return None

    def listed(key: str) -> re.Pattern[str]:
        body = named.get(key, "")
        if not body:
            return re.compile(r"(?!)")
        edged = body if language in UNSPACED else rf"(?<!\w)(?:{body})(?!\w)"
        if key == "obliged" and language not in UNSPACED:
            edged = rf"(?<!\w)(?:{body})"
        return re.compile(edged, re.IGNORECASE)

    return _Patterns(
        obliged=listed("obliged"),
        intended=listed("intended"),
        provided=listed("provided"),
        foretold=listed("foretold"),
        backward=language in VERB_LAST,
        reach=APART if language in FRAMED else NEXT,
    )
