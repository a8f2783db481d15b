"""Who said what, on which theme, at which event, and how do outlets render the same words?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response  # noqa: TID253 - when a desk opens

from firsthand.model.findings import Findings
from firsthand.model.items import Statement
from firsthand.model.story import Relation
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.desk.utterances import same_utterances
from firsthand.serve.views.statements import NOBODY, StatementView, view_statements
from firsthand.serve.views.wording import theme

router = APIRouter()

RENDERINGS = 12
"""Renderings of one utterance that are shown."""

UNTHEMED = "No theme: nothing asked or promised"

ROWS = 60
"""Statements, or utterances, of one page."""

WAYS = (
    ("person", "by person"),
    ("theme", "by theme"),
    ("event", "by event"),
    ("time", "over time"),
    ("same", "same words by several outlets"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the heading it stands under."""

    heading: str
    href: str
    view: StatementView
    speaker: str
    date: str


@router.get("/statements")
def statements(
    request: Request, by: str = "person", q: str = "", speaker: str = "", item: str = ""
) -> Response:
    """Show statements in one of several orders."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    way = by if by in dict(WAYS) else "person"
    wanted = q.casefold().split()
    shown = [
        one
        for one in snapshot.findings.statements
        if (not speaker or one.speaker.value == speaker)
        and (not item or one.id == item)
        and all(word in _words(one) for word in wanted)
    ]
    names = snapshot.once("speakers", lambda: _speakers(snapshot.findings.statements))
    views: dict[str, Any] = {
        "way": way,
        "ways": WAYS,
        "q": q,
        "speaker": speaker,
        "item": item,
        "speakers": names[:300],
        "total": len(shown),
    }
    if way == "same":
        same = same_of(snapshot)
        kept = {one.id for one in shown}
        sets = [group for group in same if any(one.id in kept for one in group)]
        part = part_of(sets, request, ROWS // 3)
        groups = [
            ([_said(one, "", "", snapshot) for one in group[:RENDERINGS]], len(group))
            for group in part.rows
        ]
        return pages.show(
            request,
            "statements_same.html",
            here="statements",
            title="Statements",
            part=part,
            groups=groups,
            **views,
        )
    headed = _headed(shown, way, snapshot)
    part_ = part_of(headed, request, ROWS)
    rows = [_said(one, heading, href, snapshot) for heading, href, one in part_.rows]
    return pages.show(
        request,
        "statements_page.html",
        here="statements",
        title="Statements",
        part=part_,
        rows=rows,
        **views,
    )


def same_of(snapshot: Snapshot) -> tuple[tuple[Statement, ...], ...]:
    """Group the statements of a study that render the same words, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        The groups.
    """
    return snapshot.once("utterances", lambda: same_utterances(snapshot.findings))


def _words(one: Statement) -> str:
    quotes = " ".join(span.quote for span in one.content)
    return f"{one.speaker.value} {one.act} {quotes}".casefold()


def _speakers(found: Iterable[Statement]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for one in found:
        if one.speaker.value:
            counted[one.speaker.value] = counted.get(one.speaker.value, 0) + 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _headed(
    shown: Sequence[Statement], way: str, snapshot: Snapshot
) -> list[tuple[str, str, Statement]]:
    """Put statements under headings, in the order in which the page shows them."""
    if way == "theme":
        themes = {d.statement: d.theme for d in reversed(snapshot.findings.directives) if d.theme}
        rows = [(theme(themes[s.id]) if s.id in themes else "~", "", s) for s in shown]
        rows.sort(key=lambda row: row[0])
        return [(UNTHEMED if h == "~" else h, "", s) for h, _, s in rows]
    if way == "event":
        return _by_event(shown, snapshot)
    if way == "time":
        dated = sorted(shown, key=lambda s: (_date(s, snapshot) or "~", s.content[0]))
        return [(_date(s, snapshot)[:10] or "Date not stated", "", s) for s in dated]
    order = {name: place for place, (name, _) in enumerate(_speakers(shown))}
    links = {entity.name: f"/names/{entity.id}" for entity in snapshot.findings.entities}
    ranked = sorted(shown, key=lambda s: order.get(s.speaker.value, len(order)))
    return [(s.speaker.value or NOBODY, links.get(s.speaker.value, ""), s) for s in ranked]


def _by_event(shown: Sequence[Statement], snapshot: Snapshot) -> list[tuple[str, str, Statement]]:
    told: dict[str, tuple[int, str, str]] = {}
    for place, name in enumerate(snapshot.tags):
        _, event = snapshot.items[name]
        for one in event.reportings:
            if one.relation is not Relation.REFERS:
                told.setdefault(one.report, (place, f"{snapshot.tags[name]} {event.title}", name))
    last = (len(snapshot.tags), "Reports that tell of no event", "")
    rows = [(told.get(s.content[0].report, last), s) for s in shown]
    rows.sort(key=lambda row: row[0][0])
    return [(title, f"/events/{name}" if name else "", s) for (_, title, name), s in rows]


def _date(one: Statement, snapshot: Snapshot) -> str:
    metadata = snapshot.shelf.source(one.content[0].report).report.metadata
    return metadata.published.value or metadata.dateline_date.value


def _said(one: Statement, heading: str, href: str, snapshot: Snapshot) -> Said:
    (speaker,) = view_statements(
        Findings(snapshot.findings.reports, statements=(one,)), snapshot.shelf
    )
    source = speaker.statements[0].source
    return Said(heading, href, speaker.statements[0], one.speaker.value, source.date)
