"""Does the bundled sample story still give its known answer?"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals.row import Row
from firsthand import Findings, study
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.model.story import Event, Relation, Verdict

PART = "sample"

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """The sample story as studied, beside its known answer."""

    findings: Findings
    answer: Answer

    def report(self, name: str) -> Report:
        """Give the report of a file."""
        return next(r for r in self.findings.reports if Path(r.name).name == name)

    def span(self, name: str, quote: str) -> Span:
        """Find a quote of the known answer in its report.

        Args:
            name: of the file.
            quote: stands there exactly once.

        Returns:
            Its span.

        Raises:
            ValueError: when it is not there or not alone, so that an answer cannot rot unseen.
        """
        report = self.report(name)
        if report.text.count(quote) != 1:
            raise ValueError(f"{name}: {quote!r} stands {report.text.count(quote)} times, not once")
        start = report.text.index(quote)
        return report.span(start, start + len(quote))


def load_story() -> Story:
    """Study the sample story.

    Returns:
        The findings and the known answer.
    """
    folder = Path(str(files("firsthand").joinpath("sample")))
    answer = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))
    return Story(study([folder / "reports"]), answer)


def score_sample() -> Iterator[Row]:
    """Score the sample story: the share of each kind of known answer that was found.

    Yields:
        One row for each kind.
    """
    story = load_story()
    for kind, check in CHECKS.items():
        right = [check(story, known) for known in _known(story.answer, kind)]
        yield Row(PART, kind, sum(right) / len(right))


def _known(answer: Answer, kind: str) -> Iterable[Answer]:
    found = answer.get(kind)
    return found if isinstance(found, list) else [answer]


def _event_of(story: Story, names: Iterable[str]) -> Event | None:
    wanted = {story.report(name).id for name in names}
    for event in story.findings.events:
        told = {r.report for r in event.reportings if r.relation is not Relation.REFERS}
        if told == wanted:
            return event
    return None


def right_event(story: Story, known: Answer) -> bool:
    event = _event_of(story, known["reports"])
    return event is not None and event.when.value.startswith(known["day"])


def right_count(story: Story, known: Answer) -> bool:
    weights = dict(story.findings.weights)
    if weights["all"].independent != known["independent_sources"]:
        return False
    for wanted in known["event"]:
        event = _event_of(story, wanted["reports"])
        if event is None or weights[event.id].independent != wanted["independent_sources"]:
            return False
    return True


def right_link(story: Story, known: Answer) -> bool:
    ends = {story.report(name).id for name in known["reports"]}
    return any(
        {link.a, link.b} == ends and link.kind.value in known["kinds"]
        for link in story.findings.links
    )


def right_spelling(story: Story, known: Answer) -> bool:
    report = story.report(known["report"]).id
    return any(
        entity.name == known["name"]
        and any(s.text == known["otherwise"] and s.reports == (report,) for s in entity.spellings)
        for entity in story.findings.entities
    )


def right_inherited(story: Story, known: Answer) -> bool:
    span = story.span(known["report"], known["quote"])
    return any(
        moment.span.overlaps(span)
        and moment.value == known["value"]
        and moment.anchor_source.value == "linked report"
        for moment in story.findings.moments
    )


def right_figure(story: Story, known: Answer) -> bool:
    span = story.span(known["report"], known["quote"])
    for figure in story.findings.figures:
        if figure.span.overlaps(span) and figure.value == known["value"]:
            area = known.get("square_metres")
            return area is None or (figure.unit.si_unit == "m2" and figure.unit.si_value == area)
    return False


def right_compared(story: Story, known: Answer) -> bool:
    spans = [story.span(name, quote) for name, quote in known["mentions"].items()]
    for claim in story.findings.comparisons:
        told = [mention for version in claim.versions for mention in version.mentions]
        if all(any(mention.overlaps(span) for mention in told) for span in spans):
            if claim.verdict is Verdict.DIFFER and claim.kind == "number":
                return bool(known["verdict"] == "differ" and claim.slot)
            if claim.kind == "number":
                return bool(claim.verdict.value == known["verdict"])
    return False


def right_directive(story: Story, known: Answer) -> bool:
    span = story.span(known["report"], known["quote"])
    for item in story.findings.progress:
        if any(made.overlaps(span) for made in item.made):
            quotes = [s.quote for outcome in item.outcomes for s in outcome.spans]
            shown = not known.get("evidence") or any(known["evidence"] in q for q in quotes)
            return item.status == known["status"] and shown
    return False


CHECKS: dict[str, Callable[[Story, Answer], bool]] = {
    "event": right_event,
    "independent_sources": right_count,
    "link": right_link,
    "spelling": right_spelling,
    "inherited": right_inherited,
    "figure": right_figure,
    "compared": right_compared,
    "directive": right_directive,
}
