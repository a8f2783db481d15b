"""Are sentences paired one with one, one with two, and in another order?"""

import numpy as np
import pytest

from firsthand.analyse.lineage.alignment import Needs, align_sentences, smooth

NEEDS = Needs(0.25, 0.3, 0.3)


def test_order_decides_between_two_like_sentences() -> None:
    likeness = np.array([[0.8, 0.1, 0.1], [0.1, 0.5, 0.52], [0.1, 0.1, 0.9]])
    assert align_sentences(likeness, [80] * 3, [80] * 3, NEEDS) == ((0, 0), (1, 1), (2, 2))


def test_one_sentence_renders_two_neighbours() -> None:
    likeness = np.array([[0.6, 0.55, 0.0], [0.0, 0.0, 0.7]])
    assert align_sentences(likeness, [160, 80], [80, 80, 80], NEEDS) == ((0, 0), (0, 1), (1, 2))


def test_a_part_that_was_moved_away_joins_by_likeness_and_length() -> None:
    likeness = np.array([[0.6, 0.0, 0.55], [0.0, 0.7, 0.0]])
    assert (0, 2) in align_sentences(likeness, [160, 80], [80, 80, 80], NEEDS)


def test_a_sentence_of_the_right_length_takes_no_second_one() -> None:
    likeness = np.array([[0.9, 0.2], [0.0, 0.1]])
    assert align_sentences(likeness, [80, 80], [80, 80], NEEDS) == ((0, 0),)


def test_a_title_and_the_lead_tell_one_thing_twice() -> None:
    likeness = np.array([[0.6, 0.55]])
    assert align_sentences(likeness, [80], [80, 80], NEEDS) == ((0, 0), (0, 1))


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (5, 2)])
def test_smoothing_keeps_the_shape_and_never_lowers(shape: tuple[int, int]) -> None:
    likeness = np.full(shape, 0.4)
    smoothed = smooth(likeness)
    assert smoothed.shape == shape
    assert bool((smoothed >= likeness).all())


def test_two_left_over_between_paired_neighbours_are_each_others() -> None:
    likeness = np.array([[0.8, 0.0, 0.0], [0.0, 0.1, 0.0], [0.0, 0.0, 0.8]])
    sure = Needs(0.25, 0.3, 0.3, 0.05)
    assert align_sentences(likeness, [80] * 3, [80] * 3, sure) == ((0, 0), (1, 1), (2, 2))
    assert align_sentences(likeness, [80] * 3, [80] * 3, NEEDS) == ((0, 0), (2, 2))


def test_what_is_left_over_before_the_first_pair_has_the_beginning_as_neighbour() -> None:
    likeness = np.array([[0.1, 0.0], [0.0, 0.8]])
    sure = Needs(0.25, 0.3, 0.3, 0.05)
    assert align_sentences(likeness, [80] * 2, [80] * 2, sure) == ((0, 0), (1, 1))


def test_nothing_is_paired_between_neighbours_that_stand_apart() -> None:
    likeness = np.array([[0.8, 0.0, 0.0, 0.0], [0.0, 0.1, 0.1, 0.0], [0.0, 0.0, 0.0, 0.8]])
    sure = Needs(0.25, 0.3, 0.3, 0.05)
    assert align_sentences(likeness, [80] * 3, [80] * 4, sure) == ((0, 0), (2, 3))


@pytest.mark.parametrize(("alike", "joins"), [(0.0, True), (0.9, False)])
def test_a_sentence_joins_only_if_it_adds_to_the_one_already_paired(
    alike: float, *, joins: bool
) -> None:
    likeness = np.array([[0.6, 0.0, 0.55], [0.0, 0.7, 0.0]])
    within = np.eye(3)
    within[0, 2] = within[2, 0] = alike
    found = align_sentences(likeness, [160, 80], [80, 80, 80], NEEDS, (np.eye(2), within))
    assert ((0, 2) in found) is joins
