"""Is shared speech told from a shared text, and how likely is what is left open?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.analyse.lineage import find_links
from firsthand.analyse.lineage.kinship import Kinship
from firsthand.analyse.lineage.likelihood import likelihood
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import Link, LinkKind

WORDS = (
    "Whoever says that this bridge was ever safe has not once stood under it at night in a storm"
)
OURS = """\
Forty engineers climbed the northern pillar on Thursday with ropes and lamps, and wrote down every
crack that they could reach before the tide came in. Their report will be read to the council behind
closed doors, and a copy goes to the insurers of the railway, who have asked for it twice."""
THEIRS = """\
A choir of railway widows sang outside the station until the last train had left without passengers.
Bakers gave away what they could not sell, and a schoolboy counted the lorries that turned round at
the barrier: there were nineteen of them in one hour, most with fruit from the islands."""


def make(name: str, text: str) -> Report:
    metadata = Metadata(language="en", language_score=1.0)
    return Report(name, name, text, hash_text(text), "text/plain", "test@1", metadata=metadata)


def only(first: str, second: str) -> Link:
    (link,) = find_links([make("a", first), make("b", second)])
    return link


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "‘’", "''"])
def test_a_shared_quotation_is_no_copy(marks: str) -> None:
    quote = f"{marks[0]}{WORDS}{marks[1]}, Runa Hald"
    link = only(f"{OURS}\n{quote} told them.\n", f"{quote} shouted from a cart.\n{THEIRS}")
    assert link.kind is LinkKind.QUOTATION
    assert "share no others" in link.reason.detail
    assert WORDS in link.passages[0].a.quote


def test_the_same_words_without_marks_are_no_quotation() -> None:
    link = only(f"{OURS} {WORDS}.", f"{THEIRS} {WORDS}.")
    assert link.kind is not LinkKind.QUOTATION


def test_a_quotation_and_a_lifted_sentence_are_more_than_a_quotation() -> None:
    lifted = OURS.replace("\n", " ").split(". ")[0] + "."
    link = only(f"{OURS}\n“{WORDS},” she said.", f"{THEIRS} {lifted}\n“{WORDS},” she said.")
    assert link.kind is not LinkKind.QUOTATION


def test_a_part_cut_out_around_a_quotation_is_a_copy() -> None:
    whole = f"{OURS}\n“{WORDS},” Runa Hald told them.\n{THEIRS}"
    link = only(whole, f"“{WORDS},” Runa Hald told them.")
    assert link.kind is LinkKind.NEAR_COPY


def kin(most: float, least: float, aligned: int = 8, order: float = 1.0, **numbers: int) -> Kinship:
    return Kinship(aligned, most, least, order, (), **numbers)


def test_fuller_and_more_orderly_alignments_are_likelier() -> None:
    for across in (False, True):
        full, part = kin(0.9, 0.85), kin(0.4, 0.2)
        assert likelihood(full, across=across) > 0.9
        assert likelihood(part, across=across) < 0.6
        turned = kin(0.9, 0.85, order=0.4)
        assert likelihood(turned, across=across) < likelihood(full, across=across)
    assert likelihood(kin(0.7, 0.6, conflicting=4)) < likelihood(kin(0.7, 0.6, agreeing=4))


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 500), st.floats(0, 1), st.integers(0, 500))
def test_a_likelihood_is_a_chance(
    one: float, other: float, aligned: int, order: float, numbers: int
) -> None:
    found = likelihood(kin(max(one, other), min(one, other), aligned, order, conflicting=numbers))
    assert 0.0 < found < 1.0
