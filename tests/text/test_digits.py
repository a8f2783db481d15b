"""Are the words and digit strings of a text cut where they stand?"""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.text.digits import Token, TokenKind, lex, narrow

PIECES = st.lists(
    st.sampled_from(
        ["3", "e", "E", "5", " ", ".", ",", "-", "1,200", "40 000", "ton", "½", "%", "é", "ß",
         "2024-05-06", "10:30", "\n", "_", "\u00a0", "v", "٣", "x2", "+", "$"]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=200)
@given(PIECES, st.sampled_from(["en", "de", "fr", "tr"]))
def test_every_letter_and_digit_is_in_one_token(pieces: list[str], language: str) -> None:
    text = narrow("".join(pieces))
    tokens = lex(text, language)
    starts = [token.start for token in tokens]
    assert starts == sorted(starts)
    assert all(one.end <= two.start for one, two in itertools.pairwise(tokens))
    covered = {place for token in tokens for place in range(token.start, token.end)}
    assert all(place in covered for place, sign in enumerate(text) if not sign.isspace())
    assert all(token.low == text[token.start : token.end].casefold() for token in tokens)


@settings(max_examples=100)
@given(PIECES, PIECES)
def test_lines_are_cut_alone_as_together(first: list[str], last: list[str]) -> None:
    head, tail = narrow("".join(first)) + "\n\n", narrow("".join(last))
    moved = [t._replace(start=t.start + len(head), end=t.end + len(head)) for t in lex(tail, "en")]
    assert lex(head + tail, "en") == [*lex(head, "en"), *moved]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3e5 grains", [3e5]),
        ("a 3e5 b 2E3", [3e5, 2e3]),
        ("3 e5", [3.0, 5.0]),
        ("3e", [3.0]),
        ("room 5E and 1,200", [5.0, 1200.0]),
    ],
)
def test_exponents(text: str, values: list[float]) -> None:
    assert [t.value for t in lex(text, "en") if t.kind is TokenKind.NUMBER] == values


def test_words_between_marks() -> None:
    assert lex("So, 5%!", "en") == [
        Token(TokenKind.WORD, "so", 0, 2),
        Token(TokenKind.MARK, ",", 2, 3),
        Token(TokenKind.NUMBER, "5", 4, 5, 5.0),
        Token(TokenKind.MARK, "%", 5, 6),
        Token(TokenKind.MARK, "!", 6, 7),
    ]
