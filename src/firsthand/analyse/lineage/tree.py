"""Which report of a family was made from which, and which one is the original?"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from firsthand.analyse.lineage.arborescence import best_tree, tree_chances
from firsthand.analyse.lineage.descent import EDGE, FAR_BEHIND, ROOT, Table, take_member
from firsthand.analyse.lineage.fingerprints import Prints

SURE = 0.6
"""Chance from which a report is said to be an original or the copy of a certain one."""
MOST = 30
"""Reports of a family that are weighed each with each; larger ones keep dates and credit."""
LATER = -12.0
"""Log-weight of a report that is later than its copy: a day can be misprinted."""
MERGED = 2
"""Sentences that a second parent must have in wording that the first one lacks."""
TELLS = 0.3
"""Log-weight from which a group of features is named as a reason."""

Floats = NDArray[np.float64]

_GROUP_OF = {
    "earlier": "date",
    **dict.fromkeys(
        (
            "changes_child",
            "changes_parent",
            "borne_child",
            "borne_parent",
            "share_borne_child",
            "share_borne_parent",
        ),
        "readings",
    ),
    **dict.fromkeys(
        ("furniture_child", "furniture_parent", "foreign_child", "foreign_parent", "put_in"),
        "furniture",
    ),
}
"""What a feature tells of; all others tell how much of the copy a parent covers."""


@dataclass(frozen=True, slots=True)
class Descent:
    """Where one report of a family comes from.

    `parent` is the likeliest one, empty for an original; `chance` is that of being just this;
    `second` is another report of the family from which a merged report took passages.
    """

    report: str
    parent: str
    chance: float
    second: str
    reason: str

    @property
    def sure(self) -> bool:
        """Whether the answer stands above the margin; otherwise it is unknown."""
        return self.chance >= SURE


def trace(family: Sequence[Prints], spread: Mapping[int, int]) -> tuple[Descent, ...]:
    """Find the likeliest descent of the reports of a family.

    A log-linear model over all trees with one original; each report gets the parent that maximises
    the expected number of right ones.

    Args:
        family: the reports that go back to one text, in any order.
        spread: in how many families of the pile each sentence stands.

    Returns:
        One descent for each report in the order of their ids; none for families too large.
    """
    if len(family) > MOST:
        return ()
    members = [take_member(p) for p in sorted(family, key=lambda p: p.report.id)]
    if len(members) == 1:
        reason = "no other of these reports has its wording"
        return (Descent(members[0].name, "", 1.0, "", reason),)
    table = Table(members, spread)
    weights = _weights()
    edges, originals = log_weights(table, *weights)
    chances, roots, _ = tree_chances(edges, originals)
    answers = []
    for child, parent in enumerate(best_tree(chances, roots)):
        name = members[child].name
        if parent < 0 and roots[child] >= SURE:
            chance = float(roots[child])
            why = _why_original(table, child)
            answers.append(Descent(name, "", round(chance, 4), "", why))
            continue
        # Hardly an original: then one not among these reports, or the likeliest of the others.
        known = int(chances[:, child].argmax()) if parent < 0 else parent
        chance = float(chances[known, child])
        second = _second_parent(table, child, known)
        why = _why_copy(table, child, known, weights[0])
        answers.append(Descent(name, members[known].name, round(chance, 4), second, why))
    return tuple(answers)


def sure_descents(descents: Sequence[Descent]) -> dict[tuple[str, str], tuple[float, str]]:
    """List the pairs of which one surely descends from the other, through others or not.

    Args:
        descents: of one family.

    Returns:
        By the ids of the two, the first the ancestor: the chance and the reason.
    """
    by_name = {descent.report: descent for descent in descents}
    found = {}
    for descent in descents:
        step, chance, seen = descent, descent.chance, {descent.report}
        while step.parent and step.parent not in seen and chance >= SURE:
            why = step.reason if step is descent else "through other reports"
            found[step.parent, descent.report] = (round(chance, 4), why)
            seen.add(step.parent)
            step = by_name[step.parent]
            chance *= step.chance
    return found


def log_weights(table: Table, edge: Floats, root: Floats) -> tuple[Floats, Floats]:
    """Weigh every possible parent and original of a family.

    Args:
        table: the features.
        edge: one weight for each of `EDGE`.
        root: one weight for each of `ROOT`.

    Returns:
        Log-weights of parents (rows) of reports (columns), and of originals.
    """
    return table.edges @ edge + LATER * table.late, table.roots @ root


def _second_parent(table: Table, child: int, parent: int) -> str:
    likeness, _ = table.near[child]
    if not likeness.shape[1]:
        return ""
    better = (likeness - likeness[parent] > FAR_BEHIND) & ~table.late[:, [child]]
    better[child] = False
    count = better.sum(axis=1)
    return table.family[int(count.argmax())].name if count.max() >= MERGED else ""


def _why_copy(table: Table, child: int, parent: int, weights: Floats) -> str:
    others = [k for k in range(len(table.family)) if k not in (child, parent)]
    mean = table.edges[others, child].mean(axis=0) if others else np.zeros(len(EDGE))
    parts = weights * (table.edges[parent, child] - mean)
    gains = dict.fromkeys(("cover", "date", "furniture", "readings"), 0.0)
    for name, part in zip(EDGE, parts.tolist(), strict=True):
        gains[_GROUP_OF.get(name, "cover")] += part
    row = dict(zip(EDGE, table.edges[parent, child].tolist(), strict=True))
    told = []
    for name, gain in sorted(gains.items(), key=lambda item: (-item[1], item[0])):
        words = _tell(name, row, float(table.covers[parent, child]))
        if words and (gain >= TELLS or name == "cover"):
            told.append(words)
    return "; ".join(told)


def _tell(group: str, row: Mapping[str, float], cover: float) -> str:
    if group == "date":
        return "published earlier" if row["earlier"] else ""
    if group == "cover":
        return f"has {cover:.0%} of the copy's word sequences"
    if group == "readings":
        ours, theirs = round(np.expm1(row["borne_parent"])), round(np.expm1(row["borne_child"]))
        if not ours:
            return ""
        return f"{ours} of its readings are borne out by other reports, {theirs} of the copy's"
    added = round(row["furniture_child"] + row["foreign_child"])
    return f"{added} sentences from elsewhere were added" if added else ""


def _why_original(table: Table, place: int) -> str:
    row = dict(zip(ROOT, table.roots[place].tolist(), strict=True))
    told = []
    if row["dated"] and not row["later"]:
        told.append("no dated report is earlier")
    if not row["furniture"] and not row["foreign"]:
        told.append("nothing from elsewhere was added to it")
    if row["changed"] > 0:
        told.append("its wording is borne out by the others")
    others = [k for k in range(len(table.family)) if k != place]
    told.append(f"has {float(table.covers[place, others].mean()):.0%} of the others' wording")
    return "; ".join(told)


@cache
def _weights() -> tuple[Floats, Floats]:
    with files("firsthand").joinpath("data", "descent.toml").open("rb") as file:
        table = tomllib.load(file)
    edge = np.array([table["parent"][name] for name in EDGE])
    return edge, np.array([table["original"][name] for name in ROOT])
