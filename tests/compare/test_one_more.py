import random
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare import one_more
from firsthand.compare.growing import Growing
from firsthand.compare.odds import LEAST, sum_up
from firsthand.compare.one_more import OneMore
from firsthand.compare.pairs import Floats
from tests.compare.test_growing import EAGER, NAMES, grow


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_is_not_weighed_could_not_have_won(dice: random.Random) -> None:
    names = list(NAMES)
    dice.shuffle(names)
    quick = grow(names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OneMore, "_most", lambda *_: float("inf"))
        assert grow(names).log == quick.log


def test_no_nearness_of_a_rival_says_more_than_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    most, tried = OneMore._most, []

    def check(self: OneMore, features: Floats, alike: float) -> float:
        bound = most(self, features, alike)
        known = float(features[one_more._RIVALS][0])
        for between in (0.0, 0.01, 0.05, 0.2, 0.6, 1.0):
            other = log(max(alike, LEAST / 2) / max(between, LEAST))
            changed = features.copy()
            changed[one_more._RIVALS] = sorted((known, other))
            tried.append(bound - sum_up(changed, EAGER))
        return bound

    monkeypatch.setattr(OneMore, "_most", check)
    grow(NAMES)
    assert tried
    assert min(tried) >= -1e-5


def test_an_event_is_put_together_anew_once_it_is_no_longer_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = {frozenset(group) for group in grow(NAMES).groups().values()}
    monkeypatch.setattr(one_more, "KEPT", 0)
    assert {frozenset(group) for group in grow(NAMES).groups().values()} == kept


def test_the_first_report_has_nothing_to_join() -> None:
    growing = grow(["h0"], Growing(EAGER))
    (change,) = growing.log
    assert (change.action, change.record) == ("open", None)
