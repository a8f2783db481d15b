import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare.counted import other_counts, read_counted

Side = tuple[np.ndarray, np.ndarray]


def side(*texts: str) -> Side:
    codes, counts = np.unique(np.concatenate([read_counted(t) for t in texts]), return_counts=True)
    return codes, counts.astype(np.float64)


def differ(ones: list[str], others: list[str]) -> float:
    return other_counts(side(*ones), len(ones), side(*others), len(others))


SMALL = ["A quake of magnitude 4.8 shook Ostby.", "The magnitude was put at 4.8 by a station."]
LARGE = ["A quake of magnitude 6.3 shook Ostby.", "A station gave a magnitude of 6.3 at noon."]


def test_other_magnitudes_part_and_the_same_do_not() -> None:
    assert differ(SMALL, LARGE) >= 1
    assert differ(SMALL, SMALL[1:]) == 0


def test_a_toll_that_some_reports_share_parts_nothing() -> None:
    early = ["Fog killed 3 people.", "Fog killed 5 people."]
    assert differ(early, ["The fog has killed 5 people so far."]) == 0
    assert differ(early, ["Fog killed 40 people."]) > 0


def test_a_word_that_few_reports_count_weighs_little() -> None:
    rest = ["No number stands here.", "Nor does one here."]
    assert differ([SMALL[0], *rest], LARGE) < differ(SMALL, LARGE)


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("Seven villages burned.", "7 villages burned."),
        ("Sieben Dörfer brannten.", "7 Dörfer brannten."),
        ("Siete pueblos ardieron.", "7 pueblos ardieron."),
        ("Семь деревень сгорели.", "7 деревень сгорели."),
        ("Une offre de 1,5 million.", "Une offre de 1.5 million."),
    ],
)
def test_a_number_is_one_in_words_and_in_digits(words: str, digits: str) -> None:
    assert len(read_counted(words))
    assert read_counted(words).tolist() == read_counted(digits).tolist()


def test_a_sign_after_a_number_says_what_is_counted() -> None:
    assert differ(["大火造成12人死亡。"], ["火灾已有12人遇难。"]) == 0
    assert differ(["大火造成12人死亡。"], ["火灾已有40人遇难。"]) > 0


@pytest.mark.parametrize(
    "text", ["On 14 October it rained.", "In 2031 it rained.", "Rain fell.", ""]
)
def test_days_and_years_count_nothing(text: str) -> None:
    assert not len(read_counted(text))


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_no_text_differs_from_itself(text: str) -> None:
    codes = read_counted(text)
    assert codes.tolist() == sorted(set(codes.tolist()))
    assert (codes >= 0).all()
    assert other_counts(side(text), 1, side(text), 1) == 0
