"""How does the desk's working process add reports, study them and keep decisions?

It reads orders as lines of JSON from standard input and writes what it does to standard output,
so that the server stays quick while it works and can stop it at any time.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from firsthand.dossier import Added, Dossier
from firsthand.errors import FirsthandError
from firsthand.ingest.limits import Limits
from firsthand.store.search import index
from firsthand.store.store import Store

Say = Callable[[dict[str, Any]], None]


def main() -> None:
    """Take orders until standard input ends."""
    out = sys.stdout
    # Whatever a library prints must not get between the lines of the report.
    sys.stdout = sys.stderr

    def say(said: dict[str, Any]) -> None:
        out.write(json.dumps(said) + "\n")
        out.flush()

    first = json.loads(sys.stdin.readline())
    target, limits = first["target"], Limits(**first["limits"])
    dossier = Dossier.open(target)
    store = Store(target)
    for line in sys.stdin:
        try:
            say({"end": _obey(json.loads(line), dossier, store, limits, say)})
        except FirsthandError as error:
            say({"error": str(error)})
        except Exception as error:  # noqa: BLE001 - the server must be told of every fault
            say({"error": f"{type(error).__name__}: {error}"})


def _obey(
    order: dict[str, Any], dossier: Dossier, store: Store, limits: Limits, say: Say
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if order["do"] == "add" and "addresses" in order:
        say({"total": 2 * len(order["addresses"]) + 1})
        added = dossier.fetch(order["addresses"], None, limits, lambda line: say({"say": line}))
        told = _came_of(added)
    elif order["do"] == "add":
        folder = Path(order["folder"])
        names = sorted(path for path in folder.iterdir() if path.is_file())
        say({"total": 2 * len(names) + 1})
        try:
            added = dossier.add(names, limits, lambda line: say({"say": line}))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        told = _came_of(added)
    if order["do"] == "decide":
        decision = dossier.decide(
            order["action"], order["target"], order["why"], order["value"], order["who"]
        )
        told = {"id": decision.id}
    findings = dossier.study(lambda line: say({"say": line}))
    index(store, findings, store.basis())
    return told


def _came_of(added: Added) -> dict[str, Any]:
    return {
        "new": len(added.new),
        "known": len(added.known),
        "refused": [f"{one.name}: {one.reason.value}" for one in added.refused],
    }


if __name__ == "__main__":
    main()
