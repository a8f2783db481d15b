"""Are equal words tiled longest first, each once, and never across another currency?"""

from itertools import pairwise

from firsthand.compare.tiles import Board, Tile, signs
from firsthand.text.terms import read_words


def board(one: str, other: str) -> Board:
    return Board(one, other, read_words(one), read_words(other))


def words(text: str, start: int, length: int) -> list[str]:
    return text.replace(".", "").casefold().split()[start : start + length]


def test_a_moved_passage_is_found_where_it_went() -> None:
    first = "The pilot boat turned back at noon. Nobody on the pier had seen the storm coming."
    other = "Nobody on the pier had seen the storm coming. The pilot boat turned back at noon."
    laid = board(first, other)
    laid.lay(5)
    assert laid.ordered() == [Tile(0, 9, 7), Tile(7, 0, 9)]
    for tile in laid.ordered():
        assert words(first, tile.a, tile.length) == words(other, tile.b, tile.length)


def test_a_run_shorter_than_asked_is_left_alone() -> None:
    laid = board("the mayor of Tarn spoke", "a letter for the mayor of Tarn")
    laid.lay(5)
    assert laid.tiles == []
    laid.lay(4)
    assert laid.ordered() == [Tile(0, 3, 4)]


def test_each_word_is_used_once() -> None:
    chorus = "row the boat gently down the stream"
    laid = board(f"{chorus} {chorus} {chorus}", f"once more {chorus}")
    laid.lay(5)
    assert len(laid.tiles) == 1
    assert sum(not free for free in laid.free_a) == sum(not free for free in laid.free_b) == 7


def test_the_longest_run_goes_first() -> None:
    long = "they mended the nets by the light of one lamp"
    laid = board(f"they mended the nets by day and {long}", f"{long} again")
    laid.lay(5)
    assert max(tile.length for tile in laid.tiles) == 10
    assert Tile(7, 0, 10) in laid.tiles


def test_another_currency_or_percent_parts_a_run() -> None:
    laid = board(
        "the quay cost the town $40 million in all", "the quay cost the town €40 million in all"
    )
    laid.lay(3)
    assert [(tile.a, tile.length) for tile in laid.ordered()] == [(0, 5), (5, 4)]
    assert signs(" ($") == "$"
    assert signs("% of ") == "%"
    assert signs(" – ") == ""


def test_words_within_two_stretches_are_tiled_in_order() -> None:
    laid = board("Anna sold nine red boats", "nine boats Anna sold")
    laid.lay_within((0, 5), (0, 4), 1)
    ordered = laid.ordered()
    assert all(one.b < two.b for one, two in pairwise(ordered))
    assert laid.ordered() == [Tile(0, 2, 2)]


def test_stretches_too_large_to_compare_word_by_word_are_left_alone() -> None:
    text = "tick tock " * 400
    laid = board(text, text)
    laid.lay_within((0, 800), (0, 800), 1)
    assert laid.tiles == []
