"""Which words does a page show, where do they stand in its source, and what does its head say?

Tokens follow the HTML standard's tokenizer closely enough for text. Every pattern is possessive
and every search moves forward, so that time grows with the length of the source alone; the
standard library's parser takes quadratic time on some broken pages.
"""

import re
from array import array
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)(>|\Z)", re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'>/=]++)\s*+(?:=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++)))?+", re.DOTALL
)
_CHUNK = re.compile(
    r"(?P<word>[^ \t\n\r\f&]++)|(?P<blank>[ \t\n\r\f]++)"
    r"|(?P<entity>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z]\w{1,31});?)|&"
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_HIDDEN = frozenset({
    "script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "template", "svg",
    "math", "select", "object",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul", "option", "button",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
})  # fmt: skip
_CLOSES_ALIKE = frozenset({
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot",
})  # fmt: skip
_FURNITURE_TAGS = frozenset({
    "nav", "aside", "footer", "button", "menu", "dialog", "select",
})  # fmt: skip
_FURNITURE = re.compile(
    r"(?<![a-z])(?:related|share|sharing|social|comments?|newsletter|subscri(?:be|ption)|promo|"
    r"advert\w*|ads?|sidebar|menu|navbar|nav|navigation|breadcrumbs?|cookies?|consent|"
    r"recommend\w*|more-?stories|most-?read|trending|popular|teasers?|widget|toolbar|paywall|"
    r"tags?|footer|sponsor\w*|outbrain|taboola)(?![a-z])"
)
_CREDIT = re.compile(
    r"(?<![a-z])(?:byline|by-line|authors?|dateline|date|datetime|time|timestamp|pubdate|published|"
    r"datepublished|datemodified|updated|credits?|source|agency|standfirst|sub-?title|subheadline|"
    r"dek|deck|lead|lede|intro|kicker|strapline|caption|figcaption)(?![a-z])"
)
"""Words that page makers use in class, id, rel and itemprop for such lines, in any language."""

_CREDIT_TAGS = frozenset({"time", "address", "figcaption", "caption"})


@dataclass(slots=True)
class Passage:
    """One block of shown text with the source offset of each of its characters."""

    tag: str
    furniture: bool
    credit: bool
    row: int = 0
    """Number of the table row that it is a cell of, from 1; 0 outside tables."""
    pieces: list[str] = field(default_factory=list)
    sources: "array[int]" = field(default_factory=lambda: array("i"))
    text: str = ""

    def add(self, piece: str, start: int, *, step: int) -> None:
        """Append a piece.

        Args:
            piece: the characters as shown.
            start: source offset of the first.
            step: 1 when each has its own source character, 0 when all come from one reference.
        """
        self.pieces.append(piece)
        self.sources.extend(range(start, start + len(piece)) if step else [start] * len(piece))

    def finish(self) -> bool:
        """Join the pieces and trim blanks.

        Returns:
            False when nothing is shown.
        """
        raw = "".join(self.pieces)
        text = raw.strip()
        first = raw.find(text) if text else 0
        self.sources = self.sources[first : first + len(text)]
        self.text = text
        self.pieces = []
        return bool(text)


@dataclass(slots=True)
class Page:
    """What a page shows and what its head says."""

    passages: list[Passage] = field(default_factory=list)
    title: str = ""
    language: str = ""
    canonical: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    """(name or property or itemprop in lower case, content), in document order."""
    linked_data: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    """(itemprop, datetime) of time elements."""
    depth: int = 0
    """Most open elements at once."""


def scan(source: str) -> Page:
    """Walk the source of a page once.

    Args:
        source: the decoded source.

    Returns:
        The page, its passages in document order.
    """
    return _Scanner(source).run()


def attributes(body: str) -> dict[str, str]:
    """Read the attributes of a tag.

    Args:
        body: what stands between the tag's name and its closing bracket.

    Returns:
        Values by lower-case name; the first of a repeated attribute wins, as in the standard.
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(body):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


class _Scanner:
    """Hold the state of one walk."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page()
        self.stack: list[tuple[str, bool, bool, bool]] = []  # name, hidden, furniture, credit
        self.counts: dict[str, int] = {}
        self.hidden = 0
        self.furniture = 0
        self.credit = 0
        self.rows = 0
        self.current: Passage | None = None

    def run(self) -> Page:
        source, position, end = self.source, 0, len(self.source)
        while position < end:
            opening = source.find("<", position)
            if opening < 0:
                opening = end
            if opening > position:
                self.text(position, opening)
            if opening == end:
                break
            position = self.markup(opening)
        self.flush()
        return self.page

    def markup(self, start: int) -> int:
        """Take what begins with a `<` and tell where to go on."""
        source = self.source
        if match := _TAG.match(source, start):
            return self.tag(match)
        if source.startswith("<!--", start):
            return _after(source, "-->", start + 4)
        if source.startswith("<![CDATA[", start):
            end = _after(source, "]]>", start)
            self.text(start + len("<![CDATA["), end - len("]]>"))
            return end
        if source.startswith(("<!", "<?", "</"), start):
            return _after(source, ">", start + 2)
        self.text(start, start + 1)
        return start + 1

    def tag(self, match: re.Match[str]) -> int:
        """Take an opening or closing tag and tell where to go on."""
        name = match[2].lower()
        if match[1]:
            self.close(name)
        else:
            self.open(name, match[3])
            if name in _RAW:
                return self.raw(name, match.end())
        return match.end()

    def raw(self, name: str, start: int) -> int:
        """Take the content of an element that holds no tags."""
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, start)
        end = closing.start() if closing else len(self.source)
        if name == "title" and not self.page.title:
            self.page.title = " ".join(unescape(self.source[start:end]).split())
        elif name == "script" and self.stack and self.stack[-1][0] == "script":
            content = self.source[start:end].strip()
            if content[:1] in {"{", "["} and '"@type"' in content:
                self.page.linked_data.append(content)
        return end

    def open(self, name: str, body: str) -> None:
        found = attributes(body) if body else {}
        self.head(name, found)
        if name in _BLOCKS:
            self.flush()
            if self.stack and self.stack[-1][0] == "p":
                self.close("p")
        elif name == "br":
            self.line_break()
        if name in _CLOSES_ALIKE and self.stack and self.stack[-1][0] == name:
            self.close(name)
        if name in _VOID or (body.rstrip().endswith("/") and name not in _BLOCKS | _RAW):
            return
        hints = " ".join(found.get(key, "") for key in ("class", "id", "itemprop", "rel", "role"))
        hints = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", hints).lower()
        furniture = name in _FURNITURE_TAGS or (
            name not in {"body", "html", "main", "article"} and bool(_FURNITURE.search(hints))
        )
        credit = name in _CREDIT_TAGS or bool(_CREDIT.search(hints))
        hidden = name in _HIDDEN or name == "title" or "hidden" in found
        self.stack.append((name, hidden, furniture, credit))
        self.counts[name] = self.counts.get(name, 0) + 1
        self.rows += name == "tr"
        self.furniture += furniture
        self.credit += credit
        self.hidden += hidden
        if self.current and not self.current.text:
            self.current.credit |= credit
        self.page.depth = max(self.page.depth, len(self.stack))

    def close(self, name: str) -> None:
        if name in _BLOCKS:
            self.flush()
        if not self.counts.get(name):
            return
        while self.stack:
            top, hidden, furniture, credit = self.stack.pop()
            self.counts[top] -= 1
            self.hidden -= hidden
            self.furniture -= furniture
            self.credit -= credit
            if top == name:
                break

    def head(self, name: str, found: dict[str, str]) -> None:
        """Keep what a tag says of the page."""
        page = self.page
        if name == "html":
            page.language = page.language or found.get("lang", found.get("xml:lang", "")).strip()
        elif name == "link" and "canonical" in found.get("rel", "").lower().split():
            page.canonical = page.canonical or found.get("href", "").strip()
        elif name == "time" and found.get("datetime"):
            page.times.append((found.get("itemprop", "").lower(), found["datetime"].strip()))
        elif name == "meta" and found.get("content"):
            for key in ("property", "name", "itemprop", "http-equiv"):
                if found.get(key):
                    page.metas.append((found[key].strip().lower(), found["content"].strip()))

    def text(self, start: int, end: int) -> None:
        if self.hidden:
            return
        passage = self.current
        if passage is None:
            if self.source[start:end].isspace():
                return
            block = next(
                (top[0] for top in reversed(self.stack[-20:]) if top[0] in _BLOCKS), "body"
            )
            passage = self.current = Passage(block, self.furniture > 0, self.credit > 0)
            passage.row = self.rows if block in {"td", "th"} else 0
        preformatted = self.counts.get("pre", 0) > 0
        for match in _CHUNK.finditer(self.source, start, end):
            if match.lastgroup == "blank":
                self.blank(passage, match[0], match.start(), preformatted=preformatted)
            elif match.lastgroup == "entity":
                shown = unescape(match[0])
                one = shown == match[0]
                passage.add(shown, match.start(), step=int(one))
            else:
                passage.add(match[0], match.start(), step=1)

    def blank(self, passage: Passage, blank: str, start: int, *, preformatted: bool) -> None:
        if preformatted:
            passage.add(blank, start, step=1)
        elif not passage.pieces or not passage.pieces[-1][-1:].isspace():
            passage.add(" ", start, step=1)

    def line_break(self) -> None:
        """End the line at a br; a second br in a row ends the paragraph."""
        passage = self.current
        if passage is None or not passage.pieces:
            return
        if passage.pieces[-1] == " ":
            passage.pieces.pop()
            passage.sources.pop()
        if passage.pieces and passage.pieces[-1] == "\n":
            self.flush()
        elif passage.pieces:
            passage.add("\n", -1, step=0)

    def flush(self) -> None:
        if self.current is not None:
            if self.current.finish():
                self.page.passages.append(self.current)
            self.current = None


def _after(source: str, mark: str, start: int) -> int:
    """Tell where to go on after a mark; a mark that never comes hides the rest, as in browsers."""
    found = source.find(mark, start)
    return found + len(mark) if found >= 0 else len(source)
