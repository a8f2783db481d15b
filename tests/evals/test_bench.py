"""Does the harness run adapters, and survive those that fail or hang?"""

import multiprocessing
import sys
import types
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from evals import bench

SCORER = "import json, sys\nn = sum(1 for _ in open(sys.argv[1]))\nprint(json.dumps({'n': n}))\n"


class Adapter(types.ModuleType):
    """A stand-in for an adapter module."""

    NAME = "toy"
    ARGS: tuple[str, ...] = ()
    PEERS = {"share": ("nobody", 0.25)}  # noqa: RUF012 - shaped as a module is

    @staticmethod
    def predict(_folder: Path) -> Iterator[dict[str, object]]:
        yield {"id": "a"}

    @staticmethod
    def read_scores(output: str) -> dict[str, float]:
        return {"share": float("1" in output)}


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bench" / "toy"
    folder.mkdir(parents=True)
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "evals.adapters.toy", Adapter("evals.adapters.toy"))
    # A thread-like stand-in for the worker process, which could not see this test's adapter.
    monkeypatch.setattr(multiprocessing, "get_context", lambda _kind: Inline)
    return tmp_path


class Inline:
    """Run the worker in this process."""

    class Process:
        exitcode = 0
        hangs = False

        def __init__(self, target: object, args: tuple[object, ...]) -> None:
            self.target, self.args = target, args

        def start(self) -> None:
            if callable(self.target):
                self.target(*self.args)

        def join(self, _seconds: float = 0) -> None:
            return

        def is_alive(self) -> bool:
            return self.hangs

        def kill(self) -> None:
            return


def test_predictions_are_scored(shared: Path) -> None:
    (row,), seconds = bench.score_bench(shared, "toy")
    assert (row.part, row.metric, row.value, row.peer_value) == ("toy", "share", 1.0, 0.25)
    assert seconds >= 0


def test_a_failing_adapter_is_a_row(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inline.Process, "exitcode", 1)
    (row,), _ = bench.score_bench(shared, "toy")
    assert row.value is None
    assert row.note == "failed with 1"


def test_a_hanging_adapter_is_a_row(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inline.Process, "hangs", True)
    (row,), _ = bench.score_bench(shared, "toy")
    assert row.note == f"over {bench.TIME_LIMIT} s"


def test_a_failing_scorer_is_a_row(shared: Path) -> None:
    (shared / "bench" / "toy" / "score.py").write_text("raise SystemExit('bad gold')\n")
    (row,), _ = bench.score_bench(shared, "toy")
    assert "bad gold" in row.note


def test_a_benchmark_that_is_not_there_is_said(tmp_path: Path, shared: Path) -> None:
    (row,), _ = bench.score_bench(tmp_path / "empty", "toy")
    assert row.note == "not there"


def test_every_adapter_keeps_the_contract() -> None:
    for name in bench.names():
        adapter = import_module(f"evals.adapters.{name}")
        assert adapter.NAME.replace("-", "_") == name
        assert callable(adapter.predict)
        assert callable(adapter.read_scores)
        assert all(0 <= value <= 1 for _, value in adapter.PEERS.values())
