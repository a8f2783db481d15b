"""How often are reports of one origin told independent, or of two origins told dependent?"""

from collections.abc import Iterable, Mapping
from itertools import combinations

Told = tuple[str, str]
"""The true origin of a report and the one that was told, under any names."""

KEPT_TOGETHER = "pairs of one origin kept together"
KEPT_APART = "pairs of two origins kept apart"
NOT_TOO_MANY = "stories without an origin too many"
NOT_TOO_FEW = "stories without an origin too few"


def rates(stories: Iterable[Iterable[Told]]) -> dict[str, float]:
    """Measure both errors of a count of independent sources, as the shares that are right.

    One less the first rate is the share of pairs of one origin that were told independent, the
    graver error; one less the second that of pairs of two origins told dependent.

    Args:
        stories: the reports of each story.

    Returns:
        Shares of pairs, and of stories whose count is not too high or not too low; a rate is left
        out where there is nothing to measure it on.
    """
    marks: dict[str, list[bool]] = {
        KEPT_TOGETHER: [],
        KEPT_APART: [],
        NOT_TOO_MANY: [],
        NOT_TOO_FEW: [],
    }
    for story in stories:
        reports = list(story)
        for one, two in combinations(reports, 2):
            told_one = one[1] == two[1]
            if one[0] == two[0]:
                marks[KEPT_TOGETHER].append(told_one)
            else:
                marks[KEPT_APART].append(not told_one)
        true, told = ({report[side] for report in reports} for side in (0, 1))
        marks[NOT_TOO_MANY].append(len(told) <= len(true))
        marks[NOT_TOO_FEW].append(len(told) >= len(true))
    return {name: sum(right) / len(right) for name, right in marks.items() if right}


def grouped(names: Iterable[str], groups: Iterable[Iterable[str]]) -> Mapping[str, str]:
    """Name the group of each report; one in no group is a group of its own.

    Args:
        names: all reports.
        groups: of those that are not alone.

    Returns:
        The name of a group by report.
    """
    found = {name: name for name in names}
    for group in groups:
        members = sorted(group)
        found.update(dict.fromkeys(members, members[0]))
    return found
