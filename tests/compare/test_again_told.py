"""Are figures joined that a later report of the same affair gives again?"""

import pytest

from firsthand.compare.again_told import told_again
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.versions import Case
from firsthand.model.story import Comparison, Verdict
from tests.compare.builders import case, figure, found, make_report

FIRST = make_report(
    "first.txt", "The mayor told the harbour office to plant 1,350 lime trees along the quay."
)
COPY = make_report(
    "copy.txt", "The harbour office must plant 1,350 lime trees along the quay, the mayor said."
)


def joined(text: str, quote: str, value: float) -> list[Comparison]:
    later = make_report("later.txt", text)
    told = {
        FIRST: figure(FIRST, "1,350 lime trees", 1350, "tree", "lime trees"),
        COPY: figure(COPY, "1,350 lime trees", 1350, "tree", "lime trees"),
        later: figure(later, quote, value, "tree", "lime trees"),
    }
    affair = case(*((report, found(report, one)) for report, one in told.items()))

    def event(*reports: str) -> Case:
        return case(*((r, found(r, one)) for r, one in told.items() if r.name in reports))

    claims = [
        *figure_claims(event("first.txt", "copy.txt")),
        *figure_claims(event("later.txt")),
    ]
    event_of = {r.id: frozenset({int(r.name == "later.txt")}) for r in told}
    return told_again(affair, claims, event_of, ())


@pytest.mark.parametrize(
    ("text", "quote", "value", "verdicts"),
    [
        (
            "A year later the harbour office has not planted the 1,350 lime trees on the quay.",
            "1,350 lime trees",
            1350,
            [Verdict.AGREE],
        ),
        (
            "A year later the harbour office has planted 410 lime trees along the quay.",
            "410 lime trees",
            410,
            [Verdict.AGREE, Verdict.ONLY_HERE],
        ),
    ],
)
def test_only_what_is_given_again_is_joined(
    text: str, quote: str, value: float, verdicts: list[Verdict]
) -> None:
    claims = joined(text, quote, value)
    assert sorted(claim.verdict for claim in claims) == sorted(verdicts)
    if len(claims) == 1:
        assert {m.report for v in claims[0].versions for m in v.mentions} >= {FIRST.id, COPY.id}
        assert len(claims[0].versions[0].weight.reports) == 3
