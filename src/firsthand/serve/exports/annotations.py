"""How do findings become W3C Web Annotations that point at the exact words?"""

from collections.abc import Iterator
from typing import Any

import msgspec

from firsthand import __version__
from firsthand.model.report import Report
from firsthand.model.schema import ITEMS, STORY, spans_of, to_json
from firsthand.model.span import CONTEXT, Anchor, Span
from firsthand.model.story import Decision
from firsthand.serve.exports.material import Material, Member

JSON_LD = [
    "http://www.w3.org/ns/anno.jsonld",
    {"firsthand": "urn:firsthand:", "textHash": "firsthand:textHash"},
]
"""The context of the Web Annotation Data Model (2017) and the one term it does not have."""

MOTIVATIONS = {
    "names": "identifying",
    "moments": "identifying",
    "places": "identifying",
    "figures": "describing",
    "statements": "describing",
    "directives": "describing",
    "stand_ins": "linking",
    "entities": "identifying",
    "links": "linking",
    "families": "linking",
    "events": "describing",
    "comparisons": "assessing",
    "progress": "assessing",
}
"""Why each kind of item is an annotation, in the standard's words (section 3.3.5)."""

_DECIDED = {"note": "commenting", "confirm": "moderating", "reject": "moderating"}


def collection(material: Material) -> Iterator[Member]:
    """Write a collection with an annotation for each item that rests on words of a report.

    Each target has a TextPositionSelector and a TextQuoteSelector. People's decisions annotate the
    annotations they are about.

    Args:
        material: what there is to export.

    Yields:
        One file of JSON-LD.
    """
    yield Member("annotations.jsonld", _collection(material))


def annotations(material: Material) -> Iterator[dict[str, Any]]:
    """Give the annotations one by one.

    Args:
        material: what there is to export.

    Yields:
        Annotations in the order of the findings, decisions last.
    """
    reports = {report.id: report for report in material.findings.reports}
    for table in (*ITEMS, *STORY):
        for item in getattr(material.findings, table):
            spans = words_of(item)
            if spans:
                yield _annotation(table, item, spans, reports)
    for decision in material.decisions or ():
        yield _decision(decision)


def words_of(item: Any) -> tuple[Span, ...]:  # noqa: ANN401 - any noun with spans
    """Give the words an item stands on: its own span, or all spans of a group of mentions.

    Args:
        item: of the findings.

    Returns:
        Each span once, in the order of the item's fields.
    """
    own = getattr(item, "span", None)
    return (own,) if own else tuple(dict.fromkeys(spans_of(item)))


def _collection(material: Material) -> Iterator[bytes]:
    total = sum(1 for _ in annotations(material))
    head = {
        "@context": JSON_LD,
        "id": "urn:firsthand:annotations",
        "type": "AnnotationCollection",
        "label": material.title or "Firsthand",
        "total": total,
    }
    page = {"id": "urn:firsthand:annotations:1", "type": "AnnotationPage", "startIndex": 0}
    yield msgspec.json.encode(head)[:-1] + b',"first":' + msgspec.json.encode(page)[:-1]
    yield b',"items":['
    for number, one in enumerate(annotations(material)):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(one)
    yield b"\n]}}\n"


def _annotation(
    table: str,
    item: Any,  # noqa: ANN401 - any noun with spans
    spans: tuple[Span, ...],
    reports: dict[str, Report],
) -> dict[str, Any]:
    targets = [_target(span, reports[span.report]) for span in spans]
    return {
        "id": f"urn:firsthand:{item.id}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[table],
        "generator": {
            "id": f"urn:firsthand:software:{__version__}",
            "type": "Software",
            "name": f"Firsthand {__version__}",
        },
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": table},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": to_json(item).decode(),
            },
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(span: Span, report: Report) -> dict[str, Any]:
    before = report.text[max(0, span.start - CONTEXT) : span.start]
    after = report.text[span.end : span.end + CONTEXT]
    return {
        "type": "SpecificResource",
        "source": f"urn:firsthand:report:{report.id}",
        "selector": Anchor(span, before, after, report.text_hash).to_w3c(),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": f"urn:firsthand:{decision.id}",
        "type": "Annotation",
        "motivation": _DECIDED.get(decision.action, "editing"),
        "creator": {"type": "Person", "name": decision.who},
        "created": decision.when,
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": decision.action},
            {
                "type": "TextualBody",
                "purpose": "editing",
                "format": "application/json",
                "value": decision.value,
            },
            {"type": "TextualBody", "purpose": "commenting", "value": decision.why},
        ],
        "target": f"urn:firsthand:{decision.target}",
    }
