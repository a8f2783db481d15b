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
    "baseline_unit",
    "baseline_date",
    "baseline_comment",
    "period_start",
    "period_end",
    "target_value",
    "target_unit",
    "target_location",
    "target_comment",
    "actual_value",
    "actual_unit",
    "actual_date",
    "actual_period",
    "actual_location",
    "actual_comment",
    "actual_evidence",
    "actual_quote",
    "actual_document",
    "actual_document_sha256",
    "actual_status",
    "actual_independent_sources",
    "status",
    "state",
    "reports",
    "independent_sources",
)
"""Columns named after the elements of an IATI result (standard 2.03), then what only we know."""

OTHER = "9"
"""IATI result type "other": whether a thing is output, outcome or impact is for people to say."""

MEASURES = {"percent": "2", "%": "2"}
"""IATI indicator measures by unit; 1 for all others."""

QUALITATIVE = "5"
"""IATI indicator measure of what is told without a figure."""


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
    """Write one outcome, or that there is none, beside what was asked."""
    asked = next((directives[item] for item in one.directives if item in directives), None)
    row = {
        "result_ref": one.id,
        "result_type": OTHER,
        "result_title": one.title,
        "result_description": " | ".join(dict.fromkeys(made.quote for made in one.made)),
        "indicator_title": one.title,
        "indicator_measure": QUALITATIVE,
        "reporting_organisation": one.issuer.value,
        "theme": "; ".join(theme for theme in (one.theme, *one.also_themes) if theme),
        "period_start": one.date,
        "actual_comment": "nothing found in these reports",
        "status": one.status,
        "state": one.state.value,
        "reports": len(one.weight.reports),
        "independent_sources": one.weight.independent,
        **_target(one, asked, figures),
        **_baseline(one, figures),
        **(_actual(outcome, figures, names) if outcome else {}),
    }
    return [row.get(name, "") for name in HEADER]


def _target(
    one: Progress, asked: Directive | None, figures: dict[str, Figure]
) -> dict[str, object]:
    wanted = next((figures[item] for item in one.targets if item in figures), None)
    told: dict[str, object] = {}
    if asked is not None:
        told = {
            "addressee": asked.addressee.value,
            "period_end": asked.deadline.value,
            "target_value": asked.target.value,
            "target_location": asked.place.value,
            "target_comment": asked.object.value,
        }
    if wanted is not None:
        told |= {"target_value": wanted.value, "target_unit": _unit(wanted)}
    return told


def _baseline(one: Progress, figures: dict[str, Figure]) -> dict[str, object]:
    told = next(
        ((known, figures[known.item]) for known in one.baseline if known.item in figures), None
    )
    if told is None:
        return {}
    known, figure = told
    return {
        "baseline_value": figure.value,
        "baseline_unit": _unit(figure),
        "baseline_date": known.period or known.date,
        "baseline_comment": known.what,
    }


def _actual(
    outcome: Outcome, figures: dict[str, Figure], names: dict[str, str]
) -> dict[str, object]:
    span = outcome.spans[0] if outcome.spans else None
    figure = figures.get(outcome.item)
    told: dict[str, object] = {
        "indicator_ref": outcome.item,
        "actual_date": outcome.date,
        "actual_period": outcome.period,
        "actual_location": outcome.place,
        "actual_comment": outcome.what,
        "actual_evidence": outcome.evidence.value,
        "actual_status": outcome.word,
        "actual_independent_sources": outcome.weight.independent if outcome.weight else "",
    }
    if span is not None:
        told |= {
            "actual_quote": span.quote,
            "actual_document": names.get(span.report, ""),
            "actual_document_sha256": span.report,
        }
    if figure is not None:
        told |= {
            "indicator_measure": MEASURES.get(_unit(figure), "1"),
            "actual_value": figure.value,
            "actual_unit": _unit(figure),
        }
        if figure.measured.value:
            told["indicator_title"] = figure.measured.value
    return told


def _unit(figure: Figure) -> str:
    return figure.unit.canonical or figure.unit.surface
