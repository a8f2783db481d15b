"""Do the parts that one report counts add up to the whole that another counts?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.compare.amounts import words
from firsthand.compare.tolls import word_pattern
from firsthand.lang import lexicon
from firsthand.model.items import Bound, Figure
from firsthand.model.report import Report
from firsthand.model.span import Span

_LEAST, _MOST = 2, 8
"""Parts of a sum."""
_GAP = 6
"""Characters between two parts: ", and "."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that stand side by side, what they add up to, and the stretch they fill."""

    report: Report
    parts: tuple[Figure, ...]
    span: Span

    @property
    def total(self) -> float:
        """What the parts make together."""
        return sum(part.value for part in self.parts)


def sums_of(report: Report, figures: Sequence[Figure]) -> Iterator[Sum]:
    """Find counts that a report puts side by side: "three provinces and one region".

    Args:
        report: any.
        figures: its figures.

    Yields:
        Each run of exact whole counts that only a comma or "and" parts.
    """
    run: list[Figure] = []
    for figure in sorted(figures, key=lambda f: f.span):
        if run and not (_counts(figure) and _joined(report, run[-1], figure)):
            yield from _sum(report, run)
            run = []
        run = [*run, figure] if _counts(figure) else []
    yield from _sum(report, run)


def _sum(report: Report, run: Sequence[Figure]) -> Iterator[Sum]:
    if _LEAST <= len(run) <= _MOST:
        yield Sum(report, tuple(run), report.span(run[0].span.start, run[-1].span.end))


def adds_up(parts: Sum, whole: Figure, language: str) -> bool:
    """Tell whether a count is the sum of some parts.

    Args:
        parts: counts side by side.
        whole: a count of another report, or elsewhere in the same.
        language: of the report that tells the whole.

    Returns:
        True when the values add up and the whole counts what a part counts, or people where two
        groups of living beings are the parts.
    """
    if not _counts(whole) or whole.value != parts.total or whole in parts.parts:
        return False
    head = _head(whole)
    heads = [_head(part) for part in parts.parts]
    if head & frozenset().union(*heads):
        return True
    named = _people(language, "people").fullmatch(whole.unit.canonical) is not None
    own = parts.report.metadata.language
    return named and all(
        _people(own, "groups").fullmatch(part.unit.canonical.casefold()) for part in parts.parts
    )


def same_sum(one: Sum, other: Sum) -> bool:
    """Tell whether two reports put the same parts side by side.

    Args:
        one: of one report.
        other: of another.

    Returns:
        True when the values are the same and each part shares its head with its partner.
    """
    if [p.value for p in one.parts] != [p.value for p in other.parts]:
        return False
    return all(_head(a) & _head(b) for a, b in zip(one.parts, other.parts, strict=True))


def _counts(figure: Figure) -> bool:
    unit = figure.unit
    counted = bool(unit.canonical) and not unit.si_unit and not unit.canonical.isupper()
    whole = figure.value == int(figure.value) and figure.value_max is None
    return counted and whole and figure.bound is Bound.EXACT


def _joined(report: Report, before: Figure, figure: Figure) -> bool:
    between = report.text[before.span.end : figure.span.start]
    if len(between) > _GAP:
        return False
    joins = lexicon(report.metadata.language, "figures").get("paired", {}).get("between", ())
    left = re.sub(r"[,、，]", " ", between).split()
    return all(word.casefold() in joins for word in left)


def _head(figure: Figure) -> frozenset[str]:
    """Name what a figure counts by the last word of its noun, or its last Han characters."""
    named = figure.unit.canonical.split("/")[0]
    last = named.split()[-1:] if " " in named else [named]
    return frozenset(words(" ".join(last)) or {word.casefold() for word in last if word})


@cache
def _people(language: str, key: str) -> re.Pattern[str]:
    return word_pattern(language, str(lexicon(language, "states").get(key, "")))
