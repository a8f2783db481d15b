"""Which two reports of a claim does its page lay side by side?"""

from collections.abc import Sequence

import pytest

from firsthand.model.reason import Reason
from firsthand.model.span import Span
from firsthand.model.story import Comparison, Verdict, Version, Weight
from firsthand.serve.desk.claims import facing_reports

NOBODY = Weight((), 0, 0, 0, "")


def claim_of(*versions: Sequence[str]) -> Comparison:
    """Make a claim whose versions are carried by the reports named."""
    told = tuple(
        Version(
            f"value {number}",
            tuple(Span(report, number, number + 1, "x") for report in reports),
            NOBODY,
        )
        for number, reports in enumerate(versions)
    )
    return Comparison("c", "c", "number", Verdict.DIFFER, "number", told, Reason("test@1"), "")


@pytest.mark.parametrize(
    ("versions", "facing"),
    [
        ((["a", "b"], ["c"]), ("a", "c")),
        ((["a", "b"], ["a"]), ("a", "b")),
        ((["a", "b"], ["a", "c"]), ("b", "c")),
        ((["a", "b"], ["b", "a"], ["d"]), ("a", "d")),
        ((["a", "b", "c"],), ("a", "b")),
        ((["a"],), ()),
    ],
)
def test_two_reports_that_tell_different_versions_face_each_other(
    versions: tuple[list[str], ...], facing: tuple[str, ...]
) -> None:
    assert facing_reports(claim_of(*versions)) == facing
