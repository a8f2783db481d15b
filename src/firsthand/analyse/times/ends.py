"""On which day and at which hour does a stretch of time begin or end?"""

import re
from dataclasses import dataclass, replace

from firsthand.model.items import Moment

_CLOCK = re.compile(r"T(\d\d):?(\d\d)?(:\d\d)?")
_NOON = 12


@dataclass(frozen=True, slots=True)
class End:
    """One end: its first and last day, its clock time.

    `dated` is set when the day of a clock time is told with it, `halved` when it is told whether
    the hour is of the first or the second half of the day.
    """

    day: str = ""
    last: str = ""
    clock: str = ""
    dated: bool = False
    halved: bool = False

    @property
    def one_day(self) -> bool:
        """Whether it is one day without an hour."""
        return bool(self.day) and self.day == self.last and not self.clock


def end_of(moment: Moment) -> End:
    """Read an end off a moment.

    Args:
        moment: a resolved moment.

    Returns:
        Its day and its clock time; empty where it has none.
    """
    day, _, _ = moment.timex.partition("T")
    match = _CLOCK.search(moment.timex) if moment.kind.value == "TIME" else None
    if match is None:
        return End(day=moment.first, last=moment.last)
    clock = f"{match[1]}:{match[2] or '00'}{match[3] or ''}"
    dated = not moment.symbolic.startswith("clock(")
    halved = "half12(" in moment.symbolic and ",?)" not in moment.symbolic
    return End(day, day, clock, dated=dated, halved=halved or int(match[1]) > _NOON)


def shared_half(first: End, second: End) -> tuple[End, End]:
    """Give an end that tells no half of the day the half of the other.

    Args:
        first: where a stretch begins.
        second: where it ends.

    Returns:
        Both ends.
    """
    if not (first.clock and second.clock) or first.halved is second.halved:
        return first, second
    if second.halved:
        later = _later_half(first)
        if int(second.clock[:2]) >= _NOON and later.clock < second.clock:
            return later, second
    elif int(first.clock[:2]) >= _NOON and second.clock < first.clock:
        return first, _later_half(second)
    return first, second


def _later_half(end: End) -> End:
    hour = int(end.clock[:2])
    return end if hour >= _NOON else replace(end, clock=f"{hour + _NOON:02}{end.clock[2:]}")
