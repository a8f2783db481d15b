"""Are sentences in two languages shown as one fact, unless their numbers speak against it?"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from firsthand.compare.abroad import Facing
from firsthand.compare.figures_abroad import left_over, pair_abroad
from firsthand.compare.moved_days import moved_day_claims
from firsthand.compare.propositions import Proposition
from firsthand.compare.text_claims import facts_abroad, text_claims
from firsthand.compare.versions import Case
from firsthand.model.items import Moment, MomentKind
from firsthand.model.report import Report
from firsthand.model.story import Verdict
from tests.compare.builders import case, cut, figure, found, make_report

HERE = make_report(
    "here.txt",
    "The council bought 80 boats and 300 lamps for Lindby. Nobody came to the harbour.",
)
THERE = make_report(
    "there.txt", "Der Rat kaufte 85 Boote für Lindby. Niemand kam zum Hafen.", language="de"
)
COPY = make_report("copy.txt", "Niemand kam zum Hafen. Es war still.", language="de")


def face(one: Report, left: str, other: Report, right: str, likeness: float = 0.7) -> Facing:
    return Facing(cut(one, left), cut(other, right), likeness, frozenset(), rendered=True)


QUIET = (
    face(HERE, "Nobody came to the harbour.", THERE, "Niemand kam zum Hafen."),
    face(HERE, "Nobody came to the harbour.", COPY, "Niemand kam zum Hafen."),
)
BOATS = face(
    HERE,
    "The council bought 80 boats and 300 lamps for Lindby.",
    THERE,
    "Der Rat kaufte 85 Boote für Lindby.",
)


def told(numbers: Sequence[float]) -> Case:
    here = [figure(HERE, "80 boats", 80, "boat"), figure(HERE, "300 lamps", 300, "lamp")]
    there = [figure(THERE, "85 Boote", value, "Boot") for value in numbers]
    return case((HERE, found(HERE, *here)), (THERE, found(THERE, *there)), (COPY, found(COPY)))


def test_sentences_that_render_one_another_are_one_fact() -> None:
    (claim,) = facts_abroad(told([]), QUIET)
    assert (claim.kind, claim.verdict) == ("fact", Verdict.AGREE)
    assert {m.report for v in claim.versions for m in v.mentions} == {HERE.id, THERE.id, COPY.id}
    doubtful = [replace(one, likeness=0.46) for one in QUIET]
    assert not list(facts_abroad(told([]), doubtful))


@pytest.mark.parametrize(("numbers", "claims"), [([85], 0), ([80], 1), ([], 1)])
def test_sentences_with_other_numbers_are_not_said_to_agree(
    numbers: Sequence[float], claims: int
) -> None:
    found_here = list(facts_abroad(told(numbers), [BOATS]))
    assert len(found_here) == claims
    assert [c.verdict for c in found_here] == [
        Verdict.AGREE if numbers else Verdict.MORE_DETAIL for _ in found_here
    ]


def test_a_number_is_set_against_the_only_near_one() -> None:
    boats, lamps = (
        figure(HERE, quote, value, "thing")
        for quote, value in (("80 boats", 80), ("300 lamps", 300))
    )
    there = figure(THERE, "85 Boote", 85, "Boot")
    assert left_over([boats, lamps], [there])
    assert not left_over([boats, lamps], [])
    pairs = list(pair_abroad([BOATS], [boats, lamps, there], []))
    assert pairs == [(boats, there, False)]
    loose = replace(BOATS, rendered=False, shared=frozenset({("name", "x"), ("name", "y")}))
    assert not list(pair_abroad([loose], [boats, lamps, there], []))


@pytest.mark.parametrize(("value", "claims"), [(85, 0), (80, 1)])
def test_clauses_with_two_values_of_one_unit_are_not_said_to_agree(
    value: float, claims: int
) -> None:
    one = make_report("one.txt", "The council bought 80 boats for the old harbour of Lindby.")
    other = make_report(
        "other.txt", f"The council bought {value:.0f} boats for the old harbour of Lindby."
    )
    mine = Proposition(cut(one, one.text), figures=(figure(one, "80 boats", 80, "boat"),))
    boats = figure(other, f"{value:.0f} boats", value, "boat")
    theirs = Proposition(cut(other, other.text), figures=(boats,))
    pile = case((one, found(one, *mine.figures)), (other, found(other, boats)))
    told_here = list(text_claims(pile, {}, (), ((0.9, (mine, theirs)),)))
    assert [claim.verdict for claim in told_here] == [Verdict.AGREE] * claims


@pytest.mark.parametrize(("day", "claims"), [("21 May 2031", 1), ("24 May 2031", 0)])
def test_clauses_with_two_days_are_not_said_to_agree(day: str, claims: int) -> None:
    one = make_report("one.txt", "The new harbour of Lindby opens to boats on 21 May 2031.")
    other = make_report("other.txt", f"The new harbour of Lindby opens to boats on {day}.")
    german = make_report(
        "german.txt", f"Der neue Hafen von Lindby öffnet für Boote am {day}.", language="de"
    )
    when = [(one, "21 May 2031"), (other, day), (german, day)]
    told_of = {r.id: replace(found(r), moments=(dated(r, quote),)) for r, quote in when}
    pile = case(*((report, told_of[report.id]) for report, _ in when))
    clauses = [Proposition(cut(report, report.text)) for report in (one, other)]
    told_here = list(text_claims(pile, {}, (), ((0.9, tuple(clauses)),)))
    assert [claim.verdict for claim in told_here] == [Verdict.AGREE] * claims
    facts = list(facts_abroad(pile, [face(one, one.text, german, german.text)]))
    assert [claim.verdict for claim in facts] == [Verdict.AGREE] * claims


def test_clauses_that_differ_in_a_day_are_said_to_differ() -> None:
    one = make_report("one.txt", "The new harbour of Lindby opens to boats on 21 May 2031.")
    other = make_report("other.txt", "The new harbour of Lindby opens to boats on 24 May 2031.")
    days = [(one, "21 May 2031"), (other, "24 May 2031")]
    pile = case(*((r, replace(found(r), moments=(dated(r, quote),))) for r, quote in days))
    clauses = tuple(Proposition(cut(report, report.text)) for report in (one, other))
    moved = list(moved_day_claims(pile, [clauses]))
    assert [claim.slot for claim in moved] == ["date"]
    (claim,) = text_claims(pile, {}, moved, ((0.9, clauses),))
    assert (claim.verdict, claim.slot, len(claim.versions)) == (Verdict.DIFFER, "date", 2)
    assert not list(facts_abroad(pile, [face(one, one.text, other, other.text)], moved))


def dated(report: Report, quote: str) -> Moment:
    value = f"2031-05-{quote[:2]}"
    span = cut(report, quote)
    kind = MomentKind.DATE
    return Moment(f"m-{quote}", span, kind, quote, "t@1", value=value, first=value, last=value)
