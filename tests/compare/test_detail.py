"""Does a longer clause say more, and is rewording told from it?"""

from dataclasses import replace

import pytest

from firsthand.compare.detail import Detail
from firsthand.compare.propositions import Proposition
from firsthand.compare.versions import Case
from firsthand.model.items import Moment, MomentKind
from firsthand.model.report import Report
from tests.compare.builders import case, cut, figure, found, make_report, statement


def pair(left: str, right: str) -> tuple[Case, Proposition, Proposition]:
    one, two = make_report("one.txt", left), make_report("two.txt", right)
    clauses = [Proposition(r.span(0, len(r.text))) for r in (one, two)]
    return case((one, found(one)), (two, found(two))), clauses[0], clauses[1]


@pytest.mark.parametrize(
    ("left", "right", "more"),
    [
        (
            "The council repaired the harbour wall, both cranes, the pilots' house, the quay.",
            "The council repaired the harbour wall.",
            True,
        ),
        (
            "Councillors voted for rebuilding damaged walls around the ancient harbour basin.",
            "The town assembly decided to restore the broken quay of its old port.",
            False,
        ),
        (
            "The council has repaired the long harbour wall.",
            "The council repaired the harbour wall.",
            False,
        ),
        (
            "市政府修复了港口的长墙、两台起重机、领航员之家和整个码头区域",
            "市政府修复了港口的长墙",
            True,
        ),
    ],
)
def test_more_is_what_rewording_does_not_explain(left: str, right: str, *, more: bool) -> None:
    told, one, other = pair(left, right)
    detail = Detail(told)
    assert detail.says_more(one, other) is more
    assert not detail.says_more(other, one)
    assert len(detail.sides([one, other])) == (2 if more else 1)


def test_who_says_it_is_no_detail() -> None:
    text = "Harbour master Ingrid Solvang told the regional broadcaster the wall was repaired."
    told, one, other = pair(text, "The wall was repaired.")
    assert Detail(told).says_more(one, other)
    report = next(r for r in told.reports if r.name == "one.txt")
    said = replace(
        statement(report, "the wall was repaired", "Ingrid Solvang"),
        source=cut(report, "Harbour master Ingrid Solvang"),
        cue=cut(report, "told the regional broadcaster"),
    )
    founds = {**told.founds, report.id: found(report, said)}
    assert not Detail(replace(told, founds=founds)).says_more(one, other)


def test_a_number_or_a_date_is_a_detail() -> None:
    left = "The wall was repaired in March 2031 for 400 crowns."
    told, one, other = pair(left, "Skilled masons repaired the old wall.")
    assert len(Detail(told).sides([one, other])) == 1
    report = next(r for r in told.reports if r.name == "one.txt")
    priced = replace(one, figures=(figure(report, "400 crowns", 400, "crown"),))
    assert len(Detail(told).sides([priced, other])) == 2

    def dated(report: Report) -> Moment:
        span = cut(report, "March 2031")
        return Moment("m", span, MomentKind.DATE, "2031-03", "test@1", first="2031-03-01")

    founds = {**told.founds, report.id: replace(found(report), moments=(dated(report),))}
    assert Detail(replace(told, founds=founds)).says_more(one, other)
    assert len(Detail(replace(told, founds=founds)).sides([other, one])) == 2
