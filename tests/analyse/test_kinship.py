"""Are two reports' sentences aligned by their parts, and by sense only as far as it carries?"""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from firsthand.analyse.lineage import are_akin
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.judge import _numbers_tell as numbers_tell
from firsthand.analyse.lineage.kinship import (
    Kinship,
    Sentences,
    compare_sentences,
    take_sentences,
)
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.text.terms import Matrix

JOINED = """\
The mill at Karsby burned down on Sunday night; two hundred people worked there. \
Fire engines came from four towns. The owner, Edda Lunde, said that the mill would be built \
again within a year."""

PARTED = """\
Two hundred people had worked at the mill of Karsby. Edda Lunde, its owner, said that within \
a year the mill would be built again. From four towns fire engines came. On Sunday night the \
mill at Karsby had burned down."""

LETTERS = "abcdefgh"


def take(text: str, language: str = "en") -> Sentences:
    metadata = Metadata(language=language)
    name = f"{language}{hash_text(text)[:8]}"
    return take_sentences(
        take_prints(
            Report(name, name, text, hash_text(text), "text/plain", "plain@1", metadata=metadata)
        )
    )


class Given:
    """Sentences that begin with one letter are as alike as is said."""

    def __init__(self, alike: Mapping[str, float]) -> None:
        self._alike = alike

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        return np.array(
            [[self._alike.get(a[0], 0.0) * (a[0] == b[0]) for b in right] for a in left]
        )


def lettered(letters: str) -> str:
    return " ".join(f"{letter.upper()} is told here in one sentence." for letter in letters)


def test_clauses_of_one_sentence_stand_apart_in_the_other_text() -> None:
    kin = compare_sentences(take(JOINED), take(PARTED))
    assert kin is not None
    found = {(p.a.quote.split()[1], p.b.quote.split()[0]) for p in kin.passages}
    assert found == {("mill", "On"), ("mill", "Two"), ("engines", "From"), ("owner,", "Edda")}
    assert kin.aligned == 3


def test_sentences_are_shown_whole() -> None:
    kin = compare_sentences(take(JOINED), take(PARTED))
    assert kin is not None
    assert {p.a.quote for p in kin.passages} == {
        JOINED[start:end] for start, end in take(JOINED).bounds
    }


@pytest.mark.parametrize(
    ("alike", "letters", "aligned"),
    [
        (0.75, "abcdefgh", 8),  # a translation
        (0.45, "abcdefgh", 8),  # a free one, whole
        (0.45, "abc", 0),  # other news on the same matter: three sentences resemble
        (0.75, "ab", 2),  # a brief renders two sentences closely
    ],
)
def test_loose_likeness_counts_where_the_whole_is_alike(
    alike: float, letters: str, aligned: int
) -> None:
    encoder = Given(dict.fromkeys(letters.upper(), alike))
    other = take(lettered(letters + LETTERS[len(letters) :]), "de")
    kin = compare_sentences(take(lettered(LETTERS)), other, encoder)
    assert (kin.aligned if kin else 0) == aligned


@pytest.mark.parametrize("given", [(7, 0.5, 0.45, 0), (8, 0.5, 0.4, 0), (8, 0.5, 0.45, 2)])
def test_half_of_both_texts_in_any_order_is_too_much_for_two_originals(
    given: tuple[int, float, float, int],
) -> None:
    def akin(aligned: int, most: float, least: float, conflicting: int) -> bool:
        return are_akin(Kinship(aligned, most, least, 0.4, (), 3, 1, conflicting))

    assert akin(8, 0.5, 0.45, 0)
    assert not akin(*given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((5, 0.26, 1.0, 7, 1), True),
        ((4, 0.26, 1.0, 7, 1), False),
        ((5, 0.2, 1.0, 7, 1), False),
        ((5, 0.26, 0.9, 7, 1), False),
        ((5, 0.26, 1.0, 5, 1), False),
        ((5, 0.26, 1.0, 7, 3), False),
    ],
)
def test_equal_numbers_in_one_order_tell_a_translation_that_is_half_read(
    given: tuple[int, float, float, int, int], *, told: bool
) -> None:
    aligned, least, order, agreeing, conflicting = given
    kin = Kinship(aligned, 0.3, least, order, (), 12, agreeing, conflicting)
    assert not are_akin(kin)
    assert numbers_tell(kin) is told


SCHOOL = """\
School starts again in two weeks, with a new teacher of music and drawing. The ferry runs every \
hour from now on, and twice an hour on feast days. Swans have come back to the lake after nine \
winters."""

INSURER = """\
An insurer from abroad has sent three experts with their instruments. Bread was dearer by a tenth \
within days, bakers told our paper. Old photographs of the wheel are on show in the library."""


def test_what_is_hardly_alike_is_shown_only_of_texts_that_are_surely_kin() -> None:
    left = [
        "The mill at Karsby burned down on Sunday night.",
        "Smoke could be seen from the islands until the morning.",
        "Two hundred people worked there until the fire.",
        "The owner, Edda Lunde, said that the mill would be built again.",
    ]
    right = [
        "On Sunday night the mill at Karsby had burned down.",
        "In the morning dark clouds stood over the sound.",
        "The mill would be built again, said its owner Edda Lunde.",
        "Until the fire two hundred people had worked there.",
    ]

    def pairs(*more: str) -> set[tuple[str, str]]:
        one, two = (" ".join([*side, rest]) for side, rest in zip((left, right), more, strict=True))
        kin = compare_sentences(take(one), take(two))
        assert kin is not None
        return {(p.a.quote, p.b.quote) for p in kin.passages}

    sure = {(left[0], right[0]), (left[2], right[3]), (left[3], right[2])}
    assert pairs("", "") == sure | {(left[1], right[1])}
    assert pairs(SCHOOL, INSURER) == sure


def test_numbers_tell_which_sentences_two_languages_share() -> None:
    left = take("A wall of 640 metres is told. A wall of 85 bricks is told.")
    right = take("A Mauer von 85 Ziegeln kommt vor. A Mauer von 640 Metern kommt vor.", "de")
    kin = compare_sentences(left, right, Given({"A": 0.5}))
    assert kin is not None
    assert [(p.a.start > 0, p.b.start > 0) for p in kin.passages] == [(False, True), (True, False)]
    assert (kin.numbered, kin.agreeing, kin.conflicting) == (2, 2, 0)


def test_numbers_that_differ_gainsay_a_translation() -> None:
    left = take("Among the dead are 640 men. Brick by brick it went, 85 of them.")
    right = take("Auf 700 stieg die Zahl. Bis heute sind es 90 und mehr.", "de")
    kin = compare_sentences(left, right, Given({"A": 0.8, "B": 0.8}))
    assert kin is not None
    assert (kin.agreeing, kin.conflicting) == (0, 2)
    assert not are_akin(kin)
