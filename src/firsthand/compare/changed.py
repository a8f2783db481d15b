"""What is new, changed or withdrawn since the study before?

Ids of claims and of lines of progress change with the passages that belong to them. What was found
before and is found now are therefore matched by id first, then by the passages they share.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from firsthand.compare.placing import tellers
from firsthand.compare.updates import page_diff
from firsthand.model.findings import Findings
from firsthand.model.span import Span
from firsthand.model.story import (
    Change,
    Changed,
    Comparison,
    Direction,
    Entity,
    Event,
    LinkKind,
    Progress,
    Weight,
)

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How items of one table are told apart, called and read."""

    table: str
    title: Callable[[Any], str]
    says: Callable[[Any], str]
    places: Callable[[Any], Iterable[Span]]
    listed: bool = True
    """whether a new or lost one is worth a line of its own"""


def what_changed(before: Findings, after: Findings) -> tuple[Change, ...]:
    """Compare what two studies of one dossier found.

    Args:
        before: of the study before; its reports may be left out.
        after: of this one.

    Returns:
        The changes: reports, what newer versions of pages changed, events, claims, progress,
        names; in each table the new, then the changed, then the withdrawn.
    """
    return (
        *_reports(before, after),
        *_versions(before, after),
        *_counts(before, after),
        *(change for kind in _KINDS for change in _items(kind, before, after)),
    )


def _reports(before: Findings, after: Findings) -> Iterator[Change]:
    known = {report.id for report in before.reports} or {
        reporting.report for event in before.events for reporting in event.reportings
    }
    for report in after.reports:
        if report.id not in known:
            yield Change("reports", Changed.NEW, report.id, report.name, "", "")


def _versions(before: Findings, after: Findings) -> Iterator[Change]:
    """Tell what a newer version of a page withdrew, added or worded anew."""
    known = {link.id for link in before.links}
    reports = {report.id: report for report in after.reports}
    for link in after.links:
        if link.kind is not LinkKind.UPDATE or link.id in known:
            continue
        if link.direction not in (Direction.A_TO_B, Direction.B_TO_A):
            continue
        old, new = (reports[r] for r in (link.a, link.b))
        if link.direction is Direction.B_TO_A:
            old, new = new, old
        diff = page_diff(old, new)
        for span in diff.added:
            yield Change("versions", Changed.NEW, link.id, new.name, "", span.quote, (span,))
        for one in diff.changed:
            spans = (one.old, one.new)
            yield Change(
                "versions",
                Changed.CHANGED,
                link.id,
                new.name,
                one.old.quote,
                one.new.quote,
                spans,
            )
        for span in diff.removed:
            yield Change("versions", Changed.WITHDRAWN, link.id, old.name, span.quote, "", (span,))


def _counts(before: Findings, after: Findings) -> Iterator[Change]:
    """Tell where the number of independent sources has moved."""
    titles = {event.id: event.title for event in after.events}
    was = dict(before.weights)
    for item, weight in after.weights:
        if item in was and say_weight(was[item]) != say_weight(weight):
            title = titles.get(item, "all reports")
            yield Change(
                "sources", Changed.CHANGED, item, title, say_weight(was[item]), say_weight(weight)
            )


def _items(kind: _Kind, before: Findings, after: Findings) -> list[Change]:
    old, new = getattr(before, kind.table), getattr(after, kind.table)
    found: list[Change] = []
    matched: set[str] = set()
    for item, earlier in zip(new, _match(kind, old, new), strict=True):
        if earlier is not None:
            matched.add(earlier.id)
        says = kind.says(item)
        was = kind.says(earlier) if earlier is not None else ""
        if says == was or (earlier is None and not kind.listed):
            continue
        how = Changed.NEW if earlier is None else Changed.CHANGED
        found.append(Change(kind.table, how, item.id, kind.title(item), was, says))
    if kind.listed:
        found += [
            Change(kind.table, Changed.WITHDRAWN, item.id, kind.title(item), kind.says(item), "")
            for item in old
            if item.id not in matched
        ]
    order = list(Changed)
    return sorted(found, key=lambda change: order.index(change.how))


def _match(kind: _Kind, old: Sequence[Any], new: Sequence[Any]) -> list[Any | None]:
    """Find what each item of today was: by id, else the one it shares most passages with."""
    by_id = {item.id: item for item in old}
    found: list[Any | None] = [by_id.get(item.id) for item in new]
    free = {item.id: item for item in old} | {item.id: None for item in found if item is not None}
    at: dict[Place, list[str]] = {}
    for item in old:
        if free[item.id] is not None:
            for span in kind.places(item):
                at.setdefault((span.report, span.start, span.end), []).append(item.id)
    shares: Counter[tuple[int, str]] = Counter()
    for number, item in enumerate(new):
        if found[number] is None:
            for span in kind.places(item):
                for name in at.get((span.report, span.start, span.end), ()):
                    shares[number, name] += 1
    for number, name in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if found[number] is None and free[name] is not None:
            found[number], free[name] = free[name], None
    return found


def say_weight(weight: Weight) -> str:
    """Say how much stands behind a thing.

    Args:
        weight: its reports and independent sources.

    Returns:
        As in "3 reports, 1 independent source, at most 2".
    """
    reports, sources = len(weight.reports), weight.independent
    said = f"{reports} report{'s' * (reports != 1)}, {sources} independent source"
    said += "s" * (sources != 1)
    return f"{said}, at most {weight.at_most}" if weight.at_most > sources else said


def _say_event(event: Event) -> str:
    reports = len(tellers(event))
    told = f"told by {reports} report{'s' * (reports != 1)}" if reports else "only referred to"
    return "; ".join(
        part for part in (event.title, event.when.value, event.where.value, told) if part
    )


def _say_claim(one: Comparison) -> str:
    slot = f" ({one.slot})" if one.slot else ""
    versions = " / ".join(f"{v.value} [{say_weight(v.weight)}]" for v in one.versions)
    return f"{one.verdict.value}{slot}: {versions}"


def _say_progress(one: Progress) -> str:
    found = Counter(outcome.evidence.value for outcome in one.outcomes)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(found.items()))
    return f"{one.status}: {told or 'nothing found in these reports'}"


def _say_entity(one: Entity) -> str:
    return ", ".join(sorted(spelling.text for spelling in one.spellings))


_KINDS = (
    _Kind(
        "events",
        lambda event: str(event.title),
        _say_event,
        lambda event: (span for r in event.reportings for span in r.spans[:1]),
    ),
    _Kind(
        "comparisons",
        lambda one: str(one.claim),
        _say_claim,
        lambda one: (span for version in one.versions for span in version.mentions),
    ),
    _Kind("progress", lambda one: str(one.title), _say_progress, lambda one: one.made),
    _Kind(
        "entities",
        lambda one: str(one.name),
        _say_entity,
        lambda one: (mention.span for mention in one.mentions),
        listed=False,
    ),
)
