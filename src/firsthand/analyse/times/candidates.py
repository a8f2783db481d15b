"""Which stretches of a report may be time expressions, before any of them is resolved?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from firsthand.analyse.times.context import Context
from firsthand.analyse.times.grammar import Edge, Grammar, Token, parse
from firsthand.analyse.times.lexer import cut, write
from firsthand.analyse.times.resolve import resolve
from firsthand.analyse.times.tense import looks_ahead
from firsthand.model.report import FURNITURE, Report, Role
from firsthand.text.dates import find_dates

_DATED_ROLES = frozenset({Role.STATED_DATE, Role.BYLINE, Role.DATELINE})
"""Furniture whose printed dates are time expressions of the report."""

_ANY_DAY = date(2000, 6, 15)
"""Tried first: a form that makes no sense on this day is no time expression."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression before resolution: half-open offsets, class and form."""

    start: int
    end: int
    kind: str
    form: str
    rank: int
    future: bool


def find_candidates(report: Report, grammar: Grammar | None) -> list[Candidate]:
    """Find what may be the time expressions of a report.

    Args:
        report: the report.
        grammar: the grammar of its language; None = printed dates only.

    Returns:
        The candidates in text order, not overlapping.
    """
    found: list[Candidate] = []
    for start, end, told in _stretches(report):
        if told and grammar is not None:
            found.extend(_scan(report.text, start, end, grammar))
        else:
            found.extend(_printed_only(report.text, start, end, report.metadata.language))
    return sorted(found, key=lambda c: (c.start, c.end))


def _stretches(report: Report) -> Iterator[tuple[int, int, bool]]:
    """Walk the stretches to read, and whether all of their words count or only printed dates."""
    lines = [block for block in report.blocks if not block.inline]
    if not lines:
        if report.text:
            yield 0, len(report.text), True
        return
    for block in lines:
        if block.role not in FURNITURE:
            yield block.span.start, block.span.end, True
        elif block.role in _DATED_ROLES:
            yield block.span.start, block.span.end, False
    furniture = [(b.span.start, b.span.end) for b in lines if b.role in FURNITURE - _DATED_ROLES]
    for block in report.blocks:
        if block.inline and block.role in _DATED_ROLES:
            span = block.span
            if any(low <= span.start < high for low, high in furniture):
                yield span.start, span.end, False


def _printed_only(text: str, start: int, end: int, language: str) -> Iterator[Candidate]:
    for printed in find_dates(text, language, start, end):
        kind = "date" if printed.hour is None else "time"
        yield Candidate(printed.start, printed.end, kind, write(printed), 0, future=False)


def _scan(text: str, start: int, end: int, grammar: Grammar) -> list[Candidate]:
    line = cut(text, start, end, grammar)
    edges = parse(grammar, line.tokens, line.seeds)
    chosen: list[Candidate] = []
    taken = [False] * len(line.tokens)

    def order(edge: Edge) -> tuple[int, int, int, int]:
        low, high = edge.span if edge.span != (0, 0) else (edge.start, edge.end)
        length = line.tokens[high - 1].end - line.tokens[low].start
        return -length, low, edge.rank, edge.start

    for edge in sorted(edges, key=order):
        low, high = edge.span if edge.span != (0, 0) else (edge.start, edge.end)
        if any(taken[low:high]) or not _stands(line.tokens, low, high, edge, grammar):
            continue
        if not _makes_sense(edge.form):
            continue
        taken[low:high] = [True] * (high - low)
        tokens = line.tokens
        future = looks_ahead(tokens, low, high, edge.form, grammar)
        chosen.append(
            Candidate(
                tokens[low].start, tokens[high - 1].end, edge.kind, edge.form, edge.rank, future
            )
        )
    return chosen


@lru_cache(maxsize=16384)
def _makes_sense(form: str) -> bool:
    return resolve(form, Context(anchor=_ANY_DAY)) is not None


def _stands(tokens: list[Token], low: int, high: int, edge: Edge, grammar: Grammar) -> bool:
    """Refuse ages, names and halves of a longer word."""
    before = tokens[low - 1].folded if low else ""
    after = tokens[high].folded if high < len(tokens) else ""
    sets = grammar.sets
    if edge.kind == "dur":
        hyphen = after == "-" and high + 1 < len(tokens)
        beyond = tokens[high + 1].folded if hyphen else after
        years = edge.form.endswith(",Y)")
        if years and (beyond in sets.get("age_after", ()) or before in sets.get("age_before", ())):
            return False
        if years and before in sets.get("joints", ()) and _continues_age(tokens, low, grammar):
            return False
        hyphens = [n for n in range(max(0, low - 1), high - 1) if tokens[n].folded == "-"]
        parts = tokens[high - 1].folded.endswith("s") and edge.form.endswith(",Q)")
        if (parts and hyphens) or any(n >= low and tokens[n + 1].capital for n in hyphens):
            return False  # "three-quarters" is a fraction, "Five-Year" part of a name
    if edge.kind == "set" and before in sets.get("rate_before", ()):
        return False
    if grammar.scripted:
        return True
    return not (after == "-" and edge.kind == "ref")


def _continues_age(tokens: list[Token], low: int, grammar: Grammar) -> bool:
    """Tell whether a number goes on a list of ages, as in "aged 5 and 9"."""
    if low < 3 or not tokens[low - 2].folded.isdecimal():  # noqa: PLR2004 - "aged 5 and"
        return False
    return tokens[low - 3].folded in grammar.sets.get("age_before", ())
