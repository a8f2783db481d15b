"""Do floors hold, rise and never fall by themselves?"""

from pathlib import Path

import pytest

from evals import floors
from evals.floors import Floors
from evals.row import Row
from evals.shared import digest, shared_folder
from evals.table import markdown_table, plain_table

ROW = Row("places", "relaxed", 0.7123, peer="spaCy", peer_value=0.659)


def test_a_value_under_its_floor_fails_and_a_rounding_does_not() -> None:
    assert ROW.with_floor({"places/relaxed": 0.72}).failed
    assert not ROW.with_floor({"places/relaxed": 0.7126}).failed
    assert not ROW.failed


def test_a_figure_that_was_not_measured_fails() -> None:
    kept = Floors({"places/relaxed": 0.7, "times/value": 0.6}, {})
    (gone,) = floors.missing(kept, [ROW], ["places", "times"])
    assert gone.failed
    assert gone.status == "MISSING"
    assert not floors.missing(kept, [ROW], ["places"])


def test_floors_are_raised_but_never_lowered(tmp_path: Path) -> None:
    old = Floors({"places/relaxed": 0.8, "times/value": 0.6}, {"times": "abc"})
    new = floors.raised(old, [ROW, Row("times", "value", 0.65)], {"places": "def"})
    assert new.floors == {"places/relaxed": 0.8, "times/value": 0.65}
    assert new.material == {"times": "abc", "places": "def"}
    floors.save(new, tmp_path / "floors.json")
    assert floors.load(tmp_path / "floors.json") == new
    assert floors.load(tmp_path / "none.json") == Floors({}, {})


def test_changed_material_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("1\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("words\n", encoding="utf-8")
    kept = Floors({}, {"x": digest(tmp_path)})
    (tmp_path / "README.md").write_text("other words\n", encoding="utf-8")
    assert not floors.changed(kept, {"x": digest(tmp_path)})
    (tmp_path / "gold.jsonl").write_text("2\n", encoding="utf-8")
    assert floors.changed(kept, {"x": digest(tmp_path)}) == ["x"]


def test_the_table_shows_floor_value_and_peer() -> None:
    low = Row("times", "value", 0.5, note="low").with_floor({"times/value": 0.6})
    table = plain_table([ROW, low])
    assert "0.659 spaCy" in table
    assert "BELOW low" in table
    assert "| relaxed | 0.712 | 0.659 spaCy |" in markdown_table([ROW])


def test_absent_material_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIRSTHAND_SHARED", str(tmp_path / "nowhere"))
    assert shared_folder() is None
    monkeypatch.setenv("FIRSTHAND_SHARED", str(tmp_path))
    assert shared_folder() == tmp_path


def test_a_ratio_of_times_keeps_the_floor_that_was_set_by_hand() -> None:
    old = Floors({"speed/share": 0.4}, {})
    assert floors.raised(old, [Row("speed", "share", 0.5)], {}).floors == old.floors
