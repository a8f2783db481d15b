"""How fast are Firsthand and a peer on the same texts, in the same session?"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path

from evals.peers.known import PEERS, documents, predict

OURS, PARSE = "firsthand", "parse"
ROUNDS = 3
"""Each is timed this often, in turns; the fastest round counts, for the machine is shared."""

FIRST = 100
"""Documents that are timed, unless told: some tools take minutes for more."""

PARSED = frozenset({"newsquant", "meantime-values", "places"})
"""Benchmarks that need the shared parse; times and the short cases are read without one."""


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU-seconds of one pass over the documents of a benchmark."""

    name: str
    seconds: float


def take(source: Path, folder: Path, count: int) -> None:
    """Set the first documents of a benchmark apart, for all to read the same.

    Args:
        source: of the benchmark.
        folder: where to write them.
        count: how many.
    """
    with (source / "docs.jsonl").open("rb") as lines:
        (folder / "docs.jsonl").write_bytes(b"".join(islice(lines, count)))


def work_of(name: str, bench: str, folder: Path) -> Callable[[], object]:
    """Say what is to be timed.

    Args:
        name: of a peer, "firsthand", or "parse" for the shared parse alone.
        bench: the benchmark.
        folder: where its docs.jsonl is.

    Returns:
        One pass over all documents, without arguments.
    """
    if name == OURS:
        adapter = import_module(f"evals.adapters.{bench.replace('-', '_')}")
        return lambda: list(adapter.predict(folder))
    if name == PARSE:
        reports = import_module("evals.plain_reports")
        reading = import_module("firsthand.text.reading")
        return lambda: [reading.read(reports.make_report(row)) for row in documents(folder)]
    return lambda: list(predict(PEERS[name], bench, folder))


def passes(name: str, bench: str, folder: Path) -> Iterator[float]:
    """Time passes, after one that loads models and word lists.

    Args:
        name: as for `work_of`.
        bench: the benchmark.
        folder: where its docs.jsonl is.

    Yields:
        CPU-seconds of the process, all its threads together, for each pass.
    """
    work = work_of(name, bench, folder)
    work()
    while True:
        begun = time.process_time()
        work()
        yield time.process_time() - begun


def timed(name: str, bench: str, folder: Path) -> str:
    """Time one pass for the process that asked.

    Args:
        name: as for `work_of`.
        bench: the benchmark.
        folder: where its docs.jsonl is.

    Returns:
        JSON.
    """
    return json.dumps({"seconds": next(passes(name, bench, folder))})


def fastest(timings: list[Timing], name: str) -> float:
    """Take the best pass.

    Args:
        timings: of all.
        name: whose.

    Returns:
        CPU-seconds.
    """
    return min(timing.seconds for timing in timings if timing.name == name)


def compare(timings: list[Timing], peer: str, sentences: int) -> str:
    """Lay timings out side by side.

    Args:
        timings: of "firsthand", the peer and, where the benchmark is parsed, "parse".
        peer: its name.
        sentences: in the documents.

    Returns:
        Lines with sentences per CPU-second and how many times faster or slower than the peer.
    """
    theirs, ours = fastest(timings, peer), fastest(timings, OURS)
    rows = [(peer, theirs), (OURS, ours)]
    if any(timing.name == PARSE for timing in timings):
        # Two measurements of one kind may differ by more than the small rest between them.
        rows.append((f"{OURS}, beyond the parse", max(ours - fastest(timings, PARSE), 0.0)))
    width = max(len(name) for name, _ in rows)
    head = f"{'':{width}}  CPU-seconds  sentences/CPU-second  x {peer}"
    lines = [
        f"{name:{width}}  {seconds:11.2f}  {_rate(sentences, seconds):>20}  "
        f"{_rate(theirs, seconds, 2):>{len(peer) + 2}}"
        for name, seconds in rows
    ]
    return "\n".join([head, *lines])


def _rate(amount: float, seconds: float, digits: int = 0) -> str:
    return f"{amount / seconds:,.{digits}f}" if seconds else "-"
