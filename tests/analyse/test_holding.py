"""Is a sentence found within a longer one of the other text, and only where it stands there?"""

from firsthand.analyse.lineage.holding import find_held
from firsthand.text.terms import Matrix, cosines, read_words, word_terms

LONG = [
    "The museum of glass in Varde opened its new hall on Friday in front of four hundred guests.",
    "The architect Ulla Brix drew it as a bottle lying on its side, with panes of green glass.",
]


def held(left: list[str], right: list[str], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    one, other = ([word_terms(read_words(t), 0, len(t)) for t in texts] for texts in (left, right))
    likeness: Matrix = cosines(one, other)
    return find_held(one, other, likeness, found)


def test_a_title_stands_within_the_lead_that_another_sentence_is_paired_with() -> None:
    left = ["New hall of Varde's glass museum opened on Friday.", LONG[0]]
    assert held(left, LONG, [(1, 0)]) == [(0, 0)]


def test_either_text_may_hold_the_other() -> None:
    left = ["New hall of Varde's glass museum opened on Friday.", LONG[0]]
    assert held(LONG, left, [(0, 1)]) == [(0, 0)]


def test_a_line_of_few_words_stands_in_no_sentence() -> None:
    assert held(["The new hall", LONG[0]], LONG, [(1, 0)]) == []


def test_what_says_something_else_is_held_by_none() -> None:
    left = ["Tickets cost nine crowns and are sold at the door from ten in the morning.", LONG[0]]
    assert held(left, LONG, [(1, 0)]) == []


def test_nothing_is_asked_where_nothing_is_left_over() -> None:
    assert held(LONG, LONG, [(0, 0), (1, 1)]) == []
