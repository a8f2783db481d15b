"""What has changed since the study before?"""

import json
from typing import Any

from firsthand.model.findings import Findings
from firsthand.store.migrations import read_value, write_value
from firsthand.store.store import Store

KEY = "changes"
"""Under which the dossier keeps what its last study changed."""

Summary = dict[str, dict[str, list[str]]]
"""Table to id to [what it is called, what it said]."""


def sum_up(findings: Findings | None) -> Summary:
    """Write down in few words what a study found.

    Args:
        findings: of the study; None gives the summary of nothing.

    Returns:
        Of each table, what each item is called and what it says.
    """
    if findings is None:
        return {}
    weights = dict(findings.weights)
    events = {event.id: event.title for event in findings.events}
    counts = {
        name: [events.get(name, "all reports"), f"{w.independent} independent of {len(w.reports)}"]
        for name, w in weights.items()
    }
    return {
        "reports": {one.id: [one.name, ""] for one in findings.reports},
        "events": {one.id: [one.title, one.when.value] for one in findings.events},
        "sources": counts,
        "links": {one.id: [one.kind.value, one.state.value] for one in findings.links},
        "claims": {
            one.id: [
                one.claim,
                f"{one.verdict.value}: " + " / ".join(version.value for version in one.versions),
            ]
            for one in findings.comparisons
        },
        "names": {
            one.id: [one.name, ", ".join(spelling.text for spelling in one.spellings)]
            for one in findings.entities
        },
        "progress": {one.id: [one.title, one.status] for one in findings.progress},
    }


def compare(before: Summary, after: Summary) -> dict[str, list[dict[str, str]]]:
    """Tell what came, went or changed between two summaries.

    Args:
        before: of the earlier study.
        after: of the later.

    Returns:
        Table to changes, each with the id, what it is called, and what it said before and after.
    """
    changes: dict[str, list[dict[str, str]]] = {}
    for table in sorted({*before, *after}):
        old, new = before.get(table, {}), after.get(table, {})
        rows = []
        for name in sorted({*old, *new}):
            was, now = old.get(name), new.get(name)
            if was == now:
                continue
            kind = "changed" if was and now else "new" if now else "gone"
            rows.append(
                {
                    "id": name,
                    "kind": kind,
                    "name": (now or was or ["", ""])[0],
                    "was": was[1] if was else "",
                    "now": now[1] if now else "",
                }
            )
        if rows:
            changes[table] = rows
    return changes


def keep_changes(store: Store, before: Summary, after: Summary) -> None:
    """Keep in the dossier what a study changed.

    Args:
        store: of the dossier.
        before: the summary of the study before.
        after: of this one.
    """
    text = json.dumps(compare(before, after), ensure_ascii=False)
    with store.transaction() as connection:
        write_value(connection, KEY, text)


def read_changes(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Read what the last study changed.

    Args:
        store: of the dossier.

    Returns:
        Table to changes; empty before a second study.
    """
    with store.transaction() as connection:
        text = read_value(connection, KEY)
    changes: dict[str, list[dict[str, Any]]] = json.loads(text) if text else {}
    return changes
