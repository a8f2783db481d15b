"""Below which figure must no answer fall?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.row import Row

FILE = Path(__file__).parent / "floors.json"
STEP = 1000
"""Floors are kept to three digits, rounded down."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors and the digests of the material they were measured on."""

    floors: dict[str, float]
    material: dict[str, str]


BY_HAND = frozenset({"speed"})
"""Parts whose floors are set by hand: ratios of two times vary from run to run."""


def load(path: Path = FILE) -> Floors:
    """Read the floors.

    Args:
        path: of the file.

    Returns:
        None of either where there is no file yet.
    """
    if not path.exists():
        return Floors({}, {})
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Floors(dict(data["floors"]), dict(data["material"]))


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors.

    Args:
        floors: to keep.
        path: of the file.
    """
    data = {
        "floors": dict(sorted(floors.floors.items())),
        "material": dict(sorted(floors.material.items())),
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def raised(floors: Floors, rows: Iterable[Row], material: dict[str, str]) -> Floors:
    """Raise floors that were beaten and add new ones, but for those set by hand; lower none.

    Args:
        floors: as they stand.
        rows: as measured.
        material: part to digest of what it was measured on.

    Returns:
        The new floors.
    """
    new = dict(floors.floors)
    for row in rows:
        if row.value is not None and row.kept and row.part not in BY_HAND:
            now = int(row.value * STEP) / STEP
            new[row.key] = max(new.get(row.key, now), now)
    return Floors(new, {**floors.material, **material})


def missing(floors: Floors, rows: Iterable[Row], parts: Iterable[str]) -> list[Row]:
    """Name floors whose figure was not measured although its material is there.

    Args:
        floors: as they stand.
        rows: as measured.
        parts: whose material is there.

    Returns:
        A failed row for each.
    """
    known, present = {row.key for row in rows}, set(parts)
    found = []
    for key, floor in sorted(floors.floors.items()):
        part, _, metric = key.partition("/")
        if part in present and key not in known:
            found.append(Row(part, metric, None, floor, note="was not measured"))
    return found


def changed(floors: Floors, material: dict[str, str]) -> list[str]:
    """Name parts whose texts or gold are not those that the floors were measured on.

    Args:
        floors: as they stand.
        material: part to digest now.

    Returns:
        Part names.
    """
    return [p for p, now in sorted(material.items()) if floors.material.get(p, now) != now]
