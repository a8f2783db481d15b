"""What does a symbolic form say, before any day is known to reckon from?

A form is a literal or a call of forms: `2024-10-14`, `XXXX-10-14`, `T10:42`, `last(Y)`,
`mod(this(W),START)`, `at(weekday(4),TAF)`, `inyear(half(1),this(Y))`, `dur(6,Y)`.

day of writing   this(U) last(U) next(U) shift(U,n) ago(n,U) ahead(n,U)
incomplete       weekday(1-7) month(m) monthday(m,d) season(SP) quarter(n) half(n) weekend()
                 XXXX-10-14 nth(month,weekday,n) inweek(1-7,n)
last date told   ref(U,n) rel(sign,n,U) yearago() prioryear() sameago() sameq() samey()
directed         near(form,-1|0|+1): the one before, in, or after the present one; with a third
                 argument, of the last day told
composed         within(W,form) inyear(part,year) mod(form,START|MID|END|APPROX) at(form,T)
                 range(a,b)
counted off      nthin(U or weekday,n,form) firstn(U,n,form) lastn(U,n,form) dayof(n,month)
                 weekdate(weekday,n) todate(U) agosum(sum(...)) lunar(month,day) pair(9,8)
known by name    named(key) series(key,n) feast(name,days after,length)
                 since(named(key))
budget years     fiscal(year) fiscal(year,quarter(n)) fiscal(this-1) twoyears(2030,31,fiscal)
                 fiscalpart(quarter(n))
up to this day   lasting(n,U,-1|+1)
far back         bc(n) bcrange(n,m) bcdecade(d) century(n) decade(n) halfof(half(n),decade(n))
with its end     upto(n,U): the next expression tells the last day
no date          dur(n,U) sum(dur,dur) set(n,U) every(form) every(form,T) ref(PAST_REF) any()
                 clock(T); T is T10:42, TAF, half12(5,A|P|N|M|?), hm(9,30), sixty(7,20,5)
                 or to(20,9)

Units U: TS TM TH D WE W M Q H S Y DE CE; n may be X for a vague number.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_PART = re.compile(r"[^(),]+|[(),]")
_DEEPEST = 12
"""Forms nested deeper than this are refused: no phrase is."""


@dataclass(frozen=True, slots=True)
class Form:
    """A literal (no call) or a call with its arguments."""

    head: str
    arguments: tuple["Form", ...] = ()
    call: bool = False

    def word(self, number: int) -> str:
        """Return an argument that is a plain word.

        Args:
            number: which, from 0.

        Returns:
            The word; empty when there is no such argument.
        """
        return self.arguments[number].head if number < len(self.arguments) else ""


@lru_cache(maxsize=4096)
def parse_form(text: str) -> Form | None:
    """Read a symbolic form.

    Args:
        text: the form as written.

    Returns:
        The form; None when it is not well formed.
    """
    parts = _PART.findall(text)
    form, end = _read(parts, 0, 0)
    return form if end == len(parts) else None


def _read(parts: list[str], position: int, depth: int) -> tuple[Form | None, int]:
    if position >= len(parts) or parts[position] in "()," or depth > _DEEPEST:
        return None, -1
    head = parts[position].strip()
    position += 1
    if position >= len(parts) or parts[position] != "(":
        return Form(head), position
    position += 1
    arguments: list[Form] = []
    while position < len(parts) and parts[position] != ")":
        argument, position = _read(parts, position, depth + 1)
        if argument is None:
            return None, -1
        arguments.append(argument)
        if position < len(parts) and parts[position] == ",":
            position += 1
    if position >= len(parts):
        return None, -1
    return Form(head, tuple(arguments), call=True), position + 1
