"""Are reports in two languages compared with a sentence model, and honestly without one?"""

import pytest

from firsthand import pipeline
from firsthand.model.findings import Found
from firsthand.model.reason import Provenance
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import Link, LinkKind
from firsthand.text import vectors

ENGLISH = """\
The bakery on the market square closed on Saturday after a hundred and twelve years. Its last \
owner found nobody who wanted to rise at two in the morning. Neighbours stood in line around the \
corner for the last loaves. The oven will be moved to the museum of crafts. A bank has rented the \
rooms."""

GERMAN = """\
Die Bäckerei am Marktplatz hat am Samstag nach hundertzwölf Jahren geschlossen. Ihr letzter \
Besitzer fand niemanden, der um zwei Uhr morgens aufstehen wollte. Die Nachbarn standen für die \
letzten Brote bis um die Ecke Schlange. Der Ofen kommt in das Museum für Handwerk. Eine Bank hat \
die Räume gemietet."""


def make(text: str, name: str, language: str) -> Report:
    metadata = Metadata(language=language)
    return Report(name, name, text, hash_text(text), "text/plain", "plain@1", metadata=metadata)


REPORTS = [make(ENGLISH, "a", "en"), make(GERMAN, "b", "de")]


def draw(reports: list[Report]) -> tuple[Link, ...]:
    return pipeline.draw(reports, {report.id: Found(report.id) for report in reports}).links


@pytest.mark.skipif(not vectors.installed(), reason="the extra is not installed")
def test_a_translation_is_found_by_sense() -> None:
    (link,) = draw(REPORTS)
    assert link.kind is LinkKind.TRANSLATION
    assert len(link.passages) == 5


def test_without_a_model_nothing_fails_and_the_study_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vectors, "installed", lambda: False)
    told: list[str] = []
    pipeline.tell_comparing(REPORTS, told.append)
    assert told[0] == "comparing 2 reports"
    assert "install firsthand[vectors]" in told[1]
    assert draw(REPORTS) == ()


def test_one_language_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> vectors.Encoder:
        raise AssertionError("nothing to compare across")

    monkeypatch.setattr(vectors, "load", fail)
    reports = [REPORTS[0], make(ENGLISH.replace("bakery", "dairy"), "c", "en")]
    told: list[str] = []
    pipeline.tell_comparing(reports, told.append)
    assert told == ["comparing 2 reports"]
    assert draw(reports)


def test_an_event_of_a_stretch_of_months_gives_an_undated_report_no_day() -> None:
    text = "Storms hit the coast between December 2007 and January 2008.\n\nNine boats were lost."
    findings = pipeline.study([make(text, "a", "en"), make(text + " Two last week.", "b", "en")])
    last = [m for m in findings.moments if m.span.quote == "last week"]
    assert [m.anchor_source for m in last] == [Provenance.NONE]
