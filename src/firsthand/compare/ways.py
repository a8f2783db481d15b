"""Which way did shared words go, by the source that a report names and by whose words they are?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from firsthand.analyse.lineage.direction import is_credited, publication_day
from firsthand.analyse.lineage.judge import LONGEST_WAY
from firsthand.clean.masthead import names_an_office
from firsthand.compare.days import day_of
from firsthand.compare.events import RENDERED, is_doubtful
from firsthand.model.findings import Found
from firsthand.model.report import Report, Role
from firsthand.model.span import Span
from firsthand.model.story import LIKELY, Direction, Event, Link, LinkKind, Passage, Relation
from firsthand.text.reading import told_lines
from firsthand.text.sentences import split_sentences

OPEN = frozenset({Direction.UNKNOWN, Direction.COMMON})
DESCENT = frozenset(
    {LinkKind.TRANSLATION, LinkKind.COMMON_ORIGIN, LinkKind.REWRITE, LinkKind.NEAR_COPY}
)
"""Kinds of link whose direction a named source settles."""
FEWEST_WORDS = 12
"""Words in a row that two reporters do not find alike for what somebody said."""
MOSTLY = 0.5
_DAY = len("2024-10-14")
QUOTES = '"“”„«»「」『』'

Pair = tuple[str, str]


def settle_ways(
    links: Iterable[Link],
    refers: Iterable[Link],
    reports: Sequence[Report],
    founds: Mapping[str, Found],
    events: Sequence[Event],
) -> Iterator[Link]:
    """Settle the links by text that the texts alone leave open or get wrong.

    What a report has in common with another whose outlet it names as its source, it has from there,
    and so it has what it renders of an office's own release.
    Two reports of one event that give what somebody said in the same indirect words, and nothing
    else, both have them from that speaker's own text. Reports of two events that are perhaps
    renderings of one original are none, nor are those of events too far apart. What begins with
    other figures tells a later or another state of things: it is no translation.

    Args:
        links: links by text.
        refers: links by named source.
        reports: labelled reports.
        founds: report id to what was found in it.
        events: the events that the reports tell of.

    Yields:
        The links that hold, in the given order.
    """
    by_id = {report.id: report for report in reports}
    named = {(k.a, k.b): k for k in refers if k.kind is LinkKind.REFERS}
    days = {name: day_of(e.when.value) for e in events for name in _members(e)}
    told = {pair for event in events for pair in combinations(sorted(_members(event)), 2)}
    for link in links:
        if (link.a, link.b) not in told and (is_doubtful(link) or _apart(link, days)):
            continue
        source = named.get((link.a, link.b))
        if not _directed(source) and _heads_differ(link, by_id, founds):
            continue
        if link.kind in DESCENT and link.direction in OPEN and _directed(source):
            yield _from_named(link, source)
        elif link.kind in RENDERED and link.direction in OPEN:
            yield _from_issuer(link, by_id[link.a], by_id[link.b])
        elif link.kind is LinkKind.PASSAGE and (link.a, link.b) in told:
            yield _common_speaker(link, by_id[link.a], by_id[link.b], founds)
        else:
            yield link


def _apart(link: Link, days: Mapping[str, date | None]) -> bool:
    """Tell whether what may be one text told twice tells of events too far apart for that."""
    one, two = days.get(link.a), days.get(link.b)
    if link.kind not in RENDERED or one is None or two is None:
        return False
    return abs((one - two).days) > LONGEST_WAY


def _heads_differ(link: Link, reports: Mapping[str, Report], founds: Mapping[str, Found]) -> bool:
    """Tell whether what two languages have for one head has figures on either side, all others."""
    if link.kind is not LinkKind.TRANSLATION:
        return False
    heads = [_head_end(reports[name]) for name in (link.a, link.b)]
    facing = [p for p in link.passages if p.a.start < heads[0] and p.b.start < heads[1]]
    ours = _figures_in((p.a for p in facing), founds[link.a])
    theirs = _figures_in((p.b for p in facing), founds[link.b])
    return bool(ours and theirs) and not ours & theirs


def _head_end(report: Report) -> int:
    """Find where the title and the first sentence below it end."""
    body = next(((s, e) for s, e, role in told_lines(report) if role is Role.BODY), (0, 0))
    return next((end for _, end in split_sentences(report.text, *body)), 0)


def _figures_in(spans: Iterable[Span], found: Found) -> frozenset[str]:
    """Read the figures of some stretches by their first digits; "one" is often no number."""
    told = tuple(spans)
    return frozenset(
        f"{figure.value:.3g}"
        for figure in found.figures
        if figure.value > 1 and any(span.contains(figure.span) for span in told)
    )


def _members(event: Event) -> set[str]:
    return {r.report for r in event.reportings if r.relation is not Relation.REFERS}


def _directed(source: Link | None) -> bool:
    return source is not None and source.direction not in OPEN


def _from_named(link: Link, source: Link | None) -> Link:
    if source is None:
        return link
    kind = LinkKind.REWRITE if link.kind is LinkKind.COMMON_ORIGIN else link.kind
    detail = f"{link.reason.detail}; {source.reason.detail}"
    reason = replace(link.reason, detail=detail)
    return replace(link, kind=kind, direction=source.direction, reason=reason)


def _from_issuer(link: Link, a: Report, b: Report) -> Link:
    """Let what a report has in common with an office's own release come from there."""
    own = [names_an_office(report.metadata.outlet.value) for report in (a, b)]
    if own[0] == own[1]:
        return link
    release, report = (a, b) if own[0] else (b, a)
    days = [publication_day(one)[:_DAY] for one in (release, report)]
    if all(days) and days[0] > days[1]:
        return link
    kind = LinkKind.REWRITE if link.kind is LinkKind.COMMON_ORIGIN else link.kind
    direction = Direction.A_TO_B if own[0] else Direction.B_TO_A
    detail = (
        f"{link.reason.detail}; {release.name} is the release of {release.metadata.outlet.value}"
    )
    return replace(link, kind=kind, direction=direction, reason=replace(link.reason, detail=detail))


def _common_speaker(link: Link, a: Report, b: Report, founds: Mapping[str, Found]) -> Link:
    if link.probability < LIKELY or is_credited(a, b):
        return link
    said = [_said(founds[report.id]) for report in (a, b)]
    if not all(_lies_in(p, said[0], said[1]) for p in link.passages):
        return link
    if not any(_indirect(p, a, b) for p in link.passages):
        return link
    detail = f"{link.reason.detail}; both give what one speaker said in the same indirect words"
    return replace(
        link,
        kind=LinkKind.COMMON_ORIGIN,
        direction=Direction.COMMON,
        reason=replace(link.reason, detail=detail),
    )


def _indirect(passage: Passage, a: Report, b: Report) -> bool:
    """Tell whether a passage is long enough and no quotation: two may well quote alike."""
    if len(passage.a.quote.split()) < FEWEST_WORDS and len(passage.a.quote) < FEWEST_WORDS * 2:
        return False
    return not any(_quoted(report.text, span) for report, span in ((a, passage.a), (b, passage.b)))


def _quoted(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 2) : span.end + 2]
    return any(mark in around for mark in QUOTES)


def _said(found: Found) -> tuple[Span, ...]:
    """List what somebody said, asked or promised."""
    spoken = [part for statement in found.statements for part in statement.content]
    return (*spoken, *(d.span for d in found.directives))


def _lies_in(passage: Passage, ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return any(
        _share(span, said) >= MOSTLY for span, said in ((passage.a, ours), (passage.b, theirs))
    )


def _share(span: Span, others: Sequence[Span]) -> float:
    held: set[int] = set()
    for other in others:
        held.update(range(max(span.start, other.start), min(span.end, other.end)))
    return len(held) / max(1, span.end - span.start)
