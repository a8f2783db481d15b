"""Whom does a line credit: an agency, an editor, an author, a photographer?"""

import re

from firsthand.clean.agencies import (
    SMALL,
    delivered_by,
    find_agencies,
    is_agency_name,
    only_agencies,
)
from firsthand.clean.furniture import Furniture, fold_line, furniture, is_unspaced, size
from firsthand.clean.lines import Line
from firsthand.model.report import Role

_LABEL = re.compile(
    r"[\s(（\[【［{*_#>•·–—-]*([^\s:：|/／(（\[【][^:：|/／]{0,39}?)\s*([:：|/／])\s*(?=\S)"
)
_BRACKETS = re.compile(r"[(（\[【［][^()（）\[\]【】［］]{2,90}[)）\]】］]\s*[.。]?$")
_SLASHED = re.compile(r"(?:^|\s|[\w.)”\"。])[/／|]\s?([^/／|]{2,40})$")
_ZH_PHOTOGRAPHER = re.compile(
    r"[\u4e00-\u9fff](?:[\s\u3000]+[\u4e00-\u9fff]{1,4}){0,4}\s*[摄攝](?:影)?[)）\]】]?$"
)
_KO_AUTHOR = re.compile(
    r"(?:[가-힣]{1,6}[=＝]\s?)?[가-힣]{2,4}\s?(?:인턴|수습|전문|선임)?\s?(?:기자|특파원|논설위원)"
    r"(?:\s\S+@\S+)?"
)
_BRACKETED_LABEL = re.compile(
    r"[\[【〔<＜(（]\s?([^\s\[\]【】〔〕<>＜＞()（）]{1,16})\s?[\]】〕>＞)）]\s?\S"
)
"""A word in brackets that opens a line: "[Foto] The bridge at noon"."""
_TAKEN_BY = re.compile(r"(?P<house>[^/]{2,30})/\s?(?P<name>[^/]{3,40})")
"""Who sends a picture, and who took it: "(NORTHPRESS/Ann Lee)"."""
_JA_CAPTION = re.compile(r"[【〈＜（(\[［■▲▼◇]?\s?写真(?:説明)?[=＝：:】〉＞）)\]］]")
_BESIDE_AUTHOR = re.compile(
    r"\s*(?:[(（\[](?P<in>[^()（）\[\]]{2,60})[)）\]]|[,;|،]\s*(?P<after>[^,;|،]{2,60}))\s*$"
)
_IN_BRACKETS = re.compile(r"[(（\[【［]\s*([^()（）\[\]【】［］＝=]{2,30}?)\s*[)）\]】］]\s*[.。]?")
_STROKE = re.compile(r"\s*[/|｜]\s*|\s[–—·•]\s")
_MOST_TOWN = 3
_MOST_UNNAMED = 8
"""Words of an author without a name, with a place or a paper."""
_ELISION = re.compile(r"^[a-z]{1,5}['’](?=[^\W\d_])")
_SHORT_LABEL = re.compile(r"([^\W\d_]{2,5})\.\s*(\S.{1,60})$")
_QUOTED_NAME = re.compile("[«\"“„'‹](.{2,40})[»\"”“'›]")
_NUMBER = re.compile(r"[\s.]*\d{1,3}[a-z]?$")
_TAIL_LABEL = re.compile(r"(?<!\S)((?:[^\s:：]+\s)?)([^\s:：]+)\s?[:：]\s?(\S[^:：]{1,50})$")
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_AND = re.compile(r"\s*[,،&+/]\s*|\s+(?:and|und|et|y|e|en|i|oraz|и|й|та|і|ve|dan|och|và|و|og)\s+")
_PARTS = re.compile(r"\s*(?:[,，、|/／;；·•]|\s[–—-]\s)\s*")
_MOST_THANKED = 4
_LEAST_SHOUTED = 4
"""Letters of a house in capitals; shorter ones are parties: "(CDU/Ann Lee)"."""
_MOST_THANKING = 12
_MOST_WORDS = 45
_LABELLED = (
    ("editor", Role.EDITOR_CREDIT, 30),
    ("source", Role.AGENCY_CREDIT, 20),
    ("author", Role.BYLINE, 20),
)
"""Kinds of label, the role they give, and the most words of a line that bears them."""


def read_label(text: str) -> tuple[str, int, str]:
    """Read the label at the head of a line, such as "Source:".

    Args:
        text: a line.

    Returns:
        The folded label, where what it labels begins, and the mark that ends it; an empty label
        when the line has none.
    """
    match = _LABEL.match(text)
    return (fold_line(match[1]), match.end(), match[2]) if match else ("", 0, "")


def mark_credit(line: Line) -> tuple[Role, str] | None:
    """Tell whether a line credits a source, an editor, an author or a photographer.

    Args:
        line: a line, or the lines of a paragraph.

    Returns:
        The role and the rule's name; None when it does not.
    """
    known = furniture()
    if line.words <= _MOST_WORDS:
        marked = _labelled(line, known) or _opened(line, known)
        if marked:
            return marked
    if line.words <= 6 and only_agencies(line.text):  # noqa: PLR2004 - names and joining words
        return Role.AGENCY_CREDIT, "agency"
    if line.words <= _MOST_THANKING and delivered_by(line.text):
        return Role.AGENCY_CREDIT, "delivered by"
    bracketed = _IN_BRACKETS.fullmatch(line.text)
    if bracketed is not None and is_agency_name(bracketed[1]):
        return Role.AGENCY_CREDIT, "agency in brackets"
    return _captioned(line, known)


def _labelled(line: Line, known: Furniture) -> tuple[Role, str] | None:
    name, begin, mark = read_label(line.text)
    if not name:
        return None
    if known.has("photo", _NUMBER.sub("", name)):
        return Role.CAPTION, "photo label"
    if mark in "|/／" and not is_unspaced(name[0]):
        return None
    for kind, role, most in _LABELLED:
        if known.has(kind, name) and line.words <= most and _is_named(line, begin, kind):
            return role, f"{kind} label"
    return None


def _is_named(line: Line, begin: int, kind: str) -> bool:
    """Tell whether a label is followed by names rather than by a sentence."""
    rest = line.text[begin:]
    if rest[-1] in "?？؟":
        return False
    if kind == "editor" or is_unspaced(rest[0]) or not (rest[0].islower() or rest[0].isupper()):
        return True
    if looks_like_names(rest.rstrip(".")):
        return True
    short = line.words <= 7 and (kind == "source" or not line.stops)  # noqa: PLR2004
    return short or (kind == "source" and bool(find_agencies(rest)) and not line.full_stop)


def _opened(line: Line, known: Furniture) -> tuple[Role, str] | None:
    edited = known.opening("edited", line.folded)
    if edited and line.words <= 30 and _follows_name(line, edited):  # noqa: PLR2004
        return Role.EDITOR_CREDIT, "edited by"
    if line.words <= 30 and any(line.folded.endswith(end) for end in sorted(known.words["closes"])):  # noqa: PLR2004
        return Role.EDITOR_CREDIT, "contributed"
    credited = known.opening("credited", line.folded)
    if credited and line.words <= 12 and (find_agencies(line.text) or not line.stops):  # noqa: PLR2004
        return Role.AGENCY_CREDIT, "credited"
    return None


def _follows_name(line: Line, phrase: str) -> bool:
    at = line.text.casefold().find(phrase)
    rest = line.text[at + len(phrase) :].lstrip(" :：;") if at >= 0 else ""
    if not rest or is_unspaced(rest[0]):
        return bool(rest) and line.words <= 12  # noqa: PLR2004
    first_clause = re.split(r"[;；.]", rest)[0]
    return looks_like_names(first_clause)


def _captioned(line: Line, known: Furniture) -> tuple[Role, str] | None:
    if line.words > 70:  # noqa: PLR2004 - a caption is no page
        return None
    text = line.text
    rule = ""
    tail = _BRACKETS.search(text[-95:])
    slashed = _SLASHED.search(text[-45:])
    opened = known.opening("photographed", line.folded)
    short = _SHORT_LABEL.match(text)
    if tail and _is_picture_credit(tail[0], known):
        rule = "photo credit"
    elif _JA_CAPTION.match(text) or _opens_with_photo(text, known):
        rule = "photo opening"
    elif _ends_in_photo_label(text[-80:], known) or (
        short and line.words <= 8 and known.has("photo", fold_line(short[1]))  # noqa: PLR2004
    ):
        rule = "photo label"
    elif slashed and fold_line(slashed[1]) in known.words["picture_sources"]:
        rule = "picture source"
    elif _ZH_PHOTOGRAPHER.search(text[-24:]):
        rule = "photographer"
    elif opened and line.words <= 30 and (size(opened) > 1 or is_unspaced(opened[0])):  # noqa: PLR2004
        rule = "photo opening"
    return (Role.CAPTION, rule) if rule else None


def _ends_in_photo_label(tail: str, known: Furniture) -> bool:
    match = _TAIL_LABEL.search(tail)
    if match is None or not (is_unspaced(match[3][0]) or looks_like_names(match[3])):
        return False
    return any(known.has("photo", fold_line(name)) for name in (match[1] + match[2], match[2]))


def _opens_with_photo(text: str, known: Furniture) -> bool:
    match = _BRACKETED_LABEL.match(text)
    return match is not None and known.has("photo", _NUMBER.sub("", fold_line(match[1])))


def _is_picture_credit(bracket: str, known: Furniture) -> bool:
    inner = bracket.rstrip(".。 ")[1:-1].strip()
    folded = fold_line(inner)
    if known.opening("pictured", folded) or known.opening("photographed", folded):
        return True
    name = read_label(inner)[0]
    if name and (known.has("photo", name) or known.has("pictured", name)):
        return True
    if _ZH_PHOTOGRAPHER.search(inner) or _is_taken_by(inner):
        return True
    slashed = _SLASHED.search(inner)
    return (
        bool(slashed) and fold_line(slashed[1] if slashed else "") in known.words["picture_sources"]
    )


def _is_taken_by(inner: str) -> bool:
    """Tell whether a bracket names an agency, in capitals or by a known name, and a photographer.

    Parties and their members stand so as well, but in running text.
    """
    match = _TAKEN_BY.fullmatch(inner)
    if match is None or not 2 <= size(match["name"]) <= _MOST_THANKED:  # noqa: PLR2004
        return False
    house = match["house"].strip()
    shouted = house.isupper() and len(house) >= _LEAST_SHOUTED
    return looks_like_names(match["name"]) and (shouted or is_agency_name(house))


def looks_like_names(text: str) -> bool:
    """Tell whether a stretch reads as one or more names with what joins them.

    Args:
        text: what follows "by" or stands alone on a line.

    Returns:
        True when every word begins with a capital, is an address or joins names.
    """
    capitals = 0
    for word in text.replace("/", " ").replace("|", " ").split():
        bare = word.strip("\"'“”’.,;:()&–—-·")
        if not bare or _EMAIL.search(word) or bare.startswith("@"):
            continue
        if bare.casefold() in SMALL:
            continue
        bare = _ELISION.sub("", bare)
        if any(c.isdigit() for c in bare) or not bare[0].isalpha() or bare[0].islower():
            return False
        capitals += 1
    return 0 < capitals <= 12  # noqa: PLR2004


def is_byline(line: Line) -> bool:
    """Tell whether a line near the title names the author.

    Args:
        line: a line that stands beside the title or the end of the text.

    Returns:
        True for "By" and a name, a desk, or a name with a desk or agency.
    """
    known = furniture()
    if known.has("desk", line.folded) or _is_desk(_without_agency(line.text, known), known):
        return True
    if line.words > 16 or (line.full_stop and line.words > 6):  # noqa: PLR2004
        return False
    opened = known.opening("by", line.folded)
    if opened:
        at = line.text.casefold().find(opened) + len(opened)
        return _is_author(_without_agency(line.text[at:].lstrip(" :：\u00a0"), known), known)
    if line.text[0] == "@" or _EMAIL.fullmatch(line.text) is not None:
        return True
    return _is_signed(line, known)


def is_signed_from(line: Line) -> bool:
    """Tell whether a line right below a title is a name and the town it writes from.

    Args:
        line: a line between the title and the text.

    Returns:
        True for two short stretches in capitals with a stroke between them: "Ann Lee / Lund".
    """
    parts = _STROKE.split(line.text)
    if len(parts) != 2 or line.stops or not 2 <= size(parts[0]) <= _MOST_THANKED:  # noqa: PLR2004
        return False
    return size(parts[1]) <= _MOST_TOWN and all(map(looks_like_names, parts))


def _is_signed(line: Line, known: Furniture) -> bool:
    """Tell whether a line is a name beside an author's word, a desk or an agency."""
    if _KO_AUTHOR.fullmatch(line.text.strip()):
        return True
    dense = known.opening("author", line.folded)
    if dense and is_unspaced(dense[0]) and line.words <= 10 and not line.stops:  # noqa: PLR2004
        return line.text[line.text.find(dense) + len(dense) :][:1].isspace()
    alone = _without_agency(line.text, known)
    if alone != line.text and 1 <= size(alone) <= _MOST_THANKED and looks_like_names(alone):
        return True
    parts = _PARTS.split(line.text)
    if len(parts) < 2 or line.words > 10 or not 2 <= size(parts[0]) <= 4:  # noqa: PLR2004
        return False
    tail = [fold_line(part) for part in parts[1:]]
    named = any(known.opening(kind, p) for p in tail for kind in ("desk", "author"))
    named = named or (len(parts) == 2 and _QUOTED_NAME.fullmatch(parts[1]) is not None)  # noqa: PLR2004
    return looks_like_names(parts[0]) and (named or any(map(only_agencies, parts[1:])))


def _without_agency(rest: str, known: Furniture) -> str:
    """Leave out whom an author thanks for material: "(with agencies)", ", with files from X"."""
    match = _BESIDE_AUTHOR.search(rest)
    if match is None:
        return rest
    thanked = fold_line(match["in"] or match["after"])
    joined = any(known.opening(kind, thanked) for kind in ("together", "credited", "desk"))
    return rest[: match.start()] if joined else rest


def thanked_beside(text: str) -> tuple[int, int]:
    """Find the name of whom a byline thanks for material: "By Ann Lee (with abc)".

    Args:
        text: a byline.

    Returns:
        Its half-open offsets; both 0 where nobody is named.
    """
    known = furniture()
    match = _BESIDE_AUTHOR.search(text)
    if match is None:
        return 0, 0
    group = "in" if match["in"] else "after"
    folded = fold_line(match[group])
    joint = known.opening("credited", folded) or known.opening("together", folded)
    name = match[group].strip()[len(joint) :].strip()
    if not joint or not name or size(name) > _MOST_THANKED or known.has("desk", fold_line(name)):
        return 0, 0
    if known.has("desk", folded) or known.has("credited", folded):
        return 0, 0
    start = match.end(group) - len(match[group]) + match[group].rindex(name)
    return start, start + len(name)


def _is_unnamed(rest: str, known: Furniture) -> bool:
    """Tell whether somebody is credited by the work alone: "our correspondent in Town"."""
    if _is_desk(rest, known):
        return True
    opened = known.opening("desk", fold_line(rest))
    begin = rest.casefold().find(opened) + len(opened) if opened else 0
    return bool(opened) and size(rest) <= _MOST_UNNAMED and looks_like_names(rest[begin:])


def _is_desk(text: str, known: Furniture) -> bool:
    """Tell whether a desk is named, or the people of one: "Courier staff and North Press"."""
    if known.has("desk", fold_line(text)):
        return True
    parts = _AND.split(text)
    others = [part for part in parts if not _staffs(part, known)]
    return len(others) < len(parts) and all(map(is_agency_name, others))


def _staffs(text: str, known: Furniture) -> bool:
    """Tell whether a paper's name, or none, stands before the word for its desk."""
    words = text.split()
    if size(text) > _MOST_UNNAMED:
        return False
    for number in range(len(words)):
        if known.has("desk", fold_line(" ".join(words[number:]))):
            return number == 0 or looks_like_names(" ".join(words[:number]))
    return False


def _is_author(rest: str, known: Furniture) -> bool:
    if not rest:
        return False
    if known.has("desk", fold_line(rest)) or _is_unnamed(rest, known):
        return True
    if rest[0].isalpha() and not (rest[0].islower() or rest[0].isupper()):
        return size(rest) <= 4  # noqa: PLR2004 - a script without capitals: a short name
    return looks_like_names(rest)
