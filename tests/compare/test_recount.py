"""Do counts drawn anew after decisions equal those of a study from the start?"""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from firsthand import pipeline
from firsthand.compare.recount import is_about_links, recount
from firsthand.ingest import read_bytes
from firsthand.model.findings import Findings, Found
from firsthand.model.report import Report
from firsthand.model.story import Decision, LinkKind, State

CASE = Path(__file__).parent.parent / "cases" / "lineage" / "english.toml"

Drawn = tuple[list[Report], dict[str, Found], Findings]


@cache
def drawn() -> Drawn:
    rows = tomllib.loads(CASE.read_text(encoding="utf-8"))["case"][0]["reports"]
    raws = [read_bytes(f"{n}.txt", row["text"].strip().encode()) for n, row in rows.items()]
    studied = [pipeline.analyse(raw) for raw in raws]
    reports, founds = [r for r, _ in studied], {r.id: found for r, found in studied}
    return reports, founds, pipeline.draw(reports, founds)


def decision(number: int, action: str, target: str, value: object = "") -> Decision:
    text = json.dumps(value)
    return Decision(f"decision-{number}", number, action, target, text, "Ada", "2031", "seen")


def link(kind: LinkKind) -> str:
    return next(k.id for k in drawn()[2].links if k.kind is kind)


def report(name: str) -> str:
    return next(r.id for r in drawn()[0] if r.name == f"{name}.txt")


def ways() -> dict[str, list[Decision]]:
    copy = link(LinkKind.NEAR_COPY)
    join = sorted((report("mail"), report("gazette")))
    return {
        "nothing": [],
        "a link rejected": [decision(1, "reject", copy)],
        "a link confirmed": [decision(1, "confirm", copy)],
        "rejected and undone": [decision(1, "reject", copy), decision(2, "undo", "decision-1")],
        "two joined": [decision(1, "join", join[0], join[1])],
        "quotations count": [
            decision(1, "count", "links", ["near copy", "partial quotation", "refers to"])
        ],
        "facts count": [decision(1, "count", "links", ["common facts only"])],
        "several": [
            decision(1, "count", "links", ["identical"]),
            decision(2, "join", join[0], join[1]),
            decision(3, "reject", copy),
            decision(4, "undo", "decision-1"),
            decision(5, "note", copy, "ask"),
        ],
    }


@pytest.mark.parametrize("way", range(8))
def test_counts_equal_those_of_a_study_from_the_start(way: int) -> None:
    name, decisions = [*ways().items()][way]
    reports, founds, before = drawn()
    expected = pipeline.draw(reports, founds, decisions=decisions)
    assert recount(before, decisions) == expected, name
    assert recount(expected, []) == before
    assert all(is_about_links(one, decisions) for one in decisions)


def test_decisions_about_other_things_need_more() -> None:
    event = drawn()[2].events[0].id
    renamed = decision(1, "rename", event, "Fair")
    assert not is_about_links(renamed, [renamed])
    undone = decision(2, "undo", "decision-1")
    assert not is_about_links(undone, [renamed, undone])
    assert not is_about_links(undone, [undone])
    assert not is_about_links(decision(3, "reject", event), [])
    assert not is_about_links(decision(4, "outlet", "Courier", {"name": "Courier"}), [])


def test_a_rejected_copy_is_two_sources_again() -> None:
    before = drawn()[2]
    after = recount(before, [decision(1, "reject", link(LinkKind.NEAR_COPY))])
    one, two = (dict(findings.weights)["all"] for findings in (before, after))
    assert (one.origins, two.origins) == (3, 4)
    assert {k.state for k in after.links if k.kind is LinkKind.NEAR_COPY} == {State.REJECTED}
    shared = [c for c in after.comparisons for v in c.versions if len(v.weight.reports) == 2]
    assert max(v.weight.independent for c in shared for v in c.versions) == 2
