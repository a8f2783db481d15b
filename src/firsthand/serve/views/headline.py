"""How many reports, events and independent sources are there, and why so many?"""

from dataclasses import dataclass

from firsthand.model.findings import Findings
from firsthand.model.report import Refusal
from firsthand.model.story import Evidence, Verdict, Weight
from firsthand.serve.views.events import Events, EventView
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.wording import count, listed, say_sources

NO_LINK = "no two of them descend from one another, credit one agency or belong to one owner"


@dataclass(frozen=True, slots=True)
class Number:
    """One headline number and the section that it leads to."""

    number: int | str
    noun: str
    href: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The first lines of a brief."""

    numbers: tuple[Number, ...]
    weight: Weight | None
    because: str
    events: tuple[EventView, ...]
    points: tuple[tuple[str, str], ...]
    """(sentence, link) of what deserves a look first"""
    refusals: tuple[Refusal, ...]


def view_headline(findings: Findings, events: Events, shelf: Shelf) -> Headline:
    """Sum the findings up.

    Args:
        findings: of a study.
        events: as the brief shows them.
        shelf: its reports.

    Returns:
        The headline numbers with their reason.
    """
    weight = next((weight for item, weight in findings.weights if item == "all"), None)
    told = tuple(event for event in events.told if not event.rejected)
    numbers = [
        Number(len(findings.reports), _noun(len(findings.reports), "report"), "#reports"),
        Number(len(told), _noun(len(told), "event"), "#events"),
    ]
    if weight:
        said, _, noun = say_sources(weight).partition(" independent ")
        numbers.append(Number(said, f"independent {noun}", "#families"))
    return Headline(
        tuple(numbers),
        weight,
        _because(findings, weight, shelf) if weight else "",
        told,
        tuple(_points(findings)),
        findings.refusals,
    )


def _because(findings: Findings, weight: Weight, shelf: Shelf) -> str:
    """Say which reports count as one, and why."""
    if weight.independent == len(weight.reports):
        return NO_LINK if len(weight.reports) > 1 else ""
    links = {link.id: link for link in findings.links}
    parts: list[str] = []
    for family in findings.families:
        tags = [source.tag for source in shelf.all_of(family.reports)]
        kinds = dict.fromkeys(links[one].kind.value for one in family.links if one in links)
        if len(tags) > 1:
            why = f" ({listed([*kinds])})" if kinds else ""
            parts.append(f"{listed(tags)} count as one{why}")
    doubtful = len(weight.uncertain)
    if weight.at_most > weight.independent:
        verb = "is" if doubtful == 1 else "are"
        parts.append(f"{count(doubtful, 'link')} of these {verb} uncertain")
    return "; ".join(parts) or weight.reason


def _noun(number: int, noun: str) -> str:
    return count(number, noun).partition(" ")[2]


def _points(findings: Findings) -> list[tuple[str, str]]:
    differ = sum(1 for c in findings.comparisons if c.verdict is Verdict.DIFFER)
    agree = sum(1 for c in findings.comparisons if c.verdict is Verdict.AGREE)
    result = (Evidence.FIGURE, Evidence.STATED)
    followed = sum(1 for p in findings.progress if any(o.evidence in result for o in p.outcomes))
    spelt = sum(1 for entity in findings.entities if len(entity.spellings) > 1)
    points: list[tuple[str, str]] = []
    if findings.comparisons:
        verb = "is" if agree == 1 else "are"
        said = f"{count(differ, 'claim')} on which reports differ, {agree} on which they {verb}"
        points.append((said.removesuffix(f" {verb}") + " agree", "#comparisons"))
    if findings.progress:
        asked = count(len(findings.progress), "thing asked or promised", "things asked or promised")
        points.append(
            (f"{asked}; for {followed} a later report gives a figure or progress", "#progress")
        )
    if spelt:
        points.append((f"{count(spelt, 'name')} spelt in more than one way", "#entities"))
    if findings.figures:
        points.append((count(len(findings.figures), "figure"), "#figures"))
    if findings.statements:
        points.append((count(len(findings.statements), "statement"), "#statements"))
    return points
