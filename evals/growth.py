"""What does one more report cost the lineage of a dossier, the larger the dossier is?"""

import argparse
import gzip
import json
import multiprocessing
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from evals.plain_reports import make_report
from evals.row import Row
from evals.shared import shared_folder
from firsthand.analyse.lineage import Lineage, find_copies, overlaps_of
from firsthand.analyse.lineage.fingerprints import take_many
from firsthand.analyse.lineage.kinship import Kinship
from firsthand.model.report import Report

T = TypeVar("T")

PART = "growth"
SIZES = (300, 1000)
"""Reports of the dossiers that one report is added to; larger ones by the command line."""
ADDED = 15
"""Reports that are added one by one; the middle cost is told."""
BUILT = 5000
"""Reports that are taken up at once while a large dossier is built."""

SEED = 4
COPIED, CUT, FRAMED = 0.25, 0.5, 0.1
"""Share of reports that copy an earlier one; of those that keep a part of it only; of reports with
the same lines of a newsletter round them."""
KEPT = 150
"""Most frequent words, which every made-up report keeps: they hold its sentences together."""
DAYS = 2000
"""Days over which the reports are spread; every second one is dated."""
LETTER = "You get this letter every morning because you asked for it at one of our counters."


def score_growth(shared: Path | None, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Time the addition of one report to dossiers of several sizes, and the copies bench.

    Args:
        shared: the evaluation material; without it nothing is measured.
        sizes: reports of each dossier.

    Yields:
        CPU-seconds of the lineage for one report more at each size, how fast they grow, and the
        speed and memory of finding copies.
    """
    path = (shared or Path()) / "bench" / "copies" / "docs.jsonl.gz"
    if shared is None or not path.exists():
        return
    costs = []
    for size in sizes:
        one, most, memory = _in_process(partial(grow, path, size))
        costs.append(one)
        note = f"bar 0.5 at 1,000; the dearest of {ADDED}: {most:.2f}; {memory:.0f} MB"
        metric = f"CPU-seconds to add one report to {size:,}"
        yield Row(PART, metric, one, note=note, kept=False)
    if len(sizes) > 1:
        slope = np.polyfit(np.log(sizes), np.log(costs), 1)[0]
        note = "1 = as fast as the dossier; bar below 1"
        yield Row(PART, "exponent of growth", float(slope), note=note, kept=False)
    rate, whole, memory = _in_process(partial(find_all, path))
    note = "bar 5,000; what the peers of the bench were timed on, and passages"
    yield Row(PART, "copies: texts per CPU-second, pairs and passages", rate, note=note, kept=False)
    note = "with kind, direction and probability of each link"
    yield Row(PART, "copies: texts per CPU-second, links", whole, note=note, kept=False)
    yield Row(
        PART, "copies: peak memory in MB", memory, note="bar 500, lower is better", kept=False
    )


def _in_process(work: Callable[[], T]) -> T:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work)


def grow(path: Path, size: int) -> tuple[float, float, float]:
    """Build a dossier and add reports one by one.

    How sentences align is taken for known of the pairs that were there before: it is kept.

    Args:
        path: texts that new ones are made of.
        size: reports of the dossier.

    Returns:
        Middle and greatest CPU-seconds for one report, peak memory in MB.
    """
    reports = list(make_reports(path, size + ADDED))
    lineage = Lineage()
    lineage.kinships = Unaligned()
    for first in range(0, size, BUILT):
        lineage.add(reports[first : min(size, first + BUILT)])
    lineage.kinships = dict(lineage.kinships)
    spent = []
    for report in reports[size:]:
        begun = time.process_time()
        lineage.add([report])
        spent.append(time.process_time() - begun)
    return statistics.median(spent), max(spent), _peak()


class Unaligned(dict[tuple[str, str], Kinship | None]):
    """Pairs of which it is known that their sentences do not align, whichever are asked for."""

    def __contains__(self, pair: object) -> bool:
        return True

    def __missing__(self, pair: tuple[str, str]) -> None:
        self[pair] = None


def find_all(path: Path) -> tuple[float, float, float]:
    """Find all copies of the bench in a fresh process.

    Args:
        path: its texts.

    Returns:
        Texts in a CPU-second from fingerprints to pairs with their passages and to whole links,
        peak memory in MB.
    """
    reports = [make_report(row) for row in _rows(path)]
    begun = time.process_time()
    overlaps_of(list(take_many(reports)))
    paired = time.process_time()
    for _ in find_copies(reports):
        pass
    linked = time.process_time()
    return len(reports) / (paired - begun), len(reports) / (linked - paired), _peak()


def make_reports(path: Path, size: int) -> Iterator[Report]:
    """Give real texts, then make up more of them: other words of like frequency in their places.

    Args:
        path: real texts.
        size: how many to make.

    Yields:
        Reports; some copy an earlier one wholly or in part.
    """
    dice = random.Random(SEED)  # noqa: S311 - for repeatable texts, not for secrets
    texts = [str(row["text"]).split(" ") for row in _rows(path)]
    count: dict[str, int] = {}
    for words in texts:
        for word in words:
            count[word] = count.get(word, 0) + 1
    ranked = sorted(count, key=lambda word: (-count[word], word))
    rank = {word: place for place, word in enumerate(ranked)}
    dice.shuffle(texts)
    made: list[str] = []
    for number in range(size):
        if made and dice.random() < COPIED:
            sentences = dice.choice(made).split(". ")
            if dice.random() < CUT:
                sentences = sentences[: max(1, len(sentences) // 2)]
            text = ". ".join(sentences)
        else:
            # Swapping words within a band of like frequency keeps how frequent words are.
            mask = dice.randrange(1, 64) if number >= len(texts) else 0
            places = (rank[word] for word in texts[number % len(texts)])
            text = " ".join(ranked[_swapped(place, mask, len(ranked))] for place in places)
        if dice.random() < FRAMED:
            text = f"{LETTER} {text}"
        made.append(text)
        day = np.datetime64("2015-01-01") + dice.randrange(DAYS)
        published = str(day) if dice.random() < 1 / 2 else ""
        yield make_report({"id": f"r{number:06}", "text": text, "published": published})


def _swapped(place: int, mask: int, size: int) -> int:
    other = place ^ mask if place >= KEPT else place
    return other if KEPT <= other < size else place


def _rows(path: Path) -> list[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines]


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print the rows for dossiers of the sizes given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="reports of each dossier")
    sizes = parser.parse_args().sizes or SIZES
    for row in score_growth(shared_folder(), sizes):
        print(f"{row.metric}: {row.value:.3f} ({row.note})", flush=True)


if __name__ == "__main__":
    main()
