"""Are figures joined that a later report of the same affair gives again?"""

from dataclasses import replace

import pytest

from firsthand.compare.again_told import told_again
from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.versions import Case
from firsthand.model.reason import Provenance, Slot
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


def test_a_value_raised_from_the_earlier_one_is_set_beside_it_with_the_days() -> None:
    one = make_report(
        "a.txt", "The mayor will plant 1,350 lime trees along the quay of Lowport.", "2024-03-04"
    )
    two = make_report(
        "b.txt",
        "The lime trees along the quay of Lowport were raised from 1,350 to 2,100 lime trees.",
        "2024-11-05",
    )
    asked = figure(one, "1,350 lime trees", 1350, "tree", "lime trees")
    base = figure(two, "1,350", 1350, "tree", "lime trees")
    now = figure(two, "2,100 lime trees", 2100, "tree", "lime trees")
    raised = replace(now, base=Slot("1,350", (base.span,), Provenance.EXPLICIT))
    event_of = {one.id: frozenset({0}), two.id: frozenset({1})}
    for later, verdict in ((raised, Verdict.DIFFER), (now, Verdict.AGREE)):
        first, second = (one, found(one, asked)), (two, found(two, base, later))
        claims = [*figure_claims(case(first)), *figure_claims(case(second))]
        told = told_again(case(first, second), claims, event_of, ())
        assert [c.verdict for c in told if c.verdict is not Verdict.ONLY_HERE] == [verdict]
        if later is raised:
            assert told[0].reason.detail.endswith("(2024-03-04), 2,100 lime trees (2024-11-05)")
