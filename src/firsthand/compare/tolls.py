"""Which figures count people in one state: dead, injured, missing, displaced, rescued?"""

import re
from collections.abc import Sequence
from functools import cache

from firsthand.lang import lexicon
from firsthand.model.items import Bound, Figure
from firsthand.model.report import Report
from firsthand.model.span import Span

UNSPACED = frozenset({"zh", "ja"})
"""Languages written without blanks, where a word has no edge to look for."""

ORDER = ("badly_injured",)
"""States looked for first, since their words hold those of another state ..."""

_LESSER = "injured"
"""... which is this one."""

PART_REACH = 14
"""Characters around a figure within which "of them" marks it as a share of another count."""

REACH = 60
"""Characters behind a figure within which a word tells the state of those whom it counts."""

LARGEST_RATIO = 10
"""Two tolls of which one is more than so many times the other count different things."""

LARGEST_PART = 3
"""The same for states that people leave again: five injured still in hospital are no toll."""

CLAUSE = 3
"""Words between two figures from which they hold the verb of the second one."""

_STOP = re.compile(r"[,;:，；：、(—–]")


def state_of(report: Report, figure: Figure, sentence: Span, others: Sequence[Figure]) -> str:
    """Name the state of the people whom a figure counts.

    The state is looked for in the figure's own words, then behind it as far as the next figure or
    mark, then in the word just before it.

    Args:
        report: where it stands.
        figure: any figure.
        sentence: around it.
        others: all figures of the report.

    Returns:
        The state's name, the same in every language; empty where the figure counts something
        else, a share of a count made before ("three of them") or a special group ("children").
    """
    language = report.metadata.language
    table = lexicon(language, "states")
    unit = figure.unit
    if not table or unit.si_unit or unit.canonical.isupper() or figure.bound is Bound.VAGUE:
        return ""
    if figure.basis.value != "actual" or figure.value != int(figure.value):
        return ""
    text, span = report.text, figure.span
    start = max([o.span.end for o in others if o.span.end <= span.start] + [sentence.start])
    end = min([o.span.start for o in others if o.span.start >= span.end] + [sentence.end])
    before, after = text[start : span.start], _STOP.split(text[span.end : max(end, span.end)])[0]
    near = before[-PART_REACH:], span.quote, after[:PART_REACH]
    if any(_words(language, "part").search(piece) for piece in near):
        return ""
    if not _counts_people(language, figure):
        return ""
    behind = _first(language, after[:REACH])
    told = (
        _first(language, span.quote)
        or _counted_by(language, before, opens=start == sentence.start)
        or behind
        or ("dead" if _words(language, "toll").search(before) else "")
        or _last(language, _STOP.split(before)[-1])
    )
    # "Seven of the injured are in a serious condition".
    return behind if told == _LESSER and behind in ORDER else told


def _counts_people(language: str, figure: Figure) -> bool:
    """Tell whether a count is of people in general, not of children or houses."""
    named, quote = figure.unit.canonical, figure.span.quote
    return (
        not named
        or any(_words(language, key).fullmatch(named) is not None for key in ("people", "being"))
        or bool(_words(language, "people").search(quote))
        or (bool(_first(language, quote)) and _names_nothing(language, named, quote))
    )


def _names_nothing(language: str, named: str, quote: str) -> bool:
    """Tell whether a count has no noun but that for a state: "12 dead", never "316 dead birds"."""
    return named.casefold() not in quote.casefold() or bool(_first(language, named))


def _first(language: str, text: str) -> str:
    hits = [
        (match.start(), rank, name)
        for rank, (name, pattern) in enumerate(_states(language))
        if (match := pattern.search(text))
    ]
    if not hits:
        return ""
    special = [name for _, rank, name in hits if rank < len(ORDER)]
    return special[0] if special else min(hits)[2]


def _counted_by(language: str, before: str, *, opens: bool) -> str:
    """Find the state in the very word before a figure, its verb: "killed 26 and injured 20".

    In "26 dead 20 hurt" the word belongs to the figure before it; there no "and" and no other words
    part them.
    """
    *earlier, last = _STOP.split(before.casefold())
    words = last.split()
    if language in UNSPACED or not words:
        return ""
    opens = opens or bool(earlier)
    joins = lexicon(language, "figures").get("paired", {}).get("between", ())
    opens = opens or words[0] in joins or len(words) >= CLAUSE
    return _first(language, words[-1]) if opens else ""


def _last(language: str, text: str) -> str:
    """Find the state named by the last or last but one word of a stretch.

    Behind "and" another state begins: "50 were killed and 15 captured".
    """
    if language in UNSPACED:
        return _first(language, text[-4:])
    words = text.split()[-2:]
    joins = lexicon(language, "figures").get("paired", {}).get("between", ())
    return "" if words and words[-1].casefold() in joins else _first(language, " ".join(words))


@cache
def _states(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    states = lexicon(language, "states")["states"]
    names = sorted(states, key=lambda name: (name not in ORDER, list(states).index(name)))
    return tuple((name, word_pattern(language, states[name])) for name in names)


@cache
def _words(language: str, key: str) -> re.Pattern[str]:
    return word_pattern(language, lexicon(language, "states").get(key, ""))


def word_pattern(language: str, words: str) -> re.Pattern[str]:
    """Make one pattern of a line of words.

    Args:
        language: an ISO 639-1 code.
        words: parted by "|"; "*" stands for any letters.

    Returns:
        A pattern that finds any of them as whole words, where the language parts words.
    """
    if not words:
        return re.compile(r"(?!)")
    edge = "" if language in UNSPACED else r"\b"
    joined = "|".join(
        re.escape(word).replace(r"\*", r"\w*")
        for word in sorted(words.split("|"), key=lambda word: (-len(word), word))
    )
    return re.compile(f"{edge}(?:{joined}){edge}", re.IGNORECASE)
