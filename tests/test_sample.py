"""Does the bundled sample story give its known answer?"""

import pytest

from evals.sample import CHECKS, Story, load_story


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


@pytest.mark.parametrize("kind", CHECKS)
def test_every_known_answer_is_found(story: Story, kind: str) -> None:
    known = story.answer[kind]
    each = known if isinstance(known, list) else [story.answer]
    wrong = [one for one in each if not CHECKS[kind](story, one)]
    assert not wrong


def test_a_quote_that_is_not_there_stops_the_run(story: Story) -> None:
    with pytest.raises(ValueError, match="stands 0 times"):
        story.span("1-meeting-wire.txt", "no such words")


def test_every_report_says_that_it_is_fictional(story: Story) -> None:
    for report in story.findings.reports:
        assert "This sample report is fictional." in report.text


def test_every_quote_is_what_stands_there(story: Story) -> None:
    from firsthand.model.schema import spans_of  # noqa: PLC0415 - beside its one use

    texts = {report.id: report.text for report in story.findings.reports}
    spans = [
        span
        for name in ("names", "moments", "places", "figures", "statements", "directives")
        for span in spans_of(getattr(story.findings, name))
    ]
    for name in ("entities", "events", "links", "comparisons", "progress"):
        spans.extend(spans_of(getattr(story.findings, name)))
    assert len(spans) > 200
    assert all(texts[span.report][span.start : span.end] == span.quote for span in spans)
