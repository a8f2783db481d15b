"""How do findings become a STIX 2.1 bundle?

Written from the OASIS standard (STIX 2.1, 10 June 2021).
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import msgspec

from firsthand import __version__
from firsthand.model.findings import Findings
from firsthand.model.items import NameKind
from firsthand.model.report import Report
from firsthand.model.schema import spans_of, to_json
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Direction, Event, Link, LinkKind, Progress, State
from firsthand.serve.exports.citations import Citation, cite
from firsthand.serve.exports.material import Material, Member

Row = dict[str, Any]

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:firsthand:stix")
"""The space that ids are made in: equal items, equal ids."""

UNDATED = "1970-01-01T00:00:00.000Z"
"""Stands for a time that no report tells; STIX demands one."""

CLASSES = {NameKind.PERSON: "individual", NameKind.ORGANISATION: "organization"}
"""Identity classes of the standard; "unknown" for the rest."""

_COUNTRY = re.compile(r"[A-Z]{2}")


def bundle(material: Material) -> Iterator[Member]:
    """Write a bundle: one report on the dossier, and one on each text with its file.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    yield Member("bundle.stix.json", _bundle(material))


def objects(material: Material) -> Iterator[Row]:
    """Give the objects one by one.

    Names are identities, resolved places locations, links relationships, and events, claims and
    progress notes on the reports. Times are those of the reports, so that equal findings give an
    equal bundle.

    Args:
        material: what there is to export.

    Yields:
        STIX objects; the report on the whole dossier comes last and refers to all others.
    """
    findings = material.findings
    cited = [cite(report) for report in findings.reports]
    stamp = max((_time(one) for one in cited if one.date), default=UNDATED)
    made = _Maker(stamp)
    for row in _all(findings, cited, made):
        made.ids.append(row["id"])
        yield row
    if findings.reports:
        title = material.title or f"{len(findings.reports)} reports"
        whole = "|".join(report.id for report in findings.reports)
        yield made.row(
            "report",
            f"dossier|{whole}",
            name=title,
            published=stamp,
            object_refs=made.ids,
        )


class _Maker:
    """Makes objects that share a maker and a time."""

    def __init__(self, stamp: str) -> None:
        self.stamp = stamp
        self.maker = stix_id("identity", "software")
        self.ids: list[str] = []

    def row(self, kind: str, of: str, /, **told: Any) -> Row:  # noqa: ANN401 - JSON values
        kept = {key: value for key, value in told.items() if value not in ("", [], None)}
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": stix_id(kind, of),
            "created_by_ref": self.maker,
            "created": self.stamp,
            "modified": self.stamp,
            **kept,
        }


def stix_id(kind: str, name: str) -> str:
    """Name an object for good.

    Args:
        kind: its STIX type.
        name: what tells it from others of that type.

    Returns:
        The type and a UUID of version 5.
    """
    return f"{kind}--{uuid.uuid5(SPACE, f'{kind}|{name}')}"


def _bundle(material: Material) -> Iterator[bytes]:
    ids = "|".join(report.id for report in material.findings.reports)
    head = {"type": "bundle", "id": stix_id("bundle", ids)}
    yield msgspec.json.encode(head)[:-1] + b',"objects":['
    for number, row in enumerate(objects(material)):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(row)
    yield b"\n]}\n"


def _all(findings: Findings, cited: list[Citation], made: _Maker) -> Iterator[Row]:
    software = made.row(
        "identity", "software", name=f"Firsthand {__version__}", identity_class="system"
    )
    yield {key: value for key, value in software.items() if key != "created_by_ref"}
    named: dict[str, list[str]] = {report.id: [] for report in findings.reports}
    for entity in findings.entities:
        row = made.row(
            "identity",
            entity.id,
            name=entity.name,
            identity_class=CLASSES.get(entity.kind, "unknown"),
            roles=list(dict.fromkeys(role.quote for role in entity.roles)),
            confidence=_confidence(entity.state),
        )
        for holder in dict.fromkeys(mention.span.report for mention in entity.mentions):
            named[holder].append(row["id"])
        yield row
    yield from _places(findings, made, named)
    for report, one in zip(findings.reports, cited, strict=True):
        yield from _report(report, one, made, named[report.id])
    for link in findings.links:
        yield _link(link, made)
    for event in findings.events:
        yield _note(event, event.title, made)
    for claim in findings.comparisons:
        yield _note(claim, f"{claim.claim}: {claim.verdict.value}", made)
    for progress in findings.progress:
        yield _note(progress, f"{progress.title}: {progress.status}", made)


def _places(findings: Findings, made: _Maker, named: dict[str, list[str]]) -> Iterator[Row]:
    known: set[str] = set()
    for place in findings.places:
        country = place.country if _COUNTRY.fullmatch(place.country) else ""
        placed = place.latitude is not None and place.longitude is not None
        if not place.key or not (country or placed):
            continue
        row = made.row("location", place.key, name=place.name, country=country)
        if placed:
            row |= {"latitude": place.latitude, "longitude": place.longitude}
        if row["id"] not in named[place.span.report]:
            named[place.span.report].append(row["id"])
        if place.key not in known:
            known.add(place.key)
            yield row


def _report(report: Report, one: Citation, made: _Maker, named: list[str]) -> Iterator[Row]:
    file = {
        "type": "file",
        "spec_version": "2.1",
        "id": stix_id("file", report.id),
        "hashes": {"SHA-256": report.id},
        "name": report.name,
        "mime_type": report.media_type,
    }
    yield file
    reference: Row = {"source_name": one.outlet or report.name, "description": one.title}
    if one.url:
        reference |= {"url": one.url, "hashes": {"SHA-256": report.id}}
    yield made.row(
        "report",
        report.id,
        name=one.title,
        published=_time(one),
        lang=one.language,
        labels=[] if one.date else ["publication date not told"],
        external_references=[reference],
        object_refs=[file["id"], *named],
    )


def _link(link: Link, made: _Maker) -> Row:
    """Relate what was made to what it was made from, where that is known."""
    known = link.direction in (Direction.A_TO_B, Direction.B_TO_A)
    ends = (link.b, link.a) if link.direction is Direction.A_TO_B else (link.a, link.b)
    kind = "derived-from" if known else "related-to"
    if link.kind is LinkKind.IDENTICAL:
        kind = "duplicate-of"
    return made.row(
        "relationship",
        link.id,
        relationship_type=kind,
        source_ref=stix_id("report", ends[0]),
        target_ref=stix_id("report", ends[1]),
        description=f"{link.kind.value}: {link.reason.detail or link.reason.rule}",
        confidence=round(100 * link.probability),
        labels=[link.state.value],
    )


def _note(item: Event | Comparison | Progress, said: str, made: _Maker) -> Row:
    reports = dict.fromkeys(span.report for span in spans_of(item))
    return made.row(
        "note",
        item.id,
        abstract=said,
        content=_content(item, said),
        object_refs=[stix_id("report", report) for report in reports] or [made.maker],
        external_references=[{"source_name": "firsthand", "external_id": item.id}],
    )


def _content(item: Event | Comparison | Progress, said: str) -> str:
    quotes = "\n".join(f"> {quote}" for quote in dict.fromkeys(map(_quote, spans_of(item))))
    return f"{said}\n\n{quotes}\n\n```json\n{to_json(item).decode()}\n```"


def _quote(span: Span) -> str:
    return " ".join(span.quote.split())


def _confidence(state: State) -> int | None:
    """Say how surely: only what people have decided is said."""
    return {State.CONFIRMED: 100, State.REJECTED: 0}.get(state)


def _time(one: Citation) -> str:
    if not one.date:
        return UNDATED
    year, month, day = (*one.date, "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00.000Z"
