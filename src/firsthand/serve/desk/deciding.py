"""What have people decided, and how do they decide more or take it back?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.concurrency import run_in_threadpool  # noqa: TID253 - likewise

from firsthand.compare.decide import ACTIONS, standing, undone
from firsthand.model.story import Decision
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.forms import back_to, read_form, text_of
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.views.wording import listed, shorten

router = APIRouter()

VALUED = ("rename", "status", "note", "join", "merge", "split", "move")
"""Actions that need a value."""

LABEL = "label: "
"""A note that begins so labels a report."""

DONE = {
    "confirm": "confirmed",
    "reject": "rejected",
    "rename": "renamed",
    "status": "status set",
    "note": "noted",
    "undo": "undone",
    "join": "declared one source",
    "count": "chose what counts",
    "outlet": "outlet added",
    "merge": "merged",
    "split": "split off",
    "move": "moved to another event",
}


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One line of the history."""

    id: str
    number: int
    action: str
    said: str
    target: str
    about: str
    href: str
    who: str
    when: str
    why: str
    holds: bool


@router.get("/decisions")
def decisions(request: Request) -> Response:
    """Show every decision, the latest first, with its undoing."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    part = part_of(snapshot.decisions[::-1], request)
    rows = view_decisions(part.rows, snapshot)
    return pages.show(
        request, "decisions.html", here="decisions", title="Decisions", part=part, rows=rows
    )


@router.post("/decisions")
async def decide(request: Request) -> Response:
    """Keep a decision with its reason; nothing that others decided is lost."""
    form = await read_form(request)
    case = request.app.state.case
    action, target = text_of(form, "action"), text_of(form, "target")
    back = text_of(form, "back", 4_000) or "/decisions"
    if action not in ACTIONS or action == "outlet":
        raise HTTPException(422, f"There is no decision called “{action}”.")
    why = text_of(form, "why")
    if not why:
        return back_to(back, "Nothing was decided: a decision needs a reason.")
    value: object = text_of(form, "value")
    if action in VALUED and not value:
        return back_to(back, f"Nothing was decided: “{action}” needs a value.")
    if action == "count":
        value = [kind for kind in form.getlist("kinds") if isinstance(kind, str)]
    before = case.snapshot()
    decision = await run_in_threadpool(case.decide, action, target, why, value, request.state.who)
    back = _still(back, target, before, await run_in_threadpool(case.snapshot))
    return back_to(back, _tell(decision, text_of(form, "seen"), before))


def _still(back: str, target: str, before: Snapshot, after: Snapshot) -> str:
    """Follow a name to the id under which it goes on: ids of names change with what they hold."""
    table, was = before.items.get(target, ("", None))
    if target not in back or was is None or target in after.items:
        return back
    if table != "entities":
        return "/decisions"
    span = was.mentions[0].span
    for one in after.findings.entities:
        if any(mention.span == span for mention in one.mentions):
            return back.replace(target, one.id)
    return "/names"


def _tell(decision: Decision | None, seen: str, before: Snapshot) -> str:
    """Say what became of it; tell when others changed something since the page was made."""
    if decision is None:
        return "Your decision waits for the work that is under way; it is kept when that ends."
    said = f"Kept as decision {decision.number}: {DONE[decision.action]}."
    if seen and seen != before.etag:
        others = [
            f"{one.who} {DONE[one.action]} ({one.why})"
            for one in before.decisions
            if one.target == decision.target and one.id != decision.id
        ][-1:]
        said += " The dossier had moved on since you opened the page"
        said += f"; last about the same item: {others[0]}." if others else "; yours is kept after."
    return said


def view_decisions(rows: Sequence[Decision], snapshot: Snapshot) -> tuple[DecisionView, ...]:
    """Show decisions in words.

    Args:
        rows: those to show.
        snapshot: the state of the dossier.

    Returns:
        One view each.
    """
    gone = undone(snapshot.decisions)
    numbers = {one.id: one.number for one in snapshot.decisions}
    return tuple(_view(one, snapshot, gone, numbers) for one in rows)


def _view(
    one: Decision, snapshot: Snapshot, gone: frozenset[str], numbers: dict[str, int]
) -> DecisionView:
    about, href = name_target(one, snapshot, numbers)
    return DecisionView(
        one.id,
        one.number,
        one.action,
        say_decision(one),
        one.target,
        about,
        href,
        one.who,
        one.when[:16].replace("T", " "),
        one.why,
        one.id not in gone,
    )


def name_target(one: Decision, snapshot: Snapshot, numbers: dict[str, int]) -> tuple[str, str]:
    """Say what a decision is about, and where that is shown.

    Args:
        one: the decision.
        snapshot: the state of the dossier.
        numbers: decision id to number.

    Returns:
        What to call it, and its address or "".
    """
    if one.action == "undo":
        return f"decision {numbers.get(one.target, '')}", f"#d{numbers.get(one.target, 0)}"
    if one.action == "count":
        return "kinds of link", "/families#counting"
    table, item = snapshot.items.get(one.target, ("", None))
    if item is None:
        mark = json.loads(one.value)
        known = mark.get("of", {}).get("name", "") if isinstance(mark, dict) else ""
        return (str(known) or "an item of an earlier study"), ""
    if table == "reports":
        source = snapshot.shelf.source(item.id)
        return f"{source.tag} {source.title or source.name}", f"/reports/{item.id[:16]}"
    if table == "links":
        ends = [source.tag for source in snapshot.shelf.all_of((item.a, item.b))]
        return f"{listed(ends)}: {item.kind.value}", f"/links/{item.id}"
    called = getattr(item, "title", "") or getattr(item, "name", "") or getattr(item, "claim", "")
    homes = {
        "events": "events",
        "entities": "names",
        "progress": "progress",
        "comparisons": "claims",
    }
    home = homes.get(table)
    return shorten(
        str(called or one.target)
    ), f"/{home}/{one.target}" if home else f"/items/{one.target}"


def say_decision(one: Decision) -> str:
    """Say what was decided.

    Args:
        one: the decision.

    Returns:
        Such as "renamed: Lantern Office".
    """
    value = json.loads(one.value)
    if isinstance(value, dict):
        other = value.get("with")
        value = (
            value.get("name")
            or value.get("spelling")
            or (other.get("name") if isinstance(other, dict) else other)
            or ""
        )
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    said = DONE.get(one.action, one.action)
    if one.action == "join":
        return said
    return f"{said}: {shorten(str(value))}" if value else said


def decisions_about(decisions: Sequence[Decision], target: str) -> tuple[DecisionView, ...]:
    """List the decisions about an item that hold, for its own page.

    Args:
        decisions: all, in the order of deciding.
        target: the item's id.

    Returns:
        One view each.
    """
    return tuple(
        DecisionView(
            d.id,
            d.number,
            d.action,
            say_decision(d),
            d.target,
            "",
            "",
            d.who,
            d.when,
            d.why,
            holds=True,
        )
        for d in standing(decisions)
        if d.target == target
    )


def labels_of(decisions: Sequence[Decision]) -> dict[str, tuple[str, ...]]:
    """Collect the labels that people gave to reports: notes that begin with "label: ".

    Args:
        decisions: in the order of deciding.

    Returns:
        Report id to labels.
    """
    found: dict[str, list[str]] = {}
    for one in standing(decisions):
        value = json.loads(one.value)
        if one.action == "note" and isinstance(value, str) and value.startswith(LABEL):
            found.setdefault(one.target, []).append(value.removeprefix(LABEL).strip())
    return {report: tuple(dict.fromkeys(names)) for report, names in found.items()}
