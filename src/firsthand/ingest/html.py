"""Which of the words on a web page are the report, and where do they stand in its source?

The main text is chosen by trafilatura (Barbaresi, ACL 2021 demo); the words themselves are taken
from the source, so that every character maps back to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from firsthand.ingest import meta
from firsthand.ingest.markup import Passage, scan
from firsthand.model.report import TextMap

READER = "html@1"
PLAIN_READER = "html-simple@1"

LONG = 40
"""Non-blank characters from which a passage hardly occurs twice in a page."""
COVERED = 0.6
"""Share of a long passage's words that the main text must hold in order; links may be left out."""
PIECE = 16
"""Non-blank characters of the pieces in which a passage is sought when it is not found whole."""
TRUSTED = 0.5
"""Share of the main text that chosen passages must make up; else it came from elsewhere."""
CREDIT = 200
"""Code points of the longest byline, date or credit line."""
HEAD_LINES = 12
"""Passages between a page's headline and the first paragraph that may be such lines."""
TAIL_LINES = 3
"""Passages after the last paragraph that may be such lines."""

_BLANKS = re.compile(r"\s+")
_WORDLESS = re.compile(r"[\W_]+")
_TITLE_ENDS = re.compile(r"\s+[|–—»·-]\s+")
_HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a report as read from a file format, with what the file says of it."""

    text: str
    reader: str
    given: tuple[tuple[str, str], ...] = ()
    text_map: TextMap = field(default_factory=TextMap)


def extract(source: str, depth: int, *, simple: bool = False) -> Extracted:
    """Read the report on a web page.

    Args:
        source: the page's decoded source.
        depth: most open elements for which the main-text finder is asked.
        simple: do not ask it at all.

    Returns:
        The title, then the main text, paragraphs parted by an empty line, with a map to the
        source; every passage outside menus and the like where no main text is found.
    """
    page = scan(source)
    given = meta.given(page)
    title = dict(given).get("title", "")
    main = "" if simple or page.depth > depth else _main_text(source)
    chosen = _choose(page.passages, main) if main else []
    if main and not _trusted(page.passages, chosen, main):
        # The text stood in a script, not on the page: there is nothing to map it to.
        first = main.split("\n", 1)[0]
        lines = main if not title or _same(title, first) else f"{title}\n{main}"
        return Extracted(_BLANK_LINES.sub("\n\n", lines), READER, given)
    reader = READER if chosen else PLAIN_READER
    if chosen:
        chosen = _with_credits(page.passages, chosen, title)
    else:
        chosen = [n for n, passage in enumerate(page.passages) if not passage.furniture]
    passages = [page.passages[n] for n in chosen]
    if passages and title and not _opens_with(title, passages[0]):
        passages.insert(0, Passage("title", furniture=False, credit=False, text=title))
    text, text_map = _join(passages)
    return Extracted(text, reader, given, text_map)


_BLANK_LINES = re.compile(r"\s*\n\s*")


def _main_text(source: str) -> str:
    from trafilatura import bare_extraction

    document = bare_extraction(
        source, favor_precision=True, include_comments=False, include_tables=True
    )
    text = getattr(document, "text", None)
    return text if isinstance(text, str) else ""


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _choose(passages: Sequence[Passage], main: str) -> list[int]:
    """Find the passages that the main text is made of.

    Long ones are sought anywhere in it; short ones only where their neighbours leave room, for
    a short line (a topic, a place) may stand in a menu as well.
    """
    bare = _bare(main)
    found: dict[int, tuple[int, int]] = {}
    for n, passage in enumerate(passages):
        shown = _bare(passage.text)
        if len(shown) >= LONG and (where := _locate(shown, bare)):
            found[n] = where
    if not found:
        return _choose_short(passages, bare)
    anchors = sorted(found)
    bounds = [-1, *anchors, len(passages)]
    for before, after in pairwise(bounds):
        low = found[before][1] if before >= 0 else 0
        high = found[after][0] if after < len(passages) else len(bare)
        _fill(passages, range(before + 1, after), bare, (low, high), found, backwards=before < 0)
    return sorted(found)


def _fill(
    passages: Sequence[Passage],
    between: range,
    bare: str,
    room: tuple[int, int],
    found: dict[int, tuple[int, int]],
    *,
    backwards: bool,
) -> None:
    """Match short passages in the stretch of the main text between two matched ones."""
    low, high = room
    for n in reversed(between) if backwards else between:
        shown = _bare(passages[n].text)
        if len(shown) >= LONG or low >= high:
            continue
        at = bare.rfind(shown, low, high) if backwards else bare.find(shown, low, high)
        if at >= 0:
            found[n] = (at, at + len(shown))
            low, high = (low, at) if backwards else (at + len(shown), high)


def _choose_short(passages: Sequence[Passage], bare: str) -> list[int]:
    found: dict[int, tuple[int, int]] = {}
    _fill(passages, range(len(passages)), bare, (0, len(bare)), found, backwards=False)
    return sorted(found)


def _locate(shown: str, bare: str) -> tuple[int, int] | None:
    """Find a passage in the main text, whole or with parts left out."""
    at = bare.find(shown)
    if at >= 0:
        return at, at + len(shown)
    starts, last, hits = -1, 0, 0
    pieces = [shown[n : n + PIECE] for n in range(0, len(shown) - PIECE + 1, PIECE)]
    for piece in pieces:
        at = bare.find(piece, last)
        if at < 0 or (hits and at - last > len(shown)):
            continue
        starts = at if starts < 0 else starts
        last, hits = at + PIECE, hits + 1
    return (starts, last) if pieces and hits >= COVERED * len(pieces) else None


def _trusted(passages: Sequence[Passage], chosen: Sequence[int], main: str) -> bool:
    made = sum(len(_bare(passages[n].text)) for n in chosen)
    return made >= TRUSTED * len(_bare(main))


def _with_credits(passages: Sequence[Passage], chosen: list[int], title: str) -> list[int]:
    """Add the headline, and the lines around and between paragraphs that credit or date them."""
    first, last = chosen[0], chosen[-1]
    start = first
    if title and not _opens_with(title, passages[first]):
        heads = [n for n in range(first) if _same(title, passages[n].text)]
        heads = [n for n in heads if passages[n].tag in _HEADINGS] or heads
        if heads and first - heads[-1] <= HEAD_LINES:
            start = heads[-1]
    kept = set(chosen)
    if start < first:
        kept.add(start)
    else:
        start = max(0, first - TAIL_LINES)
    kept.update(n for n in range(start, last) if _is_credit(passages[n]))
    for n in range(last + 1, min(len(passages), last + 1 + TAIL_LINES)):
        if not _is_credit(passages[n]):
            break
        kept.add(n)
    return sorted(kept)


def _is_credit(passage: Passage) -> bool:
    return passage.credit and not passage.furniture and len(passage.text) <= CREDIT


def _opens_with(title: str, passage: Passage) -> bool:
    return _same(title, passage.text.split("\n", 1)[0])


def _same(title: str, line: str) -> bool:
    """Tell whether a line is the title, with or without the site's name behind or before it."""
    wanted = _WORDLESS.sub("", line).casefold()
    forms = (title, *_TITLE_ENDS.split(title))
    return bool(wanted) and any(_WORDLESS.sub("", form).casefold() == wanted for form in forms)


def _join(passages: Sequence[Passage]) -> tuple[str, TextMap]:
    pieces: list[str] = []
    segments: list[tuple[int, int, int]] = []
    length = row = 0
    for passage in passages:
        if pieces:
            pieces.append("\t" if row and row == passage.row else "\n\n")
            length += len(pieces[-1])
        row = passage.row
        segments.extend(_segments(passage, length))
        pieces.append(passage.text)
        length += len(passage.text)
    return "".join(pieces), TextMap(tuple(segments))


def _segments(passage: Passage, offset: int) -> Iterator[tuple[int, int, int]]:
    """Join runs of characters that stand side by side in the source too."""
    begin = 0
    sources = passage.sources
    for n in range(1, len(sources) + 1):
        if n < len(sources) and sources[n] == sources[n - 1] + 1 and sources[n - 1] >= 0:
            continue
        if sources[begin] >= 0:
            yield offset + begin, sources[begin], n - begin
        begin = n
