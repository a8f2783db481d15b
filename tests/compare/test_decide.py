"""Do people's decisions win, in order, and can they be undone?"""

import json

from firsthand.compare.decide import judged
from firsthand.model.items import NameKind
from firsthand.model.reason import Reason
from firsthand.model.story import (
    Decision,
    Direction,
    Entity,
    Link,
    LinkKind,
    Progress,
    State,
    Weight,
)

LINK = Link("link-1", "a", "b", LinkKind.REWRITE, Direction.UNKNOWN, 0.7, Reason("test@1"))
ENTITY = Entity("entity-1", "Ada Nkosi", NameKind.PERSON, (), "test@1")
PROGRESS = Progress(
    "progress-1",
    "build it",
    "directive",
    (),
    (),
    "",
    (),
    "open",
    Weight((), 0, 0, 0, ""),
    Reason("x"),
)


def decision(number: int, action: str, target: str, value: object = "") -> Decision:
    return Decision(
        f"decision-{number}", number, action, target, json.dumps(value), "Ada", "2025", "seen"
    )


def test_without_decisions_nothing_changes() -> None:
    assert judged([LINK], []) == (LINK,)


def test_the_last_decision_stands() -> None:
    (link,) = judged([LINK], [decision(1, "confirm", "link-1"), decision(2, "reject", "link-1")])
    assert link.state is State.REJECTED


def test_an_undone_decision_does_not_count() -> None:
    (link,) = judged([LINK], [decision(1, "reject", "link-1"), decision(2, "undo", "decision-1")])
    assert link.state is State.SUGGESTED


def test_decisions_about_other_items_and_notes_change_nothing() -> None:
    assert judged([LINK], [decision(1, "reject", "link-2"), decision(2, "note", "link-1")]) == (
        LINK,
    )


def test_a_name_and_a_status_are_set() -> None:
    (entity,) = judged([ENTITY], [decision(1, "rename", "entity-1", "Ada N. Nkosi")])
    assert (entity.name, entity.state) == ("Ada N. Nkosi", State.CONFIRMED)
    (progress,) = judged([PROGRESS], [decision(1, "status", "progress-1", "done")])
    assert (progress.status, progress.state) == ("done", State.CONFIRMED)
    (renamed,) = judged([PROGRESS], [decision(1, "rename", "progress-1", "build the bridge")])
    assert renamed.title == "build the bridge"


def test_a_status_for_something_without_one_is_passed_over() -> None:
    assert judged([LINK], [decision(1, "status", "link-1", "done")]) == (LINK,)
