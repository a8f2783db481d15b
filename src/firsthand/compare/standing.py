"""Which entity do the pronouns and descriptions of many reports stand for?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.analyse.names.lexicon import calling
from firsthand.analyse.names.people import nationals, people
from firsthand.analyse.names.titles import offices_in
from firsthand.compare.entities import event_groups
from firsthand.compare.forms import content, leading
from firsthand.model.findings import Found
from firsthand.model.items import NameKind, StandIn
from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Entity, Event, Mention
from firsthand.text.words import fold_name

Key = tuple[str, bool]
"""The main word of a description and whether it means several."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Stand-ins of one event for one person or body; `entity` is None where none is named."""

    entity: Entity | None
    members: tuple[tuple[StandIn, str], ...]
    """each with the rule that counts it"""


def stand_for(entities: Sequence[Entity], stand_ins: Sequence[StandIn]) -> tuple[Standing, ...]:
    """Join the stand-ins of the reports of one event to its entities, and among themselves.

    A stand-in goes where its own report points. A description that no report explains there goes
    to the one entity that other reports call so, or to whom the office belongs ("the minister");
    else descriptions with the same main word are one.

    Args:
        entities: named in these reports.
        stand_ins: of the reports.

    Returns:
        The groups; those of entities in their order, then the unnamed ones by their first span.
    """
    chains = _chains(stand_ins)
    home = {mention.span: entity for entity in entities for mention in entity.mentions}
    placed: dict[str, list[tuple[StandIn, str]]] = defaultdict(list)
    loose: list[list[StandIn]] = []
    called: dict[Key, Counter[str]] = defaultdict(Counter)
    for root, members in sorted(chains.items()):
        entity = home.get(root)
        if entity is None:
            loose.append(members)
            continue
        for one in members:
            placed[entity.id].append((one, one.rule.partition("/")[2].partition("@")[0]))
            if one.form == "description":
                called[one.word, one.plural][entity.id] += 1
    _count_offices(entities, called)
    unnamed: dict[Key, list[tuple[StandIn, str]]] = defaultdict(list)
    for members in loose:
        held = _group(members[0], called)
        if held:
            for key in held:
                placed[key].extend((one, "group of office holders") for one in members)
            continue
        keys = [(m.word, m.plural) for m in members if m.form == "description"]
        offices = [(office, False) for m in members for office in _offices_of(m)]
        asked = [*(key for key in offices if key not in keys), *keys]
        owner = next(filter(None, (leading(called[k]) for k in asked if k in called)), None)
        if owner is not None:
            placed[owner].extend((one, "called so elsewhere") for one in members)
        elif keys:
            unnamed[_usual(keys)].extend((one, "same word") for one in members)
        else:
            unnamed[f"{members[0].span.report}:{members[0].span.start}", False].extend(
                (one, "alone") for one in members
            )
    by_id = {entity.id: entity for entity in entities}
    named = [
        Standing(by_id[key], tuple(sorted(placed[key], key=_place)))
        for key in by_id
        if key in placed
    ]
    rest = [Standing(None, tuple(sorted(members, key=_place))) for members in unnamed.values()]
    return (*named, *sorted(rest, key=lambda group: group.members[0][0].span))


def with_stand_ins(
    entities: Sequence[Entity], founds: Mapping[str, Found], events: Sequence[Event] = ()
) -> tuple[Entity, ...]:
    """Add to each entity the pronouns and descriptions that stand for it.

    Args:
        entities: as linked from names.
        founds: what was found in each report, by report id.
        events: what the reports tell of; without any, all reports count as one event.

    Returns:
        The entities in the given order.
    """
    added: dict[str, list[Mention]] = defaultdict(list)
    named: dict[str, set[int]] = defaultdict(set)
    for number, entity in enumerate(entities):
        for mention in entity.mentions:
            named[mention.span.report].add(number)
    for group in event_groups(sorted(founds), events):
        stand_ins = [one for report in group for one in founds[report].stand_ins]
        if not stand_ins:
            continue
        here = [entities[n] for n in sorted({n for report in group for n in named[report]})]
        for standing in stand_for(here, stand_ins):
            if standing.entity is None:
                continue
            for one, rule in standing.members:
                reason = Reason(f"entities/{rule}@1", None, one.span.quote, standing.entity.name)
                added[standing.entity.id].append(Mention(one.span, one.form, reason))
    return tuple(
        replace(e, stand_ins=tuple(sorted(added[e.id], key=lambda m: m.span)))
        if e.id in added
        else e
        for e in entities
    )


def _place(row: tuple[StandIn, str]) -> Span:
    return row[0].span


def _chains(stand_ins: Iterable[StandIn]) -> dict[Span, list[StandIn]]:
    """Group stand-ins by the name, or the first stand-in, that they go back to."""
    by_span = {one.span: one for one in stand_ins}
    found: dict[Span, list[StandIn]] = defaultdict(list)
    for one in by_span.values():
        root, seen = one, {one.span}
        while root.meant is not None and root.meant in by_span and root.meant not in seen:
            seen.add(root.meant)
            root = by_span[root.meant]
        inside = root.meant is None or root.meant in seen
        found[root.span if inside or root.meant is None else root.meant].append(one)
    return found


def _count_offices(entities: Iterable[Entity], called: Mapping[Key, Counter[str]]) -> None:
    """Count the titles that reports give persons among what they are called."""
    titles = calling("en").titles | nationals()
    for entity in entities:
        if entity.kind is not NameKind.PERSON:
            continue
        for role in entity.roles:
            words = fold_name(role.quote).split()
            said = [w for w in words if w in titles]
            nations = (w for w in said if w in nationals())
            for word in sorted({*said[-1:], *nations, *offices_in(content(role.quote))}):
                called[word, False][entity.id] += 1


def _group(one: StandIn, called: Mapping[Key, Counter[str]]) -> tuple[str, ...]:
    """Find the people whom a counted plural of their office means: as many as it says."""
    said = people("en")
    if said is None or not one.plural or one.form != "description":
        return ()
    told = [word for word in one.span.quote.casefold().split() if word in said.counts]
    number = said.number(told[0]) if told else 0
    words = [one.word, *sorted(offices_in(content(one.span.quote.casefold())) - {one.word})]
    groups = [tuple(sorted(called.get((word, False), ()))) for word in words]
    return next((group for group in groups if number and len(group) == number), ())


def _offices_of(one: StandIn) -> list[str]:
    """Name the offices that a description of one person says by the body headed."""
    said = one.form == "description" and one.kind is NameKind.PERSON and not one.plural
    return sorted(offices_in(content(one.span.quote))) if said else []


def _usual(keys: Sequence[Key]) -> Key:
    counted = Counter(keys)
    return min(counted, key=lambda key: (-counted[key], key))
