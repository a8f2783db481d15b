"""How does the recognizers benchmark write the times that Firsthand reads?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from evals.recognizer_timex import open_range, open_timex, short_clock
from firsthand.analyse.times import find_stretches, find_times
from firsthand.analyse.times.ends import End, Stretch, counted_from
from firsthand.analyse.times.forms import parse_form
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.fold import fold
from firsthand.text.reading import Reading

Answer = dict[str, Any]

PARTS = {
    "TMO": ("08:00:00", "12:00:00"),
    "TMI": ("11:00:00", "13:00:00"),
    "TAF": ("12:00:00", "16:00:00"),
    "TEV": ("16:00:00", "20:00:00"),
    "TNI": ("20:00:00", "23:59:59"),
}
"""First and last moment of the parts of the day, as the benchmark has them."""

SECONDS = {
    "Y": 365 * 86400, "M": 30 * 86400, "W": 7 * 86400, "D": 86400,
    "TH": 3600, "TM": 60, "TS": 1,
}  # fmt: skip
"""Seconds in the units of a length of time, as the benchmark counts them."""

_CLOCK = re.compile(r"T(\d\d):?(\d\d)?(?::(\d\d))?")
_LENGTH = re.compile(r"([\d.]+)([YMWDHS])")
_HOURS = re.compile(r"T[HMS]\b")
_ARTICLE = re.compile(
    r"the\s(?=(?:next|last|past|previous|coming|current|following|beginning|start)\b"
    r"(?!\s\w+\s(?:\w+\s)?of\b))",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?<=\w)\s(?:[PMCE][SD]T|GMT|UTC|BST|CET|[PE]T|local time)\Z", re.IGNORECASE)
_PART = re.compile(r"(?:the\s)?(?:\w+\s)?(?:morning|afternoon|evening|night)", re.IGNORECASE)
_IN_THE_PART = re.compile(r"\bin\s(?:the\s)?(?:morning|afternoon|evening|night)\Z", re.IGNORECASE)
_OTHER_WEEK = re.compile(r"(?:next|last|this|previous)\s(?!coming|upcoming|past)", re.IGNORECASE)
_NAMED_DAY_AT = re.compile(r"at\((?:XXXX-|feast|nth|named|near\((?:XXXX-|feast|nth))")
_AT = re.compile(r"\sat\s(?=\d)")
_PARTS_OF = re.compile(r"(\d{4})(?:-(\d\d))?\Z")
_SAID_YEAR = re.compile("(?<![\\d一二三四五六七八九十两几半])年\\Z")
_RANGE_ENDS = re.compile(r"range\((.*\)|[^,]*),(.*)\)\+?\Z")
_NEAR = re.compile(r"near\(weekday\((\d)\),([-+]\d)\)\Z")
_VAGUE_COUNT = "3"
"""What the benchmark takes "a few" to mean."""


def answers(text: str, language: str, reference: str) -> Iterator[Answer]:
    """Read the times of a case and write them as the benchmark does.

    Args:
        text: the case.
        language: of the text.
        reference: the moment of speaking, ISO 8601.

    Yields:
        Items with offsets and candidates.
    """
    now = datetime.fromisoformat(reference) if reference else None
    report = report_of(text, language, reference)
    # The times rib reads the report itself: no parse is needed.
    moments = find_times(Reading(report, fold(text, ()), None, ()))
    stretches = find_stretches(moments, text, language, now)
    taken = {moment.id for stretch in stretches for moment in stretch.moments}
    found = [item(text, stretch.start, stretch.end, limited(stretch, now)) for stretch in stretches]
    for moment in moments:
        if moment.id not in taken:
            found += halved(text, moment, now)
    yield from sorted(found, key=lambda entry: (entry["start"], entry["end"]))


def report_of(text: str, language: str, reference: str) -> Report:
    published = Slot(reference, (), Provenance.DOCUMENT)
    return Report(
        id=hash_text(text),
        name="case",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="bench@1",
        metadata=Metadata(published=published, language=language, language_score=1.0),
    )


def item(text: str, start: int, end: int, value: Answer) -> Answer:
    """Write an item with the span the benchmark gives it: no article, no zone, "in the morning"."""
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    if text[start:end].lower().startswith("sometime "):
        start += len("sometime ")
    if text[end - 1] == "." and end == len(text.rstrip()) and text[end - 2].isalpha():
        end -= text[end - 3 : end] != ".m."  # the stop ends the sentence
    zone = _ZONE.search(text[start:end])
    end = start + zone.start() if zone else end
    part = _IN_THE_PART.search(text[:end])
    start = part.start() if part and _PART.fullmatch(text, start, end) else start
    return {"start": start, "end": end, "text": text[start:end], "values": [value] if value else []}


def candidate(moment: Moment, now: datetime | None) -> Answer:
    if moment.kind is MomentKind.SET:
        return {"timex": returning(moment.timex)}
    if moment.kind is MomentKind.DURATION:
        return length(moment.timex)
    exact = counted(moment, now)
    if exact:
        return exact
    if moment.kind is MomentKind.TIME:
        return clock(moment, now)
    found: Answer = {"timex": open_timex(moment.symbolic) or moment.timex}
    third = part_of(moment)
    if third:
        return found | third
    if moment.first and moment.first == moment.last:
        found["value"] = moment.first
    elif moment.first:
        found |= {"start": moment.first, "end": day_after(moment.last)}
    return found


def returning(timex: str) -> str:
    """Write what comes back: the benchmark leaves out whole minutes and days that are any day."""
    return re.sub(r"\AXXXX-XX-XX(?=T)", "", short_clock(timex))


def part_of(moment: Moment) -> Answer:
    """Write "early", "mid" and "late": thirds of a year, halves of a month or its middle."""
    form = parse_form(moment.symbolic.rstrip("+"))
    match = _PARTS_OF.match(moment.timex)
    part = form.word(1) if form is not None and form.head == "mod" else ""
    if match is None or part not in {"START", "MID", "END"}:
        return {}
    if match[2]:
        first, last = {"START": ("01", "16"), "MID": ("10", "21"), "END": ("16", "")}[part]
        end = f"{match[0]}-{last}" if last else day_after(moment.last)
        return {"start": f"{match[0]}-{first}", "end": end}
    year = int(match[1])
    return {
        "START": {"start": f"{year}-01-01", "end": f"{year}-05-01"},
        "MID": {"start": f"{year}-05-01", "end": f"{year}-09-01"},
        "END": {"start": f"{year}-09-01", "end": f"{year + 1}-01-01"},
    }[part]


def halved(text: str, moment: Moment, now: datetime | None) -> list[Answer]:
    """Write a named day and its hour, which are two items for the benchmark."""
    span = moment.span
    gap = _AT.search(text, span.start, span.end)
    day, _, _ = moment.timex.partition("T")
    named = _NAMED_DAY_AT.match(moment.symbolic)
    if gap is None or not named or re.search(r"\d", text[span.start : gap.start()]):
        return [item(text, span.start, span.end, candidate(moment, now))]
    time = str(candidate(moment, now).get("value", "")).rpartition(" ")[2]
    return [
        item(text, span.start, gap.start(), {"value": day}),
        item(text, gap.end(), span.end, {"value": time}),
    ]


def limited(stretch: Stretch, now: datetime | None) -> Answer:
    """Write a stretch: a range ends, for the benchmark, where its last part begins."""
    ends = [written(end) for end in stretch.ends]
    if stretch.relation == "range":
        return {"start": ends[0], "end": ends[1]} | ranged(stretch)
    moment = stretch.moments[0]
    if stretch.relation == "on":
        return {"value": ends[0]}
    if stretch.relation in {"more", "less"} and not (stretch.length and stretch.ends[0].day == ""):
        return {"timex": ends[0], "end": ends[0]}
    if stretch.length:
        return length(moment.timex)
    found: dict[str, str | None] = {}
    found |= candidate(moment, now) if len(stretch.moments) == 1 else {"value": ends[0]}
    if "start" in found and stretch.relation == "before":
        found["end"] = found.pop("start")
    elif stretch.relation in {"before", "until"}:
        found |= {"end": found.get("value"), "value": None}
    elif stretch.relation in {"since", "after"}:
        found["start"] = found.get("value") or found.get("start")
        found["end"] = found["value"] = None
    return {name: value for name, value in found.items() if value}


def ranged(stretch: Stretch) -> Answer:
    forms = [moment.symbolic for moment in stretch.moments]
    whole = parse_form(forms[0].rstrip("+")) if len(forms) == 1 else None
    if whole is not None and whole.head == "range":
        forms = [_RANGE_ENDS.sub(r"\1", forms[0]), _RANGE_ENDS.sub(r"\2", forms[0])]
    first, last = stretch.ends
    if len(forms) != 2 or first.clock or last.clock or not (first.day and last.day):
        return {}
    timex = open_range(forms[0], forms[1], first.day, last.day)
    return {"timex": timex} if timex else {}


def written(end: End) -> str:
    time = f"{end.clock}:00"[:8] if end.clock else ""
    if not time:
        return end.day
    return f"{end.day} {time}" if end.dated else time


def counted(moment: Moment, now: datetime | None) -> Answer:
    """Write what the benchmark takes another way: exact days ago, weekdays of other weeks."""
    if now is None:
        return {}
    there = counted_from(moment, now)
    if there is not None and not _SAID_YEAR.search(moment.span.quote):
        exact = bool(_HOURS.search(moment.symbolic))
        return {"value": there.isoformat(" ", "seconds") if exact else there.date().isoformat()}
    near = _NEAR.match(moment.symbolic.rstrip("+"))
    if near is None or not _OTHER_WEEK.match(moment.span.quote):
        return {}
    monday = now.date() - timedelta(days=now.weekday())
    day = monday + timedelta(days=7 * int(near[2]) + int(near[1]) - 1)
    return {"value": day.isoformat()}


def length(timex: str) -> Answer:
    timex = timex.replace("X", _VAGUE_COUNT)
    days, _, hours = timex.partition("T")
    seconds = sum(float(n) * SECONDS[unit] for n, unit in _LENGTH.findall(days))
    seconds += sum(float(n) * SECONDS[f"T{unit}"] for n, unit in _LENGTH.findall(hours))
    return {"timex": timex, "value": f"{seconds:g}" if seconds % 1 else str(int(seconds))}


def clock(moment: Moment, now: datetime | None) -> Answer:
    day, _, time = moment.timex.partition("T")
    near = re.match(r"at\((near\(weekday\(\d\),[-+]\d\)),", moment.symbolic)
    if near is not None:
        day = counted(replace(moment, symbolic=near[1]), now).get("value", day)
    if moment.span.quote.lower() == "tonight":
        time = "EV"
    alone = moment.symbolic.startswith("clock(") or "X" in day
    if f"T{time}" in PARTS:
        first, last = PARTS[f"T{time}"]
        if alone or moment.symbolic.startswith("at(ref(D,0)"):
            return {"timex": f"T{time}", "start": first, "end": last}
        opened = open_timex(moment.symbolic) or f"{day}T{time}"
        return {"timex": opened, "start": f"{day} {first}", "end": f"{day} {last}"}
    match = _CLOCK.match(f"T{time}")
    if match is None:
        return {"timex": moment.timex}
    hour = int(match[1]) % 24
    plain = f"{hour:02}:{match[2] or '00'}:{match[3] or '00'}"
    opened = open_timex(moment.symbolic)
    found: Answer = {"value": plain if alone else f"{day} {plain}"}
    return found | ({"timex": opened} if opened else {})


def day_after(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day
