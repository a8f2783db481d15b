"""Are two sentences told apart only where a slot of both differs?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from firsthand.analyse.times import find_times
from firsthand.compare.claim_pair import Faced, compare_pair, features, tell
from firsthand.compare.claim_slots import CONFLICT, EDGE, INSIDE, SAME, stand_in_time
from firsthand.model.story import Verdict
from firsthand.text.reading import read
from tests.compare.builders import make_report

CASES = Path(__file__).parent.parent / "cases" / "claim_pairs"
ROWS = [
    case
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def face(left: str, right: str) -> Faced:
    return compare_pair(tell(make_report("left", left)), tell(make_report("right", right)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["left"])[:40])
def test_two_sentences_stand_to_each_other_as_their_slots_say(row: dict[str, Any]) -> None:
    faced = face(row["left"], row["right"])
    assert faced.verdict is not None
    assert faced.verdict.value == row["verdict"]
    assert faced.slot == row.get("slot", "")
    if "quotes" in row:
        assert faced.left is not None
        assert faced.right is not None
        assert [faced.left.quote, faced.right.quote] == row["quotes"]


def test_a_difference_has_a_slot_and_its_spans_stand_in_the_texts() -> None:
    left, right = (
        "The ferry sailed from Ormsby with fewer than 30 passengers.",
        "The ferry sailed from Ormsby with 45 passengers.",
    )
    faced = face(left, right)
    assert faced.verdict is Verdict.DIFFER
    assert faced.left is not None
    assert faced.right is not None
    assert left[faced.left.start : faced.left.end] == faced.left.quote
    assert right[faced.right.start : faced.right.end] == faced.right.quote
    assert faced.reason.rule == "claims/pair@1"


def test_sums_of_money_are_not_set_beside_shares() -> None:
    one, other = (tell(make_report("x", text)) for text in ("Prices rose 4%.", "It cost 9 euros."))
    assert not any("number conflict" in name for name in features(one, other))


def test_a_sentence_agrees_with_itself() -> None:
    text = "The council of Ormsby will plant 300 trees by 2031."
    faced = face(text, text)
    assert faced.verdict is Verdict.AGREE
    assert faced.chance < 0.3


@pytest.mark.parametrize(
    ("left", "side", "right", "how"),
    [
        ("in 1990", "", "in 1990", SAME),
        ("in 1990", "", "on 4 May 1990", SAME),
        ("in 1990", "", "in 1991", CONFLICT),
        ("in 1990", "before", "in 1991", CONFLICT),
        ("in 1990", "before", "in 1989", INSIDE),
        ("in 1990", "after", "in 1990", EDGE),
        ("on 4 May", "after", "on 6 May", INSIDE),
        ("on 4 May", "", "in 1990", ""),
    ],
)
def test_a_date_stands_to_another(left: str, side: str, right: str, how: str) -> None:
    (one,), (other,) = (find_times(read(make_report("x", f"It began {t}."))) for t in (left, right))
    assert stand_in_time(one, side, other, "") == how
