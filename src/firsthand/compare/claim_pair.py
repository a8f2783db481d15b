"""Can two sentences both be true, and if not, in which slot do they differ?"""

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from firsthand.analyse.figures import find_figures
from firsthand.analyse.times import find_times
from firsthand.compare.claim_slots import (
    CONFLICT,
    EDGE,
    INSIDE,
    MOST_SHARED,
    WIDER,
    Met,
    Words,
    meet_days,
    meet_figures,
    sides,
    take_words,
)
from firsthand.lang import lexicon
from firsthand.model.items import Figure, Moment
from firsthand.model.reason import Reason
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Verdict
from firsthand.text.reading import Reading, read
from firsthand.text.words import fold_name

DIFFER_FROM = 0.6
"""Chance from which two sentences are said to differ ..."""
AGREE_TO = 0.4
"""... and up to which they are said to agree; between the two nothing is said."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_NAME = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence made ready to be set beside others: its numbers, days, names and words.

    `names` are folded words with a capital that opens no sentence, `every` all folded words,
    `numbers` the digits as printed.
    """

    report: Report
    figures: tuple[Figure, ...]
    moments: tuple[tuple[Moment, str], ...]
    words: Words
    names: frozenset[str]
    every: frozenset[str]
    numbers: frozenset[str]
    denied: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class Faced:
    """How two sentences stand to each other.

    `verdict` is None where too little speaks for either; `chance` that they differ; `left` and
    `right` are what differs, or what agrees, in the slot that decided.
    """

    verdict: Verdict | None
    slot: str
    chance: float
    left: Span | None
    right: Span | None
    reason: Reason


def tell(source: Report | Reading) -> Told:
    """Make a sentence ready to be set beside others.

    Args:
        source: a report of one or a few sentences, or its reading.

    Returns:
        What it tells.
    """
    reading = source if isinstance(source, Reading) else read(source)
    report, language = reading.report, reading.language
    moments = find_times(reading)
    table = lexicon(language, "pairs")
    text = report.text
    return Told(
        report=report,
        figures=find_figures(reading, moments),
        moments=sides(text, moments, language),
        words=take_words(text, language),
        names=frozenset(_names(text)),
        every=frozenset(fold_name(m[0]) for m in _NAME.finditer(text)),
        numbers=frozenset(_NUMBER.findall(text)),
        denied=_finds(text, table.get("negations", ()), language),
        strict=_finds(text, table.get("strict", ()), language),
    )


def compare_pair(left: Told, right: Told) -> Faced:
    """Tell whether two sentences agree, and name the slot if they differ.

    Every number and day of the left sentence is set beside the right one's that has the same unit
    and the same words around it: equal, within its bound, or apart. Logistic regression over these
    standings, missing names and denials gives the chance that both cannot be true; the weights are
    fitted by tools/fit_pairs.py on pairs of sentences before and after a fact was changed.

    Args:
        left: what is asked about.
        right: what it is held against.

    Returns:
        Agree, more detail (the right one says the same more exactly), differ with its slot, or no
        verdict.
    """
    met = (*_figures_met(left, right), *_days_met(left, right))
    told = features(left, right, met)
    weights = _weights()
    chance = 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * x for name, x in told.items())))
    odd = max(met, key=lambda m: _weight_of(m, weights), default=None)
    if odd is not None and _weight_of(odd, weights) <= 0:
        odd = None
    if chance >= DIFFER_FROM:
        slot = odd.kind if odd else "name" if told["missing names"] else "fact"
        return _faced(Verdict.DIFFER, slot, chance, odd)
    if chance > AGREE_TO:
        return _faced(None, "", chance, odd)
    finer = next((m for m in met if m.how == INSIDE), None)
    same = finer or next((m for m in met if m.right), None)
    return _faced(Verdict.MORE_DETAIL if finer else Verdict.AGREE, "", chance, same)


def features(left: Told, right: Told, met: Sequence[Met] | None = None) -> dict[str, float]:
    """Describe how two sentences stand to each other, for the weights.

    Args:
        left: what is asked about.
        right: what it is held against.
        met: its numbers and days with the other's, where they are known already.

    Returns:
        Values in [0, 1] by name; a name that is missing stands for 0.
    """
    if met is None:
        met = (*_figures_met(left, right), *_days_met(left, right))
    found: dict[str, float] = {"one": 1.0}
    for each in met:
        found[_name_of(each)] = 1.0
        if each.how == CONFLICT:
            for name, value in _grades(each):
                found[name] = max(found.get(name, 0.0), value)
    stems, others = set(left.words.stems), set(right.words.stems)
    found["missing words"] = _share(len(stems - others), len(stems))
    found["missing names"] = _share(len(left.names - right.every), len(left.names))
    found["missing digits"] = _share(len(left.numbers - right.numbers), len(left.numbers))
    found["denied here"] = float(left.denied and not right.denied)
    found["denied there"] = float(right.denied and not left.denied)
    found["denied both"] = float(left.denied and right.denied)
    found["strict"] = float(left.strict)
    return found


def _figures_met(left: Told, right: Told) -> Iterable[Met]:
    return meet_figures(left.figures, right.figures, left.words, right.words)


def _days_met(left: Told, right: Told) -> Iterable[Met]:
    return meet_days(left.moments, right.moments, left.words, right.words)


def _name_of(met: Met) -> str:
    bounded = " bound" if met.bounded else ""
    return f"{met.kind}{bounded} {met.how or 'alone'}"


def _grades(met: Met) -> Iterable[tuple[str, float]]:
    """Grade how surely a conflict is one: same unit, words in common, values close by."""
    name = _name_of(met)
    yield f"{name}, words", min(met.shared, MOST_SHARED) / MOST_SHARED
    if met.kind == "number":
        yield f"{name}, unit", float(met.unit)
        yield f"{name}, close", max(0.0, 1 - met.apart)


def _weight_of(met: Met, weights: Mapping[str, float]) -> float:
    """Weigh how much a standing speaks for a difference; nothing unless values are set apart."""
    if met.right is None or met.how not in (CONFLICT, EDGE, WIDER):
        return 0.0
    grades = _grades(met) if met.how == CONFLICT else ()
    return weights.get(_name_of(met), 0.0) + sum(weights.get(n, 0.0) * x for n, x in grades)


def _faced(verdict: Verdict | None, slot: str, chance: float, met: Met | None) -> Faced:
    left, right = (met.left, met.right) if met else (None, None)
    one, other = (span.quote if span else "" for span in (left, right))
    reason = Reason("claims/pair@1", round(chance, 3), one, other, met.how if met else "")
    return Faced(verdict, slot, chance, left, right, reason)


def _names(text: str) -> Iterable[str]:
    """Give the words with a capital, but for those that open the text."""
    for match in _NAME.finditer(text):
        if match[0][0].isupper() and match.start():
            yield fold_name(match[0])


def _finds(text: str, words: Sequence[str], language: str) -> bool:
    return bool(words) and _pattern(tuple(words), language).search(text) is not None


@cache
def _pattern(words: tuple[str, ...], language: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    if language == "zh":
        return re.compile(listed)
    open_ended = "|".join(re.escape(w) for w in words if w[-1] in "'’" or w.startswith("n'"))
    bare = rf"\b(?:{listed})\b"
    return re.compile(f"{bare}|{open_ended}" if open_ended else bare, re.IGNORECASE)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@cache
def _weights() -> Mapping[str, float]:
    path = files("firsthand.data").joinpath("pairs.toml")
    found = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
    return {name: float(value) for name, value in found.items()}
