"""How good is each question alone, on the public benchmarks?"""

import json
import multiprocessing
import pkgutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import evals.adapters
from evals.row import Row

TIME_LIMIT = 300
"""Seconds for one adapter; over it, its row says so."""

WORKERS = 2
"""Adapters at a time."""


def names() -> list[str]:
    """List the benchmarks that have an adapter.

    Returns:
        Module names in alphabetical order.
    """
    return sorted(m.name for m in pkgutil.iter_modules(evals.adapters.__path__))


def score_benches(shared: Path, chosen: Iterable[str]) -> Iterator[tuple[list[Row], float]]:
    """Run adapters side by side and score what they predict.

    Args:
        shared: the evaluation material.
        chosen: adapter modules.

    Yields:
        The rows of one benchmark and the seconds it took, in the order of the adapters.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        yield from pool.map(lambda name: score_bench(shared, name), chosen)


def score_bench(shared: Path, name: str) -> tuple[list[Row], float]:
    """Run one adapter in a process of its own and score what it predicts.

    An adapter with a function `measure` adds figures that the scorer does not give.

    Args:
        shared: the evaluation material.
        name: of the adapter module.

    Returns:
        Its rows and the seconds it took.
    """
    begun = time.perf_counter()
    adapter = import_module(f"evals.adapters.{name}")
    folder = folder_of(shared, name)
    if not folder.is_dir():
        return [Row(adapter.NAME, "material", None, note="not there")], 0.0
    with tempfile.TemporaryDirectory() as made:
        predictions = Path(made) / "predictions.jsonl"
        process = multiprocessing.get_context("spawn").Process(
            target=write_predictions, args=(name, folder, predictions)
        )
        process.start()
        process.join(TIME_LIMIT)
        if process.is_alive():
            process.kill()
            process.join()
            note = f"over {TIME_LIMIT} s"
            return [Row(adapter.NAME, "run", None, note=note)], time.perf_counter() - begun
        if process.exitcode:
            note = f"failed with {process.exitcode}"
            return [Row(adapter.NAME, "run", None, note=note)], time.perf_counter() - begun
        done = subprocess.run(
            [sys.executable, str(folder / "score.py"), str(predictions), *adapter.ARGS],
            capture_output=True,
            text=True,
            check=False,
        )
        beside: dict[str, float] = {}
        if not done.returncode and hasattr(adapter, "measure"):
            beside = adapter.measure(folder, predictions)
    if done.returncode:
        note = f"scorer: {done.stderr.strip().splitlines()[-1:]}"
        return [Row(adapter.NAME, "score", None, note=note)], time.perf_counter() - begun
    rows = []
    for metric, value in {**adapter.read_scores(done.stdout), **beside}.items():
        peer, peer_value = adapter.PEERS.get(metric, ("", None))
        rows.append(Row(adapter.NAME, metric, value, peer=peer, peer_value=peer_value))
    return rows, time.perf_counter() - begun


def folder_of(shared: Path, name: str) -> Path:
    """Find the folder of a benchmark; two adapters may ask different questions of one.

    Args:
        shared: the evaluation material.
        name: of the adapter module.

    Returns:
        The folder that the adapter's FOLDER names, else its NAME.
    """
    adapter = import_module(f"evals.adapters.{name}")
    return shared / "bench" / str(getattr(adapter, "FOLDER", adapter.NAME))


def write_predictions(name: str, folder: Path, path: Path) -> None:
    """Write an adapter's predictions as JSON lines.

    Args:
        name: of the adapter module.
        folder: of the benchmark.
        path: the file to write.
    """
    adapter = import_module(f"evals.adapters.{name}")
    with path.open("w", encoding="utf-8") as file:
        for line in adapter.predict(folder):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
