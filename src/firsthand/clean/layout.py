"""Which lines are the title, the text and the frame, judged by where they stand?"""

import re
from dataclasses import dataclass, field, replace

from firsthand.clean.credits import is_byline, is_signed_from, looks_like_names
from firsthand.clean.dateline import find_dateline
from firsthand.clean.furniture import fold_line, furniture, size
from firsthand.clean.lines import Line, join_wrapped, merged, repeated, split_lines
from firsthand.clean.masthead import (
    LETTERHEAD,
    find_letterhead,
    find_mastheads,
    is_place_name,
    names_office,
    names_outlet,
    says_what_paper,
)
from firsthand.clean.published import DateLine, read_date_line, states_date
from firsthand.clean.roles import (
    NUMBERED,
    REACH,
    Mark,
    is_bare_count,
    is_bare_number,
    is_menu,
    mark_alone,
    mark_line,
    may_be_menu,
)
from firsthand.model.report import Report, Role

_HEAD_LINES = 14
_TITLE_WORDS = 36
_SUBTITLE_WORDS = 45
_LEAST_TITLE = 2.5
_LIST_ITEM_WORDS = 20
_TAIL_ITEM_WORDS = 8
_MOST_BARE_DATES = 2
_REFERENCE_WORDS = 45
_PLACE_WORDS = 3
_POST_WORDS = 7
MENU = "clean/menu@1"
"""The rule that marks a row of links."""
PLACE_AND_DAY = "clean/place and day@1"
"""The rule that marks a line which is nothing but a dateline."""

_BESIDE_WORDS = 12
_MOST_BESIDE = 2
_CITATION = re.compile(
    r"https?:|www\.|[\"“”«»„「『《].+[\"“”«»„」』》]|\s[—–-]\s|\b(?:19|20)\d\d\b"
)


@dataclass(slots=True)
class Layout:
    """The lines of a report, their paragraphs, and the marks given so far."""

    lines: tuple[Line, ...]
    units: tuple[range, ...]
    wholes: tuple[Line, ...]
    marks: list[Mark | None]
    dated: dict[int, DateLine] = field(default_factory=dict)

    def free(self, start: int, end: int) -> list[int]:
        """List the paragraphs without a mark in a stretch.

        Args:
            start: first paragraph.
            end: one past the last.

        Returns:
            Their indexes.
        """
        return [i for i in range(start, end) if self.marks[i] is None]


def lay_out(report: Report, language: str) -> Layout:
    """Mark every paragraph of a report.

    Args:
        report: the report.
        language: its language.

    Returns:
        The layout; every paragraph has a mark.
    """
    lines = split_lines(report.text)
    alone = _alone(lines)
    units = join_wrapped(lines, frozenset(alone))
    wholes = tuple(merged(lines, unit, report.text) for unit in units)
    marks: list[Mark | None] = [alone.get(unit.start) if len(unit) == 1 else None for unit in units]
    layout = Layout(lines, units, wholes, marks)
    dates = {}
    for index, whole in enumerate(wholes):
        if layout.marks[index] is None:
            layout.marks[index] = mark_line(whole)
        said = read_date_line(whole, language)
        if said is not None:
            dates[index] = said
            mark = layout.marks[index]
            if mark is not None and mark.rule == f"clean/{NUMBERED}@1" and said.dates:
                layout.marks[index] = replace(mark, role=Role.STATED_DATE)
    _mark_dates(layout, dates)
    _mark_references(layout)
    _mark_contacts(layout)
    _mark_place_and_day(layout, dates)
    first, last = _running_text(layout, dates, language)
    _mark_dates(layout, dates, head=first, tail=last)
    _mark_head(layout, report, first)
    _mark_sources(layout, first, last)
    _mark_lists(layout, last)
    _mark_signature(layout, last)
    _mark_tail(layout, last)
    layout.dated = {
        index: said
        for index, said in dates.items()
        if (mark := layout.marks[index]) is not None
        and (
            mark.role in {Role.STATED_DATE, Role.BYLINE, Role.AGENCY_CREDIT, Role.EDITOR_CREDIT}
            or mark.rule == PLACE_AND_DAY
        )
    }
    for index in layout.free(0, len(wholes)):
        layout.marks[index] = Mark(Role.BODY, "clean/body@1", 0.9)
    return layout


def _alone(lines: tuple[Line, ...]) -> dict[int, Mark]:
    found: dict[int, Mark] = {}
    running = repeated(lines)
    for index, line in enumerate(lines):
        mark = mark_alone(line)
        if mark is None and index in running and index > 0:
            mark = Mark(Role.NAVIGATION, "clean/running head@1", 0.8)
        if mark is None and may_be_menu(line):
            around = tuple(n.text for n in lines[max(0, index - 1) : index + 2] if n is not line)
            if is_menu(line, around):
                mark = Mark(Role.NAVIGATION, MENU, 0.9)
        if mark is not None:
            found[index] = mark
    if 0 in running and len(lines) > 1 and not lines[1].prose:
        found.setdefault(0, Mark(Role.NAVIGATION, "clean/running head@1", 0.7))
    return found


def _mark_dates(
    layout: Layout, dates: dict[int, DateLine], head: int = 0, tail: int | None = None
) -> None:
    """Mark the lines that state a date; with bounds, those outside the running text as well."""
    bare = [i for i, said in dates.items() if said.dates and not said.stamp and not said.left]
    if tail is not None and len(bare) > _MOST_BARE_DATES:
        return  # the days of a chronicle
    for index, said in dates.items():
        framing = tail is not None and (index < min(head, _HEAD_LINES) or index > tail)
        if layout.marks[index] is None and states_date(layout.wholes[index], said, framing=framing):
            score = 0.95 if said.stamp else 0.8
            layout.marks[index] = Mark(Role.STATED_DATE, "clean/stated date@1", score)


def _mark_place_and_day(layout: Layout, dates: dict[int, DateLine]) -> None:
    """Mark the line "Town, 3 May 2024" above a text: its dateline, and so a part of it."""
    for index in sorted(dates):
        said, line, mark = dates[index], layout.wholes[index], layout.marks[index]
        if index >= _HEAD_LINES or said.stamp or len(said.dates) != 1:
            continue
        if mark is not None and mark.role is not Role.STATED_DATE:
            continue
        date = said.dates[0]
        place = line.text[: date.start - line.start].rstrip()
        whole = date.day and date.year and date.hour is None and date.end == line.end
        if not (whole and place.endswith((",", "،")) and index + 1 < len(layout.wholes)):
            continue
        if _in_page_head(layout, index):
            layout.marks[index] = Mark(Role.STATED_DATE, "clean/day of the issue@1", 0.85)
            return
        name = place[:-1].rstrip()
        town, _, land = name.partition(", ")
        named = is_place_name(town) and (not land or is_place_name(land))
        if size(town) <= _PLACE_WORDS and size(land) <= _PLACE_WORDS and named:
            layout.marks[index] = Mark(Role.BODY, PLACE_AND_DAY, 0.8)
        return


def _in_page_head(layout: Layout, index: int) -> bool:
    """Tell whether a line stands in one block with the links of a paper, above its title.

    An office puts the town and the day of its release there.
    """
    end = next((i for i in range(1, len(layout.wholes)) if layout.wholes[i].apart), 0)
    menus = [i for i in range(end) if (m := layout.marks[i]) is not None and m.rule == MENU]
    paths = any(mark in layout.wholes[i].text for i in menus for mark in "›»>＞→")
    offices = any(names_office(layout.wholes[i]) for i in range(end))
    return 0 < index < end and bool(menus) and end > len(menus) + 1 and not (paths or offices)


def _mark_references(layout: Layout) -> None:
    """Mark the list of what the text rests on, at its end, header and all."""
    count = len(layout.wholes)
    for index in range(max(2, count // 3), count - 1):
        line = layout.wholes[index]
        if not furniture().has("references", line.folded) or line.full_stop:
            continue
        rest = layout.wholes[index + 1 :]
        if any(r.words > _REFERENCE_WORDS for r in rest) or not _cites(rest[0]):
            continue
        layout.marks[index] = Mark(Role.NAVIGATION, "clean/references@1", 0.85)
        for item in layout.free(index + 1, count):
            if not _cites(layout.wholes[item]):
                break
            layout.marks[item] = Mark(Role.NAVIGATION, "clean/reference@1", 0.75)
        break


def _cites(line: Line) -> bool:
    """Tell whether a line names another text: a quoted title, an address, a dash or a year."""
    return _CITATION.search(line.text) is not None


def _mark_contacts(layout: Layout) -> None:
    """Mark the names and numbers under "For more information:"."""
    for index, mark in enumerate(layout.marks):
        if mark is None or mark.rule != "clean/label alone@1":
            continue
        for item in range(index + 1, len(layout.wholes)):
            line = layout.wholes[item]
            if layout.marks[item] or line.words > _TAIL_ITEM_WORDS or not REACH.search(line.text):
                break
            layout.marks[item] = Mark(Role.NAVIGATION, "clean/contact@1", 0.8)


def _running_text(layout: Layout, dates: dict[int, DateLine], language: str) -> tuple[int, int]:
    """Find the first and the last paragraph of running text; the paragraphs' count if none."""
    bare = {i for i, said in dates.items() if said.dates and not said.left}
    free = [i for i in layout.free(0, len(layout.wholes)) if i not in bare]
    prose = [i for i in free if layout.wholes[i].prose]
    for index in layout.free(0, prose[0] if prose else len(layout.wholes)):
        line = layout.lines[layout.units[index].start]
        if find_dateline(line.text, language, first=False) is not None:
            prose.insert(0, index)
            break
    while (
        len(prose) > 1
        and _asks(layout.wholes[prose[0]])
        and _is_topmost([layout.wholes[i] for i in free if i < prose[0]])
    ):
        del prose[0]  # a headline may end in a question or an exclamation mark
    count = len(layout.wholes)
    return (prose[0], prose[-1]) if prose else (count, count)


def _asks(line: Line) -> bool:
    return line.text[-1] in "?!？！" and line.words <= 20  # noqa: PLR2004


def _is_topmost(above: list[Line]) -> bool:
    """Tell whether nothing but the paper's name stands above a line."""
    return all(names_outlet(line) or names_office(line) or says_what_paper(line) for line in above)


def _mark_head(layout: Layout, report: Report, first: int) -> None:
    known = furniture()
    wanted = _given_titles(report)
    head = layout.free(0, first) if first < len(layout.wholes) else []
    title = next((i for i, m in enumerate(layout.marks) if m and m.role is Role.TITLE), None)
    if title is None and wanted:
        free = layout.free(0, min(len(layout.wholes), _HEAD_LINES))
        title = next((i for i in free if _is_given(layout.wholes[i], wanted)), None)
        if title is not None:
            layout.marks[title] = Mark(Role.TITLE, "clean/given title@1", 0.98)
    for index in head:
        if (
            layout.marks[index] is None
            and index != head[-1]
            and known.has("sections", layout.wholes[index].folded)
        ):
            layout.marks[index] = Mark(Role.NAVIGATION, "clean/section@1", 0.8)
    if title is None:
        above = [i for i in head if layout.marks[i] is None]
        for index in find_mastheads(layout.wholes, layout.marks, above):
            layout.marks[index] = Mark(Role.NAVIGATION, "clean/masthead@1", 0.8)
        above = [i for i in head if layout.marks[i] is None]
        for index in find_letterhead(layout.wholes, layout.marks, above):
            layout.marks[index] = Mark(Role.NAVIGATION, LETTERHEAD, 0.7)
        title = _mark_title(layout, [i for i in head if layout.marks[i] is None])
    if title is not None:
        _mark_after_title(layout, title, first)


def _given_titles(report: Report) -> tuple[str, ...]:
    return tuple(fold_line(value) for key, value in report.given if key == "title" and value)


def _is_given(line: Line, wanted: tuple[str, ...]) -> bool:
    if line.words < 2:  # noqa: PLR2004 - one word may be a section
        return line.folded in wanted
    return any(line.folded == w or (w.startswith(line.folded) and line.words > 3) for w in wanted)  # noqa: PLR2004


def _mark_title(layout: Layout, candidates: list[int]) -> int | None:
    long_enough = [i for i in candidates if layout.wholes[i].words >= _LEAST_TITLE]
    if not long_enough:
        return None
    title = long_enough[0]
    line = layout.wholes[title]
    if line.words > _TITLE_WORDS or line.full_stop or line.text[-1] in ":：;；,，":
        return None
    if line.text[0] in "•*" or line.text[:2] in {"- ", "– "}:
        return None
    for index in candidates[: candidates.index(title)]:
        layout.marks[index] = Mark(Role.NAVIGATION, "clean/kicker@1", 0.5)
    layout.marks[title] = Mark(Role.TITLE, "clean/headline@1", 0.9)
    return title


def _mark_after_title(layout: Layout, title: int, first: int) -> None:
    head = layout.wholes[title]
    end = min(len(layout.wholes), first)
    subtitled = any(m and m.role is Role.SUBTITLE for m in layout.marks)
    for index in layout.free(title + 1, end):
        line = layout.wholes[index]
        if line.folded == head.folded:
            layout.marks[index] = Mark(Role.TITLE, "clean/repeated title@1", 0.9)
        elif is_byline(line) or is_signed_from(line) or _is_name_in_frame(layout, index):
            layout.marks[index] = Mark(Role.BYLINE, "clean/byline@1", 0.85)
        elif not subtitled and _is_subtitle(line):
            layout.marks[index] = Mark(Role.SUBTITLE, "clean/second headline@1", 0.7)
            subtitled = True
    # A byline may also stand behind the lead.
    for index in layout.free(first, min(len(layout.wholes), first + 3)):
        line = layout.wholes[index]
        if not line.prose and line.words <= 12 and is_byline(line):  # noqa: PLR2004
            layout.marks[index] = Mark(Role.BYLINE, "clean/byline@1", 0.75)


def _is_name_in_frame(layout: Layout, index: int) -> bool:
    """Tell whether a bare name stands beside a date or a credit below the title."""
    line = layout.wholes[index]
    if not 2 <= line.words <= 3 or not line.text[0].isupper() or not looks_like_names(line.text):  # noqa: PLR2004
        return False
    beside = [i for i in (index - 1, index + 1) if 0 <= i < len(layout.marks)]
    framing = {Role.BYLINE, Role.STATED_DATE, Role.AGENCY_CREDIT}
    if any((m := layout.marks[i]) is not None and m.role in framing for i in beside):
        return True
    below = layout.wholes[beside[-1]]
    return beside[-1] > index and not below.apart and not below.prose and is_byline(below)


def _is_subtitle(line: Line) -> bool:
    if not 4 <= line.words <= _SUBTITLE_WORDS or line.full_stop:  # noqa: PLR2004
        return False
    return (
        line.text[-1] not in ":：;；,，"
        and line.text[0] not in "•*-–>"
        and not line.text[0].isdigit()
    )


def _mark_sources(layout: Layout, first: int, last: int) -> None:
    """Turn the source line of a table or chart inside the text into a caption."""
    for index in range(first + 1, last):
        mark = layout.marks[index]
        if mark is not None and mark.rule == "clean/source label@1":
            layout.marks[index] = Mark(Role.CAPTION, "clean/source of a figure@1", 0.6)


def _mark_lists(layout: Layout, last: int) -> None:
    """Mark the links that stand under the header of a list of links."""
    for index, mark in enumerate(layout.marks):
        if mark is None or mark.rule != "clean/list header@1":
            continue
        inside = index < last
        for item in range(index + 1, len(layout.wholes)):
            line = layout.wholes[item]
            here = layout.marks[item]
            if here is not None and here.role is Role.NAVIGATION:
                continue
            if here is not None and (here.role is not Role.STATED_DATE or inside):
                break
            if line.words > _LIST_ITEM_WORDS or line.prose or line.full_stop:
                break
            if inside and line.apart and item > index + 1:
                break
            if inside and line.apart and _heads_text(layout, item):
                break
            layout.marks[item] = Mark(Role.NAVIGATION, "clean/list item@1", 0.75)


def _heads_text(layout: Layout, item: int) -> bool:
    """Tell whether a short line is too short to be a link to a text: rather a heading."""
    line = layout.wholes[item]
    return line.words < 4 or not any(c.isalpha() for c in line.folded)  # noqa: PLR2004


def _mark_signature(layout: Layout, last: int) -> None:
    """Mark the name and the post of whoever signs a press release, below its text."""
    for index in layout.free(last + 1, len(layout.wholes)):
        line = layout.wholes[index]
        if not furniture().opening("posts", line.folded) or line.words > _POST_WORDS or line.stops:
            continue
        layout.marks[index] = Mark(Role.BYLINE, "clean/post@1", 0.7)
        above = layout.wholes[index - 1]
        if index - 1 > last and 2 <= above.words <= 5 and looks_like_names(above.text):  # noqa: PLR2004
            layout.marks[index - 1] = Mark(Role.BYLINE, "clean/signature@1", 0.7)


def _mark_tail(layout: Layout, last: int) -> None:
    framed = False
    for index in range(last + 1, len(layout.wholes)):
        line, mark = layout.wholes[index], layout.marks[index]
        if mark is None and (is_bare_count(line) or is_bare_number(line)):
            mark = layout.marks[index] = Mark(Role.NAVIGATION, "clean/tail@1", 0.7)
        if mark is not None:
            framed = framed or mark.role is Role.NAVIGATION
            continue
        if is_byline(line) and line.words <= 10 and not line.full_stop:  # noqa: PLR2004
            layout.marks[index] = Mark(Role.BYLINE, "clean/signature@1", 0.7)
        elif (
            framed
            and line.words <= _TAIL_ITEM_WORDS
            and not line.stops
            and not any(c.isdigit() or c in ":：" for c in line.text)
        ):
            layout.marks[index] = Mark(Role.NAVIGATION, "clean/tail@1", 0.6)
    _mark_beside_frame(layout, last)


def _mark_beside_frame(layout: Layout, last: int) -> None:
    """Mark one or two short lines below the text that stand between it and the frame's lines."""
    count = len(layout.wholes)
    free = layout.free(last + 1, count) if last < count else []
    framed = [i for i in range(last + 1, count) if _frames(layout.marks[i])]
    if not framed or len(free) > _MOST_BESIDE:
        return
    for index in free:
        line = layout.wholes[index]
        near = min(abs(index - other) for other in framed) <= _MOST_BESIDE
        plain = line.text[0].isalpha() and line.words <= _BESIDE_WORDS and not line.stops
        if near and plain:
            layout.marks[index] = Mark(Role.NAVIGATION, "clean/beside the frame@1", 0.55)


def _frames(mark: Mark | None) -> bool:
    return mark is not None and mark.role is Role.NAVIGATION
