"""Does a report of the same happening count as later only when it came out days after?"""

import pytest

from firsthand.compare.later import goes_on, is_later

PUBLISHED = {"a": "2025-01-10", "b": "2025-01-11", "c": "2025-01-15", "d": ""}


@pytest.mark.parametrize(
    ("name", "told", "later"),
    [
        ("c", ["a", "b"], True),
        ("b", ["a"], False),
        ("a", ["c"], False),
        ("d", ["a"], False),
        ("c", ["d"], False),
    ],
)
def test_a_happening_goes_on_for_days(name: str, told: list[str], later: bool) -> None:  # noqa: FBT001
    assert goes_on(name, told, PUBLISHED) is later


@pytest.mark.parametrize(
    ("day", "than", "later"),
    [
        ("2025-02-01", "2025-01-10/2025-01-12", True),
        ("2025-01-11/2025-02-01", "2025-01-10/2025-01-12", False),
        ("2025-02", "2025-01-31", True),
        ("2025-01", "2025-01-31", False),
        ("", "2025-01-31", False),
    ],
)
def test_days_are_told_apart_as_far_as_they_are_known(day: str, than: str, later: bool) -> None:  # noqa: FBT001
    assert is_later(day, than) is later
