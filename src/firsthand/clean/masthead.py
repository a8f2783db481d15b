"""Which lines above a title name the house that sends the text: an outlet, a ministry?"""

import re
from collections.abc import Sequence

from firsthand.clean.credits import looks_like_names
from firsthand.clean.furniture import ends_word, fold_line, furniture, is_unspaced, size
from firsthand.clean.lines import Line
from firsthand.clean.roles import NUMBERED, Mark
from firsthand.model.report import Role

LETTERHEAD = "clean/letterhead@1"
"""The rule that marks what stands in one block with a masthead."""

_ISSUE = f"clean/{NUMBERED}@1"
_MENU = "clean/menu@1"
_VOUCHING = frozenset({"clean/masthead@1", _ISSUE, _MENU, "clean/phrase@1", "clean/section@1"})
_MOST_WORDS_OF_SLOGAN = 8
_PLACE_WORDS = 3
_WORDS_OF_OFFICE = 4
_SMALL_WORD = 4
_MOST_WORDS = 5
_MOST_WORDS_OF_OFFICE = 10
_DENSE_CHARS = 10
_LEAST_REPEATED = 2
_LEAST_VOUCHING = 2
_HEAD_WORDS = 2
_TITLE_AFTER = 3.5
_TAGLINE = re.compile(r"\s+[-–—|:·]\s+")
_ARTICLE = re.compile(r"^(?:the|el|la|los|las|le|les|l'|der|die|das|o|a|os|as|il|lo|i|de|het)\s")


def find_mastheads(
    wholes: Sequence[Line], marks: Sequence[Mark | None], head: Sequence[int]
) -> tuple[int, ...]:
    """Find the lines above the title that name an outlet or an office.

    A line is taken only while another one that may be the title follows it.

    Args:
        wholes: the paragraphs of the report.
        marks: the marks given so far.
        head: indexes of the paragraphs above the running text that have no mark, in order.

    Returns:
        Their indexes in text order.
    """
    found: list[int] = []
    for place, index in enumerate(head):
        line = wholes[index]
        later = [wholes[i] for i in head[place + 1 :] if wholes[i].words >= _TITLE_AFTER]
        if line.full_stop or not any(not names_office(other) for other in later):
            break
        if not (
            names_office(line)
            or names_outlet(line)
            or (index == 0 and _heads_frame(line, wholes, marks))
            or _is_repeated(line, wholes, marks)
        ):
            break
        found.append(index)
    return tuple(found)


def find_letterhead(
    wholes: Sequence[Line], marks: Sequence[Mark | None], head: Sequence[int]
) -> tuple[int, ...]:
    """Find the lines that stand in one block with a masthead or a release's number at the top.

    A block of short names at the very top, parted by a blank line from what may be the title.

    Args:
        wholes: the paragraphs of the report.
        marks: the marks given so far.
        head: indexes of the paragraphs above the running text that have no mark, in order.

    Returns:
        Their indexes in text order.
    """
    end = next((i for i in range(1, len(wholes)) if wholes[i].apart), len(wholes))
    if end == 1:
        end = _spaced_end(wholes, marks)
    block = range(end)
    vouched = any((mark := marks[i]) is not None and mark.rule in _VOUCHING for i in block)
    offices = sum(_speaks_for(wholes[i]) for i in block)
    dated = any((mark := marks[i]) is not None and mark.role is Role.STATED_DATE for i in block)
    vouched = vouched or offices + dated >= _LEAST_VOUCHING
    framed = all(marks[i] is not None for i in range(_LEAST_VOUCHING, end))
    paper = end >= _LEAST_VOUCHING and framed and says_what_paper(wholes[1])
    vouched = vouched or paper
    inside = [i for i in head if i in block]
    titles = [i for i in head if i >= end and wholes[i].words >= _TITLE_AFTER]
    if not (vouched and inside and titles):
        return ()
    rows = any((mark := marks[i]) is not None and mark.rule == _MENU for i in block)
    below = wholes[titles[0]].words
    issue = next((i for i in block if (m := marks[i]) and m.rule == _ISSUE), -1)
    # Above the number of an issue nothing but the paper's name and a tagline stand.
    fits = (
        _may_head(wholes[i])
        or _speaks_for(wholes[i])
        or says_what_paper(wholes[i])
        or ((i < issue or paper) and _is_short(wholes[i]))
        or (rows and _is_short(wholes[i]) and wholes[i].words < min(below, _MOST_WORDS_OF_SLOGAN))
        for i in inside
    )
    return tuple(inside) if all(fits) else ()


def _spaced_end(wholes: Sequence[Line], marks: Sequence[Mark | None]) -> int:
    """Find where a letterhead ends that has an empty line after each of its lines."""
    end = 0
    for line, mark in zip(wholes, marks, strict=True):
        if not line.apart:
            break
        framed = mark is not None and mark.role is not Role.BODY
        town = size(line.text) <= _PLACE_WORDS and looks_like_names(line.text)
        named = names_office(line) or names_outlet(line) or _is_desk(line)
        named = named or (line.words <= _WORDS_OF_OFFICE and _speaks_for(line))
        if not framed and (_tells(line) or not (town or named)):
            break
        end += 1
    return max(1, end)


def _is_desk(line: Line) -> bool:
    """Tell whether a line is the name of a press desk and nothing else."""
    return any(furniture().has(kind, line.folded) for kind in ("posts", "desk", "contacts"))


def _speaks_for(line: Line) -> bool:
    """Tell whether a line is the name of an office or its press desk, in small letters too."""
    known = furniture()
    if not _is_short(line) or line.stops or any(map(str.isdigit, line.text)):
        return False
    if not line.text[0].isupper() or any(c in ",;:—–" for c in line.text):
        return False
    words = line.folded.split()[:_HEAD_WORDS]
    office = bool(known.opening("offices", line.folded))
    office = office or any(word in known.words["offices"] for word in words)
    return office or known.has("posts", line.folded) or known.has("desk", line.folded)


def names_sender(line: Line) -> bool:
    """Tell whether a line of a letterhead is an office rather than its press desk.

    Args:
        line: a line of a letterhead.

    Returns:
        True when it names an office, in small letters too.
    """
    known = furniture()
    desk = any(known.has(kind, line.folded) for kind in ("posts", "desk", "contacts"))
    return not desk and (names_office(line) or _speaks_for(line))


def says_what_paper(line: Line) -> bool:
    """Tell whether a line says what paper this is: "Daily newspaper. Founded in 1931".

    Args:
        line: a line at the head of a page.

    Returns:
        True when it is short and holds a word for what outlets are.
    """
    known = furniture()
    kinds = known.words["outlet_begins"] | known.words["outlet_ends"] | known.words["periodicals"]
    return _is_short(line) and any(word.strip(".,") in kinds for word in line.folded.split())


def _may_head(line: Line) -> bool:
    """Tell whether a line may be part of a letterhead: short, and no sentence."""
    cased = line.text[0].islower() or line.text[0].isupper()
    words = [word for word in line.text.split() if word[0].isalpha()]
    named = not cased or all(w[0].isupper() or len(w) <= _SMALL_WORD for w in words)
    tagged = _TAGLINE.search(line.text) is not None
    return _is_short(line) and (named or tagged)


def _is_short(line: Line) -> bool:
    return line.words <= _MOST_WORDS_OF_OFFICE and not line.full_stop and not _tells(line)


def names_office(line: Line) -> bool:
    """Tell whether a line is the name of a government, a ministry or another office.

    Args:
        line: a line.

    Returns:
        True when it begins or ends so and reads as a name rather than as a headline.
    """
    known = furniture()
    if line.words > _MOST_WORDS_OF_OFFICE or line.stops or any(map(str.isdigit, line.text)):
        return False
    if is_unspaced(line.text[0]):
        short = len(line.text) <= 2 * _DENSE_CHARS
        return short and any(line.folded.endswith(end) for end in known.words["office_ends"])
    last = line.folded.split()[-1:]
    named = bool(known.opening("offices", line.folded)) or (
        bool(last) and last[0] in known.words["office_ends"]
    )
    if not named:
        return False
    uncased = not (line.text[0].islower() or line.text[0].isupper())
    return (uncased or looks_like_names(line.text.replace("'s ", " "))) and not _tells(line)


def names_an_office(name: str) -> bool:
    """Tell whether the name of who publishes a text is that of an office.

    Args:
        name: as it was read.

    Returns:
        True for a government, a ministry or another office; False for outlets and for no name.
    """
    line = Line(0, len(name), name, fold_line(name), size(name), apart=True)
    return (
        bool(line.folded) and not names_outlet(line) and (names_office(line) or _speaks_for(line))
    )


def names_outlet(line: Line) -> bool:
    """Tell whether a short line is the name of a newspaper, an agency, a station or a site.

    Args:
        line: a line.

    Returns:
        True when its words say so.
    """
    known = furniture()
    if line.stops or any(map(str.isdigit, line.text)) or not line.folded:
        return False
    if is_unspaced(line.text[0]):
        # "早报 数字版": beside the paper's name its edition.
        names = [part for part in line.text.split() if not known.has("whole", fold_line(part))]
        name = fold_line(" ".join(names))
        fits = len(name) <= _DENSE_CHARS
        return fits and any(name.endswith(end) for end in known.words["outlet_ends"])
    parts = _TAGLINE.split(line.text, maxsplit=1)
    if size(parts[0]) > _MOST_WORDS or not looks_like_names(parts[0]) or _tells(line):
        return False
    words = _ARTICLE.sub("", parts[0].casefold(), count=1).split()
    named = words[0] in known.words["outlet_begins"] or words[-1] in known.words["outlet_ends"]
    if len(parts) == 1:
        return named and not known.has("sections", line.folded) and len(words) > 1
    tail = parts[1].casefold().split()
    headed = tail[0] in known.words["sections"] or tail[0] in known.words["outlet_ends"]
    return headed and (named or len(tail) == 1 or size(parts[1]) <= _MOST_WORDS_OF_OFFICE)


def _tells(line: Line) -> bool:
    """Tell a headline in capitals apart by its verb."""
    verbs = furniture().words["headline_verbs"]
    return any(word in verbs for word in line.folded.split())


def _heads_frame(line: Line, wholes: Sequence[Line], marks: Sequence[Mark | None]) -> bool:
    """Tell whether a name stands at the very top with the page's menu or date right below it."""
    if line.words > _MOST_WORDS or len(wholes) < 2 or wholes[1].apart:  # noqa: PLR2004
        return False
    mark = marks[1]
    below = mark is not None and mark.role in {Role.NAVIGATION, Role.STATED_DATE}
    dense = is_unspaced(line.text[0])
    named = len(line.text) <= _DENSE_CHARS if dense else looks_like_names(line.text)
    parted = len(wholes) > 2 and any(w.apart for w in wholes[2:4])  # noqa: PLR2004
    return below and named and parted and not _tells(line)


def _is_repeated(line: Line, wholes: Sequence[Line], marks: Sequence[Mark | None]) -> bool:
    """Tell whether a short name comes again inside a line of the frame, as in a copyright line."""
    name = _ARTICLE.sub("", line.folded, count=1)
    if line.words > _MOST_WORDS or size(name) < _LEAST_REPEATED or line.stops:
        return False
    if not is_unspaced(name[0]) and not looks_like_names(line.text):
        return False
    for whole, mark in zip(wholes, marks, strict=True):
        if mark is None or mark.role is not Role.NAVIGATION or whole is line:
            continue
        at = whole.folded.find(name)
        if at >= 0 and whole.words > line.words and ends_word(whole.folded, at + len(name)):
            return True
    return False


def is_place_name(text: str) -> bool:
    """Tell whether a few words before a date may name a place.

    Args:
        text: the words.

    Returns:
        True when they begin with capitals and name no desk, section, outlet or office.
    """
    known = furniture()
    line = Line(0, len(text), text, fold_line(text), size(text), apart=True)
    if not line.folded or not looks_like_names(text):
        return False
    framed = any(
        known.has(kind, line.folded) for kind in ("sections", "desk", "whole", "not_places")
    )
    return not (framed or names_outlet(line) or names_office(line))


def outlet_part(text: str) -> str:
    """Leave the tagline or the edition off a masthead.

    Args:
        text: the line.

    Returns:
        Its head, the outlet's name.
    """
    name = _TAGLINE.split(text, maxsplit=1)[0]
    words = name.split()
    edition = len(words) > 1 and is_unspaced(name[0])
    if edition and furniture().has("whole", fold_line(words[-1])):
        name = name[: name.rindex(words[-1])].rstrip()
    return name
