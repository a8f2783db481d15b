"""Who and what is named, in which spellings, and what do people merge, split or rename?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens

from firsthand.compare.forms import plain
from firsthand.model.items import NameKind
from firsthand.model.story import Entity, State
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.deciding import decisions_about
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.views.entities import KINDS, EntityView, view_entities
from firsthand.serve.views.evidence import Source
from firsthand.serve.views.statements import view_statements
from firsthand.serve.views.wording import shorten

ONE = {
    NameKind.PERSON: "person",
    NameKind.ORGANISATION: "organisation",
    NameKind.PROJECT: "programme or project",
    NameKind.PLACE: "place",
}
"""What one of each kind is called."""

router = APIRouter()

ROWS = 80
"""Names of one page."""
OTHERS = 400
"""Names offered to merge with; of more, the first letters are typed."""
SAID = 30
"""Statements shown on a person's page."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One line of the list of names."""

    id: str
    name: str
    kind: str
    spellings: tuple[str, ...]
    sources: tuple[Source, ...]
    mentions: int
    role: str
    state: str


@router.get("/names")
def names(request: Request, q: str = "", kind: str = "", varied: str = "") -> Response:
    """List people, organisations, programmes and places, the most widely named first."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    wanted = q.casefold().split()
    order = snapshot.once("names ranked", lambda: _ranked(snapshot.findings.entities))
    shown = [
        one
        for one in order
        if (not kind or one.kind.value == kind)
        and (not varied or len(one.spellings) > 1)
        and all(word in _words(one) for word in wanted)
    ]
    part = part_of(shown, request, ROWS)
    return pages.show(
        request,
        "names_page.html",
        here="names",
        title="People and places",
        part=part,
        rows=[_row(one, snapshot) for one in part.rows],
        kinds=[(key.value, said) for key, said in KINDS.items()],
        q=q,
        kind=kind,
        varied=varied,
    )


def _ranked(entities: Sequence[Entity]) -> list[Entity]:
    def reach(one: Entity) -> int:
        return len({mention.span.report for mention in one.mentions})

    return sorted(entities, key=lambda one: (-reach(one), -len(one.mentions), one.name, one.id))


def _words(one: Entity) -> str:
    return " ".join([one.name, *(spelling.text for spelling in one.spellings)]).casefold()


def _row(one: Entity, snapshot: Snapshot) -> NameRow:
    return NameRow(
        one.id,
        one.name,
        ONE[one.kind],
        tuple(spelling.text for spelling in one.spellings),
        snapshot.shelf.all_of(mention.span.report for mention in one.mentions),
        len(one.mentions),
        shorten(one.roles[0].quote, 60) if one.roles else "",
        one.state.value if one.state is not State.SUGGESTED else "",
    )


@router.get("/names/{name}")
def entity(request: Request, name: str) -> Response:
    """Show one name: spellings, roles, what was said; merge, split, rename."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    table, one = snapshot.items.get(name, ("", None))
    if table != "entities" or one is None:
        raise HTTPException(404, "That name is not in the last study any more: look it up.")
    said = [s for s in snapshot.findings.statements if s.speaker.value == one.name]
    alone = replace(snapshot.findings, statements=tuple(said[:SAID]))
    speakers = view_statements(alone, snapshot.shelf)
    others = [e for e in _ranked(snapshot.findings.entities) if e.id != name and e.kind is one.kind]
    return pages.show(
        request,
        "name.html",
        here="names",
        title=one.name,
        one=_view(one, snapshot),
        kind=KINDS[one.kind],
        statements=speakers[0].statements if speakers else (),
        said=len(said),
        others=[(e.id, e.name, [s.text for s in e.spellings]) for e in others[:OTHERS]],
        splits=sorted({plain(mention.span.quote) for mention in one.mentions}),
        about=decisions_about(snapshot.decisions, name),
    )


def _view(one: Entity, snapshot: Snapshot) -> EntityView:
    (group,) = view_entities(replace(snapshot.findings, entities=(one,)), snapshot.shelf)
    return (*group.many, *group.few)[0]
