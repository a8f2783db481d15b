"""Does an expression grouped by first letters find what a plain alternation finds?"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.text.patterns import any_of

WORDS = st.lists(st.text("aAkKsS éÉ.-ß", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("aAkKsSſK éÉ.-ßẞx", max_size=20))
@settings(max_examples=60)
def test_it_finds_what_a_plain_alternation_finds(words: list[str], text: str) -> None:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    plain = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered if word[0] != " ")
    grouped = any_of(word for word in ordered if word[0] != " ")
    expected = re.compile(rf"(?:{plain})" if plain else "(?!)", re.IGNORECASE)
    for flags in (0, re.IGNORECASE):
        found = re.compile(grouped, flags).finditer(text)
        assert [m.span() for m in found] == [m.span() for m in expected.finditer(text)]


@pytest.mark.parametrize("text", ["Up to", "UP  TO", "up\nto"])
def test_case_and_blanks_are_free(text: str) -> None:
    assert re.fullmatch(any_of(["up to", "under"]), text)


def test_no_words_never_match() -> None:
    assert re.search(any_of([]), "anything") is None
