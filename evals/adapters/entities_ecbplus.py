"""Do the names of one person, body or place get one entity across the reports of an event?"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.plain_reports import make_report
from firsthand.analyse.names import find_names
from firsthand.analyse.names.stand_ins import find_stand_ins
from firsthand.analyse.places import find_places
from firsthand.compare.again import named_again
from firsthand.compare.entities import link_entities
from firsthand.compare.standing import stand_for
from firsthand.model.findings import Found
from firsthand.model.items import Name, NameKind, Place, StandIn
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.reading import Reading, read

NAME = "entities-ecbplus"
ARGS: tuple[str, ...] = ("--json",)
PEERS: dict[str, tuple[str, float]] = {
    "names: link F1": ("same head word, gold spans given", 0.931),
    "names: B3 F1": ("same head word, gold spans given", 0.933),
    "all: link F1": ("same head word, gold spans given", 0.505),
}
TYPES = {
    NameKind.PERSON: "PERSON",
    NameKind.ORGANISATION: "ORG",
    NameKind.PLACE: "PLACE",
    NameKind.PROJECT: "ORG",
}
BETWEEN = 5
"""Characters between a place and the place it lies in, which the bench counts to its name."""

Label = tuple[str, str]
"""An entity's id and its type."""


@dataclass(frozen=True)
class Answered:
    """What was found in one report of a story."""

    reading: Reading
    names: tuple[Name, ...]
    places: tuple[Place, ...]
    stand_ins: tuple[StandIn, ...]


def stories(folder: Path) -> list[list[Report]]:
    """Read the reports of the bench, by story.

    Args:
        folder: of the bench; the texts lie in the one beside it.

    Returns:
        The reports of each story.
    """
    texts = {}
    with (folder.parent / "events-ecbplus" / "docs.jsonl").open(
        encoding="utf-8", newline=""
    ) as lines:
        for line in lines:
            row = json.loads(line)
            texts[row["id"]] = row
    found: dict[str, list[Report]] = defaultdict(list)
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["story"]].append(make_report(texts[row["id"]]))
    return list(found.values())


def predict(folder: Path) -> Iterator[dict[str, object]]:
    for reports in stories(folder):
        yield from answer_story(reports)


def answer_story(reports: list[Report]) -> Iterator[dict[str, object]]:
    answered = with_further({report.id: _answer(report) for report in reports})
    labels = label_all(answered)
    for report, one in answered.items():
        mentions = [
            _mention(span, labels[name.span])
            for name in one.names
            if name.span in labels
            for span in [name.span, *_with_container(name, one), *_as_annotated(name, one)]
        ]
        mentions += [_mention(one.head, labels[one.span]) for one in one.stand_ins]
        yield {"id": report, "mentions": mentions}


def _answer(report: Report) -> Answered:
    reading = read(report)
    places = find_places(reading)
    names = find_names(reading, places)
    return Answered(reading, names, places, find_stand_ins(reading, names))


def with_further(answered: dict[str, Answered]) -> dict[str, Answered]:
    """Add the names that only other reports of the story show to be names.

    Args:
        answered: what was found in each report, by report id.

    Returns:
        The same with the further names.
    """
    founds = {key: Found(key, names=one.names) for key, one in answered.items()}
    further = named_again([one.reading.report for one in answered.values()], founds)
    return {key: replace(one, names=further[key].names) for key, one in answered.items()}


def label_all(answered: dict[str, Answered]) -> dict[Span, Label]:
    """Link the names and stand-ins of a story.

    Args:
        answered: what was found in each report, by report id.

    Returns:
        The entity of each span.
    """
    founds = {
        report: Found(report, names=one.names, places=one.places)
        for report, one in answered.items()
    }
    reports = [one.reading.report for one in answered.values()]
    entities = link_entities(reports, founds, ())
    labels = {
        mention.span: (entity.id, TYPES[entity.kind])
        for entity in entities
        for mention in entity.mentions
    }
    stand_ins = [item for one in answered.values() for item in one.stand_ins]
    for number, group in enumerate(stand_for(entities, stand_ins)):
        for item, _ in group.members:
            kind = item.kind if group.entity is None else group.entity.kind
            entity = f"unnamed-{number}" if group.entity is None else group.entity.id
            labels.setdefault(item.span, (entity, TYPES[kind]))
    return labels


def _mention(span: Span, label: Label) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "entity": label[0], "type": label[1]}


def _with_container(name: Name, one: Answered) -> Sequence[Span]:
    """Take the place that a place lies in to its name: the bench has "Town, State" as one."""
    if name.kind is not NameKind.PLACE:
        return ()
    text = one.reading.report.text
    for other in one.names:
        gap = text[name.span.end : other.span.start]
        near = 0 < other.span.start - name.span.end <= BETWEEN
        if other.kind is NameKind.PLACE and near and gap in {", ", " in ", ", in ", " at ", " of "}:
            return (one.reading.report.span(name.span.start, other.span.end),)
    return ()


def _as_annotated(name: Name, one: Answered) -> Iterator[Span]:
    """Give the bounds that the bench has for a name where they differ from the program's.

    A nation's body goes there without the nation ("the Norse Navy": "Navy"), a person with the
    title before the name.
    """
    report = one.reading.report
    start, end = name.span.start, name.span.end
    if name.kind is NameKind.ORGANISATION:
        for place in one.places:
            nation = place.level == "demonym" and place.span.start == start
            if nation and place.span.end + 1 < end:
                yield report.span(place.span.end + 1, end)
    for role in name.roles:
        if name.kind is NameKind.PERSON and role.end + 1 == start:
            yield report.span(role.start, end)


def read_scores(output: str) -> dict[str, float]:
    counts = {"mentions", "entities gold", "entities found"}
    return {
        name: float(value)
        for name, value in json.loads(output).items()
        if name.split(": ")[-1] not in counts
    }
