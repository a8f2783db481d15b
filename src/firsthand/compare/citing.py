"""Which figures of a later clause are the ones that were asked for, and what are they now?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.compare.tolls import UNSPACED
from firsthand.lang import lexicon
from firsthand.model.items import Bound, Figure, Unit
from firsthand.model.span import Span

BESIDE = 28
"""Characters beside a figure in which a word tells that it was asked for."""

WORDS = 2
"""Words that may stand between the two: "the 40 new wells promised"."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Figures of a clause beside words that take them for something asked for."""

    asked: tuple[Figure, ...] = ()
    """that were asked for, by a word beside them: "the 40 promised" """
    whole: tuple[Figure, ...] = ()
    """of which a part is told: "of the 40" """
    before: tuple[Figure, ...] = ()
    """from which something was changed: "cut from 40 to 25" """

    @property
    def values(self) -> frozenset[float]:
        """The values of all of them."""
        return frozenset(f.value for f in (*self.asked, *self.whole, *self.before))

    def names(self, values: Iterable[float]) -> bool:
        """Tell whether a word takes one of some values for what was asked for.

        Args:
            values: of a request.

        Returns:
            True for "the 40 promised" and "cut from 40"; "of the 40" tells less.
        """
        wanted = frozenset(values)
        return any(f.value in wanted for f in (*self.asked, *self.before))


NOTHING = Cited()


def read_cited(clause: Span, figures: Sequence[Figure], language: str) -> Cited:
    """Find the figures of a clause that it takes for something asked for.

    Args:
        clause: a clause of a report.
        figures: in it.
        language: of the report.

    Returns:
        Those figures.
    """
    if not figures:
        return NOTHING
    told = [f for f in figures if clause.contains(f.span) and f.bound is not Bound.VAGUE]
    revised = bool(told) and _cue(language, "revised").search(clause.quote) is not None
    asked, whole, before = [], [], []
    for figure in told:
        start, end = figure.span.start - clause.start, figure.span.end - clause.start
        ahead = clause.quote[max(0, start - BESIDE) : start]
        behind = clause.quote[start : end + BESIDE]
        if _beside(language, "before").search(ahead) or (
            _beside(language, "behind").match(behind, end - start)
            or _cue(language, "as_asked").search(behind[: end - start])
        ):
            asked.append(figure)
        elif _beside(language, "whole").search(ahead) or (
            _cue(language, "whole_behind").match(behind, end - start)
        ):
            whole.append(figure)
        elif revised and _beside(language, "changed_from").search(ahead):
            before.append(figure)
    return Cited(tuple(asked), tuple(whole), tuple(before))


def now(target: Figure, figures: Iterable[Figure]) -> Figure | None:
    """Find the figure that a clause tells beside the one that was asked for.

    Args:
        target: as the clause cites it.
        figures: of the clause.

    Returns:
        The next other count or amount of its kind; none where it tells none.
    """
    others = [f for f in figures if f.span != target.span and _is_of_kind(f.unit, target.unit)]
    return min(others, key=lambda f: (abs(f.span.start - target.span.start), f.span), default=None)


def _is_of_kind(one: Unit, other: Unit) -> bool:
    if one.si_unit or other.si_unit or "percent" in {one.canonical, other.canonical}:
        return one.si_unit == other.si_unit and one.canonical == other.canonical
    money = [len(u.canonical) == len("EUR") and u.canonical.isupper() for u in (one, other)]
    return money[0] == money[1] and (not money[0] or one.canonical == other.canonical)


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    patterns = lexicon(language, "progress").get(name) or []
    if not patterns:
        return re.compile(r"(?!)")
    body = "|".join(patterns)
    return re.compile(body if language in UNSPACED else rf"(?<!\w)(?:{body})", re.IGNORECASE)


@cache
def _beside(language: str, where: str) -> re.Pattern[str]:
    """Match a word of asking before or behind a figure, or what stands before a whole."""
    named = lexicon(language, "progress")
    name = "as_asked" if where in {"before", "behind"} else where
    body = "|".join(named.get(name) or ())
    if not body:
        return re.compile(r"(?!)")
    if language in UNSPACED:
        close = rf"[^，。、]{{0,6}}(?:{body})" if where == "behind" else rf"(?:{body})的?$"
        return re.compile(close)
    if where == "behind":
        return re.compile(rf"(?:\W*\w+){{0,{WORDS}}}?\W*(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    if where == "whole":
        return re.compile(rf"(?<!\w)(?:{body})$", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{body})\s+(?:\w+\s+)?$", re.IGNORECASE)
