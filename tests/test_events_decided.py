"""Does what a person decides of events win, last and lead on?"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand import Dossier
from firsthand.compare.placing import tellers
from firsthand.errors import DossierError
from firsthand.model.story import Event

TEXTS = {
    "bridge-1.txt": "New bridge opened in Oldhaven\n\nOLDHAVEN, 4 May 2031 - The mayor opened the "
    "new river bridge in Oldhaven on Sunday. Thousands walked over the bridge to the east bank.\n",
    "bridge-2.txt": "Thousands cross Oldhaven's bridge\n\nOLDHAVEN, 4 May 2031 - Thousands of "
    "people walked over the new river bridge in Oldhaven after the mayor opened it on Sunday.\n",
    "quarry.txt": "Quarry at Steinfeld closes\n\nSTEINFELD, 20 June 2031 - The slate quarry at "
    "Steinfeld shut its gates on Friday after ninety years, and its last workers went home.\n",
}
LATER = (
    "Bridge of Oldhaven is open\n\nOLDHAVEN, 5 May 2031 - The new river bridge in Oldhaven, which "
    "the mayor opened on Sunday, carried thousands of walkers to the east bank.\n"
)


@pytest.fixture
def case(tmp_path: Path, home: str | Path) -> Iterator[Dossier]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Dossier.new(home) as dossier:
        dossier.add([tmp_path / name for name in TEXTS])
        yield dossier


def events(case: Dossier) -> dict[frozenset[str], Event]:
    findings = case.study()
    names = {report.id: Path(report.name).stem for report in findings.reports}
    return {
        frozenset(names[r] for r in tellers(event)): event
        for event in findings.events
        if tellers(event)
    }


BRIDGE, QUARRY = frozenset({"bridge-1", "bridge-2"}), frozenset({"quarry"})


def test_an_event_keeps_its_id_and_name_when_a_report_joins(case: Dossier, tmp_path: Path) -> None:
    bridge = events(case)[BRIDGE]
    case.decide("rename", bridge.id, why="shorter", value="Bridge day", who="Ada")
    (tmp_path / "bridge-3.txt").write_text(LATER, encoding="utf-8")
    case.add([tmp_path / "bridge-3.txt"])
    grown = events(case)[BRIDGE | {"bridge-3"}]
    assert (grown.id, grown.title) == (bridge.id, "Bridge day")
    assert [change.action for change in case.event_log()] == ["open", "open", "join"]


def test_a_report_is_moved_to_an_event_and_back(case: Dossier) -> None:
    before = events(case)
    report = next(r for r in case.reports() if r.name.endswith("bridge-2.txt"))
    to = before[QUARRY].id
    moved = case.decide("move", "bridge-2.txt", "it is of June", to, "Ada")
    after = events(case)
    assert set(after) == {frozenset({"bridge-1"}), QUARRY | {"bridge-2"}}
    event = after[QUARRY | {"bridge-2"}]
    assert event.id == to
    reason = next(r.reason for r in event.reportings if r.report == report.id)
    assert (reason.rule, reason.detail) == ("decide/events@1", "moved by Ada: it is of June")
    case.decide("undo", moved.id, why="no", who="Ada")
    assert {names: event.id for names, event in events(case).items()} == {
        names: event.id for names, event in before.items()
    }


def test_a_report_gets_an_event_of_its_own(case: Dossier) -> None:
    before = events(case)[BRIDGE]
    case.decide("move", "bridge-1.txt", why="another bridge", value="new")
    after = events(case)
    assert {frozenset({"bridge-1"}), frozenset({"bridge-2"}), QUARRY} == set(after)
    assert before.id in {event.id for event in after.values()}


def test_two_events_are_merged_and_the_id_leads_on(case: Dossier) -> None:
    before = events(case)
    one, other = before[BRIDGE].id, before[QUARRY].id
    decision = case.decide("merge", one, why="one tour of the region", value=other, who="Ada")
    assert json.loads(decision.value)["events"] == [one, other]
    [event] = events(case).values()
    assert event.id == one == case.event_of(other)
    case.decide("rename", one, why="better", value="The tour", who="Ada")
    assert next(iter(events(case).values())).title == "The tour"
    case.decide("undo", decision.id, why="two after all", who="Ada")
    assert set(events(case)) == {BRIDGE, QUARRY}


def test_a_decision_holds_after_more_reports_came(case: Dossier, tmp_path: Path) -> None:
    to = events(case)[QUARRY].id
    case.decide("move", "bridge-2.txt", why="it is of June", value=to)
    (tmp_path / "bridge-3.txt").write_text(LATER, encoding="utf-8")
    case.add([tmp_path / "bridge-3.txt"])
    assert set(events(case)) == {frozenset({"bridge-1", "bridge-3"}), QUARRY | {"bridge-2"}}


@pytest.mark.parametrize(
    ("action", "value", "part"),
    [
        ("move", "event-0000000000000000", "no event"),
        ("merge", "event-0000000000000000", "no other event"),
        ("split", "x", "move a report out"),
    ],
)
def test_a_decision_about_no_event_is_refused(
    case: Dossier, action: str, value: str, part: str
) -> None:
    target = "bridge-1.txt" if action == "move" else events(case)[BRIDGE].id
    with pytest.raises(DossierError, match=part):
        case.decide(action, target, why="why not", value=value)
