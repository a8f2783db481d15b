"""Are words cut, folded and placed at heads of sentences as they should be?"""

import pytest

from firsthand.text.words import words_of


@pytest.mark.parametrize(
    ("text", "initial"),
    [
        (" Rain fell. Snow did not", ["Rain", "Snow"]),
        ("\t“Rain fell” – Snow", ["Rain"]),
        ("Rain: «Snow» (Hail)\nSleet, Fog", ["Rain", "Snow", "Sleet"]),
        ("12 Rain 3. Snow", ["Snow"]),
        ("…Rain", ["Rain"]),
    ],
)
def test_words_at_the_head_of_a_sentence_are_initial(text: str, initial: list[str]) -> None:
    assert [text[w.start : w.end] for w in words_of(text, "en") if w.initial] == initial


def test_words_of_plain_and_of_marked_letters_are_cut_alike() -> None:
    text = "Cafe\u0301s in ZÜRICH and Łódź, Ko\u0308ln-Süd 4th"
    found = [(text[w.start : w.end], w.folded, w.capital, w.shout) for w in words_of(text, "de")]
    assert found == [
        ("Cafe\u0301s", "cafes", True, False),
        ("in", "in", False, False),
        ("ZÜRICH", "zurich", True, True),
        ("and", "and", False, False),
        ("Łódź", "lodz", True, False),
        ("Ko\u0308ln", "koln", True, False),
        ("Süd", "sud", True, False),
        ("th", "th", False, False),
    ]
