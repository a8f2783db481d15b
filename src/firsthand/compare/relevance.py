"""How surely does a later clause speak of the thing that was asked?"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.compare.tolls import UNSPACED, word_pattern
from firsthand.compare.under import Under
from firsthand.lang import lexicon
from firsthand.model.findings import Found
from firsthand.model.items import Bound, Figure, Place
from firsthand.model.span import Span

STEM = 6
"""Letters by which two content words are taken as forms of one."""

LONG_RUN = 5
"""Han characters in a row that two clauses hardly share by chance."""

TELLING = 100
"""From this value on a count tells of one thing by itself."""

STEM_WEIGHT, THING_WEIGHT, FIGURE_WEIGHT, PLACE_WEIGHT = 0.15, 0.25, 0.4, 0.1
"""What one shared rare word, thing, figure and town add to the likeness of two clauses."""

MOST_STEMS, MOST_THINGS = 3.0, 2.0
"""No more than so many shared words and things count."""

_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]{4,}|(?=([\u3040-\u9fff]{2}))")
_HAN = re.compile(r"[\u3040-\u9fff]+")


_AND = re.compile(r"[,;，；、]|\b(?:y|e|et|und|ed)\b|以及|和", re.IGNORECASE)
"""What parts the members of a list; English ones are parted by grammar before they come here."""

MOST_WORDS, MOST_PAIRS = 10, 16
"""A request of more words, or pairs of Han characters, is no longer one for a whole field."""

HEAD_SIZES = (1, 2, 3)
"""Letters by which the words of the object lexicon are looked up before a pattern is tried."""

_ANY_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clause can share with another: word stems, named things, figures, towns."""

    text: str
    stems: frozenset[str]
    things: frozenset[str]
    values: frozenset[float]
    places: frozenset[str]
    members: tuple[frozenset[str], ...] = ()
    """of a directive only: the things of each member that is short enough to name a field"""


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a report's items tells clauses apart, by where it stands."""

    figures: Under[Figure]
    places: Under[Place]


def marks_of(found: Found) -> Marks:
    """Order the figures and towns of a report by where they stand.

    Args:
        found: what was found in it.

    Returns:
        Its marks.
    """
    return Marks(
        Under(
            f
            for f in found.figures
            if f.bound is not Bound.VAGUE and f.unit.si_unit not in {"s", "a"}
        ),
        Under(p for p in found.places if p.key and p.level not in {"country", "demonym"}),
    )


def terms_of(span: Span, language: str, marks: Marks) -> Terms:
    """Take a clause apart.

    Args:
        span: the clause.
        language: of its report.
        marks: of its report.

    Returns:
        Its terms.
    """
    text = span.quote
    values = frozenset(figure.value for figure in marks.figures.find(span))
    places = frozenset(place.key for place in marks.places.find(span))
    stems = frozenset(match[1] or match[0][:STEM] for match in _WORD.finditer(text.casefold()))
    return Terms(text, stems, things_of(text, language), values, places)


def asked_terms(span: Span, language: str, marks: Marks) -> Terms:
    """Take a directive apart, and the list that it may hold into its members.

    Args:
        span: the directive.
        language: of its report.
        marks: of its report.

    Returns:
        Its terms with the things of each short member; none where it asks for a number.
    """
    terms = terms_of(span, language, marks)
    if terms.values:
        return terms
    members = [part for part in _AND.split(terms.text) if _is_short(part)]
    return replace(terms, members=tuple(things_of(part, language) for part in members))


def _is_short(member: str) -> bool:
    """Tell whether a request could be for a whole field; a long one names something in it."""
    found = [match[1] for match in _WORD.finditer(member)]
    return found.count(None) <= MOST_WORDS and len(found) - found.count(None) <= MOST_PAIRS


class Rarity:
    """How rare each stem, thing and town is among the clauses of a story."""

    def __init__(self, clauses: Sequence[Terms]) -> None:
        self._of = math.log(max(len(clauses), 2))
        self._counts = Counter(
            name for terms in clauses for name in (*terms.stems, *_marked(terms.things))
        )

    def stems(self, names: Iterable[str]) -> float:
        """Weigh word stems: 1 for each that stands in one clause only, 0 for those in all."""
        return sum(self._rarity(name) for name in sorted(names))

    def things(self, names: Iterable[str]) -> float:
        """Weigh things likewise."""
        return sum(self._rarity(name) for name in sorted(_marked(names)))

    def _rarity(self, name: str) -> float:
        return 1.0 - math.log(max(self._counts[name], 1)) / self._of


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a clause is to what was asked, and what they share."""

    score: float
    shared: tuple[str, ...]
    things: frozenset[str]
    run: int
    figure: bool
    rarest: float = 1.0
    """rarity of the rarest thing they share, in [0, 1]; 0 is one that every clause names"""


def joined(wordings: Sequence[Terms]) -> Terms:
    """Put the terms of several wordings together.

    Args:
        wordings: of one directive.

    Returns:
        What any of them holds.
    """
    return Terms(
        "\n".join(terms.text for terms in wordings),
        frozenset(stem for terms in wordings for stem in terms.stems),
        frozenset(thing for terms in wordings for thing in terms.things),
        frozenset(value for terms in wordings for value in terms.values),
        frozenset(place for terms in wordings for place in terms.places),
    )


def nearness(asked: Terms, told: Terms, likeness: float, rarity: Rarity) -> Nearness:
    """Weigh what a later clause shares with the wordings of a directive.

    Args:
        asked: all wordings of the directive, joined.
        told: the later clause.
        likeness: of the clause to the nearest wording, in [0, 1].
        rarity: of the story's words.

    Returns:
        The nearness; its score has no upper bound, 1 is plain.
    """
    stems = told.stems & asked.stems
    things = told.things & asked.things
    values = told.values & asked.values
    places = told.places & asked.places
    figure = any(value >= TELLING for value in values)
    run = longest_run(asked.text, told.text)
    # Pairs of Han characters overlap: two of them are hardly more than one word.
    latin = {s for s in stems if not _HAN.match(s)}
    words = rarity.stems(latin) + rarity.stems(stems - latin) / 2
    score = (
        likeness
        + STEM_WEIGHT * min(MOST_STEMS, words)
        + THING_WEIGHT * min(MOST_THINGS, rarity.things(things))
        + FIGURE_WEIGHT * figure
        + PLACE_WEIGHT * min(1, len(places))
        + FIGURE_WEIGHT * (run >= LONG_RUN)
    )
    shared = (*sorted(things), *(f"{v:g}" for v in sorted(values)), *sorted(stems))
    rarest = max((rarity.things((thing,)) for thing in things), default=1.0)
    return Nearness(score, shared, things, run, figure, rarest)


def longest_run(left: str, right: str) -> int:
    """Measure the longest run of Han characters that two texts share.

    Args:
        left: a text.
        right: another.

    Returns:
        Its length in characters; 0 where either has none.
    """
    best = 0
    if not _HAN.search(right):
        return best
    for run in _HAN.findall(left):
        for start in range(len(run)):
            while start + best < len(run) and run[start : start + best + 1] in right:
                best += 1
    return best


def things_of(text: str, language: str) -> frozenset[str]:
    """Name the things of the language's object lexicon that a text speaks of.

    Args:
        text: a clause.
        language: an ISO 639-1 code.

    Returns:
        Names that are the same in every language.
    """
    patterns, heads = _things(language)
    names: Iterable[str] = patterns
    if language not in UNSPACED:
        # Only things of which a word begins as one of the text's words does can be there.
        begun = {word[:n] for word in _ANY_WORD.findall(text.casefold()) for n in HEAD_SIZES}
        names = {name for head in begun for name in heads.get(head, ())}
    return frozenset(name for name in names if patterns[name].search(text))


@cache
def _things(language: str) -> tuple[dict[str, re.Pattern[str]], dict[str, frozenset[str]]]:
    """Compile the things of a language, and list them by the head of each of their words."""
    named = lexicon(language, "objects").get("objects", {})
    heads: dict[str, set[str]] = {}
    for name, words in named.items():
        for word in words.split("|"):
            first = _ANY_WORD.search(word.casefold())
            if first:
                heads.setdefault(first[0][: HEAD_SIZES[-1]], set()).add(name)
    patterns = {name: word_pattern(language, words) for name, words in sorted(named.items())}
    return patterns, {head: frozenset(names) for head, names in heads.items()}


def _marked(things: Iterable[str]) -> list[str]:
    return [f"thing:{name}" for name in things]
