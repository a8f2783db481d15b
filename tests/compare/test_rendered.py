"""Are sentences that one report renders from another language read for other dates and sums?"""

from dataclasses import replace

import pytest

from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.rendered import Renderings, rendered_day_claims
from firsthand.compare.versions import Case
from firsthand.model.items import Moment, MomentKind
from firsthand.model.reason import Reason
from firsthand.model.story import Direction, Link, LinkKind, Passage, State, Verdict
from tests.compare.builders import case, cut, figure, found, make_report

HERE = make_report(
    "here.txt",
    "All twelve ferries are to run on batteries by 2033.\nThe quay will cost 61 million euros.",
)
THERE = make_report(
    "there.txt",
    "Tutti i dodici traghetti andranno a batteria entro il 2035.\n"
    "La banchina costerà 64 milioni di euro.",
    language="it",
)


def year(quote: str, *, here: bool, anchor: str = "") -> Moment:
    span = cut(HERE if here else THERE, quote)
    return Moment(
        f"moment-{quote}",
        span,
        MomentKind.DATE,
        quote,
        "test@1",
        value=quote,
        first=f"{quote}-01-01",
        last=f"{quote}-12-31",
        anchor=anchor,
    )


def link(score: float) -> Link:
    lines = zip(HERE.text.split("\n"), THERE.text.split("\n"), strict=True)
    passages = tuple(
        Passage(cut(HERE, one), cut(THERE, other), "translation", score) for one, other in lines
    )
    return Link(
        "link-1",
        HERE.id,
        THERE.id,
        LinkKind.TRANSLATION,
        Direction.UNKNOWN,
        score,
        Reason("test@1"),
        passages,
    )


def told(*moments: Moment) -> Case:
    sums = (
        figure(HERE, "61 million euros", 61e6, "EUR"),
        figure(THERE, "64 milioni di euro", 64e6, "EUR"),
    )
    made = case((HERE, found(HERE, sums[0])), (THERE, found(THERE, sums[1])))
    founds = {
        name: replace(one, moments=tuple(m for m in moments if m.span.report == name))
        for name, one in made.founds.items()
    }
    return replace(made, founds=founds)


def test_a_rendering_that_gives_another_year_differs() -> None:
    made = told(year("2033", here=True), year("2035", here=False))
    (claim,) = rendered_day_claims(made, Renderings([link(0.6)]).by(made))
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "date")
    assert {v.value for v in claim.versions} == {"2033", "2035"}


@pytest.mark.parametrize(
    "moments",
    [
        (year("2033", here=True),),
        (year("2033", here=True), year("2035", here=False, anchor="2031-01-05")),
    ],
)
def test_a_date_that_one_side_leaves_open_is_no_difference(moments: tuple[Moment, ...]) -> None:
    made = told(*moments)
    assert not list(rendered_day_claims(made, Renderings([link(0.6)]).by(made)))


def test_a_rendering_that_gives_another_sum_differs() -> None:
    made = told()
    (claim,) = figure_claims(made, (), Renderings([link(0.6)]).by(made))
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "number")


def test_sentences_that_are_hardly_alike_are_no_rendering() -> None:
    assert not Renderings([link(0.3)]).by(told())
    assert not Renderings([replace(link(0.6), state=State.REJECTED)]).by(told())


OURS = make_report(
    "ours.txt",
    "The council set aside 210 million crowns for the harbour.\nParking brings 4 million crowns.",
)
THEIRS = make_report(
    "theirs.txt",
    "A statement put the cost of the harbour at 225 million crowns.\nIt adds 4 million crowns.",
)


@pytest.mark.parametrize(
    ("value", "thing", "differs"),
    [
        (225e6, "cost of the harbour", True),
        (390e6, "cost of the harbour", False),
        (225e6, "", False),
    ],
)
def test_the_last_sums_of_one_thing_differ_when_near(
    value: float, thing: str, *, differs: bool
) -> None:
    made = case(
        (
            OURS,
            found(
                OURS,
                figure(OURS, "210 million crowns", 210e6, "NOK", "harbour"),
                figure(OURS, "4 million crowns", 4e6, "NOK", "parking"),
            ),
        ),
        (
            THEIRS,
            found(
                THEIRS,
                figure(THEIRS, "225 million crowns", value, "NOK", thing),
                figure(THEIRS, "4 million crowns", 4e6, "NOK"),
            ),
        ),
    )
    assert any(c.verdict is Verdict.DIFFER for c in figure_claims(made)) == differs


@pytest.mark.parametrize(
    ("symbolic", "differs"),
    [
        (("month(6)+", "month(6)"), False),
        (("last(Y)", "shift(Y,-1)"), False),
        (("month(6)+", "month(9)"), True),
    ],
)
def test_words_reckoned_from_the_day_of_each_report_are_no_other_date(
    symbolic: tuple[str, str], *, differs: bool
) -> None:
    """Only a month that is printed may be another one; its year is not."""
    here, there = year("2033", here=True, anchor="x"), year("2035", here=False, anchor="y")
    made = told(
        replace(here, symbolic=symbolic[0], value="2033-06"),
        replace(there, symbolic=symbolic[1], value="2035-09"),
    )
    assert bool(list(rendered_day_claims(made, Renderings([link(0.6)]).by(made)))) is differs
