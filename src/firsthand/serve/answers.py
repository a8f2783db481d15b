"""How are findings written in the shapes that the evaluation scores?"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from firsthand.compare.families import CREDIT, TEXT_DESCENT, find_families, likely
from firsthand.model.findings import Findings
from firsthand.model.items import Figure, Moment, Place, Statement
from firsthand.model.reason import Slot
from firsthand.model.report import FURNITURE, Refusal, Report, Role
from firsthand.model.span import Span
from firsthand.model.story import (
    Comparison,
    Direction,
    Entity,
    Event,
    Evidence,
    Link,
    Progress,
    Relation,
    State,
    Verdict,
)
from firsthand.oneshot import ingest
from firsthand.pipeline import study

Files = Mapping[str, tuple[str, ...]]
"""Report id to the names of the files that hold its bytes."""

Row = dict[str, Any]

SHARED = ("verbatim", "near", "paraphrase", "translation")
"""Kinds of passages that two reports share; facts and credits they have each for itself."""

SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".docx", ".eml")
"""Files of a folder that are reports; others (a gold file beside them) are passed over."""


def write_answers(findings: Findings, files: Files, out: Path) -> None:
    """Write one file for each question.

    Args:
        findings: of a study.
        files: names of the files behind each report.
        out: the folder to write to; made if it is not there.
    """
    out.mkdir(parents=True, exist_ok=True)
    events = json.dumps(_events(findings, files), ensure_ascii=False, indent=1)
    (out / "events.json").write_text(events + "\n", encoding="utf-8")
    rows: dict[str, Iterable[Row]] = {
        "clean": (row for report in findings.reports for row in _clean(report, files)),
        "figures": (row for item in findings.figures for row in _figure(item, files)),
        "times": (row for item in findings.moments for row in _moment(item, files)),
        "places": (
            row
            for item in findings.places
            if item.level != "demonym"
            for row in _place(item, files)
        ),
        "people": (_entity(entity, files) for entity in findings.entities),
        "discrepancies": (
            _comparison(c, files)
            for c in findings.comparisons
            if c.verdict is not Verdict.ONLY_HERE
        ),
        "copies": (row for link in findings.links for row in _copies(link, files)),
        "statements": (row for item in findings.statements for row in _statement(item, files)),
        "tracking": (_progress(item, files) for item in findings.progress),
    }
    for name, lines in rows.items():
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (out / f"{name}.jsonl").write_text(text, encoding="utf-8")


def answer_folder(folder: Path, out: Path, told: Callable[[str], None]) -> Findings:
    """Study a folder's texts, pages and PDFs as one story and write the answers.

    Args:
        folder: only its own files are read, not its sub-folders.
        out: the folder to write to.
        told: called with a line about each step.

    Returns:
        The findings.
    """
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    reports: list[Report] = []
    refusals: list[Refusal] = []
    names: dict[str, list[str]] = {}
    for entry in ingest(paths, told=told):
        if isinstance(entry, Refusal):
            refusals.append(entry)
        else:
            reports.append(entry.report)
            names.setdefault(entry.report.id, []).append(Path(entry.report.name).name)
    findings = study(reports, refusals, told)
    write_answers(findings, {report: tuple(sorted(n)) for report, n in names.items()}, out)
    return findings


def _span(span: Span, file: str) -> Row:
    return {"file": file, "start": span.start, "end": span.end, "text": span.quote}


def _spans(spans: Iterable[Span], files: Files) -> list[Row]:
    return [_span(span, file) for span in spans for file in files[span.report]]


def _text(slot: Slot) -> str:
    return " … ".join(span.quote for span in slot.spans) or slot.value


def _events(findings: Findings, files: Files) -> Row:
    return {
        "events": [_event(event) for event in findings.events],
        "reports": list(_reportings(findings, files)),
        "lineage": list(_lineage(findings, files)),
        "source_groups": [
            sorted(file for report in family.reports for file in files[report])
            for family in find_families(findings.reports, likely(findings.links), TEXT_DESCENT)
        ],
        "links": [],
    }


def _event(event: Event) -> Row:
    first, _, last = event.when.value.partition("/")
    return {
        "id": event.id,
        "title": event.title,
        "date": first or None,
        "date_end": last or None,
        "place": event.where.value,
        "description": "",
        "programme": event.programme,
        "kind": event.kind,
    }


def _reportings(findings: Findings, files: Files) -> Iterator[Row]:
    main: dict[str, tuple[str, Relation]] = {}
    also: dict[str, list[str]] = {}
    for event in findings.events:
        for reporting in event.reportings:
            if reporting.relation is Relation.REFERS:
                also.setdefault(reporting.report, []).append(event.id)
            else:
                main.setdefault(reporting.report, (event.id, reporting.relation))
    for report in findings.reports:
        if report.id not in main:
            continue
        event_id, relation = main[report.id]
        status = "announced" if relation is Relation.ANNOUNCES else "happened"
        others = sorted(also.get(report.id, []))
        for file in files[report.id]:
            yield {"file": file, "main": event_id, "status": status, "also": others}


def _lineage(findings: Findings, files: Files) -> Iterator[Row]:
    for report in findings.reports:
        parents = sorted(
            file
            for link in findings.links
            if link.state is not State.REJECTED and link.kind not in CREDIT
            for file in files.get(_parent(link, report.id), ())
        )
        agency = report.metadata.agency
        for file in files[report.id]:
            yield {
                "file": file,
                "origin": agency.value,
                "derived_from": parents,
                "credit_spans": [_span(span, file) for span in agency.spans],
                "direction": "known" if parents else "unknown",
            }


def _parent(link: Link, child: str) -> str:
    if link.direction is Direction.A_TO_B and link.b == child:
        return link.a
    if link.direction is Direction.B_TO_A and link.a == child:
        return link.b
    return ""


def _clean(report: Report, files: Files) -> Iterator[Row]:
    first: dict[Role, Span] = {}
    for block in sorted(report.blocks, key=lambda b: (not b.inline, b.span)):
        first.setdefault(block.role, block.span)
    metadata = report.metadata
    for file in files[report.id]:
        yield {
            "file": file,
            **{
                role.value.replace(" ", "_"): _span(first[role], file) if role in first else None
                for role in (Role.TITLE, Role.SUBTITLE, Role.DATELINE, Role.STATED_DATE)
            },
            "boilerplate": [
                {"kind": block.role.value, **_span(block.span, file)}
                for block in report.blocks
                if block.role in FURNITURE or block.role is Role.CAPTION
            ],
            "language": metadata.language,
            "published": metadata.published.value or None,
            "outlet": metadata.outlet.value or None,
            "agency": metadata.agency.value or None,
        }


def _figure(figure: Figure, files: Files) -> Iterator[Row]:
    for file in files[figure.span.report]:
        yield {
            **_span(figure.span, file),
            "value": figure.value,
            "value_max": figure.value_max,
            "bound": figure.bound.value,
            "unit": figure.unit.canonical or figure.unit.surface,
            "measures": figure.measured.value,
            "place": figure.place.value,
            "period": figure.period.value,
            "attributed": figure.attributed.value,
        }


def _moment(moment: Moment, files: Files) -> Iterator[Row]:
    for file in files[moment.span.report]:
        yield {
            **_span(moment.span, file),
            "type": moment.kind.value if moment.kind.value != "SET" else "DURATION",
            "value": moment.value or None,
            "edtf": moment.edtf or None,
            "timex": moment.timex or None,
        }


def _place(place: Place, files: Files) -> Iterator[Row]:
    for file in files[place.span.report]:
        row = _span(place.span, file)
        yield {**row, "name": place.name, "resolved": place.key, "type": place.level}


def _entity(entity: Entity, files: Files) -> Row:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "mentions": [
            {**_span(mention.span, file), "form": mention.form}
            for mention in entity.mentions
            for file in files[mention.span.report]
        ],
        "roles": _spans(entity.roles, files),
    }


def _comparison(comparison: Comparison, files: Files) -> Row:
    return {
        "id": comparison.id,
        "claim": comparison.claim,
        "kind": comparison.kind,
        "verdict": comparison.verdict.value,
        "versions": [
            {"value": version.value, "mentions": _spans(version.mentions, files)}
            for version in comparison.versions
        ],
    }


def _copies(link: Link, files: Files) -> Iterator[Row]:
    shared = [passage for passage in link.passages if passage.kind in SHARED]
    for number, passage in enumerate(shared, 1):
        for one in files[passage.a.report]:
            for other in files[passage.b.report]:
                yield {
                    "id": f"{link.id}-{number}",
                    "a": _span(passage.a, one),
                    "b": _span(passage.b, other),
                    "words": len(passage.a.quote.split()),
                    "kind": passage.kind,
                    "direction": link.direction.value,
                }


def _statement(statement: Statement, files: Files) -> Iterator[Row]:
    for file in files[statement.content[0].report]:
        yield {
            "id": statement.id,
            "file": file,
            "speaker": _span(statement.source, file) if statement.source else None,
            "speaker_name": statement.speaker.value or _text(statement.speaker),
            "cue": _span(statement.cue, file) if statement.cue else None,
            "content": [_span(span, file) for span in statement.content],
            "act": statement.act,
            "mode": statement.kind.value,
        }


def _progress(progress: Progress, files: Files) -> Row:
    told = [o for o in progress.outcomes if o.evidence is not Evidence.MENTIONED]
    named = [o for o in progress.outcomes if o.evidence is Evidence.MENTIONED]
    return {
        "id": progress.id,
        "theme": progress.theme,
        "also_themes": list(progress.also_themes),
        "directive": progress.title,
        "kind": progress.kind,
        "by": progress.issuer.value,
        "date": progress.date or None,
        "made": _spans(progress.made, files),
        "outcomes": [
            {
                "what": outcome.what,
                "spans": _spans(outcome.spans, files),
                "place": outcome.place,
                "period": outcome.period,
            }
            for outcome in told
        ],
        "mentions": [row for outcome in named for row in _spans(outcome.spans, files)],
        "status": progress.status,
    }
