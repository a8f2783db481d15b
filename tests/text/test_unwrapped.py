"""Is a hard-wrapped text read as if each paragraph were one line?"""

import dataclasses
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand.clean import label
from firsthand.model.report import Report
from firsthand.model.span import Span, hash_text
from firsthand.pipeline import analyse, study
from firsthand.text.unwrapped import unwrap

CASES = Path(__file__).parent.parent / "cases" / "wrapped" / "paragraphs.toml"
STORIES: dict[str, list[str]] = {
    case["language"]: case["paragraphs"]
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
}


def report_of(text: str) -> Report:
    return Report(
        id="a" * 64,
        name="report.txt",
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
    )


def wrapped(paragraphs: list[str], between: str = "\n\n") -> Report:
    return report_of(between.join(textwrap.fill(one, 72) for one in paragraphs))


def spans_in(item: object, kind: str = "") -> Iterator[tuple[str, Span]]:
    if isinstance(item, Span):
        yield kind, item
    elif isinstance(item, tuple):
        for part in item:
            yield from spans_in(part, kind)
    elif dataclasses.is_dataclass(item):
        for field in dataclasses.fields(item):
            yield from spans_in(getattr(item, field.name), kind or field.name)


def quoted(report: Report) -> list[tuple[str, str]]:
    found = spans_in(analyse(report)[1])
    return sorted((kind, " ".join(span.quote.split())) for kind, span in found)


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "blank lines"])
@pytest.mark.parametrize("language", sorted(STORIES))
def test_a_wrapped_text_gives_what_whole_lines_give(language: str, between: str) -> None:
    paragraphs = STORIES[language]
    given = quoted(report_of(between.join(paragraphs)))
    assert len(given) > 20
    assert quoted(wrapped(paragraphs, between)) == given


def test_spans_quote_the_text_as_received() -> None:
    raw = wrapped(STORIES["en"])
    report, found = analyse(raw)
    assert report.text == raw.text
    spans = [span for _, span in spans_in(found)]
    assert any("\n" in span.quote for span in spans)
    assert all(span.quote == raw.text[span.start : span.end] for span in spans)


def test_a_study_hands_back_the_reports_as_received() -> None:
    raw = wrapped(STORIES["en"])
    findings = study([raw])
    assert [report.text for report in findings.reports] == [raw.text]
    assert all(span.quote == raw.text[span.start : span.end] for _, span in spans_in(findings))


def test_only_line_ends_inside_a_paragraph_are_read_as_blanks() -> None:
    report = label(wrapped(STORIES["en"]))
    copy = unwrap(report)
    assert len(copy.text) == len(report.text)
    assert copy.text.split("\n\n") == STORIES["en"]
    assert all(span.quote == copy.text[span.start : span.end] for _, span in spans_in(copy))


def test_a_text_that_is_not_wrapped_is_left_as_it_is() -> None:
    report = label(report_of("\n".join(STORIES["en"])))
    assert unwrap(report) is report
