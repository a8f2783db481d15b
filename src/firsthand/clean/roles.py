"""What is a line by itself, whatever stands around it?"""

import re
from dataclasses import dataclass
from functools import cache

from firsthand.clean.credits import mark_credit, read_label
from firsthand.clean.furniture import Furniture, fold_line, furniture, is_unspaced, size
from firsthand.clean.lines import PROSE_WORDS, Line
from firsthand.model.report import Role

NUMBERED = "numbered release"
"""What a line is that says which of its releases a press office sends."""

VERSION = 1
"""Raised when a rule's answers change."""

_SEPARATORS = re.compile(r"\s*[|¦│｜•·›»>＞→⁄]\s*|\s+[/\\]\s+|\t+|\s{2,}|\u3000+")
_GAPS = re.compile(r"\S(?:\s{2,}|\u3000)\S")
_PRINTED_DAY = re.compile(r"(?:19|20)\d\d")
_BREADCRUMB = re.compile(r"\s*[›»>＞→]\s*")
_CRUMB_WORDS = 30
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|[@#]\w+(?:\s+[@#]\w+)*"
    r"|(?!\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d))\+?\(?\d[\d\s()./-]{7,}\d"
)
_COPYRIGHT = re.compile(
    r"(?:copyright\b\s*(?:©|\(c\)|(?:19|20)\d\d|by\b)|©|\(c\)\s*(?:19|20)\d\d|版权所有|版權所有)",
    re.IGNORECASE,
)
REACH = re.compile(r"@|https?:|www\.|\d{2,4}[\s-]\d{2,4}[\s-]?\d{2}|\d{7}")
"""An address or a telephone number."""

_NUMBERED_PART = re.compile(
    r"第?\s?[A-Za-z]?\d{1,3}\s?[版面](?:\s*[:：]\s*\w{1,6})?|\w{0,2}ICP[备備证證]\s?\d+号?(?:-\d+)?"
)
"""A page of a Chinese newspaper, or the number under which a Chinese site is registered."""

_MAIL = re.compile(r"\S@\S+\.\w")
_MAIL_WORDS = 10
_COUNTER = re.compile(r"^[\d.,]+(?:\s?[km]\b)?\s*\+?\s*(\D.*)$")
_COUNTED = re.compile(r"^(\D+?)\s*[:：]?\s*[(（]\s?\d[\d.,]*\s?[km]?\s?[)）]?$")
_COUNT_BEHIND = re.compile(r"\s*[(（]\d[\d.,]*[)）]$")
_ROW = re.compile(r"\s+[–—-]\s+|\s*[|¦│｜•·]\s*")
_NUMBERED = re.compile(
    r"(?P<what>[^\d:：#]{2,40}?)[\s:：#.°º]*(?P<number>\d{1,5}(?:\s?[/-]\s?\d{2,4})?)(?!\d)"
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,4}/\s*){1,4}|(?:[a-z]{1,4}/){1,4}[a-z]{1,4}")
"""Letters that desks sign with below a text, as in "ab/ cde/" and "ab/cde/fg"."""
_BULLETS = re.compile(r"\s*[|¦│｜•·]\s*")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)")
_STATUS_WORDS = 14
_DASHED = re.compile(r"\s[-–—]\s")
_LEAST_DASHED = 3
_BARE_WORDS = 4
_CALLED_WORDS = 8
_BARE_COUNT = re.compile(r"[^\W\d_][^\d()（）.,;:]{0,40}\s?[(（]\d[\d.,]{0,9}[)）]")
_NUMBER = re.compile(r"\s*(?:\+?[\d(][\d\s()./-]{5,24}\d|[\w.+-]{1,40}@[\w.-]{3,60})\s*")
_ENDS = re.compile(r"^[\s\-–—*#/(（【\[]*(?:30|###|end|ends|完)[\s\-–—*#/)）】\]]*$", re.IGNORECASE)
_END_MARKS = frozenset("-–—*#/(（【[")
_OPENED_WORDS = 20
_CONTACT_WORDS = 20
_NUMBERED_WORDS = 10
_STRONG_WORDS = 45
_RIGHTS_WORDS = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """A line's role, the rule that gave it, and how sure the rule is (0 to 1)."""

    role: Role
    rule: str
    score: float


def mark_alone(line: Line) -> Mark | None:
    """Label a line that is plainly part of the frame, whatever stands around it.

    Args:
        line: a line.

    Returns:
        The mark; None when the line itself does not say.
    """
    known = furniture()
    rule = ""
    if not line.folded:
        rule = "separator"
    elif _is_page_number(line, known):
        rule = "page number"
    elif _ENDS.match(line.text) and line.text[0] in _END_MARKS:
        rule = "end mark"
    elif kind := _phrase_of(line, known):
        rule = kind
    elif line.words <= 6 and _ADDRESS.fullmatch(line.text):  # noqa: PLR2004
        rule = "address"
    elif _NUMBERED_PART.fullmatch(line.text):
        rule = "numbered part"
    elif line.words <= _MAIL_WORDS and _MAIL.search(line.text) and line.text[-1] not in "?？؟":
        rule = "mail address"
    elif _is_counter(line, known) or _is_status(line, known):
        rule = "counter"
    elif known.has("contacts", line.folded) or (
        line.text[-1] in ":：" and known.has("labels", line.folded)
    ):
        rule = "label alone"
    return _navigation(rule, 0.9) if rule else None


def _phrase_of(line: Line, known: Furniture) -> str:
    """Tell which phrase of the frame a line is."""
    if known.has("lists", line.folded):
        return "list header"
    if known.has("whole", line.folded):
        return "phrase"
    if _is_numbered(line, known):
        return NUMBERED
    return "initials" if _INITIALS.fullmatch(line.text) else ""


def mark_line(line: Line) -> Mark | None:
    """Label a line or paragraph by its own words: credits, captions, labels, openings, rights.

    Args:
        line: a line, or the lines of a paragraph as one.

    Returns:
        The mark; None when the words do not say.
    """
    known = furniture()
    if line.words > _RIGHTS_WORDS:
        return None
    labelled = _mark_label(line, known)
    if labelled is not None:
        return labelled
    if _reserves_rights(line, known):
        return _navigation("rights", 0.95)
    strong, credited = (known.opening(kind, line.folded) for kind in ("strong", "credited"))
    if credited and len(strong) > len(credited):
        return _mark_opening(line, known)  # "Theo" credits, "Theo dõi" asks to follow
    credit = mark_credit(line)
    if credit:
        return Mark(credit[0], f"clean/{credit[1]}@{VERSION}", 0.9)
    return _mark_opening(line, known)


def _mark_opening(line: Line, known: Furniture) -> Mark | None:
    if line.words <= _STRONG_WORDS and known.opening("strong", line.folded):
        return _navigation("strong opening", 0.9)
    opened = known.opening("opens", line.folded)
    short = line.words <= _OPENED_WORDS and not line.full_stop and line.text[-1] not in "?？؟"
    if opened and short and (size(opened) > 1 or line.words <= 8 or is_unspaced(opened[0])):  # noqa: PLR2004
        return _navigation("opening", 0.8)
    return None


def _mark_label(line: Line, known: Furniture) -> Mark | None:
    name, _, mark = read_label(line.text)
    if not name or mark not in ":：":
        return None
    for kind, role in (("title", Role.TITLE), ("subtitle", Role.SUBTITLE)):
        if known.has(kind, name) and line.words <= _STRONG_WORDS:
            return Mark(role, f"clean/{kind} label@{VERSION}", 0.97)
    if not known.has("labels", name) or line.words > _STRONG_WORDS:
        reached = line.words <= _CONTACT_WORDS and REACH.search(line.text) and not line.full_stop
        to_whom = known.opening("contacts", name) or known.opening("labels", name)
        return _navigation("contact", 0.8) if reached and to_whom else None
    # A whole sentence behind such a word is told, unless it says how to reach somebody.
    if line.full_stop and line.words >= PROSE_WORDS and not REACH.search(line.text):
        return None
    return _navigation("label", 0.9)


def _is_numbered(line: Line, known: Furniture) -> bool:
    """Tell whether a line says which of its releases a press office sends, and nothing else."""
    if line.words > _NUMBERED_WORDS or line.full_stop or not any(map(str.isdigit, line.text)):
        return False
    match = _NUMBERED.match(line.text)
    if match is None:
        return False
    words = fold_line(match["what"]).split()
    while words and words[-1].strip(".:°º") in known.words["numbered"]:
        words.pop()
    what = " ".join(words).rstrip("第제")
    rest = line.text[match.end() :]
    dated = any(map(str.isdigit, rest))
    if not what:  # the issue of a newspaper: "No. 18 (5204), 14 May"
        return dated
    named = known.has("releases", what.strip())
    return named and (dated or not any(map(str.isalpha, rest)) or is_unspaced(what[0]))


def is_menu(line: Line, neighbours: tuple[str, ...]) -> bool:
    """Tell whether a line is a row of links.

    Args:
        line: a line.
        neighbours: the texts of the lines before and after it, which tell a table's head.

    Returns:
        True when short names stand side by side between separators.
    """
    if line.full_stop or line.words > 60:  # noqa: PLR2004
        return False
    cut = (_COUNT_BEHIND.sub("", part) for part in _SEPARATORS.split(line.text))
    parts = [part for part in cut if part.strip()]
    known = furniture()
    if len(parts) < 2 or any(size(part) > 4.5 for part in parts):  # noqa: PLR2004
        return _is_path(line, parts, known) or (len(parts) == 1 and _is_dashed_row(line, known))
    if any(c.isdigit() for part in parts for c in part):
        return _is_path(line, parts, known) or _is_numbered_row(parts, known)
    folded = [fold_line(part) for part in parts]
    links = sum(known.has(kind, p) for p in folded for kind in ("whole", "sections", "lists"))
    if links < 2 and any(_is_row(text) for text in neighbours):  # noqa: PLR2004
        return False  # a table's head row
    if len(parts) == 2:  # noqa: PLR2004 - a pair is a menu only when known, or a way to a page
        return links > 0 or (_BREADCRUMB.search(line.text) is not None and line.words <= 6)  # noqa: PLR2004
    dotted = any(mark in line.text for mark in "|¦│｜")
    return dotted or links > 0 or _BREADCRUMB.search(line.text) is not None


def _is_path(line: Line, parts: list[str], known: Furniture) -> bool:
    """Tell whether a line is the way from the front page to the text: "Home > News > A title"."""
    if len(parts) < 2 or line.words > _CRUMB_WORDS or not known.has("whole", fold_line(parts[0])):  # noqa: PLR2004
        return False
    return _BREADCRUMB.match(line.text, line.text.find(parts[0]) + len(parts[0])) is not None


def _is_numbered_row(parts: list[str], known: Furniture) -> bool:
    """Tell whether links stand in a row with a page's or a registration's number."""
    links = [part for part in parts if not _NUMBERED_PART.fullmatch(part.strip())]
    return 0 < len(links) < len(parts) and all(known.has("whole", fold_line(p)) for p in links)


def _is_dashed_row(line: Line, known: Furniture) -> bool:
    """Tell whether a row names sections between dashes: "Politics - Sport - Weather"."""
    parts = [fold_line(part) for part in _DASHED.split(line.text)]
    kinds = ("whole", "sections", "lists")
    linked = all(any(known.has(kind, part) for kind in kinds) for part in parts)
    return len(parts) >= _LEAST_DASHED and linked


def may_be_menu(line: Line) -> bool:
    """Tell whether a line holds what parts the links of a row.

    Args:
        line: a line.

    Returns:
        True when it holds a separator or wide gaps.
    """
    if any(c in line.text for c in "|¦│｜•·›»>＞→⁄/\\\t") or _GAPS.search(line.text) is not None:
        return True
    return line.words <= _STATUS_WORDS and _DASHED.search(line.text) is not None


def _is_row(text: str) -> bool:
    """Tell whether a line may be a row of a table: numbers between separators, but no date."""
    if _SEPARATORS.search(text) is None or _PRINTED_DAY.search(text) or _BREADCRUMB.search(text):
        return False
    return any(map(str.isdigit, text))


def _navigation(rule: str, score: float) -> Mark:
    return Mark(Role.NAVIGATION, f"clean/{rule}@{VERSION}", score)


@cache
def _page_pattern(pages: frozenset[str], of: frozenset[str]) -> re.Pattern[str]:
    page = "|".join(re.escape(word) for word in sorted(pages, key=lambda w: (-len(w), w)))
    joint = "|".join(re.escape(word) for word in sorted({*of, "/"}, key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?:(?:{page})\.?\s?\d{{1,4}}(?:\s?(?:{joint})\s?(?:共\s?)?\d{{1,4}}\s?[页頁]?)?"
        rf"|(?:第\s?)?\d{{1,4}}\s?[页頁]|\d{{1,3}}\s?/\s?\d{{1,3}}(?:\s?(?:ページ|页|頁))?|\d{{1,3}}\s?ページ"
        rf"|\d{{1,3}}\s(?:of|von|sur|из|van)\s\d{{1,3}})"
    )


def _is_page_number(line: Line, known: Furniture) -> bool:
    if line.words > 6:  # noqa: PLR2004
        return False
    if re.fullmatch(r"[-–—]\s?\d{1,4}\s?[-–—]", line.text):
        return True
    pattern = _page_pattern(known.words["pages"], known.words["of"])
    return pattern.fullmatch(line.folded) is not None


def _is_counter(line: Line, known: Furniture) -> bool:
    if line.words > 6:  # noqa: PLR2004
        return False
    match = _COUNTER.match(line.folded)
    if match is not None and known.has("counters", match[1].strip()):
        return True
    match = _COUNTED.match(line.folded)
    return match is not None and known.has("counters", match[1].strip())


def _is_status(line: Line, known: Furniture) -> bool:
    """Tell whether a row says when a page was set and how long it reads: "Today, 9:20 • 2 min"."""
    parts = _BULLETS.split(line.text)
    if len(parts) < 2 or line.words > _STATUS_WORDS or line.full_stop:  # noqa: PLR2004
        return False
    if _PRINTED_DAY.search(line.text) or any(size(part) > 5 for part in parts):  # noqa: PLR2004
        return False
    clock = any(_CLOCK.search(part) for part in parts)
    counted = (_COUNTER.match(fold_line(part)) for part in parts)
    counts = any(m is not None and known.has("counters", m[1].strip()) for m in counted)
    return (clock or counts) and sum(any(map(str.isdigit, part)) for part in parts) == len(parts)


def is_bare_count(line: Line) -> bool:
    """Tell whether a line is a word with its count in brackets: "Yorumlar (7)".

    Args:
        line: a line below a text.

    Returns:
        True when nothing else stands in it.
    """
    return line.words <= _BARE_WORDS and _BARE_COUNT.fullmatch(line.text) is not None


def is_bare_number(line: Line) -> bool:
    """Tell whether a line only says where to call or to write for something.

    Args:
        line: a line below a text.

    Returns:
        True for a few words, a colon and a number or an address.
    """
    name, mark, rest = line.text.partition(":")
    return bool(mark) and size(name) <= _CALLED_WORDS and _NUMBER.fullmatch(rest) is not None


def _reserves_rights(line: Line, known: Furniture) -> bool:
    folded = line.folded
    bare = line.text.lstrip(" (（")
    if line.words <= 30 and any(_COPYRIGHT.match(text) for text in (line.text, bare)):  # noqa: PLR2004
        return True
    row = _ROW.split(line.text)
    if len(row) > 1 and line.words <= 30 and not line.full_stop:  # noqa: PLR2004
        folds = [fold_line(part) for part in row]
        if any(_COPYRIGHT.match(part) for part in row) or any(
            known.opening("rights", part) for part in folds
        ):
            return True
    phrase = next((p for p in sorted(known.words["rights"]) if p in folded), "")
    if not phrase:
        return False
    if line.words <= 14 or (folded.endswith(phrase) and line.words <= 40):  # noqa: PLR2004
        return True
    return _COPYRIGHT.search(line.text) is not None or (line.words <= 60 and is_unspaced(phrase[0]))  # noqa: PLR2004
