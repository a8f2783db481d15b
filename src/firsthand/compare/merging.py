"""Which entities did people merge, split or rename, and does that still hold after a new study?

An entity's id changes with its mentions. A decision therefore keeps marks: the kind, the name and
one mention of each entity that it is about, and is replayed on the entity that has the mention
then, or the name.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from firsthand.compare.decide import standing
from firsthand.compare.forms import plain
from firsthand.compare.place_entities import address
from firsthand.model.identity import group_id
from firsthand.model.reason import Reason
from firsthand.model.story import Decision, Entity, Mention, Spelling, State
from firsthand.text.words import fold_name

RULE = "decide/entities@1"
SHORT = frozenset({"short", "alias"})
"""Forms of mentions that go with the full name of their report."""


def mark(entity: Entity) -> dict[str, object]:
    """Describe an entity so that it is found again after its mentions have changed.

    Args:
        entity: as found in a study.

    Returns:
        Its kind, its name and the place of one mention.
    """
    mention = next((m for m in entity.mentions if m.form == "full"), entity.mentions[0])
    span = mention.span
    return {
        "kind": entity.kind.value,
        "name": entity.name,
        "at": [span.report, span.start, span.end],
    }


def redrawn(entities: Sequence[Entity], decisions: Sequence[Decision]) -> tuple[Entity, ...]:
    """Replay what people decided about who is who.

    Args:
        entities: as linked by the program.
        decisions: in the order of deciding; those about entities that are gone are passed over.

    Returns:
        The entities, by kind and name.
    """
    held = list(entities)
    for decision in standing(decisions):
        value = json.loads(decision.value) if decision.action in _ACTS else None
        if not isinstance(value, dict) or not isinstance(value.get("of"), dict):
            continue  # about an event
        one = _find(held, value["of"])
        if one is not None:
            held = _ACTS[decision.action](held, one, value, decision)
    return tuple(sorted(held, key=lambda e: (e.kind.value, fold_name(e.name), e.id)))


def _find(entities: Iterable[Entity], wanted: Mapping[str, Any]) -> Entity | None:
    """Find the entity that has the marked mention; else the only one of that kind and name."""
    listed = list(entities)
    report, start, end = wanted["at"]
    for entity in listed:
        for mention in entity.mentions:
            span = mention.span
            if (span.report, span.start, span.end) == (report, start, end):
                return entity
    named = [e for e in listed if e.kind.value == wanted["kind"] and e.name == wanted["name"]]
    return named[0] if len(named) == 1 else None


def _merge(
    held: list[Entity], one: Entity, value: Mapping[str, Any], decision: Decision
) -> list[Entity]:
    other = _find(held, value["with"])
    if other is None or other is one:
        return held
    detail = f"merged by {decision.who}: {decision.why}"
    moved = tuple(
        replace(m, reason=Reason("decide/merge@1", None, m.span.quote, one.name, detail))
        for m in other.mentions
    )
    merged = _made(
        one,
        one.name,
        (*one.mentions, *moved),
        roles=tuple(sorted({*one.roles, *other.roles})),
        spellings=_together(one.spellings, other.spellings),
    )
    return [merged, *(e for e in held if e is not one and e is not other)]


def _split(
    held: list[Entity], one: Entity, value: Mapping[str, Any], decision: Decision
) -> list[Entity]:
    wanted = fold_name(str(value["spelling"]))
    taken = [m for m in one.mentions if fold_name(plain(m.span.quote)) == wanted]
    left = [m for m in one.mentions if m not in taken]
    full = {m.span.report for m in left if m.form not in SHORT}
    follows = [m for m in left if m.form in SHORT and m.span.report not in full]
    own = {m.span.report for m in taken}
    taken += [m for m in follows if m.span.report in own]
    left = [m for m in left if m not in taken]
    if not taken or not left:
        return held
    detail = f"split off by {decision.who}: {decision.why}"
    name = plain(taken[0].span.quote)
    moved = tuple(
        replace(
            m,
            form="full" if fold_name(plain(m.span.quote)) == wanted else m.form,
            reason=Reason("decide/split@1", None, m.span.quote, name, detail),
        )
        for m in taken
    )
    gone = {m.span.report for m in moved} - {m.span.report for m in left}
    rest = one.name if fold_name(one.name) != wanted else plain(left[0].span.quote)
    away = _made(
        one,
        name,
        moved,
        roles=tuple(role for role in one.roles if role.report in gone),
        spellings=tuple(s for s in one.spellings if fold_name(s.text) == wanted),
    )
    kept = _made(
        one,
        rest,
        left,
        roles=tuple(role for role in one.roles if role.report not in gone),
        spellings=tuple(s for s in one.spellings if fold_name(s.text) != wanted),
    )
    return [kept, away, *(e for e in held if e is not one)]


def _rename(
    held: list[Entity], one: Entity, value: Mapping[str, Any], _decision: Decision
) -> list[Entity]:
    renamed = replace(one, name=str(value["name"]), state=State.CONFIRMED)
    return [renamed, *(e for e in held if e is not one)]


_ACTS = {"merge": _merge, "split": _split, "rename": _rename}


def _made(
    like: Entity,
    name: str,
    mentions: Sequence[Mention],
    roles: tuple[Any, ...],
    spellings: tuple[Spelling, ...],
) -> Entity:
    ordered = tuple(sorted(mentions, key=lambda m: m.span))
    return replace(
        like,
        id=group_id("entity", (address(m.span) for m in ordered)),
        name=name,
        mentions=ordered,
        rule=RULE,
        roles=roles,
        spellings=spellings,
        state=State.CONFIRMED,
        stand_ins=(),
    )


def _together(left: Sequence[Spelling], right: Sequence[Spelling]) -> tuple[Spelling, ...]:
    reports: dict[str, set[str]] = {}
    for one in (*left, *right):
        reports.setdefault(one.text, set()).update(one.reports)
    rows = sorted(reports.items(), key=lambda row: (-len(row[1]), row[0]))
    return tuple(Spelling(text, tuple(sorted(held))) for text, held in rows)
