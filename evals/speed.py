"""How fast is a warm study beside the bare parse, and what do the ribs cost beyond it?"""

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from evals.plain_reports import make_report
from evals.row import Row
from firsthand import pipeline
from firsthand.analyse.figures import find_figures
from firsthand.analyse.names import find_names
from firsthand.analyse.places import find_places
from firsthand.analyse.statements import find_statements
from firsthand.analyse.times import find_times
from firsthand.clean import label
from firsthand.model.report import Report
from firsthand.oneshot import Ingested, ingest
from firsthand.text.parser import parse
from firsthand.text.reading import Reading, adopt, read

PART = "speed"
ROUNDS = 3
WORDS = 400
"""A report of usual length."""

NEWS = ("timebank", "meantime")
"""Parts of the times bench that are news of usual length."""

READ = 120
"""Reports of the bench that the ribs are timed on; as many others warm them up."""

RESOLVED = 500
"""Reports whose places are resolved before the memory is looked at."""

RIBS = ("times", "places", "figures")

LEAST_RATE, MOST_MEMORY = 2000, 150
"""What is aimed at on a quiet machine: sentences in a CPU-second, megabytes."""

LEAST_WORDS = 3000
"""Words in a CPU-second from text to statements."""

T = TypeVar("T")


def score_speed(shared: Path | None = None) -> Iterator[Row]:
    """Study the sample story warm, compare with parsing its texts, and time the ribs alone.

    Args:
        shared: the evaluation material; None = the ribs are timed on the sample story.

    Yields:
        Reports of 400 words in a CPU-second, the bare parse's share of the study's time, what
        times, places and figures cost beyond the parse, and the memory of the gazetteer.
    """
    folder = Path(str(files("firsthand").joinpath("sample", "reports")))
    raws = [entry.report for entry in ingest([folder]) if isinstance(entry, Ingested)]
    words = sum(len(raw.text.split()) for raw in raws)
    pipeline.study(raws)
    studied = sum(_timed(lambda: pipeline.study(raws))[1] for _ in range(ROUNDS))
    parsed = _timed(lambda: [parse(raw.text) for raw in raws * ROUNDS])[1]
    rate = ROUNDS * words / WORDS / studied
    yield Row(PART, "reports of 400 words per CPU-second", rate, kept=False)
    yield Row(PART, "share of the bare parse", parsed / studied)
    news = _rows(shared, "times", NEWS) or [label(raw) for raw in raws for _ in range(2)]
    yield from _score_ribs(news[: 2 * READ : 2], news[1 : 2 * READ : 2])
    yield from _score_sayings(news[1 : 2 * READ : 2])
    yield _score_memory([*_rows(shared, "places"), *news, *map(label, raws)])


def _score_ribs(warm: Sequence[Report], cold: Sequence[Report]) -> Iterator[Row]:
    """Time each rib on texts that it has not seen, after others have warmed it up."""
    for report in warm:
        _ask(read(report))
    readings, parsed = _timed(lambda: [read(report) for report in cold])
    sentences = sum(len(reading.sentences) for reading in readings)
    note = f"{sentences} sentences"
    spent = _add(_ask(reading) for reading in readings)
    for name in RIBS:
        rate = sentences / spent[name]
        yield Row(PART, f"{name} alone: sentences per CPU-second", rate, note=note, kept=False)
    every, total = " + ".join(RIBS), sum(spent.values())
    bar = f"{every}: sentences per CPU-second beyond the parse"
    yield Row(PART, bar, sentences / total, note=f"bar {LEAST_RATE}", kept=False)
    yield Row(PART, f"{every}: share of the bare parse", parsed / (parsed + total))
    # A parse drives what the ribs need out of the processor's caches.
    behind = sum(_add(_ask(read(report)) for report in cold).values())
    each = f"{every}: the same right behind the parse of each report"
    yield Row(PART, each, sentences / behind, note=note, kept=False)


def _score_sayings(cold: Sequence[Report]) -> Iterator[Row]:
    """Time the way from a text to its statements, with the parser's names and with our own."""
    words = sum(len(report.text.split()) for report in cold)
    named = "text to statements: words per CPU-second"
    _, spent = _timed(lambda: [find_statements(read(label(report))) for report in cold])
    yield Row(PART, named, words / spent, note=f"bar {LEAST_WORDS}", kept=False)
    _, spent = _timed(lambda: [_say(report) for report in cold])
    yield Row(PART, f"{named}, speakers by all names", words / spent, kept=False)


def _say(report: Report) -> int:
    reading = read(label(report))
    return len(find_statements(reading, find_names(reading, find_places(reading))))


def _ask(reading: Reading) -> dict[str, float]:
    """Find the times, places and figures of a report; give the seconds of each."""
    moments, timed = _timed(lambda: find_times(reading))
    places, placed = _timed(lambda: find_places(reading))
    _, counted = _timed(lambda: find_figures(reading, moments, places))
    return {"times": timed, "places": placed, "figures": counted}


def _add(spent: Iterable[dict[str, float]]) -> dict[str, float]:
    rows = list(spent)
    return {name: sum(row[name] for row in rows) for name in RIBS}


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def _score_memory(reports: Sequence[Report]) -> Row:
    """Look, in a process of its own, at what resolving places adds to the memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        grown = pool.apply(grow, (reports[:RESOLVED],))
    note = f"bar {MOST_MEMORY}, lower is better; {min(len(reports), RESOLVED)} reports"
    return Row(PART, "memory of the gazetteer in MB", grown, note=note, kept=False)


def grow(reports: Sequence[Report]) -> float:
    """Resolve the places of reports, read without a parser, in a fresh process.

    Args:
        reports: with text and language.

    Returns:
        By how many MB the process has grown.
    """
    readings = [adopt(report) for report in reports]
    before = _resident()
    for reading in readings:
        find_places(reading)
    return _resident() - before


def _resident() -> float:
    """Tell how many MB of memory this process holds, or has held at most where that is unknown."""
    table = Path("/proc/self/statm")
    if table.exists():
        return int(table.read_text("ascii").split()[1]) * resource.getpagesize() / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def _rows(shared: Path | None, bench: str, parts: Sequence[str] = ()) -> list[Report]:
    """Read the documents of a bench, or of some of its parts."""
    path = (shared or Path()) / "bench" / bench / "docs.jsonl"
    if shared is None or not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [make_report(row) for row in rows if not parts or row["part"] in parts]
