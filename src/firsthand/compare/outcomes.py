"""What came of it, by the word or the figure of a later clause?"""

from collections.abc import Sequence

from firsthand.compare.asking import TELLING
from firsthand.compare.offers import NO_PROGRESS, Offer
from firsthand.compare.relevance import Nearness
from firsthand.model.items import Bound, Change, Directive, Figure
from firsthand.model.reason import Reason
from firsthand.model.story import Outcome

ON_TARGET = 0.5
"""Share of a request that a clause names whose figure is compared with the figure asked for."""

WHOLE = 100
"""Percent."""

OF_REACH = 10
"""Characters between a part and its whole: " of the "."""

_DAY = len("2024-10-14")


def outcome_of(
    directives: Sequence[Directive], offer: Offer, near: Nearness, day: str, field: str = ""
) -> Outcome:
    """Make the outcome of a directive from a later clause.

    Args:
        directives: all wordings of the directive.
        offer: the later clause.
        near: how near the two are.
        day: of the report that tells it.
        field: the wide field by which they are linked, empty where they share a thing.

    Returns:
        The outcome with its reason.
    """
    # One thing done does not finish a whole field.
    word = "" if field else offer.word
    rule = "progress/word@1" if word else "progress/field@1" if field else "progress/link@2"
    # "Dealers employ 13,000 people" is no progress on 13,000 posts to be filled.
    on_target = near.share.part >= ON_TARGET and (offer.results or near.share.says_more)
    on_target = on_target or bool(near.things and _both_shares(directives, offer))
    reached = _reached(directives, offer) if on_target and not field else ""
    if reached and word not in NO_PROGRESS:
        word, rule = reached, "progress/target@1"
    left = word or directives[0].span.quote
    detail = f"nearness {near.score:.2f}" + (f"; {field}" if field else "")
    reason = Reason(rule, round(near.score, 3), left, ", ".join(near.shared), detail)
    first = offer.clause.figures[0] if offer.clause.figures else None
    return Outcome(
        evidence=offer.evidence,
        what=offer.span.quote,
        spans=(offer.span,),
        reason=reason,
        item=first.id if first else offer.clause.item,
        place=first.place.value if first else "",
        period=first.period.value if first else "",
        word=word,
        date=day[:_DAY],
    )


def _both_shares(directives: Sequence[Directive], offer: Offer) -> bool:
    """Tell whether a share is asked for and one is told."""
    asked = (f for d in directives for f in offer.targets.get(d.id, ()))
    return all(
        any(f.unit.canonical == "percent" for f in figures)
        for figures in (tuple(asked), offer.clause.figures)
    )


def _reached(directives: Sequence[Directive], offer: Offer) -> str:
    """Compare the figure asked for with the figure told, where both have one unit."""
    for target in (f for d in directives for f in offer.targets.get(d.id, ())):
        for told in offer.clause.figures:
            if told.basis.value == "target" or told.span.overlaps(target.span):
                continue
            one, other = target.unit, told.unit
            same = one.si_unit == other.si_unit if one.si_unit else _counts_one(target, told)
            if not same or one.si_unit in {"s", "a"}:
                continue
            if target.bound in {Bound.AT_MOST, Bound.UNDER}:
                return ""
            if _value(told) == _value(target) and _is_whole_of(offer, told):
                return "partly"
            if target.change is Change.DOWN:
                return "done" if _value(told) <= _value(target) else "partly"
            return "done" if _value(told) >= _value(target) else "partly"
    return ""


def _is_whole_of(offer: Offer, told: Figure) -> bool:
    """Tell whether the clause gives a part of this figure: "62 %", "seven of the twelve"."""
    for other in offer.clause.figures:
        if other.unit.canonical == "percent" and 0 < other.value < WHOLE:
            return True
        gap = offer.span.quote[
            other.span.end - offer.span.start : max(0, told.span.start - offer.span.start)
        ]
        near = other.span.end <= told.span.start and len(gap) <= OF_REACH and "," not in gap
        if near and not other.unit.si_unit and other.value < told.value:
            return True
    return False


def _counts_one(target: Figure, told: Figure) -> bool:
    """Tell whether two counts are of one noun, or of nothing that is named."""
    if told.unit.si_unit:
        return False
    if target.unit.canonical == told.unit.canonical:
        return True
    # "1,212 of the 1,450 planned points": an unnamed count beside a like one.
    unnamed = not told.unit.canonical or not target.unit.canonical
    return unnamed and target.value >= TELLING and told.value <= 3 * target.value <= 9 * told.value


def _value(figure: Figure) -> float:
    return figure.value if figure.unit.si_value is None else figure.unit.si_value
