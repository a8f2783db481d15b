"""How good are the answers now, beside their floors and the best peer?"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does

from evals import bench, floors, gold, grouping_growth, growth, layouts, sample, slots, speed
from evals.row import Row
from evals.shared import digest, shared_folder
from evals.table import markdown_table, plain_table

OK, BELOW, USAGE = 0, 1, 2


def main() -> int:
    """Measure, print one table and compare with the floors.

    Returns:
        0 when every floor holds, 1 when one does not.
    """
    options = _options()
    shared = shared_folder()
    options.only = [part for one in options.only for part in one.split(",") if part]
    rows: list[Row] = []
    material: dict[str, str] = {}
    if shared is None:
        print("no evaluation material beside the project: the sample story alone", file=sys.stderr)
    for part, seconds, found, mark in _measure(shared, options.only):
        print(f"{part}: {seconds:.0f} s", file=sys.stderr)
        rows.extend(found)
        material.update(mark)
    if options.only and not rows:
        print(f"nothing is called {', '.join(options.only)}", file=sys.stderr)
        return USAGE
    known = floors.load()
    rows = [row.with_floor(known.floors) for row in rows]
    rows.extend(floors.missing(known, rows, {*material, *(row.part for row in rows)}))
    for part in floors.changed(known, material):
        print(f"{part}: texts or gold are not those its floors were measured on", file=sys.stderr)
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    else:
        print(markdown_table(rows) if options.markdown else plain_table(rows))
    if options.update:
        floors.save(floors.raised(known, rows, material))
    failed = [row for row in rows if row.failed]
    for row in failed:
        print(f"{row.key}: {row.value} is below its floor {row.floor} {row.note}", file=sys.stderr)
    return BELOW if failed else OK


Scored = tuple[str, float, list[Row], dict[str, str]]
"""Name of a part, seconds it took, its rows, and digests of its material by part."""


def _measure(shared: Path | None, only: list[str]) -> Iterator[Scored]:
    for name, score, material in _parts(shared):
        if not only or {name, *material} & set(only):
            begun = time.perf_counter()
            found = list(score())
            yield name, time.perf_counter() - begun, found, material
    if shared is None:
        return
    chosen = [n for n in bench.names() if not only or {n, n.replace("_", "-")} & set(only)]
    for name, (found, seconds) in zip(chosen, bench.score_benches(shared, chosen), strict=True):
        part = found[0].part if found else "?"
        yield part, seconds, found, {part: digest(bench.folder_of(shared, name))}


def _parts(
    shared: Path | None,
) -> Iterator[tuple[str, Callable[[], Iterator[Row]], dict[str, str]]]:
    """List the parts that are no benches, with what scores each and digests of its material."""
    yield sample.PART, sample.score_sample, {}
    yield speed.PART, partial(speed.score_speed, shared), {}
    yield growth.PART, partial(growth.score_growth, shared), {}
    mark = hashlib.sha256(slots.GOLD.read_bytes()).hexdigest()[:12]
    yield slots.PART, slots.score_slots, {slots.PART: mark}
    if shared is None:
        return
    yield grouping_growth.PART, partial(grouping_growth.score_growth, shared), {}
    clusters = {f"{gold.PART}-{path.name}": digest(path) for path in gold.clusters(shared)}
    if clusters:
        yield gold.PART, partial(gold.score_gold, shared), clusters
    sets = gold.story_sets()
    marks = {part: "".join(map(digest, folders)) for part, folders in sets.items()}
    yield gold.STORY_PART, partial(gold.score_stories, shared), marks
    laid = {layouts.PART: "".join(digest(gold.STORIES / name) for name in layouts.CHOSEN)}
    yield layouts.PART, partial(layouts.score_layouts, shared), laid


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals",
        description=__doc__,
        epilog="Exit codes: 0 every floor holds, 1 a figure is below its floor, 2 wrong usage.",
    )
    parser.add_argument("--only", nargs="+", default=[], help="parts to measure, by name")
    parser.add_argument("--update", action="store_true", help="raise floors that were beaten")
    parser.add_argument("--json", action="store_true", help="write the rows as JSON")
    parser.add_argument("--markdown", action="store_true", help="write tables for the docs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
