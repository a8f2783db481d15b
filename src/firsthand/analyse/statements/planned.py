"""What does a report say in its own words that is to be done, how much of it, and by when?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from firsthand.analyse.statements.acts import UNSPACED, phrase_pattern
from firsthand.analyse.statements.themes import load_themes
from firsthand.lang import lexicon
from firsthand.model.items import Bound, Figure, Moment, MomentKind, Statement
from firsthand.model.span import Span
from firsthand.text.reading import Reading

APART, NEXT = 80, 24
"""Characters between what tells that a thing will be and what is done: where verbs stand at the end
of a clause, and where one follows the other."""

LONG_LEAD, RULE_LEAD, SHORT_LEAD = 40, 24, 10
"""Characters before a comma that are more than a place: "In the north, 40 wells will be dug"; the
same of a rule: "From May, fires are banned"; and where words are written together."""

MOST = 12
"""Announcements of one sentence; a longer list is none of plans."""

LEAST = 16
"""Characters of a rule beside its day; half as many where words are short."""

DAY = len("2024-10-14")

FEW = 2
"""The least count that a plan gives."""

CURRENCY = 3
"""Letters of a currency's code."""

OTHERS = frozenset({"deny", "warn", "criticise", "fear", "forecast", "ask", "accuse", "believe"})
"""Acts that tell of something else than what is planned, whatever their words."""

VERB_LAST = frozenset({"ja", "ko", "tr"})
"""Languages in which the verb that tells that something will be stands last."""

FRAMED = VERB_LAST | {"de", "nl", "sv"}
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
    ruled: bool = False
    """whether it says from when on, or by when, instead of how many"""


@dataclass(frozen=True, slots=True)
class _Patterns:
    obliged: re.Pattern[str]
    intended: re.Pattern[str]
    provided: re.Pattern[str]
    foretold: re.Pattern[str]
    binding: re.Pattern[str]
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
        binding=listed("binding"),
        backward=language in VERB_LAST,
        reach=APART if language in FRAMED else NEXT,
    )


def find_plans(
    reading: Reading,
    statements: Sequence[Statement],
    taken: Sequence[Span],
    figures: Sequence[Figure],
    moments: Sequence[Moment] = (),
) -> Iterator[Plan]:
    """Find what a report announces in its own words, with a count: "120 schools will be built".

    Args:
        reading: the report made ready.
        statements: its statements.
        taken: stretches that are known to be asked or promised.
        figures: its figures.
        moments: its time expressions; what is ruled from a day on, or by one, needs no count.

    Yields:
        Stretches with a count, in text order; those without a verb of providing say that something
        must be done.
    """
    words = _patterns(reading.language)
    counts = [figure.span for figure in figures if _is_count(figure)]
    exact = [f.span for f in figures if _is_count(f) and f.bound is Bound.EXACT]
    if words is None:
        return
    closed = _closed(statements)
    made: list[Span] = []
    if counts:
        for plan in _counted(reading, words, (*taken, *closed), counts, moments):
            made.append(plan.span)
            yield replace(plan, exact=any(plan.span.contains(count) for count in exact))
    yield from _ruled(reading, words, (*taken, *closed, *made), moments)


def _closed(statements: Sequence[Statement]) -> list[Span]:
    """Give what somebody warns of or denies: that is no plan."""
    return [
        span for s in statements if s.act in OTHERS or s.polarity == "negated" for span in s.content
    ]


def _ruled(
    reading: Reading, words: _Patterns, taken: Sequence[Span], moments: Sequence[Moment]
) -> Iterator[Plan]:
    """Find what must be done, or is banned, from a day to come on or by one."""
    text, published = reading.report.text, reading.report.metadata.published.value[:DAY]
    days = [
        m.span
        for m in moments
        if m.kind is MomentKind.DATE and m.last and not (published and m.last <= published)
    ]
    for start, end in reading.sentences if days else ():
        inside = [day for day in days if start <= day.start < end]
        if not inside or text[start:end].rstrip(_EDGES)[-1:] in {"?", "？", "؟"}:
            continue
        rules = [(m.start(), m.end(), True, True) for m in words.binding.finditer(text, start, end)]
        if not 0 < len(rules) <= MOST:
            continue
        for plan in _cut(reading, (start, end), rules, inside, ruled=True):
            piece = plan.span
            if any(piece.overlaps(other) for other in taken):
                continue
            least = LEAST // 2 if reading.language in UNSPACED else LEAST
            if len(piece.quote) - max(len(d.quote) for d in inside) >= least and not _is_open(
                reading.language, _undated(piece, moments), banned=True
            ):
                yield replace(plan, ruled=True)


def _counted(
    reading: Reading,
    words: _Patterns,
    closed: Sequence[Span],
    counts: Sequence[Span],
    moments: Sequence[Moment],
) -> Iterator[Plan]:
    """Find what will be done or must be, with a count."""
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
            if any(piece.overlaps(other) for other in closed):
                continue
            if _is_open(reading.language, _undated(piece, moments)):
                continue
            yield plan


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
    *,
    ruled: bool = False,
) -> Iterator[Plan]:
    """Part a sentence at commas between two announcements, and cut off what follows the last."""
    text = reading.report.text
    start, end = sentence
    lead = SHORT_LEAD if reading.language in UNSPACED else RULE_LEAD if ruled else LONG_LEAD
    commas = [m.start() for m in _CUTS.finditer(text, start, end)]
    for one, other in pairwise(found):
        # "Bans fires in May and obliges towns to hire": two of them.
        joints = phrase_pattern(reading.language, "grammar.joining")
        commas += [
            joint.start()
            for joint in joints.finditer(text, one[1], other[0])
            if not text[joint.end() : other[0]].strip()
        ]
    commas.sort()
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


def _undated(piece: Span, moments: Sequence[Moment]) -> str:
    """Leave the days out of a stretch: "May" is no possibility."""
    text = piece.quote
    for moment in moments:
        if piece.contains(moment.span):
            text = text.replace(moment.span.quote, " ")
    return text


def _is_open(language: str, text: str, *, banned: bool = False) -> bool:
    """Tell whether a stretch holds a condition, a mere possibility or, beside no ban, a "not"."""
    keys = ("unmeant.conditions", "modality.could")
    if any(phrase_pattern(language, key).search(text) for key in keys):
        return True
    return not banned and bool(
        phrase_pattern(language, "grammar.negations").search(text)
        or _negations(language).search(text)
    )


@cache
def _negations(language: str) -> re.Pattern[str]:
    words = sorted(lexicon(language, "pairs").get("negations", ()), key=lambda w: (-len(w), w))
    if not words:
        return re.compile(r"(?!)")
    body = "|".join(map(re.escape, words))
    return re.compile(body if language in UNSPACED else rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
