"""Does a brief say dates, numbers, weights and reasons in plain words?"""

import pytest

from firsthand.model.reason import Reason
from firsthand.model.story import Weight
from firsthand.serve.views.wording import (
    count,
    listed,
    say_date,
    say_number,
    say_reason,
    say_sources,
    say_weight,
    shorten,
    theme,
    why_weight,
)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2024-10-14", "14 October 2024"),
        ("2024-10", "October 2024"),
        ("2024", "2024"),
        ("2024-10-14T10:42", "14 October 2024, 10:42"),
        ("2024-10-14T10:42:07Z", "14 October 2024, 10:42"),
        ("2024~", "about 2024"),
        ("2024-03-01/2024-03-04", "1 March 2024 to 4 March 2024"),
        ("2024-03-01/..", "1 March 2024 on"),
        ("2024-13", "2024-13"),
        ("P3Y", "3 years"),
        ("P1M", "1 month"),
        ("PT2.5H", "2.5 hours"),
        ("2024-H1", "first half of 2024"),
        ("2024-Q3", "third quarter of 2024"),
        ("2024-WI", "winter 2024"),
        ("2024-W07", "week 7 of 2024"),
        ("P3Y2M", "P3Y2M"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_dates(edtf: str, said: str) -> None:
    assert say_date(edtf) == said


def test_numbers_and_counts() -> None:
    assert say_number(80e9) == "80,000,000,000"
    assert say_number(-2.5) == "-2.5"
    assert say_number(1234.75) == "1,234.75"
    assert count(1, "report") == "1 report"
    assert count(0, "thing asked", "things asked") == "0 things asked"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_weights_say_why_only_of_several_reports() -> None:
    one = Weight(("a",), 1, 1, 1, "One report carries it.")
    two = Weight(("a", "b"), 2, 1, 1, "joined")
    unsure = Weight(("a", "b", "c"), 3, 2, 1, "joined", at_most=2, uncertain=("link-1",))
    assert say_weight(unsure) == "3 reports, 1 independent source, at most 2"
    assert say_sources(two) == "1 independent source"
    assert say_weight(two) == "2 reports, 1 independent source"
    assert [why_weight(one), why_weight(two)] == ["", "joined"]


def test_reasons_name_rule_score_and_the_two_values_that_differ() -> None:
    full = Reason("claims/number@1", 0.5, "240", "260", "lamps")
    assert say_reason(full) == "lamps; “240” and “260”; rule claims/number@1; score 0.50"
    assert say_reason(Reason("claims/same@1", None, "240", "240")) == "rule claims/same@1"


def test_themes_are_named_by_their_labels() -> None:
    assert theme("ENERGY") == "energy"
    assert theme("no such code") == "no such code"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one\n two", 9) == "one two"
    assert shorten("unbreakable", 4) == "unbr…"
