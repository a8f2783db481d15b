"""Can what a person decided be kept as it was said, and in which shape?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.compare.decide import LINKS
from firsthand.compare.forms import plain
from firsthand.compare.merging import mark
from firsthand.compare.outlets import fault_of
from firsthand.compare.placing import NEW, tellers
from firsthand.errors import DossierError
from firsthand.model.findings import Findings
from firsthand.model.story import Entity, Event, LinkKind


@dataclass(frozen=True, slots=True)
class Case:
    """What must be known of a dossier to check a decision."""

    names: Mapping[str, Sequence[str]]
    """report id to the names under which its bytes were added"""
    study: Callable[[], Findings]
    """gives the findings of today; asked only where the decision is about them"""


def prepared(action: str, target: str, value: object, case: Case) -> tuple[str, object]:
    """Check what is decided and put it in the shape that is kept.

    Args:
        action: what is decided.
        target: what it is about, as a person names it.
        value: what was decided, as a person says it.
        case: the dossier's reports and findings.

    Returns:
        Target and value as they are kept.

    Raises:
        DossierError: when a report, an item or a kind of link is unknown.
    """
    if action == "join":
        target, value = _report_id(target, case), _report_id(str(value), case)
        if target == value:
            raise DossierError("join: a report is one source with itself; name two reports")
    if action == "move":
        target = _report_id(target, case)
        value = _about_event(target, str(value), case)
    if action in ("merge", "split", "rename"):
        value = _about_item(action, target, value, case)
    if action == "count":
        target, value = LINKS, _kinds(value)
    if action == "outlet" and fault_of(value):
        raise DossierError(f"outlet {target}: {fault_of(value)}")
    return target, value


def _about_event(report: str, wanted: str, case: Case) -> object:
    """Keep the reports that tell of an event: it is found again by them."""
    if wanted == NEW:
        return {"to": []}
    event = next((e for e in case.study().events if e.id == wanted), None)
    if event is None or not tellers(event):
        raise DossierError(
            f"move {report}: no event {wanted!r} that reports tell of; "
            f'name one, or "{NEW}" for an event of its own'
        )
    return {"to": [other for other in tellers(event) if other != report], "event": event.id}


def _about_item(action: str, target: str, value: object, case: Case) -> object:
    """Keep marks of what a decision is about: ids change with what belongs to it."""
    findings = case.study()
    entity = next((one for one in findings.entities if one.id == target), None)
    if entity is not None:
        return _about_entity(action, entity, value, findings.entities)
    event = next((one for one in findings.events if one.id == target), None)
    if action == "merge" and event is not None:
        return _about_events(event, str(value), findings.events)
    if action == "split":
        raise DossierError(f"split {target}: move a report out of the event to split it")
    return value  # an event or a line of progress is renamed


def _about_entity(action: str, one: Entity, value: object, entities: Sequence[Entity]) -> object:
    if action == "rename":
        return {"of": mark(one), "name": str(value)}
    if action == "merge":
        other = next((entity for entity in entities if entity.id == value), None)
        if other is None or other is one:
            raise DossierError(f"merge {one.id}: no other entity {value!r}")
        return {"of": mark(one), "with": mark(other)}
    spellings = sorted({plain(mention.span.quote) for mention in one.mentions})
    if value not in spellings or len(spellings) == 1:
        known = ", ".join(spellings)
        raise DossierError(f"split {one.id}: no spelling {value!r} to split off; {known}")
    return {"of": mark(one), "spelling": str(value)}


def _about_events(one: Event, wanted: str, events: Sequence[Event]) -> object:
    other = next((event for event in events if event.id == wanted), None)
    if other is None or other is one or not tellers(one) or not tellers(other):
        raise DossierError(f"merge {one.id}: no other event {wanted!r} that reports tell of")
    return {"events": [one.id, other.id], "of": tellers(one), "with": tellers(other)}


def _report_id(wanted: str, case: Case) -> str:
    """Find the one report that is meant by a name, an id or the beginning of one."""
    found = [report for report, known in case.names.items() if wanted in (report, *known)]
    found = found or [report for report in case.names if wanted and report.startswith(wanted)]
    if len(found) != 1:
        what = "no report" if not found else f"{len(found)} reports"
        raise DossierError(f"{what} under {wanted!r}; give a name or an id")
    return found[0]


def _kinds(value: object) -> list[str]:
    """Check kinds of link and put them in the order of the model."""
    known = [kind.value for kind in LinkKind]
    wanted = [value] if isinstance(value, str) else value
    named = [str(kind) for kind in wanted] if isinstance(wanted, Iterable) else []
    wrong = [kind for kind in named if kind not in known]
    if wrong or not named:
        what = f"unknown kind {wrong[0]!r}" if wrong else "name the kinds that count"
        raise DossierError(f"{what}; known are {', '.join(known)}")
    return [kind for kind in known if kind in named]
