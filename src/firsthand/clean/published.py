"""On which day was a report published, by its own account?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from firsthand.clean.agencies import find_agencies
from firsthand.clean.credits import read_label
from firsthand.clean.furniture import fold_line, furniture, is_unspaced, size
from firsthand.clean.lines import Line
from firsthand.lang import lexicon
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Report
from firsthand.text.dates import PrintedDate, find_dates

_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}(?:[:：.h]\d{2}(?:[:：]\d{2})?|h)\s?(?:[ap]\.?m\.?)?(?!\d)", re.IGNORECASE
)
_BESIDE = re.compile(r"[\w]")
_GAP = re.compile(r"\s{2,}|\u3000+|\s*[|｜]\s*")
_COUNT = re.compile(r"\d[\d.,]*\s?[km]?")
_CERTAIN_DAYS, _FAR_DAYS = 7, 14
_MOST_WORDS = 25
_MOST_LEFT_STAMPED, _MOST_LEFT_TIMED, _MOST_LEFT = 7.0, 5.0, 3.0

_COLONS = frozenset(":：")
_LABELS = ("source", "author", "editor", "photo", "labels")

PUBLISHED, UPDATED = "published", "updated"


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says of when the text was published.

    Attributes:
        dates: the dates in it, offsets into the report's text; those without a year included.
        stamp: "published", "updated", or nothing where the line bears no such word.
        left: size in words of what is neither a date nor such a word nor a credit.
        parted: every date stands at an edge of the line or beside a mark.
    """

    dates: tuple[PrintedDate, ...]
    stamp: str
    left: float
    parted: bool


@cache
def _stamps() -> re.Pattern[str]:
    known = furniture()
    groups = []
    for kind in (UPDATED, PUBLISHED):
        ordered = sorted(known.words[kind], key=lambda word: (-len(word), word))
        spaced = "|".join(re.escape(w) for w in ordered if not is_unspaced(w[0]))
        dense = "|".join(re.escape(w) for w in ordered if is_unspaced(w[0]))
        groups.append(rf"(?P<{kind}>(?<![^\W_])(?:{spaced})(?![^\W_])|{dense})")
    return re.compile("|".join(groups))


@cache
def _fillers() -> re.Pattern[str]:
    known = furniture()
    words = known.words["filler"] | known.words["sections"]
    labels = known.words["source"] | known.words["author"] | known.words["editor"]
    ordered = sorted(words, key=lambda word: (-len(word), word))
    spaced = "|".join(re.escape(w) for w in ordered if not is_unspaced(w[0]))
    dense = "|".join(re.escape(w) for w in ordered if is_unspaced(w[0]) and len(w) > 1)
    named = "|".join(re.escape(w) for w in sorted(labels, key=lambda w: (-len(w), w)))
    papers = "|".join(map(re.escape, lexicon("ja", "furniture")["outlet_ends"]))
    dense = rf"(?<![^\W_])[\u4e00-\u9fffァ-ヺー]{{2,8}}(?:{papers})(?![^\W_])|{dense}"
    return re.compile(
        rf"(?<![^\W_])(?:{spaced})(?![^\W_])|{dense}|(?<![^\W_])(?:{named})\s*[:：]|\b(?:z|[a-z]{{2,4}}[+-]\d{{1,2}})\b"
    )


@cache
def _pages() -> re.Pattern[str]:
    words = sorted(furniture().words["pages"], key=lambda word: (-len(word), word))
    spaced = "|".join(re.escape(w) for w in words if not is_unspaced(w[0]))
    return re.compile(
        rf"第?\s?[a-z]?\d{{1,3}}\s?[版面](?!\w)|(?<![^\W_])(?:{spaced})\.?\s?[a-z]?\d{{1,3}}(?!\d)"
    )


def read_date_line(line: Line, language: str) -> DateLine | None:
    """Read what a short line says of the day of publication.

    Args:
        line: a line.
        language: the report's language.

    Returns:
        What it says; None when it holds neither a date nor a clock time beside a stamp word.
    """
    if line.words > _MOST_WORDS or not any(map(str.isdigit, line.text)):
        return None
    dates = find_dates(line.text, language)
    if not dates and language != "en":
        dates = find_dates(line.text, "en")
    rest = list(line.text)
    for found in dates:
        rest[found.start : found.end] = "|" * (found.end - found.start)
    for credit in find_agencies(line.text):
        rest[credit.start : credit.end] = "|" * (credit.end - credit.start)
    left = _CLOCK.sub("|", _without_frame("".join(rest))).casefold()
    left = _pages().sub("|", left)
    matches = list(_stamps().finditer(left))
    stamp = PUBLISHED if any(m[PUBLISHED] for m in matches) else UPDATED if matches else ""
    left = _fillers().sub("|", _stamps().sub("|", left))
    if not dates and (left == line.text.casefold() or not _is_clock(line, stamp)):
        return None
    words = 0.0 if _is_office(left) else size(re.sub(r"[^\w\s]|_", " ", left))
    parted = all(_stands_apart(line.text, found) for found in dates)
    moved = tuple(
        replace(d, start=line.start + d.start + _lead(line.text, d), end=line.start + d.end)
        for d in dates
    )
    return DateLine(moved, stamp, words, parted)


def _is_office(left: str) -> bool:
    """Tell whether what stands beside a date is the office that publishes, and nothing else."""
    name = fold_line(left.replace("|", " "))
    if not name or size(name) > _MOST_LEFT_TIMED or not is_unspaced(name[0]):
        return False
    return name.endswith(tuple(sorted(furniture().words["office_ends"])))


def _without_frame(text: str) -> str:
    """Leave out the parts of a line of several that credit, count readers or offer a service."""
    parts = [(start, end) for start, end in _parts(text) if text[start:end].strip()]
    if len(parts) < 2:  # noqa: PLR2004 - what stands alone is judged whole
        return text
    known = furniture()
    kept = list(text)
    for start, end in parts:
        name, begin, mark = read_label(text[start:end])
        labelled = mark in _COLONS and begin < end - start
        counted = fold_line(_COUNT.sub("", text[start:end], count=1))
        if (
            (labelled and any(known.has(kind, name) for kind in _LABELS))
            or known.has("whole", fold_line(text[start:end]))
            or known.has("counters", counted)
        ):
            kept[start:end] = "|" * (end - start)
    return "".join(kept)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for gap in _GAP.finditer(text):
        yield begin, gap.start()
        begin = gap.end()
    yield begin, len(text)


def _lead(text: str, found: PrintedDate) -> int:
    return len(text[found.start : found.end]) - len(text[found.start : found.end].lstrip())


def _is_clock(line: Line, stamp: str) -> bool:
    if _CLOCK.search(line.text) is None and not stamp:
        return False
    known = furniture()
    rest = _stamps().sub("", line.text.casefold())
    after = re.sub(r"^[\W\d]+", "", fold_line(rest))
    return _CLOCK.search(line.text) is not None or known.has("counters", after)


def _stands_apart(text: str, found: PrintedDate) -> bool:
    before, after = text[: found.start].rstrip()[-1:], text[found.end :].lstrip()[:1]
    return not (_BESIDE.match(before) or _BESIDE.match(after))


def states_date(line: Line, said: DateLine, *, framing: bool) -> bool:
    """Tell whether a line with a date states the publication date.

    Args:
        line: the line.
        said: what was read in it.
        framing: the line stands before the running text or after it.

    Returns:
        True when little is left beside the date and a stamp word or the place vouches for it.
    """
    if line.full_stop and said.left > 0:
        return False
    if not said.dates:
        return bool(said.stamp) and said.left <= 1
    if said.stamp and (said.left <= 2 or (framing and said.left <= _MOST_LEFT_STAMPED)):  # noqa: PLR2004
        return True
    first = said.dates[0]
    if framing and first.year and first.hour is not None and said.left <= _MOST_LEFT_TIMED:
        return first.start == line.start or first.end == line.end
    if not framing or said.left > _MOST_LEFT:
        return False
    return said.left == 0 or (said.parted and any(d.year for d in said.dates))


def find_published(
    report: Report, lines: Iterable[DateLine], language: str, sent: PrintedDate | None = None
) -> Slot:
    """Decide when a report was published.

    Args:
        report: the report with what its format carries.
        lines: what its dated lines say, in text order.
        language: the report's language.
        sent: the date of its dateline, offsets into the text; the day of publication where it is
            whole and nothing else states one.

    Returns:
        An EDTF date or date-time with the words it rests on; "?" ends it where the order of day
        and month stays open; empty when neither the text nor the format says.
    """
    stated = [(line, full) for line in lines if (full := _fullest(line)) is not None]
    ranked = sorted(stated, key=lambda pair: (pair[1].day is None, pair[0].stamp == UPDATED))
    if ranked:
        chosen = ranked[0][1]
        settled, sure = settle(chosen, report, language)
        span = report.span(chosen.start, chosen.end)
        return Slot(to_edtf(settled) + ("" if sure else "?"), (span,), Provenance.EXPLICIT)
    given = given_date(report)
    if given:
        return Slot(to_edtf(given), (), Provenance.DOCUMENT)
    if sent is not None and sent.year and sent.month and sent.day:
        settled, sure = settle(sent, report, language)
        span = report.span(sent.start, sent.end)
        value = to_edtf(replace(settled, hour=None)) + ("" if sure else "?")
        return Slot(value, (span,), Provenance.EXPLICIT)
    return EMPTY


def _fullest(said: DateLine) -> PrintedDate | None:
    dated = [d for d in said.dates if d.year and d.month]
    return next((d for d in dated if d.day), dated[0] if dated else None)


def given_date(report: Report) -> PrintedDate | None:
    """Read the date that the file format carries.

    Args:
        report: a report.

    Returns:
        The date; None when there is none or it is not whole.
    """
    value = next((v for key, v in report.given if key == "published"), "")
    dates = find_dates(value, "en") if value else ()
    return next((d for d in dates if d.year and d.month and d.day and not d.ambiguous), None)


def to_edtf(found: PrintedDate) -> str:
    """Write a printed date as EDTF (ISO 8601-2:2019), with its clock time if it has one.

    Args:
        found: a date with a year and a month.

    Returns:
        YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:00, with the zone where it is printed as an offset.
    """
    value = f"{found.year:04d}-{found.month:02d}"
    if found.day is None:
        return value
    value += f"-{found.day:02d}"
    if found.hour is None or found.hour > 23:  # noqa: PLR2004 - 24:00
        return value
    zone = found.zone if found.zone == "Z" or found.zone[:1] in {"+", "-"} else ""
    if zone not in {"", "Z"} and len(zone) != 6:  # noqa: PLR2004 - +08:00
        zone = ""
    return f"{value}T{found.hour:02d}:{found.minute or 0:02d}:00{zone}"


def settle(found: PrintedDate, report: Report, language: str) -> tuple[PrintedDate, bool]:
    """Decide which number of an all-digit date is the day.

    Asked in turn: the text's other all-digit dates, the date that the format carries, the dates
    with month names that lie near one reading only, the order in which those are printed.

    Args:
        found: a date of the report's text.
        report: the report.
        language: its language.

    Returns:
        The date and whether anything decided.
    """
    if not found.ambiguous or found.day is None:
        return found, True
    again = find_dates(report.text, language, found.start, found.end)
    if again and not again[0].ambiguous:
        return replace(found, month=again[0].month, day=again[0].day, ambiguous=False), True
    turned = replace(found, month=found.day, day=found.month, ambiguous=False)
    straight = replace(found, ambiguous=False)
    given = given_date(report)
    named = [d for d in find_dates(report.text, language) if d.form in {"dmy", "mdy", "ymd"}]
    if given is not None:
        named = [given]
    near = [_distance(reading, named) for reading in (straight, turned)]
    if min(near) <= _CERTAIN_DAYS and max(near) > _FAR_DAYS:
        return (straight if near[0] < near[1] else turned), True
    forms = {d.form for d in named} & {"dmy", "mdy"}
    if len(forms) == 1:
        return (straight if forms == {"dmy"} else turned), True
    return straight, False


def _distance(reading: PrintedDate, named: list[PrintedDate]) -> int:
    day = to_day(reading)
    distances = [
        abs((day - other).days)
        for d in named
        if day is not None
        and (other := to_day(replace(d, year=d.year or reading.year))) is not None
    ]
    return min(distances, default=10_000)


def to_day(found: PrintedDate) -> date | None:
    """Turn a printed date into a calendar day.

    Args:
        found: a printed date.

    Returns:
        The day; None when a part is missing or there is no such day.
    """
    if not (found.year and found.month and found.day):
        return None
    try:
        return date(found.year, found.month, found.day)
    except ValueError:
        return None
