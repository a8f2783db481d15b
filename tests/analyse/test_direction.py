"""Is an agency's own dispatch told from what outlets make of it?"""

import pytest

from firsthand.analyse.lineage.direction import tell_direction
from firsthand.analyse.lineage.passages import Overlap
from firsthand.clean import label
from firsthand.model.report import Report
from firsthand.model.span import hash_text
from firsthand.model.story import Direction

NONE = Overlap(0.0, 0.0, 0, ())
BODY = "The dam at Lake Ovre was opened on Monday, the water board said in a statement.\n" * 3
DISPATCH = f"OVRE, May 6, 2024 (NPW) -- {BODY}"
HERALD = f"The Ovre Herald\nHome | News | Sport\nMay 7, 2024\n\nDam opened\n\nSource: NPW\n\n{BODY}"
OWN_PAGE = f"NPW News\nHome | News | Sport\nMay 7, 2024\n\nDam opened\n\n{DISPATCH}"
POST = f"Lakeside Post\nHome | News | Sport\nMay 7, 2024\n\nThe dam opens\n\nSource: NPW\n\n{BODY}"


def report(text: str) -> Report:
    plain = Report(hash_text(text), "a.txt", text, hash_text(text), "text/plain", "plain@1")
    return label(plain)


@pytest.mark.parametrize(
    ("first", "second", "direction"),
    [
        (DISPATCH, HERALD, Direction.A_TO_B),
        (POST, DISPATCH, Direction.B_TO_A),
        (OWN_PAGE, POST, Direction.A_TO_B),
        (HERALD, POST, Direction.COMMON),
    ],
)
def test_dispatch_is_what_others_credit(first: str, second: str, direction: Direction) -> None:
    found, why = tell_direction(report(first), report(second), NONE)
    assert found is direction
    assert "NPW" in why
