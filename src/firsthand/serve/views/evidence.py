"""Which exact words, in which context, stand behind an item?"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from firsthand.errors import OrphanedSpan
from firsthand.model.reason import Reason, Slot
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.serve.views.wording import PROVENANCE, say_date, say_reason, shorten
from firsthand.text.sentences import split_sentences

NEIGHBOURS = 1
"""Sentences shown before and after the ones that hold the quote."""

MARGIN = 320
"""Characters of context at most on each side, for texts without sentence ends."""

APART = 240
"""Quotes of one report further apart than this get a context each."""

HASH_DIGITS = 12
"""Digits of the text's SHA-256 that are printed."""

QUOTE = 180
"""Characters of a quote in the line that opens its evidence."""


BRIEF = 60
"""Characters up to which a quote is shown within its line of text."""

AROUND = 48
"""Characters of that line on each side."""


REPORT_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the labels that cover it ("" = none) and its anchor, if any."""

    start: int
    text: str
    labels: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A report as evidence cites it: a short tag, its name, and where its full text stands."""

    report: Report
    number: int
    tag: str
    anchor: str
    name: str
    title: str
    outlet: str
    date: str
    language: str
    hash: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A link to words in a full text."""

    source: Source
    start: int
    end: int
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quotes of one report in their context."""

    source: Source
    pieces: tuple[Piece, ...]
    cites: tuple[Cite, ...]
    cut_before: bool
    cut_after: bool

    @property
    def lead(self) -> tuple[str, str, str]:
        """One line to tell the evidence by: words before, the quotes, words after.

        A quote of a few words says little by itself, so its sentence is shown around it.
        """
        quotes = shorten(" … ".join(cite.quote for cite in self.cites), QUOTE)
        if len(quotes) > BRIEF or len(self.cites) > 1:
            return "", quotes, ""
        text = self.source.report.text
        (cite,) = self.cites
        before = text[max(0, cite.start - AROUND) : cite.start].rpartition("\n")[2]
        after = text[cite.end : cite.end + AROUND].partition("\n")[0]
        if len(before) == AROUND:
            before = "…" + (before.partition(" ")[2] or before)
        if len(after) == AROUND:
            after = (after.rpartition(" ")[0] or after) + "…"
        return before, quotes, after


@dataclass(frozen=True, slots=True)
class SlotView:
    """A slot's value, where it comes from, and the words it rests on."""

    label: str
    value: str
    provenance: str
    cites: tuple[Cite, ...]


def cut(
    text: str,
    marks: Iterable[tuple[int, int, str]],
    start: int = 0,
    end: int | None = None,
    anchors: Collection[tuple[int, str]] = (),
) -> tuple[Piece, ...]:
    """Cut a stretch of text wherever a mark begins or ends, so that marks may nest and overlap.

    Args:
        text: the whole text.
        marks: (start, end, label) of each mark; parts outside the stretch are passed over.
        start: where the stretch begins.
        end: where it ends; None = the end of the text.
        anchors: (position, name) of places that links lead to; a cut is made there too.

    Returns:
        Pieces whose texts joined are exactly the stretch.
    """
    stop = len(text) if end is None else end
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for first, last, label in marks:
        first, last = max(first, start), min(last, stop)  # noqa: PLW2901 - clipped to the stretch
        if first < last:
            opening.setdefault(first, []).append(label)
            closing.setdefault(last, []).append(label)
    named = {position: name for position, name in anchors if start <= position < stop}
    bounds = sorted({start, *opening, *closing, *named} - {stop})
    active: Counter[str] = Counter()
    pieces: list[Piece] = []
    for position, following in pairwise([*bounds, stop]):
        active.subtract(closing.get(position, ()))
        active.update(opening.get(position, ()))
        labels = " ".join(sorted(label for label, number in active.items() if number > 0))
        pieces.append(Piece(position, text[position:following], labels, named.get(position, "")))
    return tuple(piece for piece in pieces if piece.text)


class Shelf:
    """The reports of a brief, each with its tag, ready to be quoted."""

    def __init__(self, reports: Sequence[Report]) -> None:
        bases = Counter(_base(report.name) for report in reports)
        self.sources = tuple(
            _source(report, number, unique=bases[_base(report.name)] == 1)
            for number, report in enumerate(reports, 1)
        )
        self._by_id = {source.report.id: source for source in self.sources}
        self._sentences: dict[str, tuple[list[int], list[int]]] = {}

    def source(self, report: str) -> Source:
        """Find a report by its id.

        Args:
            report: the id.

        Returns:
            The source.

        Raises:
            OrphanedSpan: when there is no such report.
        """
        if report not in self._by_id:
            raise OrphanedSpan(f"report {report[:12]} is quoted but is not among the reports")
        return self._by_id[report]

    def all_of(self, reports: Iterable[str]) -> tuple[Source, ...]:
        """Find several reports, in the order of their numbers.

        Args:
            reports: ids; repeats count once.

        Returns:
            The sources.
        """
        wanted = {self.source(report).report.id for report in reports}
        return tuple(source for source in self.sources if source.report.id in wanted)

    def cite(self, span: Span) -> Cite:
        """Link to a span's place in the full text.

        Args:
            span: into one of the reports.

        Returns:
            The link.

        Raises:
            OrphanedSpan: when the report's text does not hold the quote there.
        """
        source = self.source(span.report)
        if source.report.text[span.start : span.end] != span.quote:
            raise OrphanedSpan(f"{source.name}: no {span.quote!r} at [{span.start}, {span.end})")
        href = f"#{source.anchor}-{span.start}"
        return Cite(source, span.start, span.end, span.quote, href)

    def why(self, reason: Reason) -> str:
        """Say why the program decided so, with reports called by their tags.

        Args:
            reason: the reason.

        Returns:
            One line.
        """
        return REPORT_ID.sub(self._tag_of, say_reason(reason))

    def _tag_of(self, match: re.Match[str]) -> str:
        source = self._by_id.get(match[0])
        return source.tag if source else match[0]

    def slot(self, label: str, slot: Slot) -> SlotView:
        """Show a slot with its provenance.

        Args:
            label: what the slot says.
            slot: the slot.

        Returns:
            Its view.
        """
        cites = tuple(self.cite(span) for span in slot.spans)
        value = slot.value or shorten(" … ".join(cite.quote for cite in cites))
        return SlotView(label, value, PROVENANCE[slot.provenance] if value else "", cites)

    def evidence(self, spans: Iterable[Span], aids: Iterable[Span] = ()) -> tuple[Evidence, ...]:
        """Quote spans in context: those close together in one report share it.

        Args:
            spans: the words to highlight.
            aids: further words to mark quietly where they fall into the context.

        Returns:
            One piece of evidence for each stretch, by report number and place.
        """
        marked = tuple(aids)
        found: list[Evidence] = []
        distinct = sorted(set(spans))
        for source in self.all_of(span.report for span in distinct):
            mine = [span for span in distinct if span.report == source.report.id]
            aid = [span for span in marked if span.report == source.report.id]
            found.extend(self._quote(source, group, aid) for group in _neighbours(mine))
        return tuple(found)

    def _quote(self, source: Source, spans: list[Span], aids: list[Span]) -> Evidence:
        cites = tuple(self.cite(span) for span in spans)
        text = source.report.text
        first, last = cites[0].start, max(cite.end for cite in cites)
        start, end = self._context(source.report, first, last)
        marks = [(cite.start, cite.end, "main") for cite in cites]
        marks += [(span.start, span.end, "aid") for span in aids]
        return Evidence(
            source,
            cut(text, marks, start, end),
            cites,
            cut_before=bool(text[:start].strip()),
            cut_after=bool(text[end:].strip()),
        )

    def _context(self, report: Report, first: int, last: int) -> tuple[int, int]:
        """Widen a stretch by whole sentences, but not by more than the margin."""
        if report.id not in self._sentences:
            sentences = split_sentences(report.text)
            self._sentences[report.id] = [s[0] for s in sentences], [s[1] for s in sentences]
        begins, ends = self._sentences[report.id]
        if not begins:
            return first, last
        low = max(0, bisect_right(begins, first) - 1 - NEIGHBOURS)
        high = min(len(ends) - 1, bisect_left(ends, last) + NEIGHBOURS)
        start, end = min(first, begins[low]), max(last, ends[high])
        text = report.text
        if first - start > MARGIN:
            blank = text.find(" ", first - MARGIN, first)
            start = first - MARGIN if blank < 0 else blank + 1
        if end - last > MARGIN:
            blank = text.rfind(" ", last, last + MARGIN)
            end = last + MARGIN if blank < 0 else blank
        return start, end


def _neighbours(spans: list[Span]) -> Iterable[list[Span]]:
    group: list[Span] = []
    reach = 0
    for span in spans:
        if group and span.start - reach > APART:
            yield group
            group = []
        group.append(span)
        reach = max(reach, span.end)
    if group:
        yield group


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name or name


def _source(report: Report, number: int, *, unique: bool) -> Source:
    # An inline title is the line's without a label such as "Title:".
    blocks = sorted(report.blocks, key=lambda block: (not block.inline, block.span))
    titles = (block.span.quote for block in blocks if block.role is Role.TITLE)
    metadata = report.metadata
    dated = metadata.published.value or metadata.dateline_date.value
    return Source(
        report=report,
        number=number,
        tag=f"R{number}",
        anchor=f"r{number}",
        name=_base(report.name) if unique else report.name,
        title=" ".join(next(titles, "").split()),
        outlet=metadata.outlet.value,
        date=say_date(dated),
        language=metadata.language,
        hash=report.text_hash[:HASH_DIGITS],
    )
