"""What came of it, by the word or the figure of a later clause?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.compare.asking import TELLING, begins
from firsthand.compare.citing import now
from firsthand.compare.later import is_later
from firsthand.compare.offers import NO_PROGRESS, Offer
from firsthand.compare.relevance import Nearness
from firsthand.model.items import Bound, Change, Directive, Figure
from firsthand.model.reason import Reason
from firsthand.model.story import Evidence, Outcome

ON_TARGET = 0.5
"""Share of a request that a clause names whose figure is compared with the figure asked for."""

WHOLE = 100
"""Percent."""

OF_REACH = 10
"""Characters between a part and its whole: " of the "."""

_DAY = len("2024-10-14")
_LAST_MONTHS = {"SP": "05", "SU": "08", "FA": "11", "WI": "02", "H1": "06", "H2": "12"} | {
    f"Q{number}": f"{3 * number:02}" for number in range(1, 5)
}
_PART = re.compile(rf"(\d{{4}})-({'|'.join(_LAST_MONTHS)})")


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
    cited = _cited(directives, offer)
    on_target = on_target or cited is not None
    reached = ""
    if on_target and not field:
        reached = _beside(cited, offer) or _reached(directives, offer)
    if reached and word not in NO_PROGRESS:
        word, rule = reached, "progress/target@1"
    if not field and word not in NO_PROGRESS and overdue(directives, offer):
        word, rule = "late", "progress/deadline@1"
    # A new aim is told by its figures, and a new day by itself.
    told_anew = offer.evidence is Evidence.MENTIONED and word in {"changed", "late"}
    left = word or directives[0].span.quote
    detail = f"nearness {near.score:.2f}" + (f"; {field}" if field else "")
    reason = Reason(rule, round(near.score, 3), left, ", ".join(near.shared), detail)
    first = offer.clause.figures[0] if offer.clause.figures else None
    if cited is not None:
        first = now(cited, offer.clause.figures) or first
    return Outcome(
        evidence=Evidence.STATED if told_anew else offer.evidence,
        what=offer.span.quote,
        spans=(offer.span,),
        reason=reason,
        item=first.id if first else offer.clause.item,
        place=first.place.value if first else "",
        period=first.period.value if first else "",
        word=word,
        date=day[:_DAY],
    )


def overdue(directives: Sequence[Directive], offer: Offer) -> bool:
    """Tell whether a clause names a day for what was done, or will be, after the day it was due.

    Args:
        directives: all wordings of a request.
        offer: a later clause on it.

    Returns:
        False where no day was set, and where the clause tells neither.
    """
    due = [
        d.deadline.value
        for d in directives
        if d.deadline.value[:4].isdigit() and not begins(d.span.quote, offer.language)
    ]
    if not due or not offer.days or not (offer.ahead or offer.results):
        return False
    return all(is_later(day, _end_of(limit)) for day in offer.days for limit in due)


def early(directives: Sequence[Directive], offer: Offer, day: str) -> Offer:
    """Take "not yet" for no more than a mention while there is time left.

    Args:
        directives: all wordings of a request.
        offer: a later clause on it.
        day: of the report that tells it.

    Returns:
        The clause, without its word where it was told before the day by which all is due.
    """
    due = [d.deadline.value for d in directives if d.deadline.value[:4].isdigit()]
    last = min((_last_day(_end_of(limit.rstrip("+"))) for limit in due), default="")
    if not offer.not_yet or not day[:_DAY] or day[:_DAY] > last:
        return offer
    return replace(offer, evidence=Evidence.MENTIONED, word="", tells=False, results=False)


def _last_day(day: str) -> str:
    """Fill up a year or a month to its last day."""
    return (day + "-12-31"[len(day) - 4 :] if len(day) in {4, 7} else day)[:_DAY]


def _end_of(day: str) -> str:
    """Give the last month of a season, a half or a quarter; else the day."""
    part = _PART.fullmatch(day)
    if part is None:
        return day
    return f"{int(part[1]) + (part[2] == 'WI')}-{_LAST_MONTHS[part[2]]}"


def _cited(directives: Sequence[Directive], offer: Offer) -> Figure | None:
    """Find the figure of a clause that it takes for the one that was asked for."""
    asked = [f for d in directives for f in offer.targets.get(d.id, ())]
    cited = (*offer.cited.before, *offer.cited.asked, *offer.cited.whole)
    return next((f for f in cited if any(f.value == a.value for a in asked)), None)


def _beside(cited: Figure | None, offer: Offer) -> str:
    """Compare the figure that a clause takes for the one asked for with the one beside it."""
    told = now(cited, offer.clause.figures) if cited is not None else None
    if cited is None or told is None:
        return ""
    if cited in offer.cited.before:
        return "changed"
    return "done" if told.value >= cited.value else "partly"


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
