"""What is each line of a report, and what does the report say of itself?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from firsthand.clean.agencies import (
    Credit,
    delivered_by,
    find_agencies,
    names_itself_agency,
)
from firsthand.clean.closing import find_closing
from firsthand.clean.credits import read_label, thanked_beside
from firsthand.clean.dateline import Dateline, find_dateline, own_report_end
from firsthand.clean.furniture import fold_line, furniture, size
from firsthand.clean.language import tell_language
from firsthand.clean.layout import PLACE_AND_DAY, Layout, lay_out
from firsthand.clean.lines import Line
from firsthand.clean.masthead import LETTERHEAD, names_office, names_sender, outlet_part
from firsthand.clean.published import DateLine, find_published, to_edtf
from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import FURNITURE, Block, Metadata, Report, Role

_MOST_WORDS_OF_AGENCY = 6
_MOST_INITIALS = 6
_DATELINE_TRIES = 3
"""A dateline stands at the head of one of the first paragraphs of running text."""

OWN_REPORT = "clean/own report@1"
"""The rule of a head such as "Our newspaper reports (by ...)" with neither place nor day."""

_TAIL_AGENCY = re.compile(
    r"(?:[(（\[【]\s*(?P<in>[^()（）\[\]【】]{2,40})\s*[)）\]】]|\s[—–]\s?(?P<after>[^—–.。]{2,25}))\s*[.。]?$"
)
_SPEAKER = re.compile(r"[A-Z][A-Z .,'-]{2,40}:\s")
_SITE_SUFFIX = re.compile(r"\s+[|｜]\s+(?P<site>[^|｜]{2,40})$")
_OWNER = re.compile(
    r"(?:copyright\b|©|\(c\)|版权所有|版權所有)[\s:：©]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?[\s,.]*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.|,，。;；©]{1,60}?)"
    r"\s*(?=[.|,，。;；-]|\ball rights\b|\bltd\b|(?:19|20)\d\d\b|\s\w?ICP|$)",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"\s{2,}|[|｜]|[\s　]\S{1,8}[:：]")


_CREDITING = frozenset({Role.AGENCY_CREDIT, Role.STATED_DATE, Role.BYLINE, Role.EDITOR_CREDIT})


@dataclass(frozen=True, slots=True)
class _Head:
    """A dateline with its place in the report's text."""

    at: int
    found: Dateline


def label(report: Report) -> Report:
    """Label every line of a report and tell what it says of its publication.

    Args:
        report: a report as read; its text and what its format carries are all that is looked at.

    Returns:
        The report with `blocks` and `metadata` filled in; its text is the same.
    """
    language, score = tell_language(report.text)
    layout = lay_out(report, language)
    head = _find_head(layout, language)
    blocks = [*_line_blocks(report, layout), *_inline_blocks(report, layout, head)]
    blocks.sort(key=lambda b: (b.span.start, b.inline, b.span.end, b.role.value))
    sent = head.found.date if head is not None else None
    if head is not None and sent is not None:
        sent = replace(sent, start=head.at + sent.start, end=head.at + sent.end)
    dated = (layout.dated[i] for i in sorted(layout.dated))
    published = find_published(report, dated, language, sent)
    metadata = Metadata(
        outlet=_outlet(report, layout, head),
        agency=_agency(report, layout, head),
        published=published,
        dateline_date=_dateline_date(report, head, published),
        dateline_place=_dateline_place(report, head),
        language=language,
        language_score=score,
    )
    return replace(report, blocks=tuple(blocks), metadata=metadata)


def _find_head(layout: Layout, language: str) -> _Head | None:
    tries = 0
    for index, (unit, mark) in enumerate(zip(layout.units, layout.marks, strict=True)):
        if mark is None or mark.role is not Role.BODY:
            continue
        line = layout.lines[unit.start]
        if mark.rule == PLACE_AND_DAY:
            return _Head(line.start, _place_and_day(line, layout.dated[index]))
        found = find_dateline(line.text, language, first=tries == 0)
        if found is not None and not _is_speaker(line, found, layout):
            return _Head(line.start, found)
        tries += 1
        if tries == _DATELINE_TRIES:
            break
    return None


def _place_and_day(line: Line, said: DateLine) -> Dateline:
    date = said.dates[0]
    start, end = date.start - line.start, date.end - line.start
    place = len(line.text[:start].rstrip().rstrip(",،").rstrip())
    return Dateline(0, end, (0, place), replace(date, start=start, end=end))


def _is_speaker(line: Line, found: Dateline, layout: Layout) -> bool:
    """Tell a transcript's "NAME:" from a place: other lines begin so as well."""
    if not (found.shouted and line.text[: found.end].endswith(":")):
        return False
    return any(_SPEAKER.match(other.text) for other in layout.lines if other is not line)


def _line_blocks(report: Report, layout: Layout) -> Iterator[Block]:
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        if mark is not None:
            yield Block(report.span(whole.start, whole.end), mark.role, mark.rule, mark.score)


def _inline_blocks(report: Report, layout: Layout, head: _Head | None) -> Iterator[Block]:
    if head is not None:
        start, end = head.at + head.found.start, head.at + head.found.end
        if head.found.places_or_dates:
            role, rule = Role.DATELINE, "clean/dateline@1"
        else:
            role, rule = Role.BYLINE, OWN_REPORT
        yield Block(report.span(start, end), role, rule, 0.9, inline=True)
    yield from _own_parts(report, layout, head)
    for unit, mark in zip(layout.units, layout.marks, strict=True):
        if mark is not None and mark.role in {Role.TITLE, Role.SUBTITLE}:
            yield from _title_parts(report, layout.lines[unit.start], mark.role, mark.rule)
    for index in sorted(layout.dated):
        mark = layout.marks[index]
        if mark is not None and mark.role is Role.BODY:
            continue  # the date of a dateline
        for date in layout.dated[index].dates:
            span = report.span(date.start, date.end)
            yield Block(span, Role.STATED_DATE, "clean/date in a line@1", 0.9, inline=True)
    for credit in _credits(report, layout):
        span = report.span(credit.start, credit.end)
        yield Block(span, Role.AGENCY_CREDIT, "clean/agency in a line@1", 0.9, inline=True)
    closing = find_closing(report.text, layout, _sender(report, head))
    if closing is not None:
        start, end, role = closing
        yield Block(report.span(start, end), role, "clean/closing bracket@1", 0.85, inline=True)


def _own_parts(report: Report, layout: Layout, head: _Head | None) -> Iterator[Block]:
    """Find where a later paragraph says that from here on the paper itself reports."""
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        if mark is None or mark.role is not Role.BODY or (head and whole.start == head.at):
            continue
        end = own_report_end(whole.text)
        if end:
            span = report.span(whole.start, whole.start + end)
            yield Block(span, Role.BYLINE, OWN_REPORT, 0.9, inline=True)


def _sender(report: Report, head: _Head | None) -> str:
    if head is None:
        return ""
    if head.found.source is not None:
        start, end = head.found.source
        return report.text[head.at + start : head.at + end]
    return head.found.agency.name if head.found.agency is not None else ""


def _title_parts(report: Report, line: Line, role: Role, rule: str) -> Iterator[Block]:
    start = read_label(line.text)[1] if rule.endswith("label@1") else 0
    suffix = _site_suffix(line) if role is Role.TITLE else None
    end = suffix.start() if suffix else len(line.text)
    if start:
        label_end = len(line.text[:start].rstrip())
        span = report.span(line.start, line.start + label_end)
        yield Block(span, Role.NAVIGATION, "clean/label word@1", 0.95, inline=True)
    if start or suffix:
        span = report.span(line.start + start, line.start + end)
        yield Block(span, role, "clean/title part@1", 0.95, inline=True)
    if suffix:
        span = report.span(line.start + end + len(suffix[0]) - len(suffix["site"]), line.end)
        yield Block(span, Role.NAVIGATION, "clean/site name@1", 0.8, inline=True)


def _site_suffix(line: Line) -> re.Match[str] | None:
    match = _SITE_SUFFIX.search(line.text)
    if match is None or size(match["site"]) > 4 or size(line.text[: match.start()]) < 4:  # noqa: PLR2004
        return None
    return match


def _credits(report: Report, layout: Layout) -> Iterator[Credit]:
    """Find the agencies credited outside the dateline, in text order."""
    last = None
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        if mark is None:
            continue
        if mark.role is Role.BODY:
            last = whole
        elif mark.role in _CREDITING or mark.rule == "clean/rights@1":
            yield from find_agencies(report.text, whole.start, whole.end)
    if last is not None:
        match = _TAIL_AGENCY.search(report.text, max(last.start, last.end - 60), last.end)
        group = ("in" if match["in"] else "after") if match else ""
        if match and group:
            found = find_agencies(report.text, *match.span(group))
            if found and found[0].start == match.start(group) and found[-1].end == match.end(group):
                yield from found


def _agency(report: Report, layout: Layout, head: _Head | None) -> Slot:
    """Choose the agency that is credited: a source line before the dateline, then the rest."""
    labelled = _labelled_source(report, layout)
    if labelled is not None:
        return labelled
    if head is not None and head.found.agency is not None:
        credit = head.found.agency
        return _credited(report, credit.name, head.at + credit.start, head.at + credit.end)
    if head is not None and head.found.source is not None:
        start, end = (head.at + offset for offset in head.found.source)
        if _is_agency(report.text[start:end]):
            return _credited(report, report.text[start:end], start, end)
    for credit in sorted(_credits(report, layout), key=lambda c: c.start):
        return _credited(report, credit.name, credit.start, credit.end)
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        if mark is not None and mark.role is Role.BYLINE:
            start, end = thanked_beside(whole.text)
            if end:
                return _credited(
                    report, whole.text[start:end], whole.start + start, whole.start + end
                )
    return _closing_credit(report, layout, head)


def _closing_credit(report: Report, layout: Layout, head: _Head | None) -> Slot:
    """Read whom the closing bracket or a line below the text thanks for its material."""
    closing = find_closing(report.text, layout, _sender(report, head))
    stretches = [closing[:2]] if closing and closing[2] is Role.AGENCY_CREDIT else []
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        if mark is not None and mark.role is Role.AGENCY_CREDIT:
            stretches.append((whole.start, whole.end))
    for start, end in stretches:
        text = report.text[start:end]
        if delivered := delivered_by(text):
            first, last = (start + offset for offset in delivered)
            return _credited(report, report.text[first:last], first, last)
        phrase = furniture().opening("credited", fold_line(text))
        at = text.casefold().find(phrase) + len(phrase) if phrase else 0
        name = text[at:].strip(" ()（）[].。:：")
        if phrase and name and size(name) <= _MOST_WORDS_OF_AGENCY:
            begin = start + text.index(name, at)
            return _credited(report, name, begin, begin + len(name))
    return EMPTY


def _is_agency(name: str) -> bool:
    """Tell an agency in a dateline from an outlet: by its words or its initials."""
    cased = name.isupper() or (name.islower() and name.isascii())
    initials = len(name) <= _MOST_INITIALS and name.isalpha() and cased
    chinese = name.endswith("社") and not name.endswith("新聞社")
    return names_itself_agency(name) or chinese or (initials and "TV" not in name)


def _credited(report: Report, name: str, start: int, end: int) -> Slot:
    return Slot(name, (report.span(start, end),), Provenance.EXPLICIT)


def _labelled_source(report: Report, layout: Layout) -> Slot | None:
    """Read who stands behind a label such as "Source:"; known agencies by their common name."""
    known = furniture()
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        if mark is None or mark.role not in FURNITURE or mark.role is Role.NAVIGATION:
            continue
        for part in re.finditer(
            r"(?:^|[\s|｜(（\[【])([^\s|｜:：(（\[【]{1,20}(?:\([^)]\))?)\s*[:：]\s*", whole.text
        ):
            name = read_label(part[1] + ": x")[0]
            if not known.has("source", name):
                continue
            rest = whole.text[part.end() :]
            cut = _NEXT_LABEL.search(rest)
            rest = rest[: cut.start()] if cut else rest
            rest = rest.rstrip(" .。)）]】")
            start = whole.start + part.end()
            found = find_agencies(report.text, start, start + len(rest))
            if found:
                return _credited(report, found[0].name, found[0].start, found[0].end)
            if rest and size(rest) <= 8:  # noqa: PLR2004
                return _credited(report, rest, start, start + len(rest))
    return None


def _outlet(report: Report, layout: Layout, head: _Head | None) -> Slot:
    site = next((value for key, value in report.given if key == "site"), "")
    if site:
        return Slot(site, (), Provenance.DOCUMENT)
    if owner := _owner(layout):
        start, end = owner
        return _credited(report, report.text[start:end], start, end)
    if line := _sending(layout):
        name = outlet_part(line.text)
        return _credited(report, name, line.start, line.start + len(name))
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        if mark is not None and mark.role is Role.TITLE and (suffix := _site_suffix(whole)):
            start, end = suffix.span("site")
            return _credited(report, suffix["site"], whole.start + start, whole.start + end)
    if head is not None and head.found.source is not None:
        start, end = (head.at + offset for offset in head.found.source)
        if not _is_agency(report.text[start:end]):
            return _credited(report, report.text[start:end], start, end)
    return EMPTY


def _owner(layout: Layout) -> tuple[int, int] | None:
    """Find who owns the rights, by the line that says so."""
    for whole, mark in zip(layout.wholes, layout.marks, strict=True):
        match = None
        if mark is not None and mark.rule == "clean/rights@1":
            match = _OWNER.search(whole.text)
        # "Harbour Courier Media Ltd" owns the Harbour Courier.
        if match is None or _names_sender_too(match["name"], layout):
            continue
        if size(match["name"]) <= 6 and not find_agencies(match["name"]):  # noqa: PLR2004
            start, end = match.span("name")
            return whole.start + start, whole.start + end
    return None


def _names_sender_too(owner: str, layout: Layout) -> bool:
    """Tell whether an owner's name is that of the line at the head with a few words more."""
    line = _sending(layout)
    name = fold_line(outlet_part(line.text)) if line is not None else ""
    return bool(name) and fold_line(owner).startswith(f"{name} ")


def _sending(layout: Layout) -> Line | None:
    """Choose the line of a letterhead that names who sends the text.

    An outlet stands first; of offices the last one is the nearest, its country stands above it.
    """
    for rule in ("clean/masthead@1", LETTERHEAD):
        lines = [
            whole
            for whole, mark in zip(layout.wholes, layout.marks, strict=True)
            if mark is not None and mark.rule == rule
        ]
        offices = [line for line in lines if names_sender(line)] if _headed(lines) else []
        if lines and offices and (lines[0] in offices or rule == LETTERHEAD):
            return offices[-1]
        if lines:
            return lines[0]
    return None


def _headed(lines: list[Line]) -> bool:
    """Tell whether a letterhead begins with an office, or names one in capitals below."""
    return bool(lines) and (names_sender(lines[0]) or any(names_office(line) for line in lines))


def _dateline_place(report: Report, head: _Head | None) -> Slot:
    if head is None or head.found.place is None:
        return EMPTY
    start, end = (head.at + offset for offset in head.found.place)
    return Slot(report.text[start:end], (report.span(start, end),), Provenance.EXPLICIT)


def _dateline_date(report: Report, head: _Head | None, published: Slot) -> Slot:
    """Complete the dateline's date with the year of publication where it prints none."""
    date = head.found.date if head is not None else None
    if head is None or date is None or date.month is None or date.day is None:
        return EMPTY
    span = report.span(head.at + date.start, head.at + date.end)
    bare = replace(date, hour=None)
    if date.year is not None:
        return Slot(to_edtf(bare) + ("?" if date.ambiguous else ""), (span,), Provenance.EXPLICIT)
    if not published.value:
        return EMPTY
    year, month = int(published.value[:4]), published.value[5:7]
    if month and date.month > int(month):
        year -= 1  # sent in December, published in January
    origin = Provenance.EXPLICIT if published.spans else Provenance.DOCUMENT
    return Slot(to_edtf(replace(bare, year=year)), (span, *published.spans), origin)
