"""How much was asked and how much is told later, by theme and place?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.serve.views.progress import ProgressGroup
from firsthand.serve.views.wording import count

MOST_PLACES = 6
"""Columns of the table; what is asked of further places stands in one column."""

NOWHERE, ELSEWHERE, NO_THEME = "no place named", "other places", "no theme"


@dataclass(frozen=True, slots=True)
class Cell:
    """What was asked on one theme for one place."""

    asked: int
    told: int
    """for how many of them a later report tells something"""
    href: str
    """the first of them that something is told of, else the first"""
    said: str
    """both numbers in words"""


@dataclass(frozen=True, slots=True)
class Row:
    """One theme."""

    theme: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Themes by places."""

    places: tuple[str, ...]
    rows: tuple[Row, ...]


def view_table(groups: Sequence[ProgressGroup]) -> Table:
    """Count what was asked by theme and place.

    Args:
        groups: what was asked and promised, as shown.

    Returns:
        The table; without rows where nothing was asked. Who asks for two places is counted at both.
    """
    items = [item for group in groups for item in group.items]
    often = Counter(place for item in items for place in item.places)
    ranked = sorted(often, key=lambda place: (-often[place], place))
    shown = ranked[:MOST_PLACES]
    more = [ELSEWHERE] * (len(ranked) > MOST_PLACES)
    columns = [*shown, *more, *([NOWHERE] * any(not item.places for item in items))]
    cells: dict[tuple[str, str], list[tuple[bool, str]]] = {}
    for item in items:
        wanted = {place if place in shown else ELSEWHERE for place in item.places} or {NOWHERE}
        for place in sorted(wanted):
            key = (item.theme or NO_THEME, place)
            cells.setdefault(key, []).append((item.found, item.id))
    themes = Counter(theme for (theme, _), found in cells.items() for _ in found)
    rows = [
        Row(theme, tuple(_cell(cells.get((theme, place), ())) for place in columns))
        for theme in sorted(themes, key=lambda t: (t == NO_THEME, -themes[t], t))
    ]
    return Table(tuple(columns), tuple(rows))


def _cell(found: Sequence[tuple[bool, str]]) -> Cell | None:
    if not found:
        return None
    told = sum(1 for is_told, _ in found if is_told)
    first = next((name for is_told, name in found if is_told), found[0][1])
    said = f"{count(len(found), 'thing')} asked or promised, for {told} a later report tells more"
    return Cell(len(found), told, f"#{first}", said)
