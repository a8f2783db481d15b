"""How are files read and studied in one go, without a dossier?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand import pipeline
from firsthand.clean import label
from firsthand.compare.facing import Pair, lay_side_by_side
from firsthand.errors import DossierError, InputRefused
from firsthand.ingest import DEFAULT_LIMITS, Limits, gather, read_bytes
from firsthand.ingest.fetched import Fetched
from firsthand.model.findings import Findings
from firsthand.model.report import Refusal, RefusalReason, Report
from firsthand.text import vectors

if TYPE_CHECKING:
    from firsthand.ingest.fetch import FetchRules

ID_DIGITS = 4
"""Digits of an id by which a report may be called."""

Told = Callable[[str], None]
"""Called with one line about each step, for people who wait."""


def quiet(_line: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """One input as read: its report and raw bytes."""

    report: Report
    data: bytes
    page: Fetched | None = None
    """what a site answered, where it was fetched"""


def ingest(
    paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS, told: Told = quiet
) -> Iterable[Ingested | Refusal]:
    """Read files one by one; a bad one is refused alone.

    Args:
        paths: files, folders, or "-" for standard input.
        limits: of size, time and memory.
        told: called with a line about each file.

    Yields:
        What each input gave: a report with its bytes, or a refusal.
    """
    for entry in gather(paths, limits):
        if isinstance(entry, Refusal):
            yield entry
            continue
        name, data = entry
        told(f"adding {name}")
        try:
            yield Ingested(read_bytes(name, data, limits), data)
        except InputRefused as refused:
            yield Refusal(refused.name, RefusalReason(refused.reason), refused.detail)


def ingest_pages(
    addresses: Iterable[str],
    rules: "FetchRules | None" = None,
    limits: Limits = DEFAULT_LIMITS,
    told: Told = quiet,
) -> Iterable[Ingested | Refusal]:
    """Fetch and read pages one by one; a bad one is refused alone.

    Args:
        addresses: of pages, http or https.
        rules: where it may go and how long it may take; None = the public web, 30 seconds.
        limits: of size, time and memory.
        told: called with a line about each address.

    Yields:
        What each address gave: a report with its bytes and the site's answer, or a refusal.
    """
    from firsthand.ingest.fetch import Fetcher, FetchRules  # noqa: PLC0415 - opens connections

    fetcher = Fetcher(rules or FetchRules(), limits)
    for address in addresses:
        told(f"fetching {address}")
        try:
            page = fetcher.fetch(address)
            report = read_bytes(address, page.body, limits, page.charset)
        except InputRefused as refused:
            yield Refusal(refused.name, RefusalReason(refused.reason), refused.detail)
            continue
        report = replace(report, given=(*report.given, *page.given))
        yield Ingested(report, page.body, page)


def study(
    paths: Iterable[str | Path], limits: Limits = DEFAULT_LIMITS, told: Told = quiet
) -> Findings:
    """Study files in one go, without keeping a dossier.

    Args:
        paths: files, folders, or "-" for standard input.
        limits: of size, time and memory.
        told: called with a line about each step.

    Returns:
        The findings, refused inputs among them.
    """
    reports: list[Report] = []
    refusals: list[Refusal] = []
    for entry in ingest(paths, limits, told):
        if isinstance(entry, Refusal):
            refusals.append(entry)
        else:
            reports.append(entry.report)
    return pipeline.study(reports, refusals, told)


def read(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Report:
    """Read and label one file.

    Args:
        path: a file.
        limits: of size, time and memory.

    Returns:
        The labelled report.

    Raises:
        InputRefused: when it cannot be read, with the reason.
    """
    for entry in ingest([path], limits):
        if isinstance(entry, Refusal):
            raise InputRefused(entry.name, entry.reason, entry.detail)
        return label(entry.report)
    raise InputRefused(str(path), RefusalReason.EMPTY, "nothing to read there")


def between(findings: Findings, left: str, right: str) -> Pair:
    """Lay two reports of a study side by side, linked or not.

    Args:
        findings: of the study.
        left: a report: its tag in the brief (R1), name, file name, id or the beginning of it.
        right: another.

    Returns:
        Both texts in runs, what they share and where they part.

    Raises:
        DossierError: when a report is not among them, or several are meant.
    """
    one, other = (_meant(findings.reports, wanted) for wanted in (left, right))
    if one.id == other.id:
        raise DossierError(f"{left} and {right} are one report; name two")
    abroad = one.metadata.language != other.metadata.language
    encoder = vectors.load() if abroad and vectors.installed() else None
    return lay_side_by_side(findings, one.id, other.id, encoder)


def _meant(reports: Sequence[Report], wanted: str) -> Report:
    """Find the one report that is meant, surest ways first."""
    tagged = {f"R{number}": report for number, report in enumerate(reports, 1)}
    ways = (
        [r for r in reports if wanted in (r.id, r.name)],
        [r for r in reports if wanted and r.name.replace("\\", "/").rpartition("/")[2] == wanted],
        [tagged[wanted.upper()]] if wanted.upper() in tagged else [],
        [r for r in reports if len(wanted) >= ID_DIGITS and r.id.startswith(wanted)],
    )
    found = next((way for way in ways if way), [])
    if len(found) != 1:
        what = "no report" if not found else f"{len(found)} reports"
        raise DossierError(f"{what} under {wanted!r}; give a name, an id or a tag such as R1")
    return found[0]
