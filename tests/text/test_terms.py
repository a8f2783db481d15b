import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import ModelError
from firsthand.text import vectors
from firsthand.text.terms import (
    character_terms,
    cosines,
    count_terms,
    plain,
    read_words,
    weigh,
    word_grams,
    word_terms,
)


def words_of(text: str) -> list[str]:
    words = read_words(text)
    return [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]


def test_words_are_runs_of_letters_digits_and_marks() -> None:
    assert words_of("Der Käse, 2.5-mal_so teuer!") == [
        "Der",
        "Käse",
        "2",
        "5",
        "mal",
        "so",
        "teuer",
    ]
    assert words_of("हिन्दी में") == ["हिन्दी", "में"]


def test_unspaced_scripts_give_one_word_a_character() -> None:
    assert words_of("上海 ABC、東京") == ["上", "海", "ABC", "東", "京"]
    assert read_words("上海東京").unspaced
    assert not read_words("Tokyo").unspaced
    assert words_of("𠀀x") == ["𠀀", "x"]


def test_equal_words_have_equal_hashes_wherever_they_stand() -> None:
    hashes = read_words("Apple pear, APPLE").hashes
    assert hashes[0] == hashes[2] != hashes[1]


def test_only_told_stretches_are_read() -> None:
    assert len(read_words("one two three", [(0, 3), (8, 13)])) == 2


def test_hashes_are_the_same_in_every_run() -> None:
    assert read_words("stable").hashes.tolist() == [int(read_words("x stable").hashes[1])]
    assert int(read_words("stable").hashes[0]) == 12103706180823263771


def test_grams_need_enough_words() -> None:
    assert len(word_grams(read_words("a b c").hashes, 5)) == 0
    assert len(word_grams(read_words("a b c d e f").hashes, 5)) == 2


def test_likeness_is_one_for_equal_and_nought_for_disjoint_sentences() -> None:
    texts = ["red boats sail", "green hills rise", "red boats sail"]
    terms = [word_terms(read_words(t), 0, len(t)) for t in texts]
    table = cosines(terms[:1], terms[1:])
    assert table.shape == (1, 2)
    assert table[0, 0] == 0
    assert table[0, 1] == pytest.approx(1)
    assert cosines([], terms).shape == (0, 3)


def test_characters_bring_word_forms_together() -> None:
    table = cosines(
        [character_terms("the fishermen complained")],
        [character_terms("a fisherman's complaint"), character_terms("snow fell in June")],
    )
    assert table[0, 0] > 0.2 > table[0, 1]


def test_ideographs_are_compared_in_shorter_sequences() -> None:
    texts = ["渡轮清晨离港", "清晨，渡船驶离港口", "雪下了整整一夜"]

    def likeness(*, unspaced: bool) -> tuple[float, float]:
        terms = [character_terms(text, unspaced=unspaced) for text in texts]
        table = cosines(terms[:1], terms[1:])
        return float(table[0, 0]), float(table[0, 1])

    assert likeness(unspaced=False)[0] < 0.1
    assert likeness(unspaced=True)[0] > 0.25 > likeness(unspaced=True)[1]


def test_weighted_texts_compare_like_cosines() -> None:
    texts = ["a b c d", "a b x y", "p q r s", "c d a b"]
    bags = [word_terms(read_words(t), 0, len(t)) for t in texts]
    rows = np.stack([weigh(bags).similar(n) for n in range(4)])
    assert np.allclose(rows, rows.T)
    assert rows[0, 3] == pytest.approx(1)
    assert rows[0, 2] == 0
    assert weigh([]).size == 0


def test_plain_folds_width_case_and_marks() -> None:
    assert plain("  The  Ｄaily-News! ") == "the daily news"


def test_a_missing_sentence_model_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "PACKAGE", "no_such_package_at_all")
    vectors.load.cache_clear()
    assert not vectors.installed()
    with pytest.raises(ModelError, match=r"firsthand\[vectors\]"):
        vectors.load()


@pytest.mark.skipif(not vectors.installed(), reason="the extra is not installed")
def test_the_sentence_model_crosses_languages() -> None:
    table = vectors.load().similarities(
        ["The bridge was opened on Monday."],
        ["Die Brücke wurde am Montag eröffnet.", "Il gatto dorme sul divano."],
    )
    assert table[0, 0] > 0.6 > table[0, 1]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    words = read_words(text)
    assert all(text[s:e].strip() for s, e in zip(words.starts, words.ends, strict=True))
    assert (np.diff(words.starts) > 0).all()
    assert len(count_terms(words.hashes).hashes) <= len(words)
    assert len(character_terms(text).hashes) >= 0
