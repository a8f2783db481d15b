"""How near does grouping report by report come to grouping at once, and what does one cost?

python -m evals.grouping_growth 30000    a larger stream
"""

import argparse
import multiprocessing
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from statistics import fmean

from evals.grouping import bare, read_labels, read_rows, read_stream
from evals.row import Row
from evals.shared import shared_folder
from firsthand.compare.cards import Card, take_card
from firsthand.compare.gather import gather
from firsthand.compare.growing import Growing
from firsthand.compare.likeness import Evidence

PART = "grouping-growth"
ORDERS = 5
"""Orders in which the same reports come."""
STREAM = 3000
"""Reports of the stream by default."""
MOVES = frozenset({"merge", "split", "move"})

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}")

Study = tuple[Evidence, Card]


def score_growth(shared: Path, size: int = STREAM) -> Iterator[Row]:
    """Group a bench at once and report by report, and a stream report by report.

    Args:
        shared: the evaluation material.
        size: reports of the stream.

    Yields:
        What growing loses beside the batch, how many reports change their event for one that
        comes, how far orders differ; what a decision costs in a stream.
    """
    bench = shared / "bench" / "events-ecbplus"
    if bench.is_dir():
        yield from score_orders(bench)
    stream = shared / "bench" / "stream-allsides"
    if stream.is_dir():
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            measured = pool.apply(time_stream, (stream, size))
        for name, value in measured.items():
            yield Row(PART, name, value, note=f"{size} reports", kept=False)


def score_orders(bench: Path) -> Iterator[Row]:
    """Compare growing with the batch, words alone and without links.

    Args:
        bench: reports with the event of each.

    Yields:
        The rows.
    """
    events = read_labels(bench)
    studies = {str(row["id"]): take(row) for row in read_rows(bench)}
    ids = sorted(studies)
    found = gather([studies[n][0] for n in ids], [studies[n][1] for n in ids], [])
    batch = bcubed([[ids[n] for n in group] for group in found.groups], events)
    scores, moved = [], []
    for seed in range(ORDERS):
        order = list(ids)
        random.Random(seed).shuffle(order)  # noqa: S311 - the same orders every time
        growing = Growing()
        for name in order:
            growing.repair(growing.add(*studies[name]).target)
        scores.append(bcubed(list(growing.groups().values()), events))
        changed = sum(len(c.reports) for c in growing.log if c.action in MOVES)
        moved.append(changed / len(ids))
    mean = fmean(scores)
    yield Row(PART, "at once: BCubed F1", batch)
    yield Row(PART, "report by report: BCubed F1", mean, note=f"mean of {ORDERS} orders")
    note = "lower is better; bar"
    below, spread = 100 * (batch - mean), 100 * (max(scores) - min(scores)) / 2
    yield Row(PART, "points below the batch", below, note=f"{note} 1", kept=False)
    yield Row(PART, "reports moved for one that comes", fmean(moved), note=f"{note} .1", kept=False)
    yield Row(PART, "points either way between orders", spread, note=f"{note} .5", kept=False)


def take(row: Mapping[str, object]) -> Study:
    """Take a report's evidence and card, words and day of publication alone.

    Args:
        row: a document of a bench.

    Returns:
        Both.
    """
    report, found = bare(row)
    return Evidence.of(report.text), take_card(report, found)


def bcubed(groups: Sequence[Sequence[str]], events: Mapping[str, str]) -> float:
    """Score a grouping (Bagga and Baldwin 1998).

    Args:
        groups: of ids.
        events: id to its event.

    Returns:
        BCubed F1.
    """
    sizes = Counter(events.values())
    precision = recall = 0.0
    for group in groups:
        held = Counter(events[name] for name in group)
        precision += sum(count * count for count in held.values()) / len(group)
        recall += sum(count * count / sizes[event] for event, count in held.items())
    precision, recall = precision / len(events), recall / len(events)
    return 2 * precision * recall / (precision + recall)


def time_stream(bench: Path, size: int) -> dict[str, float]:
    """Group a stream in a process of its own and look at its clock and its memory.

    Args:
        bench: the stream; where it has too few reports they come again under other names.
        size: reports.

    Returns:
        Milliseconds and megabytes by name.
    """
    before = _resident()
    growing, decided, repaired = Growing(), [], []
    for row in islice(_repeat(read_stream(bench)), size):
        study = take(row)
        begun = time.process_time()
        change = growing.add(*study)
        middle = time.process_time()
        growing.repair(change.target)
        decided.append(middle - begun)
        repaired.append(time.process_time() - middle)
    latest = sorted(decided[-size // 5 :])
    both = fmean(decided) + fmean(repaired)
    return {
        "ms for a decision, mean": 1000 * fmean(decided),
        "ms for a decision among the last fifth, p99": 1000 * latest[len(latest) * 99 // 100],
        "ms for looking again, mean": 1000 * fmean(repaired),
        "reports per CPU-second": 1 / both,
        "memory in MB": _resident() - before,
    }


def _repeat(rows: Sequence[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    """Give the rows again and again, each time with other names, so that they are other events."""
    again = 0
    while True:
        for row in rows:
            mark = "" if not again else chr(ord("a") + again % 26)
            text = _NAME.sub(lambda match, mark=mark: match[0] + mark, str(row["text"]))  # type: ignore[misc]
            yield {**row, "id": f"{row['id']}{mark}", "text": text}
        again += 1


def _resident() -> float:
    """Tell the memory held now, in MB; where the system does not say, the most that ever was."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print the rows for a stream of the size given."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", nargs="?", type=int, default=STREAM, help="reports of the stream")
    args = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        sys.exit("no evaluation material beside the project")
    for row in score_growth(shared, args.size):
        print(f"{row.metric}: {row.value:.3f} {row.note}")


if __name__ == "__main__":
    main()
