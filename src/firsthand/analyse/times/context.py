"""What is known while the time expressions of a text are resolved, and what does one mean?"""

from dataclasses import dataclass
from datetime import date

from firsthand.analyse.times.periods import Period

VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
"""TIMEX3 values of expressions that name no period."""


@dataclass(frozen=True, slots=True)
class When:
    """What a form means.

    `period` is None when no single calendar period is meant; `used` tells what it was reckoned
    from: nothing ("" = the words suffice), "anchor" or "told".
    """

    timex: str
    value: str = ""
    edtf: str = ""
    first: date | None = None
    last: date | None = None
    period: Period | None = None
    used: str = ""

    @property
    def known(self) -> bool:
        """Whether days or a length are known."""
        return bool(self.value)


@dataclass(slots=True)
class Context:
    """What is known while a text is read from its start.

    `anchor` is the day of writing; `told` the last calendar period told and `quarter` the last
    quarter; `scene` the last one that the story itself goes on from, and `aside` that the next
    one is not ("the 1941 campaign", "since 1995"); `latest` what the expression before means,
    told or spoken of; `history` is set for texts that tell of times long before they were written;
    `ends` is the day that a stretch printed with its end goes to ("the year ended 31 March");
    `country` is the ISO code of the country spoken of, whose budget year or season may be meant;
    `future` when the sentence looks ahead, `past` when the day is over; `year` when the year is
    printed with a later member of the same list ("in April and June 1955"); `evening` that the
    expression before, of the same story, is a clock time or a part of the day after six in the
    evening; `closing` that the end of a month is meant.
    """

    anchor: date | None = None
    told: Period | None = None
    told_day: Period | None = None
    quarter: Period | None = None
    latest: Period | None = None
    history: bool = False
    future: bool = False
    year: int | None = None
    scene: Period | None = None
    aside: bool = False
    ends: date | None = None
    past: bool = False
    country: str = ""
    evening: bool = False
    closing: bool = False


def reckoned(found: Period, used: str = "") -> When:
    """Say that a form means a calendar period.

    Args:
        found: the period.
        used: what it was reckoned from: "", "anchor" or "told".

    Returns:
        The meaning.
    """
    return When(found.timex, found.value, found.edtf, found.first, found.last, found, used)


def unknown(timex: str) -> When:
    """Say that the days a form means are not known.

    Args:
        timex: the TIMEX3 value with its unknown places as X.

    Returns:
        A meaning without a value.
    """
    return When(timex)


def base_day(context: Context) -> tuple[date | None, str]:
    """Choose the day that incomplete dates are reckoned from.

    Args:
        context: what is known.

    Returns:
        The day, None when there is none, and what it is: "anchor", "told" or "".
    """
    if context.history:
        last = context.scene or context.told
        return (None, "") if last is None else (last.first, "told")
    return writing_day(context)


def writing_day(context: Context) -> tuple[date | None, str]:
    """Tell the day of writing.

    Args:
        context: what is known.

    Returns:
        The day, None when it is not known, and what it is: "anchor" or "".
    """
    return (None, "") if context.anchor is None else (context.anchor, "anchor")
