"""Do the checks of answers see cut words, traps and wrong slots?"""

import json
from pathlib import Path
from typing import Any

from evals.bindings import check

TEXT = "Exports of Freedonia rose by 9.5% in 2023, shipped on Route 66.\n"
BINDING = {"measures": "exports", "unit": "percent", "place": "Freedonia", "period": "2023"}


def item(quote: str, **more: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"file": "a.txt", "start": start, "end": start + len(quote), "text": quote, **more}


def checked(tmp_path: Path, figures: list[dict[str, Any]]) -> dict[str, float | None]:
    gold, answers = tmp_path / "gold", tmp_path / "answers"
    gold.mkdir(parents=True)
    answers.mkdir()
    (gold / "a.txt").write_text(TEXT, encoding="utf-8")
    right = item("9.5%", id="seeds-F013", bound="exact", **BINDING)
    (gold / "figures.jsonl").write_text(json.dumps(right), encoding="utf-8")
    (gold / "traps.jsonl").write_text(json.dumps(item("Route 66")), encoding="utf-8")
    lines = "\n".join(json.dumps(figure) for figure in figures)
    (answers / "figures.jsonl").write_text(lines, encoding="utf-8")
    return {name: values["r"] for name, values in check(gold, answers).items()}


def test_right_answers_pass(tmp_path: Path) -> None:
    found = checked(tmp_path, [item("9.5%", bound="exact", **BINDING)])
    assert found == {"spans.whole(acc)": 1, "traps.avoided(acc)": 1, "figures.bound(acc)": 1}


def test_a_number_of_a_name_is_a_trap(tmp_path: Path) -> None:
    figures = [item("9.5%", bound="exact", **BINDING), item("66", bound="exact")]
    assert checked(tmp_path, figures)["traps.avoided(acc)"] == 0


def test_cut_words_and_blank_edges_are_counted(tmp_path: Path) -> None:
    figures = [item("9.5% in"), item("ports of"), item(" 9.5%"), item("rose by 9.5%")]
    found = checked(tmp_path, [dict(f, bound="exact", **BINDING) for f in figures])
    assert found["spans.whole(acc)"] == 0.5


def test_a_slot_that_differs_is_not_bound(tmp_path: Path) -> None:
    for number, (key, value) in enumerate(
        {"place": "Sylvania", "period": "2022", "measures": "imports"}.items()
    ):
        wrong = item("9.5%", bound="exact", **{**BINDING, key: value, "unit": ""})
        assert checked(tmp_path / str(number), [wrong])["figures.bound(acc)"] == 0
