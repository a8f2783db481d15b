"""Are both errors of a count told apart, and measured over pairs and stories?"""

import json
from pathlib import Path

from evals import apart
from evals.adapters import lineage
from evals.gold import _errors, _read_told


def test_one_origin_told_as_two_is_the_first_error() -> None:
    found = apart.rates([[("a", "1"), ("a", "1"), ("a", "2")]])
    assert found[apart.KEPT_TOGETHER] == 1 / 3
    assert apart.KEPT_APART not in found
    assert (found[apart.NOT_TOO_MANY], found[apart.NOT_TOO_FEW]) == (0, 1)


def test_two_origins_told_as_one_are_the_second_error() -> None:
    found = apart.rates([[("a", "1"), ("b", "1")], [("a", "1"), ("b", "2")]])
    assert found[apart.KEPT_APART] == 1 / 2
    assert apart.KEPT_TOGETHER not in found
    assert (found[apart.NOT_TOO_MANY], found[apart.NOT_TOO_FEW]) == (1, 1 / 2)


def test_a_report_in_no_group_stands_alone() -> None:
    assert apart.grouped("abc", [["c", "b"]]) == {"a": "a", "b": "b", "c": "b"}


def test_a_bench_is_measured_from_its_predictions(tmp_path: Path) -> None:
    gold = [{"id": n, "story": "s", "source": source} for n, source in ("xo", "yo", "zp")]
    told = [{"id": n, "family": family} for n, family in (("x", 1), ("y", 1), ("z", 1))]
    for name, rows in (("gold.jsonl", gold), ("told.jsonl", told)):
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = lineage.measure(tmp_path, tmp_path / "told.jsonl")
    assert found == {
        apart.KEPT_TOGETHER: 1,
        apart.KEPT_APART: 0,
        apart.NOT_TOO_MANY: 1,
        apart.NOT_TOO_FEW: 0,
    }


def test_a_story_is_measured_where_its_gold_tells_all_groups(tmp_path: Path) -> None:
    reports = [{"file": name} for name in ("1.txt", "2.txt")]
    gold, answers = tmp_path / "gold", tmp_path / "answers"
    for folder, groups in ((gold, [["1.txt", "2.txt"]]), (answers, [])):
        folder.mkdir()
        events = {"reports": reports, "source_groups": groups, "source_groups_complete": True}
        (folder / "events.json").write_text(json.dumps(events), encoding="utf-8")
    told = _read_told(gold, answers)
    assert _errors([told])[f"lineage.{apart.KEPT_TOGETHER}"]["f1"] == 0
    events = json.loads((gold / "events.json").read_text(encoding="utf-8"))
    del events["source_groups_complete"]
    (gold / "events.json").write_text(json.dumps(events), encoding="utf-8")
    assert _read_told(gold, answers) == []
