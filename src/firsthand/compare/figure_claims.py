"""Do the reports of an event give the same figures for the same thing?"""

from collections.abc import Collection, Sequence
from itertools import combinations

from firsthand.compare.abroad import Facing
from firsthand.compare.amounts import (
    SMALL,
    amount,
    bounds_agree,
    is_count,
    is_rare,
    moved_on,
    one_unit,
    other_period,
    same_unit,
    same_value,
    shares_measure,
    speaks_of_one,
)
from firsthand.compare.apart import other_places, told_apart
from firsthand.compare.figure_verdicts import figure_claim, title_of
from firsthand.compare.figures_abroad import pair_abroad
from firsthand.compare.one_thing import is_pieced, names_meet
from firsthand.compare.placed_figures import Placed, Printed, conversions, place_figure
from firsthand.compare.propositions import Proposition, likeness
from firsthand.compare.relate import slip
from firsthand.compare.scopes import scope_claim
from firsthand.compare.sensed_figures import pair_by_sense
from firsthand.compare.senses import Sensed
from firsthand.compare.sums import Sum, adds_up, same_sum, sums_of
from firsthand.compare.toll_claims import toll_claims, with_days
from firsthand.compare.tolls import LARGEST_RATIO, UNSPACED
from firsthand.compare.versions import Case, comparison, reports_of, version
from firsthand.model.items import Figure
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict

SAME_VALUE_LIKENESS = 0.12
"""Clauses with one value and unit need to share this much to be about one thing."""

OTHER_NOUN_LIKENESS = 0.2
"""Sentences that count as many, of things with other names, need to share this much."""

OTHER_VALUE_LIKENESS = 0.42
"""Clauses with different values need to share far more before they are said to differ."""

ALIGNED_LIKENESS = 0.3
"""Clauses that hold one figure each need to share this much for two values to differ."""

UNNAMED_LIKENESS = 0.35
"""Sentences of which one names nobody and no place need to share this much."""

SAME_SENTENCE = 0.6
"""Sentences so alike tell one thing, whatever names stand in them."""

ONLY_SUM_LIKENESS = 0.3
"""Sentences need to share this much when each holds its report's only sum of money."""

LAST_SUM_LIKENESS = 0.18
"""The same for near sums of one thing that alone are left when those of both reports go ..."""

NEAR_COUNTS_LIKENESS = 0.25
"""... and sentences that hold near counts of one thing beside another equal number."""

NEAR_SUMS = 1.25
"""... and how far apart they are at most."""


def figure_claims(
    case: Case,
    aligned: Sequence[tuple[float, Sequence[Proposition]]] = (),
    abroad: Sequence[Facing] = (),
    sensed: Sequence[Sensed] = (),
) -> tuple[Comparison, ...]:
    """Line up the figures of an event's reports and compare their values.

    Args:
        case: the event's reports.
        aligned: clauses of different reports that say one thing, each group with its likeness.
        abroad: sentences in two languages that tell one thing.
        sensed: figures that are each other's nearest by sense.

    Returns:
        A comparison for each thing measured; figures of one report alone are "only here".
    """
    converted = [conversions(case.founds[r.id].figures) for r in case.reports]
    figures = [
        place_figure(case, number, figure)
        for number, report in enumerate(case.reports)
        for figure in case.founds[report.id].figures
        if not is_pieced(report, figure) and figure.span not in converted[number]
    ]
    tolls, rest = toll_claims(case, figures)
    sums, rest = _sums(case, rest)
    left = {placed.figure.span for placed in rest}
    printed = Printed(rest, [placed for placed in figures if placed.figure.span not in left])
    pairs = _pairs(rest, printed)
    pairs.extend(_aligned_pairs(rest, aligned, printed))
    pairs.extend(_pairs_abroad(rest, abroad))
    near = list(pair_by_sense(case, rest, sensed))
    pairs.extend((1.0 if same else OTHER_VALUE_LIKENESS, i, j) for i, j, same in near)
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    groups = [
        part
        for members in _join(rest, pairs, {(i, j) for i, j, same in near if not same})
        for part in _apart_from_bases(rest, members, printed)
    ]
    found = [
        with_days(case, figure_claim(case, [rest[i].figure for i in members]), in_turn=True)
        for members in groups
    ]
    scopes = (scope_claim(case, [rest[i].figure for i in members]) for members in groups)
    return (*tolls, *sums, *found, *(claim for claim in scopes if claim is not None))


def _elsewhere(left: Placed, right: Placed) -> bool:
    """Tell whether a figure is said of a place that the other's report does not name at all."""
    place = left.figure.place.value.casefold()
    return bool(place) and place not in right.report.text.casefold()


def _may_be_one(left: Placed, right: Placed, score: float) -> bool:
    """Tell whether two different values may be two readings of one thing."""
    if left.part or right.part or told_apart(left, right):
        return False
    if score >= SAME_SENTENCE:
        return True
    if not (left.alone and right.alone) or not names_meet(left.names, right.names):
        return False
    low, high = sorted(abs(amount(placed.figure)) for placed in (left, right))
    if high > LARGEST_RATIO * low and slip(left.figure, right.figure) is None:
        return False
    # Names are found less surely in languages without capitals.
    if (left.names and right.names) or left.language in UNSPACED:
        return True
    return score >= UNNAMED_LIKENESS and not (_elsewhere(left, right) or _elsewhere(right, left))


def _pairs(figures: Sequence[Placed], printed: Printed) -> list[tuple[float, int, int]]:
    contexts = [placed.context for placed in figures]
    table = likeness(contexts, contexts)
    pairs = []
    for i, left in enumerate(figures):
        for j in range(i + 1, len(figures)):
            right = figures[j]
            if left.number == right.number:
                continue
            score = float(table[i, j])
            if left.language != right.language:
                if _equal_abroad(left, right, printed):
                    pairs.append((1.0 + score, i, j))
            elif (
                _comparable(left, right, score, printed)
                or _revised(left, right, score)
                or _near_counts(left, right, score, printed)
            ):
                pairs.append((_closeness(left.figure, right.figure, score), i, j))
    return pairs


def _aligned_pairs(
    figures: Sequence[Placed],
    aligned: Sequence[tuple[float, Sequence[Proposition]]],
    printed: Printed,
) -> list[tuple[float, int, int]]:
    """Pair figures of one unit that stand alone in clauses which say one thing."""
    index = {placed.figure.span: i for i, placed in enumerate(figures)}
    found = []
    for score, clauses in aligned:
        for left, right in combinations(clauses, 2):
            for one in left.figures:
                if sum(one_unit(one, f) for f in left.figures) > 1 or one.span not in index:
                    continue
                same = [f for f in right.figures if one_unit(one, f) and f.span in index]
                same = same or [f for f in right.figures if f.span in index and _as_many(one, f)]
                if len(same) != 1 or other_period(one, same[0]):
                    continue
                i, j = sorted((index[one.span], index[same[0].span]))
                if same_value(one, same[0]):
                    found.append((1.0, i, j))
                elif (
                    speaks_of_one(one, same[0])
                    and not printed.other_reading(figures[i], figures[j])
                    and score >= ALIGNED_LIKENESS
                    and _may_be_one(figures[i], figures[j], score)
                ):
                    found.append((OTHER_VALUE_LIKENESS, i, j))
    return found


def _as_many(one: Figure, other: Figure) -> bool:
    """Tell whether clauses that say one thing count as many, in other words."""
    return is_count(one) and is_count(other) and one.value > 1 and same_value(one, other)


def _pairs_abroad(
    figures: Sequence[Placed], abroad: Sequence[Facing]
) -> list[tuple[float, int, int]]:
    """Pair figures of sentences in two languages, those of one value first."""
    index = {placed.figure.span: i for i, placed in enumerate(figures)}
    parts = [placed.figure for placed in figures if placed.part]
    found = []
    for one, other, same in pair_abroad(abroad, [placed.figure for placed in figures], parts):
        i, j = sorted((index[one.span], index[other.span]))
        found.append((1.0 if same else OTHER_VALUE_LIKENESS, i, j))
    return found


def _equal_abroad(left: Placed, right: Placed, printed: Printed) -> bool:
    """Tell whether two figures in two languages are one value that each report prints once."""
    one, other = left.figure, right.figure
    if not same_value(one, other) or other_period(one, other):
        return False
    counted = not (one.unit.si_unit or other.unit.si_unit)
    money = one.unit.canonical.isupper() or other.unit.canonical.isupper()
    if counted and money and one.unit.canonical != other.unit.canonical:
        return False
    if not counted and one.unit.si_unit != other.unit.si_unit:
        return False
    if counted and not money and abs(one.value) <= SMALL and one.value == int(one.value):
        return False
    return printed.count(left.number, one) == 1 or money or not counted


def _sums(case: Case, figures: list[Placed]) -> tuple[list[Comparison], list[Placed]]:
    """Set what one report counts in parts beside what another counts as a whole."""
    found = [
        (number, parts)
        for number, report in enumerate(case.reports)
        for parts in sums_of(report, [p.figure for p in figures if p.number == number])
    ]
    claims: list[Comparison] = []
    used: set[Span] = set()
    for number, parts in found:
        if parts.parts[0].span in used:
            continue
        alike = [parts, *(s for n, s in found if n != number and same_sum(parts, s))]
        wholes = [p.figure for p in figures if adds_up(parts, p.figure, p.language)]
        if wholes and reports_of([parts.span, *(f.span for f in wholes)]) > 1:
            claims.append(_sum_claim(case, alike, wholes))
            used.update(f.span for f in (*wholes, *(f for s in alike for f in s.parts)))
    return claims, [placed for placed in figures if placed.figure.span not in used]


def _sum_claim(case: Case, sums: Sequence[Sum], wholes: Sequence[Figure]) -> Comparison:
    whole = min(wholes, key=lambda f: (len(f.span.quote), f.span))
    parts = [s.span for s in sums]
    spans = [*parts, *(f.span for f in wholes)]
    told = version(case, whole.span.quote, spans)
    added = " + ".join(f"{f.value:g}" for f in sums[0].parts)
    reason = Reason(
        "claims/sum@1", None, parts[0].quote, whole.span.quote, f"{added} = {whole.value:g}"
    )
    return comparison(case, title_of([whole]), "number", Verdict.AGREE, [told], reason)


def _comparable(left: Placed, right: Placed, score: float, printed: Printed) -> bool:
    one, other = left.figure, right.figure
    if other_period(one, other):
        return False
    if not same_unit(one, other):
        return _one_count(one, other, score)
    shared = shares_measure(one, other)
    if same_value(one, other):
        if is_rare(one) and one_unit(one, other):
            return True
        small = abs(one.value) <= SMALL and not one.unit.si_unit
        least = OTHER_VALUE_LIKENESS / 2 if small else SAME_VALUE_LIKENESS
        return score >= least or (shared and score >= least / 2)
    least = OTHER_VALUE_LIKENESS / (2 if bounds_agree(one, other) else 1)
    if _only_sums(left, right, printed):
        shared, least = True, ONLY_SUM_LIKENESS
    if not shared or printed.other_reading(left, right):
        return False
    last = score >= LAST_SUM_LIKENESS and _last_sums(left, right, printed)
    return last or (score >= least and _may_be_one(left, right, score))


def _revised(left: Placed, right: Placed, score: float) -> bool:
    """Tell whether one report says from which value, that of the other, a number was moved."""
    one, other = left.figure, right.figure
    return (
        moved_on(one, other)
        and score >= SAME_VALUE_LIKENESS
        and not (other_period(one, other) or other_places(left.places, right.places))
    )


def _near_counts(left: Placed, right: Placed, score: float, printed: Printed) -> bool:
    """Tell whether two near counts of one thing stand beside a number that both sentences give.

    "At least 24 people, ten of them children" and "24 people were killed, among them nine children"
    share few words.
    """
    one, other = left.figure, right.figure
    if score < NEAR_COUNTS_LIKENESS or not (is_count(one) and one_unit(one, other)):
        return False
    low, high = sorted((abs(one.value), abs(other.value)))
    return (
        bool(one.unit.canonical)
        and not same_value(one, other)
        and high <= NEAR_SUMS * low
        and left.alone
        and right.alone
        and printed.share(left, right)
        and not (left.part or right.part or told_apart(left, right))
        and not printed.other_reading(left, right)
    )


def _one_count(one: Figure, other: Figure, score: float) -> bool:
    """Tell whether two equal counts are one though the words for what is counted are others."""
    if not (is_count(one) and is_count(other)) or not same_value(one, other):
        return False
    if abs(one.value) <= SMALL:
        return False
    bare = not one.unit.canonical or not other.unit.canonical
    return score >= (SAME_VALUE_LIKENESS if bare else OTHER_NOUN_LIKENESS)


def _only_sums(left: Placed, right: Placed, printed: Printed) -> bool:
    """Tell whether each report prints one sum of money in this currency and no other."""
    return left.figure.unit.canonical.isupper() and all(
        printed.units(placed.number, placed.figure) == 1 for placed in (left, right)
    )


def _last_sums(left: Placed, right: Placed, printed: Printed) -> bool:
    """Tell whether two sums of one thing are near, and the only ones not in both reports."""
    one, other = left.figure, right.figure
    low, high = sorted((abs(amount(one)), abs(amount(other))))
    return (
        one.unit.canonical.isupper()
        and not (left.part or right.part)
        and names_meet(left.names, right.names)
        and bool(one.measured.value and other.measured.value)
        and high <= NEAR_SUMS * low
        and printed.left_over(left, right)
        and printed.left_over(right, left)
    )


def _closeness(left: Figure, right: Figure, score: float) -> float:
    return score + (1.0 if same_value(left, right) or moved_on(left, right) else 0.0)


def _join(
    figures: Sequence[Placed],
    pairs: Sequence[tuple[float, int, int]],
    vouched: Collection[tuple[int, int]] = (),
) -> list[list[int]]:
    """Join pairs into groups; those that are vouched for stand for all figures of their values."""
    group = list(range(len(figures)))
    members = {i: [i] for i in group}
    for score, i, j in pairs:
        one, other = group[i], group[j]
        if one == other:
            continue
        both = members[one] + members[other]
        # Two values of one report are joined only when both equal a third in value.
        if score < 1 and any(_two_told(figures[k], figures[m]) for k, m in combinations(both, 2)):
            continue
        if any(
            _clash(figures[k], figures[m])
            for k in members[one]
            for m in members[other]
            if {k, m} != {i, j} and not ((i, j) in vouched and _stand_for(figures, (i, j), (k, m)))
        ):
            continue
        for k in members.pop(other):
            group[k] = one
        members[one] = sorted(both)
    return [members[key] for key in sorted(members)]


def _apart_from_bases(
    figures: Sequence[Placed], members: list[int], printed: Printed
) -> list[list[int]]:
    """Part a group whose old value stands only where its new one does: "to 9 euros, from 7".

    All who give the old value tell of the change; nobody contradicts them.
    """
    bases = [k for k in members if figures[k].replaced]
    old = [
        k for k in members if any(same_value(figures[k].figure, figures[b].figure) for b in bases)
    ]
    new = [k for k in members if k not in old]
    told = {figures[k].number for k in old}
    both = {n for n in told if any(printed.count(n, figures[k].figure) for k in new)}
    return [new, old] if old and new and told == both else [members]


def _two_told(left: Placed, right: Placed) -> bool:
    return left.number == right.number and not same_value(left.figure, right.figure)


def _stand_for(figures: Sequence[Placed], pair: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two figures have the values of a pair, in either order."""
    one, two, three, four = (figures[n].figure for n in (*pair, *other))
    return (same_value(one, three) and same_value(two, four)) or (
        same_value(one, four) and same_value(two, three)
    )


def _clash(left: Placed, right: Placed) -> bool:
    """Tell whether two figures in one group would be said to differ though of two things."""
    if left.language != right.language or same_value(left.figure, right.figure):
        return False
    if left.number == right.number:
        return not moved_on(left.figure, right.figure)
    return not same_unit(left.figure, right.figure) or told_apart(left, right)
