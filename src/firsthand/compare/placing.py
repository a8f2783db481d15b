"""Which report did a person put into which event, and does that still hold after a new study?

An event's reports change from study to study. A decision therefore keeps the reports that told of
the event when it was taken, and is replayed on the group that has most of them then.
"""

import json
from collections.abc import Sequence

from firsthand.compare.decide import standing
from firsthand.model.story import Decision, Event, Relation

NEW = "new"
"""The value of a decision that a report tells of an event of its own."""

Placed = tuple[str, ...]


def tellers(event: Event) -> list[str]:
    """List the reports that tell of an event or announce it.

    Args:
        event: as found in a study.

    Returns:
        Their ids, sorted; none for an event that is only referred to.
    """
    return sorted(r.report for r in event.reportings if r.relation is not Relation.REFERS)


def placed(groups: Sequence[Placed], decisions: Sequence[Decision]) -> tuple[Placed, ...]:
    """Replay what people decided about which reports tell of one event.

    Args:
        groups: ids of the reports of each event, as grouped by the program.
        decisions: in the order of deciding; those about reports that are gone are passed over.

    Returns:
        The groups, each sorted, by first report; those that nobody spoke of unchanged.
    """
    held = [list(group) for group in groups]
    for decision in standing(decisions):
        if decision.action not in ("move", "merge"):
            continue
        value = json.loads(decision.value)
        if decision.action == "move":
            held = _move(held, decision.target, value["to"])
        elif "events" in value:
            held = _merge(held, value["of"], value["with"])
    return tuple(sorted(tuple(sorted(group)) for group in held if group))


def words_of(decisions: Sequence[Decision]) -> dict[str, str]:
    """Tell who put which report where it is, and why.

    Args:
        decisions: in the order of deciding.

    Returns:
        Report id to the words; of several decisions about one report the last.
    """
    said: dict[str, str] = {}
    for one in standing(decisions):
        value = json.loads(one.value) if one.action in ("move", "merge") else None
        if one.action == "move":
            said[one.target] = f"moved by {one.who}: {one.why}"
        elif isinstance(value, dict) and "events" in value:
            words = f"merged by {one.who}: {one.why}"
            said |= dict.fromkeys([*value["of"], *value["with"]], words)
    return said


def _move(held: list[list[str]], report: str, to: Sequence[str]) -> list[list[str]]:
    source = next((group for group in held if report in group), None)
    if source is None:
        return held
    home = _nearest([[r for r in group if r != report] for group in held], to)
    if to and home is None:
        return held
    source.remove(report)
    if home is None:
        return [*held, [report]]
    held[home].append(report)
    return held


def _merge(held: list[list[str]], of: Sequence[str], to: Sequence[str]) -> list[list[str]]:
    one, other = _nearest(held, of), _nearest(held, to)
    if one is None or other is None or one == other:
        return held
    held[one] += held[other]
    del held[other]
    return held


def _nearest(groups: Sequence[Sequence[str]], wanted: Sequence[str]) -> int | None:
    """Find the group that most of the wanted reports are in; of equals the first."""
    shared = [len(set(group) & set(wanted)) for group in groups]
    best = max(shared, default=0)
    return shared.index(best) if best else None
