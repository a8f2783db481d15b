"""How does progress become rows of results and indicators, as aid data knows them?"""

from collections.abc import Iterator

from firsthand.model.items import Directive, Figure
from firsthand.model.story import Outcome, Progress
from firsthand.serve.exports.csv_files import BYTE_ORDER_MARK, write_rows
from firsthand.serve.exports.material import Material, Member

HEADER = (
    "result_ref",
    "result_type",
    "result_title",
    "result_description",
    "indicator_ref",
    "indicator_measure",
    "indicator_title",
    "reporting_organisation",
    "addressee",
    "theme",
    "baseline_value",
    "baseline_comment",
    "period_start",
    "period_end",
    "target_value",
    "target_location",
    "target_comment",
    "actual_value",
    "actual_unit",
    "actual_period",
    "actual_location",
    "actual_comment",
    "actual_evidence",
    "actual_quote",
    "actual_document",
    "actual_document_sha256",
    "status",
    "state",
    "reports",
    "independent_sources",
)
"""Columns named after the elements of an IATI result (standard 2.03), then what only we know."""

OTHER = "9"
"""IATI result type "other": whether a thing is output, outcome or impact is for people to say."""

MEASURES = {"percent": "2", "%": "2"}
"""IATI indicator measures by unit: 1 unit, 2 percentage, 5 qualitative."""


def results(material: Material) -> Iterator[Member]:
    """Write a row for each thing told of a directive later, and one where nothing was found.

    Args:
        material: what there is to export.

    Yields:
        One CSV file, UTF-8 with a byte order mark.
    """
    yield Member("progress.iati.csv", _chunks(material))


def _chunks(material: Material) -> Iterator[bytes]:
    findings = material.findings
    names = {report.id: report.name for report in findings.reports}
    figures = {figure.id: figure for figure in findings.figures}
    directives = {directive.id: directive for directive in findings.directives}
    yield BYTE_ORDER_MARK
    yield from write_rows(
        list(HEADER),
        (
            _row(one, outcome, directives, figures, names)
            for one in findings.progress
            for outcome in one.outcomes or (None,)
        ),
    )


def _row(
    one: Progress,
    outcome: Outcome | None,
    directives: dict[str, Directive],
    figures: dict[str, Figure],
    names: dict[str, str],
) -> list[object]:
    asked = next((directives[item] for item in one.directives if item in directives), None)
    actual = figures.get(outcome.item) if outcome else None
    unit = (actual.unit.canonical or actual.unit.surface) if actual else ""
    span = outcome.spans[0] if outcome and outcome.spans else None
    row: dict[str, object] = {
        "result_ref": one.id,
        "result_type": OTHER,
        "result_title": one.title,
        "result_description": " | ".join(dict.fromkeys(made.quote for made in one.made)),
        "indicator_ref": outcome.item if outcome else "",
        "indicator_measure": (MEASURES.get(unit, "1") if actual else "5"),
        "indicator_title": (actual.measured.value if actual else "") or one.title,
        "reporting_organisation": one.issuer.value,
        "addressee": asked.addressee.value if asked else "",
        "theme": "; ".join(theme for theme in (one.theme, *one.also_themes) if theme),
        "baseline_value": actual.base.value if actual else "",
        "baseline_comment": " | ".join(s.quote for s in actual.base.spans) if actual else "",
        "period_start": one.date,
        "period_end": asked.deadline.value if asked else "",
        "target_value": asked.target.value if asked else "",
        "target_location": asked.place.value if asked else "",
        "target_comment": asked.object.value if asked else "",
        "actual_value": actual.value if actual else "",
        "actual_unit": unit,
        "actual_period": outcome.period if outcome else "",
        "actual_location": outcome.place if outcome else "",
        "actual_comment": outcome.what if outcome else "nothing found in these reports",
        "actual_evidence": outcome.evidence.value if outcome else "",
        "actual_quote": span.quote if span else "",
        "actual_document": names.get(span.report, "") if span else "",
        "actual_document_sha256": span.report if span else "",
        "status": one.status,
        "state": one.state.value,
        "reports": len(one.weight.reports),
        "independent_sources": one.weight.independent,
    }
    return [row[name] for name in HEADER]
