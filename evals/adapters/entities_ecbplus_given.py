"""The same, when the stretches that mention somebody are given: is the linking alone right?"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evals.adapters import entities_ecbplus as own
from evals.adapters.entities_ecbplus import Answered, label_all, stories
from firsthand.analyse.names import find_names
from firsthand.analyse.names.people import people
from firsthand.analyse.names.stand_ins import find_stand_ins
from firsthand.analyse.places import find_places
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind
from firsthand.model.report import Report
from firsthand.model.span import Span
from firsthand.text.reading import Reading, read
from firsthand.text.words import fold_name

NAME = "entities-ecbplus-given"
FOLDER = "entities-ecbplus"
ARGS = own.ARGS
PEERS = own.PEERS
read_scores = own.read_scores
SMALL = frozenset({"of", "the", "and", "in", "for"})
LEAD = len("the notorious ")
"""Characters before a place inside a stretch that is about it."""

Stretch = tuple[int, int]


def predict(folder: Path) -> Iterator[dict[str, object]]:
    given: dict[str, list[Stretch]] = {}
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            given[row["id"]] = [(m["start"], m["end"]) for m in row["mentions"]]
    for reports in stories(folder):
        yield from answer_given(reports, given)


def answer_given(
    reports: Sequence[Report], given: dict[str, list[Stretch]]
) -> Iterator[dict[str, object]]:
    """Say which given stretches of a story's reports mean the same.

    Args:
        reports: of the story.
        given: stretches that mention somebody, by report id.

    Yields:
        The stretches of each report with their entities.
    """
    answered, meant = {}, {}
    found = own.with_further({report.id: _read(report) for report in reports})
    for key, one in found.items():
        answered[key], meant[key] = _answer(one, given.get(key, []))
    labels = label_all(answered)
    for key, spans in meant.items():
        mentions = [
            {"start": start, "end": end, "entity": labels[span][0], "type": labels[span][1]}
            for (start, end), span in spans.items()
            if span in labels
        ]
        yield {"id": key, "mentions": mentions}


def _read(report: Report) -> Answered:
    reading = read(report)
    places = find_places(reading)
    return Answered(reading, find_names(reading, places), places, ())


def _answer(found: Answered, stretches: Sequence[Stretch]) -> tuple[Answered, dict[Stretch, Span]]:
    reading, places, names = found.reading, found.places, list(found.names)
    meant: dict[Stretch, Span] = {}
    for stretch in sorted(stretches):
        name = _name_of(reading.report.text, stretch, names, set(meant.values()))
        if name is None and _capital(reading, stretch):
            name = _made(reading, stretch)
            names.append(name)
        if name is not None:
            meant[stretch] = name.span
    kept = [replace(n, nested=False) if n.span in meant.values() else n for n in names]
    kept.sort(key=lambda name: (name.span.start, -name.span.end))
    other = [stretch for stretch in stretches if stretch not in meant]
    stand_ins = find_stand_ins(reading, kept, other)
    for start, end in other:
        inside = [s for s in stand_ins if start <= s.head.start and s.head.end <= end]
        same = [s for s in inside if (s.span.start, s.span.end) == (start, end)]
        if same or inside:
            meant[start, end] = (same or inside)[0].span
    return Answered(reading, tuple(kept), places, stand_ins), meant


def _name_of(text: str, stretch: Stretch, names: Sequence[Name], taken: set[Span]) -> Name | None:
    """Find the name found at a stretch, or the one that a longer stretch is about."""
    start, end = stretch
    best: tuple[float, int, Name] | None = None
    for name in names:
        shared = min(end, name.span.end) - max(start, name.span.start)
        longer = max(end - start, name.span.end - name.span.start)
        if name.span not in taken and 2 * shared >= longer > 0:
            row = (-shared / longer, name.span.start, name)
            best = row if best is None or row[:2] < best[:2] else best
    if best is not None:
        return best[2]
    around = [n for n in names if n.span.start < start and n.span.end == end and not n.nested]
    bodies = [n for n in around if n.kind is NameKind.ORGANISATION and n.span not in taken]
    if len(bodies) == 1:
        return bodies[0]  # "Navy" of "Norse Navy"
    inside = [n for n in names if start <= n.span.start and n.span.end <= end]
    inside = [n for n in inside if n.kind is not NameKind.PROJECT and n.span not in taken]
    people = [n for n in inside if n.kind is NameKind.PERSON]
    if len(people) == 1 and people[0].span.end == end:
        return people[0]
    placed = [n for n in inside if n.kind is NameKind.PLACE and n.span.start - start <= LEAD]
    begins = bool(placed) and placed == inside[: len(placed)]
    more = begins and re.match(r" [A-Z]", text[placed[0].span.end : end])
    return placed[0] if begins and not more else None


def _capital(reading: Reading, stretch: Stretch) -> bool:
    """Tell whether a stretch is made of capitalised words and is no common noun or pronoun."""
    said = people(reading.language)
    words = reading.report.text[slice(*stretch)].split()
    bare = words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
    if said is not None and "of" in bare[1:]:
        head = fold_name(bare[bare.index("of") - 1])
        if said.kind_of(head) is NameKind.PERSON:
            return False  # "Player of the Year" is what somebody is called
    if len(bare) == 1 and said is not None:
        word = fold_name(bare[0])
        pronouns = said.he | said.she | said.they | said.its | said.who
        if word in pronouns or said.kind_of(word) is not None:
            return False
    return all(word[:1].isupper() or word in SMALL for word in words)


def _made(reading: Reading, stretch: Stretch) -> Name:
    """Make a name of a stretch in which the program finds none."""
    span = reading.report.span(*stretch)
    labels = set()
    for entity in reading.doc.ents if reading.doc is not None else ():
        start, end = reading.shadow.to_source(entity.start_char, entity.end_char)
        if start < span.end and span.start < end:
            labels.add(entity.label_)
    kind = NameKind.PERSON if "PERSON" in labels else NameKind.ORGANISATION
    if labels & {"GPE", "LOC", "FAC"} and kind is not NameKind.PERSON:
        kind = NameKind.PLACE
    form = "full" if " " in span.quote else "short"
    return Name(item_id("name", (span,), kind.value), span, kind, "given@1", form)
