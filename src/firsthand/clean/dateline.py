"""From where, on which day and by which agency is a report sent, by its first words?"""

import re
from dataclasses import dataclass

from firsthand.clean.agencies import Credit, find_agencies, is_agency_name
from firsthand.clean.furniture import fold_line, furniture, is_unspaced
from firsthand.text.dates import PrintedDate, find_dates

_HEAD = 140
"""No dateline is longer, in code points."""
_TOWN_WORDS = 3
"""Words of a town in capitals with a full stop behind it: "NORTH LAKE. The bridge ..."."""

_CAPITALS = "A-ZÀ-ÖØ-ÞČĆĐŠŽŁŃŚŹŻĞİŞĄĘА-ЯЁІЇЄҐ"
_DATE, _AGENCY, _GONE = "\x01", "\x02", "\x03"
_END = re.compile(
    r"(?P<dash>\s*(?:--+|[—–―−_])\s*|\.\s?(?:--+|[-—–―])\s*|\s+-\s*|-\s+)|(?P<colon>\s*[:：]\s*)"
    r"|(?<=[)\]/])(?P<open>[.,]?\s+)|(?<=\x02)(?P<stop>\.\s+)|(?<=\x01)(?P<dated>\.\s+)(?=[^\W\d_])"
    rf"|(?<=[{_CAPITALS}]{{3}})(?P<shouted>\.\s+)(?=[{_CAPITALS}])"
)
_STOPPED = frozenset({"shouted", "dated"})
_DATED = re.compile(r"\d\.\s")
_BRACKET = re.compile(r"[(\[/](?P<inner>[^()\[\]/]{1,45})[)\]/]")
_CHUNKS = re.compile(r"\s*(?:[,،;/]|\.(?=[\s.]*(?:[\x01\x02]|$))|\s-\s|\x01+|\x02+|\x03+)\s*")
_AFTER_AGENCY = re.compile(r"/?\s?[.:：](?:\s?[-–—]+)?\s|/?\s?[-–—]+\s")
_YEAR_WORD = re.compile(r"(?<=\x01)\s*(?:года|год|г\.|г|roku|rok|r\.|року|рік|р\.)(?!\w)")
"""The word for a year behind its number, in Slavic languages."""
_DAY_ALONE = re.compile(r"(?<![\w.])\d{1,2}(?=\s*$|\s*[,.(])")
_NEXT_DASH = re.compile(r"\s(?:--|[—–-])\s")
_JOINTS = (
    "am an and auf bei da das de dei del della den der des di do dos du e el et i la las le les "
    "los mit na o of on sur upon und van von y al en il"
)
_JOINING = frozenset(_JOINTS.split())
"""Words that stay in lower case inside the names of places and beside dates."""
_BEFORE_DATE = re.compile(
    r"(?:^|\s)(?:le|el|il|den|am|op|on|the|em|dne|dia|de)\s*(?=\x01|$)", re.IGNORECASE
)

_DAY_ZH = r"(?:(?:\d{2,4}年)?\d{1,2}月)?\d{1,2}日"
_SOURCE_ZH = (
    r"(?:本报|本報|本台|本网|本網|本刊|[\u4e00-\u9fff]{1,6}?(?:社|网|網|报|報|台|客户端|新闻|新聞))"
)
_CHINESE = re.compile(
    rf"(?P<lead>据)?(?P<source>{_SOURCE_ZH})\s*(?:记者[^\d]{{2,8}})?(?P<place>[\u4e00-\u9fff·]{{2,12}}?)?\s*"
    rf"(?P<date>{_DAY_ZH})?\s*(?:[专專][电電]|[电電]|[讯訊]|(?:消息)(?=\s*[:：（(]))"
    r"(?:\s*[（(](?=[^）)]{0,6}(?:记|記|编|通|特|作|总))[^）)]{2,60}[）)])?\s*[:：]?"
)
_BRACKETED = re.compile(
    r"[(（\[［【](?P<inner>[^()（）\[\]［］【】]{2,45})[)）\]］】]\s*(?:[-–—―=－]+(?:\s|(?=\w)))?"
)
_JA_PLACE = re.compile(
    r"(?P<place>[^\s\d＝=/／・、,，\x01\x02]{2,12}?)(?=[＝=\s\d/／・、,，]|\x01|\x02|$)"
)
_KOREAN_AUTHOR = re.compile(r"\s*[^=\n]{2,30}=\s*")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a report: `line[start:end]` with what it names, offsets into the line.

    Attributes:
        start: first code point.
        end: one past its last mark.
        place: stretch of the place's name; None when it names none.
        date: the date; None when it names none.
        agency: the agency; None when it names none that is known.
        source: stretch of a name in brackets, or before a Chinese 电, that is no known agency.
    """

    start: int
    end: int
    place: tuple[int, int] | None = None
    date: PrintedDate | None = None
    agency: Credit | None = None
    source: tuple[int, int] | None = None

    @property
    def places_or_dates(self) -> bool:
        """Whether it names more than who sends it from the outlet's own desk."""
        named = (self.place, self.date, self.agency, self.source)
        return any(part is not None for part in named)

    @property
    def shouted(self) -> bool:
        """Whether nothing but capitals and a colon speak for it, as for a speaker's name."""
        return self.date is None and self.agency is None and self.source is None


def find_dateline(line: str, language: str, *, first: bool = True) -> Dateline | None:
    """Read the dateline at the head of a line of running text.

    Args:
        line: the line, trimmed.
        language: the report's language.
        first: the line opens the running text, where a place and a dash are enough.

    Returns:
        The dateline; None when the line begins with its text.
    """
    head = line[:_HEAD]
    if len(line) < 30 and not find_agencies(head):  # noqa: PLR2004 - too short to hold a text too
        return None
    found = _chinese(head, language) if "\u4e00" <= head[0] <= "\u9fff" else None
    if found is None and head[0] in "(（[［【":
        found = _bracketed(head, language)
    if found is None:
        found = _western(line, head, language, first=first)
    if found is None or len(line) - found.end >= 10:  # noqa: PLR2004 - room for a sentence
        return found
    alone = found.end == len(line) and found.place is not None and not found.shouted
    return found if alone and not line[-1].isalnum() else None


def _chinese(head: str, language: str) -> Dateline | None:
    match = _CHINESE.match(head)
    if match is None:
        return None
    credits_ = find_agencies(head, 0, match.end())
    date = _date_in(head, language, *match.span("date")) if match["date"] else None
    own = match["source"].startswith("本")
    if not (credits_ or date or own) or (not match["date"] and not own and match["place"]):
        return None
    place = match.span("place") if match["place"] and (match["date"] or not own) else None
    end = len(match[0].rstrip())
    source = None if credits_ or own else match.span("source")
    return Dateline(0, end, place, date, credits_[0] if credits_ else None, source)


def own_report_end(line: str) -> int:
    """Find where a paragraph stops saying that it is the paper's own: "本报讯（记者 …）".

    Args:
        line: a paragraph, trimmed.

    Returns:
        The offset behind it; 0 where the paragraph begins with its text.
    """
    match = _CHINESE.match(line[:_HEAD])
    own = match is not None and match["source"].startswith("本") and not match["date"]
    return len(match[0].rstrip()) if match and own else 0


def _bracketed(head: str, language: str) -> Dateline | None:
    match = _BRACKETED.match(head)
    if match is None:
        return None
    start, end = match.span("inner")
    credits_ = find_agencies(head, start, end)
    date = _date_in(head, language, start, end)
    inner = match["inner"]
    if not credits_ and date is None and not ("＝" in inner or "=" in inner):
        return None
    if not credits_ and not re.search(r"[电電讯訊＝=]|\d", inner):
        return None
    masked = _mask(head, language, credits_)[start:end]
    named = _JA_PLACE.match(masked.lstrip())
    place = None
    if named and not re.search("[社網网]$|记者|記者", named["place"]):
        shift = len(masked) - len(masked.lstrip())
        place = (start + shift + named.start("place"), start + shift + named.end("place"))
    stop = match.end()
    if "=" in inner and (author := _KOREAN_AUTHOR.match(head, stop)):
        stop = author.end()
    found = Dateline(0, stop, place, date, credits_[0] if credits_ else None)
    rest = (
        _western(head, head[stop:], language, first=False) if place is None and credits_ else None
    )
    if rest is None:
        source = None if credits_ else _sender(inner, start)
        return Dateline(0, len(head[:stop].rstrip()), place, date, found.agency, source)
    shifted = None if rest.place is None else (rest.place[0] + stop, rest.place[1] + stop)
    return Dateline(0, rest.end + stop, shifted, rest.date or date, found.agency)


def _sender(inner: str, start: int) -> tuple[int, int] | None:
    """Find the agency behind the town, where a reporter may stand too: "【ロンドン＝北方通信】"."""
    town, mark, name = inner.replace("=", "＝").partition("＝")
    if not (mark and is_agency_name(name.strip())):
        return None
    first = start + len(town) + 1
    return first, first + len(name)


def _date_in(head: str, language: str, start: int, end: int) -> PrintedDate | None:
    dates = find_dates(head, language, start, end)
    return dates[0] if dates else None


def _mask(head: str, language: str, credits_: tuple[Credit, ...]) -> str:
    masked = list(head)
    for date in find_dates(head, language):
        masked[date.start : date.end] = _DATE * (date.end - date.start)
    for credit in credits_:
        masked[credit.start : credit.end] = _AGENCY * (credit.end - credit.start)
    return _YEAR_WORD.sub(lambda m: _DATE * len(m[0]), "".join(masked))


def _western(line: str, head: str, language: str, *, first: bool) -> Dateline | None:
    if is_unspaced(head[0]) or head[0].islower() or not (head[0].isalpha() or head[0] in "(["):
        return None
    credits_ = find_agencies(head)
    if not (credits_ or _END.search(head) or _DATED.search(head)):
        return None
    masked = _mask(head, language, credits_)
    for tried, match in enumerate(_END.finditer(masked)):
        if tried > 5 or match.start() == 0:  # noqa: PLR2004 - the dash of a dateline comes early
            continue
        evidence = _weigh(masked[: match.start()], head)
        if evidence is None:
            continue
        following = head[match.end() : match.end() + 1]
        if not evidence.accepts(str(match.lastgroup), following, first=first):
            continue
        if not evidence.strong and _NEXT_DASH.search(line, match.end(), match.end() + 160):
            continue
        end = _past_agency(head, match.start() + len(match[0].rstrip()), credits_)
        date = next((d for d in find_dates(head, language) if d.end <= match.start() + 1), None)
        if match.lastgroup == "dated" and not (date and date.year and date.month and date.day):
            continue
        agency = next((c for c in credits_ if c.end <= end), None)
        return Dateline(0, end, evidence.place, date, agency, evidence.bracket)
    return None


def _past_agency(head: str, end: int, credits_: tuple[Credit, ...]) -> int:
    """Take in an agency that stands behind the dash, as in "Town, 3 May - Agency. Text"."""
    for credit in credits_:
        if credit.start >= end and not head[end : credit.start].strip(" /"):
            after = _AFTER_AGENCY.match(head, credit.end)
            return len(head[: after.end()].rstrip()) if after else end
    return end


def _cased(char: str) -> bool:
    return char.islower() or char.isupper()


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a dateline in the words before a dash."""

    place: tuple[int, int] | None
    agency: bool
    date: bool
    capitals: bool
    parts: int
    kind_named: bool
    words: int
    bracket: tuple[int, int] | None

    @property
    def strong(self) -> bool:
        return self.agency or self.date or self.capitals

    def accepts(self, end: str, following: str, *, first: bool) -> bool:
        begins = not following.islower()
        if end == "dash":
            if self.agency or self.date or (self.capitals and begins):
                return True
            plain = first and begins and not following.isdigit()
            short = self.parts > 1 or self.words <= 3  # noqa: PLR2004
            return plain and (self.kind_named or bool(self.bracket) or short)
        named = self.place is not None
        if end in _STOPPED:
            town = self.capitals and self.parts == 1 and self.words <= _TOWN_WORDS
            return first and (town if end == "shouted" else begins and named and self.date)
        if end == "colon":
            shouted = self.capitals and self.parts == 1 and self.words <= 2  # noqa: PLR2004
            return (self.agency or self.date or shouted) and begins
        if self.bracket and not self.agency:
            return begins and named and self.date and end == "open"
        return begins and named and self.agency and (self.date or self.capitals or end == "stop")


def _weigh(masked: str, head: str) -> _Evidence | None:
    known = furniture()
    bare = list(masked)
    bracket = None
    for match in _BRACKET.finditer(masked):
        inner = match["inner"]
        if not (_AGENCY in inner or _DATE in inner):
            if len(inner.split()) > 6:  # noqa: PLR2004
                return None
            bracket = match.span("inner")
        bare[match.start() : match.end()] = [_GONE] * (match.end() - match.start())
    rest = "".join(bare)
    agency, date = _AGENCY in masked, _DATE in masked
    if agency:
        rest = _DAY_ALONE.sub(lambda m: _GONE * len(m[0]), rest)
    rest = _BEFORE_DATE.sub(lambda m: _GONE * len(m[0]), rest) if date else rest
    chunks: list[tuple[int, int]] = []
    position = 0
    for end, following in [*(m.span() for m in _CHUNKS.finditer(rest)), (len(rest), len(rest))]:
        piece = rest[position:end]
        if piece.strip():
            begin = position + len(piece) - len(piece.lstrip())
            chunks.append((begin, begin + len(piece.strip())))
        position = following
    if "(" in rest or "[" in rest or len(chunks) > 4 or (not chunks and not agency):  # noqa: PLR2004
        return None
    if not all(_is_name(rest[a:b], cased=_cased(head[a])) for a, b in chunks):
        return None
    first = rest[chunks[0][0] : chunks[0][1]] if chunks else ""
    if first and _opens_a_frame(fold_line(first)):
        return None
    return _Evidence(
        place=_named_place(chunks, rest, head),
        agency=agency,
        date=date,
        capitals=len(first) > 2 and first.isupper(),  # noqa: PLR2004 - more than an abbreviation
        parts=len(chunks),
        kind_named=any(fold_line(w) in known.words["places"] for w in rest.split()),
        words=len(" ".join(rest[a:b] for a, b in chunks).split()),
        bracket=bracket,
    )


def _opens_a_frame(folded: str) -> bool:
    known = furniture()
    stamps = any(known.opening(kind, folded) for kind in ("published", "updated", "author", "by"))
    return stamps or known.has("not_places", folded)


def _named_place(chunks: list[tuple[int, int]], rest: str, head: str) -> tuple[int, int] | None:
    """Join the chunks that follow one another with a comma or slash: a town and its region."""
    if not chunks:
        return None
    start, end = chunks[0]
    for begin, stop in chunks[1:]:
        if rest[end:begin].strip() not in {",", "،", "/"}:
            break
        end = stop
    if end > chunks[0][1] and head[end : end + 1] == "." and _DATE not in rest[end : end + 3]:
        end += 1  # the region is abbreviated, as in "Calif."
    return start, end


def _is_name(chunk: str, *, cased: bool) -> bool:
    words = chunk.replace("-", " ").split()
    if not words or len(words) > 5 or any(c.isdigit() for c in chunk):  # noqa: PLR2004
        return False
    if not cased:
        return len(words) <= 3  # noqa: PLR2004 - a script without capitals
    if not words[0][0].isupper():
        return False
    return all(
        not w[0].isalpha() or not w[0].islower() or w in _JOINING or w[:2] in {"d'", "l'"}
        for w in words
    )
