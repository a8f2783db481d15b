"""Are sentences split at their ends, in any script, and at line breaks?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.sentences import split_sentences

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases/sentences/split.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_cases(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[start:end] for start, end in split_sentences(text)] == case["sentences"]


@given(st.text(alphabet=st.sampled_from("ab A1.!?。\n “”\t…"), max_size=60))
def test_sentences_tile_everything_but_blanks(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert not text[position:start].strip()
        assert text[start:end].strip() == text[start:end] != ""
        assert "\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


def test_a_part_of_the_text_can_be_split() -> None:
    text = "One. Two. Three."
    assert split_sentences(text, 5, 9) == ((5, 9),)
