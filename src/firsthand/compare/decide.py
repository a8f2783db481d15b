"""How do people's decisions win over what the program suggests?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from firsthand.compare.families import DEFAULT_KINDS
from firsthand.model.identity import item_id
from firsthand.model.reason import Reason
from firsthand.model.story import (
    Decision,
    Direction,
    Entity,
    Event,
    Link,
    LinkKind,
    Progress,
    State,
)

Judged = TypeVar("Judged", Link, Event, Entity, Progress)

ACTIONS = (
    "confirm",
    "reject",
    "rename",
    "status",
    "note",
    "undo",
    "join",
    "count",
    "outlet",
    "merge",
    "split",
    "move",
)
"""What a person may decide; `note` and `undo` change no item by themselves."""

STATUSES = ("open", "partly", "done", "late", "changed", "not-met")
"""The words a person may set as the status of a directive."""

LINKS = "links"
"""The target of a decision that is about all links."""

_JUDGED = ("links", "events", "entities", "progress")
ABOUT = {
    "confirm": _JUDGED,
    "reject": _JUDGED,
    "rename": ("events", "entities", "progress"),
    "status": ("progress",),
    "merge": ("entities", "events"),
    "split": ("entities", "events"),
}
"""What each action may be about, by the name of its table; a note may be about anything."""

TARGETED = (*ABOUT, "note", "undo")
"""The actions whose target must be known."""

ONE_TEXT = (
    LinkKind.IDENTICAL,
    LinkKind.NEAR_COPY,
    LinkKind.REWRITE,
    LinkKind.TRANSLATION,
    LinkKind.COMMON_ORIGIN,
)
"""Kinds that say one thing of two reports, more or less strictly: they go back to one text."""


def judged(items: Iterable[Judged], decisions: Sequence[Decision]) -> tuple[Judged, ...]:
    """Replay decisions over suggested items.

    Args:
        items: links, events, entities or progress, as suggested.
        decisions: what people have decided, in the order of deciding; undone ones are passed over.

    Returns:
        The items with the decided state, name or status, in the given order.
    """
    by_target: dict[str, list[Decision]] = {}
    for decision in standing(decisions):
        by_target.setdefault(decision.target, []).append(decision)
    if not by_target:
        return tuple(items)
    return tuple(_judge(item, _about(item, by_target)) for item in items)


def _about(
    item: Link | Event | Entity | Progress, by_target: Mapping[str, list[Decision]]
) -> Sequence[Decision]:
    """List the decisions about an item.

    What a person decided of two reports stays decided when more reports or a newer version make the
    program call their link by another kind.
    """
    if not isinstance(item, Link) or item.kind not in ONE_TEXT:
        return by_target.get(item.id, ())
    names = [item_id("link", (), kind.value, item.a, item.b) for kind in ONE_TEXT]
    found = [decision for name in {item.id, *names} for decision in by_target.get(name, ())]
    return sorted(found, key=lambda decision: decision.number)


def wrong_target(action: str, target: str, table: str, decisions: Sequence[Decision]) -> str:
    """Tell what is wrong with the target of a decision.

    Args:
        action: what is to be decided.
        target: the id it is to be decided of.
        table: the name of the table that holds the id; empty when none does.
        decisions: all that were taken so far.

    Returns:
        The fault in words; empty when there is none.
    """
    if action == "undo":
        if target not in {d.id for d in decisions}:
            return f"no decision {target!r} to undo"
        return f"{target} is undone already" if target in undone(decisions) else ""
    if not table:
        return f"{action}: nothing with the id {target!r} in this dossier"
    about = ABOUT.get(action, (table,))
    if table not in about:
        return f"{action}: {target} is in {table}; it can be one of {', '.join(about)}"
    return ""


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Leave out decisions that were undone; an undoing that was itself undone undoes nothing.

    Args:
        decisions: in the order of deciding.

    Returns:
        Those that hold, in the same order, without the undoings.
    """
    gone = undone(decisions)
    return tuple(d for d in decisions if d.id not in gone and d.action != "undo")


def undone(decisions: Sequence[Decision]) -> frozenset[str]:
    """Name the decisions that do not hold any more.

    Args:
        decisions: in the order of deciding.

    Returns:
        The ids of those undone by an undoing that holds.
    """
    gone: set[str] = set()
    for decision in reversed(decisions):
        if decision.action == "undo" and decision.id not in gone:
            gone.add(decision.target)
    return frozenset(gone)


def counted_kinds(decisions: Sequence[Decision]) -> frozenset[LinkKind]:
    """Tell which kinds of link make two reports one source.

    Args:
        decisions: in the order of deciding; the last choice of kinds holds.

    Returns:
        The chosen kinds; those that count by default where nobody chose.
    """
    chosen = [d for d in standing(decisions) if d.action == "count"]
    if not chosen:
        return DEFAULT_KINDS
    return frozenset(LinkKind(kind) for kind in json.loads(chosen[-1].value))


def declared_links(names: Mapping[str, str], decisions: Sequence[Decision]) -> tuple[Link, ...]:
    """Link reports that a person declared to be one source.

    Args:
        names: report id to name; declarations about other reports are passed over.
        decisions: in the order of deciding; of two about the same reports the later holds.

    Returns:
        One link for each pair, by the ids of its reports, with who declared it and why.
    """
    links: dict[tuple[str, str], Link] = {}
    for decision in standing(decisions):
        if decision.action != "join":
            continue
        a, b = sorted((decision.target, str(json.loads(decision.value))))
        if a == b or a not in names or b not in names:
            continue
        detail = f"declared by {decision.who}: {decision.why}"
        reason = Reason("decide/join@1", 1.0, names[a], names[b], detail)
        name = item_id("link", (), LinkKind.DECLARED.value, a, b)
        links[a, b] = Link(name, a, b, LinkKind.DECLARED, Direction.UNKNOWN, 1.0, reason)
    return tuple(link for _, link in sorted(links.items()))


def added_outlets(decisions: Sequence[Decision]) -> tuple[dict[str, Any], ...]:
    """List the rows about outlets that people added.

    Args:
        decisions: in the order of deciding.

    Returns:
        The rows in that order; where a row names no page to check, who added it and why.
    """
    return tuple(
        {"check": f"added by {decision.who}: {decision.why}", **json.loads(decision.value)}
        for decision in standing(decisions)
        if decision.action == "outlet"
    )


def _judge(item: Judged, decisions: Sequence[Decision]) -> Judged:
    for decision in decisions:
        if decision.action == "confirm":
            item = replace(item, state=State.CONFIRMED)
        elif decision.action == "reject":
            item = replace(item, state=State.REJECTED)
        elif decision.action in ("rename", "status"):
            field = {"status": "status", "rename": "title"}[decision.action]
            known = {f.name for f in fields(item)}
            field = "name" if field == "title" and "name" in known else field
            if field in known:
                value = json.loads(decision.value)
                change = {field: str(value["name"] if isinstance(value, dict) else value)}
                item = replace(item, state=State.CONFIRMED, **change)  # type: ignore[arg-type]
    return item
