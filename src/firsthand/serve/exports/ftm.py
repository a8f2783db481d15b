"""How do findings become FollowTheMoney entities, as investigators' tools read them?

Written from the schema of FollowTheMoney 4 (https://followthemoney.tech); the library itself is not
needed.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from firsthand.model.findings import Findings
from firsthand.model.identity import item_id
from firsthand.model.items import Directive, Figure, NameKind, Place, Statement
from firsthand.model.report import Report
from firsthand.model.schema import spans_of, to_json
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Direction, Entity, Event, Link, Progress
from firsthand.serve.exports.citations import cite
from firsthand.serve.exports.material import Material, Member

Row = dict[str, Any]

SCHEMATA = {
    NameKind.PERSON: "Person",
    NameKind.ORGANISATION: "Organization",
    NameKind.PROJECT: "Project",
    NameKind.PLACE: "Address",
}

LANGUAGES = {
    "af": "afr", "am": "amh", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben",
    "bs": "bos", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita",
    "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm", "kn": "kan", "ko": "kor", "ky": "kir",
    "lb": "ltz", "lo": "lao", "lt": "lit", "lv": "lav", "mk": "mkd", "mn": "mon", "ms": "msa",
    "mt": "mlt", "my": "mya", "nb": "nor", "ne": "nep", "nl": "nld", "nn": "nor", "no": "nor",
    "pl": "pol", "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus", "si": "sin", "sk": "slk",
    "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel",
    "tg": "tgk", "th": "tha", "tk": "tuk", "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd",
    "uz": "uzb", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to 639-3, for the languages that FollowTheMoney knows."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?)?)?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")


def entities(material: Material) -> Iterator[Member]:
    """Write the entities, one JSON object a line, as `ftm` commands and OpenAleph load them.

    Reports are Articles; people, organisations, projects and places things of their own with a
    Mention for each name; events Events with a Documentation for each report; links between reports
    UnknownLinks; figures, statements, directives, claims and progress Notes on their reports.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    yield Member("entities.ftm.json", (msgspec.json.encode(row) + b"\n" for row in rows(material)))


def rows(material: Material) -> Iterator[Row]:
    """Give the entities one by one.

    Args:
        material: what there is to export.

    Yields:
        Entities with id, schema and properties; what is referred to comes before what refers.
    """
    findings = material.findings
    for report in findings.reports:
        yield _article(report, material)
    for entity in findings.entities:
        yield _thing(entity)
    yield from _mentions(findings.entities)
    yield from _places(findings.places)
    for event in findings.events:
        yield _event(event, findings)
        yield from _documentation(event)
    for link in findings.links:
        yield _link(link)
    yield from _notes(findings)


def _row(of: str, schema: str, /, **properties: str | Iterable[str]) -> Row:
    """Make an entity: every property a list of texts, without empty ones and doubles."""
    given = {
        key: [value] if isinstance(value, str) else list(dict.fromkeys(value))
        for key, value in properties.items()
    }
    kept = {key: [one for one in values if one.strip()] for key, values in given.items()}
    return {
        "id": of,
        "schema": schema,
        "properties": {key: values for key, values in kept.items() if values},
    }


def _article(report: Report, material: Material) -> Row:
    one = cite(report)
    dated = dates_of(report.metadata.published.value or report.metadata.dateline_date.value)
    raw = material.raw(report.id) if material.raw else None
    digest = hashlib.sha1(raw, usedforsecurity=False).hexdigest() if raw is not None else ""
    return _row(
        report.id,
        "Article",
        title=one.title,
        fileName=report.name,
        author=one.author,
        publisher=one.outlet or one.agency,
        publishedAt=dated[:1],
        language=LANGUAGES.get(one.language, ""),
        bodyText=report.text,
        contentHash=digest,
        mimeType=report.media_type,
        encoding=report.encoding,
        sourceUrl=one.url,
        generator=report.reader,
        notes=f"SHA-256 {report.id}",
    )


def _thing(entity: Entity) -> Row:
    aliases = [spelling.text for spelling in entity.spellings if spelling.text != entity.name]
    roles = [role.quote for role in entity.roles]
    schema = SCHEMATA[entity.kind]
    told: dict[str, str | Iterable[str]] = {"name": entity.name, "alias": aliases}
    told["proof"] = (mention.span.report for mention in entity.mentions)
    if schema == "Person":
        told["position"] = roles
    elif schema == "Address":
        told["full"] = entity.name
    else:
        told["summary"] = roles
    return _row(entity.id, schema, **told)


def _mentions(found: Iterable[Entity]) -> Iterator[Row]:
    for entity in found:
        for mention in entity.mentions:
            yield _row(
                item_id("mention", (mention.span,), entity.id),
                "Mention",
                document=mention.span.report,
                name=mention.span.quote,
                resolved=entity.id,
                detectedSchema=SCHEMATA[entity.kind],
            )


def _places(found: Iterable[Place]) -> Iterator[Row]:
    """Give an address for each place of the gazetteer, then a mention for each place named."""
    known: dict[str, Place] = {}
    for place in found:
        if place.key:
            known.setdefault(place.key, place)
    for key, place in known.items():
        yield _row(
            _place_id(key),
            "Address",
            full=place.name,
            name=place.name,
            country=place.country.lower() if _COUNTRY.fullmatch(place.country) else "",
            latitude="" if place.latitude is None else str(place.latitude),
            longitude="" if place.longitude is None else str(place.longitude),
        )
    for place in found:
        yield _row(
            item_id("mention", (place.span,), place.id),
            "Mention",
            document=place.span.report,
            name=place.span.quote,
            resolved=_place_id(place.key) if place.key else "",
            detectedSchema="Address",
        )


def _place_id(key: str) -> str:
    return item_id("place-key", (), key)


def _event(event: Event, findings: Findings) -> Row:
    things = {entity.id for entity in findings.entities}
    dated = dates_of(event.when.value)
    return _row(
        event.id,
        "Event",
        name=event.title,
        keywords=event.kind,
        date=dated[:1] if len(dated) == 1 else (),
        startDate=dated[:1] if len(dated) > 1 else (),
        endDate=dated[1:2],
        location=event.where.value,
        involved=[who for who in event.who if who in things],
        namesMentioned=[who for who in event.who if who not in things],
        program=event.programme,
        proof=[told.report for told in event.reportings],
    )


def _documentation(event: Event) -> Iterator[Row]:
    for number, told in enumerate(event.reportings):
        yield _row(
            item_id("documentation", (), event.id, told.report, str(number)),
            "Documentation",
            entity=event.id,
            document=told.report,
            role=told.relation.value,
            summary=[span.quote for span in told.spans],
        )


def _link(link: Link) -> Row:
    """Write a link from what was made to what it was made from, where that is known."""
    ends = (link.b, link.a) if link.direction is Direction.A_TO_B else (link.a, link.b)
    return _row(
        link.id,
        "UnknownLink",
        subject=ends[0],
        object=ends[1],
        role=link.kind.value,
        status=link.state.value,
        summary=link.reason.detail or link.reason.rule,
        description=to_json(link).decode(),
    )


def _notes(findings: Findings) -> Iterator[Row]:
    for figure in findings.figures:
        yield _note(figure, "figure", _say_figure(figure), (figure.span,))
    for statement in findings.statements:
        yield _note(statement, "statement", _say_statement(statement), statement.content)
    for directive in findings.directives:
        yield _note(directive, directive.kind.value, directive.issuer.value, (directive.span,))
    for claim in findings.comparisons:
        yield _note(claim, "claim", _say_claim(claim), tuple(spans_of(claim.versions)), claim.event)
    for one in findings.progress:
        yield _note(one, "progress", _say_progress(one), tuple(spans_of((one.made, one.outcomes))))


def _note(
    item: Figure | Statement | Directive | Comparison | Progress,
    kind: str,
    said: str,
    words: tuple[Span, ...],
    event: str = "",
) -> Row:
    """Write an item on the reports it stands in; its spans are in the JSON of "notes"."""
    quotes = dict.fromkeys(span.quote for span in words)
    reports = dict.fromkeys(span.report for span in words)
    return _row(
        item.id,
        "Note",
        name=said or next(iter(quotes), kind),
        keywords=kind,
        description=quotes,
        entity=[*reports, event],
        proof=reports,
        notes=to_json(item).decode(),
    )


def _say_figure(figure: Figure) -> str:
    measured = figure.measured.value
    return f"{measured}: {figure.span.quote}" if measured else figure.span.quote


def _say_statement(statement: Statement) -> str:
    return f"{statement.speaker.value or 'unknown speaker'}: {statement.act}"


def _say_claim(claim: Comparison) -> str:
    told = " / ".join(version.value for version in claim.versions)
    return f"{claim.claim}: {claim.verdict.value} ({told})"


def _say_progress(one: Progress) -> str:
    return f"{one.title}: {one.status}"


def dates_of(edtf: str) -> tuple[str, ...]:
    """Give the dates of an EDTF value as FollowTheMoney takes them: whole or without their end.

    Args:
        edtf: a date, date-time or interval.

    Returns:
        One date, two of an interval, or none where the value is of another kind.
    """
    return tuple(part for part in edtf.split("/") if _DATE.fullmatch(part))
