"""Where is a sentence cut into clauses?"""

import pytest

from firsthand.compare.propositions import propositions
from tests.compare.builders import found, make_report


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Held under the words “Dry feet for everybody,” the fair drew the whole town.",
            ["Held under the words “Dry feet for everybody", "the fair drew the whole town."],
        ),
        (
            "The ferry ran aground at noon, and nobody on board was hurt.",
            ["The ferry ran aground at noon", "nobody on board was hurt."],
        ),
        ("Mayor Nunes, at last, agreed.", ["Mayor Nunes, at last, agreed."]),
    ],
)
def test_a_sentence_is_cut_at_marks_between_clauses(text: str, clauses: list[str]) -> None:
    report = make_report("a.txt", text)
    assert [clause.span.quote for clause in propositions(report, found(report))] == clauses
