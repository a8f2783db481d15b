"""Which of the words on a web page are the report, and where do they stand in its source?

The main text is chosen by trafilatura (Barbaresi, ACL 2021 demo); the words themselves are taken
from the source, so that every character maps back to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from firsthand.ingest import meta
from firsthand.ingest.markup import Page, Passage, scan
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
MENU = 200
"""Code points up to which words that all stand in menus and the like are no report."""
CREDIT = 200
"""Code points of the longest byline, date or credit line."""
HEAD_LINES = 12
"""Passages between a page's headline and the first paragraph that may be such lines."""
TAIL_LINES = 3
"""Passages after the last paragraph that may be such lines."""

_BLANKS = re.compile(r"\s+")
_WORDLESS = re.compile(r"[\W_]+")
_TITLE_ENDS = re.compile(r"\s+[|–—»·-]\s+|:\s+")
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
    if _is_menu([page.passages[n] for n in chosen]):
        main, chosen = "", []
    if main and _share(page.passages, chosen, main) < TRUSTED:
        return _unmapped(title, main, given)
    reader = READER if chosen else PLAIN_READER
    if chosen:
        chosen = _with_credits(page.passages, chosen, title)
    else:
        chosen = [n for n, passage in enumerate(page.passages) if not passage.furniture]
        hidden = _scripted(page)
        if hidden and _share(page.passages, chosen, hidden) < TRUSTED:
            return _unmapped(title, hidden, given)
    passages = [page.passages[n] for n in chosen]
    if passages and title and not _opens_with(title, passages[0]):
        passages.insert(0, Passage("title", furniture=False, credit=False, text=title))
    text, text_map = _join(passages)
    return Extracted(text, reader, given, text_map)


def _scripted(page: Page) -> str:
    """Return the article that a page carries in its linked data, to be shown by a script."""
    body = meta.article_body(page)
    if "<" in body:
        return "\n".join(passage.text for passage in scan(body).passages)
    return body


def _unmapped(title: str, main: str, given: tuple[tuple[str, str], ...]) -> Extracted:
    """Take a text that stood in a script, not on the page: there is nothing to map it to."""
    lines = [line.strip() for line in main.splitlines() if line.strip()]
    if title and lines and not _same(title, lines[0]):
        lines.insert(0, title)
    return Extracted("\n\n".join(lines), READER, given)


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
    cursor = 0
    for n, passage in enumerate(passages):
        shown = _bare(passage.text)
        if len(shown) >= LONG and (where := _locate(shown, bare, cursor)):
            found[n] = where
            cursor = where[1]
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


def _locate(shown: str, bare: str, cursor: int) -> tuple[int, int] | None:
    """Find a passage in the main text, whole or with parts left out; after the last one first."""
    at = bare.find(shown, cursor)
    if at < 0:
        at = bare.find(shown, 0, cursor + len(shown))
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


def _is_menu(chosen: Sequence[Passage]) -> bool:
    """Tell whether all that was chosen is a few words of a menu or the like."""
    if not chosen or sum(len(passage.text) for passage in chosen) > MENU:
        return False
    return all(passage.furniture for passage in chosen)


def _share(passages: Sequence[Passage], chosen: Sequence[int], main: str) -> float:
    """Tell how much of the main text the chosen passages make up."""
    made = sum(len(_bare(passages[n].text)) for n in chosen)
    return made / max(1, len(_bare(main)))


def _with_credits(passages: Sequence[Passage], chosen: list[int], title: str) -> list[int]:
    """Add the headline, and the lines around and between paragraphs that credit or date them."""
    opening = next((n for n in chosen[:TAIL_LINES] if _opens_with(title, passages[n])), chosen[0])
    if all(len(passages[n].text) <= CREDIT for n in chosen if n < opening):
        chosen = [n for n in chosen if n >= opening]  # what stood before the title is a menu
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
    forms = (title, max(_TITLE_ENDS.split(title), key=len))
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
