"""On which days does a budget year begin and end, and whose is it?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from firsthand.analyse.times.context import Context, When, unknown, writing_day
from firsthand.analyse.times.forms import Form
from firsthand.analyse.times.periods import about, move
from firsthand.analyse.times.reckon import RECKONED
from firsthand.lang import ANY, lexicon

_QUARTERS = 4


def _fiscal(form: Form, context: Context) -> When | None:
    """Resolve fiscal(year), fiscal(year,part) and fiscal(this+n): a part is quarter or half."""
    if form.word(0).startswith("this"):
        return _relative(form, context)
    year, part = int(form.word(0)), form.arguments[1] if len(form.arguments) > 1 else None
    return _budget_year(year, part, context, "")


def _relative(form: Form, context: Context) -> When | None:
    base, used = writing_day(context)
    if base is None:
        return unknown("XXXX")
    part = form.arguments[1] if len(form.arguments) > 1 else None
    year = base.year + int(form.word(0).removeprefix("this") or 0)
    begins = _begins(context.country)
    if begins is not None and begins != (1, 1):
        late = (base.month, base.day) >= begins
        year += (0 if late else -1) if _named_by_first(context.country) else int(late)
    return _budget_year(year, part, context, used)


def _part(form: Form, context: Context) -> When | None:
    """Resolve a quarter or half of a budget year that is printed without a year."""
    base, used = writing_day(context)
    if base is None:
        return unknown("XXXX")
    part = form.arguments[0]
    years = [_budget_year(base.year + n, part, context, used) for n in (-1, 0, 1, 2)]
    told = [year for year in years if year is not None and year.last is not None]
    if context.future:
        return next((year for year in told if year.last and year.last >= base), None)
    over = [year for year in told if year.last and year.last <= base]
    if over:
        return over[-1]
    calendar = RECKONED[part.head](part, context)
    if calendar is None:
        return None
    return replace(calendar, edtf=about(calendar.edtf[:4]), first=None, last=None)


def _budget_year(year: int, part: Form | None, context: Context, used: str) -> When | None:
    begins = _begins(context.country)
    unit, number = "Y", 1
    if part is not None:
        unit, number = ("Q" if part.head == "quarter" else "H"), int(part.word(0))
        if not 1 <= number <= (_QUARTERS if unit == "Q" else 2):
            return None
    label = f"{year:04}" + ("" if unit == "Y" else f"-{unit}{number}")
    if begins is None:
        # Nobody says whose year it is: the label is sure, its days are not.
        return When(label, label, f"{year:04}~", used=used)
    earlier = begins != (1, 1) and not _named_by_first(context.country)
    first = move(unit, date(year - earlier, *begins), number - 1)
    last = move(unit, first, 1) - timedelta(days=1)
    edtf = f"{first}/{last}"
    if begins[1] == 1:
        edtf = f"{first:%Y-%m}/{last:%Y-%m}"
    return When(label, label, edtf, first, last, None, used)


def _two_years(form: Form, context: Context) -> When | None:
    """Resolve a budget, school or sports year that is printed with both of its years."""
    start, end = form.word(0), form.word(1)
    whole = start[: -len(end)] + end
    if not (start.isdecimal() and whole.isdecimal()) or int(whole) != int(start) + 1:
        return None
    begins = _begins(context.country) if form.word(2) == "fiscal" else None
    value = f"{start}/{whole}"
    if begins is None or begins == (1, 1):
        first, last = date(int(start), 1, 1), date(int(whole), 12, 31)
        return When(value, value, value, first, last)
    first = date(int(start), *begins)
    last = move("Y", first, 1) - timedelta(days=1)
    edtf = f"{first:%Y-%m}/{last:%Y-%m}" if begins[1] == 1 else f"{first}/{last}"
    return When(value, value, edtf, first, last)


def _begins(country: str) -> tuple[int, int] | None:
    """Look up the day on which a country's budget year begins; None when no country is known."""
    if not country:
        return None
    month, _, day = lexicon(ANY, "periods")["fiscal"].get(country, "01-01").partition("-")
    return int(month), int(day)


def _named_by_first(country: str) -> bool:
    return country in lexicon(ANY, "periods")["fiscal_named_by_first"]["codes"]


FISCAL: dict[str, Callable[[Form, Context], When | None]] = {
    "fiscal": _fiscal,
    "fiscalpart": _part,
    "twoyears": _two_years,
}
"""How each form of a year that is not the calendar's is resolved."""
