"""How do people's decisions win over what the program suggests?"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from firsthand.model.story import Decision, Entity, Event, Link, Progress, State

Judged = TypeVar("Judged", Link, Event, Entity, Progress)

ACTIONS = ("confirm", "reject", "rename", "status", "note", "undo")
"""What a person may decide about an item; `note` and `undo` change no item by themselves."""

STATUSES = ("open", "partly", "done", "late", "changed", "not-met")
"""The words a person may set as the status of a directive."""


def judged(items: Iterable[Judged], decisions: Sequence[Decision]) -> tuple[Judged, ...]:
    """Replay decisions over suggested items.

    Args:
        items: links, events, entities or progress, as suggested.
        decisions: what people have decided, in the order of deciding; undone ones are passed over.

    Returns:
        The items with the decided state, name or status, in the given order.
    """
    undone = {d.target for d in decisions if d.action == "undo"}
    standing = [d for d in decisions if d.id not in undone]
    return tuple(_judge(item, [d for d in standing if d.target == item.id]) for item in items)


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
                change = {field: str(json.loads(decision.value))}
                item = replace(item, state=State.CONFIRMED, **change)  # type: ignore[arg-type]
    return item
