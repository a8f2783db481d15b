import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.agreement import compare_cards, weigh_cards
from firsthand.compare.bags import Bag
from firsthand.compare.cards import Card
from firsthand.compare.ceiling import Ceiling
from firsthand.compare.gather import Groups, gather
from firsthand.compare.known_reports import WEIGHED, KnownReports
from firsthand.compare.likeness import Evidence
from firsthand.compare.live_likeness import LiveLikeness
from firsthand.compare.odds import Weights, sum_up
from firsthand.compare.pairs import Floats, Pair, compare_all
from firsthand.model.items import Place
from firsthand.model.span import Span
from tests.compare.test_growing import EAGER, EVERY, NAMES, card, grow

EVIDENCE = [Evidence.of(text) for text in EVERY]
CARDS = [card(name) for name in NAMES]


def every_pair(
    _self: Groups, pairs: Sequence[Pair], _ceiling: Ceiling | None, _least: float
) -> Iterator[Pair]:
    yield from pairs


def no_ceiling(_self: Ceiling, across: Floats, *_: object) -> Floats:
    return np.full(len(across), np.inf)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_evidence_on_two_groups_never_comes_to_more_than_the_most(dice: random.Random) -> None:
    each = EAGER.each * np.array([dice.uniform(-2, 2) for _ in EAGER.each])
    weights = Weights(np.where(EAGER.each == 1.0, 1.0, each), EAGER.start, EAGER.join, EAGER.ask)
    ceiling, groups = Ceiling(weights), Groups(compare_all(EVIDENCE, CARDS, []))
    while len(groups.members) > 1:
        pairs = [(a, b) for a in groups.across for b in groups.across[a] if a < b]
        for a, b in pairs:
            one, two = groups.sides[a], groups.sides[b]
            across = groups.across[a][b] / (one.size * two.size)
            (most,) = ceiling.most(across[None, :], [one], [two], groups.pile.rarity.reports)
            assert most >= sum_up(groups.features(a, b), weights)
        if not pairs:
            break
        groups.join(*dice.choice(pairs))


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_is_not_judged_would_not_have_been_joined(dice: random.Random) -> None:
    names = list(NAMES)
    dice.shuffle(names)
    quick = grow(names).log, gather(EVIDENCE, CARDS, [], EAGER).groups
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Groups, "_promising", every_pair)
        patch.setattr(Ceiling, "but_rivals", no_ceiling)
        assert (grow(names).log, gather(EVIDENCE, CARDS, [], EAGER).groups) == quick


def test_a_ceiling_leaves_out_what_shares_nothing() -> None:
    groups = Groups(compare_all(EVIDENCE, CARDS, []))
    every = list(combinations(sorted(groups.members), 2))
    pairs = [(a, b) for a, b in every if b in groups.across[a]]
    scores = {pair: sum_up(groups.features(*pair), EAGER) for pair in pairs}
    best = max(pairs, key=lambda pair: scores[pair])
    left = list(groups._promising(pairs, Ceiling(EAGER), scores[best]))
    assert best in left
    assert len(left) < len(pairs)
    assert not list(groups._promising(pairs, Ceiling(EAGER), 1e9))


def test_reports_are_as_alike_together_as_one_by_one() -> None:
    live = LiveLikeness()
    for evidence, one in zip(EVIDENCE, CARDS, strict=True):
        live.add(evidence, one)
    numbers = [0, 2, 3, 5, 7]
    rows = [live.kinds(a, numbers[place + 1 :]) for place, a in enumerate(numbers[:-1])]
    assert live.among(numbers) == pytest.approx(np.concatenate(rows), abs=1e-9)


def test_what_is_known_among_reports_is_what_is_known_of_each_pair() -> None:
    known = KnownReports()
    for evidence, one in zip(EVIDENCE, CARDS, strict=True):
        known.add(evidence, one, [])
    rows, seen = known.among([0, 1, 2, 7])
    assert seen[0, 1]
    assert seen[1, 2]
    assert not seen[0, 3]
    assert (seen == seen.T).all()
    assert not rows[~seen].any()
    alone = known.describe(0, [1], known.compare(0, [1]))
    assert rows[0, 1] == pytest.approx(alone[0], abs=1e-9)
    assert rows[1, 0].tolist() == rows[0, 1].tolist()
    assert known.rows[0].nearest >= rows[0, 1, 0]


def test_what_is_forgotten_of_two_cards_is_weighed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = grow(NAMES).log
    monkeypatch.setattr("firsthand.compare.known_reports.TIES_KEPT", 1)
    assert grow(NAMES).log == kept


def test_reports_between_groups_are_as_alike_as_one_by_one() -> None:
    live = LiveLikeness()
    for evidence, one in zip(EVIDENCE, CARDS, strict=True):
        live.add(evidence, one)
    rows = [live.kinds(a, [1, 3, 6]) for a in (0, 2, 4)]
    assert live.between([0, 2, 4], [1, 3, 6]) == pytest.approx(np.concatenate(rows), abs=1e-9)


def test_cards_weigh_the_same_without_reasons() -> None:
    dated = card("h0"), card("h1")
    assert weigh_cards(*dated) == compare_cards(*dated)[0]


def test_nothing_else_is_weighed_of_cards_than_what_makes_them_the_same() -> None:
    read: set[str] = set()

    class Reading:
        def __init__(self, card: Card) -> None:
            self._card = card

        def __getattr__(self, name: str) -> object:
            read.add(name)
            return getattr(self._card, name)

    town = Place("t", Span("h0", 0, 4, "Ostby"), "Ostby", "test@1", "geonames:1", "city")
    days = [("", "", False), ("2031-03-12", "2031-03-12", True), ("2031-03-01", "2031-03-31", True)]
    for (first, last, firm), place, family, language in product(
        days, (None, town), ("", "fire", "match"), ("en", "hr")
    ):
        one = replace(card("h0"), first=first, last=last, firm=firm, place=place, family=family)
        two = replace(one, language=language, placed=True, sure=firm)
        weigh_cards(cast("Card", Reading(one)), cast("Card", Reading(two)))
    assert read - {"day"} <= set(WEIGHED)
    assert {"first", "place", "family", "language"} <= read


@given(st.lists(st.sets(st.integers(0, 30)), min_size=1, max_size=5))
def test_a_bag_counts_the_reports_that_hold_a_word(reports: list[set[int]]) -> None:
    whole, *others = (Bag(np.array(sorted(words), np.int32)) for words in reports)
    for other in others:
        whole = whole.with_bag(other)
    words = np.arange(32, dtype=np.int32)
    expected = [sum(word in report for report in reports) for word in range(32)]
    assert whole.count(words).tolist() == expected
    rest = whole.with_bag(Bag(np.array(sorted(reports[-1]), np.int32)), -1.0)
    expected = [sum(word in report for report in reports[:-1]) for word in range(32)]
    assert rest.count(words).tolist() == expected
