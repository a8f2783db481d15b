"""How are a bench's dated texts read and grouped into events?"""

import gzip
import json
from collections.abc import Iterator, Mapping
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


def answer_events(folder: Path, *, slots: bool) -> Iterator[dict[str, object]]:
    """Group the reports of a bench by event.

    Args:
        folder: the bench.
        slots: whether times and places are read; without them the words alone decide.

    Yields:
        One prediction for each report.
    """
    rows = list(read_rows(folder))
    studied = [study_row(row) if slots else _bare(row) for row in rows]
    reports = [report for report, _ in studied]
    links = find_links(reports)
    events = find_events(reports, {found.report: found for _, found in studied}, links)
    for event in events:
        for reporting in event.reportings:
            if reporting.relation is not Relation.REFERS:
                yield {"id": reporting.report, "event": event.id}


def read_rows(folder: Path) -> Iterator[Mapping[str, Any]]:
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


def study_row(row: Mapping[str, Any]) -> tuple[Report, Found]:
    """Read one document as the pipeline would, with the language and day that the bench gives.

    Args:
        row: a document of the bench.

    Returns:
        The labelled report, its moments and its places.
    """
    bare, _ = _bare(row)
    labelled = label(replace(bare, metadata=Metadata()))
    metadata = replace(labelled.metadata, language=bare.metadata.language)
    if bare.metadata.published.value:
        metadata = replace(metadata, published=bare.metadata.published)
    report = replace(labelled, metadata=metadata)
    reading = read(report)
    return report, Found(report.id, moments=find_times(reading), places=find_places(reading))


def _bare(row: Mapping[str, Any]) -> tuple[Report, Found]:
    title, text = str(row.get("title") or ""), str(row["text"])
    if title and not text.startswith(title):
        text = f"{title}\n{text}"
    report = make_report({**row, "text": text})
    return report, Found(report.id)
