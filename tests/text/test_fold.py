"""Can every character of a changed copy be traced to the text it came from?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.fold import fold

EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text(max_size=4)), max_size=8)


def test_same_length_edits_keep_every_offset() -> None:
    folded = fold("the “north” gate", [(4, 5, '"'), (10, 11, '"')])
    assert folded.text == 'the "north" gate'
    assert folded.to_source(5, 10) == (5, 10)


def test_removed_text_shifts_what_follows() -> None:
    folded = fold("so\u00adft hyphen", [(2, 3, "")])
    assert folded.text == "soft hyphen"
    assert folded.to_source(0, 4) == (0, 5)
    assert folded.to_source(5, 11) == (6, 12)


def test_an_inserted_stretch_maps_to_what_it_replaced() -> None:
    folded = fold("a…b", [(1, 2, "...")])
    assert folded.text == "a...b"
    assert folded.to_source(1, 4) == (1, 2)
    assert folded.to_source(4, 5) == (2, 3)


def test_the_first_of_two_overlapping_edits_wins() -> None:
    assert fold("abcdef", [(1, 4, "X"), (2, 5, "Y")]).text == "aXef"


@pytest.mark.parametrize("text", ["", "x"])
def test_no_edits_change_nothing(text: str) -> None:
    folded = fold(text, [])
    assert folded.text == text
    assert folded.to_source(0, len(text)) == (0, len(text))


@given(st.text(max_size=40), EDITS)
def test_untouched_characters_map_to_themselves(text: str, raw: list[tuple[int, int, str]]) -> None:
    edits = [(s, min(len(text), s + n), new) for s, n, new in raw if s <= len(text)]
    folded = fold(text, edits)
    touched: set[int] = set()
    for start, end, _ in edits:
        touched.update(range(start, end))
    for position, char in enumerate(folded.text):
        start, end = folded.to_source(position, position + 1)
        assert 0 <= start <= end <= len(text)
        if end == start + 1 and start not in touched and text[start] != char:
            # Only a character that was put in stands where another one stood.
            assert any(new and char in new for _, _, new in edits)


@given(st.text(max_size=40), EDITS)
def test_the_map_never_goes_back(text: str, raw: list[tuple[int, int, str]]) -> None:
    edits = [(s, min(len(text), s + n), new) for s, n, new in raw if s <= len(text)]
    folded = fold(text, edits)
    sources = [folded.to_source(p, p + 1)[0] for p in range(len(folded.text))]
    assert sources == sorted(sources)


@given(st.text(max_size=40), EDITS)
def test_many_places_map_as_each_alone(text: str, raw: list[tuple[int, int, str]]) -> None:
    edits = [(s, min(len(text), s + n), new) for s, n, new in raw if s <= len(text)]
    folded = fold(text, edits)
    places = [p for p in range(len(folded.text)) for _ in range(2)]
    assert folded.sources(places) == [folded.to_source(p, p + 1)[0] for p in places]
    assert folded.sources([]) == []
