"""How are a bench's dated texts read and grouped into events?"""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.plain_reports import make_report
from firsthand.analyse.lineage import find_links
from firsthand.analyse.places import find_places
from firsthand.analyse.times import find_times
from firsthand.clean import label
from firsthand.compare.events import find_events
from firsthand.model.findings import Found
from firsthand.model.report import Metadata, Report
from firsthand.model.story import Relation
from firsthand.text.reading import read

Row = Mapping[str, Any]

SHORTEST = 2
"""Lines of a text that is no more than a title and a date."""
LONGEST_DATE = len("30 de septiembre de 2000")


def answer_events(
    folder: Path, *, slots: bool, cut: Callable[[Row], Row] | None = None
) -> Iterator[dict[str, object]]:
    """Group the reports of a bench by event.

    Args:
        folder: the bench.
        slots: whether times and places are read; without them the words alone decide.
        cut: leaves out a part of each document.

    Yields:
        One prediction for each report.
    """
    rows = [cut(row) if cut else row for row in read_rows(folder)]
    studied = [study_row(row) if slots else bare(row) for row in rows]
    reports = [report for report, _ in studied]
    links = find_links(reports)
    events = find_events(reports, {found.report: found for _, found in studied}, links)
    for event in events:
        for reporting in event.reportings:
            if reporting.relation is not Relation.REFERS:
                yield {"id": reporting.report, "event": event.id}


def title_alone(row: Row) -> Row:
    """Leave out all but a document's title.

    Args:
        row: a document of the bench.

    Returns:
        The same, its title for a text.
    """
    return {**row, "text": row["title"]}


def without_date(row: Row) -> Row:
    """Leave out a second line that is hardly longer than a date.

    Args:
        row: a document of the bench.

    Returns:
        The same without that line.
    """
    lines = str(row["text"]).split("\n")
    if len(lines) > SHORTEST and len(lines[1]) <= LONGEST_DATE:
        del lines[1]
    return {**row, "text": "\n".join(lines)}


def read_rows(folder: Path) -> Iterator[Row]:
    """Read a bench's documents.

    Args:
        folder: the bench, with docs.jsonl or docs.jsonl.gz.

    Yields:
        One row for each document.
    """
    plain, packed = folder / "docs.jsonl", folder / "docs.jsonl.gz"
    if plain.exists():
        yield from map(json.loads, plain.read_text(encoding="utf-8").splitlines())
        return
    with gzip.open(packed, "rt", encoding="utf-8", newline="") as lines:
        yield from map(json.loads, lines)


def read_labels(folder: Path) -> dict[str, str]:
    """Read which event each report of a bench tells of.

    Args:
        folder: the bench.

    Returns:
        Report id to event.
    """
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return {str(row["id"]): str(row["event"]) for row in rows}


def read_stream(folder: Path) -> list[Row]:
    """Read a stream of background reports with the labelled ones of another bench among them.

    Args:
        folder: the bench of the stream.

    Returns:
        The rows by day of publication and id.
    """
    rows = [*read_rows(folder), *read_rows(folder.parent / "events-basil")]
    return sorted(rows, key=lambda row: (str(row["published"]), str(row["id"])))


def study_row(row: Row) -> tuple[Report, Found]:
    """Read one document as the pipeline would, with the language and day that the bench gives.

    Args:
        row: a document of the bench.

    Returns:
        The labelled report, its moments and its places.
    """
    plain, _ = bare(row)
    labelled = label(replace(plain, metadata=Metadata()))
    metadata = replace(labelled.metadata, language=plain.metadata.language)
    if plain.metadata.published.value:
        metadata = replace(metadata, published=plain.metadata.published)
    report = replace(labelled, metadata=metadata)
    reading = read(report)
    return report, Found(report.id, moments=find_times(reading), places=find_places(reading))


def bare(row: Row) -> tuple[Report, Found]:
    """Read one document without labels, days and places: the words alone.

    Args:
        row: a document of the bench.

    Returns:
        The report, and nothing found in it.
    """
    title, text = str(row.get("title") or ""), str(row["text"])
    if title and not text.startswith(title):
        text = f"{title}\n{text}"
    report = make_report({**row, "text": text})
    return report, Found(report.id)
