"""Does a sentence fall into the parts that another text may tell apart?"""

import pytest

from firsthand.analyse.lineage.parts import take_parts

TOLD = "The ferry sailed at dawn with few on board; its crew had slept on the quay all night."


def cut(text: str, *, unspaced: bool = False) -> list[str]:
    parts = take_parts(text, [(0, len(text))], unspaced=unspaced)
    return [text[start:end] for start, end in parts.bounds]


def test_a_semicolon_parts_clauses() -> None:
    assert cut(TOLD) == [
        "The ferry sailed at dawn with few on board",
        "its crew had slept on the quay all night.",
    ]


def test_a_given_sentence_may_hold_two() -> None:
    assert len(cut(TOLD.replace("; its", ". Its"))) == 2


def test_short_parts_stay_with_their_neighbour() -> None:
    text = "Three boats left: the Ada; the Berta; and the old Clara, late as ever, with mail."
    assert cut(text) == [
        "Three boats left: the Ada; the Berta",
        "and the old Clara, late as ever, with mail.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        TOLD.replace(";", ","),
        "See A&amp;B in the ferry company's list of boats, which was never printed in full.",
        ";;;",
    ],
)
def test_commas_and_marks_within_words_leave_a_sentence_whole(text: str) -> None:
    assert cut(text) == [text]


def test_a_full_width_semicolon_parts_without_blanks() -> None:
    assert len(cut("渡轮清晨离开港口时乘客很少；船员们整夜睡在码头的仓库里。", unspaced=True)) == 2


def test_every_part_knows_its_sentence() -> None:
    text = f"{TOLD} The mail came late."
    parts = take_parts(text, [(0, len(TOLD)), (len(TOLD) + 1, len(text))], unspaced=False)
    assert parts.owners == (0, 0, 1)
    assert [text[start] for start, _ in parts.bounds] == ["T", "i", "T"]
