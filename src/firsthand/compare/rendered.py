"""Which sentences did one report render from another language, and which dates do they change?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.compare.abroad import Facing
from firsthand.compare.under import Under
from firsthand.compare.versions import Case, comparison, version
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Provenance, Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Link, Passage, State, Verdict

LEAST_SCORE = 0.45
"""Likeness from which two sentences in two languages are taken to say one thing."""

_YEAR, _MONTH, _DAY = (len(value) for value in ("2024", "2024-10", "2024-10-14"))
_PRINTED = frozenset({_YEAR, _MONTH, _DAY})
_NAMED = re.compile(r"month\(\d+\)")
"""A month that is printed without its year."""


class Renderings:
    """The sentences of a study that render one another."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._of: dict[str, list[Passage]] = {}
        for link in links:
            if link.state is not State.REJECTED:
                for passage in link.passages:
                    if passage.kind == "translation" and passage.score >= LEAST_SCORE:
                        self._of.setdefault(passage.a.report, []).append(passage)

    def by(self, case: Case) -> tuple[Facing, ...]:
        """List those between the reports of a case as sentences that surely tell one thing.

        Args:
            case: the reports of an event or an affair.

        Returns:
            The pairs by report and place in the text.
        """
        here = {report.id for report in case.reports}
        found = {
            (p.a, p.b): Facing(p.a, p.b, p.score, frozenset(), rendered=True)
            for report in case.reports
            for p in self._of.get(report.id, ())
            if p.b.report in here
        }
        return tuple(facing for _, facing in sorted(found.items()))


def rendered_day_claims(case: Case, rendered: Sequence[Facing]) -> Iterator[Comparison]:
    """Show the days, months and years that a rendering gives otherwise.

    Args:
        case: the reports of an event.
        rendered: sentences that render one another.

    Yields:
        One comparison for each two dates; all their mentions in such sentences are its own.
    """
    moments = {report: Under(found.moments) for report, found in case.founds.items()}
    told: dict[tuple[str, str], dict[str, list[Span]]] = {}
    score: dict[tuple[str, str], float] = {}
    for each in rendered:
        pair = other_date(each.left, each.right, moments)
        if pair is None:
            continue
        first, second = sorted(moment.value for moment in pair)
        sides = told.setdefault((first, second), {})
        for moment in pair:
            sides.setdefault(moment.value, []).append(moment.span)
        score[first, second] = max(score.get((first, second), 0.0), each.likeness)
    for (first, second), sides in sorted(told.items()):
        likeness = round(score[first, second], 3)
        reason = Reason("claims/rendered day@1", likeness, first, second, "told in two languages")
        versions = [version(case, value, spans) for value, spans in sorted(sides.items())]
        claim = f"date {first} or {second}"
        yield comparison(case, claim, "date", Verdict.DIFFER, versions, reason, "date")


def other_date(
    left: Span, right: Span, moments: Mapping[str, Under[Moment]]
) -> tuple[Moment, Moment] | None:
    """Find the only dates left over when those that two sentences both give are taken away.

    Args:
        left: a sentence or a clause of a report.
        right: one of another that says the same.
        moments: of each report, by its id.

    Returns:
        A date of each, printed as finely as the other; nothing where more than one is left over,
        or one is reckoned from the day of its report.
    """
    ours, theirs = (
        [m for m in moments[span.report].find(span) if m.kind is MomentKind.DATE and m.first]
        for span in (left, right)
    )
    mine = [m for m in ours if not any(_meet(m, n) for n in theirs)]
    hers = [n for n in theirs if not any(_meet(m, n) for m in ours)]
    if not len(mine) == len(hers) == 1:
        return None
    one, other = mine[0], hers[0]
    printed = len(one.value) == len(other.value) and len(one.value) in _PRINTED
    if not printed or one.vague or other.vague or bool(one.anchor) != bool(other.anchor):
        return None
    # "On Friday" and "last year" are reckoned from the day of each report, and so is the year of
    # "in June".
    if _is_reckoned(one) or _is_reckoned(other):
        months = [_NAMED.match(moment.symbolic) for moment in (one, other)]
        if len(one.value) == _DAY or not all(months) or len({m[0] for m in months if m}) < 2:  # noqa: PLR2004
            return None
    return one, other


def _is_reckoned(moment: Moment) -> bool:
    return bool(moment.anchor) or moment.anchor_source is Provenance.INHERITED


def _meet(one: Moment, other: Moment) -> bool:
    return one.first <= other.last and other.first <= one.last
