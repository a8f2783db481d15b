import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.ceiling import Ceiling
from firsthand.compare.few_groups import FewGroups
from firsthand.compare.gather import Groups
from firsthand.compare.known_reports import KnownReports
from firsthand.compare.likeness import Evidence
from firsthand.compare.odds import sum_up
from firsthand.compare.pairs import Floats, Pair, Pile
from tests.compare.test_growing import EAGER, NAMES, TEXTS, card


def standing(names: Sequence[str]) -> KnownReports:
    known = KnownReports()
    for name in names:
        known.add(Evidence.of(TEXTS[name]), card(name), [])
    return known


def both(known: KnownReports, copies: Sequence[Pair]) -> tuple[FewGroups, Groups]:
    rows, seen = known.among(list(range(len(known.rows))))
    told = [row.told for row in known.rows]
    nearest = [row.nearest for row in known.rows]
    pairs = {(a, b): rows[a, b] for a, b in np.argwhere(seen).tolist() if a < b}
    few = FewGroups(told, nearest, (rows.copy(), seen.copy()), known.rarity)
    few.put_together(copies)
    return few, Groups(Pile(tuple(told), pairs, tuple(copies), known.rarity), nearest)


def listed(members: dict[int, list[int]]) -> list[list[int]]:
    return sorted(sorted(group) for group in members.values())


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=False), st.floats(-6, 2))
def test_few_reports_are_grouped_as_a_whole_pile_is(dice: random.Random, least: float) -> None:
    names = list(NAMES)
    dice.shuffle(names)
    copies = [tuple(sorted(dice.sample(range(len(names)), 2)))] if dice.random() < 0.5 else []
    few, many = both(standing(names), copies)  # type: ignore[arg-type]
    judged: list[list[tuple[object, ...]]] = [[], []]

    def judge(at: int, features: Floats, one: Sequence[int], two: Sequence[int]) -> bool:
        score = sum_up(features, EAGER)
        if score >= least:
            judged[at].append((score, sorted(one), sorted(two)))
        return score >= least

    few.grow(lambda *pair: judge(0, *pair), Ceiling(EAGER), least)
    many.grow(lambda *pair: judge(1, *pair), Ceiling(EAGER), least)
    assert listed(few.members) == listed(many.members)
    assert judged[0] == judged[1]


def test_what_is_put_together_stays_together_whatever_speaks_against_it() -> None:
    few, _ = both(standing(NAMES), [(0, 4), (4, 7)])
    few.grow(lambda *_: False, Ceiling(EAGER), -100.0)
    assert listed(few.members) == [[0, 4, 7], [1], [2], [3], [5], [6]]


def test_a_pair_whose_evidence_cannot_come_to_enough_is_not_judged() -> None:
    few, _ = both(standing(NAMES), [])
    few.grow(lambda *_: pytest.fail("judged"), Ceiling(EAGER), 1e9)
    assert len(few.members) == len(NAMES)
